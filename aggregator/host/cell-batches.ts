/**
 * Cells that were committed together, as they lie in the ledger's file: where they belong and their digests in one blob, their
 * shares in another, each sealed once, under a key of one process for one window of one area. [P-6.2]
 */
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { SecretKey } from '../../protocol/keys/crypto-port.ts';
import { Encoder } from '../../protocol/wire/bytes.ts';
import type { CellRow } from '../ledger.ts';

/** A batch has cells of one block of so many intervals: what is far apart is never read together. */
export const BLOCK_INTERVALS = 96;
/** A page with so many cells in a commit has a batch of its own, so that its fold opens nothing else. */
const LEAST_OF_A_PAGE = 32;
/** Of a cell: its interval within the block (1), its roster index (4), its digest (8). */
const PLACE_BYTES = 13;
const LENGTH_BYTES = 2;

/** What a process seals cells of one window with. */
export interface BatchKeys {
  readonly places: SecretKey;
  readonly shares: SecretKey;
}

/** What can be seen of a batch without its keys. */
export interface BatchHeader {
  /** Once in a file as long as a key lives: so is the nonce that is made of it. */
  readonly number: number;
  readonly area: number;
  readonly window: number;
  readonly block: number;
  readonly cells: number;
}

export function blockOf(interval: number): number {
  return Math.floor(interval / BLOCK_INTERVALS);
}

/** Cells of one commit and window as they are put into batches: each page of many by itself, the rest by their blocks. */
export function batched(rows: readonly CellRow[]): CellRow[][] {
  const byPage = new Map<number, CellRow[]>();
  for (const row of rows) {
    const page = byPage.get(row.interval);
    if (page === undefined) byPage.set(row.interval, [row]);
    else page.push(row);
  }
  const own: CellRow[][] = [];
  const mixed = new Map<number, CellRow[]>();
  for (const [interval, page] of byPage) {
    if (page.length >= LEAST_OF_A_PAGE) own.push(page);
    else mixed.set(blockOf(interval), [...(mixed.get(blockOf(interval)) ?? []), ...page]);
  }
  return [...own, ...mixed.values()];
}

function nonceOf({ number }: BatchHeader): Uint8Array {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setUint32(4, Math.floor(number / 4294967296));
  view.setUint32(8, number % 4294967296);
  return nonce;
}

/** A row that was moved or relabelled opens as nothing. */
function aadOf({ area, window, block, cells }: BatchHeader): Uint8Array {
  return new Encoder('gridshare/1 batch').integer(area).integer(window).integer(block).integer(cells).finish();
}

export interface SealedBatch {
  readonly places: Uint8Array;
  readonly shares: Uint8Array;
}

export function sealBatch(keys: BatchKeys, header: BatchHeader, rows: readonly CellRow[]): SealedBatch {
  const places = new Uint8Array(rows.length * PLACE_BYTES);
  const shares = new Uint8Array(rows.reduce((sum, row) => sum + LENGTH_BYTES + row.shares.length, 0));
  const [placeView, shareView] = [new DataView(places.buffer), new DataView(shares.buffer)];
  let at = 0;
  for (const [number, row] of rows.entries()) {
    const place = number * PLACE_BYTES;
    placeView.setUint8(place, row.interval - header.block * BLOCK_INTERVALS);
    placeView.setUint32(place + 1, row.index);
    placeView.setFloat64(place + 5, row.digest);
    shareView.setUint16(at, row.shares.length);
    shares.set(row.shares, at + LENGTH_BYTES);
    at += LENGTH_BYTES + row.shares.length;
  }
  const [nonce, aad] = [nonceOf(header), aadOf(header)];
  return {
    places: nodeCrypto.aeadSeal(keys.places, nonce, aad, places),
    shares: nodeCrypto.aeadSeal(keys.shares, nonce, aad, shares),
  };
}

export type Place = Omit<CellRow, 'shares'>;

/** Where its cells belong, in the order in which they were stored; undefined if it is not what was stored. */
export function openPlaces(keys: BatchKeys, header: BatchHeader, sealed: unknown): Place[] | undefined {
  const bytes = opened(keys.places, header, sealed);
  if (bytes?.length !== header.cells * PLACE_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: header.cells }, (_, number) => {
    const place = number * PLACE_BYTES;
    return {
      interval: header.block * BLOCK_INTERVALS + view.getUint8(place),
      index: view.getUint32(place + 1),
      digest: view.getFloat64(place + 5),
    };
  });
}

/** The shares of its cells, in the same order; undefined if they are not what was stored. */
export function openShares(keys: BatchKeys, header: BatchHeader, sealed: unknown): Uint8Array[] | undefined {
  const bytes = opened(keys.shares, header, sealed);
  if (bytes === undefined) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const from = at + LENGTH_BYTES;
    at = from + view.getUint16(at);
    found.push(bytes.subarray(from, at));
  }
  return found.length === header.cells ? found : undefined;
}

function opened(key: SecretKey, header: BatchHeader, sealed: unknown): Uint8Array | undefined {
  if (!(sealed instanceof Uint8Array)) return undefined;
  return nodeCrypto.aeadOpen(key, nonceOf(header), aadOf(header), sealed);
}
