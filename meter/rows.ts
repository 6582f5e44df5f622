/**
 * The readings of one meter that somebody still needs, and what aggregators said of each: until its bill foots and every
 * aggregator has it. [P-2.4, P-6.3]
 */
import type { Effects } from '../protocol/machine.ts';
import { KeptReadings } from './kept-readings.ts';
import type { OutboxOp, OutboxReading } from './outbox.ts';
import { CHUNK_INTERVALS, MARK, type Mark, type Row } from './row-chunk.ts';
import type { Surroundings } from './surroundings.ts';

type Out = Effects<OutboxOp>;

export function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Whether an aggregator, by its bit, has a row's share or says that it has no use for it. */
export function isSettledBy({ chunk, at }: Row, bit: number): boolean {
  return chunk.isSettledBy(at, bit);
}

export class Rows implements Iterable<Row> {
  /** The last interval ever written to the outbox; -1 if none. */
  lastWritten: number;
  /** Intervals of rows that are to be sent for the first time, and when (grid time). */
  readonly fresh = new Map<number, number>();
  private readonly kept: KeptReadings;
  private readonly around: Surroundings;

  /** Goes on with what was restored. */
  constructor(around: Surroundings, restored: KeptReadings | undefined, lastWritten: number) {
    this.around = around;
    this.lastWritten = lastWritten;
    this.kept = restored ?? new KeptReadings();
    // Perhaps sent before the restart: the retained receipts will tell, and what they lack is sent again in batches.
    for (const row of this.kept) this.mark(row, MARK.unstored, true);
  }

  [Symbol.iterator](): IterableIterator<Row> {
    return this.kept[Symbol.iterator]();
  }

  /** Rows of intervals before `end`, ascending. */
  before(end: number): IterableIterator<Row> {
    return this.kept.between(Number.NEGATIVE_INFINITY, end);
  }

  between({ from, end }: { readonly from: number; readonly end: number }): IterableIterator<Row> {
    return this.kept.between(from, end);
  }

  get(interval: number): Row | undefined {
    return this.kept.get(interval);
  }

  /** A reading of an interval after all others. */
  add(reading: OutboxReading): Row {
    const row = this.kept.add(reading);
    this.mark(row, MARK.unstored, true);
    return row;
  }

  mark(row: Row, mark: Mark, isMarked: boolean): void {
    this.kept.mark(row, mark, isMarked);
  }

  /** Rows that some aggregator has not stored yet. */
  get unstoredCount(): number {
    return this.kept.count(MARK.unstored);
  }

  /** Readings that no bill has accounted for yet. */
  get outstandingCount(): number {
    return this.kept.count(MARK.present) - this.kept.count(MARK.isBilled);
  }

  /** Rows that an aggregator, by its bit, lacks and that were handed to the bus at or before a moment (monotonic), ascending. */
  *lackedBy(bit: number, sentUntilMs: number, sharing: string): IterableIterator<Row> {
    const number = this.kept.numberOf(sharing);
    for (const chunk of this.kept.chunks) {
      if (chunk.count(MARK.unstored) === 0 || chunk.isAllSettledBy(bit)) continue;
      for (let at = 0; at < CHUNK_INTERVALS; at++) {
        if (!chunk.is(at, MARK.unstored) || chunk.isSettledBy(at, bit)) continue;
        if (chunk.sharing.get(at) !== number || chunk.sentAtMs.get(at) > sentUntilMs) continue;
        if (!this.fresh.has(chunk.first + at)) yield this.kept.rowAt(chunk, at);
      }
    }
  }

  /** Whether nobody needs the share of a row: every aggregator has it or needs it no more, or it is in no page. */
  isDelivered({ storedBy, goneBy, spentBy }: Row): boolean {
    const { everybody, threshold } = this.around;
    return (storedBy | spentBy) === everybody || bitCount(goneBy) >= threshold;
  }

  /** Whether nobody needs a row: its bill foots, and it is delivered. */
  isDone(row: Row): boolean {
    return row.isBilled && this.isDelivered(row);
  }

  /** Takes a row out of memory; the outbox keeps what it has. */
  drop(row: Row): void {
    this.kept.remove(row);
    this.fresh.delete(row.interval);
  }

  forget(rows: readonly Row[], out: Out): void {
    if (rows.length === 0) return;
    for (const row of rows) this.drop(row);
    const intervals = rows.map(({ interval }) => interval);
    out.persist({ kind: 'forget', meter: this.around.party.id, intervals });
  }

  /** Billed and void readings before `interval` go, whoever lacks them. */
  forgetOld(interval: number, out: Out): void {
    const old: Row[] = [];
    for (const chunk of this.kept.chunks) {
      if (chunk.first >= interval) break;
      if (chunk.count(MARK.isBilled) + chunk.count(MARK.isVoid) === 0) continue;
      for (const row of this.kept.rowsIn(chunk, chunk.first, interval)) if (row.isBilled || row.isVoid) old.push(row);
    }
    this.forget(old, out);
  }
}
