/** Which cells of closed pages no bill will ever cover: their meters book that energy again. [P-7.3] */
import type { Roster } from '../grid/roster.ts';
import type { BilledWindows } from './billed-windows.ts';
import type { Page } from './page-set.ts';

/** What of an area's log decides it. */
interface KnownPages {
  readonly roster: Roster;
  /** By interval. */
  readonly pages: ReadonlyMap<number, Page>;
  readonly knownFrom: number;
  readonly nextToClose: number;
  windowOf(interval: number): number;
}

export class VoidCells {
  private readonly log: KnownPages;
  private readonly windows: BilledWindows;

  constructor(log: KnownPages, windows: BilledWindows) {
    this.log = log;
    this.windows = windows;
  }

  /**
   * Whether no bill will ever cover a cell of a closed page: it missed its page, or is remnant. Its meter books the energy
   * again. [P-7.3]
   */
  isVoid(index: number, interval: number): boolean {
    const page = this.log.pages.get(interval);
    if (page === undefined) return false;
    if (!page.set.has(index)) return true;
    const window = this.windows.get(this.log.windowOf(interval));
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
    const first = Math.max(from, this.log.knownFrom);
    const last = Math.min(end, this.log.nextToClose);
    const look = (index: number, interval: number): void => {
      if (!found.has(index) && this.log.roster.isIn(index, interval) && this.isVoid(index, interval))
        found.set(index, interval);
    };
    const others = this.unlikeBefore(first, last);
    let before: Page | undefined;
    let windowBefore: number | undefined;
    for (let interval = first; interval < last; interval++) {
      const page = this.log.pages.get(interval);
      if (page === undefined) continue;
      const window = this.log.windowOf(interval);
      const isLike = before?.set === page.set && before.rate.name === page.rate.name && windowBefore === window;
      if (isLike) for (const index of others.get(interval) ?? []) look(index, interval);
      else for (const { index } of this.log.roster.meters) look(index, interval);
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
    for (const { index, from } of this.log.roster.meters) if (from > first && from < last) add(index, from);
    for (const [from, { plan }] of this.windows) {
      if (from >= last || from + plan.window.count <= first) continue;
      for (const { given } of plan.parts)
        for (const [index, intervals] of given) for (const interval of intervals) add(index, interval);
    }
    return unlike;
  }
}
