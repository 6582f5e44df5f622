/** Numbers that come one after the other, millions of them, in as few bytes each as they take. */
import { Column } from '../protocol/math/column.ts';

/** So few that times of minutes, and lines of a hundred homes side by side, differ by less than two bytes hold. */
const BLOCK = 512;

export class GrowingColumn implements Iterable<number> {
  private readonly isRising: boolean;
  private readonly blocks: Column[] = [];
  /** What is added to the values of each block. */
  private readonly bases: number[] = [];
  private count = 0;

  /** `isRising`: of whole numbers that rise, as a rule; kept as differences, so they are below 2^52. */
  constructor(isRising: boolean) {
    this.isRising = isRising;
  }

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    const at = this.count % BLOCK;
    if (at === 0) {
      this.bases.push(this.isRising ? value : 0);
      this.blocks.push(new Column(BLOCK, this.isRising ? 0 : value));
    }
    this.blocks.at(-1)?.set(at, value - (this.bases.at(-1) ?? 0));
    this.count += 1;
  }

  /** Of a place that there is; not a number otherwise. */
  get(at: number): number {
    const block = Math.floor(at / BLOCK);
    return (this.bases[block] ?? 0) + (this.blocks[block]?.get(at % BLOCK) ?? Number.NaN);
  }

  *[Symbol.iterator](): IterableIterator<number> {
    for (let at = 0; at < this.count; at++) yield this.get(at);
  }

  /** The values at these places. */
  taken(places: Iterable<number>): GrowingColumn {
    const column = new GrowingColumn(this.isRising);
    for (const at of places) column.push(this.get(at));
    return column;
  }
}
