/**
 * What a utility was told, as sums of what homes really used: one unknown per meter, interval and quantity. What a cell
 * was booked with includes the energy of earlier cells that were void or remnant; the utility is assumed to know where
 * each part of it went. Registers that depend on each other (a home without export imports what it draws) are one
 * quantity under two names. [P-8.4]
 */
import { type Form, addTo, fraction } from './linear-forms.ts';

/** A quantity of one meter in one interval. */
export interface Unknown {
  readonly meter: string;
  readonly interval: number;
  readonly quantity: string;
}

/** What a register counts, as quantities with small factors. */
export type Quantities = (meter: string, register: string) => readonly (readonly [quantity: string, factor: number])[];

/** Part of a cell's energy that was booked again on a later one: `part` of `parts`. */
export interface Booking {
  readonly meter: string;
  readonly register: string;
  readonly from: number;
  readonly to: number;
  readonly part: number;
  readonly parts: number;
}

export interface ToldCell {
  readonly meter: string;
  readonly interval: number;
  readonly register: string;
}

/** Every register counts a quantity of its own. */
export const independent: Quantities = (_meter, register) => [[register, 1]];

export class Consumption {
  readonly unknowns: Unknown[] = [];
  /** What was released, in real consumption. */
  readonly forms: Form[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly bookings = new Map<string, Booking[]>();
  private readonly cells = new Map<string, Form>();
  private readonly quantitiesOf: Quantities;

  constructor(quantitiesOf: Quantities, bookings: readonly Booking[]) {
    this.quantitiesOf = quantitiesOf;
    for (const booking of bookings) {
      const name = nameOf({ ...booking, interval: booking.to });
      this.bookings.set(name, [...(this.bookings.get(name) ?? []), booking]);
    }
  }

  private numberOf(unknown: Unknown): number {
    const name = `${unknown.meter} ${unknown.interval} ${unknown.quantity}`;
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.unknowns.push(unknown) - 1;
      this.numbers.set(name, number);
    }
    return number;
  }

  /** What a cell was reported with: what was used in it, and what was booked on it of cells before. */
  reported(cell: ToldCell): Form {
    const name = nameOf(cell);
    let form = this.cells.get(name);
    if (form === undefined) {
      const sum = new Map<number, number>();
      for (const [quantity, factor] of this.quantitiesOf(cell.meter, cell.register))
        addTo(sum, new Map([[this.numberOf({ meter: cell.meter, interval: cell.interval, quantity }), 1]]), factor);
      for (const { from, part, parts } of this.bookings.get(name) ?? [])
        addTo(sum, this.reported({ ...cell, interval: from }), fraction(part, parts));
      form = sum;
      this.cells.set(name, form);
    }
    return form;
  }

  /** The sum of some cells was released. */
  tell(cells: readonly ToldCell[]): void {
    const sum = new Map<number, number>();
    for (const cell of cells) addTo(sum, this.reported(cell));
    if (sum.size > 0) this.forms.push(sum);
  }
}

function nameOf({ meter, interval, register }: ToldCell): string {
  return `${meter} ${interval} ${register}`;
}
