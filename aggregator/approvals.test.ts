/** An operator's own list: who joins, who leaves, and who counts as one. [P-7.1.6] */
import { expect, test } from 'vitest';
import type { ApprovedMeter, RosterMeter } from '../schemas/types.ts';
import { Approvals } from './approvals.ts';

function meter(id: string, changes: Partial<RosterMeter> = {}): RosterMeter {
  return {
    id,
    keyEpoch: 1,
    registers: ['1-0:1.8.0'],
    identity: `identity of ${id}`,
    agreement: `agreement of ${id}`,
    ...changes,
  };
}

function line(id: string, changes: Partial<ApprovedMeter> = {}): ApprovedMeter {
  return { area: 'a', meter: meter(id), ...changes };
}

test('without a list everybody joins and leaves', () => {
  const approvals = new Approvals(undefined);
  expect(approvals.joinProblem('a', meter('m-1'), 7)).toBeUndefined();
  expect(approvals.leaveProblem('a', meter('m-1'), 7)).toBeUndefined();
  expect(approvals.personOf).toBeUndefined();
});

test('a meter joins as its line says: area, keys, key epoch, registers, and the date if there is one', () => {
  const approvals = new Approvals([line('m-1'), line('m-2', { from: 8 })]);
  expect(approvals.joinProblem('a', meter('m-1'), 7)).toBeUndefined();
  expect(approvals.joinProblem('a', meter('m-2'), 8)).toBeUndefined();
  for (const [area, other, from] of [
    ['b', meter('m-1'), 7],
    ['a', meter('m-3'), 7],
    ['a', meter('m-1', { identity: 'another' }), 7],
    ['a', meter('m-1', { agreement: 'another' }), 7],
    ['a', meter('m-1', { keyEpoch: 2 }), 7],
    ['a', meter('m-1', { registers: ['1-0:1.8.0', '1-0:2.8.0'] }), 7],
    ['a', meter('m-2'), 9],
  ] as const)
    expect(approvals.joinProblem(area, other, from)).toBeDefined();
});

test('a meter leaves when it is off the list, or when its line says', () => {
  const approvals = new Approvals([line('m-1'), line('m-2', { until: 8 })]);
  expect(approvals.leaveProblem('a', meter('m-1'), 8)).toContain('still on');
  expect(approvals.leaveProblem('a', meter('m-2'), 9)).toContain('with 8');
  expect(approvals.leaveProblem('a', meter('m-2'), 8)).toBeUndefined();
  expect(approvals.leaveProblem('a', meter('m-3'), 8)).toBeUndefined();
  approvals.replace([line('m-2')]);
  expect(approvals.leaveProblem('a', meter('m-1'), 8)).toBeUndefined();
  // Control: the line that was changed holds now.
  expect(approvals.leaveProblem('a', meter('m-2'), 8)).toContain('still on');
});

test('meters of one home are one person, and no home is taken for a meter', () => {
  const approvals = new Approvals([
    line('m-1', { premises: 'm-3' }),
    line('m-2', { premises: 'm-3' }),
    line('m-3'),
    line('m-4'),
  ]);
  const persons = ['m-1', 'm-2', 'm-3', 'm-4'].map((id) => approvals.personOf?.(id));
  expect(new Set(persons).size).toBe(3);
  expect(persons[0]).toBe(persons[1]);
});
