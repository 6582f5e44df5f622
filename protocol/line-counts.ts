/** How many cells every meter has in closed pages, by register and rate: counted for all meters at once. [P-7.5] */
import { ColumnCounts, maskOf } from './bit-rows.ts';
import type { Bitmap } from './bitmap.ts';

interface CountedPage {
  readonly set: Bitmap;
  readonly empty: ReadonlySet<string>;
  readonly rate: { readonly name: string };
}

export class LineCounts {
  /** By register, then rate name. */
  private readonly counts = new Map<string, Map<string, ColumnCounts>>();

  constructor(pages: readonly CountedPage[], registers: readonly string[], meterCount: number) {
    const width = (meterCount + 31) >>> 5;
    for (const register of registers) this.counts.set(register, new Map());
    for (const { set, empty, rate } of pages) {
      const row = maskOf(width, set);
      for (const [register, byRate] of this.counts) {
        if (empty.has(register)) continue;
        let counts = byRate.get(rate.name);
        if (counts === undefined) byRate.set(rate.name, (counts = new ColumnCounts(width)));
        counts.add(row);
      }
    }
  }

  /** Cells by rate name of a meter (roster index) that reports the register. */
  of(index: number, register: string): Map<string, number> {
    const found = new Map<string, number>();
    for (const [rate, counts] of this.counts.get(register) ?? []) {
      const cells = counts.of(index);
      if (cells > 0) found.set(rate, cells);
    }
    return found;
  }
}
