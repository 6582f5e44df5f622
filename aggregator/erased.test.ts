/** [P-6.5] Spans against a set of intervals. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Span, Spans } from './erased.ts';

const LAST = 40;
const span = fc
  .tuple(fc.integer({ min: 0, max: LAST - 1 }), fc.integer({ min: 1, max: 6 }))
  .map(([from, count]): Span => ({ from, until: Math.min(from + count, LAST) }));

test('spans hold what a set of intervals would, merged and in order, whatever order they came in', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), (added) => {
      const slow = new Set<number>();
      for (const { from, until } of added) for (let at = from; at < until; at++) slow.add(at);
      const spans = Spans.of(added);
      for (let at = 0; at <= LAST; at++) {
        expect(spans.has(at)).toBe(slow.has(at));
        let after = at;
        while (slow.has(after)) after += 1;
        expect(spans.after(at)).toBe(after);
      }
      const all = [...spans];
      all.forEach(({ from, until }, at) => {
        expect(from).toBeLessThan(until);
        expect(all[at + 1]?.from ?? Number.MAX_SAFE_INTEGER).toBeGreaterThan(until);
      });
      const kept = new Set<number>();
      for (const { from, until } of spans.gaps()) for (let at = from; at < Math.min(until, LAST); at++) kept.add(at);
      expect([...kept]).toEqual(Array.from({ length: LAST }, (_, at) => at).filter((at) => !slow.has(at)));
    }),
  );
});
