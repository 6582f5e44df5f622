/**
 * The release graph of an area, as far as it can still change: for each register a vertex for every released bill total
 * (meter, window, rate) and load total (page), an edge for every cell between the two that contain it, and a common
 * ground for cells that only one of them contains. Its cuts are what the released totals can isolate. [P-8.4]
 */
import type { Floors } from '../schemas/types.ts';
import { BitRows, type Mask, hasBit, isEmptyMask, maskOf, setBit } from './bit-rows.ts';
import { Bitmap } from './bitmap.ts';
import { Classes } from './cut-graph.ts';
import { type RegisterLayer, type Thin, thinCutOf } from './register-graph.ts';
import type { EnrolledMeter } from './roster.ts';

/** What the graph needs of a closed page. */
export interface LoadPage {
  readonly set: Bitmap;
  readonly loads: readonly string[];
  readonly rate: { readonly name: string };
}

/** A window whose bills are, or are to be, released. */
export interface BilledWindow {
  readonly from: number;
  /** Its pages by interval, without a gap. */
  readonly pages: readonly LoadPage[];
  readonly released: Bitmap;
}

/** A meter that must wait, or else these cells could be told from all others. */
export interface Exposure extends Thin {
  readonly register: string;
}

export class ReleaseGraph {
  /** Windows that cells not billed yet can still touch, the last one in any case. */
  private open: BilledWindow[] = [];
  /** By roster index of meters that left: the first interval whose cells will never be billed. */
  private readonly waivedFrom = new Map<number, number>();

  get openCount(): number {
    return this.open.length;
  }

  /** Whether the last cells of a meter that left are waived: they are on record, and hold nobody up. */
  isWaived(index: number): boolean {
    return this.waivedFrom.has(index);
  }

  /** A certified bill. `waived`: by roster index, from which interval on. */
  billed(window: BilledWindow, waived: ReadonlyMap<number, number>, meters: readonly EnrolledMeter[]): void {
    this.seal(meters);
    this.open.push(window);
    for (const [index, from] of waived) this.waivedFrom.set(index, from);
  }

  /** Forgets windows that nothing can change any more: every cell of them, and of those they share a bill with, is billed. */
  private seal(meters: readonly EnrolledMeter[]): void {
    const { open } = this;
    const groups = new Classes(open.length + 1);
    const forever = open.length;
    open.forEach((window, at) => {
      const pending = this.unbilledIn(window, meters);
      for (const [later, { released }] of open.entries()) {
        if (later <= at) continue;
        for (const index of [...pending].filter((one) => released.has(one))) {
          groups.union(at, later);
          pending.delete(index);
        }
      }
      if (pending.size > 0) groups.union(at, forever);
    });
    this.open = open.filter((_, at) => groups.find(at) === groups.find(forever));
  }

  /** Meters with a cell in a load of this window that its own bills don't cover. */
  private unbilledIn({ from, pages, released }: BilledWindow, meters: readonly EnrolledMeter[]): Set<number> {
    const found = new Set<number>();
    const seen = new Bitmap();
    for (const { set, loads } of pages) {
      if (loads.length === 0 || seen.includes(set)) continue;
      for (const index of set) {
        if (seen.has(index)) continue;
        const isOfLoad = meters[index]?.meter.registers.some((register) => loads.includes(register)) === true;
        if (!isOfLoad) continue;
        seen.add(index);
        const isWaived = (this.waivedFrom.get(index) ?? Number.POSITIVE_INFINITY) <= from;
        if (!released.has(index) && !isWaived) found.add(index);
      }
    }
    return found;
  }

  /** What the last certified bill exposes under these floors. */
  lastExposure(meters: readonly EnrolledMeter[], floors: Floors): Exposure | undefined {
    const last = this.open.at(-1);
    return (
      last && new Judgement(this.open.slice(0, -1), this.waivedFrom, meters).exposure(last, [...last.released], floors)
    );
  }

  /** To ask about bills of the next window. */
  judge(meters: readonly EnrolledMeter[], waiving: ReadonlyMap<number, number> = new Map()): Judgement {
    return new Judgement(this.open, new Map([...this.waivedFrom, ...waiving]), meters);
  }
}

export class Judgement {
  private readonly before: readonly BilledWindow[];
  private readonly waivedFrom: ReadonlyMap<number, number>;
  private readonly meters: readonly EnrolledMeter[];
  private readonly rowsOf = new Map<readonly LoadPage[], BitRows>();

  constructor(
    before: readonly BilledWindow[],
    waivedFrom: ReadonlyMap<number, number>,
    meters: readonly EnrolledMeter[],
  ) {
    this.before = before;
    this.waivedFrom = waivedFrom;
    this.meters = meters;
  }

  /**
   * Whether releasing these bills of a window, too, lets anybody isolate fewer cells than the floors allow. If so, the
   * first meter of `order` (all that are released, those that can wait best first) that such a cut separates.
   */
  exposure(window: BilledWindow, order: readonly number[], floors: Floors): Exposure | undefined {
    const windows = [...this.before, window];
    const ranks = new Map(order.map((index, rank) => [index, rank]));
    const registers = new Set(windows.flatMap(({ pages }) => pages.flatMap(({ loads }) => loads)));
    let first: Exposure | undefined;
    for (const register of registers) {
      const thin = thinCutOf(this.layerOf(windows, register), ranks, floors);
      const isFirst = first === undefined || (ranks.get(thin?.index ?? -1) ?? Infinity) < (ranks.get(first.index) ?? 0);
      if (thin !== undefined && isFirst) first = { ...thin, register };
    }
    return first;
  }

  private rows(pages: readonly LoadPage[]): BitRows {
    const rows =
      this.rowsOf.get(pages) ??
      new BitRows(
        pages.map(({ set }) => set),
        this.meters.length,
      );
    this.rowsOf.set(pages, rows);
    return rows;
  }

  /** One register's part of the windows: which pages have a load of it, and which bill has whose cells. */
  private layerOf(windows: readonly BilledWindow[], register: string): RegisterLayer {
    const width = (this.meters.length + 31) >>> 5;
    const having = maskOf(width);
    for (const { index, meter } of this.meters) if (meter.registers.includes(register)) setBit(having, index);
    const releasedIn = windows.map(({ released }) => maskOf(width, released));
    return {
      columnCount: this.meters.length,
      windows: windows.map(({ from, pages }, at) => {
        const rest = having.slice();
        const billedIn = releasedIn.map((released, later) => (later < at ? undefined : takeOut(rest, released)));
        const waived = maskOf(width);
        for (const [index, first] of this.waivedFrom) if (first <= from && hasBit(rest, index)) setBit(waived, index);
        takeOut(rest, waived);
        const rows = this.rows(pages);
        const listed = pages.flatMap(({ loads, rate }, row) =>
          loads.includes(register) ? [{ interval: from + row, row, rate: rate.name }] : [],
        );
        return { rows, pages: listed, billedIn, waived, unbilled: rest };
      }),
    };
  }
}

/** Takes the bits of one mask out of another; those that were there, unless none. */
function takeOut(mask: Mask, bits: Mask): Mask | undefined {
  const taken = mask.map((word, at) => word & (bits[at] ?? 0));
  for (let at = 0; at < mask.length; at++) mask[at] = (mask[at] ?? 0) & ~(bits[at] ?? 0);
  return isEmptyMask(taken) ? undefined : taken;
}
