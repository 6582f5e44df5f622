/** `gridshare meter bill`: a household's bills, computed again from its own readings and the signed tariff. [P-7.6.7, P-8.8] */
import { readConfig } from '../host/base/config.ts';
import { escaped } from '../host/base/printable.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { importAnchors } from '../host/keys/keys.ts';
import { type OwnBillView, viewOwnBills } from '../meter/views/own-bills.ts';
import { isTariffBy } from '../protocol/money/document.ts';
import { TariffCompiler } from '../protocol/money/compile.ts';
import type { Scheme, SignedTariff, TariffDocument } from '../schemas/types.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
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

/** Those that the pinned utility signed. */
function signedDocuments(configPath: string, tariffs: ReadonlyMap<string, SignedTariff>): Map<string, TariffDocument> {
  const config = readConfig('config-meter', configPath);
  const { signers } = importAnchors(config.anchors);
  const documents = new Map<string, TariffDocument>();
  for (const [hash, tariff] of tariffs) {
    if (tariff.deployment === config.deployment && isTariffBy(nodeCrypto, signers.utility, tariff))
      documents.set(hash, tariff.document);
  }
  return documents;
}

/** Whether the rates that intervals have are those that the document means by the clock on the wall; in words if not. */
async function calendarProblem(from: number, scheme: Scheme, documents: ReadonlyMap<string, TariffDocument>) {
  const tariff = scheme.tariffs.find((one) => one.from === from);
  const document = tariff?.document === undefined ? undefined : documents.get(tariff.document);
  if (tariff?.document === undefined || document === undefined) return undefined;
  const { wallClock } = await import('../deploy/calendar.ts');
  const compiler = new TariffCompiler(document, tariff.document, scheme, wallClock(document.timeZone));
  const compiled = compiler.compile({ from, count: tariff.count });
  if ('problem' in compiled) return compiled.problem;
  const { id: _own, ...own } = compiled.tariff;
  const { id: _its, ...its } = tariff;
  return canonicalJson(own) === canonicalJson(its)
    ? undefined
    : `the certified rates of the window are not those that ${document.title} means by the clock of ${document.timeZone}`;
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
  const { books, keys, scheme, tariffs } = openMeter(options.config, options.meter);
  const documents = signedDocuments(options.config, tariffs);
  const bills: OwnBillView[] = [];
  for (const bill of scheme === undefined ? [] : viewOwnBills(books, keys.registers, scheme, documents)) {
    const problem = scheme === undefined ? undefined : await calendarProblem(bill.from, scheme, documents);
    bills.push(
      problem === undefined ? bill : { ...bill, cost: 'differs', findings: [...bill.findings, `calendar: ${problem}`] },
    );
  }
  const isWrong = bills.some(({ energy, cost }) => energy === 'differs' || cost === 'differs');
  if (options.json) say(jsonText({ kind: 'meter-bills', meter: books.meter, bills }, 2));
  else if (bills.length === 0) say(`${escaped(books.meter)} has no bill yet.\n`);
  else say(bills.flatMap(showBill).join('\n'));
  process.exitCode = isWrong ? EXIT.notExact : EXIT.ok;
}
