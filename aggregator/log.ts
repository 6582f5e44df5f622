/**
 * Following an area's log: promise and accept what the utility asks and announces, apply what q aggregators certified.
 * What is promised or accepted is stored first, so that no second entry under one ballot is ever signed. [P-7.1]
 */
import type { AreaLog } from '../protocol/area-log.ts';
import { type Auditor, auditEntry } from '../protocol/audit.ts';
import { type Ballot, FIRST_BALLOT, entitledBy, holdersOf, isBallotOpen, signPromise } from '../protocol/ballot.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { mismatchOf } from '../protocol/floor.ts';
import { entryHash, isCertified, isProposedBy, proposalOf, signAcceptance } from '../protocol/log.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { type Refusal, refuse } from '../protocol/refusal.ts';
import { schemeQuorum } from '../protocol/scheme.ts';
import { isSignedBy, withSignature } from '../protocol/signing.ts';
import { topics } from '../protocol/topics.ts';
import type { Announcement, CertifiedEntry, Entry, Prepare, Scheme } from '../schemas/types.ts';
import type { LedgerOp, LedgerRead, Lock, Promised } from './ledger.ts';
import type { RunningParty } from './party.ts';

type Out = Effects<LedgerOp, LedgerRead>;

/** What a follower finds in its ledger. */
export interface FollowerState {
  readonly lock: Lock | undefined;
  readonly promised: Promised | undefined;
  /** It signs for numbers from this one on: for those below, it may have signed what it has lost. [P-7.4] */
  readonly signFrom: number;
}

export interface FollowerEvents {
  /** A certified entry was applied. */
  readonly onApplied: (certified: CertifiedEntry) => void;
  readonly onLocked: (entry: Entry) => void;
  /** An entry was locked, and another one took its place. */
  readonly onReplaced: (entry: Entry) => void;
}

export class LogFollower {
  private readonly party: RunningParty;
  private readonly log: AreaLog;
  private readonly events: FollowerEvents;
  private lock: Lock | undefined;
  private promised: Promised | undefined;
  private signFrom: number;
  /** An announced closing whose page is still open by this clock: answered when it no longer is. */
  private deferred: Announcement | undefined;
  /** Hashes of entries kept as evidence: each is kept once, however often it comes. */
  private readonly evidence = new Set<string>();
  /** Hash of each applied entry. */
  private readonly hashes: string[] = [];
  private readonly auditor: Auditor;

  constructor(
    party: RunningParty,
    log: AreaLog,
    meters: Pick<Auditor, 'otherAreaOf' | 'isApproved'>,
    state: FollowerState,
    events: FollowerEvents,
  ) {
    this.party = party;
    this.log = log;
    this.auditor = { crypto: party.crypto, pins: party.pins, signers: party.signers, ...meters };
    this.lock = state.lock;
    this.promised = state.promised;
    this.signFrom = state.signFrom;
    this.events = events;
  }

  /** Whether this log holds anything authentic yet. */
  get isStarted(): boolean {
    return this.log.length > 0 || this.lock !== undefined || this.promised !== undefined;
  }

  /** The number of the last entry it accepted that it still knows of. */
  get lastLocked(): number {
    return this.lock?.sequence ?? -1;
  }

  /** A new store epoch: nothing is signed for numbers below `sequence`, and nothing said before is remembered. */
  signOnlyFrom(sequence: number, out: Out): void {
    this.signFrom = sequence;
    out.persist({ kind: 'sign-from', area: this.log.area, sequence });
  }

  tick(times: Times, out: Out): void {
    const { deferred } = this;
    this.deferred = undefined;
    // Others may have certified it meanwhile.
    if (deferred !== undefined && deferred.entry.sequence === this.log.length) this.announced(deferred, times, out);
  }

  /** Applies the certified entries of the own ledger; what they release becomes due again unless on record. */
  restore(entries: readonly CertifiedEntry[]): void {
    for (const certified of entries) this.apply(certified);
    const pending = this.lock?.announcement?.entry;
    if (pending !== undefined && pending.sequence === this.log.length) this.events.onLocked(pending);
  }

  private apply(certified: CertifiedEntry): void {
    const hash = entryHash(this.party.crypto, certified.entry);
    this.replaceLock(hash);
    this.log.apply(certified.entry, hash);
    this.hashes.push(hash);
    this.events.onApplied(certified);
  }

  /** The entry of this hash takes the place of what is locked under the next number, if that is another one. */
  private replaceLock(hash: string): void {
    const entry = this.lockHere?.hash === hash ? undefined : this.lockHere?.announcement?.entry;
    if (entry !== undefined) this.events.onReplaced(entry);
  }

  private keepEvidence(hash: string, proof: object, out: Out): void {
    if (this.evidence.has(hash)) return;
    this.evidence.add(hash);
    out.persist({ kind: 'evidence', area: this.log.area, text: canonicalJson(proof) });
  }

