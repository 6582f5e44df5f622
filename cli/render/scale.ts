/**
 * Axes with numbers a person likes: steps of 1, 2, 2.5 or 5 times a power of ten, and times of day at whole hours.
 * Only where marks stand; drawing is curve.ts.
 */
import { type IntervalGrid, intervalStartMs } from '../../protocol/grid/interval.ts';

/** A mark under the time axis, at the start of a value (fractions allowed). */
export interface CurveLabel {
  readonly at: number;
  readonly text: string;
}

export interface Scale {
  /** What one row of the plot stands for. */
  readonly perRow: number;
  /** Per row edge, from the bottom (0) to the top: the number to write there, or undefined. */
  readonly labels: readonly (string | undefined)[];
}

const ROWS_PER_TICK = [2, 3, 4];
const NICE = [1, 2, 2.5, 5];

/** The scale with the least empty space above `max`, ticks two to four rows apart. */
export function makeScale(max: number, rowCount: number): Scale {
  const top = max > 0 ? max : 1;
  const magnitude = Math.floor(Math.log10(top / rowCount));
  let best = { perRow: Infinity, step: 0, rows: 1, decimals: 0 };
  for (let exponent = magnitude - 1; exponent <= magnitude + 2; exponent += 1) {
    for (const nice of NICE) {
      for (const rows of ROWS_PER_TICK) {
        const step = nice * 10 ** exponent;
        const perRow = step / rows;
        // A hair of tolerance, so that 0.1 + 0.2 still fits under a tick at 0.3.
        if (perRow * rowCount >= top * (1 - 1e-9) && perRow < best.perRow)
          best = { perRow, step, rows, decimals: Math.max(0, (nice === 2.5 ? 1 : 0) - exponent) };
      }
    }
  }
  const labels = Array.from({ length: rowCount + 1 }, (_, row) =>
    row % best.rows === 0 ? ((row / best.rows) * best.step).toFixed(best.decimals) : undefined,
  );
  return { perRow: best.perRow, labels };
}

const HOUR = 3600;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  300,
  900,
  1800,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Labels for consecutive intervals, at round times in UTC: "06:00", and the date ("29 Oct") at midnight. At most `limit`. */
export function timeLabels(firstInterval: number, intervalCount: number, grid: IntervalGrid, limit = 9): CurveLabel[] {
  const { intervalSeconds } = grid;
  const start = intervalStartMs(firstInterval, grid) / 1000;
  const span = intervalCount * intervalSeconds;
  const step = TIME_STEPS.find((seconds) => span / seconds <= limit) ?? Math.ceil(span / limit / DAY) * DAY;
  const labels: CurveLabel[] = [];
  for (let time = Math.ceil(start / step) * step; time < start + span; time += step) {
    const date = new Date(time * 1000);
    const text =
      time % DAY === 0 ? `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}` : date.toISOString().slice(11, 16);
    labels.push({ at: (time - start) / intervalSeconds, text });
  }
  return labels;
}
