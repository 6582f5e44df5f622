/**
 * What every source of readings yields: homes with their consumption over consecutive intervals. [P-2]
 * Values are as the source has them: refusing a negative or impossible reading is the meter's part, not the source's.
 */
import type { IntervalGrid } from '../protocol/grid/interval.ts';

/** OBIS code of active energy drawn from the grid. */
export const IMPORT_REGISTER = '1-0:1.8.0';
/** OBIS code of active energy fed into the grid, by homes that generate. */
export const EXPORT_REGISTER = '1-0:2.8.0';

/** One home's consumption over consecutive intervals. */
export interface Household {
  readonly meterId: string;
  readonly area: string;
  /** OBIS codes, in the order of the values of a reading. */
  readonly registers: readonly string[];
  /** Wh per register (same order) of the intervals that the source has. */
  readonly readings: ReadingsView;
  /** Wh per register of intervals that have no reading, since the source lacks a part of them; by interval. */
  readonly partsWh?: ReadonlyMap<number, readonly number[]>;
}

/** Readings of one home by interval index, ascending. */
export interface ReadingsView extends Iterable<readonly [number, readonly number[]]> {
  readonly size: number;
  has(interval: number): boolean;
  get(interval: number): readonly number[] | undefined;
  keys(): Iterable<number>;
  values(): Iterable<readonly number[]>;
}

/** Readings of a span of intervals, at 8 bytes a value: a year at a minute is half a million. */
export class Readings implements ReadingsView {
  private readonly first: number;
  private readonly registers: number;
  /** Register by register within each interval; NaN where there is no reading. */
  private readonly wh: Float64Array;
  private count = 0;

  constructor(firstInterval: number, intervalCount: number, registers: number) {
    this.first = firstInterval;
    this.registers = registers;
    this.wh = new Float64Array(intervalCount * registers).fill(Number.NaN);
  }

  set(interval: number, valuesWh: readonly number[]): void {
    if (!this.has(interval)) this.count += 1;
    this.wh.set(valuesWh, (interval - this.first) * this.registers);
  }

  get size(): number {
    return this.count;
  }

  has(interval: number): boolean {
    const at = (interval - this.first) * this.registers;
    return at >= 0 && at < this.wh.length && !Number.isNaN(this.wh[at]);
  }

  get(interval: number): readonly number[] | undefined {
    if (!this.has(interval)) return undefined;
    const at = (interval - this.first) * this.registers;
    return [...this.wh.subarray(at, at + this.registers)];
  }

  *[Symbol.iterator](): IterableIterator<readonly [number, readonly number[]]> {
    for (let at = 0; at < this.wh.length; at += this.registers) {
      if (Number.isNaN(this.wh[at])) continue;
      yield [this.first + at / this.registers, [...this.wh.subarray(at, at + this.registers)]];
    }
  }

  *keys(): IterableIterator<number> {
    for (const [interval] of this) yield interval;
  }

  *values(): IterableIterator<readonly number[]> {
    for (const [, valuesWh] of this) yield valuesWh;
  }
}

export interface Households extends IntervalGrid {
  readonly firstInterval: number;
  readonly intervalCount: number;
  readonly households: readonly Household[];
}

export type HouseholdErrorCode =
  | 'ERR_CSV_FILE' // can't be read, or holds no rows
  | 'ERR_CSV_COLUMN' // the header lacks a column or has one twice
  | 'ERR_CSV_ROW' // a cell is malformed, or contradicts an earlier row of the same home
  | 'ERR_CSV_DUPLICATE' // two rows for one meter and time
  | 'ERR_CSV_INTERVAL' // timestamps don't fit the interval length
  | 'ERR_CSV_METERS' // fewer meters than asked for
  | 'ERR_CSV_DAYS'; // fewer days than asked for

/** A source that can't be used as it is. The message says what happened, on which line, and what to do. */
export class HouseholdError extends Error {
  readonly code: HouseholdErrorCode;

  constructor(code: HouseholdErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HouseholdError';
    this.code = code;
  }
}
