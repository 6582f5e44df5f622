/**
 * What sums tell, by linear algebra alone: which small sets of unknowns some combination of known sums depends on. Exact
 * elimination modulo a prime; nothing here knows of graphs. [P-8.4]
 * With the null space N of the known sums (one row of numbers per unknown), a combination with its support within T
 * exists if and only if the rows of N that belong to T are linearly dependent.
 */

/** Below 2^26, so that products are exact in a double; coefficients of our sums are small. */
const PRIME = 67_108_859;

export type Form = ReadonlyMap<number, number>;

const times = (one: number, other: number): number => (one * other) % PRIME;

function inverse(value: number): number {
  let result = 1;
  for (let power = value, exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = times(result, power);
    power = times(power, power);
  }
  return result;
}

/** Brings rows into reduced echelon form; the columns of their pivots. */
function eliminate(rows: number[][], width: number): number[] {
  const pivots: number[] = [];
  for (let column = 0; column < width && pivots.length < rows.length; column++) {
    const at = pivots.length;
    const found = rows.findIndex((row, index) => index >= at && row[column] !== 0);
    if (found === -1) continue;
    [rows[at], rows[found]] = [rows[found]!, rows[at]!];
    const pivot = rows[at];
    const scale = inverse(pivot[column]!);
    for (let to = column; to < width; to++) pivot[to] = times(pivot[to]!, scale);
    for (const [index, row] of rows.entries()) {
      const factor = row[column]!;
      if (index === at || factor === 0) continue;
      for (let to = column; to < width; to++) row[to] = (row[to]! + times(PRIME - factor, pivot[to]!)) % PRIME;
    }
    pivots.push(column);
  }
  return pivots;
}

function rank(rows: readonly (readonly number[])[]): number {
  const copy = rows.map((row) => [...row]);
  return eliminate(copy, copy[0]?.length ?? 0).length;
}

function minor(one: readonly number[], other: readonly number[], at: number, beside: number): number {
  return (times(one[at]!, other[beside]!) + PRIME - times(one[beside]!, other[at]!)) % PRIME;
}

export class Span {
  /** For each unknown its row of the null space. */
  private readonly dual: number[][];
  /** The same, mixed into three numbers each: dependent rows stay dependent. */
  private readonly mixed: number[][];

  constructor(forms: readonly Form[], unknowns: number) {
    const rows = forms.map((form) => {
      const row = Array.from({ length: unknowns }, () => 0);
      for (const [at, factor] of form) row[at] = ((factor % PRIME) + PRIME) % PRIME;
      return row;
    });
    const pivots = eliminate(rows, unknowns);
    const isPivot = new Set(pivots);
    const free = Array.from({ length: unknowns }, (_, at) => at).filter((at) => !isPivot.has(at));
    this.dual = Array.from({ length: unknowns }, () => free.map(() => 0));
    free.forEach((column, at) => {
      this.dual[column]![at] = 1;
      pivots.forEach((pivot, row) => {
        this.dual[pivot]![at] = (PRIME - rows[row]![column]!) % PRIME;
      });
    });
    let state = 1;
    const factors = [0, 1, 2].map(() => free.map(() => (state = times(state, 48_271) + 7)));
    this.mixed = this.dual.map((row) =>
      factors.map((mix) => row.reduce((sum, value, at) => (sum + times(value, mix[at]!)) % PRIME, 0)),
    );
  }

  private nullity(set: readonly number[]): number {
    return set.length - rank(set.map((at) => this.dual[at]!));
  }

  private mayDepend(set: readonly number[]): boolean {
    const [a, b, c, ...more] = set.map((at) => this.mixed[at]!);
    if (a === undefined || more.length > 0) return true;
    if (b === undefined) return a.every((value) => value === 0);
    const [x, y, z] = [minor(a, b, 1, 2), minor(a, b, 2, 0), minor(a, b, 0, 1)];
    if (c === undefined) return x === 0 && y === 0 && z === 0;
    return (times(x, c[0]!) + times(y, c[1]!) + times(z, c[2]!)) % PRIME === 0;
  }

  /**
   * A smallest set of at most `most` of these unknowns that some combination depends on alone, and not only on excepted
   * ones; undefined if there is none.
   */
  isolated(among: readonly number[], most: number, excepted: ReadonlySet<number>): number[] | undefined {
    const search = (size: number, set: readonly number[], from: number): number[] | undefined => {
      if (set.length === size) {
        if (!this.mayDepend(set)) return undefined;
        const apart = this.nullity(set);
        return apart > this.nullity(set.filter((at) => excepted.has(at))) ? [...set] : undefined;
      }
      for (let at = from; at < among.length; at++) {
        const found = search(size, [...set, among[at]!], at + 1);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    for (let size = 1; size <= most; size++) {
      const found = search(size, [], 0);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
