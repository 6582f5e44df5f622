/** The ledger as one SQLite file. Rows are in (area, interval, meter) order, so that a page is one range scan. [P-6.2] */
import { CheckedTable, adoptRows } from '../../host/store/checked-table.ts';
import { PROOF_COLUMNS, PROOF_TABLE, insertProof, storedProofs } from '../../host/store/proof-table.ts';
import { Store, parseStored } from '../../host/store/sqlite.ts';
import type { Migrating, StoreKind } from '../../host/store/store-making.ts';
import { MAX_ENTRIES_PER_MESSAGE, MAX_INTERVALS_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import { assert } from '../../protocol/machine.ts';
import type { Announcement, CertifiedEntry, Head, Manifest } from '../../schemas/types.ts';
import { isValid } from '../../schemas/validate.ts';
import type { AtOnce } from '../../host/store/at-once.ts';
import type { LedgerStore } from './ledger-store.ts';
import { CELL_TABLES, CellTable, WINDOW_KEY_COLUMNS } from './cells-sqlite.ts';
import { type Span, Spans } from '../erased.ts';
import type { SignedArea } from '../counter.ts';
import type { Lock, Promised } from '../counter.ts';
import type {
  LedgerCount,
  LedgerOp,
  LedgerRead,
  LedgerRows,
  LedgerStanding,
  RestoredArea,
  StoredRelease,
} from '../ledger.ts';

/** Tables whose rows are checked, and the columns that their checksums cover; cells have digests. */
const CHECKED = {
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
       ${CELL_TABLES}`,
    );
    for (const [table, columns] of Object.entries(CHECKED)) adoptRows(database, table, columns);
    adoptRows(database, 'window_key', WINDOW_KEY_COLUMNS);
  },
];

export const LEDGER_STORE: StoreKind = { keeper: 'aggregator', file: LEDGER_FILE, migrations: LEDGER_MIGRATIONS };

/** A row of the table `erased`. */
export function toSpan(row: Record<string, unknown>): Span {
  return { from: Number(row['first']), until: Number(row['until']) };
}

function toRelease(row: Record<string, unknown>): StoredRelease {
  return {
    sequence: Number(row['sequence']),
    interval: Number(row['interval']),
    meters: String(row['meters']),
    message: String(row['message']),
  };
}

/** Under which name the log's length to reach of an area stands. */
function reachOf(area: number): string {
  return `length_to_reach_${area}`;
}

/** The ledger as one SQLite file, written and read in this thread. */
export class SqliteLedger implements AtOnce<LedgerStore> {
  private readonly store: Store;
  private readonly meta: CheckedTable;
  private readonly areas: CheckedTable;
  private readonly entries: CheckedTable;
  private readonly locks: CheckedTable;
  private readonly manifests: CheckedTable;
  private readonly releases: CheckedTable;
  private readonly hints: CheckedTable;
  private readonly promises: CheckedTable;
  private readonly signFroms: CheckedTable;
  private readonly peerHeads: CheckedTable;
  private readonly cards: CheckedTable;
  private readonly proofs: CheckedTable;
  private readonly erased: CheckedTable;
  private readonly cells: CellTable;
  /** Keys were erased, and the write-ahead log may still have them. */
  private isTruncationDue = true;
  private readonly areaNumbers = new Map<string, number>();

  constructor(path: string) {
    this.store = new Store(path, LEDGER_STORE);
    this.meta = new CheckedTable(this.store, 'meta', CHECKED.meta);
    this.areas = new CheckedTable(this.store, 'area', CHECKED.area);
    this.entries = new CheckedTable(this.store, 'entry', CHECKED.entry);
    this.locks = new CheckedTable(this.store, 'lock', CHECKED.lock);
    this.manifests = new CheckedTable(this.store, 'manifest', CHECKED.manifest);
    this.releases = new CheckedTable(this.store, 'release', CHECKED.release);
    this.hints = new CheckedTable(this.store, 'hint', CHECKED.hint);
    this.promises = new CheckedTable(this.store, 'promise', CHECKED.promise);
    this.signFroms = new CheckedTable(this.store, 'sign_from', CHECKED.sign_from);
    this.peerHeads = new CheckedTable(this.store, 'peer_head', CHECKED.peer_head);
    this.cards = new CheckedTable(this.store, 'card', CHECKED.card);
    this.proofs = new CheckedTable(this.store, 'proof', CHECKED.proof);
    this.erased = new CheckedTable(this.store, 'erased', CHECKED.erased);
    // What is deleted is overwritten, not only called free.
    this.store.prepared('PRAGMA secure_delete = ON').get();
    this.cells = new CellTable(this.store);
    this.readAreas();
    this.expectLeftovers();
    this.standing();
  }

  isBlank(): boolean {
    return this.areaNumbers.size === 0 && this.setting('begun') === undefined && !this.standing().isRecovering;
  }

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
    if (!Number.isSafeInteger(value)) this.store.corrupt(`its ${name} is not a number`);
    return value;
  }

  private set(name: string, value: number | string): void {
    this.meta.remove('name = ?', name);
    this.meta.insert(name, String(value));
  }

  private count(): LedgerCount | undefined {
    const [row] = this.meta.rows('WHERE name = ?', 'mark');
    return row === undefined ? undefined : { mark: String(row['value']), value: this.setting('count') ?? 0 };
  }

  private signed(): Map<string, SignedArea> {
    return new Map(
      [...this.areaNumbers].map(([area, number]) => {
        const lock = this.lock(number);
        const digest = lock && { sequence: lock.sequence, ballot: lock.ballot, hash: lock.hash };
        return [area, { lock: digest, promised: this.promised(number), signFrom: this.signFrom(number) }];
      }),
    );
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
      foundedFromMs: this.setting('founded_from_ms') ?? 0,
      count: this.count(),
      signed: this.signed(),
      proofs: storedProofs(this.proofs),
    };
  }

  private readAreas(): void {
    this.areaNumbers.clear();
    for (const { number, name } of this.areas.rows()) this.areaNumbers.set(String(name), Number(number));
  }

  private expectLeftovers(): void {
    for (const number of this.areaNumbers.values()) this.cells.expectLeftovers(number, this.erasedIn(number));
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
        this.cells.sweep();
      });
    } catch (error) {
      // An area named for the first time went with the transaction, and so did new keys.
      this.readAreas();
      this.cells.reload();
      this.expectLeftovers();
      throw error;
    }
    // A reader beside it may hold the log up: then after the next commit.
    if (this.isTruncationDue) this.isTruncationDue = !this.store.truncateLog();
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
      case 'founded':
        this.set('founded_from_ms', op.fromMs);
        break;
      case 'count':
        this.set('mark', op.count.mark);
        this.set('count', op.count.value);
        break;
      case 'proof':
        insertProof(this.proofs, op.name, op.proof);
        break;
    }
  }

  private write(op: Extract<LedgerOp, { readonly area: string }>, area: number): void {
    switch (op.kind) {
      case 'cell':
        this.cells.insert(area, op.window, op.row);
        break;
      case 'erase':
        this.cells.erase(area, op.span);
        this.manifests.remove('area = ? AND first_interval <= ?', area, op.span.until - MAX_INTERVALS_PER_MESSAGE);
        this.addErased(area, op.span);
        this.isTruncationDue = true;
        break;
      case 'trim':
        this.cells.trim(area, op.span, op.kept);
        this.isTruncationDue = true;
        break;
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
      case 'reach':
        this.set(reachOf(area), op.length);
        break;
      case 'manifest':
        this.manifests.insert(area, op.manifest.pages[0]?.interval ?? 0, JSON.stringify(op.manifest));
        break;
      case 'release': {
        const { sequence, interval, meters, message } = op.release;
        this.releases.insert(area, sequence, interval, meters, message);
        break;
      }
      case 'hint':
        this.hints.insert(area, op.index, op.text);
        break;
    }
  }

  /** Throws HostError ERR_STORE_CORRUPT if it is not what was stored. */
  restore(): RestoredArea[] {
    const { meta, areas, entries, locks, manifests, releases, hints } = this;
    const { promises, signFroms, peerHeads, cards, proofs, erased } = this;
    const kept = [
      meta,
      areas,
      entries,
      locks,
      manifests,
      releases,
      hints,
      promises,
      signFroms,
      peerHeads,
      cards,
      proofs,
      erased,
    ];
    for (const table of [...kept, this.cells]) table.verify();
    return [...this.areaNumbers].map(([area, number]) => ({
      area,
      entries: this.restoredEntries(number),
      lock: this.lock(number),
      promised: this.promised(number),
      signFrom: this.signFrom(number),
      lengthToReach: this.setting(reachOf(number)) ?? 0,
      manifests: this.restoredManifests(number),
      hinted: this.hints.rows('WHERE area = ?', number).map(({ meter }) => Number(meter)),
      erased: [...this.erasedIn(number)],
      cells: this.cells.index(number, this.erasedIn(number)),
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

  private erasedIn(area: number): Spans {
    return Spans.of(this.erased.rows('WHERE area = ?', area).map(toSpan));
  }

  /** One row a span, however many windows it is of. */
  private addErased(area: number, span: Span): void {
    const all = this.erasedIn(area);
    all.add(span);
    this.erased.remove('area = ?', area);
    for (const { from, until } of all) this.erased.insert(area, from, until);
  }

  private restoredManifests(area: number): Manifest[] {
    return this.manifests.rows('WHERE area = ? ORDER BY first_interval', area).map((row) => {
      const message: unknown = JSON.parse(String(row['message']));
      assert(isValid('manifest', message) && message.type === 'manifest', 'a stored manifest is what was stored');
      return message;
    });
  }

  read(query: LedgerRead): LedgerRows {
    // A read makes no area: in none there is nothing.
    const area = this.areaNumbers.get(query.area) ?? 0;
    switch (query.kind) {
      case 'page':
        return { kind: 'cells', read: query, rows: this.cells.range(area, query.interval, query.interval + 1) };
      case 'window':
        return { kind: 'cells', read: query, rows: this.cells.range(area, query.from, query.end) };
      case 'releases':
        return this.recorded(area, query);
      case 'entries':
        return {
          kind: 'entries',
          read: query,
          entries: this.restoredEntries(
            area,
            query.sequence,
            query.purpose === undefined ? MAX_ENTRIES_PER_MESSAGE : 1,
          ),
        };
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
