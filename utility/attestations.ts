/** What the aggregators attest to hold: the signed manifests and holdings that the next entries rest on. [P-7.2] */
import type { AreaLog } from '../protocol/area-log.ts';
import { Bitmap } from '../protocol/bitmap.ts';
import type { Holdings, Manifest } from '../schemas/types.ts';

interface Attested<T> {
  readonly bitmap: Bitmap;
  readonly message: T;
}

export class Attestations {
  private readonly pages = new Map<number, Map<number, Attested<Manifest>>>();
  private readonly windows = new Map<number, Map<number, Attested<Holdings>>>();

  manifest(message: Manifest, log: AreaLog): void {
    for (const { interval, held } of message.pages) {
      const bitmap = Bitmap.decode(held);
      if (bitmap === undefined || log.isClosed(interval)) continue;
      const page = this.pages.get(interval) ?? new Map<number, Attested<Manifest>>();
      // The first counts: an aggregator signs one manifest per page.
      if (!page.has(message.aggregator)) page.set(message.aggregator, { bitmap, message });
      this.pages.set(interval, page);
    }
  }

  holdings(message: Holdings): void {
    const bitmap = Bitmap.decode(message.held);
    if (bitmap === undefined) return;
    const window = this.windows.get(message.from) ?? new Map<number, Attested<Holdings>>();
    // The last counts: holdings grow as cells arrive.
    window.set(message.aggregator, { bitmap, message });
    this.windows.set(message.from, window);
  }

  pageOf(interval: number): ReadonlyMap<number, Bitmap> {
    return new Map([...(this.pages.get(interval) ?? [])].map(([aggregator, { bitmap }]) => [aggregator, bitmap]));
  }

  windowOf(from: number): ReadonlyMap<number, Bitmap> {
    return new Map([...(this.windows.get(from) ?? [])].map(([aggregator, { bitmap }]) => [aggregator, bitmap]));
  }

  /** The distinct signed manifests that cover these pages. */
  manifestsFor(intervals: readonly number[]): Manifest[] {
    const messages = new Set<Manifest>();
    for (const interval of intervals) {
      for (const { message } of this.pages.get(interval)?.values() ?? []) messages.add(message);
    }
    return [...messages];
  }

  holdingsFor(from: number): Holdings[] {
    return [...(this.windows.get(from)?.values() ?? [])].map(({ message }) => message);
  }

  /** Pages closed and windows billed are history. */
  forget(log: AreaLog): void {
    for (const interval of this.pages.keys()) if (log.isClosed(interval)) this.pages.delete(interval);
    for (const from of this.windows.keys()) if (from < log.nextWindow.from) this.windows.delete(from);
  }
}
