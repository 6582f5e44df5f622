/**
 * Bills: the totals of every released meter, register and rate, checked by their tags; who is to blame where answers differ
 * is named. [P-7.6] Sealing a bill to its meter is in `bill-sender.ts`.
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import type { BillRelease, MeterRelease } from '../../protocol/log/billed-windows.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import { type Times, assert } from '../../protocol/machine.ts';
import type { Answer, ArchiveEffects, BillFigure } from '../archive.ts';
import type { CertifiedEntries } from '../ordering/certified.ts';
import type { UtilityParty } from '../party.ts';
import { BillFigures } from './bill-figures.ts';
import { BillOpener } from './bill-opener.ts';
import { type Finding, type Judgement, judge } from './judgement.ts';
import type { Loads, PageDoubts } from './loads.ts';
import { type OpenWindow, hasAnswered, openWindow, takeAnswer } from './open-window.ts';
import { accusationText } from './reasons.ts';
import { SelfFooting } from './self-footing.ts';
import { Suspicions } from './suspicions.ts';

type Out = ArchiveEffects;

/** How long to wait for further answers before a bill that no k of them open is called failed. */
const FAIL_AFTER_MS = 3_000;

export interface Verdicts {
  /** Bills that say something new. */
  readonly fresh: readonly FreshBill[];
  /** Windows of which something else is said than before: their loads have to be looked at again. */
  readonly changed: readonly Window[];
}

export interface FreshBill {
  readonly figure: BillFigure;
  readonly release: MeterRelease;
  /** It had another status before: its meter is to hear of it. */
  readonly isNew: boolean;
}

export class Bills {
  private readonly log: AreaLog;
  private readonly opener: BillOpener;
  private readonly figures: BillFigures;
  private readonly windows = new Map<number, OpenWindow>();
  /** Sequence numbers of the bills that are only in the archive. */
  private readonly forgotten = new Set<number>();
  /** By window: what its judgement rests on besides findings. Of what did not change nothing new follows. */
  private readonly judgedBy = new Map<number, string>();
  private readonly selfFooting: SelfFooting;
  private readonly suspicions = new Suspicions();

  constructor(party: UtilityParty, log: AreaLog, entries: CertifiedEntries, loads: Loads) {
    this.log = log;
    this.opener = new BillOpener(party, log);
    this.figures = new BillFigures(log, entries);
    this.selfFooting = new SelfFooting(log, loads);
  }

  /** Certified bill entries and what came of them. */
  get all(): Iterable<OpenWindow> {
    return this.windows.values();
  }

  restore(answers: readonly Answer[], figures: readonly BillFigure[]): void {
    for (const figure of figures) this.windows.get(figure.sequence)?.figures.set(figure.index, figure);
    for (const answer of answers) if (answer.meters !== '') this.take(answer, 0);
  }

  /** A bill entry was certified: meters that wait have their figure at once. */
  certified(sequence: number, out: Out | undefined): void {
    const bill = this.log.bills.get(sequence);
    assert(bill !== undefined, 'a certified bill is known');
    const window = openWindow(bill);
    this.windows.set(sequence, window);
    if (out === undefined) return;
    for (const [index, status] of this.leftOut(bill))
      this.record(window, this.figures.leftOut(window, index, status), out);
  }

  /** Meters with cells in the window of which this entry releases nothing. */
  private leftOut({ window, round, meters, waiting }: BillRelease): Map<number, 'waiting' | 'remnant'> {
    const { log } = this;
    const found = new Map<number, 'waiting' | 'remnant'>();
    for (const index of waiting) found.set(index, 'waiting');
    // In round 2 those who waited in vain; else those that have cells, and none that a bill may have.
    const others = round === 2 ? this.waitedFor(window.from) : log.planOf(window).remnantOnly();
    for (const index of others) if (!meters.has(index)) found.set(index, 'remnant');
    return found;
  }

  private waitedFor(from: number): number[] {
    for (const { bill } of this.windows.values())
      if (bill.window.from === from && bill.round === 1) return [...bill.waiting];
    return [];
  }

  /** An answer: `new`, `known`, `equivocation` if it contradicts an earlier one, or why it is refused, in words. */
  add(answer: Answer, times: Times, out: Out): string {
    const taken = this.take(answer, times.monotonicMs);
    if (taken === 'new') out.persist({ kind: 'answer', area: this.log.area, answer });
    return taken;
  }

