/**
 * One register's release graph over bitmaps: what no thin cut can separate is contracted a word at a time, the rest is
 * asked of the cut graph. Then the same for the cells of each meter that alone holds something together. [P-8.4]
 */
import type { Floors } from '../schemas/types.ts';
import { type BitRows, ColumnCounts, type Mask, clearBit, firstCommon, hasBit, maskOf } from './bit-rows.ts';
import { Classes, CutGraph, type Ranked, type ThinCut } from './cut-graph.ts';

export interface LayerWindow {
  readonly rows: BitRows;
  /** Pages with a load of this register. */
  readonly pages: readonly { readonly interval: number; readonly row: number; readonly rate: string }[];
  /** By window: the meters whose cells of this window are on that window's bills; undefined if none. */
  readonly billedIn: readonly (Mask | undefined)[];
  readonly unbilled: Mask;
  /** Left out of the graph: it still makes their pages hang together with the ground. */
  readonly waived: Mask;
}

export interface RegisterLayer {
  readonly columnCount: number;
  /** In order; the last is the one whose bills are asked about. */
  readonly windows: readonly LayerWindow[];
}

/** Cells that a combination of totals would isolate, and the meter (roster index) that has to wait instead. */
export interface Thin {
  readonly index: number;
  readonly cells: readonly { readonly index: number; readonly interval: number }[];
}

interface Page {
  readonly vertex: number;
  readonly window: LayerWindow;
  readonly interval: number;
  readonly row: number;
  readonly rate: string;
}

/** The bills of one window at one rate: vertex `base + roster index`, with the pages that may have cells of them. */
interface Block {
  readonly window: number;
  readonly base: number;
  readonly parts: { readonly page: Page; readonly mask: Mask }[];
}

interface Edge {
  readonly bill: number;
  readonly page: Page;
  readonly index: number;
}

const GROUND = 0;
/** Where a meter's cells are that no bill covers, or that are waived. */
const UNBILLED = -1;
const NOWHERE = -2;
/** Meters in a row that join nothing, before all others are asked together. */
const MOST_IDLE = 2;

/** The first of the ranked meters that a thin cut separates, and what that cut isolates; undefined if there is none. */
export function thinCutOf(layer: RegisterLayer, ranks: ReadonlyMap<number, number>, floors: Floors): Thin | undefined {
  const graph = new RegisterGraph(layer, ranks, Math.min(floors.minIntervals, floors.minMeters));
  const found = [graph.thinCut(), ...graph.thinCutsWithinOneMeter(floors.minIntervals)];
  return found.reduce((first, thin) => {
    if (first === undefined || thin === undefined) return first ?? thin;
    return (ranks.get(thin.index) ?? 0) < (ranks.get(first.index) ?? 0) ? thin : first;
  }, undefined);
}

class RegisterGraph {
  private readonly layer: RegisterLayer;
  private readonly byRank: readonly number[];
  private readonly least: number;
  private readonly pages: Page[] = [];
  private readonly rates: readonly string[];
  private readonly blocks = new Map<string, Block>();
  private readonly edges: Edge[] = [];
  /** Pages that hang together with the ground by waived cells, which are no edges. */
  private readonly anchors: number[] = [];
  private readonly graph: CutGraph;

  /** `least`: cells of a cut that is not thin. `ranks`: roster indices in the order in which they can wait. */
  constructor(layer: RegisterLayer, ranks: ReadonlyMap<number, number>, least: number) {
    this.layer = layer;
    this.byRank = [...ranks].toSorted(([, one], [, other]) => one - other).map(([index]) => index);
    this.least = least;
    const rates = new Set<string>();
    for (const window of layer.windows) {
      for (const page of window.pages) {
        rates.add(page.rate);
        this.pages.push({ ...page, window, vertex: this.pages.length + 1 });
      }
    }
    this.rates = [...rates];
    this.graph = new CutGraph(this.makeBlocks(this.pages.length + 1));
    for (const block of this.blocks.values()) this.connect(block);
    for (const { window, row, vertex } of this.pages) {
      this.graph.addEdges(GROUND, vertex, window.rows.count(row, window.unbilled));
      if (window.rows.count(row, window.waived) > 0) this.anchors.push(vertex);
    }
  }

