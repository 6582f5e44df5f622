/** What the aggregators attest to hold: the signed manifests and holdings that the next entries rest on. [P-7.2] */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { metersOf, pagesOf } from '../../protocol/log/attestation.ts';
import type { Bitmap } from '../../protocol/math/bitmap.ts';
import type { Holdings, Manifest } from '../../schemas/types.ts';

interface Attested<T> {
  readonly bitmap: Bitmap;
  readonly message: T;
  /** When it came, among all: who checks an entry reads its basis in this order. */
  readonly order: number;
}

/** Furthest page ahead of the next to close that is kept: an aggregator must not fill the memory. */
const MOST_PAGES_AHEAD = 4_096;

/**
 * Whether a bitmap is longer than one of all the meters there are. Attestations go into announcements as they came: one
 * that no announcement could carry would stop the log.
 */
function isTooLong(held: string, log: AreaLog): boolean {
  return held.length > Math.ceil((Math.ceil(log.roster.meters.length / 8) * 4) / 3);
}

export class Attestations {
  private readonly pages = new Map<number, Map<number, Attested<Manifest>>>();
  /** Of the window that is billed next, only. */
  private readonly window = new Map<number, Attested<Holdings>>();
  private count = 0;

  /** A signed manifest; returns why it counts for nothing, in words. */
  manifest(message: Manifest, log: AreaLog): string | undefined {
    const bitmaps = pagesOf(message);
    if (bitmaps === undefined) return 'a manifest is malformed';
    if (message.pages.some(({ held }) => isTooLong(held, log))) return 'a manifest names meters that do not exist';
    this.count += 1;
    for (const [interval, bitmap] of bitmaps) {
      if (log.isClosed(interval) || interval > log.nextToClose + MOST_PAGES_AHEAD) continue;
      const page = this.pages.get(interval) ?? new Map<number, Attested<Manifest>>();
      // The first counts: an aggregator signs one manifest per page.
      if (!page.has(message.aggregator)) page.set(message.aggregator, { bitmap, message, order: this.count });
      this.pages.set(interval, page);
    }
    return undefined;
  }

  /** Signed holdings; returns why they count for nothing, in words. */
  holdings(message: Holdings, log: AreaLog): string | undefined {
    const bitmap = metersOf(message);
    if (bitmap === undefined) return 'a holdings message is malformed';
    if (isTooLong(message.held, log)) return 'a holdings message names meters that do not exist';
    const { from, count } = log.nextBill.window;
    if (message.from !== from || message.count !== count) return undefined;
    this.count += 1;
    // The last counts: holdings grow as cells arrive.
    this.window.set(message.aggregator, { bitmap, message, order: this.count });
    return undefined;
  }

  /** Whatever this aggregator attested counts no more. [P-7.7] */
  drop(aggregator: number): void {
    for (const page of this.pages.values()) page.delete(aggregator);
    this.window.delete(aggregator);
  }

  pageOf(interval: number): ReadonlyMap<number, Bitmap> {
    return new Map([...(this.pages.get(interval) ?? [])].map(([aggregator, { bitmap }]) => [aggregator, bitmap]));
  }

  windowHoldings(): ReadonlyMap<number, Bitmap> {
    return new Map([...this.window].map(([aggregator, { bitmap }]) => [aggregator, bitmap]));
  }

  /** The distinct signed manifests that these pages' sets follow from, in the order they came. */
  manifestsFor(intervals: readonly number[]): Manifest[] {
    const messages = new Map<Manifest, number>();
    for (const interval of intervals) {
      for (const { message, order } of this.pages.get(interval)?.values() ?? []) messages.set(message, order);
    }
    return [...messages].toSorted(([, one], [, other]) => one - other).map(([message]) => message);
  }

  holdingsMessages(): Holdings[] {
    return [...this.window.values()].map(({ message }) => message);
  }

  /** Pages closed and windows settled are history. */
  forget(log: AreaLog): void {
    for (const interval of this.pages.keys()) if (log.isClosed(interval)) this.pages.delete(interval);
    for (const [aggregator, { message }] of this.window) {
      if (message.from !== log.nextBill.window.from) this.window.delete(aggregator);
    }
  }
}
