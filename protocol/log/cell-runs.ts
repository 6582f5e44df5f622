/**
 * The cells of a meter that a bill covers, as runs of intervals: what a month has thousands of is a few runs, where the meter
 * was always there. The same cells as `AreaLog.forEachCell` visits. [P-7.5]
 */
import type { IntervalRun } from '../grid/interval.ts';
import type { EnrolledMeter } from '../grid/roster.ts';
import type { Part, WindowPlan } from '../release/remnants.ts';

/** By rate, ascending; runs that touch are one. `withheld`: parts that no bill has. */
export function cellRuns(
  plan: WindowPlan,
  { index, from, until }: EnrolledMeter,
  withheld: ReadonlySet<Part> | undefined,
): Map<string, IntervalRun[]> {
  const found = new Map<string, IntervalRun[]>();
  for (const stretch of plan.stretches) {
    if (!stretch.set.has(index)) continue;
    const part = plan.part(index, stretch.rate);
    if (part === undefined || part.isWhole || part.few.has(index) || withheld?.has(part) === true) continue;
    const run = { from: Math.max(from, stretch.from), until: Math.min(until, stretch.until) };
    let runs = found.get(stretch.rate);
    if (runs === undefined) found.set(stretch.rate, (runs = []));
    addWithout(runs, run, part.given.get(index));
  }
  return found;
}

/** Runs of several rates as those of all of them, ascending. */
export function mergedRuns(byRate: Iterable<readonly IntervalRun[]>): IntervalRun[] {
  const merged: IntervalRun[] = [];
  for (const run of [...byRate].flat().toSorted((one, other) => one.from - other.from)) addRun(merged, run);
  return merged;
}

/** `given`: intervals whose cells the meter gives up. */
function addWithout(runs: IntervalRun[], run: IntervalRun, given: ReadonlySet<number> | undefined): void {
  if (given === undefined) return addRun(runs, run);
  for (let interval = run.from; interval < run.until; interval++)
    if (!given.has(interval)) addRun(runs, { from: interval, until: interval + 1 });
}

function addRun(runs: IntervalRun[], run: IntervalRun): void {
  if (run.from >= run.until) return;
  const last = runs.at(-1);
  if (last?.until === run.from) runs[runs.length - 1] = { from: last.from, until: run.until };
  else runs.push(run);
}
