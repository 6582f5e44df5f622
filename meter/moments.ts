/** When a register was seen, by this device's clocks. [P-2.4] */
import type { RegisterValue, Sample } from './sample.ts';

/** A moment by both clocks. */
export interface Moment {
  readonly hostMs: number;
  readonly monotonicMs: number | undefined;
}

/** A meter whose clock is no farther from ours has the right time, by itself: what it says counts to the second. */
const SAME_CLOCK_MS = 60_000;
/** Without such a clock beside it, a time so long ago is none. */
const LONGEST_AGO_MS = 2 * 86_400_000;

/** How long one took to follow the other; by the clock that nobody sets, where both have it. */
export function elapsedMs(from: Moment, to: Moment): number {
  const isSameClock = from.monotonicMs !== undefined && to.monotonicMs !== undefined;
  return Math.max(0, isSameClock ? to.monotonicMs - from.monotonicMs : to.hostMs - from.hostMs);
}

/** How long before its sample another device was read. */
function agoMs({ hostMs, meterMs }: Sample, readMs: number): number {
  // By the clock beside it, if that is wrong: both times are of one clock.
  const isSameClock = meterMs === undefined || Math.abs(hostMs - meterMs) <= SAME_CLOCK_MS;
  const ms = (isSameClock ? hostMs : meterMs) - readMs;
  return meterMs === undefined && ms > LONGEST_AGO_MS ? 0 : Math.max(0, ms);
}

/** When a value was read: with its sample, or earlier where another device says so. */
export function momentOf(sample: Sample, { device }: RegisterValue): Moment {
  const { hostMs, monotonicMs } = sample;
  if (device?.meterMs === undefined) return { hostMs, monotonicMs };
  const ms = agoMs(sample, device.meterMs);
  return { hostMs: hostMs - ms, monotonicMs: monotonicMs === undefined ? undefined : monotonicMs - ms };
}
