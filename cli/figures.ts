/** `gridshare bills|load`: asks a running or stopped utility's archive. Reads only. */
import type { Command } from '@commander-js/extra-typings';
import { configOption, csvOption } from './options.ts';
import { formatInterval } from './render/format.ts';
import { type Row, printRows } from './render/rows.ts';
import { viewBill } from '../utility/views/bill-view.ts';
import { indexAreas, openArchive } from '../utility/host/settlement.ts';
import type { IndexedArea } from '../utility/views/indexed-area.ts';

/** The set that a figure is of, and who certified it; for programs, a table has no room for hashes. */
function setOf(area: IndexedArea, sequence: number, options: { readonly json: boolean; readonly csv: boolean }): Row {
  if (!options.json && !options.csv) return {};
  const set = area.certified(sequence);
  return {
    entry: sequence,
    setHash: set?.setHash,
    certifiedBy: set?.certifiedBy.join(' '),
    quorum: set?.quorum,
  };
}

export function addBills(program: Command): void {
  program
    .command('bills')
    .description("print every bill of the utility's archive")
    .addOption(configOption())
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .action((options) => {
      const { archive, scheme } = openArchive(options.config);
      const rows = indexAreas(archive, { gridMs: undefined, live: undefined }).flatMap((area) =>
        archive.bills(area.area).flatMap((bill): Row[] => {
          const enrolled = area.log.roster.byIndex(bill.index);
          const view = enrolled === undefined ? undefined : viewBill(area, enrolled, bill);
          const frame = {
            area: area.area,
            window: formatInterval(bill.from, scheme),
            meter: bill.meter,
            status: bill.status,
            reason: bill.reason,
            signers: bill.signers.join(' '),
            differing: bill.differing.join(' '),
          };
          const registers = enrolled?.meter.registers.length ?? 1;
          const coverage = { of: (view?.of ?? 0) / registers, ...setOf(area, bill.sequence, options) };
          if (bill.lines.length === 0)
            return [{ ...frame, register: '', rate: '', intervals: 0, totalWh: undefined, ...coverage }];
          return bill.lines.map((line) => ({
            ...frame,
            register: line.register,
            rate: line.rate,
            intervals: line.cells,
            totalWh: line.totalWh,
            ...coverage,
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
      const rows = indexAreas(archive, { gridMs: undefined, live: undefined }).flatMap((area) =>
        archive.loads(area.area).map((load): Row => ({
          area: area.area,
          interval: formatInterval(load.interval, scheme),
          register: load.register,
          totalWh: load.totalWh,
          meters: load.meters,
          of: load.rosterMeters,
          status: load.status,
          signers: load.signers.join(' '),
          differing: load.differing.join(' '),
          ...setOf(area, load.sequence, options),
        })),
      );
      archive.close();
      printRows(rows, options, 'No load yet: a page is released when its interval is over and its set is certified.');
    });
}
