/** What every ledger does, whatever is behind it: one suite for all of them. [P-6.2, P-6.5, P-7.4] */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Spans } from '../../aggregator/erased.ts';
import type { LedgerStore } from '../../aggregator/host/ledger-store.ts';
import type { LedgerOp } from '../../aggregator/ledger.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { MAX_ENTRIES_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import { Random } from '../simulation/random.ts';
import { SimulatedLedger } from '../simulation/simulated-ledger.ts';
import { type Medium, bytes, checking, entryAt, manifest, refusalOf } from './medium.ts';

const AREA = 'area-1';

function cell(interval: number, index: number, digest = 5, window = 0): LedgerOp {
  return { kind: 'cell', area: AREA, window, row: { interval, index, digest, shares: bytes(interval, index, 0, 255) } };
}

function release(sequence: number, interval: number, meters: string): LedgerOp {
  return { kind: 'release', area: AREA, release: { sequence, interval, meters, message: `sealed ${sequence}` } };
}

function lock(sequence: number, hash = `h${sequence}`): LedgerOp {
  return { kind: 'lock', area: AREA, lock: { sequence, ballot: 3, hash, announcement: undefined } };
}

const OPS: readonly LedgerOp[] = [
  cell(7, 1, 2 ** 53 - 1),
  cell(6, 2),
  cell(6, 1),
  { kind: 'entry', area: AREA, certified: entryAt(0) },
  { kind: 'entry', area: AREA, certified: entryAt(1) },
  lock(1),
  lock(2),
  { kind: 'manifest', area: AREA, manifest },
  { kind: 'promise', area: AREA, promised: { sequence: 2, ballot: 4, proposer: 'p' } },
  { kind: 'sign-from', area: AREA, sequence: 2 },
  { kind: 'reach', area: AREA, length: 3 },
  release(1, 6, ''),
  release(2, 0, 'AQ'),
  { kind: 'hint', area: AREA, index: 1, text: 'other shares' },
  { kind: 'cell', area: 'area-2', window: 0, row: { interval: 6, index: 1, digest: 1, shares: bytes(1) } },
];

async function rowsIn(ledger: LedgerStore, area: string, from: number, end: number) {
  const answer = await ledger.read({ kind: 'window', area, sequence: 0, from, end, meters: [] });
  if (answer.kind !== 'cells') throw new Error('a window consists of cells');
  return [...answer.rows]
    .map(({ interval, index, digest, shares }) => ({ interval, index, digest, shares: [...shares] }))
    .toSorted((one, other) => one.interval - other.interval || one.index - other.index);
}

/** All that it gives back, with the rows of its cells; in the order of areas, intervals and meters. */
async function restored(ledger: LedgerStore) {
  const areas = (await ledger.restore()).map((area) => ({
    ...area,
    hinted: [...area.hinted],
    erased: [...area.erased],
    cells: [...area.cells]
      .map(({ interval, index, digest }) => ({ interval, index, digest }))
      .toSorted((one, other) => one.interval - other.interval || one.index - other.index),
    releases: [...area.releases].map(({ sequence, interval, meters }) => ({ sequence, interval, meters })),
  }));
  const all = [];
  for (const area of areas.toSorted((one, other) => (one.area < other.area ? -1 : 1)))
    all.push({ ...area, rows: await rowsIn(ledger, area.area, 0, 1_000) });
  return all;
}

