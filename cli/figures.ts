/** `gridshare bills`: asks a running or stopped utility's archive. Reads only. */
import type { Command } from '@commander-js/extra-typings';
import { indexLogs, withArchive } from '../utility/host/settlement.ts';
import { type ListedBill, listBills } from '../utility/views/figure-list.ts';
import type { Certified } from '../utility/views/log-index.ts';
import { everyRow } from '../utility/views/slice.ts';
import { espiFrame, espiOption, parquetOption, writeNew, writeParquet } from './figure-files.ts';
import { areaOption, configOption, csvOption, fromOption, selectionOf, untilOption } from './options.ts';
import { type Row, printRecords } from './render/forms.ts';
import { peopleTime } from './render/format.ts';

/** Rows read at once. */
const LIMIT = 1_000;

export function setCells(set: Certified | undefined): Row {
  return {
    entry: set?.sequence,
    setHash: set?.setHash,
    certifiedBy: set?.certifiedBy.join(' '),
    quorum: set?.quorum,
  };
}

/** One row for each line; one without figures where there is none. */
function billRows(bill: ListedBill, frame: Row, rest: Row): Row[] {
  if (bill.lines.length === 0)
    return [{ ...frame, register: '', rate: '', intervals: 0, totalUnits: undefined, unit: '', ...rest }];
  return bill.lines.map(({ register, rate, cells, totalUnits, unit }) => ({
    ...frame,
    register,
    rate,
    intervals: cells,
    totalUnits,
    unit,
    ...rest,
  }));
}

function billCsv(bill: ListedBill): Row[] {
  const { area, begin, end, meter, keyEpoch, status, reason, of, set } = bill;
  const [signers, differing] = [bill.signers.join(' '), bill.differing.join(' ')];
  const frame = { area, begin, end, meter, keyEpoch, status, reason, signers, differing };
  return billRows(bill, frame, { of, ...setCells(set) });
}

function billTable(bill: ListedBill): Row[] {
  const { area, begin, meter, status, reason, signers, differing, of } = bill;
  const told = { status, reason, signers: signers.join(' '), differing: differing.join(' ') };
  return billRows(bill, { area, window: peopleTime(begin), meter, ...told }, { of });
}

export function addBills(program: Command): void {
  program
    .command('bills')
    .description("print the bills of the utility's archive, window by window")
    .addOption(configOption())
    .addOption(fromOption())
    .addOption(untilOption())
    .addOption(areaOption())
    .option('--meter <id>', 'of this meter only')
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .addOption(parquetOption())
    .addOption(espiOption())
    .action(async (options) => {
      const { records, scheme } = withArchive(options.config, (archive, { scheme: own }) => {
        const logs = indexLogs(archive);
        const selection = selectionOf(options);
        const all = everyRow('bills', (after) => listBills(logs, archive.figures, selection, { limit: LIMIT, after }));
        return { records: [...all], scheme: own };
      });
      if (options.parquet !== undefined) return writeParquet(options.parquet, records.flatMap(billCsv));
      if (options.espi !== undefined) {
        const { billsAsEspi } = await import('../utility/exports/espi.ts');
        return writeNew(options.espi, billsAsEspi(records, espiFrame(scheme, Date.now())));
      }
      const empty = 'No bill yet: a bill is released when its window is over and every page of it is closed.';
      printRecords({ records, csv: billCsv, table: billTable, empty }, options);
    });
}
