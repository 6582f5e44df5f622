/**
 * One meter: writes readings to its outbox, sends shares until receipts say they are stored, books void energy again,
 * and lets a reading go when its bill foots and every aggregator has it. [P-2.4, P-6.3, P-7.3] Its parts do the work: what
 * they share is in `surroundings.ts`, the readings in `rows.ts`.
 */
import { intervalEndMs } from '../protocol/grid/interval.ts';
import { RETENTION_SECONDS } from '../protocol/wire/limits.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { isReceiptAuthentic } from '../protocol/wire/receipt.ts';
import type { Seeds } from '../protocol/keys/seal.ts';
import type { Bill, Receipt } from '../schemas/types.ts';
import { Carries } from './carries.ts';
import type { MeterEvidence } from './evidence.ts';
import type { GridView } from './grid-view.ts';
import { type KeyEpoch, KeyEpochs } from './key-epoch.ts';
import type { Gap, OutboxOp } from './outbox.ts';
import type { RestoredMeter } from './restored-meter.ts';
import type { MeterObserver, MeterParty } from './party.ts';
import { ReadingGaps } from './reading-gaps.ts';
import { ReceiptMerge } from './receipt-merge.ts';
import { ReceivedBills } from './received-bills.ts';
import type { Row } from './row-chunk.ts';
import { Rows, isSettledBy } from './rows.ts';
import type { Estimate, Replacement, Sample } from './sample.ts';
import { Sampling } from './sampling.ts';
import { Surroundings } from './surroundings.ts';
import { Writing } from './writing.ts';

type Out = Effects<OutboxOp>;

export interface ReadingInput {
  readonly interval: number;
  /** Per register, in its units. */
  readonly valuesUnits: readonly number[];
  /** What the source has of the intervals just before that have no reading, per register in its units. */
  readonly missedUnits?: readonly number[];
  /** What it is a part of, if it was not measured by itself. */
  readonly estimate?: Estimate;
}

/** What became of a reading that was made of samples. */
export interface ReadResult {
  readonly interval: number;
  readonly result: ReturnType<Meter['read']>;
}

export class Meter {
  private readonly around: Surroundings;
  private readonly sendJitterMs: number;
  private readonly rows: Rows;
  private readonly carries: Carries;
  private readonly writing: Writing;
  private readonly readingGaps: ReadingGaps;
  /** One for each area that it has been in. */
  private readonly epochs: KeyEpochs;
  private readonly receipts: ReceiptMerge;
  readonly bills: ReceivedBills;
  private readonly sampling: Sampling;
  private readonly storeEpochs = new Map<number, number>();

  constructor(
    party: MeterParty,
    grid: GridView,
    evidence: MeterEvidence,
    seeds: Seeds,
    observer: MeterObserver,
    sendJitterMs: number,
    restored: RestoredMeter | undefined,
  ) {
    this.sendJitterMs = sendJitterMs;
    const around = new Surroundings(party, grid, evidence, seeds, observer);
    const last = restored?.lastInterval ?? -1;
    this.around = around;
    this.rows = new Rows(around, restored?.readings, last);
    this.carries = new Carries(around, restored?.carries ?? []);
    this.writing = new Writing(around, this.carries);
    this.readingGaps = new ReadingGaps(party.id, restored?.gaps ?? [], restored?.estimates ?? [], last);
    this.epochs = new KeyEpochs(around, this.rows, restored);
    this.receipts = new ReceiptMerge(around, this.rows, this.carries);
    this.bills = new ReceivedBills(around, this.rows, restored?.billed ?? []);
    this.sampling = new Sampling(around, this.rows, restored?.sample, restored?.replacements ?? []);
  }

  /** It is enrolled in another area under new keys: from when on, aggregators say. Before, and for what it owes, it is what it was. */
  move(party: MeterParty): void {
    if (party.keyEpoch > this.party.keyEpoch) this.epochs.begin(party);
  }

  /** What it is by now. */
  get party(): MeterParty {
    return this.around.party;
  }

  /** What it is, or was, under a key epoch. */
  epochOf(keyEpoch: number): KeyEpoch | undefined {
    return this.epochs.of(keyEpoch);
  }

