/**
 * The books of one meter: readings as booked, and the carry of void energy on its way to later readings. Books always
 * sum to the register: nothing is lost, nothing counted twice. [P-7.3] Pure decisions; the machine persists them.
 *
 * A carry goes onto later cells of the rate that it was used in, in equal portions over `portions` of them, and begins
 * `skipped` of them after it was heard of. So whoever makes a cell void finds its energy in no load that follows: each has
 * a hundredth of it, and which ones have is the meter's secret.
 */
import { Encoder } from '../protocol/wire/bytes.ts';
import type { Booking, Carry } from './outbox.ts';
import type { MeterParty } from './party.ts';
import type { RateCells } from './rate-cells.ts';

/**
 * The beginning of a carry is drawn among so many times `minIntervals` cells. With one time, sixteen cells of a home with
 * night storage heaters were found with a correlation of 0.17 among 100 homes: `npm run bench:rebooking`.
 */
const BEGINNINGS = 2;

/** Void energy as it came to be known, before it is spread. */
export interface VoidEnergy {
  readonly interval: number;
  /** Position in the meter's list. */
  readonly register: number;
  readonly units: number;
  /** Last interval written when it was heard of: it goes onto later ones. */
  readonly after: number;
}

/**
 * The carry that a void cell leaves; undefined if there was no energy in it. `minIntervals`: over how many cells it is
 * spread, and among twice as many its beginning is drawn. Drawn from the meter's own secret and the interval alone: a restart, or
 * another value, gives no second draw to compare with. Nor does another register: two that are equal (a home without
 * export) would else be booked apart, and the difference of two loads would tell who carries what.
 */
export function carryOf(
  party: Pick<MeterParty, 'crypto' | 'splitKey' | 'deployment' | 'id' | 'keyEpoch'>,
  { interval, register, units, after }: VoidEnergy,
  minIntervals: number,
): Carry | undefined {
  if (units === 0) return undefined;
  const input = new Encoder('gridshare/1 carry')
    .text(party.deployment)
    .text(party.id)
    .integer(party.keyEpoch)
    .integer(interval)
    .finish();
  const drawn = party.crypto.hmac(party.splitKey, input).subarray(0, 6);
  const skipped = drawn.reduce((number, byte) => (number * 256 + byte) % (BEGINNINGS * minIntervals), 0);
  return { interval, register, units, remainingUnits: units, after, skipped, portions: minIntervals };
}

/** What new readings are booked by. */
export interface BookingRules {
  readonly registers: readonly string[];
  readonly cells: RateCells;
  /** The most that a reading may be, by position in the list. */
  readonly maxReadings: readonly number[];
}

/** Most of a carry that one reading may take: where it is full, or where readings were missed, the rest moves on. */
function portionAt({ units, remainingUnits, skipped, portions }: Carry, position: number): number {
  if (position <= skipped) return 0;
  const dueUnits = Math.min(units, Math.floor((units * (position - skipped)) / portions));
  return Math.min(dueUnits - (units - remainingUnits), Math.ceil(units / portions));
}

/**
 * Books carried energy on a new reading, never beyond the fuse limit. Returns the values to report, the bookings and the
 * carries they change.
 */
export function bookCarries(
  interval: number,
  meteredUnits: readonly number[],
  carries: Iterable<Carry>,
  { registers, cells, maxReadings }: BookingRules,
): { readonly bookedUnits: number[]; readonly bookings: Booking[]; readonly changed: Carry[] } {
  const bookedUnits = [...meteredUnits];
  const bookings: Booking[] = [];
  const changed: Carry[] = [];
  for (const carry of carries) {
    const register = registers[carry.register] ?? '';
    if (!cells.takes(interval, carry.interval, register)) continue;
    const position = cells.count(carry.after, interval, carry.interval, register);
    const room = (maxReadings[carry.register] ?? 0) - (bookedUnits[carry.register] ?? 0);
    const units = Math.max(0, Math.min(portionAt(carry, position), room));
    if (units === 0) continue;
    bookedUnits[carry.register] = (bookedUnits[carry.register] ?? 0) + units;
    bookings.push({ register: carry.register, from: carry.interval, to: interval, units });
    changed.push({ ...carry, remainingUnits: carry.remainingUnits - units });
  }
  return { bookedUnits, bookings, changed };
}

/** How many cells of its rate after `interval` a carry needs until all of it is booked, if none of them is full. */
export function cellsToCome(carry: Carry, interval: number, register: string, cells: RateCells): number {
  const { units, remainingUnits, skipped, portions } = carry;
  if (remainingUnits === 0) return 0;
  const passed = cells.count(carry.after, interval, carry.interval, register);
  const late = Math.ceil(remainingUnits / Math.ceil(units / portions));
  return Math.max(skipped + portions - passed, late);
}
