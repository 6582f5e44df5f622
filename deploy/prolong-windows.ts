/** More calendar windows behind those that a scheme lists: of the same periods, in the same zone, before the list is over. [P-2.6] */
import { HostError } from '../host/base/errors.ts';
import { type IntervalGrid, intervalStartMs } from '../protocol/grid/interval.ts';
import { readableTime } from '../protocol/grid/span.ts';
import { Windows } from '../protocol/grid/windows.ts';
import type { Billing } from '../schemas/types.ts';
import { type PeriodSpan, periodIntervals, runsOf } from './calendar.ts';
import { PERIODS, type Period } from './periods.ts';

const DAY_SECONDS = 86_400;
/** Days of a period, at least and at most: of a day that is longer or shorter by an hour, too. */
const DAYS: Readonly<Record<Period, readonly [number, number]>> = {
  day: [0.9, 1.1],
  week: [6.9, 7.1],
  month: [27.9, 31.1],
};

export interface Prolonged {
  readonly billing: Billing;
  readonly period: Period;
  readonly timeZone: string;
  /** How many windows came to the list, and where it ends now, as an interval. */
  readonly added: number;
  readonly end: number;
  /** Whether the list so far is of just these periods. Otherwise the first window that is new leads back to them. */
  readonly isRegular: boolean;
}

export interface ProlongChoice {
  readonly period: Period | undefined;
  readonly timeZone: string | undefined;
  /** Zones to look in, where none is said: those of this machine and of the tariffs. */
  readonly zones: readonly string[];
  readonly years: number;
}

/** What periods the list is of, by their length; undefined if of none. */
function periodOf(windows: Windows, { intervalSeconds }: IntervalGrid): Period | undefined {
  const last = windows.before(windows.listedEnd)?.count ?? 0;
  const days = (last * intervalSeconds) / DAY_SECONDS;
  return PERIODS.find((period) => days > DAYS[period][0] && days < DAYS[period][1]);
}

/** Whether every window of the list, but for the first, is just one period. */
function isOf(windows: Windows, starts: readonly number[]): boolean {
  const places = new Map(starts.map((start, at) => [start, at]));
  const [, ...others] = windows.between(windows.first, windows.listedEnd);
  return others.every(({ from, count }) => {
    const place = places.get(from);
    return place !== undefined && starts[place + 1] === from + count;
  });
}

/**
 * Throws HostError ERR_BILLING_ENDED for a list that is over, and ERR_USAGE for one that is not of calendar periods, of a zone that
 * nobody finds, or that goes further already.
 */
export function prolongWindows(
  billing: Billing,
  grid: IntervalGrid,
  { period: said, timeZone, zones, years }: ProlongChoice,
  nowMs: number,
): Prolonged {
  const windows = Windows.of(billing);
  const listedMs = intervalStartMs(windows.listedEnd, grid);
  if (listedMs <= nowMs)
    throw new HostError(
      'ERR_BILLING_ENDED',
      `the list of windows ended ${readableTime(listedMs)}: since then each window has the length of the last one, and no aggregator or meter takes another`,
    );
  const period = said ?? periodOf(windows, grid);
  if (period === undefined)
    throw new HostError(
      'ERR_USAGE',
      'these windows are no calendar periods: they go on with their last length by themselves; say --billing if they are to become periods',
    );
  const span: PeriodSpan = {
    afterMs: intervalStartMs(billing.firstInterval, grid) - 1,
    untilMs: Math.max(untilOf(nowMs, years), listedMs),
  };
  const startsIn = (zone: string): number[] => periodIntervals(period, zone, span, grid);
  const zone =
    timeZone ??
    zones.find((one) =>
      isOf(
        windows,
        attempted(() => startsIn(one)),
      ),
    );
  if (zone === undefined)
    throw new HostError(
      'ERR_USAGE',
      `the windows that are listed are no calendar ${period}s of ${zones.join(' or ')}: say --time-zone, the one that init was told`,
    );
  const starts = startsIn(zone);
  const isRegular = isOf(windows, starts);
  // Where a list is beside its zone by an hour, as after a change of rules, its first new window leads back.
  const ends = starts.filter((start) => start - windows.listedEnd >= windows.shortest / 2);
  const end = ends.at(-1);
  if (end === undefined)
    throw new HostError(
      'ERR_USAGE',
      `windows are listed until ${readableTime(listedMs)} already: say more --years than ${years}`,
    );
  const lengths = ends.map((one, at) => one - (ends[at - 1] ?? windows.listedEnd));
  const added = runsOf(lengths);
  const listed = [...billing.windows];
  const [first, last] = [added[0], listed.at(-1)];
  if (first !== undefined && last !== undefined && first.intervalCount === last.intervalCount) {
    listed[listed.length - 1] = { ...last, count: last.count + first.count };
    added.shift();
  }
  const prolonged = { ...billing, windows: [...listed, ...added] };
  return { billing: prolonged, period, timeZone: zone, added: lengths.length, end, isRegular };
}

function untilOf(nowMs: number, years: number): number {
  const until = new Date(nowMs);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return until.getTime();
}

/** No starts in a zone that does not fit. */
function attempted(starts: () => number[]): number[] {
  try {
    return starts();
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}
