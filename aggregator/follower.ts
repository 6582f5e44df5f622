/**
 * Following an area's log: promise and accept what the utility asks and announces, apply what q aggregators certified.
 * What is promised or accepted is stored first, so that no second entry under one ballot is ever signed. [P-7.1]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { type Auditor, auditEntry } from '../protocol/log/entry-audit.ts';
import {
  type Ballot,
  FIRST_BALLOT,
  Bases,
  electorateOf,
  holdersOf,
  isBallotOpen,
  signPromise,
} from '../protocol/log/ballot.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { nextProblem } from '../protocol/log/next-entry.ts';
import { entryHash, isCertified, isProposedBy, proposalOf, signAcceptance } from '../protocol/log/entries.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { type Refusal, refuse } from '../protocol/wire/refusal.ts';
import { quorumOf, schemeQuorum } from '../protocol/grid/scheme.ts';
import { isSignedBy, withSignature } from '../protocol/keys/signing.ts';
import { topics } from '../protocol/wire/topics.ts';
import type {
  Announcement,
  CertifiedEntry,
  Entry,
  Head,
  Prepare,
  PromiseMessage,
  Proof,
  Scheme,
  WitnessedArea,
} from '../schemas/types.ts';
import type { CellIndex } from './cells.ts';
import type { Lock, Promised } from './counter.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
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
  /** Somebody signed two things that can't both be honest. */
  readonly onProof: (proof: Proof, out: Out) => void;
  /** A certified entry that is not the one of this log. */
  readonly onForeign: (certified: CertifiedEntry, out: Out) => void;
}

/** What an aggregator knows of meters, and of who is convicted, besides the log. */
export type AuditedMeters = Omit<Auditor, 'crypto' | 'pins' | 'signers'>;

export class LogFollower {
  private readonly party: RunningParty;
  private readonly log: AreaLog;
  private readonly events: FollowerEvents;
  private lock: Lock | undefined;
  private promised: Promised | undefined;
  private signFrom: number;
  /** An announced closing whose page is still open by this clock: answered when it no longer is. */
  private deferred: Announcement | undefined;
  /** Hash of each applied entry. */
  private readonly hashes: string[] = [];
  private readonly meters: AuditedMeters;
  private readonly cells: CellIndex;
  private signed: Head | undefined;

  /** The operator's list may have changed. */
  private get auditor(): Auditor {
    const { crypto, pins, signers } = this.party;
    return { crypto, pins, signers, ...this.meters };
  }

  constructor(
    party: RunningParty,
    log: AreaLog,
    cells: CellIndex,
    meters: AuditedMeters,
    state: FollowerState,
    events: FollowerEvents,
  ) {
    this.party = party;
    this.log = log;
    this.cells = cells;
    this.meters = meters;
    this.lock = state.lock;
    this.promised = state.promised;
    this.signFrom = state.signFrom;
    this.events = events;
  }

  /** Whether this log holds anything authentic yet. */
  get isStarted(): boolean {
    return this.log.length > 0 || this.lock !== undefined || this.promised !== undefined;
  }

  /** What it tells who asks: whatever is certified without its knowing was locked first. [P-7.4.3] */
  get bonds(): Pick<WitnessedArea, 'lock' | 'promised'> {
    const { lock, promised } = this;
    return {
      ...(lock === undefined ? {} : { lock: { sequence: lock.sequence, ballot: lock.ballot, hash: lock.hash } }),
      ...(promised === undefined ? {} : { promised: { ...promised } }),
    };
  }

  /** The number of the last entry it accepted that it still knows of. */
  get lastLocked(): number {
    return this.lock?.sequence ?? -1;
  }

