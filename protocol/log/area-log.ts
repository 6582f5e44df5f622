/**
 * What everybody derives from an area's certified log: scheme, roster, closed pages, billed windows. The proposer and
 * those who check it call the same functions, so a refused proposal can't wedge a window. [P-7]
 * Entries are applied in order once certified; whether they may be is decided in `entry-audit.ts`.
 */
import type { BillEntry, ClosedPage, CloseEntry, Entry, Scheme } from '../../schemas/types.ts';
import { Bitmap } from '../math/bitmap.ts';
import type { Released } from '../release/crowd.ts';
import { leastMeters } from '../grid/floor.ts';
import type { Window } from '../grid/interval.ts';
import { EMPTY_LOG_HASH } from './entries.ts';
import { assert } from '../machine.ts';
import { type Part, WindowPlan, loadsOf } from '../release/remnants.ts';
import { type EnrolledMeter, Roster } from '../grid/roster.ts';
import { Calendar, type IntervalRate, schemeQuorum } from '../grid/scheme.ts';

export interface Page {
  readonly set: Bitmap;
  /** The set as it stands in the entry. */
  readonly setText: string;
  /** Load registers that nobody in the set reports. */
  readonly empty: ReadonlySet<string>;
  /**
   * Registers whose total is released, fixed when the page closed: a later scheme that called another register a load
   * would open one whose floor nobody checked.
   */
  readonly loads: readonly string[];
  /** The rate of its interval, fixed when the page closed. */
  readonly rate: IntervalRate;
  /** Sequence number of the entry that closed it. */
  readonly sequence: number;
}

/** What a certified bill releases for one meter. */
export interface MeterRelease {
  readonly enrolled: EnrolledMeter;
  readonly lines: readonly BillTotalLine[];
}

/** A certified bill entry with what it releases, fixed at the moment it was certified. */
export interface BillRelease {
  readonly sequence: number;
  readonly window: Window;
  readonly round: 1 | 2;
  /** By roster index. */
  readonly meters: ReadonlyMap<number, MeterRelease>;
  /** Meters that wait for the window's second round. */
  readonly waiting: Bitmap;
}

/** One total that a bill opens: a vertex of the release graph. */
export interface BillTotalLine {
  /** Position of the register in the meter's list. */
  readonly registerIndex: number;
  readonly register: string;
  readonly rate: string;
  readonly cells: number;
}

/** A window of which at least one bill entry is certified. */
interface BilledWindow {
  readonly plan: WindowPlan;
  readonly released: Bitmap;
  readonly waiting: Bitmap;
  readonly waitingCount: number;
  /** Parts without a crowd among those that were held in the end. */
  readonly withheld: ReadonlySet<Part>;
}

