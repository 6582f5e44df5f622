/** `gridshare bill METER`: one bill, for people: on the terminal, or as a page to print. Asks the utility's archive. */
import type { Command } from '@commander-js/extra-typings';
import { HostError } from '../host/base/errors.ts';
import { escaped } from '../host/base/printable.ts';
import { EXPORT_REGISTER, IMPORT_REGISTER } from '../homes/household.ts';
import { indexLogs, withArchive } from '../utility/host/settlement.ts';
import { type ListedBill, listBills } from '../utility/views/figure-list.ts';
import { everyRow } from '../utility/views/slice.ts';
import { writeNew } from './figure-files.ts';
import { areaOption, configOption, fromOption, selectionOf, untilOption } from './options.ts';
import { formatUnits, peopleTime } from './render/format.ts';
import { jsonText, say } from './render/output.ts';
import { invoiceLines, moneyLines } from './settlement/money-text.ts';

/** Rows read at once. */
const LIMIT = 1_000;

const NAMES: Readonly<Record<string, string>> = {
  [IMPORT_REGISTER]: 'Energy drawn (1.8.0)',
  [EXPORT_REGISTER]: 'Energy fed in (2.8.0)',
  '7-0:3.0.0': 'Gas (7-0:3.0.0)',
  '8-0:1.0.0': 'Water (8-0:1.0.0)',
  '6-0:1.0.0': 'Heat (6-0:1.0.0)',
};

const nameOf = (register: string): string => NAMES[register] ?? register;

function textOf(bill: ListedBill): string {
  const { meter, area, begin, end, lines, of, signers } = bill;
  const rows = lines.map(
    ({ register, rate, cells, totalUnits, unit }) =>
      `  ${escaped(nameOf(register))}, rate ${escaped(rate)}: ${formatUnits(totalUnits, unit)} (${cells} of ${of} intervals)`,
  );
  const head = `Bill of ${escaped(meter)} in ${escaped(area)}, ${peopleTime(begin)} to ${peopleTime(end)}`;
  const costs = bill.money === undefined ? [] : moneyLines(bill.money).map((line) => `  ${line}`);
  const number = bill.number === undefined ? [] : [`  number ${bill.number}, bill ${bill.revision} of this window`];
  const notes = invoiceLines(bill.earlier).map((line) => line.slice(2));
  const before = notes.length === 0 ? [] : ['  sent before, and stands no more', ...notes];
  return [
    head,
    ...number,
    ...rows,
    ...costs,
    ...before,
    `  opened from sums of aggregators ${signers.join(', ')}`,
  ].join('\n');
}

export function addBill(program: Command): void {
  program
    .command('bill')
    .description("print one meter's newest verified bill, or write it as a page to print (A4, one sheet)")
    .argument('<meter>', 'meter id')
    .addOption(configOption())
    .addOption(fromOption())
    .addOption(untilOption())
    .addOption(areaOption())
    .option('--html <file>', 'write it as a page to this new file')
    .option('--json', 'print JSON', false)
    .action(async (meter, options) => {
      const { bill, deployment } = withArchive(options.config, (archive, config, documents) => {
        const logs = indexLogs(archive, documents);
        const selection = selectionOf({ ...options, meter });
        const bills = everyRow('bills', (after) =>
          listBills(logs, archive.figures, selection, { limit: LIMIT, after }),
        );
        const verified = [...bills].filter(({ status }) => status === 'verified');
        // By time: a meter that moved has bills in several areas.
        return { bill: verified.toSorted((one, other) => one.from - other.from).at(-1), deployment: config.deployment };
      });
      if (bill === undefined)
        throw new HostError(
          'ERR_BILL_NONE',
          `${escaped(meter)} has no verified bill there: gridshare explain ${escaped(meter)} says why`,
        );
      if (options.html !== undefined) {
        const { billPage } = await import('../utility/exports/bill-page.ts');
        writeNew(options.html, billPage(bill, { deployment, nameOf, amountOf: formatUnits }));
      } else if (options.json) say(jsonText(bill));
      else say(`${textOf(bill)}\n`);
    });
}
