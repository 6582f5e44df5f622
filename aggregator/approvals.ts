/**
 * Which meters an operator lets into rosters, by a list of its own: who signs enrolments must not be the utility alone, or
 * floors of meters are no floors of homes. Without a list every well-formed meter is let in. [P-7.1.6]
 */
import type { Enrolment, RosterMeter } from '../schemas/types.ts';

export type ApprovedMeters = readonly Enrolment['meters'][number][];

/** Everything a meter is known by: an approved id under other keys is another meter. */
function nameOf(area: string, { id, keyEpoch, identity, agreement }: RosterMeter): string {
  return [area, id, keyEpoch, identity, agreement].join('/');
}

export class Approvals {
  private approved: ReadonlySet<string> | undefined;

  constructor(meters: ApprovedMeters | undefined) {
    this.replace(meters);
  }

  replace(meters: ApprovedMeters | undefined): void {
    this.approved = meters && new Set(meters.map(({ area, meter }) => nameOf(area, meter)));
  }

  has(area: string, meter: RosterMeter): boolean {
    return this.approved === undefined || this.approved.has(nameOf(area, meter));
  }
}
