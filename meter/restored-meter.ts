/** What a restarted meter finds in its outbox. [P-2.4] */
import type { KeptReadings } from './kept-readings.ts';
import type { Carry, Gap, Joining } from './outbox.ts';
import type { Estimate, KeptSample } from './sample.ts';

export interface RestoredMeter {
  readonly meter: string;
  /** There may be months of them: the meter goes on with this very object. */
  readonly readings: KeptReadings;
  readonly carries: readonly Carry[];
  /** Last interval ever written; -1 if none. Survives the deletion of billed readings. */
  readonly lastInterval: number;
  /** The key epoch under which the store was found to be lost; 0 if never. */
  readonly lostKeyEpoch: number;
  /** What was believed last of its joining; undefined if nothing was. */
  readonly joined: Joining | undefined;
  /** Readings in the books from before a joining. */
  readonly beforeCount: number;
  readonly gaps: readonly Gap[];
  readonly estimates: readonly Estimate[];
  /** Ids of what was said of exchanged devices, and taken up. */
  readonly replacements: readonly string[];
  /** Undefined if its source has no samples, or there was none yet. */
  readonly sample: KeptSample | undefined;
  /** Where bills that arrived and footed are filed. */
  readonly billed: readonly number[];
}
