/** Energy that is booked again is found in no load: the measurement of bench/rebooking.ts, on a fixed seed. [P-7.3] */
import { describe, expect, test } from 'vitest';
import { meterNamed, prng } from '../material.ts';
import { simulatedHomes } from './rebooking-homes.ts';
import { type Attack, Estimator, type Found, PER_DAY, play, populationOf, respond } from './rebooking.ts';

/** So many that a correlation of nothing is below 0.09 in 999 of 1,000 cases. */
const TRIALS = 1_500;
/** Where the utility expects most: night storage heaters differ most from home to home. */
const START_HOUR = 2;

const all = simulatedHomes(1, 2_000);
const population = populationOf(all.slice(0, 1_400));
const homes = all.slice(1_400);

function found(changes: Pick<Attack, 'homes' | 'voidCells' | 'rule'>): Found {
  const attack = { startOfDay: START_HOUR * 4, minIntervals: PER_DAY, isForeign: true, ...changes };
  return play(new Estimator(population, attack), population, homes, TRIALS, prng(7));
}

describe('[P-7.3] a utility that makes cells void and watches the loads that follow', { timeout: 180_000 }, () => {
  test.each([1, 4, 16])('finds nothing of %i cells among 100 homes', (voidCells) => {
    const { cells, sum, bayesian } = found({ homes: 100, voidCells, rule: 'secretly' });
    for (const correlation of [cells, sum, bayesian ?? 0]) expect(Math.abs(correlation)).toBeLessThan(0.15);
  });

  test('control: finds 4 and 16 cells that are booked in quarters on the next readings, as they once were', () => {
    const four = found({ homes: 100, voidCells: 4, rule: 'quarters' });
    const sixteen = found({ homes: 100, voidCells: 16, rule: 'quarters' });
    expect(four.sum).toBeGreaterThan(0.3);
    expect(sixteen.cells).toBeGreaterThan(0.7);
    expect(sixteen.sum).toBeGreaterThan(0.85);
  });

  test('control: finds one such cell among 10 homes, and nothing of one that is booked as it is now', () => {
    expect(found({ homes: 10, voidCells: 1, rule: 'quarters' }).cells).toBeGreaterThan(0.3);
    expect(Math.abs(found({ homes: 10, voidCells: 1, rule: 'secretly' }).cells)).toBeLessThan(0.15);
  });

  test('gets every Wh back in the loads, whatever the rule (control)', () => {
    const { party } = meterNamed('home', ['1-0:1.8.0']);
    const voids = new Set([100, 101, 102, 103]);
    for (const home of homes.slice(0, 20)) {
      const used = home.reduce((sum, units) => sum + units, 0);
      const lost = [...voids].reduce((sum, cell) => sum + home[cell]!, 0);
      const back = (rule: Attack['rule']): number =>
        respond(home, voids, rule, party, PER_DAY).reduce((sum, units) => sum + units, 0);
      expect([back('secretly'), back('quarters'), back('never')]).toEqual([used, used, used - lost]);
    }
  });
});
