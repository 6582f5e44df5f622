/**
 * Every kind of tariff against a plain computation on raw readings, to the micro-currency: a hundred real homes over seven days,
 * and made-up ones on the days on which clocks change. The plain one knows no rate, no window and no compiler. [P-8.7, P-8.8]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { periodStarts, wallClock } from '../deploy/calendar.ts';
import { planTariffs } from '../deploy/tariff-plan.ts';
import { previewBills } from '../deploy/tariff-preview.ts';
import { EXPORT_REGISTER, type Households, IMPORT_REGISTER } from '../homes/household.ts';
import { openSource } from '../meter/host/open-source.ts';
import { intervalAt, intervalStartMs } from '../protocol/grid/interval.ts';
import { Windows } from '../protocol/grid/windows.ts';
import type { Scheme, TariffDocument } from '../schemas/types.ts';
import { readTariffDocument } from '../utility/host/document-files.ts';
import { schemeWith } from './material.ts';
import { sharedDataFolder } from './shared-data.ts';
import { Random } from './simulation/random.ts';

const QUARTERS = { intervalSeconds: 900, intervalOffsetSeconds: 0 };
const EXAMPLES = join(import.meta.dirname, '../examples/tariffs');
const shared = sharedDataFolder();

/** A reading as a file has it. */
interface Row {
  readonly ms: number;
  readonly wh: number;
  readonly exportWh: number;
}

/** Zones whose clocks change: by an hour and by half of one, in the north and in the south, three quarters beside the hour. */
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham'] as const;
type Wall = (ms: number) => { readonly hour: number; readonly isWeekend: boolean; readonly month: number };

/** What the clock on the wall shows in a zone. */
function wallOf(timeZone: string): Wall {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    month: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const walls = new Map<number, ReturnType<Wall>>();
  return (ms) => {
    const known = walls.get(ms);
    if (known !== undefined) return known;
    const parts = clock.formatToParts(ms);
    const of = (type: string): string => parts.find((part) => part.type === type)!.value;
    const shown = {
      hour: Number(of('hour')),
      isWeekend: ['Sat', 'Sun'].includes(of('weekday')),
      month: Number(of('month')),
    };
    walls.set(ms, shown);
    return shown;
  };
}

/** Half away from zero, as people round; by strings of digits, far from the engine. */
function whole(numerator: bigint, denominator: bigint): bigint {
  const [sign, size] = numerator < 0n ? [-1n, -numerator] : [1n, numerator];
  const [quotient, rest] = [size / denominator, size % denominator];
  return sign * (rest * 2n >= denominator ? quotient + 1n : quotient);
}

type Amounts = readonly (readonly [netMicro: bigint, vatPpm: bigint])[];

/** All lines, and the tax of each rate of VAT on its sum. */
function total(lines: Amounts): bigint {
  const nets = new Map<bigint, bigint>();
  for (const [net, vat] of lines) nets.set(vat, (nets.get(vat) ?? 0n) + net);
  return [...nets].reduce((sum, [vat, net]) => sum + net + whole(net * vat, 1_000_000n), 0n);
}

const energy = (wh: number, micro: number): bigint => whole(BigInt(wh) * BigInt(micro), 1_000n);
const sumOf = (rows: readonly Row[], is: (row: Row) => boolean = () => true): number =>
  rows.reduce((sum, row) => sum + (is(row) ? row.wh : 0), 0);
const VAT = 190_000n;

