/**
 * Following an area's log: lock and accept what the utility announces, apply what q aggregators certified. Accepting
 * stores a lock first, so that no second entry under the same number is ever signed. [P-7.1]
 */
import type { AreaLog } from '../protocol/area-log.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { entryHash, isCertified, isProposedBy, proposalOf, signAcceptance } from '../protocol/log.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { schemeQuorum } from '../protocol/scheme.ts';
import { withSignature } from '../protocol/signing.ts';
import { topics } from '../protocol/topics.ts';
import type { Announcement, CertifiedEntry, Entry } from '../schemas/types.ts';
import { type Auditor, auditEntry } from '../protocol/audit.ts';
import { mismatchOf } from '../protocol/floor.ts';
import type { LedgerOp, LedgerRead, Lock } from './ledger.ts';
import type { Refusal } from '../protocol/refusal.ts';
import type { AggregatorParty } from './party.ts';

type Out = Effects<LedgerOp, LedgerRead>;

export class LogFollower {
  private readonly party: AggregatorParty;
  private readonly log: AreaLog;
  private readonly onApplied: (certified: CertifiedEntry) => void;
  private readonly onLocked: (entry: Entry) => void;
  private lock: Lock | undefined;
  /** An announced closing whose page is still open by this clock: answered when it no longer is. */
  private deferred: Announcement | undefined;
  /** Hashes of entries kept as evidence: each is kept once, however often it comes. */
  private readonly evidence = new Set<string>();
  private readonly auditor: Auditor;

  constructor(
    party: AggregatorParty,
    log: AreaLog,
    otherAreaOf: Auditor['otherAreaOf'],
    lock: Lock | undefined,
    onApplied: (certified: CertifiedEntry) => void,
    onLocked: (entry: Entry) => void,
  ) {
    this.party = party;
    this.log = log;
    this.auditor = { crypto: party.crypto, pins: party.pins, signers: party.signers, otherAreaOf };
    this.lock = lock;
    this.onApplied = onApplied;
    this.onLocked = onLocked;
  }

  /** Whether this log holds anything authentic yet. */
  get isStarted(): boolean {
    return this.log.length > 0 || this.lock !== undefined;
  }

  tick(times: Times, out: Out): void {
    const { deferred } = this;
    this.deferred = undefined;
    // Others may have certified it meanwhile.
    if (deferred !== undefined && deferred.entry.sequence === this.log.length) this.announced(deferred, times, out);
  }

  /** Applies the certified entries of the own ledger; what they release becomes due again unless on record. */
  restore(entries: readonly CertifiedEntry[]): void {
    for (const certified of entries) {
      this.log.apply(certified.entry, entryHash(this.party.crypto, certified.entry));
      this.onApplied(certified);
    }
  }

  private keepEvidence(hash: string, proof: object, out: Out): void {
    if (this.evidence.has(hash)) return;
    this.evidence.add(hash);
    out.persist({ kind: 'evidence', area: this.log.area, text: canonicalJson(proof) });
  }

