import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { documentHash } from '../../protocol/money/document.ts';
import type { Scheme, Tariff, TariffDocument } from '../../schemas/types.ts';
import { schemeWith } from '../../test/material.ts';
import { shortagesOf } from './horizon.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const FIRST = START_MS / HOUR_MS;
const HOURS = { intervalSeconds: 3_600, intervalOffsetSeconds: 0 };
/** January to April 2026. */
const MONTHS = [31, 28, 31, 30].map((days) => ({ count: 1, intervalCount: 24 * days }));
const END_MS = START_MS + 120 * DAY_MS;

const months = (windows: Scheme['billing']['windows'] = MONTHS, tariffs: Tariff[] = []): Scheme =>
  schemeWith({ ...HOURS, billing: { firstInterval: FIRST, windows }, tariffs });

function tariff(from: number, count: number, document?: string): Tariff {
  const rates = [{ name: 'all', microPerKwh: 1 }];
  return { id: 't', from, count, rates, runs: [{ rate: 0, count }], ...(document === undefined ? {} : { document }) };
}

const told = (scheme: Scheme, nowMs: number, documents = new Map<string, TariffDocument>()) =>
  shortagesOf(scheme, documents, nowMs).map(({ what, endMs }) => [what, endMs]);

describe('[P-2.6] the list of windows', () => {
  test('is missed two of its longest windows before its end, and not before', () => {
    expect(told(months(), END_MS - 62 * DAY_MS)).toEqual([]);
    expect(told(months(), END_MS - 62 * DAY_MS + 1)).toEqual([['windows', END_MS]]);
    const [soon] = shortagesOf(months(), new Map(), END_MS - DAY_MS);
    expect(soon).toMatchObject({ advice: expect.stringContaining('gridshare billing extend') });
    // Once it is over nothing prolongs it.
    const [late] = shortagesOf(months(), new Map(), END_MS);
    expect(late).toMatchObject({
      text: expect.stringContaining('ended'),
      advice: expect.not.stringContaining('extend'),
    });
  });

  test('is missed 14 days ahead at least, and never where all windows are of one length', () => {
    const days = [
      { count: 9, intervalCount: 24 },
      { count: 1, intervalCount: 23 },
      { count: 10, intervalCount: 24 },
    ];
    const endMs = START_MS + 20 * DAY_MS - HOUR_MS;
    expect(told(months(days), endMs - 14 * DAY_MS)).toEqual([]);
    expect(told(months(days), endMs - 14 * DAY_MS + 1)).toEqual([['windows', endMs]]);
    expect(told(months([{ count: 20, intervalCount: 24 }]), START_MS + 400 * DAY_MS)).toEqual([]);
  });
});

describe('[P-8.5.2] tariffs', () => {
  const DAYS = [{ count: 1, intervalCount: 24 }];
  const ofDays = (...days: number[]): Tariff[] => days.map((day) => tariff(FIRST + 24 * day, 24));
  const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

  test('are missed by the first window without one, 14 days or two windows before it begins', () => {
    const scheme = months(DAYS, ofDays(...range(20)));
    expect(told(scheme, START_MS + 6 * DAY_MS)).toEqual([]);
    expect(told(scheme, START_MS + 6 * DAY_MS + 1)).toEqual([['tariffs', START_MS + 20 * DAY_MS]]);
    // One in between counts, too, and what has begun can't be helped any more.
    const gap = months(DAYS, ofDays(...range(9), ...range(40).slice(10)));
    expect(told(gap, START_MS + 8 * DAY_MS)).toEqual([['tariffs', START_MS + 9 * DAY_MS]]);
    expect(told(gap, START_MS + 10 * DAY_MS)).toEqual([]);
    // Who has none bills without money.
    expect(told(months(DAYS), START_MS)).toEqual([]);
  });

  test('of a day-ahead price are missed six hours ahead: nobody knows it earlier', () => {
    const prices = { beginsAtSeconds: START_MS / 1_000, stepSeconds: 3_600, microPerKwh: [1, 2] };
    const document: TariffDocument = {
      version: 1,
      id: 'spot',
      revision: 1,
      title: 'Spot',
      currency: 'EUR',
      decimals: 2,
      timeZone: 'UTC',
      components: [{ id: 'energy', title: 'Energy', kind: 'dynamic', vatPpm: 0, levels: 2, prices }],
    };
    const hash = documentHash(nodeCrypto, document);
    const scheme = months(DAYS, [tariff(FIRST, 24, hash)]);
    const documents = new Map([[hash, document]]);
    expect(told(scheme, START_MS + 18 * HOUR_MS, documents)).toEqual([]);
    expect(told(scheme, START_MS + 18 * HOUR_MS + 1, documents)).toEqual([['tariffs', START_MS + DAY_MS]]);
    // The control: of another kind it is missed from the first moment on.
    expect(told(scheme, START_MS)).toEqual([['tariffs', START_MS + DAY_MS]]);
  });
});
