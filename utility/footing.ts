/**
 * Footing: over windows whose every cell is billed, bills and loads are sums over the same cells, so they must be equal.
 * Windows that one bill covers together are compared together; while cells wait for a later bill, the difference must be
 * one that they can hold. [P-7.6]
 */
import type { AreaLog } from '../protocol/area-log.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import type { FootingSum, WindowFigure } from './archive.ts';
import type { Bills, OpenWindow } from './bills.ts';
import type { Loads } from './load.ts';

/** Cells of a window that no bill covers yet, and how many meters they are of. */
interface Outstanding {
  readonly byRegister: Map<string, number>;
  readonly meters: Set<number>;
}

export class Footing {
  private readonly log: AreaLog;
  private readonly bills: Bills;
  private readonly loads: Loads;
  /** What is on record, by sequence number. */
  private readonly recorded = new Map<number, string>();
  /** By sequence number: starts of the earlier windows whose cells its bills cover. Fixed once certified. */
  private readonly reaches = new Map<number, ReadonlySet<number>>();
  /** Windows that foot and whose loads are all final. */
  private readonly final = new Set<number>();
  private finalGroups: OpenWindow[][] = [];

  constructor(log: AreaLog, bills: Bills, loads: Loads) {
    this.log = log;
    this.bills = bills;
    this.loads = loads;
  }

  restore(figures: readonly WindowFigure[]): void {
    for (const figure of figures) this.recorded.set(figure.sequence, canonicalJson(figure));
  }

  /** Figures that are new or differ from those on record, which they supersede. */
  news(): WindowFigure[] {
    const outstanding = this.outstanding();
    const groups = this.groups();
    const isFinal = (group: readonly OpenWindow[]): boolean => group.every(({ bill }) => this.final.has(bill.sequence));
    const news = groups
      .filter((group) => !isFinal(group))
      .flatMap((group) => this.figuresOf(group, outstanding))
      .filter((figure) => {
        const text = canonicalJson(figure);
        if (this.recorded.get(figure.sequence) === text) return false;
        this.recorded.set(figure.sequence, text);
        return true;
      });
    this.finalGroups = groups.filter(isFinal);
    return news;
  }

  /** Windows that are compared together, foot, and whose loads are all final: no figure of them can change any more. */
  get settled(): readonly (readonly OpenWindow[])[] {
    return this.finalGroups;
  }

  forget(sequence: number): void {
    this.recorded.delete(sequence);
    this.reaches.delete(sequence);
    this.final.delete(sequence);
  }

  /** Billed windows, those with a common bill together. */
  private groups(): OpenWindow[][] {
    const groups = new Map<number, OpenWindow[]>();
    for (const window of this.bills.all) {
      const joined = new Set([...this.reachOf(window)].flatMap((start) => groups.get(start) ?? []));
      const group = [...joined, window];
      for (const { bill } of group) groups.set(bill.window.from, group);
    }
    return [...new Set(groups.values())];
  }

  private windowStart(interval: number): number {
    const { firstInterval, intervalCount } = this.log.scheme.billing;
    return interval - ((interval - firstInterval) % intervalCount);
  }

  private reachOf({ bill }: OpenWindow): ReadonlySet<number> {
    const known = this.reaches.get(bill.sequence);
    if (known !== undefined) return known;
    const starts = new Set<number>();
    for (const { enrolled, from } of bill.meters.values()) {
      this.log.forEachCell(enrolled, from, bill.window.from, (interval) => starts.add(this.windowStart(interval)));
    }
    this.reaches.set(bill.sequence, starts);
    return starts;
  }

  /** By window start. */
  private outstanding(): Map<number, Outstanding> {
    const { log } = this;
    const found = new Map<number, Outstanding>();
    const end = log.nextWindow.from;
    for (const enrolled of log.roster.meters) {
      log.forEachCell(enrolled, log.unbilledFrom(enrolled.index), end, (interval, registerIndex) => {
        const start = this.windowStart(interval);
        const window = found.get(start) ?? { byRegister: new Map<string, number>(), meters: new Set<number>() };
        const register = enrolled.meter.registers[registerIndex] ?? '';
        window.byRegister.set(register, (window.byRegister.get(register) ?? 0) + 1);
        window.meters.add(enrolled.index);
        found.set(start, window);
      });
    }
    return found;
  }

