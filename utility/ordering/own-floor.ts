/** What the utility holds entries against: its own pins, and as its floor the scheme that they are to be under. */
import type { Pins } from '../../protocol/grid/floor.ts';
import type { Scheme } from '../../schemas/types.ts';
import type { UtilityParty } from '../party.ts';

export function ownPins(party: UtilityParty, scheme: Scheme): Pins {
  const { threshold, trust, floors } = scheme;
  return {
    deployment: party.deployment,
    operators: party.operators,
    floor: { minThreshold: threshold, trust, ...floors },
  };
}
