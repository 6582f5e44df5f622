/** Homes to play the game of booking again with: one register, whole days. */
import { simulateHouseholds } from '../../homes/simulated.ts';
import { DAYS, PER_DAY } from './rebooking.ts';

/** A local midnight in November: homes heat. */
const FIRST_DAY = 19_675;

/** Wh by interval of each of `count` simulated homes, whose weather is the same. */
export function simulatedHomes(seed: number, count: number): Float64Array[] {
  const firstInterval = FIRST_DAY * PER_DAY - 4;
  const { households } = simulateHouseholds({
    seed,
    meterCount: count,
    days: DAYS,
    intervalSeconds: 900,
    intervalOffsetSeconds: 0,
    firstInterval,
  });
  return households.map(({ readings }) =>
    Float64Array.from({ length: DAYS * PER_DAY }, (_, at) => readings.get(firstInterval + at)?.[0] ?? 0),
  );
}
