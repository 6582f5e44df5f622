/**
 * What everybody derives from an area's certified log: scheme, roster, closed pages, billed windows. The proposer and
 * those who check it call the same functions, so a refused proposal can't wedge a window. [P-7]
 * Entries are applied in order once certified; whether they may be is decided in `audit.ts`.
 */
import type { BillEntry, ClosedPage, CloseEntry, Entry, Floors, Scheme, WaitingMeter } from '../schemas/types.ts';
import { Bitmap } from './bitmap.ts';
import { type Candidate, companionsAmong } from './companions.ts';
import { leastMeters } from './floor.ts';
import type { Window } from './interval.ts';
import { LineCounts } from './line-counts.ts';
import { EMPTY_LOG_HASH } from './log.ts';
import { assert } from './machine.ts';
import { type Exposure, type LoadPage, ReleaseGraph } from './release-graph.ts';
import { type EnrolledMeter, Roster } from './roster.ts';
import { Calendar, type IntervalRate, schemeQuorum } from './scheme.ts';

export interface Page {
  readonly set: Bitmap;
  /** Load registers that closed empty. */
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
  /** First interval covered: earlier than the window when cells of an earlier one had waited. */
  readonly from: number;
  readonly lines: readonly BillTotalLine[];
}

/** A certified bill entry with what it releases, fixed at the moment it was certified. */
export interface BillRelease {
  readonly sequence: number;
  readonly window: Window;
  /** By roster index. */
  readonly meters: ReadonlyMap<number, MeterRelease>;
  readonly waiting: readonly WaitingMeter[];
}

/** One total that a bill opens: a vertex of the release graph. */
export interface BillTotalLine {
  /** Position of the register in the meter's list. */
  readonly registerIndex: number;
  readonly register: string;
  readonly rate: string;
  readonly cells: number;
}

export class AreaLog {
  readonly area: string;
  readonly roster = new Roster();
  /** Closed pages by interval. */
  readonly pages = new Map<number, Page>();
  /** Certified bills by sequence number. */
  readonly bills = new Map<number, BillRelease>();
  private readonly graph = new ReleaseGraph();
  length = 0;
  headHash = EMPTY_LOG_HASH;
  private currentScheme: Scheme | undefined;
  private currentCalendar: Calendar | undefined;
  private nextPage = 0;
  private nextBillFrom = 0;
  /** By roster index: first interval that no bill of this meter covers yet. */
  private readonly billedUntil = new Map<number, number>();

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

  /** The next window that can be billed. [P-8.3] */
  get nextWindow(): Window {
    return { from: this.nextBillFrom, count: this.scheme.billing.intervalCount };
  }

  apply(entry: Entry, hash: string): void {
    assert(entry.sequence === this.length && entry.previous === this.headHash, 'entries are applied in order');
    switch (entry.kind) {
      case 'scheme':
        if (!this.hasScheme) {
          this.nextPage = entry.scheme.billing.firstInterval;
          this.nextBillFrom = entry.scheme.billing.firstInterval;
        }
        this.currentScheme = entry.scheme;
        this.currentCalendar = new Calendar(entry.scheme);
        break;
      case 'roster':
        this.roster.apply(entry);
        break;
      case 'close':
        for (const page of entry.pages) this.applyPage(page, entry);
        break;
      case 'bill':
        this.applyBill(entry);
        break;
    }
    this.length += 1;
    this.headHash = hash;
  }

  private applyPage(page: ClosedPage, entry: CloseEntry): void {
    assert(page.interval === this.nextPage, 'pages close in order');
    const set = Bitmap.decode(page.set);
    assert(set !== undefined, 'a certified set is a bitmap');
    const empty = new Set(page.empty);
    const loads = this.scheme.registers
      .filter(({ obis, isLoad }) => isLoad && !empty.has(obis))
      .map(({ obis }) => obis);
    const rate = this.calendar.rateOf(page.interval);
    this.pages.set(page.interval, { set, empty, loads, rate, sequence: entry.sequence });
    this.nextPage += 1;
  }

