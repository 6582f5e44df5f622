/** What an operator does: watch, look after, stop. On the parties that `gridshare init` makes, each its own process. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import type { Check } from '../host/care/finding.ts';
import { isStateLocked, lockState } from '../host/base/lock.ts';
import { probeBroker } from '../host/care/probe.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

type Started = ReturnType<typeof start>;

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const configOf = (name: string): string => join(grid, name, 'config.yaml');
const running: Started[] = [];
let port = 0;

function run(role: string, name: string): Started {
  const party = start([role, '--config', configOf(name)]);
  running.push(party);
  return party;
}

/** The exit code: 0 only if it stopped within its five seconds, since it gives up after them and ends with 1. */
async function stop(party: Started): Promise<number | null> {
  party.child.kill('SIGTERM');
  return (await party.outcome).code;
}

const health = (name: string, ...more: string[]) => gridshare(['health', '--config', configOf(name), ...more]);

async function doctor(party: string, ...more: string[]) {
  const { code, stdout } = await gridshare(['doctor', '--config', configOf(party), '--json', ...more]);
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly Check[] };
  return { code, statusOf: (check: Check['name']) => checks.find(({ name }) => name === check)?.status, checks };
}

beforeAll(async () => {
  port = await freePort();
  const url = `mqtt://127.0.0.1:${port}`;
  const args = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--interval', '60', '--broker', url];
  expect((await gridshare(['init', grid, ...args])).code).toBe(0);
});

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  rmSync(folder, { recursive: true, force: true });
});

describe('without a broker', () => {
  test('every party starts, says that it is alive but not well, and stops in order within 5 s', async () => {
    const parties = [
      ['aggregator', 'aggregator-1'],
      ['utility', 'utility'],
      ['meter', 'meters'],
    ] as const;
    const started = parties.map(([role, name]) => run(role, name));
    for (const [, name] of parties) {
      expect(await health(name, '--alive', '--wait', '30'), name).toMatchObject({ code: 0 });
      const sick = await health(name);
      expect(sick.code).toBe(1);
      expect(sick.stdout).toContain('NOT healthy: runs, not connected to the broker');
    }
    const { code, statusOf } = await doctor('aggregator-1');
    expect([code, statusOf('broker'), statusOf('process'), statusOf('keys')]).toEqual([3, 'failed', 'ok', 'ok']);
    for (const [at, [, name]] of parties.entries()) {
      const exit = await stop(started[at]!);
      expect([name, exit]).toEqual([name, 0]);
      expect((await started[at]!.outcome).stderr).not.toContain('ERR_BUS_STOPPED');
      expect((await health(name)).stdout).toContain('is stopped');
    }
  });
});

describe('with a broker', () => {
  test('a party is healthy once connected; only one process may run with its state', async () => {
    run('broker', 'broker');
    expect(await health('broker', '--wait', '30')).toMatchObject({ code: 0 });
    const first = run('aggregator', 'aggregator-1');
    expect(await health('aggregator-1', '--wait', '30')).toMatchObject({ code: 0 });
    const second = await gridshare(['aggregator', '--config', configOf('aggregator-1')]);
    expect(second.code).toBe(3);
    expect(second.stderr).toContain('ERR_PARTY_RUNNING');
    // kill -9 leaves neither a lock nor the word of a dead process behind.
    first.child.kill('SIGKILL');
    await first.outcome;
    const dead = await health('aggregator-1', '--alive');
    expect(dead.code).toBe(1);
    expect(dead.stdout).toContain('died without a word');
    run('aggregator', 'aggregator-1');
    expect(await health('aggregator-1', '--wait', '30')).toMatchObject({ code: 0 });
  });

  test('the doctor takes over no connection, and says what is missing', async () => {
    const before = readHealth('aggregator-1');
    const well = await doctor('aggregator-1');
    expect([well.code, well.statusOf('broker'), well.statusOf('disk'), well.statusOf('clock')]).toEqual([
      0,
      'ok',
      'ok',
      'ok',
    ]);
    expect(well.checks.find(({ name }) => name === 'broker')?.text).toContain('aggregator-1 is connected');
    // Asked in its own name as well: it runs, so that name is not used.
    await doctor('aggregator-1', '--in-own-name');
    expect(readHealth('aggregator-1')).toMatchObject({ sinceMs: before.sinceMs, isConnected: true });
    const stopped = await doctor('aggregator-2', '--in-own-name');
    expect([stopped.code, stopped.statusOf('broker'), stopped.statusOf('process')]).toEqual([1, 'ok', 'warning']);
    expect(stopped.checks.find(({ name }) => name === 'broker')?.text).toContain('it lets aggregator-2 in');
    expect((await doctor('broker')).code).toBe(0);
  });

  test('keys that others can read, or that nobody pins, are found', async () => {
    const path = join(grid, 'aggregator-2', 'keys.json');
    const own = readFileSync(path);
    try {
      writeFileSync(path, readFileSync(join(grid, 'aggregator-1', 'keys.json')));
      const stranger = await doctor('aggregator-2');
      expect([stranger.code, stranger.statusOf('keys')]).toEqual([2, 'failed']);
      expect(stranger.checks.find(({ name }) => name === 'keys')?.text).toContain('not the one that everybody pins');
      rmSync(path);
      writeFileSync(path, own, { mode: 0o644 });
      const exposed = await doctor('aggregator-2');
      expect([exposed.code, exposed.statusOf('keys')]).toEqual([2, 'failed']);
    } finally {
      rmSync(path);
      writeFileSync(path, own, { mode: 0o600 });
    }
    expect((await doctor('aggregator-2')).statusOf('keys')).toBe('ok');
  });

  test('a store that went missing or is damaged is found before the party is started', async () => {
    const state = join(grid, 'utility', 'state');
    const utility = run('utility', 'utility');
    expect(await health('utility', '--wait', '30')).toMatchObject({ code: 0 });
    expect(await stop(utility)).toBe(0);
    expect((await doctor('utility')).statusOf('store')).toBe('ok');
    const path = join(state, 'archive.sqlite');
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 7)]));
    expect((await doctor('utility')).statusOf('store')).toBe('failed');
    rmSync(path);
    const gone = await doctor('utility');
    expect([gone.code, gone.statusOf('store')]).toEqual([3, 'failed']);
    writeFileSync(path, bytes);
    expect((await doctor('utility')).statusOf('store')).toBe('ok');
  });
});

