/**
 * Intervals: interval i begins at i · intervalSeconds + intervalOffsetSeconds of Unix time, and ends where the next one
 * begins; half-open. Time zones exist only at the edges. [P-2.1]
 */
import type { Scheme } from '../../schemas/types.ts';

/** Where intervals begin; a scheme says it. Never the length alone, so that nobody can forget the offset. */
export type IntervalGrid = Readonly<Pick<Scheme, 'intervalSeconds' | 'intervalOffsetSeconds'>>;

/** Why there can't be such intervals, in words; undefined if there can. */
export function gridProblem({ intervalSeconds, intervalOffsetSeconds }: IntervalGrid): string | undefined {
  return intervalOffsetSeconds < intervalSeconds
    ? undefined
    : `intervalOffsetSeconds ${intervalOffsetSeconds} is not less than intervalSeconds ${intervalSeconds}: intervals begin where they would with an offset of ${intervalOffsetSeconds % intervalSeconds}, so say that`;
}

/** Start of an interval in Unix milliseconds. */
export function intervalStartMs(interval: number, grid: IntervalGrid): number {
  return (interval * grid.intervalSeconds + grid.intervalOffsetSeconds) * 1000;
}

/** End (exclusive) of an interval in Unix milliseconds. */
export function intervalEndMs(interval: number, grid: IntervalGrid): number {
  return intervalStartMs(interval + 1, grid);
}

/** The interval that contains a time. */
export function intervalAt(unixMs: number, grid: IntervalGrid): number {
  return Math.floor((unixMs - grid.intervalOffsetSeconds * 1000) / (grid.intervalSeconds * 1000));
}

/** The first interval that begins at a time or later. */
export function intervalFrom(unixMs: number, grid: IntervalGrid): number {
  const interval = intervalAt(unixMs, grid);
  return intervalStartMs(interval, grid) === unixMs ? interval : interval + 1;
}

/** Consecutive intervals [from, from + count). */
export interface Window {
  readonly from: number;
  readonly count: number;
}

/** Consecutive intervals [from, until), as they hang together; never empty. */
export interface IntervalRun {
  readonly from: number;
  readonly until: number;
}
