/**
 * Stores in memory that answer late and out of step: each call takes some turns or milliseconds, drawn anew, before and after
 * it does what it was asked; of a commit that fails nothing is left. For tests only.
 */
import type { LedgerStore } from '../../aggregator/host/ledger-store.ts';
import { HostError } from '../../host/base/errors.ts';
import type { AtOnce } from '../../host/store/at-once.ts';
import type { OutboxStore } from '../../meter/host/outbox-store.ts';
import type { ArchiveStore } from '../../utility/host/archive-store.ts';
import { type Latency, lateArchive, lateLedger, lateOutbox } from '../simulation/late.ts';
import { Random } from '../simulation/random.ts';
import { SimulatedArchive } from '../simulation/simulated-archive.ts';
import { SimulatedLedger } from '../simulation/simulated-ledger.ts';
import { SimulatedOutbox } from '../simulation/simulated-outbox.ts';
import type { Medium } from './medium.ts';

/** Mostly a turn of the event loop, now and then some milliseconds. */
function drawnLatency(): Latency {
  const random = new Random(1, 13);
  return {
    pass: () =>
      new Promise((resolve) => {
        if (random.chance(0.05)) setTimeout(resolve, random.integer(1, 5));
        else if (random.chance(0.5)) setImmediate(resolve);
        else resolve();
      }),
    durable: () => {},
  };
}

/** What was done to a store, so that it can be made again without what failed half-way. */
class Journal<Store extends { commit(ops: never): void }> {
  private readonly make: () => Store;
  private readonly done: ((store: Store) => void)[] = [];
  store: Store;

  constructor(make: () => Store) {
    this.make = make;
    this.store = make();
  }

  do(act: (store: Store) => void): void {
    try {
      act(this.store);
      this.done.push(act);
    } catch (cause) {
      this.store = this.make();
      for (const earlier of this.done) earlier(this.store);
      throw new HostError('ERR_STORE_COMMIT', 'nothing of it is stored', { cause });
    }
  }
}

export function memoryLedger(): Medium<LedgerStore> {
  const journal = new Journal(() => new SimulatedLedger());
  const ledger: AtOnce<LedgerStore> = {
    isBlank: () => journal.store.isBlank(),
    begin: () => journal.do((store) => store.begin()),
    markLost: () => journal.do((store) => store.markLost()),
    standing: () => journal.store.standing(),
    restore: () => journal.store.restore(),
    commit: (ops) => journal.do((store) => store.commit(ops)),
    read: (query) => journal.store.read(query),
    close: () => {},
  };
  const latency = drawnLatency();
  return { open: () => Promise.resolve(lateLedger(() => ledger, latency)), remove: () => Promise.resolve() };
}

export function memoryArchive(): Medium<ArchiveStore> {
  const journal = new Journal(() => new SimulatedArchive());
  const archive: AtOnce<ArchiveStore> = {
    isBlank: () => journal.store.isBlank(),
    begin: () => journal.do((store) => store.begin()),
    markLost: () => journal.do((store) => store.markLost()),
    standing: () => journal.store.standing(),
    restore: () => journal.store.restore(),
    commit: (ops) => journal.do((store) => store.commit(ops)),
    read: (query) => journal.store.read(query),
    close: () => {},
  };
  const latency = drawnLatency();
  return { open: () => Promise.resolve(lateArchive(() => archive, latency)), remove: () => Promise.resolve() };
}

export function memoryOutbox(): Medium<OutboxStore> {
  const journal = new Journal(() => new SimulatedOutbox());
  const outbox: AtOnce<OutboxStore> = {
    restoreMessages: () => journal.store.restoreMessages(),
    restore: () => journal.store.restore(),
    commit: (ops) => journal.do((store) => store.commit(ops)),
    close: () => {},
  };
  const latency = drawnLatency();
  return { open: () => Promise.resolve(lateOutbox(() => outbox, latency)), remove: () => Promise.resolve() };
}
