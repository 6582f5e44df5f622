/**
 * Aggregators whose ledger is gone, or older than what they signed, with their counter or without: a new store epoch, and
 * nothing signed twice. [P-7.4]
 */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import { type Outgoing } from '../../protocol/machine.ts';
import type { Accept, Head, KeyCard, PromiseMessage } from '../../schemas/types.ts';
import { FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from '../simulation/grid.ts';
import {
  ACCEPTED,
  SIZE,
  announcement,
  answerOf,
  billedUnits,
  entryAfter,
  kinds,
  prepare,
  range,
  readBy,
  refused,
  strangerNamed,
  value,
} from '../attacks/forge.ts';

function readSome(grid: Grid, from: number, end: number): void {
  for (const offset of range(from, end)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
}

function finish(grid: Grid, from: number): void {
  readSome(grid, from, 8);
  grid.closeDue();
  grid.wait(20_000);
}

function expectExact(grid: Grid): void {
  expect(range(0, 4).map((meter) => billedUnits(grid, `meter-${meter + 1}`))).toEqual(
    range(0, 4).map((meter) => [readBy(meter, range(0, 8))]),
  );
}

/** What nobody held in time is void: billed and still to be booked again, it is all there. */
function expectAccounted(grid: Grid): void {
  const meters = grid.outbox.restore().toSorted((one, other) => (one.meter < other.meter ? -1 : 1));
  const billed = meters.map(({ meter }) => billedUnits(grid, meter).reduce((sum, units) => sum + units, 0));
  const carried = meters.map(({ carries }) => carries.reduce((sum, { remainingUnits }) => sum + remainingUnits, 0));
  expect(billed.map((units, at) => units + carried[at]!)).toEqual(
    range(0, 4).map((meter) => readBy(meter, range(0, 8))),
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
  return messages<Head>(grid, `grid/agg/${aggregator}/log/area-1`, 'head').at(-1)?.storeEpoch ?? 0;
}

/** Sequence numbers that an aggregator accepted, in the order in which it did. */
function acceptedBy(grid: Grid, aggregator: number, from = 0): number[] {
  const accepts = grid.tapped
    .slice(from)
    .filter(({ topic }) => topic === `grid/agg/${aggregator}/accepts/area-1`)
    .map(({ payload }) => (JSON.parse(payload) as Accept).sequence);
  return [...new Set(accepts)];
}

const FIVE: GridOptions = {
  meters: 4,
  aggregators: 5,
  threshold: 3,
  trust: 'active',
  floor: { minThreshold: 3, trust: 'active' },
};

const SIZES: [what: string, options: GridOptions][] = [
  ['2 of 3, covert', SIZE],
  ['2 of 2', { meters: 4, aggregators: 2, threshold: 2 }],
  ['3 of 5, active', FIVE],
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
    // Its counter knows that nothing is on its way: no number is left out.
    expect(Math.min(...acceptedBy(grid, 1, before))).toBe(length);
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
    expect(billedUnits(grid, 'meter-1')).toEqual([readBy(0, range(0, 8)), readBy(0, range(8, 16))]);
    expect(grid.bills.filter(({ from }) => from > FIRST_INTERVAL).map(({ signers }) => signers)).toEqual(
      range(0, 4).map(() => [1, 2, 3]),
    );
  });

  test('and its counter: with too few others answering it signs and takes nothing; when one more comes, it does', () => {
    const grid = new Grid(FIVE);
    grid.start();
    readSome(grid, 0, 2);
    const length = kinds(grid).length;
    grid.stopAggregator(3);
    const before = grid.tapped.length;
    grid.loseCounter(1);
    grid.loseLedger(1);
    readSome(grid, 2, 4);
    grid.wait(10_000);
    expect(acceptedBy(grid, 1, before)).toEqual([]);
    expect(grid.aggregatorMachines[0]!.stats.cells).toBe(0);
    expect(grid.aggregatorMachines[0]!.stats.rejections['recovering']).toBeGreaterThan(0);
    const spoken = grid.tapped.slice(before).filter(({ topic }) => /agg\/1\/(manifests|key|log|recovery)/.test(topic));
    expect(new Set(spoken.map(({ payload }) => (JSON.parse(payload) as { type: string }).type))).toEqual(
      new Set(['inquiry']),
    );
    expect(grid.aggregatorMachines[0]!.problem).toContain('waits for the answers of 4 others, and has 3; not yet of 3');
    grid.resumeAggregator(3);
    grid.wait(4_000);
    expect(epochOf(grid, 1)).toBe(2);
    expect(grid.aggregatorMachines[0]!.problem).toBeUndefined();
    finish(grid, 4);
    expectAccounted(grid);
    // It may have signed the next number: it stands aside for that one.
    expect(Math.min(...acceptedBy(grid, 1, before))).toBeGreaterThan(length);
  });

  test.each([
    ['2 of 3, covert: one of the two others may lie', SIZE],
    ['2 of 3, active: everybody must sign', { ...SIZE, trust: 'active' as const, floor: { trust: 'active' as const } }],
    ['2 of 2', { meters: 4, aggregators: 2, threshold: 2 }],
  ])('and its counter, in %s: no answer is enough, it signs nothing, and says what helps', (_what, options) => {
    const grid = new Grid(options);
    grid.start();
    readSome(grid, 0, 2);
    const before = grid.tapped.length;
    grid.loseCounter(1);
    grid.loseLedger(1);
    grid.wait(60_000);
    readSome(grid, 2, 4);
    grid.wait(10_000);
    expect(acceptedBy(grid, 1, before)).toEqual([]);
    expect(epochOf(grid, 1)).toBe(1);
    expect(grid.aggregatorMachines[0]!.problem).toContain('gridshare found');
    expect(said(grid, 1, 'recovering')).toBe(true);
  });

  test('only the counter: it can no longer prove that its ledger is the newest, and begins an epoch on answers', () => {
    const grid = new Grid(FIVE);
    grid.start();
    readSome(grid, 0, 4);
    grid.loseCounter(1);
    grid.restartAggregator(1);
    expect(grid.aggregatorMachines[0]!.problem).toContain('its counter is missing or damaged');
    grid.wait(4_000);
    expect(epochOf(grid, 1)).toBe(2);
    finish(grid, 4);
    expectExact(grid);
    // From now on its new counter speaks for it.
    grid.restartAggregator(1);
    expect(grid.aggregatorMachines[0]!.problem).toBeUndefined();
  });

  test('while it knows too little, it tells nobody what it holds of their signatures', () => {
    const grid = new Grid(FIVE);
    grid.start();
    readSome(grid, 0, 2);
    grid.stopAggregator(3);
    grid.loseCounter(1);
    grid.loseLedger(1);
    const before = grid.tapped.length;
    grid.loseCounter(2);
    grid.loseLedger(2);
    grid.wait(10_000);
    const witnesses = (): Outgoing[] =>
      grid.tapped
        .slice(before)
        .filter(({ topic, payload }) => !/agg\/[45]\/recovery/.test(topic) && payload.includes('"type":"witness"'));
    expect(witnesses()).toEqual([]);
    grid.resumeAggregator(3);
    grid.wait(10_000);
    // Control: the one that lost nothing does. Two stores lost at once are more than one other can stand for.
    expect(new Set(witnesses().map(({ topic }) => topic))).toEqual(new Set(['grid/agg/3/recovery']));
    expect([epochOf(grid, 1), epochOf(grid, 2)]).toEqual([1, 1]);
  });

  test('until its log is as long as others have proved it attests and witnesses nothing, also after a restart', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 4);
    grid.closeDue();
    // The utility's answers to it are late, and with them everything that is certified.
    grid.onDeliver = ({ topic, payload }) =>
      topic !== 'grid/agg/1/requests/area-1' || !payload.includes('"type":"entries"');
    grid.loseLedger(1);
    grid.wait(4_000);
    expect(epochOf(grid, 1)).toBe(2);
    const before = grid.tapped.length;
    const attested = (): string[] =>
      grid.tapped.slice(before).flatMap(({ topic, payload }) => {
        const { type } = JSON.parse(payload) as { type?: string };
        const isOwn = topic.startsWith('grid/agg/1/') && ['manifest', 'holdings', 'witness'].includes(type ?? '');
        return isOwn ? [type!] : [];
      });
    for (let time = 0; time < 3; time++) {
      grid.restartAggregator(1);
      // The other asks what is known of its signatures.
      grid.restartAggregator(2);
      grid.wait(10_000);
    }
    expect(attested()).toEqual([]);
    grid.onDeliver = () => true;
    grid.wait(60_000);
    finish(grid, 4);
    grid.restartAggregator(2);
    grid.wait(10_000);
    // Control: once it is level it does both.
    expect(new Set(attested())).toEqual(new Set(['manifest', 'holdings', 'witness']));
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
    // Meters hear that it knows their sessions no more: an interval takes no time here, and asking for a reading again does. [P-4.2]
    grid.settle();
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

  test.each(['entry', 'lock'])('is noticed by its counter, whatever the others say (%s lost)', (kind) => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 4);
    const signed = Math.max(...acceptedBy(grid, 1));
    const before = grid.tapped.length;
    grid.onDeliver = ({ payload }) => !payload.includes('"type":"witness"');
    grid.rollBackLedger(1, writesBefore(grid, kind === 'entry' ? 'lock' : kind) - (kind === 'entry' ? 4 : 0));
    grid.wait(4_000);
    grid.onDeliver = () => true;
    expect(said(grid, 1, 'ledger_rolled_back')).toBe(true);
    expect(epochOf(grid, 1)).toBe(2);
    finish(grid, 4);
    expectExact(grid);
    expect(Math.min(...acceptedBy(grid, 1, before))).toBeGreaterThan(signed);
  });

  test('with its counter, as a snapshot of the machine: is noticed by what the others hold of its signatures', () => {
    const grid = new Grid(FIVE);
    grid.start();
    readSome(grid, 0, 4);
    const signed = Math.max(...acceptedBy(grid, 1));
    const before = grid.tapped.length;
    grid.rollBackMachine(1, writesBefore(grid, 'lock'));
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

  test('[P-7.1] what it accepted and then promised above is taken up again: a higher ballot can be promised', () => {
    const grid = new Grid(SIZE);
    grid.start();
    grid.utility.isUp = false;
    const add = [strangerNamed('late', [IMPORT])];
    const entry = entryAfter(grid, { kind: 'roster', from: FIRST_INTERVAL + 8, add, remove: [] });
    const asked = (ballot: number) => {
      const answer = answerOf(grid, 1, prepare(grid, 1, entry.sequence, ballot));
      const promise = messages<PromiseMessage>(grid, 'grid/agg/1/log/area-1', 'promise').at(-1);
      return { ...answer, ballot: promise?.promise.ballot, lock: promise?.promise.lock?.hash };
    };
    const hash = entryHash(nodeCrypto, entry);
    expect(answerOf(grid, 1, announcement(grid, 1, entry))).toEqual(ACCEPTED);
    expect(asked(1)).toEqual({ codes: [], isAccepted: false, ballot: 1, lock: hash });
    grid.rollBackLedger(1, writesBefore(grid, 'lock'));
    grid.wait(4_000);
    // It knows that it accepted something, and not what.
    expect(asked(2)).toMatchObject({ codes: ['ballot_refused'], ballot: 1 });
    const other = { ...entry, from: FIRST_INTERVAL + 9 };
    expect(answerOf(grid, 1, announcement(grid, 1, other))).toEqual(refused('evidence'));
    expect(answerOf(grid, 1, announcement(grid, 1, entry))).toEqual(ACCEPTED);
    expect(asked(2)).toEqual({ codes: [], isAccepted: false, ballot: 2, lock: hash });
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
