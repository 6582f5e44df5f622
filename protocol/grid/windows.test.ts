import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Billing } from '../../schemas/types.ts';
import { slowWindow } from '../../test/reference/calendar.ts';
import { schemeWith } from '../../test/material.ts';
import { Windows } from './windows.ts';

const runs = fc.array(
  fc.record({ count: fc.integer({ min: 1, max: 4 }), intervalCount: fc.integer({ min: 1, max: 6 }) }),
  { minLength: 1, maxLength: 5 },
);
const billings = fc.record({ firstInterval: fc.integer({ min: 0, max: 30 }), windows: runs });

/** Beyond all that is listed. */
const END = 180;

/** The windows one after the other, by walking. */
function walked(billing: Billing): { from: number; count: number }[] {
  const scheme = schemeWith({ billing });
  const windows: { from: number; count: number }[] = [];
  for (let from = billing.firstInterval; from < END;) {
    const window = slowWindow(scheme, from)!;
    windows.push(window);
    from += window.count;
  }
  return windows;
}

describe('[P-2.6] windows', () => {
  test('are those that a walk from the first one finds', () => {
    fc.assert(
      fc.property(billings, (billing) => {
        const windows = Windows.of(billing);
        const slow = walked(billing);
        const scheme = schemeWith({ billing });
        for (let interval = 0; interval < END; interval++) {
          const own = slowWindow(scheme, interval);
          expect(windows.windowOf(interval)).toEqual(own);
          expect(windows.numberOf(interval)).toBe(slow.findIndex(({ from }) => from === own?.from));
          expect(windows.windowFrom(interval)).toEqual(own?.from === interval ? own : undefined);
        }
        for (const [number, window] of slow.slice(0, -4).entries()) {
          expect(windows.at(number)).toEqual(window);
          expect(windows.from(window.from)).toEqual(window);
          expect(windows.after(window)).toEqual(slow[number + 1]);
          expect(windows.before(window.from)).toEqual(slow[number - 1]);
          for (const count of [1, 2, 3]) expect(windows.endOf(window.from, count)).toBe(slow[number + count]!.from);
        }
        expect(windows.at(-1)).toBeUndefined();
        const lengths = slow.map(({ count }) => count);
        expect([windows.longest, windows.shortest]).toEqual([Math.max(...lengths), Math.min(...lengths)]);
        expect(windows.listedEnd).toBe(
          billing.firstInterval + billing.windows.reduce((sum, run) => sum + run.count * run.intervalCount, 0),
        );
      }),
    );
  });

  test('between two intervals are those that have some of them', () => {
    fc.assert(
      fc.property(billings, fc.nat(END - 10), fc.nat(END - 10), (billing, one, other) => {
        const [from, until] = [Math.min(one, other), Math.max(one, other)];
        const own = walked(billing).filter((window) => window.from < until && window.from + window.count > from);
        expect(Windows.of(billing).between(from, until)).toEqual(own);
      }),
    );
  });

  test('are only ever prolonged', () => {
    fc.assert(
      fc.property(billings, runs, fc.nat(30), (before, after, shift) => {
        for (const windows of [
          after,
          [...before.windows, ...after],
          [{ count: 1, intervalCount: 1 + (shift % 6) }, ...after],
        ]) {
          const changed: Billing = { firstInterval: before.firstInterval + (shift === 1 ? 1 : 0), windows };
          const [was, is] = [Windows.of(before), Windows.of(changed)];
          // Obvious: whatever was listed is the same, and no less is listed.
          let isSame = changed.firstInterval === before.firstInterval && is.listedEnd >= was.listedEnd;
          for (let interval = before.firstInterval; interval < was.listedEnd; interval++) {
            const own = slowWindow(schemeWith({ billing: changed }), interval);
            const other = slowWindow(schemeWith({ billing: before }), interval);
            isSame &&= own?.from === other?.from && own?.count === other?.count;
          }
          expect(is.prolong(was)).toBe(isSame);
        }
        expect(Windows.of(before).prolong(Windows.of(before))).toBe(true);
      }),
    );
  });

  test('a list that says one thing in other words is the same', () => {
    const billing = (windows: Billing['windows']): Windows => Windows.of({ firstInterval: 8, windows });
    const six = billing([{ count: 6, intervalCount: 4 }]);
    const parts = [
      { count: 2, intervalCount: 4 },
      { count: 4, intervalCount: 4 },
    ];
    expect(billing(parts).prolong(six)).toBe(true);
    expect(six.prolong(billing(parts))).toBe(true);
    expect(billing([{ count: 5, intervalCount: 4 }]).prolong(six)).toBe(false);
    // Six of four, and then a window across the end.
    expect(
      billing([
        { count: 5, intervalCount: 4 },
        { count: 1, intervalCount: 9 },
      ]).prolong(six),
    ).toBe(false);
  });
});
