/** `gridshare settle|bills|load`: asks a running or stopped utility's archive. Reads only. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import { besideConfig, readConfig } from '../host/config.ts';
import { HostError } from '../host/errors.ts';
import type { Scheme } from '../schemas/types.ts';
import { ARCHIVE_FILE, ArchiveReader } from '../utility/archive-reader.ts';
import { formatInterval, formatWh } from './render/format.ts';
import { renderTable } from './render/table.ts';
import { terminalOf } from './render/terminal.ts';

interface OpenedArchive {
  readonly archive: ArchiveReader;
  readonly scheme: Scheme;
}

function open(configPath: string): OpenedArchive {
  const config = readConfig('config-utility', configPath);
  const path = join(besideConfig(configPath, config.state), ARCHIVE_FILE);
  if (!existsSync(path))
    throw new HostError('ERR_ARCHIVE_MISSING', `${path} does not exist yet: start the utility first`);
  return { archive: ArchiveReader.open(path), scheme: config.scheme };
}

const configOption = () => new Option('--config <file>', "the utility's config file (YAML)").makeOptionMandatory();
const csvOption = () => new Option('--csv', 'print CSV').default(false).conflicts('json');

type Row = Readonly<Record<string, string | number | boolean | undefined>>;

/** Rows as CSV; our values hold no quotes, commas or newlines except in reasons, which are quoted. */
function toCsv(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const cell = (value: Row[string]): string => {
    const text = value === undefined ? '' : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const names = Object.keys(first);
  return `${[names.join(','), ...rows.map((row) => names.map((name) => cell(row[name])).join(','))].join('\n')}\n`;
}

function print(rows: readonly Row[], options: { readonly json: boolean; readonly csv: boolean }, empty: string): void {
  if (options.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else if (options.csv) process.stdout.write(toCsv(rows));
  else if (rows.length === 0) process.stdout.write(`${empty}\n`);
  else {
    const names = Object.keys(rows[0] ?? {});
    const terminal = terminalOf(process.stdout, process.env);
    const cells = rows.map((row) =>
      names.map((name) => (typeof row[name] === 'boolean' ? String(row[name]) : row[name])),
    );
    process.stdout.write(
      `${renderTable(
        names.map((title) => ({ title })),
        cells,
        terminal,
      )}\n`,
    );
  }
}

export function addBills(program: Command): void {
  program
    .command('bills')
    .description("print every bill of the utility's archive")
    .addOption(configOption())
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .action((options) => {
      const { archive, scheme } = open(options.config);
      const rows = archive.areas().flatMap((area) =>
        archive.bills(area).flatMap((bill): Row[] => {
          const frame = {
            area,
            window: formatInterval(bill.from, scheme.intervalSeconds),
            meter: bill.meter,
            status: bill.status,
            reason: bill.reason,
            signers: bill.signers.join(' '),
            differing: bill.differing.join(' '),
          };
          if (bill.lines.length === 0) return [{ ...frame, register: '', rate: '', intervals: 0, totalWh: undefined }];
          return bill.lines.map((line) => ({
            ...frame,
            register: line.register,
            rate: line.rate,
            intervals: line.cells,
            totalWh: line.totalWh,
          }));
        }),
      );
      archive.close();
      print(rows, options, 'No bill yet: a bill is released when its window is over and every page of it is closed.');
    });
}

export function addLoad(program: Command): void {
  program
    .command('load')
    .description("print the load of every area and interval of the utility's archive")
    .addOption(configOption())
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .action((options) => {
      const { archive, scheme } = open(options.config);
      const rows = archive.areas().flatMap((area) =>
        archive.loads(area).map((load): Row => ({
          area,
          interval: formatInterval(load.interval, scheme.intervalSeconds),
          register: load.register,
          totalWh: load.totalWh,
          meters: load.meters,
          of: load.rosterMeters,
          status: load.status,
          signers: load.signers.join(' '),
          differing: load.differing.join(' '),
        })),
      );
      archive.close();
      print(rows, options, 'No load yet: a page is released when its interval is over and its set is certified.');
    });
}

export function addSettle(program: Command): void {
  program
    .command('settle')
    .description('say how far every area is settled: pages closed, windows billed, what waits and why')
    .addOption(configOption())
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .action((options) => {
      const { archive, scheme } = open(options.config);
      const rows = archive.areas().map((area): Row => {
        const entries = archive.entries(area).map(({ entry }) => entry);
        const pages = entries.flatMap((entry) => (entry.kind === 'close' ? entry.pages : []));
        const last = pages.at(-1);
        const bills = archive.bills(area);
        const windows = archive.windows(area);
        const verified = bills.filter(({ status }) => status === 'verified');
        const registers = new Set(
          scheme.registers.filter(({ direction }) => direction === 'import').map(({ obis }) => obis),
        );
        const billedWh = verified
          .flatMap(({ lines }) => lines)
          .reduce((sum, line) => (registers.has(line.register) ? sum + line.totalWh : sum), 0);
        return {
          area,
          entries: entries.length,
          pagesClosed: pages.length,
          closedUntil: last === undefined ? '' : formatInterval(last.interval + 1, scheme.intervalSeconds),
          windowsBilled: entries.filter(({ kind }) => kind === 'bill').length,
          windowsFooted: windows.filter(({ doesFoot }) => doesFoot).length,
          billsVerified: verified.length,
          billsWaiting: bills.filter(({ status }) => status === 'waiting').length,
          billsFailed: bills.filter(({ status }) => status === 'failed').length,
          billed: options.json || options.csv ? billedWh : formatWh(billedWh),
        };
      });
      archive.close();
      const empty = 'No log entry yet: is the utility connected, and enough aggregators to agree?';
      if (options.json || options.csv || rows.length === 0) print(rows, options, empty);
      else for (const row of rows) process.stdout.write(`${describe(row)}\n`);
    });
}

/** One area's settlement in sentences. */
function describe(row: Row): string {
  return [
    `${row['area']}: ${row['entries']} log entries, ${row['pagesClosed']} pages closed${row['closedUntil'] === '' ? '' : ` until ${row['closedUntil']}`}`,
    `  windows  ${row['windowsBilled']} billed, ${row['windowsFooted']} footed with their loads`,
    `  bills    ${row['billsVerified']} verified (${row['billed']} import), ${row['billsWaiting']} waiting, ${row['billsFailed']} failed`,
  ].join('\n');
}
