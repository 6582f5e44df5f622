/** Tariffs that ask too much: `gridshare tariff check` says what aggregators and meters, real machines, do to them. [P-8.5] */
import { describe, expect, test } from 'vitest';
import { wallClock } from '../../deploy/calendar.ts';
import { checkDocument, checkTariffs } from '../../deploy/tariff-check.ts';
import { planTariffs } from '../../deploy/tariff-plan.ts';
import { weaknessOf } from '../../protocol/grid/floor.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type { Scheme, Tariff, TariffDocument } from '../../schemas/types.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';
import { announcement, answerOf, certified, entryAfter, range, value } from './forge.ts';

const WINDOW = 120;
const NEXT = FIRST_INTERVAL + WINDOW;
const FLOORS = { minMeters: 2, minIntervals: 8, maxKnown: 0, minCrowd: 1 };

function gridOf(): Grid {
  const grid = new Grid({
    meters: 3,
    aggregators: 3,
    threshold: 2,
    intervalCount: WINDOW,
    minIntervals: FLOORS.minIntervals,
    floor: { minIntervals: FLOORS.minIntervals },
    // Windows in which no day fits: the tariffs are of the window itself.
    scheme: { intervalSeconds: 60 },
  });
  grid.start();
  for (const offset of range(0, 2)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
  return grid;
}

/** A tariff with a price for each of these runs. */
function tariffWith(counts: readonly number[], price: (rate: number) => number = (rate) => 1 + rate): Tariff {
  return {
    id: 'spy',
    from: NEXT,
    count: WINDOW,
    rates: counts.map((_, rate) => ({ name: `r${rate}`, microPerKwh: price(rate) })),
    runs: counts.map((count, rate) => ({ rate, count })),
  };
}

const pins = (grid: Grid) => ({
  deployment: 'test',
  operators: grid.scheme.operators,
  floor: { minThreshold: 2, trust: 'covert' as const, ...FLOORS },
});

interface Spy {
  readonly changes: Partial<Scheme>;
  readonly code: string;
  readonly words: RegExp;
}

const SPIES: Readonly<Record<string, Spy>> = {
  'a selector: weights 0 and 1, the 1 for one interval': {
    changes: { tariffs: [tariffWith([WINDOW - 1, 1], (rate) => rate * 1_000_000)] },
    code: 'scheme_refused',
    words: /1 intervals at rate r1, fewer than 16/,
  },
  'a packed one: prices that keep readings apart in one sum, 1, 2^10, 2^20, each of few intervals': {
    changes: { tariffs: [tariffWith([2, 2, WINDOW - 4], (rate) => 2 ** (10 * rate))] },
    code: 'scheme_refused',
    words: /2 intervals at rate r0, fewer than 16/,
  },
  'thirty rates': {
    changes: { tariffs: [tariffWith(range(0, 30).map(() => 4))] },
    code: 'scheme_refused',
    words: /30 rates, more than 4/,
  },
  'thirty rates that the scheme allows': {
    changes: {
      tariffs: [tariffWith(range(0, 30).map(() => 4))],
      floors: { ...FLOORS, minIntervals: 2, maxRates: 48, maxAtoms: 64 },
    },
    code: 'invalid_batch_size',
    words: /minIntervals 2 is below the own floor of 8/,
  },
  'one for a single meter: floors that let a load or crowd be of one': {
    changes: { tariffs: [tariffWith([WINDOW])], floors: { ...FLOORS, minMeters: 1 } },
    code: 'invalid_batch_size',
    words: /minMeters 1 is below the own floor of 2/,
  },
};

describe.each(Object.entries(SPIES))('%s', (_what, { changes, code, words }) => {
  test('is refused by every aggregator and every meter, as tariff check says; control: a plain one is taken', () => {
    const grid = gridOf();
    const spying: Scheme = { ...grid.scheme, ...changes };
    const report = checkTariffs(spying, [{ name: 'aggregator 1', pins: pins(grid) }]);
    expect([report.isAllowed, report.code]).toEqual([false, code]);
    expect(report.lines.at(-1)).toMatch(words);
    expect(weaknessOf(pins(grid), spying)?.code).toBe(code);
    const entry = entryAfter(grid, { kind: 'scheme', scheme: spying });
    for (const aggregator of [1, 2, 3])
      expect(answerOf(grid, aggregator, announcement(grid, aggregator, entry))).toEqual({
        codes: [code],
        isAccepted: false,
      });
    // Certified all the same, by colluders: no meter follows.
    const copy = { version: 1, deployment: 'test', type: 'scheme', entries: [certified(grid, entry, [1, 2])] };
    grid.publish({ topic: topics.scheme(), payload: canonicalJson(copy), isRetained: true });
    grid.settle();
    const said = grid.fleet.notices.filter(({ code: notice }) => notice === 'scheme_refused');
    expect(said.map(({ text }) => text)).toEqual([expect.stringMatching(words)]);
    expect(grid.meterMachine.problem).toMatch(words);
    expect(grid.meterMachine.anyView?.scheme.tariffs).toEqual([]);

    const plain: Scheme = { ...grid.scheme, tariffs: [tariffWith([60, 60])] };
    expect(checkTariffs(plain, [{ name: 'aggregator 1', pins: pins(grid) }])).toMatchObject({
      isAllowed: true,
      code: undefined,
    });
    const honest = gridOf();
    const good = entryAfter(honest, { kind: 'scheme', scheme: plain });
    for (const aggregator of [1, 2, 3])
      expect(answerOf(honest, aggregator, announcement(honest, aggregator, good)).isAccepted).toBe(true);
  });
});

describe('a late one: for a window that has begun', () => {
  const document: TariffDocument = {
    version: 1,
    id: 'late',
    revision: 1,
    title: 'Late',
    currency: 'EUR',
    decimals: 2,
    timeZone: 'UTC',
    components: [{ id: 'energy', title: 'Energy', kind: 'flat', vatPpm: 0, microPerKwh: 900_000 }],
  };
  const planned = (grid: Grid, from: number) =>
    planTariffs(document, grid.scheme, [{ from, count: WINDOW }], wallClock('UTC'), grid.gridMs);

  test('is refused by every aggregator, and no meter goes by it, as tariff check says; control: for the next window', () => {
    const grid = gridOf();
    const late = planned(grid, FIRST_INTERVAL);
    const report = checkDocument(document, grid.scheme, late, []);
    expect([report.isAllowed, report.code]).toEqual([false, 'tariff_refused']);
    const entry = entryAfter(grid, { kind: 'scheme', scheme: { ...grid.scheme, tariffs: [...late.tariffs] } });
    for (const aggregator of [1, 2, 3])
      expect(answerOf(grid, aggregator, announcement(grid, aggregator, entry))).toEqual({
        codes: ['tariff_refused'],
        isAccepted: false,
      });
    const copy = { version: 1, deployment: 'test', type: 'scheme', entries: [certified(grid, entry, [1, 2])] };
    grid.publish({ topic: topics.scheme(), payload: canonicalJson(copy), isRetained: true });
    grid.settle();
    expect(grid.fleet.notices.map(({ code }) => code)).toContain('tariff_kept');
    expect(grid.meterMachine.anyView?.calendar.rateOf(FIRST_INTERVAL).microPerKwh).toBe(0);

    const other = gridOf();
    const timely = planned(other, NEXT);
    expect(checkDocument(document, other.scheme, timely, [])).toMatchObject({ isAllowed: true });
    const good = entryAfter(other, { kind: 'scheme', scheme: { ...other.scheme, tariffs: [...timely.tariffs] } });
    for (const aggregator of [1, 2, 3])
      expect(answerOf(other, aggregator, announcement(other, aggregator, good)).isAccepted).toBe(true);
  });
});
