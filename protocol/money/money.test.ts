import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TariffDocument } from '../../schemas/types.ts';
import { EXPORT, IMPORT, schemeWith } from '../../test/material.ts';
import { costOf, formatMoney, rounded } from './amount.ts';
import { type Component, documentProblem, ratesOf } from './document.ts';
import { priceLevels } from './levels.ts';
import { type Billed, priceBill, pricingProblem } from './price.ts';

const VAT = 190_000;
const FLAT: Component = { id: 'energy', title: 'Energy', vatPpm: VAT, kind: 'flat', microPerKwh: 251_300 };
const BLOCK: Component = {
  id: 'block',
  title: 'Energy',
  vatPpm: 0,
  kind: 'block',
  isProrated: true,
  tiers: [
    { untilWh: 5_000, microPerKwh: 2_000_000 },
    { untilWh: 10_000, microPerKwh: 3_000_000 },
    { microPerKwh: 1_000_000 },
  ],
};
const timed = (id: string, prices: Readonly<Record<string, number>>, vatPpm = VAT): Component => ({
  id,
  title: id,
  vatPpm,
  kind: 'time-of-use',
  rates: Object.entries(prices).map(([name, microPerKwh]) => ({ name, microPerKwh })),
  seasons: [{ from: '01-01', weekday: [{ from: '00:00', rate: Object.keys(prices)[0]! }] }],
});

function documentWith(...components: Component[]): TariffDocument {
  return {
    version: 1,
    id: 'home',
    revision: 1,
    title: 'Home',
    currency: 'EUR',
    decimals: 2,
    timeZone: 'Europe/Berlin',
    components,
  };
}

const scheme = schemeWith({ intervalSeconds: 900 });
const MONTH = { from: 1_000, count: 30 * 96 };

function billed(
  totals: readonly (readonly [register: string, rate: string, wh: number, microPerKwh: number])[],
  part?: Partial<Billed>,
): Billed {
  return {
    window: MONTH,
    enrolled: MONTH,
    totals: totals.map(([register, rate, totalUnits, microPerKwh]) => ({ register, rate, totalUnits, microPerKwh })),
    ...part,
  };
}

const priced = (document: TariffDocument, of: Billed) => priceBill(document, 'h'.repeat(43), scheme, of);

describe('[P-8.8] rounding', () => {
  test('is half away from zero, to a whole millionth', () => {
    const cases: [bigint, bigint, bigint][] = [
      [5n, 2n, 3n],
      [-5n, 2n, -3n],
      [4n, 3n, 1n],
      [5n, 3n, 2n],
      [-4n, 3n, -1n],
      [0n, 7n, 0n],
      [499n, 1_000n, 0n],
      [500n, 1_000n, 1n],
      [-500n, 1_000n, -1n],
    ];
    for (const [value, divisor, whole] of cases) expect(rounded(value, divisor)).toBe(whole);
    expect([costOf(1, 500), costOf(1, 499), costOf(1, -500), costOf(3, 1_500)]).toEqual([1, 0, -1, 5]);
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000_000 }), (value, divisor) => {
        const off = rounded(BigInt(value), BigInt(divisor)) * BigInt(divisor) - BigInt(value);
        expect(2n * (off < 0n ? -off : off) <= BigInt(divisor)).toBe(true);
      }),
    );
  });

  test('an amount that no JSON number can hold is a bug, never another amount', () => {
    expect(costOf(9_000_000_000, 1_000_000_000)).toBe(9_000_000_000_000_000);
    expect(() => costOf(Number.MAX_SAFE_INTEGER, 1_000_000_000)).toThrow(/safe integer/);
  });

  test('for people only what is shown is rounded further', () => {
    const euro = { currency: 'EUR', decimals: 2 };
    expect([12_345_678, -12_345_678, 5_000, 4_999, -5_000, 0].map((micro) => formatMoney(micro, euro))).toEqual([
      '12.35 EUR',
      '-12.35 EUR',
      '0.01 EUR',
      '0.00 EUR',
      '-0.01 EUR',
      '0.00 EUR',
    ]);
    expect(formatMoney(1_500_000, { currency: 'JPY', decimals: 0 })).toBe('2 JPY');
    expect(formatMoney(1_234_567, { currency: 'KWD', decimals: 3 })).toBe('1.235 KWD');
  });
});

