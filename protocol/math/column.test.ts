/** Columns give back what was set, whatever it is, and take no more room than it needs. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Column } from './column.ts';

const LENGTH = 32;
const value = fc.oneof(
  fc.nat({ max: 70_000 }),
  fc.constantFrom(0, -1, 65_535, 65_536, 4_294_967_295, 4_294_967_296, Number.NaN, 0.5, Number.MAX_SAFE_INTEGER),
);

test('a column is what an array would be', () => {
  const sets = fc.array(fc.tuple(fc.nat({ max: LENGTH - 1 }), value), { maxLength: 60 });
  fc.assert(
    fc.property(value, sets, (same, changes) => {
      const column = new Column(LENGTH, same);
      const twin = Array.from({ length: LENGTH }, () => same);
      for (const [at, to] of changes) {
        column.set(at, to);
        twin[at] = to;
      }
      expect(twin.map((_, at) => column.get(at))).toEqual(twin);
      if (column.uniform !== undefined) expect(new Set(twin)).toEqual(new Set([column.uniform]));
    }),
  );
});

test('what is the same everywhere takes no room', () => {
  const column = new Column(LENGTH, Number.NaN);
  column.set(3, Number.NaN);
  expect(column.uniform).toBeNaN();
  column.set(3, 1);
  expect([column.uniform, column.get(3), column.get(4)]).toEqual([undefined, 1, Number.NaN]);
});
