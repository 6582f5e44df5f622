/** How many cells every meter has in closed pages, by rate: counted for all meters at once. [P-7.5] */
import { ColumnCounts, maskOf } from '../math/bit-rows.ts';
import type { Bitmap } from '../math/bitmap.ts';

interface CountedPage {
  readonly set: Bitmap;
  readonly rate: { readonly name: string };
}

export class LineCounts {
  private readonly counts = new Map<string, ColumnCounts>();

  constructor(pages: readonly CountedPage[], meterCount: number) {
    const width = (meterCount + 31) >>> 5;
    for (const { set, rate } of pages) {
      let counts = this.counts.get(rate.name);
      if (counts === undefined) this.counts.set(rate.name, (counts = new ColumnCounts(width)));
      counts.add(maskOf(width, set));
    }
  }

  /** In code-unit order. */
  get rates(): string[] {
    return [...this.counts.keys()].toSorted();
  }

  /** Cells of a meter (roster index) at a rate. */
  of(index: number, rate: string): number {
    return this.counts.get(rate)?.of(index) ?? 0;
  }
}
