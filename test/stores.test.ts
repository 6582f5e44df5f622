/** The SQLite stores: what is committed is restored equal, and of a commit that fails nothing is. [P-2.4, P-6.2, P-7.6] */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LedgerOp } from '../aggregator/ledger.ts';
import { SqliteLedger } from '../aggregator/host/ledger-sqlite.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { HostError } from '../host/base/errors.ts';
import type { OutboxOp } from '../meter/outbox.ts';
import { SqliteOutbox } from '../meter/host/outbox-sqlite.ts';
import type { Announcement, CertifiedEntry, Manifest, SealedBill } from '../schemas/types.ts';
import { ArchiveReader } from '../utility/host/archive-reader.ts';
import { SqliteArchive } from '../utility/host/archive-sqlite.ts';
import type { ArchiveOp, BillFigure, LoadFigure, WindowFigure } from '../utility/archive.ts';
import { readVectors } from './vectors.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridshare-stores-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function vector(wire: string, name: string): unknown {
  return JSON.parse(readVectors(wire).find((candidate) => candidate.name === name)!.payload);
}

const certified = (vector('request', 'entries') as { entries: CertifiedEntry[] }).entries[0]!;
const announcement = vector('request', 'announcement-close') as Announcement;
const manifest = vector('manifest', 'manifest') as Manifest;
const sealedBill = vector('bill', 'bill') as SealedBill;

/** The entry as if it stood at another place: stores don't check signatures. */
function entryAt(sequence: number): CertifiedEntry {
  return { ...certified, entry: { ...certified.entry, sequence } };
}

