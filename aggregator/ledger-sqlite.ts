/** The ledger as one SQLite file. Rows are in (area, interval, meter) order, so that a page is one range scan. [P-6.2] */
import type { DatabaseSync } from 'node:sqlite';
import { CheckedTable, adoptRows } from '../host/checked-table.ts';
import { nodeCrypto } from '../host/crypto.ts';
import { HostError } from '../host/errors.ts';
import { Store, parseStored } from '../host/sqlite.ts';
import { assert } from '../protocol/machine.ts';
import type { CertifiedEntry, Manifest } from '../schemas/types.ts';
import { isValid } from '../schemas/validate.ts';
import { cellDigest } from './cells.ts';
import type { CellRow, Ledger, LedgerOp, LedgerRead, LedgerRows, Lock, RestoredArea, StoredRelease } from './ledger.ts';

/** Tables whose rows were checked first, and the columns that their checksums cover; cells have digests. */
const FIRST_CHECKED = {
  meta: ['name', 'value'],
  area: ['number', 'name'],
  entry: ['area', 'sequence', 'certified'],
  lock: ['area', 'sequence', 'ballot', 'hash'],
  manifest: ['area', 'first_interval', 'message'],
  release: ['area', 'sequence', 'interval', 'meters', 'store_epoch', 'sums'],
  evidence: ['area', 'text'],
} as const;
/** The same as they are now: a migration that adds a table or column adopts its rows and is followed here. */
const CHECKED = { ...FIRST_CHECKED };

const MIGRATIONS = [
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
  // Checksums of rows; and digests of cells bind where the cell belongs, not only its shares. [P-6.2]
  (database: DatabaseSync): void => {
    for (const [table, columns] of Object.entries(FIRST_CHECKED)) adoptRows(database, table, columns);
    database.function('cell_digest', (area, interval, index, shares) => {
      assert(shares instanceof Uint8Array, 'shares are a blob');
      return cellDigest(nodeCrypto, String(area), { interval: Number(interval), index: Number(index), shares });
    });
    database.exec(
      `UPDATE cell SET digest = cell_digest((SELECT name FROM area WHERE number = cell.area), interval, meter, shares)`,
    );
  },
];