  private makeBlocks(firstVertex: number): number {
    let size = firstVertex;
    for (const page of this.pages) {
      page.window.billedIn.forEach((mask, window) => {
        if (mask === undefined) return;
        const name = `${window}/${page.rate}`;
        let block = this.blocks.get(name);
        if (block === undefined) {
          this.blocks.set(name, (block = { window, base: size, parts: [] }));
          size += this.layer.columnCount;
        }
        block.parts.push({ page, mask });
      });
    }
    return size;
  }

  /** A cut of too few cells, of whatever meters. */
  thinCut(): Thin | undefined {
    if (this.least <= 1) return undefined;
    const bills = this.newBlocks.flatMap(({ base }) =>
      this.byRank.map((index, rank): Ranked => ({ vertex: base + index, rank })),
    );
    const cut = this.graph.thinCut(GROUND, bills, this.anchors, this.least);
    return cut && { index: this.byRank[cut.rank] ?? 0, cells: this.cellsOf(cut) };
  }

  /** The bills that are asked about. */
  private get newBlocks(): Block[] {
    const last = this.layer.windows.length - 1;
    return [...this.blocks.values()].filter(({ window }) => window === last);
  }

  /**
   * Contracts what many common neighbours hold together: two pages with `least` bills in common, a bill with `least`
   * edges to such pages, and so on. What is left becomes edges one by one.
   */
  private connect({ base, parts }: Block): void {
    const { least } = this;
    const rowOf = ({ page, mask }: Block['parts'][number]): Mask => page.window.rows.masked(page.row, mask);
    const sizes = parts.map(({ page, mask }) => page.window.rows.count(page.row, mask));
    const widest = parts[sizes.indexOf(Math.max(...sizes))];
    if (widest === undefined) return;
    let bills = rowOf(widest);
    let core = parts.map(() => false);
    for (let size = -1, grown = 0; grown > size;) {
      size = grown;
      core = parts.map(({ page, mask }, at) => {
        if ((sizes[at] ?? 0) < least) return false;
        return page.window.rows.count(page.row, intersection(bills, mask)) >= least;
      });
      const counts = new ColumnCounts(bills.length);
      parts.forEach((part, at) => core[at] === true && counts.add(rowOf(part)));
      bills = counts.atLeast(least);
      grown = core.filter(Boolean).length;
    }
    const first = parts[core.indexOf(true)]?.page.vertex;
    parts.forEach(({ page, mask }, at) => {
      const isCore = core[at] === true && first !== undefined;
      if (isCore) this.graph.merge(first, page.vertex);
      page.window.rows.forEach(page.row, isCore ? without(mask, bills) : mask, (index) => {
        this.graph.addEdges(page.vertex, base + index);
        this.edges.push({ bill: base + index, page, index });
      });
    });
    if (first === undefined) return;
    for (let index = 0; index < this.layer.columnCount; index++)
      if (hasBit(bills, index)) this.graph.merge(first, base + index);
  }

  private cellsOf({ isInside }: ThinCut): Thin['cells'] {
    const cells = this.edges
      .filter(({ bill, page }) => isInside(bill) !== isInside(page.vertex))
      .map(({ page, index }) => ({ index, interval: page.interval }));
    for (const { window, row, vertex, interval } of this.pages) {
      if (isInside(vertex) === isInside(GROUND)) continue;
      window.rows.forEach(row, window.unbilled, (index) => cells.push({ index, interval }));
    }
    return cells;
  }

  /**
   * Cuts of fewer than `least` cells, all of one meter: only a meter without which something falls apart can have one,
   * since otherwise they are sums of its bills. A spanning forest that is built meter by meter names all that can be such.
   */
  *thinCutsWithinOneMeter(least: number): Generator<Thin | undefined> {
    if (least <= 1) return;
    const components = this.graph.components();
    const componentCount = new Set([GROUND, ...this.pages.map(({ vertex }) => vertex)].map((at) => components.find(at)))
      .size;
    for (const meter of this.forest(componentCount).grown) {
      const { classes, count } = this.forest(componentCount, meter);
      if (count > componentCount) yield this.thinCutWithin(meter, classes, least);
    }
  }