  /** The last interval written to the outbox; -1 if none. */
  get lastWritten(): number {
    return this.rows.lastWritten;
  }

  /** Whether its store is older than what it sent: it reports nothing more under this key epoch. [P-3.6] */
  get isSilenced(): boolean {
    return this.epochs.newest.storeCheck.isLost;
  }

  /** Readings that no bill has accounted for yet. */
  get outstandingCount(): number {
    return this.rows.outstandingCount;
  }

  /** Readings that some aggregator has not receipted yet. */
  get unstoredCount(): number {
    return this.rows.unstoredCount;
  }

  /** Readings that it still owes areas which it moved from. */
  get owedCount(): number {
    const { from } = this.epochs.newest.owned;
    return from === Number.NEGATIVE_INFINITY ? 0 : [...this.rows.before(from)].length;
  }

  /** Void energy that still waits for a later reading, of all registers together: of meters with one unit. */
  get carriedUnits(): number {
    return this.carries.units;
  }

  /** How many later cells of its rate the longest carry needs; 0 without one. */
  get carriedCells(): number {
    return this.carries.cellsAfter(this.lastWritten);
  }

  /** First interval of which the roster has it; undefined while too few aggregators said so. */
  get joined(): number | undefined {
    const { from } = this.epochs.newest.membership;
    return from === 0 ? undefined : from;
  }

  /** Readings from before it joined, which are on no bill. */
  get beforeCount(): number {
    return this.epochs.first.beforeCount;
  }

  /** Whether a receipt says that the roster leaves it out. */
  get isRemoved(): boolean {
    return this.epochs.newest.membership.isRemoved;
  }

  /** Intervals of which the source had no reading. */
  get gaps(): readonly Gap[] {
    return this.readingGaps.known;
  }

  /** Intervals whose readings are estimated. */
  get estimates(): readonly Estimate[] {
    return this.readingGaps.estimates;
  }

  /** Whether aggregator j has stored a reading, or has said that its page closed without it. */
  isSettledAt(aggregator: number, interval: number): boolean {
    const row = this.rows.get(interval);
    return row === undefined || isSettledBy(row, 1 << aggregator);
  }

  /** A reading of the electricity meter. One that can't be is reported and left out; it never becomes a cell. */
  read(input: ReadingInput, times: Times, out: Out): 'booked' | 'refused' | 'known' {
    const { view } = this.around;
    this.epochs.silenceIfLost(out);
    if (view === undefined || this.isSilenced) return 'refused';
    const { interval, valuesUnits } = input;
    if (interval <= this.lastWritten) return 'known';
    if (input.estimate?.from === interval) this.readingGaps.estimated(input.estimate, out);
    this.readingGaps.offered(interval, input.missedUnits ?? [], this.epochs.first.from, out);
    if (!this.writing.canBe(interval, valuesUnits, view.scheme, out)) return 'refused';
    const { membership } = this.epochs.at(interval);
    const isBefore = interval < membership.from;
    const reading = this.writing.write(interval, valuesUnits, isBefore, view, out);
    this.rows.lastWritten = interval;
    for (const { storeCheck } of this.epochs) storeCheck.wrote(interval);
    if (isBefore) {
      membership.putBefore([interval], out);
      return 'booked';
    }
    this.rows.forgetOld(interval - Math.floor(RETENTION_SECONDS / view.scheme.intervalSeconds), out);
    const dueMs = intervalEndMs(interval, view.scheme) + this.around.jitter() * this.sendJitterMs;
    const row = this.rows.add(reading);
    this.voidUnowned(out);
    if (row.isVoid) return 'booked';
    // What was estimated is late anyway: it goes out with what is sent again, many intervals a message.
    if (input.estimate !== undefined && dueMs <= times.gridMs) return 'booked';
    if (dueMs <= times.gridMs) this.sendFresh(row, times, out);
    else this.rows.fresh.set(interval, dueMs);
    return 'booked';
  }

  private sendFresh(row: Row, times: Times, out: Out): void {
    const { around, sending, storeCheck } = this.epochs.at(row.interval);
    if (around.view !== undefined && !storeCheck.isLost) sending.sendFresh(row, around.view, times, out);
  }

