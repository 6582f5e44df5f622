/** Readings of one meter by interval, in chunks of columns: what a store gives back at a start, and what a meter goes on with. */
import type { OutboxReading } from './outbox.ts';
import { CHUNK_INTERVALS, MARK, type Mark, Row, RowChunk } from './row-chunk.ts';

export class KeptReadings implements Iterable<Row> {
  /** By its number; ascending, since readings come in this order. */
  private readonly byNumber = new Map<number, RowChunk>();
  /** Ids that readings were split under. */
  private readonly sharings: string[] = [];
  private readonly counts = new Map<Mark, number>();

  /** `readings`: ascending. */
  static of(readings: Iterable<OutboxReading>): KeptReadings {
    const kept = new KeptReadings();
    for (const reading of readings) kept.add(reading);
    return kept;
  }

  toArray(): OutboxReading[] {
    return Array.from(this, ({ reading }) => reading);
  }

  [Symbol.iterator](): IterableIterator<Row> {
    return this.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  }

  /** Rows of intervals from `from` up to `end`, ascending. */
  *between(from: number, end: number): IterableIterator<Row> {
    for (const chunk of this.chunks) {
      if (chunk.first >= end) return;
      yield* this.rowsIn(chunk, from, end);
    }
  }

  /** Ascending. */
  get chunks(): Iterable<RowChunk> {
    return this.byNumber.values();
  }

  *rowsIn(chunk: RowChunk, from: number, end: number): IterableIterator<Row> {
    const last = Math.min(CHUNK_INTERVALS, end - chunk.first);
    for (let at = Math.max(0, from - chunk.first); at < last; at++)
      if (chunk.is(at, MARK.present)) yield this.rowAt(chunk, at);
  }

  rowAt(chunk: RowChunk, at: number): Row {
    return new Row(chunk, at, this.sharings);
  }

  get(interval: number): Row | undefined {
    const chunk = this.byNumber.get(Math.floor(interval / CHUNK_INTERVALS));
    return chunk?.is(interval - chunk.first, MARK.present) === true
      ? this.rowAt(chunk, interval - chunk.first)
      : undefined;
  }

  /** A reading of an interval after all others. */
  add({ interval, sharing, bookedUnits, isVoid, isBilled }: OutboxReading): Row {
    const number = Math.floor(interval / CHUNK_INTERVALS);
    const chunk = this.byNumber.get(number) ?? new RowChunk(number * CHUNK_INTERVALS);
    this.byNumber.set(number, chunk);
    const row = this.rowAt(chunk, interval - chunk.first);
    chunk.setBookedUnits(row.at, bookedUnits);
    if (!this.sharings.includes(sharing)) this.sharings.push(sharing);
    chunk.sharing.set(row.at, this.numberOf(sharing));
    this.mark(row, MARK.present, true);
    this.mark(row, MARK.isVoid, isVoid);
    this.mark(row, MARK.isBilled, isBilled);
    return row;
  }

  remove(row: Row): void {
    for (const mark of Object.values(MARK)) this.mark(row, mark, false);
    if (row.chunk.count(MARK.present) === 0) this.byNumber.delete(row.chunk.first / CHUNK_INTERVALS);
  }

  mark({ chunk, at }: Row, mark: Mark, isMarked: boolean): void {
    this.counts.set(mark, this.count(mark) + chunk.mark(at, mark, isMarked));
  }

  count(mark: Mark): number {
    return this.counts.get(mark) ?? 0;
  }

  /** What rows split under a sharing have in `sharing` of their chunk; -1 if there is none. */
  numberOf(sharing: string): number {
    return this.sharings.indexOf(sharing);
  }
}
