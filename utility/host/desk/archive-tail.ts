/** What came into an archive since it was looked at last: by the numbers of its rows, which only grow. [P-7.6] */
import { CheckedTable, type Preparing } from '../../../host/store/checked-table.ts';
import { parseStored } from '../../../host/store/sqlite.ts';
import type { BillFigure, LoadFigure, WindowFigure } from '../../archive.ts';
import type { AnswerKey } from '../../views/indexed-area.ts';
import { ARCHIVE_TABLES } from '../archive-reader.ts';
import { billFrom, loadFrom } from '../archive-figures.ts';

/** Rows that are read at one go, so that nobody waits long for one who has fallen behind. */
const ROWS_AT_ONCE = 2_000;

/** The last row of each table that was seen. */
export interface Position {
  readonly bill: number;
  readonly load: number;
  readonly window: number;
  readonly answer: number;
}

export interface Arrivals {
  readonly position: Position;
  readonly bills: readonly (BillFigure & { readonly area: string })[];
  readonly loads: readonly (LoadFigure & { readonly area: string })[];
  readonly windows: readonly (WindowFigure & { readonly area: string })[];
  readonly answers: readonly (AnswerKey & { readonly area: string })[];
  /** Whether there is more of some kind. */
  readonly isMore: boolean;
}

type Row = Readonly<Record<string, unknown>>;

function answerFrom(row: Row): AnswerKey {
  return {
    sequence: Number(row['sequence']),
    aggregator: Number(row['aggregator']),
    interval: Number(row['interval']),
    meters: String(row['meters']),
  };
}

function windowFrom(row: Row): WindowFigure {
  return { ...parseStored<WindowFigure>(row['figure']), sequence: Number(row['sequence']) };
}

export class ArchiveTail {
  private readonly on: Preparing;

  constructor(on: Preparing) {
    this.on = on;
  }

  private rows(table: 'bill' | 'load' | 'window', rest: string, ...parameters: (number | string)[]): Row[] {
    return new CheckedTable(this.on, table, ARCHIVE_TABLES[table]).rows(rest, ...parameters);
  }

  private number(sql: string): number {
    return Number(this.on.prepared(sql).get()?.['number'] ?? 0);
  }

  /** Changes whenever another connection has written. */
  get version(): number {
    return Number(this.on.prepared('PRAGMA data_version').get()?.['data_version']);
  }

  get end(): Position {
    return {
      bill: this.number('SELECT max(revision) AS number FROM bill'),
      load: this.number('SELECT max(revision) AS number FROM load'),
      window: this.number('SELECT max(revision) AS number FROM window'),
      answer: this.number('SELECT max(rowid) AS number FROM answer'),
    };
  }

  /** Throws HostError ERR_STORE_CORRUPT for a row that is not what was stored. */
  since(position: Position): Arrivals {
    const figures = <T>(table: 'bill' | 'load' | 'window', from: (row: Row) => T) =>
      this.rows(table, 'WHERE revision > ? ORDER BY revision LIMIT ?', position[table], ROWS_AT_ONCE).map((row) => ({
        revision: Number(row['revision']),
        item: { ...from(row), area: String(row['area']) },
      }));
    const [bills, loads, windows] = [
      figures('bill', billFrom),
      figures('load', loadFrom),
      figures('window', windowFrom),
    ];
    const answers = this.on
      .prepared(
        'SELECT rowid, area, sequence, aggregator, interval, meters FROM answer WHERE rowid > ? ORDER BY rowid LIMIT ?',
      )
      .all(position.answer, ROWS_AT_ONCE);
    return {
      position: {
        bill: bills.at(-1)?.revision ?? position.bill,
        load: loads.at(-1)?.revision ?? position.load,
        window: windows.at(-1)?.revision ?? position.window,
        answer: Number(answers.at(-1)?.['rowid'] ?? position.answer),
      },
      bills: bills.map(({ item }) => item),
      loads: loads.map(({ item }) => item),
      windows: windows.map(({ item }) => item),
      answers: answers.map((row) => ({ ...answerFrom(row), area: String(row['area']) })),
      isMore: [bills, loads, windows, answers].some(({ length }) => length === ROWS_AT_ONCE),
    };
  }

  /** The latest figures of a window: of its bill entries, and of its intervals. */
  loadsOf(area: string, from: number, until: number): LoadFigure[] {
    return this.rows(
      'load',
      `WHERE revision IN (SELECT max(revision) FROM load WHERE area = ? AND interval >= ? AND interval < ? GROUP BY interval, register)`,
      area,
      from,
      until,
    ).map(loadFrom);
  }

  billsOf(area: string, sequence: number): BillFigure[] {
    return this.rows(
      'bill',
      'WHERE revision IN (SELECT max(revision) FROM bill WHERE area = ? AND sequence = ? GROUP BY meter)',
      area,
      sequence,
    ).map(billFrom);
  }

  windowsOf(area: string, sequence: number): WindowFigure[] {
    return this.rows('window', 'WHERE area = ? AND sequence = ? ORDER BY revision DESC LIMIT 1', area, sequence).map(
      windowFrom,
    );
  }

  /** Of entries [from, until). */
  answersOf(area: string, from: number, until: number): AnswerKey[] {
    return this.on
      .prepared(
        'SELECT sequence, aggregator, interval, meters FROM answer WHERE area = ? AND sequence >= ? AND sequence < ?',
      )
      .all(area, from, until)
      .map(answerFrom);
  }
}
