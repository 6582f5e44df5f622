/** What a bill costs, as lines of text: quantities, prices with all their digits, amounts as people read them. */
import { escaped } from '../../host/base/printable.ts';
import { formatMoney } from '../../protocol/money/amount.ts';
import type { MoneyBill, MoneyLine } from '../../schemas/types.ts';
import type { Invoice } from '../../utility/views/invoice-list.ts';
import { formatWh, plural } from '../render/format.ts';

const DAY_SECONDS = 86_400;
const TEXT_WIDTH = 34;
const AMOUNT_WIDTH = 14;

function quantityOf({ units, seconds, tier, rate }: MoneyLine): string {
  if (seconds !== undefined)
    return seconds % DAY_SECONDS === 0 ? plural(seconds / DAY_SECONDS, 'day') : plural(seconds, 'second');
  const of = units === undefined ? '' : formatWh(units);
  if (tier !== undefined)
    return `${of} ${tier.untilWh === undefined ? `above ${tier.fromWh / 1_000} kWh` : `up to ${tier.untilWh / 1_000} kWh`}`;
  return rate === undefined ? of : `${of} ${rate}`;
}

function priceOf({ microPerKwh, microPerDay }: MoneyLine, { currency }: MoneyBill): string {
  const exact = (micro: number): string => formatMoney(micro, { currency, decimals: 6 }).replace(/0{1,4} /, ' ');
  if (microPerDay !== undefined) return ` x ${exact(microPerDay)} a day`;
  return microPerKwh === undefined ? '' : ` x ${exact(microPerKwh)}/kWh`;
}

function row(text: string, amount: string): string {
  return `${text.padEnd(TEXT_WIDTH)} ${amount.padStart(AMOUNT_WIDTH)}`;
}

/** A line for each of the bill's, tax, and what is due. */
export function moneyLines(money: MoneyBill): string[] {
  const texts = money.lines.map((line) => {
    const what = `${quantityOf(line)}${priceOf(line, money)}`.trim();
    return [`${escaped(line.text)}${what === '' ? '' : `: ${what}`}`, formatMoney(line.netMicro, money)] as const;
  });
  const vat = money.vat
    .filter(({ vatPpm }) => vatPpm > 0)
    .map(
      ({ vatPpm, netMicro, vatMicro }) =>
        [`VAT ${vatPpm / 10_000} % of ${formatMoney(netMicro, money)}`, formatMoney(vatMicro, money)] as const,
    );
  const due = ['total', formatMoney(money.totalMicro, money)] as const;
  const all = [...texts, ...vat, due];
  const width = Math.max(TEXT_WIDTH, ...all.map(([text]) => text.length));
  return all.map(([text, amount]) => row(text.padEnd(width), amount));
}

/** What was sent, one line each. */
export function invoiceLines(invoices: readonly Invoice[]): string[] {
  return invoices.map(({ number, kind, run, reason, of, money }) => {
    const amount = money === undefined ? 'no amounts' : formatMoney(money.totalMicro, money);
    const what =
      kind === 'bill' ? `bill ${number}, of entry ${run}` : `credit note ${number} over ${of ?? ''} (${reason ?? ''})`;
    return `    ${escaped(what)}: ${amount}`;
  });
}
