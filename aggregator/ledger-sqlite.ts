/** The ledger as one SQLite file. Rows are in (area, interval, meter) order, so that a page is one range scan. [P-6.2] */
import { Store } from '../host/sqlite.ts';
import { assert } from '../protocol/machine.ts';
import type { CertifiedEntry, Manifest } from '../schemas/types.ts';
import { isValid } from '../schemas/validate.ts';
import type { CellRow, Ledger, LedgerOp, LedgerRead, LedgerRows, Lock, RestoredArea, StoredRelease } from './ledger.ts';

/** Name of the ledger file in an aggregator's state folder. */
export const LEDGER_FILE = 'ledger.sqlite';

export const LEDGER_MIGRATIONS = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE area (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE cell (
     area INTEGER NOT NULL, interval INTEGER NOT NULL, meter INTEGER NOT NULL,
     digest INTEGER NOT NULL, shares BLOB NOT NULL,
     PRIMARY KEY (area, interval, meter)) STRICT, WITHOUT ROWID;
   CREATE TABLE entry (area INTEGER NOT NULL, sequence INTEGER NOT NULL, certified TEXT NOT NULL,
     PRIMARY KEY (area, sequence)) STRICT;
   CREATE TABLE lock (area INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, ballot INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
   CREATE TABLE manifest (area INTEGER NOT NULL, first_interval INTEGER NOT NULL, message TEXT NOT NULL,
     PRIMARY KEY (area, first_interval)) STRICT;
   CREATE TABLE release (area INTEGER NOT NULL, sequence INTEGER NOT NULL, interval INTEGER NOT NULL, meters TEXT NOT NULL,
     store_epoch INTEGER NOT NULL, sums BLOB NOT NULL, PRIMARY KEY (area, sequence, interval, meters)) STRICT;
   CREATE TABLE evidence (number INTEGER PRIMARY KEY, area INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
   INSERT INTO meta VALUES ('store_epoch', '1')`,
];

function toCell(row: Record<string, unknown>): CellRow {
  const { interval, meter, digest, shares } = row;
  assert(shares instanceof Uint8Array, 'shares are a blob');
  return { interval: Number(interval), index: Number(meter), digest: Number(digest), shares };
}

function toRelease(row: Record<string, unknown>): StoredRelease {
  assert(row['sums'] instanceof Uint8Array, 'sums are a blob');
  return {
    sequence: Number(row['sequence']),
    interval: Number(row['interval']),
    meters: String(row['meters']),
    storeEpoch: Number(row['store_epoch']),
    sums: row['sums'],
  };
}

export class SqliteLedger implements Ledger {
  readonly storeEpoch: number;
  private readonly store: Store;
  private readonly areaNumbers = new Map<string, number>();

  constructor(path: string) {
    this.store = new Store(path, LEDGER_MIGRATIONS);
    this.readAreas();
    this.storeEpoch = Number(this.store.prepared("SELECT value FROM meta WHERE name = 'store_epoch'").get()?.['value']);
  }

  private readAreas(): void {
    this.areaNumbers.clear();
    for (const row of this.store.prepared('SELECT number, name FROM area').iterate()) {
      this.areaNumbers.set(String(row['name']), Number(row['number']));
    }
  }

  private areaNumber(area: string): number {
    let number = this.areaNumbers.get(area);
    if (number === undefined) {
      number = Number(this.store.prepared('INSERT INTO area (name) VALUES (?)').run(area).lastInsertRowid);
      this.areaNumbers.set(area, number);
    }
    return number;
  }

  commit(ops: readonly LedgerOp[]): void {
    try {
      this.store.transact(() => {
        for (const op of ops) this.write(op, this.areaNumber(op.area));
      });
    } catch (error) {
      // An area named for the first time went with the transaction.
      this.readAreas();
      throw error;
    }
  }

  private write(op: LedgerOp, area: number): void {
    switch (op.kind) {
      case 'cell': {
        const { interval, index, digest, shares } = op.row;
        this.store.prepared('INSERT INTO cell VALUES (?, ?, ?, ?, ?)').run(area, interval, index, digest, shares);
        break;
      }
      case 'entry':
        this.store
          .prepared('INSERT INTO entry VALUES (?, ?, ?)')
          .run(area, op.certified.entry.sequence, JSON.stringify(op.certified));
        break;
      case 'lock':
        this.store
          .prepared('INSERT OR REPLACE INTO lock VALUES (?, ?, ?, ?)')
          .run(area, op.lock.sequence, op.lock.ballot, op.lock.hash);
        break;
      case 'manifest':
        this.store
          .prepared('INSERT INTO manifest VALUES (?, ?, ?)')
          .run(area, op.manifest.pages[0]?.interval ?? 0, JSON.stringify(op.manifest));
        break;
      case 'release': {
        const { sequence, interval, meters, storeEpoch, sums } = op.release;
        this.store
          .prepared('INSERT INTO release VALUES (?, ?, ?, ?, ?, ?)')
          .run(area, sequence, interval, meters, storeEpoch, sums);
        break;
      }
      case 'evidence':
        this.store.prepared('INSERT INTO evidence (area, text) VALUES (?, ?)').run(area, op.text);
        break;
    }
  }

  restore(): RestoredArea[] {
    return [...this.areaNumbers].map(([area, number]) => ({
      area,
      entries: this.entries(number),
      lock: this.lock(number),
      manifests: this.manifests(number),
      cells: this.cells(number),
      releases: this.store.prepared('SELECT * FROM release WHERE area = ?').all(number).map(toRelease),
    }));
  }

  private entries(area: number): CertifiedEntry[] {
    return this.store
      .prepared('SELECT certified FROM entry WHERE area = ? ORDER BY sequence')
      .all(area)
      .map((row) => {
        const certified: unknown = JSON.parse(String(row['certified']));
        assert(isValid('certified-entry', certified), 'a stored entry is what was stored');
        return certified;
      });
  }

  private lock(area: number): Lock | undefined {
    const row = this.store.prepared('SELECT * FROM lock WHERE area = ?').get(area);
    if (row === undefined) return undefined;
    return { sequence: Number(row['sequence']), ballot: Number(row['ballot']), hash: String(row['hash']) };
  }

  private manifests(area: number): Manifest[] {
    return this.store
      .prepared('SELECT message FROM manifest WHERE area = ? ORDER BY first_interval')
      .all(area)
      .map((row) => {
        const message: unknown = JSON.parse(String(row['message']));
        assert(isValid('manifest', message) && message.type === 'manifest', 'a stored manifest is what was stored');
        return message;
      });
  }

  private *cells(area: number): Generator<Omit<CellRow, 'shares'>> {
    for (const row of this.store.prepared('SELECT interval, meter, digest FROM cell WHERE area = ?').iterate(area)) {
      yield { interval: Number(row['interval']), index: Number(row['meter']), digest: Number(row['digest']) };
    }
  }

  read(query: LedgerRead): LedgerRows {
    const area = this.areaNumber(query.area);
    switch (query.kind) {
      case 'page':
        return { kind: 'cells', read: query, rows: this.range(area, query.interval, query.interval + 1) };
      case 'window':
        return { kind: 'cells', read: query, rows: this.range(area, query.from, query.end) };
      case 'releases':
        return {
          kind: 'releases',
          read: query,
          releases: this.store
            .prepared('SELECT * FROM release WHERE area = ? AND sequence = ?')
            .all(area, query.sequence)
            .map(toRelease),
        };
    }
  }

  private *range(area: number, from: number, end: number): Generator<CellRow> {
    const statement = this.store.prepared(
      'SELECT interval, meter, digest, shares FROM cell WHERE area = ? AND interval >= ? AND interval < ?',
    );
    for (const row of statement.iterate(area, from, end)) yield toCell(row);
  }

  close(): void {
    this.store.close();
  }
}
