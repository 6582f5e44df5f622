/**
 * Telling a new store from a lost one and from one put back: provisioning leaves a marker beside the place of each store,
 * and so does `gridshare restore`; the party takes it away once its store knows. An empty store without a marker has lost
 * what it held. [P-7.4]
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../base/folders.ts';

const NEW_STORE_FILE = 'new-store';
/** Left by `gridshare restore` for the party: what is there is older than what it signed. */
export const RESTORED_FILE = 'restored-store';
/** The same once the party has taken notice: what the last restore was, for people. */
export const LAST_RESTORE_FILE = 'last-restore.json';

/** A store that can tell whether it ever held anything. */
export interface BlankStore {
  isBlank(): Promise<boolean>;
  /** It is new: from now on it may be empty. Durable when it answers. */
  begin(): Promise<void>;
  /** It is lost, or older than it should be. Durable when it answers. */
  markLost(): Promise<void>;
}

/** Marks a state folder whose store is still to be created. */
export function expectNewStore(stateFolder: string): void {
  makeFolder(stateFolder);
  writeFileSync(join(stateFolder, NEW_STORE_FILE), '', { mode: 0o600 });
}

/** Whether provisioning said that the folder's store is still to be created. */
export function isNewStoreExpected(stateFolder: string): boolean {
  return existsSync(join(stateFolder, NEW_STORE_FILE));
}

/** Makes what was renamed or created in the folder of a file durable. */
export function syncFolderOf(path: string): void {
  syncFolder(dirname(path));
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Decides what an opened store is, before anything else is done with it. */
export async function settleStore(
  stateFolder: string,
  store: BlankStore,
): Promise<'new' | 'lost' | 'restored' | 'known'> {
  const marker = join(stateFolder, NEW_STORE_FILE);
  const restored = join(stateFolder, RESTORED_FILE);
  const isExpected = isNewStoreExpected(stateFolder);
  const isRestored = existsSync(restored);
  const isBlank = await store.isBlank();
  if (isBlank && isExpected) await store.begin();
  if (isRestored || (isBlank && !isExpected)) await store.markLost();
  // Only now: a crash before leaves store and marker, and the next start takes the marker away.
  if (isExpected) unlinkSync(marker);
  if (isRestored) renameSync(restored, join(stateFolder, LAST_RESTORE_FILE));
  if (isExpected || isRestored) syncFolder(stateFolder);
  if (isRestored) return 'restored';
  return isBlank ? (isExpected ? 'new' : 'lost') : 'known';
}
