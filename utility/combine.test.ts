/** Combining: right or refused, never wrong; and who is named has lied. Whoever answers, is dead or lies. [P-7.6] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { P } from '../protocol/field.ts';
import { lagrangeWeights } from '../protocol/lagrange.ts';
import { slowAdd, slowEvaluate, slowInvert, slowMultiply, slowSubtract } from '../test/reference/field.ts';
import { type WeightedLine, Unweighter, combineBill, combineLoad } from './combine.ts';

const element = fc.bigInt({ min: 0n, max: P - 1n });
const nonZero = fc.bigInt({ min: 1n, max: P - 1n });

const weightOf = (n: number, aggregator: number): bigint =>
  lagrangeWeights(Array.from({ length: n }, (_, at) => at + 1))[aggregator - 1]!;

const ALPHA = 987_654_321_987_654_321n;
const OFFSET = 123_456_789n;
const isTotal = (_line: number, total: bigint, tag: bigint): boolean =>
  tag === slowAdd(slowMultiply(ALPHA, total), OFFSET);

/** A small grid with a polynomial per secret; errors by aggregator are added to its unweighted value and tag. */
const drawn = fc
  .tuple(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 7 }))
  .map(([a, b]) => ({ n: Math.max(a, b), k: Math.min(a, b) }))
  .chain(({ n, k }) =>
    fc.record({
      n: fc.constant(n),
      k: fc.constant(k),
      totals: fc.array(fc.nat({ max: 1_000_000 }).map(BigInt), { minLength: 1, maxLength: 3 }),
      randomness: fc.array(element, { minLength: 6 * (k - 1), maxLength: 6 * (k - 1) }),
      order: fc.shuffledSubarray(
        Array.from({ length: n }, (_, at) => at + 1),
        { minLength: n, maxLength: n },
      ),
      answering: fc.integer({ min: 0, max: n }),
      liars: fc.integer({ min: 0, max: n }),
      errors: fc.array(fc.tuple(nonZero, fc.oneof(fc.constant(0n), nonZero)), { minLength: n, maxLength: n }),
    }),
  );

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function billAnswers(of: Drawn, liars: readonly number[]): Map<number, WeightedLine[]> {
  const { n, k } = of;
  const polynomials = of.totals.map((total, line) => {
    const coefficients = (which: number): bigint[] =>
      of.randomness.slice((line * 2 + which) * (k - 1), (line * 2 + which + 1) * (k - 1));
    return {
      value: [total, ...coefficients(0)],
      tag: [slowAdd(slowMultiply(ALPHA, total), OFFSET), ...coefficients(1)],
    };
  });
  return new Map(
    of.order.slice(0, of.answering).map((aggregator) => {
      const [valueError, tagError] = liars.includes(aggregator) ? of.errors[aggregator - 1]! : [0n, 0n];
      const weight = weightOf(n, aggregator);
      const lines = polynomials.map(({ value, tag }) => ({
        value: slowMultiply(weight, slowAdd(slowEvaluate(value, aggregator), valueError)),
        tag: slowMultiply(weight, slowAdd(slowEvaluate(tag, aggregator), tagError)),
      }));
      return [aggregator, lines];
    }),
  );
}

function sorted(numbers: readonly number[]): number[] {
  return numbers.toSorted((a, b) => a - b);
}

