/** `gridshare balance`: what each area's feeder meter drew against what its meters reported. Reads only. [P-11] */
import type { Command } from '@commander-js/extra-typings';
import { besideConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { readFeeders } from '../utility/host/feeders.ts';
import { indexAreas, openArchive } from '../utility/host/settlement.ts';
import type { BalanceView, IntervalBalance } from '../utility/views/balance-view.ts';
import { everyRow } from '../utility/views/slice.ts';
import { listBalances } from '../utility/views/window-list.ts';
import { areaOption, configOption, csvOption, fromOption, selectionOf, untilOption } from './options.ts';
import { formatWh, peopleTime } from './render/format.ts';
import { type Row, printRecords } from './render/forms.ts';

/** Windows looked at together. */
const LIMIT = 100;
const EMPTY = 'No area of the archive has a feeder meter.';

type Window = Omit<BalanceView, 'intervals'>;
type Interval = IntervalBalance & { readonly area: string };

const readable = (wh: number | undefined): string | undefined => (wh === undefined ? undefined : formatWh(wh));

/** Sums over no interval at all are no figures. */
function sumsOf({ compared, feederWh, exportWh, loadWh, balanceWh, percent }: Window) {
  return compared === 0
    ? { feederWh: undefined, exportWh: undefined, loadWh: undefined, balanceWh: undefined, percent: undefined }
    : { feederWh, exportWh, loadWh, balanceWh, percent };
}

function windowCsv(view: Window): Row[] {
  const { area, begin, end, compared, count, thinPages, reason } = view;
  return [{ area, begin, end, ...sumsOf(view), compared, of: count, thinPages, reason }];
}

function windowTable(view: Window): Row[] {
  const { percent, ...sums } = sumsOf(view);
  const shown = Object.fromEntries(Object.entries(sums).map(([name, wh]) => [name, readable(wh)]));
  const rest = { percent, compared: `${view.compared}/${view.count}`, thin: view.thinPages };
  return [{ area: view.area, window: peopleTime(view.begin), ...shown, ...rest }];
}

function intervalCsv({ area, begin, end, feederWh, loadWh, balanceWh, lacking, isThin }: Interval): Row[] {
  return [{ area, begin, end, feederWh, loadWh, balanceWh, lacking, thin: isThin }];
}

function intervalTable({ area, begin, feederWh, loadWh, balanceWh, lacking, isThin }: Interval): Row[] {
  const shown = { feederWh: readable(feederWh), loadWh: readable(loadWh), balanceWh: readable(balanceWh) };
  return [{ area, interval: peopleTime(begin), ...shown, lacking, thin: isThin }];
}

export function addBalance(program: Command): void {
  program
    .command('balance')
    .description(
      "compare each area's feeder meter with what its meters reported: losses, theft and lying meters as a number",
    )
    .addOption(configOption())
    .option('--intervals', 'a row for each interval instead of each window', false)
    .addOption(fromOption())
    .addOption(untilOption())
    .addOption(areaOption())
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .addHelpText(
      'after',
      `
The config names the file of feeder readings (feeders: FILE.csv; columns meter_id, timestamp, wh and, optionally, export_wh, where
meter_id is the area). A page is thin where fewer meters lack than a load may have: with a feeder, what they used is nearly known.`,
    )
    .action(async (options) => {
      const views = await balancesOf(options.config, selectionOf(options));
      const windows = views.map(({ intervals: _intervals, ...view }): Window => view);
      const intervals = views.flatMap(({ area, intervals: all }) => all.map((one): Interval => ({ area, ...one })));
      if (options.intervals)
        printRecords({ records: intervals, csv: intervalCsv, table: intervalTable, empty: EMPTY }, options);
      else printRecords({ records: windows, csv: windowCsv, table: windowTable, empty: EMPTY }, options);
    });
}

async function balancesOf(configPath: string, selection: Parameters<typeof listBalances>[2]): Promise<BalanceView[]> {
  const { config, archive, scheme } = openArchive(configPath);
  try {
    if (config.feeders === undefined)
      throw new HostError(
        'ERR_CONFIG_FEEDERS',
        `${configPath} names no feeder meters: set feeders to a CSV file of their readings`,
      );
    const feeders = await readFeeders(besideConfig(configPath, config.feeders), scheme);
    const areas = indexAreas(archive, { gridMs: undefined, live: undefined });
    return [...everyRow('balances', (after) => listBalances(areas, feeders, selection, { limit: LIMIT, after }))];
  } finally {
    archive.close();
  }
}
