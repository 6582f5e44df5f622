/** What a ledger's recorded answer says: opened with the utility's key, since the ledger itself can't. [P-7.5.2] */
import { totalAad } from '../../protocol/wire/headers.ts';
import { sharingIdOf } from '../../protocol/grid/scheme.ts';
import { OpeningSessions } from '../../protocol/keys/seal.ts';
import type { Scheme, TotalMessage } from '../../schemas/types.ts';
import type { UtilityParty } from '../../utility/party.ts';

export interface OpenedSums {
  readonly total: TotalMessage;
  /** Weighted sums: field elements, 16 bytes each. */
  readonly sums: Uint8Array;
}

export class SumsOpener {
  private readonly utility: UtilityParty;
  private readonly sharing: string;
  private readonly sessions: OpeningSessions;

  constructor(utility: UtilityParty, scheme: Scheme) {
    this.utility = utility;
    this.sharing = sharingIdOf(utility.crypto, scheme);
    this.sessions = new OpeningSessions(utility.crypto, 64);
  }

  open(message: string): OpenedSums {
    const { utility, sharing } = this;
    const total = JSON.parse(message) as TotalMessage;
    const { digest: _digest, signature: _signature, session, sessionSignature, nonce, sealed, ...identity } = total;
    const route = {
      purpose: 'totals' as const,
      deployment: utility.deployment,
      sharing,
      sender: `aggregator/${total.aggregator}`,
      recipient: 'utility',
      keyId: 'static',
    };
    const senders = utility.signers.aggregators.get(total.aggregator) ?? [];
    const fields = { session, sessionSignature, nonce, sealed };
    const sums = this.sessions.open(route, senders, utility.totalsKey, fields, totalAad(identity, fields));
    if (sums === undefined) throw new Error('a recorded answer opens for the utility');
    return { total, sums };
  }
}
