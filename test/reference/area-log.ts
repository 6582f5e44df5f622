/**
 * The slow twin of the area log: keeps the entries and works every question out from the first one again, cell by cell.
 * Shares no code with `protocol/area-log.ts`. [P-7.2, P-7.5]
 */
import type { Scheme } from '../../schemas/types.ts';
import { slowRate } from './calendar.ts';

export interface SlowMeter {
  readonly registers: readonly string[];
  readonly from: number;
  readonly until: number;
}

export interface SlowPage {
  readonly interval: number;
  readonly set: ReadonlySet<number>;
  readonly empty: ReadonlySet<string>;
}

/** The set of a page and its empty registers, by what each aggregator says it holds. */
export function slowClose(
  scheme: Scheme,
  meters: readonly SlowMeter[],
  quorum: number,
  interval: number,
  held: readonly ReadonlySet<number>[],
): SlowPage {
  const set = new Set<number>();
  for (const [index, meter] of meters.entries()) {
    const isIn = meter.from <= interval && interval < meter.until;
    if (isIn && held.filter((holding) => holding.has(index)).length >= quorum) set.add(index);
  }
  const empty = new Set<string>();
  for (const { obis, isLoad } of scheme.registers) {
    const having = [...set].filter((index) => meters[index]!.registers.includes(obis));
    if (isLoad && having.length < scheme.floors.minMeters) empty.add(obis);
  }
  return { interval, set, empty };
}

/** Number of cells by `register/rate` of one meter, over pages in [from, end). */
export function slowLines(
  scheme: Scheme,
  meters: readonly SlowMeter[],
  pages: readonly SlowPage[],
  index: number,
  from: number,
  end: number,
): Map<string, number> {
  const cells = new Map<string, number>();
  for (const page of pages) {
    if (page.interval < from || page.interval >= end || !page.set.has(index)) continue;
    for (const register of meters[index]!.registers) {
      if (page.empty.has(register)) continue;
      const name = `${register}/${slowRate(scheme, page.interval).name}`;
      cells.set(name, (cells.get(name) ?? 0) + 1);
    }
  }
  return cells;
}

export type SlowVerdict = 'released' | 'fewIntervals' | 'notHeld' | 'nothing';

/** What becomes of each meter in a bill; `billedUntil`: first interval that no bill of it covers. */
export function slowBill(
  scheme: Scheme,
  meters: readonly SlowMeter[],
  pages: readonly SlowPage[],
  billedUntil: readonly number[],
  end: number,
  holdings: readonly ReadonlySet<number>[],
): SlowVerdict[] {
  return meters.map((_meter, index) => {
    const lines = slowLines(scheme, meters, pages, index, billedUntil[index]!, end);
    if (lines.size === 0) return 'nothing';
    if ([...lines.values()].some((count) => count < scheme.floors.minIntervals)) return 'fewIntervals';
    return holdings.filter((holding) => holding.has(index)).length < scheme.threshold ? 'notHeld' : 'released';
  });
}
