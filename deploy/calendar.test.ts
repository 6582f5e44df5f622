import { describe, expect, test } from 'vitest';
import { intervalStartMs } from '../protocol/grid/interval.ts';
import { Windows } from '../protocol/grid/windows.ts';
import { calendarBilling, periodStarts, shortestPeriod } from './calendar.ts';
import { PERIODS, type Period } from './periods.ts';

const QUARTER_MS = 900_000;
const START_MS = Date.parse('2026-12-10T09:07:00Z');
const QUARTERS = { intervalSeconds: 900, intervalOffsetSeconds: 0 };
const CHANGING = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham'] as const;

/** The plain computation: looks at the clock on the wall every quarter of an hour, and writes down when a new day, week or month is shown. */
function watched(period: Period, timeZone: string, days: number): number[] {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
  });
  const shown = (ms: number): { day: string; month: string; weekday: string } => {
    const parts = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, value]));
    return { day: `${parts['day']}`, month: `${parts['month']}`, weekday: `${parts['weekday']}` };
  };
  const starts: number[] = [];
  let before = shown(START_MS);
  for (let ms = Math.ceil(START_MS / QUARTER_MS) * QUARTER_MS; ms < START_MS + days * 86_400_000; ms += QUARTER_MS) {
    const now = shown(ms);
    const isNew = {
      month: now.month !== before.month,
      week: now.day !== before.day && now.weekday === 'Mon',
      day: now.day !== before.day,
    };
    if (isNew[period]) starts.push(ms);
    before = now;
  }
  return starts;
}

describe.each(CHANGING)('[P-2.6] periods of %s', (timeZone) => {
  test.each(PERIODS)('a %s begins when the clock on the wall says so, on change days too', (period) => {
    const own = periodStarts(period, timeZone, START_MS, 2);
    const wall = watched(period, timeZone, 400);
    expect(own.slice(0, wall.length)).toEqual(wall);
    // The control: the clocks did change, so not all days are equally long.
    const hours = new Set(wall.slice(1).map((ms, at) => (ms - wall[at]!) / 3_600_000));
    expect(hours.size).toBeGreaterThan(2);
  });
});

describe('windows of a calendar', () => {
  const choice = { period: 'month', timeZone: 'Europe/Berlin', from: undefined } as const;

  test('from the next interval on to the end of the month, and then months of 743 to 745 hours for twenty years', () => {
    const billing = calendarBilling(choice, START_MS, 192, QUARTERS);
    const windows = Windows.of(billing);
    const at = (interval: number): string => new Date(intervalStartMs(interval, QUARTERS)).toISOString();
    expect(at(billing.firstInterval)).toBe('2026-12-10T09:15:00.000Z');
    expect([0, 1, 2, 3, 4, 10, 11].map((number) => at(windows.at(number)!.from))).toEqual([
      '2026-12-10T09:15:00.000Z',
      '2026-12-31T23:00:00.000Z',
      '2027-01-31T23:00:00.000Z',
      '2027-02-28T23:00:00.000Z',
      '2027-03-31T22:00:00.000Z',
      '2027-09-30T22:00:00.000Z',
      '2027-10-31T23:00:00.000Z',
    ]);
    const hours = [1, 2, 3, 4, 10].map((number) => windows.at(number)!.count / 4);
    expect(hours).toEqual([744, 672, 743, 720, 745]);
    expect(at(windows.listedEnd)).toBe('2046-11-30T23:00:00.000Z');
    expect(shortestPeriod(choice, START_MS, QUARTERS)).toBe(672 * 4);
  });

  test('what is left of a period is billed with the next where it is too short', () => {
    const lateMs = Date.parse('2026-12-31T20:00:00Z');
    const [first, second] = calendarBilling(choice, lateMs, 192, QUARTERS).windows;
    expect(first).toEqual({ count: 1, intervalCount: 31 * 96 + 3 * 4 - 1 });
    expect(second).toEqual({ count: 1, intervalCount: 28 * 96 });
    const days = calendarBilling({ ...choice, period: 'day' }, Date.parse('2026-12-31T05:00:00Z'), 48, QUARTERS);
    expect(days.windows[0]).toEqual({ count: 1, intervalCount: 18 * 4 - 1 });
  });

  test('with a day to come, or refused', () => {
    const from = (day: string) => calendarBilling({ ...choice, from: day }, START_MS, 192, QUARTERS);
    expect(new Date(intervalStartMs(from('2027-01-01').firstInterval, QUARTERS)).toISOString()).toBe(
      '2026-12-31T23:00:00.000Z',
    );
    expect(from('2027-01-01').windows[0]).toEqual({ count: 1, intervalCount: 31 * 96 });
    expect(() => from('2026-12-10')).toThrow(/has begun in Europe\/Berlin/);
    expect(() => from('2027-02-29')).toThrow(/is no day/);
  });

  test('that do not begin with an interval are refused with what to say', () => {
    const billed = (timeZone: string, intervalSeconds: number, intervalOffsetSeconds = 0) =>
      calendarBilling({ ...choice, timeZone }, START_MS, 8, { intervalSeconds, intervalOffsetSeconds });
    expect(() => billed('Asia/Kolkata', 3_600)).toThrow(/say --interval-offset 1800/);
    expect(billed('Asia/Kolkata', 3_600, 1_800).windows.length).toBeGreaterThan(200);
    // Half an hour of summer time: no offset fits the whole year.
    expect(() => billed('Australia/Lord_Howe', 3_600)).toThrow(/say a shorter --interval, such as 1800s/);
    expect(billed('Australia/Lord_Howe', 1_800).windows.length).toBeGreaterThan(200);
    expect(() => billed('Europe/Berlin', 86_400)).toThrow(/--time-zone UTC/);
    expect(() => billed('Europe/Atlantis', 900)).toThrow(/no such zone/);
  });
});
