/** Whoever restarts, when and however often: what is on disk is enough, and bills stay exact. [P-2.4, P-6.2, P-7.4] */
import { describe, expect, test } from 'vitest';
import type { AggregatorInput } from '../aggregator/machine.ts';
import type { LedgerOp, LedgerRead } from '../aggregator/ledger.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { utf8 } from '../protocol/wire/bytes.ts';
import { Effects } from '../protocol/machine.ts';
import { FIRST_INTERVAL, Grid, type GridOptions } from './simulation/grid.ts';

const SIZE: GridOptions = { meters: 4, aggregators: 3, threshold: 2 };
const value = (meter: number, offset: number): number => 100 * (meter + 1) + offset;

const expected = [0, 1, 2, 3].map((meter) =>
  [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, offset) => sum + value(meter, offset), 0),
);

function run(grid: Grid, during: (offset: number) => void, intervals = 8): Grid {
  for (let offset = 0; offset < intervals; offset++) {
    during(offset);
    // A meter process reads nothing before it has its scheme: retained messages come first.
    grid.settle();
    grid.readInterval(offset, (meter) => [offset < 8 ? value(meter, offset) : 0]);
    grid.wait(2_500);
  }
  grid.closeDue();
  return grid;
}

function expectExact(grid: Grid): void {
  expect(grid.bills.map((bill) => [bill.status, bill.lines[0]?.totalUnits, bill.differing])).toEqual(
    expected.map((totalUnits) => ['verified', totalUnits, []]),
  );
  expect(grid.loads.reduce((sum, load) => sum + (load.totalUnits ?? 0), 0)).toBe(
    expected.reduce((sum, units) => sum + units),
  );
  expect(grid.windows[0]?.doesFoot).toBe(true);
  expect([...grid.meterMachine.meters.values()].map(({ outstandingCount }) => outstandingCount)).toEqual([0, 0, 0, 0]);
}

describe('[P-6.2] a restart at every interval boundary', () => {
  const restarts: readonly [who: string, restart: (grid: Grid, offset: number) => void][] = [
    ['nobody (control)', () => {}],
    ['aggregator 1', (grid) => grid.restartAggregator(1)],
    ['aggregators in turn', (grid, offset) => grid.restartAggregator((offset % 3) + 1)],
    ['all aggregators', (grid) => [1, 2, 3].forEach((index) => grid.restartAggregator(index))],
    ['the utility', (grid) => grid.restartUtility()],
    ['the meters', (grid) => grid.restartFleet()],
    [
      'everybody',
      (grid) => {
        [1, 2, 3].forEach((index) => grid.restartAggregator(index));
        grid.restartUtility();
        grid.restartFleet();
      },
    ],
  ];

  test.each(restarts)('%s', (_who, restart) => {
    const grid = new Grid(SIZE);
    grid.start();
    run(grid, (offset) => restart(grid, offset));
    restart(grid, 8);
    grid.wait(20_000);
    expectExact(grid);
    for (const machine of grid.aggregatorMachines) expect(machine.stats.rejections).toEqual({});
  });

  test('a meter that restarts sends the very same shares: no conflict anywhere', () => {
    const grid = new Grid(SIZE);
    grid.start();
    // Nothing of aggregator 2's receipts gets through, so every reading is sent to it again by each new process.
    grid.onDeliver = (message) => !message.topic.endsWith('/receipts/2');
    run(grid, () => grid.restartFleet());
    expect(grid.aggregatorMachines[1]!.stats.duplicates).toBeGreaterThan(0);
    expect(grid.aggregatorMachines[1]!.stats.rejections).toEqual({});
  });
});

