/**
 * The source of homes whose intervals are finished: of a file, or simulated. Hands them over one by one, when the time of each
 * has come. In a replay the fleet drives grid time and holds it back until the live aggregators have receipted the interval,
 * so that a slow machine voids nothing.
 */
import { intervalEndMs } from '../../protocol/grid/interval.ts';
import type { Household, Households } from '../../homes/household.ts';
import type { MeterMachine } from '../machine.ts';
import { ANSWER_MS, CONNECT_MS } from '../sample-gate.ts';
import type { MeterSource, SourceSink } from './source.ts';

export interface ReplayHost {
  readonly isReplay: boolean;
  /** Test hook: longest wait for the receipts of one interval. Without it they are waited for without end. */
  readonly patienceMs: number | undefined;
  monotonicMs(): number;
  gridMs(): number;
  /** Lets grid time go as far as this; tells every party. */
  hold(gridMs: number): void;
  /** Readings that some aggregator has not stored yet. */
  unstoredCount(): number;
  /** Every reading of the source was handed over. */
  onReported(): void;
}

/** How often to look again when nothing called: a safety net, and the pace of the system's clock. */
const LOOK_MS = 50;
/** By the system's clock nothing is in a hurry: a reading has its interval's length. */
const LIVE_LOOK_MS = 500;
/** So long everybody may take to start before it is told who is missing. */
const TELL_MS = 10_000;
/** In life: readings not stored yet, above which a backlog waits. What has just been metered never does. */
export const MOST_UNSTORED = 250_000;

export class Replay implements MeterSource {
  private readonly machine: MeterMachine;
  private readonly source: Households;
  private readonly runOffIntervals: number;
  private readonly host: ReplayHost;
  /** Readings of the current interval not stored yet, by aggregator. */
  private readonly missing = new Map<number, Set<string>>();
  private currentInterval = -1;
  /** Monotonic: when the last interval was read, or it began to wait for the first. */
  private readAtMs = 0;
  private heldMs = 0;
  /** Whether an earlier process had written readings. */
  private readonly isResumed: boolean;
  private wake: (() => void) | undefined;
  private isStopped = false;
  private hasBegun = false;
  private readonly openedAtMs: number;

  constructor(machine: MeterMachine, source: Households, runOffIntervals: number, host: ReplayHost) {
    this.machine = machine;
    this.source = source;
    this.runOffIntervals = runOffIntervals;
    this.host = host;
    this.isResumed = this.lasts.some((last) => last >= source.firstInterval);
    this.openedAtMs = host.monotonicMs();
  }

  /** That a replay waits for somebody to begin; that a reading is not there is no fault of it. */
  get problem(): string | undefined {
    const { grid, anyView } = this.machine;
    if (!this.host.isReplay || this.hasBegun || anyView === undefined) return undefined;
    if (this.host.monotonicMs() - this.openedAtMs < TELL_MS) return undefined;
    const indices = Array.from({ length: anyView.sharing.aggregatorCount }, (_, at) => at + 1);
    const missing = indices.filter((index) => !grid.online.has(index) || !grid.keys.has(index));
    const whom = this.isResumed ? `${anyView.sharing.threshold} aggregators are` : 'every aggregator is';
    return `the replay begins when ${whom} there, so that nothing comes late for want of a start: start aggregator ${missing.join(' and ')}`;
  }

  /** First interval after the last one that is read. */
  get end(): number {
    return this.source.firstInterval + this.source.intervalCount + this.runOffIntervals;
  }

  /** An aggregator has stored a reading. */
  stored(meter: string, aggregator: number, interval: number): void {
    if (interval !== this.currentInterval) return;
    const missing = this.missing.get(aggregator);
    missing?.delete(meter);
    if (missing?.size === 0) this.wake?.();
  }

  stop(): void {
    this.isStopped = true;
    this.wake?.();
  }

