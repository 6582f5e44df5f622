/** Feeder meters: what is missing between them and an area's load is a number, exact to the watt-hour. [P-11] */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type BalanceView, type FeederReadings, viewBalance } from '../utility/views/balance-view.ts';
import { IndexedArea } from '../utility/views/indexed-area.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { simulateHouseholds } from '../homes/simulated.ts';
import { withThief } from '../homes/thief.ts';
import { SIZE, range, value } from './attacks/forge.ts';
import { demo, gridshare, withFolder } from './gridshare.ts';
import { EXPORT, FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from './simulation/grid.ts';

const WINDOW = { from: FIRST_INTERVAL, count: 8 };

/** Whatever a meter read in an interval, by its offset; undefined: it reported nothing. */
type Reader = (meter: number, offset: number) => readonly number[] | undefined;

function played(read: Reader, options: Partial<GridOptions> = {}): IndexedArea {
  const grid = new Grid({ ...SIZE, ...options });
  grid.start();
  for (const offset of range(0, 8)) grid.readInterval(offset, (meter) => read(meter, offset));
  grid.closeDue();
  grid.wait(20_000);
  const [area] = grid.archive.restore();
  if (area === undefined) throw new Error('there is an area');
  return new IndexedArea(nodeCrypto, area, { gridMs: undefined, live: undefined });
}

/** A feeder that measured so much: import, and export if any, by offset. */
function feeder(values: (offset: number) => readonly number[] | undefined): FeederReadings {
  const readings = new Map<number, readonly number[]>();
  for (const offset of range(0, 8)) {
    const wh = values(offset);
    if (wh !== undefined) readings.set(FIRST_INTERVAL + offset, wh);
  }
  return readings;
}

const honest: Reader = (meter, offset) => [value(meter, offset)];
const drawn = (offset: number): number => range(0, 4).reduce((sum, meter) => sum + value(meter, offset), 0);
const total = range(0, 8).reduce((sum, offset) => sum + drawn(offset), 0);
const balances = ({ intervals }: BalanceView) => intervals.map(({ balanceWh }) => balanceWh);

describe('[P-11] the balance of an area', () => {
  test('is nothing where nothing is missing, and what is missing to the watt-hour otherwise', () => {
    const area = played(honest);
    expect(
      viewBalance(
        area,
        feeder((offset) => [drawn(offset)]),
        WINDOW,
      ),
    ).toMatchObject({
      compared: 8,
      feederWh: total,
      loadWh: total,
      exportWh: 0,
      balanceWh: 0,
      percent: 0,
      thinPages: 0,
      reason: 'the whole window',
    });
    const missing = viewBalance(
      area,
      feeder((offset) => [drawn(offset) + (offset === 3 ? 123 : 0)]),
      WINDOW,
    );
    expect(balances(missing)).toEqual([0, 0, 0, 123, 0, 0, 0, 0]);
    expect([missing.balanceWh, missing.percent]).toEqual([123, Math.round((123 / (total + 123)) * 10_000) / 100]);
    // Meters that reported more than there was: a wrong feeder, or a clock.
    expect(
      viewBalance(
        area,
        feeder((offset) => [drawn(offset) - 1]),
        WINDOW,
      ).balanceWh,
    ).toBe(-8);
  });

  test('is over the intervals that both have', () => {
    const area = played(honest);
    const view = viewBalance(
      area,
      feeder((offset) => (offset === 2 ? undefined : [drawn(offset) + 10])),
      WINDOW,
    );
    expect([view.compared, view.balanceWh, view.reason]).toEqual([7, 70, '7 of 8 intervals']);
    expect(balances(view)[2]).toBeUndefined();
    const none = viewBalance(
      area,
      feeder(() => undefined),
      WINDOW,
    );
    expect([none.compared, none.balanceWh, none.percent]).toEqual([0, undefined, undefined]);
  });

  test('a page that lacks few meters tells about those: it is thin, and one that lacks enough is not', () => {
    const away: Reader = (meter, offset) =>
      (offset === 2 && meter === 0) || (offset === 4 && meter < 2) ? undefined : honest(meter, offset);
    const view = viewBalance(
      played(away),
      feeder((offset) => [drawn(offset)]),
      WINDOW,
    );
    expect(view.intervals.map(({ lacking, isThin }) => [lacking, isThin])).toEqual(
      range(0, 8).map((offset) => (offset === 2 ? [1, true] : offset === 4 ? [2, false] : [0, false])),
    );
    // That it is what the one home used is the point of the warning.
    expect([balances(view)[2], view.thinPages]).toEqual([value(0, 2), 1]);
  });

  test('what homes fed in is known for whole windows only, and then counts', () => {
    const registersOf = (meter: number) => (meter === 0 ? [IMPORT, EXPORT] : [IMPORT]);
    const area = played((meter, offset) => [value(meter, offset), ...(meter === 0 ? [50 + offset] : [])], {
      registersOf,
    });
    const fed = range(0, 8).reduce((sum, offset) => sum + 50 + offset, 0);
    const view = viewBalance(
      area,
      feeder((offset) => [drawn(offset) - 50 - offset + 5]),
      WINDOW,
    );
    expect([view.feederWh, view.exportWh, view.loadWh, view.balanceWh]).toEqual([total - fed + 40, fed, total, 40]);
    expect(balances(view)).toEqual(range(0, 8).map(() => undefined));
    // A feeder that tells both directions apart says the same.
    expect(
      viewBalance(
        area,
        feeder((offset) => [drawn(offset) + 5, 50 + offset]),
        WINDOW,
      ).balanceWh,
    ).toBe(40);
    const part = viewBalance(
      area,
      feeder((offset) => (offset === 0 ? undefined : [drawn(offset)])),
      WINDOW,
    );
    expect([part.balanceWh, part.reason]).toEqual([
      undefined,
      expect.stringContaining('7 of 8 intervals; some meters'),
    ]);
  });
});

describe('gridshare demo --thief', () => {
  const LONG = { timeout: 180_000 };
  const ARGS = ['--interval', '3600', '--meters', '8', '--seed', '3'];

  test('a thief is billed for what was reported, and the feeder shows the rest, to the watt-hour', LONG, async () => {
    await withFolder(async (folder) => {
      const kept = join(folder, 'kept');
      const { code, json } = await demo([...ARGS, '--thief', 'home-2@25', '--keep', kept]);
      const homes = simulateHouseholds({
        seed: 3,
        meterCount: 8,
        days: 1,
        firstInterval: Date.UTC(2026, 0, 5) / 1000 / 3600,
        intervalSeconds: 3600,
        intervalOffsetSeconds: 0,
      });
      const importOf = ({ households }: typeof homes): number =>
        households.flatMap(({ readings }) => [...readings.values()]).reduce((sum, [wh = 0]) => sum + wh, 0);
      const used = importOf(homes);
      const reported = importOf(withThief(homes, { meter: 'home-2', percent: 25 }));
      expect(reported).toBeLessThan(used);
      expect([code, json.billsExact]).toEqual([0, 8]);
      expect(json).toMatchObject({ balance: [{ area: 'area-1', balanceWh: used - reported, loadWh: reported }] });

      const config = join(kept, 'utility', 'config.yaml');
      const asked = await gridshare(['balance', '--json', '--config', config]);
      expect(asked.code).toBe(0);
      expect((JSON.parse(asked.stdout) as object[])[0]).toMatchObject({ balanceWh: used - reported, count: 32 });
      const rows = await gridshare(['balance', '--csv', '--intervals', '--config', config]);
      expect(rows.stdout.trim().split('\n').length).toBeGreaterThan(32);
      expect((await gridshare(['balance', '--config', config])).stdout).toContain('kWh');

      const feeders = join(kept, 'utility', 'feeders.csv');
      expect(existsSync(feeders)).toBe(true);
      const text = readFileSync(feeders, 'utf8');
      writeFileSync(feeders, text.replaceAll('area-1,', 'elsewhere,'));
      const stranger = await gridshare(['balance', '--config', config]);
      expect([stranger.code, stranger.stderr]).toEqual([2, expect.stringContaining('[ERR_CONFIG_FEEDERS]')]);
      writeFileSync(config, readFileSync(config, 'utf8').replace(/^feeders: .*\n/m, ''));
      const without = await gridshare(['balance', '--config', config]);
      expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('[ERR_CONFIG_FEEDERS]')]);
    });
  });

  test('a thief that is nobody is refused', async () => {
    const { code, stderr } = await gridshare(['demo', ...ARGS, '--thief', 'nobody']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('no meter is called that')]);
  });
});
