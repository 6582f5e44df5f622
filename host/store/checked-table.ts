/**
 * Tables whose rows carry a checksum over table and values, and whose sum over all rows is kept beside them: a row that
 * changed, moved, vanished or came back from before is found when it is read or when the store is restored. [P-6.2]
 */
import { hash } from 'node:crypto';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { HostError } from '../base/errors.ts';
import { type Slices, allAtOnce } from './slices.ts';
import type { Migrating } from './store-making.ts';

export type Value = number | string | Uint8Array;

/** Checksums and their sums stay below it, so that adding two is exact. */
const MODULUS = 2 ** 52;
/** Some milliseconds. */
const ROWS_A_SLICE = 500;

/** First 52 bits of SHA-256 over table and values. */
function checksumOf(table: string, values: readonly unknown[]): number {
  const plain = values.map((value) => (value instanceof Uint8Array ? [Buffer.from(value).toString('base64')] : value));
  return Number.parseInt(hash('sha256', JSON.stringify([table, ...plain])).slice(0, 13), 16);
}

/**
 * Part of a migration: gives the rows that a table already has their checksums, over columns as they are at that version
 * (so name them there; what is checked may grow later). Again after a column was added that is to be checked.
 */
export function adoptRows(database: Migrating, table: string, columns: readonly string[]): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS checked (name TEXT PRIMARY KEY, total INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  );
  const isNew =
    database.prepare(`SELECT 1 FROM pragma_table_info('${table}') WHERE name = 'checksum'`).get() === undefined;
  if (isNew) database.exec(`ALTER TABLE ${table} ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0`);
  let total = 0;
  database.function('adopted_checksum', { varargs: true }, (...values) => {
    const checksum = checksumOf(table, values);
    total = (total + checksum) % MODULUS;
    return checksum;
  });
  database.exec(`UPDATE ${table} SET checksum = adopted_checksum(${columns.join(', ')})`);
  database.prepare('INSERT OR REPLACE INTO checked VALUES (?, ?)').run(table, total);
}

/** Whatever prepares statements: a store, or a reader beside one. */
export interface Preparing {
  prepared(sql: string): StatementSync;
  /** Throws HostError ERR_STORE_CORRUPT, saying what to do about this store. */
  corrupt(what: string, cause?: unknown): never;
}

export class CheckedTable {
  private readonly on: Preparing;
  private readonly name: string;
  private readonly columns: readonly string[];

  /** `columns`: what a checksum covers; all but row numbers that nobody refers to. */
  constructor(on: Preparing, name: string, columns: readonly string[]) {
    this.on = on;
    this.name = name;
    this.columns = columns;
  }

  /** Inserts a row; `values` in the order of the columns. Inside a transaction. */
  insert(...values: readonly Value[]): void {
    const { name, columns } = this;
    const checksum = checksumOf(name, values);
    this.on
      .prepared(
        `INSERT INTO ${name} (${columns.join(', ')}, checksum) VALUES (${columns.map(() => '?').join(', ')}, ?)`,
      )
      .run(...values, checksum);
    this.add(checksum);
  }

  /** Deletes the rows that `where` names, if any. Inside a transaction. */
  remove(where: string, ...parameters: readonly SQLInputValue[]): void {
    const removed = this.on.prepared(`DELETE FROM ${this.name} WHERE ${where} RETURNING checksum`).all(...parameters);
    for (const { checksum } of removed) this.add(MODULUS - Number(checksum));
  }

  private add(checksum: number): void {
    this.on.prepared(`UPDATE checked SET total = (total + ?) % ${MODULUS} WHERE name = ?`).run(checksum, this.name);
  }

  /** Rows, each checked; `rest` is what follows the table's name. Throws HostError ERR_STORE_CORRUPT. */
  rows(rest = '', ...parameters: readonly SQLInputValue[]): Record<string, unknown>[] {
    const rows: Record<string, unknown>[] = [];
    allAtOnce(this.read(rest, parameters, (row) => rows.push(row)));
    return rows;
  }

  /** One row after the other, each checked: there may be millions. Returns the sum of their checksums. */
  private *read(
    rest: string,
    parameters: readonly SQLInputValue[],
    take: (row: Record<string, unknown>) => void,
  ): Slices<number> {
    const { name, columns, on } = this;
    let [total, count] = [0, 0];
    try {
      const rows = on.prepared(`SELECT ${columns.join(', ')}, checksum FROM ${name} ${rest}`).iterate(...parameters);
      for (const row of rows) {
        const checksum = checksumOf(
          name,
          columns.map((column) => row[column]),
        );
        if (checksum !== row['checksum']) on.corrupt(`a row of ${name} is not what was stored`);
        total = (total + checksum) % MODULUS;
        take(row);
        if (++count % ROWS_A_SLICE === 0) yield;
      }
      return total;
    } catch (error) {
      if (error instanceof HostError) throw error;
      return on.corrupt(`${name} cannot be read`, error);
    }
  }

  /**
   * Whether the table consists of just the rows that were stored, and its indices lead to all of them. Throws HostError
   * ERR_STORE_CORRUPT. `take` gets each row, in the order of the table's key where it has no row numbers; what it was given
   * counts when this has returned.
   */
  verify(take?: (row: Record<string, unknown>) => void): void {
    allAtOnce(this.verifying(take));
  }

  /** The same in slices: until it is done, nothing else may be asked of the table or written to it. */
  *verifying(take: (row: Record<string, unknown>) => void = () => {}): Slices<void> {
    const { name, on } = this;
    const total = yield* this.read('NOT INDEXED', [], take);
    yield;
    let problem: unknown;
    let expected: unknown;
    try {
      problem = on.prepared(`PRAGMA integrity_check(${name})`).get()?.['integrity_check'];
      expected = on.prepared('SELECT total FROM checked WHERE name = ?').get(name)?.['total'];
    } catch (error) {
      on.corrupt(`${name} cannot be read`, error);
    }
    if (problem !== 'ok') on.corrupt(`${name}: ${String(problem)}`);
    if (total !== expected) on.corrupt(`rows of ${name} vanished or came back from before`);
  }
}
