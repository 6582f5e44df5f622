/**
 * One process per state folder: two would both believe that they alone write the store. The lock is SQLite's on a file
 * of its own, so that it ends with the process, however that ends; a process id in a file would outlive a kill -9.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HostError } from './errors.ts';

const LOCK_FILE = 'running.lock';
/** Long enough for a predecessor that is just ending, and for somebody who only looked. */
const WAIT_MS = 2_000;
const SQLITE_BUSY = 5;

export interface StateLock {
  release(): void;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

/** Takes the folder for this process. Throws HostError ERR_PARTY_RUNNING, or ERR_STATE_FOLDER if it can't be written. */
export function lockState(stateFolder: string, waitMs = WAIT_MS): StateLock {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(join(stateFolder, LOCK_FILE), { timeout: waitMs });
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    throw isBusy(cause)
      ? new HostError('ERR_PARTY_RUNNING', `a process runs with ${stateFolder} already: stop it first`, { cause })
      : new HostError('ERR_STATE_FOLDER', `cannot write to ${stateFolder}: check that it is a folder of this user`, {
          cause,
        });
  }
  const held = database;
  return { release: () => held.close() };
}

/** Whether a process runs with this state folder now. Only looks. */
export function isStateLocked(stateFolder: string): boolean {
  const path = join(stateFolder, LOCK_FILE);
  if (!existsSync(path)) return false;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 0 });
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    database?.close();
  }
}
