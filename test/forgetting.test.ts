/** What the utility keeps in memory and what in its archive only: a month must not need a month's memory. [P-7.6] */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { signAcceptance, signProposal } from '../protocol/log/entries.ts';
import { MAX_ENTRIES_PER_MESSAGE } from '../protocol/wire/limits.ts';
import type { UtilityMachine } from '../utility/machine.ts';
import { Grid, type GridOptions } from './simulation/grid.ts';

const SIZE: GridOptions = {
  meters: 4,
  aggregators: 3,
  threshold: 2,
  intervalCount: 4,
  minIntervals: 2,
  floor: { minIntervals: 2 },
};
const value = (meter: number, offset: number): number => 100 * (meter + 1) + offset;

function read(grid: Grid, from: number, end: number): void {
  for (let offset = from; offset < end; offset++) {
    grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.wait(2_500);
  }
  grid.closeDue();
  grid.wait(8_000);
}

function started(options: Partial<GridOptions> = {}): Grid {
  const grid = new Grid({ ...SIZE, ...options });
  grid.start();
  return grid;
}

/** What of pages and windows the utility holds. */
function heldBy(grid: Grid) {
  const { log, bills, loads, footing } = (grid.utility['running'].machine as UtilityMachine)['areas'].get('area-1')!;
  return {
    pages: log.pages.size,
    releases: log.bills.size,
    windows: [...bills.all].length,
    answers: loads['answers'].size,
    figures: loads['figures'].size,
    footings: footing['recorded'].size,
  };
}

/** The newest four windows of four pages. */
const NEWEST = { pages: 16, releases: 4, windows: 4, answers: 16, figures: 16 };

describe('[P-7.6] what foots for good and is answered by all', () => {
  test('leaves the memory, and is in the archive', () => {
    const grid = started();
    read(grid, 0, 28);
    expect(heldBy(grid)).toEqual({ ...NEWEST, footings: 4 });
    expect(grid.loads.length).toBe(28);
    expect(grid.bills.map(({ status }) => status)).toEqual(Array.from({ length: 28 }, () => 'verified'));
    expect(grid.windows.map(({ state }) => state)).toEqual(Array.from({ length: 7 }, () => 'footed'));
  });

  test('after a restart it is looked at once more and changes nothing', () => {
    const grid = started();
    read(grid, 0, 24);
    const written = grid.utility.history.length;
    grid.restartUtility();
    expect(heldBy(grid)).toMatchObject({ pages: 24, windows: 6 });
    grid.wait(2_500);
    expect(heldBy(grid)).toMatchObject(NEWEST);
    expect(grid.utility.history.slice(written)).toEqual([]);
  });

  test('control: it stays while an aggregator has not answered; remnants keep nothing', () => {
    const grid = started();
    grid.stopAggregator(3);
    read(grid, 0, 24);
    expect(heldBy(grid)).toMatchObject({ pages: 24, windows: 6, answers: 24, figures: 24 });
    grid.resumeAggregator(3);
    grid.wait(20_000);
    expect(heldBy(grid)).toMatchObject(NEWEST);

    const remnants = started();
    for (let offset = 0; offset < 4; offset++) {
      remnants.readInterval(offset, (meter) => (meter === 0 && offset > 0 ? undefined : [value(meter, offset)]));
      remnants.wait(2_500);
    }
    remnants.closeDue();
    remnants.wait(8_000);
    expect(remnants.windows[0]).toMatchObject({ state: 'footed', remnantMeters: 1 });
    for (let offset = 4; offset < 24; offset++) {
      remnants.readInterval(offset, (meter) => (meter === 0 && offset % 4 > 0 ? undefined : [value(meter, offset)]));
      remnants.wait(2_500);
    }
    remnants.closeDue();
    remnants.wait(8_000);
    expect(remnants.windows.map(({ state }) => state).slice(0, 2)).toEqual(['footed', 'footed']);
    expect(heldBy(remnants)).toMatchObject(NEWEST);
  });

  test('sums of it that come once more are known', () => {
    const grid = started();
    read(grid, 0, 24);
    const totals = grid.tapped.filter(({ topic }) => topic === 'grid/utility/totals');
    expect(totals.length).toBeGreaterThan(3 * 8);
    const written = grid.utility.history.length;
    const said = grid.utility.notices.length;
    for (const message of totals) grid.publish(message);
    grid.settle();
    expect(grid.utility.history.slice(written)).toEqual([]);
    expect(grid.utility.notices.slice(said)).toEqual([]);
  });
});

describe('[P-7.1] entries that are in the archive only', () => {
  test('an aggregator that lacks more than the memory holds gets them all', () => {
    const grid = started();
    const intervals = MAX_ENTRIES_PER_MESSAGE + 16;
    grid.stopAggregator(3);
    read(grid, 0, intervals);
    const { length } = grid.ledgers[0]!.restore()[0]!.entries;
    expect(length).toBeGreaterThan(intervals);
    const { entries } = (grid.utility['running'].machine as UtilityMachine)['areas'].get('area-1')!;
    expect(entries.from(0)).toBeUndefined();
    expect(entries.from(length - MAX_ENTRIES_PER_MESSAGE)?.length).toBe(MAX_ENTRIES_PER_MESSAGE);
    grid.resumeAggregator(3);
    grid.wait(30_000);
    expect(grid.ledgers[2]!.restore()[0]!.entries).toEqual(grid.ledgers[0]!.restore()[0]!.entries);
    expect(heldBy(grid)).toMatchObject(NEWEST);
  });

  test('an acceptance of another entry under an old number convicts all the same', () => {
    const grid = started();
    read(grid, 0, MAX_ENTRIES_PER_MESSAGE + 16);
    const { entry } = grid.archive.restore()[0]!.entries[2]!;
    const proposal = {
      deployment: 'test',
      area: 'area-1',
      sequence: 2,
      ballot: 0,
      hash: 'A'.repeat(43),
      previous: entry.previous,
    };
    const { privateKey } = grid.identityOf(2);
    const accept = {
      version: 1,
      type: 'accept',
      ...proposal,
      aggregator: 2,
      proposed: signProposal(nodeCrypto, grid.utilityParty.identity, proposal),
      signature: signAcceptance(nodeCrypto, privateKey, 2, proposal),
    };
    const written = grid.utility.history.length;
    grid.publish({ topic: 'grid/agg/2/accepts/area-1', payload: JSON.stringify(accept), isRetained: false });
    grid.settle();
    // The aggregator signed two entries under one number, and so did the utility that announced them.
    expect(grid.utility.history.slice(written).map(({ kind }) => kind)).toEqual(['proof', 'proof']);
  });
});
