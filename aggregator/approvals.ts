/**
 * Which meters an operator lets into rosters, and keeps in them, by a list of its own: who signs enrolments must not be the
 * utility alone, or floors of meters are no floors of homes, and who is taken out chooses what is released without it.
 * Without a list every well-formed entry is let in. [P-7.1.6]
 */
import type { ApprovedMeter, RosterMeter } from '../schemas/types.ts';

/** Everything a meter is known by: an approved id under other keys is another meter. */
function nameOf(area: string, { id, keyEpoch, identity, agreement }: RosterMeter): string {
  return [area, id, keyEpoch, identity, agreement].join('/');
}

export class Approvals {
  private approved: ReadonlyMap<string, ApprovedMeter> | undefined;
  /** By meter id; undefined if the list names none. */
  private premises: ReadonlyMap<string, string> | undefined;

  constructor(meters: readonly ApprovedMeter[] | undefined) {
    this.replace(meters);
  }

  replace(meters: readonly ApprovedMeter[] | undefined): void {
    this.approved = meters && new Map(meters.map((line) => [nameOf(line.area, line.meter), line]));
    const known = (meters ?? []).flatMap(({ meter, premises }) =>
      premises === undefined ? [] : ([[meter.id, premises]] as const),
    );
    this.premises = known.length === 0 ? undefined : new Map(known);
  }

  /** Why a meter may not join with this interval, in words; undefined if it may. */
  joinProblem(area: string, meter: RosterMeter, from: number): string | undefined {
    if (this.approved === undefined) return undefined;
    const line = this.approved.get(nameOf(area, meter));
    if (line === undefined) return "with these keys, is not on this operator's list of approved meters";
    if (line.meter.registers.join() !== meter.registers.join())
      return `has the registers ${meter.registers.join(', ')}, and on this operator's list ${line.meter.registers.join(', ')}`;
    if (line.from !== undefined && line.from !== from)
      return `joins with interval ${from}, and by this operator's list with ${line.from}`;
    return undefined;
  }

  /** Why a meter of the roster may not leave with this interval, in words; undefined if it may. */
  leaveProblem(area: string, meter: RosterMeter, from: number): string | undefined {
    const line = this.approved?.get(nameOf(area, meter));
    if (line === undefined || line.until === from) return undefined;
    return line.until === undefined
      ? "is still on this operator's list of approved meters"
      : `leaves with interval ${from}, and by this operator's list with ${line.until}`;
  }

  /** Whom a meter counts as: meters of one home are one. Undefined where the list says nothing of homes. */
  get personOf(): ((meterId: string) => string) | undefined {
    const { premises } = this;
    // An id is no name of a home, whatever it looks like.
    return premises && ((id) => (premises.has(id) ? `home ${premises.get(id)}` : `meter ${id}`));
  }
}