describe('[P-8.8] components', () => {
  test('flat: one line for a register, whatever rates its totals have', () => {
    const bill = priced(
      documentWith(FLAT),
      billed([
        [IMPORT, 'all', 123_457, 251_300],
        [EXPORT, 'all', 9_000, 251_300],
      ]),
    );
    expect(bill.lines).toEqual([
      {
        component: 'energy',
        text: 'Energy',
        kind: 'energy',
        register: IMPORT,
        rate: 'all',
        units: 123_457,
        microPerKwh: 251_300,
        netMicro: 31_024_744,
        vatPpm: VAT,
      },
    ]);
    // 123457 x 251.3 = 31024744.1; 19 % of 31024744 is 5894701.36.
    expect([bill.netMicro, bill.vatMicro, bill.totalMicro]).toEqual([31_024_744, 5_894_701, 36_919_445]);
  });

  test('block: up to 5 kWh at 2, up to 10 at 3, the rest at 1; a line for every tier, reached or not', () => {
    const amounts = (wh: number, part?: Partial<Billed>) =>
      priced(documentWith(BLOCK), billed([[IMPORT, 'all', wh, 2_000_000]], part)).lines.map(({ units, netMicro }) => [
        units,
        netMicro,
      ]);
    expect(amounts(12_500)).toEqual([
      [5_000, 10_000_000],
      [5_000, 15_000_000],
      [2_500, 2_500_000],
    ]);
    expect(amounts(5_000)).toEqual([
      [5_000, 10_000_000],
      [0, 0],
      [0, 0],
    ]);
    expect(amounts(0)).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  test('block: who moves in for a third of the window has a third of each tier, unless the document says otherwise', () => {
    const third = { enrolled: { from: MONTH.from + 20 * 96, count: 10 * 96 } };
    const tiers = (component: Component) =>
      priced(documentWith(component), billed([[IMPORT, 'all', 4_000, 2_000_000]], third)).lines.map(
        ({ tier, units }) => [tier?.untilWh, units],
      );
    expect(tiers(BLOCK)).toEqual([
      [1_667, 1_667],
      [3_333, 1_666],
      [undefined, 667],
    ]);
    expect(tiers({ ...BLOCK, isProrated: false })).toEqual([
      [5_000, 4_000],
      [10_000, 0],
      [undefined, 0],
    ]);
  });

  test('standing: whole days, a day of 23 or 25 hours is one; per window its part; of short windows seconds', () => {
    const daily: Component = { id: 'base', title: 'Base', vatPpm: 0, kind: 'standing', per: 'day', micro: 300_001 };
    const whole: Component = {
      id: 'meter',
      title: 'Meter',
      vatPpm: 0,
      kind: 'standing',
      per: 'window',
      micro: 1_000_000,
    };
    const of = (count: number, enrolled = count) =>
      priced(
        documentWith(daily, whole),
        billed([], { window: { from: 0, count }, enrolled: { from: 0, count: enrolled } }),
      ).lines.map(({ seconds, netMicro }) => [seconds, netMicro]);
    expect(of(30 * 96)).toEqual([
      [30 * 86_400, 9_000_030],
      [undefined, 1_000_000],
    ]);
    for (const hours of [23, 24, 25]) expect(of(4 * hours)[0]).toEqual([86_400, 300_001]);
    expect(of(743 * 4)[0]).toEqual([31 * 86_400, 31 * 300_001]);
    expect(of(30 * 96, 96)).toEqual([
      [86_400, 300_001],
      [undefined, 33_333],
    ]);
    expect(of(8)[0]).toEqual([7_200, 25_000]);
  });

  test('export: a credit, with the sign of one', () => {
    const credit: Component = { id: 'roof', title: 'Roof', vatPpm: 0, kind: 'export', microPerKwh: 82_000 };
    const bill = priced(
      documentWith(FLAT, credit),
      billed([
        [IMPORT, 'all', 1_000, 251_300],
        [EXPORT, 'all', 10_500, 251_300],
      ]),
    );
    expect(bill.lines[1]).toMatchObject({ kind: 'export', register: EXPORT, units: 10_500, netMicro: -861_000 });
    expect(bill.vat).toEqual([
      { vatPpm: 0, netMicro: -861_000, vatMicro: 0 },
      { vatPpm: VAT, netMicro: 251_300, vatMicro: 47_747 },
    ]);
    expect(bill.totalMicro).toBe(-861_000 + 251_300 + 47_747);
  });

  test('time of use: several components refine each other, and each has its own lines', () => {
    const document = documentWith(
      timed('energy', { night: 200_000, day: 300_000 }),
      timed('grid', { low: 10_000, high: 50_000 }),
      FLAT_LEVY,
    );
    expect(documentProblem(document)).toBeUndefined();
    expect(ratesOf(document).map(({ name, microPerKwh }) => [name, microPerKwh])).toEqual([
      ['night-low', 230_500],
      ['night-high', 270_500],
      ['day-low', 330_500],
      ['day-high', 370_500],
    ]);
    const bill = priced(
      document,
      billed([
        [IMPORT, 'night-low', 1_000, 230_500],
        [IMPORT, 'day-low', 2_000, 330_500],
        [IMPORT, 'day-high', 3_000, 370_500],
      ]),
    );
    expect(bill.lines.map(({ component, rate, units, netMicro }) => [component, rate, units, netMicro])).toEqual([
      ['energy', 'night-low', 1_000, 200_000],
      ['energy', undefined, 5_000, 1_500_000],
      ['grid', undefined, 3_000, 30_000],
      ['grid', 'day-high', 3_000, 150_000],
      ['levy', undefined, 6_000, 123_000],
    ]);
  });

  test('combinations of one price are one rate; what can not be told apart then has one line', () => {
    const document = documentWith(timed('energy', { a: 100, b: 200 }), timed('grid', { x: 200, y: 100 }));
    // a-x and b-x and so on: 300, 200, 400, 300.
    expect(ratesOf(document).map(({ name, microPerKwh }) => [name, microPerKwh])).toEqual([
      ['a-x', 300],
      ['a-y', 200],
      ['b-x', 400],
    ]);
    const bill = priced(
      document,
      billed([
        [IMPORT, 'a-x', 10_000, 300],
        [IMPORT, 'b-x', 10_000, 400],
      ]),
    );
    expect(bill.lines.map(({ component, netMicro }) => [component, netMicro])).toEqual([
      ['energy+grid', 3_000],
      ['energy', 2_000],
      ['grid', 2_000],
    ]);
    expect(documentProblem(document)).toBeUndefined();
    const taxed = documentWith(timed('energy', { a: 100, b: 200 }), timed('grid', { x: 200, y: 100 }, 70_000));
    expect(documentProblem(taxed)).toMatch(/different VAT/);
  });

  test('totals of another document, or at another price, are told', () => {
    const document = documentWith(timed('energy', { night: 200_000, day: 300_000 }));
    expect(pricingProblem(document, scheme, billed([[IMPORT, 'night', 1, 200_000]]))).toBeUndefined();
    expect(pricingProblem(document, scheme, billed([[IMPORT, 'night', 1, 200_001]]))).toMatch(
      /rate night is not one of home/,
    );
    expect(pricingProblem(document, scheme, billed([[IMPORT, 'noon', 1, 200_000]]))).toMatch(/rate noon/);
  });

  test.each<[string, TariffDocument, RegExp]>([
    ['two of one name', documentWith(FLAT, FLAT), /two components/],
    [
      'tiers that fall',
      documentWith({
        ...BLOCK,
        tiers: [{ untilWh: 10, microPerKwh: 1 }, { untilWh: 5, microPerKwh: 2 }, { microPerKwh: 3 }],
      }),
      /do not rise/,
    ],
    [
      'a last tier that ends',
      documentWith({
        ...BLOCK,
        tiers: [
          { untilWh: 10, microPerKwh: 1 },
          { untilWh: 20, microPerKwh: 2 },
        ],
      }),
      /the last does not/,
    ],
    [
      'a day that begins at one',
      documentWith({
        ...timed('energy', { a: 1, b: 2 }),
        seasons: [{ from: '01-01', weekday: [{ from: '01:00', rate: 'a' }] }],
      } as Component),
      /begins at 00:00/,
    ],
    [
      'a rate it does not have',
      documentWith({
        ...timed('energy', { a: 1, b: 2 }),
        seasons: [{ from: '01-01', weekday: [{ from: '00:00', rate: 'c' }] }],
      } as Component),
      /has no rate c/,
    ],
    [
      'names that meet',
      documentWith(timed('one', { a: 1, 'a-b': 2 }), timed('two', { 'b-c': 4, c: 8 })),
      /both called a-b-c/,
    ],
  ])('%s can not be', (_what, document, problem) => {
    expect(documentProblem(document)).toMatch(problem);
  });
});

const FLAT_LEVY: Component = { id: 'levy', title: 'Levy', vatPpm: VAT, kind: 'flat', microPerKwh: 20_500 };

describe('[P-8.5.5] price levels', () => {
  /** Every way to cut the sorted prices, tried. */
  function bestOf(prices: readonly number[], most: number, least: number): number {
    const sorted = prices.toSorted((one, other) => one - other);
    const squares = (part: readonly number[]): number => {
      const mean = part.reduce((sum, price) => sum + price, 0) / part.length;
      return part.reduce((sum, price) => sum + (price - mean) ** 2, 0);
    };
    const from = (start: number, levels: number): number => {
      let best = sorted.length - start >= least || start === 0 ? squares(sorted.slice(start)) : Infinity;
      if (levels > 1)
        for (let end = start + least; sorted.length - end >= least; end++)
          if (sorted[end] !== sorted[end - 1])
            best = Math.min(best, squares(sorted.slice(start, end)) + from(end, levels - 1));
      return best;
    };
    return from(0, most);
  }

  test('are few, have enough cells each, and no others would be nearer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 60 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        (prices, most, least) => {
          const { microPerKwh, levelOf, mostOff } = priceLevels(prices, most, least);
          expect(microPerKwh.length).toBeLessThanOrEqual(most);
          const cells = microPerKwh.map((_, level) => levelOf.filter((one) => one === level).length);
          if (microPerKwh.length > 1) expect(Math.min(...cells)).toBeGreaterThanOrEqual(least);
          const off = prices.map((price, at) => Math.abs(price - microPerKwh[levelOf[at]!]!));
          expect(mostOff).toBe(Math.max(...off));
          // The levels' prices are rounded, so each cell may be half a unit off the best.
          const squares = off.reduce((sum, one) => sum + one ** 2, 0);
          expect(squares).toBeLessThanOrEqual(bestOf(prices, most, least) + prices.length / 4 + 1e-6);
        },
      ),
    );
  });

  test('cells of one price have one level', () => {
    const { levelOf } = priceLevels([5, 5, 5, 5, 9, 9, 9, 9], 3, 2);
    expect(levelOf).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });
});
