/**
 * What an aggregator has and does of one area: its log, the cells it holds, what it attests to, releases and receipts, and how
 * long it keeps them. [P-6, P-7]
 */
import { AreaLog } from '../protocol/log/area-log.ts';
import type { Convictions } from '../protocol/log/convictions.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import type { PublicKey } from '../protocol/keys/crypto-port.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import type { EnrolledMeter } from '../protocol/grid/roster.ts';
import { isSignedBy } from '../protocol/keys/signing.ts';
import { type Refusal, refuse } from '../protocol/wire/refusal.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { CertifiedEntry, RequestMessage, SharesMessage } from '../schemas/types.ts';
import type { Admitter } from './admit.ts';
import type { Approvals } from './approvals.ts';
import { CellIndex } from './cells.ts';
import type { Comparing } from './comparing.ts';
import type { EnrolledMarks } from '../protocol/grid/enrolled-marks.ts';
import { LogFollower } from './follower.ts';
import { ReleaseGate } from './gate.ts';
import type { LedgerOp, LedgerRead, RestoredArea } from './ledger.ts';
import { Manifests } from './manifests.ts';
import type { RunningParty } from './party.ts';
import { Receipts } from './receipts.ts';
import type { About, Reject } from './rejections.ts';
import { Releaser } from './release.ts';
import type { TotalsSession } from './totals-session.ts';
import { Retention } from './retention.ts';
import { keyCache } from './roster-keys.ts';
import type { Witnesses } from './witness.ts';

type Out = Effects<LedgerOp, LedgerRead>;

/** How often a head is published for one who asks, at most. */
const HEAD_PACE_MS = 1_000;

export const RECOVERING = refuse('recovering', 'this ledger is lost, or not proved to be as new as what it signed');

/** What an aggregator's areas have in common. */
export interface Shared {
  readonly party: RunningParty;
  readonly approvals: Approvals;
  readonly convictions: Convictions;
  readonly marks: EnrolledMarks;
  readonly totals: TotalsSession;
  readonly admitter: Admitter;
  readonly comparing: Comparing;
  readonly witnesses: Witnesses;
  readonly stats: { cells: number; duplicates: number; receipts: number };
  /** In areas that the ledger knows nothing of, it signs for numbers from this one on. */
  readonly signFrom: () => number;
  readonly isRecovering: () => boolean;
  readonly times: () => Times;
  readonly reject: Reject;
}

export class Area {
  readonly log: AreaLog;
  readonly cells = new CellIndex();
  readonly follower: LogFollower;
  readonly releaser: Releaser;
  readonly gate: ReleaseGate;
  /** For admission. */
  readonly meterKeys: (enrolled: EnrolledMeter) => PublicKey | undefined;
  readonly isSpent: (interval: number, index: number) => boolean;
  private readonly shared: Shared;
  private readonly manifests: Manifests;
  private readonly retention: Retention;
  private readonly receipts: Receipts;
  /** Meters of which a conflict is on record. */
  private readonly hinted: Set<number>;
  /** After a loss: how long the log is, as others have proved. */
  private lengthToReach: number;
  /** When its head may be published again for one who asks. */
  private headAtMs = 0;

  constructor(shared: Shared, name: string, restored: RestoredArea | undefined) {
    const { party, convictions, totals } = shared;
    this.shared = shared;
    this.log = new AreaLog(name);
    const { log, cells } = this;
    shared.marks.follow(name, log.roster);
    for (const span of restored?.erased ?? []) cells.erase(span);
    this.gate = new ReleaseGate(party, log, convictions, (sequence) => this.follower.hashOf(sequence));
    this.releaser = new Releaser(party, log, cells, totals, (sequence) => this.gate.isOpen(sequence));
    this.isSpent = (interval, index) => this.releaser.due.isSpent(interval, index);
    this.retention = new Retention(log, cells, this.releaser);
    this.hinted = new Set(restored?.hinted);
    this.follower = this.newFollower(restored);
    this.manifests = new Manifests(party, log, cells, restored?.manifests ?? []);
    this.meterKeys = keyCache(
      (raw) => party.crypto.identityPublicKey(raw),
      (enrolled) => enrolled.meter.identity,
    );
    const agreements = keyCache(
      (raw) => party.crypto.agreementPublicKey(raw),
      (enrolled) => enrolled.meter.agreement,
    );
    const sessionOf = (enrolled: EnrolledMeter): string | undefined => shared.admitter.sessionOf(enrolled);
    this.receipts = new Receipts(party, log, cells, () => this.follower.head, agreements, this.isSpent, sessionOf);
    this.lengthToReach = restored?.lengthToReach ?? 0;
  }