  /** The broker may have lost how far time may go, and whoever restarts needs to know. */
  connected(): void {
    if (this.host.isReplay && this.heldMs > 0) this.host.hold(this.heldMs);
  }

  private hold(gridMs: number): void {
    if (!this.host.isReplay) return;
    // An earlier process may have let it go further. A message holds whole numbers; a replayed clock has none.
    this.heldMs = Math.ceil(Math.max(gridMs, this.host.gridMs()));
    this.host.hold(this.heldMs);
  }

  private async until(isTrue: () => boolean): Promise<void> {
    while (!this.isStopped && !isTrue()) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.host.isReplay ? LOOK_MS : LIVE_LOOK_MS);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = undefined;
    }
  }

  /**
   * Whether a replay may begin: so that nothing comes late for want of a start, when every aggregator is there. A fleet
   * that goes on after a restart waits for k of them, one with the system's clock for nobody.
   */
  private isReady(): boolean {
    const { grid, anyView } = this.machine;
    const { host } = this;
    if (anyView === undefined) return false;
    if (!host.isReplay) return true;
    const { aggregatorCount, threshold } = anyView.sharing;
    if (this.isResumed) return grid.online.size >= threshold;
    if (grid.keys.size < aggregatorCount) return false;
    return grid.online.size >= (host.patienceMs === undefined ? aggregatorCount : threshold);
  }

  /**
   * The interval to go on with: the last one that every meter has written, since it may not have been sent. What was
   * written stays; what was not is read again, meter by meter.
   */
  private get next(): number {
    return Math.max(this.source.firstInterval, Math.min(this.end - 1, ...this.lasts));
  }

  /** The last interval that each meter has written; -1 for none. */
  private get lasts(): number[] {
    return this.source.households.map(({ meterId }) => this.machine.meters.get(meterId)?.lastWritten ?? -1);
  }

  /** Whether everybody who is online has stored the interval, and enough are. */
  private isReceipted(): boolean {
    const { grid } = this.machine;
    if (grid.online.size < (this.machine.anyView?.sharing.threshold ?? Number.POSITIVE_INFINITY)) return false;
    for (const aggregator of grid.online) {
      const missing = this.missing.get(aggregator);
      for (const meter of missing ?? []) {
        if (this.machine.meters.get(meter)?.isSettledAt(aggregator, this.currentInterval) !== true) return false;
        missing?.delete(meter);
      }
    }
    return true;
  }

  /**
   * In life: whether the interval that ended at `endMs` by this clock may be read. A reading can't be taken back, so this
   * clock must be right by what k aggregators say of theirs; a device that reaches nobody goes by its own.
   */
  private mayRead(endMs: number): boolean {
    const { machine, host } = this;
    const times = { gridMs: host.gridMs(), monotonicMs: host.monotonicMs() };
    if (times.gridMs < endMs) return false;
    const verdict = machine.clockVerdict(times);
    if (verdict === 'ahead' || verdict === 'behind') return false;
    const threshold = machine.anyView?.sharing.threshold ?? Number.POSITIVE_INFINITY;
    const isConnected = machine.grid.online.size >= threshold;
    const waitedMs = times.monotonicMs - this.readAtMs;
    if (verdict === 'unknown') {
      // By a clock that is far ahead all key cards are over: nothing can be sent, so nobody answers. What takes no more than one
      // interval in the time of one does not run ahead.
      const isAnswered = machine.grid.keys.size >= threshold && this.isReceipted();
      const answerMs = Math.max(ANSWER_MS, 1_000 * this.source.intervalSeconds);
      if (isConnected && !isAnswered && waitedMs < answerMs) return false;
      if (!isConnected && this.currentInterval === -1 && waitedMs < CONNECT_MS) return false;
    }
    const isNew = times.gridMs - endMs < 2_000 * this.source.intervalSeconds;
    return isNew || host.unstoredCount() < MOST_UNSTORED;
  }

  /** Runs through all intervals, then lets time pass as far as the parties need it. Ends when it is stopped. */
  async run(sink: SourceSink): Promise<void> {
    await this.readOn(sink);
    if (this.isStopped) return;
    this.host.onReported();
    await this.letPass();
  }

  /** All intervals, then as much time as the last pages need to close and the bills to be asked for. */
  private async readOn(sink: SourceSink): Promise<void> {
    await this.until(() => this.isReady());
    const scheme = this.machine.anyView?.scheme;
    if (this.isStopped || scheme === undefined) return;
    this.hasBegun = true;
    this.readAtMs = this.host.monotonicMs();
    for (let interval = this.next; interval < this.end && !this.isStopped; interval++) {
      const endMs = intervalEndMs(interval, this.source);
      this.hold(endMs);
      const { isReplay } = this.host;
      await this.until(() => (isReplay ? this.host.gridMs() >= endMs : this.mayRead(endMs)));
      if (this.isStopped) return;
      this.readAll(interval, sink);
      const patientUntilMs = this.host.monotonicMs() + (this.host.patienceMs ?? Number.POSITIVE_INFINITY);
      const isDone = (): boolean => this.isReceipted() || this.host.monotonicMs() >= patientUntilMs;
      if (isReplay) await this.until(isDone);
      // A backlog of any length leaves time for messages, probes and signals.
      else await new Promise((resolve) => setImmediate(resolve));
    }
    const closingMs = (scheme.closeAfterSeconds + 3 * scheme.graceSeconds + 1) * 1000;
    // One that was stopped in the middle must not let time run to the end: everything would close without it.
    if (!this.isStopped) this.hold(intervalEndMs(this.end - 1, this.source) + closingMs);
  }

  /**
   * After the last interval replayed time stands still, but an aggregator that comes back signs nothing before it has been
   * there for `closeAfter`: time goes on by as much for everyone that does, and for all when the fleet does. Ends with
   * `stop`.
   */
  private async letPass(): Promise<void> {
    const { grid, anyView } = this.machine;
    if (!this.host.isReplay || anyView === undefined) return;
    const { closeAfterSeconds, graceSeconds } = anyView.scheme;
    let known = new Set(this.isResumed ? [] : grid.online);
    while (!this.isStopped) {
      await this.until(() => grid.online.size !== known.size || [...grid.online].some((index) => !known.has(index)));
      const isBack = [...grid.online].some((index) => !known.has(index));
      known = new Set(grid.online);
      if (isBack && !this.isStopped) this.hold(this.host.gridMs() + (closeAfterSeconds + graceSeconds + 1) * 1000);
    }
  }

  private readAll(interval: number, sink: SourceSink): void {
    this.currentInterval = interval;
    this.readAtMs = this.host.monotonicMs();
    const isRunOff = interval >= this.source.firstInterval + this.source.intervalCount;
    const reading = this.source.households.filter((household) => isRunOff || household.readings.has(interval));
    for (const aggregator of this.machine.grid.keys.keys()) {
      this.missing.set(aggregator, new Set(reading.map(({ meterId }) => meterId)));
    }
    for (const household of reading) {
      const missedUnits = this.missedBy(household, interval);
      sink.interval(household.meterId, { interval, valuesUnits: valuesOf(household, interval), missedUnits });
    }
    sink.flush();
  }

  /** What a source has of the intervals between the last one that was written and this one, which lack a part. */
  private missedBy({ meterId, registers, partsWh }: Household, interval: number): readonly number[] {
    const sums = registers.map(() => 0);
    const last = this.machine.meters.get(meterId)?.lastWritten ?? -1;
    if (partsWh === undefined || last === -1) return [];
    for (let at = last + 1; at < interval; at++)
      partsWh.get(at)?.forEach((units, register) => (sums[register] = (sums[register] ?? 0) + units));
    return sums;
  }
}

/** What a home used; nothing in the run-off. */
function valuesOf(household: Household, interval: number): readonly number[] {
  return household.readings.get(interval) ?? household.registers.map(() => 0);
}
