/** What a file must be to come back as a party's store: a sound one of this party, of a version that is known, its log certified. */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { HostError } from '../base/errors.ts';
import { describeTrouble } from '../base/trouble.ts';
import { openStore } from '../store/sqlite.ts';
import type { StoreKind } from '../store/store-making.ts';

/** In a backup: whose it is. Not in a store that is in use. */
const LABEL_TABLE = 'gridshare_backup';

/** A store that can be backed up. */
export interface BackedUpStore {
  /** As in `BackupLabel`. */
  readonly party: string;
  readonly deployment: string;
  readonly stateFolder: string;
  readonly kind: StoreKind;
  /** After so many days no backup of it is kept. [P-6.5] */
  readonly keptDays: number | undefined;
  /** Why the log in a store is not this deployment's, in words; undefined if it is. */
  problemWith(database: DatabaseSync): string | undefined;
  /** Reads a store that nobody else uses as its party does when it starts. Throws HostError ERR_STORE_*. */
  readAsParty(path: string): void;
}

export interface BackupLabel {
  readonly party: string;
  readonly deployment: string;
  readonly software: string;
  readonly takenAtMs: number;
}

export function syncPath(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

/** What went wrong with files, as a HostError. */
export function copying<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_STORE_COPY', `cannot ${what}: ${describeTrouble(cause)}`, { cause });
  }
}

export function entryCount(database: DatabaseSync): number {
  return Number(database.prepare('SELECT count(*) AS count FROM entry').get()?.['count']);
}

export function writeLabel(database: DatabaseSync, label: BackupLabel): void {
  database.exec(`PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;
    CREATE TABLE ${LABEL_TABLE} (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`);
  const insert = database.prepare(`INSERT INTO ${LABEL_TABLE} VALUES (?, ?)`);
  for (const [name, value] of Object.entries(label)) insert.run(name, String(value));
}

export function assertSound(database: DatabaseSync, path: string): void {
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

/** Checks the copy of a backup, takes its label off and brings it up to date. Throws HostError ERR_BACKUP_INVALID or ERR_BACKUP_MISMATCH. */
export function makeStoreOf(store: BackedUpStore, copy: string, source: string): BackupLabel {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(copy);
    const label = assertFits(store, database, source);
    assertSound(database, source);
    const problem = store.problemWith(database);
    if (problem !== undefined) throw new HostError('ERR_BACKUP_INVALID', `${source}: ${problem}`);
    database.exec(`DROP TABLE ${LABEL_TABLE}`);
    database.close();
    database = openStore(copy, store.kind);
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
