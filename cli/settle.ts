/** `gridshare settle`: how far every area is settled; with --status what is under way, what is missing and of whom. */
import type { Command } from '@commander-js/extra-typings';
import type { IntervalGrid } from '../protocol/grid/interval.ts';
import { EXIT } from './exit.ts';
import { configOption, csvOption } from './options.ts';
import { formatInterval, formatWh } from './render/format.ts';
import { type Row, printRows } from './render/rows.ts';
import { terminalOf } from './render/terminal.ts';
import { openArchive, openSettlement } from '../utility/host/settlement.ts';
import { showArea } from './settlement/settlement-text.ts';
import { type WindowView, hasFailure, viewArea } from '../utility/views/area-view.ts';
import { jsonText, say } from './render/output.ts';

interface SettleOptions {
  readonly config: string;
  readonly json: boolean;
  readonly csv: boolean;
}

export function addSettle(program: Command): void {
  program
    .command('settle')
    .description('say how far every area is settled: pages closed, windows billed, what waits and why')
    .addOption(configOption())
    .option('--status', 'the state of every window, what is under way, and which aggregators are waited for', false)
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .addHelpText(
      'after',
      `
Exit codes: ${EXIT.ok} also while something waits, ${EXIT.notExact} with --status when a load, a bill or a footing failed, ${EXIT.usage} usage or config, ${EXIT.environment} environment.`,
    )
    .action((options) => {
      if (options.status) process.exitCode = showStatus(options);
      else summarize(options);
    });
}

function summarize(options: SettleOptions): void {
  const { archive, scheme } = openArchive(options.config);
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
      closedUntil: last === undefined ? '' : formatInterval(last.interval + 1, scheme),
      windowsBilled: entries.filter(({ kind }) => kind === 'bill').length,
      windowsFooted: windows.filter(({ doesFoot }) => doesFoot).length,
      billsVerified: verified.length,
      billsWaiting: bills.filter(({ status }) => status === 'waiting').length,
      billsDisputed: bills.filter(({ status }) => status === 'disputed').length,
      billsFailed: bills.filter(({ status }) => status === 'failed').length,
      billed: options.json || options.csv ? billedWh : formatWh(billedWh),
    };
  });
  archive.close();
  const empty = 'No log entry yet: is the utility connected, and enough aggregators to agree?';
  if (options.json || options.csv || rows.length === 0) printRows(rows, options, empty);
  else {
    for (const row of rows) say(`${describe(row)}\n`);
    say('(--status says what is under way, what waits, and for whom)\n');
  }
}

/** One area's settlement in sentences. */
function describe(row: Row): string {
  return [
    `${row['area']}: ${row['entries']} log entries, ${row['pagesClosed']} pages closed${row['closedUntil'] === '' ? '' : ` until ${row['closedUntil']}`}`,
    `  windows  ${row['windowsBilled']} billed, ${row['windowsFooted']} footed with their loads`,
    `  bills    ${row['billsVerified']} verified (${row['billed']} import), ${row['billsWaiting']} waiting, ${row['billsDisputed']} disputed, ${row['billsFailed']} failed`,
  ].join('\n');
}

function windowRow(window: WindowView, grid: IntervalGrid): Row {
  const { pages, bills, footing } = window;
  return {
    area: window.area,
    from: formatInterval(window.from, grid),
    intervals: window.count,
    state: window.state,
    reason: window.reason,
    waitingFor: window.waitingFor.join(' '),
    pagesOpen: pages.open,
    pagesClosing: pages.closing,
    pagesClosed: pages.closed,
    pagesEmpty: pages.empty,
    billsBilled: bills.billed,
    billsWaiting: bills.waiting,
    billsDisputed: bills.disputed,
    billsFailed: bills.failed,
    footing: footing.state,
    remnantMeters: footing.remnantMeters,
    billsRemnant: bills.remnant,
    setHash: window.set?.setHash,
  };
}

/** The exit code. */
function showStatus(options: SettleOptions): number {
  const settlement = openSettlement(options.config, Date.now());
  const { utility, areas, unopened, scheme } = settlement;
  try {
    const views = areas.map((area) => viewArea(area));
    if (options.json) {
      say(jsonText({ utility, areas: views, unopened }));
    } else if (options.csv) {
      const rows = views.flatMap(({ windows }) => windows.map((window) => windowRow(window, scheme)));
      printRows(rows, options, '');
    } else {
      const terminal = terminalOf(process.stdout, process.env);
      const parts = [
        utility.text,
        ...views.map((view) => showArea(view, scheme, terminal)),
        ...unopened.map(
          (area) => `${area}: no log entry yet: is the utility connected, and enough aggregators to agree?`,
        ),
      ];
      say(`${parts.join('\n\n')}\n`);
    }
    return views.some(hasFailure) ? EXIT.notExact : EXIT.ok;
  } finally {
    settlement.close();
  }
}
