/**
 * What is kept, and until when: shares of a window until it is settled here, or the window's end is two months ago by the
 * own clock, whatever others say or don't do. Then keys, rows and everything in memory that was about them go. [P-6.5]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { intervalEndMs } from '../protocol/grid/interval.ts';
import { RETENTION_SECONDS } from '../protocol/wire/limits.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import type { CellIndex } from './cells.ts';
import { type Span, Spans } from './erased.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { Releaser } from './release.ts';

/** Windows whose page sets stay in memory at least: a meter that was away still hears what became of its cells. */
const KEPT_WINDOWS = 4;

/** How long what is on its way to a settled window may take before the others' shares go, and how often they do. */
const TRIM_MS = 60_000;

export class Retention {
  private readonly log: AreaLog;
  private readonly cells: CellIndex;
  private readonly releaser: Releaser;
  /** Settled windows that wait for a cell: when what is needed of them is looked at next. */
  private readonly trimAtMs = new Map<number, number>();

  constructor(log: AreaLog, cells: CellIndex, releaser: Releaser) {
    this.log = log;
    this.cells = cells;
    this.releaser = releaser;
  }

  /** Whether something was erased. */
  tick(times: Times, out: Effects<LedgerOp, LedgerRead>): boolean {
    const { log, cells, releaser } = this;
    if (!log.hasScheme) return false;
    const unanswered = this.releaser.due.unanswered();
    const over = this.over(unanswered, times);
    for (const span of over) {
      cells.erase(span);
      releaser.erased(span);
      const { area } = log;
      out.persist({ kind: 'erase', area, span });
      const text = `shares of intervals from ${span.from} up to ${span.until} are erased, and their keys`;
      out.notice('info', 'shares_erased', text, { area, ...span });
    }
    this.trim(unanswered, times, out);
    this.forgetPages(times);
    return over.length > 0;
  }

  /** Windows whose shares nobody needs here any more, whatever those before them wait for. */
  private over(unanswered: ReadonlySet<number>, times: Times): Span[] {
    const { log, cells } = this;
    const { billing } = log;
    const over = new Spans();
    for (let from = cells.keptFrom(billing.first); ; from = cells.keptFrom(billing.endOf(from, 1))) {
      const until = billing.endOf(from, 1);
      const isOld = this.isOld(until, times);
      if (!isOld && until > log.settledUntil) return [...over];
      if (isOld || !unanswered.has(from)) over.add({ from, until });
    }
  }

  /** Of a settled window that waits for a cell, what nobody waits for goes: every minute, since all of it gets a new key. */
  private trim(unanswered: ReadonlySet<number>, times: Times, out: Effects<LedgerOp, LedgerRead>): void {
    const { log, cells, releaser } = this;
    const { area } = log;
    for (const from of this.trimAtMs.keys()) if (!unanswered.has(from)) this.trimAtMs.delete(from);
    for (const from of unanswered) {
      const span = { from, until: log.billing.endOf(from, 1) };
      if (cells.isErased(from) || span.until > log.settledUntil) continue;
      const atMs = this.trimAtMs.get(from);
      if (atMs !== undefined && times.monotonicMs < atMs) continue;
      this.trimAtMs.set(from, times.monotonicMs + TRIM_MS);
      const kept = atMs === undefined ? undefined : releaser.due.neededOf(span);
      if (kept === undefined) continue;
      cells.trim(span, kept);
      out.persist({ kind: 'trim', area, span, kept });
      const text = `of intervals from ${span.from} up to ${span.until}, only shares that answers wait for are kept`;
      out.notice('info', 'shares_erased', text, { area, ...span });
    }
  }

  private isOld(end: number, times: Times): boolean {
    return times.gridMs >= intervalEndMs(end - 1, this.log.scheme) + RETENTION_SECONDS * 1000;
  }

  /** Page sets and bills of erased windows: receipts speak of them for a while. */
  private forgetPages(times: Times): void {
    const { log, cells } = this;
    for (;;) {
      const { billing } = log;
      const window = billing.from(Math.max(log.knownFrom, billing.first));
      const later = billing.numberOf(log.settledUntil) - billing.numberOf(window.from) - 1;
      const isRecent = later < KEPT_WINDOWS || !this.isOld(window.from + window.count, times);
      if (!cells.isErased(window.from) || isRecent) return;
      log.forget(window);
    }
  }
}
