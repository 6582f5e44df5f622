/**
 * One meter: writes readings to its outbox, sends shares until receipts say they are stored, books void energy again,
 * and lets a reading go when its bill foots and every aggregator has it. [P-2.4, P-6.3, P-7.3]
 */
import { Bitmap } from '../protocol/math/bitmap.ts';
import { intervalEndMs } from '../protocol/grid/interval.ts';
import { RETENTION_SECONDS } from '../protocol/wire/limits.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { isReceiptAuthentic } from '../protocol/wire/receipt.ts';
import type { Seeds } from '../protocol/keys/seal.ts';
import type { Bill, OpenBill, Receipt } from '../schemas/types.ts';
import { bookCarries, carryOf, cellsToCome } from './books.ts';
import { footingProblem } from './bill-check.ts';
import type { MeterEvidence } from './evidence.ts';
import type { GridView, SchemeView } from './grid-view.ts';
import type { Carry, Gap, OutboxOp, OutboxReading, RestoredMeter } from './outbox.ts';
import type { MeterObserver, MeterParty } from './party.ts';
import { Sender } from './sender.ts';
import { StoreCheck } from './store-check.ts';
import { splitReading } from './split.ts';

type Out = Effects<OutboxOp>;

/** Most readings sent again to one aggregator at one go. */
const MAX_RETRIED_READINGS = 960;
/** Most shares that a process splits and seals in one tick: some tenths of a second on a small machine. */
export const MAX_SHARES_PER_TICK = 2_000;

interface Row {
  reading: OutboxReading;
  readonly dueMs: number;
  /** When it was last handed to the bus (monotonic); -1 if never. */
  sentAtMs: number;
  /** Bit j: handed to the bus for aggregator j by this process. */
  sentTo: number;
  /** Bit j: aggregator j has stored it, by its receipt. */
  storedBy: number;
  /** Bit j: aggregator j says that it is void. */
  voidBy: number;
  /** Bit j: aggregator j says that it is in no page: nobody needs its share. A remnant's share goes into a load. */
  goneBy: number;
  /** Bit j: aggregator j has forgotten the page of so long ago: it takes no share of it, and can tell nothing of it. */
  spentBy: number;
}

export interface ReadingInput {
  readonly interval: number;
  /** Per register, in Wh. */
  readonly valuesWh: readonly number[];
  /** What the source has of the intervals just before that have no reading, per register in Wh. */
  readonly missedWh?: readonly number[];
}

