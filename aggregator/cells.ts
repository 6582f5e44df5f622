/** Which cells are held, in memory: 8 bytes a cell. The shares themselves stay in the ledger. [P-6.1] */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { Encoder } from '../protocol/wire/bytes.ts';
import type { Crypto } from '../protocol/keys/crypto-port.ts';
import type { Window } from '../protocol/grid/interval.ts';
import { type Span, Spans } from './erased.ts';
import type { CellRow } from './ledger.ts';

/** 53 bits of SHA-256 over what a cell is: where it belongs, and its shares. Never 0. */
export function cellDigest(crypto: Crypto, area: string, cell: Pick<CellRow, 'interval' | 'index' | 'shares'>): number {
  const encoder = new Encoder('gridshare/1 cell').text(area).integer(cell.interval).integer(cell.index);
  const hash = crypto.sha256(encoder.data(cell.shares).finish());
  const view = new DataView(hash.buffer, hash.byteOffset, 8);
  return (view.getUint32(0) & 0x1fffff) * 4294967296 + view.getUint32(4) || 1;
}

export class CellIndex {
  /** By interval: digest per roster index, 0 for none. */
  private readonly pages = new Map<number, Float64Array>();
  private heldCount = 0;
  private last = -1;
  private readonly erased = new Spans();
  private erasedTimes = 0;

  get size(): number {
    return this.heldCount;
  }

  /** The last interval of which anything is held; -1 if none. */
  get lastInterval(): number {
    return this.last;
  }

  /** How often something was erased: what was derived from all cells is out of date when it rises. */
  get eraseCount(): number {
    return this.erasedTimes;
  }

  /** Whether the cells of an interval were erased: nobody needs them any more. */
  isErased(interval: number): boolean {
    return this.erased.has(interval);
  }

  /** The first interval from this one on whose cells were not erased. */
  keptFrom(interval: number): number {
    return this.erased.after(interval);
  }

  erase(span: Span): void {
    this.erased.add(span);
    this.erasedTimes += 1;
    for (const [interval, page] of this.pages) {
      if (interval < span.from || interval >= span.until) continue;
      for (const digest of page) if (digest !== 0) this.heldCount -= 1;
      this.pages.delete(interval);
    }
  }

  /** Of a span, only these cells stay: by interval, roster indices. */
  trim({ from, until }: Span, kept: ReadonlyMap<number, Bitmap>): void {
    this.erasedTimes += 1;
    for (let interval = from; interval < until; interval++) {
      const page = this.pages.get(interval);
      const stays = kept.get(interval);
      page?.forEach((digest, index) => {
        if (digest === 0 || stays?.has(index) === true) return;
        page[index] = 0;
        this.heldCount -= 1;
      });
      if (stays === undefined) this.pages.delete(interval);
    }
  }

  digest(interval: number, index: number): number {
    return this.pages.get(interval)?.[index] ?? 0;
  }

  add(interval: number, index: number, digest: number): void {
    let page = this.pages.get(interval);
    if (page === undefined || page.length <= index) {
      const grown = new Float64Array(Math.max(64, index + 1, (page?.length ?? 0) * 2));
      if (page !== undefined) grown.set(page);
      page = grown;
      this.pages.set(interval, page);
    }
    page[index] = digest;
    this.heldCount += 1;
    this.last = Math.max(this.last, interval);
  }

  /** The meters held of a page. */
  held(interval: number): Bitmap {
    const held = new Bitmap();
    this.pages.get(interval)?.forEach((digest, index) => {
      if (digest !== 0) held.add(index);
    });
    return held;
  }

  /** Whether every cell of a set is held. */
  holdsAll(interval: number, set: Bitmap): boolean {
    for (const index of set) if (this.digest(interval, index) === 0) return false;
    return true;
  }
}

/** Of these meters, those of which every cell is held that a bill of a closed window may cover. */
export function whollyHeld(log: AreaLog, cells: CellIndex, asked: readonly number[], window: Window): number[] {
  const plan = log.planOf(window);
  let held = asked;
  // Page by page: there are far more cells than pages, and most meters lack none.
  for (let interval = window.from; interval < window.from + window.count; interval++) {
    const set = log.pages.get(interval)?.set;
    if (set === undefined) continue;
    const lacks = (index: number): boolean =>
      set.has(index) && cells.digest(interval, index) === 0 && !plan.isRemnant(index, interval);
    if (held.some(lacks)) held = held.filter((index) => !lacks(index));
  }
  return [...held];
}
