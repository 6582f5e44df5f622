/** Whether a roster has this meter, from when and until when: by what aggregators say in their receipts. [P-6.3] */
import type { Effects } from '../protocol/machine.ts';
import type { Receipt } from '../schemas/types.ts';
import type { OutboxOp } from './outbox.ts';
import type { RestoredMeter } from './restored-meter.ts';
import type { Rows } from './rows.ts';
import type { Surroundings } from './surroundings.ts';

type Out = Effects<OutboxOp>;

/** Which of a meter's key epochs it is about. */
interface Standing {
  /** It was in no area before. */
  readonly isFirst: boolean;
  /** The area that it moved to, if it did. */
  readonly movedTo: string | undefined;
}

export class Membership {
  private readonly around: Surroundings;
  private readonly rows: Rows;
  /** First interval that it reports, by what k aggregators said; 0 while it does not know. */
  private joinedFrom: number;
  private beforeReadings: number;
  /** First interval of which the roster has it, by aggregator. */
  private readonly joinedBy = new Map<number, number>();
  /** First interval that the roster leaves it out of, by what was heard last. */
  private leftUntil: number | undefined;
  private readonly leftBy = new Map<number, number>();
  /** The same, by what k aggregators said: certified, and so for ever. */
  private agreedUntil: number | undefined;
  private readonly standing: () => Standing;

  constructor(around: Surroundings, rows: Rows, restored: RestoredMeter | undefined, standing: () => Standing) {
    this.around = around;
    this.rows = rows;
    this.standing = standing;
    const joined = restored?.joined;
    const isOfNow = joined?.area === around.party.area && joined.keyEpoch === around.party.keyEpoch;
    this.joinedFrom = isOfNow ? joined.interval : 0;
    this.beforeReadings = restored?.beforeCount ?? 0;
  }

  /** First interval that it reports; 0 while too few aggregators said so. */
  get from(): number {
    return this.joinedFrom;
  }

  /** Readings from before it joined, which are on no bill. */
  get beforeCount(): number {
    return this.beforeReadings;
  }

  /** First interval that the roster leaves it out of; undefined while too few aggregators said so. */
  get until(): number | undefined {
    return this.agreedUntil;
  }

  /** Whether a receipt says that the roster leaves it out. */
  get isRemoved(): boolean {
    return this.leftUntil !== undefined;
  }

  /** An aggregator began anew: what it said before does not count any more. */
  discount(aggregator: number): void {
    this.joinedBy.delete(aggregator);
    this.leftBy.delete(aggregator);
  }

  receipt(receipt: Receipt, out: Out): void {
    this.heardOut(receipt, out);
    this.heardJoined(receipt, out);
  }

  /**
   * From when on the roster has this meter: believed as far as k aggregators say so, since fewer could lie, and a reading that
   * is not sent is on no bill. It never gets earlier: one of the k was honest. [P-6.3.8]
   */
  private heardJoined({ aggregator, joined }: Receipt, out: Out): void {
    this.joinedBy.set(aggregator, joined);
    const threshold = this.around.view?.sharing.threshold;
    if (threshold === undefined) return;
    const from = [...this.joinedBy.values()].toSorted((one, other) => other - one)[threshold - 1] ?? 0;
    if (from <= this.joinedFrom) return;
    this.joinedFrom = from;
    const { id, area, keyEpoch } = this.around.party;
    const { isFirst, movedTo } = this.standing();
    if (movedTo === undefined) out.persist({ kind: 'joined', meter: id, area, keyEpoch, interval: from });
    // What it read before, another area had.
    if (!isFirst) return;
    const intervals: number[] = [];
    for (const { interval, isVoid, isBilled } of this.rows.before(from))
      // What is void or billed is accounted for already.
      if (!isVoid && !isBilled) intervals.push(interval);
    for (const interval of intervals) {
      const row = this.rows.get(interval);
      if (row !== undefined) this.rows.drop(row);
    }
    this.putBefore(intervals, out);
  }

  /** Readings from before it joined stay in the books: nobody bills them, and nobody takes them. [P-6.3.8] */
  putBefore(intervals: readonly number[], out: Out): void {
    if (intervals.length === 0) return;
    const { id } = this.around.party;
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
    if (left === undefined) return;
    this.leftBy.set(aggregator, left.until);
    const named = [...this.leftBy.values()].filter((until) => until === left.until);
    if (named.length >= this.around.threshold) this.agreedUntil ??= left.until;
    if (this.leftUntil === left.until) return;
    this.leftUntil = left.until;
    const { id, area, keyEpoch } = this.around.party;
    const { movedTo } = this.standing();
    if (movedTo !== undefined) {
      const moved = `${area} has this meter until interval ${left.until}; from then on it reports to ${movedTo}`;
      out.notice('info', 'left_area', moved, { meter: id, until: left.until });
      return;
    }
    const who = left.accepts.length === 0 ? 'nobody named' : `aggregators ${left.accepts.join(', ')}`;
    const text =
      `the roster leaves this meter out from interval ${left.until} on: entry ${left.sequence}, proposed by the utility and ` +
      `accepted by ${who}, says aggregator ${aggregator}. What it reads from then on is on no bill. Ask the utility; it returns ` +
      `under a key epoch above ${keyEpoch}`;
    const { until, sequence, accepts } = left;
    out.notice('error', 'removed', text, { meter: id, until, sequence, accepts: accepts.join() });
  }
}
