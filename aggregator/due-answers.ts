/** What certified entries release and this aggregator has not answered: pages, and meters of bills; what of cells is needed for it. [P-6.5, P-7.5] */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import type { CellIndex } from './cells.ts';
import type { Span } from './erased.ts';

export class DueAnswers {
  private readonly log: AreaLog;
  private readonly cells: CellIndex;
  /** Pages closed and not released here yet. */
  readonly pages = new Set<number>();
  /** By bill entry: meters not answered yet. */
  readonly meters = new Map<number, Set<number>>();

  constructor(log: AreaLog, cells: CellIndex) {
    this.log = log;
    this.cells = cells;
  }

  /** These meters of a bill entry are answered. */
  settle(sequence: number, meters: Iterable<number>): void {
    const due = this.meters.get(sequence);
    for (const index of meters) due?.delete(index);
    if (due?.size === 0) this.meters.delete(sequence);
  }

  /** What was due when it was founded anew is not answered any more. */
  keep(isOfThisFounding: (interval: number) => boolean): void {
    for (const interval of this.pages) if (!isOfThisFounding(interval)) this.pages.delete(interval);
    for (const sequence of this.meters.keys()) {
      const from = this.log.bills.get(sequence)?.window.from;
      if (from !== undefined && !isOfThisFounding(from)) this.meters.delete(sequence);
    }
  }

  /** The windows, by their first interval, of which something that may be released here is not on record. */
  unanswered(): Set<number> {
    const windows = new Set<number>();
    for (const interval of this.pages) windows.add(this.log.windowOf(interval));
    for (const [sequence, meters] of this.meters) {
      const from = this.log.bills.get(sequence)?.window.from;
      if (meters.size > 0 && from !== undefined) windows.add(from);
    }
    return windows;
  }

  /** Whether a cell of a settled window is needed no more: its page and its meter's bill are answered, or never will be. */
  isSpent(interval: number, index: number): boolean {
    const { log, cells } = this;
    if (cells.isErased(interval)) return true;
    return interval < log.settledUntil && !this.needs(interval, index);
  }

  needs(interval: number, index: number): boolean {
    const { log } = this;
    const page = log.pages.get(interval);
    if (page?.set.has(index) !== true) return false;
    if (this.pages.has(interval)) return true;
    const from = log.windowOf(interval);
    for (const [sequence, meters] of this.meters)
      if (meters.has(index) && log.bills.get(sequence)?.window.from === from) return true;
    return false;
  }

  /** Cells of a settled window that are held and needed still, by interval; undefined if all that are held are. */
  neededOf({ from, until }: Span): Map<number, Bitmap> | undefined {
    const needed = new Map<number, Bitmap>();
    let isAll = true;
    for (let interval = from; interval < until; interval++) {
      const held = [...this.cells.held(interval)];
      const still = held.filter((index) => this.needs(interval, index));
      if (still.length < held.length) isAll = false;
      if (still.length > 0) needed.set(interval, Bitmap.of(still));
    }
    return isAll ? undefined : needed;
  }

  /** Cells of a span are gone: what was not answered by then never is. Returns the entries of which something is due still. */
  erase({ from, until }: Span): Set<number> {
    const { log } = this;
    for (const interval of this.pages) if (interval >= from && interval < until) this.pages.delete(interval);
    for (const [sequence, { window }] of log.bills)
      if (window.from >= from && window.from < until) this.meters.delete(sequence);
    const due = new Set(this.meters.keys());
    for (const interval of this.pages) due.add(log.pages.get(interval)?.sequence ?? -1);
    return due;
  }

  /** The first interval whose cells of this meter are still needed here. */
  neededFrom(index: number): number {
    // Pages are due in the order they closed in.
    const [oldestPage] = this.pages;
    let from = Math.min(this.log.settledUntil, oldestPage ?? Number.MAX_SAFE_INTEGER);
    for (const [sequence, meters] of this.meters) {
      if (meters.has(index)) from = Math.min(from, this.log.bills.get(sequence)?.window.from ?? from);
    }
    return this.cells.keptFrom(from);
  }
}
