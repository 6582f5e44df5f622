/** Who is named: no honest aggregator on the word of meters, and no more meters on the word of one aggregator. [P-7.6] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CombinedBill } from './combine-bill.ts';
import { type Finding, judge } from './judgement.ts';
import { Suspicions } from './suspicions.ts';

const ALL = [1, 2, 3, 4, 5];

function finding(combined: CombinedBill): Finding {
  return { combined, answering: ALL };
}

function differing(...aggregators: number[]): Finding {
  const agreeing = ALL.filter((one) => !aggregators.includes(one));
  return finding({
    status: 'verified',
    totals: [1n],
    agreeing,
    differing: aggregators,
  });
}

function window(findings: readonly Finding[]): Map<number, Finding> {
  return new Map(findings.map((one, index) => [index, one]));
}

describe('[P-7.6.4] who is to blame', () => {
  test('no behaviour of meters, as many as maxKnown or fewer than half of them, makes an aggregator a liar', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.nat({ max: 4 }),
        fc.array(fc.subarray(ALL, { minLength: 1, maxLength: 2 }), {
          maxLength: 30,
        }),
        (meters, maxKnown, rogue) => {
          const rogues = rogue.slice(0, Math.max(Math.min(maxKnown, meters), Math.floor((meters - 1) / 2)));
          const findings = [
            ...rogues.map((one) => differing(...one)),
            ...Array.from({ length: 30 }, () => differing()),
          ];
          const { liars, accused } = judge(window(findings.slice(0, meters)), meters, 3, maxKnown, new Set());
          expect([...liars]).toEqual([]);
          expect([...accused.keys()]).toEqual(rogues.map((_, index) => index));
        },
      ),
    );
  });

  test('who differs in most bills and in more than may be rogue is a liar, and no meter of it is suspected', () => {
    const findings = [differing(4), differing(4), differing(4), differing(), differing()];
    expect(judge(window(findings), 5, 3, 2, new Set())).toEqual({
      liars: new Set([4]),
      accused: new Map(),
    });
    // Controls: one fewer, and more that may be rogue.
    expect(judge(window(findings.slice(1)), 5, 3, 2, new Set()).liars).toEqual(new Set());
    expect(judge(window(findings), 5, 3, 3, new Set()).liars).toEqual(new Set());
  });

  test('who was caught contradicting itself explains what differs, and nothing else', () => {
    const findings = [differing(1), differing(1, 2), differing()];
    const { accused } = judge(window(findings), 3, 3, 2, new Set([1]));
    expect([...accused]).toEqual([[1, { suspicion: 'possible', aggregators: [2] }]]);
  });

  test('a dispute is never without the meter, whoever lied', () => {
    const disputed = finding({
      status: 'disputed',
      claims: [],
      differing: [1, 2, 3],
    });
    const alone = judge(window([disputed]), 1, 3, 2, new Set());
    expect(alone.accused.get(0)).toEqual({
      suspicion: 'certain',
      aggregators: [1, 2, 3],
    });
    const caught = judge(window([disputed]), 1, 3, 2, new Set([1]));
    expect(caught.accused.get(0)).toEqual({
      suspicion: 'certain',
      aggregators: [1],
    });
  });

  test('a bill that fails: the meter for certain only if 2k-1 answers agree on it', () => {
    const failed = (isConsistent: boolean, answering: number[]): Finding => ({
      combined: { status: 'failed', isConsistent },
      answering,
    });
    const accusation = (one: Finding, caught: number[] = []) =>
      judge(window([one]), 1, 3, 2, new Set(caught)).accused.get(0);
    expect(accusation(failed(true, ALL))).toEqual({
      suspicion: 'certain',
      aggregators: [],
    });
    expect(accusation(failed(true, [1, 2, 3, 4]))).toEqual({
      suspicion: 'possible',
      aggregators: [1, 2, 3, 4],
    });
    expect(accusation(failed(false, ALL), [1])).toEqual({
      suspicion: 'possible',
      aggregators: [2, 3, 4, 5],
    });
    // Too few are left to have opened anything.
    expect(accusation(failed(false, [1, 2, 3]), [1])).toBeUndefined();
  });
});

describe('[P-7.6.9] who is out with the next window', () => {
  function after(windows: readonly (readonly Finding[])[], maxKnown: number): number[] {
    const suspicions = new Suspicions();
    windows.forEach((findings, at) =>
      suspicions.judged(at, judge(window(findings), findings.length, 3, maxKnown, new Set()), findings.length),
    );
    return [...suspicions.leaving(maxKnown)];
  }
  const honest = Array.from({ length: 8 }, () => differing());

  test('a liar that names one meter after the other gets no more out than may be rogue', () => {
    const named = (index: number): Finding[] => honest.map((one, at) => (at === index ? differing(2) : one));
    expect(after([named(0)], 2)).toEqual([0]);
    expect(after([named(0), named(1)], 2)).toEqual([0, 1]);
    expect(after([named(0), named(1), named(2)], 2)).toEqual([]);
  });

  test('the meter of a dispute is out, however many are suspected', () => {
    const disputed = finding({
      status: 'disputed',
      claims: [],
      differing: [2],
    });
    expect(after([[disputed, differing(2), differing(2), differing(2), ...honest]], 2)).toEqual([0]);
  });

  test('in a window of two, one suspect may be out and both may not', () => {
    expect(after([[differing(2), differing()]], 2)).toEqual([0]);
    expect(after([[differing(2), differing(2)]], 2)).toEqual([]);
  });
});
