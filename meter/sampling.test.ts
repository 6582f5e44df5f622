/** Samples through a whole grid: what is billed is what the register counted, whatever happens to the process. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { intervalStartMs } from '../protocol/grid/interval.ts';
import { FIRST_INTERVAL, Grid, IMPORT } from '../test/simulation/grid.ts';
import type { Sample } from './sample.ts';

const STEPS = 9;
const WINDOW = 8;

/** What register of a meter shows so many ninths of an interval after the first one began, in thousandths of a Wh. */
const shownMilli = (meter: number, step: number): bigint =>
  BigInt(5_000_000 + Math.round(step * (1_000 * meter + 7_777)));

class SampledGrid extends Grid {
  /** All meters sample; `aheadMs`: by a clock that is so much ahead. */
  sampleAt(step: number, change: Partial<Sample> = {}, aheadMs = 0): void {
    const { intervalSeconds } = this.scheme;
    this.gridMs = intervalStartMs(FIRST_INTERVAL, this.scheme) + (step * intervalSeconds * 1000) / STEPS;
    this.monotonicMs = Math.max(this.monotonicMs, this.gridMs - FIRST_INTERVAL * intervalSeconds * 1000 + 100_000);
    const times = { ...this.times, gridMs: this.gridMs + aheadMs };
    for (const [at, meter] of this.meterIds.entries()) {
      const registers = [{ register: IMPORT, milli: shownMilli(at + 1, step), resolutionMilli: 1n }];
      const { monotonicMs } = this;
      const sample = { hostMs: times.gridMs, monotonicMs, quality: 'checked' as const, registers, ...change };
      this.fleet.feed({ kind: 'sample', meter, sample }, times);
    }
    this.settle();
  }

  readonly written = (meter: string): readonly (readonly [interval: number, units: number])[] =>
    this.fleet.history.flatMap((op) =>
      op.kind === 'reading' && op.meter === meter
        ? [[op.reading.interval - FIRST_INTERVAL, op.reading.bookedUnits[0] ?? 0] as const]
        : [],
    );

  get notes(): string[] {
    return this.fleet.notices.filter(({ level }) => level !== 'info').map(({ code }) => code);
  }
}

function started(): SampledGrid {
  const grid = new SampledGrid({ meters: 4, aggregators: 3, threshold: 2 });
  grid.start();
  return grid;
}

/** What a register counted from a step to another, in whole Wh since the beginning: the rest is carried. */
const countedWh = (meter: number, from: number, to: number): number => {
  const whole = (step: number): number => Number((shownMilli(meter, step) - shownMilli(meter, 0)) / 1000n);
  return whole(to) - whole(from);
};

/** Void energy that was booked on a reading. */
const bookedOn = (grid: Grid, meter: string, interval: number): number =>
  grid.fleet.history.reduce(
    (sum, op) =>
      op.kind === 'booking' && op.meter === meter && op.booking.to === FIRST_INTERVAL + interval
        ? sum + op.booking.units
        : sum,
    0,
  );

