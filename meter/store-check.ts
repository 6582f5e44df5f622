/**
 * Whether a meter's store is what it was: receipts that speak of intervals which it does not know prove that it was lost, or
 * that an older copy took its place. Then another value for the same interval could follow, so the meter goes silent. [P-3.6]
 */
import type { Bitmap } from '../protocol/math/bitmap.ts';
import type { Effects } from '../protocol/machine.ts';
import type { Receipt } from '../schemas/types.ts';
import type { OutboxOp } from './outbox.ts';
import type { Surroundings } from './surroundings.ts';

type Out = Effects<OutboxOp>;

export class StoreCheck {
  private readonly around: Surroundings;
  /** The last interval that the store knew when this process started; -1 if none. */
  private readonly restoredLast: number;
  private firstHere: number | undefined;
  /** Aggregators that hold what the store does not know. */
  private readonly claims = new Set<number>();
  private hasLostStore: boolean;

  constructor(around: Surroundings, restoredLast: number, lostKeyEpoch: number) {
    this.around = around;
    this.restoredLast = restoredLast;
    this.hasLostStore = lostKeyEpoch >= around.party.keyEpoch;
  }

  /** Whether the store is older than what was sent: nothing more is reported under this key epoch. */
  get isLost(): boolean {
    return this.hasLostStore;
  }

  /** This process wrote an interval: receipts may speak of it. */
  wrote(interval: number): void {
    this.firstHere ??= interval;
  }

  /** Takes what an authentic receipt calls stored. `lastWritten`: the last interval that the store has now. */
  receipt({ aggregator, from }: Receipt, stored: Bitmap, lastWritten: number, out: Out): void {
    const interval = this.unknownIn(aggregator, from, stored, lastWritten);
    if (interval === undefined) return;
    this.claims.add(aggregator);
    const text =
      `aggregator ${aggregator} holds a reading that this meter's store does not know. One alone may lie, and changes nothing; if as many ` +
      'say so as can open totals, the store is lost or an old copy, and this meter goes silent';
    out.notice('warn', 'store_doubted', text, { meter: this.around.party.id, aggregator, interval });
    this.silenceIfLost(out);
  }

  /** The interval that this meter must have sent and its store does not know, when an aggregator shows one for the first time. */
  private unknownIn(aggregator: number, from: number, stored: Bitmap, lastWritten: number): number | undefined {
    if (this.claims.has(aggregator)) return undefined;
    for (const offset of stored) {
      const interval = from + offset;
      if (interval <= this.restoredLast) continue;
      if (interval <= lastWritten && interval >= (this.firstHere ?? Number.POSITIVE_INFINITY)) continue;
      return interval;
    }
    return undefined;
  }

  /** When k aggregators hold what the store does not know: fewer could lie, and must not silence a meter. */
  silenceIfLost(out: Out): void {
    if (this.hasLostStore || this.claims.size < this.around.threshold) return;
    const { id, keyEpoch } = this.around.party;
    this.hasLostStore = true;
    out.persist({ kind: 'lost', meter: id, keyEpoch });
    const text =
      "this meter's store is lost, or an old copy: aggregators hold readings that it does not know. It reports nothing more " +
      `under key epoch ${keyEpoch}, since an interval could get two values. Give it new keys under the next key epoch and an ` +
      'empty state folder: docs/operating.md';
    out.notice('error', 'store_lost', text, { meter: id });
  }
}
