/**
 * A party's own floor: what it refuses whoever signed it. Aggregators and meters check schemes by the same function.
 * A floor can only refuse, never change anything. [P-8, P-9.3]
 */
import type { LocalFloor, Scheme } from '../../schemas/types.ts';
import { canonicalJson } from '../wire/canonical.ts';
import { type Refusal, refuse } from '../wire/refusal.ts';
import { PATIENCE_SECONDS, schemeProblem } from './scheme.ts';
import { type TariffFloor, tariffFloorOf } from './tariff.ts';

/** What a party pins and the least it accepts. */
export interface Pins {
  readonly deployment: string;
  /** Operators of all aggregators, by index - 1. */
  readonly operators: readonly string[];
  readonly floor: LocalFloor;
}

/** Why a scheme is none of a party's at all, whoever certified it; undefined if it is. */
export function mismatchOf(pins: Pins, scheme: Scheme): Refusal | undefined {
  const { deployment, operators, floor } = pins;
  const problem = schemeProblem(scheme);
  if (problem !== undefined) return refuse('scheme_refused', `the scheme cannot be run: ${problem}`);
  if (scheme.deployment !== deployment) return refuse('scheme_refused', 'the scheme is of another deployment');
  // Keys are pinned by operator: another list would redirect shares.
  if (canonicalJson(scheme.operators) !== canonicalJson(operators))
    return refuse('scheme_refused', 'its operators are not the pinned ones');
  if (scheme.threshold < floor.minThreshold)
    return refuse('scheme_refused', `threshold ${scheme.threshold} is below the own floor of ${floor.minThreshold}`);
  if (floor.trust === 'active' && scheme.trust !== 'active')
    return refuse('scheme_refused', 'trust covert is weaker than the own floor, active');
  return undefined;
}

/** Why a party must not accept or report under a scheme; undefined if it may. */
export function weaknessOf(pins: Pins, scheme: Scheme): Refusal | undefined {
  const mismatch = mismatchOf(pins, scheme);
  if (mismatch !== undefined) return mismatch;
  const { floor } = pins;
  for (const name of ['minMeters', 'minIntervals', 'maxKnown', 'minCrowd'] as const) {
    if (scheme.floors[name] < floor[name])
      return refuse('invalid_batch_size', `${name} ${scheme.floors[name]} is below the own floor of ${floor[name]}`);
  }
  const { patienceSeconds = PATIENCE_SECONDS } = scheme;
  const { minPatienceSeconds = 0 } = floor;
  if (patienceSeconds < minPatienceSeconds)
    return refuse(
      'scheme_refused',
      `patienceSeconds ${patienceSeconds} is below the own floor of ${minPatienceSeconds}`,
    );
  const looser = looserTariffs(tariffFloorOf(floor), tariffFloorOf(scheme.floors));
  return looser === undefined ? undefined : refuse('scheme_refused', looser);
}

/** Why tariffs that a scheme allows may tell more than the own floor lets them; undefined if they can't. [P-8.5] */
function looserTariffs(own: TariffFloor, scheme: TariffFloor): string | undefined {
  if (scheme.maxRates > own.maxRates)
    return `its tariffs may have ${scheme.maxRates} rates, more than the own floor of ${own.maxRates} (maxRates)`;
  if (scheme.maxAtoms > own.maxAtoms)
    return `its calendars may cut a day into ${scheme.maxAtoms} sets, more than the own floor of ${own.maxAtoms} (maxAtoms)`;
  if (scheme.dynamic && !own.dynamic)
    return 'its tariffs may follow a market price, and so tell much of a home: the own floor says no (dynamic)';
  return undefined;
}

/** Fewest meters of a load: a load is a cut of the release graph, too. [P-8.2, P-8.4] */
export function leastMeters({ minMeters, minCrowd }: Pick<LocalFloor, 'minMeters' | 'minCrowd'>): number {
  return Math.max(minMeters, minCrowd);
}
