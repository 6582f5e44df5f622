/** Tags add up with their values, and nobody without alpha can shift one. [P-3.1] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { IntervalRun } from '../grid/interval.ts';
import { EXPORT, IMPORT, agreementNamed, secretNamed } from '../../test/material.ts';
import { P, add, isElement, multiply } from '../math/field.ts';
import { Tagger, deriveTagKey } from './tag.ts';

const tagger = new Tagger(nodeCrypto, secretNamed('tags'));
const element = fc.bigInt({ min: 0n, max: P - 1n });
const readings = fc.uniqueArray(fc.tuple(fc.nat(), fc.nat({ max: 40_000 })), {
  selector: ([interval]) => interval,
  minLength: 1,
  maxLength: 12,
});

/** Each interval as a run of its own: how they hang together must make no difference. */
function runsOf(intervals: readonly number[]): IntervalRun[] {
  return intervals.map((from) => ({ from, until: from + 1 }));
}

function totalOf(cells: readonly (readonly [number, number])[]): { total: bigint; tag: bigint; offset: bigint } {
  let total = 0n;
  let tag = 0n;
  for (const [interval, value] of cells) {
    total = add(total, BigInt(value));
    tag = add(tag, tagger.tag(1, IMPORT, interval, BigInt(value)));
  }
  return {
    total,
    tag,
    offset: tagger.offset(1, IMPORT, runsOf(cells.map(([interval]) => interval))),
  };
}

describe('[P-3.1] tags', () => {
  test('the tags of any set of intervals add up to the tag of its total', () => {
    fc.assert(
      fc.property(readings, (cells) => {
        const { total, tag, offset } = totalOf(cells);
        expect(tagger.isTotal(1, IMPORT, offset, total, tag)).toBe(true);
      }),
    );
  });

  test('a total, a tag or a set that is not the very one fails', () => {
    fc.assert(
      fc.property(readings, element, (cells, shift) => {
        fc.pre(shift !== 0n);
        const { total, tag, offset } = totalOf(cells);
        expect(tagger.isTotal(1, IMPORT, offset, add(total, shift), tag)).toBe(false);
        expect(tagger.isTotal(1, IMPORT, offset, total, add(tag, shift))).toBe(false);
        // A forger who shifts the value does not know by how much the tag would have to follow.
        expect(tagger.isTotal(1, IMPORT, offset, add(total, shift), add(tag, shift))).toBe(false);
        const others = cells.map(([interval]) => interval + 1);
        expect(tagger.isTotal(1, IMPORT, tagger.offset(1, IMPORT, runsOf(others)), total, tag)).toBe(false);
        // Another key epoch or register has another alpha and other betas; with a total of 0 only the betas tell.
        const intervals = cells.map(([interval]) => interval);
        for (const [keyEpoch, register] of [
          [2, IMPORT],
          [1, EXPORT],
        ] as const) {
          const otherOffset = tagger.offset(keyEpoch, register, runsOf(intervals));
          expect(tagger.isTotal(keyEpoch, register, otherOffset, total, tag)).toBe(false);
        }
      }),
    );
  });

  test('a run of intervals is offset as its intervals one by one, however it is cut', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), fc.array(fc.nat({ max: 40 })), (from, count, cuts) => {
        const bounds = [0, count, ...cuts.filter((cut) => cut < count)].toSorted((one, other) => one - other);
        const cut = bounds.slice(1).map((until, at) => ({ from: from + bounds[at]!, until: from + until }));
        const single = tagger.offset(1, IMPORT, runsOf(Array.from({ length: count }, (_, at) => from + at)));
        expect(tagger.offset(1, IMPORT, [{ from, until: from + count }])).toBe(single);
        expect(tagger.offset(1, IMPORT, cut)).toBe(single);
        expect(tagger.offsets(1, IMPORT, [[{ from, until: from + count }], cut])).toEqual([single, single]);
      }),
    );
  });

  test('cells that are missing, twice or in place of others are another offset, also where runs begin and end the same', () => {
    // Offsets telescope: a sum of other cells must not come out at the gammas of the right ones.
    const times = fc.array(fc.integer({ min: -2, max: 3 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(times, fc.nat(), (counts, seed) => {
        const others = counts.map((count, at) => (at === seed % counts.length ? count + 1 : count));
        const sum = (of: readonly number[]): bigint =>
          of.reduce((all, count, at) => {
            const beta = tagger.offset(1, IMPORT, runsOf([1000 + at]));
            return add(all, multiply(count < 0 ? P - BigInt(-count) : BigInt(count), beta));
          }, 0n);
        expect(sum(others)).not.toBe(sum(counts));
        expect(sum(counts.toReversed()) === sum(counts)).toBe(counts.join() === counts.toReversed().join());
      }),
    );
  });

  test('control: who knows alpha forges at will', () => {
    fc.assert(
      fc.property(readings, element, (cells, shift) => {
        const { total, tag, offset } = totalOf(cells);
        const forged = add(tag, multiply(tagger.alpha(1, IMPORT), shift));
        expect(tagger.isTotal(1, IMPORT, offset, add(total, shift), forged)).toBe(true);
      }),
    );
  });

  test('alpha and beta are elements, alpha never zero, and differ in whatever they are derived from', () => {
    const alphas = [tagger.alpha(1, IMPORT), tagger.alpha(2, IMPORT), tagger.alpha(1, EXPORT)];
    const betas = [
      tagger.offset(1, IMPORT, runsOf([5])),
      tagger.offset(1, IMPORT, runsOf([6])),
      tagger.offset(2, IMPORT, runsOf([5])),
      tagger.offset(1, EXPORT, runsOf([5])),
    ];
    expect(new Set([...alphas, ...betas]).size).toBe(7);
    for (const drawn of [...alphas, ...betas]) expect(isElement(drawn) && drawn !== 0n).toBe(true);
  });

  test('alpha is one where the PRF gives zero', () => {
    const zero = new Tagger({ ...nodeCrypto, hmac: () => new Uint8Array(32) }, secretNamed('tags'));
    expect(zero.alpha(1, IMPORT)).toBe(1n);
    expect(zero.offset(1, IMPORT, runsOf([1]))).toBe(0n);
  });

  test('meter and utility derive the same key; another deployment, meter or party another one', () => {
    const meter = agreementNamed('meter');
    const utility = agreementNamed('utility');
    const stranger = agreementNamed('stranger');
    const alphaOf = (own: typeof meter, other: typeof meter, deployment: string, id: string): bigint =>
      new Tagger(nodeCrypto, deriveTagKey(nodeCrypto, own.privateKey, other.publicKey, deployment, id)!).alpha(
        1,
        IMPORT,
      );
    const own = alphaOf(meter, utility, 'test', 'm');
    expect(alphaOf(utility, meter, 'test', 'm')).toBe(own);
    const others = [
      alphaOf(meter, utility, 'test', 'n'),
      alphaOf(meter, utility, 'other', 'm'),
      alphaOf(stranger, utility, 'test', 'm'),
      alphaOf(meter, stranger, 'test', 'm'),
    ];
    expect(new Set([own, ...others]).size).toBe(5);
  });

  test('a low-order public key gives no key', () => {
    const zero = nodeCrypto.agreementPublicKey(new Uint8Array(32))!;
    expect(deriveTagKey(nodeCrypto, agreementNamed('meter').privateKey, zero, 'test', 'm')).toBeUndefined();
  });
});
