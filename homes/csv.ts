/**
 * Households from a CSV file: `meter_id,timestamp,wh`, optionally `area` and `export_wh`, in any order of rows.
 * Streams the file, so hundreds of megabytes are fine. It does not judge values and fills no gaps.
 */
import assert from 'node:assert/strict';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { HostError } from '../host/base/errors.ts';
import { escaped } from '../host/base/printable.ts';
import { readTextPieces } from '../host/base/text-file.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import { type IntervalGrid, intervalAt, intervalFrom } from '../protocol/grid/interval.ts';
import { readHeader, readRow } from './csv-row.ts';
import type { CsvColumns, CsvRow } from './csv-row.ts';
import { addToHome, refuseDuplicates, sortByTime, startHome, toHousehold } from './home-rows.ts';
import type { HomeRows, Window } from './home-rows.ts';
import { HouseholdError } from './household.ts';
import type { Household, Households } from './household.ts';
import { findSpacing, intervalOptions, usualGap } from './spacing.ts';
import { refuseStrays } from './stray.ts';

export interface CsvOptions extends IntervalGrid {
  /** Keeps the first homes, in order of first appearance. Default: all. */
  readonly meterCount?: number;
  /** Keeps the first days (of 24 h) from the earliest timestamp. Default: all. */
  readonly days?: number;
  /** What an interval can hold: a part above its part of that makes the sum one that the meter refuses. */
  readonly maxReadingWh: number;
}

const DAY_SECONDS = 86_400;
/** So many homes tell the interval length of a file. */
const HOMES_FOR_SPACING = 20;
// An unclosed quote would otherwise swallow the rest of the file before anyone is told.
const MAX_ROW_BYTES = 65_536;

interface FileRows {
  readonly homes: Map<string, HomeRows>;
  /** Over the whole file, whichever homes are kept. */
  firstSeconds: number;
  lastSeconds: number;
}

/**
 * Reads the homes of a CSV file. Timestamps are the starts of intervals, in UTC or with an offset; values are whole Wh.
 * Intervals shorter than `intervalSeconds` that fill it exactly are summed; a longer interval that lacks a part has no reading.
 * Throws HouseholdError with the line and what to do, or HostError ERR_FILE_ENCODING.
 */
export async function readHouseholds(path: string, options: CsvOptions): Promise<Households> {
  for (const value of [options.intervalSeconds, options.meterCount ?? 1, options.days ?? 1]) {
    assert(Number.isSafeInteger(value) && value > 0, 'interval, meters and days are positive whole numbers');
  }
  const rows = await readRows(path, options.meterCount ?? Infinity);
  try {
    return await toHouseholds(rows, options);
  } catch (error) {
    throw error instanceof HouseholdError
      ? new HouseholdError(error.code, `${escaped(path)}: ${error.message}`)
      : error;
  }
}

