/**
 * Which filters a party wants, which the broker granted, and who waits to hear about it. [P-5]
 * It outlives connections; it sends nothing itself.
 */
import { HostError } from '../base/errors.ts';

interface Waiter {
  readonly open: Set<string>;
  readonly refused: string[];
  readonly settled: PromiseWithResolvers<void>;
}

export class SubscriptionBook {
  /** Filter to whether it was ever granted. */
  readonly #wanted = new Map<string, boolean>();
  readonly #unanswered = new Set<string>();
  #waiters: Waiter[] = [];

  /** Filters asked for on this connection and not answered yet. */
  get unansweredCount(): number {
    return this.#unanswered.size;
  }

  /** Resolves when all are granted; rejects with ERR_BUS_SUBSCRIBE naming the refused ones (the others stay). */
  add(filters: readonly string[]): Promise<void> {
    const settled = Promise.withResolvers<void>();
    for (const filter of filters) if (!this.#wanted.has(filter)) this.#wanted.set(filter, false);
    this.#waiters.push({ open: new Set(filters), refused: [], settled });
    this.#settleWaiters();
    return settled.promise;
  }

  remove(filters: readonly string[]): void {
    for (const filter of filters) {
      this.#wanted.delete(filter);
      this.#unanswered.delete(filter);
      for (const waiter of this.#waiters) waiter.open.delete(filter);
    }
    this.#settleWaiters();
  }

  /** A clean session begins: everything has to be asked for again. Returns what. */
  beginConnection(): string[] {
    this.#unanswered.clear();
    for (const filter of this.#wanted.keys()) this.#unanswered.add(filter);
    return [...this.#wanted.keys()];
  }

  /** The broker answered. Returns the filters that were granted before and no longer are; others refused are forgotten. */
  settle(filters: readonly string[], refused: readonly string[]): string[] {
    const lost: string[] = [];
    for (const filter of filters) {
      this.#unanswered.delete(filter);
      const isRefused = refused.includes(filter);
      if (isRefused && this.#wanted.get(filter) === true) lost.push(filter);
      else if (isRefused) this.#wanted.delete(filter);
      else if (this.#wanted.has(filter)) this.#wanted.set(filter, true);
      for (const waiter of this.#waiters) {
        if (waiter.open.delete(filter) && isRefused) waiter.refused.push(filter);
      }
    }
    this.#settleWaiters();
    return lost;
  }

  abandon(error: HostError): void {
    for (const { settled } of this.#waiters) settled.reject(error);
    this.#waiters = [];
  }

  #settleWaiters(): void {
    const done = this.#waiters.filter((waiter) => waiter.open.size === 0);
    if (done.length === 0) return;
    this.#waiters = this.#waiters.filter((waiter) => waiter.open.size > 0);
    for (const { refused, settled } of done) {
      if (refused.length === 0) settled.resolve();
      else settled.reject(refusal(refused));
    }
  }
}

function refusal(refused: readonly string[]): HostError {
  return new HostError(
    'ERR_BUS_SUBSCRIBE',
    `The broker refused to subscribe ${refused.join(', ')}: check that this client id may read them`,
  );
}