  /** Between two areas no roster had it: that energy is booked again, as that of a page which closed without it. [P-7.1.11] */
  private voidUnowned(out: Out): void {
    for (const { unowned } of this.epochs) {
      if (unowned === undefined) continue;
      for (const row of this.rows.between(unowned)) this.receipts.voidUnowned(row, out);
    }
  }

  /** A look at the registers. Returns what became of the readings that it ended. */
  sample(sample: Sample, times: Times, out: Out): ReadResult[] {
    const results: ReadResult[] = [];
    this.sampling.take(sample, (reading) => results.push(this.readMade(reading, times, out)), out);
    return results;
  }

  /** No sample came for a while: an interval may have ended all the same. */
  passed(times: Times, out: Out): ReadResult[] {
    const results: ReadResult[] = [];
    this.sampling.passed(times.gridMs, (reading) => results.push(this.readMade(reading, times, out)), out);
    return results;
  }

  private readMade(reading: ReadingInput, times: Times, out: Out): ReadResult {
    return { interval: reading.interval, result: this.read(reading, times, out) };
  }

  /** All that a register ever counted, in thousandths of a Wh; undefined until this process has seen it. */
  total(register: string): bigint | undefined {
    return this.sampling.total(register);
  }

  /** Somebody says where an old device ended, and where the new one began. */
  replace(replacement: Replacement, times: Times, out: Out): void {
    this.sampling.replace(replacement, times, out);
  }

  /** What a register showed in the sample that was kept last, in thousandths of a Wh; undefined if none was. */
  shownMilli(register: string): bigint | undefined {
    return this.sampling.shownMilli(register);
  }

  /** The process stops: the last sample is written down. */
  stopping(out: Out): void {
    this.sampling.keep(out);
  }

  /** Sends what is due, as `Sending.sendDue` says. */
  tick(times: Times, out: Out, room: number): number {
    this.epochs.silenceIfLost(out);
    let taken = 0;
    for (const { around, sending, storeCheck } of this.epochs) {
      if (around.view === undefined || storeCheck.isLost || (taken > 0 && taken >= room)) continue;
      taken += sending.sendDue(around.view, times, out, room - taken);
    }
    return taken;
  }

  /** An aggregator came online, or the bus is connected again: what it lacks is sent soon, spread a little. */
  encourage(aggregator: number, times: Times): void {
    for (const { sending } of this.epochs) sending.encourage(aggregator, times);
  }

  /** Takes a receipt; returns whether it is authentic. */
  receipt(receipt: Receipt, times: Times, out: Out): boolean {
    const { aggregator, storeEpoch } = receipt;
    const epoch = this.epochOf(receipt.keyEpoch);
    const key = epoch?.party.receiptKeys.get(aggregator);
    if (epoch === undefined || key === undefined || !isReceiptAuthentic(epoch.party.crypto, key, receipt)) {
      const text = 'a receipt is not authentic and was ignored';
      out.notice('warn', 'receipt_refused', text, { meter: this.party.id, aggregator });
      return false;
    }
    const { party, membership, sending, storeCheck } = epoch;
    if (receipt.area !== party.area) return true;
    this.around.evidence.receipt(receipt, party.id, out);
    const known = this.storeEpochs.get(aggregator) ?? 0;
    if (storeEpoch < known) return true;
    if (storeEpoch > known) {
      this.receipts.discount(aggregator);
      for (const one of this.epochs) one.membership.discount(aggregator);
      this.storeEpochs.set(aggregator, storeEpoch);
    }
    sending.receipted(aggregator, receipt.sessionId, times);
    membership.receipt(receipt, out);
    if (this.receipts.merge(receipt, storeCheck, out)) sending.progress(aggregator);
    this.voidUnowned(out);
    this.bills.lookAgain(out);
    return true;
  }

  /** Takes a bill of one of its key epochs, opened. */
  bill(bill: Bill, epoch: KeyEpoch, out: Out): void {
    this.bills.take(bill, epoch, out);
  }
}
