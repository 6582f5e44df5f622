/** Homes that are read at the whole hours of a zone half an hour, or a quarter, off UTC; as real processes. [P-2.1] */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../host/base/config.ts';
import type { ListedBill } from '../utility/views/figure-list.ts';
import { demo, gridshare, withFolder } from './gridshare.ts';

const LONG = { timeout: 180_000 };
const HOMES = 6;
const HOURS = 24;
const RUN_OFF = 8;

/** When hour h of 1 January 2026 begins in a zone, as its meters write it. */
const timeOf = (zone: string, hour: number): string => `2026-01-01T${String(hour).padStart(2, '0')}:00:00${zone}`;
/** No two are alike, so that an hour that slips shows. */
const whOf = (home: number, hour: number): number => 100 * (home + 1) + 7 * hour + ((home * hour) % 5);
/** As the command writes it. */
const utcOf = (text: string): string => new Date(text).toISOString().slice(0, 16).replace('T', ' ') + ' UTC';

function writeHomes(folder: string, zone: string): string {
  const file = join(folder, 'homes.csv');
  const rows = Array.from({ length: HOURS }, (_, hour) =>
    Array.from({ length: HOMES }, (_home, home) => `m${home},${timeOf(zone, hour)},${whOf(home, hour)}\n`).join(''),
  );
  writeFileSync(file, `meter_id,timestamp,wh\n${rows.join('')}`);
  return file;
}

function rowsOf(csv: string): Record<string, string>[] {
  const [header = '', ...lines] = csv.trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

const homes = Array.from({ length: HOMES }, (_, home) => home);
const hours = Array.from({ length: HOURS }, (_, hour) => hour);

describe.each([
  ['+05:30', 1800],
  ['+05:45', 900],
])('[P-2.1] hours of %s', (zone, offset) => {
  test(`without the offset, the refusal says --interval-offset ${offset}`, LONG, async () => {
    await withFolder(async (folder) => {
      const data = writeHomes(folder, zone);
      for (const more of [[], ['--interval', '3600'], ['--interval-offset', '600']]) {
        const { code, stderr, stdout } = await gridshare(['demo', '--data', data, ...more]);
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).toContain(`: run with --interval-offset ${offset} `);
      }
    });
  });

  test('with it every bill and load is exact, and intervals begin when the rows do', LONG, async () => {
    await withFolder(async (folder) => {
      const data = writeHomes(folder, zone);
      const kept = join(folder, 'kept');
      const args = ['--data', data, '--interval-offset', String(offset), '--feeder', '--keep', kept];
      const { code, json } = await demo(args);
      expect(code).toBe(0);
      expect(json).toMatchObject({
        intervalSeconds: 3600,
        intervalOffsetSeconds: offset,
        billsExact: HOMES,
        billsWrong: 0,
        billsTotal: HOMES,
        billsFooted: HOMES,
        loadsExact: HOURS + RUN_OFF,
        loadsWrong: 0,
        loadsTotal: HOURS + RUN_OFF,
        refusedReadings: [],
      });
      const run = async (...words: readonly string[]): Promise<string> => {
        const outcome = await gridshare([...words, '--config', join(kept, 'utility', 'config.yaml')]);
        expect([outcome.code, outcome.stderr]).toEqual([0, '']);
        return outcome.stdout;
      };
      const isoOf = (hour: number): string =>
        new Date(Date.parse(timeOf(zone, 0)) + hour * 3_600_000).toISOString().replace('.000Z', 'Z');
      // Against the rows themselves, by their times: the judge above has read them through the same code.
      const loads = rowsOf(await run('load', '--csv'));
      expect(loads.slice(0, HOURS).map(({ begin, end, totalUnits }) => [begin, end, Number(totalUnits)])).toEqual(
        hours.map((hour) => [isoOf(hour), isoOf(hour + 1), sumOf(homes.map((home) => whOf(home, hour)))]),
      );
      const bills = JSON.parse(await run('bills', '--json')) as ListedBill[];
      const byMeter = new Map(bills.map((bill) => [bill.meter, bill]));
      for (const home of homes)
        expect(byMeter.get(`m${home}`)).toMatchObject({
          lines: [{ totalUnits: sumOf(hours.map((hour) => whOf(home, hour))) }],
          begin: isoOf(0),
          end: isoOf(HOURS + RUN_OFF),
        });
      // A page by the time of its last second there.
      const interval = Math.floor((Date.parse(timeOf(zone, 5)) / 1000 - offset) / 3600);
      expect(await run('explain', timeOf(zone, 5).replace(':00:00', ':59:59'))).toContain(
        `page ${interval} (${utcOf(timeOf(zone, 5))})`,
      );
      // The feeders are read with the offset, too, and find nothing missing.
      const balance = rowsOf(await run('balance', '--intervals', '--csv')).slice(0, HOURS);
      expect(balance.map(({ begin, end, feederWh }) => [begin, end, feederWh])).toEqual(
        loads.slice(0, HOURS).map(({ begin, end, totalUnits }) => [begin, end, totalUnits]),
      );
      // Says until when pages are closed: the run-off, and nothing of it is in doubt.
      const endMs = Date.parse(timeOf(zone, 0)) + (HOURS + RUN_OFF) * 3_600_000;
      expect(await run('settle')).toContain(utcOf(new Date(endMs).toISOString()));
    });
  });
});

