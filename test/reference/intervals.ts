/**
 * A slow, obvious twin of `meter/intervals.ts`, for clocks that run forward: every boundary looks for its own sample among all
 * of them, and whatever lies between two that were seen is handed out Wh by Wh. It is told which samples are sound, and what was
 * counted by each; the real one has to find out.
 */
import type { IntervalGrid } from '../../protocol/grid/interval.ts';

export interface SoundSample {
  readonly hostMs: number;
  /** All that was counted since the first sample, per register, in thousandths of a Wh. */
  readonly countedMilli: readonly bigint[];
}

export interface TwinReading {
  readonly interval: number;
  readonly valuesUnits: readonly number[];
  readonly missedUnits: readonly number[];
  readonly isEstimated: boolean;
}

/** So long ago, and so many at once, may be estimated. */
const FILLED = { seconds: 2_592_000, count: 10_000 };

/** So many heaps of so many Wh, as alike as can be: each Wh goes to the heap that has waited for it longest. */
function heaps(totalUnits: number, count: number): number[] {
  let owed = 0;
  return Array.from({ length: count }, () => {
    owed += totalUnits;
    const heap = Math.floor(owed / count);
    owed -= heap * count;
    return heap;
  });
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
  const wholeUnits = ({ countedMilli }: SoundSample): number[] => countedMilli.map((milli) => Number(milli / 1000n));
  const seen: { readonly number: number; readonly units: readonly number[] }[] = [];
  for (
    let number = Math.floor((first.hostMs - intervalOffsetSeconds * 1000) / lengthMs);
    boundaryMs(number) <= endedMs;
    number += 1
  ) {
    const sample = seenAt(number);
    if (sample !== undefined) seen.push({ number, units: wholeUnits(sample) });
  }
  const readings: TwinReading[] = [];
  let toldWh = seen[0]?.units ?? [];
  let next = seen[0]?.number ?? 0;
  /** Intervals from `next` up to `end`, when registers had counted so much. What is above the limit is told later. */
  const tell = (begin: number, end: number, units: readonly number[], isEstimated: boolean): void => {
    const count = end - begin;
    const parts = units.map((one, register) => heaps(Math.min(one - toldWh[register]!, count * maxReadingWh), count));
    for (let offset = 0; offset < count; offset += 1) {
      const valuesUnits = parts.map((part) => part[offset]!);
      const missedUnits = units.map((_, register) => (readings.length === 0 ? seen[0]!.units[register]! : 0));
      readings.push({ interval: begin + offset, valuesUnits, missedUnits, isEstimated });
      toldWh = toldWh.map((one, register) => one + valuesUnits[register]!);
    }
    next = end;
  };
  for (const [at, { number, units }] of seen.entries()) {
    const end = seen[at + 1];
    // Only where an interval is measured, what came before it is estimated.
    if (end?.number !== number + 1) continue;
    if (number > next)
      tell(Math.max(next, number - FILLED.count, number - FILLED.seconds / intervalSeconds), number, units, true);
    tell(number, end.number, end.units, false);
  }
  return readings;
}
