import { describe, expect, test } from 'vitest';
import { periodStarts, wallClock } from '../../deploy/calendar.ts';
import type { Scheme, TariffDocument } from '../../schemas/types.ts';
import { schemeWith } from '../../test/material.ts';
import { intervalAt, intervalStartMs } from '../grid/interval.ts';
import { schemeProblem } from '../grid/scheme.ts';
import { TariffCalendar } from '../grid/tariff.ts';
import { Windows } from '../grid/windows.ts';
import { TariffCompiler } from './compile.ts';

const QUARTERS = { intervalSeconds: 900, intervalOffsetSeconds: 0 };
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham'] as const;

/** Two components, by weekday, hour and season. */
function documentOf(timeZone: string): TariffDocument {
  return {
    version: 1,
    id: 'home',
    revision: 1,
    title: 'Home',
    currency: 'EUR',
    decimals: 2,
    timeZone,
    components: [
      {
        id: 'energy',
        title: 'Energy',
        kind: 'time-of-use',
        vatPpm: 0,
        rates: [
          { name: 'night', microPerKwh: 200_000 },
          { name: 'day', microPerKwh: 300_000 },
        ],
        seasons: [
          {
            from: '01-01',
            weekday: [
              { from: '00:00', rate: 'night' },
              { from: '05:30', rate: 'day' },
              { from: '22:00', rate: 'night' },
            ],
            weekend: [{ from: '00:00', rate: 'night' }],
          },
        ],
      },
      {
        id: 'grid',
        title: 'Grid',
        kind: 'time-of-use',
        vatPpm: 0,
        rates: [
          { name: 'low', microPerKwh: 10_000 },
          { name: 'high', microPerKwh: 50_000 },
        ],
        seasons: [
          {
            from: '01-01',
            weekday: [
              { from: '00:00', rate: 'low' },
              { from: '17:00', rate: 'high' },
              { from: '20:00', rate: 'low' },
            ],
          },
          { from: '04-01', weekday: [{ from: '00:00', rate: 'low' }] },
          {
            from: '10-01',
            weekday: [
              { from: '00:00', rate: 'low' },
              { from: '17:00', rate: 'high' },
              { from: '20:00', rate: 'low' },
            ],
          },
        ],
      },
    ],
  };
}

/** The plain computation: what the clock on the wall shows, and a few ifs. */
function plainly(timeZone: string): (interval: number) => string {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    month: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (interval) => {
    const parts = clock.formatToParts(intervalStartMs(interval, QUARTERS));
    const of = (type: string): string => parts.find((part) => part.type === type)!.value;
    const minutes = Number(of('hour')) * 60 + Number(of('minute'));
    const month = Number(of('month'));
    const isWeekend = ['Sat', 'Sun'].includes(of('weekday'));
    const energy = !isWeekend && minutes >= 330 && minutes < 1_320 ? 'day' : 'night';
    const isWinter = month <= 3 || month >= 10;
    const grid = isWinter && minutes >= 1_020 && minutes < 1_200 ? 'high' : 'low';
    return `${energy}-${grid}`;
  };
}

function schemeOf(timeZone: string, period: 'month' | 'day', after: string, windows: number): Scheme {
  const starts = periodStarts(period, timeZone, Date.parse(after), 2)
    .slice(0, windows + 1)
    .map((ms) => intervalAt(ms, QUARTERS));
  return schemeWith({
    ...QUARTERS,
    maxMeters: 100,
    floors: { minMeters: 2, minIntervals: 2, maxKnown: 0, minCrowd: 1 },
    billing: {
      firstInterval: starts[0]!,
      windows: starts.slice(1).map((end, at) => ({ count: 1, intervalCount: end - starts[at]! })),
    },
  });
}

