/**
 * Simulated time: a binary heap of what happens when; ties in the order they were scheduled. What a happening sets going by
 * promises belongs to its moment: the next one comes when all of that is done, or waits for a later moment itself.
 */

/** More turns of the microtask queue than any moment takes. */
const MOST_TURNS = 1_000_000;

interface Happening {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

function isBefore(one: Happening, other: Happening): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

export class Scheduler {
  nowMs = 0;
  private readonly heap: Happening[] = [];
  private count = 0;
  private working = 0;

  get pendingCount(): number {
    return this.heap.length;
  }

  after(delayMs: number, run: () => void): void {
    this.count += 1;
    const happening = { atMs: this.nowMs + Math.max(0, delayMs), order: this.count, run };
    const { heap } = this;
    let at = heap.length;
    heap.push(happening);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(happening, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = happening;
  }

  /** Work of this moment, which may go on by promises. */
  work(work: Promise<void>): void {
    this.working += 1;
    const done = (): void => {
      this.working -= 1;
    };
    work.then(done, done);
  }

  /** For what is at work: goes on after so long, if `isWanted` by then; else never. */
  later(delayMs: number, isWanted: () => boolean): Promise<void> {
    this.working -= 1;
    return new Promise((resolve) => {
      this.after(delayMs, () => {
        if (!isWanted()) return;
        this.working += 1;
        resolve();
      });
    });
  }

  /** Until nothing is at work. */
  async settle(): Promise<void> {
    for (let turns = 0; this.working > 0; turns++) {
      if (turns > MOST_TURNS) throw new Error('what is at work waits for something that never comes');
      await Promise.resolve();
    }
  }

  /** Runs the next happening; false when there is none before `untilMs`. */
  step(untilMs: number): boolean {
    const { heap } = this;
    const first = heap[0];
    if (first === undefined || first.atMs > untilMs) {
      this.nowMs = Math.max(this.nowMs, untilMs);
      return false;
    }
    const last = heap.pop()!;
    if (heap.length > 0) this.sink(last);
    this.nowMs = first.atMs;
    first.run();
    return true;
  }

  private sink(happening: Happening): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, happening)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = happening;
  }
}
