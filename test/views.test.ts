/**
 * Lists of figures in parts, on real archives: a boundary loses nothing and repeats nothing, also while figures are added or
 * superseded; ranges select what overlaps them. [P-7.6]
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { EMPTY_LOG_HASH } from '../protocol/log/entries.ts';
import { toBase64url, utf8 } from '../protocol/wire/bytes.ts';
import type { CertifiedEntry, Entry } from '../schemas/types.ts';
import type { ArchiveOp, BillFigure, LoadFigure } from '../utility/archive.ts';
import { ArchiveReader } from '../utility/host/archive-reader.ts';
import { SqliteArchive } from '../utility/host/archive-sqlite.ts';
import { indexAreas, indexLogs } from '../utility/host/settlement.ts';
import { type FigureSource, listBills, listLoads } from '../utility/views/figure-list.ts';
import { LogIndex } from '../utility/views/log-index.ts';
import { type Position, type Selection, type Slice, everyRow, positionFrom } from '../utility/views/slice.ts';
import { listWindows } from '../utility/views/window-list.ts';
import { SIZE, range, value } from './attacks/forge.ts';
import { temporaryFolder } from './gridshare.ts';
import { EXPORT, IMPORT, schemeWith } from './material.ts';
import { FIRST_INTERVAL, Grid } from './simulation/grid.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FIRST = 1000;
const COUNT = 8;
const WINDOWS = 3;
const METERS = 5;
const AREAS = ['area-1', 'area-2', 'area-3'];
const scheme = schemeWith({
  areas: AREAS,
  billing: { firstInterval: FIRST, windows: [{ count: 1, intervalCount: COUNT }] },
});

type Body<T> = T extends unknown ? Omit<T, 'version' | 'deployment' | 'area' | 'sequence' | 'previous'> : never;

/** A scheme, a roster, and the bill entries of some windows, the first in two rounds. */
function logOf(area: string): LogIndex {
  const add = range(0, METERS).map((at) => {
    const key = toBase64url(new Uint8Array(32).fill(at));
    return { id: `meter-${at}`, keyEpoch: 1, registers: [IMPORT], identity: key, agreement: key };
  });
  const bill = (from: number, round: 1 | 2) => ({
    kind: 'bill' as const,
    from,
    count: COUNT,
    round,
    released: '',
    waiting: '',
  });
  const bodies: Body<Entry>[] = [
    { kind: 'scheme', scheme },
    { kind: 'roster', from: FIRST + 2, add, remove: [] },
    bill(FIRST, 1),
    bill(FIRST, 2),
    ...range(1, WINDOWS).map((at) => bill(FIRST + at * COUNT, 1)),
  ];
  const entries = bodies.map((body, sequence): CertifiedEntry => {
    const entry: Entry = { version: 1, deployment: 'test', area, sequence, previous: EMPTY_LOG_HASH, ...body };
    const accepts = [3, 1].map((aggregator) => ({ aggregator, signature: '' }));
    return { entry, signature: '', certificate: { ballot: 0, accepts } };
  });
  return new LogIndex(area, entries);
}
const logs = AREAS.map(logOf);

const common = { setHash: 'hash', signers: [1], differing: [], reason: 'some' };

function billOp(area: string, at: number, index: number, totalUnits: number): ArchiveOp {
  const { sequence, window } = logs[0]!.bills[at]!;
  const lines = [{ register: IMPORT, rate: 'all', cells: 8, totalUnits, microPerKwh: 0 }];
  const figure: BillFigure = {
    ...common,
    ...window,
    sequence,
    index,
    meter: `meter-${index}`,
    status: 'verified',
    lines,
  };
  return { kind: 'bill', area, figure };
}

function loadOp(area: string, offset: number, register: string, totalUnits: number): ArchiveOp {
  const figure: LoadFigure = {
    ...common,
    interval: FIRST + offset,
    register,
    status: 'verified',
    totalUnits,
    meters: 2,
    rosterMeters: 3,
    sequence: 2,
  };
  return { kind: 'load', area, figure };
}

