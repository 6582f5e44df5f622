/** The bills that one meter gets: which foot with its books, which wait, and which the utility can't make. [P-7.3, P-7.6.8] */
import { Bitmap } from '../protocol/math/bitmap.ts';
import type { Effects } from '../protocol/machine.ts';
import type { Bill, OpenBill } from '../schemas/types.ts';
import { footingProblem } from './bill-check.ts';
import type { OutboxOp } from './outbox.ts';
import { MARK, type Row } from './row-chunk.ts';
import type { Rows } from './rows.ts';
import type { Surroundings } from './surroundings.ts';
import { Windows } from '../protocol/grid/windows.ts';

type Out = Effects<OutboxOp>;

export class ReceivedBills {
  private readonly around: Surroundings;
  private readonly rows: Rows;
  private readonly billedWindows: Set<number>;
  /** Bills that do not foot yet, by window: a void may still have to be heard of. */
  private readonly waiting = new Map<number, Bill>();
  /** What was heard of bills that can't be had, by the start of their window. */
  private readonly openBills = new Map<number, OpenBill['status']>();

  constructor(around: Surroundings, rows: Rows, billed: readonly number[]) {
    this.around = around;
    this.rows = rows;
    this.billedWindows = new Set(billed);
  }

  get billedCount(): number {
    return this.billedWindows.size;
  }

  /** Something new is known of the rows: bills that did not foot are looked at again. */
  lookAgain(out: Out): void {
    for (const bill of this.waiting.values()) this.take(bill, out);
  }

  /** A bill, opened: if it foots with the books, the readings it contains have done their duty. */
  take(bill: Bill, out: Out): void {
    if (bill.open !== undefined) {
      this.openBill(bill, bill.open, out);
      return;
    }
    if (this.billedWindows.has(bill.from)) return;
    const { id } = this.around.party;
    const covered = this.coveredRows(bill);
    const problem = typeof covered === 'string' ? covered : this.problemWith(bill, covered);
    if (typeof covered === 'string' || problem !== undefined) {
      if (!this.waiting.has(bill.from)) {
        const text = `a bill differs from the meter's books: ${problem}. Readings are kept, and a receipt may still explain it; if it stays so, show the utility the books (gridshare explain)`;
        out.notice('warn', 'bill_does_not_foot', text, { meter: id, from: bill.from });
      }
      this.waiting.set(bill.from, bill);
      return;
    }
    this.waiting.delete(bill.from);
    this.billedWindows.add(bill.from);
    const accounted = this.accountedBy(bill, covered);
    for (const row of accounted) this.rows.mark(row, MARK.isBilled, true);
    const intervals = accounted.map(({ interval }) => interval);
    out.persist({ kind: 'bill', meter: id, bill });
    out.persist({ kind: 'billed', meter: id, from: bill.from, intervals });
    this.rows.forget(
      accounted.filter((row) => this.rows.isDone(row)),
      out,
    );
    out.notice('info', 'billed', 'a bill arrived and foots', { meter: id, from: bill.from });
  }

  /** The rows that a bill which foots accounts for; whoever it leaves out is asked for again. */
  private accountedBy(bill: Bill, covered: ReadonlyMap<number, Row>): Row[] {
    const end = bill.from + bill.count;
    const { view } = this.around;
    const before = view === undefined ? undefined : Windows.of(view.scheme.billing).before(bill.from);
    const accounted: Row[] = [];
    for (const row of this.rows.before(end)) {
      const { interval, isVoid, isBilled } = row;
      if (isBilled) continue;
      // Void readings of the window are accounted for too: their energy is in the carry.
      if (covered.has(interval) || isVoid) accounted.push(row);
      // The window before may still have a late bill to come; who hears of none from then on has to ask. [P-7.3]
      else if (interval >= bill.from || interval < (before?.from ?? bill.from)) this.askAgain(row);
    }
    return accounted;
  }

  /** The utility has no bill of a window: the household hears why, and nothing in the books changes. [P-7.6.8] */
  private openBill(bill: Bill, { status, reason }: OpenBill, out: Out): void {
    const { id } = this.around.party;
    if (this.openBills.get(bill.from) === status) return;
    this.openBills.set(bill.from, status);
    const isBilled = this.billedWindows.has(bill.from);
    if (!isBilled) out.persist({ kind: 'bill', meter: id, bill });
    const rest = isBilled ? 'It had footed before: the books stay as they are.' : 'Readings are kept.';
    const text = `the bill of the window from ${bill.from} is ${status}: ${reason}. ${rest} Ask the utility.`;
    out.notice('warn', status === 'disputed' ? 'bill_disputed' : 'bill_failed', text, { meter: id, from: bill.from });
  }

  private problemWith(bill: Bill, covered: ReadonlyMap<number, Row>): string | undefined {
    const { view, party } = this.around;
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
