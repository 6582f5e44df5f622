/**
 * Cells in the ledger's file, a batch for each commit. What tells anything of a share, its digest included, lies under a key
 * that one process drew for one window of one area: erased keys take their cells with them, wherever else the file's pages
 * are still about. The rows follow, some at a time, so that nobody waits for it. [P-6.2]
 */
import type { Preparing } from '../../host/store/checked-table.ts';
import { HostError } from '../../host/base/errors.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { assert } from '../../protocol/machine.ts';
import type { Span, Spans } from '../erased.ts';
import type { CellRow } from '../ledger.ts';
import { type BatchHeader, type Place, batched, blockOf, openPlaces, openShares, sealBatch } from './cell-batches.ts';
import { type WindowKey, WindowKeys } from './window-keys.ts';

/** `first` and `last`: of its intervals, which topics and sizes tell anybody who watches the broker. */
export const CELL_TABLES = `
  CREATE TABLE cell_batch (
    number INTEGER PRIMARY KEY, area INTEGER NOT NULL, window INTEGER NOT NULL, block INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, cells INTEGER NOT NULL, key INTEGER NOT NULL,
    places BLOB NOT NULL, shares BLOB NOT NULL) STRICT;
  CREATE INDEX cell_batch_by_page ON cell_batch (area, block, first, last);
  CREATE INDEX cell_batch_by_window ON cell_batch (area, window)`;

/** Most that a row can say: more is damage, and must not size an array. */
const LARGEST_INDEX = 2 ** 24;
/** Rows deleted after one commit: some megabytes. */
const SWEPT_ROWS = 64;

export class CellTable {
  private readonly store: Preparing;
  private readonly keys: WindowKeys;
  /** Windows of which rows are left whose key is gone. */
  private leftovers: { readonly area: number; readonly span: Span }[] = [];
  /** By area and window, what this transaction adds. */
  private readonly gathered = new Map<string, { readonly area: number; readonly window: number; rows: CellRow[] }>();
  /** By area, which cells there are: none is stored twice. Known from when all of them were read. */
  private readonly stored = new Map<number, Pages>();
  /** Never given twice by one process: keys that seal under it are its own. */
  private nextNumber = 0;

  constructor(store: Preparing) {
    this.store = store;
    this.keys = new WindowKeys(store);
  }

  /** Throws HostError ERR_STORE_CORRUPT if the keys are not what was stored. */
  verify(): void {
    this.keys.verify();
  }

  /** A cell of a window, which is written with the others of its commit: `flush`. */
  add(area: number, window: number, row: CellRow): void {
    const name = `${area}/${window}`;
    const rows = this.gathered.get(name)?.rows;
    if (rows === undefined) this.gathered.set(name, { area, window, rows: [row] });
    else rows.push(row);
  }

  /** Writes what was added. Inside a transaction, before its end. */
  flush(): void {
    for (const { area, window, rows } of this.gathered.values()) {
      for (const row of rows) this.storeOnce(area, row);
      const key = this.keys.own(area, window);
      for (const batch of batched(rows)) this.insertBatch(key, batch);
    }
    this.gathered.clear();
  }

