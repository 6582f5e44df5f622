/**
 * The queue of messages on their way out: what waits, and a window of what was sent and not yet acknowledged. [P-5]
 * Order is kept across reconnections. Bounded: the oldest go first, since the parties send again by themselves.
 * It knows neither sockets nor timers.
 */
import type { Publication } from './bus.ts';

export interface Outgoing {
  readonly publication: Publication;
  readonly onAcknowledged: (() => void) | undefined;
  /** When it was last sent, in the caller's own monotonic milliseconds. */
  sentAtMs: number;
  /** How many connections died while this one was the oldest without an answer. */
  strikeCount: number;
}

/**
 * A broker may answer a forbidden or oversized publication by closing the connection (Aedes does). Sent again for ever, that
 * one message would keep everything behind it from leaving, so it is given up after this many connections.
 */
const MAX_STRIKE_COUNT = 5;

export class OutgoingQueue {
  readonly #queueLimit: number;
  readonly #inflightLimit: number;
  #waiting: Outgoing[] = [];
  /** Index of the first waiting one: shifting a long array for each message would be quadratic. */
  #head = 0;
  readonly #inflight = new Set<Outgoing>();
  #droppedCount = 0;

  constructor(options: { readonly queueLimit: number; readonly inflightLimit: number }) {
    this.#queueLimit = options.queueLimit;
    this.#inflightLimit = options.inflightLimit;
  }

  get pendingCount(): number {
    return this.#waiting.length - this.#head + this.#inflight.size;
  }

  get droppedCount(): number {
    return this.#droppedCount;
  }

  get oldestSentAtMs(): number | undefined {
    for (const entry of this.#inflight) return entry.sentAtMs;
    return undefined;
  }

  push(publication: Publication, onAcknowledged: (() => void) | undefined): void {
    this.#waiting.push({ publication, onAcknowledged, sentAtMs: 0, strikeCount: 0 });
    this.#trim();
  }

  /** Moves the next one into the window; undefined when nothing waits or the window is full. */
  takeNext(nowMs: number): Outgoing | undefined {
    const entry = this.#waiting[this.#head];
    if (entry === undefined || this.#inflight.size >= this.#inflightLimit) return undefined;
    this.#skip(1);
    entry.sentAtMs = nowMs;
    this.#inflight.add(entry);
    return entry;
  }

  acknowledge(entry: Outgoing): void {
    if (this.#inflight.delete(entry)) entry.onAcknowledged?.();
  }

  /** The connection is gone: what was not acknowledged goes first again. Returns the one given up, if any. */
  requeue(): Outgoing | undefined {
    const unanswered = [...this.#inflight];
    this.#inflight.clear();
    let givenUp: Outgoing | undefined;
    const oldest = unanswered[0];
    if (oldest !== undefined) {
      oldest.strikeCount += 1;
      if (oldest.strikeCount >= MAX_STRIKE_COUNT) {
        givenUp = unanswered.shift();
        this.#droppedCount += 1;
      }
    }
    this.#waiting = [...unanswered, ...this.#waiting.slice(this.#head)];
    this.#head = 0;
    this.#trim();
    return givenUp;
  }

  #trim(): void {
    const excess = this.#waiting.length - this.#head - this.#queueLimit;
    if (excess <= 0) return;
    this.#skip(excess);
    this.#droppedCount += excess;
  }

  #skip(count: number): void {
    this.#head += count;
    if (this.#head < 1024 || this.#head * 2 < this.#waiting.length) return;
    this.#waiting = this.#waiting.slice(this.#head);
    this.#head = 0;
  }
}
