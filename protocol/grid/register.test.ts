/** What a log's registers may become: more of them, never other ones. [P-2.2, P-7.1.5] */
import { describe, expect, test } from 'vitest';
import type { RegisterDefinition } from '../../schemas/types.ts';
import { EXPORT, GAS, IMPORT, schemeWith } from '../../test/material.ts';
import { maxReadingOf, registerChangeProblem, resolutionOf, unitOf } from './register.ts';

const before: readonly RegisterDefinition[] = [...schemeWith().registers, GAS];
const changed = (at: number, changes: Partial<RegisterDefinition>): RegisterDefinition[] =>
  before.map((one, position) => (position === at ? { ...one, ...changes } : one));

describe('[P-7.1.5] registers of a log', () => {
  test('may be added, say their unit where it is the usual one, and let more through (control)', () => {
    const water = { ...GAS, obis: '8-0:1.0.0' };
    for (const after of [
      [...before, water],
      changed(0, { unit: 'Wh' }),
      changed(2, { maxReading: GAS.maxReading + 1, resolution: 10 }),
    ])
      expect(registerChangeProblem(before, after)).toBeUndefined();
  });

  test.each<[string, readonly RegisterDefinition[], RegExp]>([
    ['another unit', changed(2, { unit: 'kJ' }), /can be added, not changed/],
    ['Wh, by not saying it', changed(2, { unit: undefined as unknown as 'Wh' }), /can be added, not changed/],
    ['another code', changed(2, { obis: '7-1:3.0.0' }), /can be added, not changed/],
    ['a load curve', changed(1, { isLoad: true }), /can be added, not changed/],
    ['none of them', before.slice(0, 2), /can be added, not changed/],
    ['less in a reading', changed(2, { maxReading: GAS.maxReading - 1 }), /maxReading of 7-0:3.0.0 can not fall/],
  ])('do not get %s', (_what, after, problem) => {
    expect(registerChangeProblem(before, after)).toMatch(problem);
  });
});

describe('[P-2.2] what a register counts', () => {
  test('is in its unit, to its own limit', () => {
    const scheme = schemeWith({ registers: [...before, { ...GAS, obis: '8-0:1.0.0', resolution: 10 }] });
    expect([IMPORT, EXPORT, GAS.obis].map((obis) => [unitOf(scheme, obis), maxReadingOf(scheme, obis)])).toEqual([
      ['Wh', scheme.maxReadingWh],
      ['Wh', scheme.maxReadingWh],
      ['dm3', GAS.maxReading],
    ]);
    expect([GAS.obis, '8-0:1.0.0'].map((obis) => resolutionOf(scheme, obis))).toEqual([1, 10]);
  });
});
