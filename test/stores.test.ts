/** What only SQLite stores do: keys that go, readers beside them, files of other versions; the rest is in `conformance/`. [P-6.2, P-6.5, P-7.6] */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LedgerOp } from '../aggregator/ledger.ts';
import { SqliteLedger } from '../aggregator/host/ledger-sqlite.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { HostError } from '../host/base/errors.ts';
import { SqliteOutbox } from '../meter/host/outbox-sqlite.ts';
import { ArchiveReader } from '../utility/host/archive-reader.ts';
import { SqliteArchive } from '../utility/host/archive-sqlite.ts';
import type { LoadFigure } from '../utility/archive.ts';
import { ARCHIVE_OPS, bill, load, windowFigure } from './conformance/archive-ops.ts';
import { announcement, bytes, entryAt, sealedBill } from './conformance/medium.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridshare-stores-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a failing commit throws; nothing but a HostError with a code may come out. */
function codeOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(HostError);
    return (error as HostError).code;
  }
  return 'none';
}

describe('[P-6.2] the ledger', () => {
  function restored(ledger: SqliteLedger) {
    return ledger.restore().map((area) => ({
      ...area,
      cells: [...area.cells],
      releases: [...area.releases],
      rows: [...rowsOf(ledger, area.area, 6), ...rowsOf(ledger, area.area, 7)],
    }));
  }

  function rowsOf(ledger: SqliteLedger, area: string, interval: number) {
    const answer = ledger.read({ kind: 'page', area, interval });
    if (answer.kind !== 'cells') throw new Error('a page consists of cells');
    return [...answer.rows].map((row) => ({ ...row, shares: [...row.shares] }));
  }

  describe('a batch of cells that is not where it was stored', () => {
    const cellAt = (window: number, interval: number): LedgerOp => ({
      kind: 'cell',
      area: 'area-1',
      window,
      row: { interval, index: 1, digest: 5, shares: bytes(interval, 1, 0, 255) },
    });

    /** A ledger of two windows with a batch each, one of them with two; changed by plain SQL. */
    function changed(sql: string): SqliteLedger {
      const path = join(folder, 'moved.sqlite');
      const ledger = new SqliteLedger(path);
      ledger.commit([cellAt(4, 6), cellAt(8, 9)]);
      ledger.commit([cellAt(4, 7)]);
      ledger.close();
      const database = new DatabaseSync(path);
      database.exec(sql);
      database.close();
      return new SqliteLedger(path);
    }

    const copied = (column: string): string =>
      `UPDATE cell_batch SET ${column} = (SELECT other.${column} FROM cell_batch AS other WHERE other.first = 7) WHERE first = 6`;

    test('control: as it was stored, both pages are there', () => {
      const ledger = changed('SELECT 1');
      expect(restored(ledger).flatMap(({ rows }) => rows.map(({ interval }) => interval))).toEqual([6, 7]);
      ledger.close();
    });

    test('shares of another one open as nothing, and the rest goes on', () => {
      const ledger = changed(copied('shares'));
      const intervals = restored(ledger).map(({ cells, rows }) => [
        cells.length,
        ...rows.map(({ interval }) => interval),
      ]);
      expect(intervals).toEqual([[3, 7]]);
      ledger.close();
    });

    test.each([
      ['places of another one', copied('places')],
      ['of another window', 'UPDATE cell_batch SET window = 8 WHERE first = 6'],
      ['of another number', 'UPDATE cell_batch SET number = 90 WHERE first = 6'],
      ['of another block', 'UPDATE cell_batch SET block = 1 WHERE first = 6'],
      ['with fewer cells', 'UPDATE cell_batch SET cells = 0 WHERE first = 6'],
      [
        'under the key of another window',
        'UPDATE cell_batch SET key = (SELECT key FROM cell_batch WHERE first = 9) WHERE first = 6',
      ],
    ])('%s: the ledger is refused at the start', (_what, sql) => {
      const ledger = changed(sql);
      expect(codeOf(() => restored(ledger))).toBe('ERR_STORE_CORRUPT');
      ledger.close();
    });
  });

  test('[P-6.5] keys go with their windows, and what is kept of one is under a new key; or nothing goes, if the commit fails', () => {
    const path = join(folder, 'ledger.sqlite');
    const ledger = new SqliteLedger(path);
    const inWindow = (window: number, interval: number, index: number): LedgerOp => {
      const shares = bytes(interval, index, 0, 255);
      return { kind: 'cell', area: 'area-1', window, row: { interval, index, digest: 5, shares } };
    };
    ledger.commit(
      [0, 4, 8, 12].flatMap((from) =>
        [0, 1, 2, 3].flatMap((at) => [1, 2].map((index) => inWindow(from, from + at, index))),
      ),
    );
    const keysOf = (): string[] => {
      const database = new DatabaseSync(path, { readOnly: true });
      const rows = database.prepare('SELECT window, key FROM window_key ORDER BY window').all();
      database.close();
      return rows.map(({ window, key }) => `${Number(window)} ${Buffer.from(key as Uint8Array).toString('hex')}`);
    };
    const [before, keys] = [ledger.restore().map(({ cells }) => [...cells]), keysOf()];
    const erase = (from: number): LedgerOp => ({ kind: 'erase', area: 'area-1', span: { from, until: from + 4 } });
    const kept = new Map([
      [1, Bitmap.of([1, 2])],
      [3, Bitmap.of([2, 9])],
    ]);
    const goes: LedgerOp[] = [erase(8), { kind: 'trim', area: 'area-1', span: { from: 0, until: 4 }, kept }];
    expect(codeOf(() => ledger.commit([...goes, inWindow(4, 4, 1)]))).toBe('ERR_STORE_COMMIT');
    // Nor later on, by what was planned.
    ledger.commit([{ kind: 'hint', area: 'area-1', index: 1, text: 'other shares' }]);
    expect(ledger.restore().map(({ cells }) => [...cells])).toEqual(before);
    expect(keysOf()).toEqual(keys);

    ledger.commit(goes);
    ledger.close();
    const again = new SqliteLedger(path);
    const [area] = restored(again);
    expect(area!.erased).toEqual([{ from: 8, until: 12 }]);
    const left = [
      [1, 1],
      [1, 2],
      [3, 2],
      ...[4, 5, 6, 7, 12, 13, 14, 15].flatMap((interval) => [
        [interval, 1],
        [interval, 2],
      ]),
    ];
    expect(area!.cells.map(({ interval, index }) => [interval, index])).toEqual(left);
    // As they were, and under a key that none of the others had.
    expect(rowsOf(again, 'area-1', 3)).toEqual([{ interval: 3, index: 2, digest: 5, shares: [3, 2, 0, 255] }]);
    const [first, ...others] = keysOf();
    expect(others).toEqual([keys[1], keys[3]]);
    expect(first).toMatch(/^0 /);
    expect(first).not.toBe(keys[0]);
    again.commit([erase(4), erase(0)]);
    expect(restored(again)[0]!.erased).toEqual([{ from: 0, until: 12 }]);
    expect(keysOf()).toEqual([keys[3]]);
    again.close();
  });
});

