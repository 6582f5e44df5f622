/** What an aggregator answers the utility with: sums, sealed in its one session with it, and signed. [P-4.7, P-7.5] */
import { type Route, SealingSession, type Seeds } from '../protocol/keys/seal.ts';
import { withSignature } from '../protocol/keys/signing.ts';
import type { AreaLog } from '../protocol/log/area-log.ts';
import { assert } from '../protocol/machine.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { type TotalIdentity, totalAad, totalDigest } from '../protocol/wire/headers.ts';
import { sharingIdOf } from '../protocol/grid/scheme.ts';
import type { StoredRelease } from './ledger.ts';
import type { RunningParty } from './party.ts';

/** The aggregator's one session with the utility, started when first needed. */
export class TotalsSession {
  private readonly party: RunningParty;
  private readonly seeds: Seeds;
  private session: SealingSession | undefined;

  constructor(party: RunningParty, seeds: Seeds) {
    this.party = party;
    this.seeds = seeds;
  }

  of(log: AreaLog): SealingSession {
    if (this.session === undefined || this.session.isSpent) {
      const { party } = this;
      const route: Route = {
        purpose: 'totals',
        deployment: party.deployment,
        sharing: sharingIdOf(party.crypto, log.scheme),
        sender: `aggregator/${party.index}`,
        recipient: 'utility',
        keyId: 'static',
      };
      this.session = SealingSession.start(
        party.crypto,
        route,
        party.identity,
        party.utilityTotals,
        this.seeds.next('totals'),
      );
      assert(this.session !== undefined, "the utility's pinned key is usable");
    }
    return this.session;
  }

  /**
   * The signed message of sums that belong to the certified entry of this hash. Who has only the ledger that keeps it can
   * neither open it nor try out sums: its digest is keyed. [P-4.7]
   */
  message(log: AreaLog, entry: string, release: Omit<StoredRelease, 'message'>, sums: Uint8Array): string {
    const { party } = this;
    const common = {
      version: 1 as const,
      deployment: party.deployment,
      area: log.area,
      sequence: release.sequence,
      entry,
      aggregator: party.index,
      storeEpoch: party.storeEpoch,
    };
    const header: TotalIdentity =
      release.meters === ''
        ? { ...common, type: 'load', interval: release.interval }
        : { ...common, type: 'bill', meters: release.meters };
    const sealed = this.of(log).seal((session) => totalAad(header, session), sums);
    const digest = totalDigest(party.crypto, party.digestKey, header, sums);
    return canonicalJson(withSignature(party.crypto, party.identity, 'total', { ...header, digest, ...sealed }));
  }
}
