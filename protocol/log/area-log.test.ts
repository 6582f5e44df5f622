/** What follows from an area's log. [P-7, P-8] */
import { describe, expect, test, vi } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { Entry } from '../../schemas/types.ts';
import { EXPORT, IMPORT, schemeWith } from '../../test/material.ts';
import { AreaLog } from './area-log.ts';
import { Bitmap } from '../math/bitmap.ts';
import { EMPTY_LOG_HASH, entryHash } from './entries.ts';
import { VoidCells } from './void-cells.ts';

type Body<T> = T extends unknown ? Omit<T, 'version' | 'deployment' | 'area' | 'sequence' | 'previous'> : never;

/** Applies an entry as the next one. */
function append(log: AreaLog, body: Body<Entry>): void {
  const entry = {
    version: 1,
    deployment: 'test',
    area: log.area,
    sequence: log.length,
    previous: log.headHash,
    ...body,
  } as Entry;
  log.apply(entry, entryHash(nodeCrypto, entry));
}

function rosterMeter(id: string, registers: readonly string[]) {
  return { id, keyEpoch: 1, registers: [...registers], identity: 'i', agreement: 'a' };
}

const FIRST = 1000;
const COUNT = 8;

describe('[P-7] the area log', () => {
  test('[P-8.3] no cell is in two bills of a meter', () => {
    const log = new AreaLog('area-1');
    append(log, { kind: 'scheme', scheme: schemeWith() });
    const add = ['m0', 'm1'].map((id) => rosterMeter(id, [IMPORT]));
    append(log, { kind: 'roster', from: FIRST, add, remove: [] });
    const all = new Map([1, 2, 3].map((aggregator) => [aggregator, Bitmap.of([0, 1])]));
    const counted: number[] = [];
    for (let window = 0; window < 3; window++) {
      const from = FIRST + window * COUNT;
      for (let interval = from; interval < from + COUNT; interval++)
        append(log, { kind: 'close', pages: [log.closePage(interval, all)] });
      const { window: next, round } = log.nextBill;
      append(log, { kind: 'bill', ...next, round, ...log.billContent(log.nextBill, all) });
      const release = log.bills.get(log.length - 1)!.meters.get(0)!;
      log.forEachCell(release.enrolled, next, (interval) => counted.push(interval));
    }
    expect(counted).toEqual(Array.from({ length: 3 * COUNT }, (_, at) => FIRST + at));
  });

  test('[P-7.1] applies entries in order only, and only windows and pages that come next', () => {
    const log = new AreaLog('area-1');
    expect(log.headHash).toBe(EMPTY_LOG_HASH);
    const entry = { version: 1, deployment: 'test', area: 'area-1', sequence: 0, previous: EMPTY_LOG_HASH } as const;
    const scheme = { ...entry, kind: 'scheme', scheme: schemeWith() } as const;
    expect(() => log.apply({ ...scheme, sequence: 1 }, 'h')).toThrow(/in order/);
    expect(() => log.apply({ ...scheme, previous: 'x' }, 'h')).toThrow(/in order/);
    expect(() => log.scheme).toThrow(/in force/);
    log.apply(scheme, 'h');
    expect(() => append(log, { kind: 'close', pages: [{ interval: FIRST + 1, set: '', empty: [] }] })).toThrow();
    expect(() =>
      append(log, { kind: 'bill', from: FIRST + 1, count: 8, round: 1, released: '', waiting: '' }),
    ).toThrow();
  });
});

