/** Where intervals begin and end, and which one contains a time. [P-2.1] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type IntervalGrid,
  gridProblem,
  intervalAt,
  intervalEndMs,
  intervalFrom,
  intervalStartMs,
} from './interval.ts';

/** As far as a Date goes. */
const LAST_SECONDS = 8_640_000_000_000;
/** An interval, too, also one before the first: clocks may say anything. */
const drawn = fc.integer({ min: 1, max: 86_400 }).chain((intervalSeconds) =>
  fc.record({
    grid: fc.record({
      intervalSeconds: fc.constant(intervalSeconds),
      intervalOffsetSeconds: fc.integer({ min: 0, max: intervalSeconds - 1 }),
    }),
    interval: fc.integer({ min: -1_000, max: Math.min(4_294_967_295, Math.floor(LAST_SECONDS / intervalSeconds) - 2) }),
  }),
);
const times = fc.integer({ min: -1_000_000_000, max: 4_000_000_000_000 });

const hours = (intervalOffsetSeconds: number): IntervalGrid => ({ intervalSeconds: 3600, intervalOffsetSeconds });

describe('[P-2.1] intervals', () => {
  test.each([
    ['UTC', 0, '2026-01-01T00:00:00Z'],
    ['+05:30', 1800, '2026-01-01T00:00:00+05:30'],
    ['+05:45', 900, '2026-01-01T00:00:00+05:45'],
    ['+09:30', 1800, '2026-01-01T00:00:00+09:30'],
    ['-03:30', 1800, '2026-01-01T00:00:00-03:30'],
  ])('hours of %s begin at %i s after the multiples', (_zone, offset, midnight) => {
    const startMs = Date.parse(midnight);
    const interval = intervalAt(startMs, hours(offset));
    expect(intervalStartMs(interval, hours(offset))).toBe(startMs);
    expect(intervalAt(startMs - 1, hours(offset))).toBe(interval - 1);
    expect(intervalFrom(startMs, hours(offset))).toBe(interval);
    expect(intervalFrom(startMs + 1, hours(offset))).toBe(interval + 1);
    // Control: with another offset it is no start.
    expect(intervalStartMs(intervalAt(startMs, hours(600)), hours(600))).not.toBe(startMs);
  });

  test('an offset of 0 is floor(unixSeconds / intervalSeconds)', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 86_400 }), (unixMs, intervalSeconds) => {
        const grid = { intervalSeconds, intervalOffsetSeconds: 0 };
        expect(intervalAt(unixMs, grid)).toBe(Math.floor(unixMs / 1000 / intervalSeconds));
      }),
    );
  });

  test('an interval contains its start and its last millisecond, and neither its end nor what is before', () => {
    fc.assert(
      fc.property(drawn, ({ grid, interval }) => {
        const [startMs, endMs] = [intervalStartMs(interval, grid), intervalEndMs(interval, grid)];
        expect(endMs - startMs).toBe(grid.intervalSeconds * 1000);
        expect([startMs, endMs - 1, endMs, startMs - 1].map((ms) => intervalAt(ms, grid))).toEqual([
          interval,
          interval,
          interval + 1,
          interval - 1,
        ]);
        expect([startMs, startMs - 1, startMs + 1].map((ms) => intervalFrom(ms, grid))).toEqual([
          interval,
          interval,
          interval + 1,
        ]);
        expect(endMs).toBe(intervalStartMs(interval + 1, grid));
      }),
    );
  });

  test('every time is in exactly the interval that is said to contain it', () => {
    fc.assert(
      fc.property(drawn, times, ({ grid }, unixMs) => {
        const interval = intervalAt(unixMs, grid);
        expect(intervalStartMs(interval, grid)).toBeLessThanOrEqual(unixMs);
        expect(intervalEndMs(interval, grid)).toBeGreaterThan(unixMs);
      }),
    );
  });

  test('the first one begins with the offset, and times before it are in none that has an index', () => {
    expect(intervalStartMs(0, hours(1800))).toBe(1_800_000);
    expect(intervalAt(1_800_000, hours(1800))).toBe(0);
    expect(intervalAt(1_799_999, hours(1800))).toBe(-1);
    // No minus zero: a message can't hold it.
    expect(Object.is(intervalFrom(0, hours(1800)), 0)).toBe(true);
    expect(Object.is(intervalFrom(0, hours(0)), 0)).toBe(true);
  });

  test('the offset is less than the length, and the reason names the one that is meant', () => {
    fc.assert(fc.property(drawn, ({ grid }) => gridProblem(grid) === undefined));
    expect(gridProblem(hours(3599))).toBeUndefined();
    expect(gridProblem(hours(3600))).toMatch(/an offset of 0,/);
    expect(gridProblem(hours(5400))).toMatch(/an offset of 1800,/);
  });
});
