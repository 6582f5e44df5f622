/**
 * The slow twin of how pages close: by who holds what, meter by meter. Shares no code with `protocol/log/area-log.ts`; bills
 * are in `remnants.ts`. [P-7.2, P-8.2]
 */
import type { Scheme } from '../../schemas/types.ts';

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
  const loads = scheme.registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis);
  const isHeld = (index: number): boolean => {
    const { from, until } = meters[index]!;
    return from <= interval && interval < until && held.filter((holding) => holding.has(index)).length >= quorum;
  };
  const there = [...meters.keys()].filter((index) => isHeld(index));
  /** Whether two meters report the same load registers. */
  const isAlike = (one: number, other: number): boolean =>
    loads.every((obis) => meters[one]!.registers.includes(obis) === meters[other]!.registers.includes(obis));
  const { minMeters, minCrowd } = scheme.floors;
  const set = there.filter((index) => {
    const alike = there.filter((other) => isAlike(index, other));
    const hasLoad = loads.some((obis) => meters[index]!.registers.includes(obis));
    return !hasLoad || (alike.length >= minMeters && alike.length >= minCrowd);
  });
  const empty = loads.filter((obis) => !set.some((index) => meters[index]!.registers.includes(obis)));
  return { interval, set: new Set(set), empty: new Set(empty) };
}
