/** Which tariffs a scheme may have, and what an interval costs under them: days, weekends, summer time. [P-8.5] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Floors, Scheme, Tariff } from '../../schemas/types.ts';
import { schemeWith } from '../../test/material.ts';
import { schemeProblem } from './scheme.ts';
import { TariffCalendar, atomsFrom, tariffFloorOf } from './tariff.ts';

const DAY = 96;
const MONTH = 28 * DAY;
/** Monday, 5 January 2026, 0:00 UTC. */
const FIRST = Date.UTC(2026, 0, 5) / 900_000;
const FLOORS: Floors = { minMeters: 2, minIntervals: 96, maxKnown: 0, minCrowd: 1 };

/** A tariff of a window of four weeks. Runs are pairs of rate and count. */
function tariffOf(
  window: number,
  runs: readonly (readonly [rate: number, count: number])[],
  changes: Partial<Tariff> = {},
): Tariff {
  const rates = Math.max(...runs.map(([rate]) => rate)) + 1;
  return {
    id: `t${window}`,
    from: FIRST + window * MONTH,
    count: MONTH,
    rates: Array.from({ length: rates }, (_, at) => ({ name: `r${at}`, microPerKwh: at })),
    runs: runs.map(([rate, count]) => ({ rate, count })),
    ...changes,
  };
}

function monthly(tariffs: Tariff[], changes: Partial<Scheme> = {}): Scheme {
  return schemeWith({
    intervalSeconds: 900,
    maxMeters: 100,
    floors: FLOORS,
    billing: { firstInterval: FIRST, windows: [{ count: 1, intervalCount: MONTH }] },
    tariffs,
    ...changes,
  });
}

const NIGHT_AND_DAY = [
  [0, 24],
  [1, 64],
  [0, 8],
] as const;

