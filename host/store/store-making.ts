/**
 * What made a store: the migrations, each known by a hash over what it does, written down in the store itself. A file that
 * other migrations made is told apart from one that is damaged. [P-6.2]
 */
import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Keeper } from './store-advice.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';

/** What a migration may do with a database. */
export type Migrating = Pick<DatabaseSync, 'exec' | 'prepare' | 'function'>;

/** Statements, or a function within the same transaction where statements alone can't do it. */
export type Migration = string | ((database: Migrating) => void);

/** Everything there is to know of a kind of store. */
export interface StoreKind {
  readonly keeper: Keeper;
  /** Name of the file in the state folder. */
  readonly file: string;
  /** What brings a store from version n to n + 1, at n. Append to it; never edit one: stores made by it exist. */
  readonly migrations: readonly Migration[];
}

interface Making {
  /** At n: of the migration that brings version n to n + 1. */
  readonly hashes: readonly string[];
  /** At n: tables and columns of version n. */
  readonly shapes: readonly Shape[];
}

/** Columns by table, each with its type and whether it may be NULL or is in the key. */
type Shape = ReadonlyMap<string, readonly string[]>;

const MAKING_TABLE = 'made_by';
const makings = new WeakMap<readonly Migration[], Making>();

/** Notes every statement. How it is written (lines, indentation) does not count. */
class Listening implements Migrating {
  readonly heard: string[] = [];
  readonly function: DatabaseSync['function'];
  private readonly database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.function = database.function.bind(database);
  }

  private note(sql: string): void {
    this.heard.push(sql.replaceAll(/\s+/g, ' ').trim());
  }

  exec(sql: string): void {
    this.note(sql);
    this.database.exec(sql);
  }

  prepare(sql: string): ReturnType<DatabaseSync['prepare']> {
    this.note(sql);
    return this.database.prepare(sql);
  }
}

function shapeOf(database: DatabaseSync): Shape {
  const columns = database
    .prepare(
      `SELECT tables.name AS "table", columns.name, columns.type, columns."notnull", columns.pk
       FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table' ORDER BY tables.name, columns.cid`,
    )
    .all();
  const shape = new Map<string, string[]>();
  for (const { table, name, type, notnull, pk } of columns) {
    const known = shape.get(String(table)) ?? [];
    known.push(`${String(name)} ${String(type)} ${String(notnull)} ${String(pk)}`);
    shape.set(String(table), known);
  }
  return shape;
}

/** What these migrations do, found by doing it in memory. */
function makingOf(migrations: readonly Migration[]): Making {
  const known = makings.get(migrations);
  if (known !== undefined) return known;
  const database = new DatabaseSync(':memory:');
  try {
    const hashes: string[] = [];
    const shapes = [shapeOf(database)];
    for (const migration of migrations) {
      const listening = new Listening(database);
      if (typeof migration === 'string') listening.exec(migration);
      else migration(listening);
      hashes.push(hash('sha256', JSON.stringify(listening.heard)).slice(0, 32));
      shapes.push(shapeOf(database));
    }
    const making = { hashes, shapes };
    makings.set(migrations, making);
    return making;
  } finally {
    database.close();
  }
}

/** At n: the hash of the migration that brings a store from version n to n + 1. */
export function migrationHashes(migrations: readonly Migration[]): readonly string[] {
  return makingOf(migrations).hashes;
}

function checksumOf(version: number, made: string, software: string): string {
  return hash('sha256', JSON.stringify([version, made, software])).slice(0, 16);
}

/** Whether a store says of each of these migrations that it made it. */
export function isMakingRecorded(database: DatabaseSync, migrations: readonly Migration[]): boolean {
  if (!hasRecord(database)) return false;
  const row = database.prepare(`SELECT count(*) AS count FROM ${MAKING_TABLE}`).get();
  return Number(row?.['count']) === migrations.length;
}

function hasRecord(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(MAKING_TABLE) !== undefined;
}

/** Writes down what made the store, as far as it does not say so yet. Within the transaction of the migrations. */
export function recordMaking(database: DatabaseSync, migrations: readonly Migration[]): void {
  if (!hasRecord(database))
    database.exec(
      `CREATE TABLE ${MAKING_TABLE} (version INTEGER PRIMARY KEY, migration TEXT NOT NULL, software TEXT NOT NULL, checksum TEXT NOT NULL) STRICT`,
    );
  const insert = database.prepare(`INSERT OR IGNORE INTO ${MAKING_TABLE} VALUES (?, ?, ?, ?)`);
  for (const [at, made] of migrationHashes(migrations).entries())
    insert.run(at + 1, made, SOFTWARE_VERSION, checksumOf(at + 1, made, SOFTWARE_VERSION));
}

export interface MakingProblem {
  /** What is on disk is not what was written; else other migrations made it. */
  readonly isDamage: boolean;
  readonly what: string;
}

/**
 * Whether these migrations made the store, which is of `version`, by what it says itself and by its tables; undefined if
 * they did. A store of the time before it said so is judged by its tables. Throws what SQLite does.
 */
export function makingProblem(
  database: DatabaseSync,
  migrations: readonly Migration[],
  version: number,
): MakingProblem | undefined {
  if (version === 0) return undefined;
  const { hashes, shapes } = makingOf(migrations);
  const shape = shapeOf(database);
  const rows = shape.has(MAKING_TABLE)
    ? database.prepare(`SELECT version, migration, software, checksum FROM ${MAKING_TABLE} ORDER BY version`).all()
    : [];
  for (const row of rows) {
    const at = Number(row['version']);
    const [made, software] = [String(row['migration']), String(row['software'])];
    if (row['checksum'] !== checksumOf(at, made, software))
      return { isDamage: true, what: `what ${MAKING_TABLE} says of its making is not what was stored` };
    if (made !== hashes[at - 1])
      return { isDamage: false, what: `its version ${at} was made by another migration, of gridshare ${software}` };
  }
  const missing = missingOf(shapes[version] ?? new Map(), shape);
  // It says that it was made by these very migrations: then they made that, too.
  if (missing !== undefined) return { isDamage: rows.length >= version, what: missing };
  return undefined;
}

/** What of a shape is not there, in words. Tables that are there beside it don't matter: a backup has a label. */
function missingOf(expected: Shape, found: Shape): string | undefined {
  for (const [table, columns] of expected) {
    const there = found.get(table);
    if (there === undefined) return `it has no table ${table}`;
    for (const column of columns)
      if (!there.includes(column))
        return `its table ${table} has no column "${column.split(' ', 2).join(' ')}" as it should be`;
    const more = there.find((column) => !columns.includes(column));
    if (more !== undefined) return `its table ${table} has an unknown column "${more.split(' ', 2).join(' ')}"`;
  }
  return undefined;
}
