/**
 * What a utility finds out by making cells of one home void and watching the loads that follow: `npm run bench:rebooking`.
 * By cells, homes and rule, at the hour of day where it expects most: the correlation of its best estimates with the truth,
 * above what such homes use at that time. With --own the void cells hold the home's own energy, and what its other readings
 * tell of it, in the pages before and after, is in the figures too. [P-7.3]
 */
import { parseArgs } from 'node:util';
import { prng } from '../test/material.ts';
import { simulatedHomes } from '../test/release/rebooking-homes.ts';
import { type Attack, Estimator, type Rule, play, populationOf } from '../test/release/rebooking.ts';

const { values } = parseArgs({
  options: {
    homes: { type: 'string', default: '100,10' },
    cells: { type: 'string', default: '1,4,16' },
    hours: { type: 'string', default: '0,2,4,10,18' },
    minIntervals: { type: 'string', default: '96' },
    trials: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    own: { type: 'boolean', default: false },
  },
});
const numbers = (text: string): number[] => text.split(',').map(Number);
/** Of those that the utility knows how they vary, and of those that it attacks. */
const [KNOWN, ATTACKED] = [2_500, 1_000];

const all = simulatedHomes(Number(values.seed), KNOWN + ATTACKED);
const population = populationOf(all.slice(0, KNOWN));
const homes = all.slice(KNOWN);
const rules: readonly Rule[] = values.own ? ['secretly', 'quarters', 'never'] : ['secretly', 'quarters'];

/** At the hour where the utility expects most. */
function bestOf(attack: Omit<Attack, 'startOfDay'>): Estimator {
  const estimators = numbers(values.hours).map(
    (hour) => new Estimator(population, { ...attack, startOfDay: hour * 4 }),
  );
  return estimators.reduce((best, other) => (other.expected > best.expected ? other : best));
}

console.log(`${values.trials} trials each, minIntervals ${values.minIntervals}, seed ${values.seed}`);
for (const count of numbers(values.homes)) {
  for (const voidCells of numbers(values.cells)) {
    for (const rule of rules) {
      const minIntervals = Number(values.minIntervals);
      const estimator = bestOf({ homes: count, voidCells, rule, minIntervals, isForeign: !values.own });
      const found = play(estimator, population, homes, Number(values.trials), prng(Number(values.seed)));
      const bayesian = found.bayesian === undefined ? '' : `, over all offsets ${found.bayesian.toFixed(2)}`;
      console.log(
        `${count} homes, ${voidCells} void cells from ${estimator.attack.startOfDay / 4} h, booked ${rule}: ` +
          `cells ${found.cells.toFixed(2)}, their sum ${found.sum.toFixed(2)}${bayesian}`,
      );
    }
  }
}
