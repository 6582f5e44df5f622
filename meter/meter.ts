/**
 * One meter: writes readings to its outbox, sends shares until receipts say they are stored, books void energy again,
 * and lets a reading go when its bill foots and every aggregator has it. [P-2.4, P-6.3, P-7.3]
 */
import { Bitmap } from '../protocol/bitmap.ts';
import { intervalEndMs } from '../protocol/interval.ts';
import { RETENTION_SECONDS } from '../protocol/limits.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { isReceiptAuthentic } from '../protocol/receipt.ts';
import type { Seeds } from '../protocol/seal.ts';
import type { Bill, Receipt } from '../schemas/types.ts';
import { bookCarries, carryOf } from './books.ts';
import { footingProblem } from './footing.ts';
import type { GridView, SchemeView } from './grid-view.ts';
import type { Carry, OutboxOp, OutboxReading, RestoredMeter } from './outbox.ts';
import type { MeterObserver, MeterParty } from './party.ts';
import { Sender } from './sender.ts';
import { StoreCheck } from './store-check.ts';
import { splitReading } from './split.ts';

type Out = Effects<OutboxOp>;

/** Most readings sent again to one aggregator at one go. */
const MAX_RETRIED_READINGS = 960;

interface Row {
  reading: OutboxReading;
  readonly dueMs: number;
  /** When it was last handed to the bus (monotonic); -1 if never. */
  sentAtMs: number;
  /** Bit j: handed to the bus for aggregator j by this process. */
  sentTo: number;
  /** Bit j: aggregator j has stored it, by its receipt. */
  storedBy: number;
  /** Per register, bit j: aggregator j says the cell is void. */
  readonly voidBy: number[];
}

export interface ReadingInput {
  readonly interval: number;
  /** Per register, in Wh. */
  readonly valuesWh: readonly number[];
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

export class Meter {
  readonly party: MeterParty;
  private readonly grid: GridView;
  private readonly seeds: Seeds;
  private readonly observer: MeterObserver;
  private readonly sendJitterMs: number;
  private readonly rows = new Map<number, Row>();
  /** Rows that some aggregator has not stored yet. */
  private readonly unstored = new Set<Row>();
  private carries: Carry[];
  private lastInterval: number;
  private readonly senders = new Map<number, Sender>();
  private readonly storeEpochs = new Map<number, number>();
  private readonly heads = new Map<number, string>();
  private readonly billedWindows: Set<number>;
  private readonly storeCheck: StoreCheck;
  private hasLostStore: boolean;
  /** Bills that do not foot yet, by window: a void may still have to be heard of. */
  private readonly waitingBills = new Map<number, Bill>();

  constructor(
    party: MeterParty,
    grid: GridView,
    seeds: Seeds,
    observer: MeterObserver,
    sendJitterMs: number,
    restored: RestoredMeter | undefined,
  ) {
    this.party = party;
    this.grid = grid;
    this.seeds = seeds;
    this.observer = observer;
    this.sendJitterMs = sendJitterMs;
    this.carries = [...(restored?.carries ?? [])];
    this.lastInterval = restored?.lastInterval ?? -1;
    this.billedWindows = new Set(restored?.billed);
    this.storeCheck = new StoreCheck(this.lastInterval);
    this.hasLostStore = (restored?.lostKeyEpoch ?? 0) >= party.keyEpoch;
    // Perhaps sent before the restart: the retained receipts will tell, and what they lack is sent again in batches.
    for (const reading of restored?.readings ?? []) this.addRow(reading, 0).sentAtMs = 0;
  }

  /** The last interval written to the outbox; -1 if none. */
  get lastWritten(): number {
    return this.lastInterval;
  }

  /** Whether its store is older than what it sent: it reports nothing more under this key epoch. [P-3.6] */
  get isSilenced(): boolean {
    return this.hasLostStore;
  }

  /** Readings that no bill has accounted for yet. */
  get outstandingCount(): number {
    let count = 0;
    for (const { reading } of this.rows.values()) if (!reading.isBilled) count += 1;
    return count;
  }

  /** Readings that some aggregator has not receipted yet. */
  get unstoredCount(): number {
    return this.unstored.size;
  }

