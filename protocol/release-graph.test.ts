/** The release graph against plain flows, on areas wider than a word and too thin for any shortcut. [P-8.4] */
import { describe, expect, test } from 'vitest';
import { prng } from '../test/material.ts';
import { type SlowCell, leastCutBetween, slowExposure } from '../test/release/slow-graph.ts';
import { BitRows, ColumnCounts, firstCommon, hasBit, maskOf } from './bit-rows.ts';
import { Bitmap } from './bitmap.ts';
import { CutGraph } from './cut-graph.ts';
import { type LoadPage, ReleaseGraph } from './release-graph.ts';
import type { EnrolledMeter } from './roster.ts';

const REGISTER = '1-0:1.8.0';
const SEEDS = 300;

function meters(count: number): EnrolledMeter[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    meter: { id: `m${index}`, keyEpoch: 1, registers: [REGISTER], identity: '', agreement: '' },
    from: 0,
    until: Number.MAX_SAFE_INTEGER,
  }));
}

/** Two or three windows of a few pages, drawn so that some meters wait from one to the next. */
function drawn(seed: number) {
  const random = prng(seed);
  const count = 3 + Math.floor(random() * 68);
  const presence = [0.2, 0.5, 0.8, 0.97][Math.floor(random() * 4)]!;
  const perWindow = 4 + Math.floor(random() * 6);
  // One meter has few cells, so that it has to wait, often alone.
  const weak = random() < 0.6 ? 0.2 : presence;
  const patience = [0.9, 0.99, 1, 1][Math.floor(random() * 4)]!;
  // Sometimes most of the fleet is swapped in the middle.
  const swapAt = random() < 0.5 ? Math.floor(random() * 2 * perWindow) : 0;
  const isThere = (meter: number, interval: number): boolean =>
    swapAt === 0 || meter % 9 === 0 || (meter % 2 === 0) === interval < swapAt;
  const windows = Array.from({ length: 2 + Math.floor(random() * 2) }, (_, at) => ({
    from: at * perWindow,
    pages: Array.from({ length: perWindow }, (__, page): LoadPage & { readonly set: Bitmap } => ({
      set: Bitmap.of(
        Array.from({ length: count }, (___, index) => index).filter(
          (meter) => isThere(meter, at * perWindow + page) && random() < (meter === 1 ? weak : presence),
        ),
      ),
      loads: [REGISTER],
      rate: { name: random() < 0.3 ? 'night' : 'day' },
    })),
    released: Bitmap.of(Array.from({ length: count }, (__, index) => index).filter(() => random() < patience)),
  }));
  const left = new Set(Array.from({ length: count }, (_, index) => index).filter(() => random() < 0.03));
  for (const { released } of windows) for (const index of left) released.delete(index);
  const floors = { minMeters: 2 + Math.floor(random() * 9), minIntervals: 2 + Math.floor(random() * 4) };
  // Bills are long enough, as R1 has it.
  windows.forEach(({ released }, at) => {
    for (const index of released) {
      const lines = new Map<string, number>();
      const since = windows.slice(0, at).findLastIndex((before) => before.released.has(index)) + 1;
      for (const { pages } of windows.slice(since, at + 1))
        for (const { set, rate } of pages) if (set.has(index)) lines.set(rate.name, (lines.get(rate.name) ?? 0) + 1);
      if ([...lines.values()].some((cells) => cells < floors.minIntervals)) released.delete(index);
    }
  });
  return { count, windows, left, floors };
}

