/** The bills that one meter gets: which foot with its books, which wait, and which the utility can't make. [P-7.3, P-7.6.8] */
import { Bitmap } from '../protocol/math/bitmap.ts';
import type { Effects } from '../protocol/machine.ts';
import type { Bill, OpenBill } from '../schemas/types.ts';
import { footingProblem } from './bill-check.ts';
import type { KeyEpoch } from './key-epoch.ts';
import type { OutboxOp } from './outbox.ts';
import { MARK, type Row } from './row-chunk.ts';
import type { Rows } from './rows.ts';
import type { Surroundings } from './surroundings.ts';
import { Windows } from '../protocol/grid/windows.ts';

type Out = Effects<OutboxOp>;

/** What a running meter has heard of bills and its books do not have: of one meter. */
export interface HeardBills {
  /** They do not foot with the books. */
  readonly waiting: readonly Bill[];
  /** They footed, and the utility has none any more: why. */
  readonly doubted: readonly { readonly from: number; readonly open: OpenBill }[];
}

export class ReceivedBills {
  private readonly around: Surroundings;
  private readonly rows: Rows;
  /** Where its bills are filed: where their window begins, or where it moved to another area in that window. */
  private readonly billed: Set<number>;
  /** Bills that do not foot yet, by where they are filed: a void may still have to be heard of. */
  private readonly waiting = new Map<number, { readonly bill: Bill; readonly epoch: KeyEpoch }>();
  /** What was heard of bills that can't be had, by where they are filed. */
  private readonly openBills = new Map<number, OpenBill['status']>();
  private readonly doubted = new Map<number, HeardBills['doubted'][number]>();

  constructor(around: Surroundings, rows: Rows, billed: readonly number[]) {
    this.around = around;
    this.rows = rows;
    this.billed = new Set(billed);
  }

  get billedCount(): number {
    return this.billed.size;
  }

  get heard(): HeardBills {
    return { waiting: [...this.waiting.values()].map(({ bill }) => bill), doubted: [...this.doubted.values()] };
  }

  /** Something new is known of the rows: bills that did not foot are looked at again. */
  lookAgain(out: Out): void {
    for (const { bill, epoch } of this.waiting.values()) this.take(bill, epoch, out);
  }

  /** A bill of a key epoch, opened: if it foots with the books, the readings it contains have done their duty. */
  take(bill: Bill, epoch: KeyEpoch, out: Out): void {
    const at = epoch.filedAt(bill.from);
    if (bill.open !== undefined) {
      this.openBill(bill, at, bill.open, out);
      return;
    }
    this.doubted.delete(at);
    if (this.billed.has(at)) return;
    const { id } = this.around.party;
    const covered = this.coveredRows(bill);
    const problem = typeof covered === 'string' ? covered : this.problemWith(bill, covered, epoch);
    if (typeof covered === 'string' || problem !== undefined) {
      if (!this.waiting.has(at)) {
        const text = `a bill differs from the meter's books: ${problem}. Readings are kept, and a receipt may still explain it; if it stays so, show the utility the books (gridshare explain)`;
        out.notice('warn', 'bill_does_not_foot', text, { meter: id, from: bill.from });
      }
      this.waiting.set(at, { bill, epoch });
      return;
    }
    this.waiting.delete(at);
    this.billed.add(at);
    const accounted = this.accountedBy(bill, covered, epoch);
    for (const row of accounted) this.rows.mark(row, MARK.isBilled, true);
    const intervals = accounted.map(({ interval }) => interval);
    out.persist({ kind: 'bill', meter: id, at, bill });
    out.persist({ kind: 'billed', meter: id, from: at, intervals });
    this.rows.forget(
      accounted.filter((row) => this.rows.isDone(row)),
      out,
    );
    out.notice('info', 'billed', 'a bill arrived and foots', { meter: id, from: bill.from });
  }

  /** The rows that a bill which foots accounts for; whoever it leaves out is asked for again. */
  private accountedBy(bill: Bill, covered: ReadonlyMap<number, Row>, epoch: KeyEpoch): Row[] {
    const { from, end: until } = epoch.owned;
    const end = Math.min(bill.from + bill.count, until);
    const { view } = epoch.around;
    const before = view === undefined ? undefined : Windows.of(view.scheme.billing).before(bill.from);
    const accounted: Row[] = [];
    for (const row of this.rows.before(end)) {
      const { interval, isVoid, isBilled } = row;
      if (isBilled) continue;
      // Of the area that it moved from in this window: on a bill of that.
      const isElsewhere = interval >= bill.from && interval < from;
      // Void readings of the window are accounted for too: their energy is in the carry.
      if (covered.has(interval) || isVoid) accounted.push(row);
      // The window before may still have a late bill to come; who hears of none from then on has to ask. [P-7.3]
      else if (!isElsewhere && (interval >= bill.from || interval < (before?.from ?? bill.from))) this.askAgain(row);
    }
    return accounted;
  }

  /** The utility has no bill of a window: the household hears why, and nothing in the books changes. [P-7.6.8] */
  private openBill(bill: Bill, at: number, open: OpenBill, out: Out): void {
    const { id } = this.around.party;
    const { status, reason } = open;
    const isBilled = this.billed.has(at);
    this.waiting.delete(at);
    if (isBilled) this.doubted.set(at, { from: bill.from, open });
    if (this.openBills.get(at) === status) return;
    this.openBills.set(at, status);
    if (!isBilled) out.persist({ kind: 'bill', meter: id, at, bill });
    const rest = isBilled ? 'It had footed before: the books stay as they are.' : 'Readings are kept.';
    const text = `the bill of the window from ${bill.from} is ${status}: ${reason}. ${rest} Ask the utility.`;
    out.notice('warn', status === 'disputed' ? 'bill_disputed' : 'bill_failed', text, { meter: id, from: bill.from });
  }

  private problemWith(bill: Bill, covered: ReadonlyMap<number, Row>, epoch: KeyEpoch): string | undefined {
    const { view, party } = epoch.around;
    if (view === undefined) return 'no scheme is known yet';
    return footingProblem(
      bill,
      [...covered.values()].map(({ reading }) => reading),
      party.registers,
      view,
    );
  }

  /** A reading of a billed window that its bill left out: sent again, its receipt tells whether it is void. [P-7.3] */
  private askAgain(row: Row): void {
    row.storedBy = 0;
    row.sentAtMs = 0;
    this.rows.mark(row, MARK.unstored, true);
  }

  /** The readings that a bill is of, or why it can't be of those that it says. */
  private coveredRows(bill: Bill): Map<number, Row> | string {
    const bitmap = Bitmap.decode(bill.covered);
    if (bitmap === undefined) return 'a bitmap is malformed';
    if (bitmap.size === 0) return 'it covers nothing';
    const rows = new Map<number, Row>();
    for (const offset of bitmap) {
      const row = this.rows.get(bill.from + offset);
      // Attack: a bill of nothing, for intervals that were never read or are billed, foots with any books.
      if (row?.isBilled !== false) return 'it covers intervals that are not in the books, or are billed';
      rows.set(row.interval, row);
    }
    return rows;
  }
}
