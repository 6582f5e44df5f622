/**
 * What everybody derives from an area's certified log: scheme, roster, closed pages, billed windows. The proposer and
 * those who check it call the same functions, so a refused proposal can't wedge a window. [P-7]
 * Entries are applied in order once certified; whether they may be is decided in `entry-audit.ts`.
 */
import type { BillEntry, ClosedPage, CloseEntry, Entry, Scheme } from '../../schemas/types.ts';
import { Bitmap } from '../math/bitmap.ts';
import type { Released } from '../release/crowd.ts';
import type { IntervalRun, Window } from '../grid/interval.ts';
import { EMPTY_LOG_HASH } from './entries.ts';
import { assert } from '../machine.ts';
import type { WindowPlan } from '../release/remnants.ts';
import { type EnrolledMeter, Roster } from '../grid/roster.ts';
import { Calendar, rateFor, schemeQuorum } from '../grid/scheme.ts';
import { Windows } from '../grid/windows.ts';
import {
  type BillContent,
  BilledWindows,
  type BillRelease,
  type MeterRelease,
  type NextBill,
  releaseOf,
} from './billed-windows.ts';
import { cellRuns } from './cell-runs.ts';
import { classCounts, closedPage, loadMembers, type Page, registerCounts } from './page-set.ts';
import { VoidCells } from './void-cells.ts';

export class AreaLog {
  readonly area: string;
  readonly roster = new Roster();
  /** Closed pages by interval. */
  readonly pages = new Map<number, Page>();
  /** Certified bills by sequence number. */
  readonly bills = new Map<number, BillRelease>();
  length = 0;
  headHash = EMPTY_LOG_HASH;
  private currentScheme: Scheme | undefined;
  private currentCalendar: Calendar | undefined;
  /** Hashes of the entries that closed the last page but one, and the last page; before, of the first entry. */
  private closedBy: readonly [string, string] = [EMPTY_LOG_HASH, EMPTY_LOG_HASH];
  private nextPage = 0;
  private nextBillFrom = 0;
  /** Bill entries applied. */
  billCount = 0;
  private forgottenUntil = 0;
  private readonly windows = new BilledWindows(this);
  private readonly voids = new VoidCells(this, this.windows);

  constructor(area: string) {
    this.area = area;
  }

  get hasScheme(): boolean {
    return this.currentScheme !== undefined;
  }

  get scheme(): Scheme {
    assert(this.currentScheme !== undefined, 'a scheme is in force');
    return this.currentScheme;
  }

  get calendar(): Calendar {
    assert(this.currentCalendar !== undefined, 'a scheme is in force');
    return this.currentCalendar;
  }

  get quorum(): number {
    return schemeQuorum(this.scheme);
  }

  /** The next page that can be closed: pages close in order, none is skipped. */
  get nextToClose(): number {
    return this.nextPage;
  }

  /** There are no pages of before, or they are forgotten: who looks at intervals one by one begins here. */
  get knownFrom(): number {
    return this.forgottenUntil;
  }

  /** The next window that has no bill entry yet. [P-8.3] */
  get nextWindow(): Window {
    return this.billing.from(this.nextBillFrom);
  }

  /** The window that the next bill entry is about: windows settle one by one. [P-7.5] */
  get nextBill(): NextBill {
    const window = this.nextWindow;
    const before = this.billing.before(window.from);
    return before !== undefined && this.waitingCount(before.from) > 0
      ? { window: before, round: 2 }
      : { window, round: 1 };
  }

  /** How many meters wait for the second round of a window. */
  waitingCount(from: number): number {
    return this.windows.get(from)?.waitingCount ?? 0;
  }

  /** Those meters, by roster index. */
  waitingIn(from: number): number[] {
    return [...(this.windows.get(from)?.waiting ?? [])];
  }

  /** End of the last window of which nothing can change any more. */
  get settledUntil(): number {
    return this.nextBill.window.from;
  }

  /** Where windows begin and end. [P-2.6] */
  get billing(): Windows {
    return Windows.of(this.scheme.billing);
  }

  /** First interval of the window that an interval is in. */
  windowOf(interval: number): number {
    const window = this.billing.windowOf(interval);
    assert(window !== undefined, 'an interval of a cell or page is not before the first window');
    return window.from;
  }

  apply(entry: Entry, hash: string): void {
    assert(entry.sequence === this.length && entry.previous === this.headHash, 'entries are applied in order');
    if (this.length === 0) this.closedBy = [hash, hash];
    switch (entry.kind) {
      case 'scheme':
        if (!this.hasScheme) {
          this.nextPage = entry.scheme.billing.firstInterval;
          this.forgottenUntil = entry.scheme.billing.firstInterval;
          this.nextBillFrom = entry.scheme.billing.firstInterval;
        }
        this.currentScheme = entry.scheme;
        this.currentCalendar = new Calendar(entry.scheme);
        break;
      case 'roster':
        this.roster.apply(entry);
        break;
      case 'close':
        for (const page of entry.pages) this.applyPage(page, entry, hash);
        break;
      case 'bill':
        this.applyBill(entry);
        break;
    }
    this.length += 1;
    this.headHash = hash;
  }