describe('[P-2.4] a meter that samples registers', () => {
  test('bills the difference of its register, to the Wh, also when it is restarted in the middle of intervals', () => {
    const grid = started();
    for (let step = 0; step <= WINDOW * STEPS + 1; step += 1) {
      grid.sampleAt(step);
      // At the boundary, right behind it, in the middle, and just before the next.
      if ([18, 28, 40, 53].includes(step)) {
        grid.fleet.feed({ kind: 'stopping' }, grid.times);
        grid.restartFleet();
        grid.settle();
      }
    }
    grid.closeDue();
    expect(grid.bills.map(({ meter, status, lines }) => [meter, status, lines[0]?.totalUnits])).toEqual(
      grid.meterIds.map((id, at) => [id, 'verified', countedWh(at + 1, 0, WINDOW * STEPS)]),
    );
    expect(grid.windows.map(({ doesFoot }) => doesFoot)).toEqual([true]);
    expect(grid.notes).toEqual([]);
    expect(grid.written('meter-2')).toEqual(
      Array.from({ length: WINDOW }, (_, at) => [at, countedWh(2, at * STEPS, (at + 1) * STEPS)]),
    );
  });

  test('that is killed loses nothing: what it did not see is estimated, and booked again where it came too late', () => {
    const grid = started();
    for (let step = 0; step <= WINDOW * STEPS + 1; step += 1) {
      // Away from the middle of interval 3 to the middle of interval 5, but for a restart in between.
      if (step > 3 * STEPS + 4 && step < 5 * STEPS + 4) continue;
      grid.sampleAt(step);
      // As SIGKILL: in interval 1 it is back before that ends.
      if (step === STEPS + 3 || step === 3 * STEPS + 4) {
        grid.restartFleet();
        grid.settle();
      }
    }
    const written = grid.written('meter-1');
    expect(written.map(([interval]) => interval)).toEqual(Array.from({ length: WINDOW }, (_, at) => at));
    const metered = new Map(
      written.map(([interval, units]) => [interval, units - bookedOn(grid, 'meter-1', interval)]),
    );
    for (const interval of [0, 1, 2, 6, 7])
      expect(metered.get(interval)).toBe(countedWh(1, interval * STEPS, (interval + 1) * STEPS));
    const { estimates, gaps } = grid.meterMachine.meters.get('meter-1')!;
    const units = countedWh(1, 3 * STEPS, 6 * STEPS);
    const [from, until] = [FIRST_INTERVAL + 3, FIRST_INTERVAL + 6];
    expect([estimates, gaps]).toEqual([[{ since: from, from, until, units: [units] }], []]);
    const parts = [3, 4, 5].map((interval) => metered.get(interval)!);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(units);
    for (const part of parts) expect([Math.floor(units / 3), Math.ceil(units / 3)]).toContain(part);
    grid.closeDue();
    for (const [at, { status, lines }] of grid.bills.entries()) {
      const { carriedUnits } = grid.meterMachine.meters.get(grid.meterIds[at]!)!;
      expect(carriedUnits).toBeGreaterThan(0);
      expect([status, (lines[0]?.totalUnits ?? 0) + carriedUnits]).toEqual([
        'verified',
        countedWh(at + 1, 0, WINDOW * STEPS),
      ]);
    }
    expect(grid.bills).toHaveLength(grid.meterIds.length);
    expect(new Set(grid.notes)).toEqual(new Set(['reading_estimated']));
  });

  test('writes once an interval, however often it samples: disks of small devices wear out', () => {
    const grid = started();
    for (let step = 0; step <= 2 * STEPS; step += 1) grid.sampleAt(step);
    const before = grid.fleet.history.length;
    // Hundreds of samples, and no boundary.
    for (let part = 1; part < 300; part += 1) grid.sampleAt(2 * STEPS + (part * STEPS) / 300);
    const written = grid.fleet.history.slice(before).filter(({ kind }) => kind === 'sample' || kind === 'reading');
    expect(written).toEqual([]);
    grid.sampleAt(3 * STEPS);
    const kinds = grid.fleet.history
      .slice(before)
      .flatMap((op) => ('meter' in op && op.meter === 'meter-1' ? op.kind : []));
    expect(kinds.filter((kind) => kind === 'sample' || kind === 'reading')).toEqual(['reading', 'sample']);
  });

  test('reads nothing while its clock is wrong, and what was counted meanwhile is estimated', () => {
    const grid = started();
    for (let step = 0; step <= 2 * STEPS; step += 1) grid.sampleAt(step);
    const before = grid.written('meter-1').length;
    grid.skewMs.set('fleet', 7_200_000);
    for (let step = 2 * STEPS + 1; step <= 4 * STEPS + 2; step += 1) grid.sampleAt(step, {}, 7_200_000);
    expect(grid.written('meter-1')).toHaveLength(before);
    grid.skewMs.delete('fleet');
    for (let step = 4 * STEPS + 3; step <= 6 * STEPS + 1; step += 1) grid.sampleAt(step);
    expect(grid.written('meter-1').map(([interval]) => interval)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(grid.meterMachine.meters.get('meter-1')!.estimates).toMatchObject([
      { from: FIRST_INTERVAL + 2, until: FIRST_INTERVAL + 5, units: [countedWh(1, 2 * STEPS, 5 * STEPS)] },
    ]);
  });

  test('tells its household of a new count, and no log what it shows', () => {
    const grid = started();
    for (let step = 0; step <= 3 * STEPS + 1; step += 1)
      grid.sampleAt(step, step < STEPS + 4 ? { serial: 'one' } : { serial: 'two' });
    expect(new Set(grid.notes)).toEqual(new Set(['register_exchanged']));
    const shown = String(shownMilli(1, STEPS + 4));
    expect(JSON.stringify(grid.fleet.notices)).not.toContain(shown.slice(0, 5));
    expect(grid.fleet.history.filter(({ kind }) => kind === 'counter')).toHaveLength(grid.meterIds.length);
    // Restarts, also of a store: all of it is there.
    expect(grid.outbox.restore()[0]?.sample).toMatchObject({
      registers: [{ serial: 'two' }],
      open: FIRST_INTERVAL + 3,
    });
  });
});
