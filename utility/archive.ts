/**
 * The archive: the utility's log, the aggregators' answers, and every figure with its history. Figures are immutable: a
 * better one supersedes, the earlier stays. The port is `host/archive-store.ts`. [P-7.6]
 */
import type { Effects } from '../protocol/machine.ts';
import type { Announcement, Bill, BillLine, CertifiedEntry, Proof, SealedBill } from '../schemas/types.ts';

/** One aggregator's weighted sums for a page (`meters` empty) or for some meters of a bill. */
export interface Answer {
  readonly sequence: number;
  readonly aggregator: number;
  /** The page; 0 for a bill. */
  readonly interval: number;
  /** Bitmap of a bill's meters, base64url; empty for a page. */
  readonly meters: string;
  readonly storeEpoch: number;
  readonly digest: string;
  /** Field elements, 16 bytes each. */
  readonly sums: Uint8Array;
}

/** Only `verified` is final; `corrected` and `unverified` may be superseded. `empty`: nothing was opened. */
export type LoadStatus = 'verified' | 'corrected' | 'unverified' | 'failed' | 'empty';

export interface LoadFigure {
  readonly interval: number;
  readonly register: string;
  readonly status: LoadStatus;
  /** Undefined when nothing could be opened. */
  readonly totalUnits: number | undefined;
  /** Meters in the total, and meters in the roster then. */
  readonly meters: number;
  readonly rosterMeters: number;
  readonly sequence: number;
  /** Hash of the log entry that fixes the set. */
  readonly setHash: string;
  /** Aggregators whose answers agree with the figure. */
  readonly signers: readonly number[];
  /** Aggregators whose answers do not. */
  readonly differing: readonly number[];
  readonly reason: string;
}

/**
 * `disputed`: the tag confirms more than one total, so that none of them counts. `remnant`: every cell of the meter in the
 * window is; nothing is billed, and the meter books the energy again.
 */
export type BillStatus = 'verified' | 'disputed' | 'failed' | 'waiting' | 'remnant';

/** A total of a line in dispute, and whose sums give it. */
export interface BillClaim {
  readonly register: string;
  readonly rate: string;
  /** Absent if it is more than a fuse lets through. */
  readonly totalUnits?: number;
  readonly aggregators: readonly number[];
}

/** Of a disputed or failed bill. */
export interface Dispute {
  /** Those that most sums give first; none of a failed bill. */
  readonly claims: readonly BillClaim[];
  /** Whose sums were looked at. */
  readonly answering: readonly number[];
  /** Who lied in its window, by what it says of itself or of most meters. */
  readonly liars: readonly number[];
}

export interface BillFigure {
  readonly sequence: number;
  /** The window. */
  readonly from: number;
  readonly count: number;
  /** Dense roster index of the meter. */
  readonly index: number;
  readonly meter: string;
  readonly status: BillStatus;
  /** Totals by register and rate; empty unless verified. */
  readonly lines: readonly BillLine[];
  readonly setHash: string;
  readonly signers: readonly number[];
  /** Of a disputed bill: aggregators that can't all be right. */
  readonly differing: readonly number[];
  /** Whether the meter is the cause (`certain`), or it or one of `differing`; absent if nothing speaks against it. */
  readonly suspicion?: 'possible' | 'certain';
  readonly reason: string;
  readonly dispute?: Dispute;
}

/** What was compared of one load register. */
export interface FootingSum {
  readonly register: string;
  readonly billedUnits: number;
  readonly loadUnits: number;
  /** What loads and bills differ by, and of how many cells that is; of those that still wait, too. */
  readonly remnantUnits: number;
  readonly remnantCells: number;
}

/** Whether bills, remnants and loads of a window foot. */
export interface WindowFigure {
  /** Of its last bill entry. */
  readonly sequence: number;
  readonly from: number;
  readonly count: number;
  /** `waiting`: meters wait for the second round. `unknown`: it footed, until a bill was disputed or a load failed. */
  readonly state: 'footed' | 'waiting' | 'differs' | 'unknown';
  readonly doesFoot: boolean;
  readonly reason: string;
  /** Meters with cells in a load and in no bill. */
  readonly remnantMeters: number;
  readonly waitingMeters: number;
  readonly sums: readonly FootingSum[];
}

/** What was last sent to a meter: the sealed message, and the bills in it. */
export interface SentBill {
  /** Dense roster index of the meter. */
  readonly index: number;
  readonly message: SealedBill;
  readonly bills: readonly Bill[];
}

export type ArchiveOp =
  | { readonly kind: 'announcement'; readonly area: string; readonly announcement: Announcement }
  | { readonly kind: 'entry'; readonly area: string; readonly certified: CertifiedEntry }
  | { readonly kind: 'answer'; readonly area: string; readonly answer: Answer }
  | { readonly kind: 'load'; readonly area: string; readonly figure: LoadFigure }
  | { readonly kind: 'bill'; readonly area: string; readonly figure: BillFigure }
  | { readonly kind: 'window'; readonly area: string; readonly figure: WindowFigure }
  | { readonly kind: 'sealed-bill'; readonly area: string; readonly sent: SentBill }
  | { readonly kind: 'evidence'; readonly area: string; readonly text: string }
  /** Whether it is unknown what was announced in this area. */
  | { readonly kind: 'recovering'; readonly area: string; readonly isRecovering: boolean }
  /** An aggregator signed a higher store epoch than before. */
  | { readonly kind: 'store-epoch'; readonly aggregator: number; readonly storeEpoch: number }
  /** Two signed statements of one that can't both be honest. */
  | { readonly kind: 'proof'; readonly name: string; readonly proof: Proof };

/** A query; the host answers it as an input, after everything persisted before it is durable. */
export interface ArchiveRead {
  readonly kind: 'entries';
  readonly area: string;
  /** Number of the first certified entry wanted; at most MAX_ENTRIES_PER_MESSAGE come. */
  readonly sequence: number;
  /** Who lacks them. */
  readonly aggregator: number;
}

export interface ArchiveRows {
  readonly read: ArchiveRead;
  /** In order. */
  readonly entries: readonly CertifiedEntry[];
}

/** What comes of a step of the utility's machine. */
export type ArchiveEffects = Effects<ArchiveOp, ArchiveRead>;

/** What an archive says of itself. */
export interface ArchiveStanding {
  /** Lost or restored as a whole: every area is recovering unless it says otherwise. */
  readonly isRecovering: boolean;
  /** Areas that are or are not, whatever the whole is. */
  readonly areas: ReadonlyMap<string, boolean>;
  /** Highest store epoch of each aggregator. */
  readonly storeEpochs: ReadonlyMap<number, number>;
  /** Signed contradictions, one of each signer and area. [P-7.7] */
  readonly proofs: readonly Proof[];
}

export interface RestoredUtilityArea {
  readonly area: string;
  readonly entries: readonly CertifiedEntry[];
  /** The announcement that was not certified yet. */
  readonly announcement: Announcement | undefined;
  readonly answers: readonly Answer[];
  readonly loads: readonly LoadFigure[];
  readonly bills: readonly BillFigure[];
  readonly windows: readonly WindowFigure[];
  /** The latest message to each meter. */
  readonly sentBills: readonly SentBill[];
}
