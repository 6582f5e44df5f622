/**
 * Bitmaps as rows of 32-bit words, so that questions about thousands of meters in thousands of pages are answered a word
 * at a time: how many bits a row shares with a mask, how many rows have each bit. [P-8.4]
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

export function clearBit(mask: Mask, column: number): void {
  const word = column >>> 5;
  mask[word] = (mask[word] ?? 0) & ~(1 << (column & 31));
}

export function isEmptyMask(mask: Mask): boolean {
  return mask.every((word) => word === 0);
}

/** The lowest column that both masks have; undefined if none. */
export function firstCommon(one: Mask, other: Mask): number | undefined {
  for (let at = 0; at < one.length; at++) {
    const word = (one[at] ?? 0) & (other[at] ?? 0);
    if (word !== 0) return at * 32 + 31 - Math.clz32(word & -word);
  }
  return undefined;
}

function bitCount(word: number): number {
  let pairs = word - ((word >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export class BitRows {
  readonly width: number;
  readonly rowCount: number;
  private readonly words: Int32Array;

  constructor(bitmaps: readonly Bitmap[], columnCount: number) {
    this.width = (columnCount + 31) >>> 5;
    this.rowCount = bitmaps.length;
    this.words = new Int32Array(this.width * bitmaps.length);
    bitmaps.forEach((bitmap, row) => bitmap.packInto(this.words, row * this.width, this.width));
  }

  has(row: number, column: number): boolean {
    return (((this.words[row * this.width + (column >>> 5)] ?? 0) >>> (column & 31)) & 1) === 1;
  }

  /** The bits of a row that are in the mask too. */
  masked(row: number, mask: Mask): Mask {
    const found = new Int32Array(this.width);
    const offset = row * this.width;
    for (let at = 0; at < this.width; at++) found[at] = (this.words[offset + at] ?? 0) & (mask[at] ?? 0);
    return found;
  }

  /** Adds the bits of a row that are in the mask to others. */
  addTo(found: Mask, row: number, mask: Mask): void {
    const offset = row * this.width;
    for (let at = 0; at < this.width; at++)
      found[at] = (found[at] ?? 0) | ((this.words[offset + at] ?? 0) & (mask[at] ?? 0));
  }

  /** How many bits of a row are in the mask. */
  count(row: number, mask: Mask): number {
    const offset = row * this.width;
    let count = 0;
    for (let at = 0; at < this.width; at++) {
      const word = (this.words[offset + at] ?? 0) & (mask[at] ?? 0);
      if (word !== 0) count += bitCount(word);
    }
    return count;
  }

  /** Visits the bits of a row that are in the mask, ascending. */
  forEach(row: number, mask: Mask, visit: (column: number) => void): void {
    const offset = row * this.width;
    for (let at = 0; at < this.width; at++) {
      let word = (this.words[offset + at] ?? 0) & (mask[at] ?? 0);
      while (word !== 0) {
        visit(at * 32 + 31 - Math.clz32(word & -word));
        word &= word - 1;
      }
    }
  }
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

  /** The columns with at least so many. */
  atLeast(least: number): Mask {
    const mask = new Int32Array(this.width);
    for (let column = 0; column < this.width * 32; column++) if (this.of(column) >= least) setBit(mask, column);
    return mask;
  }
}
