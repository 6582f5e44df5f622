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

  constructor(offsetMs: number, speed: number) {
    this.speed = speed;
    this.gridMs = Date.now() + offsetMs;
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
  return config.source === 'system' ? new SystemClock() : new ReplayClock(config.offsetMs, config.speed);
}

/** The offset that starts a replayed clock a little before an interval: an hour of grid time unless said. */
export function replayOffsetMs(firstInterval: number, grid: IntervalGrid, nowMs: number, leadMs = 3_600_000): number {
  return intervalStartMs(firstInterval, grid) - leadMs - nowMs;
}
