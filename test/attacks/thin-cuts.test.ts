/**
 * What a utility can set apart by combining totals, over the whole grid: it takes a meter off its roster in the middle of
 * a window, or knows what one meter used. The totals that it gets then tell of crowds only, or of nobody. [P-8.4]
 */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AggregatorParty } from '../../aggregator/party.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import { WindowPlan } from '../../protocol/release/remnants.ts';
import { parseTopic } from '../../protocol/wire/topics.ts';
import type { Entry, Rejection, Tariff } from '../../schemas/types.ts';
import { FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from '../simulation/grid.ts';
import { Consumption, independent } from '../release/consumption.ts';
import { isolatedBy } from '../release/knowing.ts';
import { billedUnits, range, readBy, releasedBy, value } from './forge.ts';

// Twelve real meters, 32 intervals: a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000 });

const COUNT = 32;
const FLOORS = { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 5 };

function billEntries(grid: Grid): Extract<Entry, { kind: 'bill' }>[] {
  return grid.archive.restore()[0]!.entries.flatMap(({ entry }) => (entry.kind === 'bill' ? [entry] : []));
}

function rejections(grid: Grid, aggregator: number): Rejection[] {
  return grid.tapped
    .filter(({ topic }) => topic === `grid/agg/${aggregator}/rejections`)
    .map(({ payload }) => JSON.parse(payload) as Rejection);
}

/** Loads less bills, by rate: what a utility computes first. */
function restOf(grid: Grid, rateAt: (offset: number) => string): Map<string, number> {
  const rest = new Map<string, number>();
  const addTo = (rate: string, units: number): void => void rest.set(rate, (rest.get(rate) ?? 0) + units);
  for (const { register, interval, totalUnits } of grid.loads)
    if (register === IMPORT) addTo(rateAt(interval - FIRST_INTERVAL), totalUnits!);
  for (const { status, lines } of grid.bills)
    if (status === 'verified') for (const { rate, totalUnits } of lines) addTo(rate, -totalUnits);
  return rest;
}

function logOf(grid: Grid): AreaLog {
  const log = new AreaLog('area-1');
  for (const { entry } of grid.archive.restore()[0]!.entries) log.apply(entry, entryHash(nodeCrypto, entry));
  return log;
}

/** All that was released, in the cells of which it is the sum: from the certified entries. */
function told(log: AreaLog): Consumption {
  const consumption = new Consumption(independent, []);
  const cell = (meter: string, interval: number) => ({ meter, interval, register: IMPORT });
  for (const [interval, { set }] of log.pages)
    consumption.tell([...set].map((index) => cell(log.roster.byIndex(index)!.meter.id, interval)));
  for (const { window, meters } of log.bills.values())
    for (const { enrolled } of meters.values()) {
      const byRate = new Map<string, number[]>();
      log.forEachCell(enrolled, window, (interval, _register, rate) =>
        byRate.set(rate, [...(byRate.get(rate) ?? []), interval]),
      );
      for (const intervals of byRate.values())
        consumption.tell(intervals.map((interval) => cell(enrolled.meter.id, interval)));
    }
  return consumption;
}

/** What who knows up to two meters isolates, in words. */
function isolated(grid: Grid): string[] {
  const { forms, unknowns } = told(logOf(grid));
  return [0, 1, 2].flatMap((known) => {
    const found = isolatedBy(forms, unknowns, FLOORS, known);
    return found === undefined
      ? []
      : [`${found.meter} at ${found.intervals.map((at) => at - FIRST_INTERVAL).join(' ')}`];
  });
}

/** Readings of the cells that are in a load and in no bill, by rate. */
function remnantUnits(grid: Grid, rateAt: (offset: number) => string, readingOf: typeof value): Map<string, number> {
  const log = logOf(grid);
  const sums = new Map<string, number>();
  for (const [interval, { set }] of log.pages)
    for (const index of [...set].filter((one) => log.isVoid(one, interval))) {
      const rate = rateAt(interval - FIRST_INTERVAL);
      sums.set(rate, (sums.get(rate) ?? 0) + readingOf(index, interval - FIRST_INTERVAL));
    }
  return sums;
}

/** The rule before: few cells need no company, and nobody asks whose they are. */
function withoutCompany(): void {
  vi.spyOn(WindowPlan.prototype as unknown as { findCompany: () => void }, 'findCompany').mockReturnValue(undefined);
  vi.spyOn(WindowPlan.prototype, 'remnantIds').mockReturnValue(new Set());
}

function gridWith(options: Partial<GridOptions> = {}): Grid {
  const grid = new Grid({
    meters: 12,
    aggregators: 3,
    threshold: 2,
    intervalCount: COUNT,
    ...FLOORS,
    floor: FLOORS,
    ...options,
  });
  grid.start();
  return grid;
}

const settled = (grid: Grid): Grid => {
  grid.closeDue();
  grid.wait(8_000);
  return grid;
};

afterEach(() => vi.restoreAllMocks());

describe('[P-8.4] a meter that the utility takes off its roster in mid-window', () => {
  const RATES = ['a', 'b', 'c', 'd'];
  /** Four rates in turn, four intervals each, twice a window. */
  const rateAt = (offset: number): string => RATES[Math.floor(offset / 4) % 4]!;
  const tariffs = (first: number): Tariff[] => [
    {
      id: 't',
      from: first,
      count: COUNT,
      rates: RATES.map((name, at) => ({ name, microPerKwh: 100_000 * (at + 1) })),
      runs: range(0, 8).map((run) => ({ rate: run % 4, count: 4 })),
    },
  ];

  /** meter-1 is gone after 13 intervals: four cells at three rates each, and one at the fourth. */
  function removed(): Grid {
    const grid = gridWith({ tariffs });
    for (const offset of range(0, COUNT)) {
      grid.readInterval(offset, (meter) => [value(meter, offset)]);
      if (offset === 11) {
        grid.wait(1_500);
        grid.restartUtility({ enrolled: grid.utilityParty.enrolled.filter(({ meter }) => meter.id !== 'meter-1') });
        grid.wait(1_500);
      }
    }
    const leaving = grid.archive
      .restore()[0]!
      .entries.flatMap(({ entry }) =>
        entry.kind === 'roster' && entry.remove.length > 0 ? [entry.from - FIRST_INTERVAL] : [],
      );
    expect(leaving).toEqual([13]);
    return settled(grid);
  }

  test('leaves a crowd: loads less bills are readings of five meters, on one page', () => {
    const grid = removed();
    expect(isolated(grid)).toEqual([]);
    const rest = restOf(grid, rateAt);
    expect(rest).toEqual(new Map([...RATES.map((rate) => [rate, 0] as const), ...remnantUnits(grid, rateAt, value)]));
    expect([rest.get('a'), rest.get('b'), rest.get('c')]).toEqual([0, 0, 0]);
    const [window] = grid.windows;
    expect([window!.state, window!.remnantMeters]).toEqual(['footed', 5]);
    // Its long lines are billed all the same.
    expect(billedUnits(grid, 'meter-1')).toEqual([readBy(0, range(0, 12))]);
  });

  test('control: without company it is that meter alone', () => {
    withoutCompany();
    const grid = removed();
    expect(restOf(grid, rateAt).get('d')).toBe(value(0, 12));
    expect(isolated(grid)).toContain('meter-1 at 12');
  });
});

describe('[P-8.4] a utility that knows a meter, and the broker', () => {
  const rateAt = (): string => 'all';

  /** The broker delivers one reading of meter-1, and three of the known meter-2. */
  function starved(): Grid {
    const grid = gridWith();
    const lastOf = new Map([
      ['meter-1', 0],
      ['meter-2', 2],
    ]);
    grid.onDeliver = ({ topic, payload }) => {
      if (parseTopic(topic)?.name !== 'shares') return true;
      const message = JSON.parse(payload) as { meter: string; from: number; count: number };
      return message.from + message.count - 1 - FIRST_INTERVAL <= (lastOf.get(message.meter) ?? COUNT);
    };
    for (const offset of range(0, COUNT)) {
      grid.readInterval(offset, (meter) => [value(meter, offset)]);
    }
    return settled(grid);
  }
  const knownWh = readBy(1, range(0, 3));

  test('faces a crowd: three cells of the known one are no company for one', () => {
    const grid = starved();
    expect(isolated(grid)).toEqual([]);
    const rest = restOf(grid, rateAt).get('all')!;
    expect(rest).toBe(remnantUnits(grid, rateAt, value).get('all'));
    expect(rest - knownWh).toBeGreaterThan(10 * value(0, 0));
    expect(grid.windows[0]!.remnantMeters).toBe(FLOORS.minCrowd);
    // Who gave up cells gets its bill for all others.
    expect(grid.bills.filter(({ status }) => status === 'verified')).toHaveLength(10);
  });

  test('control: by the old rule those four cells were enough, and one of them is the reading', () => {
    withoutCompany();
    const grid = starved();
    expect(restOf(grid, rateAt).get('all')! - knownWh).toBe(value(0, 0));
    expect(isolated(grid)).toContain('meter-1 at 0');
  });
});

describe('[P-8.4] an own floor', () => {
  /** Aggregator 3 is restarted under a floor of its own, before the window is billed. */
  function billedBeside(minCrowd: number): Grid {
    const grid = gridWith();
    for (const offset of range(0, COUNT))
      grid.readInterval(offset, (meter) => (meter === 11 && offset > 0 ? undefined : [value(meter, offset)]));
    const pins: AggregatorParty['pins'] = {
      deployment: 'test',
      operators: grid.scheme.operators,
      floor: { minThreshold: 2, trust: 'covert', ...FLOORS, minCrowd },
    };
    grid.restartAggregator(3, { pins });
    return settled(grid);
  }

  test('refuses what would set too few apart, says so, and answers nothing of what others certified', () => {
    const grid = billedBeside(7);
    const [bill] = billEntries(grid);
    expect(
      rejections(grid, 3)
        .filter(({ code }) => code === 'invalid_batch_size')
        .map(({ detail }) => detail),
    ).toContain('it would set remnants of 5 meters at rate all, fewer than 7');
    expect([1, 2, 3].map((at) => releasedBy(grid, at, bill!.sequence) !== undefined)).toEqual([true, true, false]);
    // The others' bills are right all the same.
    expect(billedUnits(grid, 'meter-1').length).toBe(1);
    // It does not answer after a restart either.
    grid.restartAggregator(3);
    grid.wait(8_000);
    expect(releasedBy(grid, 3, bill!.sequence)).toBeUndefined();
  });

  test('control: with the floor of the scheme it answers', () => {
    const grid = billedBeside(FLOORS.minCrowd);
    const [bill] = billEntries(grid);
    expect(rejections(grid, 3).filter(({ code }) => code === 'invalid_batch_size')).toEqual([]);
    expect([1, 2, 3].map((at) => releasedBy(grid, at, bill!.sequence) !== undefined)).toEqual([true, true, true]);
  });
});
