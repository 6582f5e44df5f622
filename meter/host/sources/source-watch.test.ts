/** What a source says of itself: of devices behind the meter, of units that are others than the scheme's, of coarse steps. */
import { describe, expect, test } from 'vitest';
import { GAS, IMPORT, schemeWith } from '../../../test/material.ts';
import type { RegisterValue } from '../../sample.ts';
import { type SourceHost, SourceWatch } from './source-watch.ts';

const HOUR_MS = 3_600_000;
const scheme = schemeWith({ registers: [...schemeWith().registers, GAS] });

function watching(more: Partial<SourceHost> = {}) {
  const said: string[] = [];
  const now = { gridMs: 0, monotonicMs: 0 };
  const watch = new SourceWatch('p1', {
    tell: (_level, code, text) => void said.push(`${code}: ${text}`),
    now: () => now,
    meter: 'm-1',
    registers: [IMPORT, GAS.obis],
    intervalSeconds: 900,
    scheme,
    folder: '.',
    stateFolder: undefined,
    isPatient: true,
    isBusy: () => false,
    ...more,
  });
  const sample = (...registers: readonly RegisterValue[]): void =>
    watch.sampled({ hostMs: now.gridMs, monotonicMs: now.monotonicMs, quality: 'checked', registers });
  return { watch, said, now, sample };
}

const energy: RegisterValue = { register: IMPORT, milli: 1_500_000n, resolutionMilli: 1_000n };
const gas = (meterMs: number, more: Partial<RegisterValue> = {}): RegisterValue => ({
  register: GAS.obis,
  unit: 'dm3',
  milli: 5_000_000n,
  resolutionMilli: 1_000n,
  device: { serial: 'gas', meterMs },
  ...more,
});

describe('a device behind the meter', () => {
  test('that is read less than once an interval is told of once; one that is read in time is not', () => {
    const { said, sample } = watching();
    for (let minutes = 0; minutes <= 240; minutes += 1) sample(energy, gas(Math.floor(minutes / 60) * HOUR_MS));
    expect(said).toEqual([expect.stringMatching(/^source_rare: 7-0:3\.0\.0 of p1 is read every 3600 s only/)]);
    const control = watching({ intervalSeconds: 3_600 });
    for (let minutes = 0; minutes <= 240; minutes += 1) control.sample(energy, gas(Math.floor(minutes / 60) * HOUR_MS));
    expect(control.said).toEqual([]);
  });

  test('that is read no more is a problem after a day, while electricity is well, until it is read again', () => {
    const { watch, now, sample } = watching();
    sample(energy, gas(0));
    now.monotonicMs = 23 * HOUR_MS;
    sample(energy, gas(0));
    expect(watch.problem).toBeUndefined();
    now.monotonicMs = 25 * HOUR_MS;
    sample(energy, gas(0));
    expect(watch.problem).toContain('7-0:3.0.0 of p1 was not read for 25 h');
    sample(energy, gas(24 * HOUR_MS));
    expect(watch.problem).toBeUndefined();
  });

  test('in another unit than the scheme has is told of, and lacks', () => {
    const { watch, said, now, sample } = watching();
    for (let minutes = 0; minutes < 3; minutes += 1) {
      now.monotonicMs = minutes * 60_000;
      sample(energy, gas(0, { unit: 'kJ' }));
    }
    expect(said).toEqual([
      expect.stringMatching(/^source_unit: 7-0:3\.0\.0 of p1 counts kJ, and by the scheme it is dm3/),
    ]);
    expect(watch.problem).toContain('p1 has no 7-0:3.0.0');
  });
});

test('steps that are coarse are told by unit, unless the scheme knows of them', () => {
  const whole = gas(0, { resolutionMilli: 1_000_000n });
  const { said, sample } = watching();
  for (let count = 0; count < 12; count += 1) sample(energy, whole);
  expect(said).toEqual([expect.stringMatching(/^source_coarse: 7-0:3\.0\.0 of p1 shows whole m³ only.*jump\.$/)]);
  const known = watching({ scheme: { registers: [...schemeWith().registers, { ...GAS, resolution: 1_000 }] } });
  for (let count = 0; count < 12; count += 1) known.sample(energy, whole);
  expect(known.said).toEqual([]);
});
