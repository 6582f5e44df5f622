/**
 * Fits timestamps to the interval length of a run: the same, or shorter ones that fill it exactly.
 * Nothing is ever split or interpolated: a source with longer intervals than the run's is refused.
 */
import type { IntervalGrid } from '../protocol/grid/interval.ts';
import type { GrowingColumn } from './growing-column.ts';
import { HouseholdError } from './household.ts';

/** Ascending, distinct Unix seconds of one home, with the line each stands on. */
export interface Times {
  readonly unixSeconds: GrowingColumn;
  readonly lines: GrowingColumn;
}

/**
 * The source's own interval length in seconds: `intervalSeconds`, or a whole part of it.
 * Throws ERR_CSV_INTERVAL if the length is another one, or if a line stands off the grid.
 */
export function findSpacing(homes: readonly Times[], grid: IntervalGrid): number {
  const { intervalSeconds, intervalOffsetSeconds } = grid;
  const gaps = countGaps(homes);
  const misaligned = firstOffGrid(homes, intervalSeconds, intervalOffsetSeconds);
  if (misaligned === undefined && (gaps.size === 0 || gaps.has(intervalSeconds))) return intervalSeconds;

  // The most frequent gap is the length, even where readings are missing or one timestamp is wrong.
  const spacing = mostFrequent(gaps) ?? intervalSeconds;
  const offGrid = firstOffGrid(homes, spacing, intervalOffsetSeconds);
  if (offGrid !== undefined) throw offGridError(offGrid, homes, spacing, grid);
  if (intervalSeconds % spacing !== 0) {
    throw intervalError(`data has ${spacing} s intervals; run with ${intervalOptions(spacing, grid)}`);
  }
  return spacing;
}

/** The options of a run with intervals of so many seconds that begin where those of `grid` may. */
export function intervalOptions(seconds: number, { intervalOffsetSeconds }: IntervalGrid): string {
  const offset = intervalOffsetSeconds % seconds;
  return `--interval ${seconds}${intervalOffsetSeconds === 0 ? '' : ` --interval-offset ${offset}`}`;
}

/** One line is wrong, or the offset is: then most lines agree on another one, as hours of a zone at half an hour do. */
function offGridError(
  { line, unixSeconds }: OffGrid,
  homes: readonly Times[],
  spacing: number,
  { intervalSeconds, intervalOffsetSeconds }: IntervalGrid,
): HouseholdError {
  const offset = intervalOffsetSeconds % spacing;
  const isNone = intervalOffsetSeconds === 0;
  const fault = `line ${line}: ${utc(unixSeconds)} is not the start of an interval of ${spacing} s`;
  const usual = usualOffset(homes, spacing);
  if (usual === undefined || usual === offset) {
    const plus = isNone ? '' : `, plus the offset of ${intervalOffsetSeconds} s`;
    return intervalError(`${fault}; timestamps must be whole multiples of the interval since 1970 in UTC${plus}`);
  }
  const fitting = { intervalSeconds, intervalOffsetSeconds: usual };
  const options = intervalSeconds % spacing === 0 ? `--interval-offset ${usual}` : intervalOptions(spacing, fitting);
  return intervalError(
    `${fault}${isNone ? '' : ` with an offset of ${intervalOffsetSeconds} s`}; the data's intervals begin ${usual} s after the whole multiples of ${spacing} s in UTC: run with ${options} (intervalOffsetSeconds of a scheme, which can only be chosen for a new deployment)`,
  );
}

/** How long after a multiple of so many seconds most timestamps are; undefined if no such offset has most of them. */
function usualOffset(homes: readonly Times[], seconds: number): number | undefined {
  const counts = new Map<number, number>();
  let total = 0;
  for (const { unixSeconds } of homes) {
    for (const time of unixSeconds) {
      const offset = ((time % seconds) + seconds) % seconds;
      counts.set(offset, (counts.get(offset) ?? 0) + 1);
      total += 1;
    }
  }
  const usual = mostFrequent(counts);
  const agreeing = usual === undefined ? 0 : (counts.get(usual) ?? 0);
  return agreeing > 1 && agreeing * 2 > total ? usual : undefined;
}

/** The most frequent gap between readings, in seconds; undefined if no home has two of different times. */
export function usualGap(homes: readonly Times[]): number | undefined {
  return mostFrequent(countGaps(homes));
}

function countGaps(homes: readonly Times[]): Map<number, number> {
  const gaps = new Map<number, number>();
  for (const { unixSeconds } of homes) {
    let before: number | undefined;
    for (const now of unixSeconds) {
      // Two rows of one time are a fault, and no interval of no length.
      if (before !== undefined && now > before) gaps.set(now - before, (gaps.get(now - before) ?? 0) + 1);
      before = now;
    }
  }
  return gaps;
}

/** The smallest of those that come most often. */
function mostFrequent(counts: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  let bestCount = 0;
  for (const [value, count] of counts) {
    if (count > bestCount || (count === bestCount && value < (best ?? Infinity))) [best, bestCount] = [value, count];
  }
  return best;
}

interface OffGrid {
  readonly line: number;
  readonly unixSeconds: number;
}

function firstOffGrid(homes: readonly Times[], seconds: number, offset: number): OffGrid | undefined {
  let first: OffGrid | undefined;
  for (const { unixSeconds, lines } of homes) {
    for (let at = 0; at < unixSeconds.length; at++) {
      const [time, line] = [unixSeconds.get(at), lines.get(at)];
      if ((time - offset) % seconds !== 0 && line < (first?.line ?? Infinity)) first = { line, unixSeconds: time };
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
