/** The outbox as one SQLite file, shared by the meters of a process. [P-2.4] */
import type { DatabaseSync } from 'node:sqlite';
import { CheckedTable, adoptRows } from '../host/checked-table.ts';
import { Store, parseStored } from '../host/sqlite.ts';
import { BOOKS_MIGRATION, recordBooks } from './books-sqlite.ts';
import type { Carry, KeptMessages, Outbox, OutboxOp, OutboxReading, RestoredMeter } from './outbox.ts';

/** Every table when rows were first checked, and the columns that their checksums cover. [P-6.2] */
const FIRST_CHECKED = {
  meter: ['number', 'id', 'last_interval'],
  reading: ['interval', 'meter', 'sharing', 'booked_wh', 'void_registers', 'is_billed'],
  carry: ['meter', 'interval', 'register', 'remaining_wh', 'portion_wh'],
  booking: ['meter', 'register', 'from_interval', 'to_interval', 'wh'],
  scheme: ['number', 'message'],
  billed: ['meter', 'window'],
} as const;
/** The same as they are now: a migration that adds a table or column adopts its rows and is followed here. */
const CHECKED = { ...FIRST_CHECKED, card: ['aggregator', 'message'], lost: ['meter', 'key_epoch'] } as const;

/** Name of the outbox file in a meter's state folder. */
export const OUTBOX_FILE = 'outbox.sqlite';

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
  (database: DatabaseSync): void => {
    for (const [table, columns] of Object.entries(FIRST_CHECKED)) adoptRows(database, table, columns);
  },
  (database: DatabaseSync): void => {
    database.exec(`CREATE TABLE card (aggregator INTEGER PRIMARY KEY, message TEXT NOT NULL) STRICT;
      CREATE TABLE lost (meter INTEGER PRIMARY KEY, key_epoch INTEGER NOT NULL) STRICT`);
    adoptRows(database, 'card', CHECKED.card);
    adoptRows(database, 'lost', CHECKED.lost);
  },
];

export class SqliteOutbox implements Outbox {
  private readonly store: Store;
  private readonly tables: Readonly<Record<keyof typeof CHECKED, CheckedTable>>;
  private readonly numbers = new Map<string, number>();

  constructor(path: string) {
    this.store = new Store(path, OUTBOX_MIGRATIONS);
    const table = (name: keyof typeof CHECKED): CheckedTable => new CheckedTable(this.store, name, CHECKED[name]);
    this.tables = {
      meter: table('meter'),
      reading: table('reading'),
      carry: table('carry'),
      booking: table('booking'),
      scheme: table('scheme'),
      billed: table('billed'),
      card: table('card'),
      lost: table('lost'),
    };
    this.readNumbers();
  }

  private readNumbers(): void {
    this.numbers.clear();
    for (const { number, id } of this.tables.meter.rows()) this.numbers.set(String(id), Number(number));
  }

  private number(id: string): number {
    let number = this.numbers.get(id);
    if (number === undefined) {
      // Every meter has a row, numbers count up, none is ever deleted.
      number = this.numbers.size + 1;
      this.tables.meter.insert(number, id, -1);
      this.numbers.set(id, number);
    }
    return number;
  }

