/**
 * Votes on the next entry of an area's log: promise and accept what the utility asks and announces. What is promised or accepted
 * is stored first, so that no second entry under one ballot is ever signed. [P-7.1]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { type Auditor, auditEntry } from '../protocol/log/entry-audit.ts';
import { type Ballot, FIRST_BALLOT, Bases, electorateOf, holdersOf, isBallotOpen } from '../protocol/log/ballot.ts';
import { entryHash, isProposedBy, proposalOf } from '../protocol/log/entries.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { type Refusal, refuse } from '../protocol/wire/refusal.ts';
import { quorumOf, schemeQuorum } from '../protocol/grid/scheme.ts';
import { isSignedBy } from '../protocol/keys/signing.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { Announcement, Entry, Prepare, Proof, Scheme, WitnessedArea } from '../schemas/types.ts';
import type { Lock, Promised } from './counter.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';
import { acceptMessage, promiseMessage } from './vote-messages.ts';

type Out = Effects<LedgerOp, LedgerRead>;

/** What is found of it in the ledger. */
export interface VotesState {
  readonly lock: Lock | undefined;
  readonly promised: Promised | undefined;
  /** It signs for numbers from this one on: for those below, it may have signed what it has lost. [P-7.4] */
  readonly signFrom: number;
}

export interface VoteEvents {
  readonly onLocked: (entry: Entry) => void;
  /** An entry was locked, and another one took its place. */
  readonly onReplaced: (entry: Entry) => void;
  /** Somebody signed two things that can't both be honest. */
  readonly onProof: (proof: Proof, out: Out) => void;
  /** Whoever asked knows another length of this log: its head is to be published. */
  readonly onBehind: (out: Out) => void;
}

/** What an aggregator knows of meters, and of who is convicted, besides the log. */
export type AuditedMeters = Omit<Auditor, 'crypto' | 'pins' | 'signers'>;

export class Votes {
  private readonly party: RunningParty;
  private readonly log: AreaLog;
  private readonly meters: AuditedMeters;
  private readonly events: VoteEvents;
  private lock: Lock | undefined;
  private promised: Promised | undefined;
  private signFrom: number;
  /** An announced closing whose page is still open by this clock: answered when it no longer is. */
  private deferred: Announcement | undefined;

  constructor(party: RunningParty, log: AreaLog, meters: AuditedMeters, state: VotesState, events: VoteEvents) {
    this.party = party;
    this.log = log;
    this.meters = meters;
    this.lock = state.lock;
    this.promised = state.promised;
    this.signFrom = state.signFrom;
    this.events = events;
  }

  /** The operator's list may have changed. */
  private get auditor(): Auditor {
    const { crypto, pins, signers } = this.party;
    return { crypto, pins, signers, ...this.meters };
  }

  /** Whether it ever voted, as far as it knows. */
  get hasVoted(): boolean {
    return this.lock !== undefined || this.promised !== undefined;
  }

  /** After a restart: what is locked under the next number counts. */
  resume(): void {
    const pending = this.lock?.announcement?.entry;
    if (pending !== undefined && pending.sequence === this.log.length) this.events.onLocked(pending);
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

  /** The entry of this hash takes the place of what is locked under the next number, if that is another one. */
  replaceLock(hash: string): void {
    const entry = this.lockHere?.hash === hash ? undefined : this.lockHere?.announcement?.entry;
    if (entry !== undefined) this.events.onReplaced(entry);
  }

  /** The highest ballot that binds it for the next number: promised, or accepted under. */
  get bound(): Ballot {
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
    this.events.onBehind(out);
    return refuse('ballot_refused', `ballot ${bound.ballot} of another proposer is promised here`);
  }

  /** The utility wants to propose under a higher ballot: promised once stored, with what is locked here. */
  prepared(message: Prepare, out: Out): Refusal | undefined {
    const { party, log } = this;
    if (!isSignedBy(party.crypto, [party.signers.utility], 'prepare', message))
      return refuse('not_authentic', 'not signed by the utility');
    const { sequence, ballot, proposer } = message;
    if (sequence !== log.length) {
      this.events.onBehind(out);
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
    out.publish(topics.log(party.index, log.area), promiseMessage(party, log, { ballot, proposer }, this.lockHere));
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

  /** An announced entry: answered with an acceptance, or refused. */
  announced(message: Announcement, times: Times, out: Out): Refusal | undefined {
    const { party, log } = this;
    const { entry, ballot } = message;
    const hash = entryHash(party.crypto, entry);
    const proposal = proposalOf(entry, ballot, hash);
    if (!isProposedBy(party.crypto, party.signers.utility, proposal, message.signature))
      return refuse('not_authentic', 'the announcement is not signed by the utility');
    if (entry.sequence > log.length) {
      this.events.onBehind(out);
      return refuse('log_gap', `entry ${entry.sequence} announced, ${log.length} is the next here`);
    }
    if (this.lock?.sequence === entry.sequence && this.lock.ballot === ballot && this.lock.hash !== hash) {
      this.foundTwo(this.lock, message, hash, out);
      return refuse('evidence', `two different entries announced under number ${entry.sequence}`);
    }
    if (entry.sequence < log.length) {
      // Certified long ago; the utility has just not heard of it.
      this.events.onBehind(out);
      return undefined;
    }
    if (entry.previous !== log.headHash) return refuse('log_conflict', 'does not follow the last certified entry');
    if (!this.maySign(schemeOf(entry)))
      return refuse('recovering', `this store was lost: it signs from number ${this.signFrom} on`);
    if (this.isLost(ballot, hash)) {
      this.accept(message, hash, out);
      return undefined;
    }
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
      this.accept(message, hash, out);
      return undefined;
    }
    out.publish(topics.accepts(party.index, log.area), acceptMessage(party, message, hash));
    return undefined;
  }

  /**
   * Whether it accepted just this, and all but its hash went with a lost ledger. It is taken up again whatever was promised
   * since: a promise named it, nothing new is signed, and without it no higher ballot can be promised.
   */
  private isLost(ballot: number, hash: string): boolean {
    const lock = this.lockHere;
    return lock !== undefined && lock.announcement === undefined && lock.ballot === ballot && lock.hash === hash;
  }

  private accept(message: Announcement, hash: string, out: Out): void {
    const { party, log } = this;
    const { entry, ballot } = message;
    this.lock = { sequence: entry.sequence, ballot, hash, announcement: message };
    this.events.onLocked(entry);
    out.persist({ kind: 'lock', area: log.area, lock: this.lock });
    out.publish(topics.accepts(party.index, log.area), acceptMessage(party, message, hash));
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
}

function schemeOf(entry: Entry): Scheme | undefined {
  return entry.kind === 'scheme' ? entry.scheme : undefined;
}
