/**
 * Thin cuts over the whole grid: what would tell a few cells from all others waits or is refused, and an aggregator whose
 * own floor forbids what others certified answers nothing of it. [P-8.4]
 */
import { describe, expect, test } from 'vitest';
import type { AggregatorParty } from '../../aggregator/party.ts';
import type { Entry, Rejection } from '../../schemas/types.ts';
import { Grid, type GridOptions } from '../simulation/grid.ts';
import { billedWh, range, readBy, releasedBy, value } from './forge.ts';

const LAX = { minMeters: 2, minIntervals: 2 };

/** Six meters; `few` of them report the first interval of the window only. */
function gridWith(few: number, options: Partial<GridOptions> = {}): Grid {
  const grid = new Grid({ meters: 6, aggregators: 3, threshold: 2, ...LAX, floor: LAX, ...options });
  grid.start();
  for (const offset of range(0, 8))
    grid.readInterval(offset, (meter) => (meter >= 6 - few && offset > 0 ? undefined : [value(meter, offset)]));
  return grid;
}

function billEntries(grid: Grid): Extract<Entry, { kind: 'bill' }>[] {
  return grid.archive.restore()[0]!.entries.flatMap(({ entry }) => (entry.kind === 'bill' ? [entry] : []));
}

function rejections(grid: Grid, aggregator: number): Rejection[] {
  return grid.tapped
    .filter(({ topic }) => topic === `grid/agg/${aggregator}/rejections`)
    .map(({ payload }) => JSON.parse(payload) as Rejection);
}

describe('[P-8.4] a meter that waits alone', () => {
  test('gets a companion, the reason is on record, and both are billed with the next window', () => {
    const grid = gridWith(1);
    grid.closeDue();
    grid.wait(8_000);
    expect(billEntries(grid).map(({ waiting }) => waiting)).toEqual([
      [
        { index: 0, reason: 'companion' },
        { index: 5, reason: 'fewIntervals' },
      ],
    ]);
    for (const offset of range(8, 16)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.closeDue();
    grid.wait(8_000);
    expect(billEntries(grid)[1]!.waiting).toEqual([]);
    expect(billedWh(grid, 'meter-1')).toEqual([readBy(0, range(0, 16))]);
    expect(billedWh(grid, 'meter-6')).toEqual([readBy(5, [0, ...range(8, 16)])]);
    expect(billedWh(grid, 'meter-2')).toEqual([readBy(1, range(0, 8)), readBy(1, range(8, 16))]);
  });

  test('control: two of them hide each other, and nobody else waits', () => {
    const grid = gridWith(2);
    grid.closeDue();
    grid.wait(8_000);
    expect(billEntries(grid)[0]!.waiting.map(({ index, reason }) => `${index} ${reason}`)).toEqual([
      '4 fewIntervals',
      '5 fewIntervals',
    ]);
  });
});

describe('[P-8.4] an own floor', () => {
  /** Aggregator 3 is restarted under a floor of its own, before the window is billed. */
  function billedBeside(floor: { readonly minMeters: number; readonly minIntervals: number }): Grid {
    const grid = gridWith(2);
    const pins: AggregatorParty['pins'] = {
      deployment: 'test',
      operators: grid.scheme.operators,
      floor: { minThreshold: 2, trust: 'covert', ...floor },
    };
    grid.restartAggregator(3, { pins });
    grid.closeDue();
    grid.wait(8_000);
    return grid;
  }

  test('refuses what two cells could be told by, names them, and answers nothing of what others certified', () => {
    const grid = billedBeside({ minMeters: 4, minIntervals: 4 });
    const [bill] = billEntries(grid);
    expect(
      rejections(grid, 3)
        .filter(({ code }) => code === 'invalid_batch_size')
        .map(({ detail }) => detail),
    ).toContain(
      'the totals released would tell 2 cells of 1-0:1.8.0 from all others: meter-5 at 1000000, meter-6 at 1000000',
    );
    expect([1, 2, 3].map((at) => releasedBy(grid, at, bill!.sequence) !== undefined)).toEqual([true, true, false]);
    // The others' bills are right all the same, and its loads came: those have enough meters for it.
    expect(billedWh(grid, 'meter-1')).toEqual([readBy(0, range(0, 8))]);
    expect(grid.loads.every(({ status }) => status === 'verified')).toBe(true);
    // It does not answer after a restart either.
    grid.restartAggregator(3);
    grid.wait(8_000);
    expect(releasedBy(grid, 3, bill!.sequence)).toBeUndefined();
  });

  test('control: with the floor of the scheme it answers', () => {
    const grid = billedBeside(LAX);
    const [bill] = billEntries(grid);
    expect(rejections(grid, 3).filter(({ code }) => code === 'invalid_batch_size')).toEqual([]);
    expect([1, 2, 3].map((at) => releasedBy(grid, at, bill!.sequence) !== undefined)).toEqual([true, true, true]);
  });
});
