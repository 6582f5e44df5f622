/**
 * Who waits with those that have to: as long as the bills that would be released let anybody isolate too few cells, the
 * first meter that such a cut separates waits, too. One algorithm for who proposes and who checks. [P-8.4]
 * It ends: a meter that waits only takes cuts away, and with nobody released the graph is what it was before.
 */
import type { Floors } from '../schemas/types.ts';
import { Bitmap } from './bitmap.ts';
import type { Judgement, LoadPage } from './release-graph.ts';

/** A meter whose bill could be released. */
export interface Candidate {
  readonly index: number;
  /** It left: later cells can't join those that wait. */
  readonly hasLeft: boolean;
  /** Start of the window of its first cell that no bill covers: earlier when it waited before. */
  readonly since: number;
  readonly cells: number;
}

/** The order in which meters wait: who is still there, who waited least, who has the fewest cells, the lowest index. */
function byPatience(one: Candidate, other: Candidate): number {
  return (
    Number(one.hasLeft) - Number(other.hasLeft) ||
    other.since - one.since ||
    one.cells - other.cells ||
    one.index - other.index
  );
}

/** Roster indices of those that wait with others, so that no cut of the release graph is thin. */
export function companionsAmong(
  judgement: Judgement,
  window: { readonly from: number; readonly pages: readonly LoadPage[] },
  candidates: readonly Candidate[],
  floors: Floors,
): Set<number> {
  const waiting = new Set<number>();
  let order = candidates.toSorted(byPatience).map(({ index }) => index);
  for (;;) {
    const exposure = judgement.exposure({ ...window, released: Bitmap.of(order) }, order, floors);
    if (exposure === undefined) return waiting;
    waiting.add(exposure.index);
    order = order.filter((index) => index !== exposure.index);
  }
}
