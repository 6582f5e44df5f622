/** What follows from an area's log, against a slow twin that works everything out from the first entry. [P-7, P-8] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../host/crypto.ts';
import type { Entry, Scheme } from '../schemas/types.ts';
import { EXPORT, IMPORT, schemeWith } from '../test/material.ts';
import { type SlowPage, slowBill, slowClose, slowLines } from '../test/reference/area-log.ts';
import { AreaLog } from './area-log.ts';
import { Bitmap } from './bitmap.ts';
import { EMPTY_LOG_HASH, entryHash } from './log.ts';

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

/** A history: who joins when with which registers, who leaves, who holds what of every page, and of every window. */
const history = fc.record({
  minMeters: fc.integer({ min: 1, max: 3 }),
  minIntervals: fc.integer({ min: 1, max: 4 }),
  trust: fc.constantFrom('covert' as const, 'active' as const),
  meters: fc.array(
    fc.record({
      from: fc.constantFrom(0, 0, 0, 3, COUNT),
      until: fc.option(fc.integer({ min: 1, max: 3 * COUNT }), { freq: 4 }),
      hasExport: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  /** By interval, then aggregator: bits of the meters held. Mostly all, so that pages are not all empty. */
  held: fc.array(fc.array(fc.constantFrom(31, 31, 31, 30, 23, 5, 0), { minLength: 3, maxLength: 3 }), {
    minLength: 3 * COUNT,
    maxLength: 3 * COUNT,
  }),
  holdings: fc.array(fc.array(fc.constantFrom(31, 31, 29, 0), { minLength: 3, maxLength: 3 }), {
    minLength: 3,
    maxLength: 3,
  }),
  isTariffed: fc.boolean(),
});

function membersOf(bits: number): Set<number> {
  return new Set([0, 1, 2, 3, 4].filter((index) => ((bits >>> index) & 1) === 1));
}

function bitmaps(perAggregator: readonly number[]): Map<number, Bitmap> {
  return new Map(perAggregator.map((bits, at) => [at + 1, Bitmap.of(membersOf(bits))]));
}

describe('[P-7] the area log', () => {
  test('closes pages and bills windows as its slow twin does; meters that wait join their next window', () => {
    let waitedAndJoined = 0;
    let companions = 0;
    fc.assert(
      fc.property(history, (drawn) => {
        const runs = [1, 3, 1, 3].map((count, at) => ({ rate: at % 2, count }));
        const rates = ['b-rate', 'a-rate'].map((name, at) => ({ name, microPerKwh: at }));
        const scheme: Scheme = schemeWith({
          trust: drawn.trust,
          floors: { minMeters: drawn.minMeters, minIntervals: drawn.minIntervals },
          tariffs: drawn.isTariffed ? [{ id: 't', from: FIRST + COUNT, count: COUNT, rates, runs }] : [],
        });
        const quorum = drawn.trust === 'covert' ? 2 : 3;
        const log = new AreaLog('area-1');
        append(log, { kind: 'scheme', scheme });
        const meters = drawn.meters.map(({ from, until, hasExport }) => ({
          registers: hasExport ? [IMPORT, EXPORT] : [IMPORT],
          from: FIRST + from,
          until: until === null ? Number.MAX_SAFE_INTEGER : Math.max(FIRST + until, FIRST + from),
        }));
        meters.forEach(({ registers, from }, at) =>
          append(log, { kind: 'roster', from, add: [rosterMeter(`m${at}`, registers)], remove: [] }),
        );
        meters.forEach(({ until }, at) => {
          if (until !== Number.MAX_SAFE_INTEGER)
            append(log, { kind: 'roster', from: until, add: [], remove: [`m${at}`] });
        });
        const pages: SlowPage[] = [];
        const billedUntil = meters.map(() => FIRST);
        const waivedFrom = new Map<number, number>();
        const billed = new Map<string, string>();
        const billOf = (meter: number, interval: number) => billed.get(`${meter}/${interval}`);
        for (let window = 0; window < 3; window++) {
          const from = FIRST + window * COUNT;
          const end = from + COUNT;
          for (let interval = from; interval < end; interval++) {
            const held = drawn.held[interval - FIRST]!;
            const page = log.closePage(interval, bitmaps(held));
            const twin = slowClose(scheme, meters, quorum, interval, held.map(membersOf));
            expect([...Bitmap.decode(page.set)!]).toEqual([...twin.set]);
            expect(new Set(page.empty)).toEqual(twin.empty);
            append(log, { kind: 'close', pages: [page] });
            pages.push(twin);
          }
          expect(log.nextToClose).toBe(end);
          expect(log.nextWindow).toEqual({ from, count: COUNT });
          const holdings = drawn.holdings[window]!;
          const content = log.billContent({ from, count: COUNT }, bitmaps(holdings));
          const verdicts = slowBill(
            scheme,
            meters,
            pages,
            { billedUntil, waivedFrom, billOf },
            from,
            holdings.map(membersOf),
          );
          expect([...Bitmap.decode(content.released)!]).toEqual(
            [...verdicts.keys()].filter((index) => verdicts[index] === 'released'),
          );
          expect(content.waiting).toEqual(
            [...verdicts.entries()]
              .filter(([, verdict]) => verdict !== 'released' && verdict !== 'nothing')
              .map(([index, reason]) => ({ index, reason })),
          );
          for (const { index, reason } of content.waiting) {
            if (reason === 'left') waivedFrom.set(index, billedUntil[index]!);
            if (reason === 'companion') companions += 1;
          }
          append(log, { kind: 'bill', from, count: COUNT, ...content });
          const bill = log.bills.get(log.length - 1)!;
          for (const [index, release] of bill.meters) {
            const lines = slowLines(scheme, meters, pages, index, billedUntil[index]!, end);
            expect(new Map(release.lines.map((line) => [`${line.register}/${line.rate}`, line.cells]))).toEqual(lines);
            // In order: registers as the meter lists them, then rates by name.
            const order = release.lines.map((line) => `${line.registerIndex}/${line.rate}`);
            expect(order).toEqual(order.toSorted());
            expect(release.from).toBe(billedUntil[index]);
            if (release.from < from) waitedAndJoined += 1;
            for (let at = billedUntil[index]!; at < end; at++) billed.set(`${index}/${at}`, `bill ${window}`);
            billedUntil[index] = end;
          }
        }
      }),
      { seed: 7, numRuns: 200 },
    );
    // Control: histories in which somebody waited for a window and then joined did come up.
    expect(waitedAndJoined).toBeGreaterThan(10);
    expect(companions).toBeGreaterThan(10);
  });

  /** Scheme, six meters and two closed and billed windows; `held`: who is in the page at an offset. */
  function playWindows(changes: Partial<Scheme>, held: (offset: number) => number[], between?: (log: AreaLog) => void) {
    const log = new AreaLog('area-1');
    append(log, { kind: 'scheme', scheme: schemeWith(changes) });
    const add = [0, 1, 2, 3, 4, 5].map((at) => rosterMeter(`m${at}`, [IMPORT]));
    append(log, { kind: 'roster', from: FIRST, add, remove: [] });
    const everybody = new Map([1, 2, 3].map((aggregator) => [aggregator, Bitmap.of([0, 1, 2, 3, 4, 5])]));
    const contents = [0, 1, 2].map((window) => {
      const from = FIRST + window * COUNT;
      for (let offset = window * COUNT; offset < (window + 1) * COUNT; offset++) {
        const members = Bitmap.of(held(offset));
        const page = log.closePage(FIRST + offset, new Map([1, 2, 3].map((aggregator) => [aggregator, members])));
        append(log, { kind: 'close', pages: [page] });
      }
      const content = log.billContent({ from, count: COUNT }, everybody);
      append(log, { kind: 'bill', from, count: COUNT, ...content });
      if (window === 0) between?.(log);
      return content;
    });
    return { log, contents, waiting: contents.map((content) => content.waiting) };
  }

  test('[P-8.4] cells of a meter that left are waived once, with the entry that says so, and hold nobody up', () => {
    const floors = { minMeters: 3, minIntervals: 4 };
    const hasLeft = { kind: 'roster' as const, from: FIRST + COUNT, add: [], remove: ['m5'] };
    const isAway = (offset: number) => (offset > 2 ? [0, 1, 2, 3, 4] : [0, 1, 2, 3, 4, 5]);
    const { log, waiting } = playWindows({ floors }, isAway, (after) => append(after, hasLeft));
    expect(waiting).toEqual([
      [
        { index: 0, reason: 'companion' },
        { index: 5, reason: 'fewIntervals' },
      ],
      [{ index: 5, reason: 'left' }],
      [],
    ]);
    // Its cells stay outstanding for who adds up.
    expect(log.unbilledFrom(5)).toBe(FIRST);
    // Control: one that stays is waited with, by another one in each window.
    expect(playWindows({ floors }, isAway).waiting.map((window) => window.map(({ index }) => index))).toEqual([
      [0, 5],
      [1, 5],
      [0, 5],
    ]);
  });

  test('[P-8.4] floors that were raised are not held against what was released before', () => {
    const lax = { floors: { minMeters: 2, minIntervals: 2 } };
    const strict = { floors: { minMeters: 4, minIntervals: 4 } };
    const held = (offset: number) => (offset > 0 && offset < COUNT ? [0, 1, 2, 3] : [0, 1, 2, 3, 4, 5]);
    const raised = playWindows(lax, held, (log) => append(log, { kind: 'scheme', scheme: schemeWith(strict) }));
    // Two cells of two meters could be told after the first window; from then on that would not be enough.
    expect(raised.waiting.map((window) => window.map(({ reason }) => reason))).toEqual([
      ['fewIntervals', 'fewIntervals'],
      [],
      [],
    ]);
    // Control: under the stricter floors from the start somebody waits with them.
    expect(playWindows(strict, held).waiting[0]!.map(({ reason }) => reason)).toContain('companion');
  });

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
      append(log, { kind: 'bill', from, count: COUNT, ...log.billContent({ from, count: COUNT }, all) });
      const release = log.bills.get(log.length - 1)!.meters.get(0)!;
      log.forEachCell(release.enrolled, release.from, from + COUNT, (interval) => counted.push(interval));
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
    expect(() => append(log, { kind: 'bill', from: FIRST + 1, count: 8, released: '', waiting: [] })).toThrow();
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
