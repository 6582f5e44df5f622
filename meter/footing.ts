/**
 * Whether a bill foots with the meter's own books: the very cells, energy and prices. Only then do the readings it
 * contains go. [P-7.3]
 */
import { betterPrice } from '../protocol/scheme.ts';
import type { Bill } from '../schemas/types.ts';
import type { SchemeView } from './grid-view.ts';
import type { OutboxReading } from './outbox.ts';

/** Why a bill does not foot with the readings it covers, in words; undefined if it does. */
export function footingProblem(
  bill: Bill,
  covered: readonly OutboxReading[],
  registers: readonly string[],
  { scheme, calendar }: SchemeView,
): string | undefined {
  const sums = new Map<string, { cells: number; wh: number; price: number }>();
  for (const reading of covered) {
    const rate = calendar.rateOf(reading.interval);
    registers.forEach((register, at) => {
      if ((reading.voidRegisters & (1 << at)) !== 0) return;
      const name = `${register}/${rate.name}`;
      const sum = sums.get(name) ?? { cells: 0, wh: 0, price: rate.microPerKwh };
      sums.set(name, {
        cells: sum.cells + 1,
        wh: sum.wh + (reading.bookedWh[at] ?? 0),
        price: betterPrice(scheme, register, sum.price, rate.microPerKwh),
      });
    });
  }
  for (const line of bill.totals) {
    const name = `${line.register}/${line.rate}`;
    const own = sums.get(name) ?? { cells: 0, wh: 0, price: line.microPerKwh };
    sums.delete(name);
    if (own.cells !== line.cells) return `${name} covers ${line.cells} intervals, the books have ${own.cells}`;
    if (own.wh !== line.totalWh) return `${name} differs`;
    if (betterPrice(scheme, line.register, own.price, line.microPerKwh) !== line.microPerKwh)
      return `${name} has a worse price than the tariff`;
  }
  return sums.size === 0 ? undefined : 'a register or rate is missing';
}
