/**
 * Ordering an area's log: stores the next entry, announces it, gathers acceptances into a certificate, and hands
 * certified entries to aggregators that lack them. Repeats itself until everybody has everything. [P-7.1]
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { type Anchors, nextProblem } from '../../protocol/log/next-entry.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import { type Times, assert } from '../../protocol/machine.ts';
import { type Electorate, electorateOf } from '../../protocol/log/ballot.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type {
  Accept,
  Announcement,
  CertifiedEntry,
  Entry,
  Head,
  ManifestMessage,
  PromiseMessage,
} from '../../schemas/types.ts';
import type { ArchiveEffects } from '../archive.ts';
import { Announced, announcementOf } from './announced.ts';
import type { CertifiedEntries } from './certified.ts';
import { Heads } from './heads.ts';
import { ownPins } from './own-floor.ts';
import type { UtilityParty } from '../party.ts';
import { type Grant, Preparation, ballotAbove } from './preparation.ts';
import type { Proposed } from './proposals.ts';
import type { UtilityComparing } from './comparing.ts';

type Out = ArchiveEffects;

const REPEAT_MS = 1_500;

export class Announcer {
  /** It does not know what it announced before: it prepares each number until one that nobody holds. [P-7.1] */
  isRecovering: boolean;
  private readonly party: UtilityParty;
  private readonly log: AreaLog;
  /** Drawn by this process: no two of a utility's ever share a ballot. */
  private readonly proposer: string;
  private readonly onCertified: (certified: CertifiedEntry, out: Out) => void;
  private readonly entries: CertifiedEntries;
  /** How far the aggregators' logs reach, and what they lack. */
  readonly heads: Heads;
  /** Whoever is convicted counts for nothing in what is being gathered. [P-7.7] */
  private readonly comparing: UtilityComparing;
  private pending: Announced | undefined;
  private preparation: Preparation | undefined;
  /** Promises under which anything may be announced. */
  private free: Grant | undefined;

  constructor(
    party: UtilityParty,
    log: AreaLog,
    entries: CertifiedEntries,
    proposer: string,
    isRecovering: boolean,
    comparing: UtilityComparing,
    onCertified: (certified: CertifiedEntry, out: Out) => void,
  ) {
    this.party = party;
    this.log = log;
    this.entries = entries;
    this.heads = new Heads(party, log, entries);
    this.proposer = proposer;
    this.isRecovering = isRecovering;
    this.comparing = comparing;
    this.onCertified = onCertified;
  }

  /** Whether nothing can be proposed now: an entry is announced, or what was is being asked for. */
  get isBusy(): boolean {
    return this.pending !== undefined || this.preparation !== undefined || (this.isRecovering && !this.free);
  }

  /** The entry that is announced and not certified yet, with what it rests on. */
  get announcement(): Announcement | undefined {
    return this.pending?.announcement;
  }

  get announced(): Entry | undefined {
    return this.pending?.announcement.entry;
  }

  get isPreparing(): boolean {
    return this.preparation !== undefined;
  }

  /** Aggregators that have accepted the announced entry. */
  get acceptedBy(): Iterable<number> {
    return this.pending?.accepts.keys() ?? [];
  }

  restore(
    entries: readonly CertifiedEntry[],
    announcement: Announcement | undefined,
    onApplied: (certified: CertifiedEntry) => void,
  ): void {
    for (const certified of entries) {
      this.apply(certified);
      onApplied(certified);
    }
    if (announcement !== undefined && announcement.entry.sequence === this.log.length)
      this.pending = new Announced(this.party.crypto, announcement);
  }

  private apply(certified: CertifiedEntry): void {
    const hash = entryHash(this.party.crypto, certified.entry);
    this.log.apply(certified.entry, hash);
    this.entries.add(certified, hash);
    this.pending = undefined;
    this.preparation = undefined;
    this.free = undefined;
  }

  /** Stores and announces the next entry, under ballot 0 or under the promises that it got. */
  announce(proposed: Proposed, times: Times, out: Out): void {
    assert(!this.isBusy, 'one entry at a time');
    const { free } = this;
    // From the next number on nothing of before is unknown: one after an entry that was not certified never was announced.
    if (this.isRecovering) {
      this.isRecovering = false;
      out.persist({ kind: 'recovering', area: this.log.area, isRecovering: false });
    }
    this.propose(proposed.entry, proposed.basis, free, times, out);
  }

  private propose(
    entry: Entry,
    basis: readonly ManifestMessage[],
    grant: Grant | undefined,
    times: Times,
    out: Out,
  ): void {
    const announcement = announcementOf(this.party, entry, basis, grant);
    out.persist({ kind: 'announcement', area: this.log.area, announcement });
    this.free = undefined;
    this.pending = new Announced(this.party.crypto, announcement);
    this.tick(times, out);
  }

  /** The announced entry is not wanted any more, or contested: asks under a higher ballot what may take its place. */
  withdraw(): void {
    if (this.preparation === undefined)
      this.prepare(ballotAbove(this.pending?.proposal.ballot ?? 0, this.heads.ballots));
  }

  private prepare(ballot: number): void {
    const { log, party, proposer, pending } = this;
    const { deployment } = party;
    const decree = { deployment, area: log.area, sequence: log.length, previous: log.headHash };
    this.free = undefined;
    this.preparation = new Preparation(party, decree, { ballot, proposer });
    if (pending !== undefined)
      this.preparation.knows(pending.proposal.hash, pending.announcement.entry, pending.announcement.manifests);
  }

  /** Whether some aggregator has promised a higher ballot than the one that is announced. */
  get isContested(): boolean {
    const own = this.pending?.proposal.ballot ?? Number.POSITIVE_INFINITY;
    return this.heads.ballots.some((ballot) => ballot > own);
  }

  /** Who decides the next entry: by the scheme in force, or by the one that is to be the first. */
  private get electorate(): Electorate {
    const entry = this.pending?.announcement.entry;
    if (this.log.hasScheme) return electorateOf(this.log.scheme);
    return electorateOf(entry?.kind === 'scheme' ? entry.scheme : this.party.scheme);
  }

  tick(times: Times, out: Out): void {
    this.tickBallot(times, out);
    const { pending } = this;
    if (pending !== undefined && times.monotonicMs >= pending.repeatAtMs) {
      const payload = canonicalJson(pending.announcement);
      for (const aggregator of this.party.signers.aggregators.keys()) {
        const isDue = this.preparation?.isOverdue(aggregator, times) ?? !pending.accepts.has(aggregator);
        if (isDue) out.publish(topics.requests(aggregator, this.log.area), payload);
      }
      pending.repeatAtMs = times.monotonicMs + REPEAT_MS;
    }
    this.heads.sendDue(times, out);
  }

  private tickBallot(times: Times, out: Out): void {
    const { pending, electorate } = this;
    const { quorum } = electorate;
    const most = this.party.signers.aggregators.size;
    if (this.preparation === undefined) {
      const own = pending?.proposal.ballot ?? this.free?.ballot ?? 0;
      const higher = this.heads.ballots.filter((ballot) => ballot > own);
      // So many promised a higher one that this one can't be certified: another process of this utility asked for it.
      const isOutbid = most - higher.length < quorum;
      if (isOutbid || (this.isRecovering && pending === undefined && this.free === undefined))
        this.prepare(ballotAbove(own, higher));
    }
    const { preparation } = this;
    if (preparation === undefined) return;
    const instead = preparation.ballotInstead(quorum, times);
    if (instead !== undefined) this.prepare(instead);
    this.preparation?.tick(times, out);
    const grant = this.preparation?.grant(electorate, times);
    if (grant === undefined) return;
    this.preparation = undefined;
    this.pending = undefined;
    if (grant.bound === undefined) this.free = grant;
    else this.propose(grant.bound.entry, grant.bound.manifests, grant, times, out);
  }

  promised(message: PromiseMessage, times: Times, out: Out): void {
    if (this.preparation === undefined) return;
    this.preparation.promised(message);
    this.tickBallot(times, out);
  }

  /** Certified entries that an aggregator has and this archive lost: applied in order. Returns a problem, in words. */
  learned(entries: readonly CertifiedEntry[], times: Times, out: Out): string | undefined {
    const { party, log } = this;
    const before = log.length;
    for (const certified of entries) {
      const { entry } = certified;
      if (entry.sequence < log.length) {
        this.keepContradiction(certified, out);
        continue;
      }
      const problem = nextProblem(this.anchors, log, certified);
      if (problem !== undefined) return `an entry that ${problem.detail}`;
      this.apply(certified);
      out.persist({ kind: 'entry', area: log.area, certified });
      this.onCertified(certified, out);
    }
    if (log.length === before) return undefined;
    if (!this.isRecovering) {
      this.isRecovering = true;
      out.persist({ kind: 'recovering', area: log.area, isRecovering: true });
      const text = `this archive is older than what it has announced: ${log.length - before} certified entries came from the aggregators`;
      out.notice('error', 'archive_rolled_back', text, { area: log.area, length: log.length });
    }
    for (const aggregator of party.signers.aggregators.keys())
      if (this.heads.lengthOf(aggregator) < log.length && this.heads.knows(aggregator))
        this.heads.send(aggregator, this.heads.lengthOf(aggregator), times, out);
    this.tick(times, out);
    return undefined;
  }

  private get anchors(): Anchors {
    const { party } = this;
    const { crypto, signers, deployment } = party;
    return { crypto, signers, deployment, pinsFor: (scheme) => ownPins(party, scheme) };
  }

  private keepContradiction(certified: CertifiedEntry, out: Out): void {
    const { sequence } = certified.entry;
    if (this.entries.hashOf(sequence) === entryHash(this.party.crypto, certified.entry)) return;
    const [own] = this.entries.from(sequence) ?? [];
    if (own !== undefined) this.comparing.certificates(own, certified, this.log.quorum, out);
  }

  /** Its acceptance of what is announced counts no more. */
  convicted(aggregator: number): void {
    this.pending?.accepts.delete(aggregator);
  }

  accepted(message: Accept, times: Times, out: Out): void {
    const { party, pending } = this;
    const identities = party.signers.aggregators.get(message.aggregator);
    if (identities === undefined) return;
    this.comparing.accept(message, out);
    if (pending === undefined || this.comparing.isConvicted(message.aggregator)) return;
    if (!pending.take(message, identities)) return;
    if (!this.log.hasScheme && pending.announcement.entry.kind !== 'scheme') return;
    if (pending.accepts.size < this.electorate.quorum) return;
    const { certified } = pending;
    this.apply(certified);
    out.persist({ kind: 'entry', area: this.log.area, certified });
    for (const aggregator of party.signers.aggregators.keys()) {
      this.heads.send(aggregator, this.log.length - 1, times, out);
    }
    this.onCertified(certified, out);
  }

  /** An aggregator says how far its log reaches: what it lacks is sent, what it has more is asked for. */
  head(message: Head, times: Times, out: Out): void {
    const { aggregator, length, ballot } = message;
    const hasMore = this.heads.take(message, times, out);
    if (length === this.log.length) this.preparation?.refusedBy(aggregator, ballot);
    if (hasMore) this.ask(aggregator, out);
  }

  /** Preparing a number that is certified elsewhere brings its entry. A liar gets a question, and nothing else happens. */
  private ask(aggregator: number, out: Out): void {
    const { log, party, proposer } = this;
    const { deployment } = party;
    const decree = { deployment, area: log.area, sequence: log.length, previous: log.headHash };
    (this.preparation ?? new Preparation(party, decree, { ballot: 1, proposer })).ask(aggregator, out);
  }
}
