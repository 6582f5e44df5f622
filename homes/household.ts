/**
 * What every source of readings yields: homes with their consumption over consecutive intervals. [P-2]
 * Values are as the source has them: refusing a negative or impossible reading is the meter's part, not the source's.
 */
import type { IntervalGrid } from '../protocol/grid/interval.ts';
import { Column } from '../protocol/math/column.ts';

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

/** Readings of a span of intervals, at two bytes a value as a rule: a year at a minute is half a million. */
export class Readings implements ReadingsView {
  private readonly first: number;
  private readonly isThere: Uint8Array;
  /** By register. */
  private readonly wh: readonly Column[];
  private count = 0;

  constructor(firstInterval: number, intervalCount: number, registers: number) {
    this.first = firstInterval;
    this.isThere = new Uint8Array(intervalCount);
    this.wh = Array.from({ length: registers }, () => new Column(intervalCount));
  }

  set(interval: number, valuesWh: readonly number[]): void {
    const at = interval - this.first;
    if (!this.has(interval)) this.count += 1;
    this.isThere[at] = 1;
    for (const [register, column] of this.wh.entries()) column.set(at, valuesWh[register] ?? Number.NaN);
  }

  get size(): number {
    return this.count;
  }

  has(interval: number): boolean {
    return this.isThere[interval - this.first] === 1;
  }

  get(interval: number): readonly number[] | undefined {
    return this.has(interval) ? this.wh.map((column) => column.get(interval - this.first)) : undefined;
  }

  *[Symbol.iterator](): IterableIterator<readonly [number, readonly number[]]> {
    for (let at = 0; at < this.isThere.length; at++) {
      const valuesWh = this.get(this.first + at);
      if (valuesWh !== undefined) yield [this.first + at, valuesWh];
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