describe.each(ZONES)('[P-8.7.2] a document by the clock of %s', (timeZone) => {
  test.each([
    ['a year of months', 'month', '2026-12-15T00:00:00Z', 14],
    ['the days around one change', 'day', '2027-03-05T00:00:00Z', 40],
    ['the days around the other', 'day', '2027-09-20T00:00:00Z', 60],
  ] as const)('%s: every interval has the rate that the wall says', (_what, period, after, count) => {
    const scheme = schemeOf(timeZone, period, after, count);
    const windows = Windows.of(scheme.billing).between(
      scheme.billing.firstInterval,
      Windows.of(scheme.billing).listedEnd,
    );
    expect(windows).toHaveLength(count);
    const compiler = new TariffCompiler(documentOf(timeZone), 'h'.repeat(43), scheme, wallClock(timeZone));
    const rateAt = plainly(timeZone);
    let changes = 0;
    const tariffs = windows.map((window) => {
      const compiled = compiler.compile(window);
      if ('problem' in compiled) throw new Error(compiled.problem);
      const { tariff } = compiled;
      const calendar = new TariffCalendar(scheme, tariff);
      for (let interval = window.from; interval < window.from + window.count; interval++)
        expect([interval, tariff.rates[calendar.rateOf(interval)]?.name]).toEqual([interval, rateAt(interval)]);
      if (tariff.days?.change !== undefined) changes += 1;
      return tariff;
    });
    // The control: the clocks did change within a window.
    expect(changes).toBeGreaterThan(0);
    // Twelve windows are looked at together: at most the eight sets that there may be.
    expect(schemeProblem({ ...scheme, tariffs: tariffs.slice(0, 12) })).toBeUndefined();
  });
});

describe('[P-8.7.2] what can not be compiled', () => {
  const berlin = documentOf('Europe/Berlin');
  const compiled = (document: TariffDocument, scheme: Scheme) => {
    const { firstInterval, windows } = scheme.billing;
    return new TariffCompiler(document, 'h'.repeat(43), scheme, wallClock(document.timeZone)).compile({
      from: firstInterval,
      count: windows[0]!.intervalCount,
    });
  };

  test('a season that changes within a window, a time within an interval, a midnight beside them', () => {
    const spring = schemeOf('Europe/Berlin', 'month', '2027-03-15T00:00:00Z', 2);
    const whole = {
      ...spring,
      billing: { firstInterval: spring.billing.firstInterval - 96, windows: [{ count: 1, intervalCount: 30 * 96 }] },
    };
    expect(compiled(berlin, whole)).toMatchObject({
      problem: expect.stringMatching(/its season changes within the window/),
    });
    const hours = {
      ...spring,
      intervalSeconds: 3_600,
      billing: { firstInterval: spring.billing.firstInterval / 4, windows: [{ count: 1, intervalCount: 720 }] },
    };
    expect(compiled(berlin, hours)).toMatchObject({
      problem: expect.stringMatching(/05:30 is within an interval of 3600 s/),
    });
    const india = { ...documentOf('Asia/Kolkata'), components: berlin.components.slice(1) };
    expect(compiled(india, hours)).toMatchObject({
      problem: expect.stringMatching(/in Asia\/Kolkata no interval begins at midnight/),
    });
  });

  test('[P-8.5.5] a dynamic one has levels for the intervals whose prices are known, and no others', () => {
    const scheme = {
      ...schemeOf('Europe/Berlin', 'day', '2027-01-11T12:00:00Z', 2),
      floors: { minMeters: 2, minIntervals: 11, maxKnown: 0, minCrowd: 1, dynamic: true },
    };
    const beginsAtSeconds = intervalStartMs(scheme.billing.firstInterval, scheme) / 1_000;
    const market = (hours: number): TariffDocument => ({
      ...berlin,
      components: [
        {
          id: 'energy',
          title: 'Energy',
          kind: 'dynamic',
          vatPpm: 0,
          levels: 4,
          prices: {
            beginsAtSeconds,
            stepSeconds: 3_600,
            microPerKwh: Array.from({ length: hours }, (_, hour) => 1_000 * hour),
          },
        },
        { id: 'grid', title: 'Grid', kind: 'flat', vatPpm: 0, microPerKwh: 7 },
      ],
    });
    const made = compiled(market(24), scheme);
    if ('problem' in made) throw new Error(made.problem);
    expect(made.tariff.rates).toEqual(
      [2_500, 8_500, 14_500, 20_500].map((price, at) => ({ name: `level-${at + 1}`, microPerKwh: price + 7 })),
    );
    expect(made.levels).toMatchObject({ mostOff: 2_500, meanOff: 1_500 });
    expect(schemeProblem({ ...scheme, tariffs: [made.tariff] })).toBeUndefined();
    expect(compiled(market(23), scheme)).toMatchObject({
      problem: expect.stringMatching(/there is no price for interval/),
    });
  });
});
