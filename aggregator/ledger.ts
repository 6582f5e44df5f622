/**
 * The ledger port: what an aggregator keeps, and how its machine asks for it. One commit is one transaction with a real
 * fsync: dedupe mark, shares and the right to a receipt stand or fall together. [P-6.2]
 */
import type { CertifiedEntry, Manifest } from '../schemas/types.ts';

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

/** A lock: the one entry accepted under a sequence number. */
export interface Lock {
  readonly sequence: number;
  readonly ballot: number;
  readonly hash: string;
}

export type LedgerOp =
  | { readonly kind: 'cell'; readonly area: string; readonly row: CellRow }
  | { readonly kind: 'entry'; readonly area: string; readonly certified: CertifiedEntry }
  | { readonly kind: 'lock'; readonly area: string; readonly lock: Lock }
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
  | { readonly kind: 'releases'; readonly area: string; readonly sequence: number };

export type LedgerRows =
  /** Rows that can't be read are missing: whoever folds counts them and checks each. */
  | { readonly kind: 'cells'; readonly read: LedgerRead; readonly rows: Iterable<CellRow> }
  | {
      readonly kind: 'releases';
      readonly read: Extract<LedgerRead, { kind: 'releases' }>;
      readonly releases: readonly StoredRelease[];
      /** Some of them are not what was stored, and left out. */
      readonly isDamaged?: boolean;
    };

/** What a restarted aggregator finds. */
export interface RestoredArea {
  readonly area: string;
  /** Certified entries in order. */
  readonly entries: readonly CertifiedEntry[];
  readonly lock: Lock | undefined;
  readonly manifests: readonly Manifest[];
  readonly cells: Iterable<Omit<CellRow, 'shares'>>;
  readonly releases: Iterable<Pick<StoredRelease, 'sequence' | 'interval' | 'meters'>>;
}

export interface Ledger {
  /** The store epoch: rises when the ledger was lost or restored from a backup. */
  readonly storeEpoch: number;
  restore(): RestoredArea[];
  /** One durable transaction; throws HostError when it cannot be had. */
  commit(ops: readonly LedgerOp[]): void;
  read(query: LedgerRead): LedgerRows;
  close(): void;
}