  /** Void energy that still waits for a later reading, in Wh. */
  get carriedWh(): number {
    return this.carries.reduce((sum, carry) => sum + carry.remainingWh, 0);
  }

  get billedCount(): number {
    return this.billedWindows.size;
  }

  /** The scheme in force in this meter's area, if known. */
  private get view(): SchemeView | undefined {
    return this.grid.view(this.party.area);
  }

  /** Whether aggregator j has stored a reading, or has said that it can't come back. */
  isSettledAt(aggregator: number, interval: number): boolean {
    const row = this.rows.get(interval);
    if (row === undefined) return true;
    const bit = 1 << aggregator;
    return (row.storedBy & bit) !== 0 || row.voidBy.every((bits) => (bits & bit) !== 0);
  }

  /** Bits of all aggregators. */
  private get everybody(): number {
    const count = this.view?.sharing.aggregatorCount ?? 31;
    return (1 << (count + 1)) - 2;
  }

  private forget(rows: readonly Row[], out: Out): void {
    if (rows.length === 0) return;
    for (const row of rows) {
      this.rows.delete(row.reading.interval);
      this.unstored.delete(row);
    }
    out.persist({ kind: 'forget', meter: this.party.id, intervals: rows.map((row) => row.reading.interval) });
  }

  /** Whether nobody needs a row: its bill foots, and every aggregator has it or it is void at all. */
  private isDone({ reading, storedBy }: Row): boolean {
    const isVoid = reading.voidRegisters === (1 << this.party.registers.length) - 1;
    return reading.isBilled && (isVoid || storedBy === this.everybody);
  }

  /** Billed readings before `interval` go, whoever lacks them. */
  private forgetOld(interval: number, out: Out): void {
    const old: Row[] = [];
    for (const row of this.rows.values()) {
      if (row.reading.interval >= interval) break;
      if (row.reading.isBilled) old.push(row);
    }
    this.forget(old, out);
  }

  private addRow(reading: OutboxReading, dueMs: number): Row {
    const row = { reading, dueMs, sentAtMs: -1, sentTo: 0, storedBy: 0, voidBy: this.party.registers.map(() => 0) };
    this.rows.set(reading.interval, row);
    this.unstored.add(row);
    return row;
  }

