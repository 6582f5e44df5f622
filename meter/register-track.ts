/**
 * One cumulative register over time: what it has counted since the last reading, whatever else it does. It rolls over, is
 * exchanged, loses its count, or shows nonsense for a moment: a value that can't follow the last one waits until others bear it
 * out, and counts nothing. [P-2.4]
 */
import type { IntervalGrid } from '../protocol/grid/interval.ts';
import { type Moment, elapsedMs } from './moments.ts';
import type {
  CounterEvent,
  KeptRegister,
  RegisterValue,
  ReplacementProblem,
  ToldValues,
  Unexplained,
} from './sample.ts';
import { SeenCounts } from './seen-counts.ts';
import { type Told, betweenMilli, problemOf, textOf, toldOf } from './told-exchange.ts';

/** What may pass at the most. */
export interface FuseLimit extends IntervalGrid {
  /** In an interval, in the register's unit. */
  readonly maxReading: number;
}

/** Telegrams and networks are late by some seconds: so much longer than it seems a difference may have taken. */
const LARGEST_DELAY_MS = 10_000;
/** Values in a row that bear each other out before the register is taken to have jumped. */
const CONFIRMATIONS = 3;

/** A value that can't follow the last one, and what has followed it. */
interface Suspect {
  readonly firstMilli: bigint;
  readonly firstAt: Moment;
  milli: bigint;
  at: Moment;
  count: number;
}

export class RegisterTrack {
  readonly register: string;
  private readonly fuse: FuseLimit;
  private milli: bigint;
  private resolutionMilli: bigint;
  private at: Moment;
  /** When it was seen last with an earlier value: what it counted since then has taken so long. */
  private changedFrom: Moment;
  /** What it would show if it had never been exchanged, set back or rolled over. */
  private totalMilli: bigint;
  /** Whether this process has seen it: until then what is known of it is old. */
  private isSeen: boolean;
  private readonly seen: SeenCounts;
  private hasOwnTime = false;
  private suspect: Suspect | undefined;
  /** Of the device that counts; undefined where it never said one. */
  private serial: string | undefined;
  private announced: Told | undefined;
  private unexplained: Unexplained | undefined;

  private constructor(fuse: FuseLimit, kept: KeptRegister, at: Moment, isSeen: boolean) {
    this.fuse = fuse;
    this.register = kept.register;
    this.milli = BigInt(kept.milli);
    this.resolutionMilli = BigInt(kept.resolutionMilli);
    this.at = at;
    this.changedFrom = { hostMs: kept.changedFromMs, monotonicMs: undefined };
    this.totalMilli = BigInt(kept.totalMilli ?? kept.milli);
    this.isSeen = isSeen;
    this.seen = new SeenCounts(fuse, kept);
    this.serial = kept.serial;
    this.announced = kept.announced === undefined ? undefined : toldOf(kept.announced);
    this.unexplained = kept.unexplained;
  }

  /** Of a register that is seen for the first time: nothing of it counts yet. */
  static begin(fuse: FuseLimit, value: RegisterValue, at: Moment, serial: string | undefined): RegisterTrack {
    const { register, milli, resolutionMilli, device } = value;
    const changedFromMs = at.hostMs - fuse.intervalSeconds * 1000;
    const kept: KeptRegister = {
      register,
      milli: String(milli),
      resolutionMilli: String(resolutionMilli),
      hostMs: at.hostMs,
      changedFromMs,
      pendingMilli: '0',
      ...(serial === undefined ? {} : { serial }),
    };
    const track = new RegisterTrack(fuse, kept, at, true);
    track.seen.seeAt(at.hostMs, device?.meterMs !== undefined);
    return track;
  }

  static restore(fuse: FuseLimit, kept: KeptRegister): RegisterTrack {
    return new RegisterTrack(fuse, kept, { hostMs: kept.hostMs, monotonicMs: undefined }, false);
  }