function nameOf({ interval, register }: Carry): string {
  return `${interval}/${register}`;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Whether an aggregator, by its bit, has a row's share or says that it has no use for it. */
function isSettledBy({ storedBy, goneBy, spentBy }: Row, bit: number): boolean {
  return ((storedBy | goneBy | spentBy) & bit) !== 0;
}

export class Meter {
  readonly party: MeterParty;
  private readonly grid: GridView;
  private readonly evidence: MeterEvidence;
  private readonly seeds: Seeds;
  private readonly observer: MeterObserver;
  private readonly sendJitterMs: number;
  private readonly rows = new Map<number, Row>();
  /** Rows that some aggregator has not stored yet. */
  private readonly unstored = new Set<Row>();
  /** By cell, the oldest first. */
  private readonly carries = new Map<string, Carry>();
  private lastInterval: number;
  private readonly senders = new Map<number, Sender>();
  private readonly storeEpochs = new Map<number, number>();
  private readonly billedWindows: Set<number>;
  private readonly storeCheck: StoreCheck;
  private hasLostStore: boolean;
  /** Bills that do not foot yet, by window: a void may still have to be heard of. */
  private readonly waitingBills = new Map<number, Bill>();
  /** First interval of which the roster has it, by aggregator. */
  private readonly joinedBy = new Map<number, number>();
  /** First interval that it reports, by what k aggregators said; 0 while it does not know. */
  private joinedFrom: number;
  private beforeReadings: number;
  private readonly gapsKnown: Gap[];
  /** The last interval that the source had something of, even if that can't be; -1 if none. */
  private lastOffered: number;
  /** First interval that the roster leaves it out of, by what was heard last. */
  private leftUntil: number | undefined;
  /** What was heard of bills that can't be had, by the start of their window. */
  private readonly openBills = new Map<number, OpenBill['status']>();

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
    this.grid = grid;
    this.evidence = evidence;
    this.seeds = seeds;
    this.observer = observer;
    this.sendJitterMs = sendJitterMs;
    for (const carry of restored?.carries ?? []) this.carries.set(nameOf(carry), carry);
    this.lastInterval = restored?.lastInterval ?? -1;
    this.billedWindows = new Set(restored?.billed);
    this.storeCheck = new StoreCheck(this.lastInterval);
    this.hasLostStore = (restored?.lostKeyEpoch ?? 0) >= party.keyEpoch;
    const joined = restored?.joined;
    const isOfNow = joined?.area === party.area && joined.keyEpoch === party.keyEpoch;
    this.joinedFrom = isOfNow ? joined.interval : 0;
    this.beforeReadings = restored?.beforeCount ?? 0;
    this.gapsKnown = [...(restored?.gaps ?? [])];
    this.lastOffered = this.lastInterval;
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
    let wh = 0;
    for (const { remainingWh } of this.carries.values()) wh += remainingWh;
    return wh;
  }

  /** How many later cells of its rate the longest carry needs; 0 without one. */
  get carriedCells(): number {
    const { view, party } = this;
    let most = 0;
    if (view === undefined) return most;
    for (const carry of this.carries.values()) {
      const register = party.registers[carry.register] ?? '';
      most = Math.max(most, cellsToCome(carry, this.lastInterval, register, view.cells));
    }
    return most;
  }

  get billedCount(): number {
    return this.billedWindows.size;
  }

  /** First interval of which the roster has it; undefined while too few aggregators said so. */
  get joined(): number | undefined {
    return this.joinedFrom === 0 ? undefined : this.joinedFrom;
  }

  /** Readings from before it joined, which are on no bill. */
  get beforeCount(): number {
    return this.beforeReadings;
  }

  /** Intervals of which the source had no reading. */
  get gaps(): readonly Gap[] {
    return this.gapsKnown;
  }

  /** The scheme in force in this meter's area, if known. */
  private get view(): SchemeView | undefined {
    return this.grid.view(this.party.area);
  }

  /** Whether aggregator j has stored a reading, or has said that its page closed without it. */
  isSettledAt(aggregator: number, interval: number): boolean {
    const row = this.rows.get(interval);
    return row === undefined || isSettledBy(row, 1 << aggregator);
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

  /** Whether nobody needs the share of a row: every aggregator has it or needs it no more, or it is in no page. */
  private isDelivered({ storedBy, goneBy, spentBy }: Row): boolean {
    const threshold = this.view?.sharing.threshold ?? Number.POSITIVE_INFINITY;
    return (storedBy | spentBy) === this.everybody || bitCount(goneBy) >= threshold;
  }

  /** Whether nobody needs a row: its bill foots, and it is delivered. */
  private isDone(row: Row): boolean {
    return row.reading.isBilled && this.isDelivered(row);
  }

  /** Billed and void readings before `interval` go, whoever lacks them. */
  private forgetOld(interval: number, out: Out): void {
    const old: Row[] = [];
    for (const row of this.rows.values()) {
      if (row.reading.interval >= interval) break;
      if (row.reading.isBilled || row.reading.isVoid) old.push(row);
    }
    this.forget(old, out);
  }

  private addRow(reading: OutboxReading, dueMs: number): Row {
    const row = { reading, dueMs, sentAtMs: -1, sentTo: 0, storedBy: 0, voidBy: 0, goneBy: 0, spentBy: 0 };
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
    const { maxReadingWh, intervalSeconds } = view.scheme;
    this.noteGap(input, out);
    const bad = valuesWh.findIndex((value) => !Number.isSafeInteger(value) || value < 0 || value > maxReadingWh);
    if (bad !== -1 || valuesWh.length !== party.registers.length) {
      out.persist({ kind: 'refused', meter: party.id, interval, valuesWh });
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
    const rules = { registers: party.registers, cells: view.cells, maxReadingWh };
    const isBefore = interval < this.joinedFrom;
    const books = bookCarries(interval, valuesWh, isBefore ? [] : this.carries.values(), rules);
    const reading: OutboxReading = {
      interval,
      sharing: view.sharing.id,
      bookedWh: books.bookedWh,
      isVoid: false,
      isBilled: false,
    };
    out.persist({ kind: 'reading', meter: party.id, reading });
    for (const booking of books.bookings) out.persist({ kind: 'booking', meter: party.id, booking });
    for (const carry of books.changed) this.setCarry(carry, out);
    if (books.bookings.length > 0)
      out.notice('info', 'rebooked', 'energy of void cells is booked on this reading', {
        meter: party.id,
        interval,
        cells: books.bookings.length,
        wh: books.bookings.reduce((sum, { wh }) => sum + wh, 0),
      });
    this.lastInterval = interval;
    this.storeCheck.wrote(interval);
    if (isBefore) {
      this.putBefore([interval], out);
      return 'booked';
    }
    this.forgetOld(interval - Math.floor(RETENTION_SECONDS / intervalSeconds), out);
    const dueMs = intervalEndMs(interval, view.scheme) + this.jitter() * this.sendJitterMs;
    const row = this.addRow(reading, dueMs);
    if (dueMs <= times.gridMs) this.sendFresh(row, view, times, out);
    return 'booked';
  }

  /**
   * Intervals between the last reading and this one: what was used in them is on no bill, and nothing is estimated. The source may
   * have a hole, or its clock was changed: the household hears of it either way. [P-2.4]
   */
  private noteGap({ interval, missedWh = [] }: ReadingInput, out: Out): void {
    const { id } = this.party;
    const first = this.lastOffered + 1;
    this.lastOffered = Math.max(this.lastOffered, interval);
    // Of before it joined it would be on no bill in any case.
    const from = Math.max(first, this.joinedFrom);
    if (first === 0 || interval <= from || this.gapsKnown.some((gap) => gap.from === from)) return;
    const wh = from === first && missedWh.some((value) => value !== 0) ? missedWh : [];
    const gap = { from, until: interval, wh };
    this.gapsKnown.push(gap);
    out.persist({ kind: 'gap', meter: id, gap });
    // How much the source has of them is a reading, and no log has readings.
    const known =
      wh.length === 0 ? '' : 'What the source has of parts of them is in the books (gridshare explain), on no bill. ';
    const text =
      `no reading of ${id} from interval ${from} up to ${interval}, ${interval - from} in all: its source has a hole, or its clock was changed. ` +
      `What was used then is on no bill, unless the source has it in the reading of interval ${interval}. ${known}Nothing was estimated. Compare the register ` +
      'of the electricity meter with the bills: docs/operating.md, Gaps in readings';
    out.notice('warn', 'reading_gap', text, { meter: id, from, until: interval, count: interval - from });
  }

  private setCarry(carry: Carry, out: Out): void {
    out.persist({ kind: 'carry', meter: this.party.id, carry });
    if (carry.remainingWh > 0) this.carries.set(nameOf(carry), carry);
    else this.carries.delete(nameOf(carry));
  }

  /** First sending, to every aggregator whose key is known; split once for all. */
  private sendFresh(row: Row, view: SchemeView, times: Times, out: Out): void {
    const { sharing } = view;
    // Kept, and sent when the area goes on: a share of a reading is always the same.
    if (row.reading.sharing !== sharing.id || this.evidence.stopOf(this.party.area) !== undefined) return;
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

  /**
   * Sends what is due. `room`: for so many shares, the rest waits for the next tick; one batch is sent in any case if the room
   * is untouched. Returns how much of it was taken.
   */
  tick(times: Times, out: Out, room: number): number {
    const { view } = this;
    this.silenceIfLost(out);
    if (view === undefined || this.hasLostStore || this.unstored.size === 0) return 0;
    if (this.evidence.stopOf(this.party.area) !== undefined) return 0;
    let taken = 0;
    for (const row of this.unstored) {
      if (row.sentAtMs >= 0 || row.storedBy !== 0 || row.dueMs > times.gridMs) continue;
      if (taken >= room) return room;
      this.sendFresh(row, view, times, out);
      taken += this.grid.keys.size;
    }
    for (const [aggregator, key] of this.grid.keys) {
      const sender = this.sender(aggregator);
      const before = this.grid.online.has(aggregator) ? sender.retryBefore(times.monotonicMs) : undefined;
      if (before === undefined) continue;
      const bit = 1 << aggregator;
      const missing = [...this.unstored]
        .filter((row) => row.dueMs <= times.gridMs && row.sentAtMs <= before && row.reading.sharing === view.sharing.id)
        .filter((row) => !isSettledBy(row, bit))
        .toSorted((one, other) => one.reading.interval - other.reading.interval)
        .slice(0, MAX_RETRIED_READINGS);
      if (missing.length === 0) continue;
      // Splitting and sealing takes its time: what does not fit comes with the next tick, before anybody else's.
      if (taken + missing.length > room && (taken > 0 || room < MAX_SHARES_PER_TICK)) return room;
      taken += missing.length;
      for (const row of missing) {
        row.sentAtMs = times.monotonicMs;
        this.noteSent(row, aggregator);
      }
      const readings = missing.map((row) => row.reading);
      for (const { topic, payload } of sender.messages(readings, view.sharing, key)) out.publish(topic, payload);
      sender.sentAgain(times.monotonicMs, this.jitter());
    }
    return taken;
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
    this.evidence.receipt(receipt, party.id, out);
    const known = this.storeEpochs.get(receipt.aggregator) ?? 0;
    if (receipt.storeEpoch < known) return true;
    const bit = 1 << receipt.aggregator;
    if (receipt.storeEpoch > known) {
      // It lost its disk, or had another log than the others: what it said before does not count any more.
      for (const row of this.rows.values()) {
        row.storedBy &= ~bit;
        row.voidBy &= ~bit;
        row.goneBy &= ~bit;
        row.spentBy &= ~bit;
        if (!this.isDelivered(row)) this.unstored.add(row);
      }
      this.joinedBy.delete(receipt.aggregator);
      this.storeEpochs.set(receipt.aggregator, receipt.storeEpoch);
    }
    this.heardOut(receipt, out);
    this.heardJoined(receipt, out);
    this.merge(receipt, bit, out);
    for (const bill of this.waitingBills.values()) this.bill(bill, out);
    return true;
  }

  /**
   * From when on the roster has this meter: believed as far as k aggregators say so, since fewer could lie, and a reading that
   * is not sent is on no bill. It never gets earlier: one of the k was honest. [P-6.3.8]
   */
  private heardJoined({ aggregator, joined }: Receipt, out: Out): void {
    this.joinedBy.set(aggregator, joined);
    const threshold = this.view?.sharing.threshold;
    if (threshold === undefined) return;
    const from = [...this.joinedBy.values()].toSorted((one, other) => other - one)[threshold - 1] ?? 0;
    if (from <= this.joinedFrom) return;
    this.joinedFrom = from;
    const { id, area, keyEpoch } = this.party;
    out.persist({ kind: 'joined', meter: id, area, keyEpoch, interval: from });
    const intervals: number[] = [];
    for (const { reading } of this.rows.values())
      // What is void or billed is accounted for already.
      if (reading.interval < from && !reading.isVoid && !reading.isBilled) intervals.push(reading.interval);
    for (const interval of intervals) {
      const row = this.rows.get(interval);
      if (row !== undefined) this.unstored.delete(row);
      this.rows.delete(interval);
    }
    this.putBefore(intervals, out);
  }

  /** Readings from before it joined stay in the books: nobody bills them, and nobody takes them. [P-6.3.8] */
  private putBefore(intervals: readonly number[], out: Out): void {
    if (intervals.length === 0) return;
    const { id } = this.party;
    out.persist({ kind: 'before', meter: id, intervals });
    const isNews = this.beforeReadings === 0;
    this.beforeReadings += intervals.length;
    // Once: a source may have years of them.
    if (!isNews) return;
    const text =
      `readings from before ${id} joined, which it did with interval ${this.joinedFrom}, are not billed and not sent: they stay ` +
      'in its books (gridshare explain). Nothing is to be done, unless it should have joined earlier: then ask the utility';
    out.notice('warn', 'before_joining', text, { meter: id, interval: this.joinedFrom, count: intervals.length });
  }

  /** The roster leaves this meter out: its household hears from when on, and who took it out. [P-6.3.7] */
  private heardOut({ left, aggregator }: Receipt, out: Out): void {
    if (left === undefined || this.leftUntil === left.until) return;
    this.leftUntil = left.until;
    const { id, keyEpoch } = this.party;
    const who = left.accepts.length === 0 ? 'nobody named' : `aggregators ${left.accepts.join(', ')}`;
    const text =
      `the roster leaves this meter out from interval ${left.until} on: entry ${left.sequence}, proposed by the utility and ` +
      `accepted by ${who}, says aggregator ${aggregator}. What it reads from then on is on no bill. Ask the utility; it returns ` +
      `under a key epoch above ${keyEpoch}`;
    const { until, sequence, accepts } = left;
    out.notice('error', 'removed', text, { meter: id, until, sequence, accepts: accepts.join() });
  }

  /** Whether a receipt says that the roster leaves it out. */
  get isRemoved(): boolean {
    return this.leftUntil !== undefined;
  }

  private compareStore(receipt: Receipt, stored: Bitmap, out: Out): void {
    const { aggregator, from } = receipt;
    const interval = this.storeCheck.receipt(aggregator, from, stored, this.lastInterval);
    if (interval === undefined) return;
    const text =
      `aggregator ${aggregator} holds a reading that this meter's store does not know. One alone may lie, and changes nothing; if as many ` +
      'say so as can open totals, the store is lost or an old copy, and this meter goes silent';
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
    const closed = Bitmap.decode(receipt.closed);
    const voided = Bitmap.decode(receipt.void);
    if (stored === undefined || closed === undefined || voided === undefined) return;
    this.compareStore(receipt, stored, out);
    const done = new Set<Row>();
    let hasProgress = false;
    // By the own rows: how many intervals a receipt speaks of is its aggregator's choice.
    for (const row of this.rows.values()) {
      const { interval } = row.reading;
      if (interval < receipt.knownFrom && (row.spentBy & bit) === 0) {
        // It would refuse the share for ever.
        row.spentBy |= bit;
        if (this.isDelivered(row)) this.unstored.delete(row);
        if (this.isDone(row)) done.add(row);
      }
      if (interval < receipt.neededFrom || interval >= receipt.from + receipt.count) continue;
      const isStored = stored.has(interval - receipt.from);
      if (isStored === ((row.storedBy & bit) !== 0)) continue;
      row.storedBy ^= bit;
      if (!isStored) {
        // It was there and is not any more: an old copy of the ledger took its place. An older receipt that came late
        // costs a duplicate.
        this.unstored.add(row);
        continue;
      }
      hasProgress = true;
      if (this.isDelivered(row)) this.unstored.delete(row);
      if (this.isDone(row)) done.add(row);
      this.observer.stored(this.party.id, receipt.aggregator, interval);
    }
    for (const offset of voided) {
      const row = this.rows.get(receipt.from + offset);
      if (row === undefined) continue;
      row.voidBy |= bit;
      if (!closed.has(offset)) row.goneBy |= bit;
      this.voidIfAgreed(row, out);
      if (this.isDelivered(row)) this.unstored.delete(row);
      if (this.isDone(row)) done.add(row);
    }
    this.forget([...done], out);
    if (hasProgress) this.sender(receipt.aggregator).progress();
  }

  /** When k aggregators say so, a cell is void: its energy moves to the carry, once. [P-7.3] */
  private voidIfAgreed(row: Row, out: Out): void {
    const { party, view } = this;
    if (view === undefined) return;
    const { minIntervals } = view.scheme.floors;
    // Its energy is on a bill that foots: what is said of it now can only be a lie.
    const { interval, bookedWh, isBilled, isVoid } = row.reading;
    if (isBilled || isVoid || bitCount(row.voidBy) < view.sharing.threshold) return;
    bookedWh.forEach((wh, register) => {
      const carry = carryOf(party, { interval, register, wh, after: this.lastInterval }, minIntervals);
      if (carry !== undefined) this.setCarry(carry, out);
    });
    row.reading = { ...row.reading, isVoid: true };
    out.persist({ kind: 'void', meter: party.id, interval });
    out.notice('info', 'void', 'a cell is in no page or no bill; its energy is booked later', {
      meter: party.id,
      interval,
    });
  }

  /** A bill, opened: if it foots with the books, the readings it contains have done their duty. */
  bill(bill: Bill, out: Out): void {
    if (bill.open !== undefined) {
      this.openBill(bill, bill.open, out);
      return;
    }
    if (this.billedWindows.has(bill.from)) return;
    const { party } = this;
    const covered = this.coveredRows(bill);
    const problem = covered === undefined ? 'a bitmap is malformed' : this.problemWith(bill, covered);
    if (covered === undefined || problem !== undefined) {
      if (!this.waitingBills.has(bill.from)) {
        const text = `a bill differs from the meter's books: ${problem}. Readings are kept, and a receipt may still explain it; if it stays so, show the utility the books (gridshare explain)`;
        out.notice('warn', 'bill_does_not_foot', text, { meter: party.id, from: bill.from });
      }
      this.waitingBills.set(bill.from, bill);
      return;
    }
    this.waitingBills.delete(bill.from);
    this.billedWindows.add(bill.from);
    const end = bill.from + bill.count;
    const accounted: Row[] = [];
    for (const row of this.rows.values()) {
      if (row.reading.isBilled) continue;
      const { interval, isVoid } = row.reading;
      // Void readings of the window are accounted for too: their energy is in the carry.
      if (covered.has(row) || (isVoid && interval < end)) accounted.push(row);
      // The window before may still have a late bill to come; who hears of none from then on has to ask. [P-7.3]
      else if (interval < end && (interval >= bill.from || interval < bill.from - bill.count)) this.askAgain(row);
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

  /** The utility has no bill of a window: the household hears why, and nothing in the books changes. [P-7.6.8] */
  private openBill(bill: Bill, { status, reason }: OpenBill, out: Out): void {
    const { id } = this.party;
    if (this.openBills.get(bill.from) === status) return;
    this.openBills.set(bill.from, status);
    const isBilled = this.billedWindows.has(bill.from);
    if (!isBilled) out.persist({ kind: 'bill', meter: id, bill });
    const rest = isBilled ? 'It had footed before: the books stay as they are.' : 'Readings are kept.';
    const text = `the bill of the window from ${bill.from} is ${status}: ${reason}. ${rest} Ask the utility.`;
    out.notice('warn', status === 'disputed' ? 'bill_disputed' : 'bill_failed', text, { meter: id, from: bill.from });
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
      const row = this.rows.get(bill.from + offset);
      // A cell that an earlier bill covered is missing here, so that a bill covering it again does not foot.
      if (row?.reading.isBilled === false) rows.add(row);
    }
    return rows;
  }
}