describe('[P-7.1] the roster', () => {
  const base = { version: 1, deployment: 'test', area: 'area-1', sequence: 1, previous: 'p', kind: 'roster' } as const;

  function rosterOf() {
    const log = new AreaLog('area-1');
    append(log, { kind: 'scheme', scheme: schemeWith() });
    append(log, { kind: 'roster', from: FIRST, add: [rosterMeter('m0', [IMPORT])], remove: [] });
    return log.roster;
  }

  test.each<[what: string, add: ReturnType<typeof rosterMeter>[], remove: string[], problem: RegExp | undefined]>([
    ['a new meter', [rosterMeter('m1', [IMPORT])], [], undefined],
    ['a meter that leaves', [], ['m0'], undefined],
    ['one that comes back under new keys', [{ ...rosterMeter('m0', [IMPORT]), keyEpoch: 2 }], ['m0'], undefined],
    ['one that is not there leaving', [], ['m1'], /not in the roster/],
    ['one that joins twice', [rosterMeter('m1', [IMPORT]), rosterMeter('m1', [IMPORT])], [], /joins twice/],
    ['one that is there already', [{ ...rosterMeter('m0', [IMPORT]), keyEpoch: 2 }], [], /already/],
    ['the old key epoch again', [rosterMeter('m0', [IMPORT])], ['m0'], /without a new key epoch/],
    ['a register twice', [rosterMeter('m1', [IMPORT, IMPORT])], [], /a register twice/],
    ['an unknown register', [rosterMeter('m1', ['1-0:3.8.0'])], [], /does not know/],
  ])('%s', (_what, add, remove, problem) => {
    const known = new Set([IMPORT, EXPORT]);
    const found = rosterOf().problemWith({ ...base, from: FIRST, add, remove }, known);
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(problem);
  });

  test('[P-3.6] a meter that left is known until its affairs are settled, and returns under a new key epoch only', () => {
    const roster = rosterOf();
    roster.apply({ ...base, from: FIRST + 3, add: [], remove: ['m0'] });
    expect(roster.byId('m0')?.index).toBe(0);
    expect(roster.isPresent('m0')).toBe(false);
    const again = (keyEpoch: number) => ({
      ...base,
      from: FIRST + 5,
      add: [{ ...rosterMeter('m0', [IMPORT]), keyEpoch }],
      remove: [],
    });
    expect(roster.problemWith(again(1), new Set([IMPORT]))).toMatch(/without a new key epoch/);
    expect(roster.problemWith({ ...again(2), remove: ['m0'] }, new Set([IMPORT]))).toMatch(/not in the roster/);
    expect(roster.problemWith(again(2), new Set([IMPORT]))).toBeUndefined();
  });

  test('[P-3.6] an index is for ever: a new key epoch is another vertex', () => {
    const roster = rosterOf();
    const again = { ...rosterMeter('m0', [IMPORT]), keyEpoch: 2 };
    roster.apply({ ...base, from: FIRST + 3, add: [again], remove: ['m0'] });
    expect(roster.byId('m0')?.index).toBe(1);
    expect([0, 1].map((index) => [FIRST + 2, FIRST + 3].map((interval) => roster.isIn(index, interval)))).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(roster.isIn(2, FIRST)).toBe(false);
  });
});

describe('[P-7.3] void cells of a long outage', () => {
  test('are found without a look at intervals before the first page, or at every meter on every page', () => {
    const log = new AreaLog('area-1');
    append(log, { kind: 'scheme', scheme: schemeWith() });
    const ids = Array.from({ length: 200 }, (_, at) => `m${at}`);
    const add = ids.map((id) => rosterMeter(id, [IMPORT]));
    append(log, { kind: 'roster', from: 0, add, remove: [] });
    const held = Bitmap.of(ids.keys());
    held.delete(7);
    const all = new Map([1, 2, 3].map((aggregator) => [aggregator, held]));
    for (let interval = FIRST; interval < FIRST + COUNT - 1; interval++)
      append(log, { kind: 'close', pages: [log.closePage(interval, all)] });
    const looks = vi.spyOn(VoidCells.prototype, 'isVoid');
    expect(log.firstVoids({ from: 0, end: log.nextToClose })).toEqual(new Map([[7, FIRST]]));
    expect(looks).toHaveBeenCalledTimes(ids.length);
    looks.mockRestore();
  });
});
