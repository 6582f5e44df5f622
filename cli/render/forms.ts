/** Records as a table, CSV or JSON: what every asking command prints. */
import { escaped } from '../../host/base/printable.ts';
import { renderTable } from './table.ts';
import { terminalOf } from './terminal.ts';
import { jsonText, say } from './output.ts';

export type Row = Readonly<Record<string, string | number | boolean | undefined>>;

/** Rows as CSV; our values hold no quotes, commas or newlines except in reasons, which are quoted. */
function toCsv(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const cell = (value: Row[string]): string => {
    const text = value === undefined ? '' : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const names = Object.keys(first);
  return `${[names.join(','), ...rows.map((row) => names.map((name) => cell(row[name])).join(','))].join('\n')}\n`;
}

/** What a command prints of some records, in each form. */
export interface Forms<T> {
  /** For JSON, as they are: lists are lists. */
  readonly records: readonly T[];
  /** For CSV, which has no lists: their parts are joined by blanks. Some records are several rows. */
  readonly csv: (record: T) => readonly Row[];
  /** For a table, which has no room for hashes and sentences. */
  readonly table: (record: T) => readonly Row[];
  /** Said to a person when there are none. */
  readonly empty: string;
}

/** Prints records as asked for. */
export function printRecords<T>(
  { records, csv, table, empty }: Forms<T>,
  options: { readonly json: boolean; readonly csv: boolean },
): void {
  if (options.json) say(jsonText(records));
  else if (options.csv) say(toCsv(records.flatMap(csv)));
  else if (records.length === 0) say(`${empty}\n`);
  else say(`${tableOf(records.flatMap(table))}\n`);
}

function tableOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) =>
    names.map((name) => {
      const value = row[name];
      return typeof value === 'number' || value === undefined ? value : escaped(String(value));
    }),
  );
  return renderTable(
    names.map((title) => ({ title })),
    cells,
    terminalOf(process.stdout, process.env),
  );
}
