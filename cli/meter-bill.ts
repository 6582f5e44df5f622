/** `gridshare meter bill`: a household's bills, computed again from its own readings and the signed tariff. [P-7.6.7, P-8.8] */
import { readConfig } from '../host/base/config.ts';
import { escaped } from '../host/base/printable.ts';
import { BillChecker } from '../meter/host/checked-bills.ts';
import { readLive } from '../meter/host/live.ts';
import type { OwnBillView } from '../meter/views/own-bills.ts';
import { EXIT } from './exit.ts';
import { openMeter } from './opened-meter.ts';
import { peopleTime } from './render/format.ts';
import { jsonText, say } from './render/output.ts';
import { moneyLines } from './settlement/money-text.ts';
import { formatUnits, plural } from './render/format.ts';

interface BillOptions {
  readonly config: string;
  readonly meter?: string | undefined;
  readonly json: boolean;
}

function showBill(bill: OwnBillView): string[] {
  const amounts = bill.money === undefined ? [] : moneyLines(bill.money);
  const own =
    bill.cost === 'differs' && bill.ownMoney !== undefined
      ? ['by the signed tariff it is:', ...moneyLines(bill.ownMoney)]
      : [];
  return [
    `${escaped(bill.meter)}, ${peopleTime(bill.begin)} to ${peopleTime(bill.end)}`,
    ...bill.lines.map(
      ({ register, rate, totalUnits, unit, cells }) =>
        `  ${register}  ${formatUnits(totalUnits, unit)} at rate ${rate}, ${plural(cells, 'interval')}`,
    ),
    ...[...amounts, ...own].map((line) => `  ${line}`),
    ...bill.findings.map((finding) => `  ${escaped(finding)}`),
    '',
  ];
}

/** Says what every bill is; the exit code says whether all are what they should be. Throws HostError. */
export async function showBills(options: BillOptions): Promise<void> {
  const { state, books, keys, scheme, tariffs } = openMeter(options.config, options.meter);
  // What does not foot is in no book: the running meter tells it.
  const heard = (await readLive(state))?.heardBills?.[books.meter];
  const checker = new BillChecker(readConfig('config-meter', options.config));
  const bills = await checker.check(books, keys.registers, scheme, tariffs, heard);
  const isWrong = bills.some(
    ({ energy, cost, open }) => energy === 'differs' || cost === 'differs' || open !== undefined,
  );
  if (options.json) say(jsonText({ kind: 'meter-bills', meter: books.meter, bills }, 2));
  else if (bills.length === 0) say(`${escaped(books.meter)} has no bill yet.\n`);
  else say(bills.flatMap(showBill).join('\n'));
  process.exitCode = isWrong ? EXIT.notExact : EXIT.ok;
}
