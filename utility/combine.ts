/**
 * Combining the aggregators' weighted sums into totals: all n just add up; fewer are unweighted and interpolated. Only
 * the utility combines. Bills are checked by their tags, loads by redundancy. [P-7.6]
 */
import { add, invert, multiply } from '../protocol/field.ts';
import { type Point, interpolateAt, lagrangeWeights } from '../protocol/lagrange.ts';
import { assert } from '../protocol/machine.ts';
import { decodeAnswers, subsets } from './decode.ts';

/** Undoes the full-set Lagrange weights, so that any k answers open a total. */
export class Unweighter {
  private readonly inverses: readonly bigint[];
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
 * A page's load from the answers (by aggregator). `named`: the liars that the bills of its window name.
 * Verified needs 2k-1 agreeing answers: k-1 liars can't bring that about for a wrong value.
 */
export function combineLoad(
  answers: ReadonlyMap<number, bigint>,
  threshold: number,
  unweighter: Unweighter,
  named: ReadonlySet<number>,
): CombinedLoad {
  const points = [...answers].map(([aggregator, weighted]) => unweighter.point(aggregator, weighted));
  const decoded = decodeAnswers(points, threshold);
  if (decoded !== undefined) {
    const { secret: total, agreeing, differing } = decoded;
    if (agreeing.length >= 2 * threshold - 1) return { status: 'verified', total, agreeing, differing };
    const isNamed = differing.length > 0 && differing.every((aggregator) => named.has(aggregator));
    if (differing.length === 0 || isNamed) {
      return { status: isNamed ? 'corrected' : 'unverified', total, agreeing, differing };
    }
    if (differing.every((aggregator) => !named.has(aggregator)) && named.size === 0) {
      return { status: 'unverified', total, agreeing, differing };
    }
  }
  // Without those that the bills convict, the rest may be enough, though not redundant.
  const trusted = points.filter(({ x }) => !named.has(x));
  const rest = named.size === 0 ? undefined : decodeAnswers(trusted, threshold);
  if (rest === undefined) {
    return {
      status: 'failed',
      reason: `${answers.size} answers do not agree on one polynomial of ${threshold} shares`,
    };
  }
  const differing = [...answers.keys()]
    .filter((aggregator) => !rest.agreeing.includes(aggregator))
    .toSorted((a, b) => a - b);
  return { status: 'unverified', total: rest.secret, agreeing: rest.agreeing, differing };
}

/** One line of a bill in one aggregator's answer: its weighted value and tag. */
export interface WeightedLine {
  readonly value: bigint;
  readonly tag: bigint;
}

export interface CombinedBill {
  /** Totals by line. */
  readonly totals: readonly bigint[];
  readonly agreeing: readonly number[];
  readonly differing: readonly number[];
}

function interpolate(points: readonly Point[]): bigint {
  return interpolateAt(points, 0);
}

/**
 * A meter's totals from the answers (by aggregator; at least k). `isTotal` checks a line's total by its tag. Undefined
 * when no k answers give totals that pass: then nothing is reported. `suspects` are tried last.
 */
export function combineBill(
  answers: ReadonlyMap<number, readonly WeightedLine[]>,
  threshold: number,
  unweighter: Unweighter,
  suspects: ReadonlySet<number>,
  isTotal: (line: number, total: bigint, tag: bigint) => boolean,
): CombinedBill | undefined {
  const aggregators = [...answers.keys()].toSorted(
    (a, b) => Number(suspects.has(a)) - Number(suspects.has(b)) || a - b,
  );
  const first = aggregators[0];
  if (first === undefined || aggregators.length < threshold) return undefined;
  const lineCount = answers.get(first)?.length ?? 0;
  if (aggregators.length === unweighter.aggregatorCount) {
    const sums = addAll([...answers.values()], lineCount);
    const [base, others] = [aggregators.slice(0, threshold), aggregators.slice(threshold)];
    // Errors that cancel out in the sum are still lies: everybody's share has to lie on the polynomial.
    if (
      sums.every(({ value, tag }, line) => isTotal(line, value, tag)) &&
      others.every((aggregator) => isOnPolynomial(answers, base, aggregator, lineCount, unweighter))
    )
      return { totals: sums.map(({ value }) => value), agreeing: without(aggregators, []), differing: [] };
  }
  const decoded = decodeBill(answers, aggregators, threshold, lineCount, unweighter, isTotal);
  if (decoded !== undefined) return decoded;
  for (const subset of subsets(aggregators, threshold)) {
    const totals: bigint[] = [];
    for (let line = 0; line < lineCount; line++) {
      const total = interpolate(pointsOf(answers, subset, line, 'value', unweighter));
      const tag = interpolate(pointsOf(answers, subset, line, 'tag', unweighter));
      if (!isTotal(line, total, tag)) break;
      totals.push(total);
    }
    if (totals.length < lineCount) continue;
    const differing = aggregators.filter(
      (aggregator) =>
        !subset.includes(aggregator) && !isOnPolynomial(answers, subset, aggregator, lineCount, unweighter),
    );
    return { totals, agreeing: without(aggregators, differing), differing: differing.toSorted((a, b) => a - b) };
  }
  return undefined;
}

function without(aggregators: readonly number[], excluded: readonly number[]): number[] {
  return aggregators.filter((aggregator) => !excluded.includes(aggregator)).toSorted((a, b) => a - b);
}

function addAll(answers: readonly (readonly WeightedLine[])[], lineCount: number): WeightedLine[] {
  return Array.from({ length: lineCount }, (_, line) =>
    answers.reduce(
      (sum, answer) => ({
        value: add(sum.value, answer[line]?.value ?? 0n),
        tag: add(sum.tag, answer[line]?.tag ?? 0n),
      }),
      { value: 0n, tag: 0n },
    ),
  );
}

function pointsOf(
  answers: ReadonlyMap<number, readonly WeightedLine[]>,
  aggregators: readonly number[],
  line: number,
  which: 'value' | 'tag',
  unweighter: Unweighter,
): Point[] {
  return aggregators.map((aggregator) => unweighter.point(aggregator, answers.get(aggregator)?.[line]?.[which] ?? 0n));
}

function isOnPolynomial(
  answers: ReadonlyMap<number, readonly WeightedLine[]>,
  base: readonly number[],
  aggregator: number,
  lineCount: number,
  unweighter: Unweighter,
): boolean {
  for (let line = 0; line < lineCount; line++) {
    for (const which of ['value', 'tag'] as const) {
      const own = unweighter.point(aggregator, answers.get(aggregator)?.[line]?.[which] ?? 0n);
      if (interpolateAt(pointsOf(answers, base, line, which, unweighter), aggregator) !== own.y) return false;
    }
  }
  return true;
}

/**
 * The bill if few enough differ for the polynomials to be certain. Liars can choose errors that cancel out in one
 * subset of k: its totals are right, but by its polynomial the honest ones would be named.
 */
function decodeBill(
  answers: ReadonlyMap<number, readonly WeightedLine[]>,
  aggregators: readonly number[],
  threshold: number,
  lineCount: number,
  unweighter: Unweighter,
  isTotal: (line: number, total: bigint, tag: bigint) => boolean,
): CombinedBill | undefined {
  const totals: bigint[] = [];
  const faulty = new Set<number>();
  for (let line = 0; line < lineCount; line++) {
    const value = decodeAnswers(pointsOf(answers, aggregators, line, 'value', unweighter), threshold);
    const tag = decodeAnswers(pointsOf(answers, aggregators, line, 'tag', unweighter), threshold);
    if (value === undefined || tag === undefined || !isTotal(line, value.secret, tag.secret)) return undefined;
    totals.push(value.secret);
    for (const aggregator of [...value.differing, ...tag.differing]) faulty.add(aggregator);
  }
  const differing = [...faulty].toSorted((a, b) => a - b);
  return { totals, agreeing: without(aggregators, differing), differing };
}
