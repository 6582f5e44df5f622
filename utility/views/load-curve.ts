/**
 * Loads as curves: one for each area, or one for all areas with a label, with peak, load factor and a naive forecast. Made of totals
 * that were opened, and of nothing else: a sum of areas is only where the load of each of them is. [P-7.6, P-8.3]
 */
import { type IntervalGrid } from '../../protocol/grid/interval.ts';
import { type RegisterUnit, ENERGY_UNIT } from '../../protocol/grid/register.ts';
import { type Span, spanOf } from '../../protocol/grid/span.ts';
import type { AreaLabels } from '../../schemas/types.ts';
import type { ListedLoad } from './figure-list.ts';

/** What areas are labelled with. */
export const LABELS = ['feeder', 'supplier', 'community'] as const;
export type Label = (typeof LABELS)[number];

export interface CurvePoint extends Span {
  readonly interval: number;
  /** Undefined unless the load of every area is known. */
  readonly totalUnits: number | undefined;
  /** Whether it can't be superseded any more. */
  readonly isFinal: boolean;
  /** Meters in it, and in the rosters then, of the areas whose load is known. */
  readonly meters: number;
  readonly of: number;
  /** Areas whose load is not known. */
  readonly lacking: readonly string[];
}

export interface LoadCurve {
  /** The area, or the value of the label. */
  readonly name: string;
  readonly areas: readonly string[];
  readonly register: string;
  readonly unit: RegisterUnit;
  /** Consecutive intervals, from the first to the last of which any area has a load. */
  readonly points: readonly CurvePoint[];
}

