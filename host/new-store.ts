/**
 * Telling a new store from a lost one: provisioning leaves a marker beside the place of each store, and the party takes it
 * away once its store is there. An empty store without a marker has lost what it held. [P-7.4]
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NEW_STORE_FILE = 'new-store';

/** A store that can tell whether it ever held anything. */
export interface BlankStore {
  readonly isBlank: boolean;
  /** It is new: from now on it may be empty. Durable when it returns. */
  begin(): void;
  /** It is lost. Durable when it returns. */
  markLost(): void;
}

/** Marks a state folder whose store is still to be created. */
export function expectNewStore(stateFolder: string): void {
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  writeFileSync(join(stateFolder, NEW_STORE_FILE), '', { mode: 0o600 });
}

/** Decides what an opened store is, before anything else is done with it. */
export function settleStore(stateFolder: string, store: BlankStore): 'new' | 'lost' | 'known' {
  const marker = join(stateFolder, NEW_STORE_FILE);
  const isExpected = existsSync(marker);
  const { isBlank } = store;
  if (isBlank && isExpected) store.begin();
  if (isBlank && !isExpected) store.markLost();
  if (isExpected) {
    // Only now: a crash before leaves store and marker, and the next start takes the marker away.
    unlinkSync(marker);
    const folder = openSync(stateFolder, 'r');
    fsyncSync(folder);
    closeSync(folder);
  }
  return isBlank ? (isExpected ? 'new' : 'lost') : 'known';
}
