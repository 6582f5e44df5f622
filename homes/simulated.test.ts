import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedDataFolder } from '../test/shared-data.ts';
import { readHouseholds } from './csv.ts';
import type { Households } from './household.ts';
import { simulateHouseholds, streetAsItLives } from './simulated.ts';

const autumn = Date.parse('2018-10-28T23:00:00Z') / 900_000;
const street = {
  seed: 1,
  meterCount: 100,
  days: 7,
  intervalSeconds: 900,
  intervalOffsetSeconds: 0,
  firstInterval: autumn,
};

function importsOf(source: Households): number[] {
  return source.households.flatMap(({ readings }) => [...readings.values()].map(([wh]) => wh ?? 0));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Mean Wh per interval of the local hours from..end-1, UTC+1. */
function meanBetween(source: Households, from: number, end: number, register = 0): number {
  const picked = source.households.flatMap(({ readings }) =>
    [...readings].flatMap(([index, wh]) => {
      const hour = Math.floor((index * source.intervalSeconds + 3600) / 3600) % 24;
      return hour >= from && hour < end ? [wh[register] ?? 0] : [];
    }),
  );
  return sum(picked) / picked.length;
}

function weekWh(intervalSeconds: number): number {
  const firstInterval = (autumn * 900) / intervalSeconds;
  return sum(importsOf(simulateHouseholds({ ...street, intervalSeconds, firstInterval })));
}

function noonToMorning(source: Households): number {
  return meanBetween(source, 10, 14) / meanBetween(source, 6, 8);
}

/** A whole number from 0 on; not -0. */
function isWhole(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && !Object.is(value, -0);
}

interface Figures {
  readonly mean: number;
  readonly quantiles: readonly number[];
  readonly eveningToNight: number;
}

const QUANTILES = [0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

function figuresOf(source: Households): Figures {
  const values = importsOf(source).toSorted((a, b) => a - b);
  return {
    mean: sum(values) / values.length,
    quantiles: QUANTILES.map((part) => values[Math.floor(part * (values.length - 1))] ?? 0),
    eveningToNight: meanBetween(source, 18, 22) / meanBetween(source, 0, 5),
  };
}

function expectWithin(actual: number, wanted: number, factor: number): void {
  expect(actual).toBeGreaterThan(wanted / factor);
  expect(actual).toBeLessThan(wanted * factor);
}

describe('shape', () => {
  test('ids, areas and intervals', () => {
    const source = simulateHouseholds({ ...street, meterCount: 10, days: 1, areaCount: 3 });
    expect(source).toMatchObject({ intervalSeconds: 900, firstInterval: autumn, intervalCount: 96 });
    expect(source.households.map(({ meterId, area }) => `${meterId} ${area}`)).toEqual([
      'home-01 area-1',
      'home-02 area-1',
      'home-03 area-1',
      'home-04 area-1',
      'home-05 area-2',
      'home-06 area-2',
      'home-07 area-2',
      'home-08 area-3',
      'home-09 area-3',
      'home-10 area-3',
    ]);
    for (const { readings } of source.households) {
      expect([...readings.keys()]).toEqual(Array.from({ length: 96 }, (_, at) => autumn + at));
    }
  });

  test('[P-2.1] a home that is read at other times of the hour uses the same', () => {
    const hours = { ...street, meterCount: 20, intervalSeconds: 3600, firstInterval: autumn / 4 };
    const [whole, half] = [0, 1800].map((intervalOffsetSeconds) =>
      sum(importsOf(simulateHouseholds({ ...hours, intervalOffsetSeconds }))),
    );
    expect(Math.abs(half! / whole! - 1)).toBeLessThan(0.02);
    // And its night is where it was: half an hour is no shift of the day by an hour.
    const halves = simulateHouseholds({ ...hours, intervalSeconds: 1800, firstInterval: autumn / 2 });
    const shifted = simulateHouseholds({ ...hours, intervalOffsetSeconds: 1800 });
    const loadOf = (source: Households, interval: number): number =>
      sum(source.households.map(({ readings }) => readings.get(interval)?.[0] ?? 0));
    const differences = Array.from({ length: 160 }, (_, at) => {
      const wanted = loadOf(halves, autumn / 2 + 2 * at + 1) + loadOf(halves, autumn / 2 + 2 * at + 2);
      return Math.abs(loadOf(shifted, autumn / 4 + at) / wanted - 1);
    });
    expect(sum(differences) / 160).toBeLessThan(0.1);
  });

  test('whole Wh within what the house connection lets through, whatever the interval', () => {
    const options = fc.record({
      seed: fc.integer(),
      meterCount: fc.integer({ min: 1, max: 20 }),
      days: fc.integer({ min: 1, max: 3 }),
      intervalSeconds: fc.constantFrom(60, 300, 700, 900, 1800, 3600, 86_400),
      intervalOffsetSeconds: fc.integer({ min: 0, max: 59 }),
      firstInterval: fc.integer({ min: 1, max: 20_000 }),
    });
    fc.assert(
      fc.property(options, (chosen) => {
        for (const { registers, readings } of simulateHouseholds(chosen).households) {
          expect(readings.size).toBe(Math.ceil((chosen.days * 86_400) / chosen.intervalSeconds));
          const limit = 10 * chosen.intervalSeconds;
          const wrong = [...readings.values()].filter(
            (wh) => wh.length !== registers.length || !wh.every((value) => isWhole(value) && value <= limit),
          );
          expect(wrong).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the same seed gives the same homes, another seed others', () => {
    expect(simulateHouseholds({ ...street, meterCount: 5 })).toEqual(simulateHouseholds({ ...street, meterCount: 5 }));
    expect(importsOf(simulateHouseholds({ ...street, meterCount: 5 }))).not.toEqual(
      importsOf(simulateHouseholds({ ...street, meterCount: 5, seed: 2 })),
    );
  });

  test('a reading depends on seed, home and interval only, not on how long or how many are simulated', () => {
    const all = simulateHouseholds({ ...street, meterCount: 10 });
    const part = simulateHouseholds({ ...street, meterCount: 7, days: 2, firstInterval: autumn + 123 });
    for (const [at, home] of part.households.entries()) {
      const same = [...home.readings.keys()].map((index) => [index, all.households[at]?.readings.get(index)]);
      expect([...home.readings]).toEqual(same);
    }
  });

  test('the energy of a week does not hang on the interval length', () => {
    expectWithin(weekWh(3600), weekWh(900), 1.03);
    expectWithin(weekWh(300), weekWh(900), 1.03);
  });
});

describe('habits', () => {
  test('a cold week needs more than a summer week, a summer roof gives more', () => {
    const summer = Date.parse('2018-07-01T23:00:00Z') / 900_000;
    const exported = (source: Households): number =>
      sum(source.households.flatMap(({ readings }) => [...readings.values()].map(([, wh]) => wh ?? 0)));
    const [cold, warm] = [simulateHouseholds(street), simulateHouseholds({ ...street, firstInterval: summer })];
    expect(sum(importsOf(cold))).toBeGreaterThan(1.5 * sum(importsOf(warm)));
    expect(exported(warm)).toBeGreaterThan(1.5 * exported(cold));
  });

  test('one home in eight has a roof: it exports at noon, when it imports less, and never at night', () => {
    const summer = Date.parse('2018-06-03T23:00:00Z') / 900_000;
    const source = simulateHouseholds({ ...street, firstInterval: summer });
    const roofs = source.households.filter(({ registers }) => registers.length === 2);
    expect(roofs.length).toBeGreaterThanOrEqual(12);
    expect(roofs.length).toBeLessThanOrEqual(13);
    expect(new Set(source.households.map(({ registers }) => registers.join()))).toEqual(
      new Set(['1-0:1.8.0', '1-0:1.8.0,1-0:2.8.0']),
    );
    const sunny = { ...source, households: roofs };
    const others = { ...source, households: source.households.filter(({ registers }) => registers.length === 1) };
    expect(meanBetween(sunny, 11, 14, 1)).toBeGreaterThan(200);
    expect(meanBetween(sunny, 22, 24, 1)).toBe(0);
    expect(meanBetween(sunny, 0, 3, 1)).toBe(0);
    expect(meanBetween(sunny, 11, 14)).toBeLessThan(0.5 * meanBetween(others, 11, 14));
  });

  test('people get up later at the weekend', () => {
    const summer = Date.parse('2018-06-03T23:00:00Z') / 900_000; // Monday, local time
    const many = { ...street, meterCount: 400, firstInterval: summer };
    const weekend = simulateHouseholds({ ...many, firstInterval: summer + 5 * 96, days: 2 });
    expect(noonToMorning(weekend)).toBeGreaterThan(1.1 * noonToMorning(simulateHouseholds({ ...many, days: 5 })));
  });

  test('some homes are empty for some days', () => {
    const source = simulateHouseholds({
      ...street,
      days: 14,
      firstInterval: Date.parse('2018-07-01T23:00:00Z') / 900_000,
    });
    const hasQuietDay = source.households.filter(({ readings }) => {
      const values = [...readings.values()].map(([wh]) => wh ?? 0);
      const peaks = Array.from({ length: 14 }, (_, day) => Math.max(...values.slice(96 * day, 96 * day + 96)));
      return Math.min(...peaks) < 0.35 * Math.max(...peaks);
    });
    expect(hasQuietDay.length).toBeGreaterThan(15);
    expect(hasQuietDay.length).toBeLessThan(80);
  });
});

const shared = sharedDataFolder();
const why = shared === undefined ? ' (skipped: no shared data, see GRIDSHARE_SHARED)' : '';
describe.skipIf(shared === undefined)(`beside the real homes${why}`, () => {
  test.each([
    ['ch15_dev_100x7d.csv', street],
    ['ch15_dev_268x3d.csv', { ...street, meterCount: 268, days: 3, firstInterval: autumn + 8 * 96 }],
  ])('%s: the mean within a factor 1.4, quantiles 2.5, evening to night 1.4', async (file, options) => {
    const real = figuresOf(
      await readHouseholds(join(shared ?? '', file), {
        intervalSeconds: 900,
        intervalOffsetSeconds: 0,
        maxReadingWh: 9_000,
      }),
    );
    for (const seed of [1, 2, 3]) {
      const simulated = figuresOf(simulateHouseholds({ ...options, seed }));
      expectWithin(simulated.mean, real.mean, 1.4);
      expectWithin(simulated.eveningToNight, real.eveningToNight, 1.4);
      for (const [at, value] of simulated.quantiles.entries()) expectWithin(value, real.quantiles[at] ?? 0, 2.5);
    }
  });
});

test.each([
  [900, 20],
  [3_600, 15],
  [300, 8],
  [86_400, 1],
])('a street that is simulated as it lives is the same street, at %d s', (intervalSeconds, days) => {
  const options = {
    seed: 3,
    meterCount: 9,
    days,
    intervalSeconds,
    intervalOffsetSeconds: 0,
    firstInterval: 20_000 * (86_400 / intervalSeconds) + 1,
    areaCount: 2,
  };
  const [all, living] = [simulateHouseholds(options), streetAsItLives(options)];
  const plain = (homes: typeof all): unknown => ({
    ...homes,
    households: homes.households.map(({ readings, ...home }) => ({
      ...home,
      size: readings.size,
      readings: [...readings],
    })),
  });
  expect(plain(living)).toEqual(plain(all));
  const [home] = living.households;
  // In any order, and nothing beyond its ends.
  const last = options.firstInterval + all.intervalCount - 1;
  for (const interval of [last, options.firstInterval, last])
    expect(home?.readings.get(interval)).toEqual(all.households[0]?.readings.get(interval));
  expect([home?.readings.has(last + 1), home?.readings.get(options.firstInterval - 1)]).toEqual([false, undefined]);
});
