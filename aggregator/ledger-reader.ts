/** Reading an aggregator's ledger for those who look after it: its log, its evidence, what waits. Works beside a running one. */
import type { DatabaseSync } from 'node:sqlite';
import { openStore } from '../host/sqlite.ts';
import type { AreaLog } from '../protocol/area-log.ts';
import { LEDGER_MIGRATIONS } from './ledger-sqlite.ts';

/** What an area's cells wait for. */
export interface LedgerBacklog {
  /** Cells of pages that are not closed yet. */
  readonly openCells: number;
  /** Closed pages whose load this aggregator has not released: it lacks cells, or its own floor forbids it. */
  readonly unreleasedPages: number;
  /** Bill entries of which nothing is released yet. */
  readonly unreleasedBills: number;
}

export class LedgerReader {
  private readonly database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** Opens a ledger file for reading only. Throws HostError as `openStore`. */
  static open(path: string): LedgerReader {
    return new LedgerReader(openStore(path, { migrations: LEDGER_MIGRATIONS, isReadOnly: true }));
  }

  /** From now on everything read is of one moment, whatever the party writes meanwhile. */
  holdSnapshot(): void {
    this.database.exec('BEGIN');
  }

  areas(): string[] {
    return this.database
      .prepare('SELECT name FROM area ORDER BY name')
      .all()
      .map((row) => String(row['name']));
  }

  /** The stored text of every certified entry, in order: unchecked, as it is for an auditor. */
  *entryTexts(area: string): Generator<string> {
    const statement = this.database.prepare(
      'SELECT certified FROM entry JOIN area ON area.number = entry.area WHERE area.name = ? ORDER BY sequence',
    );
    for (const row of statement.iterate(area)) yield String(row['certified']);
  }

  /** Evidence in the order it was found. */
  *evidence(area: string): Generator<string> {
    const statement = this.database.prepare(
      'SELECT text FROM evidence JOIN area ON area.number = evidence.area WHERE area.name = ? ORDER BY evidence.number',
    );
    for (const row of statement.iterate(area)) yield String(row['text']);
  }

  backlog(log: AreaLog): LedgerBacklog {
    const openCells = this.database
      .prepare(
        'SELECT count(*) AS count FROM cell JOIN area ON area.number = cell.area WHERE area.name = ? AND interval >= ?',
      )
      .get(log.area, log.nextToClose)?.['count'];
    const released = new Set(
      this.database
        .prepare(
          'SELECT DISTINCT sequence, interval FROM release JOIN area ON area.number = release.area WHERE area.name = ?',
        )
        .all(log.area)
        .map((row) => `${Number(row['sequence'])}/${Number(row['interval'])}`),
    );
    const pages = [...log.pages].filter(([, page]) => page.loads.length > 0);
    return {
      openCells: Number(openCells ?? 0),
      unreleasedPages: pages.filter(([interval, page]) => !released.has(`${page.sequence}/${interval}`)).length,
      unreleasedBills: [...log.bills.values()].filter(
        ({ sequence, meters }) => meters.size > 0 && !released.has(`${sequence}/0`),
      ).length,
    };
  }

  close(): void {
    this.database.close();
  }
}
