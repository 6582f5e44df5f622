/**
 * How a meter stands right now, for its household: the registers as seen last, the interval that is open, the last readings with
 * what is special about them, and the bills that this device checked itself. [P-2.4, P-7.3]
 */
import { intervalAt, intervalStartMs } from '../../protocol/grid/interval.ts';
import { Calendar } from '../../protocol/grid/scheme.ts';
import { type Span, isoTime, spanOf } from '../../protocol/grid/span.ts';
import {
  ENERGY_UNIT,
  type RegisterUnit,
  type UnitLine,
  thousandOf,
  unitOf,
  withUnits,
} from '../../protocol/grid/register.ts';
import type { Bill, Scheme } from '../../schemas/types.ts';
import type { SampleQuality } from '../sample.ts';
import { type CounterView, type HouseholdView, type MeterBooks, viewHousehold } from './own-books.ts';

const MOST_READINGS = 12;

/** A look at the registers: of the running process, or the last one that was written down. Values in thousandths of the register's unit. */
export interface SeenSample {
  readonly hostMs: number;
  readonly meterMs?: number | undefined;
  /** Unknown of one that was written down. */
  readonly quality?: SampleQuality;
  /** Those that were written down have the units of the scheme. */
  readonly registers: readonly { readonly register: string; readonly milli: string; readonly unit?: RegisterUnit }[];
}

export interface SampleView {
  readonly at: string;
  readonly ageSeconds: number;
  /** What the electricity meter's own clock said. */
  readonly meterTime?: string;
  readonly quality?: SampleQuality;
  /** Whether the process told it just now; otherwise it is the last one that was written down. */
  readonly isLive: boolean;
  /** As decimals, exact, in thousands of what the register counts: kWh, m³, MJ. */
  readonly registers: readonly { readonly register: string; readonly value: string; readonly unit: string }[];
}

/** A register of the meter, and what it counts in. */
export interface UnitRegister {
  readonly register: string;
  readonly unit: RegisterUnit;
}

export interface PresentReading extends Partial<Span> {
  readonly interval: number;
  /** What was read, without what was booked again on it. */
  readonly registers: readonly (UnitRegister & { readonly units: number; readonly bookedAgainUnits: number })[];
  readonly isEstimated: boolean;
  /** In no bill: its energy is booked again. */
  readonly isVoid: boolean;
  readonly isBilled: boolean;
}

export interface PresentBill extends Partial<Span> {
  /** `verified`: by this device, with its own readings. */
  readonly status: 'verified' | 'disputed' | 'failed';
  readonly reason?: string;
  /** `amount`: in units of the tariff's currency, as a decimal, exact; left out where the tariff has no price. */
  readonly lines: readonly (Pick<UnitLine, 'register' | 'unit' | 'rate' | 'cells' | 'totalUnits'> & {
    readonly amount?: string;
  })[];
}

export interface PresentView {
  readonly kind: 'meter';
  readonly meter: string;
  readonly now: string;
  /** In its order, in which its readings are. */
  readonly registers: readonly UnitRegister[];
  readonly sample?: SampleView;
  /** Counted since the last reading, per register: it is on none yet. */
  readonly open?: Partial<Span> & {
    readonly interval: number;
    readonly registers: readonly (UnitRegister & { readonly units: string })[];
  };
  readonly window?: Span & { readonly endsInSeconds: number };
  readonly readings: readonly PresentReading[];
  readonly bills: readonly PresentBill[];
  readonly gaps: HouseholdView['gaps'];
  readonly estimates: HouseholdView['estimates'];
  readonly counters: readonly CounterView[];
}

/** Whole thousandths as a decimal number of the unit that has so many of them: no zero at its end. */
export function decimal(thousandths: bigint, digits: number): string {
  const text = String(thousandths).padStart(digits + 1, '0');
  const rest = text.slice(-digits).replace(/0+$/, '');
  return rest === '' ? text.slice(0, -digits) : `${text.slice(0, -digits)}.${rest}`;
}

function sampleView(sample: SeenSample, isLive: boolean, scheme: Scheme | undefined, nowMs: number): SampleView {
  const { hostMs, meterMs, quality, registers } = sample;
  return {
    at: isoTime(Math.floor(hostMs)),
    ageSeconds: Math.max(0, Math.round((nowMs - hostMs) / 1_000)),
    ...(meterMs === undefined ? {} : { meterTime: isoTime(Math.floor(meterMs)) }),
    ...(quality === undefined ? {} : { quality }),
    isLive,
    registers: registers.map(({ register, milli, unit }) => ({
      register,
      value: decimal(BigInt(milli), 6),
      unit: thousandOf(unit ?? unitOf(scheme, register)),
    })),
  };
}

