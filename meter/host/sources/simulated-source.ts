/** A made-up home as a source: its register counts as the home lives, and shows the same after a restart. */
import { IMPORT_REGISTER } from '../../../homes/household.ts';
import { simulateHouseholds } from '../../../homes/simulated.ts';
import { intervalAt, intervalStartMs } from '../../../protocol/grid/interval.ts';
import type { Polled } from './polled-source.ts';

const GRID = { intervalSeconds: 900, intervalOffsetSeconds: 0 };
/** 2026-01-01: the register was 0 then. */
const FIRST_MS = Date.UTC(2026, 0, 1);

export class SimulatedRegister implements Polled {
  readonly name: string;
  readonly everySeconds: number;
  private readonly seed: number;
  private readonly nowMs: () => number;
  /** Wh of the intervals before `next`. */
  private countedWh = 0;
  private next = intervalAt(FIRST_MS, GRID);
  private day: ReadonlyMap<number, number> = new Map();

  constructor(seed: number, everySeconds: number, nowMs: () => number) {
    this.name = `simulated home ${seed}`;
    this.seed = seed;
    this.everySeconds = everySeconds;
    this.nowMs = nowMs;
  }

  private whOf(interval: number): number {
    if (!this.day.has(interval)) {
      const options = { ...GRID, seed: this.seed, meterCount: 1, days: 1, firstInterval: interval };
      const [home] = simulateHouseholds(options).households;
      this.day = new Map([...(home?.readings ?? [])].map(([at, [wh = 0]]) => [at, wh]));
    }
    return this.day.get(interval) ?? 0;
  }

  async ask() {
    const nowMs = this.nowMs();
    const current = intervalAt(nowMs, GRID);
    for (; this.next < current; this.next += 1) this.countedWh += this.whOf(this.next);
    const sinceMs = BigInt(Math.floor(nowMs) - intervalStartMs(current, GRID));
    // A Wh is a thousand thousandths.
    const milli =
      BigInt(this.countedWh) * 1_000n + (BigInt(this.whOf(current)) * sinceMs) / BigInt(GRID.intervalSeconds);
    return {
      quality: 'unchecked' as const,
      registers: [{ register: IMPORT_REGISTER, milli, resolutionMilli: 1n }],
    };
  }

  async close(): Promise<void> {}
}
