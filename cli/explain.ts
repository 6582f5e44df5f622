/**
 * `gridshare explain METER|PAGE`: why a meter's bills or a page's loads stand as they do. On the utility's config what the
 * utility may see; on a meter's config the meter's own books.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import { besideConfig, readConfig, roleOf } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { readOwnKeys } from '../meter/host/moved-keys.ts';
import { OutboxReader } from '../meter/host/outbox-reader.ts';
import { viewHousehold } from '../meter/views/own-books.ts';
import { type IntervalGrid, intervalAt } from '../protocol/grid/interval.ts';
import { unitOf } from '../protocol/grid/register.ts';
import { spanOf } from '../protocol/grid/span.ts';
import type { Scheme } from '../schemas/types.ts';
import type { LoadFigure } from '../utility/archive.ts';
import { type Settlement, openSettlement } from '../utility/host/settlement.ts';
import type { BillView } from '../utility/views/bill-view.ts';
import type { IndexedArea } from '../utility/views/indexed-area.ts';
import { findMeter, viewMeter } from '../utility/views/meter-view.ts';
import { type PageView, viewLoadHistory, viewPage } from '../utility/views/page-view.ts';
import { EXIT } from './exit.ts';
import { parseTime } from './options.ts';
import { plural } from './render/format.ts';
import { jsonText, say } from './render/output.ts';
import { terminalOf } from './render/terminal.ts';
import { showHousehold } from './settlement/books-text.ts';
import { contradictionLines, showBill, showPage, voidText } from './settlement/settlement-text.ts';
import { invoiceLines } from './settlement/money-text.ts';

interface ExplainOptions {
  readonly config: string;
  readonly json: boolean;
}

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description("explain a meter (bills, what waits and why, void cells) or a page (an interval's load)")
    .argument('<what>', 'meter id, interval index, or time such as 2026-01-05T06:15Z')
    .addOption(
      new Option('--config <file>', "the utility's config file, or a meter's own (YAML)").makeOptionMandatory(),
    )
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      `
Exit codes: ${EXIT.ok} explained, ${EXIT.notExact} it failed (a bill, a load, or books that do not add up), ${EXIT.usage} usage or config, ${EXIT.environment} environment.`,
    )
    .action((what, options) => {
      const role = roleOf(options.config);
      if (role !== 'meter' && role !== 'utility') {
        const text = `explain reads the config of a utility or of a meter; ${options.config} is of ${role ?? 'no party'}`;
        throw new HostError('ERR_USAGE', text);
      }
      process.exitCode = role === 'meter' ? explainBooks(what, options) : explainSettled(what, options);
    });
}

function write(options: ExplainOptions, view: object, lines: () => readonly string[]): void {
  say(options.json ? jsonText(view) : `${lines().join('\n')}\n`);
}

/** A meter's own books. The exit code. */
function explainBooks(id: string, options: ExplainOptions): number {
  const config = readConfig('config-meter', options.config);
  const path = join(besideConfig(options.config, config.state), 'outbox.sqlite');
  if (!existsSync(path)) throw new HostError('ERR_OUTBOX_MISSING', `${path} does not exist yet: start the meter first`);
  const all = readOwnKeys(besideConfig(options.config, config.keys), besideConfig(options.config, config.state));
  const keys = all.find((meter) => meter.id === id);
  const outbox = OutboxReader.open(path);
  try {
    const books = outbox.books(id);
    if (keys === undefined || books === undefined) {
      const known = outbox.meters().slice(0, 5).join(', ');
      throw new HostError('ERR_USAGE', `this config has no meter ${id}: it has ${known === '' ? 'none yet' : known}`);
    }
    const scheme = outbox.scheme(keys.area);
    const view = viewHousehold(books, keys.registers, scheme);
    const terminal = terminalOf(process.stdout, process.env);
    write(options, view, () => [showHousehold(view, scheme, terminal)]);
    return view.doesAddUp ? EXIT.ok : EXIT.notExact;
  } finally {
    outbox.close();
  }
}

/** What the utility may see. The exit code. */
function explainSettled(what: string, options: ExplainOptions): number {
  const settlement = openSettlement(options.config, Date.now());
  try {
    const area = findMeter(settlement.areas, what);
    return area === undefined ? explainPage(settlement, what, options) : explainMeter(settlement, area, what, options);
  } finally {
    settlement.close();
  }
}

