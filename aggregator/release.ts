/**
 * Releasing: once an entry is certified and its cells are held, fold, weight, seal to the utility, record, publish. An
 * answer is computed and sealed once; a repeat sends the very message again. [P-7.5]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { crowdProblem } from '../protocol/release/crowd.ts';
import { ELEMENT_BYTES, P } from '../protocol/math/field.ts';
import { leastMeters } from '../protocol/grid/floor.ts';
import type { Window } from '../protocol/grid/interval.ts';
import { MAX_ELEMENTS_PER_TOTAL } from '../protocol/wire/limits.ts';
import { type Effects, assert } from '../protocol/machine.ts';
import { totalsTopicOf } from '../protocol/wire/topics.ts';
import type { CertifiedEntry } from '../schemas/types.ts';
import { type CellIndex, cellDigest, whollyHeld } from './cells.ts';
import { DueAnswers } from './due-answers.ts';
import type { Span } from './erased.ts';
import { foldBills, foldPage, fullSetWeight } from './fold.ts';
import type { CellRow, LedgerOp, LedgerRead, LedgerRows, StoredRelease } from './ledger.ts';
import { type RunningParty, isOfThisFounding } from './party.ts';
import type { TotalsSession } from './totals-session.ts';

type Out = Effects<LedgerOp, LedgerRead>;

/** An own rule that keeps something certified from being released: too few meters, too thin a crowd, of before a loss. */
export type ReleaseRule = 'floor' | 'crowd' | 'founding';

export class Releaser {
  private readonly party: RunningParty;
  private readonly log: AreaLog;
  private readonly cells: CellIndex;
  private readonly totals: TotalsSession;
  /** Whether what an entry releases may leave: everybody has signed it, or had the time to. */
  private readonly mayLeave: (sequence: number) => boolean;
  readonly due: DueAnswers;
  /** Loads and bill entries that own rules kept back since this process started. */
  readonly refused: Record<ReleaseRule, number> = { floor: 0, crowd: 0, founding: 0 };
  private readonly hashes = new Map<number, string>();
  private readonly reading = new Set<string>();
  private hasNewCells = true;

  constructor(
    party: RunningParty,
    log: AreaLog,
    cells: CellIndex,
    totals: TotalsSession,
    mayLeave: (sequence: number) => boolean,
  ) {
    this.party = party;
    this.log = log;
    this.cells = cells;
    this.totals = totals;
    this.mayLeave = mayLeave;
    this.due = new DueAnswers(log, cells);
  }

  /** An entry was applied: what it releases is due. */
  applied(certified: CertifiedEntry): void {
    const { entry } = certified;
    this.hashes.set(entry.sequence, this.log.headHash);
    if (entry.kind === 'close') {
      for (const { interval } of entry.pages) if (this.mayReleasePage(interval)) this.due.pages.add(interval);
    } else if (entry.kind === 'bill') {
      const bills = [...(this.log.bills.get(entry.sequence)?.meters.values() ?? [])];
      const rule = this.isOfThisFounding(entry.from) ? (this.exposes(entry) ? 'crowd' : undefined) : 'founding';
      if (rule !== undefined && bills.length > 0) this.refused[rule] += 1;
      const meters = rule === undefined ? bills : [];
      this.due.meters.set(entry.sequence, new Set(meters.map(({ enrolled }) => enrolled.index)));
    }
    this.hasNewCells = true;
  }

  /** The own floor holds for what others certified, too: it is not released here, whatever they do. [P-8] */
  private mayReleasePage(interval: number): boolean {
    const page = this.log.pages.get(interval);
    if (page === undefined || page.loads.length === 0) return false;
    const least = leastMeters(this.party.pins.floor);
    const isEnough = [...this.log.classCounts(page.set).values()].every((meters) => meters >= least);
    const rule = this.isOfThisFounding(interval) ? (isEnough ? undefined : 'floor') : 'founding';
    if (rule !== undefined) this.refused[rule] += 1;
    return rule === undefined;
  }

