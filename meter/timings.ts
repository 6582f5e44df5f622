/** How long each share took: split, seal, publish (to the broker's PUBACK), receipt (to the aggregator's). For people. */
import { type RecordableHistogram, createHistogram } from 'node:perf_hooks';
import type { MeterObserver } from './party.ts';

export type Phase = 'split' | 'seal' | 'publish' | 'receipt';

export type Timings = Record<Phase, { readonly count: number; readonly medianMs: number; readonly p99Ms: number }>;

export class TimingObserver implements MeterObserver {
  /** Distinct (meter, interval, aggregator) handed to the bus. */
  sharesPublished = 0;
  private readonly histograms: Record<Phase, RecordableHistogram> = {
    split: createHistogram(),
    seal: createHistogram(),
    publish: createHistogram(),
    receipt: createHistogram(),
  };
  private readonly sentAtMs = new Map<string, number>();
  private readonly onStored: (meter: string, aggregator: number, interval: number) => void;

  constructor(onStored: (meter: string, aggregator: number, interval: number) => void) {
    this.onStored = onStored;
  }

  /** `ms` of one phase; histograms count whole nanoseconds. */
  record(phase: Phase, ms: number): void {
    this.histograms[phase].record(Math.max(1, Math.round(ms * 1e6)));
  }

  measure<T>(phase: 'split' | 'seal', run: () => T): T {
    const startedAtMs = performance.now();
    const result = run();
    this.record(phase, performance.now() - startedAtMs);
    return result;
  }

  sent(meter: string, aggregator: number, from: number, count: number): void {
    const now = performance.now();
    for (let interval = from; interval < from + count; interval++) {
      const name = `${meter}/${aggregator}/${interval}`;
      // Sent again: the first time counts, for the number of shares as for the time to the receipt.
      if (this.sentAtMs.has(name)) continue;
      this.sentAtMs.set(name, now);
      this.sharesPublished += 1;
    }
  }

  stored(meter: string, aggregator: number, interval: number): void {
    const name = `${meter}/${aggregator}/${interval}`;
    const sentAtMs = this.sentAtMs.get(name);
    if (sentAtMs !== undefined && !Number.isNaN(sentAtMs)) {
      this.record('receipt', performance.now() - sentAtMs);
      this.sentAtMs.set(name, Number.NaN);
    }
    this.onStored(meter, aggregator, interval);
  }

  timings(): Timings {
    const of = (phase: Phase) => {
      const histogram = this.histograms[phase];
      if (histogram.count === 0) return { count: 0, medianMs: 0, p99Ms: 0 };
      return {
        count: histogram.count,
        medianMs: histogram.percentile(50) / 1e6,
        p99Ms: histogram.percentile(99) / 1e6,
      };
    };
    return { split: of('split'), seal: of('seal'), publish: of('publish'), receipt: of('receipt') };
  }
}
