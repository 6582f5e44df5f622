/**
 * A price for every interval as few price levels: a bill has a total for each, so a level is a rate, and has as many intervals
 * as a rate must have. Prices that are near each other share a level, whose price is their mean. [P-8.5.5]
 */

/** Cells by level, and what a level costs. */
export interface PriceLevels {
  /** Ascending. */
  readonly microPerKwh: readonly number[];
  /** Of each cell, its level. */
  readonly levelOf: readonly number[];
  /** How far a cell's price is from its level's, at most: in the same millionths per kWh. */
  readonly mostOff: number;
  /** And in the mean of all cells. */
  readonly meanOff: number;
}

/** Sums of the first prices and of their squares: what a level costs in accuracy is the squares around its mean. */
class Spread {
  private readonly sums: number[] = [0];
  private readonly squares: number[] = [0];

  constructor(sorted: readonly number[]) {
    for (const price of sorted) {
      this.sums.push((this.sums.at(-1) ?? 0) + price);
      this.squares.push((this.squares.at(-1) ?? 0) + price * price);
    }
  }

  sumOf(from: number, end: number): number {
    return (this.sums[end] ?? 0) - (this.sums[from] ?? 0);
  }

  around(from: number, end: number): number {
    const sum = this.sumOf(from, end);
    return (this.squares[end] ?? 0) - (this.squares[from] ?? 0) - (sum * sum) / (end - from);
  }
}

/** Where the sorted cells are cut into at most so many levels, with the least squares; ends of the levels. */
function cutsOf(sorted: readonly number[], most: number, leastCells: number): number[] {
  const spread = new Spread(sorted);
  const count = sorted.length;
  // Cells of one price are in one level, where that leaves every level enough.
  const ends = Array.from({ length: count + 1 }, (_, end) => end).filter(
    (end) => end === count || (end >= leastCells && sorted[end] !== sorted[end - 1]),
  );
  let best = new Map<number, { readonly squares: number; readonly cuts: readonly number[] }>([
    [0, { squares: 0, cuts: [] }],
  ]);
  let chosen: readonly number[] = [count];
  let least = spread.around(0, count);
  for (let level = 0; level < most; level++) {
    const next: typeof best = new Map();
    for (const [from, { squares, cuts }] of best) {
      for (const end of ends) {
        if (end - from < leastCells) continue;
        const sum = squares + spread.around(from, end);
        const known = next.get(end);
        if (known === undefined || sum < known.squares) next.set(end, { squares: sum, cuts: [...cuts, end] });
      }
    }
    const whole = next.get(count);
    if (whole !== undefined && whole.squares < least) {
      least = whole.squares;
      chosen = whole.cuts;
    }
    best = next;
  }
  return [...chosen];
}

/** `prices`: of each cell. At most `most` levels of at least `leastCells` each; one, where there are too few cells. */
export function priceLevels(prices: readonly number[], most: number, leastCells: number): PriceLevels {
  const order = prices
    .map((_, at) => at)
    .toSorted((one, other) => (prices[one] ?? 0) - (prices[other] ?? 0) || one - other);
  const sorted = order.map((at) => prices[at] ?? 0);
  const microPerKwh: number[] = [];
  const levelOf = prices.map(() => 0);
  let from = 0;
  for (const end of cutsOf(sorted, most, leastCells)) {
    const mean = Math.round(sorted.slice(from, end).reduce((sum, price) => sum + price, 0) / (end - from));
    // Two levels of one price are one.
    if (microPerKwh.at(-1) !== mean) microPerKwh.push(mean);
    for (const at of order.slice(from, end)) levelOf[at] = microPerKwh.length - 1;
    from = end;
  }
  const off = prices.map((price, at) => Math.abs(price - (microPerKwh[levelOf[at] ?? 0] ?? 0)));
  return {
    microPerKwh,
    levelOf,
    mostOff: off.reduce((most_, one) => Math.max(most_, one), 0),
    meanOff: Math.round(off.reduce((sum, one) => sum + one, 0) / Math.max(1, off.length)),
  };
}
