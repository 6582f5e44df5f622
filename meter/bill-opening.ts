/** Opening the sealed bills that the utility sends to a meter. [P-4.4] */
import { fromUtf8 } from '../protocol/wire/bytes.ts';
import { billAad } from '../protocol/wire/headers.ts';
import { OpeningSessions, type Route } from '../protocol/keys/seal.ts';
import type { Crypto } from '../protocol/keys/crypto-port.ts';
import type { BillStatement, SealedBill } from '../schemas/types.ts';
import { isValid } from '../schemas/validate.ts';
import type { SchemeView } from './grid-view.ts';
import type { MeterAnchors, MeterParty } from './party.ts';

export class BillOpening {
  private readonly anchors: MeterAnchors;
  private readonly openings: OpeningSessions;

  constructor(crypto: Crypto, anchors: MeterAnchors, meterCount: number) {
    this.anchors = anchors;
    this.openings = new OpeningSessions(crypto, Math.max(16, meterCount * 2));
  }

  /** What a sealed message says to a meter; undefined if it can't be opened, or is of another meter. */
  open(message: SealedBill, party: MeterParty, { sharing }: SchemeView): BillStatement | undefined {
    const route: Route = {
      purpose: 'bill',
      deployment: party.deployment,
      sharing: sharing.id,
      sender: 'utility',
      recipient: `meter/${party.id}`,
      keyId: 'static',
    };
    const { sealed: _sealed, ...header } = message;
    const recipient = { privateKey: party.agreement, publicRaw: party.agreementRaw };
    const plaintext = this.openings.open(route, [this.anchors.signers.utility], recipient, message, billAad(header));
    const statement = plaintext === undefined ? undefined : parseStatement(plaintext);
    return statement?.meter === party.id ? statement : undefined;
  }
}

/** What is behind it is padding: JSON takes spaces. */
function parseStatement(plaintext: Uint8Array): BillStatement | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(plaintext) ?? '');
    return isValid('bill-statement', value) ? value : undefined;
  } catch {
    return undefined;
  }
}