  commit(ops: readonly OutboxOp[]): void {
    try {
      this.store.transact(() => {
        for (const op of ops) {
          if (op.kind === 'scheme') this.writeScheme(op.message);
          else if (op.kind === 'card') this.writeCard(op.aggregator, op.message);
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

  private writeScheme(message: string): void {
    this.tables.scheme.remove('number = 0');
    this.tables.scheme.insert(0, message);
  }

  private writeCard(aggregator: number, message: string): void {
    this.tables.card.remove('aggregator = ?', aggregator);
    this.tables.card.insert(aggregator, message);
  }

  private write(op: Extract<OutboxOp, { meter: string }>, meter: number): void {
    const { tables } = this;
    switch (op.kind) {
      case 'reading': {
        const { interval, sharing, bookedWh, voidRegisters, isBilled } = op.reading;
        tables.reading.insert(interval, meter, sharing, JSON.stringify(bookedWh), voidRegisters, Number(isBilled));
        this.written(op.meter, meter, interval);
        break;
      }
      case 'carry': {
        const { interval, register, remainingWh, portionWh } = op.carry;
        tables.carry.remove('meter = ? AND interval = ? AND register = ?', meter, interval, register);
        tables.carry.insert(meter, interval, register, remainingWh, portionWh);
        break;
      }
      case 'booking': {
        const { register, from, to, wh } = op.booking;
        tables.booking.insert(meter, register, from, to, wh);
        break;
      }
      case 'bill':
        break;
      case 'void':
        this.changeReading(meter, op.interval, { void_registers: op.voidRegisters });
        break;
      case 'billed': {
        tables.billed.remove('meter = ? AND window = ?', meter, op.from);
        tables.billed.insert(meter, op.from);
        for (const interval of op.intervals) this.changeReading(meter, interval, { is_billed: 1 });
        break;
      }
      case 'lost':
        tables.lost.remove('meter = ?', meter);
        tables.lost.insert(meter, op.keyEpoch);
        break;
      case 'forget':
        for (const interval of op.intervals) tables.reading.remove('interval = ? AND meter = ?', interval, meter);
        break;
    }
  }

  /** Changes what may change of a reading: what it reports never does. */
  private changeReading(
    meter: number,
    interval: number,
    change: { readonly is_billed: number } | { readonly void_registers: number },
  ): void {
    const { reading } = this.tables;
    for (const row of reading.rows('WHERE interval = ? AND meter = ?', interval, meter)) {
      const now: Record<string, unknown> = { ...row, ...change };
      reading.remove('interval = ? AND meter = ?', interval, meter);
      const [sharing, bookedWh] = [String(now['sharing']), String(now['booked_wh'])];
      reading.insert(interval, meter, sharing, bookedWh, Number(now['void_registers']), Number(now['is_billed']));
    }
  }

  /** Remembers the last interval ever written. */
  private written(id: string, meter: number, interval: number): void {
    const [row] = this.tables.meter.rows('WHERE number = ?', meter);
    if (Number(row?.['last_interval'] ?? -1) >= interval) return;
    this.tables.meter.remove('number = ?', meter);
    this.tables.meter.insert(meter, id, interval);
  }

  restoreMessages(): KeptMessages {
    const [row] = this.tables.scheme.rows();
    return {
      scheme: row === undefined ? undefined : String(row['message']),
      cards: this.tables.card.rows('ORDER BY aggregator').map(({ message }) => String(message)),
    };
  }

  /** Throws HostError ERR_STORE_CORRUPT if it is not what was stored. */
  restore(): RestoredMeter[] {
    const { tables } = this;
    for (const table of Object.values(tables)) table.verify();
    return tables.meter.rows().map((row) => {
      const meter = Number(row['number']);
      return {
        meter: String(row['id']),
        lastInterval: Number(row['last_interval']),
        lostKeyEpoch: Number(tables.lost.rows('WHERE meter = ?', meter)[0]?.['key_epoch'] ?? 0),
        readings: this.readings(meter),
        carries: this.carries(meter),
        billed: tables.billed.rows('WHERE meter = ?', meter).map(({ window }) => Number(window)),
      };
    });
  }

  private readings(meter: number): OutboxReading[] {
    return this.tables.reading.rows('WHERE meter = ? ORDER BY interval', meter).map((row) => ({
      interval: Number(row['interval']),
      sharing: String(row['sharing']),
      bookedWh: parseStored<number[]>(row['booked_wh']),
      voidRegisters: Number(row['void_registers']),
      isBilled: Number(row['is_billed']) === 1,
    }));
  }

  private carries(meter: number): Carry[] {
    return this.tables.carry
      .rows('WHERE meter = ? AND remaining_wh > 0 ORDER BY interval, register', meter)
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
