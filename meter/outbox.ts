/**
 * The outbox port: what a meter keeps until its bill foots and every aggregator has it. A reading, once written, never changes. Void
 * energy moves to the carry and from there onto later readings, each step in one transaction. [P-2.4, P-7.3]
 */
import type { Bill } from '../schemas/types.ts';

export interface OutboxReading {
  readonly interval: number;
  /** Sharing id it is split under, for ever. */
  readonly sharing: string;
  /** Per register: what is reported, in Wh. */
  readonly bookedWh: readonly number[];
  /** Bit r: register r of this reading is void, its energy is in the carry. */
  readonly voidRegisters: number;
  /** Its bill arrived and foots: it is only kept for aggregators that have not stored it yet. */
  readonly isBilled: boolean;
}

/** Energy of a void cell that waits to be booked on a later reading. */
export interface Carry {
  readonly interval: number;
  readonly register: number;
  readonly remainingWh: number;
  /** Most that one later reading takes of it. */
  readonly portionWh: number;
}

/** Energy of a void cell, booked on a later reading. */
export interface Booking {
  readonly register: number;
  readonly from: number;
  readonly to: number;
  readonly wh: number;
}

export type OutboxOp =
  | { readonly kind: 'scheme'; readonly message: string }
  | { readonly kind: 'card'; readonly aggregator: number; readonly message: string }
  | { readonly kind: 'reading'; readonly meter: string; readonly reading: OutboxReading }
  | { readonly kind: 'carry'; readonly meter: string; readonly carry: Carry }
  | { readonly kind: 'booking'; readonly meter: string; readonly booking: Booking }
  | { readonly kind: 'void'; readonly meter: string; readonly interval: number; readonly voidRegisters: number }
  /** A bill that arrived and foots, for the household's books. */
  | { readonly kind: 'bill'; readonly meter: string; readonly bill: Bill }
  /** The bill of the window from `from` on foots, and these readings are accounted for. */
  | { readonly kind: 'billed'; readonly meter: string; readonly from: number; readonly intervals: readonly number[] }
  /** The store is older than what was sent: nothing is reported under this key epoch any more. */
  | { readonly kind: 'lost'; readonly meter: string; readonly keyEpoch: number }
  /** Nobody needs these readings any more. */
  | { readonly kind: 'forget'; readonly meter: string; readonly intervals: readonly number[] };

/** What a restarted meter finds. */
export interface RestoredMeter {
  readonly meter: string;
  readonly readings: readonly OutboxReading[];
  readonly carries: readonly Carry[];
  /** Last interval ever written; -1 if none. Survives the deletion of billed readings. */
  readonly lastInterval: number;
  /** The key epoch under which the store was found to be lost; 0 if never. */
  readonly lostKeyEpoch: number;
  /** Starts of the windows whose bills arrived and footed. */
  readonly billed: readonly number[];
}

/** Messages last believed, whole: they are checked again. */
export interface KeptMessages {
  /** So that readings are booked while the broker is away; undefined if none. */
  readonly scheme: string | undefined;
  /** Key cards, so that nobody plays an older one to a restarted meter. */
  readonly cards: readonly string[];
}

export interface Outbox {
  restoreMessages(): KeptMessages;
  restore(): RestoredMeter[];
  /** One durable transaction; throws HostError when it cannot be had. */
  commit(ops: readonly OutboxOp[]): void;
  close(): void;
}
