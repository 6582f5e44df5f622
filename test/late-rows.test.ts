/**
 * Rows that an aggregator asked for and that come late: what may not leave any more when they come does not leave. With a store
 * in the aggregator's own thread nothing comes in between. [P-7.5, P-7.7]
 */
import { describe, expect, test } from 'vitest';
import { ReleaseGate } from '../aggregator/gate.ts';
import type { AggregatorInput } from '../aggregator/machine.ts';
import type { LedgerRead } from '../aggregator/ledger.ts';
import { Grid } from './simulation/grid.ts';

/** A grid of whose first aggregator the rows of pages and windows are kept until `answer`. */
function started() {
  const grid = new Grid({ meters: 4, aggregators: 3, threshold: 2 });
  const asked: LedgerRead[] = [];
  const node = grid.aggregators[0]!;
  const ledger = grid.ledgers[0]!;
  node.replace(grid.aggregatorMachines[0]!, {
    answer: (read): AggregatorInput => {
      if (read.kind === 'entries' || read.kind === 'releases') return { kind: 'rows', answer: ledger.read(read) };
      asked.push(read);
      return { kind: 'tick' };
    },
  });
  grid.start();
  const totals = (): number =>
    grid.tapped.filter(({ topic, payload }) => topic === 'grid/utility/totals' && payload.includes('"aggregator":1,'))
      .length;
  const answer = (): void => {
    for (const read of asked.splice(0)) node.feed({ kind: 'rows', answer: ledger.read(read) }, grid.times);
    grid.settle();
  };
  const window = (): void => {
    for (let offset = 0; offset < 8; offset++) grid.readInterval(offset, (meter) => [100 + meter + offset]);
    grid.closeDue();
  };
  return { grid, asked, totals, answer, window };
}

describe('[P-7.5] rows that come late', () => {
  test('control: are folded and released when they come', () => {
    const { asked, totals, answer, window } = started();
    window();
    expect([asked.length > 0, totals()]).toEqual([true, 0]);
    answer();
    expect(totals()).toBeGreaterThan(0);
  });

  test('[P-7.7] are not released when the area was stopped meanwhile, and are when it goes on', () => {
    const { grid, asked, totals, answer, window } = started();
    window();
    const { isOpen } = ReleaseGate.prototype;
    ReleaseGate.prototype.isOpen = () => false;
    try {
      expect(asked.length).toBeGreaterThan(0);
      answer();
      expect(totals()).toBe(0);
    } finally {
      ReleaseGate.prototype.isOpen = isOpen;
    }
    // Its operator has acknowledged what there was: the machine looks again.
    grid.aggregators[0]!.feed({ kind: 'acknowledged', names: [] }, grid.times);
    grid.settle();
    expect(asked.length).toBeGreaterThan(0);
    answer();
    expect(totals()).toBeGreaterThan(0);
  });
});
