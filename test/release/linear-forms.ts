/**
 * What sums tell, by linear algebra alone: exact elimination modulo a prime; nothing here knows of graphs, bills or
 * meters. [P-8.4]
 */

/** Below 2^26, so that products are exact in a double; coefficients of our sums are small. */
const PRIME = 67_108_859;

/** A sum of unknowns: coefficient by the number of the unknown, modulo the prime. */
export type Form = ReadonlyMap<number, number>;

type Row = Float64Array;

const times = (one: number, other: number): number => (one * other) % PRIME;

export const modulo = (factor: number): number => ((factor % PRIME) + PRIME) % PRIME;

function inverse(value: number): number {
  let result = 1;
  for (let power = value, exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = times(result, power);
    power = times(power, power);
  }
  return result;
}

/** One part in so many, as a coefficient. */
export function fraction(numerator: number, denominator: number): number {
  return times(modulo(numerator), inverse(modulo(denominator)));
}

/** One form plus a multiple of another. */
export function addTo(sum: Map<number, number>, form: Form, factor = 1): void {
  for (const [at, coefficient] of form) {
    const value = (times(modulo(factor), coefficient) + (sum.get(at) ?? 0)) % PRIME;
    if (value === 0) sum.delete(at);
    else sum.set(at, value);
  }
}

export function rowsOf(forms: readonly Form[], unknowns: readonly number[]): Row[] {
  const columns = new Map(unknowns.map((unknown, column) => [unknown, column]));
  return forms.map((form) => {
    const row = new Float64Array(unknowns.length);
    for (const [unknown, factor] of form) {
      const column = columns.get(unknown);
      if (column !== undefined) row[column] = modulo(factor);
    }
    return row;
  });
}

/**
 * Brings rows into reduced echelon form, the given columns first, and drops what became zero in them.
 * Returns the rows with a pivot in these columns, and those with none.
 */
export function eliminate(rows: readonly Row[], columns: readonly number[]): { pivoted: Row[]; rest: Row[] } {
  const rest = rows.map((row) => row.slice());
  const pivoted: Row[] = [];
  for (const column of columns) {
    const found = rest.findIndex((row) => row[column] !== 0);
    if (found === -1) continue;
    const [pivot] = rest.splice(found, 1);
    const scale = inverse(pivot![column]!);
    for (let at = 0; at < pivot!.length; at++) if (pivot![at] !== 0) pivot![at] = times(pivot![at]!, scale);
    for (const row of [...rest, ...pivoted]) {
      const factor = row[column]!;
      if (factor === 0) continue;
      const opposite = PRIME - factor;
      for (let at = 0; at < row.length; at++)
        if (pivot![at] !== 0) row[at] = (row[at]! + times(opposite, pivot![at]!)) % PRIME;
    }
    pivoted.push(pivot!);
  }
  return { pivoted, rest: rest.filter((row) => row.some((value) => value !== 0)) };
}

/** Combinations of the rows that are zero outside of some columns. */
export function within(rows: readonly Row[], inside: (column: number) => boolean): Row[] {
  const outside = Array.from(rows[0] ?? [], (_, column) => column).filter((column) => !inside(column));
  return eliminate(rows, outside).rest;
}

/**
 * The smallest number of groups of columns, below `least`, that a combination of the rows other than zero is limited to;
 * undefined if each needs `least` groups or more. `groupOf`: by column.
 */
export function smallestSupport(
  rows: readonly Row[],
  groupOf: readonly number[],
  least: number,
): readonly number[] | undefined {
  const width = groupOf.length;
  const basis = eliminate(
    rows,
    Array.from({ length: width }, (_, column) => column),
  ).pivoted;
  if (basis.length === 0) return undefined;
  const touched = (row: Row): number[] => [...new Set(groupOf.filter((_, column) => row[column] !== 0))];
  if (basis.length === 1) {
    const groups = touched(basis[0]!);
    return groups.length < least ? groups : undefined;
  }
  const groups = [...new Set(groupOf)].filter((group) =>
    basis.some((row) => groupOf.some((one, column) => one === group && row[column] !== 0)),
  );
  const search = (size: number, chosen: readonly number[], from: number): readonly number[] | undefined => {
    if (chosen.length === size) {
      const inside = new Set(chosen);
      return within(basis, (column) => inside.has(groupOf[column]!)).length > 0 ? chosen : undefined;
    }
    for (let at = from; at < groups.length; at++) {
      const found = search(size, [...chosen, groups[at]!], at + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (let size = 1; size < least && size <= groups.length; size++) {
    const found = search(size, [], 0);
    if (found !== undefined) return found;
  }
  return undefined;
}
