/**
 * A household's bills, computed again beside its meter: by documents that the pinned utility signed, and by the clock on the wall that
 * they mean. For `gridshare meter bill` and the household's page. [P-7.6.7, P-8.8]
 */
import { codeOf } from '../../host/base/errors.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { importAnchors } from '../../host/keys/keys.ts';
import { isTariffBy } from '../../protocol/money/document.ts';
import { TariffCompiler, type WallClock } from '../../protocol/money/compile.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import type { MeterConfig, Scheme, SignedTariff, Tariff, TariffDocument } from '../../schemas/types.ts';
import type { HeardBills } from '../received-bills.ts';
import type { MeterBooks } from '../views/own-books.ts';
import { type OwnBillView, viewOwnBills } from '../views/own-bills.ts';

export class BillChecker {
  private readonly config: Pick<MeterConfig, 'deployment' | 'anchors'>;
  /** What was found of a certified calendar, which never changes: a page asks again and again. */
  private readonly calendars = new Map<string, string | undefined>();

  constructor(config: Pick<MeterConfig, 'deployment' | 'anchors'>) {
    this.config = config;
  }

  /** The oldest first; none while no scheme is known. `tariffs`: as they came, by their hash. `heard`: of the running meter. */
  async check(
    books: MeterBooks,
    registers: readonly string[],
    scheme: Scheme | undefined,
    tariffs: ReadonlyMap<string, SignedTariff>,
    heard?: HeardBills,
  ): Promise<OwnBillView[]> {
    if (scheme === undefined) return [];
    const documents = this.signed(tariffs);
    const bills: OwnBillView[] = [];
    for (const bill of viewOwnBills(books, registers, scheme, documents, heard)) {
      const problem = bill.cost !== 'not-billed' ? await this.calendarProblem(bill.from, scheme, documents) : undefined;
      const findings = [...bill.findings, `calendar: ${problem}`];
      bills.push(problem === undefined ? bill : { ...bill, cost: 'differs', findings });
    }
    return bills;
  }

  /** Those that the pinned utility signed. */
  private signed(tariffs: ReadonlyMap<string, SignedTariff>): Map<string, TariffDocument> {
    const { signers } = importAnchors(this.config.anchors);
    const documents = new Map<string, TariffDocument>();
    for (const [hash, tariff] of tariffs) {
      if (tariff.deployment === this.config.deployment && isTariffBy(nodeCrypto, signers.utility, tariff))
        documents.set(hash, tariff.document);
    }
    return documents;
  }

  /** Whether the rates that intervals have are those that the document means by the clock on the wall; in words if not. */
  private async calendarProblem(
    from: number,
    scheme: Scheme,
    documents: ReadonlyMap<string, TariffDocument>,
  ): Promise<string | undefined> {
    const tariff = scheme.tariffs.find((one) => one.from === from);
    const document = tariff?.document === undefined ? undefined : documents.get(tariff.document);
    if (tariff?.document === undefined || document === undefined) return undefined;
    const key = canonicalJson(tariff);
    if (!this.calendars.has(key))
      this.calendars.set(key, await calendarProblemOf(tariff, document, tariff.document, scheme));
    return this.calendars.get(key);
  }
}

async function calendarProblemOf(
  tariff: Tariff,
  document: TariffDocument,
  hash: string,
  scheme: Scheme,
): Promise<string | undefined> {
  // A calendar is some megabytes: only who has a tariff loads it.
  const { wallClock } = await import('../../deploy/calendar.ts');
  const clock = zoneClock(wallClock, document.timeZone);
  if (clock === undefined) return `no zone ${document.timeZone} is known here`;
  const compiled = new TariffCompiler(document, hash, scheme, clock).compile({
    from: tariff.from,
    count: tariff.count,
  });
  if ('problem' in compiled) return compiled.problem;
  const { id: _own, ...own } = compiled.tariff;
  const { id: _its, ...its } = tariff;
  return canonicalJson(own) === canonicalJson(its)
    ? undefined
    : `the certified rates of the window are not those that ${document.title} means by the clock of ${document.timeZone}`;
}

/** Undefined for a zone that this device's calendar does not have. */
function zoneClock(clockOf: (timeZone: string) => WallClock, timeZone: string): WallClock | undefined {
  try {
    return clockOf(timeZone);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
