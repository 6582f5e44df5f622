/**
 * The ledger port: what an aggregator keeps, and how its machine asks for it. One commit is one transaction with a real
 * fsync: dedupe mark, shares and the right to a receipt stand or fall together. [P-6.2]
 */
import type { Ballot } from '../protocol/ballot.ts';
import type { Announcement, CertifiedEntry, Head, Manifest } from '../schemas/types.ts';

/** One stored share set: a meter's registers in one interval. */
export interface CellRow {
  readonly interval: number;
  /** Dense roster index. */
  readonly index: number;
  /** `cellDigest`, never 0: tells a duplicate from a conflict without reading the row, and a damaged row when it is read. */
  readonly digest: number;
  /** Per register: value share, tag share (16 bytes each). */
  readonly shares: Uint8Array;
}

/** What was released once stays as it was: an answer is repeated, never recomputed. */
export interface StoredRelease {
  readonly sequence: number;
  /** The page of a load total; 0 for a bill's part. */
  readonly interval: number;
  /** Meters of a bill's part (bitmap, base64url); empty for a load. */
  readonly meters: string;
  readonly storeEpoch: number;
  /** Weighted sums: field elements, 16 bytes each. */
  readonly sums: Uint8Array;
}

/** A lock: the last entry accepted under a sequence number. */
export interface Lock {
  readonly sequence: number;
  readonly ballot: number;
  readonly hash: string;
  /** As the utility announced it: whoever takes the number over has to know it. Missing in ledgers of before. */
  readonly announcement: Announcement | undefined;
}

/** The highest ballot promised for a sequence number. */
export interface Promised extends Ballot {
  readonly sequence: number;
}

/** What a ledger says of itself. */
export interface LedgerStanding {
  /** Rises when the ledger was lost or restored from a backup. */
  readonly storeEpoch: number;
  /** Lost or restored: it signs nothing before others have said what they hold of its signatures. [P-7.4] */
  readonly isRecovering: boolean;
  /** In areas of which it knew nothing, it signs for numbers from this one on. */
  readonly signFrom: number;
  /** The head with the highest store epoch that each other aggregator has signed. */
  readonly peerHeads: readonly Head[];
  /** The last key card: its number within the store epoch, and what stands in it. */
  readonly card: KeyCardRow | undefined;
}

export interface KeyCardRow {
  readonly number: number;
  readonly content: string;
}

export type LedgerOp =
  | { readonly kind: 'cell'; readonly area: string; readonly row: CellRow }
  | { readonly kind: 'entry'; readonly area: string; readonly certified: CertifiedEntry }
  | { readonly kind: 'lock'; readonly area: string; readonly lock: Lock }
  | { readonly kind: 'promise'; readonly area: string; readonly promised: Promised }
  /** The ledger is older than what it has signed: until a new store epoch begins, it signs nothing. */
  | { readonly kind: 'recovering' }
  /** A new store epoch begins: what was lost is behind it. */
  | { readonly kind: 'store-epoch'; readonly storeEpoch: number; readonly signFrom: number }
  | { readonly kind: 'sign-from'; readonly area: string; readonly sequence: number }
  | { readonly kind: 'peer-head'; readonly head: Head }
  | { readonly kind: 'card'; readonly card: KeyCardRow }
  | { readonly kind: 'manifest'; readonly area: string; readonly manifest: Manifest }
  | { readonly kind: 'release'; readonly area: string; readonly release: StoredRelease }
  | { readonly kind: 'evidence'; readonly area: string; readonly text: string };

/** Queries; the host answers them as inputs, after everything persisted before them is durable. */
export type LedgerRead =
  | { readonly kind: 'page'; readonly area: string; readonly interval: number }
  | {
      readonly kind: 'window';
      readonly area: string;
      readonly sequence: number;
      readonly from: number;
      readonly end: number;
      readonly meters: readonly number[];
    }
  | { readonly kind: 'releases'; readonly area: string; readonly sequence: number }
  /** Certified entries from a number on, as many as fit into a message. */
  | { readonly kind: 'entries'; readonly area: string; readonly sequence: number };

export type LedgerRows =
  /** Rows that can't be read are missing: whoever folds counts them and checks each. */
  | { readonly kind: 'cells'; readonly read: LedgerRead; readonly rows: Iterable<CellRow> }
  | {
      readonly kind: 'releases';
      readonly read: Extract<LedgerRead, { kind: 'releases' }>;
      readonly releases: readonly StoredRelease[];
      /** Some of them are not what was stored, and left out. */
      readonly isDamaged?: boolean;
    }
  | { readonly kind: 'entries'; readonly read: LedgerRead; readonly entries: readonly CertifiedEntry[] };

/** What a restarted aggregator finds. */
export interface RestoredArea {
  readonly area: string;
  /** Certified entries in order. */
  readonly entries: readonly CertifiedEntry[];
  readonly lock: Lock | undefined;
  readonly promised: Promised | undefined;
  /** It signs for numbers from this one on; undefined if nothing was ever lost. */
  readonly signFrom: number | undefined;
  readonly manifests: readonly Manifest[];
  readonly cells: Iterable<Omit<CellRow, 'shares'>>;
  readonly releases: Iterable<Pick<StoredRelease, 'sequence' | 'interval' | 'meters'>>;
}

export interface Ledger {
  standing(): LedgerStanding;
  restore(): RestoredArea[];
  /** One durable transaction; throws HostError when it cannot be had. */
  commit(ops: readonly LedgerOp[]): void;
  read(query: LedgerRead): LedgerRows;
  close(): void;
}
