/**
 * Cells in the ledger's file. What tells anything of a share, its digest included, lies under a key that one process drew
 * for one window of one area: erased keys take their cells with them, wherever else the file's pages are still about.
 * The rows follow, some at a time, so that nobody waits for it. [P-6.2]
 */
import { randomBytes } from 'node:crypto';
import { CheckedTable } from '../../host/store/checked-table.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { HostError } from '../../host/base/errors.ts';
import { type Store, parseStored } from '../../host/store/sqlite.ts';
import type { Bitmap } from '../../protocol/math/bitmap.ts';
import { Encoder } from '../../protocol/wire/bytes.ts';
import type { SecretKey } from '../../protocol/keys/crypto-port.ts';
import { assert } from '../../protocol/machine.ts';
import type { Span, Spans } from '../erased.ts';
import type { CellRow } from '../ledger.ts';

export const CELL_TABLES = `
  CREATE TABLE cell (
    area INTEGER NOT NULL, interval INTEGER NOT NULL, meter INTEGER NOT NULL,
    key INTEGER NOT NULL, digest INTEGER NOT NULL, shares BLOB NOT NULL,
    PRIMARY KEY (area, interval, meter)) STRICT, WITHOUT ROWID;
  CREATE TABLE window_key (number INTEGER PRIMARY KEY, area INTEGER NOT NULL, window INTEGER NOT NULL, key BLOB NOT NULL) STRICT`;
export const WINDOW_KEY_COLUMNS = ['number', 'area', 'window', 'key'] as const;

/** Most that a row of the cell index can say: more is damage, and must not size an array. */
const LARGEST_INDEX = 2 ** 24;
/** Digests under one nonce: a page is read as a whole, a cell is written by itself. */
const DIGESTS_PER_MASK = 256;
/** Rows deleted after one commit. */
const SWEPT_ROWS = 20_000;

const NOTHING = new Uint8Array(0);

interface WindowKey {
  readonly number: number;
  readonly area: number;
  readonly window: number;
  readonly shares: SecretKey;
  readonly digests: SecretKey;
}

/** 12 bytes: 8 of the interval, 4 of a place in its page. Once under each key, since a cell is stored once. */
function nonceOf(interval: number, place: number): Uint8Array {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setBigUint64(0, BigInt(interval));
  view.setUint32(8, place);
  return nonce;
}

/** What a digest is combined with, in two halves, so that 53 bits need no big integers. */
interface Mask {
  readonly high: number;
  readonly low: number;
}

function masked(digest: number, { high, low }: Mask): number {
  return ((Math.floor(digest / 4294967296) ^ high) & 0x1fffff) * 4294967296 + ((digest ^ low) >>> 0);
}

/** Masks of the digests of one page under one key, made when first needed. */
class Masks {
  private readonly key: SecretKey;
  private readonly interval: number;
  private readonly blocks = new Map<number, DataView>();

  constructor(key: SecretKey, interval: number) {
    this.key = key;
    this.interval = interval;
  }

  of(index: number): Mask {
    const number = Math.floor(index / DIGESTS_PER_MASK);
    let block = this.blocks.get(number);
    if (block === undefined) {
      const nonce = nonceOf(this.interval, number);
      const stream = nodeCrypto.aeadSeal(this.key, nonce, NOTHING, new Uint8Array(DIGESTS_PER_MASK * 8));
      block = new DataView(stream.buffer, stream.byteOffset, DIGESTS_PER_MASK * 8);
      this.blocks.set(number, block);
    }
    const at = (index % DIGESTS_PER_MASK) * 8;
    return { high: block.getUint32(at) & 0x1fffff, low: block.getUint32(at + 4) };
  }
}

/** Masks of the page that was asked about last: rows come page by page. */
class PageMasks {
  private name = '';
  private last: Masks | undefined;

  of(key: WindowKey, interval: number): Masks {
    const name = `${interval}/${key.number}`;
    if (this.last === undefined || this.name !== name) this.last = new Masks(key.digests, interval);
    this.name = name;
    return this.last;
  }
}

