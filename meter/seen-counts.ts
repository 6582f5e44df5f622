/**
 * What a register had counted when it was seen, as far back as intervals still need it: a device with times of its own (gas,
 * water) is late, and its boundaries are those of its own clock. [P-2.4]
 */
import { type IntervalGrid, intervalFrom, intervalStartMs } from '../protocol/grid/interval.ts';
import type { KeptRegister, SeenCount } from './sample.ts';

interface Look {
  readonly hostMs: number;
  /** All that it had counted by then. */
  readonly countedMilli: bigint;
}

/** What a boundary is judged by. */
export interface Boundary {
  readonly boundaryMs: number;
  readonly nowMs: number;
  /** Whether what was not seen by now will not be, of registers that are seen with every sample. */
  readonly isSure: boolean;
  /** So shortly before it those must have been seen. */
  readonly oldestMs: number;
  /** So long after it others may still come with what they showed at it. */
  readonly waitMs: number;
}

/** `waits`: nobody knows yet. */
export type Standing = 'missed' | 'seen' | 'waits';

/** Boundaries that wait are fewer: this bounds what a clock that jumps may leave. */
const MOST_EARLIER = 10_000;

export class SeenCounts {
  private readonly grid: IntervalGrid;
  private countedMilli: bigint;
  private takenMilli = 0n;
  private atMs: number;
  /** Before the last look: at least those that were the last before a boundary. */
  private earlier: Look[];
  /** Whether it is seen with times of its own, and how far the last two were apart. */
  private hasOwnTime = false;
  private periodMs: number | undefined;

  constructor(grid: IntervalGrid, { hostMs, pendingMilli, earlier }: KeptRegister) {
    this.grid = grid;
    this.atMs = hostMs;
    this.countedMilli = BigInt(pendingMilli);
    this.earlier = (earlier ?? []).map((one) => ({ hostMs: one.hostMs, countedMilli: BigInt(one.pendingMilli) }));
  }

  /** Counted, and on no reading. */
  get pendingMilli(): bigint {
    return this.countedMilli - this.takenMilli;
  }

  /** For the store. */
  get kept(): readonly SeenCount[] {
    return this.earlier.map(({ hostMs, countedMilli }) => ({
      hostMs,
      pendingMilli: String(countedMilli - this.takenMilli),
    }));
  }

  /** It is seen again. A clock that was put back makes what was seen after that time worthless. */
  seeAt(hostMs: number, hasOwnTime: boolean): void {
    this.hasOwnTime = hasOwnTime;
    if (hasOwnTime && hostMs > this.atMs) this.periodMs = hostMs - this.atMs;
    if (hostMs < this.atMs) this.earlier = this.earlier.filter((look) => look.hostMs <= hostMs);
    else if (intervalStartMs(intervalFrom(this.atMs, this.grid), this.grid) < hostMs) {
      this.earlier.push({ hostMs: this.atMs, countedMilli: this.countedMilli });
      if (this.earlier.length > MOST_EARLIER) this.earlier.shift();
    }
    this.atMs = hostMs;
  }

  count(milli: bigint): void {
    this.countedMilli += milli;
  }

  private lookAt(boundaryMs: number): Look | undefined {
    if (this.atMs <= boundaryMs) return { hostMs: this.atMs, countedMilli: this.countedMilli };
    return this.earlier.findLast(({ hostMs }) => hostMs <= boundaryMs);
  }

  /** Whether what it had counted at a boundary is known. */
  standingAt({ boundaryMs, nowMs, isSure, oldestMs, waitMs }: Boundary): Standing {
    const look = this.lookAt(boundaryMs);
    if (!this.hasOwnTime) {
      if (look !== undefined && boundaryMs - look.hostMs <= oldestMs) return 'seen';
      return isSure || this.atMs > boundaryMs ? 'missed' : 'waits';
    }
    if (look === undefined) return 'missed';
    // What is not read at a boundary has what was read last before it: the rest comes with the next interval.
    if (this.atMs >= boundaryMs || nowMs - boundaryMs >= waitMs) return 'seen';
    return this.atMs + (this.periodMs ?? 0) >= boundaryMs + waitMs ? 'seen' : 'waits';
  }

  /** The first boundary after another one that it may have been seen at; undefined if there is none so far. */
  firstSeenAfter(boundary: number): number | undefined {
    const looks = [...this.earlier.map(({ hostMs }) => hostMs), this.atMs];
    return looks.map((hostMs) => intervalFrom(hostMs, this.grid)).find((first) => first > boundary);
  }

  /** Takes what was counted up to a boundary and is on no reading yet: whole units, at most `mostUnits`. The rest goes on counting. */
  collect(boundaryMs: number, mostUnits: number): number {
    const countedMilli = this.lookAt(boundaryMs)?.countedMilli ?? this.takenMilli;
    const whole = (countedMilli - this.takenMilli) / 1000n;
    const units = whole > BigInt(mostUnits) ? BigInt(mostUnits) : whole;
    this.takenMilli += units * 1000n;
    return Number(units);
  }

  /** What could not be booked where it was to be goes on counting. */
  giveBack(units: number): void {
    this.takenMilli -= BigInt(units) * 1000n;
  }

  /** No boundary before this one is asked for any more. */
  forgetBefore(boundaryMs: number): void {
    const last = this.earlier.findLastIndex(({ hostMs }) => hostMs <= boundaryMs);
    const isNeeded = last !== -1 && this.atMs > boundaryMs;
    this.earlier = this.earlier.slice(isNeeded ? last : this.atMs > boundaryMs ? 0 : this.earlier.length);
  }
}
