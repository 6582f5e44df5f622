/**
 * Feeding readings: interval by interval, when its time has come. In a replay the fleet drives grid time and holds it
 * back until the live aggregators have receipted the interval, so that a slow machine voids nothing.
 */
import { intervalEndMs } from '../protocol/interval.ts';
import type { Household, Households } from './sources/household.ts';
import type { MeterMachine } from './machine.ts';

export interface ReplayHost {
  readonly isReplay: boolean;
  gridMs(): number;
  /** Lets grid time go as far as this; tells every party. */
  hold(gridMs: number): void;
  read(meter: string, interval: number, valuesWh: readonly number[]): void;
  flush(): void;
}

/** How often to look again when nothing called: a safety net, and the pace of the system's clock. */
const LOOK_MS = 50;

export class Replay {
  private readonly machine: MeterMachine;
  private readonly source: Households;
  private readonly runOffIntervals: number;
  private readonly host: ReplayHost;
  /** Readings of the current interval not stored yet, by aggregator. */
  private readonly missing = new Map<number, Set<string>>();
  private currentInterval = -1;
  private wake: (() => void) | undefined;
  private isStopped = false;

  constructor(machine: MeterMachine, source: Households, runOffIntervals: number, host: ReplayHost) {
    this.machine = machine;
    this.source = source;
    this.runOffIntervals = runOffIntervals;
    this.host = host;
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

  private async until(isTrue: () => boolean): Promise<void> {
    while (!this.isStopped && !isTrue()) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_MS);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = undefined;
    }
  }

  /**
   * Whether the meters can begin: with a scheme they accept; in a replay, which would pass too quickly for latecomers,
   * when every aggregator is there too. Real time waits for nobody: what is booked is sent when it can be.
   */
  private isReady(): boolean {
    const { grid, anyView } = this.machine;
    if (!this.host.isReplay) return anyView !== undefined;
    const count = anyView?.sharing.aggregatorCount;
    return grid.keys.size === count && grid.online.size === count;
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

  /** Runs through all intervals, then lets time pass until the last pages can close and the bills be asked for. */
  async run(): Promise<void> {
    await this.until(() => this.isReady());
    const scheme = this.machine.anyView?.scheme;
    if (this.isStopped || scheme === undefined) return;
    for (let interval = this.source.firstInterval; interval < this.end && !this.isStopped; interval++) {
      const endMs = intervalEndMs(interval, this.source.intervalSeconds);
      if (this.host.isReplay) this.host.hold(endMs);
      await this.until(() => this.host.gridMs() >= endMs);
      if (this.isStopped) return;
      this.readAll(interval);
      if (this.host.isReplay) await this.until(() => this.isReceipted());
    }
    const closingMs = (scheme.closeAfterSeconds + 3 * scheme.graceSeconds + 1) * 1000;
    // One that was stopped in the middle must not let time run to the end: everything would close without it.
    if (this.host.isReplay && !this.isStopped)
      this.host.hold(intervalEndMs(this.end - 1, this.source.intervalSeconds) + closingMs);
  }

  private readAll(interval: number): void {
    this.currentInterval = interval;
    const isRunOff = interval >= this.source.firstInterval + this.source.intervalCount;
    const reading = this.source.households.filter((household) => isRunOff || household.readings.has(interval));
    for (const aggregator of this.machine.grid.keys.keys()) {
      this.missing.set(aggregator, new Set(reading.map(({ meterId }) => meterId)));
    }
    for (const household of reading) this.host.read(household.meterId, interval, valuesOf(household, interval));
    this.host.flush();
  }
}

/** What a home used; nothing in the run-off. */
function valuesOf(household: Household, interval: number): readonly number[] {
  return household.readings.get(interval) ?? household.registers.map(() => 0);
}