export class CellTable {
  private readonly store: Store;
  private readonly keyTable: CheckedTable;
  private readonly keys = new Map<number, WindowKey>();
  /** By area and window: the key that this process seals under. */
  private readonly own = new Map<string, WindowKey>();
  /** Pages from `next` to `until` have rows left whose key is gone. */
  private leftovers: { readonly area: number; next: number; readonly until: number }[] = [];

  constructor(store: Store) {
    this.store = store;
    this.keyTable = new CheckedTable(store, 'window_key', WINDOW_KEY_COLUMNS);
    for (const row of this.keyTable.rows()) this.take(row);
  }

  /** Throws HostError ERR_STORE_CORRUPT if the keys are not what was stored. */
  verify(): void {
    this.keyTable.verify();
  }

  private take(row: Record<string, unknown>): WindowKey {
    const { number, area, window, key } = row;
    assert(key instanceof Uint8Array, 'a key is a blob');
    const root = nodeCrypto.secretKey(key);
    const derived = (purpose: string): SecretKey =>
      nodeCrypto.secretKey(nodeCrypto.hmac(root, new Encoder('gridshare/1 window').text(purpose).finish()));
    const taken = {
      number: Number(number),
      area: Number(area),
      window: Number(window),
      shares: derived('shares'),
      digests: derived('digests'),
    };
    this.keys.set(taken.number, taken);
    return taken;
  }

  /** Drawn anew by every process: a ledger that was put back never seals two cells of one place under one key. */
  private ownKey(area: number, window: number): WindowKey {
    const name = `${area}/${window}`;
    let key = this.own.get(name);
    if (key === undefined) {
      const row = { number: Math.max(0, ...this.keys.keys()) + 1, area, window, key: randomBytes(32) };
      this.keyTable.insert(row.number, row.area, row.window, row.key);
      key = this.take(row);
      this.own.set(name, key);
    }
    return key;
  }

  /** Inside a transaction. */
  insert(area: number, window: number, { interval, index, digest, shares }: CellRow, masks = new PageMasks()): void {
    const key = this.ownKey(area, window);
    const sealed = nodeCrypto.aeadSeal(key.shares, nonceOf(interval, index), NOTHING, shares);
    const hidden = masked(digest, masks.of(key, interval).of(index));
    this.store
      .prepared('INSERT INTO cell VALUES (?, ?, ?, ?, ?, ?)')
      .run(area, interval, index, key.number, hidden, sealed);
  }

  /** A transaction failed: keys that it had drawn are not there, and what it had erased is. */
  reload(): void {
    this.leftovers = [];
    this.keys.clear();
    this.own.clear();
    for (const row of this.keyTable.rows()) this.take(row);
  }

  /** Erases the keys of an area's windows that begin in a span. Inside a transaction. */
  erase(area: number, span: Span): void {
    this.eraseKeys(area, span);
    this.expectLeftovers(area, [span]);
  }

  private eraseKeys(area: number, { from, until }: Span): void {
    this.keyTable.remove('area = ? AND window >= ? AND window < ?', area, from, until);
    for (const key of this.keys.values())
      if (key.area === area && key.window >= from && key.window < until) this.keys.delete(key.number);
    for (const [name, key] of this.own) if (!this.keys.has(key.number)) this.own.delete(name);
  }

  /**
   * Of a window, only these cells stay, under a new key. What cannot be read of them is gone: whoever needs it asks for it
   * again. Inside a transaction.
   */
  trim(area: number, span: Span, kept: ReadonlyMap<number, Bitmap>): void {
    const { from, until } = span;
    const rows = [...kept].flatMap(([interval, meters]) => [...this.range(area, interval, interval + 1, meters)]);
    this.eraseKeys(area, span);
    // All at once: what is left of this window has rows among them.
    this.store.prepared('DELETE FROM cell WHERE area = ? AND interval >= ? AND interval < ?').run(area, from, until);
    const masks = new PageMasks();
    for (const row of rows) this.insert(area, from, row, masks);
  }

