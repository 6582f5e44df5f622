/**
 * A slow, obvious twin of `meter/intervals.ts`, for clocks that run forward: every boundary looks for its own sample among all
 * of them. It is told which samples are sound, and what was counted by each; the real one has to find out.
 */
import type { IntervalGrid } from '../../protocol/grid/interval.ts';

export interface SoundSample {
  readonly hostMs: number;
  /** All that was counted since the first sample, per register, in thousandths of a Wh. */
  readonly countedMilli: readonly bigint[];
}

export interface TwinReading {
  readonly interval: number;
  readonly valuesWh: readonly number[];
  readonly missedWh: readonly number[];
}

/** `endedMs`: the last boundary that was certainly passed is at or before it. */
export function readingsOf(
  samples: readonly SoundSample[],
  { intervalSeconds, intervalOffsetSeconds, maxReadingWh }: IntervalGrid & { readonly maxReadingWh: number },
  endedMs: number,
): TwinReading[] {
  const [first] = samples;
  if (first === undefined) return [];
  const lengthMs = intervalSeconds * 1000;
  const boundaryMs = (number: number): number => number * lengthMs + intervalOffsetSeconds * 1000;
  const oldestMs = Math.min(900_000, lengthMs / 2);
  const seenAt = (number: number): SoundSample | undefined =>
    samples.findLast(({ hostMs }) => hostMs <= boundaryMs(number) && hostMs >= boundaryMs(number) - oldestMs);
  const wholeWh = ({ countedMilli }: SoundSample): number[] => countedMilli.map((milli) => Number(milli / 1000n));
  const readings: TwinReading[] = [];
  let toldWh = first.countedMilli.map(() => 0);
  const begin = Math.floor((first.hostMs - intervalOffsetSeconds * 1000) / lengthMs);
  for (let number = begin; boundaryMs(number + 1) <= endedMs; number += 1) {
    const [start, end] = [seenAt(number), seenAt(number + 1)];
    if (start === undefined || end === undefined) continue;
    const [startWh, endWh] = [wholeWh(start), wholeWh(end)];
    // Right behind another reading, what was above its limit comes first.
    const fromWh = readings.at(-1)?.interval === number - 1 ? toldWh : startWh;
    const valuesWh = endWh.map((wh, at) => Math.min(wh - fromWh[at]!, maxReadingWh));
    readings.push({ interval: number, valuesWh, missedWh: fromWh.map((wh, at) => wh - toldWh[at]!) });
    toldWh = valuesWh.map((wh, at) => wh + fromWh[at]!);
  }
  return readings;
}
