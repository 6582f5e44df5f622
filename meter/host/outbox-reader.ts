/** Reading a meter's outbox as its household's books. Works beside a running meter, and writes nothing. [P-7.3] */
import type { DatabaseSync } from 'node:sqlite';
import type { Unbilled } from './notes.ts';
import { readProofs } from '../../host/store/proof-table.ts';
import { openStore, parseStored } from '../../host/store/sqlite.ts';
import type { Bill, Proof, Scheme, SchemeCopy, SignedTariff } from '../../schemas/types.ts';
import type { MeterBooks } from '../views/own-books.ts';
import type { KeptSample } from '../sample.ts';
import { counterFrom } from './books-sqlite.ts';
import { OUTBOX_STORE, carryFrom, estimateFrom, gapFrom, replacementFrom } from './outbox-tables.ts';

export class OutboxReader {
  private readonly database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** Opens an outbox file for reading only. Throws HostError ERR_STORE_OPEN, ERR_STORE_EMPTY or ERR_STORE_VERSION. */
  static open(path: string): OutboxReader {
    return new OutboxReader(openStore(path, OUTBOX_STORE, { isReadOnly: true }));
  }

  meters(): string[] {
    return this.database
      .prepare('SELECT id FROM meter ORDER BY id')
      .all()
      .map((row) => String(row['id']));
  }

  /** Signed contradictions. */
  proofs(): Proof[] {
    return readProofs(this.database);
  }

  /** The scheme last believed in an area; undefined while none was. */
  scheme(area: string): Scheme | undefined {
    const row = this.database.prepare('SELECT message FROM scheme').get();
    if (row === undefined) return undefined;
    const entries = parseStored<SchemeCopy>(row['message']).entries.map(({ entry }) => entry);
    return entries.flatMap((entry) => (entry.kind === 'scheme' && entry.area === area ? [entry.scheme] : []))[0];
  }

  /** Signed tariff documents that a scheme names and that have come, by their hash. */
  tariffsOf(scheme: Scheme | undefined): Map<string, SignedTariff> {
    const tariffs = new Map<string, SignedTariff>();
    const statement = this.database.prepare('SELECT message FROM tariff WHERE hash = ?');
    for (const hash of new Set(scheme?.tariffs.flatMap(({ document }) => document ?? []))) {
      const row = statement.get(hash);
      if (row !== undefined) tariffs.set(hash, parseStored<SignedTariff>(row['message']));
    }
    return tariffs;
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

  /** The latest window's bill of a meter; undefined if it has none. */
  lastBill(id: string): Bill | undefined {
    const row = this.database
      .prepare(
        'SELECT bill FROM bill WHERE meter = (SELECT number FROM meter WHERE id = ?) ORDER BY window DESC LIMIT 1',
      )
      .get(id);
    return row === undefined ? undefined : parseStored<Bill>(row['bill']);
  }

  /** The books of a meter that has written nothing yet. */
  noBooks(id: string): MeterBooks {
    const none = { meteredUnits: [], readings: [], voids: [], refused: [], before: [], gaps: [], estimates: [] };
    const nothing = { replacements: [], counters: [], bills: [], joined: undefined, sample: undefined };
    return { meter: id, lastInterval: -1, ...none, ...nothing };
  }

  /** What is on no bill, of every meter. */
  unbilled(): Unbilled[] {
    return this.meters().flatMap((id) => {
      const number = Number(this.database.prepare('SELECT number FROM meter WHERE id = ?').get(id)?.['number']);
      const one = (sql: string) => this.database.prepare(sql).get(number);
      const joined = one('SELECT interval FROM joined WHERE meter = ?')?.['interval'];
      const gaps = this.database.prepare('SELECT * FROM gap WHERE meter = ? ORDER BY from_interval').all(number);
      return {
        meter: id,
        joined: joined === undefined ? undefined : Number(joined),
        beforeCount: Number(one('SELECT count(*) AS count FROM early WHERE meter = ?')?.['count']),
        gaps: gaps.map(gapFrom),
        estimates: this.database
          .prepare('SELECT * FROM estimate WHERE meter = ? ORDER BY from_interval')
          .all(number)
          .map(estimateFrom),
      };
    });
  }

  private read(id: string): MeterBooks | undefined {
    const meter = this.database.prepare('SELECT number, last_interval FROM meter WHERE id = ?').get(id);
    if (meter === undefined) return undefined;
    const number = Number(meter['number']);
    const all = (sql: string) => this.database.prepare(sql).all(number);
    const bookings = new Map<string, { to: number; units: number }[]>();
    for (const row of all('SELECT * FROM booking WHERE meter = ? ORDER BY to_interval')) {
      const cell = `${Number(row['from_interval'])}/${Number(row['register'])}`;
      const known = bookings.get(cell) ?? [];
      bookings.set(cell, known);
      known.push({ to: Number(row['to_interval']), units: Number(row['wh']) });
    }
    const meteredUnits: number[] = [];
    for (const row of all('SELECT register, wh FROM metered WHERE meter = ? ORDER BY register'))
      meteredUnits[Number(row['register'])] = Number(row['wh']);
    return {
      meter: id,
      lastInterval: Number(meter['last_interval']),
      meteredUnits,
      readings: all(
        'SELECT interval, sharing, booked_wh, is_void, is_billed FROM reading WHERE meter = ? ORDER BY interval',
      ).map((row) => ({
        interval: Number(row['interval']),
        sharing: String(row['sharing']),
        bookedUnits: parseStored<number[]>(row['booked_wh']),
        isVoid: Number(row['is_void']) === 1,
        isBilled: Number(row['is_billed']) === 1,
      })),
      voids: all('SELECT * FROM carry WHERE meter = ? ORDER BY interval, register').map((row) => ({
        ...carryFrom(row),
        bookings: bookings.get(`${Number(row['interval'])}/${Number(row['register'])}`) ?? [],
      })),
      refused: all('SELECT interval, wh FROM refused WHERE meter = ? ORDER BY interval').map((row) => ({
        interval: Number(row['interval']),
        valuesUnits: parseStored<number[]>(row['wh']),
      })),
      joined: all('SELECT interval FROM joined WHERE meter = ?').map((row) => Number(row['interval']))[0],
      before: all('SELECT interval, booked_wh FROM early WHERE meter = ? ORDER BY interval').map((row) => ({
        interval: Number(row['interval']),
        bookedUnits: parseStored<number[]>(row['booked_wh']),
      })),
      gaps: all('SELECT * FROM gap WHERE meter = ? ORDER BY from_interval').map(gapFrom),
      estimates: all('SELECT * FROM estimate WHERE meter = ? ORDER BY from_interval').map(estimateFrom),
      replacements: all('SELECT * FROM replacement WHERE meter = ? ORDER BY host_ms').map(replacementFrom),
      sample: all('SELECT sample FROM sample WHERE meter = ?').map((row) => parseStored<KeptSample>(row['sample']))[0],
      counters: all('SELECT * FROM counter WHERE meter = ? ORDER BY number').map(counterFrom),
      bills: all('SELECT bill FROM bill WHERE meter = ? ORDER BY window').map((row) => parseStored<Bill>(row['bill'])),
    };
  }

  close(): void {
    this.database.close();
  }
}
