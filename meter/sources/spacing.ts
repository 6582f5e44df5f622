/**
 * Fits timestamps to the interval length of a run: the same, or shorter ones that fill it exactly.
 * Nothing is ever split or interpolated: a source with longer intervals than the run's is refused.
 */
import { HouseholdError } from './household.ts';

/** Ascending, distinct Unix seconds of one home, with the line each stands on. */
export interface Times {
  readonly unixSeconds: readonly number[];
  readonly lines: readonly number[];
}

/**
 * The source's own interval length in seconds: `intervalSeconds`, or a whole part of it.
 * Throws ERR_CSV_INTERVAL if the length is another one, or if a line stands off the grid.
 */
export function findSpacing(homes: readonly Times[], intervalSeconds: number): number {
  const gaps = countGaps(homes);
  const misaligned = firstOffGrid(homes, intervalSeconds);
  if (misaligned === undefined && (gaps.size === 0 || gaps.has(intervalSeconds))) return intervalSeconds;

  // The most frequent gap is the length, even where readings are missing or one timestamp is wrong.
  const spacing = mostFrequent(gaps) ?? intervalSeconds;
  const offGrid = firstOffGrid(homes, spacing);
  if (offGrid !== undefined) {
    throw intervalError(
      `line ${offGrid.line}: ${utc(offGrid.unixSeconds)} is not the start of an interval of ${spacing} s; timestamps must be whole multiples of the interval since 1970 in UTC`,
    );
  }
  if (intervalSeconds % spacing !== 0) {
    throw intervalError(`data has ${spacing} s intervals; run with --interval ${spacing}`);
  }
  return spacing;
}

/** The most frequent gap between readings, in seconds; undefined if no home has two. */
export function usualGap(homes: readonly Times[]): number | undefined {
  return mostFrequent(countGaps(homes));
}

function countGaps(homes: readonly Times[]): Map<number, number> {
  const gaps = new Map<number, number>();
  for (const { unixSeconds } of homes) {
    let before: number | undefined;
    for (const now of unixSeconds) {
      if (before !== undefined) gaps.set(now - before, (gaps.get(now - before) ?? 0) + 1);
      before = now;
    }
  }
  return gaps;
}

function mostFrequent(gaps: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  let bestCount = 0;
  for (const [gap, count] of gaps) {
    if (count > bestCount || (count === bestCount && gap < (best ?? Infinity))) [best, bestCount] = [gap, count];
  }
  return best;
}

function firstOffGrid(homes: readonly Times[], seconds: number): { line: number; unixSeconds: number } | undefined {
  let first: { line: number; unixSeconds: number } | undefined;
  for (const { unixSeconds, lines } of homes) {
    for (const [at, time] of unixSeconds.entries()) {
      const line = lines[at] ?? 0;
      if (time % seconds !== 0 && line < (first?.line ?? Infinity)) first = { line, unixSeconds: time };
    }
  }
  return first;
}

function utc(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().replace('.000', '');
}

function intervalError(message: string): HouseholdError {
  return new HouseholdError('ERR_CSV_INTERVAL', message);
}
