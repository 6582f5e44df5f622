/**
 * Backups of a party's store: a consistent copy taken beside the running party, which is read back from its disk and opened as a
 * restore would before it counts. What counts is written down in the state folder, for health and doctor.
 */
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync, backup } from 'node:sqlite';
import { HostError, messageOf } from '../base/errors.ts';
import { makeFolder } from '../base/folders.ts';
import { describeTrouble } from '../base/trouble.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';
import { openStore } from '../store/sqlite.ts';
import {
  type BackedUpStore,
  type BackupLabel,
  assertSound,
  copying,
  entryCount,
  syncPath,
  writeLabel,
} from './backup-check.ts';
import { type ProvedBackup, hashOf, proveBackup } from './backup-proof.ts';
import { noteBackup } from './backup-record.ts';

/** What was written, as it must come back. */
interface Written {
  readonly label: BackupLabel;
  readonly sha256: string;
  /** Of the log, before the copy was taken. */
  readonly entries: number;
}

/**
 * Takes a backup and proves it; the party may run meanwhile. Throws HostError ERR_STORE_MISSING, ERR_BACKUP_EXISTS, ERR_STORE_COPY, or
 * ERR_STORE_UNPROVED for one that does not come back as it was written; then no file is left.
 */
export async function backupStore(store: BackedUpStore, to: string): Promise<ProvedBackup> {
  const target = resolve(to);
  const source = join(store.stateFolder, store.kind.file);
  if (!existsSync(source)) throw new HostError('ERR_STORE_MISSING', `${source} does not exist: nothing to back up`);
  if (existsSync(target))
    throw new HostError('ERR_BACKUP_EXISTS', `${target} exists: name a new file, so that no backup is overwritten`);
  const { label, sha256, entries } = await writeBackup(store, source, target);
  let proved: ProvedBackup;
  try {
    proved = proveBackup(store, target, sha256);
    if (proved.entries < entries)
      throw new HostError(
        'ERR_BACKUP_INVALID',
        `${target} has ${proved.entries} entries, and the store has ${entries}`,
      );
  } catch (cause) {
    rmSync(target, { force: true });
    if (!(cause instanceof HostError)) throw cause;
    const message = `the backup just written could not be restored, so it was deleted and does not count: ${messageOf(cause)}. Check the disk of ${dirname(target)}, and the store (gridshare doctor)`;
    throw new HostError('ERR_STORE_UNPROVED', message, { cause });
  }
  const bytes = statSync(target).size;
  noteBackup(store.stateFolder, {
    file: target,
    takenAtMs: label.takenAtMs,
    provedAtMs: Date.now(),
    bytes,
    sha256,
    entries: proved.entries,
  });
  return proved;
}

async function writeBackup(store: BackedUpStore, source: string, target: string): Promise<Written> {
  const label: BackupLabel = {
    party: store.party,
    deployment: store.deployment,
    software: SOFTWARE_VERSION,
    takenAtMs: Date.now(),
  };
  const unfinished = `${target}.unfinished`;
  const database = openStore(source, store.kind, { isReadOnly: true });
  try {
    copying(`write ${unfinished}`, () => {
      makeFolder(dirname(target));
      // Shares are in it: nobody else reads it, from the first byte on.
      closeSync(openSync(unfinished, 'w', 0o600));
    });
    const entries = entryCount(database);
    // In one step, under one snapshot: in many, a busy writer would make it begin again for ever.
    await backup(database, unfinished, { rate: 2 ** 31 - 1 });
    return copying(`finish ${target}`, () => {
      const copy = new DatabaseSync(unfinished);
      try {
        writeLabel(copy, label);
        assertSound(copy, unfinished);
      } finally {
        copy.close();
      }
      syncPath(unfinished);
      const sha256 = hashOf(unfinished);
      renameSync(unfinished, target);
      syncPath(dirname(target));
      return { label, sha256, entries };
    });
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_STORE_COPY', `cannot write ${target}: ${describeTrouble(cause)}`, { cause });
  } finally {
    database.close();
    rmSync(unfinished, { force: true });
  }
}
