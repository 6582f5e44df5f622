/** A party's own floor: every member of it counts, and what is as strong or stronger passes. [P-8, P-9.3] */
import { describe, expect, test } from 'vitest';
import defs from '../../schemas/defs.schema.json' with { type: 'json' };
import type { LocalFloor, Scheme } from '../../schemas/types.ts';
import { schemeWith } from '../../test/material.ts';
import { weaknessOf } from './floor.ts';

const SCHEME = schemeWith({
  operators: ['one', 'two', 'three', 'four', 'five'],
  threshold: 3,
  trust: 'active',
  floors: { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 5 },
});
const FLOOR: LocalFloor = {
  minThreshold: 3,
  trust: 'active',
  minMeters: 5,
  minIntervals: 4,
  maxKnown: 2,
  minCrowd: 5,
  minPatienceSeconds: 60,
};

function weakness(scheme: Scheme, floor: Partial<LocalFloor> = {}, pinned: Partial<Scheme> = {}) {
  const { deployment, operators } = { ...SCHEME, ...pinned };
  return weaknessOf({ deployment, operators, floor: { ...FLOOR, ...floor } }, scheme);
}

interface Case {
  readonly weaker: Partial<Scheme>;
  readonly stronger: Partial<Scheme>;
  readonly lower: Partial<LocalFloor>;
  readonly code: string;
  readonly says: string;
}

const CASES: Readonly<Record<keyof LocalFloor, Case>> = {
  minThreshold: {
    weaker: { threshold: 2 },
    stronger: { threshold: 4 },
    lower: { minThreshold: 2 },
    code: 'scheme_refused',
    says: 'threshold 2 is below the own floor of 3',
  },
  trust: {
    weaker: { trust: 'covert' },
    stronger: {},
    lower: { trust: 'covert' },
    code: 'scheme_refused',
    says: 'trust covert is weaker than the own floor, active',
  },
  minMeters: {
    weaker: { floors: { minMeters: 4, minIntervals: 4, maxKnown: 2, minCrowd: 5 } },
    stronger: { floors: { minMeters: 6, minIntervals: 4, maxKnown: 2, minCrowd: 5 } },
    lower: { minMeters: 4 },
    code: 'invalid_batch_size',
    says: 'minMeters 4 is below the own floor of 5',
  },
  minIntervals: {
    weaker: { floors: { minMeters: 5, minIntervals: 3, maxKnown: 2, minCrowd: 5 } },
    stronger: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 5 } },
    lower: { minIntervals: 3 },
    code: 'invalid_batch_size',
    says: 'minIntervals 3 is below the own floor of 4',
  },
  maxKnown: {
    weaker: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 1, minCrowd: 5 } },
    stronger: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 3, minCrowd: 5 } },
    lower: { maxKnown: 1 },
    code: 'invalid_batch_size',
    says: 'maxKnown 1 is below the own floor of 2',
  },
  minCrowd: {
    weaker: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 4 } },
    stronger: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 6 } },
    lower: { minCrowd: 4 },
    code: 'invalid_batch_size',
    says: 'minCrowd 4 is below the own floor of 5',
  },
  minPatienceSeconds: {
    weaker: { patienceSeconds: 59 },
    stronger: { patienceSeconds: 61 },
    lower: { minPatienceSeconds: 59 },
    code: 'scheme_refused',
    says: 'patienceSeconds 59 is below the own floor of 60',
  },
  maxRates: {
    weaker: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 5, maxRates: 5 } },
    stronger: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 5, maxRates: 3 } },
    lower: { maxRates: 5 },
    code: 'scheme_refused',
    says: 'its tariffs may have 5 rates, more than the own floor of 4 (maxRates)',
  },
  maxAtoms: {
    weaker: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 5, maxAtoms: 9 } },
    stronger: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 5, maxAtoms: 2 } },
    lower: { maxAtoms: 9 },
    code: 'scheme_refused',
    says: 'its calendars may cut a day into 9 sets, more than the own floor of 8 (maxAtoms)',
  },
  dynamic: {
    weaker: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 5, dynamic: true } },
    stronger: { floors: { minMeters: 5, minIntervals: 4, maxKnown: 2, minCrowd: 5, dynamic: false } },
    lower: { dynamic: true },
    code: 'scheme_refused',
    says: 'its tariffs may follow a market price, and so tell much of a home: the own floor says no (dynamic)',
  },
};

describe('[P-9.3] the own floor', () => {
  test('every member that a config may set is tested here', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(Object.keys(defs.definitions.localFloor.properties).toSorted());
  });

  test.each(Object.entries(CASES))('%s refuses what is weaker and says so, and nothing else', (_name, one) => {
    expect(weakness(SCHEME)).toBeUndefined();
    expect(weakness({ ...SCHEME, ...one.stronger })).toBeUndefined();
    expect(weakness({ ...SCHEME, ...one.weaker })).toEqual({ code: one.code, detail: one.says });
    // It is this member that refused it.
    expect(weakness({ ...SCHEME, ...one.weaker }, one.lower)).toBeUndefined();
  });

  test('what is pinned is no matter of strength', () => {
    const other = { ...SCHEME, operators: ['one', 'two', 'three', 'four', 'mallory'] };
    expect(weakness(other)?.detail).toBe('its operators are not the pinned ones');
    expect(weakness({ ...SCHEME, operators: SCHEME.operators.toReversed() })?.detail).toContain('not the pinned ones');
    expect(weakness({ ...SCHEME, deployment: 'elsewhere' })?.detail).toBe('the scheme is of another deployment');
    expect(weakness({ ...SCHEME, threshold: 9 })?.detail).toContain('cannot be run');
    expect(weakness(other, {}, { operators: other.operators })).toBeUndefined();
  });
});
