/** Starts that fail: the process ends, wherever it had come to, and says why where people and programs look. */
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

let folder: string;
let grid: string;
let running: ReturnType<typeof start>[] = [];

const configOf = (name: string): string => join(grid, name, 'config.yaml');
const party = (role: string, name: string) => gridshare([role, '--config', configOf(name)]);
const health = (name: string, ...more: string[]) => gridshare(['health', '--config', configOf(name), ...more]);

function run(role: string, name: string): ReturnType<typeof start> {
  const started = start([role, '--config', configOf(name)]);
  running.push(started);
  return started;
}

async function provision(isTls: boolean): Promise<void> {
  const port = await freePort();
  const urls = isTls ? ['--tls', '--broker', `mqtts://127.0.0.1:${port}`] : ['--broker', `mqtt://127.0.0.1:${port}`];
  const args = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--interval', '60', ...urls];
  expect(await gridshare(['init', grid, ...args])).toMatchObject({ code: 0 });
}

beforeEach(() => {
  folder = temporaryFolder();
  grid = join(folder, 'grid');
});

afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

const LONG = { timeout: 120_000 };

test('a meter whose readings cannot be read ends, although its runner had begun', LONG, async () => {
  await provision(false);
  const config = readFileSync(configOf('meters'), 'utf8');
  writeFileSync(join(grid, 'meters/readings.csv'), 'meter_id,time,wh\nm,2026-01-01T00:00:00Z,1\n');
  const source = /source:\n(?: {2}.*\n)+/;
  expect(config).toMatch(source);
  writeFileSync(configOf('meters'), config.replace(source, 'source:\n  kind: csv\n  file: readings.csv\n'));
  const meters = run('meter', 'meters');
  // Without a scheme it does not look at them yet: it is at work.
  expect(await health('meters', '--alive', '--wait', '30')).toMatchObject({ code: 0 });
  for (const name of ['broker', 'utility']) run(name, name);
  for (const name of ['aggregator-1', 'aggregator-2']) run('aggregator', name);
  const { code, stderr } = await meters.outcome;
  expect([code, stderr]).toEqual([2, expect.stringContaining('[ERR_CSV_COLUMN]')]);
  for (const more of [[], ['--alive']]) {
    const sick = await health('meters', ...more);
    expect([sick.code, sick.stdout]).toEqual([1, expect.stringMatching(/ended by itself: .*\[ERR_CSV_COLUMN\]/s)]);
  }
});

describe('keys of somebody else', LONG, () => {
  const CASES = [
    ['aggregator', 'aggregator-1', 'aggregator-2', 'aggregator 1'],
    ['aggregator', 'aggregator-2', 'utility', 'aggregator 2'],
    ['utility', 'utility', 'aggregator-1', 'the utility'],
  ] as const;

  test.each(CASES)('%s: %s does not start with the keys of %s, and opens nothing', async (role, name, other, who) => {
    await provision(false);
    const state = join(grid, name, 'state');
    const before = readdirSync(state);
    const own = readFileSync(join(grid, name, 'keys.json'));
    copyFileSync(join(grid, other, 'keys.json'), join(grid, name, 'keys.json'));
    if (other === 'utility') {
      // As an aggregator's file otherwise: only what is pinned tells.
      const { hpke } = JSON.parse(own.toString('utf8')) as { hpke: unknown };
      const foreign = JSON.parse(readFileSync(join(grid, other, 'keys.json'), 'utf8')) as object;
      writeFileSync(join(grid, name, 'keys.json'), JSON.stringify({ ...foreign, hpke }));
    }
    const { code, stderr } = await party(role, name);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`is not the one that everybody pins for ${who}`)]);
    expect(stderr).toContain('[ERR_KEYS_FOREIGN]');
    expect(readdirSync(state).filter((file) => !before.includes(file))).toEqual(['health.json']);
    expect((await health(name)).stdout).toContain('[ERR_KEYS_FOREIGN]');
    // Nothing is gone: there never was a store.
    const { stdout } = await gridshare(['doctor', '--config', configOf(name), '--json']);
    const { checks } = JSON.parse(stdout) as { checks: { name: string; status: string }[] };
    expect(checks.filter(({ name: check }) => check === 'store').map(({ status }) => status)).toEqual(['ok']);
    writeFileSync(join(grid, name, 'keys.json'), own);
    run(role, name);
    expect(await health(name, '--alive', '--wait', '30')).toMatchObject({ code: 0 });
  });

  test('two meters with one key are one: a fleet does not start with them', async () => {
    await provision(false);
    const path = join(grid, 'meters/keys.json');
    const file = JSON.parse(readFileSync(path, 'utf8')) as { meters: Record<string, unknown>[] };
    const [one, other] = file.meters;
    other!['identity'] = one!['identity'];
    writeFileSync(path, JSON.stringify(file));
    const { code, stderr } = await party('meter', 'meters');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`the meter ${String(other!['id'])} has the identity key`),
    ]);
    expect(existsSync(join(grid, 'meters/state/outbox.sqlite'))).toBe(false);
  });

  test('a meter with the keys of another does not go on with this one’s store', async () => {
    await provision(false);
    const path = join(grid, 'meters/keys.json');
    const text = readFileSync(path, 'utf8');
    const file = JSON.parse(text) as { meters: { id: string }[] };
    const [first, second] = file.meters;
    const config = readFileSync(configOf('meters'), 'utf8');
    writeFileSync(
      configOf('meters'),
      config.replace(/firstInterval: (\d+)/, (_all, from) => `firstInterval: ${Number(from) - 5}`),
    );
    writeFileSync(path, JSON.stringify({ meters: file.meters.slice(0, 1) }));
    for (const name of ['broker', 'utility']) run(name, name);
    for (const name of ['aggregator-1', 'aggregator-2']) run('aggregator', name);
    const meter = run('meter', 'meters');
    const report = join(grid, 'meters/state/health.json');
    await until(
      'it has written a reading',
      () => existsSync(report) && /"readings":[1-9]/.test(readFileSync(report, 'utf8')),
    );
    meter.child.kill('SIGTERM');
    await meter.outcome;
    writeFileSync(path, JSON.stringify({ meters: file.meters.slice(1, 2) }));
    const { code, stderr } = await party('meter', 'meters');
    expect([code, stderr]).toEqual([2, expect.stringContaining(`is of ${first!.id}, and the keys in`)]);
    expect(stderr).toContain(`are of ${second!.id}`);
    // A fleet that grew goes on with it.
    writeFileSync(path, text);
    run('meter', 'meters');
    expect(await health('meters', '--wait', '30')).toMatchObject({ code: 0 });
  });

  test('a certificate of somebody else ends the start, before anybody’s connection is taken', async () => {
    await provision(true);
    for (const file of ['cert.pem', 'key.pem'])
      copyFileSync(join(grid, 'aggregator-2', file), join(grid, 'aggregator-1', file));
    const { code, stderr } = await party('aggregator', 'aggregator-1');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('is for CN=aggregator-2, and brokers know this party as aggregator-1'),
    ]);
    expect(stderr).toContain('[ERR_TLS_FOREIGN]');
  });
});

test('a start that fails beside a running party leaves its word alone', LONG, async () => {
  await provision(false);
  run('aggregator', 'aggregator-1');
  expect(await health('aggregator-1', '--alive', '--wait', '30')).toMatchObject({ code: 0 });
  const second = await party('aggregator', 'aggregator-1');
  expect([second.code, second.stderr]).toEqual([3, expect.stringContaining('[ERR_PARTY_RUNNING]')]);
  expect(await health('aggregator-1', '--alive')).toMatchObject({ code: 0 });
});
