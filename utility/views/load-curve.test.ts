/** Curves of loads: sums by label, summaries and forecasts against plain computations. [P-8.3] */
import { describe, expect, test } from 'vitest';
import type { ListedLoad } from './figure-list.ts';
import { curvesOf, forecastOf, groupsOf, summaryOf } from './load-curve.ts';

const GRID = { intervalSeconds: 3_600, intervalOffsetSeconds: 0 };
const REGISTER = '1-0:1.8.0';
/** 2026-01-05, a Monday, 00:00 UTC. */
const FIRST = 490_992;
const WEEK = 7 * 24;

function load(
  area: string,
  at: number,
  totalUnits: number | undefined,
  status: ListedLoad['status'] = 'verified',
): ListedLoad {
  return {
    area,
    interval: FIRST + at,
    begin: '',
    end: '',
    register: REGISTER,
    unit: 'Wh',
    status,
    reason: '',
    totalUnits,
    meters: 10,
    of: 12,
    signers: [1, 2],
    differing: [],
    set: undefined,
  };
}

const LABELS = [
  { area: 'oak', feeder: 'T1', supplier: 'north' },
  { area: 'elm', feeder: 'T1', supplier: 'south' },
  { area: 'ash', feeder: 'T2' },
];

describe('sums by label', () => {
  test('areas with one value of a label are one group, each by itself without one; who has no label is in none', () => {
    const areas = ['oak', 'elm', 'ash'];
    expect([...groupsOf(areas, LABELS, undefined)]).toEqual([
      ['oak', ['oak']],
      ['elm', ['elm']],
      ['ash', ['ash']],
    ]);
    expect([...groupsOf(areas, LABELS, 'feeder')]).toEqual([
      ['T1', ['oak', 'elm']],
      ['T2', ['ash']],
    ]);
    expect([...groupsOf(areas, LABELS, 'supplier')]).toEqual([
      ['north', ['oak']],
      ['south', ['elm']],
    ]);
    expect([...groupsOf(areas, LABELS, 'community')]).toEqual([]);
  });

  test('[P-8.3] a sum is of released totals, and only where that of every area is released', () => {
    const loads = [
      load('oak', 0, 100),
      load('elm', 0, 250),
      load('oak', 1, 110),
      load('oak', 2, 120),
      load('elm', 2, undefined, 'empty'),
      load('oak', 3, 130, 'unverified'),
      load('elm', 3, 270),
      load('ash', 3, 1),
    ];
    const [curve, ash] = curvesOf(groupsOf(['oak', 'elm', 'ash'], LABELS, 'feeder'), loads, GRID);
    expect(curve?.points.map(({ totalUnits, isFinal, lacking }) => [totalUnits, isFinal, lacking])).toEqual([
      [350, true, []],
      [undefined, false, ['elm']],
      [undefined, false, ['elm']],
      [400, false, []],
    ]);
    expect(curve?.points[0]).toMatchObject({
      begin: '2026-01-05T00:00:00Z',
      end: '2026-01-05T01:00:00Z',
      meters: 20,
      of: 24,
    });
    expect(ash?.points).toHaveLength(1);
    // What is lacking is never 0: the summary is of the two intervals that are known.
    expect(summaryOf(curve!, GRID)).toMatchObject({
      known: 2,
      of: 4,
      totalUnits: 750,
      peakUnits: 400,
      loadFactor: 93.75,
    });
  });
});

describe('summaries', () => {
  test('peak, mean power and load factor, of intervals of any length', () => {
    const loads = [3, 9, 9, 0].map((units, at) => load('oak', at, units * 1_000));
    const [curve] = curvesOf(groupsOf(['oak'], [], undefined), loads, { ...GRID, intervalSeconds: 900 });
    expect(summaryOf(curve!, { ...GRID, intervalSeconds: 900 })).toMatchObject({
      totalUnits: 21_000,
      peakUnits: 9_000,
      peakW: 36_000,
      // The first of two equal ones.
      peakBegin: curve!.points[1]!.begin,
      loadFactor: 58.33,
    });
    const [empty] = curvesOf(groupsOf(['oak'], [], undefined), [load('oak', 0, undefined, 'empty')], GRID);
    expect(summaryOf(empty!, GRID)).toBeUndefined();
  });
});

describe('the naive forecast', () => {
  const weeks = (count: number, of: (at: number) => number | undefined) =>
    curvesOf(
      groupsOf(['oak'], [], undefined),
      Array.from({ length: count * WEEK }, (_, at) => load('oak', at, of(at))),
      GRID,
    )[0]!;

  test('is what every week repeats', () => {
    const curve = weeks(2, (at) => 1_000 + (at % WEEK));
    const forecast = forecastOf(curve, GRID);
    expect(forecast.map(({ forecastUnits }) => forecastUnits)).toEqual(
      Array.from({ length: 24 }, (_, at) => 1_000 + at),
    );
    expect(forecast[0]).toMatchObject({ begin: '2026-01-19T00:00:00Z', weeks: 2 });
  });

  test('is the mean of the last four weeks that are known, and no more', () => {
    const curve = weeks(6, (at) => (Math.floor(at / WEEK) === 4 ? undefined : 100 * Math.floor(at / WEEK)));
    const [first] = forecastOf(curve, GRID);
    // Weeks 2, 3 and 5; 4 is not known, 0 and 1 are too long ago.
    expect(first).toMatchObject({ forecastUnits: Math.round((200 + 300 + 500) / 3), weeks: 3 });
  });

  test('says nothing without a week before, or where a week is no whole number of intervals', () => {
    const day = curvesOf(groupsOf(['oak'], [], undefined), [load('oak', 0, 5)], GRID)[0]!;
    expect(forecastOf(day, GRID).every(({ forecastUnits, weeks: of }) => forecastUnits === undefined && of === 0)).toBe(
      true,
    );
    expect(forecastOf(day, { ...GRID, intervalSeconds: 11 })).toEqual([]);
  });
});