  /** Nothing of before a loss that nobody can vouch for is released again. [P-7.4.7] */
  private isOfThisFounding(interval: number): boolean {
    return isOfThisFounding(this.party, interval, this.log.scheme);
  }

  private mayRepeat({ sequence, interval, meters }: StoredRelease): boolean {
    const from = meters === '' ? interval : this.log.bills.get(sequence)?.window.from;
    return this.party.foundedFromMs === 0 || (from !== undefined && this.isOfThisFounding(from));
  }

  /** Whether the bills of a window let anybody tell fewer cells from all others than the own floor allows. [P-8.4] */
  private exposes(window: Window): boolean {
    const released = this.log.releasedOf(window);
    return released === undefined || crowdProblem(released, this.party.pins.floor) !== undefined;
  }

  /** The entries of the ledger were applied: what is refused from now on is news. */
  begin(): void {
    for (const rule of ['floor', 'crowd', 'founding'] as const) this.refused[rule] = 0;
  }

  /** A release on record from before the restart. */
  restored(release: Pick<StoredRelease, 'sequence' | 'interval' | 'meters'>): void {
    if (release.meters === '') this.due.pages.delete(release.interval);
    else this.due.settle(release.sequence, Bitmap.decode(release.meters) ?? new Bitmap());
  }

  /** Cells arrived, or what waited for others' signatures may leave. */
  cellsChanged(): void {
    this.hasNewCells = true;
  }

  /** Cells of a span are gone: what was not answered by then never is, and what was is in the ledger only. */
  erased(span: Span): void {
    const due = this.due.erase(span);
    for (const sequence of this.hashes.keys()) if (!due.has(sequence)) this.hashes.delete(sequence);
  }

  /** Asks for the rows of everything that is due and held. */
  tick(out: Out): void {
    if (!this.hasNewCells) return;
    this.hasNewCells = false;
    this.due.keep((interval) => this.isOfThisFounding(interval));
    const { area } = this.log;
    for (const interval of this.due.pages) {
      const page = this.log.pages.get(interval);
      if (page === undefined || this.reading.has(`page/${interval}`) || !this.mayLeave(page.sequence)) continue;
      if (!this.cells.holdsAll(interval, this.log.loadMembers(page))) continue;
      this.reading.add(`page/${interval}`);
      out.read({ kind: 'page', area, interval });
    }
    for (const [sequence, due] of this.due.meters) {
      const bill = this.log.bills.get(sequence);
      if (bill === undefined || this.reading.has(`bill/${sequence}`) || !this.mayLeave(sequence)) continue;
      const released = [...due].filter((index) => bill.meters.has(index));
      const meters = whollyHeld(this.log, this.cells, released, bill.window);
      if (meters.length === 0) continue;
      this.reading.add(`bill/${sequence}`);
      const { from, count } = bill.window;
      out.read({ kind: 'window', area, sequence, from, end: from + count, meters });
    }
  }

  /** Rows arrived, perhaps long after they were asked for: fold, record and publish, if that still may leave; or repeat what was recorded. */
  rows(answer: Exclude<LedgerRows, { kind: 'entries' }>, out: Out): void {
    // More may have become due while these were being read.
    this.hasNewCells = true;
    if (answer.kind === 'releases') {
      if (answer.isDamaged === true) this.corrupt(`answers to entry ${answer.read.sequence}`, out);
      for (const release of answer.releases)
        if (this.mayRepeat(release)) out.publish(this.totalsTopic, release.message);
    } else if (answer.read.kind === 'page') {
      this.releasePage(answer.read.interval, answer, out);
    } else if (answer.read.kind === 'window') {
      this.releaseBills(answer.read, answer, out);
    }
  }

  /** Whether the ledger gives back what was admitted: bit rot must never be summed. [P-6.2] */
  private readonly isIntact = (row: CellRow): boolean =>
    cellDigest(this.party.crypto, this.log.area, row) === this.cells.digest(row.interval, row.index);

