/**
 * Calendar periods as billing windows: where months, weeks and days of a zone begin, listed ahead in intervals. The only place
 * that knows time zones when a deployment is planned: whoever runs it needs no calendar. [P-2.6]
 */
import { Temporal } from 'temporal-polyfill';
import { HostError } from '../host/base/errors.ts';
import { type IntervalGrid, intervalAt, intervalStartMs } from '../protocol/grid/interval.ts';
import type { WallClock } from '../protocol/money/compile.ts';
import type { Billing, WindowRun } from '../schemas/types.ts';
import type { CalendarChoice, Period } from './periods.ts';

/** How far ahead windows are listed; the list can be prolonged later. */
const LISTED_YEARS = 20;

/** The zone that this machine is set to. */
export function machineZone(): string {
  return Temporal.Now.timeZoneId();
}

/** What a zone's clocks show, for compiling tariffs. Throws HostError ERR_USAGE for a zone that nobody knows. */
export function wallClock(timeZone: string): WallClock {
  assertZone(timeZone);
  return {
    offsetSecondsAt: (unixMs) =>
      Temporal.Instant.fromEpochMilliseconds(unixMs).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e9,
  };
}

/** When a local day begins. Throws HostError ERR_USAGE for what is none. */
export function dayBeginsMs(text: string, timeZone: string, option: string): number {
  assertZone(timeZone);
  try {
    return beginsMs(Temporal.PlainDate.from(text, { overflow: 'reject' }), timeZone);
  } catch {
    throw new HostError('ERR_USAGE', `${option} ${text} is no day: say one such as 2027-01-01`);
  }
}

/** Throws HostError ERR_USAGE for a zone that nobody knows. */
function assertZone(timeZone: string): void {
  try {
    Temporal.Now.zonedDateTimeISO(timeZone);
  } catch {
    throw new HostError('ERR_USAGE', `no such zone is known: ${timeZone}; say one such as Europe/Berlin`);
  }
}

/** First day of the period that a day is in. */
function startOf(period: Period, day: Temporal.PlainDate): Temporal.PlainDate {
  switch (period) {
    case 'month':
      return day.with({ day: 1 });
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 });
    case 'day':
      return day;
  }
}

const STEPS = { month: { months: 1 }, week: { weeks: 1 }, day: { days: 1 } } as const;

/** When a local day begins, in Unix milliseconds: its first moment, where midnight is skipped. */
function beginsMs(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

/** Beginnings of the periods after a time, in Unix milliseconds, for so many years; the first is the next to come. */
export function periodStarts(period: Period, timeZone: string, afterMs: number, years: number): number[] {
  const today = Temporal.Instant.fromEpochMilliseconds(afterMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const end = today.add({ years });
  const starts: number[] = [];
  for (
    let day = startOf(period, today);
    Temporal.PlainDate.compare(day, end) <= 0;
    day = startOf(period, day.add(STEPS[period]))
  ) {
    const atMs = beginsMs(day, timeZone);
    if (atMs > afterMs) starts.push(atMs);
  }
  return starts;
}

/** What to say where a period does not begin with an interval. */
function misfit(atMs: number, starts: readonly number[], { timeZone }: CalendarChoice, grid: IntervalGrid): HostError {
  const { intervalSeconds, intervalOffsetSeconds } = grid;
  const offsets = new Set(starts.map((ms) => (ms / 1_000) % intervalSeconds));
  const [only] = offsets;
  const fix =
    offsets.size === 1 && only !== undefined
      ? `say --interval-offset ${only}, or the zone that is meant (--time-zone)`
      : `its clocks change by less than an interval, so no --interval-offset fits all of them: say a shorter --interval, such as ${
          [3_600, 1_800, 900].find((length) => length < intervalSeconds) ?? 300
        }s, --time-zone UTC, or --window with a length`;
  return new HostError(
    'ERR_USAGE',
    `--billing: in ${timeZone} a period begins at ${new Date(atMs).toISOString()}, and no interval of ${intervalSeconds} s with offset ${intervalOffsetSeconds} does: ${fix}`,
  );
}

/** Lengths as runs. */
export function runsOf(lengths: readonly number[]): WindowRun[] {
  const runs: WindowRun[] = [];
  for (const intervalCount of lengths) {
    const last = runs.at(-1);
    if (last?.intervalCount === intervalCount) last.count += 1;
    else runs.push({ count: 1, intervalCount });
  }
  return runs;
}

/**
 * Intervals of the shortest whole period. Throws HostError ERR_USAGE for a zone that nobody knows, or periods that do not begin
 * with an interval.
 */
export function shortestPeriod(choice: CalendarChoice, nowMs: number, grid: IntervalGrid): number {
  const starts = startIntervals(choice, nowMs, grid);
  return Math.min(...starts.slice(1).map((start, at) => start - (starts[at] ?? 0)));
}

export interface PeriodSpan {
  readonly afterMs: number;
  readonly untilMs: number;
}

/** The intervals that periods after a time begin with, up to another. Throws HostError ERR_USAGE as `shortestPeriod`. */
export function periodIntervals(period: Period, timeZone: string, span: PeriodSpan, grid: IntervalGrid): number[] {
  assertZone(timeZone);
  const years = Math.ceil((span.untilMs - span.afterMs) / (365 * 86_400_000));
  const startsMs = periodStarts(period, timeZone, span.afterMs, years).filter((atMs) => atMs <= span.untilMs);
  return startsMs.map((atMs) => {
    const interval = intervalAt(atMs, grid);
    if (intervalStartMs(interval, grid) !== atMs)
      throw misfit(atMs, startsMs, { period, timeZone, from: undefined }, grid);
    return interval;
  });
}

function startIntervals({ period, timeZone }: CalendarChoice, nowMs: number, grid: IntervalGrid): number[] {
  const until = new Date(nowMs);
  until.setUTCFullYear(until.getUTCFullYear() + LISTED_YEARS);
  return periodIntervals(period, timeZone, { afterMs: nowMs, untilMs: until.getTime() }, grid);
}

/**
 * The windows of a new deployment: from the next interval, or from the beginning of a day on, to the end of its period, and
 * then whole periods. What is left of the first is billed with the next one where it is shorter than `least` intervals.
 * Throws HostError ERR_USAGE as `shortestPeriod`, and for a day that is none or has begun.
 */
export function calendarBilling(choice: CalendarChoice, nowMs: number, least: number, grid: IntervalGrid): Billing {
  const starts = startIntervals(choice, nowMs, grid);
  const firstInterval =
    choice.from === undefined ? intervalAt(nowMs, grid) + 1 : firstOf(choice.from, choice, nowMs, grid);
  const ends = starts.filter((start) => start - firstInterval >= least);
  return { firstInterval, windows: runsOf(ends.map((end, at) => end - (ends[at - 1] ?? firstInterval))) };
}

function firstOf(text: string, choice: CalendarChoice, nowMs: number, grid: IntervalGrid): number {
  const atMs = dayBeginsMs(text, choice.timeZone, '--billing-from');
  if (atMs <= nowMs)
    throw new HostError('ERR_USAGE', `--billing-from ${text} has begun in ${choice.timeZone}: say a day to come`);
  const interval = intervalAt(atMs, grid);
  if (intervalStartMs(interval, grid) !== atMs) throw misfit(atMs, [atMs], choice, grid);
  return interval;
}
