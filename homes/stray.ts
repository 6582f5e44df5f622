/**
 * Rows far away in time from all others: a clock that was never set, or a year mistyped. Fitted into intervals they would
 * make a span of decades with nothing in it.
 */
import { HouseholdError } from './household.ts';
import type { Times } from './spacing.ts';

const DAY_SECONDS = 86_400;
/** A shorter gap may be an outage. */
const LEAST_GAP_SECONDS = 31 * DAY_SECONDS;
const YEAR_SECONDS = 366 * DAY_SECONDS;
/** Rows beyond a gap that are no more than this part of the file are strays, and so are this many. */
const MOST_PART = 0.01;
const FEW = 2;
const LARGEST_SPAN_YEARS = 20;
/** That nobody has a row for so long is no outage: the clock of some meters was never set. */
const LARGEST_GAP_SECONDS = 180 * DAY_SECONDS;
/** Takes four bytes. */
const LARGEST_SHORT = 2 ** 32 - 1;

type Seconds = Float64Array | Uint32Array;

interface Row {
  readonly unixSeconds: number;
  readonly line: number;
}

function utc(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().replace('.000', '');
}

function spanText(seconds: number): string {
  const days = Math.round(seconds / DAY_SECONDS);
  return days < 700 ? `${days} days` : `${Math.round(days / 365.25)} years`;
}

/**
 * Throws ERR_CSV_ROW that names the line of the first of few rows which all others are far away from, or ERR_CSV_INTERVAL for
 * more of them.
 */
export function refuseStrays(homes: readonly Times[]): void {
  const seconds = sortedTimes(homes);
  const stray = strayIn(seconds);
  if (stray === undefined) return refuseSpan(homes, seconds);
  const { isBefore, edge, gap } = stray;
  const found = firstRow(homes, (time) => (isBefore ? time <= edge : time >= edge));
  throw new HouseholdError(
    'ERR_CSV_ROW',
    `line ${found.line}: ${utc(found.unixSeconds)} is ${spanText(gap)} ${isBefore ? 'before' : 'after'} the rows of all others; correct its year, or remove it (was the clock of the meter set?)`,
  );
}

/** The times of all rows, ascending. */
function sortedTimes(homes: readonly Times[]): Seconds {
  const length = homes.reduce((sum, { unixSeconds }) => sum + unixSeconds.length, 0);
  // Rows of before 1970 or after 2105 are strays to be found.
  const isShort = homes.every(({ unixSeconds }) => every(unixSeconds, (time) => time >= 0 && time <= LARGEST_SHORT));
  const seconds = isShort ? new Uint32Array(length) : new Float64Array(length);
  let at = 0;
  for (const { unixSeconds } of homes) for (const time of unixSeconds) seconds[at++] = time;
  // oxlint-disable-next-line unicorn/no-array-sort -- in place: a copy would take as much again
  return seconds.sort();
}

function every(values: Iterable<number>, isSo: (value: number) => boolean): boolean {
  for (const value of values) if (!isSo(value)) return false;
  return true;
}

/** `seconds`: of all rows, ascending. Throws ERR_CSV_INTERVAL for decades, and for a time of months in which nobody has a row. */
function refuseSpan(homes: readonly Times[], seconds: Seconds): void {
  const [first = 0, last = 0] = [seconds[0], seconds.at(-1)];
  let [widest, at] = [0, 0];
  for (const [index, time] of seconds.entries()) {
    const gap = time - (seconds[index - 1] ?? time);
    if (gap > widest) [widest, at] = [gap, index];
  }
  const isGap = widest >= LARGEST_GAP_SECONDS;
  if (!isGap && last - first <= LARGEST_SPAN_YEARS * YEAR_SECONDS) return;
  const [before = 0, after = 0] = [seconds[at - 1], seconds[at]];
  const isEarlyFewer = at * 2 <= seconds.length;
  const fewer = firstRow(homes, (time) => (isEarlyFewer ? time <= before : time >= after));
  const without = isGap
    ? `, and nobody has one in the ${spanText(widest)} from ${utc(before)} to ${utc(after)} (line ${fewer.line} has the first of the fewer rows, which are ${isEarlyFewer ? 'before' : 'after'} that; was the clock of their meters set?)`
    : '';
  throw new HouseholdError(
    'ERR_CSV_INTERVAL',
    `the rows reach from ${utc(first)} to ${utc(last)}, ${spanText(last - first)}${without}: correct the years, or take a part of it`,
  );
}

interface Stray {
  readonly isBefore: boolean;
  /** The stray time next to the others. */
  readonly edge: number;
  readonly gap: number;
}

/** `seconds`: ascending. */
function strayIn(seconds: Seconds): Stray | undefined {
  const most = Math.max(FEW, Math.floor(seconds.length * MOST_PART));
  for (const isBefore of [true, false]) {
    for (let count = 1; count <= most && 2 * count < seconds.length; count++) {
      const at = isBefore ? count : seconds.length - count;
      const [before = 0, after = 0] = [seconds[at - 1], seconds[at]];
      const gap = after - before;
      const rest = isBefore ? (seconds.at(-1) ?? 0) - after : before - (seconds[0] ?? 0);
      if (gap >= LEAST_GAP_SECONDS && gap >= Math.min(YEAR_SECONDS, 2 * rest))
        return { isBefore, edge: isBefore ? before : after, gap };
    }
  }
  return undefined;
}

function firstRow(homes: readonly Times[], isStray: (unixSeconds: number) => boolean): Row {
  let first: Row = { unixSeconds: 0, line: Number.POSITIVE_INFINITY };
  for (const { unixSeconds, lines } of homes) {
    for (let at = 0; at < unixSeconds.length; at++) {
      const [time, line] = [unixSeconds.get(at), lines.get(at)];
      if (line < first.line && isStray(time)) first = { unixSeconds: time, line };
    }
  }
  return first;
}
