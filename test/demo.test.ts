/** The demo as a user runs it: separate processes, real MQTT, faults; every figure judged against the truth. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findMosquitto } from '../broker/mosquitto.ts';
import { demo, gridshare, withFolder } from './gridshare.ts';
import { sharedDataFolder } from './shared-data.ts';

const LONG = { timeout: 180_000 };
/** A day of hours, and the run-off of eight. */
const HOURLY = ['--interval', '3600', '--meters', '8'];
const INTERVALS = 24 + 8;
const mosquitto = findMosquitto();
const shared = sharedDataFolder();

const exact = {
  billsExact: 8,
  billsWrong: 0,
  billsTotal: 8,
  billsFooted: 8,
  loadsExact: INTERVALS,
  loadsWrong: 0,
  loadsTotal: INTERVALS,
};

describe('gridshare demo', () => {
  test('the classic set-up of 3 meters and 2 aggregators, with every figure of --json', LONG, async () => {
    const { code, json } = await demo([
      '--interval',
      '3600',
      '--meters',
      '3',
      '--aggregators',
      '2',
      '--threshold',
      '2',
    ]);
    expect(code).toBe(0);
    expect(json).toMatchObject({
      meters: 3,
      aggregators: 2,
      threshold: 2,
      days: 1,
      intervalSeconds: 3600,
      billsExact: 3,
      billsTotal: 3,
      loadsExact: INTERVALS,
      duplicates: 0,
      liars: [],
      missingAggregators: [],
    });
    // A share may overtake the message that moves replayed time; it comes again.
    const { report_too_early: _overtaking, ...rejections } = json.rejections;
    expect(rejections).toEqual({});
    expect(json.readings).toBe(3 * INTERVALS);
    expect(json.sharesPublished).toBe(json.readings * 2);
    for (const phase of ['split', 'seal', 'publish', 'receipt']) {
      expect(json.shareTimingMs[phase]?.median).toBeGreaterThan(0);
      expect(json.shareTimingMs[phase]?.p99).toBeGreaterThanOrEqual(json.shareTimingMs[phase]?.median ?? Number.NaN);
    }
  });

  test('a fleet of one meter is refused in words, and nothing is written', LONG, async () => {
    await withFolder(async (folder) => {
      const hours = Array.from({ length: 24 }, (_, hour) => `2024-03-30T${String(hour).padStart(2, '0')}:00:00Z`);
      const one = join(folder, 'one.csv');
      writeFileSync(one, `meter_id,timestamp,wh\n${hours.map((hour) => `m0,${hour},100\n`).join('')}`);
      // Two areas, one of which has a single home.
      const lone = join(folder, 'lone.csv');
      const rows = ['m0,a', 'm1,a', 'm2,b'].flatMap((home) => hours.map((hour) => `${home},${hour},100\n`));
      writeFileSync(lone, `meter_id,area,timestamp,wh\n${rows.join('')}`);
      const grid = join(folder, 'grid');
      for (const [args, area] of [
        [['demo', '--meters', '1'], 'area-1'],
        [['init', grid, '--meters', '1', '--aggregators', '2', '--threshold', '2'], 'area-1'],
        [['demo', '--data', one], 'area-1'],
        [['demo', '--data', lone, '--json'], 'b'],
      ] as const) {
        const { code, stdout, stderr } = await gridshare(args);
        expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('[ERR_FLEET_SMALL]')]);
        expect(stderr).toMatch(new RegExp(`^gridshare: ${area} has one meter only.*An area needs two meters`));
      }
      expect(existsSync(grid)).toBe(false);
    });
  });

  test('[P-1.1] killing an aggregator in mid-run (2 of 3): bills exact, the missing one named', LONG, async () => {
    const { code, json } = await demo([...HOURLY, '--fault', 'kill-aggregator=2@0.5']);
    expect(code).toBe(0);
    expect(json).toMatchObject({ ...exact, missingAggregators: [2], liars: [] });
  });

  test('[P-7.6] a liar among five (k = 3) is named and every bill and load is right', LONG, async () => {
    const { code, json } = await demo([...HOURLY, '--aggregators', '5', '--threshold', '3', '--fault', 'lie=4']);
    expect(code).toBe(0);
    expect(json).toMatchObject({ ...exact, liars: [4], missingAggregators: [] });
  });

  test('[P-7.6] a liar among two (k = n): nothing wrong is reported, exit code 1', LONG, async () => {
    const { code, json } = await demo([...HOURLY, '--aggregators', '2', '--fault', 'lie=2']);
    expect(code).toBe(1);
    expect(json).toMatchObject({ billsExact: 0, billsWrong: 0, loadsExact: 0, loadsWrong: 0 });
    // In words, too: what was never opened is no bill of 0 kWh.
    const { code: again, stdout } = await gridshare(['demo', ...HOURLY, '--aggregators', '2', '--fault', 'lie=2']);
    expect(again).toBe(1);
    expect(stdout).toMatch(/utility +none of the \d+ bills and none of the \d+ loads, no reading\.\n/);
    expect(stdout).toContain('Nothing is billed: ');
    expect(stdout.slice(stdout.indexOf('Who saw what'))).not.toContain('0.000 kWh');
  });

  test('[P-6.3] restarting the broker in mid-run, its data gone, loses nothing', LONG, async () => {
    const { code, json } = await demo([...HOURLY, '--fault', 'restart-broker@0.4']);
    expect(code).toBe(0);
    expect(json).toMatchObject(exact);
  });

  test.each([
    ['area', 'embedded', []],
    ['meter', 'embedded', ['--tls', '--root', 'city/north']],
    ['area', 'mosquitto', ['--tls', '--root', 'city/north/grid']],
    ['meter', 'mosquitto', ['--tls']],
  ] as const)('[P-5.1] shares in a topic of each %s: %s %j', LONG, async (form, broker, more) => {
    if (broker === 'mosquitto' && mosquitto === undefined) return;
    const { code, json } = await demo([...HOURLY, '--shares-topic', form, '--broker', broker, ...more]);
    expect(code).toBe(0);
    expect(json).toMatchObject(exact);
  });

  test.each([
    ['+', 'level "+"'],
    ['city/#', 'level "#"'],
    ['/grid', 'begins or ends with /'],
    ['$SYS', 'level "$SYS"'],
    ['a'.repeat(65), 'longer than 64'],
  ])('[P-5.1] --root %s is refused in words', async (root, words) => {
    for (const args of [
      ['demo', '--root', root],
      ['init', join('nowhere', 'at-all'), '--meters', '9', '--aggregators', '3', '--threshold', '2', '--root', root],
    ]) {
      const { code, stdout, stderr } = await gridshare(args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(words);
      expect(stderr).toContain('[ERR_USAGE]');
    }
    expect(existsSync('nowhere')).toBe(false);
  });

  test('active trust, 3 of 5', LONG, async () => {
    const { code, json } = await demo([...HOURLY, '--aggregators', '5', '--threshold', '3', '--trust', 'active']);
    expect(code).toBe(0);
    expect(json).toMatchObject(exact);
  });

  test.skipIf(mosquitto === undefined)(
    `a spawned mosquitto, restarted in mid-run${mosquitto === undefined ? ' (skipped: apt-get install mosquitto)' : ''}`,
    LONG,
    async () => {
      const { code, json } = await demo([...HOURLY, '--broker', 'mosquitto', '--fault', 'restart-broker@0.5']);
      expect(code).toBe(0);
      expect(json).toMatchObject(exact);
    },
  );

  test.skipIf(shared === undefined)(
    `real households, half-hours summed from quarters${shared === undefined ? ' (skipped: no shared data folder)' : ''}`,
    LONG,
    async () => {
      const { code, json } = await demo([
        '--data',
        join(shared ?? '', 'ch15_dev_100x7d.csv'),
        '--days',
        '1',
        '--interval',
        '1800',
        '--meters',
        '40',
      ]);
      expect(code).toBe(0);
      expect(json).toMatchObject({ meters: 40, billsExact: 40, loadsExact: 48 + 8, intervalSeconds: 1800 });
    },
  );

  test(
    'readings that cannot be are named, left out of everything, and do not make the run fail; areas are separate',
    LONG,
    async () => {
      await withFolder(async (folder) => {
        const file = join(folder, 'homes.csv');
        const rows = ['meter_id,timestamp,wh,area'];
        for (let hour = 0; hour < 24; hour++) {
          for (let meter = 0; meter < 6; meter++) {
            const wh =
              meter === 4 && hour === 3 ? -36_480 : meter === 1 && hour === 5 ? 999_999_999 : 100 * meter + hour;
            rows.push(`m${meter},2026-03-29T${String(hour).padStart(2, '0')}:00:00Z,${wh},street-${meter % 2}`);
          }
        }
        writeFileSync(file, rows.join('\n'));
        const { code, json } = await demo(['--data', file, '--interval', '3600']);
        expect(code).toBe(0);
        expect(json).toMatchObject({
          billsExact: 6,
          billsTotal: 6,
          loadsExact: 2 * INTERVALS,
          loadsTotal: 2 * INTERVALS,
        });
        expect(json.refusedReadings.map(({ meter }) => meter).toSorted()).toEqual(['m1', 'm4']);
      });
    },
  );

  test(
    'shows a person bills, a load curve, who saw what and timings; --keep leaves what bills, load, settle and decode read',
    LONG,
    async () => {
      await withFolder(async (folder) => {
        const kept = join(folder, 'kept');
        const { code, stdout } = await gridshare(['demo', ...HOURLY, '--keep', kept]);
        expect(code).toBe(0);
        for (const text of [
          '8/8 bills and 32/32 loads exact',
          'Who saw what',
          'aggregator 3',
          'Load of area-1',
          'receipt (stored, fsynced)',
        ])
          expect(stdout).toContain(text);
        const config = join(kept, 'utility', 'config.yaml');
        const bills = JSON.parse((await gridshare(['bills', '--config', config, '--json'])).stdout) as {
          meter: string;
          lines: { totalUnits: number }[];
          status: string;
        }[];
        expect(new Set(bills.map(({ meter }) => meter)).size).toBe(8);
        expect(bills.every(({ status, lines }) => status === 'verified' && lines.length > 0)).toBe(true);
        expect(bills.flatMap(({ lines }) => lines).every(({ totalUnits }) => totalUnits >= 0)).toBe(true);
        const load = await gridshare(['load', '--config', config, '--csv']);
        expect(load.stdout.trim().split('\n').length).toBe(1 + INTERVALS);
        const settle = JSON.parse((await gridshare(['settle', '--config', config, '--json'])).stdout) as object[];
        expect(settle).toMatchObject([{ area: 'area-1', pagesClosed: INTERVALS, windowsFooted: 1, billsVerified: 8 }]);
        // Nothing secret is readable for others, and no log holds a payload.
        expect(readFileSync(join(kept, 'aggregator-1', 'log.jsonl'), 'utf8')).not.toContain('sealed');
      });
    },
  );
});

describe('gridshare demo refuses', () => {
  for (const [args, text] of [
    [['--threshold', '4'], 'more than the 3 aggregators'],
    [['--aggregators', '17'], 'whole number from 2 to 16'],
    [['--fault', 'explode=1'], 'kill-aggregator=J@FRACTION'],
    [['--fault', 'lie=9'], 'aggregator 9'],
    [['--broker', 'nats'], 'embedded, mosquitto or a URL'],
    [['--data', '/nowhere.csv'], '/nowhere.csv'],
    [['--meter', '3'], 'Did you mean --meters?'],
  ] as const) {
    test(`${args.join(' ')} with exit code 2`, async () => {
      const { code, stderr, stdout } = await gridshare(['demo', ...args]);
      expect(stderr).toContain(text);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    });
  }

  test('a broker that is not there, with exit code 3', LONG, async () => {
    const { code, stderr } = await gridshare(['demo', ...HOURLY, '--broker', 'mqtt://127.0.0.1:1']);
    expect(stderr).toContain('ERR_BROKER');
    expect(code).toBe(3);
  });
});
