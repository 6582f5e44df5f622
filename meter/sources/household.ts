/**
 * What every source of readings yields: homes with their consumption over consecutive intervals. [P-2]
 * Values are as the source has them: refusing a negative or impossible reading is the meter's part, not the source's.
 */

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
  /** Interval index -> Wh per register (same order), ascending, only for intervals the source has. */
  readonly readings: ReadonlyMap<number, readonly number[]>;
}

export interface Households {
  readonly intervalSeconds: number;
  /** Index of the first interval: floor(unixSeconds / intervalSeconds). */
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
