/** The tables of a ledger's SQLite file, and how some of their rows are read. */
import { adoptRows } from '../../host/store/checked-table.ts';
import { PROOF_COLUMNS, PROOF_TABLE } from '../../host/store/proof-table.ts';
import type { Migrating, StoreKind } from '../../host/store/store-making.ts';
import type { Span } from '../erased.ts';
import type { StoredRelease } from '../ledger.ts';
import { CELL_TABLES } from './cells-sqlite.ts';
import { WINDOW_KEY_COLUMNS, WINDOW_KEY_TABLE } from './window-keys.ts';

/** Tables whose rows are checked, and the columns that their checksums cover; cells have digests. */
export const LEDGER_TABLES = {
  meta: ['name', 'value'],
  area: ['number', 'name'],
  entry: ['area', 'sequence', 'certified'],
  lock: ['area', 'sequence', 'ballot', 'hash', 'announcement'],
  manifest: ['area', 'first_interval', 'message'],
  release: ['area', 'sequence', 'interval', 'meters', 'message'],
  hint: ['area', 'meter', 'text'],
  promise: ['area', 'sequence', 'ballot', 'proposer'],
  sign_from: ['area', 'sequence'],
  peer_head: ['aggregator', 'head'],
  card: ['id', 'number', 'content'],
  erased: ['area', 'first', 'until'],
  proof: PROOF_COLUMNS,
} as const;

/** Name of the ledger file in an aggregator's state folder. */
export const LEDGER_FILE = 'ledger.sqlite';

const LEDGER_MIGRATIONS = [
  (database: Migrating): void => {
    database.exec(
      `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
       CREATE TABLE area (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
       CREATE TABLE entry (area INTEGER NOT NULL, sequence INTEGER NOT NULL, certified TEXT NOT NULL,
         PRIMARY KEY (area, sequence)) STRICT;
       CREATE TABLE lock (area INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, ballot INTEGER NOT NULL, hash TEXT NOT NULL,
         announcement TEXT) STRICT;
       CREATE TABLE manifest (area INTEGER NOT NULL, first_interval INTEGER NOT NULL, message TEXT NOT NULL,
         PRIMARY KEY (area, first_interval)) STRICT;
       CREATE TABLE release (area INTEGER NOT NULL, sequence INTEGER NOT NULL, interval INTEGER NOT NULL, meters TEXT NOT NULL,
         message TEXT NOT NULL, PRIMARY KEY (area, sequence, interval, meters)) STRICT;
       CREATE TABLE hint (area INTEGER NOT NULL, meter INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (area, meter)) STRICT;
       CREATE TABLE promise (area INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, ballot INTEGER NOT NULL, proposer TEXT NOT NULL) STRICT;
       CREATE TABLE sign_from (area INTEGER PRIMARY KEY, sequence INTEGER NOT NULL) STRICT;
       CREATE TABLE peer_head (aggregator INTEGER PRIMARY KEY, head TEXT NOT NULL) STRICT;
       CREATE TABLE card (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL, content TEXT NOT NULL) STRICT;
       CREATE TABLE erased (area INTEGER NOT NULL, first INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (area, first)) STRICT;
       INSERT INTO meta VALUES ('store_epoch', '1');
       ${PROOF_TABLE};
       CREATE TABLE cell (
         area INTEGER NOT NULL, interval INTEGER NOT NULL, meter INTEGER NOT NULL,
         key INTEGER NOT NULL, digest INTEGER NOT NULL, shares BLOB NOT NULL,
         PRIMARY KEY (area, interval, meter)) STRICT, WITHOUT ROWID;
       ${WINDOW_KEY_TABLE}`,
    );
    for (const [table, columns] of Object.entries(LEDGER_TABLES)) adoptRows(database, table, columns);
    adoptRows(database, 'window_key', WINDOW_KEY_COLUMNS);
  },
  (database: Migrating): void => {
    // Cells one by one are not read any more: a ledger that has some begins anew as one that lost them, and meters send them again.
    const hasCells = database.prepare('SELECT 1 FROM cell').get() !== undefined;
    database.exec(`DROP TABLE cell; DELETE FROM window_key; ${CELL_TABLES}`);
    adoptRows(database, 'window_key', WINDOW_KEY_COLUMNS);
    if (!hasCells) return;
    database.exec("INSERT OR REPLACE INTO meta (name, value, checksum) VALUES ('recovering', '1', 0)");
    adoptRows(database, 'meta', LEDGER_TABLES.meta);
  },
];

export const LEDGER_STORE: StoreKind = { keeper: 'aggregator', file: LEDGER_FILE, migrations: LEDGER_MIGRATIONS };

/** A row of the table `erased`. */
export function toSpan(row: Record<string, unknown>): Span {
  return { from: Number(row['first']), until: Number(row['until']) };
}

/** A row of the table `release`. */
export function toRelease(row: Record<string, unknown>): StoredRelease {
  return {
    sequence: Number(row['sequence']),
    interval: Number(row['interval']),
    meters: String(row['meters']),
    message: String(row['message']),
  };
}
