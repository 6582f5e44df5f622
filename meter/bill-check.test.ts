/** A bill foots with the meter's books to the cell, the watt-hour and the price, or it does not. [P-7.6] */
import { describe, expect, test } from 'vitest';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { Calendar } from '../protocol/grid/scheme.ts';
import type { Bill } from '../schemas/types.ts';
import { EXPORT, GAS, IMPORT, schemeWith } from '../test/material.ts';
import { footingProblem } from './bill-check.ts';
import type { OutboxReading } from './outbox.ts';

const tariffs = [
  {
    id: 't',
    from: 1000,
    count: 8,
    rates: [
      { name: 'day', microPerKwh: 300 },
      { name: 'night', microPerKwh: 100 },
    ],
    runs: [
      { rate: 0, count: 4 },
      { rate: 1, count: 4 },
    ],
  },
];
const scheme = schemeWith({ tariffs, registers: [...schemeWith().registers, GAS] });
const view = { scheme, calendar: new Calendar(scheme) };
const REGISTERS = [IMPORT, EXPORT, GAS.obis];
const readings = Array.from({ length: 8 }, (_, at): OutboxReading => ({
  interval: 1000 + at,
  sharing: 's',
  bookedUnits: [10 + at, at, 100 * at],
  isVoid: false,
  isBilled: false,
}));
const line = (register: string, rate: string, totalUnits: number): Bill['totals'][number] => ({
  register,
  rate,
  cells: 4,
  totalUnits,
  microPerKwh: rate === 'day' ? 300 : 100,
});
const totals = [
  line(IMPORT, 'day', 46),
  line(IMPORT, 'night', 62),
  line(EXPORT, 'day', 6),
  line(EXPORT, 'night', 22),
  // Of gas there is one line, and no price.
  { register: GAS.obis, rate: 'all', cells: 8, totalUnits: 2_800, microPerKwh: 0 },
];
const bill: Bill = { from: 1000, count: 8, covered: Bitmap.of([0, 1, 2, 3, 4, 5, 6, 7]).encode(), totals };

function problemOf(changes: Partial<Bill['totals'][number]>, covered: readonly OutboxReading[] = readings) {
  const changed = totals.map((total, at) => (at === 0 ? { ...total, ...changes } : total));
  return footingProblem({ ...bill, totals: changed }, covered, REGISTERS, view);
}

describe('[P-7.6] a bill', () => {
  test('that says what the books say foots (control)', () => {
    expect(problemOf({})).toBeUndefined();
  });

  test.each([
    ['another total', { totalUnits: 47 }, 'differs'],
    ['another number of cells', { cells: 3 }, 'covers 3 intervals, the books have 4'],
    ['a dearer price', { microPerKwh: 301 }, 'costs 301'],
    ['a cheaper price', { microPerKwh: 299 }, 'costs 299'],
    ['a rate that the window does not have', { rate: 'peak' }, 'covers 4 intervals, the books have 0'],
  ])('with %s does not foot', (_what, changes, problem) => {
    expect(problemOf(changes)).toContain(problem);
  });

  test('that covers a void cell, or one that the books do not know, does not foot', () => {
    const voided = readings.map((reading, at) => ({ ...reading, isVoid: at === 2 }));
    expect(problemOf({}, voided)).toContain('interval 1002 is void');
    expect(problemOf({}, readings.slice(1))).toContain('the books have 3');
  });

  test('that has a price or a rate of energy for gas does not foot', () => {
    const gas = (changes: Partial<Bill['totals'][number]>): string | undefined => {
      const changed = totals.map((total) => (total.register === GAS.obis ? { ...total, ...changes } : total));
      return footingProblem({ ...bill, totals: changed }, readings, REGISTERS, view);
    };
    expect(gas({ microPerKwh: 100 })).toContain('costs 100');
    expect(gas({ rate: 'day' })).toContain('the books have 0');
  });

  test('that misses a line does not foot', () => {
    expect(footingProblem({ ...bill, totals: totals.slice(1) }, readings, REGISTERS, view)).toContain('missing');
  });
});
