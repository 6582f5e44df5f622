/**
 * A meter's own books: what was metered is billed, outstanding, or void and on its way to a later reading. Only the meter
 * can add this up, since only it knows its readings. [P-7.3]
 */
import { cellsToCome } from '../books.ts';
import { RateCells } from '../rate-cells.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import { type RegisterUnit, type UnitLine, unitOf, withUnits } from '../../protocol/grid/register.ts';
import { Calendar } from '../../protocol/grid/scheme.ts';
import { type Span, spanOf } from '../../protocol/grid/span.ts';
import type { Bill, Scheme } from '../../schemas/types.ts';
import type { Carry, Gap, OutboxReading, TakenReplacement } from '../outbox.ts';
import type { CounterEvent, Estimate, KeptSample } from '../sample.ts';

/** A void cell that held energy, and where that went. */
export interface VoidCell extends Carry {
  /** Where the rest was booked, ascending. */
  readonly bookings: readonly { readonly to: number; readonly units: number }[];
}

export interface MeterBooks {
  readonly meter: string;
  /** Last interval ever read; -1 if none. */
  readonly lastInterval: number;
  /** All that was ever read, by register in its units. */
  readonly meteredUnits: readonly number[];
  /** Readings that no bill has accounted for yet, and billed ones that some aggregator lacks; ascending. */
  readonly readings: readonly OutboxReading[];
  readonly voids: readonly VoidCell[];
  /** Readings that can't be, by the electricity meter's word: on no bill. */
  readonly refused: readonly { readonly interval: number; readonly valuesUnits: readonly number[] }[];
  /** First interval of which the roster has the meter, as it was believed last; undefined while nothing was. */
  readonly joined: number | undefined;
  /** Readings of intervals before it joined: on no bill, and not sent; ascending. */
  readonly before: readonly { readonly interval: number; readonly bookedUnits: readonly number[] }[];
  /** Intervals without a reading: on no bill; ascending. */
  readonly gaps: readonly Gap[];
  /** Intervals whose readings are estimated, ascending. */
  readonly estimates: readonly Estimate[];
  /** What somebody said of exchanged devices, the oldest first. */
  readonly replacements: readonly TakenReplacement[];
  /** The last sample that was written down; undefined if its source has none, or there was none yet. */
  readonly sample: KeptSample | undefined;
  /** What registers did besides counting, the oldest first. */
  readonly counters: readonly CounterEvent[];
  /** Bills that arrived and footed, the oldest first. */
  readonly bills: readonly Bill[];
}

export interface RegisterBooks {
  readonly register: string;
  readonly unit: RegisterUnit;
  /** All in that unit. `meteredUnits` is counted when a reading is written; the others are sums over what is there now. */
  readonly meteredUnits: number;
  readonly billedUnits: number;
  /** In readings that no bill has accounted for yet. */
  readonly outstandingUnits: number;
  /** Of void cells, not booked again yet. */
  readonly carryUnits: number;
  /** In readings from before the meter joined: on no bill. */
  readonly beforeUnits: number;
  readonly doesAddUp: boolean;
}

/** When it was, where the meter has believed a scheme, which says how long intervals are. */
type Dated = Partial<Span>;

export interface VoidView extends Dated {
  readonly interval: number;
  readonly register: string;
  readonly unit: RegisterUnit;
  readonly voidUnits: number;
  readonly remainingUnits: number;
  readonly bookings: readonly (Dated & {
    readonly to: number;
    readonly units: number;
    readonly isVoidAgain: boolean;
  })[];
}

/** A reading, by register in its units. */
type ReadingView = Dated & { readonly interval: number; readonly bookedUnits: readonly number[] };

/** `isExplained`: somebody said what lies between: it is on readings. */
export type CounterView = CounterEvent & { readonly isExplained: boolean; readonly unit: RegisterUnit };

/** What is carried of one register at one rate. */
export interface CarryView {
  readonly register: string;
  readonly unit: RegisterUnit;
  readonly rate: string;
  readonly units: number;
  /** After how many more cells of that rate all of it is booked, if none of them is full. */
  readonly cells: number;
}

