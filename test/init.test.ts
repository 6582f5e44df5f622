/** What `gridshare init` writes for every choice: read back, run by real processes, or refused with the reason. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../host/base/config.ts';
import { until } from '../host/bus/bus.conformance.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';
import { windowLength } from './material.ts';
import { Windows } from '../protocol/grid/windows.ts';

const LONG = { timeout: 120_000 };
const root = temporaryFolder();
let made = 0;
let running: ReturnType<typeof start>[] = [];

afterEach(async () => {
  for (const { child } of running) child.kill('SIGTERM');
  await Promise.all(running.map(({ outcome }) => outcome));
  running = [];
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const newFolder = (): string => join(root, `grid-${(made += 1)}`);
const configOf = (grid: string, name: string): string => join(grid, name, 'config.yaml');

function fileOf(name: string, text: string): string {
  const folder = newFolder();
  mkdirSync(folder);
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Writes a deployment; its folder, its scheme and what was said. */
async function init(...args: string[]) {
  const grid = newFolder();
  const { code, stdout, stderr } = await gridshare(['init', grid, ...args]);
  expect([code, stderr]).toEqual([0, '']);
  const { scheme } = readConfig('config-utility', configOf(grid, 'utility'));
  return { grid, scheme, stdout };
}

function run(role: string, grid: string, name: string): ReturnType<typeof start> {
  const party = start([role, '--config', configOf(grid, name)]);
  running.push(party);
  return party;
}

describe('without options', LONG, () => {
  test('writes a hundred meters, 2 of 3 aggregators, quarters of an hour and months', async () => {
    const { grid, scheme, stdout } = await init();
    expect(scheme).toMatchObject({ intervalSeconds: 900, closeAfterSeconds: 3_600, threshold: 2, areas: ['area-1'] });
    expect(scheme.operators).toHaveLength(3);
    expect(scheme.floors).toEqual({ minMeters: 50, minIntervals: 96, maxKnown: 2, minCrowd: 27 });
    const windows = Windows.of(scheme.billing);
    expect([windows.shortest, windows.listedEnd - windows.first > 19 * 365 * 96]).toEqual([28 * 96, true]);
    expect(readConfig('meter-keys', join(grid, 'meters/keys.json')).meters).toHaveLength(100);
    expect(stdout).toContain('100 meters, 3 aggregators, any 2 open a total');
    expect(stdout).toContain(
      'Intervals of 15 minutes, closed 1 hour after their end. A bill covers a calendar month of ',
    );
  });

  test('without a name into the folder grid', async () => {
    const cwd = newFolder();
    mkdirSync(cwd);
    const { outcome } = start(['init', '--meters', '3'], {}, cwd);
    expect((await outcome).code).toBe(0);
    expect(readdirSync(join(cwd, 'grid')).toSorted()).toEqual([
      'aggregator-1',
      'aggregator-2',
      'aggregator-3',
      'broker',
      'meters',
      'utility',
    ]);
  });
});

