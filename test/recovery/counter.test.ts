/** The counter that says whether a ledger is the newest: what it proves, and what a crash or a bad disk makes of it. [P-7.4.3] */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CountedLedger } from '../../aggregator/host/counted-ledger.ts';
import { CounterFile, readCounter } from '../../aggregator/host/counter-file.ts';
import { ledgerInThread } from '../../aggregator/host/ledger-store.ts';
import type { Counter } from '../../aggregator/counter.ts';
import type { LedgerOp } from '../../aggregator/ledger.ts';
import { SimulatedCounter } from '../simulation/simulated-counter.ts';
import { SimulatedLedger } from '../simulation/simulated-ledger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridshare-counter-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'state.counter');
const CELL: LedgerOp = {
  kind: 'cell',
  area: 'area-1',
  window: 0,
  row: { interval: 1, index: 1, digest: 7, shares: new Uint8Array(32) },
};
const lock = (sequence: number): LedgerOp => ({
  kind: 'lock',
  area: 'area-1',
  lock: { sequence, ballot: 0, hash: `hash ${sequence}`, announcement: undefined },
});
let marks = 0;
const drawMark = (): string => {
  marks += 1;
  return `mark ${marks}`;
};

interface Stores {
  ledger: SimulatedLedger;
  counter: Counter;
}

async function begun(counter: Counter = new SimulatedCounter()): Promise<Stores> {
  const ledger = new SimulatedLedger();
  await CountedLedger.begin(ledgerInThread(ledger), counter, drawMark);
  return { ledger, counter };
}

const open = ({ ledger, counter }: Stores): Promise<CountedLedger> =>
  CountedLedger.open(ledgerInThread(ledger), counter, drawMark);
const commit = async (stores: Stores, ...ops: LedgerOp[]): Promise<void> => (await open(stores)).commit(ops);
const freshnessIn = async (stores: Stores) => (await (await open(stores)).standing()).freshness;

describe('[P-7.4.3] a ledger with its counter', () => {
  test('that is new, and one that signed, may go on', async () => {
    const stores = await begun();
    expect(await freshnessIn(stores)).toEqual({ kind: 'proved' });
    for (const sequence of [0, 1, 2]) await commit(stores, lock(sequence));
    expect(await freshnessIn(stores)).toEqual({ kind: 'proved' });
    expect(stores.counter.read()).toMatchObject({ count: 3, storeEpoch: 1 });
  });

  test('cells are not counted: one that lost only those may go on, and costs no second fsync', async () => {
    const stores = await begun();
    await commit(stores, lock(0));
    const before = stores.ledger.copy();
    await commit(stores, CELL);
    expect(await freshnessIn({ ...stores, ledger: before })).toEqual({ kind: 'proved' });
    expect(stores.counter.read()?.count).toBe(1);
  });

  test.each([1, 2, 3])(
    'that is put back by %i commits is older, and the counter knows what was signed',
    async (commits) => {
      const stores = await begun();
      const copies = [stores.ledger.copy()];
      for (const sequence of [0, 1, 2]) {
        await commit(stores, lock(sequence));
        copies.push(stores.ledger.copy());
      }
      const freshness = await freshnessIn({ ...stores, ledger: copies[3 - commits]! });
      expect(freshness.kind).toBe('older');
      if (freshness.kind !== 'older') return;
      expect(freshness.counter.areas.get('area-1')?.lock).toEqual({ sequence: 2, ballot: 0, hash: 'hash 2' });
      expect(freshness.isKnown).toBe(false);
    },
  );

  test('a crash between commit and count is no rollback, and hides none', async () => {
    const stores = await begun();
    const counter = stores.counter as SimulatedCounter;
    await commit(stores, lock(0));
    const before = stores.ledger.copy();
    counter.onSync = () => {
      throw new Error('dies here');
    };
    await expect(commit(stores, lock(1))).rejects.toThrow('dies here');
    counter.onSync = () => {};
    // Nothing of the commit was published. Its lock may be, without another commit: the counter hears of it first.
    expect(await freshnessIn(stores)).toEqual({ kind: 'proved' });
    expect(stores.counter.read()?.areas.get('area-1')?.lock?.sequence).toBe(1);
    expect((await freshnessIn({ ...stores, ledger: before })).kind).toBe('older');
  });

  test('that is lost is older; its new epoch is counted on, and then proved', async () => {
    const stores = await begun();
    await commit(stores, lock(0));
    stores.ledger = SimulatedLedger.lost();
    const ledger = await open(stores);
    expect((await ledger.standing()).freshness).toMatchObject({ kind: 'older', isKnown: true });
    // What it is told meanwhile makes it no newer.
    await ledger.commit([CELL]);
    expect((await freshnessIn(stores)).kind).toBe('older');
    await ledger.commit([{ kind: 'store-epoch', storeEpoch: 2, signFrom: 0 }, lock(0)]);
    expect(await freshnessIn(stores)).toEqual({ kind: 'proved' });
    expect(stores.counter.read()).toMatchObject({ count: 2, storeEpoch: 2 });
  });

  test.each<[what: string, counterOf: (stores: Stores, old: SimulatedCounter) => Counter | Promise<Counter>]>([
    ['no counter', () => new SimulatedCounter()],
    ['the counter of another ledger', async () => (await begun()).counter],
    ['a counter from long ago', (_stores, old) => old],
  ])('with %s proves nothing; once others have, a new counter begins', async (_what, counterOf) => {
    const stores = await begun();
    const old = (stores.counter as SimulatedCounter).copy();
    for (const sequence of [0, 1, 2]) await commit(stores, lock(sequence));
    stores.counter = await counterOf(stores, old);
    const ledger = await open(stores);
    expect((await ledger.standing()).freshness.kind).toBe('unproved');
    await ledger.commit([{ kind: 'store-epoch', storeEpoch: 2, signFrom: 1 }]);
    expect(await freshnessIn(stores)).toEqual({ kind: 'proved' });
    expect(stores.counter.read()?.areas.get('area-1')?.lock?.sequence).toBe(2);
  });

  test('once others have proved that both were put back, the counter counts no more', async () => {
    const stores = await begun();
    await commit(stores, lock(0));
    await commit(stores, { kind: 'recovering' });
    expect((await freshnessIn(stores)).kind).toBe('unproved');
  });

  test('a new ledger does not begin anew beside a counter that has counted', async () => {
    const stores = await begun();
    await commit(stores, lock(4));
    const ledger = new SimulatedLedger();
    await CountedLedger.begin(ledgerInThread(ledger), stores.counter, drawMark);
    expect((await freshnessIn({ ...stores, ledger })).kind).toBe('older');
  });
});