/** By the name of the example: what seven days, or one, cost. `days`: so many were begun. */
const PLAIN: Readonly<Record<string, (rows: readonly Row[], days: number, wall: Wall) => bigint>> = {
  linear: (rows) => total([[energy(sumOf(rows), 300_000), 0n]]),
  tiered: (rows) => {
    const wh = sumOf(rows);
    const second = Math.max(0, Math.min(wh, 10_000) - 5_000);
    return total([
      [energy(Math.min(wh, 5_000), 2_000_000), 0n],
      [energy(second, 3_000_000), 0n],
      [energy(Math.max(0, wh - 10_000), 1_000_000), 0n],
    ]);
  },
  'time-of-use': (rows, _days, wall) => {
    const rateOf = ({ ms }: Row): number => {
      const { hour, isWeekend } = wall(ms);
      if (isWeekend) return hour < 8 || hour >= 22 ? 210_000 : 290_000;
      if (hour < 6 || hour >= 22) return 210_000;
      return hour >= 17 && hour < 21 ? 360_000 : 290_000;
    };
    return total(
      [210_000, 290_000, 360_000].map((micro) => [
        energy(
          sumOf(rows, (row) => rateOf(row) === micro),
          micro,
        ),
        VAT,
      ]),
    );
  },
  'german-14a': (rows, days, wall) => {
    const feeOf = ({ ms }: Row): number => {
      const { hour, month } = wall(ms);
      if (month >= 4 && month <= 9) return 95_300;
      if (hour < 6 || hour >= 23) return 9_500;
      return hour >= 16 && hour < 20 ? 152_100 : 95_300;
    };
    const wh = sumOf(rows);
    return total([
      [energy(wh, 131_500), VAT],
      ...[9_500, 95_300, 152_100].map(
        (micro) =>
          [
            energy(
              sumOf(rows, (row) => feeOf(row) === micro),
              micro,
            ),
            VAT,
          ] as const,
      ),
      [energy(wh, 20_500), VAT],
      [energy(wh, 22_100), VAT],
      [BigInt(days) * 328_767n, VAT],
    ]);
  },
  household: (rows, days, wall) => {
    const wh = sumOf(rows);
    const second = Math.max(0, Math.min(wh, 300_000) - 150_000);
    const isDay = ({ ms }: Row): boolean => wall(ms).hour >= 6 && wall(ms).hour < 22;
    const exported = rows.reduce((sum, { exportWh }) => sum + exportWh, 0);
    return total([
      [energy(Math.min(wh, 150_000), 180_000), VAT],
      [energy(second, 210_000), VAT],
      [energy(Math.max(0, wh - 300_000), 240_000), VAT],
      [
        energy(
          sumOf(rows, (row) => !isDay(row)),
          40_000,
        ),
        VAT,
      ],
      [energy(sumOf(rows, isDay), 90_000), VAT],
      [energy(wh, 20_500), VAT],
      [BigInt(days) * 350_000n, VAT],
      [-energy(exported, 78_600), 0n],
    ]);
  },
};

function schemeOf(billing: Scheme['billing'], floors: Partial<Scheme['floors']> = {}): Scheme {
  return schemeWith({
    ...QUARTERS,
    maxReadingWh: 100_000,
    maxMeters: 1_000,
    floors: { minMeters: 2, minIntervals: 4, maxKnown: 0, minCrowd: 1, ...floors },
    billing,
  });
}

/** Totals of bills by meter, in millionths: by the compiler, the calendar and the engine that make bills. */
function billed(document: TariffDocument, scheme: Scheme, homes: Households) {
  const windows = Windows.of(scheme.billing);
  const own = windows.between(windows.first, windows.listedEnd);
  const startMs = intervalStartMs(windows.first, scheme);
  const planned = planTariffs(document, scheme, own, wallClock(document.timeZone), startMs);
  expect(planned.refusal).toBeUndefined();
  return { planned, bills: previewBills(document, scheme, planned, homes) };
}

const exampleOf = (name: string): TariffDocument => readTariffDocument(join(EXAMPLES, `${name}.yaml`));

function totalsOf(bills: ReturnType<typeof billed>['bills']): [string, bigint][] {
  return bills.map(({ meter, money }) => [meter, BigInt(money.totalMicro)]);
}

