/** Tags add up with their values, and nobody without alpha can shift one. [P-3.1] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
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
    offset: tagger.offset(
      1,
      IMPORT,
      cells.map(([interval]) => interval),
    ),
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
        expect(tagger.isTotal(1, IMPORT, tagger.offset(1, IMPORT, others), total, tag)).toBe(false);
        // Another key epoch or register has another alpha and other betas; with a total of 0 only the betas tell.
        const intervals = cells.map(([interval]) => interval);
        for (const [keyEpoch, register] of [
          [2, IMPORT],
          [1, EXPORT],
        ] as const) {
          const otherOffset = tagger.offset(keyEpoch, register, intervals);
          expect(tagger.isTotal(keyEpoch, register, otherOffset, total, tag)).toBe(false);
        }
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
      tagger.beta(1, IMPORT, 5),
      tagger.beta(1, IMPORT, 6),
      tagger.beta(2, IMPORT, 5),
      tagger.beta(1, EXPORT, 5),
    ];
    expect(new Set([...alphas, ...betas]).size).toBe(7);
    for (const drawn of [...alphas, ...betas]) expect(isElement(drawn) && drawn !== 0n).toBe(true);
  });

  test('alpha is one where the PRF gives zero', () => {
    const zero = new Tagger({ ...nodeCrypto, hmac: () => new Uint8Array(32) }, secretNamed('tags'));
    expect(zero.alpha(1, IMPORT)).toBe(1n);
    expect(zero.beta(1, IMPORT, 1)).toBe(0n);
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