function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}

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
  const cell = (interval: number, index: number, digest = 5): LedgerOp => ({
    kind: 'cell',
    area: 'area-1',
    window: 0,
    row: { interval, index, digest, shares: bytes(interval, index, 0, 255) },
  });
  const release = (sequence: number, interval: number, meters: string): LedgerOp => ({
    kind: 'release',
    area: 'area-1',
    release: { sequence, interval, meters, message: `sealed ${sequence}` },
  });
  const ops: LedgerOp[] = [
    cell(7, 1, 2 ** 53 - 1),
    cell(6, 2),
    cell(6, 1),
    { kind: 'entry', area: 'area-1', certified: entryAt(0) },
    { kind: 'entry', area: 'area-1', certified: entryAt(1) },
    { kind: 'lock', area: 'area-1', lock: { sequence: 1, ballot: 0, hash: 'h1', announcement: undefined } },
    { kind: 'lock', area: 'area-1', lock: { sequence: 2, ballot: 3, hash: 'h2', announcement: undefined } },
    { kind: 'manifest', area: 'area-1', manifest },
    release(1, 6, ''),
    release(2, 0, 'AQ'),
    { kind: 'hint', area: 'area-1', index: 1, text: 'other shares' },
    { kind: 'cell', area: 'area-2', window: 0, row: { interval: 6, index: 1, digest: 1, shares: bytes(1) } },
  ];

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

  test('gives back what was committed, after it was closed and opened again', () => {
    const path = join(folder, 'ledger.sqlite');
    const ledger = new SqliteLedger(path);
    ledger.commit(ops.slice(0, 5));
    ledger.commit(ops.slice(5));
    const before = restored(ledger);
    ledger.close();
    const again = new SqliteLedger(path);
    expect(restored(again)).toEqual(before);
    expect(again.standing().storeEpoch).toBe(1);
    const [first, second] = before;
    expect(first).toMatchObject({
      area: 'area-1',
      entries: [entryAt(0), entryAt(1)],
      lock: { sequence: 2, ballot: 3, hash: 'h2', announcement: undefined },
      manifests: [manifest],
      cells: [
        { interval: 6, index: 1, digest: 5 },
        { interval: 6, index: 2, digest: 5 },
        { interval: 7, index: 1, digest: 2 ** 53 - 1 },
      ],
      rows: [
        { interval: 6, index: 1, shares: [6, 1, 0, 255] },
        { interval: 6, index: 2, shares: [6, 2, 0, 255] },
        { interval: 7, index: 1, shares: [7, 1, 0, 255] },
      ],
    });
    expect(first?.releases.map(({ sequence, interval, meters }) => [sequence, interval, meters])).toEqual([
      [1, 6, ''],
      [2, 0, 'AQ'],
    ]);
    expect(second).toMatchObject({ area: 'area-2', entries: [], lock: undefined, rows: [{ interval: 6 }] });
    again.close();
  });

  test('reads a window as the range of its intervals, and releases by their entry', () => {
    const ledger = new SqliteLedger(':memory:');
    ledger.commit(ops);
    const query = { kind: 'window', area: 'area-1', sequence: 2, from: 6, end: 7, meters: [1] } as const;
    const answer = ledger.read(query);
    expect(answer.kind === 'cells' && [...answer.rows].map(({ interval }) => interval)).toEqual([6, 6]);
    const releases = ledger.read({ kind: 'releases', area: 'area-1', sequence: 2 });
    expect(releases).toMatchObject({ kind: 'releases', releases: [{ meters: 'AQ', message: 'sealed 2' }] });
    ledger.close();
  });

  test.each<[what: string, bad: LedgerOp]>([
    ['a cell', cell(6, 1, 6)],
    ['an entry', { kind: 'entry', area: 'area-1', certified: entryAt(0) }],
    ['a manifest', { kind: 'manifest', area: 'area-1', manifest }],
    ['a release', release(1, 6, '')],
  ])('[P-6.2] of a commit with %s that is there already nothing is stored, in whatever order', (_what, bad) => {
    const path = join(folder, 'ledger.sqlite');
    const ledger = new SqliteLedger(path);
    ledger.commit(ops);
    const before = restored(ledger);
    const fresh: LedgerOp[] = [
      cell(8, 1),
      { kind: 'lock', area: 'area-1', lock: { sequence: 9, ballot: 9, hash: 'x', announcement: undefined } },
    ];
    expect(codeOf(() => ledger.commit([...fresh, bad]))).toBe('ERR_STORE_COMMIT');
    expect(codeOf(() => ledger.commit([bad, ...fresh]))).toBe('ERR_STORE_COMMIT');
    expect(restored(ledger)).toEqual(before);
    // Control: without the bad one they go in.
    ledger.commit(fresh);
    expect(restored(ledger)[0]?.lock).toEqual({ sequence: 9, ballot: 9, hash: 'x' });
    ledger.close();
  });

  test('[P-6.5] windows are erased in any order, and of one that waits all but some cells; or nothing is, if the commit fails', () => {
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

  test('[P-6.2] an area that a failed commit named for the first time is not half there', () => {
    const path = join(folder, 'ledger.sqlite');
    const ledger = new SqliteLedger(path);
    const twice = { ...cell(1, 1), area: 'area-9' };
    expect(codeOf(() => ledger.commit([twice, twice]))).toBe('ERR_STORE_COMMIT');
    ledger.commit([twice]);
    ledger.close();
    const again = new SqliteLedger(path);
    expect(restored(again).map(({ area, cells }) => [area, cells.length])).toEqual([['area-9', 1]]);
    again.close();
  });
});

