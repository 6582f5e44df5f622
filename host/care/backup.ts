/**
 * Backups of a party's store: a consistent copy taken beside the running party, and its way back. A restored store is
 * marked, since what was signed after the backup is not in it: its party begins a new store epoch. [P-7.4.2]
 */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync, backup } from 'node:sqlite';
import { HostError } from '../base/errors.ts';
import { describeTrouble } from '../base/trouble.ts';
import { lockState } from '../base/lock.ts';
import { RESTORED_FILE } from '../store/new-store.ts';
import { giveToFolderOwner, replaceFile } from '../base/replace-file.ts';
import { openStore } from '../store/sqlite.ts';
import type { StoreKind } from '../store/store-making.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';
import { makeFolder } from '../base/folders.ts';

/** In a backup: whose it is. Not in a store that is in use. */
const LABEL_TABLE = 'gridshare_backup';

/** A store that can be backed up. */
export interface BackedUpStore {
  /** As in `BackupLabel`. */
  readonly party: string;
  readonly deployment: string;
  readonly stateFolder: string;
  readonly kind: StoreKind;
  /** Why the log in a store is not this deployment's, in words; undefined if it is. */
  problemWith(database: DatabaseSync): string | undefined;
}

export interface BackupLabel {
  readonly party: string;
  readonly deployment: string;
  readonly software: string;
  readonly takenAtMs: number;
}

function syncPath(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

/** What went wrong with files, as a HostError. */
function copying<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_STORE_COPY', `cannot ${what}: ${describeTrouble(cause)}`, { cause });
  }
}

/** Takes a backup; the party may run meanwhile. Throws HostError ERR_STORE_MISSING, ERR_BACKUP_EXISTS or ERR_STORE_COPY. */
export async function backupStore(store: BackedUpStore, to: string): Promise<BackupLabel> {
  const target = resolve(to);
  const source = join(store.stateFolder, store.kind.file);
  if (!existsSync(source)) throw new HostError('ERR_STORE_MISSING', `${source} does not exist: nothing to back up`);
  if (existsSync(target))
    throw new HostError('ERR_BACKUP_EXISTS', `${target} exists: name a new file, so that no backup is overwritten`);
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
    // In one step, under one snapshot: in many, a busy writer would make it begin again for ever.
    await backup(database, unfinished, { rate: 2 ** 31 - 1 });
    copying(`finish ${target}`, () => {
      const copy = new DatabaseSync(unfinished);
      try {
        copy.exec(`PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;
          CREATE TABLE ${LABEL_TABLE} (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`);
        const insert = copy.prepare(`INSERT INTO ${LABEL_TABLE} VALUES (?, ?)`);
        for (const [name, value] of Object.entries(label)) insert.run(name, String(value));
        assertSound(copy, unfinished);
      } finally {
        copy.close();
      }
      syncPath(unfinished);
      renameSync(unfinished, target);
      syncPath(dirname(target));
    });
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_STORE_COPY', `cannot write ${target}: ${describeTrouble(cause)}`, { cause });
  } finally {
    database.close();
    rmSync(unfinished, { force: true });
  }
  return label;
}

function assertSound(database: DatabaseSync, path: string): void {
  const found = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
  if (found !== 'ok')
    throw new HostError('ERR_BACKUP_INVALID', `${path} is damaged (${String(found)}): use another backup`);
}

/** Whose backup a file is. Throws HostError ERR_BACKUP_INVALID. */
function readLabel(database: DatabaseSync, path: string): BackupLabel {
  try {
    const rows = database.prepare(`SELECT name, value FROM ${LABEL_TABLE}`).all();
    const values = new Map(rows.map((row) => [String(row['name']), String(row['value'])]));
    return {
      party: values.get('party') ?? '',
      deployment: values.get('deployment') ?? '',
      software: values.get('software') ?? '',
      takenAtMs: Number(values.get('takenAtMs')),
    };
  } catch (cause) {
    throw new HostError(
      'ERR_BACKUP_INVALID',
      `${path} is not a backup of gridshare: name one that gridshare backup made`,
      {
        cause,
      },
    );
  }
}

function assertFits(store: BackedUpStore, database: DatabaseSync, path: string): BackupLabel {
  const label = readLabel(database, path);
  if (label.deployment !== store.deployment || label.party !== store.party)
    throw new HostError(
      'ERR_BACKUP_MISMATCH',
      `${path} is a backup of ${label.party} of deployment ${label.deployment}, this is ${store.party} of ${store.deployment}`,
    );
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version < 1 || version > store.kind.migrations.length)
    throw new HostError(
      'ERR_BACKUP_MISMATCH',
      `${path} has store version ${version}, this gridshare knows ${store.kind.migrations.length}: use the gridshare that wrote it (${label.software})`,
    );
  return label;
}

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
    const label = prepare(store, incoming, source);
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

/** Checks the copy of a backup, takes its label off and brings it up to date. */
function prepare(store: BackedUpStore, incoming: string, source: string): BackupLabel {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(incoming);
    const label = assertFits(store, database, source);
    assertSound(database, source);
    const problem = store.problemWith(database);
    if (problem !== undefined) throw new HostError('ERR_BACKUP_INVALID', `${source}: ${problem}`);
    database.exec(`DROP TABLE ${LABEL_TABLE}`);
    database.close();
    database = openStore(incoming, store.kind);
    // Back into one file, which is moved as one.
    database.exec('PRAGMA journal_mode = DELETE');
    return label;
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_BACKUP_INVALID', `${source} can't be read as a store: use another backup`, { cause });
  } finally {
    if (database?.isOpen === true) database.close();
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
