/**
 * A household with a hand on its router's plug: cells that miss their page must not make energy cheaper, and a tariff
 * whose rate names change must not keep it from being billed. [P-7.3]
 */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { RateCells } from '../../meter/rate-cells.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { parseTopic } from '../../protocol/wire/topics.ts';
import type { Tariff } from '../../schemas/types.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';

const NIGHT = 100_000;
const PEAK = 600_000;
const WINDOW = 16;
const WINDOWS = 4;

/** Eight cells of night and eight of peak in each window, in turns of four. */
function tariffsOf(nameOf: (rate: string, window: number) => string) {
  return (first: number): Tariff[] =>
    Array.from({ length: WINDOWS }, (_, window) => ({
      id: `t${window}`,
      from: first + window * WINDOW,
      count: WINDOW,
      rates: [
        { name: nameOf('night', window), microPerKwh: NIGHT },
        { name: nameOf('peak', window), microPerKwh: PEAK },
      ],
      runs: [0, 1, 0, 1].map((rate) => ({ rate, count: 4 })),
    }));
}

const isPeak = (offset: number): boolean => Math.floor(offset / 4) % 2 === 1;
const valueAt = (offset: number): number => (isPeak(offset) ? 2_000 : 300);

interface Outcome {
  readonly costs: Readonly<Record<string, number>>;
  readonly carriedUnits: number;
  readonly outstanding: readonly number[];
  /** By meter: closed pages of peak hours without it, as anybody reads them off the log. */
  readonly voidAtPeak: readonly number[];
  readonly windows: readonly (string | boolean)[];
}

/** Four windows of homes that all use the same; the first is offline in the peak hours of so many of them. */
function played(nameOf: (rate: string, window: number) => string, unpluggedWindows: number): Outcome {
  const grid = new Grid({ meters: 4, aggregators: 3, threshold: 2, intervalCount: WINDOW, tariffs: tariffsOf(nameOf) });
  grid.start();
  let isOffline = false;
  const isOf1 = (topic: string, payload: string): boolean =>
    parseTopic(topic)?.name === 'shares' && (JSON.parse(payload) as { meter: string }).meter === 'meter-1';
  grid.onDeliver = ({ topic, payload }, to) =>
    !isOffline || !(isOf1(topic, payload) || (to === 'fleet' && topic.startsWith('grid/meter/meter-1/')));
  for (let offset = 0; offset < WINDOWS * WINDOW; offset++) {
    isOffline = offset < unpluggedWindows * WINDOW && isPeak(offset);
    grid.readInterval(offset, () => [valueAt(offset)]);
    grid.closeDue();
    grid.wait(4_000);
  }
  isOffline = false;
  grid.wait(20_000);
  const costs: Record<string, number> = {};
  for (const { meter, lines } of grid.bills)
    for (const { totalUnits, microPerKwh } of lines)
      costs[meter] = (costs[meter] ?? 0) + (totalUnits * microPerKwh) / 1e9;
  const pages = grid.archive.restore()[0]!.entries.flatMap(({ entry }) => (entry.kind === 'close' ? entry.pages : []));
  const isVoidAtPeak = (page: (typeof pages)[number], meter: number): boolean =>
    isPeak(page.interval - FIRST_INTERVAL) && Bitmap.decode(page.set)?.has(meter) !== true;
  const meters = [...grid.meterMachine.meters.values()];
  return {
    costs,
    carriedUnits: meters[0]!.carriedUnits,
    outstanding: meters.map(({ outstandingCount }) => outstandingCount),
    voidAtPeak: grid.meterIds.map((_, meter) => pages.filter((page) => isVoidAtPeak(page, meter)).length),
    windows: grid.windows.map(({ state }) => state),
  };
}

const cents = (euros: number | undefined): number => Math.round((euros ?? 0) * 100);

afterEach(() => vi.restoreAllMocks());

describe('[P-7.3] a household that pulls the plug in the dear hours', () => {
  const names = (rate: string): string => rate;

  test('pays what the others pay, and all of it is billed', () => {
    const { costs, carriedUnits, outstanding, windows } = played(names, 1);
    expect(cents(costs['meter-1'])).toBe(cents(costs['meter-2']));
    expect([carriedUnits, outstanding]).toEqual([0, [0, 0, 0, 0]]);
    expect(windows).toEqual(['footed', 'footed', 'footed', 'footed']);
  });

  test('control: paid less when its energy could go to a cheaper rate', () => {
    vi.spyOn(RateCells.prototype, 'takes').mockImplementation((interval) => !isPeak(interval - FIRST_INTERVAL));
    vi.spyOn(RateCells.prototype, 'count').mockImplementation((after, until) => until - after);
    const { costs } = played(names, 1);
    expect(cents(costs['meter-1'])).toBeLessThan(cents(costs['meter-2']) - 500);
  });

  test('that does so for ever pays nothing cheaper: what it owes is in its books, and its void cells are in the log', () => {
    const { costs, carriedUnits, voidAtPeak, windows } = played(names, WINDOWS);
    const nightWh = (WINDOW / 2) * 300;
    const peakWh = (WINDOW / 2) * 2_000;
    expect(cents(costs['meter-1'])).toBe(cents((WINDOWS * nightWh * NIGHT) / 1e9));
    expect(carriedUnits).toBe(WINDOWS * peakWh);
    expect(voidAtPeak).toEqual([WINDOWS * (WINDOW / 2), 0, 0, 0]);
    expect(windows).toEqual(['footed', 'footed', 'footed', 'footed']);
    // Control: as soon as it stops, peak cells take what is carried.
    const stopping = played(names, WINDOWS - 1);
    expect(stopping.carriedUnits).toBeLessThan((WINDOWS - 1) * peakWh);
    expect(cents(stopping.costs['meter-1'])).toBeGreaterThan(cents((WINDOWS * nightWh * NIGHT + peakWh * PEAK) / 1e9));
  });

  test('control: without the plug everybody pays the same', () => {
    const { costs, carriedUnits } = played(names, 0);
    expect([cents(costs['meter-1']), carriedUnits]).toEqual([cents(costs['meter-2']), 0]);
  });
});

describe('[P-7.3] rates whose names change from window to window', () => {
  test('energy of a rate that is gone is billed at the nearest price, and no window stays open', () => {
    const { costs, carriedUnits, outstanding, windows } = played((rate, window) => `${rate}-${window}`, 1);
    expect(cents(costs['meter-1'])).toBe(cents(costs['meter-2']));
    expect([carriedUnits, outstanding]).toEqual([0, [0, 0, 0, 0]]);
    expect(windows).toEqual(['footed', 'footed', 'footed', 'footed']);
  });
});
