/** Intervals: index i = floor(unixSeconds / intervalSeconds), UTC, half-open. Local time exists only at the edges. [P-2.1] */

/** Start of an interval in Unix milliseconds. */
export function intervalStartMs(interval: number, intervalSeconds: number): number {
  return interval * intervalSeconds * 1000;
}

/** End (exclusive) of an interval in Unix milliseconds. */
export function intervalEndMs(interval: number, intervalSeconds: number): number {
  return (interval + 1) * intervalSeconds * 1000;
}

/** The interval that contains a time. */
export function intervalAt(unixMs: number, intervalSeconds: number): number {
  return Math.floor(unixMs / (intervalSeconds * 1000));
}

/** Consecutive intervals [from, from + count). */
export interface Window {
  readonly from: number;
  readonly count: number;
}
