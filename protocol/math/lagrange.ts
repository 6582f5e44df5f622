/**
 * Polynomials over Field128: the shares of a secret are f(1..n), the secret is f(0). [P-3] [P-7.5]
 * Trusts field values to be canonical; x's are small positive integers (aggregator indexes). Corrects no errors:
 * see `utility/settling/reed-solomon.ts`.
 */
import { add, invert, multiply, P, subtract } from './field.ts';

/** One value of a polynomial: `y` = f(`x`). */
export interface Point {
  readonly x: number;
  readonly y: bigint;
}

/**
 * The weights with which the values at `xs` add up to the value at `x`, 0 unless said, in the order of `xs`. Valid for every
 * polynomial of degree below `xs.length`. Throws RangeError unless the x's are distinct positive integers.
 */
export function lagrangeWeights(xs: readonly number[], x = 0): bigint[] {
  // At x = 0 sits the secret itself: a "share" there must not even be thinkable.
  requireDistinct(xs, 1);
  return weightsAt(xs, toElement(x));
}

/** f(x) by Horner's rule; `coefficients` start with the constant term. Throws RangeError if x is no integer >= 0. */
export function evaluate(coefficients: readonly bigint[], x: number): bigint {
  const at = toElement(x);
  let value = 0n;
  for (let index = coefficients.length - 1; index >= 0; index--) {
    value = (value * at + coefficients[index]!) % P;
  }
  return value;
}

/**
 * The value at `x` of the one polynomial of degree below `points.length` through all points.
 * Throws RangeError unless their x's are distinct integers >= 0.
 */
export function interpolateAt(points: readonly Point[], x: number): bigint {
  const xs = points.map((point) => point.x);
  requireDistinct(xs, 0);
  let value = 0n;
  for (const [index, weight] of weightsAt(xs, toElement(x)).entries()) {
    value = add(value, multiply(weight, points[index]!.y));
  }
  return value;
}

/** Weight i is the product over j != i of (x - x_j) / (x_i - x_j). */
function weightsAt(xs: readonly number[], x: bigint): bigint[] {
  return xs.map((own, ownIndex) => {
    let numerator = 1n;
    let denominator = 1n;
    for (const [index, other] of xs.entries()) {
      if (index === ownIndex) continue;
      numerator = multiply(numerator, subtract(x, BigInt(other)));
      denominator = multiply(denominator, subtract(BigInt(own), BigInt(other)));
    }
    return multiply(numerator, invert(denominator));
  });
}

function requireDistinct(xs: readonly number[], least: number): void {
  for (const x of xs) {
    if (!Number.isSafeInteger(x) || x < least) throw new RangeError(`x = ${x} is not an integer >= ${least}`);
  }
  if (new Set(xs).size !== xs.length) throw new RangeError('two points share their x');
}

function toElement(x: number): bigint {
  requireDistinct([x], 0);
  return BigInt(x);
}
