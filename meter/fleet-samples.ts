/** The samples of all meters of a process: each waits at its gate, becomes readings, or ends an interval by the clock. [P-2.4] */
import type { Effects, Times } from '../protocol/machine.ts';
import type { ClockVerdict } from './clock-watch.ts';
import type { GridView, SchemeView } from './grid-view.ts';
import type { Meter, ReadResult } from './meter.ts';
import type { OutboxOp } from './outbox.ts';
import type { Sample } from './sample.ts';
import { type ClockStanding, SampleGate } from './sample-gate.ts';

type Out = Effects<OutboxOp>;

/** After so long without a sample an interval ends by the clock: whoever samples every second ends it by the next one. */
const QUIET_MS = 1_000;

/** By what the aggregators of `grid` say. `view`: of some area; undefined if nothing is known yet. */
export function standingOf(
  verdict: ClockVerdict,
  view: SchemeView | undefined,
  { online, keys }: GridView,
  meters: ReadonlyMap<string, Meter>,
  isSynchronized: boolean | undefined,
): ClockStanding {
  const threshold = view?.sharing.threshold ?? Number.POSITIVE_INFINITY;
  return {
    verdict,
    isConnected: online.size >= threshold,
    isSynchronized,
    hasKeys: keys.size >= threshold,
    intervalSeconds: view?.scheme.intervalSeconds ?? 0,
    isAnswered: (meter, interval) =>
      [...online].every((aggregator) => meters.get(meter)?.isSettledAt(aggregator, interval) === true),
  };
}

export class FleetSamples {
  private readonly meters: ReadonlyMap<string, Meter>;
  private readonly onRead: (meter: string, result: ReadResult) => void;
  /** By meter: each reads one interval, and waits for what others make of it. */
  private readonly gates = new Map<string, SampleGate>();
  /** Whether the system says that this device's clock is synchronized; undefined if it says nothing. */
  isSynchronized: boolean | undefined;
  /** Monotonic: when a sample came last. */
  private lastMs = 0;

  constructor(meters: ReadonlyMap<string, Meter>, onRead: (meter: string, result: ReadResult) => void) {
    this.meters = meters;
    this.onRead = onRead;
  }

  take(id: string, sample: Sample, standing: () => ClockStanding, times: Times, out: Out): void {
    const meter = this.meters.get(id);
    if (meter === undefined) return;
    const gate = this.gates.get(id) ?? new SampleGate(id);
    this.gates.set(id, gate);
    gate.add(sample, times);
    this.lastMs = times.monotonicMs;
    this.release(meter, gate, standing(), times, out);
  }

  /** Samples that wait for what is known of this device's clock. */
  get heldCount(): number {
    let count = 0;
    for (const gate of this.gates.values()) count += gate.heldCount;
    return count;
  }

  /** The last sample of a meter, whatever became of it. */
  latest(meter: string): Sample | undefined {
    return this.gates.get(meter)?.latest;
  }

  /** Why samples wait, in words, if it is for the system's word on the clock. */
  get problem(): string | undefined {
    if (this.isSynchronized !== false) return undefined;
    return "this device's clock is not synchronized, by the system's own word, and nobody else's is known: the first samples wait (timedatectl, NTP)";
  }

  /** Time has passed. */
  passed(standing: () => ClockStanding, times: Times, out: Out): void {
    if (this.gates.size === 0) return;
    const now = standing();
    const isQuiet = times.monotonicMs - this.lastMs >= QUIET_MS;
    for (const [id, gate] of this.gates) {
      const meter = this.meters.get(id);
      if (meter === undefined) continue;
      this.release(meter, gate, now, times, out);
      if (isQuiet && gate.mayRead(times, now)) this.made(meter, gate, meter.passed(times, out), times);
    }
  }

  /** Makes readings of the samples that wait, as far as this device's clock is known to be right. */
  private release(meter: Meter, gate: SampleGate, standing: ClockStanding, times: Times, out: Out): void {
    for (;;) {
      const sample = gate.next(times, standing);
      if (sample === undefined) return;
      this.made(meter, gate, meter.sample(sample, times, out), times);
    }
  }

  private made({ party }: Meter, gate: SampleGate, results: readonly ReadResult[], times: Times): void {
    for (const result of results) {
      gate.read(result.interval, times);
      this.onRead(party.id, result);
    }
  }
}