describe('[P-8.5] which tariffs may be', () => {
  test('control: night and day, two peaks, a weekend of its own, summer time within the window', () => {
    const peaks = [
      [0, 28],
      [1, 8],
      [0, 32],
      [1, 12],
      [0, 16],
    ] as const;
    const weekend = [{ rate: 0, count: DAY }];
    const change = { from: FIRST + 10 * DAY + 5, utcOffsetSeconds: 7_200 };
    expect(schemeProblem(monthly([tariffOf(0, NIGHT_AND_DAY)]))).toBeUndefined();
    expect(schemeProblem(monthly([tariffOf(0, peaks, { weekend })]))).toBeUndefined();
    expect(
      schemeProblem(monthly([tariffOf(0, NIGHT_AND_DAY, { days: { utcOffsetSeconds: 3_600, change } })])),
    ).toBeUndefined();
  });

  test.each<[what: string, tariffs: Tariff[], changes: Partial<Scheme>, says: RegExp]>([
    [
      'five rates',
      [
        tariffOf(
          0,
          [0, 1, 2, 3, 4].map((rate) => [rate, rate === 4 ? 16 : 20] as const),
        ),
      ],
      {},
      /has 5 rates, more than 4/,
    ],
    [
      'equal prices',
      [tariffOf(0, NIGHT_AND_DAY, { rates: ['a', 'b'].map((name) => ({ name, microPerKwh: 7 })) })],
      {},
      /one price for a and b: make them one rate/,
    ],
    [
      'three runs of a rate',
      [
        tariffOf(
          0,
          [0, 1, 0, 1, 0, 1].map((rate) => [rate, 16] as const),
        ),
      ],
      {},
      /3 runs of rate r0 in a day/,
    ],
    [
      'fewer intervals than twice the floor',
      [
        tariffOf(0, [
          [0, 90],
          [1, 6],
        ]),
      ],
      {},
      /168 intervals at rate r1, fewer than 192/,
    ],
    ['runs of the whole window', [tariffOf(0, [[0, MONTH]])], {}, /not a partition of a day: 2688 of 96/],
    [
      'a weekend that is no day',
      [tariffOf(0, NIGHT_AND_DAY, { weekend: [{ rate: 0, count: 95 }] })],
      {},
      /95 of 96 intervals/,
    ],
    [
      'clocks that change in another window',
      [
        tariffOf(0, NIGHT_AND_DAY, {
          days: { utcOffsetSeconds: 0, change: { from: FIRST + MONTH, utcOffsetSeconds: 0 } },
        }),
      ],
      {},
      /clocks change outside of its window/,
    ],
    [
      'days that begin at another time each month',
      [0, 1, 2].map((window) => tariffOf(window, NIGHT_AND_DAY, { days: { utcOffsetSeconds: window * 900 } })),
      {},
      /begin their days at 3 times of UTC/,
    ],
    [
      'summer time of a third of a day',
      [0, 1].map((window) => tariffOf(window, NIGHT_AND_DAY, { days: { utcOffsetSeconds: window * 28_800 } })),
      {},
      /at most two hours apart/,
    ],
    [
      'a dynamic one, where the floors do not say so',
      [tariffOf(0, [[0, MONTH]], { dynamic: true })],
      {},
      /dynamic, and the floors do not say/,
    ],
  ])('%s', (_what, tariffs, changes, says) => {
    expect(schemeProblem(monthly(tariffs, changes))).toMatch(says);
  });

  test('intervals that do not divide a day, in windows that are longer: one rate only', () => {
    const billing = { firstInterval: 1_000, windows: [{ count: 1, intervalCount: 1_000 }] };
    const tariff = (runs: Tariff['runs']): Tariff => ({
      ...tariffOf(0, [
        [0, 1],
        [1, 1],
      ]),
      from: 1_000,
      count: 1_000,
      rates: runs.map((_run, at) => ({ name: `r${at}`, microPerKwh: at })),
      runs,
    });
    const odd = (runs: Tariff['runs']): Scheme =>
      monthly([tariff(runs)], { intervalSeconds: 700, billing, floors: { ...FLOORS, minIntervals: 4 } });
    expect(schemeProblem(odd([{ rate: 0, count: 1_000 }]))).toBeUndefined();
    expect(schemeProblem(odd([0, 1].map((rate) => ({ rate, count: 500 }))))).toMatch(/700 s do not divide a day/);
  });

  test('a dynamic one is a partition of its window into rates that are long enough, of different prices', () => {
    const floors = { ...FLOORS, dynamic: true };
    const levels = Array.from({ length: 28 }, (_, day) => [day % 6, DAY] as const);
    const dynamic = (changes: Partial<Tariff> = {}): Scheme =>
      monthly([tariffOf(0, levels, { dynamic: true, ...changes })], { floors });
    expect(schemeProblem(dynamic())).toBeUndefined();
    expect(
      schemeProblem(
        dynamic({ rates: [0, 0, 1, 2, 3, 4].map((price, at) => ({ name: `r${at}`, microPerKwh: price })) }),
      ),
    ).toMatch(/make them one rate/);
    expect(
      schemeProblem(
        dynamic({
          runs: [
            { rate: 0, count: 5 },
            { rate: 1, count: MONTH - 5 },
          ],
        }),
      ),
    ).toMatch(/5 intervals at rate r0/);
  });

  test('a year of calendars is looked at together', () => {
    const shifted = (window: number, by: number): Tariff =>
      tariffOf(window, [
        [0, 20 + by],
        [1, 76 - by],
      ]);
    const at = (windows: readonly number[], by: number): Tariff[] =>
      windows.map((window, nr) => shifted(window, nr * by));
    expect(schemeProblem(monthly(at([0, 1, 2, 3, 4, 5, 6], 8)))).toBeUndefined();
    expect(schemeProblem(monthly(at([0, 1, 2, 3, 4, 5, 6, 7], 8)))).toMatch(/into 9 sets together, more than 8/);
    // Control: what is apart by more than 12 windows is not, and equal calendars are one.
    expect(schemeProblem(monthly(at([0, 1, 2, 3, 16, 17, 18, 19], 8)))).toBeUndefined();
    expect(schemeProblem(monthly(at([0, 1, 2, 3, 4, 5, 6, 7], 0)))).toBeUndefined();
    expect(atomsFrom(monthly(at([0, 1, 2], 8)), FIRST)).toBe(4);
  });

  test('what a scheme does not say is the default', () => {
    expect(tariffFloorOf({})).toEqual({ maxRates: 4, maxAtoms: 8, dynamic: false });
    expect(tariffFloorOf({ maxRates: 2, maxAtoms: 3, dynamic: true })).toEqual({
      maxRates: 2,
      maxAtoms: 3,
      dynamic: true,
    });
  });
});

/** The local day and quarter of an hour by the clock of a city, from the tables that the machine has. */
function localOf(interval: number, timeZone: string): { readonly isWeekend: boolean; readonly slot: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(interval * 900_000);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return {
    isWeekend: ['Sat', 'Sun'].includes(part('weekday')),
    slot: Number(part('hour')) * 4 + Math.floor(Number(part('minute')) / 15),
  };
}