describe('each choice is in every config that it concerns', LONG, () => {
  test('interval, window, closing, areas and floors', async () => {
    const lengths = ['--interval', '1h', '--window', '7d', '--close-after', '20m'];
    const floors = ['--floor', 'minMeters=8', '--floor', 'minIntervals=24,maxKnown=1'];
    const { grid, scheme, stdout } = await init('--meters', '20', '--areas', 'oak,elm', ...lengths, ...floors);
    const wanted = { minMeters: 8, minIntervals: 24, maxKnown: 1, minCrowd: 5 };
    expect(scheme).toMatchObject({ intervalSeconds: 3_600, closeAfterSeconds: 1_200, graceSeconds: 300 });
    expect(scheme.areas).toEqual(['oak', 'elm']);
    expect(windowLength(scheme)).toBe(7 * 24);
    expect(scheme.floors).toEqual(wanted);
    for (const name of ['aggregator-1', 'aggregator-2', 'aggregator-3'])
      expect(readConfig('config-aggregator', configOf(grid, name)).floor).toMatchObject(wanted);
    const meter = readConfig('config-meter', configOf(grid, 'meters'));
    expect(meter.floor).toMatchObject(wanted);
    expect(meter.sendJitterSeconds).toBe(600);
    const { meters } = readConfig('enrolment', join(grid, 'utility/roster.json'));
    const inArea = (area: string): number => meters.filter((one) => one.area === area).length;
    expect([inArea('oak'), inArea('elm')]).toEqual([10, 10]);
    expect(stdout).toContain('20 meters in 2 areas');
    expect(stdout).toContain('A bill covers 7 days.');
  });

  test('the smallest areas get floors that hide their homes as well as can be, and never a load of one meter', async () => {
    for (const [meters, areas, least] of [
      [2, 1, 2],
      [3, 1, 2],
      [5, 1, 4],
      [6, 3, 2],
    ] as const) {
      const { scheme } = await init('--meters', String(meters), '--areas', String(areas));
      expect(scheme.floors).toMatchObject({ minMeters: least, minCrowd: least, maxKnown: 0 });
    }
  });

  test('months, weeks and days of a zone, from a day on', async () => {
    const berlin = ['--meters', '4', '--time-zone', 'Europe/Berlin', '--billing-from', '2030-03-01'];
    const hours = ['--interval', '1h'];
    const { scheme, stdout } = await init(...berlin, ...hours);
    // March has 743 hours there, October 745.
    expect(scheme.billing.windows.slice(0, 8).map(({ intervalCount }) => intervalCount)).toEqual([
      743, 720, 744, 720, 744, 720, 745, 720,
    ]);
    const first = scheme.billing.firstInterval;
    expect(new Date(first * 3_600_000).toISOString()).toBe('2030-02-28T23:00:00.000Z');
    expect(stdout).toContain(
      'a calendar month of Europe/Berlin, the first from 2030-02-28 23:00 UTC to 2030-03-31 22:00 UTC',
    );
    const weeks = await init(...berlin.slice(0, 4), '--billing', 'week', '--billing-from', '2030-03-04');
    expect(Windows.of(weeks.scheme.billing).shortest).toBe(7 * 96 - 4);
    const days = await init(...berlin, ...hours, '--billing', 'day');
    expect(days.scheme.billing.windows.slice(0, 3)).toEqual([
      { count: 30, intervalCount: 24 },
      { count: 1, intervalCount: 23 },
      { count: 209, intervalCount: 24 },
    ]);
    expect(days.scheme.floors.minIntervals).toBe(11);
    for (const [args, reason] of [
      [['--time-zone', 'Asia/Kolkata', ...hours], /say --interval-offset 1800/],
      [['--time-zone', 'Mars/Olympus'], /no such zone/],
      [['--billing', 'day', '--window', '1d'], /cannot be used with/],
      [['--billing-from', '2020-01-01'], /has begun/],
    ] as const) {
      const { code, stderr } = await gridshare(['init', newFolder(), '--meters', '4', ...args]);
      expect([code, stderr]).toEqual([2, expect.stringMatching(reason)]);
    }
  });

  test('a length is a number of seconds, or has a unit', async () => {
    const plain = await init('--meters', '4', '--interval', '1800', '--window', '604800');
    const unit = await init('--meters', '4', '--interval', '30m', '--window', '7d');
    expect(windowLength(plain.scheme)).toBe(windowLength(unit.scheme));
    expect(plain.scheme.intervalSeconds).toBe(1_800);
  });

  test('whether somebody may watch', async () => {
    const { grid, stdout } = await init('--meters', '3', '--allow-debug');
    expect(readConfig('config-broker', configOf(grid, 'broker')).allowDebug).toBe(true);
    expect(stdout).toContain('To watch the bus: gridshare tap --config ');
    expect(readConfig('config-broker', configOf((await init('--meters', '3')).grid, 'broker')).allowDebug).toBe(false);
  });

  test('a number of areas numbers them', async () => {
    const { scheme } = await init('--meters', '9', '--areas', '3');
    expect(scheme.areas).toEqual(['area-1', 'area-2', 'area-3']);
    expect(scheme.floors).toEqual({ minMeters: 2, minIntervals: 96, maxKnown: 0, minCrowd: 2 });
  });

  test('a file of meters: a folder of its own for each, with its own keys', async () => {
    const file = fileOf(
      'meters.csv',
      '# the street\nmeter_id,area,registers\nm-1,oak\nm-2,oak,1-0:1.8.0\n\nm-3,oak,\n',
    );
    const { grid, scheme, stdout } = await init('--meters-file', file);
    expect(scheme.areas).toEqual(['oak']);
    const { meters } = readConfig('enrolment', join(grid, 'utility/roster.json'));
    expect(meters.map(({ meter }) => [meter.id, meter.registers.length])).toEqual([
      ['m-1', 2],
      ['m-2', 1],
      ['m-3', 2],
    ]);
    for (const [at, name] of ['meters/m-1', 'meters/m-2', 'meters/m-3'].entries()) {
      const config = readConfig('config-meter', configOf(grid, name));
      expect(config.source).toEqual({ kind: 'csv', file: 'readings.csv' });
      const keys = readConfig('meter-keys', join(grid, name, 'keys.json'));
      expect(keys.meters.map(({ id }) => id)).toEqual([meters[at]?.meter.id]);
      expect(statSync(join(grid, name, 'keys.json')).mode & 0o777).toBe(0o600);
    }
    expect(stdout).toContain(`gridshare meter --config ${configOf(grid, 'meters/m-3')}`);
  });

  test('a file of meters with gas, water and heat: each in its unit, on bills, and those that are wanted as loads', async () => {
    const registers = '1-0:1.8.0 7-0:3.0.0';
    const text = `m-1,oak,${registers}\nm-2,oak,${registers} 8-0:1.0.0\nm-3,oak,${registers} 6-0:1.0.0\n`;
    const list = [
      '--meters-file',
      fileOf('meters.csv', text),
      '--interval',
      '1d',
      '--interval-offset',
      '82800',
      '--window',
      '30d',
    ];
    const { scheme, stdout } = await init(...list, '--loads', '7-0:3.0.0');
    expect(scheme.registers.slice(2)).toEqual([
      { obis: '6-0:1.0.0', direction: 'import', isLoad: false, unit: 'kJ', maxReading: 17_280_000, resolution: 1_000 },
      { obis: '7-0:3.0.0', direction: 'import', isLoad: true, unit: 'dm3', maxReading: 960_000 },
      { obis: '8-0:1.0.0', direction: 'import', isLoad: false, unit: 'dm3', maxReading: 600_000 },
    ]);
    expect([scheme.intervalSeconds, scheme.intervalOffsetSeconds, windowLength(scheme)]).toEqual([86_400, 82_800, 30]);
    expect(stdout).toContain('Intervals of 1 day');
    expect((await init(...list)).scheme.registers.filter(({ isLoad }) => isLoad)).toHaveLength(1);
    for (const [loads, reason] of [
      ['8-0:1.0.0', /2 meters only have the load curves 1-0:1\.8\.0 in oak|1 meters only have the load curves/],
      ['9-0:1.0.0', /--loads 9-0:1\.0\.0: no meter has that register/],
    ] as const) {
      const { code, stderr } = await gridshare(['init', newFolder(), ...list, '--loads', loads]);
      expect([code, stderr]).toEqual([2, expect.stringMatching(reason)]);
    }
  });

  test('a file of two hundred meters with --tls: a token for each, and no key', async () => {
    const ids = Array.from({ length: 200 }, (_, at) => `m-${at + 1}`);
    const urls = ['--broker', 'mqtts://127.0.0.1:1', '--authority', 'https://127.0.0.1:2', '--token-hours', '48'];
    const { grid, stdout } = await init('--tls', '--meters-file', fileOf('meters.csv', `${ids.join('\n')}\n`), ...urls);
    const tokens = ids.map((id) => join(grid, 'ca/tokens', `${id}.token`));
    expect(new Set(tokens.map((path) => readFileSync(path, 'utf8'))).size).toBe(200);
    expect(tokens.map((path) => statSync(path).mode & 0o777)).toEqual(tokens.map(() => 0o600));
    expect(existsSync(join(grid, 'meters'))).toBe(false);
    expect(readConfig('enrolment', join(grid, 'utility/roster.json')).meters).toEqual([]);
    // Devices spread their sending as the meters of a fleet would: within the time that a page stays open.
    expect(readConfig('kit', join(grid, 'ca/kit.json')).sendJitterSeconds).toBe(300);
    const untilMs = Date.parse(/good until (\S+Z)/.exec(stdout)?.[1] ?? '');
    expect(Math.round((untilMs - Date.now()) / 3_600_000)).toBe(48);
    // What those who come later get, is a command.
    const more = fileOf('more.csv', 'm-201\nm-202\n');
    const out = join(grid, 'more');
    const later = ['token', '--meters-file', more, '--config', configOf(grid, 'ca'), '--out', out];
    expect(await gridshare(later)).toMatchObject({ code: 0 });
    expect(readdirSync(out).toSorted()).toEqual(['m-201.token', 'm-202.token']);
    const again = await gridshare(later);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('No token was made')]);
  });
});

