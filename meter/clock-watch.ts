/**
 * Whether this device's clock agrees with the aggregators', by their receipts: a reading that carries a wrong time can't be
 * taken back. Fewer than k aggregators can't mislead. [P-2.1]
 *
 * A receipt says when it was published. The first of a topic after a connection may be one that the broker kept, so it only
 * shows that it is not earlier than that; a further one is as fresh as its way was short.
 */
import type { Times } from '../protocol/machine.ts';

/** Clocks that differ by less agree: what is on its way for a while, and what NTP still has to mend. */
const LARGEST_TOLERANCE_MS = 60_000;

export type ClockVerdict = 'right' | 'ahead' | 'behind' | 'unknown';

interface Heard {
  /** The aggregator's clock when its newest receipt was published. */
  readonly gridMs: number;
  /** When that came. */
  readonly monotonicMs: number;
  /** Whether it came at once: not from what the broker keeps, nor before this process was out of touch. */
  readonly isFresh: boolean;
}

interface Difference {
  /** How far this clock is before an aggregator's, in ms: not more, and if `isFresh`, not much less. */
  readonly aheadMs: number;
  readonly isFresh: boolean;
}

export class ClockWatch {
  private readonly heard = new Map<number, Heard>();
  /** Topics, as aggregator and meter, of which a receipt came since the last connection. */
  private readonly topics = new Set<string>();

  /** Whatever comes first with the next connection is the broker's copy, and this device may have slept meanwhile. */
  disconnected(): void {
    this.topics.clear();
    for (const [aggregator, heard] of this.heard) this.heard.set(aggregator, { ...heard, isFresh: false });
  }

  receipt(meter: string, aggregator: number, atMs: number, { monotonicMs }: Times): void {
    const topic = `${aggregator}/${meter}`;
    const isFresh = this.topics.has(topic);
    this.topics.add(topic);
    const last = this.heard.get(aggregator);
    // Of two the newer one; a fresh one in any case, since a clock may have been put back.
    if (last !== undefined && !isFresh && atMs <= last.gridMs) return;
    this.heard.set(aggregator, { gridMs: atMs, monotonicMs, isFresh });
  }

  private differences({ gridMs, monotonicMs }: Times): Difference[] {
    return [...this.heard.values()].map((heard) => ({
      aheadMs: gridMs - (heard.gridMs + monotonicMs - heard.monotonicMs),
      isFresh: heard.isFresh,
    }));
  }

  /** What at least `threshold` aggregators' clocks say of this one. */
  verdict(times: Times, threshold: number, intervalSeconds: number): ClockVerdict {
    const toleranceMs = Math.min(LARGEST_TOLERANCE_MS, intervalSeconds * 500);
    const differences = this.differences(times);
    const fresh = differences.filter(({ isFresh }) => isFresh);
    // Also what the broker keeps shows that it is not earlier.
    if (differences.filter(({ aheadMs }) => aheadMs < -toleranceMs).length >= threshold) return 'behind';
    if (fresh.filter(({ aheadMs }) => aheadMs > toleranceMs).length >= threshold) return 'ahead';
    if (fresh.filter(({ aheadMs }) => Math.abs(aheadMs) <= toleranceMs).length >= threshold) return 'right';
    return 'unknown';
  }

  /** What is wrong with this clock, in words. */
  problem(times: Times, verdict: 'ahead' | 'behind'): string {
    const minutes = Math.round(this.offMs(times, verdict) / 60_000);
    const off = minutes < 180 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
    const than = verdict === 'ahead' ? 'ahead of' : 'behind';
    return `this device's clock is ${off} ${than} the clocks of the aggregators: no reading is taken until it is right (timedatectl, NTP)`;
  }

  /** By how much this clock is ahead or behind of one of them, in ms, at most. */
  offMs(times: Times, verdict: 'ahead' | 'behind'): number {
    const sizes = this.differences(times).map(({ aheadMs }) => (verdict === 'ahead' ? aheadMs : -aheadMs));
    return sizes.length === 0 ? 0 : Math.max(...sizes);
  }
}
