/**
 * How often devices behind a meter are read (gas, water, heat), by their own times: whether that is seldom for the intervals of
 * the grid, and whether one is read no more.
 */
import type { Sample } from '../../sample.ts';

/** Twice in a row, since one reading may be missed. */
const SELDOM_COUNT = 2;
/** A device is silent that was not read for so long: two intervals, and at least as long as this. */
const LEAST_SILENCE_MS = 86_400_000;

interface DeviceTime {
  readonly meterMs: number;
  /** Monotonic: when it was seen first with this time. */
  readonly seenMs: number;
  readonly seldomCount: number;
}

export class DeviceTimes {
  private readonly intervalSeconds: number;
  private readonly devices = new Map<string, DeviceTime>();

  constructor(intervalSeconds: number) {
    this.intervalSeconds = intervalSeconds;
  }

  /** Takes a sample. Returns registers that turned out to be read less than once an interval, with the seconds in between. */
  sampled({ registers }: Sample, monotonicMs: number): ReadonlyMap<string, number> {
    const seldom = new Map<string, number>();
    for (const { register, device } of registers) {
      if (device?.meterMs === undefined) continue;
      const { meterMs } = device;
      const known = this.devices.get(register);
      if (known !== undefined && meterMs <= known.meterMs) continue;
      const seconds = known === undefined ? 0 : Math.round((meterMs - known.meterMs) / 1_000);
      const seldomCount = seconds > this.intervalSeconds ? (known?.seldomCount ?? 0) + 1 : 0;
      this.devices.set(register, { meterMs, seenMs: monotonicMs, seldomCount });
      if (seldomCount === SELDOM_COUNT) seldom.set(register, seconds);
    }
    return seldom;
  }

  /** One of these registers whose device is read no more, and for how long; undefined if there is none. */
  silentOf(registers: readonly string[], monotonicMs: number): { register: string; hours: number } | undefined {
    const longMs = Math.max(LEAST_SILENCE_MS, 2_000 * this.intervalSeconds);
    for (const register of registers) {
      const known = this.devices.get(register);
      if (known !== undefined && monotonicMs - known.seenMs >= longMs)
        return { register, hours: Math.round((monotonicMs - known.seenMs) / 3_600_000) };
    }
    return undefined;
  }
}
