/**
 * What a meter's household was ever sent for a window: a bill for each time that totals were opened, and a credit note over it
 * where a later figure takes it back. Figures are never changed, so neither is what was sent. [P-7.6, P-8.8]
 */
import { type Span, spanOf } from '../../protocol/grid/span.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import { type UnitLine, withUnits } from '../../protocol/grid/register.ts';
import type { EnrolledMeter } from '../../protocol/grid/roster.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { type TariffDocuments, enrolledIn, moneyOf } from '../../protocol/money/price.ts';
import type { MoneyBill, Scheme } from '../../schemas/types.ts';
import type { BillFigure } from '../archive.ts';

export interface Invoice extends Window, Span {
  /** Of its kind, area, meter, window and revision: never two of one. */
  readonly number: string;
  readonly kind: 'bill' | 'credit-note';
  /** Of the meter's bill of this window, from 1 on. */
  readonly revision: number;
  /** Number of the certified entry that the totals are of. */
  readonly run: number;
  /** Of a credit note: the bill that it takes back, and why. */
  readonly of?: string;
  readonly reason?: string;
  readonly lines: readonly UnitLine[];
  /** Undefined where no document says what the window costs. Of a credit note all amounts have the other sign. */
  readonly money: MoneyBill | undefined;
}

function minus(micro: number): number {
  return micro === 0 ? 0 : -micro;
}

/** The same with every amount taken back. */
export function credited(money: MoneyBill): MoneyBill {
  return {
    ...money,
    lines: money.lines.map((line) => ({ ...line, netMicro: minus(line.netMicro) })),
    vat: money.vat.map((sum) => ({ ...sum, netMicro: minus(sum.netMicro), vatMicro: minus(sum.vatMicro) })),
    netMicro: minus(money.netMicro),
    vatMicro: minus(money.vatMicro),
    totalMicro: minus(money.totalMicro),
  };
}

/** What figures of one meter and window, the oldest first, made of its bill. */
export function invoicesOfWindow(
  area: string,
  scheme: Scheme,
  documents: TariffDocuments,
  enrolled: EnrolledMeter,
  figures: readonly BillFigure[],
): Invoice[] {
  const invoices: Invoice[] = [];
  let standing: Invoice | undefined;
  for (const figure of figures) {
    const window = { from: figure.from, count: figure.count };
    const isOpened = figure.status === 'verified';
    if (isOpened && standing !== undefined && canonicalJson(figure.lines) === canonicalJson(linesOf(standing)))
      continue;
    if (!isOpened && standing === undefined) continue;
    if (standing !== undefined) {
      const { of: _of, ...bill } = standing;
      invoices.push({
        ...bill,
        number: `${bill.number}-c`,
        kind: 'credit-note',
        of: bill.number,
        reason: isOpened ? 'other totals were opened' : `the bill is ${figure.status}: ${figure.reason}`,
        money: bill.money && credited(bill.money),
      });
      standing = undefined;
    }
    if (!isOpened) continue;
    const revision = invoices.filter(({ kind }) => kind === 'bill').length + 1;
    standing = {
      number: `${area}-${figure.meter}-${figure.from}-${revision}`,
      kind: 'bill',
      revision,
      run: figure.sequence,
      ...window,
      ...spanOf(window, scheme),
      lines: withUnits(figure.lines, scheme),
      money: moneyOf(documents, scheme, {
        window,
        enrolled: enrolledIn(window, enrolled.from, enrolled.until),
        totals: figure.lines,
      }),
    };
    invoices.push(standing);
  }
  return invoices;
}

function linesOf({ lines }: Invoice): unknown {
  return lines.map(({ unit: _unit, ...line }) => line);
}

/** Of every window, in order. `history`: every figure of the meter's bills under one enrolment, the oldest first. */
export function listInvoices(
  area: string,
  scheme: Scheme,
  documents: TariffDocuments,
  enrolled: EnrolledMeter,
  history: readonly BillFigure[],
): Invoice[] {
  return [...Map.groupBy(history, ({ from }) => from)]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([, figures]) => invoicesOfWindow(area, scheme, documents, enrolled, figures));
}