  /** All that it ever counted, from what it showed first on: it never falls. Undefined until this process has seen it. */
  get total(): bigint | undefined {
    return this.isSeen ? this.totalMilli : undefined;
  }

  get kept(): KeptRegister {
    const earlier = this.seen.kept;
    return {
      register: this.register,
      milli: String(this.milli),
      resolutionMilli: String(this.resolutionMilli),
      hostMs: this.at.hostMs,
      changedFromMs: this.changedFrom.hostMs,
      pendingMilli: String(this.seen.pendingMilli),
      ...(earlier.length === 0 ? {} : { earlier }),
      ...(this.serial === undefined ? {} : { serial: this.serial }),
      ...(this.totalMilli === this.milli ? {} : { totalMilli: String(this.totalMilli) }),
      ...(this.announced === undefined ? {} : { announced: textOf(this.announced) }),
      ...(this.unexplained === undefined ? {} : { unexplained: this.unexplained }),
    };
  }

  /** What it had counted when. */
  get counts(): SeenCounts {
    return this.seen;
  }

  /** Whether a value that has a time of its own was overtaken: a file that is read anew has them again. */
  isOvertaken(at: Moment): boolean {
    return at.monotonicMs === undefined && at.hostMs < this.at.hostMs;
  }

  /** Takes a further value. `serial`: of the device that counts; another one than before is another device. */
  take(value: RegisterValue, at: Moment, serial: string | undefined): CounterEvent | undefined {
    const isExchanged = serial !== undefined && this.serial !== undefined && serial !== this.serial;
    this.serial = serial ?? this.serial;
    this.hasOwnTime = value.device?.meterMs !== undefined;
    return isExchanged ? this.exchange(value, at) : this.follow(value, at);
  }

  /** Another device took the place of the one that was there. */
  private exchange(value: RegisterValue, at: Moment): CounterEvent {
    const told = this.takeAsAnnounced(value, at);
    if (told !== undefined) return told;
    const event = this.event('exchanged', value.milli, at);
    this.leaveUnexplained(event, at);
    this.suspect = undefined;
    this.isSeen = true;
    this.milli = value.milli;
    this.resolutionMilli = value.resolutionMilli;
    this.seen.seeAt(at.hostMs, this.hasOwnTime);
    this.at = at;
    this.changedFrom = at;
    return event;
  }

  /**
   * Somebody says where the old device ended and the new one began. What that adds to the last change of the register is
   * counted at once; otherwise it waits for the first sample that shows the new device. Returns why it can't be, or what came of it.
   */
  replace(told: ToldValues, now: Moment): ReplacementProblem | CounterEvent | undefined {
    const { finalMilli, initialMilli } = toldOf(told);
    const { unexplained } = this;
    const problem = unexplained === undefined ? undefined : problemOf(told, unexplained);
    if (unexplained !== undefined && problem === undefined) {
      this.count(betweenMilli(told, unexplained));
      this.unexplained = undefined;
      const { hostMs } = unexplained;
      return {
        kind: 'replaced',
        register: this.register,
        hostMs,
        fromMilli: told.finalMilli,
        toMilli: told.initialMilli,
      };
    }
    const openMilli = finalMilli - this.milli;
    if (openMilli < 0n) return problem ?? 'final-below';
    if (openMilli > this.mostSince(this.changedFrom, now)) return problem ?? 'above-fuse';
    this.announced = { finalMilli, initialMilli };
    return undefined;
  }

  /** A value that shows the device that was announced; undefined if it does not. What was announced counts no more then. */
  private takeAsAnnounced(value: RegisterValue, at: Moment): CounterEvent | undefined {
    const { announced } = this;
    if (announced === undefined) return undefined;
    const { finalMilli, initialMilli } = announced;
    const restMilli = finalMilli - this.milli;
    const begunMilli = value.milli - initialMilli;
    if (restMilli < 0n || begunMilli < 0n || restMilli + begunMilli > this.mostSince(this.changedFrom, at))
      return undefined;
    this.announced = undefined;
    // Only of the last change somebody can say what lay between.
    this.unexplained = undefined;
    this.resolutionMilli = value.resolutionMilli;
    this.accept(value.milli, restMilli + begunMilli, at);
    const told = { fromMilli: String(finalMilli), toMilli: String(initialMilli) };
    return { kind: 'replaced', register: this.register, hostMs: at.hostMs, ...told };
  }

