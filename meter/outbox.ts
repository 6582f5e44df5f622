/**
 * The outbox: what a meter keeps until its bill foots and every aggregator has it. A reading, once written, never changes. Void
 * energy moves to the carry and from there onto later readings, each step in one transaction. The port is
 * `host/outbox-store.ts`. [P-2.4, P-7.3]
 */
import type { Bill, Proof, Tariff } from '../schemas/types.ts';
import type { CounterEvent, Estimate, KeptSample, Replacement, ReplacementProblem } from './sample.ts';

export interface OutboxReading {
  readonly interval: number;
  /** Sharing id it is split under, for ever. */
  readonly sharing: string;
  /** Per register: what is reported, in its units. */
  readonly bookedUnits: readonly number[];
  /** Void with all its registers: its energy is in the carry. */
  readonly isVoid: boolean;
  /** Its bill arrived and foots: it is only kept for aggregators that have not stored it yet. */
  readonly isBilled: boolean;
}

/** Energy of a void cell that waits to be booked on later readings. Only `remainingUnits` ever changes. */
export interface Carry {
  readonly interval: number;
  readonly register: number;
  /** All that was in the cell. */
  readonly units: number;
  readonly remainingUnits: number;
  /** Last interval written when the cell turned out to be void: it goes onto later ones. */
  readonly after: number;
  /** How many cells of its rate pass before the first portion: drawn from the meter's secret. */
  readonly skipped: number;
  /** Over how many cells of its rate it is spread. */
  readonly portions: number;
}

/** Energy of a void cell, booked on a later reading. */
export interface Booking {
  readonly register: number;
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

/** What a meter goes on by in a window whose tariff was changed after it had begun. [P-8.5] */
export interface KeptTariff {
  readonly area: string;
  /** First interval of the window. */
  readonly from: number;
  /** None if it knew none. */
  readonly tariff?: Tariff;
}

/** Intervals without a reading, between two that have one. */
export interface Gap {
  /** The first. */
  readonly from: number;
  /** The first that has a reading again. */
  readonly until: number;
  /** Per register: what the source has of them, in its units; empty if it has nothing. */
  readonly units: readonly number[];
}

/** What somebody said of an exchanged device, and what became of that. */
export interface TakenReplacement extends Replacement {
  /** When it was taken up, by this device's clock. */
  readonly hostMs: number;
  /** Why it can't be; undefined if it was taken. */
  readonly problem?: ReplacementProblem;
}

/** From when on a roster has a meter, under one of its key epochs. */
export interface Joining {
  readonly area: string;
  readonly keyEpoch: number;
  /** First interval that it may report. */
  readonly interval: number;
}

export type OutboxOp =
  | { readonly kind: 'scheme'; readonly message: string; readonly tariffs: readonly KeptTariff[] }
  | { readonly kind: 'card'; readonly aggregator: number; readonly message: string }
  /** What a window costs, signed by the utility, whose hash a believed scheme names; for the household. */
  | { readonly kind: 'tariff'; readonly hash: string; readonly message: string }
  | { readonly kind: 'proof'; readonly name: string; readonly proof: Proof }
  | { readonly kind: 'reading'; readonly meter: string; readonly reading: OutboxReading }
  | { readonly kind: 'carry'; readonly meter: string; readonly carry: Carry }
  | { readonly kind: 'booking'; readonly meter: string; readonly booking: Booking }
  | { readonly kind: 'void'; readonly meter: string; readonly interval: number }
  /** A reading that can't be, by the electricity meter's word, for the household's books: on no bill, and booked nowhere. */
  | {
      readonly kind: 'refused';
      readonly meter: string;
      readonly interval: number;
      readonly valuesUnits: readonly number[];
    }
  /**
   * A bill that arrived and foots, or why there is none (`open`), for the household's books. `at`: where it is filed: the first interval of
   * its window, or of the area that it is of, if the meter moved there in that window.
   */
  | { readonly kind: 'bill'; readonly meter: string; readonly at: number; readonly bill: Bill }
  /** The bill that is filed at `from` foots, and these readings are accounted for. */
  | { readonly kind: 'billed'; readonly meter: string; readonly from: number; readonly intervals: readonly number[] }
  /** Enough aggregators say that the roster of this area has the meter, under this key epoch, from this interval on. */
  | ({ readonly kind: 'joined'; readonly meter: string } & Joining)
  /** Readings of intervals before that: they stay in the household's books, and are neither sent nor billed. [P-6.3.8] */
  | { readonly kind: 'before'; readonly meter: string; readonly intervals: readonly number[] }
  /** Intervals of which the source had no reading, when the next one came: on no bill. [P-2.4] */
  | { readonly kind: 'gap'; readonly meter: string; readonly gap: Gap }
  /** Readings that were not measured one by one, before the first of them. [P-2.4] */
  | { readonly kind: 'estimate'; readonly meter: string; readonly estimate: Estimate }
  /** What somebody said of an exchanged device. */
  | { readonly kind: 'replacement'; readonly meter: string; readonly replacement: TakenReplacement }
  /** The last sample of the registers, in the transaction of the reading that it ended. */
  | { readonly kind: 'sample'; readonly meter: string; readonly sample: KeptSample }
  /** A register did something else than counting, for the household's books. */
  | { readonly kind: 'counter'; readonly meter: string; readonly event: CounterEvent }
  /** The store is older than what was sent: nothing is reported under this key epoch any more. */
  | { readonly kind: 'lost'; readonly meter: string; readonly keyEpoch: number }
  /** Nobody needs these readings any more. */
  | { readonly kind: 'forget'; readonly meter: string; readonly intervals: readonly number[] };

/** Messages last believed, whole: they are checked again. */
export interface KeptMessages {
  /** So that readings are booked while the broker is away; undefined if none. */
  readonly scheme: string | undefined;
  /** In what the meters go on otherwise. */
  readonly tariffs: readonly KeptTariff[];
  /** Key cards, so that nobody plays an older one to a restarted meter. */
  readonly cards: readonly string[];
  /** Signed contradictions, one of each signer and area. [P-7.7] */
  readonly proofs: readonly Proof[];
}