/** What the next bill entry of an area can be about. */
export interface NextBill {
  readonly window: Window;
  /** 2: meters wait in this window, and no later one is billed before it is settled. */
  readonly round: 1 | 2;
}

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
  /** By start, windows with a certified bill entry. */
  private readonly windows = new Map<number, BilledWindow>();
  /** By window start: the hash of an entry from before it began. */
  private readonly drawnBy = new Map<number, string>();
  private planned: { readonly from: number; readonly scheme: Scheme; readonly plan: WindowPlan } | undefined;

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
    return { from: this.nextBillFrom, count: this.scheme.billing.intervalCount };
  }

  /** The window that the next bill entry is about: windows settle one by one. [P-7.5] */
  get nextBill(): NextBill {
    const window = this.nextWindow;
    const before = { from: window.from - window.count, count: window.count };
    return this.waitingCount(before.from) > 0 ? { window: before, round: 2 } : { window, round: 1 };
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

  /** First interval of the window that an interval is in. */
  windowOf(interval: number): number {
    const { firstInterval, intervalCount } = this.scheme.billing;
    return interval - ((interval - firstInterval) % intervalCount);
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
    if ((page.interval - this.scheme.billing.firstInterval) % this.scheme.billing.intervalCount === 0)
      this.drawnBy.set(page.interval, this.closedBy[0]);
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
    const plan = this.planOf(window);
    const known = this.windows.get(window.from);
    const all = Bitmap.of([...(known?.released ?? []), ...released]);
    const withheld = round === 1 ? new Set<Part>() : this.uncrowded(plan, all);
    this.windows.set(window.from, { plan, released: all, waiting, waitingCount: waiting.size, withheld });
    const meters = new Map<number, MeterRelease>();
    for (const index of released) {
      const enrolled = this.roster.byIndex(index);
      assert(enrolled !== undefined, 'a certified bill releases meters of the roster');
      meters.set(index, { enrolled, lines: linesOf(plan, enrolled, withheld) });
    }
    this.bills.set(entry.sequence, { sequence: entry.sequence, window, round, meters, waiting });
    this.billCount += 1;
    if (round === 1) this.nextBillFrom = window.from + window.count;
    this.planned = undefined;
  }

  /** Who can be billed of a window, and what of it is remnant: fixed once its first bill entry is certified. [P-8.4] */
  planOf(window: Window): WindowPlan {
    const fixed = this.windows.get(window.from);
    if (fixed !== undefined) return fixed.plan;
    const { scheme } = this;
    if (this.planned?.from === window.from && this.planned.scheme === scheme) return this.planned.plan;
    assert(this.nextPage >= window.from + window.count, 'a window is planned when its pages are closed');
    const loads = new Set(scheme.registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis));
    const drawnBy = this.drawnBy.get(window.from) ?? EMPTY_LOG_HASH;
    const plan = new WindowPlan(window, this.pagesOf(window), this.roster.meters, loads, scheme.floors, drawnBy);
    this.planned = { from: window.from, scheme, plan };
    return plan;
  }

  /** Parts of a window in which these meters, alone, would be no crowd. */
  private uncrowded(plan: WindowPlan, released: Bitmap): Set<Part> {
    const { minCrowd } = this.scheme.floors;
    const found = new Set<Part>();
    for (const part of plan.parts) {
      if (part.isWhole || part.loads === '') continue;
      const meters = [...part.kept.keys()].filter((index) => released.has(index));
      if (meters.length > 0 && !plan.isCrowded(part, meters, minCrowd)) found.add(part);
    }
    return found;
  }

  isClosed(interval: number): boolean {
    return interval < this.nextPage;
  }

  /** Whether a meter's cell is in its closed page, for all its registers at once. */
  isInPage(page: Page, index: number): boolean {
    return page.set.has(index);
  }

  private windowAt(interval: number): BilledWindow | undefined {
    return this.windows.get(this.windowOf(interval));
  }

  /**
   * Whether no bill will ever cover a cell of a closed page: it missed its page, or is remnant. Its meter books the energy
   * again. [P-7.3]
   */
  isVoid(index: number, interval: number): boolean {
    const page = this.pages.get(interval);
    if (page === undefined) return false;
    if (!page.set.has(index)) return true;
    const window = this.windowAt(interval);
    if (window === undefined) return false;
    const { plan, released, waitingCount, withheld } = window;
    if (plan.isRemnant(index, interval)) return true;
    if (waitingCount > 0) return false;
    const part = plan.part(index, page.rate.name);
    return !released.has(index) || (part !== undefined && withheld.has(part));
  }

  /**
   * Of every meter with a void cell in [from, end), the first one's interval. Page by page, since a page is mostly like the
   * one before: it takes no time for each meter and page of a long outage.
   */
  firstVoids({ from, end }: { readonly from: number; readonly end: number }): Map<number, number> {
    const found = new Map<number, number>();
    const first = Math.max(from, this.knownFrom);
    const last = Math.min(end, this.nextPage);
    const look = (index: number, interval: number): void => {
      if (!found.has(index) && this.roster.isIn(index, interval) && this.isVoid(index, interval))
        found.set(index, interval);
    };
    const others = this.unlikeBefore(first, last);
    let before: Page | undefined;
    let windowBefore: number | undefined;
    for (let interval = first; interval < last; interval++) {
      const page = this.pages.get(interval);
      if (page === undefined) continue;
      const window = this.windowOf(interval);
      const isLike = before?.set === page.set && before.rate.name === page.rate.name && windowBefore === window;
      if (isLike) for (const index of others.get(interval) ?? []) look(index, interval);
      else for (const { index } of this.roster.meters) look(index, interval);
      before = page;
      windowBefore = window;
    }
    return found;
  }

  /** By interval, meters that differ from the page before although the set is the same: they join, or give up a cell. */
  private unlikeBefore(first: number, last: number): Map<number, number[]> {
    const unlike = new Map<number, number[]>();
    const add = (index: number, interval: number): void => {
      const known = unlike.get(interval);
      if (known === undefined) unlike.set(interval, [index]);
      else known.push(index);
    };
    for (const { index, from } of this.roster.meters) if (from > first && from < last) add(index, from);
    for (const [from, { plan }] of this.windows) {
      if (from >= last || from + plan.window.count <= first) continue;
      for (const { given } of plan.parts)
        for (const [index, intervals] of given) for (const interval of intervals) add(index, interval);
    }
    return unlike;
  }

  /** The meters of a page whose cells its loads are made of. */
  loadMembers(page: Page): Bitmap {
    const members = new Bitmap();
    for (const index of page.set) {
      const registers = this.roster.byIndex(index)?.meter.registers ?? [];
      if (registers.some((register) => page.loads.includes(register))) members.add(index);
    }
    return members;
  }

  /** How many meters of a set report each register. */
  registerCounts(set: Bitmap): Map<string, number> {
    const counts = new Map<string, number>();
    for (const index of set) {
      for (const register of this.roster.byIndex(index)?.meter.registers ?? []) {
        counts.set(register, (counts.get(register) ?? 0) + 1);
      }
    }
    return counts;
  }

  /**
   * The set of a page: cells held by at least q aggregators of the roster in force. Meters whose list of load registers
   * fewer than `leastMeters` of the others share are left out: loads of two registers could tell them apart.
   * [P-7.2, P-8.2] `held`: one bitmap per aggregator.
   */
  closePage(interval: number, held: ReadonlyMap<number, Bitmap>): ClosedPage {
    const loads = new Set(this.scheme.registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis));
    const byClass = new Map<string, number[]>();
    for (const enrolled of this.roster.meters) {
      const { index } = enrolled;
      if (!this.roster.isIn(index, interval)) continue;
      let holders = 0;
      for (const bitmap of held.values()) if (bitmap.has(index)) holders += 1;
      if (holders < this.quorum) continue;
      const name = loadsOf(enrolled, loads);
      const members = byClass.get(name);
      if (members === undefined) byClass.set(name, [index]);
      else members.push(index);
    }
    const least = leastMeters(this.scheme.floors);
    const wide = [...byClass].filter(([name, members]) => name === '' || members.length >= least);
    const set = Bitmap.of(wide.flatMap(([, members]) => members).toSorted((one, other) => one - other));
    const meters = this.registerCounts(set);
    const empty = [...loads].filter((register) => (meters.get(register) ?? 0) === 0);
    return { interval, set: set.encode(), empty };
  }

  /** How many meters of a page have each list of load registers: what no list may be too short in. [P-8.2] */
  classCounts(set: Bitmap): Map<string, number> {
    const loads = new Set(this.scheme.registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis));
    const counts = new Map<string, number>();
    for (const index of set) {
      const enrolled = this.roster.byIndex(index);
      const name = enrolled === undefined ? '' : loadsOf(enrolled, loads);
      if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  }

  /** A window of which nothing can change any more, and its pages: a caller who has it on disk needs it no longer. */
  forget({ from, count }: Window): void {
    this.forgottenUntil = Math.max(this.forgottenUntil, from + count);
    for (const [sequence, { window }] of this.bills) if (window.from === from) this.bills.delete(sequence);
    for (let interval = from; interval < from + count; interval++) this.pages.delete(interval);
    this.windows.delete(from);
    this.drawnBy.delete(from);
  }

  /** Visits every cell of a meter in a window that a bill covers or may cover. */
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
      for (let registerIndex = 0; registerIndex < meter.registers.length; registerIndex++)
        visit(interval, registerIndex, page.rate.name);
    }
  }

  private pagesOf({ from, count }: Window): Page[] {
    return Array.from({ length: count }, (_, at) => this.pages.get(from + at)).filter((page) => page !== undefined);
  }

  /**
   * Which meters a bill entry releases and which wait: a function of the log and of who attests to hold what.
   * [P-7.5, P-8.4] `holdings`: one bitmap of wholly held meters per aggregator.
   */
  billContent({ window, round }: NextBill, holdings: ReadonlyMap<number, Bitmap>): BillContent {
    const { threshold } = this.scheme;
    const plan = this.planOf(window);
    const known = this.windows.get(window.from);
    const able = round === 1 ? plan.billable() : this.waitingIn(window.from);
    const isHeld = (index: number): boolean => {
      let holders = 0;
      for (const bitmap of holdings.values()) if (bitmap.has(index)) holders += 1;
      return holders >= threshold;
    };
    const held = able.filter((index) => isHeld(index));
    const uncrowded = this.uncrowded(plan, Bitmap.of([...(known?.released ?? []), ...held]));
    // Too few are held to hide each other: everybody waits for the others once.
    if (round === 1 && uncrowded.size > 0) return { released: '', waiting: Bitmap.of(able).encode() };
    const released = held.filter((index) => plan.partsOf(index).some((part) => !uncrowded.has(part)));
    const waiting = round === 1 ? able.filter((index) => !isHeld(index)) : [];
    return { released: Bitmap.of(released).encode(), waiting: Bitmap.of(waiting).encode() };
  }

  /** What a bill entry with this content would make of its window. */
  releasedBy({ window, round }: NextBill, released: Bitmap): Released {
    const plan = this.planOf(window);
    const known = this.windows.get(window.from)?.released;
    const all = Bitmap.of([...(known ?? []), ...released]);
    const withheld = round === 1 ? new Set<Part>() : this.uncrowded(plan, all);
    return { plan, isReleased: (index) => all.has(index), withheld };
  }

  /** What is released of a window by its certified bill entries; undefined while there is none. */
  releasedOf(window: Window): Released | undefined {
    const known = this.windows.get(window.from);
    return known && { plan: known.plan, isReleased: (index) => known.released.has(index), withheld: known.withheld };
  }

  /** The lines of a meter's bill of a window. */
  linesOf(enrolled: EnrolledMeter, window: Window): BillTotalLine[] {
    return linesOf(this.planOf(window), enrolled, this.windows.get(window.from)?.withheld);
  }
}

/** What a bill entry says of the meters: bitmaps as they travel. */
export interface BillContent {
  readonly released: string;
  readonly waiting: string;
}

/** In order: by register, then by rate name. */
function linesOf(plan: WindowPlan, enrolled: EnrolledMeter, withheld?: ReadonlySet<Part>): BillTotalLine[] {
  const parts = plan.partsOf(enrolled.index).filter((part) => withheld?.has(part) !== true);
  return enrolled.meter.registers.flatMap((register, registerIndex) =>
    parts.map(({ rate, kept }) => ({ registerIndex, register, rate, cells: kept.get(enrolled.index) ?? 0 })),
  );
}
