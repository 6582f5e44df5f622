/** What a start that failed leaves behind: its reason, for whoever asks for health. */
import { existsSync } from 'node:fs';
import { isLockedElsewhere } from '../base/lock.ts';
import { type Role, firstWord, readHealth, writeHealth } from './health-record.ts';
import { errorOf } from './health.ts';

/**
 * Leaves word of a start that failed, before there was anything to watch or after: whoever asks for health hears why,
 * rather than what an earlier process said. Not in a folder with which another process runs.
 */
export function noteFailedStart(stateFolder: string, role: Role, party: string, error: unknown): void {
  if (!existsSync(stateFolder) || isLockedElsewhere(stateFolder)) return;
  const before = readHealth(stateFolder);
  try {
    writeHealth(stateFolder, {
      ...firstWord(role, before?.party ?? party, before),
      state: 'failed',
      writtenAtMs: Date.now(),
      error: errorOf(error),
    });
  } catch {
    // The error itself is told to whoever started it.
  }
}
