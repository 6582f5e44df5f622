/** Aggregators whose ledger is gone, or older than what they signed: a new store epoch, and nothing signed twice. [P-7.4] */
import { describe, expect, test } from 'vitest';
import { type Outgoing } from '../../protocol/machine.ts';
import type { Accept, Head, KeyCard } from '../../schemas/types.ts';
import { FIRST_INTERVAL, Grid, type GridOptions } from '../simulation/grid.ts';
import { SIZE, billedWh, kinds, range, readBy, value } from '../attacks/forge.ts';

function readSome(grid: Grid, from: number, end: number): void {
  for (const offset of range(from, end)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
}

function finish(grid: Grid, from: number): void {
  readSome(grid, from, 8);
  grid.closeDue();
  grid.wait(20_000);
}

function expectExact(grid: Grid): void {
  expect(range(0, 4).map((meter) => billedWh(grid, `meter-${meter + 1}`))).toEqual(
    range(0, 4).map((meter) => [readBy(meter, range(0, 8))]),
  );
}

function said(grid: Grid, aggregator: number, code: string): boolean {
  return grid.aggregators[aggregator - 1]!.notices.some((notice) => notice.code === code);
}

function messages<T extends { type: string }>(grid: Grid, topic: string, type: T['type']): T[] {
  return grid.tapped
    .filter((message) => message.topic === topic)
    .map(({ payload }) => JSON.parse(payload) as T)
    .filter((message) => message.type === type);
}

function epochOf(grid: Grid, aggregator: number): number {
  return messages<Head>(grid, `grid/agg/${aggregator}/log`, 'head').at(-1)?.storeEpoch ?? 0;
}

/** Sequence numbers that an aggregator accepted, in the order in which it did. */
function acceptedBy(grid: Grid, aggregator: number, from = 0): number[] {
  const accepts = grid.tapped
    .slice(from)
    .filter(({ topic }) => topic === `grid/agg/${aggregator}/accepts`)
    .map(({ payload }) => (JSON.parse(payload) as Accept).sequence);
  return [...new Set(accepts)];
}

const SIZES: [what: string, options: GridOptions][] = [
  ['2 of 3, covert', SIZE],
  ['2 of 2', { meters: 4, aggregators: 2, threshold: 2 }],
  [
    '3 of 5, active',
    { meters: 4, aggregators: 5, threshold: 3, trust: 'active', floor: { minThreshold: 3, trust: 'active' } },
  ],
];

describe('[P-7.4] a ledger that is gone', () => {
  test.each(SIZES)('%s: a new store epoch begins, meters send again, and bills are exact', (_what, options) => {
    const grid = new Grid(options);
    grid.start();
    readSome(grid, 0, 4);
    const length = kinds(grid).length;
    const before = grid.tapped.length;
    grid.loseLedger(1);
    grid.wait(4_000);
    expect(epochOf(grid, 1)).toBe(2);
    expect(said(grid, 1, 'store_epoch')).toBe(true);
    // What is not billed yet came back.
    expect(grid.aggregatorMachines[0]!.stats.cells).toBe(16);
    finish(grid, 4);
    expect(kinds(grid)).toContain('bill');
    expectExact(grid);
    expect(grid.bills.map(({ signers }) => signers.length)).toEqual(range(0, 4).map(() => options.aggregators));
    // It may have signed the next number and the one after; where everybody must sign, nothing is certified without it.
    const first = options.aggregators === 2 ? length : length + 2;
    expect(Math.min(...acceptedBy(grid, 1, before))).toBeGreaterThanOrEqual(first);
    for (const { stats } of grid.aggregatorMachines) expect(stats.rejections['evidence']).toBeUndefined();
  });

  test('after a window was billed: its sums are not asked of anybody again, and the next window is billed', () => {
    const grid = new Grid(SIZE);
    grid.start();
    finish(grid, 0);
    expectExact(grid);
    grid.loseLedger(2);
    grid.wait(4_000);
    readSome(grid, 8, 16);
    grid.closeDue();
    grid.wait(20_000);
    expect(billedWh(grid, 'meter-1')).toEqual([readBy(0, range(0, 8)), readBy(0, range(8, 16))]);
    expect(grid.bills.filter(({ from }) => from > FIRST_INTERVAL).map(({ signers }) => signers)).toEqual(
      range(0, 4).map(() => [1, 2, 3]),
    );
  });

  test('with too few others answering it signs and takes nothing; when one more comes, it does', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    grid.stopAggregator(3);
    const before = grid.tapped.length;
    grid.loseLedger(1);
    readSome(grid, 2, 4);
    grid.wait(10_000);
    expect(acceptedBy(grid, 1, before)).toEqual([]);
    expect(grid.aggregatorMachines[0]!.stats.cells).toBe(0);
    expect(grid.aggregatorMachines[0]!.stats.rejections['recovering']).toBeGreaterThan(0);
    const spoken = grid.tapped.slice(before).filter(({ topic }) => /agg\/1\/(manifests|key|log)/.test(topic));
    expect(new Set(spoken.map(({ payload }) => (JSON.parse(payload) as { type: string }).type))).toEqual(
      new Set(['inquiry']),
    );
    grid.resumeAggregator(3);
    grid.wait(4_000);
    expect(epochOf(grid, 1)).toBe(2);
    finish(grid, 4);
    expectExact(grid);
  });

  test('while it knows too little, it tells nobody what it holds of their signatures', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    grid.stopAggregator(3);
    grid.loseLedger(1);
    const before = grid.tapped.length;
    grid.loseLedger(2);
    grid.wait(10_000);
    const witnesses = (): Outgoing[] =>
      grid.tapped.slice(before).filter(({ payload }) => payload.includes('"type":"witness"'));
    expect(witnesses()).toEqual([]);
    grid.resumeAggregator(3);
    grid.wait(10_000);
    // Control: the one that lost nothing does. Two stores lost at once are more than one other can stand for.
    expect(new Set(witnesses().map(({ topic }) => topic))).toEqual(new Set(['grid/agg/3/log']));
    expect([epochOf(grid, 1), epochOf(grid, 2)]).toEqual([1, 1]);
  });

  test('a second loss, also in the middle of the first recovery, begins yet another epoch', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 4);
    grid.loseLedger(1);
    grid.wait(4_000);
    const serials = (): number[] => messages<KeyCard>(grid, 'grid/agg/1/key', 'key-card').map(({ serial }) => serial);
    grid.loseLedger(1);
    grid.restartAggregator(1);
    grid.wait(4_000);
    expect(epochOf(grid, 1)).toBe(3);
    expect(serials()).toEqual(serials().toSorted((one, other) => one - other));
    finish(grid, 4);
    expectExact(grid);
  });

  test('with one other down, an aggregator that restarts on its own ledger goes on at once', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    grid.stopAggregator(3);
    grid.restartAggregator(1);
    finish(grid, 2);
    expectExact(grid);
    expect(epochOf(grid, 1)).toBe(1);
  });
});

