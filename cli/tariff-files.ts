/** The files that `gridshare tariff` is about: documents, configs with a scheme, readings of homes. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { calendarBilling, dayBeginsMs, wallClock } from '../deploy/calendar.ts';
import { createScheme, floorsFor } from '../deploy/plan.ts';
import { type FloorOf, type TariffReport, checkDocument, checkTariffs } from '../deploy/tariff-check.ts';
import { type PlannedTariffs, planTariffs, windowsFor, withTariffs } from '../deploy/tariff-plan.ts';
import { previewBills, readHomes } from '../deploy/tariff-preview.ts';
import { readConfig, readPartyConfig, roleOf } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { importAnchors } from '../host/keys/keys.ts';
import { type IntervalGrid, intervalStartMs } from '../protocol/grid/interval.ts';
import { Windows } from '../protocol/grid/windows.ts';
import { formatMoney } from '../protocol/money/amount.ts';
import { componentsOf } from '../protocol/money/document.ts';
import type { Scheme, TariffDocument } from '../schemas/types.ts';
import { readTariffDocument } from '../utility/host/document-files.ts';
import { gridNowMs } from './grid-now.ts';
import { formatWh } from './render/format.ts';
import { jsonText } from './render/output.ts';
import { renderTable } from './render/table.ts';
import { terminalOf } from './render/terminal.ts';

const QUARTERS: IntervalGrid = { intervalSeconds: 900, intervalOffsetSeconds: 0 };
const ASSUMED_METERS = 100;
/** A dynamic tariff is of days: floors that leave each level two hours and three quarters of them. */
const DYNAMIC_MIN_INTERVALS = 11;
const TARIFF_FOLDER = 'tariffs';

interface PlanOptions {
  readonly config?: string | undefined;
  readonly from?: string | undefined;
  readonly windows?: number | undefined;
}

/** What `init` would write, where no config is named. */
function assumedScheme(document: TariffDocument, nowMs: number, grid: IntervalGrid): Scheme {
  const isDynamic = componentsOf(document, 'dynamic').length > 0;
  const floors = floorsFor(ASSUMED_METERS, isDynamic ? DYNAMIC_MIN_INTERVALS : 96);
  const choice = { period: isDynamic ? 'day' : 'month', timeZone: document.timeZone, from: undefined } as const;
  const billing = calendarBilling(choice, nowMs, 2 * floors.minIntervals, grid);
  return createScheme({
    deployment: 'assumed',
    aggregators: 3,
    threshold: 2,
    trust: 'covert',
    ...grid,
    areas: ['area-1'],
    maxMeters: 10_000,
    floors: { ...floors, ...(isDynamic ? { dynamic: true } : {}) },
    firstInterval: billing.firstInterval,
    windowIntervals: 1,
    windows: billing.windows,
    closeAfterSeconds: 3_600,
    graceSeconds: 900,
  });
}

/** A dynamic document without a config is looked at for the days that it has prices of, whenever those are. */
function timeOf(document: TariffDocument, nowMs: number): number {
  const [dynamic] = componentsOf(document, 'dynamic');
  return dynamic === undefined ? nowMs : dynamic.prices.beginsAtSeconds * 1_000 - 1;
}

function planFor(
  document: TariffDocument,
  options: PlanOptions,
  nowMs: number,
): { scheme: Scheme; planned: PlannedTariffs } {
  const config = options.config === undefined ? undefined : readConfig('config-utility', options.config);
  // A window has begun when it has by the utility's own clock, which may be replayed.
  const atMs = config === undefined ? timeOf(document, nowMs) : gridNowMs(config.clock, nowMs);
  const scheme = config?.scheme ?? assumedScheme(document, atMs, QUARTERS);
  const fromMs = options.from === undefined ? atMs : dayBeginsMs(options.from, document.timeZone, '--from');
  const windows = windowsFor(document, scheme, fromMs, options.windows);
  return { scheme, planned: planTariffs(document, scheme, windows, wallClock(document.timeZone), atMs) };
}

/** The own floors of parties. Throws HostError for a config that has none. */
function floorsOf(paths: readonly string[]): FloorOf[] {
  return paths.map((path) => {
    const config = readPartyConfig(path);
    if (config.role !== 'aggregator' && config.role !== 'meter')
      throw new HostError('ERR_USAGE', `--floor-of ${path}: a ${config.role} has no floor of its own`);
    const { deployment, floor, anchors } = config;
    const name = config.role === 'meter' ? 'the meters' : `aggregator ${config.index}`;
    return { name, pins: { deployment, operators: importAnchors(anchors).operators, floor } };
  });
}

/** Throws HostError for a file that is neither a document nor a utility's config. */
export function checkFile(
  file: string,
  options: PlanOptions & { readonly floorOf?: readonly string[] | undefined },
  nowMs: number,
): TariffReport {
  const floors = floorsOf(options.floorOf ?? []);
  if (roleOf(file) !== undefined) return checkTariffs(readConfig('config-utility', file).scheme, floors);
  const document = readTariffDocument(file);
  const { scheme, planned } = planFor(document, options, nowMs);
  return checkDocument(document, scheme, planned, floors);
}

