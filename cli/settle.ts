/** `gridshare settle`: how far every area is settled; with --status what is under way, what is missing and of whom. */
import type { Command } from '@commander-js/extra-typings';
import { type Settlement, openArchive, openSettlement } from '../utility/host/settlement.ts';
import { type WindowView, countLoads, hasFailure, viewArea } from '../utility/views/area-view.ts';
import { type Selection, everyRow } from '../utility/views/slice.ts';
import { type SummaryView, viewSummary } from '../utility/views/summary-view.ts';
import { listWindows } from '../utility/views/window-list.ts';
import { EXIT } from './exit.ts';
import { areaOption, configOption, csvOption, fromOption, selectionOf, untilOption } from './options.ts';
import { formatUnits, formatWh, peopleTime } from './render/format.ts';
import { jsonText, say } from './render/output.ts';
import { type Row, printRecords } from './render/forms.ts';
import { terminalOf } from './render/terminal.ts';
import { showArea } from './settlement/settlement-text.ts';

/** Windows looked at together. */
const LIMIT = 100;

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
    .option('--windows', 'a row for each window, with its state and what waits', false)
    .addOption(fromOption())
    .addOption(untilOption())
    .addOption(areaOption())
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .addHelpText(
      'after',
      `
--from, --until and --area select windows of --windows.

Exit codes: ${EXIT.ok} also while something waits, ${EXIT.notExact} with --status or --windows when a load, a bill or a footing failed, ${EXIT.usage} usage or config, ${EXIT.environment} environment.`,
    )
    .action((options) => {
      const isList = options.windows || (options.status && options.csv);
      if (isList) process.exitCode = printWindows(options, selectionOf(options));
      else if (options.status) process.exitCode = showStatus(options);
      else summarize(options);
    });
}

function summarize(options: SettleOptions): void {
  const { archive, scheme } = openArchive(options.config);
  const records = archive.areas().map((area) => {
    const figures = {
      area,
      entries: archive.entries(area),
      bills: archive.bills(area),
      windows: archive.windows(area),
    };
    return viewSummary(figures, scheme);
  });
  archive.close();
  const empty = 'No log entry yet: is the utility connected, and enough aggregators to agree?';
  if (options.json || options.csv || records.length === 0)
    printRecords({ records, csv: (record) => [{ ...record }], table: (record) => [{ ...record }], empty }, options);
  else {
    for (const record of records) say(`${describe(record)}\n`);
    say('(--status says what is under way, what waits, and for whom)\n');
  }
}

/** Energy always, and what else was billed. */
function importOf({ billedWh, billedDm3, billedKj }: SummaryView): string {
  const others = (
    [
      [billedDm3, 'dm3'],
      [billedKj, 'kJ'],
    ] as const
  ).filter(([units]) => units > 0);
  return [formatWh(billedWh), ...others.map(([units, unit]) => formatUnits(units, unit))].join(', ');
}

/** One area's settlement in sentences. */
function describe(view: SummaryView): string {
  const until = view.closedUntil === undefined ? '' : ` until ${peopleTime(view.closedUntil)}`;
  return [
    `${view.area}: ${view.entries} log entries, ${view.pagesClosed} pages closed${until}`,
    `  windows  ${view.windowsBilled} billed, ${view.windowsFooted} footed with their loads`,
    `  bills    ${view.billsVerified} verified (${importOf(view)} import), ${view.billsWaiting} waiting, ${view.billsDisputed} disputed, ${view.billsFailed} failed`,
  ].join('\n');
}

function windowCsv(window: WindowView): Row[] {
  const { area, begin, end, count, state, reason, pages, bills, footing } = window;
  return [
    {
      area,
      begin,
      end,
      intervals: count,
      state,
      reason,
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
    },
  ];
}

function windowTable({ area, begin, state, pages, bills, footing, waitingFor, reason }: WindowView): Row[] {
  const counts = { closed: pages.closed + pages.empty, billed: bills.billed, waiting: bills.waiting };
  return [
    {
      area,
      window: peopleTime(begin),
      state,
      ...counts,
      footing: footing.state,
      waitingFor: waitingFor.join(' '),
      reason,
    },
  ];
}

/** A row for each window. The exit code. */
function printWindows(options: SettleOptions, selection: Selection): number {
  const settlement = openSettlement(options.config, Date.now());
  try {
    const records = windowsOf(settlement, selection);
    printRecords({ records, csv: windowCsv, table: windowTable, empty: 'No window has begun.' }, options);
    const hasFailedLoad = settlement.areas.some((area) => countLoads(area).failed > 0);
    return hasFailedLoad || records.some(({ state }) => state === 'failed') ? EXIT.notExact : EXIT.ok;
  } finally {
    settlement.close();
  }
}

function windowsOf({ areas }: Settlement, selection: Selection): WindowView[] {
  return [...everyRow('windows', (after) => listWindows(areas, selection, { limit: LIMIT, after }))];
}

/** The exit code. */
function showStatus(options: SettleOptions): number {
  const settlement = openSettlement(options.config, Date.now());
  const { utility, areas, unopened, scheme } = settlement;
  try {
    const views = areas.map((area) => viewArea(area));
    if (options.json) say(jsonText({ utility, areas: views, unopened }));
    else {
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
