/**
 * The check of who learns what: whether bills, loads and remnants of a window can tell the cells of fewer than `minCrowd`
 * meters from all others, unless they are `minIntervals` of each. Four conditions, and no flows. [P-8.4]
 */
import type { Floors } from '../../schemas/types.ts';
import type { Part, WindowPlan } from './remnants.ts';

/** Who has been released of a window, and who still may be. */
export interface Released {
  readonly plan: WindowPlan;
  /** Whether a meter's bill of the window is released, by now or by the entry that is asked about. */
  readonly isReleased: (index: number) => boolean;
  /** Parts of which no bill is released though their meters are. */
  readonly withheld: ReadonlySet<Part>;
}

/**
 * Why a cut of the release graph would be thin under these floors, in words; undefined if none is.
 * `personOf`: whom a meter (by id) counts as, where a party knows better than that every meter is somebody else.
 */
export function crowdProblem(
  { plan, isReleased, withheld }: Released,
  floors: Pick<Floors, 'minIntervals' | 'minCrowd'>,
  personOf?: (meterId: string) => string,
): string | undefined {
  const { minIntervals, minCrowd } = floors;
  for (const part of plan.parts) {
    if (part.isWhole) continue;
    for (const cells of part.kept.values()) {
      // Released, or waiting: both are told apart from all others, or will be.
      if (cells < minIntervals) return `${cells} cells of one meter at rate ${part.rate}, fewer than ${minIntervals}`;
    }
    if (part.loads === '') continue;
    const remnant = new Set([...plan.remnantIds(part)].map((id) => personOf?.(id) ?? id));
    if (remnant.size > 0 && remnant.size < minCrowd)
      return `remnants of ${remnant.size} meters at rate ${part.rate}, fewer than ${minCrowd}`;
    if (withheld.has(part)) continue;
    const released = [...part.kept.keys()].filter((index) => isReleased(index));
    if (released.length > 0 && !plan.isCrowded(part, released, minCrowd, personOf))
      return `a page at rate ${part.rate} has fewer than ${minCrowd} meters in bills of more than half of the window`;
  }
  return undefined;
}