const area = fc.constantFrom(...AREAS);
const totalUnits = fc.integer({ min: 0, max: 1_000 });
const op = fc.oneof(
  fc
    .tuple(area, fc.integer({ min: 0, max: WINDOWS }), fc.integer({ min: 0, max: METERS - 1 }), totalUnits)
    .map((one) => billOp(...one)),
  fc
    .tuple(area, fc.integer({ min: 0, max: 20 }), fc.constantFrom(IMPORT, EXPORT), totalUnits)
    .map((one) => loadOp(...one)),
);
/** Mostly all of it: what selects little is a list of few rows. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const beginMs = fc.integer({ min: FIRST * 900 - 1_000, max: (FIRST + 16) * 900 }).map((seconds) => seconds * 1_000);
const lengthMs = fc.integer({ min: 1, max: 26 * 900_000 });
const selection = fc
  .record({
    fromMs: sometimes(beginMs),
    spanMs: sometimes(lengthMs),
    area: sometimes(area),
    meter: sometimes(fc.constantFrom('meter-0', 'meter-3', 'nobody')),
  })
  .map(({ spanMs: span, ...wanted }) => ({
    ...wanted,
    untilMs: span === undefined ? undefined : (wanted.fromMs ?? FIRST * 900_000) + span,
  }));

/** Whether some moment of it is in what is selected: said in times, not in intervals. */
function isWanted(
  one: { readonly area: string; readonly begin: string; readonly end: string },
  wanted: Selection,
): boolean {
  const { fromMs = 0, untilMs = Number.POSITIVE_INFINITY } = wanted;
  const isIn = Date.parse(one.begin) < untilMs && Date.parse(one.end) > fromMs;
  return isIn && (wanted.area === undefined || wanted.area === one.area);
}

interface Lister {
  readonly list: 'bills' | 'loads';
  readonly take: (
    source: FigureSource,
    wanted: Selection,
    limit: number,
    after?: Position,
  ) => Slice<{ readonly area: string }>;
  /** Every row as it should be listed, by the reader that reads all at once. */
  readonly all: (archive: ArchiveReader, wanted: Selection) => string[];
  readonly name: (item: never) => string;
}

const billLister: Lister = {
  list: 'bills',
  take: (source, wanted, limit, after) => listBills(logs, source, wanted, { limit, after }),
  all: (archive, wanted) =>
    logs.flatMap((log) =>
      archive
        .bills(log.area)
        .filter(({ from, meter }) => {
          const [begin, end] = [from, from + COUNT].map((at) => new Date(at * 900_000).toISOString()) as [
            string,
            string,
          ];
          const isMeter = wanted.meter === undefined || wanted.meter === meter;
          return isMeter && isWanted({ area: log.area, begin, end }, wanted);
        })
        .map(({ sequence, meter, lines }) => `${log.area}/${sequence}/${meter}=${lines[0]!.totalUnits}`),
    ),
  name: ({ area: of, set, meter, lines }: ReturnType<typeof listBills>['items'][number]) =>
    `${of}/${set!.sequence}/${meter}=${lines[0]!.totalUnits}`,
};

const loadLister: Lister = {
  list: 'loads',
  take: (source, wanted, limit, after) => listLoads(logs, source, wanted, { limit, after }),
  all: (archive, wanted) =>
    logs.flatMap((log) =>
      archive
        .loads(log.area)
        .filter(({ interval }) => {
          const [begin, end] = [interval, interval + 1].map((at) => new Date(at * 900_000).toISOString()) as [
            string,
            string,
          ];
          return isWanted({ area: log.area, begin, end }, wanted);
        })
        .map((figure) => `${log.area}/${figure.interval}/${figure.register}=${figure.totalUnits}`),
    ),
  name: ({ area: of, interval, register, totalUnits: units }: ReturnType<typeof listLoads>['items'][number]) =>
    `${of}/${interval}/${register}=${units}`,
};

