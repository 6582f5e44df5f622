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
  /** How many died while it had no answer. */
  unansweredCount: number;
  /** How many died while nothing else had none. */
  aloneCount: number;
}

/** A connection that ended while messages had no answer. */
interface Ending {
  readonly livedMs: number;
  /** One of them may be why: it is, if connections end over it alone; none is, once all are answered. */
  readonly suspects: Set<Outgoing>;
}

/**
 * A broker may answer a forbidden or oversized publication by closing the connection (Aedes does). Sent again for ever, that
 * one message would keep everything behind it from leaving, so it is given up after this many connections.
 */
const MAX_STRIKE_COUNT = 5;
/** From so many connections on a message goes alone: whether it is the reason shows then. */
const ALONE_FROM = 2;
/** More are not looked into: what was dropped from a full queue never gets an answer. */
const MOST_ENDINGS = 64;

export class OutgoingQueue {
  readonly #queueLimit: number;
  readonly #inflightLimit: number;
  #waiting: Outgoing[] = [];
  /** Index of the first waiting one: shifting a long array for each message would be quadratic. */
  #head = 0;
  readonly #inflight = new Set<Outgoing>();
  #droppedCount = 0;
  #endings: Ending[] = [];
  /** Called when a connection turns out to have ended over none of its messages, with how long it had lived. */
  onUnexplained: ((livedMs: number) => void) | undefined;

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
    this.#waiting.push({ publication, onAcknowledged, sentAtMs: 0, strikeCount: 0, unansweredCount: 0, aloneCount: 0 });
    this.#trim();
  }

  /** Moves the next one into the window; undefined when nothing waits or the window is full. */
  takeNext(nowMs: number): Outgoing | undefined {
    const entry = this.#waiting[this.#head];
    if (entry === undefined || this.#inflight.size >= this.#windowFor(entry)) return undefined;
    this.#skip(1);
    entry.sentAtMs = nowMs;
    this.#inflight.add(entry);
    return entry;
  }

  /** A suspect goes alone, and nothing else beside it. */
  #windowFor(next: Outgoing): number {
    const [oldest] = this.#inflight;
    const isAlone = [next, oldest].some((entry) => (entry?.unansweredCount ?? 0) >= ALONE_FROM);
    return isAlone ? 1 : this.#inflightLimit;
  }

  acknowledge(entry: Outgoing): void {
    if (!this.#inflight.delete(entry)) return;
    this.#acquit(entry);
    entry.onAcknowledged?.();
  }

  /** The broker took it: no connection ended over it. */
  #acquit(entry: Outgoing): void {
    if (this.#endings.length === 0) return;
    for (const ending of this.#endings) ending.suspects.delete(entry);
    const cleared = this.#endings.filter(({ suspects }) => suspects.size === 0);
    this.#endings = this.#endings.filter(({ suspects }) => suspects.size > 0);
    for (const { livedMs } of cleared) this.onUnexplained?.(livedMs);
  }

  /** The message over which connections end, once that has shown; undefined if there is none. */
  get culprit(): Publication | undefined {
    for (const { suspects } of this.#endings)
      for (const entry of suspects) if (entry.aloneCount >= ALONE_FROM) return entry.publication;
    return undefined;
  }

  /** The broker was away: that is why connections ended. */
  forgetEndings(): void {
    this.#endings = [];
  }

  /**
   * The connection is gone: what was not acknowledged goes first again. Returns the one given up, if any. `livedMs`: of a
   * connection that the broker ended; undefined of any other.
   */
  requeue(livedMs?: number): Outgoing | undefined {
    const unanswered = [...this.#inflight];
    this.#inflight.clear();
    for (const entry of unanswered) entry.unansweredCount += 1;
    const [only] = unanswered;
    if (only !== undefined && unanswered.length === 1) only.aloneCount += 1;
    if (livedMs !== undefined) {
      if (unanswered.length === 0) this.onUnexplained?.(livedMs);
      else this.#endings = [...this.#endings, { livedMs, suspects: new Set(unanswered) }].slice(-MOST_ENDINGS);
    }
    let givenUp: Outgoing | undefined;
    const oldest = unanswered[0];
    if (oldest !== undefined) {
      oldest.strikeCount += 1;
      if (oldest.strikeCount >= MAX_STRIKE_COUNT) {
        givenUp = unanswered.shift();
        this.#droppedCount += 1;
        // It was the reason, as far as can be known.
        this.#endings = this.#endings.filter(({ suspects }) => !suspects.has(oldest));
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