/** Everybody but the meters, as far as they don't run. */
function startOthers(): Started[] {
  const others = [
    ['broker', 'broker'],
    ['aggregator', 'aggregator-1'],
    ['aggregator', 'aggregator-2'],
    ['utility', 'utility'],
  ] as const;
  return others.flatMap(([role, name]) => (isStateLocked(join(grid, name, 'state')) ? [] : [run(role, name)]));
}

test(
  '[P-9.3] a scheme below the own floor silences a meter, and health and doctor say why',
  { timeout: 120_000 },
  async () => {
    startOthers();
    const config = readFileSync(configOf('meters'), 'utf8');
    expect(config).toContain('minMeters: 2');
    writeFileSync(configOf('meters'), config.replace('minMeters: 2', 'minMeters: 3'));
    const meters = run('meter', 'meters');
    await until('the meters have refused a scheme', () => {
      const state = join(grid, 'meters', 'state', 'health.json');
      return existsSync(state) && readFileSync(state, 'utf8').includes('"problem"');
    });
    const why = 'but the meters are silent: minMeters 2 is below the own floor of 3';
    const sick = await health('meters');
    expect([sick.code, sick.stdout]).toEqual([1, expect.stringContaining(why)]);
    // Restarting it would help nobody.
    expect(await health('meters', '--alive')).toMatchObject({ code: 0 });
    const { code, statusOf, checks } = await doctor('meters');
    expect([code, statusOf('process')]).toEqual([3, 'failed']);
    expect(checks.find(({ name }) => name === 'process')?.text).toContain(why);
    expect(await stop(meters)).toBe(0);
    writeFileSync(configOf('meters'), config);
  },
);

test('[P-9.3] a meter that restarts while the broker is away books its readings', { timeout: 180_000 }, async () => {
  const others = running.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  others.push(...startOthers());
  // Readings from before now are there at once: nobody has to wait for an interval to end.
  const config = readFileSync(configOf('meters'), 'utf8');
  const meters = run('meter', 'meters');
  const outbox = join(grid, 'meters', 'state', 'outbox.sqlite');
  expect(await health('meters', '--wait', '30')).toMatchObject({ code: 0 });
  await until('the meters believe a scheme', () => readHealth('meters').lastWriteAtMs['scheme'] !== undefined);
  expect(await stop(meters)).toBe(0);
  const broker = running.find(({ child }) => child.spawnargs.includes('broker') && child.exitCode === null)!;
  expect(await stop(broker)).toBe(0);
  expect(existsSync(outbox)).toBe(true);
  writeFileSync(
    configOf('meters'),
    config.replace(/firstInterval: (\d+)/, (_all, first) => `firstInterval: ${Number(first) - 5}`),
  );
  const again = run('meter', 'meters');
  expect(await health('meters', '--alive', '--wait', '30')).toMatchObject({ code: 0 });
  await until('a reading was booked', () => (readHealth('meters').counts['outstanding'] ?? 0) > 0);
  expect(readHealth('meters').isConnected).toBe(false);
  // With a backlog and no broker, everybody still stops in time.
  for (const party of [again, ...others.filter((other) => other !== broker)]) {
    expect(await stop(party)).toBe(0);
  }
});

interface HealthJson {
  readonly isConnected: boolean;
  readonly sinceMs: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly lastWriteAtMs: Readonly<Record<string, number>>;
}

function readHealth(name: string): HealthJson {
  return JSON.parse(readFileSync(join(grid, name, 'state', 'health.json'), 'utf8')) as HealthJson;
}

describe('the lock of a state folder', () => {
  test('is seen while it is held, and gone when it is released', () => {
    const state = join(folder, 'locked');
    expect(isStateLocked(state)).toBe(false);
    const lock = lockState(state);
    expect(isStateLocked(state)).toBe(true);
    expect(() => lockState(state, 0)).toThrow('already');
    lock.release();
    expect(isStateLocked(state)).toBe(false);
    lockState(state, 0).release();
  });
});

describe('probing a broker', () => {
  test('tells what is no broker, and what is not there', async () => {
    const server = createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await probeBroker(`mqtt://127.0.0.1:${taken}`)).toEqual({ kind: 'notMqtt' });
    await new Promise((closed) => server.close(closed));
    expect(await probeBroker(`mqtt://127.0.0.1:${taken}`)).toMatchObject({ kind: 'unreachable' });
  });
});
