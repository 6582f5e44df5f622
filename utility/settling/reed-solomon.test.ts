import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, P } from '../../protocol/math/field.ts';
import { evaluate } from '../../protocol/math/lagrange.ts';
import { type Decoded, decodeAnswers, subsets } from './reed-solomon.ts';
import { slowCoefficients, slowEvaluate } from '../../test/reference/field.ts';

type Points = { x: number; y: bigint }[];

/** The twin: interpolates every choice of `threshold` points and counts who agrees. */
function slowDecode(points: Points, threshold: number): Decoded | undefined {
  const needed = points.length - Math.floor((points.length - threshold) / 2);
  for (const chosen of subsets(points, threshold)) {
    const coefficients = slowCoefficients(chosen);
    const xs = points.map(({ x }) => x).toSorted((a, b) => a - b);
    const agreeing = xs.filter((x) => slowEvaluate(coefficients, x) === points.find((point) => point.x === x)!.y);
    if (agreeing.length < needed) continue;
    return { secret: coefficients[0]!, agreeing, differing: xs.filter((x) => !agreeing.includes(x)) };
  }
  return undefined;
}

const point = (x: number): { x: number; y: bigint } => ({ x, y: 1n });

const element = fc.oneof(fc.constantFrom(0n, 1n, P - 1n), fc.bigInt({ min: 0n, max: P - 1n }));

interface Case {
  readonly points: Points;
  readonly threshold: number;
  readonly coefficients: bigint[];
  readonly wrong: number[];
}

/** r answers in random order, some of them wrong: either independently, or all on one other polynomial. */
const answers = (maxCount: number): fc.Arbitrary<Case> =>
  fc
    .record({
      xs: fc.uniqueArray(fc.integer({ min: 1, max: 16 }), { minLength: 1, maxLength: maxCount }),
      thresholdSeed: fc.nat(),
      wrongSeed: fc.nat(),
      pool: fc.array(element, { minLength: maxCount, maxLength: maxCount }),
      errors: fc.array(fc.bigInt({ min: 1n, max: P - 1n }), { minLength: maxCount, maxLength: maxCount }),
      isCollusion: fc.boolean(),
    })
    .map(({ xs, thresholdSeed, wrongSeed, pool, errors, isCollusion }) => {
      const threshold = 1 + (thresholdSeed % xs.length);
      const coefficients = pool.slice(0, threshold);
      const wrong = xs.slice(0, wrongSeed % (xs.length - threshold + 1));
      const error = (x: number, index: number): bigint => {
        if (!wrong.includes(x)) return 0n;
        return isCollusion ? evaluate(errors.slice(0, threshold), x) : errors[index]!;
      };
      const points = xs.map((x, index) => ({ x, y: add(evaluate(coefficients, x), error(x, index)) }));
      return { points, threshold, coefficients, wrong: wrong.filter((x, index) => error(x, index) !== 0n) };
    });

describe('decodeAnswers', () => {
  test('[P-7.6] finds what a search through all subsets finds, or nothing like it', () => {
    fc.assert(
      fc.property(answers(7), ({ points, threshold }) => {
        expect(decodeAnswers(points, threshold)).toEqual(slowDecode(points, threshold));
      }),
      { numRuns: 400 },
    );
  });

  test('[P-7.6] corrects up to (r-k)/2 wrong answers of up to 16 and names them', () => {
    let correctedCount = 0;
    fc.assert(
      fc.property(answers(16), ({ points, threshold, coefficients, wrong }) => {
        if (wrong.length > (points.length - threshold) / 2) return;
        if (wrong.length > 0) correctedCount += 1;
        const decoded = decodeAnswers(points, threshold);
        expect(decoded?.secret).toBe(coefficients[0]);
        expect(decoded?.differing).toEqual(wrong.toSorted((a, b) => a - b));
      }),
      { numRuns: 1000 },
    );
    // Control: the property was not vacuous.
    expect(correctedCount).toBeGreaterThan(100);
  });

  test('[P-7.6] with r - k = 1 a wrong answer is detected, with r = k it can not be', () => {
    const points = [1, 2, 3].map((x) => ({ x, y: evaluate([100n, 7n], x) }));
    expect(decodeAnswers(points, 2)).toEqual({ secret: 100n, agreeing: [1, 2, 3], differing: [] });
    const spoilt = points.map(({ x, y }) => ({ x, y: x === 2 ? y + 1n : y }));
    expect(decodeAnswers(spoilt, 2)).toBeUndefined();
    expect(decodeAnswers(spoilt.slice(0, 2), 2)?.secret).toBe(99n);
  });

  test('[P-7.6] more liars than (r-k)/2 who agree with each other win: why a load may only be `corrected`', () => {
    const honest = [5n, 1n];
    const lie = [6n, 9n];
    const points = [1, 2, 3, 4].map((x) => ({ x, y: evaluate(x <= 1 ? honest : lie, x) }));
    expect(decodeAnswers(points, 2)).toEqual({ secret: 6n, agreeing: [2, 3, 4], differing: [1] });
  });

  test('[P-7.6] fewer answers than the threshold give nothing', () => {
    expect(decodeAnswers([], 1)).toBeUndefined();
    expect(decodeAnswers([{ x: 3, y: 1n }], 2)).toBeUndefined();
  });

  test('[P-7.6] zero is a secret like any other', () => {
    const points = [1, 2, 3, 4, 5].map((x) => ({ x, y: x === 4 ? 1n : 0n }));
    expect(decodeAnswers(points, 2)).toEqual({ secret: 0n, agreeing: [1, 2, 3, 5], differing: [4] });
  });

  test('[P-7.6] two answers at one x, or one at 0, are the caller’s bug', () => {
    expect(() => decodeAnswers([point(1), point(1)], 1)).toThrow(RangeError);
    expect(() => decodeAnswers([point(0), point(1)], 1)).toThrow(RangeError);
    expect(() => decodeAnswers([point(1)], 0)).toThrow(RangeError);
  });
});

describe('subsets', () => {
  test('[P-7.6] come in lexicographic order, each once', () => {
    expect([...subsets(['a', 'b', 'c', 'd'], 2)].map((chosen) => chosen.join(''))).toEqual([
      'ab',
      'ac',
      'ad',
      'bc',
      'bd',
      'cd',
    ]);
    expect([...subsets([1, 2, 3], 0)]).toEqual([[]]);
    expect([...subsets([1, 2, 3], 3)]).toEqual([[1, 2, 3]]);
    expect([...subsets([1, 2, 3], 4)]).toEqual([]);
    const all = [...subsets([1, 2, 3, 4, 5, 6, 7, 8], 4)];
    expect(new Set(all.map(String)).size).toBe(70);
  });
});