  /** Joins pages and ground by the totals and unbilled cells of one meter after the other, until `enough` are left. */
  private forest(enough: number, except?: number) {
    const classes = new Classes(this.pages.length + 1);
    const grown: number[] = [];
    let count = this.pages.length + 1;
    const join = (meter: number): boolean => {
      const before = count;
      const firstPages = new Map<number, number>();
      this.forEachCell(meter, (page, total) => {
        const first = total === GROUND ? GROUND : (firstPages.get(total) ?? page.vertex);
        firstPages.set(total, first);
        if (classes.union(first, page.vertex)) count -= 1;
      });
      if (count < before) grown.push(meter);
      return count < before;
    };
    // The first meters join nearly everything; who joins what is left is asked of all the others at once.
    let idle = 0;
    for (let meter = 0; meter < this.layer.columnCount && idle < MOST_IDLE; meter++) {
      if (count <= enough) break;
      if (meter !== except) idle = join(meter) ? 0 : idle + 1;
    }
    for (;;) {
      const meter = count > enough ? this.nextJoining(classes, except) : undefined;
      if (meter === undefined) return { classes, count, grown };
      join(meter);
    }
  }

  /** A meter of which a total, or an unbilled cell, joins pages of two classes. */
  private nextJoining(classes: Classes, except: number | undefined): number | undefined {
    const others = maskOf(this.width).fill(-1);
    if (except !== undefined) clearBit(others, except);
    for (const { parts } of this.blocks.values()) {
      const byClass = new Map<number, Mask>();
      for (const { page, mask } of parts) {
        const found = byClass.get(classes.find(page.vertex)) ?? maskOf(this.width);
        page.window.rows.addTo(found, page.row, mask);
        byClass.set(classes.find(page.vertex), found);
      }
      const seen = maskOf(this.width);
      for (const mask of byClass.values()) {
        const joining = firstCommon(intersection(seen, mask), others);
        if (joining !== undefined) return joining;
        mask.forEach((word, at) => (seen[at] = (seen[at] ?? 0) | word));
      }
    }
    for (const { window, row, vertex } of this.pages) {
      if (classes.find(vertex) === classes.find(GROUND)) continue;
      const joining = firstCommon(window.rows.masked(row, window.unbilled), others);
      if (joining !== undefined) return joining;
    }
    return undefined;
  }

  private get width(): number {
    return (this.layer.columnCount + 31) >>> 5;
  }

  /** Visits a meter's cells with the total that each is in: a number beyond all pages, or the ground. */
  private forEachCell(meter: number, visit: (page: Page, total: number) => void): void {
    let window: LayerWindow | undefined;
    let billedIn = NOWHERE;
    for (const page of this.pages) {
      if (page.window !== window) {
        window = page.window;
        billedIn = window.billedIn.findIndex((mask) => mask !== undefined && hasBit(mask, meter));
        if (billedIn === -1) billedIn = hasBit(window.unbilled, meter) ? UNBILLED : NOWHERE;
      }
      if (billedIn === NOWHERE || !window.rows.has(page.row, meter)) continue;
      visit(page, billedIn === UNBILLED ? GROUND : this.totalVertex(billedIn, page.rate));
    }
  }

  private totalVertex(window: number, rate: string): number {
    return this.pages.length + 1 + window * this.rates.length + this.rates.indexOf(rate);
  }

  private thinCutWithin(meter: number, classes: Classes, least: number): Thin | undefined {
    const { windows } = this.layer;
    const graph = new CutGraph(this.pages.length + 1 + windows.length * this.rates.length);
    this.forEachCell(meter, (page, total) =>
      graph.addEdges(classes.find(page.vertex), total === GROUND ? classes.find(GROUND) : total),
    );
    const bills = this.newBlocks.flatMap(({ parts, window }) =>
      this.byRank.flatMap((index, rank): Ranked[] => {
        const part = parts.findLast(({ page, mask }) => hasBit(mask, index) && page.window.rows.has(page.row, index));
        if (part === undefined) return [];
        const vertex = index === meter ? this.totalVertex(window, part.page.rate) : classes.find(part.page.vertex);
        return [{ vertex, rank }];
      }),
    );
    const anchors = this.anchors.map((vertex) => classes.find(vertex));
    const cut = graph.thinCut(classes.find(GROUND), bills, anchors, least);
    if (cut === undefined) return undefined;
    const cells: { readonly index: number; readonly interval: number }[] = [];
    this.forEachCell(meter, (page, total) => {
      const end = total === GROUND ? classes.find(GROUND) : total;
      if (cut.isInside(classes.find(page.vertex)) !== cut.isInside(end))
        cells.push({ index: meter, interval: page.interval });
    });
    return { index: this.byRank[cut.rank] ?? 0, cells };
  }
}

function intersection(one: Mask, other: Mask): Mask {
  return one.map((word, at) => word & (other[at] ?? 0));
}

function without(one: Mask, other: Mask): Mask {
  return one.map((word, at) => word & ~(other[at] ?? 0));
}