/** `failing`: of a control, the tests that must fail; no others are run then. */
export function describeLedger(name: string, newMedium: () => Medium<LedgerStore>, failing?: readonly string[]): void {
  const check = checking(failing);
  describe(`[P-6.2] the ledger: ${name}`, () => {
    let medium: Medium<LedgerStore>;
    let ledger: LedgerStore;
    beforeEach(async () => {
      medium = newMedium();
      ledger = await medium.open();
    });
    afterEach(async () => {
      await ledger.close();
      await medium.remove();
    });
    const reopen = async (): Promise<void> => {
      await ledger.close();
      ledger = await medium.open();
    };

    check('gives back what was committed, and the same after it was closed and opened again', async () => {
      await ledger.commit(OPS.slice(0, 5));
      await ledger.commit(OPS.slice(5));
      const before = await restored(ledger);
      expect(before).toMatchObject([
        {
          area: AREA,
          entries: [entryAt(0), entryAt(1)],
          lock: { sequence: 2, ballot: 3, hash: 'h2', announcement: undefined },
          promised: { sequence: 2, ballot: 4, proposer: 'p' },
          signFrom: 2,
          lengthToReach: 3,
          manifests: [manifest],
          hinted: [1],
          erased: [],
          cells: [
            { interval: 6, index: 1, digest: 5 },
            { interval: 6, index: 2, digest: 5 },
            { interval: 7, index: 1, digest: 2 ** 53 - 1 },
          ],
          releases: [
            { sequence: 1, interval: 6, meters: '' },
            { sequence: 2, interval: 0, meters: 'AQ' },
          ],
          rows: [{ shares: [6, 1, 0, 255] }, { shares: [6, 2, 0, 255] }, { shares: [7, 1, 0, 255] }],
        },
        { area: 'area-2', entries: [], lock: undefined, manifests: [], rows: [{ interval: 6, shares: [1] }] },
      ]);
      await reopen();
      expect(await restored(ledger)).toEqual(before);
    });

    check('a read sees every commit that has answered: pages, windows, releases by their entry', async () => {
      const page = async (interval: number): Promise<number[]> => {
        const answer = await ledger.read({ kind: 'page', area: AREA, interval });
        return answer.kind === 'cells' ? [...answer.rows].map(({ index }) => index) : [];
      };
      for (let index = 0; index < 20; index++) {
        await ledger.commit([cell(6, index), cell(7, index)]);
        expect(await page(6)).toHaveLength(index + 1);
      }
      await ledger.commit(OPS.filter(({ kind }) => kind === 'release'));
      expect((await rowsIn(ledger, AREA, 6, 7)).every(({ interval }) => interval === 6)).toBe(true);
      expect(await page(8)).toEqual([]);
      expect(await ledger.read({ kind: 'releases', area: AREA, sequence: 2 })).toMatchObject({
        kind: 'releases',
        releases: [{ sequence: 2, interval: 0, meters: 'AQ', message: 'sealed 2' }],
      });
      expect(await ledger.read({ kind: 'releases', area: AREA, sequence: 3 })).toMatchObject({ releases: [] });
    });

    check('entries are read in order, as many as fit into a message, or one to show', async () => {
      const count = MAX_ENTRIES_PER_MESSAGE + 5;
      await ledger.commit(
        Array.from({ length: count }, (_, at): LedgerOp => ({ kind: 'entry', area: AREA, certified: entryAt(at) })),
      );
      const numbers = async (sequence: number, purpose?: 'show'): Promise<number[]> => {
        const answer = await ledger.read({ kind: 'entries', area: AREA, sequence, ...(purpose && { purpose }) });
        return answer.kind === 'entries' ? answer.entries.map(({ entry }) => entry.sequence) : [];
      };
      expect(await numbers(0)).toEqual(Array.from({ length: MAX_ENTRIES_PER_MESSAGE }, (_, at) => at));
      expect(await numbers(count - 2)).toEqual([count - 2, count - 1]);
      expect(await numbers(3, 'show')).toEqual([3]);
      expect(await numbers(count)).toEqual([]);
    });

    check('a read of an area that it does not know finds nothing, and makes none', async () => {
      expect(await rowsIn(ledger, 'elsewhere', 0, 10)).toEqual([]);
      expect(await ledger.read({ kind: 'entries', area: 'elsewhere', sequence: 0 })).toMatchObject({ entries: [] });
      await reopen();
      expect(await ledger.restore()).toEqual([]);
    });

    if (failing === undefined)
      test.each<[what: string, bad: LedgerOp]>([
        ['a cell', cell(6, 1, 6)],
        ['an entry', { kind: 'entry', area: AREA, certified: entryAt(0) }],
        ['a manifest', { kind: 'manifest', area: AREA, manifest }],
        ['a release', release(1, 6, '')],
      ])('of a commit with %s that is there already nothing is stored, in whatever order', async (_what, bad) => {
        await ledger.commit(OPS);
        const before = await restored(ledger);
        const fresh = [cell(8, 1), lock(9)];
        expect(await refusalOf(ledger.commit([...fresh, bad]))).toBe('ERR_STORE_COMMIT');
        expect(await refusalOf(ledger.commit([bad, ...fresh]))).toBe('ERR_STORE_COMMIT');
        expect(await restored(ledger)).toEqual(before);
        await reopen();
        expect(await restored(ledger)).toEqual(before);
        // Control: without the bad one they go in.
        await ledger.commit(fresh);
        expect((await restored(ledger))[0]?.lock).toMatchObject({ sequence: 9, hash: 'h9' });
      });

    check('an area that a failed commit named for the first time is not half there', async () => {
      const twice = { ...cell(1, 1), area: 'area-9' };
      expect(await refusalOf(ledger.commit([twice, twice]))).toBe('ERR_STORE_COMMIT');
      await ledger.commit([twice]);
      await reopen();
      expect((await restored(ledger)).map(({ area, cells }) => [area, cells.length])).toEqual([['area-9', 1]]);
    });

    check('[P-6.5] windows are erased in any order, and of one that waits all but some cells', async () => {
      const windows = [0, 4, 8, 12];
      await ledger.commit(
        windows.flatMap((from) => [0, 1, 2, 3].flatMap((at) => [1, 2].map((index) => cell(from + at, index, 5, from)))),
      );
      const erase = (from: number): LedgerOp => ({ kind: 'erase', area: AREA, span: { from, until: from + 4 } });
      const kept = new Map([
        [1, Bitmap.of([1, 2])],
        [3, Bitmap.of([2, 9])],
      ]);
      const goes: LedgerOp[] = [erase(8), { kind: 'trim', area: AREA, span: { from: 0, until: 4 }, kept }];
      const before = await restored(ledger);
      expect(await refusalOf(ledger.commit([...goes, cell(4, 1, 5, 4)]))).toBe('ERR_STORE_COMMIT');
      await ledger.commit([lock(1)]);
      expect((await restored(ledger))[0]?.rows).toEqual(before[0]?.rows);
      await ledger.commit(goes);
      await reopen();
      const [area] = await restored(ledger);
      expect(area?.erased).toEqual([{ from: 8, until: 12 }]);
      const left = [
        [1, 1],
        [1, 2],
        [3, 2],
        ...[4, 5, 6, 7, 12, 13, 14, 15].flatMap((at) => [
          [at, 1],
          [at, 2],
        ]),
      ];
      expect(area?.cells.map(({ interval, index }) => [interval, index])).toEqual(left);
      expect(area?.rows.map(({ interval, index }) => [interval, index])).toEqual(left);
      await ledger.commit([erase(4), erase(0)]);
      await reopen();
      expect((await restored(ledger))[0]).toMatchObject({ erased: [{ from: 0, until: 12 }] });
    });

    check('[P-7.4] is blank until it has begun, is lost, or holds something; each for good', async () => {
      expect([await ledger.isBlank(), (await ledger.standing()).isRecovering]).toEqual([true, false]);
      await ledger.begin();
      await reopen();
      expect([await ledger.isBlank(), (await ledger.standing()).isRecovering]).toEqual([false, false]);
      await ledger.markLost();
      await reopen();
      expect([await ledger.isBlank(), (await ledger.standing()).isRecovering]).toEqual([false, true]);
    });

    check('[P-7.4] begins a store epoch, counts and is founded, for good', async () => {
      await ledger.markLost();
      await ledger.commit([
        { kind: 'store-epoch', storeEpoch: 4, signFrom: 2 },
        { kind: 'sign-from', area: AREA, sequence: 9 },
        { kind: 'promise', area: AREA, promised: { sequence: 9, ballot: 3, proposer: 'p' } },
        { kind: 'card', card: { number: 6, content: 'b' } },
        { kind: 'card', card: { number: 7, content: 'c' } },
        lock(9),
        { kind: 'count', count: { mark: 'm', value: 12 } },
        { kind: 'founded', fromMs: 1_000 },
      ]);
      await reopen();
      const promised = { sequence: 9, ballot: 3, proposer: 'p' };
      expect(await ledger.standing()).toEqual({
        storeEpoch: 4,
        isRecovering: false,
        signFrom: 2,
        peerHeads: [],
        proofs: [],
        card: { number: 7, content: 'c' },
        foundedFromMs: 1_000,
        count: { mark: 'm', value: 12 },
        signed: new Map([[AREA, { lock: { sequence: 9, ballot: 3, hash: 'h9' }, promised, signFrom: 9 }]]),
      });
      await ledger.commit([{ kind: 'recovering' }]);
      await reopen();
      expect((await ledger.standing()).isRecovering).toBe(true);
    });

    check('refuses and gives back what the simulated one does, over hundreds of commits', async () => {
      const random = new Random(1);
      const simulated = new SimulatedLedger();
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
        const stored: LedgerOp = { kind: 'cell', area, window: from, row };
        const ops: LedgerOp[] = isErasure
          ? [{ kind: 'erase', area, span }]
          : [at % 50 === 24 ? { kind: 'trim', area, span, kept } : stored];
        let isRefused = false;
        try {
          simulated.commit(ops);
        } catch {
          isRefused = true;
        }
        expect(await refusalOf(ledger.commit(ops))).toBe(isRefused ? 'ERR_STORE_COMMIT' : 'none');
        if (isRefused) refused += 1;
      }
      expect(refused).toBeGreaterThan(0);
      expect([...gone.get('a')!].length).toBeGreaterThan(1);
      await reopen();
      const cellsOf = (areas: Awaited<ReturnType<typeof restored>>) =>
        areas.map(({ area, cells, erased, rows }) => ({ area, cells, erased, rows }));
      const expected = [...simulated.areas].map(([area]) => area).toSorted();
      const found = cellsOf(await restored(ledger));
      expect(found.map(({ area }) => area)).toEqual(expected);
      for (const { area, cells, erased, rows } of found) {
        const model = simulated.restore().find((one) => one.area === area)!;
        const all = [...model.cells].map(({ interval, index, digest }) => `${interval}/${index}/${digest}`).toSorted();
        expect(cells.map(({ interval, index, digest }) => `${interval}/${index}/${digest}`).toSorted()).toEqual(all);
        expect(erased).toEqual([...model.erased]);
        for (const { interval, index, shares } of rows)
          expect(shares).toEqual([...simulated.cell(area, interval, index)!.shares]);
        expect(rows.length).toBe(cells.length);
      }
      expect(found[0]?.rows.length).toBeGreaterThan(0);
    });
  });
}