  private insertBatch(key: WindowKey, rows: readonly CellRow[]): void {
    const intervals = rows.map(({ interval }) => interval);
    const [first, last] = [Math.min(...intervals), Math.max(...intervals)];
    const { area, window } = key;
    const header = { number: this.newNumber(), area, window, block: blockOf(first), cells: rows.length };
    const { places, shares } = sealBatch(key, header, rows);
    this.store
      .prepared('INSERT INTO cell_batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(header.number, area, window, header.block, first, last, rows.length, key.number, places, shares);
  }

  private newNumber(): number {
    if (this.nextNumber === 0) {
      const row = this.store.prepared('SELECT max(number) AS last FROM cell_batch').get();
      this.nextNumber = Number(row?.['last'] ?? 0) + 1;
    }
    this.nextNumber += 1;
    return this.nextNumber - 1;
  }

  private storeOnce(area: number, { interval, index }: CellRow): void {
    const pages = this.stored.get(area) ?? this.readStored(area);
    assert(pages.get(interval)?.has(index) !== true, 'a cell is stored once');
    mark(pages, interval, index);
  }

  private readStored(area: number): Pages {
    const pages: Pages = new Map();
    this.stored.set(area, pages);
    for (const row of this.store.prepared(`SELECT ${COLUMNS}, places FROM cell_batch WHERE area = ?`).iterate(area)) {
      const key = this.keys.get(Number(row['key']));
      const places = (key && openPlaces(key, headerOf(row), row['places'])) ?? [];
      for (const { interval, index } of places) mark(pages, interval, index);
    }
    return pages;
  }

  /** A transaction failed: keys that it had drawn are not there, and what it had erased is. */
  reload(): void {
    this.leftovers = [];
    this.stored.clear();
    this.gathered.clear();
    this.keys.reload();
  }

  /** Erases the keys of an area's windows that begin in a span. Inside a transaction. */
  erase(area: number, span: Span): void {
    this.flush();
    this.forget(area, span);
    this.expectLeftovers(area, [span]);
  }

  private forget(area: number, span: Span): void {
    const { from, until } = span;
    this.keys.erase(area, span);
    // By what is there: how far a span reaches is its caller's choice.
    const pages = this.stored.get(area);
    for (const interval of pages?.keys() ?? []) if (interval >= from && interval < until) pages?.delete(interval);
  }

  /**
   * Of a window, only these cells stay, under a new key. What cannot be read of them is gone: whoever needs it asks for it
   * again. Inside a transaction.
   */
  trim(area: number, span: Span, kept: ReadonlyMap<number, Bitmap>): void {
    const { from, until } = span;
    this.flush();
    const rows = [...this.range(area, from, until, kept)];
    this.forget(area, span);
    // All at once: what is left of this window has rows among them.
    this.store.prepared('DELETE FROM cell_batch WHERE area = ? AND window >= ? AND window < ?').run(area, from, until);
    for (const row of rows) this.add(area, from, row);
    this.flush();
  }

  /** Rows of an area's windows in these spans are to go, if there are any. Throws HostError ERR_STORE_CORRUPT. */
  expectLeftovers(area: number, spans: Iterable<Span>): void {
    const firstIn = 'SELECT min(window) AS first FROM cell_batch WHERE area = ? AND window >= ? AND window < ?';
    for (const { from, until } of spans) {
      let first: unknown;
      try {
        first = this.store.prepared(firstIn).get(area, from, until)?.['first'];
      } catch (error) {
        this.store.corrupt('cells cannot be read', error);
      }
      if (typeof first === 'number') this.leftovers.push({ area, span: { from: first, until } });
    }
  }

  /** Deletes some of the rows whose key is gone. Inside a transaction. */
  sweep(): void {
    let room = SWEPT_ROWS;
    while (this.leftovers.length > 0 && room > 0) {
      const [left] = this.leftovers;
      if (left === undefined) return;
      const { changes } = this.store
        .prepared(
          `DELETE FROM cell_batch WHERE number IN
           (SELECT number FROM cell_batch WHERE area = ? AND window >= ? AND window < ? LIMIT ?)`,
        )
        .run(left.area, left.span.from, left.span.until, room);
      if (Number(changes) < room) this.leftovers.shift();
      room -= Number(changes);
    }
  }

  /** How many cells there are of intervals from this one on. */
  countFrom(area: number, interval: number): number {
    const statement = this.store.prepared(
      `SELECT ${COLUMNS}, first, places FROM cell_batch WHERE area = ? AND block >= ? AND last >= ?`,
    );
    let count = 0;
    for (const row of statement.iterate(area, blockOf(interval), interval)) {
      const header = headerOf(row);
      const key = this.keys.get(Number(row['key']));
      const isWhole = Number(row['first']) >= interval;
      const places = isWhole || key === undefined ? undefined : openPlaces(key, header, row['places']);
      count += places?.filter((place) => place.interval >= interval).length ?? (isWhole ? header.cells : 0);
    }
    return count;
  }

  /** Where every cell of an area belongs, but for what was erased, and its digest. Throws HostError ERR_STORE_CORRUPT. */
  *index(area: number, erased: Spans): Generator<Place> {
    const batches = this.store.prepared(
      `SELECT ${COLUMNS}, places FROM cell_batch WHERE area = ? AND window >= ? AND window < ?`,
    );
    const pages: Pages = new Map();
    try {
      for (const { from, until } of erased.gaps())
        for (const row of batches.iterate(area, from, until)) {
          const places = this.placesOf(row);
          for (const { interval, index } of places) mark(pages, interval, index);
          yield* places;
        }
      if (!this.stored.has(area)) this.stored.set(area, pages);
    } catch (error) {
      if (error instanceof HostError) throw error;
      this.store.corrupt('cells cannot be read', error);
    }
  }

  private placesOf(row: Record<string, unknown>): readonly Place[] {
    const key = this.keys.get(Number(row['key']));
    const places = key && openPlaces(key, headerOf(row), row['places']);
    const isPlace = ({ index, digest }: Place): boolean =>
      index < LARGEST_INDEX && Number.isSafeInteger(digest) && digest > 0;
    if (places?.every(isPlace) !== true) return this.store.corrupt('cells are not what was stored');
    return places;
  }

  /**
   * Cells of pages in [from, end), or those of some meters by page. What can't be read or opened is missing: the fold finds out.
   */
  *range(area: number, from: number, end: number, kept?: ReadonlyMap<number, Bitmap>): Generator<CellRow> {
    const statement = this.store.prepared(
      `SELECT ${COLUMNS}, places, shares FROM cell_batch WHERE area = ? AND block >= ? AND block <= ? AND first < ? AND last >= ?`,
    );
    const isWanted = ({ interval, index }: Place): boolean =>
      interval >= from && interval < end && (kept === undefined || kept.get(interval)?.has(index) === true);
    try {
      for (const row of statement.iterate(area, blockOf(from), blockOf(end - 1), end, from)) {
        const key = this.keys.get(Number(row['key']));
        const header = headerOf(row);
        const places = key && openPlaces(key, header, row['places']);
        if (key === undefined || places?.some(isWanted) !== true) continue;
        const shares = openShares(key, header, row['shares']);
        if (shares === undefined) continue;
        for (const [at, place] of places.entries())
          if (isWanted(place)) yield { ...place, shares: shares[at] ?? new Uint8Array(0) };
      }
    } catch {
      // Only what it was for is not released.
    }
  }
}

/** By interval, roster indices. */
type Pages = Map<number, Bitmap>;

function mark(pages: Pages, interval: number, index: number): void {
  const page = pages.get(interval);
  if (page === undefined) pages.set(interval, Bitmap.of([index]));
  else page.add(index);
}

const COLUMNS = 'number, area, window, block, cells, key';

function headerOf(row: Record<string, unknown>): BatchHeader {
  return {
    number: Number(row['number']),
    area: Number(row['area']),
    window: Number(row['window']),
    block: Number(row['block']),
    cells: Number(row['cells']),
  };
}
