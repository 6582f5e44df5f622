/** Reading the utility's archive: its log and the latest of every figure. Works beside a running utility. [P-7.6] */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CheckedTable, type Preparing, adoptRows } from '../../host/store/checked-table.ts';
import { PROOF_COLUMNS, PROOF_TABLE, storedProofs } from '../../host/store/proof-table.ts';
import { corruptStore, openStore, parseStored } from '../../host/store/sqlite.ts';
import type { Migrating, StoreKind } from '../../host/store/store-making.ts';
import { assert } from '../../protocol/machine.ts';
import type { CertifiedEntry, Proof } from '../../schemas/types.ts';
import { isValid } from '../../schemas/validate.ts';
import type { Answer, BillFigure, LoadFigure, WindowFigure } from '../archive.ts';
import type { FigureSource } from '../views/figure-list.ts';
import { ArchiveFigures, billFrom, loadFrom } from './archive-figures.ts';

/** Name of the archive file in the utility's state folder. */
export const ARCHIVE_FILE = 'archive.sqlite';

/** Every table when rows were first checked, and the columns that their checksums cover. [P-6.2] */
const FIRST_CHECKED = {
  announcement: ['area', 'message'],
  entry: ['area', 'sequence', 'certified'],
  answer: ['area', 'sequence', 'interval', 'aggregator', 'meters', 'store_epoch', 'digest', 'sums'],
  load: ['revision', 'area', 'interval', 'register', 'figure'],
  bill: ['revision', 'area', 'sequence', 'meter', 'figure'],
  window: ['revision', 'area', 'sequence', 'figure'],
  sealed_bill: ['area', 'meter', 'message', 'bills'],
  evidence: ['area', 'text'],
  meta: ['name', 'value'],
  recovering: ['area', 'is_recovering'],
  store_epoch: ['aggregator', 'store_epoch'],
} as const;
/** The same as they are now: a migration that adds a table or column adopts its rows and is followed here. */
export const ARCHIVE_TABLES = { ...FIRST_CHECKED, proof: PROOF_COLUMNS } as const;