describe('[P-7.4.3] the counter as a file', () => {
  async function filled(commits: number): Promise<Stores> {
    const stores = await begun(new CounterFile(path()));
    const ledger = await open(stores);
    for (let sequence = 0; sequence < commits; sequence++) await ledger.commit([lock(sequence)]);
    return stores;
  }

  const again = (stores: Stores): Stores => ({ ...stores, counter: new CounterFile(path()) });

  test('says after a restart what it said before', async () => {
    const stores = await filled(5);
    expect(new CounterFile(path()).read()).toEqual(stores.counter.read());
    expect(await freshnessIn(again(stores))).toEqual({ kind: 'proved' });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  test('a last line that a crash tore is as if it were not there, and the next one takes its place', async () => {
    const stores = await filled(3);
    appendFileSync(path(), '0123456789abcdef {"count":4,"areas":{"area-1"');
    const after = again(stores);
    expect(await freshnessIn(after)).toEqual({ kind: 'proved' });
    await commit(after, lock(9));
    expect(readCounter(path())).toMatchObject({ count: 4 });
    expect(await freshnessIn(again(after))).toEqual({ kind: 'proved' });
  });

  test('cut off by a line it is one behind, by two it proves nothing', async () => {
    const stores = await filled(4);
    const lines = readFileSync(path(), 'utf8').trimEnd().split('\n');
    const bytesOf = (count: number): number => Buffer.byteLength(`${lines.slice(0, count).join('\n')}\n`);
    truncateSync(path(), bytesOf(lines.length - 2));
    expect((await freshnessIn(again(stores))).kind).toBe('unproved');
    writeFileSync(path(), `${lines.slice(0, -1).join('\n')}\n`);
    expect((await freshnessIn(again(stores))).kind).toBe('proved');
  });

  test('a line in the middle that rotted makes it worth nothing', async () => {
    const stores = await filled(4);
    writeFileSync(path(), readFileSync(path(), 'utf8').replace('hash 1', 'hash 7'));
    expect((await freshnessIn(again(stores))).kind).toBe('unproved');
  });

  test('stays small, however much is signed', async () => {
    const stores = await begun(new CounterFile(path()));
    const ledger = await open(stores);
    const long = 'h'.repeat(40_000);
    for (let sequence = 0; sequence < 60; sequence++)
      await ledger.commit([
        { kind: 'lock', area: 'area-1', lock: { sequence, ballot: 0, hash: long, announcement: undefined } },
      ]);
    expect(statSync(path()).size).toBeLessThan(2 ** 20 + 100_000);
    expect(await freshnessIn(again(stores))).toEqual({ kind: 'proved' });
  });

  test('that is gone while it runs is not made anew: nothing is signed without it', async () => {
    const stores = await filled(2);
    const after = again(stores);
    rmSync(path());
    await expect(commit(after, lock(7))).rejects.toThrow('mount what it is on');
    expect((await freshnessIn(again(stores))).kind).toBe('unproved');
  });
});
