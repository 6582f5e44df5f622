/** Spans of time as readers see them: ISO 8601 in UTC, half-open. Computed, since machines have no clock and no calendar. [P-2.1] */
import { type IntervalGrid, type Window, intervalStartMs } from './interval.ts';

/** `begin` is in it, `end` is the first moment that is not. */
export interface Span {
  readonly begin: string;
  readonly end: string;
}

const DAY_MS = 86_400_000;
/** A leap year comes every fourth year, but for three centuries in four: so all in days of one 400-year cycle. */
const DAYS_OF_CYCLE = 146_097;
/** From 0000-03-01 to 1970-01-01. */
const EPOCH_DAY = 719_468;

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}

/** Years that begin in March, so that the leap day is the last one. After "chrono-Compatible Low-Level Date Algorithms". */
function dayText(unixDay: number): string {
  const day = unixDay + EPOCH_DAY;
  const cycle = Math.floor(day / DAYS_OF_CYCLE);
  const inCycle = day - cycle * DAYS_OF_CYCLE;
  const yearOfCycle = Math.floor(
    (inCycle - Math.floor(inCycle / 1_460) + Math.floor(inCycle / 36_524) - Math.floor(inCycle / (DAYS_OF_CYCLE - 1))) /
      365,
  );
  const inYear = inCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const marchMonth = Math.floor((5 * inYear + 2) / 153);
  const dayOfMonth = inYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}`;
}

/** "2026-01-05T06:15:00Z", with milliseconds only where there are some. Years 0 to 9999. */
export function isoTime(unixMs: number): string {
  const day = Math.floor(unixMs / DAY_MS);
  const inDay = unixMs - day * DAY_MS;
  const ms = inDay % 1_000;
  const seconds = Math.floor(inDay / 1_000);
  const time = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map((one) => digits(one, 2));
  return `${dayText(day)}T${time.join(':')}${ms === 0 ? '' : `.${digits(ms, 3)}`}Z`;
}

/** Consecutive intervals as a span of time. */
export function spanOf({ from, count }: Window, grid: IntervalGrid): Span {
  return { begin: isoTime(intervalStartMs(from, grid)), end: isoTime(intervalStartMs(from + count, grid)) };
}

/** "2026-01-05 06:15:30 UTC", as a sentence has it. */
export function readableTime(unixMs: number): string {
  return `${isoTime(unixMs).slice(0, 19).replace('T', ' ')} UTC`;
}

/** The start of an interval: "2018-10-29 00:15 UTC", with seconds only where intervals begin between minutes. */
export function formatInterval(interval: number, grid: IntervalGrid): string {
  const text = readableTime(intervalStartMs(interval, grid));
  const isOnMinutes = grid.intervalSeconds % 60 === 0 && grid.intervalOffsetSeconds % 60 === 0;
  return isOnMinutes ? text.replace(/:\d\d UTC$/, ' UTC') : text;
}
