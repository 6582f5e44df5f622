/** The simulator itself: some seeds, that a seed is a run, that planted faults are caught, that its stores are honest. */
import { describe, expect, test } from 'vitest';
import { SqliteLedger } from '../../aggregator/host/ledger-sqlite.ts';
import { Spans } from '../../aggregator/erased.ts';
import type { LedgerOp } from '../../aggregator/ledger.ts';
import type { OutboxOp } from '../../meter/outbox.ts';
import { SqliteOutbox } from '../../meter/host/outbox-sqlite.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { explainTotal } from './fingerprint.ts';
import { MUTANTS } from './mutants.ts';
import { play } from './play.ts';
import { Random } from './random.ts';
import { REPRODUCTIONS } from './reproductions.ts';
import { SimulatedLedger, SimulatedOutbox } from './stores.ts';

describe('[P-6, P-7] under faults nothing is lost, nothing counted twice, and all settles', () => {
  test.each([1, 2, 4, 5, 6, 8, 9, 10, 12, 13])('seed %i', (seed) => {
    expect(play(seed).failure).toBeUndefined();
  });

  test.each(REPRODUCTIONS.map(({ seed, found }) => [found, seed] as const))('once found: %s', (_found, seed) => {
    expect(play(seed).failure).toBeUndefined();
  });

  test('seed 50 over real cryptography', () => {
    expect(play(50, { isReal: true }).failure).toBeUndefined();
  });
});

describe('a seed is a run', () => {
  test('the same seed gives the same event log, another seed another one', () => {
    const [one, again, other] = [play(7), play(7), play(8)];
    expect([again.eventHash, again.eventCount]).toEqual([one.eventHash, one.eventCount]);
    expect(other.eventHash).not.toBe(one.eventHash);
  });
});

describe('control: planted faults are caught', () => {
  // All of them within 500 seeds: `npm run sim -- --mutants`.
  const quick = ['receipts leave before the commit', 'the outbox is emptied when a share message was sent'];
  test.each(MUTANTS.filter(({ name }) => quick.includes(name)))('$name', (mutant) => {
    const failures = [1, 2, 4].map((seed) => play(seed, { mutant }).failure);
    expect(failures.filter((failure) => failure !== undefined)).not.toEqual([]);
    // Nothing of the mutant stays behind.
    expect(play(1).failure).toBeUndefined();
  });

  test('a wrong total says which reading it is about', () => {
    const parts = [
      { what: 'meter-1', wh: 4 },
      { what: 'meter-2', wh: 64 },
    ];
    expect(explainTotal(68, parts)).toBe('68 Wh, exact');
    expect(explainTotal(64, parts)).toContain('meter-1 is lost');
    expect(explainTotal(132, parts)).toContain('meter-2 counts 2 times');
    expect(explainTotal(70, parts)).toContain('were mixed');
  });
});

describe('the simulated stores behave as the SQLite ones', () => {
  test('[P-6.2] ledgers: the same commits are refused, and the same is restored', () => {
    const random = new Random(1);
    const [simulated, real] = [new SimulatedLedger(), new SqliteLedger(':memory:')];
    let refused = 0;
    const gone = new Map([
      ['a', new Spans()],
      ['b', new Spans()],
    ]);
    for (let at = 0; at < 700; at++) {
      const row = {
        interval: random.integer(1, 40),
        index: random.integer(0, 9),
        digest: random.integer(1, 1_000),
        shares: random.bytes(32),
      };
      const area = random.pick(['a', 'b']);
      const from = row.interval - (row.interval % 3);
      const span = { from, until: from + 3 };
      // Windows of three pages are erased in whatever order; nobody stores a cell of one that is.
      if (gone.get(area)!.has(from)) continue;
      const isErasure = at % 50 === 49;
      if (isErasure) gone.get(area)!.add(span);
      const kept = new Map([[row.interval, Bitmap.of([1, 2, 3, row.index])]]);
      const cell: LedgerOp = { kind: 'cell', area, window: from, row };
      const trim: LedgerOp = { kind: 'trim', area, span, kept };
      const ops: LedgerOp[] = isErasure ? [{ kind: 'erase', area, span }] : [at % 50 === 24 ? trim : cell];
      const [one, other] = [simulated, real].map((store) => {
        try {
          store.commit(ops);
          return 'done';
        } catch {
          return 'refused';
        }
      });
      expect(one).toBe(other);
      if (one === 'refused') refused += 1;
    }
    expect(refused).toBeGreaterThan(0);
    expect([...gone.get('a')!].length).toBeGreaterThan(1);
    const cellsOf = (store: SimulatedLedger | SqliteLedger) =>
      store
        .restore()
        .map(({ area, cells, erased }) => ({
          area,
          erased: [...erased],
          cells: [...cells].map(({ interval, index, digest }) => `${interval}/${index}/${digest}`).toSorted(),
        }))
        .toSorted((one, other) => (one.area < other.area ? -1 : 1));
    expect(cellsOf(simulated)).toEqual(cellsOf(real));
    const sharesOf = (store: SimulatedLedger | SqliteLedger, area: string) => {
      const answer = store.read({ kind: 'window', area, sequence: 0, from: 0, end: 50, meters: [] });
      if (answer.kind !== 'cells') throw new Error('a window consists of cells');
      return [...answer.rows]
        .map(({ interval, index, shares }) => `${interval}/${index}/${Buffer.from(shares).toString('hex')}`)
        .toSorted();
    };
    for (const area of ['a', 'b']) expect(sharesOf(simulated, area)).toEqual(sharesOf(real, area));
    expect(sharesOf(real, 'a').length).toBeGreaterThan(0);
    real.close();
  });

  test('[P-2.4] outboxes: readings, voids, carries and bills come back alike', () => {
    const random = new Random(2);
    const [simulated, real] = [new SimulatedOutbox(), new SqliteOutbox(':memory:')];
    const opOf = (meter: string, interval: number): OutboxOp =>
      random.pick<OutboxOp>([
        {
          kind: 'reading',
          meter,
          reading: { interval: interval + 100, sharing: 's', bookedWh: [interval], isVoid: false, isBilled: false },
        },
        { kind: 'void', meter, interval: random.integer(100, 100 + interval) },
        {
          kind: 'carry',
          meter,
          carry: {
            interval: random.integer(1, 9),
            register: 0,
            wh: 3,
            remainingWh: random.integer(0, 3),
            after: 9,
            skipped: random.integer(0, 3),
            portions: 4,
          },
        },
        { kind: 'billed', meter, from: random.integer(1, 9), intervals: [random.integer(100, 100 + interval)] },
        { kind: 'forget', meter, intervals: [random.integer(100, 100 + interval)] },
      ]);
    for (let at = 0; at < 300; at++) {
      const op = opOf(random.pick(['m', 'n']), at);
      simulated.commit([op]);
      real.commit([op]);
    }
    const sorted = (store: SimulatedOutbox | SqliteOutbox) =>
      store
        .restore()
        .map((meter) => ({ ...meter, billed: meter.billed.toSorted((a, b) => a - b) }))
        .toSorted((a, b) => (a.meter < b.meter ? -1 : 1));
    expect(sorted(simulated)).toEqual(sorted(real));
    real.close();
  });
});