describe('[P-8.4] who is exposed', () => {
  test('is whom plain flows separate, whatever could be contracted', () => {
    let exposed = 0;
    let safe = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { count, windows, left, floors } = drawn(seed);
      const roster = meters(count);
      const graph = new ReleaseGraph();
      const last = windows.at(-1)!;
      windows.slice(0, -1).forEach((window, at) => {
        graph.billed(window, at === 0 ? new Map([...left].map((index) => [index, 0])) : new Map(), roster);
      });
      const order = [...last.released].toReversed();
      const found = graph.judge(roster).exposure(last, order, floors);
      const cells = windows.flatMap(({ from, pages }, at) =>
        pages.flatMap(({ set, rate }, page) =>
          [...set].map((meter): SlowCell => {
            const bill = windows.findIndex(({ released }, later) => later >= at && released.has(meter));
            const total = bill === -1 ? undefined : `${bill}/${meter}/${rate.name}`;
            return { register: REGISTER, meter, interval: from + page, bill: total, isWaived: left.has(meter) };
          }),
        ),
      );
      const newBills = order.flatMap((index, rank) =>
        ['day', 'night'].map((rate) => ({
          register: REGISTER,
          rank,
          vertex: `${windows.length - 1}/${index}/${rate}`,
        })),
      );
      const present = newBills.filter(({ vertex }) => cells.some(({ bill }) => bill === vertex));
      const expected = slowExposure(cells, present, floors);
      expect([seed, found?.index]).toEqual([seed, order[expected]]);
      if (found === undefined) safe += 1;
      else {
        exposed += 1;
        expect(found.cells.length).toBeLessThan(Math.max(floors.minIntervals, floors.minMeters));
        expect(found.cells.length).toBeGreaterThan(0);
      }
    }
    expect([exposed > 15, safe > 100]).toEqual([true, true]);
  });

  test('windows that nothing can change any more are forgotten, those that a cell can still touch are not', () => {
    const all = Bitmap.of([0, 1, 2, 3]);
    const page: LoadPage = { set: all, loads: [REGISTER], rate: { name: 'all' } };
    const window = (at: number, released: Bitmap) => ({ from: 4 * at, pages: [page, page, page, page], released });
    const graph = new ReleaseGraph();
    const roster = meters(4);
    graph.billed(window(0, all), new Map(), roster);
    graph.billed(window(1, all), new Map(), roster);
    expect(graph.openCount).toBe(1);
    graph.billed(window(2, Bitmap.of([0, 1])), new Map(), roster);
    graph.billed(window(3, Bitmap.of([0, 1, 2])), new Map(), roster);
    // Meter 3 has cells in both; nobody has in the ones before.
    expect(graph.openCount).toBe(2);
    graph.billed(window(4, all), new Map(), roster);
    expect(graph.openCount).toBe(3);
    graph.billed(window(5, all), new Map(), roster);
    expect(graph.openCount).toBe(1);
  });

  test('what a meter that left is excused from holds no window open', () => {
    const page: LoadPage = { set: Bitmap.of([0, 1, 2]), loads: [REGISTER], rate: { name: 'all' } };
    const graph = new ReleaseGraph();
    const roster = meters(3);
    graph.billed({ from: 0, pages: [page], released: Bitmap.of([0, 1]) }, new Map([[2, 0]]), roster);
    expect(graph.isWaived(2)).toBe(true);
    graph.billed({ from: 1, pages: [page], released: Bitmap.of([0, 1, 2]) }, new Map(), roster);
    expect(graph.openCount).toBe(1);
  });
});

describe('[P-8.4] the cut graph', () => {
  test('separates two vertices by a thin cut just where plain flows do', () => {
    const random = prng(5);
    let thin = 0;
    for (let round = 0; round < 300; round++) {
      const size = 3 + Math.floor(random() * 10);
      const least = 2 + Math.floor(random() * 4);
      const graph = new CutGraph(size);
      const edges = Array.from({ length: Math.floor(random() * size * 4) }, () => {
        const ends = [Math.floor(random() * size), Math.floor(random() * size)] as const;
        graph.addEdges(ends[0], ends[1]);
        return { meter: 0, ends: [String(ends[0]), String(ends[1])] as const };
      });
      const flow = leastCutBetween(edges, '0', '1');
      const cut = graph.thinCut(0, [{ vertex: 1, rank: 9 }], [], least);
      // Vertices that don't hang together have nothing between them to be told.
      expect(cut !== undefined).toBe(flow > 0 && flow < least);
      if (cut === undefined) continue;
      thin += 1;
      const crossing = edges.filter(({ ends }) => cut.isInside(Number(ends[0])) !== cut.isInside(Number(ends[1])));
      expect(crossing).toHaveLength(flow);
      expect([cut.isInside(0), cut.isInside(1), cut.rank]).toEqual([false, true, 9]);
    }
    expect(thin).toBeGreaterThan(20);
  });
});

describe('rows of bits', () => {
  test('count, visit and combine as bitmaps do, bit by bit', () => {
    const random = prng(3);
    const columns = 70;
    const sets = Array.from({ length: 40 }, () =>
      Bitmap.of(Array.from({ length: columns }, (_, at) => at).filter(() => random() < 0.4)),
    );
    const rows = new BitRows(sets, columns);
    const mask = maskOf(rows.width, sets[0]);
    const counts = new ColumnCounts(rows.width);
    const added = maskOf(rows.width);
    sets.forEach((set, row) => {
      const common = [...set].filter((column) => sets[0]!.has(column));
      const visited: number[] = [];
      rows.forEach(row, mask, (column) => visited.push(column));
      expect(visited).toEqual(common);
      expect(rows.count(row, mask)).toBe(common.length);
      expect(firstCommon(rows.masked(row, mask), mask)).toBe(common[0]);
      expect([...set].every((column) => rows.has(row, column))).toBe(true);
      rows.addTo(added, row, mask);
      counts.add(rows.masked(row, mask));
    });
    for (let column = 0; column < columns; column++) {
      const expected = sets[0]!.has(column) ? sets.filter((set) => set.has(column)).length : 0;
      expect(counts.of(column)).toBe(expected);
      expect(hasBit(counts.atLeast(16), column)).toBe(expected >= 16);
      expect(hasBit(added, column)).toBe(expected > 0);
    }
  });
});
