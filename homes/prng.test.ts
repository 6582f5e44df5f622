import { expect, test } from 'vitest';
import { createPrng } from './prng.ts';

test('the numbers of a seed never change: simulated homes and frozen bugs rest on them', () => {
  const prng = createPrng(1, 2, 3);
  expect(Array.from({ length: 4 }, () => Math.floor(prng.unit() * 2 ** 32))).toEqual([
    2394846195, 3613869560, 2826560844, 1376838733,
  ]);
});

test('seeds that differ anywhere, even above 32 bits, give other streams', () => {
  const seeds = [[1], [2], [1, 0], [0, 1], [1, 1], [2 ** 32 + 1], [2 ** 33 + 1], [-1], [1, 0, 0]];
  expect(new Set(seeds.map((seed) => createPrng(...seed).unit())).size).toBe(seeds.length);
});

test('draws have the right means and bounds', () => {
  const prng = createPrng(7);
  const draws = Array.from({ length: 20_000 }, () => ({
    unit: prng.unit(),
    between: prng.between(10, 20),
    whole: prng.whole(1, 3),
    isChosen: prng.chance(0.25) ? 1 : 0,
    bell: prng.bell(),
  }));
  const mean = (pick: (draw: (typeof draws)[number]) => number): number =>
    draws.reduce((sum, draw) => sum + pick(draw), 0) / draws.length;
  expect(mean((draw) => draw.unit)).toBeCloseTo(0.5, 1);
  expect(mean((draw) => draw.between)).toBeCloseTo(15, 0);
  expect(mean((draw) => draw.whole)).toBeCloseTo(2, 1);
  expect(mean((draw) => draw.isChosen)).toBeCloseTo(0.25, 1);
  expect(mean((draw) => draw.bell)).toBeCloseTo(0, 1);
  expect(mean((draw) => draw.bell ** 2)).toBeCloseTo(1, 1);
  expect(new Set(draws.map((draw) => draw.whole))).toEqual(new Set([1, 2, 3]));
  expect(draws.every(({ unit, between }) => unit >= 0 && unit < 1 && between >= 10 && between < 20)).toBe(true);
});
