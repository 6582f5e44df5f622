import { describe, expect, test } from 'vitest';
import { HostError } from '../host/base/errors.ts';
import { intervalStartMs } from '../protocol/grid/interval.ts';
import { Windows } from '../protocol/grid/windows.ts';
import type { Billing } from '../schemas/types.ts';
import { calendarBilling, runsOf } from './calendar.ts';
import { PERIODS } from './periods.ts';
import { type ProlongChoice, prolongWindows } from './prolong-windows.ts';

const START_MS = Date.parse('2026-12-10T09:07:00Z');
const QUARTERS = { intervalSeconds: 900, intervalOffsetSeconds: 0 };
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham'] as const;
const none: ProlongChoice = { period: undefined, timeZone: undefined, zones: [...ZONES, 'UTC'], years: 19 };

/** The first windows of a list. */
function shortened(billing: Billing, count: number): Billing {
  const windows = Windows.of(billing);
  const lengths = Array.from({ length: count }, (_, number) => windows.at(number)!.count);
  return { ...billing, windows: runsOf(lengths) };
}

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'done';
  } catch (error) {
    return error instanceof HostError ? error.code : String(error);
  }
}

describe.each(ZONES)('[P-2.6] a list of %s', (timeZone) => {
  test.each(PERIODS)('of %ss is prolonged to what would have been listed at once', (period) => {
    const whole = calendarBilling({ period, timeZone, from: undefined }, START_MS, 192, QUARTERS);
    const short = shortened(whole, 14);
    const { billing, added, end, isRegular, ...found } = prolongWindows(short, QUARTERS, none, START_MS);
    // Its zone is found by its windows alone, where days of others begin at other times.
    expect(found).toEqual({ period, timeZone });
    expect([isRegular, added > 100]).toEqual([true, true]);
    const [own, all] = [Windows.of(billing), Windows.of(whole)];
    expect(own.listedEnd).toBe(end);
    expect(own.between(own.first, end)).toEqual(all.between(all.first, end));
    // What aggregators and meters ask.
    expect(own.prolong(Windows.of(short))).toBe(true);
    expect(Windows.of(short).prolong(own)).toBe(false);
  });
});

describe('a list', () => {
  const choice = { period: 'month', timeZone: 'Europe/Berlin', from: undefined } as const;
  const whole = calendarBilling(choice, START_MS, 192, QUARTERS);
  const short = shortened(whole, 3);
  const endMs = intervalStartMs(Windows.of(short).listedEnd, QUARTERS);

  test('that is over is refused, and up to its last moment it is not', () => {
    expect(codeOf(() => prolongWindows(short, QUARTERS, none, endMs))).toBe('ERR_BILLING_ENDED');
    expect(codeOf(() => prolongWindows(short, QUARTERS, none, endMs - 1))).toBe('done');
  });

  test('of no periods, of a zone that nobody named, or that is long enough is left as it is', () => {
    const plain = { ...short, windows: [{ count: 1, intervalCount: 960 }] };
    expect(codeOf(() => prolongWindows(plain, QUARTERS, none, START_MS))).toBe('ERR_USAGE');
    expect(codeOf(() => prolongWindows(short, QUARTERS, { ...none, zones: ['UTC'] }, START_MS))).toBe('ERR_USAGE');
    expect(codeOf(() => prolongWindows(whole, QUARTERS, { ...none, years: 5 }, START_MS))).toBe('ERR_USAGE');
  });

  test('that lies beside its zone, as after a change of rules, is led back to it by one window, if the zone is said', () => {
    const { billing, isRegular } = prolongWindows(short, QUARTERS, { ...none, timeZone: 'UTC' }, START_MS);
    expect(isRegular).toBe(false);
    const windows = Windows.of(billing);
    const at = (number: number): string => new Date(intervalStartMs(windows.at(number)!.from, QUARTERS)).toISOString();
    expect([2, 3, 4, 5].map(at)).toEqual([
      '2027-01-31T23:00:00.000Z',
      '2027-02-28T23:00:00.000Z',
      '2027-04-01T00:00:00.000Z',
      '2027-05-01T00:00:00.000Z',
    ]);
    expect(windows.prolong(Windows.of(short))).toBe(true);
  });
});
