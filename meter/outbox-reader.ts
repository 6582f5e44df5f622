/** Reading a meter's outbox as its household's books. Works beside a running meter, and writes nothing. [P-7.3] */
import type { DatabaseSync } from 'node:sqlite';
import { openStore, parseStored } from '../host/sqlite.ts';
import type { Bill, SchemeCopy } from '../schemas/types.ts';
import type { OutboxReading } from './outbox.ts';
import { OUTBOX_MIGRATIONS } from './outbox-sqlite.ts';

/** A void cell that held energy, and where that went. */
export interface VoidCell {
  readonly interval: number;
  /** Position of the register in the meter's list. */
  readonly register: number;
  /** In Wh: what is not booked again yet. */
  readonly remainingWh: number;
  /** Where the rest was booked, ascending. */
  readonly bookings: readonly { readonly to: number; readonly wh: number }[];
}

export interface MeterBooks {
  readonly meter: string;
  /** Last interval ever read; -1 if none. */
  readonly lastInterval: number;
  /** All that was ever read, in Wh by register. */
  readonly meteredWh: readonly number[];
  /** Readings that no bill has accounted for yet, and billed ones that some aggregator lacks; ascending. */
  readonly readings: readonly OutboxReading[];
  readonly voids: readonly VoidCell[];
  /** Bills that arrived and footed, the oldest first. */
  readonly bills: readonly Bill[];
}

export class OutboxReader {
  private readonly database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** Opens an outbox file for reading only. Throws HostError ERR_STORE_OPEN, ERR_STORE_EMPTY or ERR_STORE_VERSION. */
  static open(path: string): OutboxReader {
    return new OutboxReader(openStore(path, { migrations: OUTBOX_MIGRATIONS, isReadOnly: true }));
  }

  meters(): string[] {
    return this.database
      .prepare('SELECT id FROM meter ORDER BY id')
      .all()
      .map((row) => String(row['id']));
  }

  /** Length of an interval by the scheme last believed in an area; undefined while none was. */
  intervalSeconds(area: string): number | undefined {
    const row = this.database.prepare('SELECT message FROM scheme').get();
    if (row === undefined) return undefined;
    const entries = parseStored<SchemeCopy>(row['message']).entries.map(({ entry }) => entry);
    return entries.flatMap((entry) => (entry.kind === 'scheme' && entry.area === area ? [entry.scheme] : []))[0]
      ?.intervalSeconds;
  }

  /** The books of one meter, all from one moment; undefined if the outbox does not know it. */
  books(id: string): MeterBooks | undefined {
    this.database.exec('BEGIN');
    try {
      return this.read(id);
    } finally {
      this.database.exec('COMMIT');
    }
  }

  private read(id: string): MeterBooks | undefined {
    const meter = this.database.prepare('SELECT number, last_interval FROM meter WHERE id = ?').get(id);
    if (meter === undefined) return undefined;
    const number = Number(meter['number']);
    const all = (sql: string) => this.database.prepare(sql).all(number);
    const bookings = all(
      'SELECT register, from_interval, to_interval, wh FROM booking WHERE meter = ? ORDER BY to_interval',
    );
    const meteredWh: number[] = [];
    for (const row of all('SELECT register, wh FROM metered WHERE meter = ? ORDER BY register'))
      meteredWh[Number(row['register'])] = Number(row['wh']);
    return {
      meter: id,
      lastInterval: Number(meter['last_interval']),
      meteredWh,
      readings: all(
        'SELECT interval, sharing, booked_wh, void_registers, is_billed FROM reading WHERE meter = ? ORDER BY interval',
      ).map((row) => ({
        interval: Number(row['interval']),
        sharing: String(row['sharing']),
        bookedWh: parseStored<number[]>(row['booked_wh']),
        voidRegisters: Number(row['void_registers']),
        isBilled: Number(row['is_billed']) === 1,
      })),
      voids: all('SELECT interval, register, remaining_wh FROM carry WHERE meter = ? ORDER BY interval, register').map(
        (row) => ({
          interval: Number(row['interval']),
          register: Number(row['register']),
          remainingWh: Number(row['remaining_wh']),
          bookings: bookings
            .filter((one) => one['from_interval'] === row['interval'] && one['register'] === row['register'])
            .map((one) => ({ to: Number(one['to_interval']), wh: Number(one['wh']) })),
        }),
      ),
      bills: all('SELECT bill FROM bill WHERE meter = ? ORDER BY window').map((row) => parseStored<Bill>(row['bill'])),
    };
  }

  close(): void {
    this.database.close();
  }
}
