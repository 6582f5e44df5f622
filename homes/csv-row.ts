/**
 * One line of a consumption CSV: finds the columns by their header, then reads cells strictly.
 * Anything that would have to be guessed (local time, a fraction of a Wh, an empty value) is refused.
 * It knows nothing of other lines; that is csv.ts.
 */
import { escaped } from '../host/base/printable.ts';
import { HouseholdError } from './household.ts';

/** Where each column stands in the file, counted from 0. */
export interface CsvColumns {
  readonly count: number;
  readonly meterId: number;
  readonly timestamp: number;
  readonly wh: number;
  readonly area: number | undefined;
  readonly exportWh: number | undefined;
}

export interface CsvRow {
  readonly meterId: string;
  /** Undefined when there is no area column or the cell is empty. */
  readonly area: string | undefined;
  /** Start of the interval. */
  readonly unixSeconds: number;
  readonly importWh: number;
  /** Undefined when there is no export column or the cell is empty. */
  readonly exportWh: number | undefined;
}

// Ids become MQTT topic levels, so nothing that MQTT, a file name or a shell could read differently.
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.0+)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const WHOLE_NUMBER = /^([+-]?\d+)(?:\.0*)?$/;

const MOST_SHOWN = 80;

/** A cell as a message may quote it. */
function shown(cell: string): string {
  return cell.length > MOST_SHOWN ? `${escaped(cell.slice(0, MOST_SHOWN))}...` : escaped(cell);
}

/** Finds the columns by name, in any order; unknown ones are ignored. Throws ERR_CSV_COLUMN. */
export function readHeader(cells: readonly string[]): CsvColumns {
  const find = (name: string): number | undefined => {
    const at = cells.indexOf(name);
    if (at !== cells.lastIndexOf(name))
      throw new HouseholdError('ERR_CSV_COLUMN', `column "${name}" is there twice; remove or rename one`);
    return at < 0 ? undefined : at;
  };
  const demand = (name: string): number => {
    const at = find(name);
    if (at !== undefined) return at;
    const isOtherSeparator = cells.length === 1 && /[;\t|]/.test(cells[0] ?? '');
    const advice = isOtherSeparator
      ? 'the columns seem to be separated by something else than a comma; save the file with commas'
      : 'the first line must name the columns meter_id, timestamp and wh (and, optionally, area and export_wh)';
    throw new HouseholdError(
      'ERR_CSV_COLUMN',
      `no column "${name}" among ${cells.map((cell) => `"${shown(cell)}"`).join(', ')}; ${advice}`,
    );
  };
  return {
    count: cells.length,
    meterId: demand('meter_id'),
    timestamp: demand('timestamp'),
    wh: demand('wh'),
    area: find('area'),
    exportWh: find('export_wh'),
  };
}

/** Reads one line. Negative and absurd values pass: the meter reports them later. Throws ERR_CSV_ROW, without the line number. */
export function readRow(cells: readonly string[], columns: CsvColumns): CsvRow {
  if (cells.length !== columns.count) {
    throw rowError(`${cells.length} cells under ${columns.count} columns; look for a missing or an unquoted comma`);
  }
  const cell = (at: number | undefined): string => (at === undefined ? '' : (cells[at] ?? ''));
  const area = cell(columns.area);
  const exportWh = cell(columns.exportWh);
  return {
    meterId: parseId(cell(columns.meterId), 'meter_id'),
    area: area === '' ? undefined : parseId(area, 'area'),
    unixSeconds: parseTimestamp(cell(columns.timestamp)),
    importWh: parseWh(cell(columns.wh), 'wh'),
    exportWh: exportWh === '' ? undefined : parseWh(exportWh, 'export_wh'),
  };
}

function parseId(text: string, column: string): string {
  if (!ID.test(text)) {
    throw rowError(
      `${column} "${shown(text)}" must be 1 to 64 letters, digits, "_" or "-", and begin with a letter or digit; rename it`,
    );
  }
  return text;
}

/** ISO 8601 with `Z` or a numeric offset -> Unix seconds. Throws ERR_CSV_ROW. */
export function parseTimestamp(text: string): number {
  const match = TIMESTAMP.exec(text);
  if (match === null)
    throw rowError(`timestamp "${shown(text)}" is not ISO 8601 in whole seconds, like 2018-10-29T00:15:00Z`);
  const zone = match[7];
  if (zone === undefined) {
    throw rowError(`timestamp "${shown(text)}" doesn't say its time zone; add Z for UTC, or an offset such as +01:00`);
  }
  const part = (at: number): number => Number(match[at] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  // Date.UTC would carry 31 April over to 1 May, and 24:00 to the next day.
  const isReal = year >= 1970 && day >= 1 && day <= daysInMonth(year, month) && hour < 24 && minute < 60 && second < 60;
  if (!isReal)
    throw rowError(`timestamp "${shown(text)}" is not a date and time of the calendar since 1970; correct it`);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - offsetSeconds(zone, text);
}

/** 0 for a month that doesn't exist. */
function daysInMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

function offsetSeconds(zone: string, text: string): number {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 14 || minutes > 59)
    throw rowError(`timestamp "${shown(text)}" has an impossible offset; offsets go from -14:00 to +14:00`);
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}

function parseWh(text: string, column: string): number {
  if (text === '') throw rowError(`${column} is empty; leave the whole line out if there is no reading`);
  const match = WHOLE_NUMBER.exec(text);
  if (match === null)
    throw rowError(`${column} "${shown(text)}" is not a whole number of Wh; write digits only, rounded to whole Wh`);
  const value = Number(match[1]);
  if (!Number.isSafeInteger(value)) throw rowError(`${column} "${shown(text)}" is too large to be exact; correct it`);
  return value === 0 ? 0 : value; // not -0
}

function rowError(message: string): HouseholdError {
  return new HouseholdError('ERR_CSV_ROW', message);
}