/** Lets others have their turn. */
async function breath(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** The interval length that a file's own timestamps have, in seconds; undefined if no home has two readings. */
export async function readSpacing(path: string): Promise<number | undefined> {
  const { homes } = await readRows(path, HOMES_FOR_SPACING);
  for (const home of homes.values()) sortByTime(home);
  return usualGap([...homes.values()]);
}

async function readRows(path: string, meterCount: number): Promise<FileRows> {
  const rows: FileRows = { homes: new Map(), firstSeconds: Infinity, lastSeconds: -Infinity };
  let columns: CsvColumns | undefined;
  let line = 0;
  const parser = parse({
    columns: false,
    delimiter: ',',
    max_record_size: MAX_ROW_BYTES,
    on_record: (cells: string[], context) => {
      line = context.lines;
      if (columns === undefined) columns = readHeader(cells);
      else addRow(rows, readRow(cells, columns), line, meterCount);
      return null; // kept here, so nothing has to pass through the stream
    },
    record_delimiter: '\n',
    relax_column_count: true, // readRow says it better
    skip_empty_lines: true,
    trim: true,
  });
  parser.resume();
  try {
    await pipeline(readTextPieces(path), parser);
  } catch (error) {
    throw explain(error, path, line);
  }
  if (rows.homes.size === 0) {
    throw new HouseholdError(
      'ERR_CSV_FILE',
      `${escaped(path)}: there are no readings in it; it needs a line of column names and at least one reading`,
    );
  }
  return rows;
}

function explain(error: unknown, path: string, line: number): unknown {
  if (error instanceof HostError) return error;
  if (error instanceof HouseholdError)
    return new HouseholdError(error.code, `${escaped(path)}, line ${line}: ${error.message}`);
  if (error instanceof CsvError) {
    // A row that is never closed ends where the file does: what is wrong stands where the last whole row ended.
    const at = line + 1;
    return new HouseholdError(
      'ERR_CSV_ROW',
      `${escaped(path)}, line ${at}: ${escaped(error.message.replace(/ at line \d+/, ''))}; check quotes and commas there`,
      {
        cause: error,
      },
    );
  }
  if (error instanceof Error && 'syscall' in error) {
    return new HouseholdError('ERR_CSV_FILE', `${escaped(path)}: can't be read: ${describeTrouble(error)}`, {
      cause: error,
    });
  }
  return error;
}

function addRow(rows: FileRows, row: CsvRow, line: number, meterCount: number): void {
  rows.firstSeconds = Math.min(rows.firstSeconds, row.unixSeconds);
  rows.lastSeconds = Math.max(rows.lastSeconds, row.unixSeconds);
  let home = rows.homes.get(row.meterId);
  if (home === undefined) {
    if (rows.homes.size >= meterCount) return;
    home = startHome(row, line);
    rows.homes.set(row.meterId, home);
  }
  addToHome(home, row, line);
}

/** Step by step: of a file of hundreds of megabytes each takes up to a second, and whoever asks meanwhile gets an answer. */
async function toHouseholds(rows: FileRows, options: CsvOptions): Promise<Households> {
  const { intervalSeconds, intervalOffsetSeconds, meterCount, days } = options;
  if (meterCount !== undefined && rows.homes.size < meterCount) {
    const count = rows.homes.size;
    throw new HouseholdError(
      'ERR_CSV_METERS',
      `there are ${count} meters, not ${meterCount}; ask for at most --meters ${count}`,
    );
  }
  const homes = [...rows.homes.values()];
  rows.homes.clear();
  for (const home of homes) {
    sortByTime(home);
    await breath();
  }
  refuseDuplicates(homes);
  await breath();
  refuseStrays(homes);
  await breath();
  const spacing = findSpacing(homes, options);

  // Where short intervals are summed, the first and last long ones may lack parts outside the file: begin and end inside it.
  const firstInterval = intervalFrom(rows.firstSeconds * 1000, options);
  let endInterval = intervalAt((rows.lastSeconds + spacing) * 1000, options);
  if (days !== undefined) {
    // To the nearest day: a week in which the clocks change is still seven days.
    const dayCount = Math.max(1, Math.round((rows.lastSeconds + spacing - rows.firstSeconds) / DAY_SECONDS));
    if (dayCount < days) {
      throw new HouseholdError(
        'ERR_CSV_DAYS',
        `there are ${dayCount} days of readings, not ${days}; ask for at most --days ${dayCount}`,
      );
    }
    endInterval = Math.min(endInterval, firstInterval + Math.ceil((days * DAY_SECONDS) / intervalSeconds));
  }
  if (endInterval <= firstInterval) {
    throw new HouseholdError(
      'ERR_CSV_INTERVAL',
      `there is no complete interval of ${intervalSeconds} s; run with ${intervalOptions(spacing, options)}`,
    );
  }
  const grid = { intervalSeconds, intervalOffsetSeconds };
  const window: Window = { firstInterval, endInterval, ...grid, parts: intervalSeconds / spacing };
  const households: Household[] = [];
  // Its rows go as soon as its readings are there: both of all homes would take twice the memory.
  for (let home = homes.shift(); home !== undefined; home = homes.shift()) {
    households.push(toHousehold(home, window, options.maxReadingWh));
    await breath();
  }
  return { ...grid, firstInterval, intervalCount: endInterval - firstInterval, households };
}
