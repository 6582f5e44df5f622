/**
 * Stores in memory behind their ports that answer late: some time after they were asked, with what was so at some moment in
 * between. How long that takes, and whether it takes any time, is drawn by whoever holds them. For tests only.
 */
import type { LedgerStore } from '../../aggregator/host/ledger-store.ts';
import type { AtOnce } from '../../host/store/at-once.ts';
import type { OutboxStore } from '../../meter/host/outbox-store.ts';
import type { ArchiveStore } from '../../utility/host/archive-store.ts';

export interface Latency {
  /** Passes some time, or none. */
  pass(): Promise<void> | undefined;
  /** What was committed is durable from now on; the answer may take longer. */
  durable(): void;
}

async function late<Answer>(latency: Latency, call: () => Answer): Promise<Answer> {
  await latency.pass();
  const answer = call();
  await latency.pass();
  return answer;
}

async function lateCommit(latency: Latency, commit: () => void): Promise<void> {
  await late(latency, () => {
    commit();
    latency.durable();
  });
}

/** `ledger`: asked for at each call, so that another disk may take its place. */
export function lateLedger(ledger: () => AtOnce<LedgerStore>, latency: Latency): LedgerStore {
  return {
    isBlank: () => late(latency, () => ledger().isBlank()),
    begin: () => late(latency, () => ledger().begin()),
    markLost: () => late(latency, () => ledger().markLost()),
    standing: () => late(latency, () => ledger().standing()),
    restore: () => late(latency, () => ledger().restore()),
    commit: (ops) => lateCommit(latency, () => ledger().commit(ops)),
    read: (query) => late(latency, () => ledger().read(query)),
    close: () => late(latency, () => ledger().close()),
  };
}

export function lateArchive(archive: () => AtOnce<ArchiveStore>, latency: Latency): ArchiveStore {
  return {
    isBlank: () => late(latency, () => archive().isBlank()),
    begin: () => late(latency, () => archive().begin()),
    markLost: () => late(latency, () => archive().markLost()),
    standing: () => late(latency, () => archive().standing()),
    restore: () => late(latency, () => archive().restore()),
    commit: (ops) => lateCommit(latency, () => archive().commit(ops)),
    read: (query) => late(latency, () => archive().read(query)),
    close: () => late(latency, () => archive().close()),
  };
}

export function lateOutbox(outbox: () => AtOnce<OutboxStore>, latency: Latency): OutboxStore {
  return {
    restoreMessages: () => late(latency, () => outbox().restoreMessages()),
    restore: () => late(latency, () => outbox().restore()),
    commit: (ops) => lateCommit(latency, () => outbox().commit(ops)),
    close: () => late(latency, () => outbox().close()),
  };
}
