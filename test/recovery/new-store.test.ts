/** A store that is new, and one that is gone, told apart by what provisioning left beside it. [P-7.4] */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SqliteLedger } from '../../aggregator/host/ledger-sqlite.ts';
import { type LedgerStore, ledgerInThread } from '../../aggregator/host/ledger-store.ts';
import { expectNewStore, settleStore } from '../../host/store/new-store.ts';
import { SqliteArchive } from '../../utility/host/archive-sqlite.ts';
import { type ArchiveStore, archiveInThread } from '../../utility/host/archive-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridshare-new-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const KINDS: [string, (path: string) => LedgerStore | ArchiveStore][] = [
  ['ledger', (path) => ledgerInThread(new SqliteLedger(path))],
  ['archive', (path) => archiveInThread(new SqliteArchive(path))],
];

describe.each(KINDS)('[P-7.4] a %s', (_name, make) => {
  async function start(file = 'store.sqlite'): Promise<[what: string, isRecovering: boolean]> {
    const store = make(join(folder, file));
    const what = await settleStore(folder, store);
    const { isRecovering } = await store.standing();
    await store.close();
    return [what, isRecovering];
  }

  test('beside its marker is new, once; empty as it may still be, it is known from then on', async () => {
    expectNewStore(folder);
    expect(await start()).toEqual(['new', false]);
    expect(existsSync(join(folder, 'new-store'))).toBe(false);
    expect(await start()).toEqual(['known', false]);
  });

  test('without a marker is lost, and stays so until it has recovered', async () => {
    expect(await start()).toEqual(['lost', true]);
    expect(await start()).toEqual(['known', true]);
  });

  test('that disappears is lost', async () => {
    expectNewStore(folder);
    expect(await start('one.sqlite')).toEqual(['new', false]);
    expect(await start('another.sqlite')).toEqual(['lost', true]);
  });

  test('that was created when the process died before it took the marker away is still new', async () => {
    expectNewStore(folder);
    const store = make(join(folder, 'store.sqlite'));
    await store.begin();
    await store.close();
    expect(await start()).toEqual(['known', false]);
    expect(existsSync(join(folder, 'new-store'))).toBe(false);
  });
});

describe.each(KINDS)('[P-7.4] a %s from a backup', (_name, make) => {
  const path = (): string => join(folder, 'store.sqlite');
  const standing = async (): Promise<[what: string, isRecovering: boolean]> => {
    const store = make(path());
    const what = await settleStore(folder, store);
    const { isRecovering } = await store.standing();
    await store.close();
    return [what, isRecovering];
  };

  beforeEach(async () => {
    expectNewStore(folder);
    expect(await standing()).toEqual(['new', false]);
  });

  test('is taken notice of once, and recovers until it is done', async () => {
    writeFileSync(join(folder, 'restored-store'), '{}');
    expect(await standing()).toEqual(['restored', true]);
    expect(existsSync(join(folder, 'restored-store'))).toBe(false);
    expect(existsSync(join(folder, 'last-restore.json'))).toBe(true);
    expect(await standing()).toEqual(['known', true]);
  });

  test('is taken notice of again when the process died before the marker was away: a second time does no harm', async () => {
    writeFileSync(join(folder, 'restored-store'), '{}');
    const store = make(path());
    await store.markLost();
    await store.close();
    expect(await standing()).toEqual(['restored', true]);
    expect(await standing()).toEqual(['known', true]);
  });

  test('control: without its marker nothing is known of it', async () => {
    expect(await standing()).toEqual(['known', false]);
  });
});

describe('[P-7.4] a ledger', () => {
  test('begins a store epoch for good', () => {
    const path = join(folder, 'ledger.sqlite');
    const ledger = new SqliteLedger(path);
    ledger.markLost();
    ledger.commit([
      { kind: 'store-epoch', storeEpoch: 4, signFrom: 2 },
      { kind: 'sign-from', area: 'area-1', sequence: 9 },
      { kind: 'promise', area: 'area-1', promised: { sequence: 9, ballot: 3, proposer: 'p' } },
      { kind: 'card', card: { number: 7, content: 'c' } },
      { kind: 'lock', area: 'area-1', lock: { sequence: 9, ballot: 1, hash: 'h', announcement: undefined } },
      { kind: 'count', count: { mark: 'm', value: 12 } },
      { kind: 'founded', fromMs: 1_000 },
    ]);
    ledger.close();
    const again = new SqliteLedger(path);
    expect(again.standing()).toEqual({
      storeEpoch: 4,
      isRecovering: false,
      signFrom: 2,
      peerHeads: [],
      proofs: [],
      card: { number: 7, content: 'c' },
      foundedFromMs: 1_000,
      count: { mark: 'm', value: 12 },
      signed: new Map([
        [
          'area-1',
          {
            lock: { sequence: 9, ballot: 1, hash: 'h' },
            promised: { sequence: 9, ballot: 3, proposer: 'p' },
            signFrom: 9,
          },
        ],
      ]),
    });
    expect(again.restore()[0]).toMatchObject({
      signFrom: 9,
      promised: { sequence: 9, ballot: 3, proposer: 'p' },
    });
    again.commit([{ kind: 'recovering' }]);
    expect(again.standing().isRecovering).toBe(true);
    again.close();
  });
});
