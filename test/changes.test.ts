/** Schemes and rosters that change while somebody lags behind: nothing breaks, and nothing is told that was not. [P-7, P-8] */
import { describe, expect, test } from 'vitest';
import { parseTopic } from '../protocol/wire/topics.ts';
import type { Scheme, Tariff } from '../schemas/types.ts';
import { EXPORT, FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from './simulation/grid.ts';

const SIZE: GridOptions = { meters: 4, aggregators: 3, threshold: 2 };

function dayAndNight(first: number): Tariff[] {
  return [
    {
      id: 't',
      from: first,
      count: 8,
      rates: ['night', 'day'].map((name, at) => ({ name, microPerKwh: at + 1 })),
      runs: [0, 1].map((rate) => ({ rate, count: 4 })),
    },
  ];
}

/** The utility wants another scheme from now on: a new process with a new configuration. */
function changeScheme(grid: Grid, changes: Partial<Scheme>): void {
  Object.assign(grid.utilityParty, { scheme: { ...grid.utilityParty.scheme, ...changes } });
  grid.restartUtility();
  grid.settle();
}

describe('[P-8.5] a tariff whose window is billed goes from the scheme', () => {
  test('an aggregator that has not answered that bill yet still can', () => {
    const grid = new Grid({ ...SIZE, minIntervals: 2, floor: { minIntervals: 2 }, tariffs: dayAndNight });
    grid.start();
    // Aggregator 3 gets its shares, but hears nothing of the log.
    grid.onDeliver = (message, to) => to !== 'aggregator-3' || !message.topic.includes('/requests/');
    for (let offset = 0; offset < 8; offset++) grid.readInterval(offset, (meter) => [100 * (meter + 1) + offset]);
    grid.closeDue();
    grid.wait(8_000);
    expect(grid.bills.map(({ status, lines, signers }) => [status, lines.length, signers])).toEqual(
      grid.meterIds.map(() => ['verified', 2, [1, 2]]),
    );
    changeScheme(grid, { tariffs: [] });
    grid.onDeliver = () => true;
    grid.wait(60_000);
    expect(grid.bills.map(({ status, signers, lines }) => [status, signers, lines.map(({ rate }) => rate)])).toEqual(
      grid.meterIds.map(() => ['verified', [1, 2, 3], ['day', 'night']]),
    );
  });
});

describe('[P-8.2] a register that becomes one with a load', () => {
  test('opens no load of pages that closed while it had none', () => {
    const registers = (meter: number): string[] => (meter === 0 ? [IMPORT, EXPORT] : [IMPORT]);
    const grid = new Grid({ ...SIZE, registersOf: registers });
    grid.start();
    // Closed by all, but aggregator 3 lacks the shares and so has not released it.
    grid.onDeliver = (message, to) => to !== 'aggregator-3' || !message.topic.endsWith('/shares');
    grid.readInterval(0, (meter) => (meter === 0 ? [100, 777] : [100]));
    grid.closeDue();
    grid.wait(4_000);
    const before = grid.tapped.length;
    changeScheme(grid, { registers: grid.scheme.registers.map((register) => ({ ...register, isLoad: true })) });
    grid.wait(4_000);
    grid.onDeliver = () => true;
    grid.wait(60_000);
    const loads = grid.tapped
      .slice(before)
      .filter(({ topic }) => topic === 'grid/utility/totals')
      .map(
        ({ payload }) => JSON.parse(payload) as { type: string; aggregator: number; interval: number; sealed: string },
      )
      .filter(({ type, aggregator, interval }) => type === 'load' && aggregator === 3 && interval === FIRST_INTERVAL);
    expect(loads.length).toBeGreaterThan(0);
    // One element for the import; a second would be the export of the only roof.
    for (const { sealed } of loads) expect(Buffer.from(sealed, 'base64url')).toHaveLength(16 + 16);
    expect(grid.loads.find(({ register }) => register === EXPORT)).toBeUndefined();
  });
});

describe('[P-5.1] a scheme that has shares in other topics', () => {
  test.each([
    ['area', 'areaShares'],
    ['meter', 'meterShares'],
  ] as const)('[P-5.1] by %s, in the middle of a window: nothing is lost, and totals follow', (sharesTopic, name) => {
    const grid = new Grid(SIZE);
    grid.start();
    const said = (from: number): Set<string | undefined> =>
      new Set(grid.tapped.slice(from).map(({ topic }) => parseTopic(topic)?.name));
    for (let offset = 0; offset < 4; offset++) grid.readInterval(offset, (meter) => [100 * (meter + 1) + offset]);
    expect(said(0)).not.toContain(name);
    changeScheme(grid, { sharesTopic });
    grid.wait(4_000);
    const mark = grid.tapped.length;
    for (let offset = 4; offset < 8; offset++) grid.readInterval(offset, (meter) => [100 * (meter + 1) + offset]);
    grid.closeDue();
    grid.wait(10_000);
    expect(said(mark)).toContain(name);
    expect(said(mark)).toContain('areaTotals');
    expect(said(mark)).not.toContain('shares');
    expect(grid.bills.map(({ status, signers, lines }) => [status, signers, lines[0]?.totalUnits])).toEqual(
      grid.meterIds.map((_id, meter) => ['verified', [1, 2, 3], 800 * (meter + 1) + 28]),
    );
    expect(grid.loads.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'verified'));
  });
});

describe('[P-7.1] a meter that leaves', () => {
  test('gets the bill of its last window', () => {
    const grid = new Grid(SIZE);
    grid.start();
    for (let offset = 0; offset < 8; offset++) {
      if (offset === 6) {
        const enrolled = grid.utilityParty.enrolled.filter(({ meter }) => meter.id !== 'meter-1');
        Object.assign(grid.utilityParty, { enrolled });
        grid.restartUtility();
        grid.settle();
      }
      grid.readInterval(offset, (meter) => (meter === 0 && offset > 6 ? undefined : [100 * (meter + 1) + offset]));
    }
    grid.closeDue();
    grid.wait(10_000);
    const last = grid.bills.find(({ meter }) => meter === 'meter-1');
    expect(last).toMatchObject({ status: 'verified', lines: [{ totalUnits: 721, cells: 7 }] });
    expect(grid.tapped.map(({ topic }) => topic)).toContain('grid/meter/meter-1/bill');
    expect(grid.meterMachine.meters.get('meter-1')?.outstandingCount).toBe(0);
  });
});
