/** Void energy of one meter on its way to later readings: what waits, and how long that takes. [P-7.3] */
import type { Effects } from '../protocol/machine.ts';
import { cellsToCome } from './books.ts';
import type { Carry, OutboxOp } from './outbox.ts';
import type { Surroundings } from './surroundings.ts';

function nameOf({ interval, register }: Carry): string {
  return `${interval}/${register}`;
}

export class Carries implements Iterable<Carry> {
  /** By cell, the oldest first. */
  private readonly carries = new Map<string, Carry>();
  private readonly around: Surroundings;

  constructor(around: Surroundings, restored: readonly Carry[]) {
    this.around = around;
    for (const carry of restored) this.carries.set(nameOf(carry), carry);
  }

  [Symbol.iterator](): IterableIterator<Carry> {
    return this.carries.values();
  }

  set(carry: Carry, out: Effects<OutboxOp>): void {
    out.persist({ kind: 'carry', meter: this.around.party.id, carry });
    if (carry.remainingUnits > 0) this.carries.set(nameOf(carry), carry);
    else this.carries.delete(nameOf(carry));
  }

  /** What still waits, of all registers together: of meters with one unit. */
  get units(): number {
    let units = 0;
    for (const { remainingUnits } of this) units += remainingUnits;
    return units;
  }

  /** How many cells of its rate after `interval` the longest carry needs; 0 without one. */
  cellsAfter(interval: number): number {
    const { view, party } = this.around;
    let most = 0;
    if (view === undefined) return most;
    for (const carry of this)
      most = Math.max(most, cellsToCome(carry, interval, party.registers[carry.register] ?? '', view.cells));
    return most;
  }
}
