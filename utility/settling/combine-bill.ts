/**
 * Combining the aggregators' weighted sums of one meter into its bill. Tags tell right totals from wrong ones, whoever lies,
 * as long as nobody helps who knows the meter's tag key: so all choices of k answers that pass must agree. [P-7.6]
 */
import type { Point } from '../../protocol/math/lagrange.ts';
import type { Unweighter } from './combine.ts';
import { subsets } from './reed-solomon.ts';

/** One line of a bill in one aggregator's answer: its weighted value and tag. */
export interface WeightedLine {
  readonly value: bigint;
  readonly tag: bigint;
}

/** Answers that open a line of a bill to a total that passes its tag. */
export interface Claim {
  readonly line: number;
  readonly total: bigint;
  /** Whose answers lie on its polynomials, ascending. */
  readonly aggregators: readonly number[];
}

export type CombinedBill =
  | {
      readonly status: 'verified';
      /** Totals by line. */
      readonly totals: readonly bigint[];
      readonly agreeing: readonly number[];
      readonly differing: readonly number[];
    }
  /** Subsets that pass the tag open to different totals: somebody who knows the meter's tag key helped. */
  | {
      readonly status: 'disputed';
      /** Of the lines in dispute, those that most answers agree with first. */
      readonly claims: readonly Claim[];
      /** Aggregators that cannot all be right. */
      readonly differing: readonly number[];
    }
  /** No k answers pass. `isConsistent`: all lie on one polynomial, whose tag is wrong. */
  | { readonly status: 'failed'; readonly isConsistent: boolean };

export type IsTotal = (line: number, total: bigint, tag: bigint) => boolean;

/** The unweighted answers of one line, by aggregator in the order of `BillAnswers.aggregators`. */
interface LinePoints {
  readonly line: number;
  readonly values: readonly Point[];
  readonly tags: readonly Point[];
}

/** What a choice of k answers says: on whose answers its polynomials lie, and what its lines open to. */
interface Opening {
  readonly agreeing: readonly number[];
  readonly totals: ReadonlyMap<number, bigint>;
}

/**
 * A meter's totals from the answers (by aggregator; at least k of the same lines). `isTotal` checks a line's total by its
 * tag. Verified only if all choices of k answers that pass agree; where all lie on one polynomial, that is one check.
 */
export function combineBill(
  answers: ReadonlyMap<number, readonly WeightedLine[]>,
  threshold: number,
  unweighter: Unweighter,
  isTotal: IsTotal,
): CombinedBill {
  const aggregators = [...answers.keys()].toSorted((a, b) => a - b);
  const first = aggregators[0];
  if (first === undefined || aggregators.length < threshold) return { status: 'failed', isConsistent: false };
  const lines = Array.from({ length: answers.get(first)?.length ?? 0 }, (_, line): LinePoints => {
    const pointsOf = (which: 'value' | 'tag') =>
      aggregators.map((aggregator) => unweighter.point(aggregator, answers.get(aggregator)?.[line]?.[which] ?? 0n));
    return { line, values: pointsOf('value'), tags: pointsOf('tag') };
  });
  const base = aggregators.slice(0, threshold);
  const split = lines.filter(({ values, tags }) =>
    [values, tags].some((points) => !isOnePolynomial(points, base, unweighter)),
  );
  const whole = new Map<number, bigint>();
  for (const points of lines) {
    if (split.includes(points)) continue;
    const total = openLine(points, base, unweighter, isTotal);
    if (total === undefined) return { status: 'failed', isConsistent: split.length === 0 };
    whole.set(points.line, total);
  }
  if (split.length === 0) return verified(lines, whole, aggregators, []);
  return combineSplit(lines, split, whole, aggregators, threshold, unweighter, isTotal);
}

function verified(
  lines: readonly LinePoints[],
  totals: ReadonlyMap<number, bigint>,
  aggregators: readonly number[],
  differing: readonly number[],
): CombinedBill {
  return {
    status: 'verified',
    totals: lines.map(({ line }) => totals.get(line) ?? 0n),
    agreeing: aggregators.filter((aggregator) => !differing.includes(aggregator)),
    differing,
  };
}

/** Not all answers of every line lie on one polynomial: looks at every choice of k. */
function combineSplit(
  lines: readonly LinePoints[],
  split: readonly LinePoints[],
  whole: ReadonlyMap<number, bigint>,
  aggregators: readonly number[],
  threshold: number,
  unweighter: Unweighter,
  isTotal: IsTotal,
): CombinedBill {
  const lone = combineWithoutOne(lines, split, whole, aggregators, threshold, unweighter, isTotal);
  if (lone !== undefined) return lone;
  const claims: Claim[] = [];
  const openings: Opening[] = [];
  for (const chosen of subsets(aggregators, threshold)) {
    const totals = new Map(whole);
    for (const points of split) {
      const total = openLine(points, chosen, unweighter, isTotal);
      if (total === undefined) continue;
      totals.set(points.line, total);
      // Another choice from the same polynomials says nothing new.
      const isKnown = claims.some(
        (claim) => claim.line === points.line && chosen.every((one) => claim.aggregators.includes(one)),
      );
      if (!isKnown) claims.push({ line: points.line, total, aggregators: agreeingWith([points], chosen, unweighter) });
    }
    if (totals.size < lines.length) continue;
    if (openings.some(({ agreeing }) => chosen.every((one) => agreeing.includes(one)))) continue;
    openings.push({ agreeing: agreeingWith(split, chosen, unweighter), totals });
  }
  const disputed = disputeOf(claims, aggregators, threshold);
  if (disputed !== undefined) return disputed;
  const [opening] = openings;
  if (opening === undefined) return { status: 'failed', isConsistent: false };
  return verified(lines, opening.totals, aggregators, namedBy(openings, aggregators, threshold));
}