  /** It goes on from another value, and nobody knows what lies between. */
  private leaveUnexplained({ fromMilli, toMilli, hostMs }: CounterEvent, at: Moment): void {
    this.announced = undefined;
    const mostMilli = String(this.mostSince(this.changedFrom, at));
    this.unexplained = { fromMilli, toMilli, hostMs, mostMilli };
  }

  private follow(value: RegisterValue, at: Moment): CounterEvent | undefined {
    // A number loses its last zeros on the way: the finest step that was ever seen is the register's.
    if (value.resolutionMilli < this.resolutionMilli) this.resolutionMilli = value.resolutionMilli;
    // Beyond where it ended it can only be the new one.
    const isBeyond = this.announced !== undefined && value.milli > this.announced.finalMilli;
    const told = isBeyond ? this.takeAsAnnounced(value, at) : undefined;
    if (told !== undefined) return told;
    const mostMilli = this.mostSince(this.changedFrom, at);
    const countedMilli = value.milli - this.milli;
    if (countedMilli >= 0n && countedMilli <= mostMilli) {
      this.accept(value.milli, countedMilli, at);
      return undefined;
    }
    const overMilli = countedMilli + (value.rollsOverAtMilli ?? 0n);
    if (countedMilli < 0n && overMilli >= 0n && overMilli <= mostMilli) {
      const event = this.event('rolled-over', value.milli, at);
      this.accept(value.milli, overMilli, at);
      return event;
    }
    return this.takeAsAnnounced(value, at) ?? this.doubt(value.milli, at);
  }

  private accept(milli: bigint, countedMilli: bigint, at: Moment): void {
    this.suspect = undefined;
    if (countedMilli > 0n) this.changedFrom = this.at;
    this.seen.seeAt(at.hostMs, this.hasOwnTime);
    this.count(countedMilli);
    this.isSeen = true;
    this.milli = milli;
    this.at = at;
  }

  private count(milli: bigint): void {
    this.seen.count(milli);
    this.totalMilli += milli;
  }

  /** What the fuse lets through between two moments, and a step of the register. */
  private mostSince(from: Moment, to: Moment): bigint {
    const { maxReading, intervalSeconds } = this.fuse;
    const delayMs = Math.min(LARGEST_DELAY_MS, intervalSeconds * 100);
    const ms = BigInt(Math.ceil(elapsedMs(from, to) + delayMs));
    return (BigInt(maxReading) * ms) / BigInt(intervalSeconds) + this.resolutionMilli;
  }

  /** A value that can't be, by the fuse, or that is less than the last one: believed when others follow it as they should. */
  private doubt(milli: bigint, at: Moment): CounterEvent | undefined {
    const { suspect } = this;
    const isBorneOut =
      suspect !== undefined && milli >= suspect.milli && milli - suspect.milli <= this.mostSince(suspect.at, at);
    if (!isBorneOut) {
      this.suspect = { firstMilli: milli, firstAt: at, milli, at, count: 1 };
      return undefined;
    }
    suspect.milli = milli;
    suspect.at = at;
    suspect.count += 1;
    if (suspect.count < CONFIRMATIONS) return undefined;
    const event = this.event('jumped', suspect.firstMilli, suspect.firstAt);
    this.leaveUnexplained(event, suspect.firstAt);
    this.at = suspect.firstAt;
    this.accept(milli, milli - suspect.firstMilli, at);
    return event;
  }

  private event(kind: CounterEvent['kind'], toMilli: bigint, { hostMs }: Moment): CounterEvent {
    return { kind, register: this.register, hostMs, fromMilli: String(this.milli), toMilli: String(toMilli) };
  }
}
