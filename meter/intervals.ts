/**
 * Makes intervals of samples: what a register counted between two boundaries, as it was seen at or just before each of them.
 * Whole units of the register, rounded down; the rest goes into the next interval, so that totals never drift. What was counted in intervals whose
 * boundaries were not seen is spread evenly over them, and they are estimated. [P-2.4]
 * So readings, what was counted before the first boundary, and the rest are what the registers counted, to the thousandth.
 */
import {
  type IntervalGrid,
  intervalAt,
  intervalEndMs,
  intervalFrom,
  intervalStartMs,
} from '../protocol/grid/interval.ts';
import { ENERGY_UNIT, maxReadingOf, unitOf } from '../protocol/grid/register.ts';
import type { Scheme } from '../schemas/types.ts';
import { type Moment, momentOf } from './moments.ts';
import { type FuseLimit, RegisterTrack } from './register-track.ts';
import type {
  CounterEvent,
  Estimate,
  KeptSample,
  RegisterValue,
  Replacement,
  ReplacementProblem,
  Sample,
} from './sample.ts';
import type { Standing } from './seen-counts.ts';

/**
 * The registers must have been seen so shortly before a boundary: half an interval, and no more than a quarter of an hour. Those
 * with times of their own have what they showed last; a page waits for the reading, so half of that time is waited for them.
 */
const OLDEST_MS = 900_000;
/**
 * Intervals of so long ago may still be estimated: half of the time for which aggregators say what became of them. What was
 * counted before that is spread over the others.
 */
const FILLED_SECONDS = 30 * 86_400;
/** And no more at once: each is a row of the store. */
const MOST_FILLED = 10_000;

/** Of a scheme. */
export type IntervalRules = IntervalGrid & Pick<Scheme, 'closeAfterSeconds' | 'maxReadingWh' | 'registers'>;

/** A reading, as a source of finished intervals gives it. */
export interface MadeReading {
  readonly interval: number;
  /** Per register, in its units. */
  readonly valuesUnits: readonly number[];
  /** What was counted before the first boundary that was seen, per register in its units. */
  readonly missedUnits: readonly number[];
  /** What it is a part of, if it was not measured by itself. */
  readonly estimate?: Estimate;
}

function sums(one: readonly number[], other: readonly number[]): number[] {
  return one.map((units, at) => units + (other[at] ?? 0));
}

