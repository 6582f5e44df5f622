/** Bitmaps against sets. [P-5] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bitmap } from './bitmap.ts';
import { toBase64url } from '../wire/bytes.ts';

const index = fc.nat({ max: 300 });
const indexes = fc.array(index, { maxLength: 40 });

describe('[P-5] a bitmap is a set of small numbers', () => {
  test('as a Set does: has, iteration in order, size', () => {
    fc.assert(
      fc.property(indexes, index, (members, probe) => {
        const twin = new Set(members);
        const bitmap = Bitmap.of(members);
        expect([...bitmap]).toEqual([...twin].toSorted((a, b) => a - b));
        expect(bitmap.size).toBe(twin.size);
        expect(bitmap.has(probe)).toBe(twin.has(probe));
        bitmap.add(probe);
        expect(bitmap.has(probe)).toBe(true);
        expect(bitmap.size).toBe(twin.add(probe).size);
      }),
    );
  });

  test('includes is inclusion', () => {
    fc.assert(
      fc.property(indexes, indexes, (one, other) => {
        const twin = new Set(one);
        expect(Bitmap.of(one).includes(Bitmap.of(other))).toBe(other.every((member) => twin.has(member)));
        expect(Bitmap.of([...one, ...other]).includes(Bitmap.of(other))).toBe(true);
      }),
    );
  });

  test('round trip; one set has one encoding, however it came about', () => {
    fc.assert(
      fc.property(indexes, (members) => {
        const encoded = Bitmap.of(members).encode();
        expect([...Bitmap.decode(encoded)!]).toEqual([...new Set(members)].toSorted((a, b) => a - b));
        expect(Bitmap.of(members.toReversed()).encode()).toBe(encoded);
        expect(Bitmap.of([...members, ...members]).encode()).toBe(encoded);
      }),
    );
  });

  test('what is decoded encodes to the same text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5 }), (bytes) => {
        const decoded = Bitmap.decode(toBase64url(bytes));
        expect(decoded === undefined).toBe(bytes.at(-1) === 0);
        if (decoded !== undefined) expect(decoded.encode()).toBe(toBase64url(bytes));
      }),
    );
  });

  test('bit n is bit n%8 of byte floor(n/8)', () => {
    expect(Bitmap.of([]).encode()).toBe('');
    expect(Bitmap.of([0, 9]).encode()).toBe(toBase64url(Uint8Array.from([0b1, 0b10])));
    expect(Bitmap.of([7]).encode()).toBe(toBase64url(Uint8Array.from([0b1000_0000])));
  });

  test.each(['AA', 'AQA', '=', 'A', 'A+', 'AR'])('refuses %j', (text) => {
    expect(Bitmap.decode(text)).toBeUndefined();
  });

  test('a decoded bitmap can grow without touching what it was decoded from', () => {
    const one = Bitmap.decode('AQ')!;
    one.add(100);
    expect([...one]).toEqual([0, 100]);
    expect([...Bitmap.decode('AQ')!]).toEqual([0]);
  });
});
