/** `gridshare tariff`, `demo --tariff` and `meter bill`, as real processes: what is checked is what is certified, billed and verified. [P-8.7, P-8.8] */
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../host/base/config.ts';
import { gridshare, withFolder } from './gridshare.ts';

const LONG = { timeout: 240_000 };
const EXAMPLES = join(import.meta.dirname, '../examples/tariffs');
const HOMES = 6;
const HOURS = 24;

/** Hours of the first day of 2026; no two are alike. */
const wh = (home: number, hour: number): number => 137 * (home + 1) + 11 * hour + ((home * hour) % 7);

function writeHomes(folder: string): string {
  const path = join(folder, 'homes.csv');
  const rows = Array.from({ length: HOMES }, (_, home) =>
    Array.from(
      { length: HOURS },
      (__, hour) => `m-${home + 1},2026-01-05T${String(hour).padStart(2, '0')}:00:00Z,${wh(home, hour)}`,
    ),
  );
  writeFileSync(path, `meter_id,timestamp,wh\n${rows.flat().join('\n')}\n`);
  return path;
}

/** By UTC: nights at 0.2, days at 0.3, and two tiers beside; 19 % on all of it. */
const TARIFF = `
version: 1
id: try-out
revision: 2
title: To try it
currency: EUR
decimals: 2
timeZone: UTC
components:
  - id: energy
    title: Energy
    kind: time-of-use
    vatPpm: 190000
    rates: [{ name: night, microPerKwh: 200000 }, { name: day, microPerKwh: 300000 }]
    seasons: [{ from: 01-01, weekday: [{ from: '00:00', rate: night }, { from: '06:00', rate: day }] }]
  - id: grid
    title: Grid
    kind: block
    vatPpm: 190000
    isProrated: false
    tiers: [{ untilWh: 10000, microPerKwh: 50000 }, { microPerKwh: 70000 }]
`;

/** As if the deployment had been made three days ago: its first window has begun, and ends when it did. */
function begunBefore(path: string): void {
  const earlier = (_all: string, first: string): string => `firstInterval: ${Number(first) - 288}`;
  // On the last evening of a month the first window may be as long as the second, and of one run with it.
  const longer = (_all: string, indent: string, count: string, length: string): string => {
    const run = (windows: number, intervals: number): string =>
      windows === 0 ? '' : `${indent}- count: ${windows}\n${indent}  intervalCount: ${intervals}\n`;
    return `${run(1, Number(length) + 288)}${run(Number(count) - 1, Number(length))}`;
  };
  const text = readFileSync(path, 'utf8')
    .replace(/firstInterval: (\d+)/, earlier)
    .replace(/( +)- count: (\d+)\n +intervalCount: (\d+)\n/, longer);
  writeFileSync(path, text);
}

/** Net and tax by hand, in millionths. Each Wh costs whole thousandths of these prices, so nothing is rounded but the tax. */
function byHand(home: number): number {
  let [night, day] = [0, 0];
  for (let hour = 0; hour < HOURS; hour++) {
    if (hour < 6) night += wh(home, hour);
    else day += wh(home, hour);
  }
  const total = night + day;
  const net = night * 200 + day * 300 + Math.min(total, 10_000) * 50 + Math.max(0, total - 10_000) * 70;
  return net + Math.round(net * 0.19);
}

describe('a demo', LONG, () => {
  test('bills by a document to the micro-currency, and every household verifies its own', async () => {
    await withFolder(async (folder) => {
      const [homes, document, kept] = [writeHomes(folder), join(folder, 'tariff.yaml'), join(folder, 'kept')];
      writeFileSync(document, TARIFF);
      const played = await gridshare(['demo', '--data', homes, '--tariff', document, '--keep', kept, '--json']);
      expect([played.code, played.stderr]).toEqual([0, '']);
      const wanted = Array.from({ length: HOMES }, (_, home) => byHand(home));
      expect(JSON.parse(played.stdout)).toMatchObject({
        billsExact: HOMES,
        money: {
          tariff: 'try-out',
          currency: 'EUR',
          bills: HOMES,
          totalMicro: wanted.reduce((sum, one) => sum + one, 0),
        },
      });
      const utility = join(kept, 'utility/config.yaml');
      const listed = await gridshare(['bills', '--json', '--config', utility]);
      const bills = JSON.parse(listed.stdout) as {
        meter: string;
        money: { totalMicro: number; tariff: { id: string } };
      }[];
      expect(bills.map(({ meter, money }) => [meter, money.totalMicro, money.tariff.id])).toEqual(
        wanted.map((micro, home) => [`m-${home + 1}`, micro, 'try-out']),
      );
      const explained = await gridshare(['explain', 'm-3', '--config', utility]);
      expect(explained.stdout).toMatch(/Grid: 10\.000 kWh up to 10 kWh x 0\.05 EUR\/kWh +0\.50 EUR/);
      expect(explained.stdout).not.toContain('credit note');
      const meters = join(kept, 'meters/config.yaml');
      for (const home of [0, HOMES - 1]) {
        const own = await gridshare(['meter', 'bill', '--meter', `m-${home + 1}`, '--json', '--config', meters]);
        expect([own.code, own.stderr]).toEqual([0, '']);
        const [bill] = (JSON.parse(own.stdout) as { bills: Record<string, unknown>[] }).bills;
        expect(bill).toMatchObject({
          cost: 'exact',
          money: { totalMicro: wanted[home]! },
          ownMoney: { totalMicro: wanted[home]! },
        });
        expect(['exact', 'was-exact']).toContain(bill?.['energy']);
      }
      const said = await gridshare(['meter', 'bill', '--meter', 'm-1', '--config', meters]);
      expect(said.stdout).toContain(
        'cost: To try it, revision 2, whose hash the aggregators certified before the window began',
      );
    });
  });
});

