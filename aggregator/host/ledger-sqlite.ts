/** The ledger as one SQLite file. Cells are in batches, a commit's of one page together, so that a page is a few of them. [P-6.2] */
import { CheckedTable } from '../../host/store/checked-table.ts';
import { Store, parseStored } from '../../host/store/sqlite.ts';
import { MAX_ENTRIES_PER_MESSAGE, MAX_INTERVALS_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import { assert } from '../../protocol/machine.ts';
import type { Announcement, CertifiedEntry, Manifest } from '../../schemas/types.ts';
import { isValid } from '../../schemas/validate.ts';
import type { AtOnce } from '../../host/store/at-once.ts';
import type { LedgerStore } from './ledger-store.ts';
import { CellTable } from './cells-sqlite.ts';
import { LEDGER_STORE, LEDGER_TABLES, toRelease, toSpan } from './ledger-tables.ts';
import { StandingTables } from './standing-tables.ts';
import { type Span, Spans } from '../erased.ts';
import type { SignedArea } from '../counter.ts';
import type { Lock, Promised } from '../counter.ts';
import type { LedgerOp, LedgerRead, LedgerRows, LedgerStanding, RestoredArea } from '../ledger.ts';

/** Under which name the log's length to reach of an area stands. */
function reachOf(area: number): string {
  return `length_to_reach_${area}`;
}

/** The ledger as one SQLite file, written and read in this thread. */
export class SqliteLedger implements AtOnce<LedgerStore> {
  private readonly store: Store;
  private readonly whole: StandingTables;
  private readonly areas: CheckedTable;
  private readonly entries: CheckedTable;
  private readonly locks: CheckedTable;
  private readonly manifests: CheckedTable;
  private readonly releases: CheckedTable;
  private readonly hints: CheckedTable;
  private readonly promises: CheckedTable;
  private readonly signFroms: CheckedTable;
  private readonly erased: CheckedTable;
  private readonly cells: CellTable;
  /** Keys were erased, and the write-ahead log may still have them. */
  private isTruncationDue = true;
  private readonly areaNumbers = new Map<string, number>();

  constructor(path: string) {
    this.store = new Store(path, LEDGER_STORE);
    this.whole = new StandingTables(this.store);
    this.areas = new CheckedTable(this.store, 'area', LEDGER_TABLES.area);
    this.entries = new CheckedTable(this.store, 'entry', LEDGER_TABLES.entry);
    this.locks = new CheckedTable(this.store, 'lock', LEDGER_TABLES.lock);
    this.manifests = new CheckedTable(this.store, 'manifest', LEDGER_TABLES.manifest);
    this.releases = new CheckedTable(this.store, 'release', LEDGER_TABLES.release);
    this.hints = new CheckedTable(this.store, 'hint', LEDGER_TABLES.hint);
    this.promises = new CheckedTable(this.store, 'promise', LEDGER_TABLES.promise);
    this.signFroms = new CheckedTable(this.store, 'sign_from', LEDGER_TABLES.sign_from);
    this.erased = new CheckedTable(this.store, 'erased', LEDGER_TABLES.erased);
    // What is deleted is overwritten, not only called free.
    this.store.prepared('PRAGMA secure_delete = ON').get();
    this.cells = new CellTable(this.store);
    this.readAreas();
    this.expectLeftovers();
    this.standing();
  }

  isBlank(): boolean {
    return this.areaNumbers.size === 0 && this.whole.setting('begun') === undefined && !this.standing().isRecovering;
  }

  begin(): void {
    this.store.transact(() => this.whole.set('begun', 1));
  }

  /** What it held is gone: it signs nothing before it knows what it has signed. [P-7.4] */
  markLost(): void {
    this.store.transact(() => this.whole.set('recovering', 1));
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
    return { ...this.whole.standing(), signed: this.signed() };
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
          else this.whole.write(op);
        }
        this.cells.flush();
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

  private write(op: Extract<LedgerOp, { readonly area: string }>, area: number): void {
    switch (op.kind) {
      case 'cell':
        this.cells.add(area, op.window, op.row);
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
        this.whole.set(reachOf(area), op.length);
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
    const { whole, areas, entries, locks, manifests, releases, hints, promises, signFroms, erased, cells } = this;
    const kept = [whole, areas, entries, locks, manifests, releases, hints, promises, signFroms, erased, cells];
    for (const table of kept) table.verify();
    return [...this.areaNumbers].map(([area, number]) => ({
      area,
      entries: this.restoredEntries(number),
      lock: this.lock(number),
      promised: this.promised(number),
      signFrom: this.signFrom(number),
      lengthToReach: this.whole.setting(reachOf(number)) ?? 0,
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
