/**
 * Field128 of the VDAF specification: the prime field every share, weight and total lives in. [P-2]
 * Bigint arithmetic on canonical values (0 <= v < P), the 16-byte little-endian encoding, and exact lazy sums.
 * The arithmetic trusts its arguments to be canonical; the codec does not. Not constant time.
 */

/** 2^128 - 7*2^66 + 1 (draft-irtf-cfrg-vdaf, section "Field128"). */
export const P = 2n ** 128n - 7n * 2n ** 66n + 1n;

/** Bytes of one encoded element. */
export const ELEMENT_BYTES = 16;

/** Additions that one slot of `ElementSums` takes before its float64 lanes (exact to 2^53) have to be folded. */
export const EXACT_ADDITIONS = 2 ** 21;

// P in 32-bit words, least significant first, is (1, 0, TOP_WORD_2, TOP_WORD_3).
const TOP_WORD_2 = 0xffffffe4;
const TOP_WORD_3 = 0xffffffff;
const WORDS = 4;
const WIDE_BYTES = 32;

export function add(a: bigint, b: bigint): bigint {
  const sum = a + b;
  return sum >= P ? sum - P : sum;
}

export function subtract(a: bigint, b: bigint): bigint {
  return a >= b ? a - b : a - b + P;
}

export function negate(a: bigint): bigint {
  return a === 0n ? 0n : P - a;
}

export function multiply(a: bigint, b: bigint): bigint {
  return (a * b) % P;
}

/** `base` to a non-negative integer exponent, of any size; 0^0 is 1. */
export function power(base: bigint, exponent: bigint): bigint {
  if (exponent < 0n) throw new RangeError('power: the exponent is negative');
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = multiply(result, square);
    square = multiply(square, square);
  }
  return result;
}

/** The multiplicative inverse. Throws RangeError on zero, which has none. */
export function invert(a: bigint): bigint {
  if (a === 0n) throw new RangeError('invert: zero has no inverse');
  // Extended Euclid: ten times faster here than a^(P-2). Invariant: coefficient * a = remainder (mod P).
  let [previousRemainder, remainder] = [P, a];
  let [previousCoefficient, coefficient] = [0n, 1n];
  while (remainder !== 0n) {
    const quotient = previousRemainder / remainder;
    [previousRemainder, remainder] = [remainder, previousRemainder - quotient * remainder];
    [previousCoefficient, coefficient] = [coefficient, previousCoefficient - quotient * coefficient];
  }
  return previousCoefficient < 0n ? previousCoefficient + P : previousCoefficient;
}

/** Whether `value` is a canonical element, 0 <= value < P. */
export function isElement(value: bigint): boolean {
  return value >= 0n && value < P;
}

/** Writes a canonical value as 16 bytes, little-endian, at `offset`. Throws RangeError if it is not canonical or does not fit. */
export function encodeElement(value: bigint, out: Uint8Array, offset: number): void {
  if (!isElement(value)) throw new RangeError('encodeElement: the value is not canonical');
  const view = elementView(out, offset, ELEMENT_BYTES);
  view.setBigUint64(0, BigInt.asUintN(64, value), true);
  view.setBigUint64(8, value >> 64n, true);
}

/** Reads 16 bytes at `offset`. Throws RangeError on a non-canonical one: `isCanonicalElement` is asked on admission. */
export function decodeElement(bytes: Uint8Array, offset: number): bigint {
  if (!isCanonicalElement(bytes, offset)) throw new RangeError('decodeElement: the encoding is not canonical');
  const view = elementView(bytes, offset, ELEMENT_BYTES);
  return (view.getBigUint64(8, true) << 64n) | view.getBigUint64(0, true);
}

