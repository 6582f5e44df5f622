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
  const seconds = Float64Array.from(homes.flatMap(({ unixSeconds }) => unixSeconds)).toSorted();
  const stray = strayIn(seconds);
  if (stray === undefined) return refuseSpan(homes, seconds);
  const { isBefore, edge, gap } = stray;
  const found = firstRow(homes, (time) => (isBefore ? time <= edge : time >= edge));
  throw new HouseholdError(
    'ERR_CSV_ROW',
    `line ${found.line}: ${utc(found.unixSeconds)} is ${spanText(gap)} ${isBefore ? 'before' : 'after'} the rows of all others; correct its year, or remove it (was the clock of the meter set?)`,
  );
}

/** `seconds`: of all rows, ascending. Throws ERR_CSV_INTERVAL for decades, and for a time of months in which nobody has a row. */
function refuseSpan(homes: readonly Times[], seconds: Float64Array): void {
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
function strayIn(seconds: Float64Array): Stray | undefined {
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
    for (const [at, time] of unixSeconds.entries()) {
      const line = lines[at] ?? 0;
      if (line < first.line && isStray(time)) first = { unixSeconds: time, line };
    }
  }
  return first;
}
