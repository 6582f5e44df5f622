/**
 * A meter's own books: what was metered is billed, outstanding, or void and on its way to a later reading. Only the meter
 * can add this up, since only it knows its readings. [P-7.3]
 */
import type { MeterBooks } from '../../meter/outbox-reader.ts';
import { formatInterval, formatWh, plural } from '../render/format.ts';
import { type Terminal, paint } from '../render/terminal.ts';

export interface RegisterBooks {
  readonly register: string;
  /** All in Wh. `metered` is counted when a reading is written; the others are sums over what is there now. */
  readonly meteredWh: number;
  readonly billedWh: number;
  /** In readings that no bill has accounted for yet. */
  readonly outstandingWh: number;
  /** Of void cells, not booked again yet. */
  readonly carryWh: number;
  readonly doesAddUp: boolean;
}

export interface VoidView {
  readonly interval: number;
  readonly register: string;
  readonly voidWh: number;
  readonly remainingWh: number;
  readonly bookings: readonly { readonly to: number; readonly wh: number; readonly isVoidAgain: boolean }[];
}

export interface HouseholdView {
  readonly kind: 'household';
  readonly meter: string;
  readonly lastInterval: number;
  readonly registers: readonly RegisterBooks[];
  readonly doesAddUp: boolean;
  readonly bills: readonly {
    readonly from: number;
    readonly count: number;
    readonly coverFrom: number;
    readonly lines: MeterBooks['bills'][number]['totals'];
  }[];
  readonly voids: readonly VoidView[];
  /** Readings without a bill yet, by interval. */
  readonly outstanding: readonly { readonly interval: number; readonly bookedWh: readonly number[] }[];
  /** Billed readings that are kept for an aggregator that has not stored them. */
  readonly keptCount: number;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** `registers`: the meter's, in its order. */
export function viewHousehold(books: MeterBooks, registers: readonly string[]): HouseholdView {
  const isVoid = (voidRegisters: number, register: number): boolean => (voidRegisters & (1 << register)) !== 0;
  const outstanding = books.readings.filter(({ isBilled }) => !isBilled);
  const rows = registers.map((register, at): RegisterBooks => {
    const meteredWh = books.meteredWh[at] ?? 0;
    const billedWh = sum(
      books.bills
        .flatMap(({ totals }) => totals.filter((line) => line.register === register))
        .map((line) => line.totalWh),
    );
    const outstandingWh = sum(
      outstanding.map(({ bookedWh, voidRegisters }) => (isVoid(voidRegisters, at) ? 0 : (bookedWh[at] ?? 0))),
    );
    const carryWh = sum(books.voids.filter((one) => one.register === at).map(({ remainingWh }) => remainingWh));
    const doesAddUp = meteredWh === billedWh + outstandingWh + carryWh;
    return { register, meteredWh, billedWh, outstandingWh, carryWh, doesAddUp };
  });
  const voidAt = new Set(books.voids.map(({ interval, register }) => `${interval}/${register}`));
  const voids = books.voids.map(({ interval, register, remainingWh, bookings }) => ({
    interval,
    register: registers[register] ?? String(register),
    voidWh: remainingWh + sum(bookings.map(({ wh }) => wh)),
    remainingWh,
    bookings: bookings.map(({ to, wh }) => ({ to, wh, isVoidAgain: voidAt.has(`${to}/${register}`) })),
  }));
  const all = (1 << registers.length) - 1;
  return {
    kind: 'household',
    meter: books.meter,
    lastInterval: books.lastInterval,
    registers: rows,
    doesAddUp: rows.every(({ doesAddUp }) => doesAddUp),
    bills: books.bills.map(({ from, count, coverFrom, totals }) => ({ from, count, coverFrom, lines: totals })),
    voids,
    outstanding: outstanding
      .filter(({ voidRegisters }) => voidRegisters !== all)
      .map(({ interval, bookedWh }) => ({ interval, bookedWh })),
    keptCount: books.readings.length - outstanding.length,
  };
}

/** `intervalSeconds`: undefined while the meter has believed no scheme; then intervals are shown as their index. */
export function showHousehold(view: HouseholdView, intervalSeconds: number | undefined, terminal: Terminal): string {
  const at = (interval: number): string =>
    intervalSeconds === undefined ? String(interval) : formatInterval(interval, intervalSeconds);
  const lines = [paint('bold', `${view.meter}: its own books`, terminal.hasColor)];
  for (const row of view.registers) {
    lines.push(
      `  ${row.register}  metered ${formatWh(row.meteredWh)} = billed ${formatWh(row.billedWh)} + outstanding ${formatWh(row.outstandingWh)} + carry ${formatWh(row.carryWh)}`,
    );
    const restWh = row.meteredWh - row.billedWh - row.outstandingWh - row.carryWh;
    if (!row.doesAddUp)
      lines.push(paint('red', `    DOES NOT ADD UP: ${formatWh(restWh)} are unaccounted for`, terminal.hasColor));
  }
  lines.push(view.bills.length === 0 ? '  no bill yet' : '  bills');
  for (const bill of view.bills) {
    const since = bill.coverFrom < bill.from ? ', with what waited before' : '';
    const last = bill.from + bill.count;
    lines.push(`    ${at(bill.from)} to ${at(last)}${since}`);
    for (const line of bill.lines)
      lines.push(
        `      ${line.register}  ${formatWh(line.totalWh)} at rate ${line.rate}, ${plural(line.cells, 'interval')}`,
      );
  }
  const first = view.outstanding[0];
  const last = view.outstanding.at(-1);
  if (first !== undefined && last !== undefined)
    lines.push(
      `  ${plural(view.outstanding.length, 'reading')} without a bill yet, from ${at(first.interval)} to ${at(last.interval)}`,
    );
  if (view.keptCount > 0)
    lines.push(`  ${plural(view.keptCount, 'billed reading')} kept for an aggregator that has not stored all of them`);
  if (view.voids.length > 0) lines.push('  void cells, and where their energy was booked again');
  for (const cell of view.voids) {
    const day = at(cell.interval).slice(0, 11);
    const bookings = cell.bookings.map(({ to, wh, isVoidAgain }) => {
      const time = at(to).replace(day, '').replace(' UTC', '');
      return `${formatWh(wh)} at ${time}${isVoidAgain ? ' (void again)' : ''}`;
    });
    const rest = cell.remainingWh === 0 ? [] : [`${formatWh(cell.remainingWh)} not yet`];
    lines.push(
      `    ${at(cell.interval)}  ${cell.register}  ${formatWh(cell.voidWh)}: ${[...bookings, ...rest].join(', ')}`,
    );
  }
  return lines.join('\n');
}
