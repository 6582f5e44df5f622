/** Following an area's log: apply what q aggregators certified, in order, and say how far that reaches. [P-7.1] */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { nextProblem } from '../protocol/log/next-entry.ts';
import { entryHash, isCertified } from '../protocol/log/entries.ts';
import type { Effects } from '../protocol/machine.ts';
import { type Refusal, refuse } from '../protocol/wire/refusal.ts';
import { withSignature } from '../protocol/keys/signing.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { CertifiedEntry, Head } from '../schemas/types.ts';
import type { CellIndex } from './cells.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';
import { type AuditedMeters, type VoteEvents, Votes, type VotesState } from './votes.ts';

type Out = Effects<LedgerOp, LedgerRead>;

export interface FollowerEvents extends Omit<VoteEvents, 'onBehind'> {
  /** A certified entry was applied. */
  readonly onApplied: (certified: CertifiedEntry) => void;
  /** A certified entry that is not the one of this log. */
  readonly onForeign: (certified: CertifiedEntry, out: Out) => void;
}

export class LogFollower {
  private readonly party: RunningParty;
  private readonly log: AreaLog;
  private readonly events: FollowerEvents;
  readonly votes: Votes;
  /** Hash of each applied entry. */
  private readonly hashes: string[] = [];
  private readonly cells: CellIndex;
  private signed: Head | undefined;

  constructor(
    party: RunningParty,
    log: AreaLog,
    cells: CellIndex,
    meters: AuditedMeters,
    state: VotesState,
    events: FollowerEvents,
  ) {
    this.party = party;
    this.log = log;
    this.cells = cells;
    this.events = events;
    this.votes = new Votes(party, log, meters, state, { ...events, onBehind: (out) => this.publishHead(out) });
  }

  /** Whether this log holds anything authentic yet. */
  get isStarted(): boolean {
    return this.log.length > 0 || this.votes.hasVoted;
  }

  /** Applies the certified entries of the own ledger; what they release becomes due again unless on record. */
  restore(entries: readonly CertifiedEntry[]): void {
    for (const certified of entries) this.apply(certified);
    this.votes.resume();
  }

  private apply(certified: CertifiedEntry): void {
    const hash = entryHash(this.party.crypto, certified.entry);
    this.votes.replaceLock(hash);
    this.log.apply(certified.entry, hash);
    this.hashes.push(hash);
    this.events.onApplied(certified);
  }

  /** Hash of the applied entry of this number; undefined if it is not certified here. */
  hashOf(sequence: number): string | undefined {
    return this.hashes[sequence];
  }

  /** Certified entries: applied in order, whatever this aggregator thought of them, since q others signed. */
  certified(entries: readonly CertifiedEntry[], out: Out): Refusal | undefined {
    const { log } = this;
    let refusal: Refusal | undefined;
    for (const certified of entries) {
      const { entry } = certified;
      if (entry.area !== log.area) continue;
      if (entry.sequence < log.length) {
        refusal = this.contradiction(certified, out) ?? refusal;
        continue;
      }
      const problem = this.problemWith(certified, out);
      if (problem !== undefined) {
        refusal = problem;
        break;
      }
      this.apply(certified);
      out.persist({ kind: 'entry', area: log.area, certified });
    }
    return refusal;
  }

  /** Why a certified entry can't be applied. Nobody's word is kept before it is known to be authentic. */
  private problemWith(certified: CertifiedEntry, out: Out): Refusal | undefined {
    const { party, log } = this;
    const { crypto, signers, deployment, pins } = party;
    // If its floors are lower than the own, the log is followed all the same, and what is below the own floor not released here.
    const problem = nextProblem({ crypto, signers, deployment, pinsFor: () => pins }, log, certified);
    if (problem?.code === 'log_conflict') this.events.onForeign(certified, out);
    return problem && { ...problem, detail: `entry ${certified.entry.sequence} ${problem.detail}` };
  }

  /** Two certified entries under one number: one of them should never have been. */
  private contradiction(certified: CertifiedEntry, out: Out): Refusal | undefined {
    const { party, log } = this;
    const { entry } = certified;
    const hash = entryHash(party.crypto, entry);
    if (hash === this.hashes[entry.sequence] || entry.deployment !== party.deployment) return undefined;
    if (!isCertified(party.crypto, party.signers, log.quorum, certified))
      return refuse('not_authentic', `entry ${entry.sequence} is not certified by ${log.quorum} aggregators`);
    this.events.onForeign(certified, out);
    return refuse('log_conflict', `another entry ${entry.sequence} is certified`);
  }

  /** How far this log reaches and shares go back, signed; the same signature until it says something else. */
  get head(): Head {
    const { party, log } = this;
    const isErased = log.hasScheme && this.cells.eraseCount > 0;
    const keptFrom = isErased ? this.cells.keptFrom(log.scheme.billing.firstInterval) : 0;
    const { ballot } = this.votes.bound;
    const { signed } = this;
    if (
      signed?.hash === log.headHash &&
      signed.length === log.length &&
      signed.ballot === ballot &&
      signed.keptFrom === keptFrom &&
      signed.storeEpoch === party.storeEpoch
    )
      return signed;
    this.signed = withSignature(party.crypto, party.identity, 'head', {
      version: 1 as const,
      deployment: party.deployment,
      type: 'head' as const,
      area: log.area,
      aggregator: party.index,
      storeEpoch: party.storeEpoch,
      length: log.length,
      hash: log.headHash,
      ballot,
      keptFrom,
    });
    return this.signed;
  }

  publishHead(out: Out): void {
    out.publish(topics.log(this.party.index, this.log.area), canonicalJson(this.head));
  }
}