/** What was counted since the last reading: what waits, and what the last look added to it. */
function openView(
  { sample }: MeterBooks,
  live: SeenSample | undefined,
  scheme: Scheme | undefined,
): PresentView['open'] {
  if (sample === undefined) return undefined;
  const atMs = Math.max(live?.hostMs ?? 0, ...sample.registers.map(({ hostMs }) => hostMs));
  const interval = scheme === undefined ? sample.open : Math.max(sample.open, intervalAt(atMs, scheme));
  const registers = sample.registers.map(({ register, milli, pendingMilli }, at) => {
    const seen = live?.registers.find((one) => one.register === register);
    const addedMilli = seen === undefined ? 0n : BigInt(seen.milli) - BigInt(milli);
    const gapMilli = BigInt(sample.gapUnits[at] ?? 0) * 1_000n;
    const unit = unitOf(scheme, register);
    return { register, unit, units: decimal(BigInt(pendingMilli) + gapMilli + (addedMilli > 0n ? addedMilli : 0n), 3) };
  });
  return { interval, ...(scheme === undefined ? {} : spanOf({ from: interval, count: 1 }, scheme)), registers };
}

function readingsView(books: MeterBooks, names: readonly string[], scheme: Scheme | undefined): PresentReading[] {
  const againWh = (interval: number, at: number): number =>
    books.voids
      .filter(({ register }) => register === at)
      .flatMap(({ bookings }) => bookings.filter(({ to }) => to === interval))
      .reduce((sum, { units }) => sum + units, 0);
  return books.readings.slice(-MOST_READINGS).map(({ interval, bookedUnits, isVoid, isBilled }) => ({
    interval,
    ...(scheme === undefined ? {} : spanOf({ from: interval, count: 1 }, scheme)),
    registers: names.map((register, at) => {
      const bookedAgainUnits = againWh(interval, at);
      return {
        register,
        unit: unitOf(scheme, register),
        units: (bookedUnits[at] ?? 0) - bookedAgainUnits,
        bookedAgainUnits,
      };
    }),
    isEstimated: books.estimates.some(({ from, until }) => interval >= from && interval < until),
    isVoid,
    isBilled,
  }));
}

/** `scheme`: the one believed last, which says how long intervals are. */
export function presentBill({ from, count, totals, open }: Bill, scheme: Scheme | undefined): PresentBill {
  const span = scheme === undefined ? {} : spanOf({ from, count }, scheme);
  const lines = withUnits(totals, scheme);
  const hasPrice = lines.some(({ microPerKwh }) => microPerKwh !== 0);
  return {
    ...span,
    status: open?.status ?? 'verified',
    ...(open === undefined ? {} : { reason: open.reason }),
    lines: lines.map(({ register, unit, rate, cells, totalUnits, microPerKwh }) => ({
      register,
      unit,
      rate,
      cells,
      totalUnits,
      ...(hasPrice && unit === ENERGY_UNIT ? { amount: amountOf(totalUnits, microPerKwh) } : {}),
    })),
  };
}

function amountOf(units: number, microPerKwh: number): string {
  const billionths = BigInt(units) * BigInt(microPerKwh);
  return billionths < 0n ? `-${decimal(-billionths, 9)}` : decimal(billionths, 9);
}

/** `live`: what the running process sees; undefined if none answers. `registers`: the meter's, in its order. */
export function viewPresent(
  books: MeterBooks,
  registers: readonly string[],
  scheme: Scheme | undefined,
  live: SeenSample | undefined,
  nowMs: number,
): PresentView {
  const { gaps, estimates, counters } = viewHousehold(books, registers, scheme);
  const { sample } = books;
  const stored: SeenSample | undefined =
    sample === undefined ? undefined : { ...sample, hostMs: Math.max(...sample.registers.map(({ hostMs }) => hostMs)) };
  const seen = live ?? stored;
  const open = openView(books, live, scheme);
  const window = scheme === undefined ? undefined : new Calendar(scheme).windowOf(intervalAt(nowMs, scheme));
  const span = window === undefined || scheme === undefined ? undefined : spanOf(window, scheme);
  const endMs =
    window === undefined || scheme === undefined ? nowMs : intervalStartMs(window.from + window.count, scheme);
  const endsInSeconds = Math.round((endMs - nowMs) / 1_000);
  return {
    kind: 'meter',
    meter: books.meter,
    now: isoTime(Math.floor(nowMs)),
    registers: registers.map((register) => ({ register, unit: unitOf(scheme, register) })),
    ...(seen === undefined ? {} : { sample: sampleView(seen, live !== undefined, scheme, nowMs) }),
    ...(open === undefined ? {} : { open }),
    ...(span === undefined ? {} : { window: { ...span, endsInSeconds } }),
    readings: readingsView(books, registers, scheme),
    bills: books.bills.map((bill) => presentBill(bill, scheme)),
    gaps,
    estimates,
    counters,
  };
}
