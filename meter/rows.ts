/**
 * The readings of one meter that somebody still needs, and what aggregators said of each: until its bill foots and every
 * aggregator has it. [P-2.4, P-6.3]
 */
import type { Effects } from '../protocol/machine.ts';
import type { OutboxOp, OutboxReading } from './outbox.ts';
import type { Surroundings } from './surroundings.ts';

type Out = Effects<OutboxOp>;

export interface Row {
  reading: OutboxReading;
  readonly dueMs: number;
  /** When it was last handed to the bus (monotonic); -1 if never. */
  sentAtMs: number;
  /** Bit j: handed to the bus for aggregator j by this process. */
  sentTo: number;
  /** Bit j: aggregator j has stored it, by its receipt. */
  storedBy: number;
  /** Bit j: aggregator j says that it is void. */
  voidBy: number;
  /** Bit j: aggregator j says that it is in no page: nobody needs its share. A remnant's share goes into a load. */
  goneBy: number;
  /** Bit j: aggregator j has forgotten the page of so long ago: it takes no share of it, and can tell nothing of it. */
  spentBy: number;
}

export function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Whether an aggregator, by its bit, has a row's share or says that it has no use for it. */
export function isSettledBy({ storedBy, goneBy, spentBy }: Row, bit: number): boolean {
  return ((storedBy | goneBy | spentBy) & bit) !== 0;
}

export class Rows implements Iterable<Row> {
  /** Rows that some aggregator has not stored yet. */
  readonly unstored = new Set<Row>();
  /** The last interval ever written to the outbox; -1 if none. */
  lastWritten: number;
  /** Ids that readings were split under, each once: out of a store every row brings a copy of its own. */
  private readonly sharings = new Map<string, string>();
  /** Ascending. */
  private readonly byInterval = new Map<number, Row>();
  private readonly around: Surroundings;

  constructor(around: Surroundings, restored: readonly OutboxReading[], lastWritten: number) {
    this.around = around;
    this.lastWritten = lastWritten;
    // Perhaps sent before the restart: the retained receipts will tell, and what they lack is sent again in batches.
    for (const reading of restored) this.add(reading, 0).sentAtMs = 0;
  }

  [Symbol.iterator](): IterableIterator<Row> {
    return this.byInterval.values();
  }

  get(interval: number): Row | undefined {
    return this.byInterval.get(interval);
  }

  add(reading: OutboxReading, dueMs: number): Row {
    const sharing = this.sharings.get(reading.sharing) ?? reading.sharing;
    this.sharings.set(sharing, sharing);
    const row = {
      reading: { ...reading, sharing },
      dueMs,
      sentAtMs: -1,
      sentTo: 0,
      storedBy: 0,
      voidBy: 0,
      goneBy: 0,
      spentBy: 0,
    };
    this.byInterval.set(reading.interval, row);
    this.unstored.add(row);
    return row;
  }

  /** Readings that no bill has accounted for yet. */
  get outstandingCount(): number {
    let count = 0;
    for (const { reading } of this) if (!reading.isBilled) count += 1;
    return count;
  }

  /** Whether nobody needs the share of a row: every aggregator has it or needs it no more, or it is in no page. */
  isDelivered({ storedBy, goneBy, spentBy }: Row): boolean {
    const { everybody, threshold } = this.around;
    return (storedBy | spentBy) === everybody || bitCount(goneBy) >= threshold;
  }

  /** Whether nobody needs a row: its bill foots, and it is delivered. */
  isDone(row: Row): boolean {
    return row.reading.isBilled && this.isDelivered(row);
  }

  /** Takes a row out of memory; the outbox keeps what it has. */
  drop(row: Row): void {
    this.byInterval.delete(row.reading.interval);
    this.unstored.delete(row);
  }

  forget(rows: readonly Row[], out: Out): void {
    if (rows.length === 0) return;
    for (const row of rows) this.drop(row);
    const intervals = rows.map((row) => row.reading.interval);
    out.persist({ kind: 'forget', meter: this.around.party.id, intervals });
  }

  /** Billed and void readings before `interval` go, whoever lacks them. */
  forgetOld(interval: number, out: Out): void {
    const old: Row[] = [];
    for (const row of this) {
      if (row.reading.interval >= interval) break;
      if (row.reading.isBilled || row.reading.isVoid) old.push(row);
    }
    this.forget(old, out);
  }
}
