/**
 * One home's rows of a CSV file, gathered as they come, then ordered and fitted into intervals.
 * It keeps bad values visible and never repairs, estimates or fills anything.
 */
import { type IntervalGrid, intervalAt } from '../protocol/grid/interval.ts';
import type { CsvRow } from './csv-row.ts';
import { EXPORT_REGISTER, HouseholdError, IMPORT_REGISTER, Readings } from './household.ts';
import { GrowingColumn } from './growing-column.ts';
import type { Household } from './household.ts';

const DEFAULT_AREA = 'area-1';

/** One home's rows as columns: some ten bytes a row, and millions of them may come. */
export interface HomeRows {
  readonly meterId: string;
  readonly area: string;
  unixSeconds: GrowingColumn;
  lines: GrowingColumn;
  importWh: GrowingColumn;
  /** NaN where the cell is empty. */
  exportWh: GrowingColumn;
  firstLine: number;
}

/** The intervals to keep: first, and one past the last. */
export interface Window extends IntervalGrid {
  readonly firstInterval: number;
  readonly endInterval: number;
  /** Rows that fill one interval. */
  readonly parts: number;
}

export function startHome(row: CsvRow, line: number): HomeRows {
  const area = row.area ?? DEFAULT_AREA;
  return {
    meterId: row.meterId,
    area,
    unixSeconds: new GrowingColumn(true),
    lines: new GrowingColumn(true),
    importWh: new GrowingColumn(false),
    exportWh: new GrowingColumn(false),
    firstLine: line,
  };
}

/** Throws ERR_CSV_ROW when the row names another area than the home's first one. */
export function addToHome(home: HomeRows, row: CsvRow, line: number): void {
  const area = row.area ?? DEFAULT_AREA;
  if (home.area !== area) {
    throw new HouseholdError(
      'ERR_CSV_ROW',
      `meter ${row.meterId} is in area ${area} here and in ${home.area} on line ${home.firstLine}; a meter has one area in a file`,
    );
  }
  home.unixSeconds.push(row.unixSeconds);
  home.lines.push(line);
  home.importWh.push(row.importWh);
  home.exportWh.push(row.exportWh ?? Number.NaN);
}

/** Orders the rows by time; rows of equal time keep the order of the file. */
export function sortByTime(home: HomeRows): void {
  const { unixSeconds, lines, importWh, exportWh } = home;
  if (isAscending(unixSeconds)) return;
  const order = Uint32Array.from({ length: unixSeconds.length }, (_, at) => at);
  order.sort((one, other) => unixSeconds.get(one) - unixSeconds.get(other) || one - other);
  home.unixSeconds = unixSeconds.taken(order);
  home.lines = lines.taken(order);
  home.importWh = importWh.taken(order);
  home.exportWh = exportWh.taken(order);
}

function isAscending(values: Iterable<number>): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < before) return false;
    before = value;
  }
  return true;
}

/** Needs ordered rows. Throws ERR_CSV_DUPLICATE naming both lines. */
export function refuseDuplicates(homes: readonly HomeRows[]): void {
  let first: { before: number; line: number; meterId: string } | undefined;
  for (const { meterId, unixSeconds, lines } of homes) {
    for (let at = 1; at < unixSeconds.length; at++) {
      const line = lines.get(at);
      // Of two equal times the earlier line comes first.
      if (unixSeconds.get(at) === unixSeconds.get(at - 1) && line < (first?.line ?? Infinity))
        first = { before: lines.get(at - 1), line, meterId };
    }
  }
  if (first === undefined) return;
  const { before, line, meterId } = first;
  throw new HouseholdError(
    'ERR_CSV_DUPLICATE',
    `lines ${before} and ${line} are both for meter ${meterId} at the same time; remove one`,
  );
}

/**
 * The readings of the window, from ordered rows without duplicates. `maxReadingWh`: of a whole interval; infinite if it is not
 * known. Throws ERR_CSV_ROW.
 */
export function toHousehold(home: HomeRows, window: Window, maxReadingWh: number): Household {
  const hasExport = requireExport(home);
  const columns = hasExport ? [home.importWh, home.exportWh] : [home.importWh];
  const registers = hasExport ? [IMPORT_REGISTER, EXPORT_REGISTER] : [IMPORT_REGISTER];
  const { firstInterval, endInterval, parts } = window;
  const indexOf = (row: number): number => intervalAt(home.unixSeconds.get(row) * 1000, window);
  const readings = new Readings(firstInterval, endInterval - firstInterval, registers.length);
  const partsWh = new Map<number, readonly number[]>();
  for (let at = 0; at < home.unixSeconds.length;) {
    const index = indexOf(at);
    let end = at + 1;
    while (end < home.unixSeconds.length && indexOf(end) === index) end += 1;
    if (index >= firstInterval && index < endInterval) {
      const from = at;
      const wh = columns.map((values) => sumParts(values, from, end, maxReadingWh, parts));
      if (end - at === parts) readings.set(index, wh);
      // What can't be is no energy to be told of.
      else if (wh.every((value) => value >= 0 && value <= maxReadingWh)) partsWh.set(index, wh);
    }
    at = end;
  }
  return { meterId: home.meterId, area: home.area, registers, readings, ...(partsWh.size === 0 ? {} : { partsWh }) };
}

/**
 * A bad part must not vanish in the sum: what stands in its place the meter refuses. A part of so many can't be more than
 * its part of what an interval can hold.
 */
function sumParts(values: GrowingColumn, from: number, end: number, maxReadingWh: number, parts: number): number {
  let sum = 0;
  for (let at = from; at < end; at += 1) {
    const value = values.get(at);
    if (value < 0) return value;
    if (value * parts > maxReadingWh) return Math.max(value, maxReadingWh + 1);
    sum += value;
  }
  return sum;
}

/** Whether the home exports; if so every row must say how much, since a reading always has all registers. Throws ERR_CSV_ROW. */
function requireExport(home: HomeRows): boolean {
  let [filled, empty] = [-1, -1];
  for (let at = 0; at < home.exportWh.length && (filled < 0 || empty < 0); at++) {
    if (Number.isNaN(home.exportWh.get(at))) empty = empty < 0 ? at : empty;
    else filled = filled < 0 ? at : filled;
  }
  if (filled < 0) return false;
  if (empty < 0) return true;
  throw new HouseholdError(
    'ERR_CSV_ROW',
    `line ${home.lines.get(empty)}: export_wh of meter ${home.meterId} is empty, but not on line ${home.lines.get(filled)}; write 0 where nothing was exported`,
  );
}
