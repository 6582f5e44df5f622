/**
 * What the utility has and does of one area: its log and what comes next in it, the aggregators' answers, and the bills and loads
 * that come of them. [P-7]
 */
import { AreaLog } from '../protocol/log/area-log.ts';
import type { Elsewhere, EnrolledMarks } from '../protocol/grid/enrolled-marks.ts';
import { withSignature } from '../protocol/keys/signing.ts';
import type { OpeningSessions, Seeds } from '../protocol/keys/seal.ts';
import type { Times } from '../protocol/machine.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { CertifiedEntry, RosterMeter, TotalMessage } from '../schemas/types.ts';
import type { ArchiveEffects, RestoredUtilityArea } from './archive.ts';
import { Announcer } from './ordering/announcer.ts';
import { Attestations } from './ordering/attestations.ts';
import { CertifiedEntries } from './ordering/certified.ts';
import type { UtilityComparing } from './ordering/comparing.ts';
import { areaStatus } from './ordering/area-status.ts';
import { Proposer } from './ordering/proposer.ts';
import type { UtilityParty } from './party.ts';
import { BillSender } from './settling/bill-sender.ts';
import { Bills } from './settling/bills.ts';
import { Footing } from './settling/footing.ts';
import { Loads } from './settling/loads.ts';
import type { OpenWindow } from './settling/open-window.ts';
import { openTotal } from './settling/totals.ts';

type Out = ArchiveEffects;

const RESEND_MS = 2_000;
/** Asking for the same totals again and again in vain slows down to this. */
const LONGEST_RESEND_MS = 60_000;
const MAX_SEQUENCES_PER_RESEND = 64;
/** The newest settled windows stay in memory: a contradiction that comes late is evidence all the same. */
const KEPT_WINDOWS = 4;

/** What the utility's areas have in common. */
export interface Shared {
  readonly party: UtilityParty;
  readonly seeds: Seeds;
  readonly sessions: OpeningSessions;
  readonly comparing: UtilityComparing;
  /** Aggregators that are known to be online. */
  readonly online: ReadonlySet<number>;
  /** As which proposer this process prepares ballots. */
  readonly proposer: string;
  /** In which areas meters of certified rosters are enrolled. */
  readonly marks: EnrolledMarks;
  /** What is known of a meter in other areas than `name`, what is announced there with it. */
  readonly elsewhere: (name: string, meter: RosterMeter) => Elsewhere;
  /** An entry was certified that changes what meters need to know of all areas. */
  readonly onScheme: (out: Out) => void;
}

export class Area {
  readonly log: AreaLog;
  readonly entries = new CertifiedEntries();
  readonly attestations = new Attestations();
  readonly announcer: Announcer;
  readonly proposer: Proposer;
  readonly billSender: BillSender;
  readonly loads: Loads;
  readonly bills: Bills;
  readonly footing: Footing;
  private readonly shared: Shared;
  /** Contradicting totals kept as evidence: each once. */
  private readonly evidence = new Set<string>();
  private hasNews = true;
  private resendAtMs = 0;
  /** Doubles while nothing comes of asking. */
  private resendDelayMs = RESEND_MS;

  constructor(shared: Shared, name: string, restored: RestoredUtilityArea | undefined, isRecovering: boolean) {
    const { party, comparing } = shared;
    this.shared = shared;
    this.log = new AreaLog(name);
    const { log, entries, attestations } = this;
    shared.marks.follow(name, log.roster);
    this.loads = new Loads(log, entries);
    this.bills = new Bills(party, log, entries, this.loads);
    this.announcer = new Announcer(party, log, entries, shared.proposer, isRecovering, comparing, (certified, out) =>
      this.certified(certified, out),
    );
    this.proposer = new Proposer(
      party,
      log,
      attestations,
      this.announcer,
      (meter) => shared.elsewhere(name, meter),
      (aggregator) => comparing.isConvicted(aggregator),
      () => this.bills.leaving,
    );
    this.billSender = new BillSender(party, log, shared.seeds);
    this.footing = new Footing(log, this.bills, this.loads);
    if (restored !== undefined) this.restore(restored);
  }

  private restore(restored: RestoredUtilityArea): void {
    this.announcer.restore(restored.entries, restored.announcement, ({ entry }) => {
      this.shared.marks.applied(entry);
      if (entry.kind === 'bill') this.bills.certified(entry.sequence, undefined);
    });
    this.loads.restore(restored.answers, restored.loads);
    this.bills.restore(restored.answers, restored.bills);
    this.billSender.restore(restored.sentBills);
    this.footing.restore(restored.windows);
  }

  private certified(certified: CertifiedEntry, out: Out): void {
    const { entry } = certified;
    this.shared.comparing.certified(certified, out);
    this.shared.marks.applied(entry);
    this.attestations.forget(this.log);
    this.hasNews = true;
    this.resendDelayMs = RESEND_MS;
    if (entry.kind === 'close') for (const { interval } of entry.pages) this.loads.closed(interval, out);
    if (entry.kind === 'bill') this.bills.certified(entry.sequence, out);
    if (entry.kind === 'roster') this.publishRoster(out);
    if (entry.kind === 'scheme' || entry.kind === 'roster') this.shared.onScheme(out);
    out.notice('debug', 'certified', `log entry certified: ${entry.kind}`, {
      area: this.log.area,
      sequence: entry.sequence,
    });
  }

  publishRoster(out: Out): void {
    const { deployment } = this.shared.party;
    const { rosters: entries } = this.entries;
    const copy = { version: 1, deployment, type: 'roster', area: this.log.area, entries };
    out.publish(topics.roster(this.log.area), canonicalJson(copy), true);
  }

