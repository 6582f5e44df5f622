/**
 * Every store against the suite of its port. Another implementation, of a PostgreSQL server say, is one line here; and a suite
 * that passes whatever a store does is shown to fail for one that does it wrong.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { SqliteLedger } from '../../aggregator/host/ledger-sqlite.ts';
import { ledgerInThread } from '../../aggregator/host/ledger-store.ts';
import { outboxInThread } from '../../meter/host/outbox-store.ts';
import { SqliteOutbox } from '../../meter/host/outbox-sqlite.ts';
import type { Committing } from '../../host/store/committing.ts';
import { SqliteArchive } from '../../utility/host/archive-sqlite.ts';
import { archiveInThread } from '../../utility/host/archive-store.ts';
import { describeArchive } from './archive.conformance.ts';
import { describeLedger } from './ledger.conformance.ts';
import type { Medium } from './medium.ts';
import { memoryArchive, memoryLedger, memoryOutbox } from './memory-media.ts';
import { describeOutbox } from './outbox.conformance.ts';

/** A file in a folder of its own. */
function inFile<Port>(open: (path: string) => Port): Medium<Port> {
  const folder = mkdtempSync(join(tmpdir(), 'gridshare-stores-'));
  return {
    open: () => Promise.resolve(open(join(folder, 'store.sqlite'))),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** A planted fault: commits are done after they were answered. */
function answersEarly<Port extends Committing<never>>({ open, remove }: Medium<Port>) {
  const early = (port: Port): Port => ({
    ...port,
    commit: (ops: readonly never[]) => {
      void new Promise((resolve) => setTimeout(resolve, 20)).then(() => port.commit(ops));
      return Promise.resolve();
    },
  });
  return { open: async () => early(await open()), remove };
}

/** A planted fault: each op is a transaction of its own. */
function keepsHalf<Port extends Committing<never>>({ open, remove }: Medium<Port>) {
  const half = (port: Port): Port => ({
    ...port,
    commit: async (ops: readonly never[]) => {
      for (const op of ops) await port.commit([op]);
    },
  });
  return { open: async () => half(await open()), remove };
}

describeLedger('SQLite', () => inFile((path) => ledgerInThread(new SqliteLedger(path))));
describeLedger('in memory, late', memoryLedger);

describeArchive('SQLite', () => inFile((path) => archiveInThread(new SqliteArchive(path))));
describeArchive('in memory, late', memoryArchive);

describeOutbox('SQLite', () => inFile((path) => outboxInThread(new SqliteOutbox(path))));
describeOutbox('in memory, late', memoryOutbox);

describe('controls: what a store does wrong is found', () => {
  const SEES = 'a read sees every commit that has answered';
  describeLedger('answers before it has committed', () => answersEarly(memoryLedger()), [
    `${SEES}: pages, windows, releases by their entry`,
  ]);
  describeArchive('answers before it has committed', () => answersEarly(memoryArchive()), [
    `${SEES}: entries in order, as many as fit into a message`,
  ]);
  const HALF = 'that a failed commit named for the first time is not half there';
  describeLedger('keeps half of a commit that fails', () => keepsHalf(memoryLedger()), [`an area ${HALF}`]);
  describeOutbox('keeps half of a commit that fails', () => keepsHalf(memoryOutbox()), [`[P-6.2] a meter ${HALF}`]);
  describeOutbox(
    'forgets when it is closed',
    () => {
      return { open: () => memoryOutbox().open(), remove: () => Promise.resolve() };
    },
    ['gives back what was committed: readings, voids, carries, windows billed'],
  );
});
