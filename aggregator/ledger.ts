/**
 * The ledger: what an aggregator keeps, and how its machine asks for it. One commit is one transaction with a real fsync:
 * dedupe mark, shares and the right to a receipt stand or fall together. The port is `host/ledger-store.ts`. [P-6.2]
 */
import type { Bitmap } from '../protocol/math/bitmap.ts';
import type { CertifiedEntry, Head, Manifest, Proof } from '../schemas/types.ts';
import type { Span } from './erased.ts';
import type { Freshness, Lock, Promised, SignedArea } from './counter.ts';

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
  /** The signed message with the sums, sealed to the utility: this ledger can't open what it answered. */
  readonly message: string;
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
  /** Signed contradictions, one of each signer and area. [P-7.7] */
  readonly proofs: readonly Proof[];
  /** Since when it is founded anew; 0 if it never was. */
  readonly foundedFromMs: number;
  /** Of its commits that bind, as its counter has to have them; undefined while it had none. */
  readonly count: LedgerCount | undefined;
  /** What it last locked and promised, by area. */
  readonly signed: ReadonlyMap<string, SignedArea>;
}

/** What a machine begins with: the ledger's standing, and whether it is as new as its signatures. */
export interface MachineStanding extends LedgerStanding {
  readonly freshness: Freshness;
}

export interface LedgerCount {
  /** Of the counter that it belongs to. */
  readonly mark: string;
  readonly value: number;
}

export interface KeyCardRow {
  readonly number: number;
  readonly content: string;
}

export type LedgerOp =
  /** `window`: first interval of the window that it belongs to, whose key it is stored under. */
  | { readonly kind: 'cell'; readonly area: string; readonly window: number; readonly row: CellRow }
  /** Nobody needs the cells of these windows: their keys and rows go for good, and manifests of what is before their end. */
  | { readonly kind: 'erase'; readonly area: string; readonly span: Span }
  /** Of a window, only these cells are needed still (by interval, roster indices): all others go, and the key of both. */
  | { readonly kind: 'trim'; readonly area: string; readonly span: Span; readonly kept: ReadonlyMap<number, Bitmap> }
  | { readonly kind: 'entry'; readonly area: string; readonly certified: CertifiedEntry }
  | { readonly kind: 'lock'; readonly area: string; readonly lock: Lock }
  | { readonly kind: 'promise'; readonly area: string; readonly promised: Promised }
  /** Others have proved that it is older than what it has signed: until a new store epoch begins, it signs nothing. */
  | { readonly kind: 'recovering' }
  /** A new store epoch begins: what was lost is behind it. */
  | { readonly kind: 'store-epoch'; readonly storeEpoch: number; readonly signFrom: number }
  /** All operators have founded it anew: nothing of before this moment is ever signed again. */
  | { readonly kind: 'founded'; readonly fromMs: number }
  | { readonly kind: 'sign-from'; readonly area: string; readonly sequence: number }
  /** After a loss: until its log is so long, it attests and witnesses nothing. */
  | { readonly kind: 'reach'; readonly area: string; readonly length: number }
  | { readonly kind: 'peer-head'; readonly head: Head }
  | { readonly kind: 'card'; readonly card: KeyCardRow }
  /** The number of this commit, by the counter of that mark. */
  | { readonly kind: 'count'; readonly count: LedgerCount }
  | { readonly kind: 'proof'; readonly name: string; readonly proof: Proof }
  | { readonly kind: 'manifest'; readonly area: string; readonly manifest: Manifest }
  | { readonly kind: 'release'; readonly area: string; readonly release: StoredRelease }
  /**
   * A meter (roster index) sent other shares for a cell than before: one such hint is kept of each. It convinces nobody
   * else, since who holds the session's key could have made the second message.
   */
  | { readonly kind: 'hint'; readonly area: string; readonly index: number; readonly text: string };

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
  | {
      readonly kind: 'entries';
      readonly area: string;
      readonly sequence: number;
      /** One entry only: to show it to the others, or to compare another one with it. */
      readonly purpose?: 'show' | 'compare';
    };

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
  | {
      readonly kind: 'entries';
      readonly read: Extract<LedgerRead, { kind: 'entries' }>;
      readonly entries: readonly CertifiedEntry[];
    };

/** What a restarted aggregator finds. */
export interface RestoredArea {
  readonly area: string;
  /** Certified entries in order. */
  readonly entries: readonly CertifiedEntry[];
  readonly lock: Lock | undefined;
  readonly promised: Promised | undefined;
  /** It signs for numbers from this one on; undefined if nothing was ever lost. */
  readonly signFrom: number | undefined;
  /** How long its log has to be before it attests and witnesses; 0 if nothing was ever lost. */
  readonly lengthToReach: number;
  readonly manifests: readonly Manifest[];
  /** Roster indices of meters of which a hint is kept. */
  readonly hinted: readonly number[];
  /** Of which intervals the cells were erased. */
  readonly erased: readonly Span[];
  readonly cells: Iterable<Omit<CellRow, 'shares'>>;
  readonly releases: Iterable<Pick<StoredRelease, 'sequence' | 'interval' | 'meters'>>;
}
