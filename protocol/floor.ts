/**
 * A party's own floor: what it refuses whoever signed it. Aggregators and meters check schemes by the same function.
 * A floor can only refuse, never change anything. [P-8, P-9.3]
 */
import type { LocalFloor, Scheme } from '../schemas/types.ts';
import { canonicalJson } from './canonical.ts';
import { type Refusal, refuse } from './refusal.ts';
import { schemeProblem } from './scheme.ts';

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
  if (scheme.floors.minMeters < floor.minMeters)
    return refuse(
      'invalid_batch_size',
      `minMeters ${scheme.floors.minMeters} is below the own floor of ${floor.minMeters}`,
    );
  if (scheme.floors.minIntervals < floor.minIntervals)
    return refuse(
      'invalid_batch_size',
      `minIntervals ${scheme.floors.minIntervals} is below the own floor of ${floor.minIntervals}`,
    );
  return undefined;
}

/** Fewest meters of a load: that of one would be its reading, which is no bill of `minIntervals`. [P-8.2, P-8.4] */
export function leastMeters({ minMeters, minIntervals }: Pick<LocalFloor, 'minMeters' | 'minIntervals'>): number {
  return minIntervals > 1 ? Math.max(2, minMeters) : minMeters;
}