/** The rows of a file, split by hand. */
function rowsByHome(text: string): Map<string, Row[]> {
  const homes = new Map<string, Row[]>();
  for (const line of text.trim().split('\n').slice(1)) {
    const [meter = '', time = '', wh = ''] = line.split(',');
    const rows = homes.get(meter) ?? [];
    homes.set(meter, rows);
    rows.push({ ms: Date.parse(time), wh: Number(wh), exportWh: 0 });
  }
  return homes;
}

/** Hourly prices of the days from a time on: another for every hour. */
function market(beginMs: number, hours: number): TariffDocument {
  const random = new Random(7, 1);
  const document = exampleOf('dynamic');
  const [component] = document.components;
  if (component?.kind !== 'dynamic') throw new Error('the example is dynamic');
  const microPerKwh = Array.from({ length: hours }, () => random.integer(-20_000, 400_000));
  return {
    ...document,
    components: [
      { ...component, prices: { beginsAtSeconds: beginMs / 1_000, stepSeconds: 3_600, microPerKwh } },
      ...document.components.slice(1),
    ],
  };
}

/** The price of an hour. */
function priceIn(document: TariffDocument): (ms: number) => number {
  const [component] = document.components;
  if (component?.kind !== 'dynamic') throw new Error('the example is dynamic');
  const { beginsAtSeconds, microPerKwh } = component.prices;
  return (ms) => microPerKwh[Math.floor((ms / 1_000 - beginsAtSeconds) / 3_600)]!;
}

/** By price the level that the plain side finds itself: sorts a day's prices, and tries every cut. */
function plainLevels(sorted: readonly number[], least: number): Map<number, number> {
  const offOf = (part: readonly number[]): number => {
    const mean = part.reduce((sum, price) => sum + price, 0) / part.length;
    return part.reduce((sum, price) => sum + (price - mean) ** 2, 0);
  };
  let best: (readonly number[])[] = [sorted];
  let bestOff = offOf(sorted);
  const cut = (start: number, done: readonly (readonly number[])[], off: number): void => {
    const last = sorted.slice(start);
    const lastOff = offOf(last);
    if (last.length >= least && off + lastOff < bestOff) [best, bestOff] = [[...done, last], off + lastOff];
    if (done.length === 3) return;
    for (let end = start + least; sorted.length - end >= least; end++) {
      if (sorted[end] === sorted[end - 1]) continue;
      const part = sorted.slice(start, end);
      cut(end, [...done, part], off + offOf(part));
    }
  };
  cut(0, [], 0);
  return new Map(
    best.flatMap((part) => {
      const mean = Math.round(part.reduce((sum, price) => sum + price, 0) / part.length);
      return part.map((price): [number, number] => [price, mean]);
    }),
  );
}

/** What a dynamic bill costs, by levels and by the exact prices. */
function plainMarket(rows: readonly Row[], levelOf: ReadonlyMap<number, number>, priceAt: (ms: number) => number) {
  const levels = [...new Set(levelOf.values())];
  return {
    totalMicro: total([
      ...levels.map(
        (micro) =>
          [
            energy(
              sumOf(rows, ({ ms }) => levelOf.get(priceAt(ms)) === micro),
              micro,
            ),
            VAT,
          ] as const,
      ),
      [energy(sumOf(rows), 95_300), VAT],
    ]),
    exactMicro: rows.reduce((sum, { ms, wh }) => sum + energy(wh, priceAt(ms)), 0n) + energy(sumOf(rows), 95_300),
  };
}

