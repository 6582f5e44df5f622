/** The simulator itself: some seeds, that a seed is a run, that planted faults are caught. */
import { describe, expect, test } from 'vitest';
import { explainTotal } from './fingerprint.ts';
import { MUTANTS } from './mutants.ts';
import { play } from './play.ts';
import { REPRODUCTIONS } from './reproductions.ts';

describe('[P-6, P-7] under faults nothing is lost, nothing counted twice, and all settles', () => {
  test.each([1, 2, 4, 5, 6, 8, 9, 10, 12, 13])('seed %i', async (seed) => {
    expect((await play(seed)).failure).toBeUndefined();
  });

  test.each([14, 412, 692, 831])('seed %i, in which registers are sampled', async (seed) => {
    const { failure, coverage } = await play(seed);
    expect(failure).toBeUndefined();
    expect(coverage.counts.get('a reading made of samples')).toBeGreaterThan(0);
  });

  test.each(REPRODUCTIONS.map(({ seed, found }) => [found, seed] as const))('once found: %s', async (_found, seed) => {
    expect((await play(seed)).failure).toBeUndefined();
  });

  test('seed 50 over real cryptography', async () => {
    expect((await play(50, { isReal: true })).failure).toBeUndefined();
  });
});

describe('a seed is a run', () => {
  test('the same seed gives the same event log, another seed another one', async () => {
    for (const isLate of [false, true]) {
      const [one, again, other] = [await play(7, { isLate }), await play(7, { isLate }), await play(8, { isLate })];
      expect([again.eventHash, again.eventCount]).toEqual([one.eventHash, one.eventCount]);
      expect(other.eventHash).not.toBe(one.eventHash);
    }
    // Stores that answer late make another run of it.
    expect((await play(7, { isLate: true })).eventHash).not.toBe((await play(7, { isLate: false })).eventHash);
  });
});

describe('control: planted faults are caught', () => {
  // All of them within 500 seeds: `npm run sim -- --mutants`.
  const quick = [
    'receipts leave before the commit',
    'publications leave while the commit is under way',
    'the outbox is emptied when a share message was sent',
  ];
  test.each(MUTANTS.filter(({ name }) => quick.includes(name)))('$name', async (mutant) => {
    const failures: (string | undefined)[] = [];
    for (const seed of [1, 2, 4]) failures.push((await play(seed, { mutant })).failure);
    expect(failures.filter((failure) => failure !== undefined)).not.toEqual([]);
    // Nothing of the mutant stays behind.
    expect((await play(1)).failure).toBeUndefined();
  });

  const ofSamples = [
    'what an exchanged meter counted is counted twice',
    'the rest of a Wh is dropped',
    'what is estimated is not marked',
    'the sample is not kept that ended a reading',
  ];
  test.each(MUTANTS.filter(({ name }) => ofSamples.includes(name)))('$name', async (mutant) => {
    const failures: (string | undefined)[] = [];
    for (const seed of [5, 7, 12, 24]) failures.push((await play(seed, { mutant })).failure);
    expect(failures.filter((failure) => failure !== undefined)).not.toEqual([]);
  });

  test('a wrong total says which reading it is about', () => {
    const parts = [
      { what: 'meter-1', units: 4 },
      { what: 'meter-2', units: 64 },
    ];
    expect(explainTotal(68, parts)).toBe('68 Wh, exact');
    expect(explainTotal(64, parts)).toContain('meter-1 is lost');
    expect(explainTotal(132, parts)).toContain('meter-2 counts 2 times');
    expect(explainTotal(70, parts)).toContain('were mixed');
  });
});