/** Whether the 16 bytes at `offset` encode a value below P. Throws RangeError if there are fewer than 16. */
export function isCanonicalElement(bytes: Uint8Array, offset: number): boolean {
  requireBytes(bytes, offset, ELEMENT_BYTES);
  if (readWord(bytes, offset + 12) !== TOP_WORD_3) return true;
  const word2 = readWord(bytes, offset + 8);
  if (word2 !== TOP_WORD_2) return word2 < TOP_WORD_2;
  // Both top words equal those of P, whose lower half is just 1: only 0 lies below.
  return readWord(bytes, offset + 4) === 0 && readWord(bytes, offset) === 0;
}

/**
 * 32 bytes as a little-endian 256-bit integer, mod P. Uniform bytes give an element that is uniform but for a
 * bias below 2^-128, which is why coefficients come from 256 bits and not from 128. [P-3]
 */
export function reduceWide(bytes32: Uint8Array): bigint {
  if (bytes32.length !== WIDE_BYTES) throw new RangeError('reduceWide: needs exactly 32 bytes');
  const view = elementView(bytes32, 0, WIDE_BYTES);
  let value = 0n;
  for (let at = WIDE_BYTES - 8; at >= 0; at -= 8) value = (value << 64n) | view.getBigUint64(at, true);
  return value % P;
}

/**
 * Running sums of encoded elements, one per slot, for the hot loops: an addition costs four float64 additions and
 * no bigint. Any 16 bytes are summed rightly mod P, canonical or not; telling those apart is admission's duty.
 */
export class ElementSums {
  readonly slotCount: number;
  readonly #lanes: Float64Array;
  readonly #additions: Uint32Array;

  constructor(slotCount: number) {
    if (!Number.isSafeInteger(slotCount) || slotCount < 0) throw new RangeError('ElementSums: bad slot count');
    this.slotCount = slotCount;
    this.#lanes = new Float64Array(slotCount * WORDS);
    this.#additions = new Uint32Array(slotCount);
  }

  /** Adds the 16 bytes at `offset`, little-endian and at any alignment, to a slot. Throws RangeError out of bounds. */
  add(slot: number, bytes: Uint8Array, offset: number): void {
    const additions = this.#additions[slot];
    if (additions === undefined) throw new RangeError('ElementSums: no such slot');
    requireBytes(bytes, offset, ELEMENT_BYTES);
    if (additions === EXACT_ADDITIONS) this.#fold(slot);
    const lanes = this.#lanes;
    const at = slot * WORDS;
    lanes[at]! += readWord(bytes, offset);
    lanes[at + 1]! += readWord(bytes, offset + 4);
    lanes[at + 2]! += readWord(bytes, offset + 8);
    lanes[at + 3]! += readWord(bytes, offset + 12);
    this.#additions[slot]! += 1;
  }

  /** The sum of a slot mod P; 0 for one nothing was added to. */
  total(slot: number): bigint {
    if (this.#additions[slot] === undefined) throw new RangeError('ElementSums: no such slot');
    let value = 0n;
    for (let word = WORDS - 1; word >= 0; word--) {
      value = (value << 32n) + BigInt(this.#lanes[slot * WORDS + word]!);
    }
    return value % P;
  }

  /** Replaces the lanes by their total mod P, which then stands for one addition. */
  #fold(slot: number): void {
    let rest = this.total(slot);
    for (let word = 0; word < WORDS; word++) {
      this.#lanes[slot * WORDS + word] = Number(rest & 0xffffffffn);
      rest >>= 32n;
    }
    this.#additions[slot] = 1;
  }
}

function readWord(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

function elementView(bytes: Uint8Array, offset: number, length: number): DataView {
  requireBytes(bytes, offset, length);
  return new DataView(bytes.buffer, bytes.byteOffset + offset, length);
}

/** Reading past the end would quietly give zeros, and with them a wrong total. */
function requireBytes(bytes: Uint8Array, offset: number, length: number): void {
  if (!(Number.isInteger(offset) && offset >= 0 && offset + length <= bytes.length)) {
    throw new RangeError(`needs ${length} bytes at offset ${offset}, there are ${bytes.length}`);
  }
}
