/** `gridshare bills|load`: asks a running or stopped utility's archive. Reads only. */
import type { Command } from '@commander-js/extra-typings';
import { type ArchiveReader } from '../utility/host/archive-reader.ts';
import { indexLogs, openArchive } from '../utility/host/settlement.ts';
import { type ListedBill, type ListedLoad, listBills, listLoads } from '../utility/views/figure-list.ts';
import type { Certified } from '../utility/views/log-index.ts';
import { everyRow } from '../utility/views/slice.ts';
import { areaOption, configOption, csvOption, fromOption, selectionOf, untilOption } from './options.ts';
import { type Row, printRecords } from './render/forms.ts';
import { peopleTime } from './render/format.ts';

/** Rows read at once. */
const LIMIT = 1_000;

function setCells(set: Certified | undefined): Row {
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

/** Reads an archive and closes it. */
function withArchive<T>(configPath: string, read: (archive: ArchiveReader) => T): T {
  const { archive } = openArchive(configPath);
  try {
    // What is read part by part is of one moment all the same.
    archive.holdSnapshot();
    return read(archive);
  } finally {
    archive.close();
  }
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
    .action((options) => {
      const records = withArchive(options.config, (archive) => {
        const logs = indexLogs(archive);
        const selection = selectionOf(options);
        return [...everyRow('bills', (after) => listBills(logs, archive.figures, selection, { limit: LIMIT, after }))];
      });
      const empty = 'No bill yet: a bill is released when its window is over and every page of it is closed.';
      printRecords({ records, csv: billCsv, table: billTable, empty }, options);
    });
}

function loadCsv(load: ListedLoad): Row[] {
  const { area, begin, end, register, totalUnits, unit, meters, of, status, reason, set } = load;
  const [signers, differing] = [load.signers.join(' '), load.differing.join(' ')];
  const figure = { area, begin, end, register, totalUnits, unit, meters, of, status, reason, signers, differing };
  return [{ ...figure, ...setCells(set) }];
}

function loadTable(load: ListedLoad): Row[] {
  const { area, begin, register, totalUnits, unit, meters, of, status, signers, differing } = load;
  const who = { signers: signers.join(' '), differing: differing.join(' ') };
  return [{ area, interval: peopleTime(begin), register, totalUnits, unit, meters, of, status, ...who }];
}

export function addLoad(program: Command): void {
  program
    .command('load')
    .description("print the load of every area and interval of the utility's archive")
    .addOption(configOption())
    .addOption(fromOption())
    .addOption(untilOption())
    .addOption(areaOption())
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .action((options) => {
      const records = withArchive(options.config, (archive) => {
        const logs = indexLogs(archive);
        const selection = selectionOf(options);
        return [...everyRow('loads', (after) => listLoads(logs, archive.figures, selection, { limit: LIMIT, after }))];
      });
      const empty = 'No load yet: a page is released when its interval is over and its set is certified.';
      printRecords({ records, csv: loadCsv, table: loadTable, empty }, options);
    });
}
