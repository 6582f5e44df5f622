/** What a scheme implies, which schemes cannot be run, and which rate an interval has. [P-1, P-2.5, P-8.5] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { Scheme, Tariff } from '../../schemas/types.ts';
import { EXPORT, GAS, IMPORT, schemeWith } from '../../test/material.ts';
import { slowRate, slowWindow } from '../../test/reference/calendar.ts';
import { P } from '../math/field.ts';
import { MAX_AGGREGATORS } from '../wire/limits.ts';
import { Calendar, SINGLE_RATE, quorumOf, schemeProblem, sharingIdOf } from './scheme.ts';

describe('[P-1.2] the quorum', () => {
  test.each([
    // The examples of the protocol.
    [3, 2, 'covert', 2],
    [5, 3, 'active', 4],
    [4, 2, 'active', 3],
    [2, 2, 'covert', 2],
    [2, 2, 'active', 2],
    [3, 2, 'active', 3],
    [5, 3, 'covert', 3],
    [5, 2, 'covert', 3],
    [16, 9, 'covert', 9],
    [16, 9, 'active', 13],
  ] as const)('%i aggregators, threshold %i, %s: %i', (n, k, trust, q) => {
    expect(quorumOf(n, k, trust)).toBe(q);
  });

  test('two quorums share an aggregator, and an honest one where up to k-1 deviate', () => {
    for (let n = 2; n <= MAX_AGGREGATORS; n++) {
      for (let k = 2; k <= n; k++) {
        const covert = quorumOf(n, k, 'covert');
        expect(2 * covert - n).toBeGreaterThanOrEqual(1);
        expect(covert).toBeGreaterThanOrEqual(k);
        const active = quorumOf(n, k, 'active');
        expect(2 * active - n).toBeGreaterThanOrEqual(k);
        // And it is the least such number.
        expect(2 * (active - 1) - n).toBeLessThan(k);
      }
    }
  });
});

const rates = [
  { name: 'night', microPerKwh: 1 },
  { name: 'day', microPerKwh: 2 },
];

function tariffWith(changes: Partial<Tariff> = {}): Tariff {
  return {
    id: 't',
    from: 1000,
    count: 8,
    rates,
    runs: [
      { rate: 0, count: 4 },
      { rate: 1, count: 4 },
    ],
    ...changes,
  };
}

describe('[P-1, P-2.5] schemes that cannot be run', () => {
  test('control: a sound one, with and without a tariff', () => {
    expect(schemeProblem(schemeWith())).toBeUndefined();
    expect(schemeProblem(schemeWith({ intervalOffsetSeconds: 899 }))).toBeUndefined();
    expect(schemeProblem(schemeWith({ registers: [{ ...GAS, isLoad: true }] }))).toBeUndefined();
    expect(schemeProblem(schemeWith({ tariffs: [tariffWith(), tariffWith({ id: 'u', from: 1008 })] }))).toBeUndefined();
  });

  test.each<[what: string, changes: Partial<Scheme>, problem: RegExp]>([
    ['a threshold above n', { threshold: 4 }, /threshold 4 is more than/],
    ['17 aggregators', { operators: Array.from({ length: 17 }, (_, at) => `o${at}`) }, /more than the 17/],
    ['an operator twice', { operators: ['a', 'b', 'a'] }, /operator is listed twice/],
    ['a register twice', { registers: [...schemeWith().registers, schemeWith().registers[0]!] }, /register is listed/],
    [
      'gas without a limit',
      {
        registers: [...schemeWith().registers, { obis: '7-0:3.0.0', direction: 'import', isLoad: false, unit: 'dm3' }],
      },
      /counts dm3 and says no maxR/,
    ],
    ['energy with one', { registers: [{ ...schemeWith().registers[0]!, maxReading: 9 }] }, /counts Wh and says maxR/],
    [
      'prices of no energy',
      { registers: [{ ...GAS, isLoad: true }], tariffs: [tariffWith()] },
      /no register counts Wh/,
    ],
    [
      'gas totals that could not be written down',
      { registers: [{ ...GAS, isLoad: true, maxReading: 2 ** 32 - 1 }], maxMeters: 10_000_000 },
      /more than 2\^53/,
    ],
    ['no load', { registers: [{ obis: EXPORT, direction: 'export', isLoad: false }] }, /no register has a load/],
    ['an offset as long as an interval', { intervalOffsetSeconds: 900 }, /intervalOffsetSeconds 900 is not less than/],
    ['an area twice', { areas: ['a', 'a'] }, /area is listed twice/],
    [
      'a floor above half a window',
      { floors: { minMeters: 2, minIntervals: 5, maxKnown: 0, minCrowd: 1 } },
      /more than half of a window/,
    ],
    ['two tariffs of one window', { tariffs: [tariffWith(), tariffWith({ id: 'u' })] }, /two tariffs/],
    ['a tariff beside the windows', { tariffs: [tariffWith({ from: 1001 })] }, /exactly one billing window/],
    ['a tariff before them', { tariffs: [tariffWith({ from: 992 })] }, /exactly one billing window/],
    ['a longer tariff', { tariffs: [tariffWith({ count: 16 })] }, /exactly one billing window/],
    [
      'runs that are too short',
      { tariffs: [tariffWith({ runs: [{ rate: 0, count: 4 }] })] },
      /not a partition|0 intervals/,
    ],
    [
      'runs that are too long',
      {
        tariffs: [
          tariffWith({
            runs: [
              { rate: 0, count: 4 },
              { rate: 1, count: 5 },
            ],
          }),
        ],
      },
      /not a partition/,
    ],
    ['a rate that is not listed', { tariffs: [tariffWith({ runs: [{ rate: 2, count: 8 }] })] }, /does not list/],
    ['a rate named twice', { tariffs: [tariffWith({ rates: [rates[0]!, rates[0]!] })] }, /names a rate twice/],
    [
      'a rate that selects one interval',
      {
        tariffs: [
          tariffWith({
            runs: [
              { rate: 0, count: 7 },
              { rate: 1, count: 1 },
            ],
          }),
        ],
      },
      /1 intervals at rate day, fewer than 4/,
    ],
    ['a rate without any', { tariffs: [tariffWith({ runs: [{ rate: 0, count: 8 }] })] }, /0 intervals at rate day/],
  ])('%s', (_what, changes, problem) => {
    expect(schemeProblem(schemeWith(changes))).toMatch(problem);
  });

  test('[P-8.5] a rate may be two runs: its intervals are counted over both', () => {
    const runs = [0, 1, 0, 1].map((rate) => ({ rate, count: 2 }));
    expect(schemeProblem(schemeWith({ tariffs: [tariffWith({ runs })] }))).toBeUndefined();
    const selector = [0, 0, 0, 1, 0, 0, 0, 0].map((rate) => ({ rate, count: 1 }));
    expect(schemeProblem(schemeWith({ tariffs: [tariffWith({ runs: selector })] }))).toMatch(/1 intervals/);
  });

  test('[P-2.5] totals that could wrap around the field, or not be written down exactly', () => {
    // The schema's own limits stay far below the field, so that bound is probed beyond them: 2^53 * 2^30 * 2^44 > p/2.
    const huge = {
      maxMeters: 2 ** 52,
      maxReadingWh: 2 ** 45,
      billing: { firstInterval: 0, windows: [{ count: 1, intervalCount: 2 ** 30 }] },
    };
    expect(BigInt(huge.maxMeters) * BigInt(huge.maxReadingWh) * 2n ** 30n).toBeGreaterThanOrEqual(P / 2n);
    expect(schemeProblem(schemeWith(huge))).toMatch(/wrap around/);
    const billing = { firstInterval: 0, windows: [{ count: 1, intervalCount: 2 ** 20 }] };
    expect(schemeProblem(schemeWith({ maxMeters: 2 ** 20, maxReadingWh: 2 ** 13 - 1, billing }))).toBeUndefined();
    expect(schemeProblem(schemeWith({ maxMeters: 2 ** 20, maxReadingWh: 2 ** 13, billing }))).toMatch(/2\^53/);
  });
});

describe('[P-3.5] the sharing id', () => {
  const id = (changes: Partial<Scheme>): string => sharingIdOf(nodeCrypto, schemeWith(changes));

  test('depends on n, k, operators and their order', () => {
    const ids = [
      id({}),
      id({ threshold: 3 }),
      id({ operators: ['operator-1', 'operator-2'] }),
      id({ operators: ['operator-2', 'operator-1', 'operator-3'] }),
      id({ operators: ['operator-1', 'operator-2', 'operator-4'] }),
      id({ operators: ['operator-', '1operator-2', 'operator-3'] }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  test('and on nothing else: a new tariff splits nothing again', () => {
    expect(
      id({
        tariffs: [tariffWith()],
        deployment: 'other',
        maxMeters: 5,
        trust: 'active',
        floors: { minMeters: 9, minIntervals: 3, maxKnown: 0, minCrowd: 1 },
        registers: [{ obis: IMPORT, direction: 'import', isLoad: true }],
        areas: ['x', 'y'],
        closeAfterSeconds: 1,
      }),
    ).toBe(id({}));
  });
});

/** Schemes with random tariffs: some windows have one, cut into runs at random places. */
const tariffed = fc
  .tuple(
    fc.integer({ min: 0, max: 50 }),
    fc.integer({ min: 1, max: 20 }),
    fc.array(fc.option(fc.array(fc.tuple(fc.nat({ max: 4 }), fc.integer({ min: 1, max: 6 })), { minLength: 1 }))),
  )
  .map(([firstInterval, intervalCount, windows]) => {
    const tariffs = windows.flatMap((cuts, at): Tariff[] => {
      if (cuts === null) return [];
      const runs: { rate: number; count: number }[] = [];
      let left = intervalCount;
      for (const [rate, count] of cuts) {
        if (left === 0) break;
        runs.push({ rate, count: Math.min(count, left) });
        left -= Math.min(count, left);
      }
      if (left > 0) runs.push({ rate: 0, count: left });
      return [
        {
          id: `t${at}`,
          from: firstInterval + at * intervalCount,
          count: intervalCount,
          rates: [0, 1, 2, 3, 4].map((rate) => ({ name: `r${rate}`, microPerKwh: at * 10 + rate })),
          runs,
        },
      ];
    });
    return schemeWith({ billing: { firstInterval, windows: [{ count: 1, intervalCount }] }, tariffs });
  });

describe('[P-8.5] the calendar', () => {
  test('gives every interval the rate and window that a walk through all runs gives it', () => {
    fc.assert(
      fc.property(tariffed, (scheme) => {
        const calendar = new Calendar(scheme);
        const { firstInterval, windows } = scheme.billing;
        const intervalCount = windows[0]!.intervalCount;
        const end = firstInterval + intervalCount * (scheme.tariffs.length + 2) + 3;
        for (let interval = 0; interval < end; interval++) {
          expect(calendar.rateOf(interval)).toEqual(slowRate(scheme, interval));
          expect(calendar.windowOf(interval)).toEqual(slowWindow(scheme, interval));
        }
      }),
    );
  });

  test('a window without a tariff has the single rate', () => {
    const calendar = new Calendar(schemeWith({ tariffs: [tariffWith()] }));
    expect(calendar.rateOf(999).name).toBe(SINGLE_RATE);
    expect([1000, 1003, 1004, 1007].map((interval) => calendar.rateOf(interval).name)).toEqual([
      'night',
      'night',
      'day',
      'day',
    ]);
    expect(calendar.rateOf(1008).name).toBe(SINGLE_RATE);
  });
});
