/** Nobody looks at bills of which nothing changed, and none that changed is forgotten: beside a slow twin that looks at all. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChangedBills } from './changed-bills.ts';
import type { CombinedBill } from './combine-bill.ts';

const failed: CombinedBill = { status: 'failed', isConsistent: false };

test('[P-7.6] what changed is due at once, in the order of the roster, and once', () => {
  const changed = new ChangedBills();
  expect(changed.due(0)).toEqual([]);
  for (const index of [7, 2, 5, 2]) changed.answered(index);
  expect(changed.due(0).map(({ index }) => index)).toEqual([2, 5, 7]);
  expect(changed.due(1e9)).toEqual([]);
});

test('[P-7.6] what no answers open is due when its time has come, or when another answer comes', () => {
  const changed = new ChangedBills();
  changed.postpone(3, failed, 3_000);
  changed.postpone(1, failed, 2_000);
  changed.postpone(2, failed, 2_000);
  expect(changed.due(1_999)).toEqual([]);
  changed.answered(2);
  expect(changed.due(1_999)).toEqual([{ index: 2, failed: undefined }]);
  expect(changed.due(2_000)).toEqual([{ index: 1, failed }]);
  expect(changed.due(2_999)).toEqual([]);
  expect(changed.due(3_000)).toEqual([{ index: 3, failed }]);
  expect(changed.due(1e9)).toEqual([]);
});

/** As it was before: every meter is asked each time. */
class Polled {
  readonly meters = new Map<number, { isFresh: boolean; atMs: number }>();

  due(nowMs: number): number[] {
    const due = [...this.meters].filter(([, { isFresh, atMs }]) => isFresh || nowMs >= atMs).map(([index]) => index);
    for (const index of due) this.meters.delete(index);
    return due.toSorted((one, other) => one - other);
  }
}

test('[P-7.6] is what asking every meter each time would find', () => {
  const index = fc.integer({ min: 0, max: 9 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('answer' as const), index }),
    fc.record({ kind: fc.constant('postpone' as const), index, afterMs: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('look' as const), waitMs: fc.integer({ min: 0, max: 30 }) }),
  );
  let found = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const changed = new ChangedBills();
      const polled = new Polled();
      let nowMs = 0;
      for (const one of steps) {
        if (one.kind === 'answer') {
          changed.answered(one.index);
          polled.meters.set(one.index, { isFresh: true, atMs: 0 });
        } else if (one.kind === 'look') {
          nowMs += one.waitMs;
          const due = polled.due(nowMs);
          expect(changed.due(nowMs).map((entry) => entry.index)).toEqual(due);
          found += due.length;
        } else if (polled.meters.get(one.index)?.isFresh !== true) {
          // Only what was just combined is postponed.
          changed.postpone(one.index, failed, nowMs + one.afterMs);
          polled.meters.set(one.index, { isFresh: false, atMs: nowMs + one.afterMs });
        }
      }
    }),
    { seed: 11 },
  );
  expect(found).toBeGreaterThan(100);
});