  /** Refused for as long as this process runs: what it waits for stays marked as being read. */
  private corrupt(what: string, out: Out): void {
    out.notice(
      'error',
      'ledger_corrupt',
      `the ledger does not give back ${what} as stored: nothing of that is released. Check the disk, then restore a backup ` +
        'of the ledger or move it away (docs/reliability.md)',
      { area: this.log.area },
    );
  }

  private get totalsTopic(): string {
    return totalsTopicOf(this.log.scheme.sharesTopic, this.log.area);
  }

  private get weight(): bigint {
    return fullSetWeight(this.party.index, this.log.scheme.operators.length);
  }

  private get lie(): bigint {
    const lie = BigInt(this.party.lieWh);
    return lie < 0n ? P + lie : lie;
  }

  private releasePage(interval: number, answer: Extract<LedgerRows, { kind: 'cells' }>, out: Out): void {
    if (this.cells.isErased(interval)) return;
    const page = this.log.pages.get(interval);
    assert(page !== undefined, 'a page that is read is closed');
    if (!this.due.pages.has(interval) || !this.mayLeave(page.sequence)) {
      this.reading.delete(`page/${interval}`);
      return;
    }
    const isIntact = (row: CellRow): boolean => row.interval === interval && this.isIntact(row);
    const sums = foldPage(this.log, page, answer.rows, isIntact, this.weight, this.lie);
    if (sums === undefined) {
      this.corrupt(`the cells of the page of interval ${interval}`, out);
      return;
    }
    this.due.pages.delete(interval);
    this.reading.delete(`page/${interval}`);
    this.record({ sequence: page.sequence, interval, meters: '' }, sums, out);
  }

  private releaseBills(
    read: Extract<LedgerRead, { kind: 'window' }>,
    answer: Extract<LedgerRows, { kind: 'cells' }>,
    out: Out,
  ): void {
    if (this.cells.isErased(read.from)) return;
    const bill = this.log.bills.get(read.sequence);
    assert(bill !== undefined, 'a bill that is read is certified');
    if (!this.due.meters.has(read.sequence) || !this.mayLeave(read.sequence)) {
      this.reading.delete(`bill/${read.sequence}`);
      return;
    }
    const releases = read.meters.toSorted((a, b) => a - b).flatMap((index) => bill.meters.get(index) ?? []);
    const sums = foldBills(this.log, releases, bill.window, answer.rows, this.isIntact, this.weight, this.lie);
    if (sums === undefined) {
      this.corrupt(`the cells of the bills of entry ${read.sequence}`, out);
      return;
    }
    this.due.settle(read.sequence, read.meters);
    this.reading.delete(`bill/${read.sequence}`);
    let offset = 0;
    let part: { readonly meters: Bitmap; readonly start: number } = { meters: new Bitmap(), start: 0 };
    const flush = (): void => {
      if (offset === part.start) return;
      const about = { sequence: read.sequence, interval: 0, meters: part.meters.encode() };
      this.record(about, sums.slice(part.start, offset), out);
      part = { meters: new Bitmap(), start: offset };
    };
    for (const { enrolled, lines } of releases) {
      part.meters.add(enrolled.index);
      offset += lines.length * 2 * ELEMENT_BYTES;
      if (offset - part.start >= MAX_ELEMENTS_PER_TOTAL * ELEMENT_BYTES) flush();
    }
    flush();
  }

  private record(about: Omit<StoredRelease, 'message'>, sums: Uint8Array, out: Out): void {
    const entry = this.hashes.get(about.sequence);
    assert(entry !== undefined, 'a release belongs to a certified entry');
    const message = this.totals.message(this.log, entry, about, sums);
    out.persist({ kind: 'release', area: this.log.area, release: { ...about, message } });
    out.publish(this.totalsTopic, message);
  }

  /** Asks for the recorded answers to an entry, to send them again. */
  repeat(sequence: number, out: Out): void {
    if (sequence < this.log.length) out.read({ kind: 'releases', area: this.log.area, sequence });
  }
}