  private newFollower(restored: RestoredArea | undefined): LogFollower {
    const { log, cells, shared } = this;
    const { party, approvals, convictions, marks, comparing } = shared;
    return new LogFollower(
      party,
      log,
      cells,
      {
        elsewhere: (meter) => marks.elsewhere(meter, log.area),
        joinProblem: (meter, from) => approvals.joinProblem(log.area, meter, from),
        leaveProblem: (meter, from) => approvals.leaveProblem(log.area, meter, from),
        get personOf() {
          return approvals.personOf;
        },
        isConvicted: (aggregator) => convictions.isConvicted(aggregator),
      },
      {
        lock: restored?.lock,
        promised: restored?.promised,
        signFrom: restored?.signFrom ?? shared.signFrom(),
      },
      {
        onApplied: (certified) => this.applied(certified),
        // Two areas could be announced at the same moment: what is accepted counts as enrolled.
        onLocked: (entry) => marks.expect(log.area, entry),
        onReplaced: () => marks.expect(log.area, undefined),
        onProof: (proof, out) => comparing.found(proof, out),
        onForeign: (certified, out) => comparing.certified(certified, shared.times(), out),
      },
    );
  }

  restore(restored: RestoredArea): void {
    for (const cell of restored.cells) this.cells.add(cell.interval, cell.index, cell.digest);
    this.follower.restore(restored.entries);
    this.releaser.begin();
    for (const release of restored.releases) this.releaser.restored(release);
    for (const span of restored.erased) this.releaser.erased(span);
  }

  private applied(certified: CertifiedEntry): void {
    this.receipts.applied(certified);
    this.releaser.applied(certified);
    this.gate.applied(certified);
    this.shared.witnesses.certified(this.log, certified);
    this.shared.marks.applied(certified.entry);
  }

  /** Until its log is as long as others have proved, an aggregator attests and witnesses nothing. [P-7.4.6] */
  get isCaughtUp(): boolean {
    return this.log.length >= this.lengthToReach;
  }

  /** A new store epoch: from which number on it signs, if that is not what the ledger says, and how long the log is. */
  begin(length: number, signFrom: number | undefined, out: Out): void {
    if (signFrom !== undefined) this.follower.votes.signOnlyFrom(signFrom, out);
    this.lengthToReach = length;
    out.persist({ kind: 'reach', area: this.log.area, length });
  }

  /** `openSinceMs`: grid time since which this aggregator has been reachable without a break. */
  tick(times: Times, openSinceMs: number, out: Out): void {
    this.tickGate(times, out);
    this.releaser.tick(out);
    if (this.retention.tick(times, out)) this.follower.publishHead(out);
    this.follower.votes.tick(times, out);
    if (this.isCaughtUp) this.manifests.tick(times, openSinceMs, out);
  }

  private tickGate(times: Times, out: Out): void {
    const { hasOpened, asks } = this.gate.tick(times);
    if (hasOpened) this.releaser.cellsChanged();
    if (!asks) return;
    const { deployment, index } = this.shared.party;
    const message = { version: 1, deployment, type: 'head-request', area: this.log.area };
    out.publish(topics.log(index, this.log.area), canonicalJson(message));
  }

  /** What whoever came, or came back, has to know. */
  publishStanding(out: Out): void {
    this.manifests.repeatSoon();
    this.follower.publishHead(out);
    for (const enrolled of this.log.roster.meters)
      this.receipt(enrolled, this.releaser.due.neededFrom(enrolled.index), out);
  }

  /** Anybody's words may cost a signature a second, no more. */
  headRequested(times: Times, out: Out): void {
    if (times.monotonicMs < this.headAtMs) return;
    this.headAtMs = times.monotonicMs + HEAD_PACE_MS;
    this.follower.publishHead(out);
  }

  private receipt(enrolled: EnrolledMeter, from: number, out: Out): void {
    this.shared.stats.receipts += 1;
    this.receipts.publish(enrolled, from, this.shared.times(), out);
  }

