/** What a line of a bill is of, as people read it: a quantity, and its price with all its digits. */
import type { MoneyBill, MoneyLine } from '../../schemas/types.ts';
import { formatMoney } from './amount.ts';

const DAY_SECONDS = 86_400;

/** 12345 -> "12.345 kWh"; below zero, too. */
function kilo(wh: number): string {
  const size = Math.abs(wh);
  const whole = String(Math.floor(size / 1_000)).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${wh < 0 ? '-' : ''}${whole}.${String(size % 1_000).padStart(3, '0')} kWh`;
}

/** "0.30 EUR", "0.2534 EUR": as many digits as it has, and two at least. */
function exact(micro: number, { currency }: Pick<MoneyBill, 'currency'>): string {
  return formatMoney(micro, { currency, decimals: 6 }).replace(/0{1,4} /, ' ');
}

function days(seconds: number): string {
  const count = Math.round((100 * seconds) / DAY_SECONDS) / 100;
  return `${count} day${count === 1 ? '' : 's'}`;
}

/** "12.345 kWh, night, at 0.20 EUR per kWh" */
export function lineText(line: MoneyLine, money: Pick<MoneyBill, 'currency'>): string {
  const { units, seconds, microPerKwh, microPerDay, tier, rate } = line;
  const parts: string[] = [];
  if (units !== undefined) parts.push(kilo(units));
  if (seconds !== undefined) parts.push(days(seconds));
  if (tier !== undefined)
    parts.push(tier.untilWh === undefined ? `above ${tier.fromWh / 1_000} kWh` : `up to ${tier.untilWh / 1_000} kWh`);
  else if (rate !== undefined && rate !== 'all') parts.push(rate);
  if (microPerKwh !== undefined) parts.push(`at ${exact(microPerKwh, money)} per kWh`);
  if (microPerDay !== undefined) parts.push(`at ${exact(microPerDay, money)} a day`);
  return parts.join(', ');
}

/** A row of a bill for people: what it is for, what it is of, and its amount in millionths. */
export interface MoneyRow {
  readonly what: string;
  readonly of: string;
  readonly micro: number;
}

/** Lines, tax, and what is due. */
export function moneyRows(money: MoneyBill): MoneyRow[] {
  const { lines, vat, totalMicro } = money;
  return [
    ...lines.map((line) => ({ what: line.text, of: lineText(line, money), micro: line.netMicro })),
    ...vat
      .filter(({ vatPpm }) => vatPpm > 0)
      .map(({ vatPpm, netMicro, vatMicro }) => {
        return { what: `VAT ${vatPpm / 10_000} %`, of: `of ${formatMoney(netMicro, money)}`, micro: vatMicro };
      }),
    { what: 'Total', of: totalMicro < 0 ? 'is paid out' : 'is due', micro: totalMicro },
  ];
}
