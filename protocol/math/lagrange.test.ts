import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, multiply, P } from './field.ts';
import { evaluate, interpolateAt, lagrangeWeights } from './lagrange.ts';
import { slowCoefficients, slowEvaluate } from '../../test/reference/field.ts';

const element = fc.oneof(fc.constantFrom(0n, 1n, P - 1n), fc.bigInt({ min: 0n, max: P - 1n }));
const pool = fc.array(element, { minLength: 8, maxLength: 8 });
const xs = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 2 ** 40 })), {
  minLength: 1,
  maxLength: 8,
});

test('[P-3] evaluate equals its slow twin', () => {
  fc.assert(
    fc.property(fc.array(element, { maxLength: 8 }), fc.nat(), (coefficients, x) => {
      expect(evaluate(coefficients, x)).toBe(slowEvaluate(coefficients, x));
    }),
  );
  expect(evaluate([5n, 7n, 11n], 0)).toBe(5n);
  expect(evaluate([5n, 7n, 11n], 10)).toBe(1175n);
});

test('[P-7.5] the weights open a secret from any k of its shares, in any order', () => {
  fc.assert(
    fc.property(xs, pool, (ownXs, elements) => {
      const coefficients = elements.slice(0, ownXs.length);
      const weights = lagrangeWeights(ownXs);
      let opened = 0n;
      for (const [index, x] of ownXs.entries()) {
        opened = add(opened, multiply(weights[index]!, evaluate(coefficients, x)));
      }
      expect(opened).toBe(coefficients[0]);
    }),
  );
});

test('[P-7.5] one share too few, or the weights of another set, do not open it', () => {
  const coefficients = [42n, 1n, 2n];
  const open = (shareXs: number[], weightXs: number[]): bigint => {
    const weights = lagrangeWeights(weightXs);
    return shareXs.reduce((sum, x, index) => add(sum, multiply(weights[index]!, evaluate(coefficients, x))), 0n);
  };
  expect(open([1, 2, 3], [1, 2, 3])).toBe(42n);
  expect(open([1, 2, 3, 4], [1, 2, 3, 4])).toBe(42n);
  expect(open([1, 2], [1, 2])).not.toBe(42n);
  expect(open([1, 2, 4], [1, 2, 3])).not.toBe(42n);
});

test('[P-7.5] the weights of small sets are the well-known ones', () => {
  expect(lagrangeWeights([1, 2])).toEqual([2n, P - 1n]);
  expect(lagrangeWeights([1, 2, 3])).toEqual([3n, P - 3n, 1n]);
  expect(lagrangeWeights([7])).toEqual([1n]);
});

test('[P-7.6] interpolateAt equals elimination of the Vandermonde system', () => {
  fc.assert(
    fc.property(xs, pool, fc.nat(30), (ownXs, elements, x) => {
      const points = ownXs.map((own, index) => ({ x: own, y: elements[index]! }));
      const twin = slowCoefficients(points);
      expect(interpolateAt(points, x)).toBe(slowEvaluate(twin, x));
      expect(interpolateAt(points, points[0]!.x)).toBe(points[0]!.y);
    }),
    { numRuns: 60 },
  );
});

test('[P-3] an x that is zero, repeated or no integer is refused', () => {
  for (const bad of [[0, 1], [1, 1], [-1, 2], [1.5], [Number.NaN]]) {
    expect(() => lagrangeWeights(bad)).toThrow(RangeError);
  }
  expect(() =>
    interpolateAt(
      [
        { x: 2, y: 1n },
        { x: 2, y: 1n },
      ],
      0,
    ),
  ).toThrow(RangeError);
  expect(() => evaluate([1n], -1)).toThrow(RangeError);
});
