/** Which cells are held, in memory: 8 bytes a cell. The shares themselves stay in the ledger. [P-6.1] */
import type { AreaLog } from '../protocol/area-log.ts';
import { Bitmap } from '../protocol/bitmap.ts';
import type { EnrolledMeter } from '../protocol/roster.ts';

export class CellIndex {
  /** By interval: digest per roster index, 0 for none. */
  private readonly pages = new Map<number, Float64Array>();
  private heldCount = 0;
  private last = -1;

  get size(): number {
    return this.heldCount;
  }

  /** The last interval of which anything is held; -1 if none. */
  get lastInterval(): number {
    return this.last;
  }

  digest(interval: number, index: number): number {
    return this.pages.get(interval)?.[index] ?? 0;
  }

  add(interval: number, index: number, digest: number): void {
    let page = this.pages.get(interval);
    if (page === undefined || page.length <= index) {
      const grown = new Float64Array(Math.max(64, index + 1, (page?.length ?? 0) * 2));
      if (page !== undefined) grown.set(page);
      page = grown;
      this.pages.set(interval, page);
    }
    page[index] = digest;
    this.heldCount += 1;
    this.last = Math.max(this.last, interval);
  }

  /** The meters held of a page. */
  held(interval: number): Bitmap {
    const held = new Bitmap();
    this.pages.get(interval)?.forEach((digest, index) => {
      if (digest !== 0) held.add(index);
    });
    return held;
  }

  /** Whether every cell of a set is held. */
  holdsAll(interval: number, set: Bitmap): boolean {
    for (const index of set) if (this.digest(interval, index) === 0) return false;
    return true;
  }
}

/** Whether every cell of a meter that counts, of closed pages in [from, end), is held. */
export function holdsCells(
  log: AreaLog,
  cells: CellIndex,
  enrolled: EnrolledMeter,
  from: number,
  end: number,
): boolean {
  for (let interval = from; interval < end; interval++) {
    const page = log.pages.get(interval);
    if (page !== undefined && log.isCounted(page, enrolled) && cells.digest(interval, enrolled.index) === 0)
      return false;
  }
  return true;
}
