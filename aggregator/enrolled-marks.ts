/** In which area each meter's id and keys are enrolled, for ever: nothing may be in two. [P-8.3] */
import type { Roster } from '../protocol/grid/roster.ts';
import type { Entry, RosterMeter } from '../schemas/types.ts';

/** What a meter is recognised by in any area. */
function marksOf(meter: RosterMeter): string[] {
  return [`id ${meter.id}`, `identity ${meter.identity}`, `agreement ${meter.agreement}`];
}

export class EnrolledMarks {
  private readonly areaOf = new Map<string, string>();

  /** Another area than this one that has anything of a meter. */
  otherAreaOf(meter: RosterMeter, area: string): string | undefined {
    return marksOf(meter)
      .map((mark) => this.areaOf.get(mark))
      .find((other) => other !== undefined && other !== area);
  }

  add(entry: Entry): void {
    if (entry.kind !== 'roster') return;
    for (const meter of entry.add) for (const mark of marksOf(meter)) this.areaOf.set(mark, entry.area);
  }

  /** Another entry took its place: who it would have enrolled is free for other areas, unless in this roster already. */
  remove(entry: Entry, roster: Roster): void {
    if (entry.kind !== 'roster') return;
    for (const meter of entry.add) {
      if (roster.byId(meter.id) !== undefined) continue;
      for (const mark of marksOf(meter)) if (this.areaOf.get(mark) === entry.area) this.areaOf.delete(mark);
    }
  }
}
