/** How one meter writes a reading: what it may be, and the void energy that is booked on it. [P-2.4, P-7.3] */
import { maxReadingOf, unitOf } from '../protocol/grid/register.ts';
import type { Effects } from '../protocol/machine.ts';
import type { Scheme } from '../schemas/types.ts';
import { bookCarries } from './books.ts';
import type { Carries } from './carries.ts';
import type { SchemeView } from './grid-view.ts';
import type { Booking, OutboxOp, OutboxReading } from './outbox.ts';
import type { Surroundings } from './surroundings.ts';

type Out = Effects<OutboxOp>;

export class Writing {
  private readonly around: Surroundings;
  private readonly carries: Carries;

  constructor(around: Surroundings, carries: Carries) {
    this.around = around;
    this.carries = carries;
  }

  /** Whether a reading can be; else it is reported, and left out. */
  canBe(interval: number, valuesUnits: readonly number[], scheme: Scheme, out: Out): boolean {
    const { id, registers } = this.around.party;
    const most = registers.map((register) => maxReadingOf(scheme, register));
    const bad = valuesUnits.findIndex(
      (value, at) => !Number.isSafeInteger(value) || value < 0 || value > (most[at] ?? 0),
    );
    if (bad === -1 && valuesUnits.length === registers.length) return true;
    out.persist({ kind: 'refused', meter: id, interval, valuesUnits });
    const register = registers[bad] ?? '';
    const text = `a reading outside 0..${most[bad]} ${unitOf(scheme, register)} is left out: check the meter of that register`;
    out.notice('warn', 'reading_refused', text, { meter: id, interval, register });
    return false;
  }

  /** Writes a reading as it is reported for ever, with the void energy that is due; with none, if no bill will have it (`isBefore`). */
  write(
    interval: number,
    valuesUnits: readonly number[],
    isBefore: boolean,
    { scheme, cells, sharing }: SchemeView,
    out: Out,
  ): OutboxReading {
    const { id, registers } = this.around.party;
    const carries = isBefore ? [] : this.carries;
    const rules = { registers, cells, maxReadings: registers.map((register) => maxReadingOf(scheme, register)) };
    const { bookedUnits, bookings, changed } = bookCarries(interval, valuesUnits, carries, rules);
    const reading: OutboxReading = { interval, sharing: sharing.id, bookedUnits, isVoid: false, isBilled: false };
    out.persist({ kind: 'reading', meter: id, reading });
    for (const booking of bookings) out.persist({ kind: 'booking', meter: id, booking });
    for (const carry of changed) this.carries.set(carry, out);
    if (bookings.length > 0) this.tellRebooked(interval, bookings, out);
    return reading;
  }

  private tellRebooked(interval: number, bookings: readonly Booking[], out: Out): void {
    out.notice('info', 'rebooked', 'energy of void cells is booked on this reading', {
      meter: this.around.party.id,
      interval,
      cells: bookings.length,
      units: bookings.reduce((sum, { units }) => sum + units, 0),
    });
  }
}
