/** How long to wait before the next connection: longer with every failure in a row, and never in step with others. */

export class BackOff {
  readonly #minMs: number;
  readonly #maxMs: number;
  readonly #addressCount: number;
  #failureCount = 0;

  /** `addressCount`: of so many, tried in turn, each has its try before the wait grows. */
  constructor(minMs: number, maxMs: number, addressCount = 1) {
    this.#minMs = minMs;
    this.#maxMs = maxMs;
    this.#addressCount = addressCount;
  }

  succeeded(): void {
    this.#failureCount = 0;
  }

  /** After a failure. `yieldMs`: so long another process is to have the name; undefined if there is none. */
  nextMs(yieldMs: number | undefined): number {
    // Full jitter: thousands of meters must not come back in step after a broker's restart.
    const rounds = Math.floor(this.#failureCount / this.#addressCount);
    const ceilingMs = Math.min(this.#maxMs, this.#minMs * 2 ** Math.min(rounds + 1, 30));
    this.#failureCount += 1;
    return yieldMs === undefined
      ? this.#minMs + Math.random() * Math.max(0, ceilingMs - this.#minMs)
      : yieldMs * (0.75 + Math.random() / 2);
  }
}
