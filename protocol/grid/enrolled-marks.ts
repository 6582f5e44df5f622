/**
 * Where meters are enrolled: an id in one area at a time, a key in one area for ever. A cell in two areas would be in two
 * loads, and their difference a reading. [P-8.3]
 */
import type { Entry, RosterMeter } from '../../schemas/types.ts';
import { type EnrolledMeter, PRESENT, type Roster } from './roster.ts';
import type { Windows } from './windows.ts';

/** The latest line of an id in the roster of another area. */
export interface LineElsewhere {
  readonly area: string;
  readonly keyEpoch: number;
  readonly from: number;
  /** First interval that it no longer reports there. */
  readonly until: number;
}

/** What is known of a meter in other areas. */
export interface Elsewhere {
  /** The area that one of its keys was enrolled in first; undefined if in none. */
  readonly boundTo: string | undefined;
  readonly lines: readonly LineElsewhere[];
}

/** What an entry would enrol that is not certified yet. */
interface Pending {
  readonly entry: Entry;
  readonly meters: ReadonlyMap<string, RosterMeter>;
  readonly keys: ReadonlySet<string>;
  readonly from: number;
}

function pendingOf(entry: Entry): Pending | undefined {
  if (entry.kind !== 'roster') return undefined;
  const meters = new Map(entry.add.map((meter) => [meter.id, meter]));
  const keys = new Set(entry.add.flatMap(({ identity, agreement }) => [identity, agreement]));
  return { entry, meters, keys, from: entry.from };
}

export class EnrolledMarks {
  private readonly rosters = new Map<string, Roster>();
  /** By key: the area of its first line. */
  private readonly keys = new Map<string, string>();
  /** By area. An announced removal frees nobody: it may never be certified. */
  private readonly pending = new Map<string, Pending>();

  /** Of an area: whoever is in it counts from now on, as its entries are applied. */
  follow(area: string, roster: Roster): void {
    this.rosters.set(area, roster);
  }

  /** What an area's log may say next, as far as this party has a part in it; undefined if nothing. */
  expect(area: string, entry: Entry | undefined): void {
    const known = this.pending.get(area);
    if (known !== undefined && known.entry === entry) return;
    const pending = entry === undefined ? undefined : pendingOf(entry);
    if (pending === undefined) this.pending.delete(area);
    else this.pending.set(area, pending);
  }

  /** An entry was certified. */
  applied(entry: Entry): void {
    this.pending.delete(entry.area);
    if (entry.kind !== 'roster') return;
    for (const { identity, agreement } of entry.add)
      for (const key of [identity, agreement]) if (!this.keys.has(key)) this.keys.set(key, entry.area);
  }

  /** What is known of a meter in other areas than this one. */
  elsewhere(meter: RosterMeter, area: string): Elsewhere {
    const lines: LineElsewhere[] = [];
    for (const [other, roster] of this.rosters) {
      const line = roster.byId(meter.id);
      if (other !== area && line !== undefined) lines.push({ area: other, ...spanOf(line) });
    }
    let bound = [meter.identity, meter.agreement]
      .map((key) => this.keys.get(key))
      .find((other) => other !== undefined && other !== area);
    for (const [other, { meters, keys, from }] of this.pending) {
      if (other === area) continue;
      const joining = meters.get(meter.id);
      if (joining !== undefined) lines.push({ area: other, keyEpoch: joining.keyEpoch, from, until: PRESENT });
      if (keys.has(meter.identity) || keys.has(meter.agreement)) bound ??= other;
    }
    return { boundTo: bound, lines };
  }
}

function spanOf({ meter, from, until }: EnrolledMeter): Omit<LineElsewhere, 'area'> {
  return { keyEpoch: meter.keyEpoch, from, until };
}

/**
 * The first interval, from `from` on, with which a meter may leave its latest line for another area: it moves once in a window.
 * Else whoever moves it to and fro gets as many totals of a window as there are lines. `others`: key epochs of its id in other areas
 * than that of the line.
 */
export function movesFrom(
  from: number,
  last: Pick<LineElsewhere, 'keyEpoch' | 'from'>,
  others: readonly number[],
  windows: Windows,
): number {
  // Its first line is where it was enrolled: it may have been the wrong area.
  if (!others.some((keyEpoch) => keyEpoch < last.keyEpoch)) return from;
  const window = windows.windowOf(last.from);
  const end = window === undefined ? windows.first : window.from + window.count;
  return Math.max(from, end);
}

/**
 * Why a meter can't join an area with interval `from`, as far as other areas go, in words; undefined if it can. `own`: its
 * latest line in this area; `windows`: those of its log. [P-7.1.11]
 */
export function moveProblem(
  meter: RosterMeter,
  from: number,
  { boundTo, lines }: Elsewhere,
  own: EnrolledMeter | undefined,
  windows: Windows,
): string | undefined {
  if (boundTo !== undefined) return `brings a key that is enrolled in ${boundTo}: it needs new ones`;
  const open = lines.find(({ until }) => until > from);
  if (open !== undefined)
    return open.until === PRESENT
      ? `is enrolled in ${open.area} already`
      : `is enrolled in ${open.area} until interval ${open.until}, and would join with ${from}`;
  const [last] = lines.toSorted((one, other) => other.keyEpoch - one.keyEpoch);
  if (last === undefined) return undefined;
  if (last.keyEpoch >= meter.keyEpoch) return `comes from ${last.area} without a new key epoch`;
  const others = [own?.meter.keyEpoch ?? [], ...lines.filter((line) => line !== last).map(({ keyEpoch }) => keyEpoch)];
  return movesFrom(from, last, others.flat(), windows) === from
    ? undefined
    : `moved to ${last.area} in the same window: it may move again in the next one`;
}