  private applyBill(entry: BillEntry): void {
    const released = Bitmap.decode(entry.released);
    assert(released !== undefined && entry.from === this.nextBillFrom, 'windows are billed in order');
    const end = entry.from + entry.count;
    const linesOf = this.linesUpTo(entry);
    const meters = new Map<number, MeterRelease>();
    for (const index of released) {
      const enrolled = this.roster.byIndex(index);
      assert(enrolled !== undefined, 'a certified bill releases meters of the roster');
      const from = this.unbilledFrom(index);
      meters.set(index, { enrolled, from, lines: linesOf(enrolled) });
    }
    const window = { from: entry.from, count: entry.count };
    this.graph.billed({ ...this.loadPages(window), released }, this.waivedBy(entry.waiting), this.roster.meters);
    this.bills.set(entry.sequence, { sequence: entry.sequence, window, meters, waiting: entry.waiting });
    this.nextBillFrom = end;
    for (const index of released) this.billedUntil.set(index, end);
  }

  /** First interval that no bill of this meter covers yet. [P-8.3] */
  unbilledFrom(index: number): number {
    return Math.max(this.billedUntil.get(index) ?? 0, this.scheme.billing.firstInterval);
  }

  isClosed(interval: number): boolean {
    return interval < this.nextPage;
  }

  /** Whether a cell is in its closed page: it counts, as load and as bill. */
  isInPage(page: Page, index: number, register: string): boolean {
    return page.set.has(index) && !page.empty.has(register);
  }

