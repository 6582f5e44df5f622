/** Reading the utility's archive: its log and the latest of every figure. Works beside a running utility. [P-7.6] */
import type { DatabaseSync } from 'node:sqlite';
import { openStore, parseStored } from '../host/sqlite.ts';
import { assert } from '../protocol/machine.ts';
import type { CertifiedEntry } from '../schemas/types.ts';
import { isValid } from '../schemas/validate.ts';
import type { Answer, BillFigure, LoadFigure, WindowFigure } from './archive.ts';

export const ARCHIVE_MIGRATIONS = [
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
];

export class ArchiveReader {
  private readonly database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** Opens an archive file for reading only. Throws HostError ERR_STORE_OPEN. */
  static open(path: string): ArchiveReader {
    return new ArchiveReader(openStore(path, { migrations: ARCHIVE_MIGRATIONS, isReadOnly: true }));
  }

  areas(): string[] {
    return this.database
      .prepare('SELECT DISTINCT area FROM entry ORDER BY area')
      .all()
      .map((row) => String(row['area']));
  }

  entries(area: string): CertifiedEntry[] {
    return this.database
      .prepare('SELECT certified FROM entry WHERE area = ? ORDER BY sequence')
      .all(area)
      .map((row) => {
        const certified: unknown = JSON.parse(String(row['certified']));
        assert(isValid('certified-entry', certified), 'a stored entry is what was stored');
        return certified;
      });
  }

  /** The latest figure of every page and register, in order. */
  loads(area: string): LoadFigure[] {
    return this.database
      .prepare(
        'SELECT interval, register, figure, max(revision) FROM load WHERE area = ? GROUP BY interval, register ORDER BY interval, register',
      )
      .all(area)
      .map((row) => ({
        ...parseStored<LoadFigure>(row['figure']),
        interval: Number(row['interval']),
        register: String(row['register']),
      }));
  }

  /** The latest figure of every bill, in order of windows and meters. */
  bills(area: string): BillFigure[] {
    return this.database
      .prepare(
        'SELECT sequence, meter, figure, max(revision) FROM bill WHERE area = ? GROUP BY sequence, meter ORDER BY sequence, meter',
      )
      .all(area)
      .map((row) => ({
        ...parseStored<BillFigure>(row['figure']),
        sequence: Number(row['sequence']),
        index: Number(row['meter']),
      }));
  }

  windows(area: string): WindowFigure[] {
    return this.database
      .prepare('SELECT sequence, figure, max(revision) FROM window WHERE area = ? GROUP BY sequence ORDER BY sequence')
      .all(area)
      .map((row) => ({ ...parseStored<WindowFigure>(row['figure']), sequence: Number(row['sequence']) }));
  }

  /** Which aggregators have answered anything for a log entry. */
  answering(area: string, sequence: number): number[] {
    return this.database
      .prepare('SELECT DISTINCT aggregator FROM answer WHERE area = ? AND sequence = ? ORDER BY aggregator')
      .all(area, sequence)
      .map((row) => Number(row['aggregator']));
  }

  /** Which answers there are, without what they say. */
  answerKeys(area: string): Pick<Answer, 'sequence' | 'aggregator' | 'interval' | 'meters'>[] {
    return this.database
      .prepare('SELECT sequence, aggregator, interval, meters FROM answer WHERE area = ?')
      .all(area)
      .map((row) => ({
        sequence: Number(row['sequence']),
        aggregator: Number(row['aggregator']),
        interval: Number(row['interval']),
        meters: String(row['meters']),
      }));
  }

  /** Every figure of a page there ever was, the oldest first. */
  loadHistory(area: string, interval: number): LoadFigure[] {
    return this.database
      .prepare('SELECT register, figure FROM load WHERE area = ? AND interval = ? ORDER BY revision')
      .all(area, interval)
      .map((row) => ({ ...parseStored<LoadFigure>(row['figure']), interval, register: String(row['register']) }));
  }

  /** Every figure of a meter's bills there ever was, the oldest first. `index`: its place in the roster. */
  billHistory(area: string, index: number): BillFigure[] {
    return this.database
      .prepare('SELECT sequence, figure FROM bill WHERE area = ? AND meter = ? ORDER BY revision')
      .all(area, index)
      .map((row) => ({ ...parseStored<BillFigure>(row['figure']), sequence: Number(row['sequence']), index }));
  }

  /** How many figures there are: changes with every new one. */
  revision(): number {
    const row = this.database
      .prepare(
        'SELECT (SELECT count(*) FROM load) + (SELECT count(*) FROM bill) + (SELECT count(*) FROM window) + (SELECT count(*) FROM entry) AS revision',
      )
      .get();
    return Number(row?.['revision'] ?? 0);
  }

  close(): void {
    this.database.close();
  }
}
