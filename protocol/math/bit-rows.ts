/**
 * Bitmaps as 32-bit words, so that questions about thousands of meters in thousands of pages are answered a word at a
 * time: how many bits two have in common, how many rows have each bit. [P-8.4]
 */
import type { Bitmap } from './bitmap.ts';

/** Bits over the same columns as the rows that it is held against. */
export type Mask = Int32Array;

export function maskOf(width: number, bitmap?: Bitmap): Mask {
  const mask = new Int32Array(width);
  bitmap?.packInto(mask, 0, width);
  return mask;
}

export function hasBit(mask: Mask, column: number): boolean {
  return (((mask[column >>> 5] ?? 0) >>> (column & 31)) & 1) === 1;
}

export function setBit(mask: Mask, column: number): void {
  const word = column >>> 5;
  mask[word] = (mask[word] ?? 0) | (1 << (column & 31));
}

function bitCount(word: number): number {
  let pairs = word - ((word >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many bits both masks have. */
export function commonCount(one: Mask, other: Mask): number {
  let count = 0;
  for (let at = 0; at < one.length; at++) {
    const word = (one[at] ?? 0) & (other[at] ?? 0);
    if (word !== 0) count += bitCount(word);
  }
  return count;
}

/** Counts for every column how many of the rows added have its bit: binary counters, one for each bit of a word at once. */
export class ColumnCounts {
  private readonly width: number;
  private readonly planes: Int32Array[] = [];

  constructor(width: number) {
    this.width = width;
  }

  add(row: Mask): void {
    for (let at = 0; at < this.width; at++) {
      let carry = row[at] ?? 0;
      for (let digit = 0; carry !== 0; digit++) {
        let plane = this.planes[digit];
        if (plane === undefined) this.planes.push((plane = new Int32Array(this.width)));
        const word = plane[at] ?? 0;
        plane[at] = word ^ carry;
        carry &= word;
      }
    }
  }

  of(column: number): number {
    return this.planes.reduce((count, plane, digit) => count + (hasBit(plane, column) ? 2 ** digit : 0), 0);
  }
}