test('simulated homes are read at half past, too', LONG, async () => {
  const { code, json } = await demo(['--interval', '3600', '--interval-offset', '1800', '--meters', '6']);
  expect(code).toBe(0);
  expect(json).toMatchObject({
    intervalOffsetSeconds: 1800,
    billsExact: 6,
    billsTotal: 6,
    loadsExact: HOURS + RUN_OFF,
  });
});

describe('gridshare init', () => {
  test('writes the offset into the scheme and for the authority; the first interval is the next to begin', async () => {
    await withFolder(async (folder) => {
      const size = ['--meters', '10', '--aggregators', '3', '--threshold', '2', '--tls'];
      const beforeMs = Date.now();
      const grid = join(folder, 'grid');
      const { code } = await gridshare([
        'init',
        grid,
        ...size,
        '--interval',
        '3600',
        '--interval-offset',
        '1800',
        '--time-zone',
        'Asia/Kolkata',
      ]);
      expect(code).toBe(0);
      const { scheme } = readConfig('config-utility', join(grid, 'utility', 'config.yaml'));
      expect(scheme).toMatchObject({ intervalSeconds: 3600, intervalOffsetSeconds: 1800 });
      const startMs = (scheme.billing.firstInterval * 3600 + 1800) * 1000;
      expect(startMs).toBeGreaterThan(beforeMs);
      expect(startMs).toBeLessThanOrEqual(Date.now() + 3_600_000);
      const authority = readConfig('config-authority', join(grid, 'ca', 'config.yaml'));
      expect(authority).toMatchObject({ intervalSeconds: 3600, intervalOffsetSeconds: 1800 });
    });
  });

  test('writes 0 where nothing is said, and a config of before that does not say it is read so', async () => {
    await withFolder(async (folder) => {
      const grid = join(folder, 'grid');
      await gridshare(['init', grid, '--meters', '10', '--aggregators', '3', '--threshold', '2']);
      const path = join(grid, 'utility', 'config.yaml');
      const text = readFileSync(path, 'utf8');
      expect(parse(text)).toMatchObject({ scheme: { intervalOffsetSeconds: 0 } });
      writeFileSync(path, text.replace(/^ *intervalOffsetSeconds: 0\n/m, ''));
      expect(readFileSync(path, 'utf8')).not.toContain('intervalOffsetSeconds');
      expect(readConfig('config-utility', path).scheme.intervalOffsetSeconds).toBe(0);
    });
  });

  test.each([
    ['init', ['grid', '--meters', '10', '--aggregators', '3', '--threshold', '2', '--interval', '3600']],
    ['demo', ['--interval', '3600']],
  ])('%s refuses an offset as long as an interval, or none that can be, with exit code 2', async (command, args) => {
    await withFolder(async (folder) => {
      const words = args.map((word) => (word === 'grid' ? join(folder, word) : word));
      for (const [offset, says] of [
        ['3600', 'intervalOffsetSeconds 3600 is not less than intervalSeconds 3600'],
        ['-1', 'whole number'],
        ['0.5', 'whole number'],
      ] as const) {
        const { code, stderr } = await gridshare([command, ...words, `--interval-offset=${offset}`]);
        expect(stderr).toContain(says);
        expect(code).toBe(2);
      }
    });
  });
});