describe('[P-7.4] a ledger that is older than it was', () => {
  /** Writes up to its lock for the last entry, exclusive, or so many less. */
  function writesBefore(grid: Grid, kind: string): number {
    return grid.aggregators[0]!.history.findLastIndex((op) => op.kind === kind);
  }

  test.each(['entry', 'lock'])('is noticed by what the others hold of its signatures (%s lost)', (kind) => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 4);
    const signed = Math.max(...acceptedBy(grid, 1));
    const before = grid.tapped.length;
    grid.rollBackLedger(1, writesBefore(grid, kind === 'entry' ? 'lock' : kind) - (kind === 'entry' ? 4 : 0));
    grid.wait(4_000);
    expect(said(grid, 1, 'ledger_rolled_back')).toBe(true);
    expect(epochOf(grid, 1)).toBe(2);
    finish(grid, 4);
    expectExact(grid);
    expect(Math.min(...acceptedBy(grid, 1, before))).toBeGreaterThan(signed);
  });

  test('control: one that lost only cells is not convicted by its signatures', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 4);
    grid.rollBackLedger(1, grid.aggregators[0]!.history.length);
    grid.wait(4_000);
    expect(said(grid, 1, 'ledger_rolled_back')).toBe(false);
    finish(grid, 4);
    expectExact(grid);
  });

  test('an epoch that it has forgotten convicts it, too', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    const old = [...grid.aggregators[0]!.history];
    grid.loseLedger(1);
    grid.wait(4_000);
    grid.aggregators[0]!.history = old;
    grid.rollBackLedger(1, old.length);
    grid.wait(4_000);
    expect(said(grid, 1, 'ledger_rolled_back')).toBe(true);
    expect(epochOf(grid, 1)).toBe(3);
    finish(grid, 2);
    expectExact(grid);
  });
});
