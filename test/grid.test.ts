/** The whole path, in one process: readings in, exact bills and loads out, whoever is missing or lies. */
import { describe, expect, test } from 'vitest';
import type { Outgoing } from '../protocol/machine.ts';
import { FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from './simulation/grid.ts';

function runGrid(options: GridOptions, during: (grid: Grid, offset: number) => void = () => {}): Grid {
  const grid = new Grid(options);
  grid.start();
  const count = options.intervalCount ?? 8;
  for (let offset = 0; offset < count; offset++) {
    during(grid, offset);
    grid.readInterval(offset, (meter) => [value(meter, offset)]);
  }
  grid.closeDue();
  grid.wait(8_000);
  return grid;
}

const value = (meter: number, offset: number): number => 100 * (meter + 1) + offset;

function expectedBill(meter: number, count = 8): number {
  return Array.from({ length: count }, (_, offset) => value(meter, offset)).reduce((sum, units) => sum + units, 0);
}

describe('[P-7] the grid settles exactly', () => {
  for (const [meters, aggregators, threshold] of [
    [3, 2, 2],
    [4, 3, 2],
    [5, 5, 3],
    [3, 16, 9],
  ] as const) {
    for (const trust of ['covert', 'active'] as const) {
      test(`${meters} meters, ${threshold} of ${aggregators}, ${trust}`, () => {
        const grid = runGrid({ meters, aggregators, threshold, trust });
        expect(grid.bills.map((bill) => [bill.meter, bill.status, bill.lines[0]?.totalUnits])).toEqual(
          grid.meterIds.map((id, at) => [id, 'verified', expectedBill(at)]),
        );
        expect(grid.loads.map((load) => load.totalUnits)).toEqual(
          Array.from({ length: 8 }, (_, offset) => grid.meterIds.reduce((sum, _id, at) => sum + value(at, offset), 0)),
        );
        const isRedundant = aggregators >= 2 * threshold - 1;
        expect(new Set(grid.loads.map((load) => load.status))).toEqual(
          new Set([isRedundant ? 'verified' : 'unverified']),
        );
        expect(grid.windows.map((window) => window.doesFoot)).toEqual([true]);
        expect([...grid.meterMachine.meters.values()].map((meter) => meter.outstandingCount)).toEqual(
          grid.meterIds.map(() => 0),
        );
        expect(grid.aggregatorMachines.map((machine) => machine.stats.rejected)).toEqual(
          Array.from({ length: aggregators }, () => 0),
        );
      });
    }
  }

  test('[P-1.1] any one of three aggregators may stop for ever in the middle', () => {
    for (const victim of [1, 2, 3]) {
      const grid = runGrid({ meters: 4, aggregators: 3, threshold: 2 }, (running, offset) => {
        if (offset === 4) running.stopAggregator(victim);
      });
      expect(grid.bills.map((bill) => bill.lines[0]?.totalUnits)).toEqual(
        grid.meterIds.map((_id, at) => expectedBill(at)),
      );
      expect(grid.windows[0]?.doesFoot).toBe(true);
    }
  });

  test('[P-7.6] three of five: one liar is named by the tags of the bills, and loads are corrected', () => {
    const grid = runGrid({ meters: 4, aggregators: 5, threshold: 3, lieWh: new Map([[4, 1000]]) });
    expect(grid.bills.map((bill) => [bill.lines[0]?.totalUnits, bill.differing])).toEqual(
      grid.meterIds.map((_id, at) => [expectedBill(at), [4]]),
    );
    expect(new Set(grid.loads.map((load) => `${load.status} ${load.differing}`))).toEqual(new Set(['corrected 4']));
    expect(grid.windows[0]?.doesFoot).toBe(true);
  });

  test('[P-7.6] two of three: one liar is named by the bills; loads open without it and foot', () => {
    const grid = runGrid({ meters: 4, aggregators: 3, threshold: 2, lieWh: new Map([[1, -7]]) });
    expect(grid.bills.map((bill) => [bill.lines[0]?.totalUnits, bill.differing])).toEqual(
      grid.meterIds.map((_id, at) => [expectedBill(at), [1]]),
    );
    expect(new Set(grid.loads.map((load) => `${load.status} ${load.differing}`))).toEqual(new Set(['unverified 1']));
    expect(grid.windows[0]?.doesFoot).toBe(true);
  });

  test('[P-7.6] a liar that answers the bills last is named all the same, and the loads it had spoilt are put right', () => {
    const grid = new Grid({ meters: 4, aggregators: 3, threshold: 2, lieWh: new Map([[1, 600]]) });
    grid.start();
    const held: Outgoing[] = [];
    const isOf = (message: Outgoing, aggregator: number, type: string): boolean =>
      message.topic === 'grid/utility/totals' &&
      message.payload.includes(`"aggregator":${aggregator},`) &&
      message.payload.includes(`"type":"${type}"`);
    // Of the loads the liar's sums and one other's come first, of the bills the liar's last.
    grid.onDeliver = (message) => {
      const isHeld = isOf(message, 1, 'bill') || isOf(message, 3, 'load');
      if (isHeld) held.push(message);
      return !isHeld;
    };
    for (let offset = 0; offset < 8; offset++) {
      grid.readInterval(offset, (meter) => [value(meter, offset)]);
      grid.wait(2_500);
    }
    grid.closeDue();
    grid.wait(8_000);
    expect(grid.bills.map((bill) => [bill.status, bill.differing])).toEqual(grid.meterIds.map(() => ['verified', []]));
    expect(grid.windows[0]?.state).toBe('differs');
    grid.onDeliver = () => true;
    for (const message of held.splice(0)) grid.publish(message);
    grid.wait(8_000);
    expect(grid.bills.map((bill) => [bill.lines[0]?.totalUnits, bill.differing])).toEqual(
      grid.meterIds.map((_id, at) => [expectedBill(at), [1]]),
    );
    expect(new Set(grid.loads.map((load) => `${load.status} ${load.differing}`))).toEqual(new Set(['unverified 1']));
    expect(grid.windows[0]?.doesFoot).toBe(true);
  });

  test('[P-7.6] two of two: a total shifted by a plausible kWh is refused, nothing wrong is reported', () => {
    const grid = runGrid({ meters: 3, aggregators: 2, threshold: 2, lieWh: new Map([[2, 1000]]) });
    expect(grid.bills.map((bill) => [bill.status, bill.lines])).toEqual(grid.meterIds.map(() => ['failed', []]));
    expect(grid.windows).toEqual([]);
    expect(new Set(grid.loads.map((load) => load.status))).toEqual(new Set(['failed']));
    expect([...grid.meterMachine.meters.values()].map((meter) => meter.outstandingCount)).toEqual([8, 8, 8]);
  });

  test('[P-7.3] a cell that misses its page is void; its energy is booked later, once', () => {
    const grid = new Grid({ meters: 4, aggregators: 3, threshold: 2, intervalCount: 18 });
    grid.start();
    for (let offset = 0; offset < 18; offset++) {
      // Nothing of meter 1 gets through in interval 2 until its page is closed.
      grid.onDeliver = (message) =>
        !(offset === 2 && message.topic.endsWith('/shares') && message.payload.includes('"meter":"meter-1"'));
      grid.readInterval(offset, (meter) => [offset < 8 ? value(meter, offset) : 0]);
      grid.closeDue();
      grid.onDeliver = () => true;
    }
    grid.closeDue();
    grid.wait(8_000);
    expect(grid.bills.map((bill) => [bill.status, bill.lines[0]?.totalUnits, bill.lines[0]?.cells])).toEqual([
      ['verified', expectedBill(0), 17],
      ...[1, 2, 3].map((meter) => ['verified', expectedBill(meter), 18]),
    ]);
    const loads = new Map(grid.loads.map((load) => [load.interval - FIRST_INTERVAL, load]));
    expect(loads.get(2)).toMatchObject({
      meters: 3,
      rosterMeters: 4,
      totalUnits: value(1, 2) + value(2, 2) + value(3, 2),
    });
    expect([...loads.values()].reduce((sum, load) => sum + (load.totalUnits ?? 0), 0)).toBe(
      [0, 1, 2, 3].reduce((sum, meter) => sum + expectedBill(meter), 0),
    );
    expect(grid.windows[0]?.doesFoot).toBe(true);
    expect(grid.meterMachine.meters.get('meter-1')?.carriedUnits).toBe(0);
  });

  test('[P-8.2] a page with fewer meters than the floor closes empty, and its energy is booked later', () => {
    const grid = new Grid({ meters: 3, aggregators: 3, threshold: 2, intervalCount: 14, minMeters: 3 });
    grid.start();
    for (let offset = 0; offset < 14; offset++) {
      grid.readInterval(offset, (meter) =>
        offset === 3 && meter === 2 ? undefined : [offset < 8 ? value(meter, offset) : 0],
      );
      grid.closeDue();
    }
    grid.wait(8_000);
    expect(grid.loads.find((load) => load.interval === FIRST_INTERVAL + 3)).toMatchObject({
      status: 'empty',
      register: IMPORT,
    });
    expect(grid.bills.map((bill) => bill.lines[0]?.totalUnits)).toEqual([
      expectedBill(0),
      expectedBill(1),
      expectedBill(2) - value(2, 3),
    ]);
    expect(grid.windows[0]?.doesFoot).toBe(true);
  });

  test('[P-7.4] an aggregator that was away gets the log and its cells, and answers like the others', () => {
    const grid = runGrid({ meters: 4, aggregators: 3, threshold: 2 }, (running, offset) => {
      if (offset === 2) running.stopAggregator(3);
      if (offset === 6) running.resumeAggregator(3);
    });
    grid.wait(20_000);
    expect(grid.bills.map((bill) => [bill.lines[0]?.totalUnits, bill.differing])).toEqual(
      grid.meterIds.map((_id, at) => [expectedBill(at), []]),
    );
    expect(new Set(grid.loads.map((load) => `${load.status} ${load.signers}`))).toEqual(new Set(['verified 1,2,3']));
  });
});
