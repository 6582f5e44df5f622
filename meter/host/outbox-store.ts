/**
 * The outbox port: where a meter's host keeps what its machine persists. One call at a time: whoever calls waits for the
 * answer before the next call. An implementation is held to `test/conformance/outbox.conformance.ts`. [P-2.4]
 */
import { type AtOnce, promised } from '../../host/store/at-once.ts';
import { type Slices, inSlices } from '../../host/store/slices.ts';
import type { KeptMessages, OutboxOp } from '../outbox.ts';
import type { RestoredMeter } from '../restored-meter.ts';

export interface OutboxStore {
  restoreMessages(): Promise<KeptMessages>;
  /**
   * Rejects with HostError ERR_STORE_CORRUPT if it is not what was stored. There may be millions of readings: it lets
   * everything else have its turn meanwhile, and may tell `heard` how many are read.
   */
  restore(heard?: (readings: number) => void): Promise<RestoredMeter[]>;
  /** One durable transaction: when it answers, all of it survives a power cut. Rejects with HostError: then nothing is stored. */
  commit(ops: readonly OutboxOp[]): Promise<void>;
  close(): Promise<void>;
}

/** One that can be read in slices, too. */
export interface OutboxOfThread extends AtOnce<OutboxStore> {
  /** Yields how many readings are read. */
  restoring(): Slices<RestoredMeter[], number>;
}

/** An outbox of this thread behind the port. */
export function outboxInThread(outbox: OutboxOfThread): OutboxStore {
  return {
    restoreMessages: () => promised(() => outbox.restoreMessages()),
    restore: (heard) => inSlices(outbox.restoring(), heard),
    commit: (ops) => promised(() => outbox.commit(ops)),
    close: () => promised(() => outbox.close()),
  };
}
