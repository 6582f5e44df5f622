/**
 * Whether a meter's store is what it was: receipts that speak of intervals which it does not know prove that it was lost, or
 * that an older copy took its place. Then another value for the same interval could follow. [P-3.6]
 */
import type { Bitmap } from '../protocol/math/bitmap.ts';

export class StoreCheck {
  /** The last interval that the store knew when this process started; -1 if none. */
  private readonly restoredLast: number;
  private firstHere: number | undefined;
  /** Aggregators that hold what the store does not know. */
  private readonly claims = new Set<number>();

  constructor(restoredLast: number) {
    this.restoredLast = restoredLast;
  }

  /** This process wrote an interval: receipts may speak of it. */
  wrote(interval: number): void {
    this.firstHere ??= interval;
  }

  /** How many aggregators say so: one alone may lie. */
  get claimCount(): number {
    return this.claims.size;
  }

  /**
   * Takes what an authentic receipt calls stored. Returns the interval that this meter must have sent and its store does not
   * know, when an aggregator shows one for the first time.
   */
  receipt(aggregator: number, from: number, stored: Bitmap, lastWritten: number): number | undefined {
    if (this.claims.has(aggregator)) return undefined;
    for (const offset of stored) {
      const interval = from + offset;
      if (interval <= this.restoredLast) continue;
      if (interval <= lastWritten && interval >= (this.firstHere ?? Number.POSITIVE_INFINITY)) continue;
      this.claims.add(aggregator);
      return interval;
    }
    return undefined;
  }
}
