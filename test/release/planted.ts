/** Mistakes made on purpose in what may be released: the exact twin must find each of them. [P-8.4] */
import { type Released, crowdProblem } from '../../protocol/release/crowd.ts';
import type { EnrolledMeter } from '../../protocol/grid/roster.ts';
import type { Floors } from '../../schemas/types.ts';
import type { Consumption } from './consumption.ts';
import { rowsOf, smallestSupport } from './linear-forms.ts';

export const PLANTED = [
  /** The rule before: so many cells in a cut, of whatever meters. */
  'old-r4',
  /** Remnants of a few meters among nobody else's. */
  'no-company',
  /** The remnants of meters that left are no question. */
  'left-waived',
  /** A line of any length is billed. */
  'short-lines',
  /** Nobody asks whether a page has enough long bills. */
  'no-long-bills',
  /** A register with few meters closes empty, and theirs stay in the others. */
  'registers-apart',
  /** Each register of a meter books void energy from a moment of its own on. */
  'portions-apart',
] as const;

export type Planted = (typeof PLANTED)[number];

/** The check as somebody who made that mistake would have it; undefined: it may be released. */
export function mistakenProblem(
  planted: Planted,
  released: Released,
  floors: Floors,
  meters: readonly EnrolledMeter[],
  end: number,
): string | undefined {
  const { plan } = released;
  const without = (parts: typeof plan.parts): Released => ({
    ...released,
    plan: Object.create(plan, { parts: { value: parts } }) as typeof plan,
  });
  const isUnasked = (problem: string | undefined, words: string): boolean => problem?.includes(words) === true;
  const asked = plan.parts.filter((part) => {
    const problem = crowdProblem(without([part]), floors);
    switch (planted) {
      case 'no-company':
        return !isUnasked(problem, 'remnants of');
      case 'left-waived':
        return !isUnasked(problem, 'remnants of') || [...part.few].some((index) => meters[index]!.until > end);
      case 'short-lines':
        return !isUnasked(problem, 'cells of one meter');
      case 'no-long-bills':
        return !isUnasked(problem, 'a page at rate');
      default:
        return true;
    }
  });
  return crowdProblem(without(asked), floors);
}

/** The rule before, exactly: no combination of totals depends on fewer cells than both floors ask for. */
export function fewCells({ forms, unknowns }: Consumption, { minMeters, minIntervals }: Floors): boolean {
  const all = [...unknowns.keys()];
  return smallestSupport(rowsOf(forms, all), all, Math.min(minMeters, minIntervals)) !== undefined;
}
