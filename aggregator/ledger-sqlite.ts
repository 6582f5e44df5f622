/** The ledger as one SQLite file. Rows are in (area, interval, meter) order, so that a page is one range scan. [P-6.2] */
import type { DatabaseSync } from 'node:sqlite';
import { CheckedTable, adoptRows } from '../host/checked-table.ts';
import { nodeCrypto } from '../host/crypto.ts';
import { HostError } from '../host/errors.ts';
import { Store, parseStored } from '../host/sqlite.ts';
import { MAX_ENTRIES_PER_MESSAGE } from '../protocol/limits.ts';
import { assert } from '../protocol/machine.ts';
import type { Announcement, CertifiedEntry, Head, Manifest } from '../schemas/types.ts';
import { isValid } from '../schemas/validate.ts';
import { cellDigest } from './cells.ts';
import type {
  CellRow,
  Ledger,
  LedgerOp,
  LedgerRead,
  LedgerRows,
  LedgerStanding,
  Lock,
  Promised,
  RestoredArea,
  StoredRelease,
} from './ledger.ts';

/** Tables whose rows were checked first, and the columns that their checksums cover; cells have digests. */
const FIRST_CHECKED = {
  meta: ['name', 'value'],
  area: ['number', 'name'],
  entry: ['area', 'sequence', 'certified'],
  lock: ['area', 'sequence', 'ballot', 'hash', 'announcement'],
  manifest: ['area', 'first_interval', 'message'],
  release: ['area', 'sequence', 'interval', 'meters', 'store_epoch', 'sums'],
  evidence: ['area', 'text'],
  promise: ['area', 'sequence', 'ballot', 'proposer'],
  sign_from: ['area', 'sequence'],
  peer_head: ['aggregator', 'head'],
  card: ['id', 'number', 'content'],
} as const;
/** The same as they are now: a migration that adds a table or column adopts its rows and is followed here. */
const CHECKED = { ...FIRST_CHECKED };

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
  `ALTER TABLE lock ADD COLUMN announcement TEXT;
   CREATE TABLE promise (area INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, ballot INTEGER NOT NULL, proposer TEXT NOT NULL) STRICT;
   CREATE TABLE sign_from (area INTEGER PRIMARY KEY, sequence INTEGER NOT NULL) STRICT;
   CREATE TABLE peer_head (aggregator INTEGER PRIMARY KEY, head TEXT NOT NULL) STRICT;
   CREATE TABLE card (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL, content TEXT NOT NULL) STRICT`,
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
  private readonly store: Store;
  private readonly meta: CheckedTable;
  private readonly areas: CheckedTable;
  private readonly entries: CheckedTable;
  private readonly locks: CheckedTable;
  private readonly manifests: CheckedTable;
  private readonly releases: CheckedTable;
  private readonly evidence: CheckedTable;
  private readonly promises: CheckedTable;
  private readonly signFroms: CheckedTable;
  private readonly peerHeads: CheckedTable;
  private readonly cards: CheckedTable;
  private readonly areaNumbers = new Map<string, number>();

  constructor(path: string) {
    this.store = new Store(path, LEDGER_MIGRATIONS);
    this.meta = new CheckedTable(this.store, 'meta', CHECKED.meta);
    this.areas = new CheckedTable(this.store, 'area', CHECKED.area);
    this.entries = new CheckedTable(this.store, 'entry', CHECKED.entry);
    this.locks = new CheckedTable(this.store, 'lock', CHECKED.lock);
    this.manifests = new CheckedTable(this.store, 'manifest', CHECKED.manifest);
    this.releases = new CheckedTable(this.store, 'release', CHECKED.release);
    this.evidence = new CheckedTable(this.store, 'evidence', CHECKED.evidence);
    this.promises = new CheckedTable(this.store, 'promise', CHECKED.promise);
    this.signFroms = new CheckedTable(this.store, 'sign_from', CHECKED.sign_from);
    this.peerHeads = new CheckedTable(this.store, 'peer_head', CHECKED.peer_head);
    this.cards = new CheckedTable(this.store, 'card', CHECKED.card);
    this.readAreas();
    this.standing();
  }

  /** Whether it holds nothing and never did: new if it was to be expected, else lost. */
  get isBlank(): boolean {
    return this.areaNumbers.size === 0 && this.setting('begun') === undefined && !this.standing().isRecovering;
  }

  /** A deployment's new, empty ledger: from now on, an empty one has lost what it held. */
  begin(): void {
    this.store.transact(() => this.set('begun', 1));
  }

  /** What it held is gone: it signs nothing before it knows what it has signed. [P-7.4] */
  markLost(): void {
    this.store.transact(() => this.set('recovering', 1));
  }

  private setting(name: string): number | undefined {
    const [row] = this.meta.rows('WHERE name = ?', name);
    if (row === undefined) return undefined;
    const value = Number(row['value']);
    if (!Number.isSafeInteger(value)) this.store.corrupt(`its ${name} is no number`);
    return value;
  }

  private set(name: string, value: number): void {
    this.meta.remove('name = ?', name);
    this.meta.insert(name, String(value));
  }

  standing(): LedgerStanding {
    const [card] = this.cards.rows();
    const storeEpoch = this.setting('store_epoch');
    if (storeEpoch === undefined) this.store.corrupt('it has no store epoch');
    return {
      storeEpoch,
      isRecovering: this.setting('recovering') === 1,
      signFrom: this.setting('sign_from') ?? 0,
      peerHeads: this.peerHeads.rows('ORDER BY aggregator').map((row) => parseStored<Head>(row['head'])),
      card: card === undefined ? undefined : { number: Number(card['number']), content: String(card['content']) },
    };
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
        for (const op of ops) {
          if ('area' in op) this.write(op, this.areaNumber(op.area));
          else this.writeStanding(op);
        }
      });
    } catch (error) {
      // An area named for the first time went with the transaction.
      this.readAreas();
      throw error;
    }
  }

  private writeStanding(op: Exclude<LedgerOp, { readonly area: string }>): void {
    switch (op.kind) {
      case 'recovering':
        this.set('recovering', 1);
        break;
      case 'store-epoch':
        this.set('store_epoch', op.storeEpoch);
        this.set('sign_from', op.signFrom);
        this.set('recovering', 0);
        break;
      case 'peer-head':
        this.peerHeads.remove('aggregator = ?', op.head.aggregator);
        this.peerHeads.insert(op.head.aggregator, JSON.stringify(op.head));
        break;
      case 'card':
        this.cards.remove('id = 1');
        this.cards.insert(1, op.card.number, op.card.content);
        break;
    }
  }

  private write(op: Extract<LedgerOp, { readonly area: string }>, area: number): void {
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
        this.locks.insert(
          area,
          op.lock.sequence,
          op.lock.ballot,
          op.lock.hash,
          op.lock.announcement === undefined ? '' : JSON.stringify(op.lock.announcement),
        );
        break;
      case 'promise':
        this.promises.remove('area = ?', area);
        this.promises.insert(area, op.promised.sequence, op.promised.ballot, op.promised.proposer);
        break;
      case 'sign-from':
        this.signFroms.remove('area = ?', area);
        this.signFroms.insert(area, op.sequence);
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
    const { meta, areas, entries, locks, manifests, releases, evidence } = this;
    const { promises, signFroms, peerHeads, cards } = this;
    const kept = [meta, areas, entries, locks, manifests, releases, evidence, promises, signFroms, peerHeads, cards];
    for (const table of kept) table.verify();
    return [...this.areaNumbers].map(([area, number]) => ({
      area,
      entries: this.restoredEntries(number),
      lock: this.lock(number),
      promised: this.promised(number),
      signFrom: this.signFrom(number),
      manifests: this.restoredManifests(number),
      cells: this.cells(number),
      releases: this.releases.rows('WHERE area = ?', number).map(toRelease),
    }));
  }

  private restoredEntries(area: number, from = 0, most = -1): CertifiedEntry[] {
    const rest = 'WHERE area = ? AND sequence >= ? ORDER BY sequence LIMIT ?';
    return this.entries.rows(rest, area, from, most).map((row) => {
      const certified: unknown = JSON.parse(String(row['certified']));
      assert(isValid('certified-entry', certified), 'a stored entry is what was stored');
      return certified;
    });
  }

  private lock(area: number): Lock | undefined {
    const [row] = this.locks.rows('WHERE area = ?', area);
    if (row === undefined) return undefined;
    return {
      sequence: Number(row['sequence']),
      ballot: Number(row['ballot']),
      hash: String(row['hash']),
      announcement:
        row['announcement'] === null || row['announcement'] === ''
          ? undefined
          : parseStored<Announcement>(row['announcement']),
    };
  }

  private promised(area: number): Promised | undefined {
    const [row] = this.promises.rows('WHERE area = ?', area);
    if (row === undefined) return undefined;
    return { sequence: Number(row['sequence']), ballot: Number(row['ballot']), proposer: String(row['proposer']) };
  }

  private signFrom(area: number): number | undefined {
    const [row] = this.signFroms.rows('WHERE area = ?', area);
    return row === undefined ? undefined : Number(row['sequence']);
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
      case 'entries':
        return {
          kind: 'entries',
          read: query,
          entries: this.restoredEntries(area, query.sequence, MAX_ENTRIES_PER_MESSAGE),
        };
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
