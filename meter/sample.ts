/**
 * What a source of samples hands over: a look at the cumulative registers of a meter, and of devices behind it. Values are exact: digits as
 * the meter shows them become whole thousandths of a unit, never a floating-point number.
 */
import type { RegisterUnit } from '../protocol/grid/register.ts';

/**
 * How far a source vouches for a sample. `checked`: a checksum or a secure channel covered it. `unchecked`: there is none.
 * `doubtful`: the source itself says that it may be wrong or old: it decides nothing.
 */
export type SampleQuality = 'checked' | 'unchecked' | 'doubtful';

/** Another device, which the meter shows (gas, water, heat): it has a serial number and times of its own. */
export interface ShownDevice {
  /** Undefined where it says none. */
  readonly serial?: string;
  /** When it was read, by the clock of the meter that shows it. */
  readonly meterMs?: number;
}

export interface RegisterValue {
  /** OBIS code. */
  readonly register: string;
  /** Wh if left out. */
  readonly unit?: RegisterUnit;
  /** What it shows, in thousandths of its unit. Not negative. */
  readonly milli: bigint;
  /** The smallest step that it shows, in the same thousandths; at least 1. */
  readonly resolutionMilli: bigint;
  /** Where it begins again at 0, if the source knows. */
  readonly rollsOverAtMilli?: bigint;
  /** Whose register it is; the meter's own if left out. */
  readonly device?: ShownDevice;
}

export interface Sample {
  /** When it was taken, by this device's clock: Unix milliseconds. Intervals go by it. */
  readonly hostMs: number;
  /** The same by the clock that nobody sets; undefined for a sample with a time of its own, such as one that was recorded. */
  readonly monotonicMs?: number;
  /** What the electricity meter's clock said: for people, since such clocks are wrong now and then. */
  readonly meterMs?: number;
  /** Serial number of the meter: another one is another meter, whose own registers begin anew. */
  readonly serial?: string;
  readonly quality: SampleQuality;
  /** All of them, or some: each goes by its own time. */
  readonly registers: readonly RegisterValue[];
}

/** What a register had counted when it was seen, and was on no reading. Whole thousandths, as decimal digits. */
export interface SeenCount {
  readonly hostMs: number;
  readonly pendingMilli: string;
}

/** A register as it was seen last, and what of it is on no reading. Whole thousandths, as decimal digits. */
export interface KeptRegister {
  readonly register: string;
  readonly milli: string;
  readonly resolutionMilli: string;
  /** When, by this device's clock. */
  readonly hostMs: number;
  /** When it was seen last with an earlier value. */
  readonly changedFromMs: number;
  /** Counted since the last reading, or since the last boundary that was seen. */
  readonly pendingMilli: string;
  /** What it would show if it had never been exchanged, set back or rolled over; as `milli` if not said. */
  readonly totalMilli?: string;
  /** The same when it was seen before, where a boundary in between still waits for another register. */
  readonly earlier?: readonly SeenCount[];
  /** Serial number of the device that counts it. */
  readonly serial?: string;
  /** What was said of an exchange that no sample has shown yet. */
  readonly announced?: ToldValues;
  /** The last time that it went on from another value, until somebody says what lay between. */
  readonly unexplained?: Unexplained;
}

/** Where an old device ended, and where the new one began, by somebody's word. Whole thousandths, as decimal digits. */
export interface ToldValues {
  readonly finalMilli: string;
  readonly initialMilli: string;
}

/** A register that went on from another value: what lies between is not known. Whole thousandths, as decimal digits. */
export interface Unexplained {
  readonly fromMilli: string;
  readonly toMilli: string;
  /** When it was seen first with the new value, by this device's clock. */
  readonly hostMs: number;
  /** What the fuse lets through in the time between. */
  readonly mostMilli: string;
}

/** Somebody's word that the device behind a register was exchanged. */
export interface Replacement extends ToldValues {
  /** Drawn by whoever says it: what was taken once is not taken again. */
  readonly id: string;
  readonly register: string;
}

/**
 * Why a replacement can't be. `unseen`: no sample of the register was taken. `final-below`: the old device had shown more.
 * `initial-above`: the new one had shown less. `above-fuse`: more would have been counted than the fuse lets through meanwhile.
 */
export type ReplacementProblem = 'unseen' | 'final-below' | 'initial-above' | 'above-fuse';

/** The last sample of a meter, and how far it is in its intervals: with it a restart goes on as if there had been none. */
export interface KeptSample {
  /** The interval that the meter is in. */
  readonly open: number;
  /** Whether the registers were seen when that began: otherwise its reading is estimated. */
  readonly isStartKnown: boolean;
  /** The first interval without a reading whose beginning was seen; undefined while none was. */
  readonly since?: number;
  /** Counted before that, where it was not seen; per register in its units. */
  readonly missedUnits: readonly number[];
  /** Counted from there on up to where an interval is measured again; per register in its units. */
  readonly gapUnits: readonly number[];
  readonly meterMs?: number;
  readonly registers: readonly KeptRegister[];
}

/**
 * Something that a register did besides counting. `exchanged`: another electricity meter is there. `jumped`: it shows what its
 * fuse does not let through, or less than before, and goes on from there. `rolled-over`: it began again at 0. `replaced`: another
 * device is there, and somebody said where the old one ended and the new one began: nothing is missing. It has the time of
 * the `exchanged` or `jumped` that it explains, if there was one.
 * Whole thousandths, as decimal digits; what lies between `fromMilli` and `toMilli` is on no reading, but for a roll-over.
 */
export interface CounterEvent {
  readonly kind: 'exchanged' | 'jumped' | 'rolled-over' | 'replaced';
  readonly register: string;
  readonly hostMs: number;
  readonly fromMilli: string;
  readonly toMilli: string;
}

/** Intervals that were not measured one by one: what registers counted in all of them is known, and spread evenly. */
export interface Estimate {
  /** The first interval whose energy is in it. */
  readonly since: number;
  /** The first that is estimated: later than `since` where that was too long ago. */
  readonly from: number;
  /** The first after it. */
  readonly until: number;
  /** All of it, per register in its units. */
  readonly units: readonly number[];
}