  /** The highest ballot that binds it for the next number: promised, or accepted under. */
  private get bound(): Ballot {
    return this.promised?.sequence === this.log.length ? this.promised : FIRST_BALLOT;
  }

  /** q for the next entry: the first scheme says itself what it is. */
  private quorumFor(first: Scheme | undefined): number | undefined {
    if (this.log.hasScheme) return this.log.quorum;
    return first === undefined ? undefined : schemeQuorum(first);
  }

  /**
   * Whether it may sign for the next number: it must not have signed anything for it that it has lost. Where every
   * certificate needs everybody, what was lost was not certified without this one knowing. [P-7.4]
   */
  private maySign(first: Scheme | undefined): boolean {
    return this.log.length >= this.signFrom || this.quorumFor(first) === this.party.signers.aggregators.size;
  }

  private refuseBallot(bound: Ballot, out: Out): Refusal {
    this.publishHead(out);
    return refuse('ballot_refused', `ballot ${bound.ballot} of another proposer is promised here`);
  }

  /** The utility wants to propose under a higher ballot: promised once stored, with what is locked here. */
  prepared(message: Prepare, out: Out): Refusal | undefined {
    const { party, log } = this;
    if (!isSignedBy(party.crypto, [party.signers.utility], 'prepare', message))
      return refuse('not_authentic', 'not signed by the utility');
    const { sequence, ballot, proposer } = message;
    if (sequence !== log.length) {
      this.publishHead(out);
      // It lacks entries that are certified.
      if (sequence < log.length) out.read({ kind: 'entries', area: log.area, sequence });
      return sequence < log.length
        ? undefined
        : refuse('log_gap', `number ${sequence} prepared, ${log.length} is the next here`);
    }
    // What scheme will be announced is not known: without one, nobody knows the quorum, so it must not matter.
    if (
      !this.maySign(this.lockHere?.announcement === undefined ? undefined : schemeOf(this.lockHere.announcement.entry))
    )
      return refuse('recovering', `this store was lost: it signs from number ${this.signFrom} on`);
    if (this.lockHere !== undefined && this.lockHere.announcement === undefined)
      return refuse('ballot_refused', 'what is locked here was announced to an earlier gridshare and is not known');
    if (!isBallotOpen(this.bound, message)) return this.refuseBallot(this.bound, out);
    this.promise({ ballot, proposer }, out);
    this.publishPromise({ ballot, proposer }, out);
    return undefined;
  }

  private promise({ ballot, proposer }: Ballot, out: Out): void {
    const { bound, log } = this;
    if (bound.ballot === ballot && bound.proposer === proposer) return;
    this.promised = { sequence: log.length, ballot, proposer };
    out.persist({ kind: 'promise', area: log.area, promised: this.promised });
  }

  private get lockHere(): Lock | undefined {
    return this.lock?.sequence === this.log.length ? this.lock : undefined;
  }

  private publishPromise({ ballot, proposer }: Ballot, out: Out): void {
    const { party, log } = this;
    const { deployment } = party;
    const held = this.lockHere?.announcement;
    const lock = held && { ballot: held.ballot, hash: this.lockHere?.hash ?? '', signature: held.signature };
    const promise = signPromise(party.crypto, party.identity, {
      deployment,
      area: log.area,
      sequence: log.length,
      ballot,
      proposer,
      aggregator: party.index,
      storeEpoch: party.storeEpoch,
      ...(lock === undefined ? {} : { lock }),
    });
    const shown = held === undefined ? {} : { entry: held.entry, manifests: held.manifests };
    out.publish(topics.log(party.index), canonicalJson({ version: 1, deployment, type: 'promise', promise, ...shown }));
  }

