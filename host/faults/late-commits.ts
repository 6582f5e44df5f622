/**
 * A planted fault: a store that says it has committed and does so later, so that receipts leave before what they promise
 * is durable. The control of the crash test, refused outside replays. [P-6.3]
 */
export class LateCommits<Op> {
  private readonly store: { commit(ops: readonly Op[]): void };
  private readonly delayMs: number;
  private waiting: Op[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(store: { commit(ops: readonly Op[]): void }, delayMs: number) {
    this.store = store;
    this.delayMs = delayMs;
  }

  commit(ops: readonly Op[]): void {
    for (const op of ops) this.waiting.push(op);
    this.timer ??= setTimeout(() => this.flush(), this.delayMs);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const ops = this.waiting;
    this.waiting = [];
    if (ops.length > 0) this.store.commit(ops);
  }
}
