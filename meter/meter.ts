/**
 * One meter: writes readings to its outbox, sends shares until receipts say they are stored, books void energy again,
 * and lets a reading go when its bill foots and every aggregator has it. [P-2.4, P-6.3, P-7.3] Its parts do the work: what
 * they share is in `surroundings.ts`, the readings in `rows.ts`.
 */
import { intervalEndMs } from '../protocol/grid/interval.ts';
import { maxReadingOf, unitOf } from '../protocol/grid/register.ts';
import { RETENTION_SECONDS } from '../protocol/wire/limits.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { isReceiptAuthentic } from '../protocol/wire/receipt.ts';
import type { Seeds } from '../protocol/keys/seal.ts';
import type { Bill, Receipt, Scheme } from '../schemas/types.ts';
import { bookCarries } from './books.ts';
import { Carries } from './carries.ts';
import type { MeterEvidence } from './evidence.ts';
import type { GridView, SchemeView } from './grid-view.ts';
import { Membership } from './membership.ts';
import type { Booking, Gap, OutboxOp, OutboxReading } from './outbox.ts';
import type { RestoredMeter } from './restored-meter.ts';
import type { MeterObserver, MeterParty } from './party.ts';
import { ReadingGaps } from './reading-gaps.ts';
import { ReceiptMerge } from './receipt-merge.ts';
import { ReceivedBills } from './received-bills.ts';
import { Rows, isSettledBy } from './rows.ts';
import type { Estimate, Replacement, Sample } from './sample.ts';
import { Sampling } from './sampling.ts';
import { Sending } from './sending.ts';
import { StoreCheck } from './store-check.ts';
import { Surroundings } from './surroundings.ts';

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
  readonly party: MeterParty;
  private readonly around: Surroundings;
  private readonly sendJitterMs: number;
  private readonly rows: Rows;
  private readonly carries: Carries;
  private readonly readingGaps: ReadingGaps;
  private readonly membership: Membership;
  private readonly sending: Sending;
  private readonly storeCheck: StoreCheck;
  private readonly receipts: ReceiptMerge;
  private readonly bills: ReceivedBills;
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
    this.party = party;
    this.sendJitterMs = sendJitterMs;
    const around = new Surroundings(party, grid, evidence, seeds, observer);
    const last = restored?.lastInterval ?? -1;
    this.around = around;
    this.rows = new Rows(around, restored?.readings, last);
    this.carries = new Carries(around, restored?.carries ?? []);
    this.readingGaps = new ReadingGaps(party.id, restored?.gaps ?? [], restored?.estimates ?? [], last);
    this.membership = new Membership(around, this.rows, restored);
    this.sending = new Sending(around, this.rows);
    this.storeCheck = new StoreCheck(around, last, restored?.lostKeyEpoch ?? 0);
    this.receipts = new ReceiptMerge(around, this.rows, this.carries, this.storeCheck);
    this.bills = new ReceivedBills(around, this.rows, restored?.billed ?? []);
    this.sampling = new Sampling(around, this.rows, restored?.sample, restored?.replacements ?? []);
  }

  /** The last interval written to the outbox; -1 if none. */
  get lastWritten(): number {
    return this.rows.lastWritten;
  }

  /** Whether its store is older than what it sent: it reports nothing more under this key epoch. [P-3.6] */
  get isSilenced(): boolean {
    return this.storeCheck.isLost;
  }

  /** Readings that no bill has accounted for yet. */
  get outstandingCount(): number {
    return this.rows.outstandingCount;
  }

  /** Readings that some aggregator has not receipted yet. */
  get unstoredCount(): number {
    return this.rows.unstoredCount;
  }

  /** Void energy that still waits for a later reading, of all registers together: of meters with one unit. */
  get carriedUnits(): number {
    return this.carries.units;
  }

  /** How many later cells of its rate the longest carry needs; 0 without one. */
  get carriedCells(): number {
    return this.carries.cellsAfter(this.lastWritten);
  }

  get billedCount(): number {
    return this.bills.billedCount;
  }

  /** First interval of which the roster has it; undefined while too few aggregators said so. */
  get joined(): number | undefined {
    return this.membership.from === 0 ? undefined : this.membership.from;
  }

  /** Readings from before it joined, which are on no bill. */
  get beforeCount(): number {
    return this.membership.beforeCount;
  }

  /** Whether a receipt says that the roster leaves it out. */
  get isRemoved(): boolean {
    return this.membership.isRemoved;
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
    this.storeCheck.silenceIfLost(out);
    if (view === undefined || this.isSilenced) return 'refused';
    const { interval, valuesUnits } = input;
    if (interval <= this.lastWritten) return 'known';
    if (input.estimate?.from === interval) this.readingGaps.estimated(input.estimate, out);
    this.readingGaps.offered(interval, input.missedUnits ?? [], this.membership.from, out);
    if (!this.canBe(interval, valuesUnits, view.scheme, out)) return 'refused';
    const reading = this.book(interval, valuesUnits, view, out);
    this.rows.lastWritten = interval;
    this.storeCheck.wrote(interval);
    if (interval < this.membership.from) {
      this.membership.putBefore([interval], out);
      return 'booked';
    }
    this.rows.forgetOld(interval - Math.floor(RETENTION_SECONDS / view.scheme.intervalSeconds), out);
    const dueMs = intervalEndMs(interval, view.scheme) + this.around.jitter() * this.sendJitterMs;
    const row = this.rows.add(reading);
    // What was estimated is late anyway: it goes out with what is sent again, many intervals a message.
    if (input.estimate !== undefined && dueMs <= times.gridMs) return 'booked';
    if (dueMs <= times.gridMs) this.sending.sendFresh(row, view, times, out);
    else this.rows.fresh.set(interval, dueMs);
    return 'booked';
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

  private canBe(interval: number, valuesUnits: readonly number[], scheme: Scheme, out: Out): boolean {
    const { id, registers } = this.party;
    const most = registers.map((register) => maxReadingOf(scheme, register));
    const bad = valuesUnits.findIndex(
      (value, at) => !Number.isSafeInteger(value) || value < 0 || value > (most[at] ?? 0),
    );
    if (bad === -1 && valuesUnits.length === registers.length) return true;
    out.persist({ kind: 'refused', meter: id, interval, valuesUnits });
    const register = registers[bad] ?? '';
    const text = `a reading outside 0..${most[bad]} ${unitOf(scheme, register)} is left out: check the meter of that register`;
    out.notice('warn', 'reading_refused', text, { meter: id, interval, register });
    return false;
  }

  /** Writes a reading with the void energy that is due, as it is reported for ever. */
  private book(interval: number, valuesUnits: readonly number[], { scheme, cells, sharing }: SchemeView, out: Out) {
    const { id, registers } = this.party;
    const carries = interval < this.membership.from ? [] : this.carries;
    const rules = { registers, cells, maxReadings: registers.map((register) => maxReadingOf(scheme, register)) };
    const { bookedUnits, bookings, changed } = bookCarries(interval, valuesUnits, carries, rules);
    const reading: OutboxReading = { interval, sharing: sharing.id, bookedUnits, isVoid: false, isBilled: false };
    out.persist({ kind: 'reading', meter: id, reading });
    for (const booking of bookings) out.persist({ kind: 'booking', meter: id, booking });
    for (const carry of changed) this.carries.set(carry, out);
    if (bookings.length > 0) this.tellRebooked(interval, bookings, out);
    return reading;
  }

  private tellRebooked(interval: number, bookings: readonly Booking[], out: Out): void {
    out.notice('info', 'rebooked', 'energy of void cells is booked on this reading', {
      meter: this.party.id,
      interval,
      cells: bookings.length,
      units: bookings.reduce((sum, { units }) => sum + units, 0),
    });
  }

  /** Sends what is due, as `Sending.sendDue` says. */
  tick(times: Times, out: Out, room: number): number {
    const { view } = this.around;
    this.storeCheck.silenceIfLost(out);
    return view === undefined || this.isSilenced ? 0 : this.sending.sendDue(view, times, out, room);
  }

  /** An aggregator came online, or the bus is connected again: what it lacks is sent soon, spread a little. */
  encourage(aggregator: number, times: Times): void {
    this.sending.encourage(aggregator, times);
  }

  /** Takes a receipt; returns whether it is authentic. */
  receipt(receipt: Receipt, times: Times, out: Out): boolean {
    const { party } = this;
    const { aggregator, storeEpoch } = receipt;
    const key = party.receiptKeys.get(aggregator);
    if (key === undefined || receipt.keyEpoch !== party.keyEpoch || !isReceiptAuthentic(party.crypto, key, receipt)) {
      const text = 'a receipt is not authentic and was ignored';
      out.notice('warn', 'receipt_refused', text, { meter: party.id, aggregator });
      return false;
    }
    if (receipt.area !== party.area) return true;
    this.around.evidence.receipt(receipt, party.id, out);
    const known = this.storeEpochs.get(aggregator) ?? 0;
    if (storeEpoch < known) return true;
    if (storeEpoch > known) {
      this.receipts.discount(aggregator);
      this.membership.discount(aggregator);
      this.storeEpochs.set(aggregator, storeEpoch);
    }
    this.sending.receipted(aggregator, receipt.sessionId, times);
    this.membership.receipt(receipt, out);
    if (this.receipts.merge(receipt, out)) this.sending.progress(aggregator);
    this.bills.lookAgain(out);
    return true;
  }

  /** Takes a bill, opened. */
  bill(bill: Bill, out: Out): void {
    this.bills.take(bill, out);
  }
}