  /** An announced entry: answered with an acceptance, or refused. */
  announced(message: Announcement, times: Times, out: Out): Refusal | undefined {
    const { party, log } = this;
    const { entry, ballot } = message;
    const hash = entryHash(party.crypto, entry);
    const proposal = proposalOf(entry, ballot, hash);
    if (!isProposedBy(party.crypto, party.signers.utility, proposal, message.signature))
      return { code: 'not_authentic', detail: 'the announcement is not signed by the utility' };
    // Higher ballots need q promises, which only a utility that lost its disk collects.
    if (ballot !== 0) return { code: 'ballot_refused', detail: `ballot ${ballot} comes without its promises` };
    if (entry.sequence > log.length) {
      this.publishHead(out);
      return { code: 'log_gap', detail: `entry ${entry.sequence} announced, ${log.length} is the next here` };
    }
    if (this.lock?.sequence === entry.sequence && this.lock.ballot === ballot && this.lock.hash !== hash) {
      this.keepEvidence(hash, { kind: 'announcement', entry, ballot, signature: message.signature }, out);
      return { code: 'evidence', detail: `two different entries announced under number ${entry.sequence}` };
    }
    if (entry.sequence < log.length) {
      // Certified long ago; the utility has just not heard of it.
      this.publishHead(out);
      return undefined;
    }
    if (entry.previous !== log.headHash)
      return { code: 'log_conflict', detail: 'does not follow the last certified entry' };
    if (this.lock?.sequence !== entry.sequence) {
      const refusal = auditEntry(this.auditor, log, entry, message.manifests, times);
      // Two honest clocks differ a little: the slower one answers later rather than refuse.
      this.deferred = refusal?.code === 'page_open' && entry.kind === 'close' ? message : undefined;
      if (refusal !== undefined) return this.deferred === undefined ? refusal : undefined;
      this.lock = { sequence: entry.sequence, ballot, hash };
      this.onLocked(entry);
      out.persist({ kind: 'lock', area: log.area, lock: this.lock });
    }
    const { version, deployment, area } = entry;
    const accept = {
      version,
      deployment,
      type: 'accept' as const,
      area,
      sequence: entry.sequence,
      ballot,
      hash,
      previous: entry.previous,
      aggregator: party.index,
      signature: signAcceptance(party.crypto, party.identity, party.index, proposal),
    };
    out.publish(topics.accepts(party.index), canonicalJson(accept));
    return undefined;
  }

  /** Certified entries: applied in order, whatever this aggregator thought of them, since q others signed. */
  certified(entries: readonly CertifiedEntry[], out: Out): Refusal | undefined {
    const { party, log } = this;
    let refusal: Refusal | undefined;
    for (const certified of entries) {
      const { entry } = certified;
      if (entry.area !== log.area || entry.sequence < log.length) continue;
      if (entry.sequence > log.length) {
        refusal = { code: 'log_gap', detail: `entry ${entry.sequence} received, ${log.length} is the next here` };
        break;
      }
      const problem = this.problemWith(certified, out);
      if (problem !== undefined) {
        refusal = problem;
        break;
      }
      log.apply(entry, entryHash(party.crypto, entry));
      out.persist({ kind: 'entry', area: log.area, certified });
      this.onApplied(certified);
    }
    this.publishHead(out);
    return refusal;
  }

  /** Why a certified entry can't be applied. Nobody's word is kept before it is known to be authentic. */
  private problemWith(certified: CertifiedEntry, out: Out): Refusal | undefined {
    const { party, log } = this;
    const { entry } = certified;
    if (entry.deployment !== party.deployment) return { code: 'outdated_config', detail: 'of another deployment' };
    if (!log.hasScheme) {
      if (entry.kind !== 'scheme') return { code: 'scheme_refused', detail: 'no scheme is in force yet' };
      // The first scheme says itself what its quorum is: only one that fits the pins may. If its floors are lower than
      // the own, the log is followed all the same, and what is below the own floor not released here.
      const mismatch = mismatchOf(party.pins, entry.scheme);
      if (mismatch !== undefined) return mismatch;
    }
    const quorum = entry.kind === 'scheme' && !log.hasScheme ? schemeQuorum(entry.scheme) : log.quorum;
    if (!isCertified(party.crypto, party.signers, quorum, certified))
      return { code: 'not_authentic', detail: `entry ${entry.sequence} is not certified by ${quorum} aggregators` };
    if (entry.previous === log.headHash) return undefined;
    this.keepEvidence(entryHash(party.crypto, entry), { kind: 'fork', certified }, out);
    return { code: 'log_conflict', detail: 'does not follow the last certified entry' };
  }

  publishHead(out: Out): void {
    const { party, log } = this;
    const head = withSignature(party.crypto, party.identity, 'head', {
      version: 1 as const,
      deployment: party.deployment,
      type: 'head' as const,
      area: log.area,
      aggregator: party.index,
      storeEpoch: party.storeEpoch,
      length: log.length,
      hash: log.headHash,
    });
    out.publish(topics.log(party.index), canonicalJson(head));
  }
}
