import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { intervalStartMs } from '../protocol/grid/interval.ts';
import { sharedDataFolder } from '../test/shared-data.ts';
import { parseTimestamp } from './csv-row.ts';
import { readHouseholds, readSpacing } from './csv.ts';
import type { CsvOptions } from './csv.ts';
import type { Households } from './household.ts';

let folder = '';
let fileCount = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gridshare-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string, options: Partial<CsvOptions> = {}): Promise<Households> {
  fileCount += 1;
  const path = join(folder, `${fileCount}.csv`);
  await writeFile(path, text);
  return await readHouseholds(path, {
    intervalSeconds: 900,
    intervalOffsetSeconds: 0,
    maxReadingWh: Number.POSITIVE_INFINITY,
    ...options,
  });
}

/** "code: message" without the path of the temporary file. */
async function failure(text: string, options: Partial<CsvOptions> = {}): Promise<string> {
  const error: unknown = await read(text, options).catch((reason: unknown) => reason);
  if (!(error instanceof Error) || !('code' in error)) return `no coded error but ${JSON.stringify(error)}`;
  return `${String(error.code)}: ${error.message.replace(folder, '').replace(/^\/\d+\.csv(, |: )/, '')}`;
}

function values(source: Households): Record<string, unknown> {
  return Object.fromEntries(source.households.map((home) => [home.meterId, Object.fromEntries(home.readings)]));
}

const quarters: CsvOptions = { intervalSeconds: 900, intervalOffsetSeconds: 0, maxReadingWh: 9_000 };
const header = 'meter_id,timestamp,wh\n';
const start = '2018-10-29T00:00:00Z';
const first = Date.parse(start) / 900_000; // 1712160

function row(timestamp: string, wh = '1', meterId = 'a'): string {
  return `${header}${meterId},${timestamp},${wh}\n`;
}

function totalWh(source: Households): number {
  return source.households.flatMap(({ readings }) => [...readings.values()]).reduce((sum, [wh]) => sum + (wh ?? 0), 0);
}

function ones(count: number): number[] {
  return Array.from({ length: count }, () => 1);
}

/** One row per value, `seconds` apart; undefined leaves the row out. */
function rowsOf(meterId: string, seconds: number, wh: readonly (number | undefined)[]): string {
  return wh
    .map((value, at) => {
      const time = new Date(Date.parse(start) + at * seconds * 1000).toISOString();
      return value === undefined ? '' : `${meterId},${time},${value}\n`;
    })
    .join('');
}