/**
 * The everyday liar: all but one answer lie on one polynomial that passes. Every choice of k with the odd one in it is off
 * by a multiple of the same error, so that one such choice speaks for all. Undefined unless it is so and they fail.
 */
function combineWithoutOne(
  lines: readonly LinePoints[],
  split: readonly LinePoints[],
  whole: ReadonlyMap<number, bigint>,
  aggregators: readonly number[],
  threshold: number,
  unweighter: Unweighter,
  isTotal: IsTotal,
): CombinedBill | undefined {
  if (aggregators.length < threshold + 2) return undefined;
  const odd = aggregators.find((one) => {
    const others = aggregators.filter((other) => other !== one);
    return agreeingWith(split, others.slice(0, threshold), unweighter).length === aggregators.length - 1;
  });
  if (odd === undefined) return undefined;
  const others = aggregators.filter((other) => other !== odd);
  const totals = new Map(whole);
  for (const points of split) {
    const total = openLine(points, others.slice(0, threshold), unweighter, isTotal);
    if (total === undefined) return undefined;
    if (openLine(points, [odd, ...others.slice(0, threshold - 1)], unweighter, isTotal) !== undefined) return undefined;
    totals.set(points.line, total);
  }
  return verified(lines, totals, aggregators, [odd]);
}

/** The total of a line by a choice of k answers, if it passes its tag. */
function openLine(
  { line, values, tags }: LinePoints,
  chosen: readonly number[],
  unweighter: Unweighter,
  isTotal: IsTotal,
): bigint | undefined {
  const total = unweighter.open(values, chosen);
  return isTotal(line, total, unweighter.open(tags, chosen)) ? total : undefined;
}

/** Errors that cancel out in the sum are still lies: everybody's share has to lie on the polynomial. */
function isOnePolynomial(points: readonly Point[], base: readonly number[], unweighter: Unweighter): boolean {
  return points.every(({ x, y }) => base.includes(x) || unweighter.valueAt(x, points, base) === y);
}

/** Whose answers lie on the polynomials of a choice of k, in all of these lines; ascending. */
function agreeingWith(lines: readonly LinePoints[], chosen: readonly number[], unweighter: Unweighter): number[] {
  const polynomials = lines.flatMap(({ values, tags }) => [values, tags]);
  return (lines[0]?.values ?? [])
    .map(({ x }) => x)
    .filter(
      (x, at) =>
        chosen.includes(x) || polynomials.every((points) => unweighter.valueAt(x, points, chosen) === points[at]?.y),
    );
}

function disputeOf(
  claims: readonly Claim[],
  aggregators: readonly number[],
  threshold: number,
): CombinedBill | undefined {
  const totals = new Map<number, bigint>();
  const lines = new Set<number>();
  for (const { line, total } of claims) {
    if ((totals.get(line) ?? total) !== total) lines.add(line);
    totals.set(line, total);
  }
  if (lines.size === 0) return undefined;
  const inDispute = claims
    .filter(({ line }) => lines.has(line))
    .toSorted((one, other) => other.aggregators.length - one.aggregators.length);
  const [most] = inDispute;
  const differing = aggregators.filter((one) => inDispute.some(({ aggregators: those }) => !those.includes(one)));
  // With so many on one side, fewer than could have colluded are on the other.
  const isDecided =
    (most?.aggregators.length ?? 0) >= aggregators.length - Math.floor((aggregators.length - threshold) / 2);
  return {
    status: 'disputed',
    claims: inDispute,
    differing: isDecided ? differing.filter((one) => most?.aggregators.includes(one) === false) : differing,
  };
}

/**
 * Who differs, whichever of the polynomials that open to the same totals is the honest one. Liars may choose errors that
 * cancel out in one choice of k: its totals are right, but by its polynomials alone the honest ones would be named. Of the
 * true polynomials at most k - 1 differ.
 */
function namedBy(openings: readonly Opening[], aggregators: readonly number[], threshold: number): number[] {
  const least = aggregators.length - (threshold - 1);
  const plausible = openings.filter(({ agreeing }) => agreeing.length >= least);
  const candidates = plausible.length > 0 ? plausible : openings;
  return aggregators.filter((one) => candidates.every(({ agreeing }) => !agreeing.includes(one)));
}