describe('gridshare tariff', LONG, () => {
  test.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml')))(
    'check allows %s and says what it tells',
    async (name) => {
      const { code, stdout, stderr } = await gridshare(['tariff', 'check', join(EXAMPLES, name)]);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/numbers? per register, home and window: /);
      expect(stdout).toContain('Allowed under the floors of this scheme');
      if (name === 'dynamic.yaml')
        expect(stdout).toMatch(/a kWh costs at most 0\.\d{6} EUR more or less than by its own interval's price/);
    },
  );

  test('check says what would be refused, with the code; and whose own floor it is', async () => {
    await withFolder(async (folder) => {
      const grid = join(folder, 'grid');
      expect((await gridshare(['init', grid, '--meters', '10', '--time-zone', 'Europe/Berlin'])).code).toBe(0);
      begunBefore(join(grid, 'utility/config.yaml'));
      const check = (name: string, ...more: string[]) =>
        gridshare(['tariff', 'check', join(EXAMPLES, name), '--config', join(grid, 'utility/config.yaml'), ...more]);
      const floors = ['--floor-of', join(grid, 'aggregator-1/config.yaml'), join(grid, 'meters/config.yaml')];
      const taken = await check('household.yaml', ...floors);
      expect([taken.code, taken.stdout]).toEqual([
        0,
        expect.stringMatching(/and those of aggregator 1, the meters\.\n$/),
      ]);
      const late = await check('household.yaml', '--from', '2020-01-01');
      expect([late.code, late.stdout]).toEqual([
        1,
        expect.stringContaining('Refused (tariff_refused): the window from'),
      ]);
      const market = await check('dynamic.yaml');
      expect([market.code, market.stdout]).toEqual([1, expect.stringContaining('Refused (scheme_refused):')]);
      // A scheme that is looser than what the meters agreed to.
      const path = join(grid, 'utility/config.yaml');
      writeFileSync(path, readFileSync(path, 'utf8').replace(/minMeters: \d+/, 'minMeters: 1'));
      const loose = await gridshare(['tariff', 'check', path, ...floors]);
      expect([loose.code, loose.stdout]).toEqual([
        1,
        expect.stringMatching(/Refused by aggregator 1 \(invalid_batch_size\): minMeters 1 is below/),
      ]);
      const strange = await gridshare(['tariff', 'check', join(grid, 'utility/roster.json')]);
      expect(strange.code).toBe(2);
    });
  });

  test('add writes tariffs and document, keeps what people wrote, and refuses what aggregators would', async () => {
    await withFolder(async (folder) => {
      const [grid, file] = [join(folder, 'grid'), join(folder, 'tariff.yaml')];
      expect((await gridshare(['init', grid, '--meters', '10', '--time-zone', 'Europe/Berlin'])).code).toBe(0);
      copyFileSync(join(EXAMPLES, 'german-14a.yaml'), file);
      const path = join(grid, 'utility/config.yaml');
      begunBefore(path);
      writeFileSync(path, `# Our own words.\n${readFileSync(path, 'utf8')}`);
      const added = await gridshare(['tariff', 'add', file, '--config', path, '--windows', '6']);
      expect([added.code, added.stderr]).toEqual([0, '']);
      expect(readFileSync(path, 'utf8')).toMatch(/^# Our own words\.\n/);
      const { scheme, tariffDocuments } = readConfig('config-utility', path);
      expect(scheme.tariffs).toHaveLength(6);
      expect(new Set(scheme.tariffs.map(({ document }) => document)).size).toBe(1);
      expect(tariffDocuments).toEqual([expect.stringMatching(/^tariffs\/grid-14a-r1-.{8}\.json$/)]);
      expect(readConfig('tariff', join(grid, 'utility', tariffDocuments[0]!))).toEqual(readConfig('tariff', file));
      expect((await gridshare(['tariff', 'check', path])).code).toBe(0);
      const late = await gridshare(['tariff', 'add', file, '--config', path, '--from', '2020-01-01']);
      expect([late.code, late.stderr]).toEqual([2, expect.stringContaining('it would be refused (tariff_refused)')]);
      // A document that was changed under its hash is none that the scheme names.
      const own = join(grid, 'utility', tariffDocuments[0]!);
      writeFileSync(own, readFileSync(own, 'utf8').replace('131500', '131501'));
      const doctor = await gridshare(['utility', '--config', path]);
      expect([doctor.code, doctor.stderr]).toEqual([2, expect.stringContaining('ERR_TARIFF_INVALID')]);
    });
  });

  test('preview says what homes would have paid', async () => {
    await withFolder(async (folder) => {
      const [homes, document] = [writeHomes(folder), join(folder, 'tariff.yaml')];
      writeFileSync(document, TARIFF);
      const { code, stdout } = await gridshare(['tariff', 'preview', document, '--homes', homes, '--json']);
      expect(code).toBe(0);
      const { bills } = JSON.parse(stdout) as { bills: { meter: string; money: { totalMicro: number } }[] };
      expect(bills.map(({ meter, money }) => [meter, money.totalMicro])).toEqual(
        Array.from({ length: HOMES }, (_, home) => [`m-${home + 1}`, byHand(home)]),
      );
      const told = await gridshare(['tariff', 'preview', document, '--homes', homes]);
      expect(told.stdout).toMatch(/6 bills, \d+\.\d\d EUR together\.\n$/);
    });
  });
});
