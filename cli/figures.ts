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
import { formatMoney } from '../protocol/money/amount.ts';

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

/** Amounts are of the whole bill: they stand on its first row, so that a column adds up. */
const AMOUNTS = ['netMicro', 'vatMicro', 'totalMicro', 'currency', 'cost'];

function emptied(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, names.includes(name) ? undefined : cell]));
}

/** One row for each line; one without figures where there is none. */
function billRows(bill: ListedBill, frame: Row, rest: Row): Row[] {
  if (bill.lines.length === 0)
    return [{ ...frame, register: '', rate: '', intervals: 0, totalUnits: undefined, unit: '', ...rest }];
  return bill.lines.map(({ register, rate, cells, totalUnits, unit }, at) => ({
    ...frame,
    register,
    rate,
    intervals: cells,
    totalUnits,
    unit,
    ...(at === 0 ? rest : emptied(rest, AMOUNTS)),
  }));
}

function billCsv(bill: ListedBill): Row[] {
  const { area, begin, end, meter, keyEpoch, status, reason, of, set } = bill;
  const [signers, differing] = [bill.signers.join(' '), bill.differing.join(' ')];
  const frame = { area, begin, end, meter, keyEpoch, status, reason, signers, differing };
  const { money } = bill;
  const credits = bill.earlier.filter(({ kind }) => kind === 'credit-note').map(({ number }) => number);
  const amounts = {
    netMicro: money?.netMicro,
    vatMicro: money?.vatMicro,
    totalMicro: money?.totalMicro,
    currency: money?.currency,
    number: bill.number,
    revision: bill.revision,
    creditNotes: credits.join(' '),
  };
  return billRows(bill, frame, { of, ...amounts, ...setCells(set) });
}

function billTable(bill: ListedBill): Row[] {
  const { area, begin, meter, status, reason, signers, differing, of } = bill;
  const told = { status, reason, signers: signers.join(' '), differing: differing.join(' ') };
  const cost = bill.money === undefined ? '' : formatMoney(bill.money.totalMicro, bill.money);
  return billRows(bill, { area, window: peopleTime(begin), meter, ...told }, { of, cost });
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
      const { records, scheme } = withArchive(options.config, (archive, { scheme: own }, documents) => {
        const logs = indexLogs(archive, documents);
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
