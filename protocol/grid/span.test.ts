/** Times as text, beside Date, which machines may not have. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInterval, isoTime, readableTime, spanOf } from './span.ts';

const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const EARLIEST = Date.parse('0000-01-01T00:00:00Z');

test('[P-2.1] a time is what Date makes of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: EARLIEST, max: LATEST }), (ms) => {
      expect(isoTime(ms)).toBe(new Date(ms).toISOString().replace('.000Z', 'Z'));
    }),
    { seed: 21, numRuns: 5_000 },
  );
});

test('[P-2.1] every day of the cycles around ours', () => {
  let days = 0;
  for (let ms = Date.UTC(1599, 11, 30); ms < Date.UTC(2405, 0, 5); ms += 86_400_000) {
    if (isoTime(ms) !== new Date(ms).toISOString().replace('.000Z', 'Z')) expect(isoTime(ms)).toBe(new Date(ms));
    days += 1;
  }
  expect(days).toBeGreaterThan(290_000);
});

test('spans are half-open, and of hours that begin at half past', () => {
  expect(spanOf({ from: 1_964_021, count: 1 }, { intervalSeconds: 900, intervalOffsetSeconds: 0 })).toEqual({
    begin: '2026-01-05T13:15:00Z',
    end: '2026-01-05T13:30:00Z',
  });
  const half = { intervalSeconds: 3600, intervalOffsetSeconds: 1800 };
  expect(spanOf({ from: 491_010, count: 24 }, half)).toEqual({
    begin: '2026-01-05T18:30:00Z',
    end: '2026-01-06T18:30:00Z',
  });
  expect([formatInterval(491_010, half), readableTime(0)]).toEqual(['2026-01-05 18:30 UTC', '1970-01-01 00:00:00 UTC']);
  expect(formatInterval(3, { intervalSeconds: 20, intervalOffsetSeconds: 0 })).toBe('1970-01-01 00:01:00 UTC');
});
