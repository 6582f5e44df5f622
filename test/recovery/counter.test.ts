/** The counter that says whether a ledger is the newest: what it proves, and what a crash or a bad disk makes of it. [P-7.4.3] */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CountedLedger } from '../../aggregator/counted-ledger.ts';
import { CounterFile, readCounter } from '../../aggregator/host/counter-file.ts';
import type { Counter } from '../../aggregator/counter.ts';
import type { LedgerOp } from '../../aggregator/ledger.ts';
import { SimulatedCounter, SimulatedLedger } from '../simulation/stores.ts';

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

function begun(counter: Counter = new SimulatedCounter()): Stores {
  const ledger = new SimulatedLedger();
  CountedLedger.begin(ledger, counter, drawMark);
  return { ledger, counter };
}

const open = ({ ledger, counter }: Stores): CountedLedger => new CountedLedger(ledger, counter, drawMark);
const freshnessIn = (stores: Stores) => open(stores).standing().freshness;

describe('[P-7.4.3] a ledger with its counter', () => {
  test('that is new, and one that signed, may go on', () => {
    const stores = begun();
    expect(freshnessIn(stores)).toEqual({ kind: 'proved' });
    for (const sequence of [0, 1, 2]) open(stores).commit([lock(sequence)]);
    expect(freshnessIn(stores)).toEqual({ kind: 'proved' });
    expect(stores.counter.read()).toMatchObject({ count: 3, storeEpoch: 1 });
  });

  test('cells are not counted: one that lost only those may go on, and costs no second fsync', () => {
    const stores = begun();
    open(stores).commit([lock(0)]);
    const before = stores.ledger.copy();
    open(stores).commit([CELL]);
    expect(freshnessIn({ ...stores, ledger: before })).toEqual({ kind: 'proved' });
    expect(stores.counter.read()?.count).toBe(1);
  });

  test.each([1, 2, 3])('that is put back by %i commits is older, and the counter knows what was signed', (commits) => {
    const stores = begun();
    const copies = [stores.ledger.copy()];
    for (const sequence of [0, 1, 2]) {
      open(stores).commit([lock(sequence)]);
      copies.push(stores.ledger.copy());
    }
    const freshness = freshnessIn({ ...stores, ledger: copies[3 - commits]! });
    expect(freshness.kind).toBe('older');
    if (freshness.kind !== 'older') return;
    expect(freshness.counter.areas.get('area-1')?.lock).toEqual({ sequence: 2, ballot: 0, hash: 'hash 2' });
    expect(freshness.isKnown).toBe(false);
  });

  test('a crash between commit and count is no rollback, and hides none', () => {
    const stores = begun();
    const counter = stores.counter as SimulatedCounter;
    open(stores).commit([lock(0)]);
    const before = stores.ledger.copy();
    counter.onSync = () => {
      throw new Error('dies here');
    };
    expect(() => open(stores).commit([lock(1)])).toThrow('dies here');
    counter.onSync = () => {};
    // Nothing of the commit was published. Its lock may be, without another commit: the counter hears of it first.
    expect(freshnessIn(stores)).toEqual({ kind: 'proved' });
    expect(stores.counter.read()?.areas.get('area-1')?.lock?.sequence).toBe(1);
    expect(freshnessIn({ ...stores, ledger: before }).kind).toBe('older');
  });

  test('that is lost is older; its new epoch is counted on, and then proved', () => {
    const stores = begun();
    open(stores).commit([lock(0)]);
    stores.ledger = SimulatedLedger.lost();
    const ledger = open(stores);
    expect(ledger.standing().freshness).toMatchObject({ kind: 'older', isKnown: true });
    // What it is told meanwhile makes it no newer.
    ledger.commit([CELL]);
    expect(freshnessIn(stores).kind).toBe('older');
    ledger.commit([{ kind: 'store-epoch', storeEpoch: 2, signFrom: 0 }, lock(0)]);
    expect(freshnessIn(stores)).toEqual({ kind: 'proved' });
    expect(stores.counter.read()).toMatchObject({ count: 2, storeEpoch: 2 });
  });

  test.each<[what: string, counterOf: (stores: Stores, old: SimulatedCounter) => Counter]>([
    ['no counter', () => new SimulatedCounter()],
    ['the counter of another ledger', () => begun().counter],
    ['a counter from long ago', (_stores, old) => old],
  ])('with %s proves nothing; once others have, a new counter begins', (_what, counterOf) => {
    const stores = begun();
    const old = (stores.counter as SimulatedCounter).copy();
    for (const sequence of [0, 1, 2]) open(stores).commit([lock(sequence)]);
    stores.counter = counterOf(stores, old);
    const ledger = open(stores);
    expect(ledger.standing().freshness.kind).toBe('unproved');
    ledger.commit([{ kind: 'store-epoch', storeEpoch: 2, signFrom: 1 }]);
    expect(freshnessIn(stores)).toEqual({ kind: 'proved' });
    expect(stores.counter.read()?.areas.get('area-1')?.lock?.sequence).toBe(2);
  });

  test('once others have proved that both were put back, the counter counts no more', () => {
    const stores = begun();
    open(stores).commit([lock(0)]);
    open(stores).commit([{ kind: 'recovering' }]);
    expect(freshnessIn(stores).kind).toBe('unproved');
  });

  test('a new ledger does not begin anew beside a counter that has counted', () => {
    const stores = begun();
    open(stores).commit([lock(4)]);
    const ledger = new SimulatedLedger();
    CountedLedger.begin(ledger, stores.counter, drawMark);
    expect(freshnessIn({ ...stores, ledger }).kind).toBe('older');
  });
});