  /** Rows of an area's pages in these spans are to go, if there are any. Throws HostError ERR_STORE_CORRUPT. */
  expectLeftovers(area: number, spans: Iterable<Span>): void {
    const firstIn = 'SELECT min(interval) AS first FROM cell WHERE area = ? AND interval >= ? AND interval < ?';
    for (const { from, until } of spans) {
      let first: unknown;
      try {
        first = this.store.prepared(firstIn).get(area, from, until)?.['first'];
      } catch (error) {
        this.store.corrupt('cells cannot be read', error);
      }
      if (typeof first === 'number') this.leftovers.push({ area, next: first, until });
    }
  }

  /** Deletes some of the rows whose key is gone. Inside a transaction. */
  sweep(): void {
    if (this.leftovers.length === 0) return;
    let rows = 0;
    for (const left of this.leftovers) {
      while (left.next < left.until && rows < SWEPT_ROWS) {
        const { changes } = this.store
          .prepared('DELETE FROM cell WHERE area = ? AND interval = ?')
          .run(left.area, left.next);
        rows += Number(changes);
        left.next += 1;
      }
    }
    this.leftovers = this.leftovers.filter(({ next, until }) => next < until);
  }

  /**
   * Where every cell of an area belongs, but for what was erased, and its digest. One row a page, put together as JSON by
   * SQLite: a row for every cell takes longer to become an object than it took to read.
   */
  *index(area: number, erased: Spans): Generator<Omit<CellRow, 'shares'>> {
    const pages = this.store.prepared(
      `SELECT interval, json_group_array(meter) AS meters, json_group_array(key) AS keys, json_group_array(digest) AS digests
       FROM cell WHERE area = ? AND interval >= ? AND interval < ? GROUP BY interval`,
    );
    try {
      for (const { from, until } of erased.gaps())
        for (const row of pages.iterate(area, from, until)) yield* this.indexOf(row);
    } catch (error) {
      if (error instanceof HostError) throw error;
      this.store.corrupt('cells cannot be read', error);
    }
  }

  private *indexOf(row: Record<string, unknown>): Generator<Omit<CellRow, 'shares'>> {
    const interval = Number(row['interval']);
    const meters = parseStored<number[]>(row['meters']);
    const keys = parseStored<number[]>(row['keys']);
    const digests = parseStored<number[]>(row['digests']);
    const masks = new Map<number, Masks>();
    for (const [at, index] of meters.entries()) {
      const number = keys[at] ?? 0;
      const key = this.keys.get(number);
      const hidden = digests[at] ?? -1;
      const isPlace = Number.isSafeInteger(interval) && interval >= 0 && Number.isInteger(index) && index >= 0;
      if (!isPlace || index >= LARGEST_INDEX || key === undefined || !Number.isSafeInteger(hidden) || hidden < 0)
        this.store.corrupt('a cell is none');
      let mask = masks.get(number);
      if (mask === undefined) masks.set(number, (mask = new Masks(key.digests, interval)));
      const digest = masked(hidden, mask.of(index));
      if (digest === 0) this.store.corrupt('a cell is none');
      yield { interval, index, digest };
    }
  }

  /** Cells of pages in [from, end), or those of some meters. What can't be read or opened is missing: the fold finds out. */
  *range(area: number, from: number, end: number, meters?: Bitmap): Generator<CellRow> {
    const statement = this.store.prepared(
      'SELECT interval, meter, key, digest, shares FROM cell WHERE area = ? AND interval >= ? AND interval < ?',
    );
    try {
      const masks = new PageMasks();
      for (const row of statement.iterate(area, from, end)) {
        const key = this.keys.get(Number(row['key']));
        if (key === undefined || meters?.has(Number(row['meter'])) === false) continue;
        const cell = opened(row, key, masks.of(key, Number(row['interval'])));
        if (cell !== undefined) yield cell;
      }
    } catch {
      // Only what it was for is not released.
    }
  }
}

function opened(row: Record<string, unknown>, key: WindowKey, masks: Masks): CellRow | undefined {
  const interval = Number(row['interval']);
  const index = Number(row['meter']);
  const sealed = row['shares'];
  if (!(sealed instanceof Uint8Array)) return undefined;
  const shares = nodeCrypto.aeadOpen(key.shares, nonceOf(interval, index), NOTHING, sealed);
  return shares && { interval, index, digest: masked(Number(row['digest']), masks.of(index)), shares };
}
