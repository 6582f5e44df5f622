/** `gridshare bills|load`: asks a running or stopped utility's archive. Reads only. */
import type { Command } from '@commander-js/extra-typings';
import { configOption, csvOption } from './options.ts';
import { formatInterval } from './render/format.ts';
import { type Row, printRows } from './render/rows.ts';
import { openArchive } from './settlement/read.ts';

export function addBills(program: Command): void {
  program
    .command('bills')
    .description("print every bill of the utility's archive")
    .addOption(configOption())
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .action((options) => {
      const { archive, scheme } = openArchive(options.config);
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
      printRows(
        rows,
        options,
        'No bill yet: a bill is released when its window is over and every page of it is closed.',
      );
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
      const { archive, scheme } = openArchive(options.config);
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
      printRows(rows, options, 'No load yet: a page is released when its interval is over and its set is certified.');
    });
}