  /** Nothing while it can't be said: a bill is not verified, or a load not open. */
  private figuresOf(group: readonly OpenWindow[], outstanding: ReadonlyMap<number, Outstanding>): WindowFigure[] {
    if (!group.every((window) => this.bills.hasVerifiedAll(window))) return [];
    const loads = this.loadSums(group);
    if (loads === undefined) return [];
    const billed = billedSums(group);
    const sums: FootingSum[] = [...loads.sums].map(([register, loadWh]) => ({
      register,
      billedWh: billed.get(register) ?? 0,
      loadWh,
    }));
    const problem = sums.flatMap(({ register, billedWh, loadWh }) => {
      const cells = group.reduce(
        (total, { bill }) => total + (outstanding.get(bill.window.from)?.byRegister.get(register) ?? 0),
        0,
      );
      const restWh = loadWh - billedWh;
      if (restWh >= 0 && restWh <= cells * this.log.scheme.maxReadingWh) return [];
      const rest = cells === 0 ? '' : `, and ${cells} outstanding cells cannot hold the difference`;
      return [`${register}: bills and loads differ${rest}`];
    })[0];
    const windows = group.map(({ bill }) => bill.window.from);
    const isOutstanding = windows.some((start) => outstanding.has(start));
    const state = problem !== undefined ? 'differs' : isOutstanding ? 'outstanding' : 'footed';
    if (state === 'footed' && loads.isFinal) for (const { bill } of group) this.final.add(bill.sequence);
    return group.map(({ bill }) => {
      const own = outstanding.get(bill.window.from);
      const outstandingCells = [...(own?.byRegister.values() ?? [])].reduce((total, cells) => total + cells, 0);
      const reason = problem ?? reasonOf(group.length, outstandingCells, own?.meters.size ?? 0, isOutstanding);
      const { sequence } = bill;
      const doesFoot = state === 'footed';
      return { sequence, ...bill.window, state, doesFoot, reason, windows, outstandingCells, sums };
    });
  }

  /** By register, of those that are loads on every page; undefined while a load is not open. */
  private loadSums(group: readonly OpenWindow[]) {
    const { log } = this;
    const sums = new Map(log.scheme.registers.map(({ obis }) => [obis, 0]));
    let isFinal = true;
    for (const { bill } of group) {
      const { from, count } = bill.window;
      for (let interval = from; interval < from + count; interval++) {
        const page = log.pages.get(interval);
        if (page === undefined) continue;
        for (const register of sums.keys()) {
          if (page.empty.has(register)) continue;
          // It became a load later: its bills cover cells that no load does.
          if (!page.loads.includes(register)) sums.delete(register);
          else {
            const figure = this.loads.figureAt(interval, register);
            if (figure?.totalWh === undefined) return undefined;
            isFinal &&= figure.status === 'verified';
            sums.set(register, (sums.get(register) ?? 0) + figure.totalWh);
          }
        }
      }
    }
    return { sums, isFinal };
  }
}

function billedSums(group: readonly OpenWindow[]): Map<string, number> {
  const billed = new Map<string, number>();
  for (const window of group) {
    for (const { release } of window.meters.values()) {
      for (const line of window.figures.get(release.enrolled.index)?.lines ?? [])
        billed.set(line.register, (billed.get(line.register) ?? 0) + line.totalWh);
    }
  }
  return billed;
}

function reasonOf(windows: number, cells: number, meters: number, isOutstanding: boolean): string {
  if (cells > 0) return `${cells} cells of ${meters} ${meters === 1 ? 'meter' : 'meters'} wait for a later bill`;
  if (isOutstanding) return 'compared together with a window that has cells waiting for a later bill';
  return windows === 1 ? 'bills and loads are equal' : `bills and loads of ${windows} windows together are equal`;
}
