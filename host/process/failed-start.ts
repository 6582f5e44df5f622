/** What a start that failed leaves behind: its reason, for whoever asks for health. */
import { existsSync } from 'node:fs';
import { isLockedElsewhere } from '../base/lock.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';
import { type Role, readHealth, writeHealth } from './health-record.ts';
import { errorOf } from './health.ts';

/**
 * Leaves word of a start that failed, before there was anything to watch or after: whoever asks for health hears why,
 * rather than what an earlier process said. Not in a folder with which another process runs.
 */
export function noteFailedStart(stateFolder: string, role: Role, party: string, error: unknown): void {
  if (!existsSync(stateFolder) || isLockedElsewhere(stateFolder)) return;
  const before = readHealth(stateFolder);
  const nowMs = Date.now();
  try {
    writeHealth(stateFolder, {
      version: 1,
      role,
      party: before?.party ?? party,
      software: SOFTWARE_VERSION,
      pid: process.pid,
      state: 'failed',
      startedAtMs: nowMs,
      writtenAtMs: nowMs,
      isConnected: false,
      sinceMs: nowMs,
      ...(before?.lastCommitAtMs === undefined ? {} : { lastCommitAtMs: before.lastCommitAtMs }),
      lastMessageAtMs: before?.lastMessageAtMs ?? {},
      lastWriteAtMs: before?.lastWriteAtMs ?? {},
      counts: before?.counts ?? {},
      error: errorOf(error),
    });
  } catch {
    // The error itself is told to whoever started it.
  }
}
