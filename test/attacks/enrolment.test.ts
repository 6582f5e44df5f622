/** Meters that the utility invents: an operator with a list of its own lets nobody else into a roster. [P-7.1.6] */
import { expect, test } from 'vitest';
import type { ApprovedMeters } from '../../aggregator/approvals.ts';
import type { RosterMeter } from '../../schemas/types.ts';
import { FIRST_INTERVAL, Grid, IMPORT } from '../simulation/grid.ts';
import { agreementNamed, identityNamed } from '../material.ts';
import { toBase64url } from '../../protocol/bytes.ts';

const value = (meter: number, offset: number): number => 100 * (meter + 1) + offset;

function invented(id = 'meter-5'): RosterMeter {
  return {
    id,
    keyEpoch: 1,
    registers: [IMPORT],
    identity: toBase64url(identityNamed('invented').publicRaw),
    agreement: toBase64url(agreementNamed('invented').publicRaw),
  };
}

function enrolled(meter: RosterMeter, from = FIRST_INTERVAL + 8): ApprovedMeters[number] {
  return { area: 'area-1', from, meter };
}

/** A grid of four meters, in which these aggregators let in only those four. */
function strict(aggregators: readonly number[]): Grid {
  const grid = new Grid({ meters: 4, aggregators: 3, threshold: 2 });
  grid.start();
  grid.settle();
  for (const index of aggregators) grid.restartAggregator(index, { approved: grid.utilityParty.enrolled });
  grid.settle();
  return grid;
}

function read(grid: Grid, from: number, end: number): void {
  for (let offset = from; offset < end; offset++) {
    grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.wait(2_500);
  }
  grid.closeDue();
  grid.wait(20_000);
}

function rosterOf(grid: Grid): string[] {
  const entries = grid.ledgers[0]!.restore()[0]!.entries.map(({ entry }) => entry);
  return entries.flatMap((entry) => (entry.kind === 'roster' ? entry.add.map(({ id }) => id) : []));
}

const FOUR = ['meter-1', 'meter-2', 'meter-3', 'meter-4'];

function add(grid: Grid, meter: RosterMeter): void {
  grid.restartUtility({ enrolled: [...grid.utilityParty.enrolled, enrolled(meter)] });
}

test('control: without a list of its own nobody asks who a meter is', () => {
  const grid = strict([]);
  read(grid, 0, 4);
  add(grid, invented());
  read(grid, 4, 8);
  expect(rosterOf(grid)).toEqual([...FOUR, 'meter-5']);
});

test.each([
  ['all', [1, 2, 3]],
  ['two, while one accepts', [2, 3]],
])(
  '[P-7.1.6] a meter that is on nobody’s list (%s) does not join, and pages and bills go on without it',
  (_who, strictOnes) => {
    const grid = strict(strictOnes);
    read(grid, 0, 4);
    add(grid, invented());
    read(grid, 4, 16);
    expect(rosterOf(grid)).toEqual(FOUR);
    expect(grid.bills.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'verified'));
    expect(grid.utility.notices.some(({ code }) => code === 'refused')).toBe(true);
  },
);

test('[P-7.1.6] an approved id under other keys is another meter', () => {
  const grid = new Grid({ meters: 4, aggregators: 3, threshold: 2 });
  grid.start();
  grid.settle();
  const other = { ...invented(), identity: toBase64url(identityNamed('approved').publicRaw) };
  for (const index of [1, 2, 3])
    grid.restartAggregator(index, { approved: [...grid.utilityParty.enrolled, enrolled(other)] });
  read(grid, 0, 4);
  add(grid, invented());
  read(grid, 4, 8);
  expect(rosterOf(grid)).toEqual(FOUR);
});

test('[P-7.1.6] approved later it joins, without a restart of anybody', () => {
  const grid = strict([1, 2, 3]);
  read(grid, 0, 4);
  add(grid, invented());
  read(grid, 4, 8);
  expect(rosterOf(grid)).toEqual(FOUR);
  for (const aggregator of grid.aggregators)
    aggregator.feed({ kind: 'approved', meters: grid.utilityParty.enrolled }, grid.times);
  grid.monotonicMs += 600_000;
  grid.wait(10_000);
  expect(rosterOf(grid)).toEqual([...FOUR, 'meter-5']);
});

test('[P-7.1.6] what a quorum let in, one that did not let it in follows: there is one log', () => {
  const grid = strict([3]);
  read(grid, 0, 4);
  add(grid, invented());
  read(grid, 4, 16);
  expect(rosterOf(grid)).toEqual([...FOUR, 'meter-5']);
  expect(grid.ledgers[2]!.restore()[0]!.entries).toEqual(grid.ledgers[0]!.restore()[0]!.entries);
});