describe('reading', () => {
  test('[P-2] with no offset the interval index is floor(unixSeconds / intervalSeconds)', async () => {
    const source = await read(`${header}a,${start},10\nb,${start},20\na,2018-10-29T00:15:00Z,30\n`);
    expect(source).toMatchObject({ intervalSeconds: 900, firstInterval: first, intervalCount: 2 });
    expect(values(source)).toEqual({ a: { [first]: [10], [first + 1]: [30] }, b: { [first]: [20] } });
    expect(source.households.map(({ area, registers }) => [area, registers])).toEqual([
      ['area-1', ['1-0:1.8.0']],
      ['area-1', ['1-0:1.8.0']],
    ]);
  });

  test('columns in any order, unknown ones, a byte order mark, CRLF, blanks and quotes', async () => {
    const source = await read(
      `\uFEFFwh,note,area,timestamp,meter_id\r\n "12.0" ,"x, y",north,${start},a\r\n\r\n+7,,,2018-10-29T00:15:00Z,b\r\n`,
    );
    expect(values(source)).toEqual({ a: { [first]: [12] }, b: { [first + 1]: [7] } });
    expect(source.households.map((home) => home.area)).toEqual(['north', 'area-1']);
  });

  test('an offset names the same instant as Z', async () => {
    const source = await read(`${header}a,2018-10-29T01:00:00+01:00,1\na,2018-10-28 19:15:00.000-05:00,2\n`);
    expect(values(source)).toEqual({ a: { [first]: [1], [first + 1]: [2] } });
  });

  test('every day of 1999 to 2101 is read as Date.parse reads it', () => {
    for (let day = Date.UTC(1999, 0, 1); day < Date.UTC(2101, 0, 1); day += 86_400_000) {
      const text = new Date(day).toISOString();
      expect(parseTimestamp(text)).toBe(Date.parse(text) / 1000);
    }
    expect(parseTimestamp('2000-02-29T00:00:00Z')).toBe(Date.UTC(2000, 1, 29) / 1000);
    expect(() => parseTimestamp('2100-02-29T00:00:00Z')).toThrow(/calendar/);
  });

  test('rows in any order give the same homes, readings ascending', async () => {
    const rows = [...rowsOf('a', 900, [1, 2, 3, 4]).trim().split('\n'), ...rowsOf('b', 900, [5, 6]).trim().split('\n')];
    const expected = values(await read(header + rows.join('\n')));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
        const source = await read(header + shuffled.join('\n'));
        expect(values(source)).toEqual(expected);
        for (const { readings } of source.households) {
          expect([...readings.keys()]).toEqual([...readings.keys()].toSorted((x, y) => x - y));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('negative and absurd values pass through: the meter reports them', async () => {
    expect(values(await read(`${header}a,${start},-36480\nb,${start},999999999\n`))).toEqual({
      a: { [first]: [-36480] },
      b: { [first]: [999999999] },
    });
  });

  test('an export column gives a second register to the homes that fill it', async () => {
    const source = await read(`meter_id,timestamp,wh,export_wh\na,${start},1,\nb,${start},2,30\n`);
    expect(source.households.map(({ registers }) => registers)).toEqual([['1-0:1.8.0'], ['1-0:1.8.0', '1-0:2.8.0']]);
    expect(values(source)).toEqual({ a: { [first]: [1] }, b: { [first]: [2, 30] } });
  });

  test('a line longer than a read of the file is put together', async () => {
    const rows = rowsOf(
      'a',
      900,
      Array.from({ length: 9_000 }, (_, at) => at),
    );
    for (const text of [rows, rows.replaceAll('\n', '\r\n')]) {
      const source = await read(header + text);
      expect(source.intervalCount).toBe(9_000);
      expect(source.households[0]?.readings.get(first + 8_999)).toEqual([8_999]);
    }
    expect(await failure(`${header}${rows.replaceAll('\n', '\r\n')}a,x,1`)).toMatch(/^ERR_CSV_ROW: line 9002: /);
  });
});

describe('choosing', () => {
  const days = header + rowsOf('b', 43_200, [1, 2, 3, 4]) + rowsOf('a', 43_200, [5, 6, 7, 8]);

  test('the first meters, in order of first appearance', async () => {
    const source = await read(days, { intervalSeconds: 43_200, meterCount: 1 });
    expect(source.households.map((home) => home.meterId)).toEqual(['b']);
  });

  test('the first days', async () => {
    const source = await read(days, { intervalSeconds: 43_200, days: 1 });
    expect(source.intervalCount).toBe(2);
    expect(source.households.map(({ readings }) => [...readings.values()])).toEqual([
      [[1], [2]],
      [[5], [6]],
    ]);
  });

  test('seven days with a change of clocks, 167 hours, are seven days', async () => {
    const week = header + rowsOf('a', 3600, ones(167));
    expect(await read(week, { intervalSeconds: 3600, days: 7 })).toMatchObject({ intervalCount: 167 });
  });

  test('more meters or days than there are: how many there are', async () => {
    expect(await failure(days, { intervalSeconds: 43_200, meterCount: 3 })).toBe(
      'ERR_CSV_METERS: there are 2 meters, not 3; ask for at most --meters 2',
    );
    expect(await failure(days, { intervalSeconds: 43_200, days: 3 })).toBe(
      'ERR_CSV_DAYS: there are 2 days of readings, not 3; ask for at most --days 2',
    );
  });
});

describe('interval lengths', () => {
  test('shorter ones are summed; a longer one that lacks a part has no reading', async () => {
    const source = await read(header + rowsOf('a', 900, [1, 2, 3, 4, 5, undefined, 7, 8, 9, 10, 11, 12]), {
      intervalSeconds: 3600,
    });
    const hour = first / 4;
    expect(source).toMatchObject({ firstInterval: hour, intervalCount: 3 });
    expect(values(source)).toEqual({ a: { [hour]: [10], [hour + 2]: [42] } });
  });

  test('a bad part stands in place of the sum, so that the meter refuses the interval', async () => {
    const text = header + rowsOf('a', 900, [100, -1, 5000, 100, 1, 2, 5000, 4, 1, 2, 3, 4]);
    const source = await read(text, { intervalSeconds: 3600, maxReadingWh: 4000 });
    expect([...(source.households[0]?.readings.values() ?? [])]).toEqual([[-1], [5000], [10]]);
    // Also one that a whole interval could hold, and a part of it can't.
    const part = header + rowsOf('a', 900, [0, 1001, 0, 0, 0, 1000, 0, 0]);
    const hours = await read(part, { intervalSeconds: 3600, maxReadingWh: 4000 });
    expect([...(hours.households[0]?.readings.values() ?? [])]).toEqual([[4001], [1000]]);
  });

  test('longer ones that begin or end outside the file are left out', async () => {
    const text = header + rowsOf('a', 3600, ones(26));
    const shifted = text.split('\n').filter((line) => !line.includes('2018-10-29T00:') && line !== '');
    const source = await read(shifted.join('\n'), { intervalSeconds: 7200 });
    expect(source).toMatchObject({ firstInterval: first / 8 + 1, intervalCount: 12 });
    expect(source.households[0]?.readings.size).toBe(12);
  });

  test('other lengths are refused, naming the right one', async () => {
    const text = header + rowsOf('a', 900, [1, 2, undefined, 4, 5]);
    for (const intervalSeconds of [300, 600, 1000]) {
      expect(await failure(text, { intervalSeconds })).toBe(
        'ERR_CSV_INTERVAL: data has 900 s intervals; run with --interval 900',
      );
    }
  });

  test('a gap is not another interval length', async () => {
    expect((await read(header + rowsOf('a', 900, [1, undefined, 3, undefined, 5, 6]))).intervalCount).toBe(6);
  });

  test('a line off the grid is named', async () => {
    expect(await failure(`${header}a,2018-10-29T00:07:00Z,1\n`)).toBe(
      'ERR_CSV_INTERVAL: line 2: 2018-10-29T00:07:00Z is not the start of an interval of 900 s; timestamps must be whole multiples of the interval since 1970 in UTC',
    );
    const good = header + rowsOf('a', 900, [1, 2, 3, 4]);
    expect(await failure(`${good}a,2018-10-29T01:07:30Z,1\n`, { intervalSeconds: 1800 })).toMatch(
      /^ERR_CSV_INTERVAL: line 6: 2018-10-29T01:07:30Z is not the start/,
    );
  });

  /** Half-hours or hours of a zone, as a meter there would write them. */
  const local = (zone: string, hours: readonly string[]): string =>
    header + hours.map((time) => `a,2026-01-01T${time}:00${zone},1\n`).join('');

  test.each([
    ['+05:30', 1800],
    ['+05:45', 900],
    ['+09:30', 1800],
    ['-03:30', 1800],
  ])('[P-2.1] hours of %s are intervals with the offset that fits, and the refusal names it', async (zone, offset) => {
    const rows = local(zone, ['00:00', '01:00', '02:00', '03:00']);
    const hour = { intervalSeconds: 3600 };
    expect(await failure(rows, hour)).toMatch(
      new RegExp(
        `line 2: .* is not the start of an interval of 3600 s; the data's intervals begin ${offset} s after .*: run with --interval-offset ${offset} `,
      ),
    );
    // The same advice where another offset was said, and with the length where that is wrong, too.
    expect(await failure(rows, { ...hour, intervalOffsetSeconds: 60 })).toMatch(
      new RegExp(`with an offset of 60 s; .* run with --interval-offset ${offset} `),
    );
    expect(await failure(rows, { intervalSeconds: 900 })).toMatch(
      new RegExp(`run with --interval 3600 --interval-offset ${offset} `),
    );
    const source = await read(rows, { ...hour, intervalOffsetSeconds: offset });
    expect(source).toMatchObject({ ...hour, intervalOffsetSeconds: offset, intervalCount: 4 });
    expect(intervalStartMs(source.firstInterval, source)).toBe(Date.parse(`2026-01-01T00:00:00${zone}`));
    expect(values(source)['a']).toEqual(Object.fromEntries([0, 1, 2, 3].map((at) => [source.firstInterval + at, [1]])));
  });

  test('hours are summed to days of a zone, which begin with the offset', async () => {
    const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
    const days = { intervalSeconds: 86_400, intervalOffsetSeconds: 66_600 };
    const source = await read(local('+05:30', hours), days);
    expect(source.intervalCount).toBe(1);
    expect(new Date(intervalStartMs(source.firstInterval, source)).toISOString()).toBe('2025-12-31T18:30:00.000Z');
    expect(values(source)['a']).toEqual({ [source.firstInterval]: [24] });
  });

  test('parts must fill an interval with its offset', async () => {
    const rows = local('+05:45', ['00:00', '00:30', '01:00', '01:30', '02:00', '02:30']);
    const hour = { intervalSeconds: 3600 };
    expect((await read(rows, { ...hour, intervalOffsetSeconds: 900 })).intervalCount).toBe(3);
    // The half-hours in the middle fill hours with this offset, too.
    expect((await read(rows, { ...hour, intervalOffsetSeconds: 2700 })).intervalCount).toBe(2);
    expect(await failure(rows, { ...hour, intervalOffsetSeconds: 1800 })).toMatch(/run with --interval-offset 900 /);
  });

  test('one line beside the others is that line, with whatever offset', async () => {
    const rows = `${local('+05:30', ['00:00', '01:00', '02:00'])}a,2025-12-31T22:00:00Z,1\n`;
    expect(await failure(rows, { intervalSeconds: 3600, intervalOffsetSeconds: 1800 })).toBe(
      'ERR_CSV_INTERVAL: line 5: 2025-12-31T22:00:00Z is not the start of an interval of 3600 s; timestamps must be whole multiples of the interval since 1970 in UTC, plus the offset of 1800 s',
    );
  });

  test('other lengths are refused with the offset that they would have', async () => {
    const rows = local('+05:45', ['00:00', '00:15', '00:30', '00:45']);
    expect(await failure(rows, { intervalSeconds: 1000, intervalOffsetSeconds: 900 })).toBe(
      'ERR_CSV_INTERVAL: data has 900 s intervals; run with --interval 900 --interval-offset 0',
    );
    expect(await failure(local('+05:30', ['00:00', '00:15']), { intervalSeconds: 86_400 })).toBe(
      'ERR_CSV_INTERVAL: there is no complete interval of 86400 s; run with --interval 900',
    );
  });

  test('a span without one complete interval is refused', async () => {
    expect(await failure(header + rowsOf('a', 900, [1, 2]), { intervalSeconds: 3600 })).toBe(
      'ERR_CSV_INTERVAL: there is no complete interval of 3600 s; run with --interval 900',
    );
  });
});

describe('refusals say what, where and what to do', () => {
  test.each([
    ['2018-10-29T00:00:00', /doesn't say its time zone; add Z/],
    ['2018-10-29', /not ISO 8601/],
    ['29.10.2018 00:00', /not ISO 8601/],
    ['1540771200', /not ISO 8601/],
    ['2018-10-29T00:00:00.5Z', /not ISO 8601 in whole seconds/],
    ['2018-02-29T00:00:00Z', /not a date and time of the calendar/],
    ['1900-02-28T00:00:00Z', /calendar since 1970/],
    ['2018-00-10T00:00:00Z', /not a date and time of the calendar/],
    ['2018-13-10T00:00:00Z', /not a date and time of the calendar/],
    ['2018-10-29T24:00:00Z', /not a date and time of the calendar/],
    ['2018-10-29T00:00:60Z', /not a date and time of the calendar/],
    ['2018-10-29T00:00:00+15:00', /impossible offset/],
    ['', /not ISO 8601/],
  ])('timestamp %j', async (timestamp, expected) => {
    const message = await failure(row(timestamp));
    expect(message).toMatch(/^ERR_CSV_ROW: line 2: timestamp/);
    expect(message).toMatch(expected);
  });

  test.each(['', '1.5', 'x', '1e3', 'NaN', '0x10', '1 000', '.', '-'])('wh %j', async (wh) => {
    expect(await failure(row(start, wh))).toMatch(/^ERR_CSV_ROW: line 2: wh /);
  });

  test('wh beyond exact integers', async () => {
    expect(await failure(row(start, '9007199254740993'))).toMatch(/^ERR_CSV_ROW: line 2: wh .*too large to be exact/);
  });

  test.each(['', '-a', 'a/b', 'a+', 'é', 'a b', 'x'.repeat(65)])('meter_id %j', async (meterId) => {
    expect(await failure(row(start, '1', meterId))).toMatch(/^ERR_CSV_ROW: line 2: meter_id .* rename it$/);
  });

  test('a duplicate names both lines, however the time is written', async () => {
    expect(await failure(`${row(start)}b,${start},2\na,2018-10-29T01:00:00+01:00,1\n`)).toBe(
      'ERR_CSV_DUPLICATE: lines 2 and 4 are both for meter a at the same time; remove one',
    );
  });

  test('the hour that comes twice, without the offset that tells them apart, is two rows of one time', async () => {
    const times = ['01:00:00+02:00', '02:00:00+02:00', '02:00:00+02:00', '03:00:00+01:00'];
    const path = join(folder, 'twice.csv');
    await writeFile(path, `${header}${times.map((time) => `a,2018-10-28T${time},1\n`).join('')}`);
    expect(await readSpacing(path)).toBe(3600);
    await expect(readHouseholds(path, quarters)).rejects.toMatchObject({ code: 'ERR_CSV_DUPLICATE' });
    await writeFile(path, `${header}${`a,${start},1\n`.repeat(3)}`);
    expect(await readSpacing(path)).toBeUndefined();
  });

  describe('a row far away from all others', () => {
    const HOUR = { intervalSeconds: 3600 };
    /** So many homes, a row an hour from the 29th of October 2018 on. */
    const hours = (homes: number, count: number): string =>
      Array.from({ length: homes * count }, (_, at) => {
        const time = new Date(Date.UTC(2018, 9, 29, Math.floor(at / homes))).toISOString();
        return `m${at % homes},${time.replace('.000', '')},1\n`;
      }).join('');

    test.each([
      [
        'of a clock that was never set',
        '1970-01-01T00:00:00Z',
        /^ERR_CSV_ROW: line 74: 1970-01-01T00:00:00Z is 49 years before/,
      ],
      ['of another century', '2106-02-07T06:00:00Z', /^ERR_CSV_ROW: line 74: 2106-02-07T06:00:00Z is 87 years after/],
      ['a year mistyped', '2019-10-29T00:00:00Z', /^ERR_CSV_ROW: line 74: 2019-10-29T00:00:00Z is 365 days after/],
      ['two months off', '2018-08-29T00:00:00Z', /^ERR_CSV_ROW: line 74: 2018-08-29T00:00:00Z is 61 days before/],
    ])('%s is named', async (_what, time, message) => {
      expect(await failure(`${header}${hours(6, 12)}m3,${time},0\n`, HOUR)).toMatch(message);
    });

    test('is found in a year of rows, too; an outage of weeks is none', async () => {
      const year = hours(1, 8_000);
      expect(await failure(`${header}${year}m0,1999-10-29T00:00:00Z,0\n`, HOUR)).toMatch(
        /^ERR_CSV_ROW: line 8002: 1999/,
      );
      const days = (from: number, count: number): string =>
        Array.from({ length: count }, (_, at) => {
          const time = new Date(Date.UTC(2018, 0, from + at)).toISOString().replace('.000', '');
          return `a,${time},1\n`;
        }).join('');
      const { households } = await read(`${header}${days(1, 100)}${days(150, 100)}`, { intervalSeconds: 86_400 });
      expect(households[0]?.readings.size).toBe(200);
    });

    test('two groups of years apart are named as a span', async () => {
      const rows = `${hours(6, 12)}${hours(6, 12).replaceAll('2018', '1980')}`;
      expect(await failure(`${header}${rows}`, HOUR)).toMatch(
        /^ERR_CSV_INTERVAL: the rows reach from 1980-10-29T00:00:00Z to 2018/,
      );
    });

    test.each([
      ['1970', 'before', '48 years'],
      ['2010', 'before', '8 years'],
      ['2017', 'before', '365 days'],
      ['2019', 'after', '365 days'],
    ])('a meter whose clock said %s all the time is named by its first line', async (year, side, span) => {
      const [right, wrong] = [hours(5, 12), hours(1, 12).replaceAll('m0', 'm5').replaceAll('2018', year)];
      const said = await failure(`${header}${right}${wrong}`, HOUR);
      expect(said).toMatch(/^ERR_CSV_INTERVAL: the rows reach from .* to .*: correct the years, or take a part of it$/);
      expect(said).toContain(`nobody has one in the ${span} from `);
      expect(said).toContain(`(line 62 has the first of the fewer rows, which are ${side} that;`);
    });

    test('control: a season in which nobody has a row passes', async () => {
      const { intervalCount } = await read(
        `${header}${hours(6, 12)}${hours(6, 12).replaceAll('2018-10', '2018-12')}`,
        HOUR,
      );
      expect(intervalCount).toBe(61 * 24 + 12);
    });
  });

  test('columns', async () => {
    expect(await failure('meter_id,timestamp,kwh\n')).toBe(
      'ERR_CSV_COLUMN: line 1: no column "wh" among "meter_id", "timestamp", "kwh"; the first line must name the columns meter_id, timestamp and wh (and, optionally, area and export_wh)',
    );
    expect(await failure('meter_id;timestamp;wh\n')).toMatch(/save the file with commas$/);
    expect(await failure('meter_id,timestamp,wh,wh\n')).toMatch(/^ERR_CSV_COLUMN: line 1: column "wh" is there twice/);
  });

  test('cells that are missing, too many or unquoted', async () => {
    expect(await failure(`${header}a,${start}\n`)).toMatch(/^ERR_CSV_ROW: line 2: 2 cells under 3 columns/);
    expect(await failure(`${header}a,${start},1,2\n`)).toMatch(/^ERR_CSV_ROW: line 2: 4 cells under 3 columns/);
    expect(await failure(`${header}"a,${start},1\n`)).toMatch(/^ERR_CSV_ROW: line 2: .*check quotes and commas there$/);
    const rest = `b,${start},1\n`.repeat(50);
    expect(await failure(`${header}a,${start},1\n"a,2018-10-29T00:15:00Z,1\n${rest}`)).toMatch(
      /^ERR_CSV_ROW: line 3: /,
    );
  });

  test('a home in two areas, or that exports only in some rows', async () => {
    const second = '2018-10-29T00:15:00Z';
    expect(await failure(`meter_id,timestamp,wh,area\na,${start},1,x\na,${second},1,y\n`)).toBe(
      'ERR_CSV_ROW: line 3: meter a is in area y here and in x on line 2; a meter has one area in a file',
    );
    expect(await failure(`meter_id,timestamp,wh,export_wh\na,${start},1,4\na,${second},1,\n`)).toBe(
      'ERR_CSV_ROW: line 3: export_wh of meter a is empty, but not on line 2; write 0 where nothing was exported',
    );
  });

  test('no file, no lines, no rows', async () => {
    const error: unknown = await readHouseholds(join(folder, 'none.csv'), quarters).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'ERR_CSV_FILE', name: 'HouseholdError' });
    expect(await failure('')).toMatch(/^ERR_CSV_FILE: there are no readings/);
    expect(await failure(header)).toMatch(/^ERR_CSV_FILE: there are no readings/);
  });
});

const shared = sharedDataFolder();
const why = shared === undefined ? ' (skipped: no shared data, see GRIDSHARE_SHARED)' : '';
describe.skipIf(shared === undefined)(`the real homes${why}`, () => {
  test.each([
    ['ch15_dev_100x7d.csv', 100, 7, 33_813_069],
    ['ch15_dev_268x3d.csv', 268, 3, 29_182_004],
  ])('%s has the homes, days and total of its manifest', async (file, homes, days, total) => {
    const source = await readHouseholds(join(shared ?? '', file), quarters);
    expect(source.households).toHaveLength(homes);
    expect(source.intervalCount).toBe(days * 96);
    expect(totalWh(source)).toBe(total);
    const hourly = await readHouseholds(join(shared ?? '', file), {
      intervalSeconds: 3600,
      intervalOffsetSeconds: 0,
      maxReadingWh: 36_000,
      meterCount: 50,
      days: 2,
    });
    expect(hourly.households).toHaveLength(50);
    expect(hourly.intervalCount).toBe(48);
  });
});
