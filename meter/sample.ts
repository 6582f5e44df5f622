/**
 * What a source of samples hands over: a look at the cumulative registers of an electricity meter. Values are exact: digits as
 * the meter shows them become whole thousandths of a unit, never a floating-point number.
 */

/**
 * How far a source vouches for a sample. `checked`: a checksum or a secure channel covered it. `unchecked`: there is none.
 * `doubtful`: the source itself says that it may be wrong or old: it decides nothing.
 */
export type SampleQuality = 'checked' | 'unchecked' | 'doubtful';

export interface RegisterValue {
  /** OBIS code. */
  readonly register: string;
  /** What it shows, in thousandths of its unit: of a Wh. Not negative. */
  readonly milli: bigint;
  /** The smallest step that it shows, in the same thousandths; at least 1. */
  readonly resolutionMilli: bigint;
  /** Where it begins again at 0, if the source knows. */
  readonly rollsOverAtMilli?: bigint;
}

export interface Sample {
  /** When it was taken, by this device's clock: Unix milliseconds. Intervals go by it. */
  readonly hostMs: number;
  /** The same by the clock that nobody sets; undefined for a sample with a time of its own, such as one that was recorded. */
  readonly monotonicMs?: number;
  /** What the electricity meter's clock said: for people, since such clocks are wrong now and then. */
  readonly meterMs?: number;
  /** Serial number of the electricity meter: another one is another meter, whose registers begin anew. */
  readonly serial?: string;
  readonly quality: SampleQuality;
  /** All of them, or some: each goes by its own time. */
  readonly registers: readonly RegisterValue[];
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
}

/** The last sample of a meter, and how far it is in its intervals: with it a restart goes on as if there had been none. */
export interface KeptSample {
  /** The interval that the meter is in. */
  readonly open: number;
  /** Whether the registers were seen when that began: otherwise it has no reading. */
  readonly isStartKnown: boolean;
  /** Counted in intervals that have no reading, per register in Wh. */
  readonly missedWh: readonly number[];
  readonly serial?: string;
  readonly meterMs?: number;
  readonly registers: readonly KeptRegister[];
}

/**
 * Something that a register did besides counting. `exchanged`: another electricity meter is there. `jumped`: it shows what its
 * fuse does not let through, or less than before, and goes on from there. `rolled-over`: it began again at 0.
 * Whole thousandths, as decimal digits; what lies between `fromMilli` and `toMilli` is on no reading, but for a roll-over.
 */
export interface CounterEvent {
  readonly kind: 'exchanged' | 'jumped' | 'rolled-over';
  readonly register: string;
  readonly hostMs: number;
  readonly fromMilli: string;
  readonly toMilli: string;
}
