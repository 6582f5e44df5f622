/**
 * The archive port: where the utility's host keeps what its machine persists, and asks what its machine reads. One call at a
 * time: whoever calls waits for the answer before the next call. An implementation is held to
 * `test/conformance/archive.conformance.ts`. [P-7.6]
 */
import { type AtOnce, promised } from '../../host/store/at-once.ts';
import type { ArchiveOp, ArchiveRead, ArchiveRows, ArchiveStanding, RestoredUtilityArea } from '../archive.ts';

export interface ArchiveStore {
  /** Whether it holds nothing and never did: new if it was to be expected, else lost. */
  isBlank(): Promise<boolean>;
  /** A deployment's new, empty archive: from now on, an empty one has lost what it held. Durable when it answers. */
  begin(): Promise<void>;
  /** What it held is gone or old: what was announced has to be asked for. Durable when it answers. [P-7.1] */
  markLost(): Promise<void>;
  standing(): Promise<ArchiveStanding>;
  /** Rejects with HostError ERR_STORE_CORRUPT if it is not what was stored. */
  restore(): Promise<RestoredUtilityArea[]>;
  /** One durable transaction: when it answers, all of it survives a power cut. Rejects with HostError: then nothing is stored. */
  commit(ops: readonly ArchiveOp[]): Promise<void>;
  /** Sees every commit that has answered. Rejects with HostError ERR_STORE_CORRUPT. */
  read(query: ArchiveRead): Promise<ArchiveRows>;
  close(): Promise<void>;
}

/** An archive of this thread behind the port. */
export function archiveInThread(archive: AtOnce<ArchiveStore>): ArchiveStore {
  return {
    isBlank: () => promised(() => archive.isBlank()),
    begin: () => promised(() => archive.begin()),
    markLost: () => promised(() => archive.markLost()),
    standing: () => promised(() => archive.standing()),
    restore: () => promised(() => archive.restore()),
    commit: (ops) => promised(() => archive.commit(ops)),
    read: (query) => promised(() => archive.read(query)),
    close: () => promised(() => archive.close()),
  };
}
