/**
 * Makes intervals of samples: what a register counted between two boundaries, as it was seen at or just before each of them.
 * Whole Wh, rounded down; the rest goes into the next interval, so that totals never drift. Nothing is estimated: an interval
 * whose boundaries were not both seen has no reading, and what was counted in it is told with the next one. [P-2.4]
 *
 * So readings, what is told as missed, and the rest that still waits are always what the registers counted, to the thousandth.
 */
import {
  type IntervalGrid,
  intervalAt,
  intervalEndMs,
  intervalFrom,
  intervalStartMs,
} from '../protocol/grid/interval.ts';
import { type Moment, RegisterTrack } from './register-track.ts';
import type { CounterEvent, KeptSample, RegisterValue, Sample } from './sample.ts';

/** The registers must have been seen so shortly before a boundary: half an interval, and no more than a quarter of an hour. */
const OLDEST_MS = 900_000;

export interface IntervalRules extends IntervalGrid {
  readonly maxReadingWh: number;
}

/** A reading, as a source of finished intervals gives it. */
export interface MadeReading {
  readonly interval: number;
  /** Per register, in Wh. */
  readonly valuesWh: readonly number[];
  /** What was counted in the intervals just before that have no reading, per register in Wh. */
  readonly missedWh: readonly number[];
}

/** What came of a sample. */
export interface Made {
  readonly readings: readonly MadeReading[];
  readonly events: readonly CounterEvent[];
  /** Whether the clock was put back into time that has readings: the interval it is in has none. */
  readonly isClockBack: boolean;
}

const NOTHING: Made = { readings: [], events: [], isClockBack: false };

export class IntervalMaker {
  private readonly registers: readonly string[];
  private readonly rules: IntervalRules;
  private readonly oldestMs: number;
  /** The first interval that has no reading yet, and none before it. */
  private first: number;
  private readonly tracks = new Map<string, RegisterTrack>();
  private serial: string | undefined;
  private meterMs: number | undefined;
  /** The interval that the meter is in; undefined before the first sample. */
  private open: number | undefined;
  private isStartKnown = false;
  private missedWh: number[];
  /** Whether the last sample was taken now: then time passes as clocks do. */
  private isLive = false;

  /** `registers`: of the meter, in the order of a reading's values. `lastWritten`: its last reading; -1 if none. */
  constructor(registers: readonly string[], rules: IntervalRules, lastWritten: number, kept: KeptSample | undefined) {
    this.registers = registers;
    this.rules = rules;
    this.oldestMs = Math.min(OLDEST_MS, rules.intervalSeconds * 500);
    this.first = lastWritten + 1;
    this.missedWh = registers.map((_, at) => kept?.missedWh[at] ?? 0);
    if (kept === undefined) return;
    this.open = kept.open;
    this.isStartKnown = kept.isStartKnown;
    this.serial = kept.serial;
    this.meterMs = kept.meterMs;
    for (const one of kept.registers)
      if (registers.includes(one.register)) this.tracks.set(one.register, RegisterTrack.restore(rules, one));
  }

  /** What a restart needs; undefined before the first sample. */
  get kept(): KeptSample | undefined {
    const { open, isStartKnown, missedWh, serial, meterMs } = this;
    if (open === undefined) return undefined;
    return {
      open,
      isStartKnown,
      missedWh: [...missedWh],
      ...(serial === undefined ? {} : { serial }),
      ...(meterMs === undefined ? {} : { meterMs }),
      registers: [...this.tracks.values()].map((track) => track.kept),
    };
  }

  /** Takes a sample. Of one that is doubtful nothing comes, nor of one whose own time was passed already. */
  take(sample: Sample): Made {
    const { hostMs, monotonicMs, serial, meterMs } = sample;
    const at: Moment = { hostMs, monotonicMs };
    const values = sample.registers.filter(({ register }) => this.registers.includes(register));
    if (sample.quality === 'doubtful' || values.length === 0) return NOTHING;
    if (values.every((value) => this.tracks.get(value.register)?.isOvertaken(at) === true)) return NOTHING;
    this.isLive = monotonicMs !== undefined;
    const isClockBack = this.enter(hostMs);
    const before = this.end(Math.ceil(hostMs) - 1, true);
    const events = this.see(values, at, serial !== undefined && this.serial !== undefined && serial !== this.serial);
    this.serial = serial ?? this.serial;
    this.meterMs = meterMs;
    return { readings: [...before, ...this.end(hostMs, true)], events, isClockBack };
  }

  /** Time has passed without a sample: an interval ends whose last one is young enough; none that is missed is given up yet. */
  passed(hostMs: number): readonly MadeReading[] {
    return this.isLive ? this.end(hostMs, false) : [];
  }

  /** Finds the interval of a sample where the clock did not lead to it; whether it was put back into time that has readings. */
  private enter(hostMs: number): boolean {
    const { rules, open, isStartKnown } = this;
    if (open !== undefined && hostMs >= intervalStartMs(open, rules) - this.oldestMs) return false;
    // One that is taken just at a boundary has seen that boundary.
    this.open = Math.max(this.first, intervalFrom(hostMs, rules) - 1);
    this.isStartKnown = false;
    return isStartKnown;
  }

  private see(values: readonly RegisterValue[], at: Moment, isExchanged: boolean): CounterEvent[] {
    const events: CounterEvent[] = [];
    for (const value of values) {
      const track = this.tracks.get(value.register);
      if (track === undefined) this.tracks.set(value.register, RegisterTrack.begin(this.rules, value, at));
      const event = isExchanged ? track?.exchange(value, at) : track?.take(value, at);
      if (event !== undefined) events.push(event);
    }
    return events;
  }

  /** Whether every register was seen at a boundary, or shortly before it. */
  private isSeenAt(boundaryMs: number): boolean {
    return this.registers.every((register) => {
      const track = this.tracks.get(register);
      return track !== undefined && boundaryMs - track.hostMs <= this.oldestMs;
    });
  }

  /** Ends the intervals that end up to `untilMs` and with it. `isSure`: what was not seen by now will not be. */
  private end(untilMs: number, isSure: boolean): MadeReading[] {
    const { rules } = this;
    const readings: MadeReading[] = [];
    if (this.open === undefined) return readings;
    while (intervalEndMs(this.open, rules) <= untilMs) {
      if (!this.isSeenAt(intervalEndMs(this.open, rules))) {
        // And so was none of the later boundaries.
        if (isSure) {
          this.isStartKnown = false;
          this.open = intervalAt(untilMs, rules);
        }
        break;
      }
      // What is above the fuse limit can only be a matter of when it was seen: it goes into the next interval.
      const mostWh = this.isStartKnown ? rules.maxReadingWh : Number.MAX_SAFE_INTEGER;
      const valuesWh = this.registers.map((register) => this.tracks.get(register)?.collect(mostWh) ?? 0);
      if (this.isStartKnown) {
        readings.push({ interval: this.open, valuesWh, missedWh: this.missedWh });
        this.first = this.open + 1;
        this.missedWh = this.registers.map(() => 0);
      } else {
        this.missedWh = this.missedWh.map((wh, register) => wh + (valuesWh[register] ?? 0));
        this.isStartKnown = true;
      }
      this.open += 1;
    }
    return readings;
  }
}
