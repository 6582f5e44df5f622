/** Windows are people's: the days on which clocks change have 23 and 25 hours, and are billed so. [P-2.6, P-8.5.3] */
import { describe, expect, test } from 'vitest';
import { periodStarts } from '../deploy/calendar.ts';
import { intervalAt, intervalStartMs } from '../protocol/grid/interval.ts';
import { Windows } from '../protocol/grid/windows.ts';
import type { Scheme, Tariff } from '../schemas/types.ts';
import { FIRST_INTERVAL, Grid, IMPORT } from './simulation/grid.ts';

const ZONE = 'Europe/Berlin';
const HALF_HOURS = { intervalSeconds: 1_800, intervalOffsetSeconds: 0 };
const METERS = 3;
const WINTER_SECONDS = 3_600;
const SUMMER_SECONDS = 7_200;
/** A meter that moves in on the day of the change, and one that moves out then. */
const MOVES_IN = 1;

const usedWh = (meter: number, interval: number): number => 10 * (meter + 1) + (interval % 97);

/** What the clock on the wall shows. */
const wall = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' });

/** Night until six, dear from six to ten and from six to eight in the evening: of the local day, whatever its length. */
function rateAt(interval: number): string {
  const hour = Number(wall.format(intervalStartMs(interval, HALF_HOURS)));
  return hour < 6 ? 'night' : hour < 10 || (hour >= 18 && hour < 20) ? 'peak' : 'day';
}

/** Yesterday, the day of the change, and tomorrow, as windows with a tariff each. */
function around(noon: string, change: string, offsets: readonly [number, number]) {
  const [first, ...ends] = periodStarts('day', ZONE, Date.parse(noon), 1)
    .slice(0, 4)
    .map((ms) => intervalAt(ms, HALF_HOURS));
  const lengths = ends.map((end, at) => end - (ends[at - 1] ?? first!));
  const billing: Scheme['billing'] = {
    firstInterval: first!,
    windows: lengths.map((intervalCount) => ({ count: 1, intervalCount })),
  };
  const changesAt = intervalAt(Date.parse(change), HALF_HOURS);
  const tariffs = Windows.of(billing)
    .between(first!, ends.at(-1)!)
    .map(({ from, count }, at): Tariff => {
      const isChanging = from < changesAt && changesAt < from + count;
      return {
        id: `day-${at}`,
        from,
        count,
        rates: [
          { name: 'night', microPerKwh: 200_000 },
          { name: 'peak', microPerKwh: 400_000 },
          { name: 'day', microPerKwh: 300_000 },
        ],
        runs: [
          { rate: 0, count: 12 },
          { rate: 1, count: 8 },
          { rate: 2, count: 16 },
          { rate: 1, count: 4 },
          { rate: 2, count: 8 },
        ],
        days: {
          utcOffsetSeconds: from < changesAt ? offsets[0] : offsets[1],
          ...(isChanging ? { change: { from: changesAt, utcOffsetSeconds: offsets[1] } } : {}),
        },
      };
    });
  return { billing, tariffs, lengths };
}

/** By window, meter and rate, from the clock on the wall: `cells` and what was used. */
function plainly(billing: Scheme['billing'], joinsAt: (meter: number) => number) {
  const windows = Windows.of(billing);
  return windows.between(billing.firstInterval, windows.listedEnd).flatMap((window) =>
    Array.from({ length: METERS }, (_, meter) => {
      const sums = new Map<string, { cells: number; totalUnits: number }>();
      for (let interval = Math.max(window.from, joinsAt(meter)); interval < window.from + window.count; interval++) {
        const { cells, totalUnits } = sums.get(rateAt(interval)) ?? { cells: 0, totalUnits: 0 };
        sums.set(rateAt(interval), { cells: cells + 1, totalUnits: totalUnits + usedWh(meter, interval) });
      }
      return { from: window.from, meter: `meter-${meter + 1}`, status: 'verified', lines: Object.fromEntries(sums) };
    }),
  );
}

describe.each([
  [
    'summer time begins',
    '2027-03-26T12:00:00Z',
    '2027-03-28T01:00:00Z',
    [WINTER_SECONDS, SUMMER_SECONDS],
    [48, 46, 48],
  ],
  ['summer time ends', '2027-10-29T12:00:00Z', '2027-10-31T01:00:00Z', [SUMMER_SECONDS, WINTER_SECONDS], [48, 50, 48]],
] as const)('%s', (_what, noon, change, offsets, wanted) => {
  test('a day of 23 or 25 hours is billed by the clock on the wall, with who moves in on it', () => {
    const { billing, tariffs, lengths } = around(noon, change, offsets);
    expect(lengths).toEqual(wanted);
    const [first, secondDay] = [billing.firstInterval, billing.firstInterval + lengths[0]!];
    const joinsAt = (meter: number): number => (meter === MOVES_IN ? secondDay + 5 : first);
    const grid = new Grid({
      meters: METERS,
      aggregators: 3,
      threshold: 2,
      minMeters: 2,
      minIntervals: 4,
      joinsAt: (meter) => joinsAt(meter) - FIRST_INTERVAL,
      scheme: { ...HALF_HOURS, billing, tariffs },
    });
    grid.gridMs = intervalStartMs(first, grid.scheme);
    grid.start();
    for (let interval = first; interval < Windows.of(billing).listedEnd; interval++)
      grid.readInterval(interval - FIRST_INTERVAL, (meter) =>
        interval < joinsAt(meter) ? undefined : [usedWh(meter, interval)],
      );
    grid.closeDue();
    grid.wait(8_000);
    const bills = grid.bills
      .filter(({ lines }) => lines.length > 0)
      .map(({ from, meter, status, lines }) => ({
        from,
        meter,
        status,
        lines: Object.fromEntries(lines.map(({ rate, cells, totalUnits }) => [rate, { cells, totalUnits }])),
      }));
    const expected = plainly(billing, joinsAt).filter(({ lines }) => Object.keys(lines).length > 0);
    expect(bills.toSorted((one, other) => one.from - other.from || one.meter.localeCompare(other.meter))).toEqual(
      expected,
    );
    expect(grid.windows.map(({ doesFoot, state }) => [doesFoot, state])).toEqual([
      [true, 'footed'],
      [true, 'footed'],
      [true, 'footed'],
    ]);
    // Every meter verified what it got: the very cells, energy and prices of its own books.
    expect(grid.fleet.notices.filter(({ level }) => level !== 'info').map(({ code }) => code)).toEqual([]);
    expect(grid.fleet.notices.filter(({ code }) => code === 'billed')).toHaveLength(8);
    expect(new Set(bills.flatMap(({ lines }) => Object.keys(lines)))).toEqual(new Set(['night', 'peak', 'day']));
    expect(IMPORT).toBe(grid.bills[0]?.lines[0]?.register);
  });
});