describe.skipIf(shared === undefined)(
  `100 real homes over 7 days${shared === undefined ? ' (skipped: the shared data is not here)' : ''}`,
  { timeout: 240_000 },
  () => {
    const file = join(shared ?? '', 'ch15_dev_100x7d.csv');
    const read = () => openSource({ kind: 'csv', file }, { ...QUARTERS, maxReadingWh: 100_000 }, '/');

    test.each(Object.keys(PLAIN))('%s is exact to the micro-currency', async (name) => {
      const homes = await read();
      const raw = rowsByHome(readFileSync(file, 'utf8'));
      const billing = {
        firstInterval: homes.firstInterval,
        windows: [{ count: 1, intervalCount: homes.intervalCount }],
      };
      const { bills } = billed(exampleOf(name), schemeOf(billing), homes);
      expect(bills).toHaveLength(100);
      expect(totalsOf(bills)).toEqual(
        homes.households.map(({ meterId }) => [meterId, PLAIN[name]!(raw.get(meterId)!, 7, wallOf('Europe/Berlin'))]),
      );
      // The control: it is not all the same.
      expect(new Set(bills.map(({ money }) => money.totalMicro)).size).toBeGreaterThan(90);
    });

    test('dynamic is exact by its levels, in windows of a day, and as near to the exact price as was said', async () => {
      const homes = await read();
      const raw = rowsByHome(readFileSync(file, 'utf8'));
      const billing = { firstInterval: homes.firstInterval, windows: [{ count: 7, intervalCount: 96 }] };
      const scheme = schemeOf(billing, { minIntervals: 11, dynamic: true });
      const document = market(intervalStartMs(homes.firstInterval, scheme), 24 * 7);
      const priceAt = priceIn(document);
      const { planned, bills } = billed(document, scheme, homes);
      expect(bills).toHaveLength(700);
      for (const { from, count } of Windows.of(billing).between(homes.firstInterval, homes.firstInterval + 7 * 96)) {
        const [beginMs, endMs] = [intervalStartMs(from, scheme), intervalStartMs(from + count, scheme)];
        const inWindow = ({ ms }: Row): boolean => ms >= beginMs && ms < endMs;
        const prices = Array.from({ length: count }, (_, at) => priceAt(beginMs + at * 900_000));
        const levelOf = plainLevels(
          prices.toSorted((one, other) => one - other),
          22,
        );
        const mostOff = Math.max(...prices.map((price) => Math.abs(price - levelOf.get(price)!)));
        const levels = planned.levels.get(from)!;
        expect(levels.mostOff).toBe(mostOff);
        for (const bill of bills.filter((one) => one.from === from)) {
          const rows = raw.get(bill.meter)!.filter(inWindow);
          const plain = plainMarket(rows, levelOf, priceAt);
          expect([bill.meter, BigInt(bill.money.totalMicro)]).toEqual([bill.meter, plain.totalMicro]);
          const off = Math.abs(bill.money.netMicro - Number(plain.exactMicro));
          // Half a millionth for the rounding of each line and reading.
          expect(off).toBeLessThanOrEqual((levels.mostOff * sumOf(rows)) / 1_000 + rows.length);
          // What preview shows is computed of the same exact prices.
          expect(Math.abs((bill.exactNetMicro ?? 0) - Number(plain.exactMicro))).toBeLessThanOrEqual(1);
        }
      }
    });
  },
);

/** Every day of a year that is longer or shorter than others, in quarters of an hour. */
function changeDays(timeZone: string) {
  const starts = periodStarts('day', timeZone, Date.parse('2027-01-01T12:00:00Z'), 1).map((ms) =>
    intervalAt(ms, QUARTERS),
  );
  return starts.flatMap((from, at) => {
    const end = starts[at + 1];
    if (end === undefined || end - from === 96) return [];
    return [{ timeZone, starts: starts.slice(at - 1, at + 3), length: end - from }];
  });
}

const CHANGES = ZONES.flatMap(changeDays);

test('the zones have two such days a year each, of 23, 23.5, 24.5 or 25 hours', () => {
  expect(CHANGES.map(({ timeZone, length }) => [timeZone, length / 4])).toEqual([
    ['Europe/Berlin', 23],
    ['Europe/Berlin', 25],
    ['America/New_York', 23],
    ['America/New_York', 25],
    ['Australia/Lord_Howe', 24.5],
    ['Australia/Lord_Howe', 23.5],
    ['Pacific/Chatham', 25],
    ['Pacific/Chatham', 23],
  ]);
});

