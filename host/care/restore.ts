/**
 * The way back of a backup. A restored store is marked, since what was signed after the backup is not in it: its party begins a
 * new store epoch. [P-7.4.2]
 */
import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { HostError } from '../base/errors.ts';
import { lockState } from '../base/lock.ts';
import { giveToFolderOwner, replaceFile } from '../base/replace-file.ts';
import { RESTORED_FILE } from '../store/new-store.ts';
import { type BackedUpStore, type BackupLabel, copying, makeStoreOf, syncPath } from './backup-check.ts';

export interface Restored {
  readonly label: BackupLabel;
  /** Where the store is now that was there before; undefined if there was none. */
  readonly keptIn: string | undefined;
}

/**
 * Puts a backup in the place of a store. Throws HostError ERR_PARTY_RUNNING, ERR_BACKUP_INVALID, ERR_BACKUP_MISMATCH or
 * ERR_STORE_COPY; then the store that was there is still there.
 */
export function restoreStore(store: BackedUpStore, from: string): Restored {
  const source = resolve(from);
  if (!existsSync(source)) throw new HostError('ERR_BACKUP_INVALID', `${source} does not exist: check the path`);
  const lock = lockState(store.stateFolder);
  const incoming = join(store.stateFolder, `${store.kind.file}.restoring`);
  try {
    copying(`copy ${source}`, () => {
      copyFileSync(source, incoming);
      chmodSync(incoming, 0o600);
      giveToFolderOwner(incoming);
    });
    const label = makeStoreOf(store, incoming, source);
    return copying(`replace ${store.kind.file}`, () => {
      syncPath(incoming);
      // First of all: whatever interrupts what follows, the party knows that its store may be older than what it signed.
      const marker = join(store.stateFolder, RESTORED_FILE);
      const said = { ...label, from: basename(source), restoredAtMs: Date.now() };
      replaceFile(marker, `${JSON.stringify(said)}\n`, 0o600);
      syncPath(store.stateFolder);
      const keptIn = keepAside(store);
      renameSync(incoming, join(store.stateFolder, store.kind.file));
      syncPath(store.stateFolder);
      return { label, keptIn };
    });
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${incoming}${end}`, { force: true });
    lock.release();
  }
}

/** Keeps the store that is there, with whatever belongs to it. It stays in place until the new one is moved over it. */
function keepAside(store: BackedUpStore): string | undefined {
  const path = join(store.stateFolder, store.kind.file);
  const parts = ['', '-wal', '-shm'].filter((end) => existsSync(`${path}${end}`));
  if (parts.length === 0) return undefined;
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const folder = join(store.stateFolder, `replaced-${stamp}`);
  mkdirSync(folder, { mode: 0o700 });
  giveToFolderOwner(folder);
  for (const end of parts) {
    const kept = join(folder, `${store.kind.file}${end}`);
    // A log that stayed would be replayed into the new store.
    if (end !== '') renameSync(`${path}${end}`, kept);
    else linkOrCopy(path, kept);
  }
  syncPath(folder);
  return folder;
}

function linkOrCopy(path: string, to: string): void {
  try {
    linkSync(path, to);
  } catch {
    // A file system without hard links.
    copyFileSync(path, to);
    giveToFolderOwner(to);
    syncPath(to);
  }
}