/** Areas by name of the curve: each by itself, or those with one value of a label together; those without it are in none. */
export function groupsOf(
  areas: readonly string[],
  labels: readonly AreaLabels[],
  by: Label | undefined,
): Map<string, readonly string[]> {
  if (by === undefined) return new Map(areas.map((area) => [area, [area]]));
  const groups = new Map<string, string[]>();
  for (const area of areas) {
    const value = labels.find((one) => one.area === area)?.[by];
    if (value !== undefined) groups.set(value, [...(groups.get(value) ?? []), area]);
  }
  return new Map([...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function pointOf(
  interval: number,
  areas: readonly string[],
  known: ReadonlyMap<string, ListedLoad>,
  grid: IntervalGrid,
): CurvePoint {
  const loads = areas.map((area) => known.get(area));
  const lacking = areas.filter((_, at) => loads[at]?.totalUnits === undefined);
  const there = loads.filter((load) => load?.totalUnits !== undefined);
  const sum = (of: (load: ListedLoad) => number): number =>
    there.reduce((all, load) => all + (load === undefined ? 0 : of(load)), 0);
  return {
    interval,
    ...spanOf({ from: interval, count: 1 }, grid),
    totalUnits: lacking.length > 0 ? undefined : sum(({ totalUnits = 0 }) => totalUnits),
    isFinal: lacking.length === 0 && there.every((load) => load?.status === 'verified'),
    meters: sum(({ meters }) => meters),
    of: sum(({ of }) => of),
    lacking,
  };
}

/** `loads`: of any areas and registers, in any order. A curve for each group and register, in their order. */
export function curvesOf(
  groups: ReadonlyMap<string, readonly string[]>,
  loads: Iterable<ListedLoad>,
  grid: IntervalGrid,
): LoadCurve[] {
  const byRegister = new Map<string, Map<number, Map<string, ListedLoad>>>();
  const units = new Map<string, RegisterUnit>();
  for (const load of loads) {
    units.set(load.register, load.unit);
    const intervals = byRegister.get(load.register) ?? new Map<number, Map<string, ListedLoad>>();
    byRegister.set(load.register, intervals);
    const areas = intervals.get(load.interval) ?? new Map<string, ListedLoad>();
    intervals.set(load.interval, areas.set(load.area, load));
  }
  const curves: LoadCurve[] = [];
  for (const [name, areas] of groups)
    for (const [register, intervals] of byRegister) {
      const own = [...intervals].filter(([, known]) => areas.some((area) => known.has(area))).map(([at]) => at);
      if (own.length === 0) continue;
      const first = own.reduce((least, at) => Math.min(least, at));
      const last = own.reduce((most, at) => Math.max(most, at));
      const points = Array.from({ length: last - first + 1 }, (_, at) =>
        pointOf(first + at, areas, intervals.get(first + at) ?? new Map<string, ListedLoad>(), grid),
      );
      curves.push({ name, areas, register, unit: units.get(register) ?? ENERGY_UNIT, points });
    }
  return curves;
}

export interface CurveSummary extends Span {
  readonly name: string;
  readonly areas: readonly string[];
  readonly register: string;
  readonly unit: RegisterUnit;
  /** Intervals whose load is known, of so many. All figures are of these. */
  readonly known: number;
  readonly of: number;
  readonly totalUnits: number;
  /** The most of one interval, and when. */
  readonly peakUnits: number;
  readonly peakBegin: string;
  /** Of energy: the mean power of the peak's interval. */
  readonly peakW: number | undefined;
  /** Mean over peak, in percent to two decimals; undefined if nothing was used. */
  readonly loadFactor: number | undefined;
}

/** Undefined while no load of it is known. */
export function summaryOf({ points, ...frame }: LoadCurve, grid: IntervalGrid): CurveSummary | undefined {
  let [known, totalUnits] = [0, 0];
  let peak: CurvePoint | undefined;
  for (const point of points) {
    if (point.totalUnits === undefined) continue;
    known += 1;
    totalUnits += point.totalUnits;
    if (peak?.totalUnits === undefined || point.totalUnits > peak.totalUnits) peak = point;
  }
  const [first, last] = [points[0], points.at(-1)];
  if (peak?.totalUnits === undefined || first === undefined || last === undefined) return undefined;
  const peakUnits = peak.totalUnits;
  return {
    ...frame,
    begin: first.begin,
    end: last.end,
    known,
    of: points.length,
    totalUnits,
    peakUnits,
    peakBegin: peak.begin,
    peakW: frame.unit === ENERGY_UNIT ? Math.round((peakUnits * 3_600) / grid.intervalSeconds) : undefined,
    loadFactor: peakUnits === 0 ? undefined : Math.round((10_000 * totalUnits) / (peakUnits * known)) / 100,
  };
}

const WEEK_SECONDS = 604_800;
const DAY_SECONDS = 86_400;
/** So many weeks are looked back. */
const MOST_WEEKS = 4;

export interface ForecastPoint extends Span {
  readonly name: string;
  readonly register: string;
  readonly unit: RegisterUnit;
  /** Undefined where none of the weeks before has that interval. */
  readonly forecastUnits: number | undefined;
  /** Weeks that it is the mean of. */
  readonly weeks: number;
}

/**
 * The day after the last known load: of each interval the mean of the same interval of the same weekday (by UTC) in the four weeks
 * before, of those that are known, rounded to whole units. Empty where a week is no whole number of intervals.
 */
export function forecastOf({ name, register, unit, points }: LoadCurve, grid: IntervalGrid): ForecastPoint[] {
  const lag = WEEK_SECONDS / grid.intervalSeconds;
  const last = points.findLast(({ totalUnits }) => totalUnits !== undefined);
  const first = points[0];
  if (last === undefined || first === undefined || !Number.isInteger(lag)) return [];
  return Array.from({ length: Math.floor(DAY_SECONDS / grid.intervalSeconds) }, (_, at) => {
    const interval = last.interval + 1 + at;
    const before = Array.from({ length: MOST_WEEKS }, (_none, week) => {
      return points[interval - (week + 1) * lag - first.interval]?.totalUnits;
    }).filter((units) => units !== undefined);
    const mean = before.reduce((sum, units) => sum + units, 0) / before.length;
    return {
      name,
      register,
      unit,
      ...spanOf({ from: interval, count: 1 }, grid),
      forecastUnits: before.length === 0 ? undefined : Math.round(mean),
      weeks: before.length,
    };
  });
}