export interface HouseholdView {
  readonly kind: 'household';
  readonly meter: string;
  readonly lastInterval: number;
  readonly registers: readonly RegisterBooks[];
  readonly doesAddUp: boolean;
  readonly bills: readonly (Dated & {
    readonly from: number;
    readonly count: number;
    readonly lines: readonly UnitLine[];
    /** Why the utility has no such bill. */
    readonly open?: MeterBooks['bills'][number]['open'];
  })[];
  readonly voids: readonly VoidView[];
  /** By register and rate; empty while the meter has believed no scheme. */
  readonly carries: readonly CarryView[];
  /** Readings without a bill yet, by interval. */
  readonly outstanding: readonly ReadingView[];
  /** Billed readings that are kept for an aggregator that has not stored them. */
  readonly keptCount: number;
  /** Readings from before the meter joined: on no bill, and not sent. */
  readonly before: readonly ReadingView[];
  /** First interval of which the roster has the meter, and its begin, where that is known. */
  readonly joined?: number;
  readonly joinedAt?: string;
  /** Intervals without a reading: on no bill. `units`: what the source has of them. */
  readonly gaps: readonly (Dated & Gap)[];
  /** Intervals whose readings are estimated: the sum is exact. */
  readonly estimates: readonly (Dated & Estimate)[];
  /** What registers did besides counting: what lies between is on no bill, unless it is explained. */
  readonly counters: readonly CounterView[];
  /** What the electricity meter said and can't be: on no bill, and not in `meteredUnits`. */
  readonly refused: readonly (Dated & { readonly interval: number; readonly valuesUnits: readonly number[] })[];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function carriesOf(books: MeterBooks, registers: readonly string[], scheme: Scheme | undefined): CarryView[] {
  if (scheme === undefined) return [];
  const cells = new RateCells(scheme, new Calendar(scheme));
  const views = new Map<string, CarryView>();
  for (const carry of books.voids) {
    if (carry.remainingUnits === 0) continue;
    const register = registers[carry.register] ?? String(carry.register);
    const rate = cells.rateOf(carry.interval, register);
    const known = views.get(`${register}/${rate}`);
    views.set(`${register}/${rate}`, {
      register,
      unit: unitOf(scheme, register),
      rate,
      units: (known?.units ?? 0) + carry.remainingUnits,
      cells: Math.max(known?.cells ?? 0, cellsToCome(carry, books.lastInterval, register, cells)),
    });
  }
  return [...views.values()];
}

function registerBooks(books: MeterBooks, register: string, unit: RegisterUnit, at: number): RegisterBooks {
  const meteredUnits = books.meteredUnits[at] ?? 0;
  const lines = books.bills.flatMap(({ totals }) => totals.filter((line) => line.register === register));
  const billedUnits = sum(lines.map(({ totalUnits }) => totalUnits));
  const outstanding = books.readings.filter(({ isBilled, isVoid }) => !isBilled && !isVoid);
  const outstandingUnits = sum(outstanding.map(({ bookedUnits }) => bookedUnits[at] ?? 0));
  const carryUnits = sum(books.voids.filter((one) => one.register === at).map(({ remainingUnits }) => remainingUnits));
  const beforeUnits = sum(books.before.map(({ bookedUnits }) => bookedUnits[at] ?? 0));
  const doesAddUp = meteredUnits === billedUnits + outstandingUnits + carryUnits + beforeUnits;
  return { register, unit, meteredUnits, billedUnits, outstandingUnits, carryUnits, beforeUnits, doesAddUp };
}

/** Which of them somebody explained afterwards: by a replacement with the very same time. */
export function explained(counters: readonly CounterEvent[], scheme: Scheme | undefined): CounterView[] {
  return counters.map((one) => ({
    ...one,
    unit: unitOf(scheme, one.register),
    isExplained:
      one.kind === 'rolled-over' ||
      counters.some(
        ({ kind, register, hostMs }) => kind === 'replaced' && register === one.register && hostMs === one.hostMs,
      ),
  }));
}

type When = (window: Window) => Dated;

function voidsOf(
  { voids }: MeterBooks,
  registers: readonly string[],
  scheme: Scheme | undefined,
  when: When,
): VoidView[] {
  const voidAt = new Set(voids.map(({ interval, register }) => `${interval}/${register}`));
  return voids.map(({ interval, register, remainingUnits, bookings }) => ({
    interval,
    ...when({ from: interval, count: 1 }),
    register: registers[register] ?? String(register),
    unit: unitOf(scheme, registers[register] ?? ''),
    voidUnits: remainingUnits + sum(bookings.map(({ units }) => units)),
    remainingUnits,
    bookings: bookings.map(({ to, units }) => ({
      to,
      ...when({ from: to, count: 1 }),
      units,
      isVoidAgain: voidAt.has(`${to}/${register}`),
    })),
  }));
}

/** `registers`: the meter's, in its order. `scheme`: the one it believed last; undefined if none. */
export function viewHousehold(
  books: MeterBooks,
  registers: readonly string[],
  scheme: Scheme | undefined,
): HouseholdView {
  const when: When = (window) => (scheme === undefined ? {} : spanOf(window, scheme));
  const dated = <T extends { readonly interval: number }>(one: T): Dated & T => ({
    ...one,
    ...when({ from: one.interval, count: 1 }),
  });
  const unbilled = books.readings.filter(({ isBilled }) => !isBilled);
  const rows = registers.map((register, at) => registerBooks(books, register, unitOf(scheme, register), at));
  const { joined } = books;
  const joinedAt = joined === undefined ? undefined : when({ from: joined, count: 1 }).begin;
  return {
    kind: 'household',
    meter: books.meter,
    lastInterval: books.lastInterval,
    registers: rows,
    doesAddUp: rows.every(({ doesAddUp }) => doesAddUp),
    bills: books.bills.map(({ from, count, totals, open }) => ({
      from,
      count,
      ...when({ from, count }),
      lines: withUnits(totals, scheme),
      ...(open === undefined ? {} : { open }),
    })),
    voids: voidsOf(books, registers, scheme, when),
    carries: carriesOf(books, registers, scheme),
    outstanding: unbilled
      .filter(({ isVoid }) => !isVoid)
      .map(({ interval, bookedUnits }) => dated({ interval, bookedUnits })),
    keptCount: books.readings.length - unbilled.length,
    before: books.before.map(dated),
    gaps: books.gaps.map((gap) => ({ ...gap, ...when({ from: gap.from, count: gap.until - gap.from }) })),
    ...(joined === undefined ? {} : { joined }),
    ...(joinedAt === undefined ? {} : { joinedAt }),
    estimates: books.estimates.map((one) => ({ ...one, ...when({ from: one.from, count: one.until - one.from }) })),
    counters: explained(books.counters, scheme),
    refused: books.refused.map(dated),
  };
}