  private take(answer: Answer, atMs: number): string {
    if (this.forgotten.has(answer.sequence)) return 'known';
    return takeAnswer(this.windows.get(answer.sequence), answer, atMs, this.log.scheme.threshold);
  }

  forget(sequence: number): void {
    const window = this.windows.get(sequence);
    if (window !== undefined) {
      this.selfFooting.forget(window.bill.window.from);
      this.judgedBy.delete(window.bill.window.from);
    }
    this.windows.delete(sequence);
    this.forgotten.add(sequence);
  }

  /** Whether an aggregator has answered for every meter of a bill. */
  hasAnswered(sequence: number, aggregator: number): boolean {
    const window = this.windows.get(sequence);
    return window === undefined || hasAnswered(window, aggregator);
  }

  /** Combines what changed; whether anything came of it. */
  combine({ monotonicMs }: Times): boolean {
    let hasNews = false;
    const most = this.log.scheme.operators.length;
    for (const window of this.windows.values()) {
      for (const { index, failed } of window.changed.due(monotonicMs)) {
        const open = window.meters.get(index);
        if (open === undefined) continue;
        const combined = failed ?? this.opener.open(window.bill.window, open);
        const failsAtMs = open.changedAtMs + FAIL_AFTER_MS;
        if (combined.status === 'failed' && open.answers.size < most && monotonicMs < failsAtMs) {
          window.changed.postpone(index, combined, failsAtMs);
          continue;
        }
        hasNews = true;
        this.judgedBy.delete(window.bill.window.from);
        window.findings.set(index, { combined, answering: ascending(open.answers.keys()) });
      }
    }
    return hasNews;
  }

  /** Judges who is to blame where answers differ. */
  judge(out: Out): Verdicts {
    const verdicts = [...this.byStart().values()].map((windows) => this.judgeWindow(windows, out));
    return {
      fresh: verdicts.flatMap(({ fresh }) => fresh),
      changed: verdicts.flatMap(({ changed }) => changed),
    };
  }

  /** Bills of one window belong together. */
  private byStart(): Map<number, OpenWindow[]> {
    const found = new Map<number, OpenWindow[]>();
    for (const window of this.windows.values()) {
      const { from } = window.bill.window;
      found.set(from, [...(found.get(from) ?? []), window]);
    }
    return found;
  }

  private judgeWindow(windows: readonly OpenWindow[], out: Out): Verdicts {
    const [first] = windows;
    const findings = allOf(windows);
    if (first === undefined || findings.size === 0) return { fresh: [], changed: [] };
    const { from } = first.bill.window;
    const meters = windows.reduce((sum, window) => sum + window.meters.size, 0);
    const caught = this.selfFooting.caught(windows);
    const { scheme } = this.log;
    const basis = [meters, scheme.threshold, this.maxKnown, ...ascending(caught)].join();
    if (this.judgedBy.get(from) === basis) return { fresh: [], changed: [] };
    this.judgedBy.set(from, basis);
    const judgement = judge(findings, meters, scheme.threshold, this.maxKnown, caught);
    const before = this.suspicions.judgementOf(from);
    this.suspicions.judged(from, judgement, meters);
    for (const aggregator of judgement.liars) {
      if (before?.liars.has(aggregator) === true) continue;
      const how = caught.has(aggregator)
        ? 'its loads and its bills differ from each other'
        : 'it differs in most bills';
      const text = `aggregator ${aggregator} lied about the window from ${from}: ${how}. Its operator has to explain it.`;
      out.notice('error', 'aggregator_lied', text, { area: this.log.area, aggregator, from });
    }
    const fresh = windows.flatMap((window) => this.recordAll(window, judgement, out));
    const isChanged = fresh.length > 0 || !isSameJudgement(before, judgement);
    return { fresh, changed: isChanged ? [first.bill.window] : [] };
  }

  private recordAll(window: OpenWindow, judgement: Judgement, out: Out): FreshBill[] {
    const fresh: FreshBill[] = [];
    for (const [index, finding] of window.findings) {
      const open = window.meters.get(index);
      if (open === undefined) continue;
      const figure = this.figures.ofFinding(window, index, open.release, finding, judgement);
      const before = window.figures.get(figure.index);
      if (!this.record(window, figure, out)) continue;
      this.tell(figure, before, out);
      fresh.push({ figure, release: open.release, isNew: before?.status !== figure.status });
    }
    return fresh;
  }