  private jitter(): number {
    const bytes = this.seeds.next('jitter');
    return ((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) / 65536;
  }

  private sender(aggregator: number): Sender {
    let sender = this.senders.get(aggregator);
    if (sender === undefined) {
      sender = new Sender(this.party, aggregator, this.seeds, this.observer);
      this.senders.set(aggregator, sender);
    }
    return sender;
  }

  /** A reading of the electricity meter. One that can't be is reported and left out; it never becomes a cell. */
  read(input: ReadingInput, times: Times, out: Out): 'booked' | 'refused' | 'known' {
    const { view } = this;
    this.silenceIfLost(out);
    if (view === undefined || this.hasLostStore) return 'refused';
    const { interval, valuesWh } = input;
    if (interval <= this.lastInterval) return 'known';
    const { party } = this;
    const { maxReadingWh, intervalSeconds, registers } = view.scheme;
    const bad = valuesWh.findIndex((value) => !Number.isSafeInteger(value) || value < 0 || value > maxReadingWh);
    if (bad !== -1 || valuesWh.length !== party.registers.length) {
      out.notice(
        'warn',
        'reading_refused',
        `a reading outside 0..${maxReadingWh} Wh is left out: check the electricity meter`,
        {
          meter: party.id,
          interval,
          register: party.registers[bad] ?? '',
        },
      );
      return 'refused';
    }
    const directionOf = (register: number) =>
      registers.find(({ obis }) => obis === party.registers[register])?.direction ?? 'import';
    const books = bookCarries(interval, valuesWh, this.carries, directionOf, view.calendar, maxReadingWh);
    const reading: OutboxReading = {
      interval,
      sharing: view.sharing.id,
      bookedWh: books.bookedWh,
      voidRegisters: 0,
      isBilled: false,
    };
    out.persist({ kind: 'reading', meter: party.id, reading });
    for (const booking of books.bookings) {
      out.persist({ kind: 'booking', meter: party.id, booking });
      out.notice('info', 'rebooked', 'void energy booked on a later reading', {
        meter: party.id,
        ...booking,
        register: party.registers[booking.register] ?? '',
      });
    }
    for (const carry of books.changed) this.setCarry(carry, out);
    this.lastInterval = interval;
    this.storeCheck.wrote(interval);
    this.forgetOld(interval - Math.floor(RETENTION_SECONDS / intervalSeconds), out);
    const dueMs = intervalEndMs(interval, intervalSeconds) + this.jitter() * this.sendJitterMs;
    const row = this.addRow(reading, dueMs);
    if (dueMs <= times.gridMs) this.sendFresh(row, view, times, out);
    return 'booked';
  }

  private setCarry(carry: Carry, out: Out): void {
    out.persist({ kind: 'carry', meter: this.party.id, carry });
    this.carries = this.carries.filter(
      (other) => other.interval !== carry.interval || other.register !== carry.register,
    );
    if (carry.remainingWh > 0) this.carries.push(carry);
  }

  /** First sending, to every aggregator whose key is known; split once for all. */
  private sendFresh(row: Row, view: SchemeView, times: Times, out: Out): void {
    const { sharing } = view;
    if (row.reading.sharing !== sharing.id) return;
    const { interval, bookedWh } = row.reading;
    const shares = this.observer.measure('split', () => splitReading(this.party, sharing, interval, bookedWh));
    shares.forEach((share, at) => {
      const key = this.grid.keys.get(at + 1);
      const message = key === undefined ? undefined : this.sender(at + 1).fresh(interval, share, sharing, key);
      if (message === undefined) return;
      row.sentAtMs = times.monotonicMs;
      this.noteSent(row, at + 1);
      out.publish(message.topic, message.payload);
    });
  }

  /** Tells the observer of the first time that a reading goes to an aggregator. */
  private noteSent(row: Row, aggregator: number): void {
    const bit = 1 << aggregator;
    if ((row.sentTo & bit) === 0) this.observer.sent(this.party.id, aggregator, row.reading.interval);
    row.sentTo |= bit;
  }

  tick(times: Times, out: Out): void {
    const { view } = this;
    this.silenceIfLost(out);
    if (view === undefined || this.hasLostStore || this.unstored.size === 0) return;
    for (const row of this.unstored) {
      if (row.sentAtMs < 0 && row.storedBy === 0 && row.dueMs <= times.gridMs) this.sendFresh(row, view, times, out);
    }
    for (const [aggregator, key] of this.grid.keys) {
      const sender = this.sender(aggregator);
      const before = this.grid.online.has(aggregator) ? sender.retryBefore(times.monotonicMs) : undefined;
      if (before === undefined) continue;
      const bit = 1 << aggregator;
      const missing = [...this.unstored]
        .filter((row) => row.dueMs <= times.gridMs && row.sentAtMs <= before && row.reading.sharing === view.sharing.id)
        .filter((row) => (row.storedBy & bit) === 0 && !row.voidBy.every((bits) => (bits & bit) !== 0))
        .toSorted((one, other) => one.reading.interval - other.reading.interval)
        .slice(0, MAX_RETRIED_READINGS);
      if (missing.length === 0) continue;
      for (const row of missing) {
        row.sentAtMs = times.monotonicMs;
        this.noteSent(row, aggregator);
      }
      const readings = missing.map((row) => row.reading);
      for (const { topic, payload } of sender.messages(readings, view.sharing, key)) out.publish(topic, payload);
      sender.sentAgain(times.monotonicMs, this.jitter());
    }
  }

  /** An aggregator came online, or the bus is connected again: what it lacks is sent soon, spread a little. */
  encourage(aggregator: number, times: Times): void {
    this.sender(aggregator).encourage(times.monotonicMs, this.jitter());
  }

  /** Takes a receipt; returns whether it is authentic. */
  receipt(receipt: Receipt, out: Out): boolean {
    const { party } = this;
    const key = party.receiptKeys.get(receipt.aggregator);
    if (key === undefined || receipt.keyEpoch !== party.keyEpoch || !isReceiptAuthentic(party.crypto, key, receipt)) {
      out.notice('warn', 'receipt_refused', 'a receipt is not authentic and was ignored', {
        meter: party.id,
        aggregator: receipt.aggregator,
      });
      return false;
    }
    if (receipt.area !== party.area) return true;
    this.compareHeads(receipt, out);
    const known = this.storeEpochs.get(receipt.aggregator) ?? 0;
    if (receipt.storeEpoch < known) return true;
    const bit = 1 << receipt.aggregator;
    if (receipt.storeEpoch > known) {
      // It lost its disk: what it said before does not count any more.
      for (const row of this.rows.values()) {
        row.storedBy &= ~bit;
        this.unstored.add(row);
      }
      this.storeEpochs.set(receipt.aggregator, receipt.storeEpoch);
    }
    this.merge(receipt, bit, out);
    for (const bill of this.waitingBills.values()) this.bill(bill, out);
    return true;
  }

  /**
   * Two different heads of one log: somebody signed both, or this aggregator lies. A MAC convinces nobody else, and one
   * liar must not silence meters, so it is reported to the operator, loudly. [P-6.3]
   */
  private compareHeads(receipt: Receipt, out: Out): void {
    const known = this.heads.get(receipt.logLength);
    if (known === receipt.logHash) return;
    if (known === undefined) {
      this.heads.set(receipt.logLength, receipt.logHash);
      const oldest = this.heads.keys().next();
      if (this.heads.size > 64 && oldest.done !== true) this.heads.delete(oldest.value);
      return;
    }
    out.notice('error', 'log_fork', 'two aggregators name different logs of the area. Tell the operators.', {
      meter: this.party.id,
      aggregator: receipt.aggregator,
      logLength: receipt.logLength,
    });
  }

  private compareStore(receipt: Receipt, stored: Bitmap, width: number, out: Out): void {
    const { aggregator, from } = receipt;
    const interval = this.storeCheck.receipt(aggregator, from, stored, width, this.lastInterval);
    if (interval === undefined) return;
    const text = `aggregator ${aggregator} holds a reading that this meter's store does not know`;
    out.notice('warn', 'store_doubted', text, { meter: this.party.id, aggregator, interval });
    this.silenceIfLost(out);
  }

  /** When k aggregators hold what the store does not know: fewer could lie, and must not silence a meter. [P-3.6] */
  private silenceIfLost(out: Out): void {
    const threshold = this.view?.sharing.threshold ?? Number.POSITIVE_INFINITY;
    if (this.hasLostStore || this.storeCheck.claimCount < threshold) return;
    const { id, keyEpoch } = this.party;
    this.hasLostStore = true;
    out.persist({ kind: 'lost', meter: id, keyEpoch });
    const text =
      "this meter's store is lost, or an old copy: aggregators hold readings that it does not know. It reports nothing more " +
      `under key epoch ${keyEpoch}, since an interval could get two values. Give it new keys under the next key epoch and an ` +
      'empty state folder: docs/operating.md';
    out.notice('error', 'store_lost', text, { meter: id });
  }

  private merge(receipt: Receipt, bit: number, out: Out): void {
    const stored = Bitmap.decode(receipt.stored);
    const voided = Bitmap.decode(receipt.void);
    if (stored === undefined || voided === undefined) return;
    const width = this.party.registers.length;
    this.compareStore(receipt, stored, width, out);
    const everybody = this.everybody;
    const done: Row[] = [];
    let hasProgress = false;
    // By the own rows: how many intervals a receipt speaks of is its aggregator's choice.
    for (const row of this.rows.values()) {
      const { interval } = row.reading;
      if (interval < receipt.from || interval >= receipt.from + receipt.count) continue;
      const isStored = stored.has((interval - receipt.from) * width);
      if (isStored === ((row.storedBy & bit) !== 0)) continue;
      row.storedBy ^= bit;
      if (!isStored) {
        // It was there and is not any more: an old copy of the ledger took its place. An older receipt that came late
        // costs a duplicate.
        this.unstored.add(row);
        continue;
      }
      hasProgress = true;
      if (row.storedBy === everybody) this.unstored.delete(row);
      if (this.isDone(row)) done.push(row);
      this.observer.stored(this.party.id, receipt.aggregator, interval);
    }
    this.forget(done, out);
    const changed = new Set<Row>();
    for (const cell of voided) {
      const row = this.rows.get(receipt.from + Math.floor(cell / width));
      if (row === undefined) continue;
      row.voidBy[cell % width] = (row.voidBy[cell % width] ?? 0) | bit;
      changed.add(row);
    }
    for (const row of changed) this.voidIfAgreed(row, out);
    if (hasProgress) this.sender(receipt.aggregator).progress();
  }

  /** When k aggregators say so, a cell is void: its energy moves to the carry, once. [P-7.3] */
  private voidIfAgreed(row: Row, out: Out): void {
    const threshold = this.view?.sharing.threshold ?? Number.POSITIVE_INFINITY;
    const { party } = this;
    // Its energy is on a bill that foots: what is said of it now can only be a lie.
    if (row.reading.isBilled) return;
    let { voidRegisters } = row.reading;
    row.voidBy.forEach((bits, register) => {
      if ((voidRegisters & (1 << register)) !== 0 || bitCount(bits) < threshold) return;
      voidRegisters |= 1 << register;
      const carry = carryOf(row.reading.interval, register, row.reading.bookedWh[register] ?? 0);
      if (carry !== undefined) this.setCarry(carry, out);
      out.notice('info', 'void', 'a cell did not make it into its page; its energy is booked later', {
        meter: party.id,
        interval: row.reading.interval,
        register: party.registers[register] ?? '',
      });
    });
    if (voidRegisters === row.reading.voidRegisters) return;
    row.reading = { ...row.reading, voidRegisters };
    if (voidRegisters === (1 << party.registers.length) - 1) this.unstored.delete(row);
    out.persist({ kind: 'void', meter: party.id, interval: row.reading.interval, voidRegisters });
  }

  /** A bill, opened: if it foots with the books, the readings it contains have done their duty. */
  bill(bill: Bill, out: Out): void {
    if (this.billedWindows.has(bill.from)) return;
    const { party } = this;
    const covered = this.coveredRows(bill);
    const problem = covered === undefined ? 'a bitmap is malformed' : this.problemWith(bill, covered);
    if (covered === undefined || problem !== undefined) {
      if (!this.waitingBills.has(bill.from)) {
        const text = `a bill differs from the meter's books: ${problem}. Readings are kept.`;
        out.notice('warn', 'bill_does_not_foot', text, { meter: party.id, from: bill.from });
      }
      this.waitingBills.set(bill.from, bill);
      return;
    }
    this.waitingBills.delete(bill.from);
    this.billedWindows.add(bill.from);
    const all = (1 << party.registers.length) - 1;
    const end = bill.from + bill.count;
    const accounted: Row[] = [];
    for (const row of this.rows.values()) {
      if (row.reading.isBilled) continue;
      // Void readings of the window are accounted for too: their energy is in the carry.
      if (covered.has(row) || (row.reading.voidRegisters === all && row.reading.interval < end)) accounted.push(row);
      else if (row.reading.interval < end) this.askAgain(row);
    }
    for (const row of accounted) row.reading = { ...row.reading, isBilled: true };
    const intervals = accounted.map((row) => row.reading.interval);
    out.persist({ kind: 'bill', meter: party.id, bill });
    out.persist({ kind: 'billed', meter: party.id, from: bill.from, intervals });
    this.forget(
      accounted.filter((row) => this.isDone(row)),
      out,
    );
    out.notice('info', 'billed', 'a bill arrived and foots', { meter: party.id, from: bill.from });
  }

  private problemWith(bill: Bill, covered: ReadonlySet<Row>): string | undefined {
    const { view, party } = this;
    if (view === undefined) return 'no scheme is known yet';
    return footingProblem(
      bill,
      [...covered].map((row) => row.reading),
      party.registers,
      view,
    );
  }

  /** A reading of a billed window that its bill left out: sent again, its receipt tells whether it is void. [P-7.3] */
  private askAgain(row: Row): void {
    row.storedBy = 0;
    row.sentAtMs = 0;
    this.unstored.add(row);
  }

  private coveredRows(bill: Bill): Set<Row> | undefined {
    const bitmap = Bitmap.decode(bill.covered);
    if (bitmap === undefined) return undefined;
    const rows = new Set<Row>();
    for (const offset of bitmap) {
      const row = this.rows.get(bill.coverFrom + offset);
      // A cell that an earlier bill covered is missing here, so that a bill covering it again does not foot.
      if (row?.reading.isBilled === false) rows.add(row);
    }
    return rows;
  }
}
