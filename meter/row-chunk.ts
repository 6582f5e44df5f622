/**
 * The readings of consecutive intervals, and what aggregators said of each, in columns: of a backlog of months there are
 * millions, and all of them stay in memory. One that waits takes some five bytes.
 */
import { Column } from '../protocol/math/column.ts';
import type { OutboxReading } from './outbox.ts';

export const CHUNK_INTERVALS = 512;

/** What a row is marked with, one bit each. */
export const MARK = {
  present: 1,
  /** Some aggregator has not stored it yet. */
  unstored: 2,
  isVoid: 4,
  isBilled: 8,
} as const;

export type Mark = (typeof MARK)[keyof typeof MARK];

const newColumn = (): Column => new Column(CHUNK_INTERVALS);

export class RowChunk {
  readonly first: number;
  readonly sentAtMs = newColumn();
  readonly sentTo = newColumn();
  readonly storedBy = newColumn();
  readonly voidBy = newColumn();
  readonly goneBy = newColumn();
  readonly spentBy = newColumn();
  /** Which of the ids that readings were split under. */
  readonly sharing = newColumn();
  private readonly marks = new Uint8Array(CHUNK_INTERVALS);
  private readonly counts = new Map<Mark, number>();
  /** Per register; one that a reading does not have is not a number. */
  private readonly bookedUnits: Column[] = [];

  constructor(first: number) {
    this.first = first;
  }

  is(at: number, mark: Mark): boolean {
    return ((this.marks[at] ?? 0) & mark) !== 0;
  }

  /** Returns by how much the count of rows that are marked so changed. */
  mark(at: number, mark: Mark, isMarked: boolean): number {
    if (this.is(at, mark) === isMarked) return 0;
    this.marks[at] = (this.marks[at] ?? 0) ^ mark;
    const change = isMarked ? 1 : -1;
    this.counts.set(mark, this.count(mark) + change);
    return change;
  }

  count(mark: Mark): number {
    return this.counts.get(mark) ?? 0;
  }

  setBookedUnits(at: number, bookedUnits: readonly number[]): void {
    while (this.bookedUnits.length < bookedUnits.length)
      this.bookedUnits.push(new Column(CHUNK_INTERVALS, this.count(MARK.present) === 0 ? 0 : Number.NaN));
    for (const [register, column] of this.bookedUnits.entries()) column.set(at, bookedUnits[register] ?? Number.NaN);
  }

  bookedUnitsOf(at: number): number[] {
    return this.bookedUnits.map((column) => column.get(at)).filter((units) => !Number.isNaN(units));
  }

  /** Whether an aggregator, by its bit, has a row's share or says that it has no use for it. */
  isSettledBy(at: number, bit: number): boolean {
    return ((this.storedBy.get(at) | this.goneBy.get(at) | this.spentBy.get(at)) & bit) !== 0;
  }

  /** Whether that is so of all of them, as far as it can be told at once. */
  isAllSettledBy(bit: number): boolean {
    const { storedBy, goneBy, spentBy } = this;
    return [storedBy, goneBy, spentBy].some(({ uniform = 0 }) => (uniform & bit) !== 0);
  }
}

/** A row, wherever its values are kept. What is set here is not counted: who marks one asks `Rows`. */
export class Row {
  readonly interval: number;
  readonly chunk: RowChunk;
  readonly at: number;
  private readonly sharings: readonly string[];

  constructor(chunk: RowChunk, at: number, sharings: readonly string[]) {
    this.interval = chunk.first + at;
    this.chunk = chunk;
    this.at = at;
    this.sharings = sharings;
  }

  /** Made anew each time: what is written to the outbox, and is reported for ever. */
  get reading(): OutboxReading {
    const { interval, sharing, isVoid, isBilled } = this;
    return { interval, sharing, bookedUnits: this.chunk.bookedUnitsOf(this.at), isVoid, isBilled };
  }

  get sharing(): string {
    return this.sharings[this.chunk.sharing.get(this.at)] ?? '';
  }

  /** Void with all its registers: its energy is in the carry. */
  get isVoid(): boolean {
    return this.chunk.is(this.at, MARK.isVoid);
  }

  /** Its bill arrived and foots: it is only kept for aggregators that have not stored it yet. */
  get isBilled(): boolean {
    return this.chunk.is(this.at, MARK.isBilled);
  }

  /** When it was last handed to the bus (monotonic); 0 if it perhaps was, before this process, or must wait for the bus. */
  get sentAtMs(): number {
    return this.chunk.sentAtMs.get(this.at);
  }

  set sentAtMs(ms: number) {
    this.chunk.sentAtMs.set(this.at, ms);
  }

  /** Bit j: handed to the bus for aggregator j by this process. */
  get sentTo(): number {
    return this.chunk.sentTo.get(this.at);
  }

  set sentTo(bits: number) {
    this.chunk.sentTo.set(this.at, bits);
  }

  /** Bit j: aggregator j has stored it, by its receipt. */
  get storedBy(): number {
    return this.chunk.storedBy.get(this.at);
  }

  set storedBy(bits: number) {
    this.chunk.storedBy.set(this.at, bits);
  }

  /** Bit j: aggregator j says that it is void. */
  get voidBy(): number {
    return this.chunk.voidBy.get(this.at);
  }

  set voidBy(bits: number) {
    this.chunk.voidBy.set(this.at, bits);
  }

  /** Bit j: aggregator j says that it is in no page: nobody needs its share. A remnant's share goes into a load. */
  get goneBy(): number {
    return this.chunk.goneBy.get(this.at);
  }

  set goneBy(bits: number) {
    this.chunk.goneBy.set(this.at, bits);
  }

  /** Bit j: aggregator j has forgotten the page of so long ago: it takes no share of it, and can tell nothing of it. */
  get spentBy(): number {
    return this.chunk.spentBy.get(this.at);
  }

  set spentBy(bits: number) {
    this.chunk.spentBy.set(this.at, bits);
  }
}
