/** Which meters are in a page: decided when it closes, by who attests to hold what, and never changed. [P-7.2] [P-8.2] */
import type { ClosedPage, Scheme } from '../../schemas/types.ts';
import { leastMeters } from '../grid/floor.ts';
import type { Roster } from '../grid/roster.ts';
import { type IntervalRate, schemeQuorum } from '../grid/scheme.ts';
import { Bitmap } from '../math/bitmap.ts';
import { loadsOf } from '../release/remnants.ts';

export interface Page {
  readonly set: Bitmap;
  /** The set as it stands in the entry. */
  readonly setText: string;
  /** Load registers that nobody in the set reports. */
  readonly empty: ReadonlySet<string>;
  /**
   * Registers whose total is released, fixed when the page closed: a later scheme that called another register a load
   * would open one whose floor nobody checked.
   */
  readonly loads: readonly string[];
  /** The rate of its interval, fixed when the page closed. */
  readonly rate: IntervalRate;
  /** Sequence number of the entry that closed it. */
  readonly sequence: number;
}

/** The registers that have a load curve. */
export function loadRegisters(scheme: Scheme): Set<string> {
  return new Set(scheme.registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis));
}

/** The meters of a page whose cells its loads are made of. */
export function loadMembers(roster: Roster, page: Page): Bitmap {
  const members = new Bitmap();
  for (const index of page.set) {
    const registers = roster.byIndex(index)?.meter.registers ?? [];
    if (registers.some((register) => page.loads.includes(register))) members.add(index);
  }
  return members;
}

/** How many meters of a set report each register. */
export function registerCounts(roster: Roster, set: Bitmap): Map<string, number> {
  const counts = new Map<string, number>();
  for (const index of set) {
    for (const register of roster.byIndex(index)?.meter.registers ?? []) {
      counts.set(register, (counts.get(register) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * The set of a page: cells held by at least q aggregators of the roster in force. Meters whose list of load registers
 * fewer than `leastMeters` of the others share are left out: loads of two registers could tell them apart.
 * [P-7.2, P-8.2] `held`: one bitmap per aggregator.
 */
export function closedPage(
  roster: Roster,
  scheme: Scheme,
  interval: number,
  held: ReadonlyMap<number, Bitmap>,
): ClosedPage {
  const loads = loadRegisters(scheme);
  const quorum = schemeQuorum(scheme);
  const byClass = new Map<string, number[]>();
  for (const enrolled of roster.meters) {
    const { index } = enrolled;
    if (!roster.isIn(index, interval)) continue;
    let holders = 0;
    for (const bitmap of held.values()) if (bitmap.has(index)) holders += 1;
    if (holders < quorum) continue;
    const name = loadsOf(enrolled, loads);
    const members = byClass.get(name);
    if (members === undefined) byClass.set(name, [index]);
    else members.push(index);
  }
  const least = leastMeters(scheme.floors);
  const wide = [...byClass].filter(([name, members]) => name === '' || members.length >= least);
  const set = Bitmap.of(wide.flatMap(([, members]) => members).toSorted((one, other) => one - other));
  const meters = registerCounts(roster, set);
  const empty = [...loads].filter((register) => (meters.get(register) ?? 0) === 0);
  return { interval, set: set.encode(), empty };
}

/** How many meters of a page have each list of load registers: what no list may be too short in. [P-8.2] */
export function classCounts(roster: Roster, scheme: Scheme, set: Bitmap): Map<string, number> {
  const loads = loadRegisters(scheme);
  const counts = new Map<string, number>();
  for (const index of set) {
    const enrolled = roster.byIndex(index);
    const name = enrolled === undefined ? '' : loadsOf(enrolled, loads);
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