describe('[P-7.6] the archive', () => {
  test('gives back the latest of every figure, all entries and answers; a reader beside it sees the same', () => {
    const path = join(folder, 'archive.sqlite');
    const archive = new SqliteArchive(path);
    archive.commit(ARCHIVE_OPS);
    const reader = ArchiveReader.open(path);
    expect(reader.loads('area-1').map(({ interval, totalUnits }) => [interval, totalUnits])).toEqual([
      [6, undefined],
      [7, 13],
    ]);
    expect(reader.answering('area-1', 1)).toEqual([1, 2]);
    reader.close();
    archive.close();
    const again = new SqliteArchive(path);
    expect(again.restore()).toMatchObject([
      {
        area: 'area-1',
        entries: [entryAt(0), entryAt(1)],
        announcement,
        loads: [
          { interval: 6, status: 'empty' },
          { ...load, status: 'verified', totalUnits: 13, signers: [1, 2, 3] },
        ],
        bills: [bill],
        windows: [windowFigure],
        sentBills: [{ index: 0, message: sealedBill, bills: [] }],
      },
    ]);
    expect(again.restore()[0]?.answers.map(({ aggregator, sums }) => [aggregator, [...sums]])).toEqual([
      [1, [1]],
      [2, [2]],
    ]);
    again.close();
  });

  test('[P-7.6] keeps the history of a figure', () => {
    const path = join(folder, 'archive.sqlite');
    const archive = new SqliteArchive(path);
    archive.commit(ARCHIVE_OPS);
    archive.close();
    const database = new DatabaseSync(path);
    const rows = database.prepare('SELECT figure FROM load WHERE interval = 7 ORDER BY revision').all();
    expect(rows.map(({ figure }) => (JSON.parse(String(figure)) as LoadFigure).status)).toEqual([
      'unverified',
      'verified',
    ]);
    database.close();
  });
});

describe('opening a store', () => {
  const stores: readonly [name: string, open: (path: string) => { close(): void }][] = [
    ['ledger', (path) => new SqliteLedger(path)],
    ['outbox', (path) => new SqliteOutbox(path)],
    ['archive', (path) => new SqliteArchive(path)],
    ['archive reader', (path) => ArchiveReader.open(path)],
  ];

  test.each(stores)('%s: one that a later version wrote is refused, and left as it is', (name, open) => {
    const path = join(folder, 'store.sqlite');
    if (name === 'archive reader') new SqliteArchive(path).close();
    else open(path).close();
    // Control: it opens again as it is.
    open(path).close();
    const database = new DatabaseSync(path);
    const known = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    database.exec(`PRAGMA user_version = ${known + 1}`);
    expect(codeOf(() => open(path))).toBe('ERR_STORE_VERSION');
    expect(database.prepare('PRAGMA user_version').get()?.['user_version']).toBe(known + 1);
    database.close();
  });

  test.each(stores)('%s: a file that is none, and a path that cannot be, are refused with words', (_name, open) => {
    const path = join(folder, 'text.sqlite');
    writeFileSync(path, 'this is no database, though it is long enough to be taken for the head of one. '.repeat(20));
    expect(codeOf(() => open(path))).toBe('ERR_STORE_OPEN');
    expect(codeOf(() => open(join(path, 'below', 'a-file')))).toBe('ERR_STORE_OPEN');
  });

  test('a reader beside a store that holds nothing yet says so', () => {
    const path = join(folder, 'empty.sqlite');
    new DatabaseSync(path).close();
    writeFileSync(path, '');
    expect(codeOf(() => ArchiveReader.open(path))).toBe('ERR_STORE_EMPTY');
  });
});
