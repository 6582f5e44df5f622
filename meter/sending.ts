/** Sending the readings of one meter to every aggregator: when, how much at a time, and what again. [P-6.3] */
import type { Effects, Times } from '../protocol/machine.ts';
import type { AggregatorKey } from './key-cards.ts';
import type { SchemeView } from './grid-view.ts';
import type { OutboxOp } from './outbox.ts';
import type { Row } from './row-chunk.ts';
import type { Rows } from './rows.ts';
import { Sender } from './sender.ts';
import { splitReading } from './split.ts';
import type { Surroundings } from './surroundings.ts';

type Out = Effects<OutboxOp>;

/** Most readings sent again to one aggregator at one go. */
const MAX_RETRIED_READINGS = 960;
/** Most shares that a process splits and seals in one tick: some tenths of a second on a small machine. */
export const MAX_SHARES_PER_TICK = 2_000;

/** Intervals from `from` up to `end`. */
export interface Owned {
  readonly from: number;
  readonly end: number;
}

export class Sending {
  private readonly around: Surroundings;
  private readonly rows: Rows;
  private readonly owned: () => Owned;
  private readonly senders = new Map<number, Sender>();

  /** `owned`: the intervals that are its business. */
  constructor(around: Surroundings, rows: Rows, owned: () => Owned) {
    this.around = around;
    this.owned = owned;
    this.rows = rows;
  }

  private sender(aggregator: number): Sender {
    let sender = this.senders.get(aggregator);
    if (sender === undefined) {
      const { party, seeds, observer } = this.around;
      sender = new Sender(party, aggregator, seeds, observer);
      this.senders.set(aggregator, sender);
    }
    return sender;
  }

  /**
   * First sending, to every aggregator whose key is known; split once for all. What is read while the bus is away is sent when it
   * is back, many intervals a message.
   */
  sendFresh(row: Row, view: SchemeView, times: Times, out: Out): void {
    const { sharing } = view;
    const { party, grid, observer } = this.around;
    // Kept, and sent when the area goes on: a share of a reading is always the same.
    if (!grid.isInTouch || row.sharing !== sharing.id || this.around.stop !== undefined) return;
    const { interval, bookedUnits } = row.reading;
    const shares = observer.measure('split', () => splitReading(party, sharing, interval, bookedUnits));
    shares.forEach((share, at) => {
      const key = grid.keys.get(at + 1);
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
    const { observer, party } = this.around;
    if ((row.sentTo & bit) === 0) observer.sent(party.id, aggregator, row.interval);
    row.sentTo |= bit;
  }

  /**
   * Sends what is due. `room`: for so many shares, the rest waits for the next tick; one batch is sent in any case if the room
   * is untouched. Returns how much of it was taken.
   */
  sendDue(view: SchemeView, times: Times, out: Out, room: number): number {
    const { grid } = this.around;
    const { rows } = this;
    let taken = 0;
    const { from, end } = this.owned();
    for (const [interval, dueMs] of rows.fresh) {
      if (dueMs > times.gridMs || interval < from || interval >= end) continue;
      if (taken >= room) return room;
      rows.fresh.delete(interval);
      const row = rows.get(interval);
      if (row === undefined || row.storedBy !== 0) continue;
      this.sendFresh(row, view, times, out);
      taken += grid.keys.size;
    }
    if (rows.unstoredCount === 0 || this.around.stop !== undefined) return taken;
    for (const [aggregator, key] of grid.keys) {
      const missing = this.missingAt(aggregator, view, times);
      if (missing.length === 0) continue;
      // Splitting and sealing takes its time: what does not fit comes with the next tick, before anybody else's.
      if (taken + missing.length > room && (taken > 0 || room < MAX_SHARES_PER_TICK)) return room;
      taken += missing.length;
      this.sendAgain(missing, aggregator, key, view, times, out);
    }
    return taken;
  }

  /** What is to be sent again to an aggregator now, ascending. */
  private missingAt(aggregator: number, view: SchemeView, times: Times): Row[] {
    const sender = this.sender(aggregator);
    const before = this.around.grid.online.has(aggregator) ? sender.retryBefore(times.monotonicMs) : undefined;
    if (before === undefined) return [];
    const missing: Row[] = [];
    const { from, end } = this.owned();
    for (const row of this.rows.lackedBy(1 << aggregator, before, view.sharing.id)) {
      if (row.interval < from) continue;
      if (row.interval >= end) break;
      missing.push(row);
      if (missing.length === MAX_RETRIED_READINGS) break;
    }
    return missing;
  }

  private sendAgain(
    rows: readonly Row[],
    aggregator: number,
    key: AggregatorKey,
    view: SchemeView,
    times: Times,
    out: Out,
  ): void {
    const sender = this.sender(aggregator);
    for (const row of rows) {
      row.sentAtMs = times.monotonicMs;
      this.noteSent(row, aggregator);
    }
    const readings = rows.map((row) => row.reading);
    for (const { topic, payload } of sender.messages(readings, view.sharing, key)) out.publish(topic, payload);
    sender.sentAgain(times.monotonicMs, this.around.jitter());
  }

  /** An aggregator came online, or the bus is connected again: what it lacks is sent soon, spread a little. */
  encourage(aggregator: number, times: Times): void {
    this.sender(aggregator).encourage(times.monotonicMs, this.around.jitter());
  }

  /** A receipt is believed: what an aggregator may not have been able to open is sent again soon, with the set-up. */
  receipted(aggregator: number, sessionId: string | undefined, times: Times): void {
    if (this.sender(aggregator).receipted(sessionId)) this.encourage(aggregator, times);
  }

  /** A receipt of an aggregator showed progress: no reason to be slow. */
  progress(aggregator: number): void {
    this.sender(aggregator).progress();
  }
}
