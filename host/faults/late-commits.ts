/**
 * A planted fault: a store that says it has committed and does so later, so that receipts leave before what they promise
 * is durable. The control of the crash test, refused outside replays. [P-6.3]
 */
import type { Committing } from '../store/committing.ts';

export class LateCommits<Op> implements Committing<Op> {
  private readonly store: Committing<Op>;
  private readonly delayMs: number;
  private waiting: Op[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** Commits of the store come one after the other. */
  private last: Promise<void> = Promise.resolve();

  constructor(store: Committing<Op>, delayMs: number) {
    this.store = store;
    this.delayMs = delayMs;
  }

  commit(ops: readonly Op[]): Promise<void> {
    for (const op of ops) this.waiting.push(op);
    this.timer ??= setTimeout(() => void this.flush(), this.delayMs);
    return Promise.resolve();
  }

  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.last = this.last.then(async () => {
      const ops = this.waiting;
      this.waiting = [];
      if (ops.length > 0) await this.store.commit(ops);
    });
    return this.last;
  }
}
