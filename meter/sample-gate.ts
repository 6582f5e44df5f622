/**
 * Which samples of a meter may become readings: a reading can't be taken back, so this device's clock must be right by what k
 * aggregators say of theirs. Samples wait while too little is known, and are left out while it is wrong: registers go on
 * counting, and what they counted is told with the next reading. [P-2.1, P-2.4]
 */
import type { Times } from '../protocol/machine.ts';
import type { ClockVerdict } from './clock-watch.ts';
import type { Sample } from './sample.ts';

/** How long the first samples wait for a connection, by which others' clocks are seen. */
export const CONNECT_MS = 10_000;
/** While nothing is known of others' clocks: how long the next reading waits for what they make of the one before, at least. */
export const ANSWER_MS = 30_000;
/** So long a device that is connected waits until its own system has synchronized its clock. */
export const SYNCHRONIZE_MS = 120_000;
/** Samples that wait; the oldest go first. */
const MOST_HELD = 10_000;

/** What is known of this device's clock, and of those who can say something of it. */
export interface ClockStanding {
  readonly verdict: ClockVerdict;
  /** Enough aggregators are there. */
  readonly isConnected: boolean;
  /** The keys of enough aggregators are known: by a clock that is far ahead all key cards are over, so nobody answers. */
  readonly hasKeys: boolean;
  /** Whether the system says that this device's clock is synchronized; undefined if it says nothing. */
  readonly isSynchronized: boolean | undefined;
  readonly intervalSeconds: number;
  /** Whether everybody who is there has answered to a reading of a meter. */
  isAnswered(meter: string, interval: number): boolean;
}

export class SampleGate {
  private readonly meter: string;
  private held: Sample[] = [];
  /** The last sample that came, whatever became of it. */
  latest: Sample | undefined;
  /** Monotonic: when the first sample came. */
  private startedAtMs: number | undefined;
  /** The last interval of which samples became a reading, and when (monotonic). */
  private last: { readonly interval: number; readonly atMs: number } | undefined;

  constructor(meter: string) {
    this.meter = meter;
  }

  get heldCount(): number {
    return this.held.length;
  }

  /** A sample came. */
  add(sample: Sample, { monotonicMs }: Times): void {
    this.startedAtMs ??= monotonicMs;
    this.latest = sample;
    this.held.push(sample);
    if (this.held.length > MOST_HELD) this.held.shift();
  }

  /** A reading was made of samples. */
  read(interval: number, { monotonicMs }: Times): void {
    this.last = { interval, atMs: monotonicMs };
  }

  /** Whether samples may become readings now. */
  mayRead({ monotonicMs }: Times, standing: ClockStanding): boolean {
    const { verdict, isConnected, hasKeys, intervalSeconds } = standing;
    if (verdict !== 'unknown') return verdict === 'right';
    const { last } = this;
    const waitedMs = monotonicMs - (last?.atMs ?? this.startedAtMs ?? monotonicMs);
    // Nothing is lost by waiting: registers go on counting.
    if (last === undefined && standing.isSynchronized === false && !(isConnected && waitedMs >= SYNCHRONIZE_MS))
      return false;
    if (!isConnected) return last !== undefined || waitedMs >= CONNECT_MS;
    const isAnswered = hasKeys && (last === undefined || standing.isAnswered(this.meter, last.interval));
    // What takes no more than one interval in the time of one does not run ahead.
    return isAnswered || waitedMs >= Math.max(ANSWER_MS, 1_000 * intervalSeconds);
  }

  /** The next sample that may be made a reading of; undefined if there is none. */
  next(times: Times, standing: ClockStanding): Sample | undefined {
    const { verdict } = standing;
    // Their times are wrong, and nobody knows by how much.
    if (verdict === 'ahead' || verdict === 'behind') this.held = [];
    return this.held.length > 0 && this.mayRead(times, standing) ? this.held.shift() : undefined;
  }
}