describe('[P-2.4] the outbox', () => {
  const reading = (meter: string, interval: number, bookedWh: number[] = [interval, 0]): OutboxOp => ({
    kind: 'reading',
    meter,
    reading: { interval, sharing: 'sharing', bookedWh, isVoid: false, isBilled: false },
  });
  const carry = (interval: number, remainingWh: number): OutboxOp => ({
    kind: 'carry',
    meter: 'm',
    carry: { interval, register: 1, wh: 10, remainingWh, after: 5, skipped: 2, portions: 4 },
  });

  test('gives back what was committed: readings, voids, carries, windows billed', () => {
    const path = join(folder, 'outbox.sqlite');
    const outbox = new SqliteOutbox(path);
    const joining = { area: 'area-1', keyEpoch: 1, interval: 4 };
    const gap = { from: 1, until: 3, wh: [7, 0] };
    const register = {
      register: '1-0:1.8.0',
      milli: '9007199254740993123',
      resolutionMilli: '1000',
      hostMs: 4_500_000.5,
      changedFromMs: 4_400_000,
      pendingMilli: '999',
    };
    const sample = { open: 5, isStartKnown: true, missedWh: [0, 7], serial: 's', meterMs: 3, registers: [register] };
    outbox.commit([reading('m', 5), reading('m', 4), reading('n', 4), reading('n', 3), reading('m', 2)]);
    outbox.commit([
      { kind: 'joined', meter: 'm', ...joining, interval: 3 },
      { kind: 'joined', meter: 'm', ...joining },
      { kind: 'before', meter: 'm', intervals: [2] },
      { kind: 'gap', meter: 'n', gap },
      { kind: 'sample', meter: 'n', sample: { ...sample, open: 4 } },
      { kind: 'sample', meter: 'n', sample },
    ]);
    outbox.commit([
      carry(3, 10),
      carry(4, 8),
      carry(3, 7),
      carry(4, 0),
      { kind: 'booking', meter: 'm', booking: { register: 1, from: 3, to: 5, wh: 3 } },
      { kind: 'void', meter: 'm', interval: 4 },
      { kind: 'billed', meter: 'n', from: 0, intervals: [3, 4] },
      { kind: 'forget', meter: 'n', intervals: [4] },
    ]);
    outbox.close();
    const again = new SqliteOutbox(path);
    expect(again.restore()).toEqual([
      {
        meter: 'm',
        lastInterval: 5,
        lostKeyEpoch: 0,
        joined: joining,
        beforeCount: 1,
        gaps: [],
        sample: undefined,
        readings: [
          { interval: 4, sharing: 'sharing', bookedWh: [4, 0], isVoid: true, isBilled: false },
          { interval: 5, sharing: 'sharing', bookedWh: [5, 0], isVoid: false, isBilled: false },
        ],
        carries: [{ interval: 3, register: 1, wh: 10, remainingWh: 7, after: 5, skipped: 2, portions: 4 }],
        billed: [],
      },
      // The last interval survives the deletion of what was billed: it is never read a second time.
      {
        meter: 'n',
        lastInterval: 4,
        lostKeyEpoch: 0,
        joined: undefined,
        beforeCount: 0,
        gaps: [gap],
        sample,
        readings: [{ interval: 3, sharing: 'sharing', bookedWh: [3, 0], isVoid: false, isBilled: true }],
        carries: [],
        billed: [0],
      },
    ]);
    again.close();
  });

  test.each<[what: string, bad: OutboxOp]>([
    ['a reading', reading('m', 5, [99, 99])],
    ['a booking', { kind: 'booking', meter: 'm', booking: { register: 1, from: 3, to: 5, wh: 4 } }],
  ])('[P-2.4] %s, once written, never changes; nothing else of that commit is stored', (_what, bad) => {
    const outbox = new SqliteOutbox(':memory:');
    outbox.commit([reading('m', 5), { kind: 'booking', meter: 'm', booking: { register: 1, from: 3, to: 5, wh: 3 } }]);
    const before = outbox.restore();
    expect(codeOf(() => outbox.commit([reading('m', 6), carry(4, 9), bad]))).toBe('ERR_STORE_COMMIT');
    expect(outbox.restore()).toEqual(before);
    outbox.commit([reading('m', 6)]);
    expect(outbox.restore()[0]?.lastInterval).toBe(6);
    outbox.close();
  });

  test('[P-6.2] a meter that a failed commit named for the first time is not half there', () => {
    const path = join(folder, 'outbox.sqlite');
    const outbox = new SqliteOutbox(path);
    expect(codeOf(() => outbox.commit([reading('new', 1), reading('new', 1)]))).toBe('ERR_STORE_COMMIT');
    outbox.commit([reading('new', 2)]);
    outbox.close();
    const again = new SqliteOutbox(path);
    expect(again.restore().map(({ meter, lastInterval }) => [meter, lastInterval])).toEqual([['new', 2]]);
    again.close();
  });
});

