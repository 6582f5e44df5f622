/**
 * The books of one meter: readings as booked, and the carry of void energy on its way to later readings. Books always
 * sum to the register: nothing is lost, nothing counted twice. [P-7.3] Pure decisions; the machine persists them.
 */
import type { Calendar } from '../protocol/scheme.ts';
import type { RegisterDefinition } from '../schemas/types.ts';
import type { Booking, Carry } from './outbox.ts';

/** Over how many later readings a void cell's energy is spread, so that the load curve is hardly bent. */
const SPREAD = 4;

/** The carry that a void cell leaves; undefined if there was no energy in it. */
export function carryOf(interval: number, register: number, wh: number): Carry | undefined {
  if (wh === 0) return undefined;
  return { interval, register, remainingWh: wh, portionWh: Math.ceil(wh / SPREAD) };
}

/**
 * Books carried energy on a new reading: at the same rate or a better one for the household (cheaper for import, dearer
 * for export), and never beyond the fuse limit. Returns the values to report, the bookings and the carries they change.
 */
export function bookCarries(
  interval: number,
  meteredWh: readonly number[],
  carries: readonly Carry[],
  directionOf: (register: number) => RegisterDefinition['direction'],
  calendar: Calendar,
  maxReadingWh: number,
): { readonly bookedWh: number[]; readonly bookings: Booking[]; readonly changed: Carry[] } {
  const bookedWh = [...meteredWh];
  const bookings: Booking[] = [];
  const changed: Carry[] = [];
  const price = calendar.rateOf(interval).microPerKwh;
  for (const carry of carries) {
    const original = calendar.rateOf(carry.interval).microPerKwh;
    const isFair = directionOf(carry.register) === 'import' ? price <= original : price >= original;
    const room = maxReadingWh - (bookedWh[carry.register] ?? 0);
    const wh = isFair ? Math.min(carry.remainingWh, carry.portionWh, Math.max(0, room)) : 0;
    if (wh === 0) continue;
    bookedWh[carry.register] = (bookedWh[carry.register] ?? 0) + wh;
    bookings.push({ register: carry.register, from: carry.interval, to: interval, wh });
    changed.push({ ...carry, remainingWh: carry.remainingWh - wh });
  }
  return { bookedWh, bookings, changed };
}
