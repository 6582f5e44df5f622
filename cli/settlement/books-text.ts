/** A meter's own books in words, for its household. [P-7.3] */
import type { HouseholdView } from '../../meter/views/own-books.ts';
import type { IntervalGrid } from '../../protocol/grid/interval.ts';
import type { RegisterUnit } from '../../protocol/grid/register.ts';
import type { OpenBill } from '../../schemas/types.ts';
import { formatInterval, formatUnits, listUnits, plural } from '../render/format.ts';
import { type Terminal, paint } from '../render/terminal.ts';

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

const MOST_REFUSED = 10;
const MOST_GAPS = 10;

type At = (interval: number) => string;

/** A list of a view, and what the numbers in it count in, in their order. */
type OfRegisters<T extends 'estimates' | 'gaps'> = Pick<HouseholdView, T> & {
  readonly registers: readonly { readonly unit: RegisterUnit }[];
};

function registerLines({ registers, carries }: HouseholdView, terminal: Terminal): string[] {
  const lines: string[] = [];
  for (const row of registers) {
    const of = (units: number): string => formatUnits(units, row.unit);
    const before = row.beforeUnits === 0 ? '' : ` + before enrolment ${of(row.beforeUnits)}`;
    lines.push(
      `  ${row.register}  metered ${of(row.meteredUnits)} = billed ${of(row.billedUnits)} + outstanding ${of(row.outstandingUnits)} + carry ${of(row.carryUnits)}${before}`,
    );
    const rest = row.meteredUnits - row.billedUnits - row.outstandingUnits - row.carryUnits - row.beforeUnits;
    if (!row.doesAddUp)
      lines.push(paint('red', `    DOES NOT ADD UP: ${of(rest)} are unaccounted for`, terminal.hasColor));
  }
  for (const { register, unit, rate, units, cells } of carries)
    lines.push(
      `  ${register}  ${formatUnits(units, unit)} of the carry were used at rate ${rate}: booked within the next ${plural(cells, 'interval')} of it`,
    );
  return lines;
}

function billLines({ bills }: HouseholdView, at: At, terminal: Terminal): string[] {
  const lines = [bills.length === 0 ? '  no bill yet' : '  bills'];
  for (const bill of bills) {
    lines.push(`    ${at(bill.from)} to ${at(bill.from + bill.count)}`);
    if (bill.open !== undefined) lines.push(...openLines(bill.open, terminal));
    for (const line of bill.lines)
      lines.push(
        `      ${line.register}  ${formatUnits(line.totalUnits, line.unit)} at rate ${line.rate}, ${plural(line.cells, 'interval')}`,
      );
  }
  return lines;
}

/** Readings that are on no bill: not yet, or never. */
function readingLines(view: HouseholdView, at: At): string[] {
  const lines: string[] = [];
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
  return lines;
}

export function gapLines({ gaps, registers }: OfRegisters<'gaps'>, at: At): string[] {
  if (gaps.length === 0) return [];
  const shown = gaps.slice(-MOST_GAPS);
  const more = gaps.length === shown.length ? '' : `, the last ${shown.length} of them`;
  return [
    `  ${plural(gaps.length, 'gap')} without a reading${more}: on no bill, nothing was estimated; compare the register of the meter with the bills`,
    ...shown.map(({ from, until, units }) => {
      const parts = units.length === 0 ? '' : `; the source has ${listUnits(units, registers)} of parts of them`;
      return `    ${at(from)} to ${at(until)}, ${plural(until - from, 'interval')}${parts}`;
    }),
  ];
}

export function estimateLines({ estimates, registers }: OfRegisters<'estimates'>, at: At): string[] {
  if (estimates.length === 0) return [];
  const shown = estimates.slice(-MOST_GAPS);
  const more = estimates.length === shown.length ? '' : `, the last ${shown.length} times`;
  return [
    `  estimated readings${more}: no sample showed when it was counted, so it is spread evenly, and the sum is exact`,
    ...shown.map(({ since, from, until, units }) => {
      const older = since === from ? '' : `, with all from ${at(since)} on`;
      return `    ${at(from)} to ${at(until)}, ${plural(until - from, 'interval')}${older}: ${listUnits(units, registers)}`;
    }),
  ];
}

const COUNTER_TEXTS = {
  exchanged: 'another meter took its place',
  jumped: 'it was counted from another value on',
  'rolled-over': 'it rolled over: nothing is missing',
  replaced: 'replaced, and told where the old one ended and the new one began: nothing is missing',
} as const;

/** Thousandths of a unit, as digits. */
function formatMilli(milli: string, unit: RegisterUnit): string {
  const digits = milli.padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)} ${unit}`;
}

export function counterLines({ counters }: Pick<HouseholdView, 'counters'>): string[] {
  if (counters.length === 0) return [];
  const shown = counters.slice(-MOST_GAPS).map(({ kind, register, unit, hostMs, fromMilli, toMilli, isExplained }) => {
    const values = `${formatMilli(fromMilli, unit)} before, ${formatMilli(toMilli, unit)} after`;
    const rest = isExplained ? '' : ', and what lies between is on no bill (gridshare meter replaced)';
    return `    ${new Date(hostMs).toISOString()}  ${register}  ${values}: ${COUNTER_TEXTS[kind]}${rest}`;
  });
  return [`  registers that did more than count (${counters.length})`, ...shown];
}

function refusedLines({ refused, registers }: HouseholdView, at: At): string[] {
  if (refused.length === 0) return [];
  return [
    `  ${plural(refused.length, 'reading')} left out, since no home can use so much: on no bill; check the meter`,
    ...refused
      .slice(0, MOST_REFUSED)
      .map(({ interval, valuesUnits }) => `    ${at(interval)}  ${listUnits(valuesUnits, registers)}`),
  ];
}

function voidLines({ voids }: HouseholdView, at: At): string[] {
  if (voids.length === 0) return [];
  const lines = ['  void cells, and where their energy was booked again'];
  for (const cell of voids) {
    const day = at(cell.interval).slice(0, 11);
    const bookings = cell.bookings.map(({ to, units, isVoidAgain }) => {
      const time = at(to).replace(day, '').replace(' UTC', '');
      return `${formatUnits(units, cell.unit)} at ${time}${isVoidAgain ? ' (void again)' : ''}`;
    });
    const rest = cell.remainingUnits === 0 ? [] : [`${formatUnits(cell.remainingUnits, cell.unit)} not yet`];
    lines.push(
      `    ${at(cell.interval)}  ${cell.register}  ${formatUnits(cell.voidUnits, cell.unit)}: ${[...bookings, ...rest].join(', ')}`,
    );
  }
  return lines;
}

/** `grid`: undefined while the meter has believed no scheme; then intervals are shown as their index. */
export function showHousehold(view: HouseholdView, grid: IntervalGrid | undefined, terminal: Terminal): string {
  const at: At = (interval) => (grid === undefined ? String(interval) : formatInterval(interval, grid));
  return [
    paint('bold', `${view.meter}: its own books`, terminal.hasColor),
    ...registerLines(view, terminal),
    ...billLines(view, at, terminal),
    ...readingLines(view, at),
    ...gapLines(view, at),
    ...estimateLines(view, at),
    ...counterLines(view),
    ...refusedLines(view, at),
    ...voidLines(view, at),
  ].join('\n');
}
