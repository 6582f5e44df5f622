/** What doctor, health and errors say to an operator at night: what happened, where, what to do, nothing that makes it worse. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { type Mosquitto, findMosquitto, startMosquittoIn } from '../broker/mosquitto.ts';
import type { Check } from '../host/care/finding.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const secured = join(folder, 'secured');
let securedPort = 0;
let running: ReturnType<typeof start>[] = [];

const configOf = (name: string, base = grid): string => join(base, name, 'config.yaml');

function run(role: string, name: string, base = grid): ReturnType<typeof start> {
  const party = start([role, '--config', configOf(name, base)]);
  running.push(party);
  return party;
}

const health = (name: string, base: string, ...more: string[]) =>
  gridshare(['health', '--config', configOf(name, base), ...more]);

async function doctor(name: string): Promise<readonly Check[]> {
  const { stdout } = await gridshare(['doctor', '--config', configOf(name), '--json']);
  return (JSON.parse(stdout) as { checks: Check[] }).checks;
}

beforeAll(async () => {
  const args = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--interval', '60'];
  const url = `mqtt://127.0.0.1:${await freePort()}`;
  expect(await gridshare(['init', grid, ...args, '--broker', url])).toMatchObject({ code: 0 });
  securedPort = await freePort();
  const urls = ['--tls', '--broker', `mqtts://127.0.0.1:${securedPort}`, '--authority', 'https://127.0.0.1:1'];
  expect(await gridshare(['init', secured, ...args, ...urls])).toMatchObject({ code: 0 });
}, 60_000);

afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  running = [];
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LONG = { timeout: 120_000 };
const BROKERS = findMosquitto() === undefined ? ['embedded'] : ['embedded', 'Mosquitto'];

describe.each(BROKERS)('a revoked party at %s', LONG, (kind) => {
  let mosquitto: Mosquitto | undefined;
  afterEach(async () => {
    await mosquitto?.stop();
    mosquitto = undefined;
  });

  test('hears in words that its certificate is the reason, and no text of OpenSSL', async () => {
    const name = kind === 'embedded' ? 'aggregator-1' : 'aggregator-2';
    if (kind === 'embedded') run('broker', 'broker', secured);
    else mosquitto = await startMosquittoIn(join(secured, 'broker'), securedPort, true);
    const config = readFileSync(configOf(name, secured), 'utf8');
    writeFileSync(configOf(name, secured), config.replace(/reconnectMaxMs: \d+/, 'reconnectMaxMs: 1000'));
    run('aggregator', name, secured);
    expect(await health(name, secured, '--wait', '30')).toMatchObject({ code: 0 });
    const revoked = await gridshare(['revoke', name, '--config', configOf('ca', secured)]);
    expect([revoked.code, revoked.stderr]).toEqual([0, '']);
    const path = join(secured, name, 'state/health.json');
    const words = kind === 'embedded' ? 'most likely its certificate was revoked' : 'it was REVOKED by the authority';
    await until('it says why', () => readFileSync(path, 'utf8').includes(words));
    const sick = await health(name, secured);
    expect(sick.code).toBe(1);
    expect(sick.stdout).not.toMatch(/error:[0-9A-F]{8}|SSL routines|ssl3_/);
  });
});

test('a clock that was set back is called so, with a second look before anybody acts', LONG, async () => {
  const shift = join(folder, 'shift.mjs');
  const body = 'const real = Date.now; Date.now = () => real() - 3600000;\n';
  writeFileSync(shift, body);
  run('aggregator', 'aggregator-1');
  expect(await health('aggregator-1', grid, '--alive', '--wait', '30')).toMatchObject({ code: 0 });
  const { code, stdout } = await gridshare(['health', '--alive', '--config', configOf('aggregator-1')], {
    environment: { NODE_OPTIONS: `--import ${shift}` },
  });
  expect(code).toBe(1);
  expect(stdout).toMatch(/gave its last sign at \S+Z, and this clock says \S+Z: the clock was set back/);
  expect(stdout).not.toMatch(/-\d+ s/);
});

describe('the doctor after a restore', LONG, () => {
  test('never advises to delete the file by which the party knows that its store is old', async () => {
    const utility = run('utility', 'utility');
    expect(await health('utility', grid, '--alive', '--wait', '30')).toMatchObject({ code: 0 });
    const backup = join(folder, 'archive.backup');
    const config = ['--config', configOf('utility')];
    await until('there is a store', () => existsSync(join(grid, 'utility/state/archive.sqlite')));
    expect(await gridshare(['backup', ...config, '--to', backup])).toMatchObject({ code: 0 });
    utility.child.kill('SIGTERM');
    await utility.outcome;
    expect(await gridshare(['restore', ...config, '--from', backup])).toMatchObject({ code: 0 });
    const restored = (await doctor('utility')).find(({ text }) => text.startsWith('restored on'));
    expect(restored?.advice).toMatch(/^start the party: .*KEEP .*restored-store/);
    expect(restored?.advice).not.toContain('delete');
    run('utility', 'utility');
    expect(await health('utility', grid, '--alive', '--wait', '30')).toMatchObject({ code: 0 });
    const noticed = (await doctor('utility')).find(({ text }) => text.startsWith('restored on'));
    expect(noticed?.advice).toMatch(/then delete .*last-restore\.json/);
    expect(noticed?.advice).not.toContain('restored-store');
  });

  test('a store that is gone, and a process that is stopped, do not get contrary advice', async () => {
    const aggregator = run('aggregator', 'aggregator-2');
    expect(await health('aggregator-2', grid, '--alive', '--wait', '30')).toMatchObject({ code: 0 });
    aggregator.child.kill('SIGTERM');
    await aggregator.outcome;
    rmSync(join(grid, 'aggregator-2/state/ledger.sqlite'));
    const checks = await doctor('aggregator-2');
    const adviceOf = (name: string): string => checks.find((check) => check.name === name)?.advice ?? '';
    expect(adviceOf('store')).toContain('if its disk is only not mounted, mount it');
    expect(adviceOf('process')).toBe('first see to what failed here; then start it');
  });
});

const CAN_MOUNT = ((): boolean => {
  if (process.getuid?.() !== 0) return false;
  const at = join(folder, 'probe');
  mkdirSync(at, { recursive: true });
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at]).status === 0;
  if (isMounted) spawnSync('umount', [at]);
  return isMounted;
})();

describe.runIf(CAN_MOUNT)('a disk that is full or read-only', LONG, () => {
  const at = join(folder, 'small');
  const named = (): string => join(at, 'meters');
  afterEach(() => void spawnSync('umount', ['-l', at]));

  function mounted(size: string): void {
    mkdirSync(at, { recursive: true });
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', at]).status).toBe(0);
    cpSync(join(grid, 'meters'), named(), { recursive: true });
  }

  test.each([
    ['full', /no space is left on its disk: free space there/],
    ['read-only', /mounted read-only|read-only for this user/],
  ])('%s: the start says which, and nothing of permissions', async (what, words) => {
    mounted('256k');
    if (what === 'full') spawnSync('sh', ['-c', `cat /dev/zero > ${join(at, 'filler')}`]);
    else expect(spawnSync('mount', ['-o', 'remount,ro', at]).status).toBe(0);
    const { code, stderr } = await gridshare(['meter', '--config', join(named(), 'config.yaml')]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(words)]);
    expect(stderr).not.toMatch(/permission|owner|folder of this user|this is a bug/);
    const { stdout } = await gridshare(['doctor', '--config', join(named(), 'config.yaml')]);
    expect(stdout).toMatch(/failed +disk .*(?:no space is left|mounted read-only)/);
    const { checks } = JSON.parse(
      (await gridshare(['doctor', '--json', '--config', join(named(), 'config.yaml')])).stdout,
    ) as {
      checks: Check[];
    };
    expect(checks.find(({ name }) => name === 'disk')?.advice).not.toContain('chown');
  });
});

test('what cannot be read is told apart: not there, a folder, no right', LONG, async () => {
  const missing = await gridshare(['doctor', '--config', join(folder, 'nowhere.yaml')]);
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('it does not exist: correct the path')]);
  const aFolder = await gridshare(['doctor', '--config', grid]);
  expect([aFolder.code, aFolder.stderr]).toEqual([2, expect.stringContaining('it is a folder: name a file')]);
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  for (const at of [join(file, 'grid'), '/proc/nowhere/grid']) {
    const unwritable = await gridshare(['init', at, '--meters', '3', '--aggregators', '2', '--threshold', '2']);
    expect(unwritable.code, at).not.toBe(70);
    expect(unwritable.stderr, at).toContain(`cannot mkdir ${at.split('/').slice(0, -1).join('/')}`);
    expect(unwritable.stderr).not.toContain('bug');
  }
});
