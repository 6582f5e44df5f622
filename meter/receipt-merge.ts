/** What the receipts of aggregators mean for the rows of one meter: stored, void, gone, forgotten. [P-6.3, P-7.3] */
import { Bitmap } from '../protocol/math/bitmap.ts';
import type { Effects } from '../protocol/machine.ts';
import type { SchemeView } from './grid-view.ts';
import type { Receipt } from '../schemas/types.ts';
import { carryOf } from './books.ts';
import type { Carries } from './carries.ts';
import type { OutboxOp } from './outbox.ts';
import { MARK, type Row } from './row-chunk.ts';
import { type Rows, bitCount } from './rows.ts';
import type { StoreCheck } from './store-check.ts';
import type { Surroundings } from './surroundings.ts';

type Out = Effects<OutboxOp>;

export class ReceiptMerge {
  private readonly around: Surroundings;
  private readonly rows: Rows;
  private readonly carries: Carries;

  constructor(around: Surroundings, rows: Rows, carries: Carries) {
    this.around = around;
    this.rows = rows;
    this.carries = carries;
  }

  /** An aggregator lost its disk, or had another log than the others: what it said before does not count any more. */
  discount(aggregator: number): void {
    const bit = 1 << aggregator;
    for (const row of this.rows) {
      row.storedBy &= ~bit;
      row.voidBy &= ~bit;
      row.goneBy &= ~bit;
      row.spentBy &= ~bit;
      if (!this.rows.isDelivered(row)) this.rows.mark(row, MARK.unstored, true);
    }
  }

  /** Takes an authentic receipt of a key epoch; returns whether the aggregator stored something that it had not before. */
  merge(receipt: Receipt, storeCheck: StoreCheck, out: Out): boolean {
    const bit = 1 << receipt.aggregator;
    const stored = Bitmap.decode(receipt.stored);
    const closed = Bitmap.decode(receipt.closed);
    const voided = Bitmap.decode(receipt.void);
    if (stored === undefined || closed === undefined || voided === undefined) return false;
    storeCheck.receipt(receipt, stored, this.rows.lastWritten, out);
    const done = new Map<number, Row>();
    let hasProgress = false;
    // By the own rows: how many intervals a receipt speaks of is its aggregator's choice.
    for (const row of this.rows) hasProgress = this.mergeStored(row, receipt, stored, done) || hasProgress;
    for (const offset of voided) {
      const row = this.rows.get(receipt.from + offset);
      if (row === undefined) continue;
      row.voidBy |= bit;
      if (!closed.has(offset)) row.goneBy |= bit;
      this.voidIfAgreed(row, out);
      this.settle(row, done);
    }
    this.rows.forget([...done.values()], out);
    return hasProgress;
  }

  /** Whether the aggregator has the share of a row by now, and had not before. */
  private mergeStored(row: Row, receipt: Receipt, stored: Bitmap, done: Map<number, Row>): boolean {
    const { interval } = row;
    const bit = 1 << receipt.aggregator;
    if (interval < receipt.joined || interval >= (receipt.left?.until ?? Number.POSITIVE_INFINITY)) return false;
    if (interval < receipt.knownFrom && (row.spentBy & bit) === 0) {
      // It would refuse the share for ever.
      row.spentBy |= bit;
      this.settle(row, done);
    }
    if (interval < receipt.neededFrom || interval >= receipt.from + receipt.count) return false;
    const isStored = stored.has(interval - receipt.from);
    if (isStored === ((row.storedBy & bit) !== 0)) return false;
    row.storedBy ^= bit;
    if (!isStored) {
      // It was there and is not any more: an old copy of the ledger took its place. An older receipt that came late
      // costs a duplicate.
      this.rows.mark(row, MARK.unstored, true);
      return false;
    }
    this.settle(row, done);
    this.around.observer.stored(this.around.party.id, receipt.aggregator, interval);
    return true;
  }

  private settle(row: Row, done: Map<number, Row>): void {
    if (this.rows.isDelivered(row)) this.rows.mark(row, MARK.unstored, false);
    if (this.rows.isDone(row)) done.set(row.interval, row);
  }

  /** When k aggregators say so, a cell is void: its energy moves to the carry, once. [P-7.3] */
  private voidIfAgreed(row: Row, out: Out): void {
    const { view } = this.around;
    if (view !== undefined && bitCount(row.voidBy) >= view.sharing.threshold) this.void(row, view, out);
  }

  /** Of no roster: it is in no page, in none of its areas. [P-7.1.11] */
  voidUnowned(row: Row, out: Out): void {
    const { view, everybody } = this.around;
    if (view === undefined) return;
    row.goneBy |= everybody;
    this.void(row, view, out);
    this.rows.mark(row, MARK.unstored, false);
  }

  private void(row: Row, view: SchemeView, out: Out): void {
    const { party } = this.around;
    const { minIntervals } = view.scheme.floors;
    // Its energy is on a bill that foots: what is said of it now can only be a lie.
    const { interval, bookedUnits, isBilled, isVoid } = row.reading;
    if (isBilled || isVoid) return;
    bookedUnits.forEach((units, register) => {
      const carry = carryOf(party, { interval, register, units, after: this.rows.lastWritten }, minIntervals);
      if (carry !== undefined) this.carries.set(carry, out);
    });
    this.rows.mark(row, MARK.isVoid, true);
    out.persist({ kind: 'void', meter: party.id, interval });
    out.notice('info', 'void', 'a cell is in no page or no bill; its energy is booked later', {
      meter: party.id,
      interval,
    });
  }
}