describe('[P-7.6] bills', () => {
  test('are right as soon as k honest answers are among those that came, and name just the liars; else nothing', () => {
    const seen = { opened: 0, withLiars: 0, refused: 0 };
    fc.assert(
      fc.property(drawn, (of) => {
        const answering = of.order.slice(0, of.answering);
        const liars = answering.slice(0, of.liars);
        const combined = combineBill(billAnswers(of, liars), of.k, new Unweighter(of.n), new Set(), isTotal);
        if (answering.length - liars.length < of.k) {
          // Errors drawn by chance cannot satisfy a tag.
          expect(combined).toBeUndefined();
          seen.refused += 1;
          return;
        }
        expect(combined?.totals).toEqual(of.totals);
        expect(combined?.differing).toEqual(sorted(liars));
        expect(combined?.agreeing).toEqual(sorted(answering.filter((aggregator) => !liars.includes(aggregator))));
        seen.opened += 1;
        if (liars.length > 0) seen.withLiars += 1;
      }),
      { numRuns: 600, seed: 11 },
    );
    // Control: every case came up.
    expect(Math.min(seen.opened, seen.withLiars, seen.refused)).toBeGreaterThan(30);
  });

  test('suspects are tried last and change no result', () => {
    fc.assert(
      fc.property(drawn, fc.array(fc.integer({ min: 1, max: 7 })), (of, suspects) => {
        fc.pre(of.answering >= of.k);
        const liars = of.order.slice(0, Math.min(of.liars, of.answering - of.k));
        const combined = combineBill(billAnswers(of, liars), of.k, new Unweighter(of.n), new Set(suspects), isTotal);
        expect(combined?.totals).toEqual(of.totals);
        expect(combined?.differing).toEqual(sorted(liars));
      }),
      { numRuns: 50 },
    );
  });

  /** 3 of 7 with two liars, whose errors cancel out under the given weights. */
  function cancelling(which: 'value' | 'tag' | 'both', base: readonly number[]): Map<number, WeightedLine[]> {
    const of: Drawn = {
      n: 7,
      k: 3,
      totals: [5000n],
      randomness: [11n, 12n, 13n, 14n],
      order: [1, 2, 3, 4, 5, 6, 7],
      answering: 7,
      liars: 0,
      errors: [],
    };
    const answers = billAnswers(of, []);
    const weights = lagrangeWeights(base);
    for (const [at, liar] of [1, 2].entries()) {
      const error = slowMultiply(at === 0 ? 1000n : slowSubtract(0n, 1000n), slowInvert(weights[base.indexOf(liar)]!));
      const weighted = slowMultiply(weightOf(7, liar), error);
      const line = answers.get(liar)![0]!;
      answers.set(liar, [
        {
          value: which === 'tag' ? line.value : slowAdd(line.value, weighted),
          tag: which === 'value' ? line.tag : slowAdd(line.tag, weighted),
        },
      ]);
    }
    return answers;
  }

  test.each([
    ['values', 'value', [1, 2, 3, 4, 5, 6, 7]],
    ['tags', 'tag', [1, 2, 3, 4, 5, 6, 7]],
    ['values and tags', 'both', [1, 2, 3, 4, 5, 6, 7]],
    ['values', 'value', [1, 2, 3]],
    ['tags', 'tag', [1, 2, 3]],
    ['values and tags', 'both', [1, 2, 3]],
  ] as const)(
    'two of seven whose errors in %s (%s) cancel out over %j cannot have honest ones named',
    (_w, which, base) => {
      const combined = combineBill(cancelling(which, base), 3, new Unweighter(7), new Set(), isTotal);
      expect(combined?.totals).toEqual([5000n]);
      expect(combined?.differing).toEqual([1, 2]);
    },
  );

  test('no answers, no bill', () => {
    expect(combineBill(new Map(), 2, new Unweighter(3), new Set(), isTotal)).toBeUndefined();
  });
});

describe('[P-7.6] loads', () => {
  function loadAnswers(of: Drawn, liars: readonly number[]): Map<number, bigint> {
    return new Map([...billAnswers(of, liars)].map(([aggregator, lines]) => [aggregator, lines[0]!.value]));
  }

  test('up to k-1 liars never bring about a wrong load that is verified', () => {
    const seen = { verified: 0, corrected: 0, unverified: 0, failed: 0 };
    fc.assert(
      fc.property(drawn, (of) => {
        const answering = of.order.slice(0, of.answering);
        const liars = answering.slice(0, Math.min(of.liars, of.k - 1));
        const named = new Set((of.order[0] ?? 0) % 2 === 0 ? liars : []);
        const combined = combineLoad(loadAnswers(of, liars), of.k, new Unweighter(of.n), named);
        seen[combined.status] += 1;
        if (combined.status === 'failed') return;
        const isRight = combined.total === of.totals[0];
        if (combined.status === 'verified') {
          expect(isRight).toBe(true);
          expect(combined.agreeing.length).toBeGreaterThanOrEqual(2 * of.k - 1);
        }
        // Within the bound of decoding a figure is right whatever it is called.
        if (2 * liars.length + of.k <= answering.length) {
          expect(isRight).toBe(true);
          expect(combined.differing).toEqual(sorted(liars));
        }
        expect(sorted([...combined.agreeing, ...combined.differing])).toEqual(sorted(answering));
      }),
      { numRuns: 1500, seed: 5 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
  });

  test('without liars: exact; verified from 2k-1 answers on, unverified from k, failed below', () => {
    fc.assert(
      fc.property(drawn, (of) => {
        const combined = combineLoad(loadAnswers(of, []), of.k, new Unweighter(of.n), new Set());
        if (of.answering < of.k) {
          expect(combined.status).toBe('failed');
          return;
        }
        expect(combined).toEqual({
          status: of.answering >= 2 * of.k - 1 ? 'verified' : 'unverified',
          total: of.totals[0],
          agreeing: sorted(of.order.slice(0, of.answering)),
          differing: [],
        });
      }),
    );
  });

  test('control: k liars who agree do bring about a wrong load, and bills then tell', () => {
    const of: Drawn = {
      n: 3,
      k: 2,
      totals: [5000n],
      randomness: [11n, 12n],
      order: [1, 2, 3],
      answering: 3,
      liars: 2,
      errors: [
        [7n, 0n],
        [7n, 0n],
        [7n, 0n],
      ],
    };
    const load = combineLoad(loadAnswers(of, [1, 2, 3]), 2, new Unweighter(3), new Set());
    expect(load).toMatchObject({ status: 'verified', total: 5007n });
    expect(combineBill(billAnswers(of, [1, 2, 3]), 2, new Unweighter(3), new Set(), isTotal)).toBeUndefined();
  });
});