/** A part of a total that is spread evenly over so many intervals, without a rest. */
function partOf(units: number, at: number, count: number): number {
  const [total, parts] = [BigInt(units), BigInt(count)];
  return Number((total * BigInt(at + 1)) / parts - (total * BigInt(at)) / parts);
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
  private readonly waitMs: number;
  private readonly mostFilled: number;
  /** The first interval that has no reading yet, and none before it. */
  private first: number;
  private readonly tracks = new Map<string, RegisterTrack>();
  private meterMs: number | undefined;
  /** The interval that the meter is in; undefined before the first sample. */
  private open: number | undefined;
  private isStartKnown = false;
  /** The first interval without a reading, once its beginning was seen. */
  private since: number | undefined;
  /** Counted before that, and from there up to where an interval is measured again; the rest is in the registers. */
  private missedUnits: number[];
  private gapUnits: number[];
  /** Whether the last sample was taken now: then time passes as clocks do. */
  private isLive = false;

  /** `registers`: of the meter, in the order of a reading's values. `lastWritten`: its last reading; -1 if none. */
  constructor(registers: readonly string[], rules: IntervalRules, lastWritten: number, kept: KeptSample | undefined) {
    this.registers = registers;
    this.rules = rules;
    this.oldestMs = Math.min(OLDEST_MS, rules.intervalSeconds * 500);
    this.waitMs = rules.closeAfterSeconds * 500;
    this.mostFilled = Math.min(MOST_FILLED, Math.max(1, Math.floor(FILLED_SECONDS / rules.intervalSeconds)));
    this.first = lastWritten + 1;
    this.missedUnits = registers.map((_, at) => kept?.missedUnits[at] ?? 0);
    this.gapUnits = registers.map((_, at) => kept?.gapUnits[at] ?? 0);
    if (kept === undefined) return;
    this.open = kept.open;
    // Where another source has written readings meanwhile, what the registers hold is on them already.
    this.since = kept.since;
    this.isStartKnown = kept.isStartKnown;
    if (kept.since !== undefined && kept.since < this.first) this.forgetStart();
    this.meterMs = kept.meterMs;
    for (const one of kept.registers)
      if (registers.includes(one.register))
        this.tracks.set(one.register, RegisterTrack.restore(this.fuseOf(one.register), one));
  }

  /** What a restart needs; undefined before the first sample. */
  get kept(): KeptSample | undefined {
    const { open, isStartKnown, since, missedUnits, gapUnits, meterMs } = this;
    if (open === undefined) return undefined;
    return {
      open,
      isStartKnown,
      ...(since === undefined ? {} : { since }),
      missedUnits: [...missedUnits],
      gapUnits: [...gapUnits],
      ...(meterMs === undefined ? {} : { meterMs }),
      registers: [...this.tracks.values()].map((track) => track.kept),
    };
  }

  /** All that a register ever counted, in thousandths of its unit; undefined until this process has seen it. */
  total(register: string): bigint | undefined {
    return this.tracks.get(register)?.total;
  }

  /** Takes a sample. Of one that is doubtful nothing comes, nor of one whose own time was passed already. */
  take(sample: Sample): Made {
    const { hostMs, monotonicMs, meterMs } = sample;
    const values = sample.registers.filter((value) => this.isOurs(value));
    if (sample.quality === 'doubtful' || values.length === 0) return NOTHING;
    const isOvertaken = (value: RegisterValue): boolean =>
      this.tracks.get(value.register)?.isOvertaken(momentOf(sample, value)) === true;
    if (values.every(isOvertaken)) return NOTHING;
    this.isLive = monotonicMs !== undefined;
    const isClockBack = this.enter(hostMs);
    const events = this.see(values, sample);
    this.meterMs = meterMs;
    return { readings: this.end(hostMs, true), events, isClockBack };
  }

  /** A register of the meter, in the unit that it has by the scheme. */
  private isOurs({ register, unit = ENERGY_UNIT }: RegisterValue): boolean {
    return this.registers.includes(register) && unit === unitOf(this.rules, register);
  }

  /** Time has passed without a sample: an interval ends whose last one is young enough; none that is missed is given up yet. */
  passed(hostMs: number): readonly MadeReading[] {
    return this.isLive ? this.end(hostMs, false) : [];
  }

  /** Somebody says where an old device ended and its successor began. Returns what came of it, or why it can't be. */
  replace({ register, ...told }: Replacement, now: Moment): ReplacementProblem | CounterEvent | undefined {
    const track = this.tracks.get(register);
    return track === undefined ? 'unseen' : track.replace(told, now);
  }

  /** Finds the interval of a sample where the clock did not lead to it; whether it was put back into time that has readings. */
  private enter(hostMs: number): boolean {
    const { rules, open, isStartKnown } = this;
    if (open !== undefined && hostMs >= intervalStartMs(open, rules) - this.oldestMs) return false;
    // One that is taken just at a boundary has seen that boundary.
    this.open = Math.max(this.first, intervalFrom(hostMs, rules) - 1);
    this.isStartKnown = false;
    // Before the first boundary that was seen, which is on no reading yet: that is a new beginning.
    if (this.since !== undefined && this.open < this.since) this.forgetStart();
    return isStartKnown;
  }

  /** Nothing that was counted by now belongs to intervals that are known. */
  private forgetStart(): void {
    this.since = undefined;
    this.isStartKnown = false;
    this.missedUnits = sums(this.missedUnits, this.gapUnits);
    this.gapUnits = this.registers.map(() => 0);
  }

  private see(values: readonly RegisterValue[], sample: Sample): CounterEvent[] {
    const events: CounterEvent[] = [];
    for (const value of values) {
      const { register, device } = value;
      const at = momentOf(sample, value);
      const serial = device === undefined ? sample.serial : device.serial;
      const track = this.tracks.get(register);
      if (track === undefined) this.tracks.set(register, RegisterTrack.begin(this.fuseOf(register), value, at, serial));
      const event = track?.take(value, at, serial);
      if (event !== undefined) events.push(event);
    }
    return events;
  }

  private fuseOf(register: string): FuseLimit {
    return { ...this.rules, maxReading: maxReadingOf(this.rules, register) };
  }

  /** Whether what every register had counted at a boundary is known. */
  private standingAt(boundaryMs: number, nowMs: number, isSure: boolean): Standing {
    const { oldestMs, waitMs } = this;
    const standings = this.registers.map((register): Standing => {
      const track = this.tracks.get(register);
      if (track === undefined) return isSure ? 'missed' : 'waits';
      return track.counts.standingAt({ boundaryMs, nowMs, isSure, oldestMs, waitMs });
    });
    return standings.find((one) => one === 'missed') ?? standings.find((one) => one === 'waits') ?? 'seen';
  }

  /** Ends the intervals that end up to `untilMs` and with it. `isSure`: what was not seen by now will not be. */
  private end(untilMs: number, isSure: boolean): MadeReading[] {
    const { rules } = this;
    const readings: MadeReading[] = [];
    if (this.open === undefined) return readings;
    while (intervalEndMs(this.open, rules) <= untilMs) {
      const boundaryMs = intervalEndMs(this.open, rules);
      const standing = this.standingAt(boundaryMs, untilMs, isSure);
      if (standing === 'waits') break;
      if (standing === 'seen') {
        readings.push(...this.close(this.open));
        this.open += 1;
      } else {
        this.isStartKnown = false;
        this.open = this.nextSeen(this.open + 1, untilMs) - 1;
      }
      for (const { counts } of this.tracks.values()) counts.forgetBefore(intervalEndMs(this.open, rules));
    }
    return readings;
  }

  /** The first boundary after a missed one that every register may have been seen at. */
  private nextSeen(boundary: number, untilMs: number): number {
    const coming = intervalAt(untilMs, this.rules) + 1;
    const firsts = this.registers.map(
      (register) => this.tracks.get(register)?.counts.firstSeenAfter(boundary) ?? coming,
    );
    return Math.max(boundary + 1, ...firsts);
  }

  /** The end of an interval was seen. */
  private close(open: number): MadeReading[] {
    const { isStartKnown } = this;
    this.isStartKnown = true;
    if (!isStartKnown) {
      // One sample may have a wrong time: what is not measured is estimated once the next interval is.
      const units = this.collect(open, () => Number.MAX_SAFE_INTEGER);
      if (this.since === undefined) this.missedUnits = sums(this.missedUnits, units);
      else this.gapUnits = sums(this.gapUnits, units);
      this.since ??= open + 1;
      return [];
    }
    const estimated = this.fill(this.since ?? open, open);
    // What is above the fuse limit can only be a matter of when it was seen: it goes into the next interval.
    const valuesUnits = this.collect(open, (register) => maxReadingOf(this.rules, register));
    const readings = [...estimated, { interval: open, valuesUnits, missedUnits: this.missedUnits }];
    this.since = open + 1;
    this.first = open + 1;
    this.missedUnits = this.registers.map(() => 0);
    return readings;
  }

  /** What was counted up to the end of an interval. */
  private collect(interval: number, most: (register: string) => number): number[] {
    const endMs = intervalEndMs(interval, this.rules);
    return this.registers.map((register) => this.tracks.get(register)?.counts.collect(endMs, most(register)) ?? 0);
  }

  /** Spreads what was counted in the intervals from `since` up to `until` over them, as far as they can hold it. */
  private fill(since: number, until: number): MadeReading[] {
    const from = Math.max(since, until - this.mostFilled);
    const count = until - from;
    if (count === 0) return [];
    const units = this.gapUnits.map((one, at) =>
      Math.min(one, count * maxReadingOf(this.rules, this.registers[at] ?? ''), Number.MAX_SAFE_INTEGER),
    );
    for (const [at, register] of this.registers.entries())
      this.tracks.get(register)?.counts.giveBack((this.gapUnits[at] ?? 0) - (units[at] ?? 0));
    this.gapUnits = this.registers.map(() => 0);
    const { missedUnits } = this;
    this.missedUnits = this.gapUnits;
    const estimate = { since, from, until, units };
    return Array.from({ length: count }, (_, at) => ({
      interval: from + at,
      valuesUnits: units.map((total) => partOf(total, at, count)),
      missedUnits: at === 0 ? missedUnits : this.gapUnits,
      estimate,
    }));
  }
}
