/** In which area each meter's id and keys are enrolled, for ever: nothing may be in two. [P-8.3] */
import type { Entry, RosterMeter } from '../../schemas/types.ts';
import type { Roster } from './roster.ts';

/** What a meter is recognised by in any area. */
const MARKS = ['id', 'identity', 'agreement'] as const;

export class EnrolledMarks {
  /** By what meters are recognised by: the area. */
  private readonly areas = {
    id: new Map<string, string>(),
    identity: new Map<string, string>(),
    agreement: new Map<string, string>(),
  };

  /** Another area than this one that has anything of a meter. */
  otherAreaOf(meter: RosterMeter, area: string): string | undefined {
    return MARKS.map((mark) => this.areas[mark].get(meter[mark])).find(
      (other) => other !== undefined && other !== area,
    );
  }

  add(entry: Entry): void {
    if (entry.kind !== 'roster') return;
    for (const meter of entry.add) for (const mark of MARKS) this.areas[mark].set(meter[mark], entry.area);
  }

  /** Another entry took its place: who it would have enrolled is free for other areas, unless in this roster already. */
  remove(entry: Entry, roster: Roster): void {
    if (entry.kind !== 'roster') return;
    for (const meter of entry.add) {
      if (roster.byId(meter.id) !== undefined) continue;
      for (const mark of MARKS)
        if (this.areas[mark].get(meter[mark]) === entry.area) this.areas[mark].delete(meter[mark]);
    }
  }
}
