/** What the clock of a config says: one that is replayed begins where it was told to. */
import type { UtilityConfig } from '../schemas/types.ts';

export function gridNowMs(clock: UtilityConfig['clock'], nowMs: number): number {
  return clock.startMs ?? nowMs + clock.offsetMs;
}
