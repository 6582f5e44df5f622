/**
 * A meter's own books: what was metered is billed, outstanding, or void and on its way to a later reading. Only the meter
 * can add this up, since only it knows its readings. [P-7.3]
 */
import { cellsToCome } from '../../meter/books.ts';
import type { MeterBooks } from '../../meter/host/outbox-reader.ts';
import { RateCells } from '../../meter/rate-cells.ts';
import type { IntervalGrid } from '../../protocol/grid/interval.ts';
import { Calendar } from '../../protocol/grid/scheme.ts';
import type { OpenBill, Scheme } from '../../schemas/types.ts';
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
  /** In readings from before the meter joined: on no bill. */
  readonly beforeWh: number;
  readonly doesAddUp: boolean;
}

export interface VoidView {
  readonly interval: number;
  readonly register: string;
  readonly voidWh: number;
  readonly remainingWh: number;
  readonly bookings: readonly { readonly to: number; readonly wh: number; readonly isVoidAgain: boolean }[];
}

/** What is carried of one register at one rate. */
export interface CarryView {
  readonly register: string;
  readonly rate: string;
  readonly wh: number;
  /** After how many more cells of that rate all of it is booked, if none of them is full. */
  readonly cells: number;
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
    readonly lines: MeterBooks['bills'][number]['totals'];
    /** Why the utility has no such bill. */
    readonly open?: MeterBooks['bills'][number]['open'];
  }[];
  readonly voids: readonly VoidView[];
  /** By register and rate; empty while the meter has believed no scheme. */
  readonly carries: readonly CarryView[];
  /** Readings without a bill yet, by interval. */
  readonly outstanding: readonly { readonly interval: number; readonly bookedWh: readonly number[] }[];
  /** Billed readings that are kept for an aggregator that has not stored them. */
  readonly keptCount: number;
  /** Readings from before the meter joined: on no bill, and not sent. */
  readonly before: MeterBooks['before'];
  /** First interval of which the roster has the meter, where that is known. */
  readonly joined?: number;
  /** Intervals without a reading: on no bill. `wh`: what the source has of them. */
  readonly gaps: MeterBooks['gaps'];
  /** What the electricity meter said and can't be: on no bill, and not in `meteredWh`. */
  readonly refused: readonly { readonly interval: number; readonly valuesWh: readonly number[] }[];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** What a household can do about a bill that the utility does not have. */
function openLines({ status, reason }: OpenBill, terminal: Terminal): string[] {
  const todo =
    status === 'disputed'
      ? [
          "Nothing is to be paid on it. Somebody who knows this meter's tag key (who has the meter, or the utility) had a part in it.",
          'If that was not you: keep the meter and this state folder as they are, and show the utility these books.',
        ]
      : ['Nothing is to be paid on it yet. The readings are kept: ask the utility which aggregators it waits for.'];
  return [
    paint('red', `      ${status.toUpperCase()}: ${reason}`, terminal.hasColor),
    ...todo.map((text) => `      ${text}`),
    '      If it stays so, agree on the total of the line "outstanding" above, outside of the protocol.',
  ];
}

function carriesOf(books: MeterBooks, registers: readonly string[], scheme: Scheme | undefined): CarryView[] {
  if (scheme === undefined) return [];
  const cells = new RateCells(scheme, new Calendar(scheme));
  const views = new Map<string, CarryView>();
  for (const carry of books.voids) {
    if (carry.remainingWh === 0) continue;
    const register = registers[carry.register] ?? String(carry.register);
    const rate = cells.rateOf(carry.interval);
    const known = views.get(`${register}/${rate}`);
    views.set(`${register}/${rate}`, {
      register,
      rate,
      wh: (known?.wh ?? 0) + carry.remainingWh,
      cells: Math.max(known?.cells ?? 0, cellsToCome(carry, books.lastInterval, register, cells)),
    });
  }
  return [...views.values()];
}

