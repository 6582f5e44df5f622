/**
 * The roster of an area: which meters take part from when to when. A meter gets a dense index when it joins and keeps it
 * for ever, so that bitmaps over the roster mean the same in every version of it. [P-7.1]
 */
import type { RosterEntry, RosterMeter } from '../../schemas/types.ts';

/** `until` of a meter that nobody has taken out. */
export const PRESENT = Number.MAX_SAFE_INTEGER;

export interface EnrolledMeter {
  readonly index: number;
  readonly meter: RosterMeter;
  /** First interval it reports. */
  readonly from: number;
  /** First interval it no longer reports. */
  until: number;
}

export class Roster {
  /** Entries applied: whoever keeps what follows from a roster sees by it that it is another one. */
  revision = 0;
  readonly meters: EnrolledMeter[] = [];
  /** The latest enrolment of each meter, also of one that leaves: its last cells and its last bill are still to come. */
  private readonly current = new Map<string, EnrolledMeter>();
  /** Every meter there ever was, by id and key epoch: its cells from before it left still count. */
  private readonly byKeyEpoch = new Map<string, EnrolledMeter>();

  /** Why an entry can't be applied, in words; undefined if it can. */
  problemWith(entry: RosterEntry, knownRegisters: ReadonlySet<string>): string | undefined {
    const leaving = new Set(entry.remove);
    for (const id of leaving) if (!this.isPresent(id)) return `meter ${id} is not in the roster`;
    const joining = new Set<string>();
    for (const meter of entry.add) {
      if (joining.has(meter.id)) return `meter ${meter.id} joins twice`;
      joining.add(meter.id);
      const before = this.current.get(meter.id);
      if (this.isPresent(meter.id) && !leaving.has(meter.id)) return `meter ${meter.id} is in the roster already`;
      if (before !== undefined && meter.keyEpoch <= before.meter.keyEpoch)
        return `meter ${meter.id} returns without a new key epoch`;
      // It would be in the pages between under two indices.
      if (before !== undefined && !leaving.has(meter.id) && before.until > entry.from)
        return `meter ${meter.id} is in the roster until interval ${before.until}`;
      if (new Set(meter.registers).size !== meter.registers.length) return `meter ${meter.id} lists a register twice`;
      if (meter.registers.some((register) => !knownRegisters.has(register)))
        return `meter ${meter.id} has a register that the scheme does not know`;
    }
    return undefined;
  }

  apply(entry: RosterEntry): void {
    this.revision += 1;
    for (const id of entry.remove) {
      const leaving = this.current.get(id);
      if (leaving !== undefined) leaving.until = entry.from;
    }
    for (const meter of entry.add) {
      const enrolled = { index: this.meters.length, meter, from: entry.from, until: PRESENT };
      this.meters.push(enrolled);
      this.current.set(meter.id, enrolled);
      this.byKeyEpoch.set(`${meter.id}/${meter.keyEpoch}`, enrolled);
    }
  }

  /** Whether a meter is enrolled for good, not just until a named interval. */
  isPresent(id: string): boolean {
    return this.current.get(id)?.until === PRESENT;
  }

  /** The latest enrolment under this id. */
  byId(id: string): EnrolledMeter | undefined {
    return this.current.get(id);
  }

  /** A meter under one of its key epochs, even if it has left: `isIn` tells for which intervals. */
  find(id: string, keyEpoch: number): EnrolledMeter | undefined {
    return this.byKeyEpoch.get(`${id}/${keyEpoch}`);
  }

  byIndex(index: number): EnrolledMeter | undefined {
    return this.meters[index];
  }

  isIn(index: number, interval: number): boolean {
    const meter = this.meters[index];
    return meter !== undefined && interval >= meter.from && interval < meter.until;
  }
}
