/**
 * The ledger port: where an aggregator's host keeps what its machine persists, and asks what its machine reads. One call at a
 * time: whoever calls waits for the answer before the next call. An implementation is held to
 * `test/conformance/ledger.conformance.ts`. [P-6.2]
 */
import { type AtOnce, promised } from '../../host/store/at-once.ts';
import type { LedgerOp, LedgerRead, LedgerRows, LedgerStanding, RestoredArea } from '../ledger.ts';

export interface LedgerStore {
  /** Whether it holds nothing and never did: new if it was to be expected, else lost. */
  isBlank(): Promise<boolean>;
  /** A deployment's new, empty ledger: from now on, an empty one has lost what it held. Durable when it answers. */
  begin(): Promise<void>;
  /** What it held is gone, or older than it should be. Durable when it answers. [P-7.4] */
  markLost(): Promise<void>;
  standing(): Promise<LedgerStanding>;
  /**
   * Rejects with HostError ERR_STORE_CORRUPT if it is not what was stored. What is iterable may be gone through once, before
   * the next call.
   */
  restore(): Promise<RestoredArea[]>;
  /** One durable transaction: when it answers, all of it survives a power cut. Rejects with HostError: then nothing is stored. */
  commit(ops: readonly LedgerOp[]): Promise<void>;
  /** Sees every commit that has answered. Rows may be gone through once, before the next call. */
  read(query: LedgerRead): Promise<LedgerRows>;
  close(): Promise<void>;
}

/** A ledger of this thread behind the port. */
export function ledgerInThread(ledger: AtOnce<LedgerStore>): LedgerStore {
  return {
    isBlank: () => promised(() => ledger.isBlank()),
    begin: () => promised(() => ledger.begin()),
    markLost: () => promised(() => ledger.markLost()),
    standing: () => promised(() => ledger.standing()),
    restore: () => promised(() => ledger.restore()),
    commit: (ops) => promised(() => ledger.commit(ops)),
    read: (query) => promised(() => ledger.read(query)),
    close: () => promised(() => ledger.close()),
  };
}
