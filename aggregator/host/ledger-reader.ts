/** Reading an aggregator's ledger for those who look after it: its log, its hints, what waits. Works beside a running one. */
import type { DatabaseSync } from 'node:sqlite';
import { readProofs } from '../../host/store/proof-table.ts';
import { corruptStore, openStore, parseStored } from '../../host/store/sqlite.ts';
import type { AreaLog } from '../../protocol/log/area-log.ts';
import type { BillRelease } from '../../protocol/log/billed-windows.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { Spans } from '../erased.ts';
import type { LedgerStanding } from '../ledger.ts';
import type { CertifiedEntry, Head, Proof, WitnessedArea } from '../../schemas/types.ts';
import type { Place } from './cell-batches.ts';
import { CellTable } from './cells-sqlite.ts';
import { LEDGER_STORE, toSpan } from './ledger-tables.ts';

/** What an area's cells wait for. */
export interface LedgerBacklog {
  /** Cells of pages that are not closed yet. */
  readonly openCells: number;
  /** Shares from this interval on are held; 0 if none were erased. */
  readonly keptFrom: number;
  /** Closed pages whose load this aggregator has not released: it lacks cells, or its own floor forbids it. */
  readonly unreleasedPages: number;
  /** Bill entries of which nothing is released yet. */
  readonly unreleasedBills: number;
  /** Earlier windows whose shares are held still, since something of them is not released. */
  readonly waiting: readonly WaitingWindow[];
}

export interface WaitingWindow {
  readonly from: number;
  readonly pages: number;
  /** Bills of single meters. */
  readonly bills: number;
}

export class LedgerReader {
  private readonly database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** With the keys as they are now: windows come and go beside a running party. */
  private get cells(): CellTable {
    return new CellTable({
      prepared: (sql) => this.database.prepare(sql),
      corrupt: (what, cause) => {
        throw corruptStore(this.database.location() ?? LEDGER_STORE.file, LEDGER_STORE.keeper, what, cause);
      },
    });
  }

  /** Opens a ledger file for reading only. Throws HostError as `openStore`. */
  static open(path: string): LedgerReader {
    return new LedgerReader(openStore(path, LEDGER_STORE, { isReadOnly: true }));
  }

  /** From now on everything read is of one moment, whatever the party writes meanwhile. */
  holdSnapshot(): void {
    this.database.exec('BEGIN');
  }

  /** What the counter is compared with. */
  standing(): Pick<LedgerStanding, 'count' | 'isRecovering'> {
    const rows = this.database.prepare('SELECT name, value FROM meta').all();
    const values = new Map(rows.map((row) => [String(row['name']), String(row['value'])]));
    const mark = values.get('mark');
    const count = mark === undefined ? undefined : { mark, value: Number(values.get('count')) };
    return { count, isRecovering: values.get('recovering') === '1' };
  }

  /** The head with the highest store epoch that another aggregator signed. */
  headOf(aggregator: number): Head | undefined {
    const row = this.database.prepare('SELECT head FROM peer_head WHERE aggregator = ?').get(aggregator);
    return row === undefined ? undefined : parseStored<Head>(row['head']);
  }

  lastEntry(area: string): CertifiedEntry | undefined {
    const last = [...this.entryTexts(area)].at(-1);
    return last === undefined ? undefined : parseStored<CertifiedEntry>(last);
  }

  /** What it last accepted and promised in an area. */
  bonds(area: string): Pick<WitnessedArea, 'lock' | 'promised'> {
    const find = (table: 'lock' | 'promise') =>
      this.database.prepare(`SELECT ${table}.* FROM ${table} JOIN area ON area.number = area WHERE name = ?`).get(area);
    const [lock, promise] = [find('lock'), find('promise')];
    const numbers = (row: Record<string, unknown>) => ({
      sequence: Number(row['sequence']),
      ballot: Number(row['ballot']),
    });
    return {
      ...(lock === undefined ? {} : { lock: { ...numbers(lock), hash: String(lock['hash']) } }),
      ...(promise === undefined ? {} : { promised: { ...numbers(promise), proposer: String(promise['proposer']) } }),
    };
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

  /** What meters are said to have sent twice, by roster index. */
  *hints(area: string): Generator<string> {
    const statement = this.database.prepare(
      'SELECT text FROM hint JOIN area ON area.number = hint.area WHERE area.name = ? ORDER BY meter',
    );
    for (const row of statement.iterate(area)) yield String(row['text']);
  }

  /** Signed contradictions. */
  proofs(): Proof[] {
    return readProofs(this.database);
  }

  backlog(log: AreaLog): LedgerBacklog {
    const openCells = this.cells.countFrom(this.numberOf(log.area), log.nextToClose);
    const erased = this.erasedIn(log.area);
    const released = this.releasedIn(log.area);
    const pages = [...log.pages].filter(
      ([interval, page]) =>
        page.loads.length > 0 && !erased.has(interval) && !released.has(`${page.sequence}/${interval}`),
    );
    const bills = [...log.bills.values()].filter(({ window }) => !erased.has(window.from));
    const unbilled = ({ sequence, meters }: BillRelease): number => {
      const answered = released.get(`${sequence}/0`) ?? [];
      return [...meters.keys()].filter((index) => !answered.some((bitmap) => bitmap.has(index))).length;
    };
    const keptFrom = [...erased.gaps()].at(-1)?.from ?? 0;
    const windows = [...erased.gaps()].flatMap((gap) =>
      gap.from < keptFrom ? log.billing.between(gap.from, gap.until) : [],
    );
    return {
      openCells,
      keptFrom,
      unreleasedPages: pages.length,
      unreleasedBills: bills.filter(({ sequence, meters }) => meters.size > 0 && !released.has(`${sequence}/0`)).length,
      waiting: windows.map(({ from }) => ({
        from,
        pages: pages.filter(([interval]) => log.windowOf(interval) === from).length,
        bills: bills.reduce((sum, bill) => sum + (bill.window.from === from ? unbilled(bill) : 0), 0),
      })),
    };
  }

  /** Where the cells of an area belong that are held. Throws HostError ERR_STORE_CORRUPT. */
  places(area: string): Iterable<Place> {
    return this.cells.index(this.numberOf(area), this.erasedIn(area));
  }

  /** 0, which is none, if it is not known here. */
  private numberOf(area: string): number {
    return Number(this.database.prepare('SELECT number FROM area WHERE name = ?').get(area)?.['number'] ?? 0);
  }

  private erasedIn(area: string): Spans {
    const rows = this.database
      .prepare('SELECT first, until FROM erased JOIN area ON area.number = erased.area WHERE area.name = ?')
      .all(area);
    return Spans.of(rows.map(toSpan));
  }

  /** Meters of the recorded answers, by entry and page (0: of bills). */
  private releasedIn(area: string): Map<string, Bitmap[]> {
    const rows = this.database
      .prepare(
        'SELECT sequence, interval, meters FROM release JOIN area ON area.number = release.area WHERE area.name = ?',
      )
      .all(area);
    const released = new Map<string, Bitmap[]>();
    for (const row of rows) {
      const name = `${Number(row['sequence'])}/${Number(row['interval'])}`;
      const meters = Bitmap.decode(String(row['meters'])) ?? new Bitmap();
      released.set(name, [...(released.get(name) ?? []), meters]);
    }
    return released;
  }

  close(): void {
    this.database.close();
  }
}