  /** It signs for numbers from this one on. */
  get signsFrom(): number {
    return this.signFrom;
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

  /** Hash of the applied entry of this number; undefined if it is not certified here. */
  hashOf(sequence: number): string | undefined {
    return this.hashes[sequence];
  }

  /** The highest ballot that binds it for the next number: promised, or accepted under. */
  private get bound(): Ballot {
    return this.promised?.sequence === this.log.length ? this.promised : FIRST_BALLOT;
  }

  /** Whether nothing is certified without this one; before the first scheme, by that scheme or the own floor. */
  private isNeededBy(first: Scheme | undefined): boolean {
    const { party, log } = this;
    const { size } = party.signers.aggregators;
    if (log.hasScheme) return log.quorum === size;
    const { minThreshold, trust } = party.pins.floor;
    return (first === undefined ? quorumOf(size, minThreshold, trust) : schemeQuorum(first)) >= size;
  }

  /** Whether it may sign for the next number: it must not have signed anything for it that it has lost. [P-7.4] */
  private maySign(first?: Scheme): boolean {
    // Where everybody must sign, no number can be left out: what is locked elsewhere is all that can be certified.
    const { party, log } = this;
    const isFounded = party.foundedFromMs > 0 && this.isNeededBy(first);
    // A counter may know of votes that its ledger has lost: whatever is below them is certified, and comes from the others.
    const votedFor = Math.max(this.lock?.sequence ?? 0, this.promised?.sequence ?? 0);
    return log.length >= Math.max(this.signFrom, votedFor) || isFounded;
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
    if (!this.maySign()) return refuse('recovering', `this store was lost: it signs from number ${this.signFrom} on`);
    if (this.lockHere !== undefined && this.lockHere.announcement === undefined)
      return refuse(
        'ballot_refused',
        'what is locked here went with a lost ledger: announce it again under its ballot',
      );
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
    const shown =
      held === undefined ? {} : { entry: held.entry, manifests: held.manifests, ...basesOf(held, lock?.hash) };
    const message = { version: 1, deployment, type: 'promise', promise, ...shown };
    out.publish(topics.log(party.index, log.area), canonicalJson(message));
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
      this.foundTwo(this.lock, message, hash, out);
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
    // What went with a lost ledger, all but its hash, is taken up again.
    if (this.lockHere?.ballot !== ballot || this.lockHere.announcement === undefined) {
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

  /** The utility signed two entries under one number and ballot. */
  private foundTwo({ announcement, hash }: Lock, { entry, ballot, signature }: Announcement, other: string, out: Out) {
    if (announcement === undefined) return;
    const { area, sequence, previous } = entry;
    const one = {
      area,
      sequence,
      ballot,
      hash,
      previous: announcement.entry.previous,
      signature: announcement.signature,
    };
    const two = { area, sequence, ballot, hash: other, previous, signature };
    this.events.onProof({ kind: 'announcements', one, other: two }, out);
  }

  /** The ballot that an announcement may be accepted under, or why not. */
  private entitled(message: Announcement, hash: string, out: Out): Ballot | Refusal {
    const { party, bound } = this;
    const { entry, ballot } = message;
    if (ballot < bound.ballot) return this.refuseBallot(bound, out);
    if (ballot === 0) return FIRST_BALLOT;
    const scheme = this.log.hasScheme ? this.log.scheme : schemeOf(entry);
    if (scheme === undefined) return refuse('scheme_refused', 'no scheme is in force yet');
    const proposal = proposalOf(entry, ballot, hash);
    const bases = new Bases(party.crypto, party.signers, electorateOf(scheme), proposal, message.bases ?? []);
    const entitled = bases.entitles(proposal, message.promises ?? []);
    // Nobody is convicted by it: who carried the message may have dropped them.
    if (typeof entitled === 'string') return refuse('ballot_refused', `ballot ${ballot}: ${entitled}`);
    const asked = { ballot, proposer: entitled.proposer };
    return isBallotOpen(bound, asked) ? asked : this.refuseBallot(bound, out);
  }

  private audit(message: Announcement, hash: string, times: Times): Refusal | undefined {
    const { log } = this;
    const { entry } = message;
    const schemes = [log.hasScheme ? log.scheme : undefined, schemeOf(entry)].filter((scheme) => scheme !== undefined);
    // Up to k-1 may say that they had accepted what they never saw: one honest among k did. [P-8.5]
    const enough = Math.max(...schemes.map(({ threshold }) => threshold));
    const wasTimely = holdersOf(message.promises ?? [], hash) >= enough;
    // What was accepted before somebody was convicted may bind this number: then it is judged as it was then. [P-7.7]
    const isBound = holdersOf(message.promises ?? [], hash) > 0;
    const auditor = isBound ? { ...this.auditor, isConvicted: () => false } : this.auditor;
    return auditEntry(auditor, log, entry, message.manifests, times, wasTimely);
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
      proposed: message.signature,
      signature: signAcceptance(party.crypto, party.identity, party.index, proposalOf(entry, ballot, hash)),
    };
    out.publish(topics.accepts(party.index, area), canonicalJson(accept));
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
    const { ballot } = this.bound;
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

/** What a locked announcement rested on: nothing under ballot 0. */
function basesOf({ ballot, promises, bases = [] }: Announcement, hash = ''): Pick<PromiseMessage, 'bases'> {
  return promises === undefined ? {} : { bases: [{ ballot, hash, promises }, ...bases] };
}

function schemeOf(entry: Entry): Scheme | undefined {
  return entry.kind === 'scheme' ? entry.scheme : undefined;
}
