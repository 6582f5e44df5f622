/** `gridshare balance`: what each area's feeder meter drew against what its meters reported. Reads only. [P-11] */
import type { Command } from '@commander-js/extra-typings';
import { besideConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import type { IntervalGrid } from '../protocol/grid/interval.ts';
import { configOption, csvOption } from './options.ts';
import { formatInterval, formatWh } from './render/format.ts';
import { type Row, printRows } from './render/rows.ts';
import { type BalanceView, viewBalance } from '../utility/views/balance-view.ts';
import { readFeeders } from '../utility/host/feeders.ts';
import { indexAreas, openArchive } from '../utility/host/settlement.ts';
import { windowsOf } from '../utility/views/area-view.ts';

type Show = (wh: number | undefined) => Row[string];

function windowRow(view: BalanceView, grid: IntervalGrid, show: Show, isForPeople: boolean): Row {
  const sum = (wh: number | undefined): Row[string] => show(view.compared === 0 ? undefined : wh);
  const row = {
    area: view.area,
    window: formatInterval(view.from, grid),
    feederWh: sum(view.feederWh),
    exportWh: sum(view.exportWh),
    loadWh: sum(view.loadWh),
    balanceWh: sum(view.balanceWh),
    percent: view.percent,
  };
  // A table has no room for sentences.
  if (isForPeople) return { ...row, compared: `${view.compared}/${view.count}`, thin: view.thinPages };
  return { ...row, compared: view.compared, of: view.count, thinPages: view.thinPages, reason: view.reason };
}

function intervalRows(view: BalanceView, grid: IntervalGrid, show: (wh: number | undefined) => Row[string]): Row[] {
  return view.intervals.map((one) => ({
    area: view.area,
    interval: formatInterval(one.interval, grid),
    feederWh: show(one.feederWh),
    loadWh: show(one.loadWh),
    balanceWh: show(one.balanceWh),
    lacking: one.lacking,
    thin: one.isThin,
  }));
}

export function addBalance(program: Command): void {
  program
    .command('balance')
    .description(
      "compare each area's feeder meter with what its meters reported: losses, theft and lying meters as a number",
    )
    .addOption(configOption())
    .option('--intervals', 'a row for each interval instead of each window', false)
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .addHelpText(
      'after',
      `
The config names the file of feeder readings (feeders: FILE.csv; columns meter_id, timestamp, wh and, optionally, export_wh, where
meter_id is the area). A page is thin where fewer meters lack than a load may have: with a feeder, what they used is nearly known.`,
    )
    .action(async (options) => {
      const { config, archive, scheme } = openArchive(options.config);
      try {
        if (config.feeders === undefined)
          throw new HostError(
            'ERR_CONFIG_FEEDERS',
            `${options.config} names no feeder meters: set feeders to a CSV file of their readings`,
          );
        const feeders = await readFeeders(besideConfig(options.config, config.feeders), scheme);
        const isForPeople = !options.json && !options.csv;
        const show = (wh: number | undefined): Row[string] => (wh === undefined || !isForPeople ? wh : formatWh(wh));
        const rows = indexAreas(archive, { gridMs: undefined, live: undefined }).flatMap((area) => {
          const feeder = feeders.get(area.area);
          if (feeder === undefined) return [];
          const views = windowsOf(area).map((window) => viewBalance(area, feeder, window));
          return options.intervals
            ? views.flatMap((view) => intervalRows(view, scheme, show))
            : views.map((view) => windowRow(view, scheme, show, isForPeople));
        });
        printRows(rows, options, 'No area of the archive has a feeder meter.');
      } finally {
        archive.close();
      }
    });
}
