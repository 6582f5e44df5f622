/**
 * Releasing: once an entry is certified and its cells are held, fold, weight, record, seal to the utility, publish. An
 * answer is computed once; a repeat sends the recorded sums again. [P-7.5]
 */
import type { AreaLog, BillRelease, MeterRelease } from '../protocol/area-log.ts';
import { Bitmap } from '../protocol/bitmap.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { ELEMENT_BYTES, P } from '../protocol/field.ts';
import { leastMeters } from '../protocol/floor.ts';
import { type TotalIdentity, totalAad, totalDigest } from '../protocol/headers.ts';
import { MAX_ELEMENTS_PER_TOTAL } from '../protocol/limits.ts';
import { type Effects, assert } from '../protocol/machine.ts';
import { sharingIdOf } from '../protocol/scheme.ts';
import { type Route, SealingSession, type Seeds } from '../protocol/seal.ts';
import { withSignature } from '../protocol/signing.ts';
import { topics } from '../protocol/topics.ts';
import type { CertifiedEntry } from '../schemas/types.ts';
import { type CellIndex, cellDigest, holdsCells } from './cells.ts';
import { foldBills, foldPage, fullSetWeight } from './fold.ts';
import type { CellRow, LedgerOp, LedgerRead, LedgerRows, StoredRelease } from './ledger.ts';
import type { RunningParty } from './party.ts';

type Out = Effects<LedgerOp, LedgerRead>;

/** The aggregator's one session with the utility, started when first needed. */
export class TotalsSession {
  private readonly party: RunningParty;
  private readonly seeds: Seeds;
  private session: SealingSession | undefined;

  constructor(party: RunningParty, seeds: Seeds) {
    this.party = party;
    this.seeds = seeds;
  }

  of(log: AreaLog): SealingSession {
    if (this.session === undefined) {
      const { party } = this;
      const route: Route = {
        purpose: 'totals',
        deployment: party.deployment,
        sharing: sharingIdOf(party.crypto, log.scheme),
        sender: `aggregator/${party.index}`,
        recipient: 'utility',
        keyId: 'static',
      };
      this.session = SealingSession.start(
        party.crypto,
        route,
        party.identity,
        party.utilityAgreement,
        this.seeds.next('totals'),
      );
      assert(this.session !== undefined, "the utility's pinned key is usable");
    }
    return this.session;
  }
}

export class Releaser {
  private readonly party: RunningParty;
  private readonly log: AreaLog;
  private readonly cells: CellIndex;
  private readonly totals: TotalsSession;
  private readonly hashes = new Map<number, string>();
  /** Pages closed and not released here yet. */
  private readonly duePages = new Set<number>();
  /** By bill entry: meters not answered yet. */
  private readonly dueMeters = new Map<number, Set<number>>();
  private readonly reading = new Set<string>();
  private hasNewCells = true;

  constructor(party: RunningParty, log: AreaLog, cells: CellIndex, totals: TotalsSession) {
    this.party = party;
    this.log = log;
    this.cells = cells;
    this.totals = totals;
  }

  /** An entry was applied: what it releases is due. */
  applied(certified: CertifiedEntry): void {
    const { entry } = certified;
    this.hashes.set(entry.sequence, this.log.headHash);
    if (entry.kind === 'close') {
      for (const { interval } of entry.pages) if (this.mayReleasePage(interval)) this.duePages.add(interval);
    } else if (entry.kind === 'bill') {
      const bills = [...(this.log.bills.get(entry.sequence)?.meters.values() ?? [])];
      const meters = this.exposes() ? [] : bills.filter((meter) => this.mayReleaseBill(meter));
      this.dueMeters.set(entry.sequence, new Set(meters.map(({ enrolled }) => enrolled.index)));
    }
    this.hasNewCells = true;
  }

  /** The own floor holds for what others certified, too: it is not released here, whatever they do. [P-8] */
  private mayReleasePage(interval: number): boolean {
    const page = this.log.pages.get(interval);
    if (page === undefined || page.loads.length === 0) return false;
    const counts = this.log.registerCounts(page.set);
    return page.loads.every((register) => (counts.get(register) ?? 0) >= leastMeters(this.party.pins.floor));
  }

  /** Whether the bill just applied lets anybody tell fewer cells from all others than the own floor allows. [P-8.4] */
  private exposes(): boolean {
    return this.log.lastExposure(this.party.pins.floor) !== undefined;
  }

  private mayReleaseBill({ lines }: MeterRelease): boolean {
    return lines.every(({ cells }) => cells >= this.party.pins.floor.minIntervals);
  }

  /** A release on record from before the restart. */
  restored(release: Pick<StoredRelease, 'sequence' | 'interval' | 'meters'>): void {
    if (release.meters === '') this.duePages.delete(release.interval);
    else this.settle(release.sequence, Bitmap.decode(release.meters) ?? new Bitmap());
  }

  private settle(sequence: number, meters: Iterable<number>): void {
    const due = this.dueMeters.get(sequence);
    for (const index of meters) due?.delete(index);
    if (due?.size === 0) this.dueMeters.delete(sequence);
  }

  cellsChanged(): void {
    this.hasNewCells = true;
  }

  /** The first interval whose cells of this meter are still needed here. */
  neededFrom(index: number): number {
    let from = this.log.unbilledFrom(index);
    for (const [sequence, meters] of this.dueMeters) {
      if (meters.has(index)) from = Math.min(from, this.log.bills.get(sequence)?.meters.get(index)?.from ?? from);
    }
    return from;
  }