function explainMeter(
  { utility, archive, proofs, scheme }: Settlement,
  area: IndexedArea,
  meter: string,
  options: ExplainOptions,
): number {
  const terminal = terminalOf(process.stdout, process.env);
  const view = viewMeter(area, meter, (index) => archive.billHistory(area.area, index), proofs);
  const { bills, voids, history } = view;
  write(options, { kind: 'meter', utility, ...view }, () => [
    utility.text,
    '',
    `${meter} in ${area.area}`,
    ...bills.flatMap((bill) => [...showBill(bill, scheme, terminal), ...contradictionLines(bill.contradictions)]),
    ...(view.invoices.some(({ kind }) => kind === 'credit-note')
      ? ['  bills and credit notes', ...invoiceLines(view.invoices)]
      : []),
    ...supersededLines(history, bills),
    ...(voids.length === 0 ? ['  no void cells'] : ['  void cells']),
    ...voids.map((range) => `    ${voidText(range, scheme)}`),
    ...(voids.length === 0
      ? []
      : [`  The meter books their energy again: gridshare explain ${meter} --config <the meter's own config>`]),
  ]);
  return bills.some(({ state }) => state === 'failed' || state === 'disputed') ? EXIT.notExact : EXIT.ok;
}

/** Earlier figures of bills, each superseded by a later one and kept. */
function supersededLines(
  history: readonly { readonly sequence: number; readonly status: string; readonly reason: string }[],
  bills: readonly BillView[],
): string[] {
  const known = new Set(bills.map(({ set }) => set?.sequence));
  const lines = history
    .filter(
      ({ sequence }, at) => known.has(sequence) && history.findLastIndex((one) => one.sequence === sequence) !== at,
    )
    .map(({ sequence, status, reason }) => `    entry ${sequence}: ${status} (${reason})`);
  return lines.length === 0 ? [] : ['  earlier figures, superseded', ...lines];
}

/** An interval index or a UTC time; undefined if it is neither. */
export function parsePage(text: string, grid: IntervalGrid): number | undefined {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  const ms = parseTime(text);
  const interval = ms === undefined ? -1 : intervalAt(ms, grid);
  return interval >= 0 ? interval : undefined;
}

function explainPage({ utility, areas, archive, scheme }: Settlement, what: string, options: ExplainOptions): number {
  const interval = parsePage(what, scheme);
  if (interval === undefined)
    throw new HostError(
      'ERR_USAGE',
      `${what} is neither a meter of the rosters, nor an interval index, nor a time such as 2026-01-05T06:15Z (UTC)`,
    );
  const { firstInterval } = scheme.billing;
  if (interval < firstInterval)
    throw new HostError('ERR_USAGE', `interval ${interval} is before the first one, ${firstInterval}`);
  const terminal = terminalOf(process.stdout, process.env);
  const pages = areas.map((area) => ({
    ...viewPage(area, interval),
    history: viewLoadHistory(area, archive.loadHistory(area.area, interval)),
  }));
  const view = { kind: 'page', interval, ...spanOf({ from: interval, count: 1 }, scheme), utility, pages };
  write(options, view, () => [
    utility.text,
    ...pages.flatMap((page) => ['', ...showPage(page, scheme, terminal), ...earlierLines(page, scheme)]),
  ]);
  return pages.some(({ loads }) => loads.some(({ status }) => status === 'failed')) ? EXIT.notExact : EXIT.ok;
}

/** Earlier figures of a page's loads. */
function earlierLines(
  { loads, history }: PageView & { readonly history: readonly LoadFigure[] },
  scheme: Scheme,
): string[] {
  const superseded = history
    .slice(0, -loads.length)
    .map(
      ({ register, status, totalUnits, reason }) =>
        `    ${register}  ${status}${totalUnits === undefined ? '' : ` ${totalUnits} ${unitOf(scheme, register)}`} (${reason})`,
    );
  return superseded.length === 0 ? [] : [`  ${plural(superseded.length, 'earlier figure')}, superseded`, ...superseded];
}
