/** Lists of windows and tariffs that run out: health, doctor, metrics and the dashboard say so ahead, and one command prolongs windows. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { readConfig } from '../host/base/config.ts';
import { intervalStartMs } from '../protocol/grid/interval.ts';
import { Windows } from '../protocol/grid/windows.ts';
import { runsOf } from '../deploy/calendar.ts';
import { access, clientOf, startDesk } from './desk/desk.ts';
import { comesTrue, freePort, gridshare, start, temporaryFolder } from './gridshare.ts';
import { ROOT } from './typing.ts';

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const config = join(grid, 'utility/config.yaml');
const running: ReturnType<typeof start>[] = [];
const COMMENT = '# by hand';
const EARLIER = 288;
let metricsPort = 0;

const windowsOf = (): Windows => Windows.of(readConfig('config-utility', config).scheme.billing);

/** Cuts the list of windows after the first and so many more. The first is longer than others, whatever day this is run. */
function cut(more: number): void {
  const { billing } = readConfig('config-utility', config).scheme;
  const windows = Windows.of(billing);
  const lengths = Array.from({ length: 1 + more }, (_, number) => windows.at(number)!.count);
  const yaml = parseDocument(readFileSync(config, 'utf8'));
  lengths[0]! += EARLIER;
  yaml.setIn(['scheme', 'billing', 'firstInterval'], billing.firstInterval - EARLIER);
  yaml.setIn(['scheme', 'billing', 'windows'], yaml.createNode(runsOf(lengths)));
  yaml.setIn(['metrics'], yaml.createNode({ listen: `127.0.0.1:${metricsPort}` }));
  writeFileSync(config, `${COMMENT}\n${yaml.toString()}`);
}

beforeAll(async () => {
  metricsPort = await freePort();
  const few = ['--meters', '3', '--broker', `mqtt://127.0.0.1:${await freePort()}`, '--time-zone', 'Europe/Berlin'];
  expect(await gridshare(['init', grid, ...few])).toMatchObject({ code: 0 });
}, 60_000);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  rmSync(folder, { recursive: true, force: true });
});

async function utility(): Promise<() => Promise<void>> {
  const party = start(['utility', '--config', config]);
  running.push(party);
  await comesTrue('it is ready', () => Promise.resolve(party.output().includes('utility is ready')), 60);
  return async () => {
    party.child.kill('SIGTERM');
    await party.outcome;
  };
}

const health = async (): Promise<string> => (await gridshare(['health', '--config', config])).stdout;
const doctor = async (): Promise<string> => (await gridshare(['doctor', '--config', config])).stdout;
const metrics = async (): Promise<string> => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();

describe('a scheme that runs out', { timeout: 120_000 }, () => {
  test('is told by health, doctor, metrics and the API while there is time, and prolonged in one command', async () => {
    const tariff = join(ROOT, 'examples/tariffs/linear.yaml');
    cut(1);
    expect(await gridshare(['tariff', 'add', tariff, '--windows', '1', '--config', config])).toMatchObject({ code: 0 });
    running.push(start(['broker', '--config', join(grid, 'broker/config.yaml')]));
    const stop = await utility();
    await comesTrue('health says so', async () => (await health()).includes('gridshare billing extend'), 30);
    expect(await health()).toContain('no tariff is for the window from');
    const found = await doctor();
    expect(found).toMatch(/windows ends .* UTC/);
    expect(found).toContain(`gridshare billing extend --config ${config}`);
    expect(found).toContain('gridshare tariff add DOCUMENT');
    expect(await metrics()).toMatch(/gridshare_windows_end_soon\{[^}]*\} 1\n/);
    expect(await metrics()).toMatch(/gridshare_tariffs_end_soon\{[^}]*\} 1\n/);
    const token = await access(config, 'vera', 'viewer');
    const desk = await startDesk(config);
    const { runningOut } = await clientOf(desk, token).get('deployment');
    expect(runningOut.map(({ what }) => what)).toEqual(['windows', 'tariffs']);
    expect(runningOut[0]?.end).toBe(
      new Date(intervalStartMs(windowsOf().listedEnd, readConfig('config-utility', config).scheme))
        .toISOString()
        .replace('.000Z', 'Z'),
    );
    await desk.stop();
    await stop();

    const before = windowsOf();
    const extended = await gridshare(['billing', 'extend', '--time-zone', 'Europe/Berlin', '--config', config]);
    expect(extended).toMatchObject({ code: 0, stderr: '' });
    expect(extended.stdout).toMatch(/\d+ windows more, each a calendar month of Europe\/Berlin/);
    expect(windowsOf().prolong(before)).toBe(true);
    expect(readFileSync(config, 'utf8')).toContain(COMMENT);
    expect(await gridshare(['tariff', 'add', tariff, '--config', config])).toMatchObject({ code: 0 });
    const again = await utility();
    await comesTrue('it is said no more', async () => !(await health()).includes('gridshare billing extend'), 30);
    expect(await doctor()).not.toMatch(/billing extend|tariff add/);
    expect(await metrics()).toMatch(/gridshare_windows_end_soon\{[^}]*\} 0\n/);
    expect(await metrics()).toMatch(/gridshare_tariffs_end_soon\{[^}]*\} 0\n/);
    await again();
  });

  test('that is over is refused, and one that goes far enough is left as it is', async () => {
    const more = await gridshare([
      'billing',
      'extend',
      '--years',
      '5',
      '--time-zone',
      'Europe/Berlin',
      '--config',
      config,
    ]);
    expect(more).toMatchObject({ code: 2, stderr: expect.stringContaining('already: say more --years') });
    const text = readFileSync(config, 'utf8');
    const yaml = parseDocument(text);
    const first = readConfig('config-utility', config).scheme.billing.firstInterval;
    yaml.setIn(['scheme', 'billing', 'firstInterval'], first - 40 * 365 * 96);
    yaml.setIn(['scheme', 'tariffs'], []);
    yaml.setIn(['tariffDocuments'], []);
    writeFileSync(config, yaml.toString());
    const late = await gridshare(['billing', 'extend', '--config', config]);
    expect(late).toMatchObject({ code: 3, stderr: expect.stringContaining('[ERR_BILLING_ENDED]') });
    expect(readFileSync(config, 'utf8')).toBe(yaml.toString());
  });
});