  /** Asks for the rows of everything that is due and held. */
  tick(out: Out): void {
    if (!this.hasNewCells) return;
    this.hasNewCells = false;
    const { area } = this.log;
    for (const interval of this.duePages) {
      const page = this.log.pages.get(interval);
      if (page === undefined || this.reading.has(`page/${interval}`)) continue;
      if (!this.cells.holdsAll(interval, this.log.loadMembers(page))) continue;
      this.reading.add(`page/${interval}`);
      out.read({ kind: 'page', area, interval });
    }
    for (const [sequence, due] of this.dueMeters) {
      const bill = this.log.bills.get(sequence);
      if (bill === undefined || this.reading.has(`bill/${sequence}`)) continue;
      const end = bill.window.from + bill.window.count;
      const meters = [...due].filter((index) => this.holdsBill(bill, index, end));
      if (meters.length === 0) continue;
      this.reading.add(`bill/${sequence}`);
      const from = Math.min(...meters.map((index) => bill.meters.get(index)?.from ?? end));
      out.read({ kind: 'window', area, sequence, from, end, meters });
    }
  }

  private holdsBill(bill: BillRelease, index: number, end: number): boolean {
    const release = bill.meters.get(index);
    return release !== undefined && holdsCells(this.log, this.cells, release.enrolled, release.from, end);
  }

  /** Rows arrived: fold, record and publish; or repeat what was recorded. */
  rows(answer: Exclude<LedgerRows, { kind: 'entries' }>, out: Out): void {
    // More may have become due while these were being read.
    this.hasNewCells = true;
    if (answer.kind === 'releases') {
      if (answer.isDamaged === true) this.corrupt(`answers to entry ${answer.read.sequence}`, out);
      for (const release of answer.releases) this.publish(release, out);
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

  private get weight(): bigint {
    return fullSetWeight(this.party.index, this.log.scheme.operators.length);
  }

  private get lie(): bigint {
    const lie = BigInt(this.party.lieWh);
    return lie < 0n ? P + lie : lie;
  }

  private releasePage(interval: number, answer: Extract<LedgerRows, { kind: 'cells' }>, out: Out): void {
    const page = this.log.pages.get(interval);
    assert(page !== undefined, 'a page that is read is closed');
    const isIntact = (row: CellRow): boolean => row.interval === interval && this.isIntact(row);
    const sums = foldPage(this.log, page, answer.rows, isIntact, this.weight, this.lie);
    if (sums === undefined) {
      this.corrupt(`the cells of the page of interval ${interval}`, out);
      return;
    }
    this.duePages.delete(interval);
    this.reading.delete(`page/${interval}`);
    this.record({ sequence: page.sequence, interval, meters: '', storeEpoch: this.party.storeEpoch, sums }, out);
  }

  private releaseBills(
    read: Extract<LedgerRead, { kind: 'window' }>,
    answer: Extract<LedgerRows, { kind: 'cells' }>,
    out: Out,
  ): void {
    const bill = this.log.bills.get(read.sequence);
    assert(bill !== undefined, 'a bill that is read is certified');
    const releases = read.meters.toSorted((a, b) => a - b).flatMap((index) => bill.meters.get(index) ?? []);
    const sums = foldBills(this.log, releases, read.end, answer.rows, this.isIntact, this.weight, this.lie);
    if (sums === undefined) {
      this.corrupt(`the cells of the bills of entry ${read.sequence}`, out);
      return;
    }
    this.settle(read.sequence, read.meters);
    this.reading.delete(`bill/${read.sequence}`);
    let offset = 0;
    let part: { readonly meters: Bitmap; readonly start: number } = { meters: new Bitmap(), start: 0 };
    const flush = (): void => {
      if (offset === part.start) return;
      const { storeEpoch } = this.party;
      const meters = part.meters.encode();
      this.record(
        { sequence: read.sequence, interval: 0, meters, storeEpoch, sums: sums.slice(part.start, offset) },
        out,
      );
      part = { meters: new Bitmap(), start: offset };
    };
    for (const { enrolled, lines } of releases) {
      part.meters.add(enrolled.index);
      offset += lines.length * 2 * ELEMENT_BYTES;
      if (offset - part.start >= MAX_ELEMENTS_PER_TOTAL * ELEMENT_BYTES) flush();
    }
    flush();
  }

  private record(release: StoredRelease, out: Out): void {
    out.persist({ kind: 'release', area: this.log.area, release });
    this.publish(release, out);
  }

  /** Asks for the recorded answers to an entry, to send them again. */
  repeat(sequence: number, out: Out): void {
    if (this.hashes.has(sequence)) out.read({ kind: 'releases', area: this.log.area, sequence });
  }

  private publish(release: StoredRelease, out: Out): void {
    const { party, log } = this;
    const entry = this.hashes.get(release.sequence);
    assert(entry !== undefined, 'a release belongs to a certified entry');
    const common = {
      version: 1 as const,
      deployment: party.deployment,
      area: log.area,
      sequence: release.sequence,
      entry,
      aggregator: party.index,
      storeEpoch: release.storeEpoch,
    };
    const header: TotalIdentity =
      release.meters === ''
        ? { ...common, type: 'load', interval: release.interval }
        : { ...common, type: 'bill', meters: release.meters };
    const sealed = this.totals.of(log).seal((session) => totalAad(header, session), release.sums);
    const digest = totalDigest(party.crypto, party.digestKey, header, release.sums);
    const message = withSignature(party.crypto, party.identity, 'total', { ...header, digest, ...sealed });
    out.publish(topics.totals(), canonicalJson(message));
  }
}