describe('[P-7.4.3] the counter as a file', () => {
  function filled(commits: number): Stores {
    const stores = begun(new CounterFile(path()));
    const ledger = open(stores);
    for (let sequence = 0; sequence < commits; sequence++) ledger.commit([lock(sequence)]);
    return stores;
  }

  const again = (stores: Stores): Stores => ({ ...stores, counter: new CounterFile(path()) });

  test('says after a restart what it said before', () => {
    const stores = filled(5);
    expect(new CounterFile(path()).read()).toEqual(stores.counter.read());
    expect(freshnessIn(again(stores))).toEqual({ kind: 'proved' });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  test('a last line that a crash tore is as if it were not there, and the next one takes its place', () => {
    const stores = filled(3);
    appendFileSync(path(), '0123456789abcdef {"count":4,"areas":{"area-1"');
    const after = again(stores);
    expect(freshnessIn(after)).toEqual({ kind: 'proved' });
    open(after).commit([lock(9)]);
    expect(readCounter(path())).toMatchObject({ count: 4 });
    expect(freshnessIn(again(after))).toEqual({ kind: 'proved' });
  });

  test('cut off by a line it is one behind, by two it proves nothing', () => {
    const stores = filled(4);
    const lines = readFileSync(path(), 'utf8').trimEnd().split('\n');
    const bytesOf = (count: number): number => Buffer.byteLength(`${lines.slice(0, count).join('\n')}\n`);
    truncateSync(path(), bytesOf(lines.length - 2));
    expect(freshnessIn(again(stores)).kind).toBe('unproved');
    writeFileSync(path(), `${lines.slice(0, -1).join('\n')}\n`);
    expect(freshnessIn(again(stores)).kind).toBe('proved');
  });

  test('a line in the middle that rotted makes it worth nothing', () => {
    const stores = filled(4);
    writeFileSync(path(), readFileSync(path(), 'utf8').replace('hash 1', 'hash 7'));
    expect(freshnessIn(again(stores)).kind).toBe('unproved');
  });

  test('stays small, however much is signed', () => {
    const stores = begun(new CounterFile(path()));
    const ledger = open(stores);
    const long = 'h'.repeat(40_000);
    for (let sequence = 0; sequence < 60; sequence++)
      ledger.commit([
        { kind: 'lock', area: 'area-1', lock: { sequence, ballot: 0, hash: long, announcement: undefined } },
      ]);
    expect(statSync(path()).size).toBeLessThan(2 ** 20 + 100_000);
    expect(freshnessIn(again(stores))).toEqual({ kind: 'proved' });
  });

  test('that is gone while it runs is not made anew: nothing is signed without it', () => {
    const stores = filled(2);
    const after = again(stores);
    rmSync(path());
    expect(() => open(after).commit([lock(7)])).toThrow('mount what it is on');
    expect(freshnessIn(again(stores)).kind).toBe('unproved');
  });
});
