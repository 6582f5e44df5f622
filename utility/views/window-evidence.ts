/** What a window's loads say of aggregators, and what is known around its bills. [P-7.6] */
import type { Window } from '../../protocol/grid/interval.ts';
import type { BillSurroundings } from './contradictions.ts';
import type { IndexedArea } from './indexed-area.ts';

/** In how many loads of a window each aggregator's sums contradict those of the others; without those that never do. */
export function loadsContradicted(area: IndexedArea, { from, count }: Window): Map<number, number> {
  const { scheme, nextToClose } = area.log;
  const counts = new Map<number, number>();
  for (let interval = from; interval < Math.min(from + count, nextToClose); interval++)
    for (const { obis } of scheme.registers)
      for (const one of area.load(interval, obis)?.differing ?? []) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** `proofs`: of the archive. */
export function surroundingsOf(
  area: IndexedArea,
  window: Window,
  proofs: BillSurroundings['proofs'],
): BillSurroundings {
  const footing = area.windowFigures.get(window.from);
  return {
    scheme: area.log.scheme,
    area: area.area,
    differingLoads: loadsContradicted(area, window),
    footingProblem: footing?.state === 'differs' ? footing.reason : undefined,
    proofs,
  };
}