  /** An announced entry: answered with an acceptance, or refused. */
  announced(message: Announcement, times: Times, out: Out): Refusal | undefined {
    const { party, log } = this;
    const { entry, ballot } = message;
    const hash = entryHash(party.crypto, entry);
    const proposal = proposalOf(entry, ballot, hash);
    if (!isProposedBy(party.crypto, party.signers.utility, proposal, message.signature))
      return refuse('not_authentic', 'the announcement is not signed by the utility');
    if (entry.sequence > log.length) {
      this.publishHead(out);
      return refuse('log_gap', `entry ${entry.sequence} announced, ${log.length} is the next here`);
    }
    if (this.lock?.sequence === entry.sequence && this.lock.ballot === ballot && this.lock.hash !== hash) {
      this.keepEvidence(hash, { kind: 'announcement', entry, ballot, signature: message.signature }, out);
      return refuse('evidence', `two different entries announced under number ${entry.sequence}`);
    }
    if (entry.sequence < log.length) {
      // Certified long ago; the utility has just not heard of it.
      this.publishHead(out);
      return undefined;
    }
    if (entry.previous !== log.headHash) return refuse('log_conflict', 'does not follow the last certified entry');
    if (!this.maySign(schemeOf(entry)))
      return refuse('recovering', `this store was lost: it signs from number ${this.signFrom} on`);
    const entitled = this.entitled(message, hash, out);
    if ('code' in entitled) return entitled;
    if (this.lockHere?.ballot !== ballot) {
      // What was audited under a lower ballot need not be again: the log is the same.
      const refusal = this.lockHere?.hash === hash ? undefined : this.audit(message, hash, times);
      // Two honest clocks differ a little: the slower one answers later rather than refuse.
      this.deferred = refusal?.code === 'page_open' && entry.kind === 'close' ? message : undefined;
      if (refusal !== undefined) return this.deferred === undefined ? refusal : undefined;
      this.replaceLock(hash);
      if (ballot > 0) this.promise(entitled, out);
      this.lock = { sequence: entry.sequence, ballot, hash, announcement: message };
      this.events.onLocked(entry);
      out.persist({ kind: 'lock', area: log.area, lock: this.lock });
    }
    this.publishAcceptance(message, hash, out);
    return undefined;
  }

  /** The ballot that an announcement may be accepted under, or why not. */
  private entitled(message: Announcement, hash: string, out: Out): Ballot | Refusal {
    const { party, bound } = this;
    const { entry, ballot } = message;
    if (ballot < bound.ballot) return this.refuseBallot(bound, out);
    if (ballot === 0) return FIRST_BALLOT;
    const quorum = this.quorumFor(schemeOf(entry)) ?? Number.POSITIVE_INFINITY;
    const proposal = proposalOf(entry, ballot, hash);
    const entitled = entitledBy(party.crypto, party.signers, quorum, proposal, message.promises ?? []);
    // Nobody is convicted by it: who carried the message may have dropped them.
    if (typeof entitled === 'string') return refuse('ballot_refused', `ballot ${ballot}: ${entitled}`);
    const asked = { ballot, proposer: entitled.proposer };
    return isBallotOpen(bound, asked) ? asked : this.refuseBallot(bound, out);
  }

  private audit(message: Announcement, hash: string, times: Times): Refusal | undefined {
    const { log, party } = this;
    const { entry } = message;
    const schemes = [log.hasScheme ? log.scheme : undefined, schemeOf(entry)].filter((scheme) => scheme !== undefined);
    const isActive = party.pins.floor.trust === 'active' || schemes.some(({ trust }) => trust === 'active');
    // One that found it in time is enough to believe it where nobody deviates; else one honest among k. [P-8.5]
    const enough = isActive ? Math.max(...schemes.map(({ threshold }) => threshold)) : 1;
    const wasTimely = holdersOf(message.promises ?? [], hash) >= enough;
    return auditEntry(this.auditor, log, entry, message.manifests, times, wasTimely);
  }

  private publishAcceptance(message: Announcement, hash: string, out: Out): void {
    const { party } = this;
    const { entry, ballot } = message;
    const { version, deployment, area, sequence, previous } = entry;
    const accept = {
      version,
      deployment,
      type: 'accept' as const,
      area,
      sequence,
      ballot,
      hash,
      previous,
      aggregator: party.index,
      signature: signAcceptance(party.crypto, party.identity, party.index, proposalOf(entry, ballot, hash)),
    };
    out.publish(topics.accepts(party.index), canonicalJson(accept));
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
      if (entry.sequence > log.length) {
        refusal = { code: 'log_gap', detail: `entry ${entry.sequence} received, ${log.length} is the next here` };
        break;
      }
      const problem = this.problemWith(certified, out);
      if (problem !== undefined) {
        refusal = problem;
        break;
      }
      this.apply(certified);
      out.persist({ kind: 'entry', area: log.area, certified });
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

  /** Two certified entries under one number: one of them should never have been. */
  private contradiction(certified: CertifiedEntry, out: Out): Refusal | undefined {
    const { party, log } = this;
    const { entry } = certified;
    const hash = entryHash(party.crypto, entry);
    if (hash === this.hashes[entry.sequence] || entry.deployment !== party.deployment) return undefined;
    if (!isCertified(party.crypto, party.signers, log.quorum, certified))
      return refuse('not_authentic', `entry ${entry.sequence} is not certified by ${log.quorum} aggregators`);
    this.keepEvidence(hash, { kind: 'fork', certified }, out);
    return refuse('log_conflict', `another entry ${entry.sequence} is certified`);
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
      ballot: this.bound.ballot,
    });
    out.publish(topics.log(party.index), canonicalJson(head));
  }
}

function schemeOf(entry: Entry): Scheme | undefined {
  return entry.kind === 'scheme' ? entry.scheme : undefined;
}