describe('what was written, run', { timeout: 240_000 }, () => {
  test('every option at once: the parties certify the scheme and both rosters, and a load is opened', async () => {
    const choices =
      '--meters 8 --areas oak,elm --interval 60 --window 10m --close-after 10 --floor minMeters=3,minIntervals=4,maxKnown=0,minCrowd=2 ' +
      '--aggregators 4 --threshold 2 --trust active --name all-at-once --shares-topic meter --root city/north --broker';
    const { grid } = await init(...choices.split(' '), `mqtt://127.0.0.1:${await freePort()}`);
    for (const name of ['broker', 'utility', 'meters']) run(name === 'meters' ? 'meter' : name, grid, name);
    for (const index of [1, 2, 3, 4]) run('aggregator', grid, `aggregator-${index}`);
    const load = ['load', '--json', '--config', configOf(grid, 'utility')];
    let verified: string[] = [];
    const endMs = Date.now() + 200_000;
    for (; verified.length < 2 && Date.now() < endMs; await new Promise((again) => setTimeout(again, 2_000))) {
      const { code, stdout } = await gridshare(load);
      const rows = code === 0 ? (JSON.parse(stdout) as { area: string; status: string }[]) : [];
      verified = [...new Set(rows.filter(({ status }) => status === 'verified').map(({ area }) => area))];
    }
    expect(verified.toSorted()).toEqual(['elm', 'oak']);
  });

  test('a list with --tls: three devices enrol with their tokens and the roster has them', async () => {
    const [port, desk] = [await freePort(), await freePort()];
    const list = ['--tls', '--interval', '60', '--meters-file', fileOf('meters.csv', 'm-1\nm-2\nm-3\n')];
    const urls = ['--broker', `mqtts://127.0.0.1:${port}`, '--authority', `https://127.0.0.1:${desk}`];
    const { grid } = await init(...list, ...urls);
    const authority = run('authority', grid, 'ca');
    for (const name of ['broker', 'utility']) run(name, grid, name);
    for (const index of [1, 2, 3]) run('aggregator', grid, `aggregator-${index}`);
    await until('the authority is ready', () => authority.output().includes('the authority is ready'));
    for (const id of ['m-1', 'm-2', 'm-3']) {
      const token = join(grid, 'ca/tokens', `${id}.token`);
      const enrolled = await gridshare([
        'enroll',
        join(grid, id),
        '--kit',
        join(grid, 'ca/kit.json'),
        '--token',
        token,
      ]);
      expect([enrolled.code, enrolled.stdout]).toEqual([0, expect.stringContaining(`Enrolled as meter ${id}`)]);
      writeFileSync(join(grid, id, 'readings.csv'), readings(id));
      run('meter', grid, id);
    }
    for (const id of ['m-1', 'm-2', 'm-3'])
      expect(await gridshare(['health', '--wait', '60', '--config', configOf(grid, id)])).toMatchObject({ code: 0 });
    const explain = async (id: string): Promise<number | null> =>
      (await gridshare(['explain', id, '--config', configOf(grid, 'utility')])).code;
    let codes: (number | null)[] = [];
    const endMs = Date.now() + 120_000;
    for (; codes.length === 0 || (codes.some((code) => code !== 0) && Date.now() < endMs);) {
      await new Promise((again) => setTimeout(again, 2_000));
      codes = await Promise.all(['m-1', 'm-2', 'm-3'].map(explain));
    }
    expect(codes).toEqual([0, 0, 0]);
  });
});

