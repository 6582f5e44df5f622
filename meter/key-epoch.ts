/**
 * One key epoch of a meter: the area that it reports to, under which keys, and of which intervals. A meter that moved to another area
 * has one for each; every interval is of one of them. [P-3.6, P-7.1.11]
 */
import { type Effects, assert } from '../protocol/machine.ts';
import { Membership } from './membership.ts';
import type { OutboxOp } from './outbox.ts';
import type { MeterParty } from './party.ts';
import type { RestoredMeter } from './restored-meter.ts';
import type { Rows } from './rows.ts';
import { type Owned, Sending } from './sending.ts';
import { StoreCheck } from './store-check.ts';
import { Surroundings } from './surroundings.ts';

export class KeyEpoch {
  readonly around: Surroundings;
  readonly membership: Membership;
  readonly sending: Sending;
  readonly storeCheck: StoreCheck;
  /** The one that it moved from; undefined if it is the first. */
  private readonly before: KeyEpoch | undefined;
  private after: KeyEpoch | undefined;

  /** `around`: what all epochs share, of which this one is the newest from now on. */
  constructor(around: Surroundings, rows: Rows, restored: RestoredMeter | undefined, before: KeyEpoch | undefined) {
    this.around = around.of(around.party);
    this.before = before;
    if (before !== undefined) before.after = this;
    this.membership = new Membership(this.around, rows, restored, () => this.standing);
    this.sending = new Sending(this.around, rows, () => this.owned);
    this.storeCheck = new StoreCheck(this.around, rows.lastWritten, restored?.lostKeyEpoch ?? 0);
  }

  get party(): MeterParty {
    return this.around.party;
  }

  private get standing(): { readonly isFirst: boolean; readonly movedTo: string | undefined } {
    return { isFirst: this.before === undefined, movedTo: this.after?.party.area };
  }

  /** Its first interval: as its own area says, else by what the one before says that it has no more. */
  private get from(): number {
    if (this.before === undefined) return Number.NEGATIVE_INFINITY;
    return this.membership.from > 0 ? this.membership.from : (this.before.membership.until ?? Number.POSITIVE_INFINITY);
  }

  /** What it reports: nothing while nobody said that the area before lets it go. */
  get owned(): Owned {
    return { from: this.from, end: this.after?.from ?? Number.POSITIVE_INFINITY };
  }

  /** Intervals between the area before and this one, of which no roster has it; undefined as long as that is not known. */
  get unowned(): Owned | undefined {
    const from = this.before?.membership.until;
    const end = this.membership.from;
    return from === undefined || end <= from ? undefined : { from, end };
  }

  /** The interval under which a bill of a window is filed: of two bills of one window, the second begins where it moved. */
  filedAt(window: number): number {
    return Math.max(window, this.from);
  }
}

/** All key epochs of a meter, the oldest first. */
export class KeyEpochs implements Iterable<KeyEpoch> {
  private readonly all: KeyEpoch[];
  private readonly around: Surroundings;
  private readonly rows: Rows;

  constructor(around: Surroundings, rows: Rows, restored: RestoredMeter | undefined) {
    this.around = around;
    this.rows = rows;
    this.all = [];
    const { party } = around;
    for (const one of [...(party.former ?? []), party]) this.begin(one, restored);
  }

  [Symbol.iterator](): IterableIterator<KeyEpoch> {
    return this.all[Symbol.iterator]();
  }

  /** What everything else of the meter goes by is the newest from now on. */
  begin(party: MeterParty, restored?: RestoredMeter): void {
    this.around.party = party;
    this.all.push(new KeyEpoch(this.around, this.rows, restored, this.all.at(-1)));
  }

  get newest(): KeyEpoch {
    return this.at(Number.POSITIVE_INFINITY);
  }

  /** The one that an interval is reported under. */
  at(interval: number): KeyEpoch {
    const found = this.all.findLast(({ owned }) => interval >= owned.from);
    assert(found !== undefined, 'the first one has whatever no other has');
    return found;
  }

  of(keyEpoch: number): KeyEpoch | undefined {
    return this.all.find(({ party }) => party.keyEpoch === keyEpoch);
  }

  /** Where the books begin. */
  get first(): Membership {
    return this.at(Number.NEGATIVE_INFINITY).membership;
  }

  silenceIfLost(out: Effects<OutboxOp>): void {
    for (const { storeCheck } of this.all) storeCheck.silenceIfLost(out);
  }
}