describe.each(CHANGES)('days around one of $length quarters of an hour in $timeZone', ({ timeZone, starts }) => {
  const [first = 0] = starts;
  const end = starts.at(-1)!;
  const random = new Random(20_270_328, 2);
  const raw = new Map(
    ['roof', 'flat', 'house'].map((meter): [string, Row[]] => [
      meter,
      Array.from({ length: end - first }, (_, at) => ({
        ms: intervalStartMs(first + at, QUARTERS),
        wh: random.integer(0, 3_000),
        exportWh: meter === 'roof' ? random.integer(0, 2_000) : 0,
      })),
    ]),
  );
  const homes: Households = {
    ...QUARTERS,
    firstInterval: first,
    intervalCount: end - first,
    households: [...raw].map(([meterId, rows]) => {
      const readings = new Map(
        rows.map(({ wh, exportWh }, at) => [first + at, meterId === 'roof' ? [wh, exportWh] : [wh]]),
      );
      return {
        meterId,
        area: 'area-1',
        registers: meterId === 'roof' ? [IMPORT_REGISTER, EXPORT_REGISTER] : [IMPORT_REGISTER],
        readings,
      };
    }),
  };
  const lengths = starts.slice(1).map((one, at) => one - starts[at]!);
  const billing = { firstInterval: first, windows: lengths.map((intervalCount) => ({ count: 1, intervalCount })) };
  const windows = Windows.of(billing).between(first, end);
  const wall = wallOf(timeZone);

  test.each(Object.keys(PLAIN))('%s is exact to the micro-currency, day by day', (name) => {
    const { bills } = billed({ ...exampleOf(name), timeZone }, schemeOf(billing), homes);
    const plain = windows.flatMap(({ from, count }) =>
      [...raw].map(([meter, rows]) => [meter, PLAIN[name]!(rows.slice(from - first, from - first + count), 1, wall)]),
    );
    expect(totalsOf(bills)).toEqual(plain);
    expect(plain).toHaveLength(9);
  });

  test('dynamic is exact by its levels, and as near to the exact price as was said', () => {
    const scheme = schemeOf(billing, { minIntervals: 11, dynamic: true });
    // An hour's price may hold on both sides of a midnight, where clocks change by half an hour.
    const document = { ...market(intervalStartMs(first, scheme), Math.ceil((end - first) / 4)), timeZone };
    const priceAt = priceIn(document);
    const { planned, bills } = billed(document, scheme, homes);
    expect(bills).toHaveLength(9);
    expect(new Set(bills.map(({ money }) => money.totalMicro)).size).toBe(9);
    for (const { from, count } of windows) {
      const prices = Array.from({ length: count }, (_, at) => priceAt(intervalStartMs(from + at, scheme)));
      const levelOf = plainLevels(
        prices.toSorted((one, other) => one - other),
        22,
      );
      expect(new Set(levelOf.values()).size).toBeGreaterThan(1);
      const levels = planned.levels.get(from)!;
      expect(levels.levelOf).toHaveLength(count);
      expect(levels.mostOff).toBe(Math.max(...prices.map((price) => Math.abs(price - levelOf.get(price)!))));
      for (const bill of bills.filter((one) => one.from === from)) {
        const rows = raw.get(bill.meter)!.slice(from - first, from - first + count);
        const plain = plainMarket(rows, levelOf, priceAt);
        expect([bill.meter, BigInt(bill.money.totalMicro)]).toEqual([bill.meter, plain.totalMicro]);
        const off = Math.abs(bill.money.netMicro - Number(plain.exactMicro));
        expect(off).toBeLessThanOrEqual((levels.mostOff * sumOf(rows)) / 1_000 + rows.length);
      }
    }
  });
});