/** Takes a list slice by slice; `between` is called after each. */
function taken(
  { list, take, name }: Lister,
  source: FigureSource,
  wanted: Selection,
  limit: number,
  between: () => void,
) {
  const names: string[] = [];
  for (let after: Position | undefined; ;) {
    const { items, next } = take(source, wanted, limit, after);
    expect(items.length).toBeLessThanOrEqual(limit);
    names.push(...items.map((item) => name(item as never)));
    if (next === undefined) return names;
    // A slice that is not the last one is full.
    expect(items.length).toBe(limit);
    after = positionFrom(list, next);
    expect(after).toBeDefined();
    between();
  }
}

describe.each([
  ['bills', billLister],
  ['loads', loadLister],
] as const)('a list of %s', (_name, lister) => {
  test('in slices of any length is the whole list, whatever is selected', () => {
    let rows = 0;
    let path = 0;
    fc.assert(
      fc.property(
        fc.array(op, { minLength: 20, maxLength: 80 }),
        selection,
        fc.integer({ min: 1, max: 9 }),
        (ops, wanted, limit) => {
          const file = join(folder, `${lister.list}-${path++}.sqlite`);
          const archive = new SqliteArchive(file);
          archive.commit(ops);
          const reader = ArchiveReader.open(file);
          const names = taken(lister, reader.figures, wanted, limit, () => {});
          expect(names).toEqual(lister.all(reader, wanted));
          rows += names.length;
          reader.close();
          archive.close();
        },
      ),
      { seed: 7, numRuns: 50 },
    );
    expect(rows).toBeGreaterThan(150);
  });

  test('while figures are added and superseded: none that was there is lost, none comes twice', () => {
    let superseded = 0;
    let path = 0;
    const steps = fc.array(fc.array(op, { minLength: 2, maxLength: 6 }), { minLength: 6, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(op, { minLength: 10, maxLength: 40 }),
        steps,
        fc.integer({ min: 1, max: 4 }),
        (ops, more, limit) => {
          const file = join(folder, `${lister.list}-live-${path++}.sqlite`);
          const archive = new SqliteArchive(file);
          archive.commit(ops);
          const reader = ArchiveReader.open(file);
          const keyOf = (name: string): string => name.split('=')[0]!;
          const before = lister.all(reader, {}).map(keyOf);
          const rest = [...more];
          const names = taken(lister, reader.figures, {}, limit, () => {
            const next = rest.shift() ?? [];
            archive.commit(next);
            superseded += next.length;
          }).map(keyOf);
          expect(new Set(names).size).toBe(names.length);
          expect(before.filter((key) => !names.includes(key))).toEqual([]);
          reader.close();
          archive.close();
        },
      ),
      { seed: 8, numRuns: 25 },
    );
    expect(superseded).toBeGreaterThan(100);
  });

  test('control: who counts rows rather than remember the last one loses some', () => {
    const file = join(folder, `${lister.list}-control.sqlite`);
    const archive = new SqliteArchive(file);
    const first = lister.list === 'bills' ? billOp('area-1', 0, 0, 1) : loadOp('area-1', 0, EXPORT, 1);
    const earlier = lister.list === 'bills' ? billOp('area-1', 0, 1, 1) : loadOp('area-1', 1, EXPORT, 1);
    archive.commit([earlier, lister.list === 'bills' ? billOp('area-1', 0, 2, 1) : loadOp('area-1', 2, EXPORT, 1)]);
    const reader = ArchiveReader.open(file);
    const seen = lister.all(reader, {}).slice(0, 1);
    archive.commit([first]);
    const byCount = [...seen, ...lister.all(reader, {}).slice(1)];
    expect(new Set(byCount).size).toBeLessThan(byCount.length);
    reader.close();
    archive.close();
  });
});

test('a position is one of its list, and nothing else is one', () => {
  const { next } = listLoads(
    logs,
    { billsAfter: () => [], billOf: () => undefined, billHistory: () => [], loadsAfter: () => [] },
    {},
    { limit: 1 },
  );
  expect(next).toBeUndefined();
  const text = (said: unknown): string => toBase64url(utf8(JSON.stringify(said)));
  expect(positionFrom('bills', text(['bills', 'area-1', 3, 4]))).toEqual(['area-1', 3, 4]);
  for (const said of [
    ['loads', 'area-1', 3, 4],
    ['bills', 'area-1'],
    ['bills', 7, 3],
    ['bills', 'area-1', 3],
    ['bills', 'area-1', 3, '4'],
    ['bills', 'area-1', 3, 4, 5],
    ['bills', 'area-1', 3.5, 4],
    ['bills', 'a', null],
    {},
    'bills',
    null,
  ])
    expect(positionFrom('bills', text(said))).toBeUndefined();
  for (const bad of [
    '',
    '!',
    'e30',
    'e',
    `${text(['bills', 'area-1', 3, 4])}=`,
    toBase64url(new Uint8Array([255, 254])),
  ])
    expect(positionFrom('bills', bad)).toBeUndefined();
});

