/** A month of days: gas and water beside electricity, each read in its own way, become exact bills and loads. [P-2.1, P-2.4] */
import { describe, expect, test } from 'vitest';
import type { RegisterValue } from '../meter/sample.ts';
import { intervalStartMs } from '../protocol/grid/interval.ts';
import { GAS } from './material.ts';
import { FIRST_INTERVAL, Grid, IMPORT } from './simulation/grid.ts';

const WATER = { ...GAS, obis: '8-0:1.0.0', isLoad: false, maxReading: 5_000, resolution: 10 } as const;
const REGISTERS = [IMPORT, GAS.obis, WATER.obis];
const DAY_SECONDS = 86_400;
const HOUR_MS = 3_600_000;
const DAYS = 30;
/** Days of Amsterdam, in winter. */
const OFFSET_SECONDS = 82_800;
/** A water meter runs on a battery: once a day, when it likes. */
const WATER_HOUR = 3;
const METERS = 3;

/** What a register has counted so many hours after the first day began: in whole units, and never the same in two hours. */
function countedAt(meter: number, register: number, hour: number): number {
  const rate = [417, 97, 11][register]! + meter;
  return Math.max(0, 1_000 * (meter + 1) + rate * hour + ((hour * 7) % 5));
}

class DailyGrid extends Grid {
  readonly startMs: number;

  constructor() {
    super({
      meters: METERS,
      aggregators: 3,
      threshold: 2,
      intervalCount: DAYS,
      registersOf: () => REGISTERS,
      scheme: {
        intervalSeconds: DAY_SECONDS,
        intervalOffsetSeconds: OFFSET_SECONDS,
        maxReadingWh: 2_400_000,
        closeAfterSeconds: 7_200,
        registers: [
          { obis: IMPORT, direction: 'import', isLoad: true },
          { ...GAS, isLoad: true, maxReading: 60_000 },
          WATER,
        ],
      },
    });
    this.startMs = intervalStartMs(FIRST_INTERVAL, this.scheme);
  }

  /** Every meter shows a telegram, seconds after an hour, or before it: of gas and water what was read by then. */
  telegramsAt(hour: number, seconds: number): void {
    this.gridMs = this.startMs + hour * HOUR_MS + seconds * 1_000;
    const gasHour = seconds < 0 ? hour - 1 : hour;
    this.monotonicMs = Math.max(this.monotonicMs, this.gridMs - this.startMs + 10_000_000);
    const waterHour = Math.floor((gasHour - WATER_HOUR) / 24) * 24 + WATER_HOUR;
    for (const [at, meter] of this.meterIds.entries()) {
      const milliAt = (register: number, hours: number): bigint => BigInt(countedAt(at, register, hours)) * 1_000n;
      const behind = (register: number, obis: string, hours: number, stepMilli: bigint): RegisterValue => ({
        register: obis,
        unit: 'dm3',
        milli: (milliAt(register, hours) / stepMilli) * stepMilli,
        resolutionMilli: stepMilli,
        device: { serial: `${obis} of ${meter}`, meterMs: this.startMs + hours * HOUR_MS },
      });
      const sample = {
        hostMs: this.gridMs,
        meterMs: this.gridMs - 5_000,
        monotonicMs: this.monotonicMs,
        serial: meter,
        quality: 'checked' as const,
        registers: [
          { register: IMPORT, milli: milliAt(0, hour), resolutionMilli: 1_000n },
          behind(1, GAS.obis, gasHour, 1_000n),
          behind(2, WATER.obis, waterHour, 10_000n),
        ],
      };
      this.fleet.feed({ kind: 'sample', meter, sample }, this.times);
    }
    this.settle();
  }
}

describe('[P-2.1] intervals of a day', () => {
  test('bill a month of gas and water to the dm3, and electricity to the Wh', () => {
    const grid = new DailyGrid();
    grid.start();
    for (let hour = -2; hour <= 24 * DAYS + 30; hour += 1) {
      if (hour % 24 === 0) grid.telegramsAt(hour, -10);
      grid.telegramsAt(hour, 200);
      // A restart in the middle of a day, and one while gas and water are waited for.
      if (hour % 97 === 5 || hour === 240) {
        grid.fleet.feed({ kind: 'stopping' }, grid.times);
        grid.restartFleet();
        grid.settle();
      }
    }
    grid.closeDue();
    const tens = (units: number): number => Math.floor(units / 10) * 10;
    const used = (meter: number): number[] => {
      const between = (register: number, from: number, to: number): number =>
        countedAt(meter, register, to) - countedAt(meter, register, from);
      const water = [WATER_HOUR - 24, 24 * DAYS + WATER_HOUR - 24].map((hour) => tens(countedAt(meter, 2, hour)));
      return [between(0, 0, 24 * DAYS), between(1, 0, 24 * DAYS), water[1]! - water[0]!];
    };
    expect(grid.bills.map(({ status, lines }) => [status, lines.map(({ totalUnits }) => totalUnits)])).toEqual(
      Array.from({ length: METERS }, (_, meter) => ['verified', used(meter)]),
    );
    expect(grid.bills[0]?.lines.map(({ register, rate, cells }) => [register, rate, cells])).toEqual(
      REGISTERS.map((register) => [register, 'all', DAYS]),
    );
    expect(grid.windows.map(({ doesFoot, sums }) => [doesFoot, sums.map(({ register }) => register)])).toEqual([
      [true, [IMPORT, GAS.obis]],
    ]);
    const gas = grid.loads.filter(
      ({ register, interval }) => register === GAS.obis && interval < FIRST_INTERVAL + DAYS,
    );
    expect(gas.map(({ interval, status, totalUnits }) => [interval - FIRST_INTERVAL, status, totalUnits])).toEqual(
      Array.from({ length: DAYS }, (_, day) => {
        const dm3 = Array.from(
          { length: METERS },
          (_meter, meter) => countedAt(meter, 1, 24 * (day + 1)) - countedAt(meter, 1, 24 * day),
        );
        return [day, 'verified', dm3.reduce((sum, one) => sum + one, 0)];
      }),
    );
    expect(grid.fleet.notices.filter(({ level }) => level !== 'info').map(({ code }) => code)).toEqual([]);
  });
});
