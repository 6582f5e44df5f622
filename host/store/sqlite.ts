/**
 * Opening a party's SQLite file: WAL with synchronous=FULL (a receipt promises what survives a power cut), one writer,
 * checked migrations by `user_version`. [P-6.2]
 */
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Preparing } from './checked-table.ts';
import { HostError } from '../base/errors.ts';
import { type StoreKind, isMakingRecorded, makingProblem, recordMaking } from './store-making.ts';
import { DAMAGED_ADVICE, type Keeper, VERSION_ADVICE } from './store-advice.ts';
import { describeTrouble } from '../base/trouble.ts';
import { makeFolder } from '../base/folders.ts';

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

/** SQLite's primary result code of an error, if it is one of SQLite's. */
function resultCodeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}

/** The file is malformed, or not what its version says that it is. */
const DAMAGED = new Set([1, 11, 26]);
/** A write that breaks a constraint is a bug of ours or a damaged index, a full disk neither. */
function commitError(path: string, keeper: Keeper, cause: unknown): HostError {
  if (cause instanceof HostError) return cause;
  return DAMAGED.has(resultCodeOf(cause) ?? 0)
    ? corruptStore(path, keeper, 'SQLite cannot make sense of the file', cause)
    : new HostError('ERR_STORE_COMMIT', `cannot write to ${path}: ${describeTrouble(cause)}; then start again`, {
        cause,
      });
}

/** HostError ERR_STORE_CORRUPT: what is on disk is not what was written. */
export function corruptStore(path: string, keeper: Keeper, what: string, cause?: unknown): HostError {
  const text = `${path} is damaged: ${what}. Nothing of it is used. What to do: ${DAMAGED_ADVICE[keeper]}`;
  return new HostError('ERR_STORE_CORRUPT', text, { cause });
}

/** HostError ERR_STORE_VERSION: nothing is wrong with the file, but it is not for this software. */
function otherVersion(path: string, keeper: Keeper, what: string): HostError {
  const text = `${path} is of another version of gridshare, not damaged: ${what}. It was left as it is. What to do: ${VERSION_ADVICE[keeper]}`;
  return new HostError('ERR_STORE_VERSION', text);
}

/** In one transaction, so that a reader beside it finds nothing or a whole store. */
function migrate(database: DatabaseSync, path: string, { keeper, migrations }: StoreKind, version: number): void {
  try {
    if (version === migrations.length && isMakingRecorded(database, migrations)) return;
    database.exec('BEGIN IMMEDIATE');
    for (const migration of migrations.slice(version)) {
      if (typeof migration === 'string') database.exec(migration);
      else migration(database);
    }
    recordMaking(database, migrations);
    database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT;`);
  } catch (cause) {
    database.close();
    throw commitError(path, keeper, cause);
  }
}

/** Throws HostError ERR_STORE_VERSION or ERR_STORE_CORRUPT for a store that this software's migrations did not make. */
function assertMade(database: DatabaseSync, path: string, { keeper, migrations }: StoreKind, version: number): void {
  let problem: ReturnType<typeof makingProblem>;
  try {
    problem = makingProblem(database, migrations, version);
  } catch (cause) {
    database.close();
    throw corruptStore(path, keeper, 'SQLite cannot make sense of the file', cause);
  }
  if (problem === undefined) return;
  database.close();
  throw problem.isDamage ? corruptStore(path, keeper, problem.what) : otherVersion(path, keeper, problem.what);
}

/**
 * Opens or creates a store. Throws HostError ERR_STORE_OPEN, ERR_STORE_EMPTY, ERR_STORE_VERSION, ERR_STORE_CORRUPT, or as a
 * commit does when it has to be migrated.
 */
export function openStore(path: string, kind: StoreKind, { isReadOnly = false } = {}): DatabaseSync {
  assertVersion();
  const { keeper, migrations } = kind;
  let database: DatabaseSync | undefined;
  let version: number;
  try {
    if (!isReadOnly) makeFolder(dirname(path));
    database = new DatabaseSync(path, { readOnly: isReadOnly, timeout: 5_000 });
    if (!isReadOnly) database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    // The first look into the file: what is no database shows here.
    version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  } catch (cause) {
    database?.close();
    throw new HostError('ERR_STORE_OPEN', `cannot open ${path}: ${describeTrouble(cause)}`, {
      cause,
    });
  }
  if (isReadOnly && version === 0) {
    database.close();
    throw new HostError('ERR_STORE_EMPTY', `${path} holds nothing yet: its party is just starting`);
  }
  if (version > migrations.length) {
    database.close();
    throw otherVersion(
      path,
      keeper,
      `its version is ${version}, and this gridshare, which is older, knows ${migrations.length}`,
    );
  }
  assertMade(database, path, kind, version);
  if (isReadOnly && version < migrations.length) {
    database.close();
    const what = `its version is ${version}, and this gridshare, which is newer, brings it to ${migrations.length}`;
    const text = `${path} is of an older version of gridshare, not damaged: ${what}. What to do: start its party once with this gridshare`;
    throw new HostError('ERR_STORE_VERSION', text);
  }
  if (!isReadOnly) migrate(database, path, kind, version);
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
  private readonly keeper: Keeper;
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  /** `path` may be `:memory:` in tests. Throws HostError as `openStore`. */
  constructor(path: string, kind: StoreKind) {
    this.path = path;
    this.keeper = kind.keeper;
    this.database = openStore(path, kind);
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
      throw commitError(this.path, this.keeper, cause);
    }
  }

  /** Empties the write-ahead log into the file. False when a reader beside it holds it up. */
  truncateLog(): boolean {
    try {
      return Number(this.prepared('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy']) !== 1;
    } catch {
      // What was committed stands in the log; the next commit says what is wrong with the disk.
      return false;
    }
  }

  corrupt(what: string, cause?: unknown): never {
    throw corruptStore(this.path, this.keeper, what, cause);
  }

  close(): void {
    this.database.close();
  }
}