describe('of a grid that was played', () => {
  /** Three windows of eight intervals; the archive is read as commands read it. */
  function played(): ArchiveReader {
    const grid = new Grid(SIZE);
    const file = join(folder, 'played.sqlite');
    const copy = new SqliteArchive(file);
    const commit = grid.archive.commit.bind(grid.archive);
    Object.assign(grid.archive, {
      commit: (ops: readonly ArchiveOp[]) => {
        commit(ops);
        copy.commit(ops);
      },
    });
    grid.start();
    for (const offset of range(0, 24)) {
      grid.readInterval(offset, (meter) => [value(meter, offset)]);
      grid.closeDue();
    }
    grid.wait(20_000);
    copy.close();
    return ArchiveReader.open(file);
  }

  test('[P-7.6] figures carry their span, their set and who vouches for it; ranges and slices agree', () => {
    const archive = played();
    const own = indexLogs(archive);
    const source = archive.figures;
    const bills = [...everyRow('bills', (after) => listBills(own, source, {}, { limit: 5, after }))];
    const ms = (offset: number): number => (FIRST_INTERVAL + offset) * 900_000;
    const iso = (offset: number): string => new Date(ms(offset)).toISOString().replace('.000Z', 'Z');
    expect(bills.map(({ meter, begin, end }) => [meter, begin, end])).toEqual(
      range(0, 3).flatMap((window) =>
        range(1, 5).map((meter) => [`meter-${meter}`, iso(window * 8), iso(window * 8 + 8)]),
      ),
    );
    expect(bills[4]).toMatchObject({
      status: 'verified',
      of: 8,
      signers: [1, 2, 3],
      lines: [
        { register: IMPORT, cells: 8, totalUnits: range(8, 16).reduce((sum, offset) => sum + value(0, offset), 0) },
      ],
      set: { quorum: 2, setHash: expect.stringMatching(/^[\w-]{43}$/) },
    });
    // One moment of a window is enough, and an end is not in it.
    const some = (wanted: Selection) => listBills(own, source, wanted, { limit: 99 }).items;
    expect(some({ fromMs: ms(16) - 1, untilMs: ms(16) })).toEqual(bills.slice(4, 8));
    expect(some({ fromMs: ms(16), untilMs: ms(16) + 1 })).toEqual(bills.slice(8));
    expect(some({ meter: 'meter-2', fromMs: ms(8) })).toEqual([bills[5], bills[9]]);
    expect([some({ area: 'area-9' }), some({ meter: 'nobody' }), some({ fromMs: ms(24) })]).toEqual([[], [], []]);
    const loads = listLoads(own, source, { fromMs: ms(3) + 1, untilMs: ms(5) }, { limit: 99 }).items;
    expect(loads.map(({ begin, end, totalUnits: units }) => [begin, end, units])).toEqual(
      [3, 4].map((offset) => [
        iso(offset),
        iso(offset + 1),
        range(0, 4).reduce((sum, meter) => sum + value(meter, offset), 0),
      ]),
    );
    const areas = indexAreas(archive, { gridMs: undefined, live: undefined });
    const windows = [...everyRow('windows', (after) => listWindows(areas, {}, { limit: 1, after }))];
    expect(windows.map(({ begin, state }) => [begin, state]).slice(0, 3)).toEqual(
      range(0, 3).map((window) => [iso(window * 8), 'billed']),
    );
    expect(listWindows(areas, { fromMs: ms(8), untilMs: ms(16) }, { limit: 9 }).items).toEqual([windows[1]]);
    archive.close();
  });
});