describe('[P-6.2] an aggregator restored from its ledger', () => {
  test('answers every input exactly as the one that ran on', () => {
    const grid = new Grid(SIZE);
    grid.start();
    // Its receipts do not arrive, so that every message brings the set-up of its session: that alone is not in a ledger. [P-4.2]
    grid.onDeliver = ({ topic }) => !topic.endsWith('/receipts/2');
    run(grid, () => {}, 5);
    // Aggregator 2's next inputs, recorded on the way while it is restarted every time; 1 and 3 run on.
    const answers: string[][] = [[], []];
    const inputs: AggregatorInput[] = [];
    grid.onDeliver = (message, to) => {
      if (to === 'aggregator-2') inputs.push({ kind: 'message', topic: message.topic, payload: utf8(message.payload) });
      return to !== 'aggregator-2';
    };
    grid.readInterval(5, (meter) => [value(meter, 5)]);
    grid.closeDue();
    expect(inputs.length).toBeGreaterThan(5);
    const times = grid.times;
    const original = grid.aggregatorMachines[1]!;
    grid.onDeliver = () => false;
    grid.restartAggregator(2);
    const restored = grid.aggregatorMachines[1]!;
    expect(restored).not.toBe(original);
    for (const [at, machine] of [original, restored].entries()) {
      for (const input of inputs) {
        const effects = new Effects<LedgerOp, LedgerRead>();
        machine.step(input, times, effects);
        const { ops, publications, reads } = effects;
        answers[at]!.push(
          JSON.stringify({ ops, publications, reads }, (_name, part: unknown) =>
            part instanceof Uint8Array ? Buffer.from(part).toString('hex') : part,
          ),
        );
      }
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]!.some((answer) => answer.includes('"kind":"cell"'))).toBe(true);
    expect(answers[0]!.some((answer) => answer.includes('/accepts'))).toBe(true);
  });

  test('[P-7.1] keeps its lock: another entry under the same number is evidence after a restart too', () => {
    const grid = new Grid(SIZE);
    // Announced and accepted, but no acceptance arrives: the lock is all there is.
    grid.onDeliver = (message, to) => !(to === 'utility' && message.topic.includes('/accepts/'));
    grid.start();
    grid.restartAggregator(1);
    const announcement = grid.tapped.find(({ topic }) => topic === 'grid/agg/1/requests/area-1')!;
    const step = (payload: string): Effects<LedgerOp, LedgerRead> => {
      const effects = new Effects<LedgerOp, LedgerRead>();
      const input: AggregatorInput = { kind: 'message', topic: 'grid/agg/1/requests/area-1', payload: utf8(payload) };
      grid.aggregatorMachines[0]!.step(input, grid.times, effects);
      return effects;
    };
    expect(step(announcement.payload).publications.map(({ topic }) => topic)).toContain('grid/agg/1/accepts/area-1');
    // A utility with another scheme on its mind, under the same keys.
    const other = new Grid({ ...SIZE, minMeters: 3 });
    other.onDeliver = grid.onDeliver;
    other.start();
    const second = other.tapped.find(({ topic }) => topic === 'grid/agg/1/requests/area-1')!;
    const effects = step(second.payload);
    expect(effects.ops.map(({ kind }) => kind)).toEqual(['proof']);
    expect(effects.publications.map(({ topic }) => topic)).not.toContain('grid/agg/1/accepts/area-1');
  });
});

/** Numbers in [0, 1) that depend on the seed only. */
function drawer(seed: string): () => number {
  let count = 0;
  return () => {
    count += 1;
    const bytes = nodeCrypto.sha256(utf8(`${seed}/${count}`));
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) / 2 ** 32;
  };
}

describe('[P-7.4] nothing waits for an entry that may never come', () => {
  test('a utility that restarts after the last entry still asks for the totals that were lost', () => {
    const grid = new Grid(SIZE);
    grid.start();
    grid.onDeliver = (message, to) => !(to === 'utility' && message.topic === 'grid/utility/totals');
    run(grid, () => {});
    grid.wait(5_000);
    expect(grid.bills).toEqual([]);
    grid.onDeliver = () => true;
    grid.restartUtility();
    grid.wait(10_000);
    expectExact(grid);
  });

  test('an aggregator that missed the last entries gets them from a utility that restarted', () => {
    const grid = new Grid(SIZE);
    grid.start();
    grid.onDeliver = (message, to) => !(to === 'aggregator-3' && message.topic.includes('/requests/'));
    run(grid, () => {});
    grid.wait(5_000);
    grid.onDeliver = () => true;
    grid.restartUtility();
    grid.wait(10_000);
    expectExact(grid);
    expect(new Set(grid.loads.map(({ status }) => status))).toEqual(new Set(['verified']));
  });
});

describe('[P-6.2] crashes anywhere, before or after what was persisted is durable', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %i', (seed) => {
    const draw = drawer(`crash/${seed}`);
    const grid = new Grid({ ...SIZE, intervalCount: 8 });
    let crashes = 0;
    grid.start();
    const crash = (input: { readonly kind: string }): 'before' | 'after' | undefined => {
      // A reading that a meter did not get to write is the source's to repeat; nobody crashes while it connects.
      if (input.kind === 'reading' || input.kind === 'connected') return undefined;
      const drawn = draw();
      if (drawn > 0.02) return undefined;
      crashes += 1;
      return drawn < 0.01 ? 'before' : 'after';
    };
    const nodes = [...grid.aggregators, grid.utility, grid.fleet];
    for (const node of nodes) node.crash = crash;
    run(grid, () => {});
    for (const node of nodes) node.crash = undefined;
    grid.wait(60_000);
    expect(crashes).toBeGreaterThan(5);
    expectExact(grid);
    expect(grid.loads[0]?.interval).toBe(FIRST_INTERVAL);
    for (const { stats } of grid.aggregatorMachines) expect(Object.keys(stats.rejections)).not.toContain('evidence');
  });
});