/** `registers`: the meter's, in its order. `scheme`: the one it believed last; undefined if none. */
export function viewHousehold(
  books: MeterBooks,
  registers: readonly string[],
  scheme: Scheme | undefined,
): HouseholdView {
  const outstanding = books.readings.filter(({ isBilled }) => !isBilled);
  const rows = registers.map((register, at): RegisterBooks => {
    const meteredWh = books.meteredWh[at] ?? 0;
    const billedWh = sum(
      books.bills
        .flatMap(({ totals }) => totals.filter((line) => line.register === register))
        .map((line) => line.totalWh),
    );
    const outstandingWh = sum(outstanding.map(({ bookedWh, isVoid }) => (isVoid ? 0 : (bookedWh[at] ?? 0))));
    const carryWh = sum(books.voids.filter((one) => one.register === at).map(({ remainingWh }) => remainingWh));
    const beforeWh = sum(books.before.map(({ bookedWh }) => bookedWh[at] ?? 0));
    const doesAddUp = meteredWh === billedWh + outstandingWh + carryWh + beforeWh;
    return { register, meteredWh, billedWh, outstandingWh, carryWh, beforeWh, doesAddUp };
  });
  const voidAt = new Set(books.voids.map(({ interval, register }) => `${interval}/${register}`));
  const voids = books.voids.map(({ interval, register, remainingWh, bookings }) => ({
    interval,
    register: registers[register] ?? String(register),
    voidWh: remainingWh + sum(bookings.map(({ wh }) => wh)),
    remainingWh,
    bookings: bookings.map(({ to, wh }) => ({ to, wh, isVoidAgain: voidAt.has(`${to}/${register}`) })),
  }));
  return {
    kind: 'household',
    meter: books.meter,
    lastInterval: books.lastInterval,
    registers: rows,
    doesAddUp: rows.every(({ doesAddUp }) => doesAddUp),
    bills: books.bills.map(({ from, count, totals, open }) => ({
      from,
      count,
      lines: totals,
      ...(open === undefined ? {} : { open }),
    })),
    voids,
    carries: carriesOf(books, registers, scheme),
    outstanding: outstanding.filter(({ isVoid }) => !isVoid).map(({ interval, bookedWh }) => ({ interval, bookedWh })),
    keptCount: books.readings.length - outstanding.length,
    before: books.before,
    gaps: books.gaps,
    ...(books.joined === undefined ? {} : { joined: books.joined }),
    refused: books.refused,
  };
}

const MOST_REFUSED = 10;
const MOST_GAPS = 10;

/** `grid`: undefined while the meter has believed no scheme; then intervals are shown as their index. */
export function showHousehold(view: HouseholdView, grid: IntervalGrid | undefined, terminal: Terminal): string {
  const at = (interval: number): string => (grid === undefined ? String(interval) : formatInterval(interval, grid));
  const lines = [paint('bold', `${view.meter}: its own books`, terminal.hasColor)];
  for (const row of view.registers) {
    const before = row.beforeWh === 0 ? '' : ` + before enrolment ${formatWh(row.beforeWh)}`;
    lines.push(
      `  ${row.register}  metered ${formatWh(row.meteredWh)} = billed ${formatWh(row.billedWh)} + outstanding ${formatWh(row.outstandingWh)} + carry ${formatWh(row.carryWh)}${before}`,
    );
    const restWh = row.meteredWh - row.billedWh - row.outstandingWh - row.carryWh - row.beforeWh;
    if (!row.doesAddUp)
      lines.push(paint('red', `    DOES NOT ADD UP: ${formatWh(restWh)} are unaccounted for`, terminal.hasColor));
  }
  for (const { register, rate, wh, cells } of view.carries)
    lines.push(
      `  ${register}  ${formatWh(wh)} of the carry were used at rate ${rate}: booked within the next ${plural(cells, 'interval')} of it`,
    );
  lines.push(view.bills.length === 0 ? '  no bill yet' : '  bills');
  for (const bill of view.bills) {
    const last = bill.from + bill.count;
    lines.push(`    ${at(bill.from)} to ${at(last)}`);
    if (bill.open !== undefined) lines.push(...openLines(bill.open, terminal));
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
  const [earliest, latest] = [view.before[0], view.before.at(-1)];
  if (earliest !== undefined && latest !== undefined)
    lines.push(
      `  ${plural(view.before.length, 'reading')} from before enrolment, ${at(earliest.interval)} to ${at(latest.interval)}: on no bill, and not sent` +
        (view.joined === undefined ? '' : `; the roster has ${view.meter} from ${at(view.joined)} on`),
    );
  if (view.gaps.length > 0) {
    const shown = view.gaps.slice(-MOST_GAPS);
    const more = view.gaps.length === shown.length ? '' : `, the last ${shown.length} of them`;
    lines.push(
      `  ${plural(view.gaps.length, 'gap')} without a reading${more}: on no bill, nothing was estimated; compare the register of the electricity meter with the bills`,
      ...shown.map(({ from, until, wh }) => {
        const parts = wh.length === 0 ? '' : `; the source has ${wh.join(', ')} Wh of parts of them`;
        return `    ${at(from)} to ${at(until)}, ${plural(until - from, 'interval')}${parts}`;
      }),
    );
  }
  if (view.refused.length > 0)
    lines.push(
      `  ${plural(view.refused.length, 'reading')} left out, since no home can use so much: on no bill; check the electricity meter`,
      ...view.refused
        .slice(0, MOST_REFUSED)
        .map(({ interval, valuesWh }) => `    ${at(interval)}  ${valuesWh.join(', ')} Wh`),
    );
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
