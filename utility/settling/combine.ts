/**
 * Combining the aggregators' weighted sums: weights are undone, and any k answers open a total by interpolation. Only the
 * utility combines. Loads are checked by redundancy; bills by their tags, see `combine-bill.ts`. [P-7.6]
 */
import { add, invert, multiply } from '../../protocol/math/field.ts';
import { type Point, lagrangeWeights } from '../../protocol/math/lagrange.ts';
import { assert } from '../../protocol/machine.ts';
import { decodeAnswers } from './reed-solomon.ts';

/** Undoes the full-set Lagrange weights, so that any k answers open a total. */
export class Unweighter {
  private readonly inverses: readonly bigint[];
  /** Lagrange weights by a choice of aggregators and the place they are for. */
  private readonly weights = new Map<number, ReadonlyMap<number, bigint>>();
  readonly aggregatorCount: number;

  constructor(aggregatorCount: number) {
    this.aggregatorCount = aggregatorCount;
    const xs = Array.from({ length: aggregatorCount }, (_, at) => at + 1);
    this.inverses = lagrangeWeights(xs).map(invert);
  }

  /** `known` if it is for so many aggregators, else a new one: the inverses are worth keeping. */
  static of(aggregatorCount: number, known: Unweighter | undefined): Unweighter {
    return known?.aggregatorCount === aggregatorCount ? known : new Unweighter(aggregatorCount);
  }

  /** The value at 0 of the polynomial through the points of these aggregators. */
  open(points: readonly Point[], chosen: readonly number[]): bigint {
    return this.valueAt(0, points, chosen);
  }

  /** The value at x (0 for the total) of the polynomial through the points of these aggregators. */
  valueAt(x: number, points: readonly Point[], chosen: readonly number[]): bigint {
    const weights = this.weightsOf(x, chosen);
    return points.reduce((sum, point) => {
      const weight = weights.get(point.x);
      return weight === undefined ? sum : add(sum, multiply(weight, point.y));
    }, 0n);
  }

  /** Kept, since every meter's bill asks for the same ones. */
  private weightsOf(x: number, chosen: readonly number[]): ReadonlyMap<number, bigint> {
    const name = chosen.reduce((mask, aggregator) => mask | (1 << aggregator), 0) * 32 + x;
    let known = this.weights.get(name);
    if (known === undefined) {
      const weights = lagrangeWeights(chosen, x);
      known = new Map(chosen.map((aggregator, at) => [aggregator, weights[at] ?? 0n]));
      this.weights.set(name, known);
    }
    return known;
  }

  point(aggregator: number, weighted: bigint): Point {
    const inverse = this.inverses[aggregator - 1];
    assert(inverse !== undefined, 'an aggregator has a weight');
    return { x: aggregator, y: multiply(weighted, inverse) };
  }
}

export type CombinedLoad =
  | {
      readonly status: 'verified' | 'corrected' | 'unverified';
      readonly total: bigint;
      readonly agreeing: readonly number[];
      readonly differing: readonly number[];
    }
  | { readonly status: 'failed'; readonly reason: string };

/**
 * A page's load from the answers (by aggregator). `named`: the liars of its window. `isDoubtful`: a meter of the page may
 * have sent shares that fit nothing, so that who differs need not be a liar here, and nothing is called corrected.
 * Verified needs 2k-1 agreeing answers: k-1 liars can't bring that about for a wrong value.
 */
export function combineLoad(
  answers: ReadonlyMap<number, bigint>,
  threshold: number,
  unweighter: Unweighter,
  named: ReadonlySet<number>,
  isDoubtful = false,
): CombinedLoad {
  const points = [...answers].map(([aggregator, weighted]) => unweighter.point(aggregator, weighted));
  const decoded = decodeAnswers(points, threshold);
  if (decoded !== undefined) {
    const { secret: total, agreeing, differing } = decoded;
    if (agreeing.length >= 2 * threshold - 1) return { status: 'verified', total, agreeing, differing };
    const isNamed = differing.length > 0 && differing.every((aggregator) => named.has(aggregator));
    // So few always agree: what a liar has a part in is as false as its answer.
    const isBacked = agreeing.filter((aggregator) => !named.has(aggregator)).length >= threshold;
    if (isBacked && (differing.length === 0 || isNamed)) {
      return { status: isNamed && !isDoubtful ? 'corrected' : 'unverified', total, agreeing, differing };
    }
    if (differing.every((aggregator) => !named.has(aggregator)) && named.size === 0) {
      return { status: 'unverified', total, agreeing, differing };
    }
  }
  // Without those that the bills convict, the rest may be enough, though not redundant.
  const trusted = points.filter(({ x }) => !named.has(x));
  const rest = named.size === 0 ? undefined : decodeAnswers(trusted, threshold);
  if (rest === undefined) {
    const liars = points.filter(({ x }) => named.has(x)).map(({ x }) => x);
    const without = liars.length === 0 ? '' : ` (without ${liars.join(' and ')}, known to have lied)`;
    const reason =
      trusted.length < threshold
        ? `too few answers${without}: ${trusted.length}, and ${threshold} are needed`
        : `${trusted.length} answers${without} do not agree on one polynomial of ${threshold} shares`;
    return { status: 'failed', reason };
  }
  const differing = [...answers.keys()]
    .filter((aggregator) => !rest.agreeing.includes(aggregator))
    .toSorted((a, b) => a - b);
  return { status: 'unverified', total: rest.secret, agreeing: rest.agreeing, differing };
}
