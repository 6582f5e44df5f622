/**
 * What an aggregator signed last, and the counter port: what it keeps of that on another medium, so that a ledger which is not
 * the newest is noticed. [P-7.4.3]
 */
import type { Ballot } from '../protocol/log/ballot.ts';
import type { Announcement } from '../schemas/types.ts';

/** A lock: the last entry accepted under a sequence number. */
export interface Lock {
  readonly sequence: number;
  readonly ballot: number;
  readonly hash: string;
  /** As the utility announced it: whoever takes the number over has to know it. It goes with a lost ledger. */
  readonly announcement: Announcement | undefined;
}

/** The highest ballot promised for a sequence number. */
export interface Promised extends Ballot {
  readonly sequence: number;
}

/** What this aggregator last signed for an area's log. */
export interface SignedArea {
  readonly lock?: Omit<Lock, 'announcement'> | undefined;
  readonly promised?: Promised | undefined;
  /** It signs for numbers from this one on. */
  readonly signFrom?: number | undefined;
}

export interface CounterState {
  /** Drawn when the counter began; its ledger has the same. */
  readonly mark: string;
  /** Commits that bind. */
  readonly count: number;
  readonly storeEpoch: number;
  readonly areas: ReadonlyMap<string, SignedArea>;
}

/** One commit: its number, and what it changed. */
export interface CounterRecord {
  readonly count: number;
  readonly storeEpoch?: number | undefined;
  readonly areas: ReadonlyMap<string, SignedArea>;
}

/** Where the counter is kept. What it writes is durable when it returns; it throws HostError when that can't be had. */
export interface Counter {
  /** Undefined if there is none that can be relied on. */
  read(): CounterState | undefined;
  /** A new counter in place of whatever is there. */
  begin(state: CounterState): void;
  append(record: CounterRecord): void;
}

export type Freshness =
  /** The ledger is what it was when this aggregator last signed. */
  | { readonly kind: 'proved' }
  /** It is lost or older, and the counter knows what was signed. `isKnown`: it says so itself. */
  | { readonly kind: 'older'; readonly counter: CounterState; readonly isKnown: boolean }
  /** Nobody knows: others have to say what they hold. */
  | { readonly kind: 'unproved'; readonly why: string };
