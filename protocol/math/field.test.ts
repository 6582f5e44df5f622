import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  decodeElement,
  ELEMENT_BYTES,
  ElementSums,
  encodeElement,
  EXACT_ADDITIONS,
  invert,
  isCanonicalElement,
  multiply,
  negate,
  P,
  power,
  reduceWide,
  subtract,
} from './field.ts';
import {
  slowAdd,
  slowEncode,
  slowInteger,
  slowInvert,
  slowIsCanonical,
  slowMultiply,
  slowPower,
  slowReduce,
  slowSubtract,
  slowSum,
} from '../../test/reference/field.ts';

// Carries and borrows happen at the ends of the field and of its words; chance alone would never go there.
const edges = [0n, 1n, 2n, P - 1n, P - 2n, 2n ** 32n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 96n, (P - 1n) / 2n];
const element = fc.oneof(fc.constantFrom(...edges), fc.bigInt({ min: 0n, max: P - 1n }));
const nearP = fc.bigInt({ min: -40n, max: 40n }).map((delta) => slowEncode(P + delta));
const anyBytes = fc.uint8Array({ minLength: ELEMENT_BYTES, maxLength: ELEMENT_BYTES });
const topHeavy = fc
  .tuple(anyBytes, fc.integer({ min: 0xdc, max: 0xec }))
  .map(([bytes, low]) => Uint8Array.from([...bytes.subarray(0, 8), low, 255, 255, 255, 255, 255, 255, 255]));
const encoding = fc.oneof(anyBytes, nearP, topHeavy);

function shifted(bytes: Uint8Array, offset: number): Uint8Array {
  const all = new Uint8Array(offset + bytes.length + 3).fill(0xa5);
  all.set(bytes, offset);
  return all;
}

describe('arithmetic', () => {
  test('[P-2] the modulus is that of the VDAF specification', () => {
    expect(P).toBe(340282366920938462946865773367900766209n);
    // The generator and the order of its group as the specification lists them: a wrong P would not pass.
    expect(power(7n, 4611686018427387897n)).toBe(145091266659756586618791329697897684742n);
    expect(power(145091266659756586618791329697897684742n, 2n ** 66n)).toBe(1n);
    expect(power(145091266659756586618791329697897684742n, 2n ** 65n)).toBe(P - 1n);
  });

  test('[P-2] add, subtract, multiply and negate equal their slow twins', () => {
    fc.assert(
      fc.property(element, element, (a, b) => {
        expect(add(a, b)).toBe(slowAdd(a, b));
        expect(subtract(a, b)).toBe(slowSubtract(a, b));
        expect(multiply(a, b)).toBe(slowMultiply(a, b));
        expect(negate(a)).toBe(slowSubtract(0n, a));
      }),
    );
  });

  test('[P-2] power equals its slow twin, and refuses a negative exponent', () => {
    fc.assert(
      fc.property(element, fc.nat(40), (a, exponent) => {
        expect(power(a, BigInt(exponent))).toBe(slowPower(a, exponent));
      }),
    );
    expect(() => power(2n, -1n)).toThrow(RangeError);
  });

  test('[P-2] invert equals its slow twin, and zero has no inverse', () => {
    fc.assert(
      fc.property(
        element.filter((a) => a !== 0n),
        (a) => {
          expect(invert(a)).toBe(slowInvert(a));
          expect(multiply(a, invert(a))).toBe(1n);
        },
      ),
    );
    expect(() => invert(0n)).toThrow(RangeError);
  });
});

