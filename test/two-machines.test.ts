/** A party's folder copied to a second machine, both running: both say so, and they stop throwing each other out. [P-10.6] */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { type Mosquitto, findMosquitto, startMosquitto } from '../broker/mosquitto.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

let folder: string;
let grid: string;
let port: number;
let mosquitto: Mosquitto | undefined;
let running: ReturnType<typeof start>[] = [];
const logs = new Map<string, () => string>();

const configOf = (name: string): string => join(grid, name, 'config.yaml');
const health = (name: string, ...more: string[]) => gridshare(['health', '--config', configOf(name), ...more]);

function run(role: string, name: string): void {
  const party = start([role, '--config', configOf(name)]);
  let text = '';
  party.child.stderr?.on('data', (chunk: string) => (text += chunk));
  logs.set(name, () => text);
  running.push(party);
}

function problemOf(name: string): string {
  const path = join(grid, name, 'state/health.json');
  if (!existsSync(path)) return '';
  return (JSON.parse(readFileSync(path, 'utf8')) as { problem?: string }).problem ?? '';
}

beforeEach(async () => {
  folder = temporaryFolder();
  grid = join(folder, 'grid');
  port = await freePort();
  const args = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--interval', '60'];
  expect(await gridshare(['init', grid, ...args, '--broker', `mqtt://127.0.0.1:${port}`])).toMatchObject({ code: 0 });
});

afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  await mosquitto?.stop();
  [running, mosquitto] = [[], undefined];
  logs.clear();
  rmSync(folder, { recursive: true, force: true });
});

const BROKERS = findMosquitto() === undefined ? ['embedded'] : ['embedded', 'Mosquitto'];
const CASES = BROKERS.flatMap((broker) =>
  [
    ['aggregator', 'aggregator-1', 'aggregator-1'],
    ['meter', 'meters', 'fleet-homes'],
  ].map(([role = '', name = '', clientId = '']) => ({ broker, role, name, clientId })),
);

test.each(CASES)(
  '[P-10.6] $broker: two of $clientId',
  { timeout: 180_000 },
  async ({ broker, role, name, clientId }) => {
    if (broker === 'embedded') run('broker', 'broker');
    else mosquitto = await startMosquitto({ port, stateFolder: join(folder, 'mosquitto') });
    const config = readFileSync(configOf(name), 'utf8');
    expect(config).toMatch(/reconnectMinMs: \d+\n +reconnectMaxMs: \d+\n/);
    const quick = config
      .replace(/reconnectMinMs: \d+/, 'reconnectMinMs: 50')
      .replace(/reconnectMaxMs: \d+/, 'reconnectMaxMs: 2500');
    writeFileSync(configOf(name), quick);
    cpSync(join(grid, name), join(grid, 'copy'), { recursive: true });
    run(role, name);
    expect(await health(name, '--wait', '30')).toMatchObject({ code: 0 });
    run(role, 'copy');
    const both = [name, 'copy'];
    await until('both say so', () => both.every((one) => problemOf(one).includes(`same client id ${clientId}`)));
    for (const one of both) {
      const sick = await health(one);
      expect([sick.code, sick.stdout]).toEqual([1, expect.stringContaining('Find that copy and stop it')]);
      // A restart would help nobody.
      expect(await health(one, '--alive')).toMatchObject({ code: 0 });
    }
    const { stdout } = await gridshare(['doctor', '--config', configOf('copy'), '--json']);
    const { checks } = JSON.parse(stdout) as { checks: { name: string; status: string; text: string }[] };
    expect(checks.find(({ name: check }) => check === 'process')).toMatchObject({ status: 'failed' });
    if (broker === 'embedded') {
      expect(problemOf('broker')).toContain(`connections of ${clientId} are taken over again and again`);
      expect(await health('broker')).toMatchObject({ code: 1 });
    }
    await until('one leaves the name to the other', () =>
      both.some((one) => logs.get(one)?.().includes('ERR_BUS_CONTESTED')),
    );
    await sleep(1_000);
    const connected = (): number =>
      both.reduce((sum, one) => sum + (logs.get(one)?.().split('connected to the broker"').length ?? 0), 0);
    const before = connected();
    await sleep(6_000);
    expect(connected() - before).toBeLessThanOrEqual(1);
  },
);

test.each(BROKERS)(
  '[P-10.6] %s: two of one meter, as shipped, are named within a minute',
  { timeout: 120_000 },
  async (broker) => {
    if (broker === 'embedded') run('broker', 'broker');
    else mosquitto = await startMosquitto({ port, stateFolder: join(folder, 'mosquitto') });
    cpSync(join(grid, 'meters'), join(grid, 'copy'), { recursive: true });
    run('meter', 'meters');
    expect(await health('meters', '--wait', '30')).toMatchObject({ code: 0 });
    run('meter', 'copy');
    expect(await health('copy', '--alive', '--wait', '30')).toMatchObject({ code: 0 });
    await vi.waitFor(
      () => {
        for (const one of ['meters', 'copy']) expect(problemOf(one)).toContain('same client id fleet-homes');
      },
      { timeout: 60_000, interval: 100 },
    );
  },
);
