/**
 * One home's rows of a CSV file, gathered as they come, then ordered and fitted into intervals.
 * It keeps bad values visible and never repairs, estimates or fills anything.
 */
import { type IntervalGrid, intervalAt } from '../protocol/grid/interval.ts';
import type { CsvRow } from './csv-row.ts';
import { EXPORT_REGISTER, HouseholdError, IMPORT_REGISTER, Readings } from './household.ts';
import type { Household } from './household.ts';

const DEFAULT_AREA = 'area-1';

/** One home's rows as columns: far smaller than objects, and millions of them may come. */
export interface HomeRows {
  readonly meterId: string;
  readonly area: string;
  unixSeconds: number[];
  lines: number[];
  importWh: number[];
  /** NaN where the cell is empty. */
  exportWh: number[];
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
  return { meterId: row.meterId, area, unixSeconds: [], lines: [], importWh: [], exportWh: [], firstLine: line };
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
  if (unixSeconds.every((time, at) => at === 0 || time >= (unixSeconds[at - 1] ?? 0))) return;
  const order = unixSeconds.map((_, at) => at).toSorted((a, b) => (unixSeconds[a] ?? 0) - (unixSeconds[b] ?? 0));
  const sorted = (values: readonly number[]): number[] => order.map((at) => values[at] ?? Number.NaN);
  Object.assign(home, {
    unixSeconds: sorted(unixSeconds),
    lines: sorted(lines),
    importWh: sorted(importWh),
    exportWh: sorted(exportWh),
  });
}

/** Needs ordered rows. Throws ERR_CSV_DUPLICATE naming both lines. */
export function refuseDuplicates(homes: readonly HomeRows[]): void {
  let first: { before: number; line: number; meterId: string } | undefined;
  for (const { meterId, unixSeconds, lines } of homes) {
    for (const [at, time] of unixSeconds.entries()) {
      const line = lines[at] ?? 0;
      // The sort is stable, so of two equal times the earlier line comes first.
      if (at > 0 && time === unixSeconds[at - 1] && line < (first?.line ?? Infinity)) {
        first = { before: lines[at - 1] ?? 0, line, meterId };
      }
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
  const indexOf = (row: number): number => intervalAt((home.unixSeconds[row] ?? 0) * 1000, window);
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
function sumParts(values: readonly number[], from: number, end: number, maxReadingWh: number, parts: number): number {
  let sum = 0;
  for (let at = from; at < end; at += 1) {
    const value = values[at] ?? 0;
    if (value < 0) return value;
    if (value * parts > maxReadingWh) return Math.max(value, maxReadingWh + 1);
    sum += value;
  }
  return sum;
}

/** Whether the home exports; if so every row must say how much, since a reading always has all registers. Throws ERR_CSV_ROW. */
function requireExport(home: HomeRows): boolean {
  const filled = home.exportWh.findIndex((value) => !Number.isNaN(value));
  if (filled < 0) return false;
  const empty = home.exportWh.findIndex(Number.isNaN);
  if (empty < 0) return true;
  throw new HouseholdError(
    'ERR_CSV_ROW',
    `line ${home.lines[empty]}: export_wh of meter ${home.meterId} is empty, but not on line ${home.lines[filled]}; write 0 where nothing was exported`,
  );
}
