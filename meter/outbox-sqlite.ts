/** The outbox as one SQLite file, shared by the meters of a process. [P-2.4] */
import { Store, parseStored } from '../host/sqlite.ts';
import { BOOKS_MIGRATION, recordBooks } from './books-sqlite.ts';
import type { Carry, Outbox, OutboxOp, OutboxReading, RestoredMeter } from './outbox.ts';

export const OUTBOX_MIGRATIONS = [
  `CREATE TABLE meter (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, last_interval INTEGER NOT NULL) STRICT;
   CREATE TABLE reading (interval INTEGER NOT NULL, meter INTEGER NOT NULL, sharing TEXT NOT NULL, booked_wh TEXT NOT NULL,
     void_registers INTEGER NOT NULL, PRIMARY KEY (interval, meter)) STRICT, WITHOUT ROWID;
   CREATE TABLE carry (meter INTEGER NOT NULL, interval INTEGER NOT NULL, register INTEGER NOT NULL,
     remaining_wh INTEGER NOT NULL, portion_wh INTEGER NOT NULL, PRIMARY KEY (meter, interval, register)) STRICT;
   CREATE TABLE booking (meter INTEGER NOT NULL, register INTEGER NOT NULL, from_interval INTEGER NOT NULL,
     to_interval INTEGER NOT NULL, wh INTEGER NOT NULL, PRIMARY KEY (meter, register, from_interval, to_interval)) STRICT;
   CREATE TABLE scheme (number INTEGER PRIMARY KEY CHECK (number = 0), message TEXT NOT NULL) STRICT;
   CREATE TABLE billed (meter INTEGER NOT NULL, window INTEGER NOT NULL, PRIMARY KEY (meter, window)) STRICT`,
  'ALTER TABLE reading ADD COLUMN is_billed INTEGER NOT NULL DEFAULT 0',
  BOOKS_MIGRATION,
];

export class SqliteOutbox implements Outbox {
  private readonly store: Store;
  private readonly numbers = new Map<string, number>();

  constructor(path: string) {
    this.store = new Store(path, OUTBOX_MIGRATIONS);
    this.readNumbers();
  }

  private readNumbers(): void {
    this.numbers.clear();
    for (const row of this.store.prepared('SELECT number, id FROM meter').iterate()) {
      this.numbers.set(String(row['id']), Number(row['number']));
    }
  }

  private number(id: string): number {
    let number = this.numbers.get(id);
    if (number === undefined) {
      number = Number(
        this.store.prepared('INSERT INTO meter (id, last_interval) VALUES (?, -1)').run(id).lastInsertRowid,
      );
      this.numbers.set(id, number);
    }
    return number;
  }

  commit(ops: readonly OutboxOp[]): void {
    try {
      this.store.transact(() => {
        for (const op of ops) {
          if (op.kind === 'scheme') this.store.prepared('INSERT OR REPLACE INTO scheme VALUES (0, ?)').run(op.message);
          else {
            this.write(op, this.number(op.meter));
            recordBooks(this.store, op, this.number(op.meter));
          }
        }
      });
    } catch (error) {
      // A meter named for the first time went with the transaction.
      this.readNumbers();
      throw error;
    }
  }

  private write(op: Exclude<OutboxOp, { kind: 'scheme' }>, meter: number): void {
    switch (op.kind) {
      case 'reading': {
        const { interval, sharing, bookedWh, voidRegisters, isBilled } = op.reading;
        this.store
          .prepared('INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?)')
          .run(interval, meter, sharing, JSON.stringify(bookedWh), voidRegisters, Number(isBilled));
        this.store
          .prepared('UPDATE meter SET last_interval = max(last_interval, ?) WHERE number = ?')
          .run(interval, meter);
        break;
      }
      case 'carry': {
        const { interval, register, remainingWh, portionWh } = op.carry;
        this.store
          .prepared('INSERT OR REPLACE INTO carry VALUES (?, ?, ?, ?, ?)')
          .run(meter, interval, register, remainingWh, portionWh);
        break;
      }
      case 'booking': {
        const { register, from, to, wh } = op.booking;
        this.store.prepared('INSERT INTO booking VALUES (?, ?, ?, ?, ?)').run(meter, register, from, to, wh);
        break;
      }
      case 'bill':
        break;
      case 'void':
        this.store
          .prepared('UPDATE reading SET void_registers = ? WHERE interval = ? AND meter = ?')
          .run(op.voidRegisters, op.interval, meter);
        break;
      case 'billed': {
        this.store.prepared('INSERT OR IGNORE INTO billed VALUES (?, ?)').run(meter, op.from);
        for (const interval of op.intervals)
          this.store.prepared('UPDATE reading SET is_billed = 1 WHERE interval = ? AND meter = ?').run(interval, meter);
        break;
      }
      case 'forget':
        for (const interval of op.intervals)
          this.store.prepared('DELETE FROM reading WHERE interval = ? AND meter = ?').run(interval, meter);
        break;
    }
  }

  restoreScheme(): string | undefined {
    const row = this.store.prepared('SELECT message FROM scheme').get();
    return row === undefined ? undefined : String(row['message']);
  }

  restore(): RestoredMeter[] {
    const lasts = this.store.prepared('SELECT id, last_interval FROM meter').all();
    return lasts.map((row) => {
      const meter = this.number(String(row['id']));
      return {
        meter: String(row['id']),
        lastInterval: Number(row['last_interval']),
        readings: this.readings(meter),
        carries: this.carries(meter),
        billed: this.store
          .prepared('SELECT window FROM billed WHERE meter = ?')
          .all(meter)
          .map((billed) => Number(billed['window'])),
      };
    });
  }

  private readings(meter: number): OutboxReading[] {
    return this.store
      .prepared('SELECT * FROM reading WHERE meter = ? ORDER BY interval')
      .all(meter)
      .map((row) => ({
        interval: Number(row['interval']),
        sharing: String(row['sharing']),
        bookedWh: parseStored<number[]>(row['booked_wh']),
        voidRegisters: Number(row['void_registers']),
        isBilled: Number(row['is_billed']) === 1,
      }));
  }

  private carries(meter: number): Carry[] {
    return this.store
      .prepared('SELECT * FROM carry WHERE meter = ? AND remaining_wh > 0 ORDER BY interval, register')
      .all(meter)
      .map((row) => ({
        interval: Number(row['interval']),
        register: Number(row['register']),
        remainingWh: Number(row['remaining_wh']),
        portionWh: Number(row['portion_wh']),
      }));
  }

  close(): void {
    this.store.close();
  }
}
