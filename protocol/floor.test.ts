/** A party's own floor: every member of it counts, and what is as strong or stronger passes. [P-8, P-9.3] */
import { describe, expect, test } from 'vitest';
import defs from '../schemas/defs.schema.json' with { type: 'json' };
import type { LocalFloor, Scheme } from '../schemas/types.ts';
import { schemeWith } from '../test/material.ts';
import { weaknessOf } from './floor.ts';

const SCHEME = schemeWith({
  operators: ['one', 'two', 'three', 'four', 'five'],
  threshold: 3,
  trust: 'active',
  floors: { minMeters: 5, minIntervals: 4 },
});
const FLOOR: LocalFloor = { minThreshold: 3, trust: 'active', minMeters: 5, minIntervals: 4 };

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
    weaker: { floors: { minMeters: 4, minIntervals: 4 } },
    stronger: { floors: { minMeters: 6, minIntervals: 4 } },
    lower: { minMeters: 4 },
    code: 'invalid_batch_size',
    says: 'minMeters 4 is below the own floor of 5',
  },
  minIntervals: {
    weaker: { floors: { minMeters: 5, minIntervals: 3 } },
    stronger: { floors: { minMeters: 5, minIntervals: 4 } },
    lower: { minIntervals: 3 },
    code: 'invalid_batch_size',
    says: 'minIntervals 3 is below the own floor of 4',
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