  private tell(figure: BillFigure, before: BillFigure | undefined, out: Out): void {
    const { meter, from, reason } = figure;
    const where = { area: this.log.area, meter, from };
    if (figure.status === 'disputed' && before?.status !== 'disputed')
      out.notice('error', 'bill_disputed', `the bill of ${meter} is disputed: ${reason}`, where);
    if (figure.suspicion === undefined || figure.suspicion === before?.suspicion) return;
    const rest = 'It is out with the next window unless keepMeters in the config of the utility names it.';
    const text = `the shares of ${meter} are inconsistent: ${accusationText(figure)}. ${this.leaving.has(meter) ? rest : ''}`;
    out.notice('error', 'meter_inconsistent', text.trimEnd(), where);
  }

  private get maxKnown(): number {
    return this.log.scheme.floors.maxKnown;
  }

  /** Ids of the meters in the roster that their own bills put out of it, from the next window on. */
  get leaving(): Set<string> {
    const { roster, hasScheme } = this.log;
    if (!hasScheme) return new Set();
    const ids = [...this.suspicions.leaving(this.maxKnown)].flatMap((index) => {
      const enrolled = roster.byIndex(index);
      const isThere = enrolled !== undefined && enrolled.until === Number.MAX_SAFE_INTEGER;
      return isThere ? [enrolled.meter.id] : [];
    });
    return new Set(ids);
  }

  /** False if the figure says nothing new, or may not take the place of the one there is. */
  private record(window: OpenWindow, figure: BillFigure, out: Out): boolean {
    const known = window.figures.get(figure.index);
    // What a tag has confirmed stays, unless it has confirmed another total, too.
    if (known?.status === 'verified' && figure.status === 'failed') return false;
    const isSame =
      known !== undefined &&
      known.status === figure.status &&
      known.signers.join() === figure.signers.join() &&
      known.differing.join() === figure.differing.join() &&
      known.suspicion === figure.suspicion &&
      known.dispute?.liars.join() === figure.dispute?.liars.join() &&
      known.reason === figure.reason;
    if (isSame) return false;
    window.figures.set(figure.index, figure);
    out.persist({ kind: 'bill', area: this.log.area, figure });
    return true;
  }

  /** Who lied about a page's window, and which meters of the page may have sent shares that fit nothing. */
  doubtsAt(interval: number): PageDoubts {
    const window = this.windowAt(interval);
    const page = this.log.pages.get(interval);
    const judgement = window === undefined ? undefined : this.suspicions.judgementOf(window.bill.window.from);
    const suspects: string[] = [];
    for (const index of page?.set ?? []) {
      // Until its window is billed, what was said of a meter before is the best there is to say.
      const accusation = window === undefined ? this.suspicions.accusationOf(index) : judgement?.accused.get(index);
      const id = this.log.roster.byIndex(index)?.meter.id;
      if (accusation !== undefined && id !== undefined) suspects.push(id);
    }
    return { liars: judgement?.liars ?? new Set(), suspects };
  }

  windowAt(interval: number): OpenWindow | undefined {
    for (const window of this.windows.values()) {
      const { from, count } = window.bill.window;
      if (interval >= from && interval < from + count) return window;
    }
    return undefined;
  }

  hasVerifiedAll(window: OpenWindow): boolean {
    for (const open of window.meters.values()) {
      if (window.figures.get(open.release.enrolled.index)?.status !== 'verified') return false;
    }
    return true;
  }
}

/** By roster index; mostly a window has one bill entry. */
function allOf(windows: readonly OpenWindow[]): ReadonlyMap<number, Finding> {
  const [first] = windows;
  if (first !== undefined && windows.length === 1) return first.findings;
  return new Map(windows.flatMap((window) => [...window.findings]));
}

function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].toSorted((one, other) => one - other);
}

function isSameJudgement(before: Judgement | undefined, { liars, accused }: Judgement): boolean {
  if (before === undefined) return liars.size === 0 && accused.size === 0;
  const names = (of: Iterable<number>): string => ascending(of).join();
  return names(before.liars) === names(liars) && names(before.accused.keys()) === names(accused.keys());
}