describe('[P-8.5] the rate of an interval', () => {
  const weekend = [
    { rate: 2, count: 40 },
    { rate: 0, count: 56 },
  ];

  /** 28 days, one of which has another offset from 1:00 UTC on. */
  function window(year: number, month: number, day: number, before: number, after: number): TariffCalendar {
    const change = Date.UTC(year, month, day, 1) / 900_000;
    const from = Math.floor(change) - 11 * DAY - 31;
    const tariff: Tariff = {
      ...tariffOf(0, NIGHT_AND_DAY),
      from,
      rates: [0, 1, 2].map((at) => ({ name: `r${at}`, microPerKwh: at })),
      weekend,
      days: { utcOffsetSeconds: before, change: { from: change, utcOffsetSeconds: after } },
    };
    return new TariffCalendar(monthly([tariff]), tariff);
  }

  test.each([
    ['spring, Berlin', 'Europe/Berlin', window(2026, 2, 29, 3_600, 7_200)],
    ['autumn, Berlin', 'Europe/Berlin', window(2026, 9, 25, 7_200, 3_600)],
    ['spring, Lisbon', 'Europe/Lisbon', window(2026, 2, 29, 0, 3_600)],
  ])('is that of local time, when clocks change in %s', (_what, timeZone, calendar) => {
    const { from, count, rates } = calendar.tariff;
    const counts = rates.map(() => 0);
    for (let interval = from; interval < from + count; interval++) {
      const { isWeekend, slot } = localOf(interval, timeZone);
      const rate = isWeekend ? (slot < 40 ? 2 : 0) : slot >= 24 && slot < 88 ? 1 : 0;
      expect([interval, calendar.rateOf(interval)]).toEqual([interval, rate]);
      counts[rate] = (counts[rate] ?? 0) + 1;
    }
    expect(calendar.intervalsByRate()).toEqual(counts);
  });

  test('follows hours that begin at half past: days of +05:30 begin with an interval, and every slot is a local hour', () => {
    const grid = { intervalSeconds: 3_600, intervalOffsetSeconds: 1_800 };
    const from = 491_000;
    const count = 24 * 28;
    const tariff: Tariff = {
      ...tariffOf(0, [
        [0, 6],
        [1, 18],
      ]),
      from,
      count,
      weekend: [{ rate: 0, count: 24 }],
      days: { utcOffsetSeconds: 19_800 },
    };
    const calendar = new TariffCalendar(
      { ...grid, billing: { firstInterval: from, windows: [{ count: 1, intervalCount: count }] } },
      tariff,
    );
    const counts = [0, 0];
    for (let interval = from; interval < from + count; interval++) {
      const quarter = (interval * 3_600 + 1_800) / 900;
      const { isWeekend, slot } = localOf(quarter, 'Asia/Kolkata');
      expect(slot % 4).toBe(0);
      const rate = isWeekend || slot < 24 ? 0 : 1;
      expect([interval, calendar.rateOf(interval)]).toEqual([interval, rate]);
      counts[rate]! += 1;
    }
    expect(calendar.intervalsByRate()).toEqual(counts);
    // Control: by the hours of UTC the day would begin half an hour late, or early.
    expect(localOf((from * 3_600) / 900, 'Asia/Kolkata').slot % 4).toBe(2);
  });

  test('is counted as a walk through the window counts it, wherever window and days begin', () => {
    const drawn = fc.record({
      seconds: fc.constantFrom(300, 900, 1_800, 3_600),
      offset: fc.integer({ min: 0, max: 299 }),
      from: fc.integer({ min: 1_000, max: 90_000 }),
      count: fc.integer({ min: 300, max: 900 }),
      offsets: fc.tuple(fc.integer({ min: -43_200, max: 50_400 }), fc.integer({ min: -43_200, max: 50_400 })),
      changeAt: fc.option(fc.integer({ min: 1, max: 299 })),
      cut: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      hasWeekend: fc.boolean(),
    });
    fc.assert(
      fc.property(drawn, ({ seconds, offset, from, count, offsets, changeAt, cut, hasWeekend }) => {
        const day = 86_400 / seconds;
        const first = Math.max(1, Math.floor(day * cut));
        const runs = [first, day - first].map((length, rate) => ({ rate, count: length }));
        const change = changeAt === null ? {} : { change: { from: from + changeAt, utcOffsetSeconds: offsets[1] } };
        const tariff: Tariff = {
          ...tariffOf(0, NIGHT_AND_DAY),
          from,
          count,
          runs,
          days: { utcOffsetSeconds: offsets[0], ...change },
          ...(hasWeekend ? { weekend: [{ rate: 1, count: day }] } : {}),
        };
        const timing = {
          intervalSeconds: seconds,
          intervalOffsetSeconds: offset,
          billing: { firstInterval: from, windows: [{ count: 1, intervalCount: count }] },
        };
        const calendar = new TariffCalendar(timing, tariff);
        const counts = [0, 0];
        for (let interval = from; interval < from + count; interval++) counts[calendar.rateOf(interval)]! += 1;
        expect(calendar.intervalsByRate()).toEqual(counts);
      }),
    );
  });
});
