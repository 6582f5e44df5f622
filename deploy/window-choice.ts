/** What one bill covers: calendar periods of a zone where people are billed, so many seconds or all of a replay to try it. */
import { HostError } from '../host/base/errors.ts';
import type { IntervalGrid } from '../protocol/grid/interval.ts';
import type { Billing } from '../schemas/types.ts';
import type { CalendarChoice, Period } from './periods.ts';

export interface WindowChoice {
  /** All windows are so long, wherever days begin. */
  readonly windowSeconds: number | undefined;
  /** Calendar months unless said, of the zone that this machine is set to. */
  readonly period: Period | undefined;
  readonly timeZone: string | undefined;
  readonly billingFrom: string | undefined;
}

/** Intervals without new consumption at the end of a replay, so that voided energy finds its bill. */
export const RUN_OFF_INTERVALS = 8;

/** Whole intervals. Throws HostError ERR_USAGE. */
function wholeIntervals(windowSeconds: number, { intervalSeconds }: IntervalGrid): number {
  const below = windowSeconds - (windowSeconds % intervalSeconds);
  if (below === windowSeconds) return windowSeconds / intervalSeconds;
  const near = [below, below + intervalSeconds].filter((seconds) => seconds > 0).join(' or ');
  throw new HostError(
    'ERR_USAGE',
    `--window ${windowSeconds} s is not a whole number of intervals of ${intervalSeconds} s: say ${near}, or another --interval`,
  );
}

/** The windows of a new deployment, once its floors are known: those depend on the shortest. */
export interface PlannedWindows {
  readonly shortest: number;
  /** `least`: intervals that the first window has, where it begins in the middle of a period. */
  readonly billing: (least: number) => Billing;
  /** How bills are told to people: `calendar months of Europe/Berlin`; undefined where they are no periods. */
  readonly text: string | undefined;
}

/**
 * `replayed`: intervals of the source, of which one bill is of all, where nothing else is said. Throws HostError ERR_USAGE for
 * periods that do not begin with an interval, and lengths that are no whole intervals.
 */
export async function planWindows(
  choice: WindowChoice,
  grid: IntervalGrid,
  firstInterval: number,
  replayed: number | undefined,
): Promise<PlannedWindows> {
  const { windowSeconds } = choice;
  const plain = (intervalCount: number): PlannedWindows => ({
    shortest: intervalCount,
    billing: () => ({ firstInterval, windows: [{ count: 1, intervalCount }] }),
    text: undefined,
  });
  if (windowSeconds !== undefined) return plain(wholeIntervals(windowSeconds, grid));
  if (replayed !== undefined) return plain(replayed + RUN_OFF_INTERVALS);
  // Loaded where it is needed: nobody else knows time zones.
  const { calendarBilling, machineZone, shortestPeriod } = await import('./calendar.ts');
  const { period = 'month', timeZone = machineZone(), billingFrom } = choice;
  const calendar: CalendarChoice = { period, timeZone, from: billingFrom };
  const nowMs = Date.now();
  return {
    shortest: shortestPeriod(calendar, nowMs, grid),
    billing: (least) => calendarBilling(calendar, nowMs, least, grid),
    text: `a calendar ${period} of ${timeZone}`,
  };
}
