/** Splitting equals its slow twin, repeats itself exactly, and opens again from any k shares and from no fewer. [P-3] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeElement } from '../protocol/math/field.ts';
import { EXPORT, IMPORT, meterNamed } from '../test/material.ts';
import { slowCoefficients, slowEvaluate } from '../test/reference/field.ts';
import { slowSplit, slowTag } from '../test/reference/split.ts';
import { subsets } from '../utility/settling/reed-solomon.ts';
import { type Sharing, splitReading } from './split.ts';

const { party, slow } = meterNamed('m', [IMPORT, EXPORT]);
const two = meterNamed('n', [IMPORT, EXPORT]);

function sharingOf(aggregatorCount: number, threshold: number, id = 'AAAAAAAAAAAAAAAAAAAAAA'): Sharing {
  return { id, aggregatorCount, threshold };
}

/** Elements of one aggregator's share: value and tag of each register in turn. */
function elementsOf(share: Uint8Array): bigint[] {
  return Array.from({ length: share.length / 16 }, (_, at) => decodeElement(share, at * 16));
}

const sizes = fc
  .tuple(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 7 }))
  .map(([n, k]) => sharingOf(Math.max(n, k), Math.min(n, k)));
const reading = fc.tuple(fc.nat({ max: 4_294_967_295 }), fc.nat({ max: 4_294_967_295 }));
const interval = fc.nat({ max: 4_294_967_295 });

describe('[P-3] splitting a reading', () => {
  test('equals the slow twin', () => {
    fc.assert(
      fc.property(sizes, interval, reading, (sharing, at, values) => {
        const shares = splitReading(party, sharing, at, values).map(elementsOf);
        const twin = slowSplit(slow, sharing, at, values).map((registers) =>
          registers.flatMap(({ value, tag }) => [value, tag]),
        );
        expect(shares).toEqual(twin);
      }),
    );
  });

  test('[P-3.3] any k shares open value and tag; the shares of all lie on one polynomial', () => {
    fc.assert(
      fc.property(sizes, interval, reading, (sharing, at, values) => {
        const shares = splitReading(party, sharing, at, values).map(elementsOf);
        const secrets = [IMPORT, EXPORT].flatMap((register, index) => {
          const value = BigInt(values[index]!);
          return [value, slowTag(slow, register, at, value)];
        });
        for (const chosen of subsets([...shares.keys()], sharing.threshold)) {
          secrets.forEach((secret, element) => {
            const points = chosen.map((index) => ({ x: index + 1, y: shares[index]![element]! }));
            const polynomial = slowCoefficients(points);
            expect(polynomial[0]).toBe(secret);
            shares.forEach((share, index) => expect(slowEvaluate(polynomial, index + 1)).toBe(share[element]));
          });
        }
      }),
      { numRuns: 15 },
    );
  });

  test('control: k-1 shares open to something else', () => {
    const sharing = sharingOf(5, 3);
    const shares = splitReading(party, sharing, 7, [1234, 0]).map(elementsOf);
    for (const chosen of subsets([0, 1, 2, 3, 4], 2)) {
      const points = chosen.map((index) => ({ x: index + 1, y: shares[index]![0]! }));
      expect(slowCoefficients(points)[0]).not.toBe(1234n);
    }
  });

  test('[P-3.4] sent again, a reading has the very same shares', () => {
    fc.assert(
      fc.property(sizes, interval, reading, (sharing, at, values) => {
        expect(splitReading(meterNamed('m', [IMPORT, EXPORT]).party, sharing, at, values)).toEqual(
          splitReading(party, sharing, at, values),
        );
      }),
      { numRuns: 20 },
    );
  });

  test('[P-3.4] whatever differs gives unrelated shares: no difference of two is a known multiple of x', () => {
    const sharing = sharingOf(3, 2);
    const base = elementsOf(splitReading(party, sharing, 7, [1000, 1000])[0]!);
    const later = { ...party, keyEpoch: 2 };
    const others = [
      splitReading(party, sharing, 7, [1001, 1001]),
      splitReading(party, sharing, 8, [1000, 1000]),
      splitReading(party, sharingOf(3, 2, 'BAAAAAAAAAAAAAAAAAAAAA'), 7, [1000, 1000]),
      splitReading(two.party, sharing, 7, [1000, 1000]),
      splitReading(later, sharing, 7, [1000, 1000]),
      splitReading({ ...party, deployment: 'other' }, sharing, 7, [1000, 1000]),
    ].map((shares) => elementsOf(shares[0]!));
    const all = [base, ...others].flat();
    // Registers and secrets of one reading differ too: 4 elements each, none like another.
    expect(new Set(all).size).toBe(all.length);
    // The slopes (share minus secret, at x = 1) are what colluders could subtract.
    const slopes = [base, ...others].map((elements, at) => elements[0]! - (at === 1 ? 1001n : 1000n));
    expect(new Set(slopes).size).toBe(slopes.length);
  });

  test('a reading without a value for every register, or with a negative one, is our own bug', () => {
    expect(() => splitReading(party, sharingOf(3, 2), 7, [1])).toThrow(/every register/);
    expect(() => splitReading(party, sharingOf(3, 2), 7, [1, -1])).toThrow(/not negative/);
  });
});
