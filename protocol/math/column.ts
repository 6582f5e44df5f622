/**
 * Numbers in as few bytes each as they take: none while all of them are the same, two or four for whole numbers, eight for
 * others. What there are millions of is kept in columns.
 */

type Values = Uint16Array | Uint32Array | Float64Array;

function rankOf(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 0xff_ff_ff_ff) return 2;
  return value > 0xff_ff ? 1 : 0;
}

/** `same`: what all of them have at first. */
function valuesOf(length: number, same: number, rank: number): Values {
  if (rank === 0) return new Uint16Array(length).fill(same);
  if (rank === 1) return new Uint32Array(length).fill(same);
  return new Float64Array(length).fill(same);
}

/** So many numbers, which are `same` until they are set. */
export class Column {
  private readonly length: number;
  private readonly same: number;
  private values: Values | undefined;
  private rank = 0;

  constructor(length: number, same = 0) {
    this.length = length;
    this.same = same;
  }

  /** What all of them are, if nothing else was ever set. */
  get uniform(): number | undefined {
    return this.values === undefined ? this.same : undefined;
  }

  get(at: number): number {
    return this.values === undefined ? this.same : (this.values[at] ?? this.same);
  }

  set(at: number, value: number): void {
    if (this.values === undefined && Object.is(value, this.same)) return;
    this.roomFor(value)[at] = value;
  }

  private roomFor(value: number): Values {
    const rank = rankOf(value);
    if (this.values === undefined) {
      this.rank = Math.max(rank, rankOf(this.same));
      this.values = valuesOf(this.length, this.same, this.rank);
    } else if (rank > this.rank) {
      this.rank = rank;
      const wider = valuesOf(this.length, 0, rank);
      wider.set(this.values);
      this.values = wider;
    }
    return this.values;
  }
}
