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

/** Prints records as asked for; `empty` is said to a person when there are none. */
export function printRows(
  rows: readonly Row[],
  options: { readonly json: boolean; readonly csv: boolean },
  empty: string,
): void {
  if (options.json) say(jsonText(rows));
  else if (options.csv) say(toCsv(rows));
  else if (rows.length === 0) say(`${empty}\n`);
  else {
    const names = Object.keys(rows[0] ?? {});
    const terminal = terminalOf(process.stdout, process.env);
    const cells = rows.map((row) =>
      names.map((name) => {
        const value = row[name];
        return typeof value === 'number' || value === undefined ? value : escaped(String(value));
      }),
    );
    say(
      `${renderTable(
        names.map((title) => ({ title })),
        cells,
        terminal,
      )}\n`,
    );
  }
}
