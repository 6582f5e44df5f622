/**
 * Reed-Solomon decoding of the aggregators' answers: finds the total although some answers are wrong. [P-7.6]
 * Gao's algorithm over Field128, after a try without errors. Certain only up to floor((r - threshold) / 2) wrong ones
 * out of r: more liars than that can agree on another polynomial, which no decoder can notice.
 */
import { add, invert, multiply, negate, subtract } from '../../protocol/math/field.ts';
import { evaluate, interpolateAt, type Point } from '../../protocol/math/lagrange.ts';

export interface Decoded {
  /** The value at 0. */
  readonly secret: bigint;
  /** The x's whose answers lie on the polynomial, ascending. */
  readonly agreeing: number[];
  /** The x's whose answers do not, ascending. */
  readonly differing: number[];
}

/** Coefficients, constant term first, without leading zeros: the zero polynomial is []. */
type Polynomial = readonly bigint[];

/**
 * The one polynomial of degree below `threshold` with which at least r - floor((r - threshold) / 2) of the r points
 * agree; undefined if there is none or r < threshold. Throws RangeError unless the x's are distinct integers > 0.
 */
export function decodeAnswers(points: readonly Point[], threshold: number): Decoded | undefined {
  if (!Number.isSafeInteger(threshold) || threshold < 1) throw new RangeError(`bad threshold ${threshold}`);
  const sorted = points.toSorted((a, b) => a.x - b.x);
  requireShareXs(sorted);
  if (sorted.length < threshold) return undefined;
  return decodeFaultless(sorted, threshold) ?? decodeFaulty(sorted, threshold);
}

/** All choices of `size` items, in lexicographic order of their positions: for searches by tag. */
export function* subsets<T>(items: readonly T[], size: number): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = 0; first + size <= items.length; first++) {
    for (const rest of subsets(items.slice(first + 1), size - 1)) yield [items[first]!, ...rest];
  }
}

/** The everyday case, at a fraction of the cost: all points lie on the polynomial of the first `threshold` ones. */
function decodeFaultless(points: readonly Point[], threshold: number): Decoded | undefined {
  const base = points.slice(0, threshold);
  for (const { x, y } of points.slice(threshold)) if (interpolateAt(base, x) !== y) return undefined;
  return { secret: interpolateAt(base, 0), agreeing: points.map(({ x }) => x), differing: [] };
}

/** S. Gao, "A new algorithm for decoding Reed-Solomon codes" (2003). */
function decodeFaulty(points: readonly Point[], threshold: number): Decoded | undefined {
  const count = points.length;
  let locator: Polynomial = [1n];
  for (const { x } of points) locator = timesRoot(locator, BigInt(x));
  // Invariant of the Euclidean run: remainder = factor * interpolant (mod locator).
  let previous: Polynomial = locator;
  let remainder = interpolant(points, locator);
  let previousFactor: Polynomial = [];
  let factor: Polynomial = [1n];
  while (2 * degree(remainder) >= count + threshold) {
    const division = divide(previous, remainder);
    [previous, remainder] = [remainder, division.remainder];
    [previousFactor, factor] = [factor, difference(previousFactor, product(division.quotient, factor))];
  }
  const { quotient, remainder: rest } = divide(remainder, factor);
  if (rest.length > 0 || quotient.length > threshold) return undefined;
  const agreeing = points.filter(({ x, y }) => evaluate(quotient, x) === y).map(({ x }) => x);
  // Who differs is a root of `factor`, so at most (r-k)/2 do and this always holds; but it is what makes the answer
  // unique, and a wrong total must not depend on the reader believing that.
  if (agreeing.length < count - Math.floor((count - threshold) / 2)) return undefined;
  const differing = points.map(({ x }) => x).filter((x) => !agreeing.includes(x));
  return { secret: quotient[0] ?? 0n, agreeing, differing };
}

/** The polynomial through all points: sum of y_i * (locator / (z - x_i)), each scaled to be y_i at x_i. */
function interpolant(points: readonly Point[], locator: Polynomial): Polynomial {
  const sum = points.map(() => 0n);
  for (const { x, y } of points) {
    const { quotient: basis } = divide(locator, [negate(BigInt(x)), 1n]);
    const scale = multiply(y, invert(evaluate(basis, x)));
    for (const [index, coefficient] of basis.entries()) sum[index] = add(sum[index]!, multiply(scale, coefficient));
  }
  return trim(sum);
}

function degree(polynomial: Polynomial): number {
  return polynomial.length - 1;
}

/** polynomial * (z - root) */
function timesRoot(polynomial: Polynomial, root: bigint): Polynomial {
  return product(polynomial, [negate(root), 1n]);
}

function product(a: Polynomial, b: Polynomial): Polynomial {
  const out = Array.from({ length: Math.max(0, a.length + b.length - 1) }, () => 0n);
  for (const [i, left] of a.entries()) {
    for (const [j, right] of b.entries()) out[i + j] = add(out[i + j]!, multiply(left, right));
  }
  return trim(out);
}

function difference(a: Polynomial, b: Polynomial): Polynomial {
  const length = Math.max(a.length, b.length);
  return trim(Array.from({ length }, (_, index) => subtract(a[index] ?? 0n, b[index] ?? 0n)));
}

function divide(dividend: Polynomial, divisor: Polynomial): { quotient: Polynomial; remainder: Polynomial } {
  const rest = [...dividend];
  const quotient: bigint[] = Array.from({ length: Math.max(0, dividend.length - divisor.length + 1) }, () => 0n);
  const inverse = invert(divisor.at(-1) ?? 0n);
  for (let shift = quotient.length - 1; shift >= 0; shift--) {
    const scale = multiply(rest[shift + divisor.length - 1]!, inverse);
    quotient[shift] = scale;
    for (const [index, coefficient] of divisor.entries()) {
      rest[shift + index] = subtract(rest[shift + index]!, multiply(scale, coefficient));
    }
  }
  return { quotient: trim(quotient), remainder: trim(rest) };
}

function trim(coefficients: readonly bigint[]): Polynomial {
  return coefficients.slice(0, coefficients.findLastIndex((coefficient) => coefficient !== 0n) + 1);
}

/** Two answers of one aggregator would count it twice, and x = 0 is the secret: both are bugs of the caller. */
function requireShareXs(sorted: readonly Point[]): void {
  for (const [index, { x }] of sorted.entries()) {
    if (!Number.isSafeInteger(x) || x < 1) throw new RangeError(`x = ${x} is not a positive integer`);
    if (index > 0 && sorted[index - 1]!.x === x) throw new RangeError(`two answers at x = ${x}`);
  }
}
