/**
 * Every cut of the release graph of one window, register and rate, one after the other: the promise itself, with no
 * argument about it. For windows of a few meters and pages only: 2 to the number of totals. [P-8.4]
 */

export interface Cell {
  readonly meter: string;
  /** The load that it is in; undefined if in none. */
  readonly page: number | undefined;
  /** The bill total that it is in; undefined if in none. */
  readonly bill: string | undefined;
}

/** More totals than this are not looked at. */
const MOST_TOTALS = 14;

export interface CutFloors {
  readonly minIntervals: number;
  readonly minCrowd: number;
}

/**
 * A cut with cells of fewer than `minCrowd` meters, and of one of them fewer than `minIntervals`, in words. Undefined if
 * there is none. Each union of bonds is a cut, so that all of them hold if all cuts do.
 */
export function thinCut(cells: readonly Cell[], { minIntervals, minCrowd }: CutFloors): string | undefined {
  const named = cells.map(({ meter, page, bill }) => ({
    meter,
    page: page === undefined ? 'ground' : `page ${page}`,
    bill: bill ?? 'ground',
  }));
  const totals = [...new Set(named.flatMap(({ page, bill }) => [page, bill]))].filter((total) => total !== 'ground');
  if (totals.length > MOST_TOTALS) return undefined;
  const bits = new Map(totals.map((total, at) => [total, 1 << at]));
  // The ground is never on the side that is looked at.
  const ends = named.map(({ meter, page, bill }) => ({ meter, page: bits.get(page) ?? 0, bill: bits.get(bill) ?? 0 }));
  for (let side = 1; side < 1 << totals.length; side++) {
    const counts = new Map<string, number>();
    for (const { meter, page, bill } of ends) {
      if (((side & page) === 0) !== ((side & bill) === 0)) counts.set(meter, (counts.get(meter) ?? 0) + 1);
      if (counts.size >= minCrowd) break;
    }
    if (counts.size === 0 || counts.size >= minCrowd) continue;
    const thin = [...counts].find(([, count]) => count < minIntervals);
    if (thin !== undefined)
      return `${totals.filter((_, at) => (side & (1 << at)) !== 0).join(' + ')} tell ${[...counts].map(([meter, count]) => `${count} cells of ${meter}`).join(', ')} from all others`;
  }
  return undefined;
}
