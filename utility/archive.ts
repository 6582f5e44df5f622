/**
 * The archive port: the utility's log, the aggregators' answers, and every figure with its history. [P-7.6]
 * Figures are immutable: a better one supersedes, the earlier stays.
 */
import type { Effects } from '../protocol/machine.ts';
import type { Announcement, Bill, BillLine, CertifiedEntry, SealedBill } from '../schemas/types.ts';

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
  readonly totalWh: number | undefined;
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

export type BillStatus = 'verified' | 'failed' | 'waiting';

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
  readonly differing: readonly number[];
  readonly reason: string;
}

/** What was compared of one load register, over all of `windows`. */
export interface FootingSum {
  readonly register: string;
  readonly billedWh: number;
  readonly loadWh: number;
}

/** Whether bills and loads of a window foot. */
export interface WindowFigure {
  readonly sequence: number;
  readonly from: number;
  readonly count: number;
  /** `outstanding`: cells wait for a later bill, and the difference is one that they can hold. */
  readonly state: 'footed' | 'outstanding' | 'differs';
  readonly doesFoot: boolean;
  readonly reason: string;
  /** Starts of the windows that are compared together, since bills cover cells of several. */
  readonly windows: readonly number[];
  /** Cells of this window that no bill covers yet. */
  readonly outstandingCells: number;
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
  | { readonly kind: 'store-epoch'; readonly aggregator: number; readonly storeEpoch: number };

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

export interface Archive {
  standing(): ArchiveStanding;
  restore(): RestoredUtilityArea[];
  /** One durable transaction; throws HostError when it cannot be had. */
  commit(ops: readonly ArchiveOp[]): void;
  read(query: ArchiveRead): ArchiveRows;
  close(): void;
}
