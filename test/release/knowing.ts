/**
 * The exact judge of rule R4': whether what was told lets a utility that knows all readings of some meters isolate too few
 * others. Every choice of the known ones is tried, their readings leave all sums, and elimination tells which
 * combinations depend on few meters. Exact and slow; for areas of a few meters. [P-8.4]
 */
import type { Unknown } from './consumption.ts';
import { type Form, rowsOf, smallestSupport, within } from './linear-forms.ts';

export interface CrowdFloors {
  readonly minCrowd: number;
  readonly minIntervals: number;
}

/** A combination of totals that depends on few meters, and on few intervals of one of them. */
export interface Isolated {
  readonly known: readonly string[];
  /** The meters that it can depend on at most, the known ones not counted. */
  readonly meters: readonly string[];
  /** The meter that it has few intervals of, and those. */
  readonly meter: string;
  readonly intervals: readonly number[];
}

interface Component {
  readonly unknowns: readonly number[];
  readonly forms: readonly Form[];
}

/** Sums that share no unknown tell nothing together. */
function componentsOf(forms: readonly Form[]): Component[] {
  const parent = new Map<number, number>();
  const root = (at: number): number => {
    let top = at;
    while (parent.get(top) !== top) top = parent.get(top)!;
    parent.set(at, top);
    return top;
  };
  for (const form of forms) {
    let first: number | undefined;
    for (const at of form.keys()) {
      if (!parent.has(at)) parent.set(at, at);
      first ??= at;
      parent.set(root(at), root(first));
    }
  }
  const found = new Map<number, { unknowns: number[]; forms: Form[] }>();
  for (const at of parent.keys()) {
    const component = found.get(root(at)) ?? { unknowns: [], forms: [] };
    component.unknowns.push(at);
    found.set(root(at), component);
  }
  for (const form of forms) {
    const [first] = form.keys();
    if (first !== undefined) found.get(root(first))!.forms.push(form);
  }
  return [...found.values()];
}

/** All choices of so many items. */
export function* choices<T>(items: readonly T[], count: number, from = 0): Generator<readonly T[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let at = from; at <= items.length - count; at++)
    for (const rest of choices(items, count - 1, at + 1)) yield [items[at]!, ...rest];
}

/**
 * A combination of the forms that breaks R4' for a utility that knows `knownCount` meters, whichever they are: it depends
 * on fewer than minCrowd - knownCount others, and on fewer than minIntervals intervals of one of them.
 */
export function isolatedBy(
  forms: readonly Form[],
  unknowns: readonly Unknown[],
  { minCrowd, minIntervals }: CrowdFloors,
  knownCount: number,
): Isolated | undefined {
  const most = minCrowd - knownCount - 1;
  if (most < 1 || minIntervals <= 1) return undefined;
  for (const component of componentsOf(forms)) {
    const judge = new Judge(component, unknowns, minIntervals);
    for (const known of choices(judge.meters, Math.min(knownCount, judge.meters.length))) {
      const found = judge.isolated(known, most);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

class Judge {
  readonly meters: readonly string[];
  private readonly component: Component;
  private readonly all: readonly Unknown[];
  private readonly minIntervals: number;
  /** Supports found before, by the combinations they were sought in. */
  private readonly sought = new Map<string, readonly number[] | undefined>();

  constructor(component: Component, all: readonly Unknown[], minIntervals: number) {
    this.component = component;
    this.all = all;
    this.minIntervals = minIntervals;
    this.meters = [...new Set(component.unknowns.map((at) => all[at]!.meter))];
  }

  isolated(known: readonly string[], most: number): Isolated | undefined {
    const isKnown = new Set(known);
    const left = this.component.unknowns.filter((at) => !isKnown.has(this.all[at]!.meter));
    const columns = left.map((at) => this.all[at]!);
    const rows = rowsOf(this.component.forms, left);
    const others = this.meters.filter((meter) => !isKnown.has(meter));
    for (const meters of choices(others, Math.min(most, others.length))) {
      const among = new Set(meters);
      const alone = within(rows, (column) => among.has(columns[column]!.meter));
      if (alone.length === 0) continue;
      for (const meter of meters) {
        const intervals = this.fewOf(alone, columns, meter);
        if (intervals !== undefined) return { known, meters, meter, intervals };
      }
    }
    return undefined;
  }

  /** Intervals of a meter, too few, that one of these combinations is limited to. */
  private fewOf(
    rows: readonly Float64Array[],
    columns: readonly Unknown[],
    meter: string,
  ): readonly number[] | undefined {
    const own = [...columns.keys()].filter((column) => columns[column]!.meter === meter);
    const parts = rows.map((row) => Float64Array.from(own, (column) => row[column]!));
    const name = `${meter}: ${parts.map((part) => part.join(' ')).join(', ')}`;
    if (!this.sought.has(name)) {
      const intervals = own.map((column) => columns[column]!.interval);
      this.sought.set(name, smallestSupport(parts, intervals, this.minIntervals));
    }
    return this.sought.get(name);
  }
}
