/**
 * The keys that cells lie under: one for each window of one area and process that stored cells of it. What is erased here takes
 * its cells with it. [P-6.2]
 */
import { randomBytes } from 'node:crypto';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { CheckedTable, type Preparing } from '../../host/store/checked-table.ts';
import type { SecretKey } from '../../protocol/keys/crypto-port.ts';
import { assert } from '../../protocol/machine.ts';
import { Encoder } from '../../protocol/wire/bytes.ts';
import type { Span } from '../erased.ts';
import type { BatchKeys } from './cell-batches.ts';

export const WINDOW_KEY_TABLE =
  'CREATE TABLE window_key (number INTEGER PRIMARY KEY, area INTEGER NOT NULL, window INTEGER NOT NULL, key BLOB NOT NULL) STRICT';
export const WINDOW_KEY_COLUMNS = ['number', 'area', 'window', 'key'] as const;

export interface WindowKey extends BatchKeys {
  readonly number: number;
  readonly area: number;
  readonly window: number;
}

export class WindowKeys {
  private readonly table: CheckedTable;
  private readonly all = new Map<number, WindowKey>();
  /** By area and window: the key that this process seals under. */
  private readonly mine = new Map<string, WindowKey>();

  constructor(store: Preparing) {
    this.table = new CheckedTable(store, 'window_key', WINDOW_KEY_COLUMNS);
    this.reload();
  }

  /** Throws HostError ERR_STORE_CORRUPT if they are not what was stored. */
  verify(): void {
    this.table.verify();
  }

  /** As they are in the file. */
  reload(): void {
    this.all.clear();
    this.mine.clear();
    for (const row of this.table.rows()) this.take(row);
  }

  get(number: number): WindowKey | undefined {
    return this.all.get(number);
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
      places: derived('places'),
      shares: derived('shares'),
    };
    this.all.set(taken.number, taken);
    return taken;
  }

  /** Drawn anew by every process: a ledger that was put back never seals two batches under one key and nonce. */
  own(area: number, window: number): WindowKey {
    const name = `${area}/${window}`;
    let key = this.mine.get(name);
    if (key === undefined) {
      const row = { number: Math.max(0, ...this.all.keys()) + 1, area, window, key: randomBytes(32) };
      this.table.insert(row.number, row.area, row.window, row.key);
      key = this.take(row);
      this.mine.set(name, key);
    }
    return key;
  }

  /** Of an area's windows that begin in a span. Inside a transaction. */
  erase(area: number, { from, until }: Span): void {
    this.table.remove('area = ? AND window >= ? AND window < ?', area, from, until);
    for (const key of this.all.values())
      if (key.area === area && key.window >= from && key.window < until) this.all.delete(key.number);
    for (const [name, key] of this.mine) if (!this.all.has(key.number)) this.mine.delete(name);
  }
}