  /** A share message of a meter of this area. */
  admit(message: SharesMessage, enrolled: EnrolledMeter, about: About, times: Times, out: Out): void {
    const { admitter, reject, stats } = this.shared;
    const admission = admitter.admit(message, this, enrolled, times);
    if ('code' in admission) {
      reject(admission, about, times, out);
      if (admission.code === 'hpke_unknown_session' && this.receipts.mayAsk(enrolled, times))
        this.receipt(enrolled, this.releaser.due.neededFrom(enrolled.index), out);
      return;
    }
    const { log } = this;
    for (const row of admission.fresh) {
      this.cells.add(row.interval, row.index, row.digest);
      this.receipts.stored(row.index, row.interval);
      out.persist({ kind: 'cell', area: log.area, window: log.windowOf(row.interval), row });
    }
    stats.cells += admission.fresh.length;
    stats.duplicates += admission.duplicateCount;
    for (const refusal of admission.refusals) {
      reject(refusal, about, times, out);
      if (refusal.code === 'report_conflict') this.hint(message, enrolled, refusal.detail, out);
    }
    if (admission.fresh.some((row) => log.isClosed(row.interval))) this.releaser.cellsChanged();
    // Always answered, so that a meter learns what became of the oldest interval it still asks about.
    this.receipt(enrolled, Math.min(this.releaser.due.neededFrom(enrolled.index), message.from), out);
  }

  /**
   * The first share stays. That another one came is noted once of each meter, without its shares: they would outlive their
   * window, and prove nothing to others, since the meter signs the set-up of its session only.
   */
  private hint(message: SharesMessage, { index }: EnrolledMeter, detail: string, out: Out): void {
    if (this.hinted.has(index)) return;
    this.hinted.add(index);
    const { meter, keyEpoch, sessionId, nonce } = message;
    const text = canonicalJson({ kind: 'conflict', meter, keyEpoch, detail, sessionId, nonce });
    out.persist({ kind: 'hint', area: this.log.area, index, text });
  }

  /** A request of the utility; why it is refused. */
  requested(message: RequestMessage, times: Times, out: Out): Refusal | undefined {
    const { shared, follower, gate, releaser } = this;
    if (shared.isRecovering() && message.type !== 'entries') return RECOVERING;
    const stop = message.type === 'announcement' || message.type === 'prepare' ? gate.stop : undefined;
    if (stop !== undefined) return { code: 'area_stopped', detail: stop };
    switch (message.type) {
      case 'announcement':
        shared.comparing.announcement(message, out);
        return follower.votes.announced(message, times, out);
      case 'prepare':
        return follower.votes.prepared(message, out);
      case 'entries':
        return this.certified(message.entries, out);
      case 'resend':
        if (!isSignedBy(shared.party.crypto, [shared.party.signers.utility], 'resend', message))
          return { code: 'not_authentic', detail: 'not signed by the utility' };
        if (message.sequences.length === 0) {
          follower.publishHead(out);
          this.manifests.repeatSoon();
        }
        for (const sequence of message.sequences) releaser.repeat(sequence, out);
        return undefined;
    }
  }

  private certified(entries: readonly CertifiedEntry[], out: Out): Refusal | undefined {
    const before = { closed: this.log.nextToClose, length: this.log.length };
    const wasCaughtUp = this.isCaughtUp;
    const refusal = this.follower.certified(entries, out);
    // Whatever comes while it is not proved what this one signed is only taken in.
    if (this.shared.isRecovering()) return refusal;
    this.follower.publishHead(out);
    // From now on meters are known that must hear of the new store epoch.
    if (!wasCaughtUp && this.isCaughtUp) this.publishStanding(out);
    this.reportNews(before, out);
    this.releaser.tick(out);
    return refusal;
  }

  /** A meter of which a cell is void by now has to know, so that it books the energy again; and one that is taken out. [P-7.3] */
  private reportNews(before: { readonly closed: number; readonly length: number }, out: Out): void {
    const { log } = this;
    const first = log.firstVoids({ from: before.closed, end: log.nextToClose });
    for (const { sequence, window } of log.bills.values()) {
      if (sequence < before.length) continue;
      for (const [index, interval] of log.firstVoids({ from: window.from, end: window.from + window.count }))
        first.set(index, Math.min(interval, first.get(index) ?? interval));
    }
    for (const enrolled of log.roster.meters) {
      const voidAt = first.get(enrolled.index);
      if (voidAt === undefined && !this.receipts.hasLeftSince(enrolled, before.length)) continue;
      const needed = this.releaser.due.neededFrom(enrolled.index);
      this.receipt(enrolled, Math.min(needed, voidAt ?? needed), out);
    }
  }
}