describe('[P-7.6] the archive', () => {
  const load: LoadFigure = {
    interval: 7,
    register: '1-0:1.8.0',
    status: 'unverified',
    totalWh: 12,
    meters: 2,
    rosterMeters: 3,
    sequence: 1,
    setHash: 'h',
    signers: [1, 2],
    differing: [3],
    reason: 'r',
  };
  const bill: BillFigure = {
    sequence: 2,
    from: 0,
    count: 8,
    index: 0,
    meter: 'm',
    status: 'waiting',
    lines: [],
    setHash: 'h',
    signers: [],
    differing: [],
    reason: 'fewIntervals',
  };
  const verified: BillFigure = {
    ...bill,
    status: 'verified',
    lines: [{ register: '1-0:1.8.0', rate: 'all', cells: 8, totalWh: 80, microPerKwh: -5 }],
    signers: [1, 2, 3],
  };
  const window: WindowFigure = {
    sequence: 2,
    from: 0,
    count: 8,
    state: 'footed',
    doesFoot: true,
    reason: 'equal',
    remnantMeters: 0,
    waitingMeters: 0,
    sums: [{ register: '1-0:1.8.0', billedWh: 13, loadWh: 13, remnantWh: 0, remnantCells: 0 }],
  };
  const answer = (aggregator: number): ArchiveOp => ({
    kind: 'answer',
    area: 'area-1',
    answer: { sequence: 1, aggregator, interval: 7, meters: '', storeEpoch: 1, digest: 'd', sums: bytes(aggregator) },
  });
  const ops: ArchiveOp[] = [
    { kind: 'announcement', area: 'area-1', announcement: { ...announcement, ballot: 1 } },
    { kind: 'announcement', area: 'area-1', announcement },
    { kind: 'entry', area: 'area-1', certified: entryAt(0) },
    { kind: 'entry', area: 'area-1', certified: entryAt(1) },
    answer(2),
    answer(1),
    { kind: 'load', area: 'area-1', figure: load },
    { kind: 'load', area: 'area-1', figure: { ...load, status: 'verified', totalWh: 13, signers: [1, 2, 3] } },
    { kind: 'load', area: 'area-1', figure: { ...load, interval: 6, status: 'empty', totalWh: undefined } },
    { kind: 'bill', area: 'area-1', figure: bill },
    { kind: 'bill', area: 'area-1', figure: verified },
    { kind: 'window', area: 'area-1', figure: { ...window, state: 'differs', doesFoot: false } },
    { kind: 'window', area: 'area-1', figure: window },
    {
      kind: 'sealed-bill',
      area: 'area-1',
      sent: { index: 0, message: { ...sealedBill, nonce: 'AAAAAAAAAAAAAAAA' }, bills: [] },
    },
    { kind: 'sealed-bill', area: 'area-1', sent: { index: 0, message: sealedBill, bills: [] } },
    { kind: 'evidence', area: 'area-1', text: 'two sums' },
  ];

  test('gives back the latest of every figure, all entries and answers; a reader beside it sees the same', () => {
    const path = join(folder, 'archive.sqlite');
    const archive = new SqliteArchive(path);
    archive.commit(ops);
    const reader = ArchiveReader.open(path);
    expect(reader.loads('area-1').map(({ interval, totalWh }) => [interval, totalWh])).toEqual([
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
          { ...load, status: 'verified', totalWh: 13, signers: [1, 2, 3] },
        ],
        bills: [verified],
        windows: [window],
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
    archive.commit(ops);
    archive.close();
    const database = new DatabaseSync(path);
    const rows = database.prepare('SELECT figure FROM load WHERE interval = 7 ORDER BY revision').all();
    expect(rows.map(({ figure }) => (JSON.parse(String(figure)) as LoadFigure).status)).toEqual([
      'unverified',
      'verified',
    ]);
    database.close();
  });

  test.each<[what: string, bad: ArchiveOp]>([
    ['an entry', { kind: 'entry', area: 'area-1', certified: entryAt(1) }],
    ['an answer', answer(1)],
  ])('[P-6.2] of a commit with %s that is there already nothing is stored', (_what, bad) => {
    const archive = new SqliteArchive(':memory:');
    archive.commit(ops);
    const before = archive.restore();
    const fresh: ArchiveOp[] = [{ kind: 'load', area: 'area-1', figure: { ...load, interval: 9 } }, answer(3)];
    expect(codeOf(() => archive.commit([...fresh, bad]))).toBe('ERR_STORE_COMMIT');
    expect(archive.restore()).toEqual(before);
    archive.commit(fresh);
    expect(archive.restore()[0]?.loads).toHaveLength(3);
    archive.close();
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