  private applyPage(page: ClosedPage, entry: CloseEntry, hash: string): void {
    assert(page.interval === this.nextPage, 'pages close in order');
    const before = this.pages.get(page.interval - 1);
    // Most pages have the set of the page before: one bitmap then serves all of them.
    const set = before?.setText === page.set ? before.set : Bitmap.decode(page.set);
    assert(set !== undefined, 'a certified set is a bitmap');
    const empty = new Set(page.empty);
    if (this.billing.windowFrom(page.interval) !== undefined) this.windows.begin(page.interval, this.closedBy[0]);
    const loads = this.scheme.registers
      .filter(({ obis, isLoad }) => isLoad && !empty.has(obis))
      .map(({ obis }) => obis);
    const rate = this.calendar.rateOf(page.interval);
    this.pages.set(page.interval, { set, setText: page.set, empty, loads, rate, sequence: entry.sequence });
    this.closedBy = [this.closedBy[1], hash];
    this.nextPage += 1;
  }

  private applyBill(entry: BillEntry): void {
    const released = Bitmap.decode(entry.released);
    const waiting = Bitmap.decode(entry.waiting);
    const { round } = entry;
    assert(released !== undefined && waiting !== undefined, 'a certified bill has bitmaps');
    assert(entry.from === this.nextBill.window.from && round === this.nextBill.round, 'windows are billed in order');
    const window = { from: entry.from, count: entry.count };
    const { plan, withheld } = this.windows.apply(window, round, released, waiting);
    const meters = new Map<number, MeterRelease>();
    for (const index of released) {
      const enrolled = this.roster.byIndex(index);
      assert(enrolled !== undefined, 'a certified bill releases meters of the roster');
      meters.set(index, releaseOf(this.scheme, plan, enrolled, withheld));
    }
    this.bills.set(entry.sequence, { sequence: entry.sequence, window, round, meters, waiting });
    this.billCount += 1;
    if (round === 1) this.nextBillFrom = window.from + window.count;
  }

  isClosed(interval: number): boolean {
    return interval < this.nextPage;
  }

  /** Whether a meter's cell is in its closed page, for all its registers at once. */
  isInPage(page: Page, index: number): boolean {
    return page.set.has(index);
  }

  /** A window of which nothing can change any more, and its pages: a caller who has it on disk needs it no longer. */
  forget({ from, count }: Window): void {
    this.forgottenUntil = Math.max(this.forgottenUntil, from + count);
    for (const [sequence, { window }] of this.bills) if (window.from === from) this.bills.delete(sequence);
    for (let interval = from; interval < from + count; interval++) this.pages.delete(interval);
    this.windows.forget(from);
  }

  /** Visits every cell of a meter in a window that a bill covers or may cover, with the rate of its line. */
  forEachCell(
    enrolled: EnrolledMeter,
    window: Window,
    visit: (interval: number, registerIndex: number, rate: string) => void,
  ): void {
    const { index, meter } = enrolled;
    const plan = this.planOf(window);
    const withheld = this.windows.get(window.from)?.withheld;
    const last = Math.min(window.from + window.count, enrolled.until);
    for (let interval = Math.max(window.from, enrolled.from); interval < last; interval++) {
      const page = this.pages.get(interval);
      if (page === undefined || !page.set.has(index) || plan.isRemnant(index, interval)) continue;
      const part = plan.part(index, page.rate.name);
      if (part !== undefined && withheld?.has(part) === true) continue;
      for (const [registerIndex, register] of meter.registers.entries())
        visit(interval, registerIndex, rateFor(this.scheme, register, page.rate).name);
    }
  }

  /** The same cells by rate, as `cellRuns`. */
  cellRuns(enrolled: EnrolledMeter, window: Window): Map<string, IntervalRun[]> {
    return cellRuns(this.planOf(window), enrolled, this.windows.get(window.from)?.withheld);
  }

  /** Who can be billed of a window, and what of it is remnant: fixed once its first bill entry is certified. [P-8.4] */
  planOf(window: Window): WindowPlan {
    return this.windows.planOf(window);
  }

  /** Which meters a bill entry releases and which wait, as `BilledWindows.content`. [P-7.5] */
  billContent(next: NextBill, holdings: ReadonlyMap<number, Bitmap>): BillContent {
    return this.windows.content(next, holdings);
  }

  /** What a bill entry with this content would make of its window. */
  releasedBy(next: NextBill, released: Bitmap): Released {
    return this.windows.releasedBy(next, released);
  }

  /** What is released of a window by its certified bill entries; undefined while there is none. */
  releasedOf(window: Window): Released | undefined {
    return this.windows.releasedOf(window);
  }

  /** What a bill of a window releases of a meter. */
  releaseOf(enrolled: EnrolledMeter, window: Window): MeterRelease {
    return this.windows.releaseOf(enrolled, window);
  }

  /** Whether no bill will ever cover a cell of a closed page, as `VoidCells`. [P-7.3] */
  isVoid(index: number, interval: number): boolean {
    return this.voids.isVoid(index, interval);
  }

  /** Of every meter with a void cell in [from, end), the first one's interval. */
  firstVoids(span: { readonly from: number; readonly end: number }): Map<number, number> {
    return this.voids.firstVoids(span);
  }

  /** The meters of a page whose cells its loads are made of. */
  loadMembers(page: Page): Bitmap {
    return loadMembers(this.roster, page);
  }

  /** How many meters of a set report each register. */
  registerCounts(set: Bitmap): Map<string, number> {
    return registerCounts(this.roster, set);
  }

  /** The set of a page, by who attests to hold what. [P-7.2] `held`: one bitmap per aggregator. */
  closePage(interval: number, held: ReadonlyMap<number, Bitmap>): ClosedPage {
    return closedPage(this.roster, this.scheme, interval, held);
  }

  /** How many meters of a page have each list of load registers: what no list may be too short in. [P-8.2] */
  classCounts(set: Bitmap): Map<string, number> {
    return classCounts(this.roster, this.scheme, set);
  }
}
