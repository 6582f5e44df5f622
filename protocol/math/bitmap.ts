/** Bitmaps: bit n is bit n%8 of byte floor(n/8). On the wire base64url without trailing zero bytes. [P-5] */

import { fromBase64url, toBase64url } from '../wire/bytes.ts';

export class Bitmap {
  private bytes: Uint8Array;

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.bytes = bytes;
  }

  static decode(text: string): Bitmap | undefined {
    const bytes = fromBase64url(text);
    // A trailing zero byte would give one set two encodings, and so two hashes.
    if (bytes === undefined || bytes.at(-1) === 0) return undefined;
    return new Bitmap(Uint8Array.from(bytes));
  }

  static of(indices: Iterable<number>): Bitmap {
    const bitmap = new Bitmap();
    for (const index of indices) bitmap.add(index);
    return bitmap;
  }

  has(index: number): boolean {
    return (((this.bytes[index >>> 3] ?? 0) >>> (index & 7)) & 1) === 1;
  }

  add(index: number): void {
    const byte = index >>> 3;
    if (byte >= this.bytes.length) {
      const grown = new Uint8Array(Math.max(byte + 1, this.bytes.length * 2));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes[byte] = (this.bytes[byte] ?? 0) | (1 << (index & 7));
  }

  delete(index: number): void {
    const byte = index >>> 3;
    if (byte < this.bytes.length) this.bytes[byte] = (this.bytes[byte] ?? 0) & ~(1 << (index & 7));
  }

  /** Writes bit n into bit n%32 of word `offset` + floor(n/32); bits beyond `width` words are left out. */
  packInto(words: Int32Array, offset: number, width: number): void {
    const end = Math.min(this.bytes.length, width * 4);
    for (let byte = 0; byte < end; byte++) {
      const at = offset + (byte >>> 2);
      words[at] = (words[at] ?? 0) | ((this.bytes[byte] ?? 0) << ((byte & 3) * 8));
    }
  }

  /** Set bits, ascending. */
  *[Symbol.iterator](): Generator<number> {
    for (let byte = 0; byte < this.bytes.length; byte++) {
      const bits = this.bytes[byte] ?? 0;
      for (let bit = 0; bits >>> bit !== 0; bit++) if (((bits >>> bit) & 1) === 1) yield byte * 8 + bit;
    }
  }

  get size(): number {
    let count = 0;
    for (const _ of this) count += 1;
    return count;
  }

  /** Whether every bit of `other` is set here too. */
  includes(other: Bitmap): boolean {
    for (let byte = 0; byte < other.bytes.length; byte++) {
      if (((other.bytes[byte] ?? 0) & ~(this.bytes[byte] ?? 0)) !== 0) return false;
    }
    return true;
  }

  encode(): string {
    let end = this.bytes.length;
    while (end > 0 && this.bytes[end - 1] === 0) end -= 1;
    return toBase64url(this.bytes.subarray(0, end));
  }
}
