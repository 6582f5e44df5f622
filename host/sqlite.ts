/**
 * Opening a party's SQLite file: WAL with synchronous=FULL (a receipt promises what survives a power cut), one writer,
 * checked migrations by `user_version`. [P-6.2]
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Preparing } from './checked-table.ts';
import { HostError } from './errors.ts';

/** The WAL-reset bug of SQLite 3.7.0 to 3.51.2 can corrupt a database. */
const LEAST_SQLITE = [3, 51, 3];

function assertVersion(): void {
  const version = (process.versions['sqlite'] ?? '0').split('.').map(Number);
  const at = LEAST_SQLITE.findIndex((part, index) => (version[index] ?? 0) !== part);
  if (at !== -1 && (version[at] ?? 0) < (LEAST_SQLITE[at] ?? 0)) {
    throw new HostError(
      'ERR_SQLITE_VERSION',
      `this Node.js has SQLite ${version.join('.')}, which can corrupt a database: use Node.js 24.15 or later`,
    );
  }
}

/** Statements, or a function within the same transaction where statements alone can't do it. */
export type Migration = string | ((database: DatabaseSync) => void);

export interface OpenOptions {
  /** What brings a store from version n to n + 1, at n. */
  readonly migrations: readonly Migration[];
  readonly isReadOnly?: boolean;
}

/** SQLite's primary result code of an error, if it is one of SQLite's. */
function resultCodeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}

/** The file is malformed, or not what its version says that it is. */
const DAMAGED = new Set([1, 11, 26]);
/** A write that breaks a constraint is a bug of ours or a damaged index, a full disk neither. */
function commitError(path: string, cause: unknown): HostError {
  if (cause instanceof HostError) return cause;
  return DAMAGED.has(resultCodeOf(cause) ?? 0)
    ? corruptStore(path, 'SQLite cannot make sense of the file', cause)
    : new HostError('ERR_STORE_COMMIT', `cannot write to ${path}: check free space and the disk, then start again`, {
        cause,
      });
}

/** HostError ERR_STORE_CORRUPT: what is on disk is not what was written. */
export function corruptStore(path: string, what: string, cause?: unknown): HostError {
  return new HostError(
    'ERR_STORE_CORRUPT',
    `${path} is damaged: ${what}. Nothing of it is used. Check the disk, keep a copy of the file, then restore a backup or ` +
      'move the file away (what each means: docs/reliability.md)',
    { cause },
  );
}

/** In one transaction, so that a reader beside it finds nothing or a whole store. */
function migrate(database: DatabaseSync, path: string, migrations: readonly Migration[], version: number): void {
  if (version === migrations.length) return;
  try {
    database.exec('BEGIN IMMEDIATE');
    for (const migration of migrations.slice(version)) {
      if (typeof migration === 'string') database.exec(migration);
      else migration(database);
    }
    database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT;`);
  } catch (cause) {
    database.close();
    throw commitError(path, cause);
  }
}

/**
 * Opens or creates a store. Throws HostError ERR_STORE_OPEN, ERR_STORE_EMPTY, ERR_STORE_VERSION, or as a commit does when
 * it has to be migrated.
 */
export function openStore(path: string, options: OpenOptions): DatabaseSync {
  assertVersion();
  const isReadOnly = options.isReadOnly ?? false;
  let database: DatabaseSync | undefined;
  let version: number;
  try {
    if (!isReadOnly) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    database = new DatabaseSync(path, { readOnly: isReadOnly, timeout: 5_000 });
    if (!isReadOnly) database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    // The first look into the file: what is no database shows here.
    version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  } catch (cause) {
    database?.close();
    throw new HostError(
      'ERR_STORE_OPEN',
      `cannot open ${path}: check that the folder exists and is writable, and that this is a store`,
      {
        cause,
      },
    );
  }
  if (isReadOnly && version === 0) {
    database.close();
    throw new HostError('ERR_STORE_EMPTY', `${path} holds nothing yet: its party is just starting`);
  }
  if (version > options.migrations.length || (isReadOnly && version < options.migrations.length)) {
    database.close();
    throw new HostError(
      'ERR_STORE_VERSION',
      `${path} has store version ${version}, this gridshare knows ${options.migrations.length}: use the gridshare that wrote it`,
    );
  }
  migrate(database, path, options.migrations, version);
  return database;
}

/** JSON that this very store wrote: trusted to be what its writer's type says. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the type it wrote
export function parseStored<T>(column: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where stored JSON gets its type back
  return JSON.parse(String(column)) as T;
}

/** A party's store, opened for writing: one file, one writer, statements prepared once. */
export class Store implements Preparing {
  private readonly path: string;
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  /** `path` may be `:memory:` in tests. Throws HostError as `openStore`. */
  constructor(path: string, migrations: readonly Migration[]) {
    this.path = path;
    this.database = openStore(path, { migrations });
  }

  prepared(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.database.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs `write` in one durable transaction. Throws HostError ERR_STORE_COMMIT: then nothing of it is stored. */
  transact(write: () => void): void {
    try {
      this.database.exec('BEGIN IMMEDIATE');
      write();
      this.database.exec('COMMIT');
    } catch (cause) {
      // What SQLite has rolled back itself, or can't, stays undone: it never reaches COMMIT.
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw commitError(this.path, cause);
    }
  }

  corrupt(what: string, cause?: unknown): never {
    throw corruptStore(this.path, what, cause);
  }

  close(): void {
    this.database.close();
  }
}
