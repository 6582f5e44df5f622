/** The latest figures of an archive in parts, by its indices: a part takes as long as it is big, not as the archive. [P-7.6] */
import { CheckedTable, type Preparing } from '../../host/store/checked-table.ts';
import { parseStored } from '../../host/store/sqlite.ts';
import type { BillFigure, LoadFigure } from '../archive.ts';
import type { BillRows, FigureSource, LoadRows } from '../views/figure-list.ts';

type Row = Readonly<Record<string, unknown>>;

export function billFrom(row: Row): BillFigure {
  const key = { sequence: Number(row['sequence']), index: Number(row['meter']) };
  return { ...parseStored<BillFigure>(row['figure']), ...key };
}

export function loadFrom(row: Row): LoadFigure {
  const key = { interval: Number(row['interval']), register: String(row['register']) };
  return { ...parseStored<LoadFigure>(row['figure']), ...key };
}

const NEWEST_BILL = `revision = (SELECT max(newer.revision) FROM bill AS newer
  WHERE newer.area = bill.area AND newer.sequence = bill.sequence AND newer.meter = bill.meter)`;
const NEWEST_LOAD = `revision = (SELECT max(newer.revision) FROM load AS newer
  WHERE newer.area = load.area AND newer.interval = load.interval AND newer.register = load.register)`;

export class ArchiveFigures implements FigureSource {
  private readonly bills: CheckedTable;
  private readonly loads: CheckedTable;

  /** `columns`: what the checksums of the two tables cover. */
  constructor(on: Preparing, columns: { readonly bill: readonly string[]; readonly load: readonly string[] }) {
    this.bills = new CheckedTable(on, 'bill', columns.bill);
    this.loads = new CheckedTable(on, 'load', columns.load);
  }

  /** Throws HostError ERR_STORE_CORRUPT, as all of these, for a row that is not what was stored. */
  billsAfter(area: string, { from, until, after, limit }: BillRows): BillFigure[] {
    const { sequence, index } = after ?? { sequence: from, index: -1 };
    return this.bills
      .rows(
        `WHERE area = ? AND (sequence, meter) > (?, ?) AND sequence < ? AND ${NEWEST_BILL} ORDER BY sequence, meter LIMIT ?`,
        area,
        sequence,
        index,
        until,
        limit,
      )
      .map((row) => billFrom(row));
  }

  billOf(area: string, sequence: number, index: number): BillFigure | undefined {
    const which = 'WHERE area = ? AND sequence = ? AND meter = ? ORDER BY revision DESC LIMIT 1';
    const [row] = this.bills.rows(which, area, sequence, index);
    return row === undefined ? undefined : billFrom(row);
  }

  billHistory(area: string, sequence: number, index: number): BillFigure[] {
    const which = 'WHERE area = ? AND sequence = ? AND meter = ? ORDER BY revision';
    return this.bills.rows(which, area, sequence, index).map((row) => billFrom(row));
  }

  loadsAfter(area: string, { from, until, after, limit }: LoadRows): LoadFigure[] {
    const { interval, register } = after ?? { interval: from, register: '' };
    return this.loads
      .rows(
        `WHERE area = ? AND (interval, register) > (?, ?) AND interval < ? AND ${NEWEST_LOAD} ORDER BY interval, register LIMIT ?`,
        area,
        interval,
        register,
        until,
        limit,
      )
      .map((row) => loadFrom(row));
  }
}