  /**
   * Whether a meter's cell counts for any of its registers. One that is in the set of a page that closed empty for all of
   * them is void: its meter does not send it any more, so nobody may wait for it.
   */
  isCounted(page: Page, { index, meter }: EnrolledMeter): boolean {
    return page.set.has(index) && meter.registers.some((register) => !page.empty.has(register));
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
   * The set of a page: cells held by at least q aggregators of the roster in force; a load register with fewer meters
   * than the floor closes empty. [P-7.2, P-8.2] `held`: one bitmap per aggregator.
   */
  closePage(interval: number, held: ReadonlyMap<number, Bitmap>): ClosedPage {
    const set = new Bitmap();
    for (const { index } of this.roster.meters) {
      if (!this.roster.isIn(index, interval)) continue;
      let holders = 0;
      for (const bitmap of held.values()) if (bitmap.has(index)) holders += 1;
      if (holders >= this.quorum) set.add(index);
    }
    const meters = this.registerCounts(set);
    const empty = this.scheme.registers
      .filter(({ obis, isLoad }) => isLoad && (meters.get(obis) ?? 0) < leastMeters(this.scheme.floors))
      .map(({ obis }) => obis);
    return { interval, set: set.encode(), empty };
  }

  /** A window of which nothing can change any more, and its pages: a caller who has it on disk needs it no longer. */
  forget({ sequence, window }: BillRelease): void {
    this.bills.delete(sequence);
    for (let interval = window.from; interval < window.from + window.count; interval++) this.pages.delete(interval);
  }

  /** Visits every closed cell of a meter in [from, end). */
  forEachCell(
    enrolled: EnrolledMeter,
    from: number,
    end: number,
    visit: (interval: number, registerIndex: number, rate: string) => void,
  ): void {
    const { index, meter } = enrolled;
    const last = Math.min(end, this.nextPage, enrolled.until);
    for (let interval = Math.max(from, enrolled.from); interval < last; interval++) {
      const page = this.pages.get(interval);
      if (page === undefined || !page.set.has(index)) continue;
      meter.registers.forEach((register, registerIndex) => {
        if (!page.empty.has(register)) visit(interval, registerIndex, page.rate.name);
      });
    }
  }

  /** The totals over a meter's closed cells in [from, end), in order: by register, then by rate name. */
  billLines(enrolled: EnrolledMeter, from: number, end: number): BillTotalLine[] {
    const cells = enrolled.meter.registers.map(() => new Map<string, number>());
    this.forEachCell(enrolled, from, end, (_interval, registerIndex, rate) => {
      const counts = cells[registerIndex];
      if (counts !== undefined) counts.set(rate, (counts.get(rate) ?? 0) + 1);
    });
    return linesFrom(enrolled, cells);
  }

  /** The lines of every meter's bill up to the end of the next window: as `billLines` has them, for all at once. */
  linesUpTo({ from, count }: Window): (enrolled: EnrolledMeter) => BillTotalLine[] {
    const registers = this.scheme.registers.map(({ obis }) => obis);
    const counts = new LineCounts(this.pagesOf({ from, count }), registers, this.roster.meters.length);
    return (enrolled) => {
      const cells = enrolled.meter.registers.map((register) => counts.of(enrolled.index, register));
      this.forEachCell(enrolled, this.unbilledFrom(enrolled.index), from, (_interval, registerIndex, rate) => {
        cells[registerIndex]?.set(rate, (cells[registerIndex].get(rate) ?? 0) + 1);
      });
      return linesFrom(enrolled, cells);
    };
  }

  private pagesOf({ from, count }: Window): Page[] {
    return Array.from({ length: count }, (_, at) => this.pages.get(from + at)).filter((page) => page !== undefined);
  }

  private loadPages(window: Window): { from: number; pages: readonly LoadPage[] } {
    return { from: window.from, pages: this.pagesOf(window) };
  }

  /** From which interval on the last cells of meters that left are never billed. [P-8.4] */
  private waivedBy(waiting: readonly WaitingMeter[]): Map<number, number> {
    const left = waiting.filter(({ reason }) => reason === 'left');
    return new Map(left.map(({ index }) => [index, this.unbilledFrom(index)]));
  }

  /** What the bills of the next window would expose, if these meters were released. [P-8.4] */
  exposureOf(window: Window, released: Bitmap, waiting: readonly WaitingMeter[], floors: Floors): Exposure | undefined {
    const judgement = this.graph.judge(this.roster.meters, this.waivedBy(waiting));
    return judgement.exposure({ ...this.loadPages(window), released }, [...released], floors);
  }

  /** What the last certified bill exposes under these floors. [P-8.4] */
  lastExposure(floors: Floors): Exposure | undefined {
    return this.graph.lastExposure(this.roster.meters, floors);
  }

  /**
   * Which meters a bill releases and which wait, and why: a function of the log and of who attests to hold what.
   * [P-7.5, P-8.1, P-8.4] `holdings`: one bitmap of wholly held meters per aggregator.
   */
  billContent(window: Window, holdings: ReadonlyMap<number, Bitmap>): { released: string; waiting: WaitingMeter[] } {
    const { threshold, floors } = this.scheme;
    const end = window.from + window.count;
    const linesOf = this.linesUpTo(window);
    const waiting: WaitingMeter[] = [];
    const candidates: Candidate[] = [];
    for (const enrolled of this.roster.meters) {
      const { index } = enrolled;
      const lines = this.graph.isWaived(index) ? [] : linesOf(enrolled);
      if (lines.length === 0) continue;
      const hasLeft = enrolled.until <= end;
      let holders = 0;
      for (const bitmap of holdings.values()) if (bitmap.has(index)) holders += 1;
      if (lines.some((line) => line.cells < floors.minIntervals))
        waiting.push({ index, reason: hasLeft ? 'left' : 'fewIntervals' });
      else if (holders < threshold) waiting.push({ index, reason: 'notHeld' });
      else candidates.push({ index, hasLeft, since: this.waitsSince(enrolled, window), cells: cellsOf(lines) });
    }
    const judgement = this.graph.judge(this.roster.meters, this.waivedBy(waiting));
    const companions = companionsAmong(judgement, this.loadPages(window), candidates, floors);
    for (const index of companions) waiting.push({ index, reason: 'companion' });
    const released = candidates.map(({ index }) => index).filter((index) => !companions.has(index));
    return { released: Bitmap.of(released).encode(), waiting: waiting.toSorted((a, b) => a.index - b.index) };
  }

  /** Start of the window that the first cell is in which no bill of a meter covers. */
  private waitsSince(enrolled: EnrolledMeter, { from, count }: Window): number {
    let first = from;
    this.forEachCell(enrolled, this.unbilledFrom(enrolled.index), from, (interval) => {
      first = Math.min(first, interval);
    });
    return first - ((first - this.scheme.billing.firstInterval) % count);
  }
}

function cellsOf(lines: readonly BillTotalLine[]): number {
  return lines.reduce((cells, line) => cells + line.cells, 0);
}

/** In order: by register, then by rate name. */
function linesFrom({ meter }: EnrolledMeter, cells: readonly ReadonlyMap<string, number>[]): BillTotalLine[] {
  return cells.flatMap((counts, registerIndex) =>
    [...counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([rate, count]) => ({
        registerIndex,
        register: meter.registers[registerIndex] ?? '',
        rate,
        cells: count,
      })),
  );
}