/** Most that a row of the cell index can say: more is damage, and must not size an array. */
const LARGEST_INDEX = 2 ** 24;

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
  private readonly meta: CheckedTable;
  private readonly areas: CheckedTable;
  private readonly entries: CheckedTable;
  private readonly locks: CheckedTable;
  private readonly manifests: CheckedTable;
  private readonly releases: CheckedTable;
  private readonly evidence: CheckedTable;
  private readonly areaNumbers = new Map<string, number>();

  constructor(path: string) {
    this.store = new Store(path, MIGRATIONS);
    this.meta = new CheckedTable(this.store, 'meta', CHECKED.meta);
    this.areas = new CheckedTable(this.store, 'area', CHECKED.area);
    this.entries = new CheckedTable(this.store, 'entry', CHECKED.entry);
    this.locks = new CheckedTable(this.store, 'lock', CHECKED.lock);
    this.manifests = new CheckedTable(this.store, 'manifest', CHECKED.manifest);
    this.releases = new CheckedTable(this.store, 'release', CHECKED.release);
    this.evidence = new CheckedTable(this.store, 'evidence', CHECKED.evidence);
    this.readAreas();
    const [epoch] = this.meta.rows("WHERE name = 'store_epoch'");
    this.storeEpoch = Number(epoch?.['value']);
    if (!Number.isSafeInteger(this.storeEpoch)) this.store.corrupt('it has no store epoch');
  }

  private readAreas(): void {
    this.areaNumbers.clear();
    for (const { number, name } of this.areas.rows()) this.areaNumbers.set(String(name), Number(number));
  }

  private areaNumber(area: string): number {
    let number = this.areaNumbers.get(area);
    if (number === undefined) {
      number = Math.max(0, ...this.areaNumbers.values()) + 1;
      this.areas.insert(number, area);
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
        this.entries.insert(area, op.certified.entry.sequence, JSON.stringify(op.certified));
        break;
      case 'lock':
        this.locks.remove('area = ?', area);
        this.locks.insert(area, op.lock.sequence, op.lock.ballot, op.lock.hash);
        break;
      case 'manifest':
        this.manifests.insert(area, op.manifest.pages[0]?.interval ?? 0, JSON.stringify(op.manifest));
        break;
      case 'release': {
        const { sequence, interval, meters, storeEpoch, sums } = op.release;
        this.releases.insert(area, sequence, interval, meters, storeEpoch, sums);
        break;
      }
      case 'evidence':
        this.evidence.insert(area, op.text);
        break;
    }
  }

  /** Throws HostError ERR_STORE_CORRUPT if it is not what was stored. */
  restore(): RestoredArea[] {
    const tables = [this.meta, this.areas, this.entries, this.locks, this.manifests, this.releases, this.evidence];
    for (const table of tables) table.verify();
    return [...this.areaNumbers].map(([area, number]) => ({
      area,
      entries: this.restoredEntries(number),
      lock: this.lock(number),
      manifests: this.restoredManifests(number),
      cells: this.cells(number),
      releases: this.releases.rows('WHERE area = ?', number).map(toRelease),
    }));
  }

  private restoredEntries(area: number): CertifiedEntry[] {
    return this.entries.rows('WHERE area = ? ORDER BY sequence', area).map((row) => {
      const certified: unknown = JSON.parse(String(row['certified']));
      assert(isValid('certified-entry', certified), 'a stored entry is what was stored');
      return certified;
    });
  }

  private lock(area: number): Lock | undefined {
    const [row] = this.locks.rows('WHERE area = ?', area);
    if (row === undefined) return undefined;
    return { sequence: Number(row['sequence']), ballot: Number(row['ballot']), hash: String(row['hash']) };
  }

  private restoredManifests(area: number): Manifest[] {
    return this.manifests.rows('WHERE area = ? ORDER BY first_interval', area).map((row) => {
      const message: unknown = JSON.parse(String(row['message']));
      assert(isValid('manifest', message) && message.type === 'manifest', 'a stored manifest is what was stored');
      return message;
    });
  }

  /**
   * One row a page, its meters and digests as JSON that SQLite puts together: a row for every cell takes longer to become
   * an object than it took to read.
   */
  private *cells(area: number): Generator<Omit<CellRow, 'shares'>> {
    const pages = this.store.prepared(
      `SELECT interval, json_group_array(meter) AS meters, json_group_array(digest) AS digests
       FROM cell WHERE area = ? GROUP BY interval`,
    );
    try {
      for (const row of pages.iterate(area)) {
        const interval = Number(row['interval']);
        const meters = parseStored<number[]>(row['meters']);
        const digests = parseStored<number[]>(row['digests']);
        for (const [at, index] of meters.entries()) {
          const digest = digests[at] ?? 0;
          const isCell = Number.isSafeInteger(digest) && digest > 0 && Number.isSafeInteger(interval) && interval >= 0;
          if (!isCell || !Number.isInteger(index) || index < 0 || index >= LARGEST_INDEX)
            this.store.corrupt('a cell is none');
          yield { interval, index, digest };
        }
      }
    } catch (error) {
      if (error instanceof HostError) throw error;
      this.store.corrupt('cells cannot be read', error);
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
        return this.recorded(area, query);
    }
  }

  private *range(area: number, from: number, end: number): Generator<CellRow> {
    const statement = this.store.prepared(
      'SELECT interval, meter, digest, shares FROM cell WHERE area = ? AND interval >= ? AND interval < ?',
    );
    try {
      for (const row of statement.iterate(area, from, end)) yield toCell(row);
    } catch {
      // What can't be read is missing: the fold finds out, and only what it was for is not released.
    }
  }

  private recorded(area: number, read: Extract<LedgerRead, { kind: 'releases' }>): LedgerRows {
    try {
      const rows = this.releases.rows('WHERE area = ? AND sequence = ?', area, read.sequence);
      return { kind: 'releases', read, releases: rows.map(toRelease) };
    } catch {
      return { kind: 'releases', read, releases: [], isDamaged: true };
    }
  }

  close(): void {
    this.store.close();
  }
}