/** Writes the tariffs and the document; what was done. Throws HostError ERR_TARIFF_INVALID for one that would be refused. */
export function addDocument(file: string, options: PlanOptions & { readonly config: string }, nowMs: number): string[] {
  const document = readTariffDocument(file);
  const { scheme, planned } = planFor(document, options, nowMs);
  if (planned.refusal !== undefined)
    throw new HostError(
      'ERR_TARIFF_INVALID',
      `it would be refused (${planned.refusal.code}): ${planned.refusal.reason}`,
    );
  const folder = dirname(resolve(options.config));
  const kept = join(TARIFF_FOLDER, `${document.id}-r${document.revision}-${planned.hash.slice(0, 8)}.json`);
  mkdirSync(join(folder, TARIFF_FOLDER), { recursive: true });
  writeFileSync(join(folder, kept), jsonText(document, 2), { mode: 0o600 });
  const before = `${options.config}.before`;
  copyFileSync(options.config, before);
  // What people wrote into it, comments too, stays.
  const yaml = parseDocument(readFileSync(options.config, 'utf8'));
  yaml.setIn(['scheme', 'tariffs'], yaml.createNode(withTariffs(scheme, planned.tariffs).tariffs));
  const known = readConfig('config-utility', options.config).tariffDocuments;
  yaml.setIn(['tariffDocuments'], yaml.createNode([...new Set([...known, kept])]));
  writeFileSync(options.config, yaml.toString());
  const at = (interval: number): string => new Date(intervalStartMs(interval, scheme)).toISOString();
  const [first, last] = [planned.tariffs[0], planned.tariffs.at(-1)];
  return [
    `${document.title}: tariffs of ${planned.tariffs.length} windows, from ${at(first?.from ?? 0)} to ${at((last?.from ?? 0) + (last?.count ?? 0))}, are in ${options.config}`,
    `(the config of before is ${basename(before)}). Restart the utility: it asks the aggregators to certify them, and meters get the document.`,
  ];
}

interface PreviewOptions {
  readonly homes: string;
  readonly interval?: number | undefined;
  readonly intervalOffset: number;
  readonly config?: string | undefined;
  readonly monthly: boolean;
  readonly json: boolean;
}

/** The bills of homes, as text. Throws HostError and HouseholdError. */
export async function preview(file: string, options: PreviewOptions): Promise<string> {
  const document = readTariffDocument(file);
  const { grid, homes } = await readHomes(options.homes, options.interval, options.intervalOffset);
  const startMs = intervalStartMs(homes.firstInterval, grid);
  const assumed = assumedScheme(document, startMs - 1, grid);
  const whole = { firstInterval: homes.firstInterval, windows: [{ count: 1, intervalCount: homes.intervalCount }] };
  const isDynamic = componentsOf(document, 'dynamic').length > 0;
  const isWhole = !options.monthly && !isDynamic;
  // What it costs is asked here, not whether so short a window may be billed by it; how fine levels are follows from floors.
  const lax = { ...assumed.floors, minIntervals: 1 };
  const floors =
    options.config === undefined
      ? isDynamic
        ? assumed.floors
        : lax
      : readConfig('config-utility', options.config).scheme.floors;
  const scheme: Scheme = { ...assumed, floors, billing: isWhole ? whole : assumed.billing };
  const windows = Windows.of(scheme.billing).between(homes.firstInterval, homes.firstInterval + homes.intervalCount);
  const own = isWhole ? windows : windowsFor(document, scheme, startMs, windows.length);
  const planned = planTariffs(document, scheme, own, wallClock(document.timeZone), startMs);
  if (planned.tariffs.length === 0 || planned.refusal?.code === 'scheme_refused')
    throw new HostError(
      'ERR_TARIFF_INVALID',
      `these homes can't be billed by it: ${planned.refusal?.reason ?? 'no window'}`,
    );
  const bills = previewBills(document, scheme, planned, homes);
  if (options.json)
    return jsonText({ kind: 'tariff-preview', tariff: document.id, revision: document.revision, bills }, 2);
  const terminal = terminalOf(process.stdout, process.env);
  const table = renderTable(
    [
      { title: 'meter' },
      { title: 'window from' },
      { title: 'used', align: 'right' },
      { title: 'net', align: 'right' },
      { title: 'VAT', align: 'right' },
      { title: 'total', align: 'right' },
      ...(isDynamic ? [{ title: 'by the exact price', align: 'right' as const }] : []),
    ],
    bills.map(({ meter, from, importWh, money, exactNetMicro }) => [
      meter,
      new Date(intervalStartMs(from, grid)).toISOString().slice(0, 16).replace('T', ' '),
      formatWh(importWh),
      formatMoney(money.netMicro, document),
      formatMoney(money.vatMicro, document),
      formatMoney(money.totalMicro, document),
      ...(exactNetMicro === undefined ? [] : [`${formatMoney(exactNetMicro, document)} net`]),
    ]),
    terminal,
  );
  const sum = bills.reduce((all, { money }) => all + money.totalMicro, 0);
  return `${table}\n${bills.length} bills, ${formatMoney(sum, document)} together.\n`;
}