const ARCHIVE_MIGRATIONS = [
  `CREATE TABLE announcement (area TEXT PRIMARY KEY, message TEXT NOT NULL) STRICT;
   CREATE TABLE entry (area TEXT NOT NULL, sequence INTEGER NOT NULL, certified TEXT NOT NULL, PRIMARY KEY (area, sequence)) STRICT;
   CREATE TABLE answer (area TEXT NOT NULL, sequence INTEGER NOT NULL, interval INTEGER NOT NULL, aggregator INTEGER NOT NULL,
     meters TEXT NOT NULL, store_epoch INTEGER NOT NULL, digest TEXT NOT NULL, sums BLOB NOT NULL,
     PRIMARY KEY (area, sequence, interval, aggregator, meters, store_epoch)) STRICT;
   CREATE TABLE load (revision INTEGER PRIMARY KEY, area TEXT NOT NULL, interval INTEGER NOT NULL, register TEXT NOT NULL, figure TEXT NOT NULL) STRICT;
   CREATE INDEX load_by_page ON load (area, interval, register, revision);
   CREATE TABLE bill (revision INTEGER PRIMARY KEY, area TEXT NOT NULL, sequence INTEGER NOT NULL, meter INTEGER NOT NULL, figure TEXT NOT NULL) STRICT;
   CREATE INDEX bill_by_meter ON bill (area, sequence, meter, revision);
   CREATE TABLE window (revision INTEGER PRIMARY KEY, area TEXT NOT NULL, sequence INTEGER NOT NULL, figure TEXT NOT NULL) STRICT;
   CREATE TABLE sealed_bill (area TEXT NOT NULL, meter INTEGER NOT NULL, message TEXT NOT NULL, bills TEXT NOT NULL, PRIMARY KEY (area, meter)) STRICT;
   CREATE TABLE evidence (number INTEGER PRIMARY KEY, area TEXT NOT NULL, text TEXT NOT NULL) STRICT`,
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE recovering (area TEXT PRIMARY KEY, is_recovering INTEGER NOT NULL) STRICT;
   CREATE TABLE store_epoch (aggregator INTEGER PRIMARY KEY, store_epoch INTEGER NOT NULL) STRICT`,
  (database: Migrating): void => {
    for (const [table, columns] of Object.entries(FIRST_CHECKED)) adoptRows(database, table, columns);
  },
  (database: Migrating): void => {
    database.exec(PROOF_TABLE);
    adoptRows(database, 'proof', PROOF_COLUMNS);
  },
];

export const ARCHIVE_STORE: StoreKind = { keeper: 'utility', file: ARCHIVE_FILE, migrations: ARCHIVE_MIGRATIONS };

/** A figure as it is stored, with what it is about. */
export interface StoredFigure {
  readonly kind: 'load' | 'bill' | 'window';
  readonly revision: number;
  readonly figure: object;
}

/** A reader beside a running utility has a connection of its own; the utility reads through its store. */
export class ReadOnlyArchive implements Preparing {
  private readonly path: string;
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(path: string, database: DatabaseSync) {
    this.path = path;
    this.database = database;
  }

  prepared(sql: string): StatementSync {
    const statement = this.statements.get(sql) ?? this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  corrupt(what: string, cause?: unknown): never {
    throw corruptStore(this.path, ARCHIVE_STORE.keeper, what, cause);
  }

  close(): void {
    this.database.close();
  }
}

export class ArchiveReader {
  /** For whoever reads what this one does not. */
  readonly on: Preparing & { close(): void };

  constructor(on: Preparing & { close(): void }) {
    this.on = on;
  }

  /** Opens an archive file for reading only. Throws HostError ERR_STORE_OPEN; every read throws ERR_STORE_CORRUPT. */
  static open(path: string): ArchiveReader {
    const database = openStore(path, ARCHIVE_STORE, { isReadOnly: true });
    return ArchiveReader.over(database, path);
  }

  /** Over a connection that somebody else opened. */
  static over(database: DatabaseSync, path: string): ArchiveReader {
    return new ArchiveReader(new ReadOnlyArchive(path, database));
  }

  /** From now on everything read is of one moment, whatever the party writes meanwhile. */
  holdSnapshot(): void {
    this.on.prepared('BEGIN').run();
  }

  /** What is read from now on is of its own moment again. */
  release(): void {
    this.on.prepared('COMMIT').run();
  }

  /** Figures in parts. */
  get figures(): FigureSource {
    return new ArchiveFigures(this.on, ARCHIVE_TABLES);
  }

  /** Signed contradictions. */
  proofs(): Proof[] {
    return storedProofs(new CheckedTable(this.on, 'proof', PROOF_COLUMNS));
  }

  /** Rows of a table, each checked. */
  private rows(table: keyof typeof ARCHIVE_TABLES, rest: string, ...parameters: (string | number)[]) {
    return new CheckedTable(this.on, table, ARCHIVE_TABLES[table]).rows(rest, ...parameters);
  }

  /** What counts rows or names them, rather than believe them. */
  private plain(sql: string, ...parameters: (string | number)[]): Record<string, unknown>[] {
    try {
      return this.on.prepared(sql).all(...parameters);
    } catch (error) {
      return this.on.corrupt('it cannot be read', error);
    }
  }

  areas(): string[] {
    return this.plain('SELECT DISTINCT area FROM entry ORDER BY area').map((row) => String(row['area']));
  }

  /** Certified entries from a number on, in order; at most `limit` of them, -1 for all. */
  entries(area: string, from = 0, limit = -1): CertifiedEntry[] {
    const which = 'WHERE area = ? AND sequence >= ? ORDER BY sequence LIMIT ?';
    return this.rows('entry', which, area, from, limit).map((row) => {
      const certified: unknown = JSON.parse(String(row['certified']));
      assert(isValid('certified-entry', certified), 'a stored entry is what was stored');
      return certified;
    });
  }

  /** The stored text of every certified entry, in order: unchecked, as it is for an auditor. */
  *entryTexts(area: string): Generator<string> {
    const statement = this.on.prepared('SELECT certified FROM entry WHERE area = ? ORDER BY sequence');
    for (const row of statement.iterate(area)) yield String(row['certified']);
  }

  /** Evidence in the order it was found. */
  *evidence(area: string): Generator<string> {
    const statement = this.on.prepared('SELECT text FROM evidence WHERE area = ? ORDER BY number');
    for (const row of statement.iterate(area)) yield String(row['text']);
  }

  /** Every figure that ever was, superseded ones too, each kind in the order it was made. */
  *history(area: string): Generator<StoredFigure> {
    const keys = { load: 'interval, register', bill: 'sequence, meter AS "index"', window: 'sequence' } as const;
    for (const kind of ['load', 'bill', 'window'] as const) {
      const statement = this.on.prepared(
        `SELECT revision, figure, ${keys[kind]} FROM ${kind} WHERE area = ? ORDER BY revision`,
      );
      for (const { revision, figure, ...key } of statement.iterate(area)) {
        yield { kind, revision: Number(revision), figure: { ...key, ...parseStored<object>(figure) } };
      }
    }
  }

  /** How many answers there are to each closed page and bill: distinct aggregators, by `sequence/interval` (0 for a bill). */
  answerCounts(area: string): Map<string, number> {
    const sql =
      'SELECT sequence, interval, count(DISTINCT aggregator) AS count FROM answer WHERE area = ? GROUP BY sequence, interval';
    return new Map(
      this.plain(sql, area).map((row) => [
        `${Number(row['sequence'])}/${Number(row['interval'])}`,
        Number(row['count']),
      ]),
    );
  }

  /** Number of the entry that was last announced in an area; undefined if none ever was. */
  announcedSequence(area: string): number | undefined {
    const sql = "SELECT json_extract(message, '$.entry.sequence') AS sequence FROM announcement WHERE area = ?";
    const [row] = this.plain(sql, area);
    return row === undefined ? undefined : Number(row['sequence']);
  }

  /** The latest figure of every page and register, in order. */
  loads(area: string): LoadFigure[] {
    return this.rows(
      'load',
      `WHERE revision IN (SELECT max(revision) FROM load WHERE area = ? GROUP BY interval, register)
       ORDER BY interval, register`,
      area,
    ).map((row) => loadFrom(row));
  }

  /** The latest figure of every bill, in order of windows and meters. */
  bills(area: string): BillFigure[] {
    return this.rows(
      'bill',
      `WHERE revision IN (SELECT max(revision) FROM bill WHERE area = ? GROUP BY sequence, meter)
       ORDER BY sequence, meter`,
      area,
    ).map((row) => billFrom(row));
  }

  windows(area: string): WindowFigure[] {
    return this.rows(
      'window',
      'WHERE revision IN (SELECT max(revision) FROM window WHERE area = ? GROUP BY sequence) ORDER BY sequence',
      area,
    ).map((row) => ({ ...parseStored<WindowFigure>(row['figure']), sequence: Number(row['sequence']) }));
  }

  /** Which aggregators have answered anything for a log entry. */
  answering(area: string, sequence: number): number[] {
    const sql = 'SELECT DISTINCT aggregator FROM answer WHERE area = ? AND sequence = ? ORDER BY aggregator';
    return this.plain(sql, area, sequence).map((row) => Number(row['aggregator']));
  }

  /** Which answers there are, without what they say. */
  answerKeys(area: string): Pick<Answer, 'sequence' | 'aggregator' | 'interval' | 'meters'>[] {
    const sql = 'SELECT sequence, aggregator, interval, meters FROM answer WHERE area = ?';
    return this.plain(sql, area).map((row) => ({
      sequence: Number(row['sequence']),
      aggregator: Number(row['aggregator']),
      interval: Number(row['interval']),
      meters: String(row['meters']),
    }));
  }

  /** Every figure of a page there ever was, the oldest first. */
  loadHistory(area: string, interval: number): LoadFigure[] {
    return this.rows('load', 'WHERE area = ? AND interval = ? ORDER BY revision', area, interval).map((row) =>
      loadFrom(row),
    );
  }

  /** Every figure of a meter's bills there ever was, the oldest first. `index`: its place in the roster. */
  billHistory(area: string, index: number): BillFigure[] {
    return this.rows('bill', 'WHERE area = ? AND meter = ? ORDER BY revision', area, index).map((row) => billFrom(row));
  }

  /** How many figures there are: changes with every new one. */
  revision(): number {
    const [row] = this.plain(
      'SELECT (SELECT count(*) FROM load) + (SELECT count(*) FROM bill) + (SELECT count(*) FROM window) + (SELECT count(*) FROM entry) AS revision',
    );
    return Number(row?.['revision'] ?? 0);
  }

  close(): void {
    this.on.close();
  }
}
