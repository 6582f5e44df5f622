/**
 * Which bills of a window are to be combined: those with new answers, and at their time those that no k answers open yet. So
 * nobody looks at the meters of which nothing changed. [P-7.6]
 */
import type { CombinedBill } from './combine-bill.ts';

interface Failing {
  readonly combined: CombinedBill;
  readonly atMs: number;
}

export class ChangedBills {
  /** By roster index: enough answers, and new ones since they were last combined. */
  private readonly fresh = new Set<number>();
  /** By roster index: what came of the answers so far, and when that is said unless another one comes. */
  private readonly failing = new Map<number, Failing>();
  /** Nothing of `failing` is due before. */
  private earliestMs = Number.POSITIVE_INFINITY;

  /** A meter has enough answers, and a new one. */
  answered(index: number): void {
    this.fresh.add(index);
    this.failing.delete(index);
  }

  /** What there is to do now, in the order of the roster: none of it is left here. */
  due(nowMs: number): { readonly index: number; readonly failed: CombinedBill | undefined }[] {
    const late = nowMs < this.earliestMs ? [] : this.takeLate(nowMs);
    const due = [...[...this.fresh].map((index) => ({ index, failed: undefined })), ...late];
    this.fresh.clear();
    return due.toSorted((one, other) => one.index - other.index);
  }

  private takeLate(nowMs: number): { readonly index: number; readonly failed: CombinedBill }[] {
    const late: { readonly index: number; readonly failed: CombinedBill }[] = [];
    this.earliestMs = Number.POSITIVE_INFINITY;
    for (const [index, { combined, atMs }] of this.failing) {
      if (nowMs >= atMs) {
        late.push({ index, failed: combined });
        this.failing.delete(index);
      } else this.earliestMs = Math.min(this.earliestMs, atMs);
    }
    return late;
  }

  /** No k answers open a bill: another one may still come until `atMs`. */
  postpone(index: number, combined: CombinedBill, atMs: number): void {
    this.failing.set(index, { combined, atMs });
    this.earliestMs = Math.min(this.earliestMs, atMs);
  }
}
