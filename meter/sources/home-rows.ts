/**
 * One home's rows of a CSV file, gathered as they come, then ordered and fitted into intervals.
 * It keeps bad values visible and never repairs, estimates or fills anything.
 */
import type { CsvRow } from './csv-row.ts';
import { EXPORT_REGISTER, HouseholdError, IMPORT_REGISTER } from './household.ts';
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
export interface Window {
  readonly firstInterval: number;
  readonly endInterval: number;
  readonly intervalSeconds: number;
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

/** The readings of the window, from ordered rows without duplicates. Throws ERR_CSV_ROW. */
export function toHousehold(home: HomeRows, window: Window, maxReadingWh: number): Household {
  const hasExport = requireExport(home);
  const columns = hasExport ? [home.importWh, home.exportWh] : [home.importWh];
  const registers = hasExport ? [IMPORT_REGISTER, EXPORT_REGISTER] : [IMPORT_REGISTER];
  const readings = new Map<number, readonly number[]>();
  const { firstInterval, endInterval, intervalSeconds, parts } = window;
  for (let at = 0; at + parts <= home.unixSeconds.length;) {
    const index = Math.floor((home.unixSeconds[at] ?? 0) / intervalSeconds);
    let end = at + 1;
    while (end < home.unixSeconds.length && Math.floor((home.unixSeconds[end] ?? 0) / intervalSeconds) === index)
      end += 1;
    const isComplete = end - at === parts;
    if (isComplete && index >= firstInterval && index < endInterval) {
      const from = at;
      readings.set(
        index,
        columns.map((values) => sumParts(values, from, end, maxReadingWh)),
      );
    }
    at = end;
  }
  return { meterId: home.meterId, area: home.area, registers, readings };
}

/** A bad part must not vanish in the sum: it stands in its place, so that the meter refuses the interval. */
function sumParts(values: readonly number[], from: number, end: number, maxReadingWh: number): number {
  let sum = 0;
  for (let at = from; at < end; at += 1) {
    const value = values[at] ?? 0;
    if (value < 0 || value > maxReadingWh) return value;
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
