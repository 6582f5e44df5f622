/** How long each share took: split, seal, publish (to the broker's PUBACK), receipt (to the aggregator's). For people. */
import { type RecordableHistogram, createHistogram } from 'node:perf_hooks';
import type { MeterObserver } from '../party.ts';

export type Phase = 'split' | 'seal' | 'publish' | 'receipt';

export type Timings = Record<Phase, { readonly count: number; readonly medianMs: number; readonly p99Ms: number }>;

/** Most shares whose receipt is waited for, so that a process that runs for months does not grow. */
const MOST_WATCHED = 20_000;

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

  sent(meter: string, aggregator: number, interval: number): void {
    this.sharesPublished += 1;
    this.sentAtMs.set(`${meter}/${aggregator}/${interval}`, performance.now());
    // An aggregator that is gone never receipts: the oldest are not waited for any more.
    const oldest = this.sentAtMs.keys().next();
    if (this.sentAtMs.size > MOST_WATCHED && oldest.done !== true) this.sentAtMs.delete(oldest.value);
  }

  stored(meter: string, aggregator: number, interval: number): void {
    const name = `${meter}/${aggregator}/${interval}`;
    const sentAtMs = this.sentAtMs.get(name);
    if (sentAtMs !== undefined) this.record('receipt', performance.now() - sentAtMs);
    this.sentAtMs.delete(name);
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
