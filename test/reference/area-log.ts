/**
 * The slow twin of the area log: keeps the entries and works every question out from the first one again, cell by cell.
 * Shares no code with `protocol/area-log.ts`. [P-7.2, P-7.5]
 */
import type { Scheme } from '../../schemas/types.ts';
import { type SlowCell, slowExposure } from '../release/slow-graph.ts';
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
    const isReading = having.length === 1 && scheme.floors.minIntervals > 1;
    if (isLoad && (having.length < scheme.floors.minMeters || isReading)) empty.add(obis);
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

export type SlowVerdict = 'released' | 'fewIntervals' | 'notHeld' | 'companion' | 'left' | 'nothing';

/** What came of the windows before. */
export interface SlowPast {
  /** By meter: first interval that no bill of it covers. */
  readonly billedUntil: readonly number[];
  /** By meter: from which interval on its last cells are waived. */
  readonly waivedFrom: ReadonlyMap<number, number>;
  /** The bill total that covers a cell, by meter and interval; of the windows before. */
  readonly billOf: (meter: number, interval: number) => string | undefined;
}

/** What becomes of each meter in the bill of a window. */
export function slowBill(
  scheme: Scheme,
  meters: readonly SlowMeter[],
  pages: readonly SlowPage[],
  past: SlowPast,
  from: number,
  holdings: readonly ReadonlySet<number>[],
): SlowVerdict[] {
  const end = from + scheme.billing.intervalCount;
  const { billedUntil, waivedFrom } = past;
  const lines = meters.map((_, index) => slowLines(scheme, meters, pages, index, billedUntil[index]!, end));
  const verdicts = meters.map((meter, index): SlowVerdict => {
    if (lines[index]!.size === 0 || waivedFrom.has(index)) return 'nothing';
    if ([...lines[index]!.values()].some((count) => count < scheme.floors.minIntervals))
      return meter.until <= end ? 'left' : 'fewIntervals';
    return holdings.filter((holding) => holding.has(index)).length < scheme.threshold ? 'notHeld' : 'released';
  });
  const cells = (index: number): number => [...lines[index]!.values()].reduce((sum, count) => sum + count, 0);
  const since = (index: number): number => {
    const first = pages.find(
      (page) =>
        page.interval >= billedUntil[index]! &&
        page.set.has(index) &&
        meters[index]!.registers.some((register) => !page.empty.has(register)),
    );
    return Math.floor(((first?.interval ?? from) - scheme.billing.firstInterval) / scheme.billing.intervalCount);
  };
  for (;;) {
    const order = [...meters.keys()]
      .filter((index) => verdicts[index] === 'released')
      .toSorted(
        (a, b) =>
          Number(meters[a]!.until <= end) - Number(meters[b]!.until <= end) ||
          since(b) - since(a) ||
          cells(a) - cells(b) ||
          a - b,
      );
    const rank = slowExposure(
      graphCells(scheme, meters, pages, past, end, verdicts),
      order.flatMap((index, at) =>
        [...lines[index]!.keys()].map((line) => ({
          register: line.split('/')[0]!,
          rank: at,
          vertex: `new ${index} ${line}`,
        })),
      ),
      scheme.floors,
    );
    if (rank === Number.POSITIVE_INFINITY) return verdicts;
    verdicts[order[rank]!] = 'companion';
  }
}

function graphCells(
  scheme: Scheme,
  meters: readonly SlowMeter[],
  pages: readonly SlowPage[],
  { waivedFrom, billedUntil, billOf }: SlowPast,
  end: number,
  verdicts: readonly SlowVerdict[],
): SlowCell[] {
  const loads = new Set(scheme.registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis));
  return pages.flatMap(({ interval, set, empty }) =>
    [...set].flatMap((meter) =>
      meters[meter]!.registers.filter((register) => loads.has(register) && !empty.has(register)).map((register) => {
        const line = `${register}/${slowRate(scheme, interval).name}`;
        const before = billOf(meter, interval);
        const isNew = verdicts[meter] === 'released' && interval >= billedUntil[meter]! && interval < end;
        return {
          register,
          meter,
          interval,
          bill: before === undefined ? (isNew ? `new ${meter} ${line}` : undefined) : `${before} ${meter} ${line}`,
          isWaived:
            before === undefined &&
            (interval >= (waivedFrom.get(meter) ?? Number.POSITIVE_INFINITY) || verdicts[meter] === 'left'),
        };
      }),
    ),
  );
}
