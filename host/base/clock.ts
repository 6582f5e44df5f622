/**
 * Clocks a host hands to its machine. Grid time is the system's, or in demos a replayed time that runs at some speed and
 * never passes what the fleet holds it at. [P-2.1]
 */
import { type IntervalGrid, intervalStartMs } from '../../protocol/grid/interval.ts';
import type { Times } from '../../protocol/machine.ts';
import type { ClockConfig } from '../../schemas/types.ts';

export interface GridClock {
  now(): Times;
  /** Replayed time may go as far as this; it never goes back. No effect on the system's clock. */
  hold(holdMs: number): void;
  readonly isReplay: boolean;
}

class SystemClock implements GridClock {
  readonly isReplay = false;

  now(): Times {
    return { gridMs: Date.now(), monotonicMs: performance.now() };
  }

  hold(): void {
    // Nobody sets the system's clock over MQTT.
  }
}

class ReplayClock implements GridClock {
  readonly isReplay = true;
  private readonly speed: number;
  private gridMs: number;
  private holdMs: number;
  private updatedAtMs = performance.now();

  constructor(startMs: number, speed: number) {
    this.speed = speed;
    this.gridMs = startMs;
    this.holdMs = this.gridMs;
  }

  now(): Times {
    const monotonicMs = performance.now();
    this.gridMs = Math.max(
      this.gridMs,
      Math.min(this.holdMs, this.gridMs + (monotonicMs - this.updatedAtMs) * this.speed),
    );
    this.updatedAtMs = monotonicMs;
    return { gridMs: this.gridMs, monotonicMs };
  }

  hold(holdMs: number): void {
    this.now();
    this.holdMs = Math.max(this.holdMs, holdMs);
  }
}

export function createClock(config: ClockConfig): GridClock {
  if (config.source === 'system') return new SystemClock();
  return new ReplayClock(config.startMs ?? Date.now() + config.offsetMs, config.speed);
}

/** Where a replayed clock starts: a little before an interval, an hour of grid time unless said. */
export function replayStartMs(firstInterval: number, grid: IntervalGrid, leadMs = 3_600_000): number {
  return intervalStartMs(firstInterval, grid) - leadMs;
}

/** The offset that makes it start there now. */
export function replayOffsetMs(firstInterval: number, grid: IntervalGrid, nowMs: number, leadMs?: number): number {
  return replayStartMs(firstInterval, grid, leadMs) - nowMs;
}
