/** Combining: right or refused, never wrong; and who is named has lied. Whoever answers, is dead or lies. [P-7.6] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { P } from '../../protocol/math/field.ts';
import { lagrangeWeights } from '../../protocol/math/lagrange.ts';
import { slowAdd, slowEvaluate, slowInvert, slowMultiply, slowSubtract } from '../../test/reference/field.ts';
import { type CombinedBill, type WeightedLine, combineBill } from './combine-bill.ts';
import { Unweighter, combineLoad } from './combine.ts';

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
        const combined = combineBill(billAnswers(of, liars), of.k, new Unweighter(of.n), isTotal);
        if (answering.length - liars.length < of.k) {
          // Errors drawn by chance cannot satisfy a tag.
          expect(combined.status).toBe('failed');
          seen.refused += 1;
          return;
        }
        expect(combined).toEqual({
          status: 'verified',
          totals: of.totals,
          agreeing: sorted(answering.filter((aggregator) => !liars.includes(aggregator))),
          differing: sorted(liars),
        });
        seen.opened += 1;
        if (liars.length > 0) seen.withLiars += 1;
      }),
      { numRuns: 600, seed: 11 },
    );
    // Control: every case came up.
    expect(Math.min(seen.opened, seen.withLiars, seen.refused)).toBeGreaterThan(30);
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
      const combined = combineBill(cancelling(which, base), 3, new Unweighter(7), isTotal);
      expect(combined).toMatchObject({ status: 'verified', totals: [5000n], differing: [1, 2] });
    },
  );

  /** Adds to an aggregator's answer what the tag cannot tell: somebody who knows alpha helped. */
  function helped(of: Drawn, aggregator: number, errors: readonly bigint[]): Map<number, WeightedLine[]> {
    const answers = billAnswers(of, []);
    const weight = weightOf(of.n, aggregator);
    const lines = answers.get(aggregator)!.map(({ value, tag }, at) => {
      const error = slowMultiply(weight, errors[at] ?? 0n);
      return { value: slowAdd(value, error), tag: slowAdd(tag, slowMultiply(ALPHA, error)) };
    });
    return answers.set(aggregator, lines);
  }

  function plain(n: number, k: number, totals: readonly bigint[]): Drawn {
    const order = Array.from({ length: n }, (_, at) => at + 1);
    const randomness = Array.from({ length: 6 * (k - 1) }, (_, at) => BigInt(7919 * (at + 1)));
    return { n, k, totals: [...totals], randomness, order, answering: n, liars: 0, errors: [] };
  }

  test('whoever knows the tag key and has one aggregator brings about a dispute and nothing that is verified', () => {
    fc.assert(
      fc.property(drawn, nonZero, fc.nat({ max: 2 }), fc.nat(), (of, error, line, who) => {
        fc.pre(of.answering > of.k && line < of.totals.length);
        const aggregator = of.order[who % of.answering]!;
        const errors = of.totals.map((_, at) => (at === line ? error : 0n));
        const combined = combineBill(helped(of, aggregator, errors), of.k, new Unweighter(of.n), isTotal);
        expect(combined.status).toBe('disputed');
        if (combined.status !== 'disputed') return;
        expect(combined.differing).toContain(aggregator);
        // With two answers more than needed on one side nobody else can be meant.
        if (of.answering >= of.k + 2) expect(combined.differing).toEqual([aggregator]);
        expect(combined.claims.every((claim) => claim.line === line)).toBe(true);
      }),
      { numRuns: 300, seed: 3 },
    );
    // Control: the same error without the key is a lie like any other.
    const answers = helped(plain(5, 3, [5000n]), 2, [7n]);
    const [line] = answers.get(2)!;
    answers.set(2, [{ value: line!.value, tag: slowAdd(line!.tag, 1n) }]);
    expect(combineBill(answers, 3, new Unweighter(5), isTotal)).toMatchObject({ status: 'verified', differing: [2] });
  });

  test('two of three: every two answers open another total, and nobody of the three is called the liar', () => {
    const combined = combineBill(helped(plain(3, 2, [15_000n]), 1, [7_000n]), 2, new Unweighter(3), isTotal);
    expect(combined).toMatchObject({ status: 'disputed', differing: [1, 2, 3] });
    const claims = combined.status === 'disputed' ? combined.claims : [];
    expect(claims.map(({ aggregators }) => aggregators)).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(claims[2]?.total).toBe(15_000n);
    expect(new Set(claims.map(({ total }) => total)).size).toBe(3);
  });

  test('a polynomial that fits all and whose tag is wrong is told apart from answers that fit nothing', () => {
    const of = plain(3, 2, [15_000n]);
    const wrong: typeof isTotal = (line, total, tag) => isTotal(line, total, slowAdd(tag, 1n));
    const fits: CombinedBill = combineBill(billAnswers(of, []), 2, new Unweighter(3), wrong);
    expect(fits).toEqual({ status: 'failed', isConsistent: true });
    const split = combineBill(helped(of, 1, [7n]), 2, new Unweighter(3), wrong);
    expect(split).toEqual({ status: 'failed', isConsistent: false });
  });

  test('the most choices there can be, 8 of 16 with two liars and three lines, are looked at in bounded time', () => {
    const of = {
      ...plain(16, 8, [1n, 2n, 3n]),
      errors: Array.from({ length: 16 }, () => [3n, 5n] as [bigint, bigint]),
    };
    const answers = billAnswers(of, [4, 9]);
    const unweighter = new Unweighter(16);
    const startedAt = performance.now();
    expect(combineBill(answers, 8, unweighter, isTotal)).toMatchObject({ status: 'verified', differing: [4, 9] });
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  test('no answers, no bill', () => {
    expect(combineBill(new Map(), 2, new Unweighter(3), isTotal).status).toBe('failed');
  });
});

describe('[P-7.6] loads', () => {
  function loadAnswers(of: Drawn, liars: readonly number[]): Map<number, bigint> {
    return new Map([...billAnswers(of, liars)].map(([aggregator, lines]) => [aggregator, lines[0]!.value]));
  }

  const plainLoad: Drawn = {
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
        // Nobody who is known to have lied has a part in what is said, however few answers there are.
        if (named.size === liars.length) expect(isRight).toBe(true);
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

  test('two answers always agree: one that is known for a lie gives no load', () => {
    const answers = new Map([...loadAnswers(plainLoad, [1])].filter(([aggregator]) => aggregator !== 2));
    const with1 = combineLoad(answers, 2, new Unweighter(3), new Set());
    expect(with1).toMatchObject({ status: 'unverified', agreeing: [1, 3] });
    expect(combineLoad(answers, 2, new Unweighter(3), new Set([1]))).toEqual({
      status: 'failed',
      reason: 'too few answers (without 1, known to have lied): 1, and 2 are needed',
    });
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
    const of = plainLoad;
    const load = combineLoad(loadAnswers(of, [1, 2, 3]), 2, new Unweighter(3), new Set());
    expect(load).toMatchObject({ status: 'verified', total: 5007n });
    expect(combineBill(billAnswers(of, [1, 2, 3]), 2, new Unweighter(3), isTotal).status).toBe('failed');
  });
});