  /** What is under way, for people. */
  status(aggregators: readonly number[], times: Times) {
    const { log, attestations, announcer, proposer } = this;
    return areaStatus(log, attestations, announcer, aggregators, proposer.complaint, times);
  }

  tick(times: Times, out: Out): void {
    this.proposer.tick(times, out);
    this.announcer.tick(times, out);
    this.settle(times, out);
    this.askAgain(times, out);
  }

  /** Something changed: what is missing is asked for at the usual pace again. */
  askSoon(times: Times): void {
    this.resendDelayMs = RESEND_MS;
    this.resendAtMs = Math.min(this.resendAtMs, times.monotonicMs + RESEND_MS);
  }

  /** Combines what came in: bills first, since they name the liars that loads are corrected by. */
  private settle(times: Times, out: Out): void {
    const { log, bills, loads, billSender } = this;
    if (!log.hasScheme) return;
    if (!bills.combine(times) && !this.hasNews) return;
    this.hasNews = false;
    const { fresh, changed } = bills.judge(out);
    for (const { figure, release, isNew } of fresh) if (isNew) billSender.send(figure, release, out);
    for (const { from, count } of changed) loads.reconsider(from, from + count);
    loads.combine((interval) => bills.doubtsAt(interval), out);
    for (const figure of this.footing.news()) out.persist({ kind: 'window', area: log.area, figure });
    this.forget();
  }

  /** Windows that foot for good, and whose every answer is in, leave the memory but for the newest: the archive has them. */
  private forget(): void {
    const { log, bills, loads, footing } = this;
    const aggregators = [...this.shared.party.signers.aggregators.keys()];
    const keptFrom = log.billing.numberOf(log.nextWindow.from) - KEPT_WINDOWS;
    const isOver = ({ bill: { sequence, window } }: OpenWindow): boolean =>
      log.billing.numberOf(window.from) < keptFrom &&
      aggregators.every((aggregator) => bills.hasAnswered(sequence, aggregator)) &&
      loads.haveAllAnswered(window.from, window.from + window.count, aggregators);
    for (const rounds of footing.settled) {
      if (!rounds.every(isOver)) continue;
      for (const { bill } of rounds) bills.forget(bill.sequence);
      const window = rounds[0]?.bill.window;
      if (window === undefined) continue;
      loads.forget(window.from, window.from + window.count);
      footing.forget(window.from);
      log.forget(window);
    }
  }

  /** Totals may have been lost on the way: aggregators that have the entry and are online are asked again. */
  private askAgain(times: Times, out: Out): void {
    const { log, announcer, loads, bills } = this;
    if (times.monotonicMs < this.resendAtMs || !log.hasScheme) return;
    this.resendAtMs = times.monotonicMs + this.resendDelayMs;
    this.resendDelayMs = Math.min(this.resendDelayMs * 2, LONGEST_RESEND_MS);
    for (const aggregator of this.shared.online) {
      // A restarted utility does not know who has what, and its last certificate may not have left.
      // One that lost its ledger says so once, which may be lost: in the long run everybody is asked.
      const isLongAgo = this.resendDelayMs === LONGEST_RESEND_MS;
      if (!announcer.heads.knows(aggregator) || isLongAgo) this.publishResend(aggregator, [], out);
      const sequences = new Set<number>();
      for (const interval of loads.unsettled()) {
        if (!loads.hasAnswered(interval, aggregator)) sequences.add(log.pages.get(interval)?.sequence ?? 0);
        if (sequences.size >= MAX_SEQUENCES_PER_RESEND) break;
      }
      for (const { bill } of bills.all) if (!bills.hasAnswered(bill.sequence, aggregator)) sequences.add(bill.sequence);
      const known = [...sequences].filter((sequence) => sequence < announcer.heads.lengthOf(aggregator));
      if (known.length === 0) continue;
      this.publishResend(aggregator, known.slice(0, 256), out);
    }
  }

  private publishResend(aggregator: number, sequences: number[], out: Out): void {
    const { crypto, deployment, identity } = this.shared.party;
    const body = { version: 1 as const, deployment, type: 'resend' as const, area: this.log.area, sequences };
    out.publish(
      topics.requests(aggregator, this.log.area),
      canonicalJson(withSignature(crypto, identity, 'resend', body)),
    );
  }

  /**
   * An aggregator's sums: `new`, `known`, or why they are refused, in words. `storeEpoch`: the highest that it has signed a head
   * of.
   */
  total(message: TotalMessage, storeEpoch: number, times: Times, out: Out): string {
    const { shared, log } = this;
    const answer = openTotal(shared.party, shared.sessions, log, this.entries, message);
    if (typeof answer === 'string') return answer;
    shared.comparing.total(message, out);
    if (message.storeEpoch > storeEpoch) return 'of a store epoch that its aggregator has signed no head of';
    const outcome = message.type === 'load' ? this.loads.add(answer, out) : this.bills.add(answer, times, out);
    if (outcome === 'new') {
      this.hasNews = true;
      this.askSoon(times);
    } else if (outcome === 'equivocation') this.equivocation(message, out);
    return outcome;
  }

  private equivocation(message: TotalMessage, out: Out): void {
    const { aggregator, sequence, digest } = message;
    const name = `${aggregator}/${sequence}/${digest}`;
    if (!this.evidence.has(name)) out.persist({ kind: 'evidence', area: this.log.area, text: canonicalJson(message) });
    this.evidence.add(name);
    out.notice('error', 'evidence', `aggregator ${aggregator} signed two different sums of one set`, { aggregator });
  }
}
