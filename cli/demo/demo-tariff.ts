/** What energy costs in a demo: one price, a base charge and a credit for the roof, unless a document says otherwise. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wallClock } from '../../deploy/calendar.ts';
import { planTariffs, withTariffs } from '../../deploy/tariff-plan.ts';
import { HostError } from '../../host/base/errors.ts';
import { intervalStartMs } from '../../protocol/grid/interval.ts';
import { Windows } from '../../protocol/grid/windows.ts';
import { type TariffDocuments, moneyOf } from '../../protocol/money/price.ts';
import type { MoneyBill, Scheme, TariffDocument } from '../../schemas/types.ts';
import type { BillFigure } from '../../utility/archive.ts';

/** In the utility's folder. */
export const TARIFF_FILE = 'tariff.json';

export const DEMO_TARIFF: TariffDocument = {
  version: 1,
  id: 'demo',
  revision: 1,
  title: 'One price',
  currency: 'EUR',
  decimals: 2,
  timeZone: 'UTC',
  components: [
    { id: 'energy', title: 'Energy', kind: 'flat', vatPpm: 190_000, microPerKwh: 270_000 },
    { id: 'base', title: 'Base charge', kind: 'standing', vatPpm: 190_000, per: 'day', micro: 350_000 },
    { id: 'feed-in', title: 'Feed-in', kind: 'export', vatPpm: 0, microPerKwh: 78_600 },
  ],
};

/** Writes the document to where the utility's config has it. */
export function writeTariff(utilityFolder: string, documents: TariffDocuments): void {
  for (const document of documents.values())
    writeFileSync(join(utilityFolder, TARIFF_FILE), JSON.stringify(document), { mode: 0o600 });
}

/** The scheme with the document's tariff for its window. Throws HostError ERR_TARIFF_INVALID. */
export function pricedScheme(
  scheme: Scheme,
  document: TariffDocument,
): { readonly scheme: Scheme; readonly documents: TariffDocuments } {
  const { firstInterval } = scheme.billing;
  const window = Windows.of(scheme.billing).from(firstInterval);
  const startMs = intervalStartMs(firstInterval, scheme);
  const { tariffs, hash, refusal } = planTariffs(document, scheme, [window], wallClock(document.timeZone), startMs);
  if (refusal !== undefined)
    throw new HostError(
      'ERR_TARIFF_INVALID',
      `--tariff: the demo's window can't have it (${refusal.code}): ${refusal.reason}`,
    );
  return { scheme: withTariffs(scheme, tariffs), documents: new Map([[hash, document]]) };
}

/** What a bill of the demo costs; undefined while there is none. */
export function moneyOfBill(
  { plan, documents }: { readonly plan: { readonly scheme: Scheme }; readonly documents: TariffDocuments },
  figure: BillFigure | undefined,
): MoneyBill | undefined {
  if (figure?.status !== 'verified') return undefined;
  const window = { from: figure.from, count: figure.count };
  return moneyOf(documents, plan.scheme, { window, enrolled: window, totals: figure.lines });
}
