/**
 * One process per state folder: two would both believe that they alone write the store. The lock is SQLite's on a file
 * of its own, so that it ends with the process, however that ends; a process id in a file would outlive a kill -9.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HostError } from './errors.ts';
import { giveToFolderOwner } from './replace-file.ts';
import { describeTrouble } from './trouble.ts';
import { makeFolder } from './folders.ts';

export const LOCK_FILE = 'running.lock';
/** Long enough for a predecessor that is just ending, and for somebody who only looked. */
const WAIT_MS = 2_000;
const SQLITE_BUSY = 5;
/** Folders that this process holds. */
const heldHere = new Set<string>();

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
    const lockFile = join(stateFolder, LOCK_FILE);
    if (makeFolder(stateFolder)) giveToFolderOwner(stateFolder);
    const isNew = !existsSync(lockFile);
    database = new DatabaseSync(lockFile, { timeout: waitMs });
    database.exec('BEGIN EXCLUSIVE');
    if (isNew) giveToFolderOwner(lockFile);
  } catch (cause) {
    database?.close();
    throw isBusy(cause)
      ? new HostError('ERR_PARTY_RUNNING', `a process runs with ${stateFolder} already: stop it first`, { cause })
      : new HostError('ERR_STATE_FOLDER', `cannot write to ${stateFolder}: ${describeTrouble(cause)}`, { cause });
  }
  const held = database;
  const name = resolve(stateFolder);
  heldHere.add(name);
  return {
    release() {
      heldHere.delete(name);
      held.close();
    },
  };
}

/** Whether a process other than this one runs with this state folder now. */
export function isLockedElsewhere(stateFolder: string): boolean {
  return !heldHere.has(resolve(stateFolder)) && isStateLocked(stateFolder);
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