describe('encoding', () => {
  test('[P-2] an element travels as 16 bytes little-endian, at any alignment', () => {
    fc.assert(
      fc.property(element, fc.nat(17), (value, offset) => {
        const out = shifted(new Uint8Array(ELEMENT_BYTES), offset);
        encodeElement(value, out, offset);
        expect(out).toEqual(shifted(slowEncode(value), offset));
        expect(decodeElement(out, offset)).toBe(value);
      }),
    );
  });

  test('[P-2] canonical is what the slow twin says, all around P', () => {
    fc.assert(
      fc.property(encoding, fc.nat(9), (bytes, offset) => {
        expect(isCanonicalElement(shifted(bytes, offset), offset)).toBe(slowIsCanonical(bytes));
      }),
      { numRuns: 2000 },
    );
    expect(isCanonicalElement(slowEncode(P - 1n), 0)).toBe(true);
    expect(isCanonicalElement(slowEncode(P), 0)).toBe(false);
  });

  test('[P-2] a non-canonical field element is rejected', () => {
    for (const value of [P, P + 1n, 2n ** 128n - 1n]) {
      expect(() => decodeElement(slowEncode(value), 0)).toThrow(/not canonical/);
    }
    for (const value of [P, -1n]) {
      expect(() => encodeElement(value, new Uint8Array(16), 0)).toThrow(/not canonical/);
    }
  });

  test('[P-2] reading or writing past the end is refused, not zero', () => {
    const short = new Uint8Array(20);
    for (const offset of [-1, 5, 0.5, Number.NaN]) {
      expect(() => decodeElement(short, offset)).toThrow(RangeError);
      expect(() => encodeElement(1n, short, offset)).toThrow(RangeError);
      expect(() => isCanonicalElement(short, offset)).toThrow(RangeError);
      expect(() => new ElementSums(1).add(0, short, offset)).toThrow(RangeError);
    }
    // A view into a larger buffer ends where the view ends.
    expect(() => decodeElement(new Uint8Array(64).subarray(0, 15), 0)).toThrow(RangeError);
  });

  test('[P-3] reduceWide takes 256 bits little-endian mod P', () => {
    const wide = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(wide, (bytes) => {
        expect(reduceWide(bytes)).toBe(slowReduce(bytes));
        expect(reduceWide(shifted(bytes, 5).subarray(5, 37))).toBe(slowReduce(bytes));
      }),
    );
    expect(reduceWide(new Uint8Array(32).fill(255))).toBe((2n ** 256n - 1n) % P);
    expect(() => reduceWide(new Uint8Array(31))).toThrow(RangeError);
  });
});

describe('ElementSums', () => {
  test('[P-2] lazy sums equal their slow twin, in every slot and at any alignment', () => {
    const addition = fc.tuple(fc.nat(3), encoding, fc.nat(7));
    fc.assert(
      fc.property(fc.array(addition, { maxLength: 60 }), (additions) => {
        const sums = new ElementSums(4);
        for (const [slot, bytes, offset] of additions) sums.add(slot, shifted(bytes, offset), offset);
        for (let slot = 0; slot < 4; slot++) {
          const own = additions.filter(([at]) => at === slot).map(([, bytes]) => bytes);
          expect(sums.total(slot)).toBe(slowSum(own));
        }
      }),
    );
  });

  test('[P-2] sums stay exact at and beyond 2^21 additions of the largest words', () => {
    const largest = slowEncode(2n ** 128n - 1n);
    const sums = new ElementSums(2);
    const count = 2 * EXACT_ADDITIONS + 3;
    for (let addition = 1; addition <= count; addition++) {
      sums.add(1, largest, 0);
      if (addition % (EXACT_ADDITIONS - 1) < 3) {
        expect(sums.total(1)).toBe((BigInt(addition) * slowInteger(largest)) % P);
      }
    }
    expect(sums.total(1)).toBe((BigInt(count) * slowInteger(largest)) % P);
    expect(sums.total(0)).toBe(0n);
  });

  test('[P-2] control: lanes that were never folded go wrong on the same sum', () => {
    let [lane, exact] = [0, 0n];
    for (let addition = 0; addition < 2 * EXACT_ADDITIONS + 3; addition++) {
      if (addition === EXACT_ADDITIONS) expect(BigInt(lane)).toBe(exact);
      lane += 0xffffffff;
      exact += 0xffffffffn;
    }
    expect(BigInt(lane)).not.toBe(exact);
  });

  test('[P-2] a slot that is not there is refused', () => {
    const sums = new ElementSums(2);
    for (const slot of [-1, 2, 0.5]) {
      expect(() => sums.add(slot, new Uint8Array(16), 0)).toThrow(/no such slot/);
      expect(() => sums.total(slot)).toThrow(/no such slot/);
    }
    expect(() => new ElementSums(-1)).toThrow(RangeError);
  });
});
