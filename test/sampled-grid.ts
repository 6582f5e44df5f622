/** Deployments whose meters sample registers: what those show at each moment, and whether bills are what they counted. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { DeploymentPlan } from '../deploy/deployment-plan.ts';
import { HostError } from '../host/base/errors.ts';
import { OutboxReader } from '../meter/host/outbox-reader.ts';
import type { MeterBooks } from '../meter/views/own-books.ts';
import { type IntervalGrid, intervalAt } from '../protocol/grid/interval.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import type { MeterConfig, RegisterDefinition, Scheme } from '../schemas/types.ts';
import { planOf, usualScheme } from './processes/plan.ts';

export const IMPORT = '1-0:1.8.0';
export const EXPORT = '1-0:2.8.0';

/** Of a meter in an interval, in the units of its register: no two are alike in a row, so that one that slips shows. */
export const usedWh = (meter: number, interval: number, register: number): number =>
  register === 0 ? 30 + ((interval * 37 + meter * 53) % 97) : (interval * (13 + register) + meter) % 29;

/** What a register shows: what is used in an interval, it shows from the middle of that on. */
export function shownKwh(
  meter: number,
  register: number,
  firstInterval: number,
  atMs: number,
  grid: IntervalGrid,
): string {
  return shownBefore(meter, register, firstInterval, intervalAt(atMs - grid.intervalSeconds * 500, grid));
}

/** What a register shows once an interval is counted. */
export function shownBefore(meter: number, register: number, firstInterval: number, last: number): string {
  let units = 4_000_000 + 1_000 * meter;
  for (let interval = firstInterval - 2; interval <= last; interval += 1) units += usedWh(meter, interval, register);
  return (units / 1000).toFixed(3);
}

export async function until<T>(find: () => T | undefined, withinMs: number): Promise<T> {
  for (const endMs = Date.now() + withinMs; ;) {
    const found = find();
    if (found !== undefined) return found;
    if (Date.now() > endMs) throw new Error('it did not come in time');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export interface SampledPlan {
  readonly port: number;
  readonly grid: IntervalGrid;
  readonly firstInterval: number;
  readonly windowIntervals: number;
  readonly closeAfterSeconds: number;
  readonly meters: readonly string[];
  readonly source: MeterConfig['source'];
  readonly meterKeysIn?: 'fleet' | 'folders';
  /** Those of electricity, and all further ones, if not said. */
  readonly registersOf?: (meter: string) => readonly string[];
  /** Beside import and export of electricity. */
  readonly further?: readonly RegisterDefinition[];
  readonly tariffs?: Scheme['tariffs'];
}

export function sampledPlan({
  port,
  grid,
  meters,
  source,
  meterKeysIn = 'fleet',
  further = [],
  registersOf = () => [IMPORT, EXPORT, ...further.map(({ obis }) => obis)],
  tariffs = [],
  ...more
}: SampledPlan): DeploymentPlan {
  const scheme = usualScheme({
    deployment: 'sampled',
    ...grid,
    ...more,
    furtherRegisters: further,
    maxMeters: meters.length,
    floors: { minMeters: 3, minIntervals: 2, maxKnown: 0, minCrowd: 3 },
  });
  return planOf({ ...scheme, tariffs: [...tariffs] }, port, {
    meters: meters.map((id) => ({ id, area: 'area-1', registers: registersOf(id) })),
    meterKeysIn,
    source,
  });
}

/** What one meter's household has of its books; undefined while there is no store. */
export function booksIn(state: string, id: string): MeterBooks | undefined {
  const path = join(state, 'outbox.sqlite');
  if (!existsSync(path)) return undefined;
  let reader: OutboxReader | undefined;
  try {
    reader = OutboxReader.open(path);
    return reader.books(id);
  } catch (error) {
    if (error instanceof HostError && error.code === 'ERR_STORE_EMPTY') return undefined;
    throw error;
  } finally {
    reader?.close();
  }
}

/** What a meter's reading of an interval has to be: what was used in it, or its part of what is estimated of a hole. */
function readWh(at: number, interval: number, register: number, estimates: MeterBooks['estimates']): number {
  const hole = estimates.find(({ from, until: end }) => interval >= from && interval < end);
  if (hole === undefined) return usedWh(at, interval, register);
  const count = hole.until - hole.from;
  const firstOnes = (many: number): number => Math.floor(((hole.units[register] ?? 0) * many) / count);
  return firstOnes(interval - hole.from + 1) - firstOnes(interval - hole.from);
}

/** The cells of a meter's bills, which are what its registers counted in them; what is estimated is so in all of a hole. */
export function judgeBills(
  at: number,
  { bills, voids, estimates }: MeterBooks,
  registers: readonly string[] = [IMPORT, EXPORT],
): Set<number> {
  for (const { since, until: end, units } of estimates) {
    const cells = Array.from({ length: end - since }, (_, offset) => since + offset);
    expect(units).toEqual(
      registers.map((_, register) => cells.reduce((sum, cell) => sum + usedWh(at, cell, register), 0)),
    );
  }
  const covered = new Set<number>();
  for (const bill of bills) {
    const cells = [...Bitmap.decode(bill.covered)!].map((offset) => bill.from + offset);
    for (const interval of cells) covered.add(interval);
    for (const [register, code] of registers.entries()) {
      // Where the machine was so slow that a page closed without it, its energy is booked on later cells.
      const rebookedUnits = voids
        .filter((cell) => cell.register === register)
        .flatMap(({ bookings }) => bookings.filter(({ to }) => cells.includes(to)).map(({ units }) => units));
      const readOnes = cells.map((interval) => readWh(at, interval, register, estimates));
      const totalUnits = [...readOnes, ...rebookedUnits].reduce((sum, units) => sum + units, 0);
      const lines = bill.totals.filter((line) => line.register === code);
      expect([code, lines.reduce((sum, line) => sum + line.totalUnits, 0)]).toEqual([code, totalUnits]);
    }
  }
  return covered;
}
