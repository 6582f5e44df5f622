/** Meters that the utility invents: an operator with a list of its own lets nobody else into a roster. [P-7.1.6] */
import { expect, test } from 'vitest';
import type { ApprovedMeter, EnrolledMeter, RosterMeter } from '../../schemas/types.ts';
import { EXPORT, FIRST_INTERVAL, Grid, IMPORT } from '../simulation/grid.ts';
import { agreementNamed, identityNamed } from '../material.ts';
import { toBase64url } from '../../protocol/wire/bytes.ts';

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

function enrolled(meter: RosterMeter, from = FIRST_INTERVAL + 8): EnrolledMeter {
  return { area: 'area-1', from, meter };
}

/** The lines of an operator's list: what the utility enrolled, at any date. */
function listed(grid: Grid, changes: Partial<ApprovedMeter> = {}, id = 'meter-4'): ApprovedMeter[] {
  return grid.utilityParty.enrolled.map(({ area, meter }) => ({ area, meter, ...(meter.id === id ? changes : {}) }));
}

/** A grid of four meters, in which these aggregators let in only those four. */
function strict(aggregators: readonly number[]): Grid {
  const grid = new Grid({ meters: 4, aggregators: 3, threshold: 2 });
  grid.start();
  grid.settle();
  for (const index of aggregators) grid.restartAggregator(index, { approved: listed(grid) });
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
  for (const aggregator of grid.aggregators) aggregator.feed({ kind: 'approved', meters: listed(grid) }, grid.times);
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

function takeOut(grid: Grid, id: string): void {
  grid.restartUtility({ enrolled: grid.utilityParty.enrolled.filter(({ meter }) => meter.id !== id) });
}

function removedFrom(grid: Grid): [string, number][] {
  const entries = grid.ledgers[0]!.restore()[0]!.entries.map(({ entry }) => entry);
  return entries.flatMap((entry) =>
    entry.kind === 'roster' ? entry.remove.map((id): [string, number] => [id, entry.from - FIRST_INTERVAL]) : [],
  );
}

function removals(grid: Grid) {
  return grid.fleet.notices.filter(({ code }) => code === 'removed');
}

test('control: without a list the utility takes a meter out when it likes, and the meter hears who agreed', () => {
  const grid = strict([]);
  read(grid, 0, 3);
  takeOut(grid, 'meter-1');
  read(grid, 3, 8);
  expect(removedFrom(grid)).toEqual([['meter-1', expect.any(Number)]]);
  const [notice, ...more] = removals(grid);
  expect(more).toEqual([]);
  expect(notice).toMatchObject({ level: 'error', fields: { meter: 'meter-1' } });
  expect(String(notice?.fields?.['accepts']).split(',').length).toBeGreaterThanOrEqual(2);
  expect(grid.meterMachine.problem).toContain('meter-1 is taken out of the roster');
});

test('[P-7.1.6] a meter that is still on the lists is not taken out, and pages and bills go on with it', () => {
  const grid = strict([1, 2, 3]);
  read(grid, 0, 3);
  takeOut(grid, 'meter-1');
  read(grid, 3, 16);
  expect(removedFrom(grid)).toEqual([]);
  expect(removals(grid)).toEqual([]);
  expect(grid.bills.filter(({ meter, status }) => meter === 'meter-1' && status === 'verified')).toHaveLength(2);
  // Control: the operators take it off their lists, and it is out.
  for (const aggregator of grid.aggregators) aggregator.feed({ kind: 'approved', meters: listed(grid) }, grid.times);
  grid.monotonicMs += 600_000;
  grid.wait(10_000);
  expect(removedFrom(grid).map(([id]) => id)).toEqual(['meter-1']);
  expect(removals(grid)).toHaveLength(1);
});

test.each([
  ['registers', { registers: [IMPORT, EXPORT] }, {}, 'has the registers'],
  ['another date', {}, { from: FIRST_INTERVAL + 9 }, 'joins with interval'],
] as const)('[P-7.1.6] a meter with other %s than the lists have does not join', (_what, meter, line, why) => {
  const grid = strict([1, 2, 3]);
  read(grid, 0, 4);
  const approved = [...listed(grid), { area: 'area-1', meter: invented(), ...line }];
  for (const index of [1, 2, 3]) grid.restartAggregator(index, { approved });
  add(grid, { ...invented(), ...meter, registers: [...('registers' in meter ? meter.registers : [IMPORT])] });
  read(grid, 4, 8);
  expect(rosterOf(grid)).toEqual(FOUR);
  expect(grid.utility.notices.some(({ text }) => text.includes(why))).toBe(true);
  // Control: as the lists say, it joins.
  for (const aggregator of grid.aggregators)
    aggregator.feed({ kind: 'approved', meters: listed(grid, {}) }, grid.times);
  grid.monotonicMs += 600_000;
  grid.wait(10_000);
  expect(rosterOf(grid)).toEqual([...FOUR, 'meter-5']);
});