function readings(id: string): string {
  const first = (Math.floor(Date.now() / 60_000) + 1) * 60_000;
  const rows = Array.from({ length: 60 }, (_, at) => `${id},${new Date(first + at * 60_000).toISOString()},5,0`);
  return `meter_id,timestamp,wh,export_wh\n${rows.join('\n')}\n`;
}

describe('what cannot be run is refused with the reason, and nothing is written', LONG, () => {
  test.each([
    [['--bridges'], /--bridges needs --tls and --mosquitto/],
    [['--tls', '--mosquitto', '--bridges', '8882'], /the ports 8882 to 8884, and --broker is at 8883 here, too/],
    [['--tls', '--mosquitto', '--bridges', '65534'], /the ports 65534 to 65536, and ports end at 65535/],
    [['--interval', '59'], /option '--interval <length>'.*from 60 to 86400, or a length such as/],
    [['--interval', '1w'], /from 60 to 86400/],
    [
      ['--interval', '1h', '--window', '90m'],
      /--window 5400 s is not a whole number of intervals of 3600 s: say 3600 or 7200.*\[ERR_USAGE\]/,
    ],
    [['--interval', '1h', '--window', '30m'], /--window 1800 s .*: say 3600, or another --interval/],
    [['--close-after', '5'], /from 10 to 2678400/],
    [['--floor', 'minMeter=3'], /one of minMeters, minIntervals, maxKnown, minCrowd/],
    [['--floor', 'minMeters=0'], /minMeters must be a whole number from 1/],
    [['--floor', 'minMeters=3.5'], /minMeters must be a whole number from 1/],
    [['--meters', '20', '--floor', 'minMeters=21'], /--floor minMeters=21: area-1 has 20 meters only.*\[ERR_USAGE\]/],
    [['--meters', '20', '--areas', '2', '--floor', 'minCrowd=11'], /--floor minCrowd=11: area-1 has 10 meters only/],
    [['--floor', 'maxKnown=30,minCrowd=30'], /minCrowd 30 is not more than maxKnown 30.*\[ERR_USAGE\]/],
    [['--window', '1d', '--floor', 'minIntervals=49'], /minIntervals 49 is more than half of a window's 96 intervals/],
    [['--areas', '0'], /whole number from 1 to 4096/],
    [['--areas', 'oak,'], /a number of areas, or their names/],
    [['--areas', 'oak,oak'], /An area is named twice/],
    [['--meters', '3', '--areas', '2'], /area-\d has one meter only.*\[ERR_FLEET_SMALL\]/],
    [['--meters', '3', '--areas', '4'], /4 areas are too many for 3 meters.*\[ERR_FLEET_SMALL\]/],
    [['--threshold', '4'], /threshold 4 is more than the 3 aggregators/],
    [['--meters', '3', '--meters-file', 'x'], /'--meters-file <file>' cannot be used with option '--meters <n>'/],
    [['--meters-file', 'nowhere.csv'], /cannot read nowhere\.csv: it does not exist.*\[ERR_METERS_FILE\]/],
    [['--replay', 'nowhere.csv'], /nowhere\.csv.*\[ERR_CSV_FILE\]/],
  ])('%j', async (args, reason) => {
    const grid = newFolder();
    const { code, stdout, stderr } = await gridshare(['init', grid, ...args]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(reason)]);
    expect(existsSync(grid)).toBe(false);
  });

  test.each([
    ['', /no meter is listed/],
    ['# nobody\nmeter_id,area\n', /no meter is listed/],
    ['m-1\nm 2\n', /line 2: the meter id "m 2" is invalid: it must be 1 to 64/],
    ['m-1,oak\nm-2,o k\n', /line 2: the area "o k" is invalid/],
    ['m-1\n\nm-2\nm-1\n', /line 4: meter m-1 is listed twice, in line 1 first/],
    ['m-1,oak,1.8.0\n', /line 1: the register "1\.8\.0" is invalid/],
    ['m-1,oak,1-0:1.8.0 1-0:1.8.0\n', /line 1: a register is listed twice/],
    ['m-1,oak,1-0:1.8.0,1-0:2.8.0\n', /line 1: there are 4 columns/],
    [
      'm-1,oak,1-0:3.8.0\nm-2,oak\n',
      /meter m-1 has the register 1-0:3\.8\.0, and a new scheme can have 1-0:1\.8\.0, 1-0:2\.8\.0, 7-0:3\.0\.0 \(gas\), /,
    ],
    ['m-1\n"m-2\n', /line 2: the quotes do not match/],
    ['m-1,oak\nm-2,elm\nm-3,elm\n', /oak has one meter only.*more meters in the file/],
  ])('the list %j', async (text, reason) => {
    const grid = newFolder();
    const { code, stderr } = await gridshare(['init', grid, '--meters-file', fileOf('meters.csv', text)]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(reason)]);
    expect(stderr).toMatch(/\[ERR_(?:METERS_FILE|FLEET_SMALL|USAGE)\]/);
    expect(existsSync(grid)).toBe(false);
  });

  test('token wants one meter or a list', async () => {
    const { grid } = await init('--meters', '3', '--tls');
    const config = ['--config', configOf(grid, 'ca'), '--out', join(grid, 't')];
    for (const args of [[], ['m-1', '--meters-file', 'x']]) {
      const { code, stderr } = await gridshare(['token', ...args, ...config]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('name one meter, or a list of them')]);
    }
  });
});
