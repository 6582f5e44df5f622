/** The units that the package brings: what systemd says of them, and what systemd hears of a party. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { until } from '../host/bus/bus.conformance.ts';
import { exposureOf, secretBeside } from '../host/keys/credentials.ts';
import { assertPrivate } from '../host/keys/keys.ts';
import { tellSystemd, watchdogMs } from '../host/process/systemd.ts';
import { createLogger } from '../host/base/logger.ts';
import { freePort, gridshare, start, withFolder } from '../test/gridshare.ts';

const UNITS = resolve(import.meta.dirname, 'units');
const names = readdirSync(UNITS);
const services = names.filter((name) => name.endsWith('.service'));
const MOST_EXPOSED = 2;

function isThere(program: string, ...words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}

const hasAnalyze = isThere('systemd-analyze', '--version');
const hasNotify = isThere('systemd-notify', '--version') && isThere('python3', '--version');

function exposure(path: string): number {
  const text = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', path], {
    encoding: 'utf8',
  });
  return Number(/exposure level for \S+: ([\d.]+)/.exec(text)?.[1]);
}

/** What systemd-analyze has against a unit, but that a command is not installed here. */
function complaints(path: string): string[] {
  const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
  return `${stdout}${stderr}`
    .split('\n')
    .filter((line) => line !== '' && line.includes('gridshare') && !/\/usr\/s?bin\/\w+ is not executable/.test(line));
}

describe.skipIf(!hasAnalyze)(`units${hasAnalyze ? '' : ' (skipped: apt-get install systemd)'}`, () => {
  test.each(services)('%s: valid, and exposed 2.0 at most', (name) => {
    expect(complaints(join(UNITS, name))).toEqual([]);
    expect(exposure(join(UNITS, name))).toBeLessThanOrEqual(MOST_EXPOSED);
  });

  test.each(['aggregator', 'utility'])('the timer of the backups of the %s: valid, with what it starts', (role) =>
    withFolder(async (folder) => {
      for (const end of ['service', 'timer'])
        copyFileSync(join(UNITS, `gridshare-backup@.${end}`), join(folder, `gridshare-backup@${role}.${end}`));
      const timer = join(folder, `gridshare-backup@${role}.timer`);
      expect(complaints(timer)).toEqual([]);
      // Control: a day that there is not.
      writeFileSync(timer, readFileSync(timer, 'utf8').replace('=daily', '=dayly'));
      expect(complaints(timer)).not.toEqual([]);
    }),
  );

  test('control: a unit without its protection is found, and one with a wrong line', () =>
    withFolder(async (folder) => {
      const text = readFileSync(join(UNITS, 'gridshare-meter.service'), 'utf8');
      const path = join(folder, 'gridshare-meter.service');
      writeFileSync(path, text.replaceAll(/^(?:Protect|Restrict|SystemCall|CapabilityBounding).*$/gm, ''));
      expect(exposure(path)).toBeGreaterThan(4);
      writeFileSync(path, text.replace('ProtectSystem=strict', 'ProtectSystem=somewhat'));
      expect(complaints(path)).not.toEqual([]);
    }));
});

describe('units', () => {
  test('there is one for every role, and each runs its own', () => {
    const roles = ['aggregator', 'authority', 'broker', 'meter', 'utility'];
    const own = [...roles, 'mosquitto', 'backup@'].map((role) => `gridshare-${role}.service`);
    expect(names.toSorted()).toEqual([...own, 'gridshare-backup@.timer'].toSorted());
    for (const role of roles) {
      const unit = readFileSync(join(UNITS, `gridshare-${role}.service`), 'utf8');
      const folder = `/var/lib/gridshare/${role === 'authority' ? 'ca' : role}`;
      expect(unit).toContain(`ExecStart=/usr/bin/gridshare ${role} --config ${folder}/config.yaml\n`);
      expect(unit).toContain(`ConditionPathExists=${folder}/config.yaml\n`);
    }
  });
});

/** A socket as systemd's, on a real path: what it hears, a line each. */
const LISTENER = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print('listening', flush=True)
while True:
    text = s.recv(4096).decode()
    if text.strip() and 'BARRIER' not in text: print(text.replace('\\n', ' '), flush=True)
`;

describe.skipIf(!hasNotify)(`what systemd hears${hasNotify ? '' : ' (skipped: needs systemd-notify, python3)'}`, () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function listen(folder: string): Promise<{ readonly path: string; readonly heard: () => readonly string[] }> {
    const path = join(folder, 'notify');
    const child = spawn('python3', ['-c', LISTENER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await until('it listens', () => said.startsWith('listening\n'));
    return { path, heard: () => said.split('\n').slice(1, -1) };
  }

  test('a party says that it is at work, that it gets on, and that it stops', () =>
    withFolder(async (folder) => {
      const { path, heard } = await listen(folder);
      const grid = join(folder, 'grid');
      const port = await freePort();
      const size = ['--meters', '2', '--aggregators', '2', '--threshold', '2'];
      await gridshare(['init', grid, ...size, '--broker', `mqtt://127.0.0.1:${port}`]);
      const broker = start(['broker', '--config', join(grid, 'broker/config.yaml')], {
        NOTIFY_SOCKET: path,
        WATCHDOG_USEC: '1000000',
      });
      children.push(broker.child);
      await until('it gets on', () => heard().filter((line) => line.includes('WATCHDOG=1')).length >= 2);
      expect(heard()[0]).toMatch(/^READY=1 STATUS=runs, listens for \d+ s/);
      broker.child.kill('SIGTERM');
      expect((await broker.outcome).code).toBe(0);
      await until('it stops', () => heard().at(-1) === 'STOPPING=1');
    }));

  test('a party whose broker is away is at work after some seconds; one whose start fails never says so', () =>
    withFolder(async (folder) => {
      const { path, heard } = await listen(folder);
      const grid = join(folder, 'grid');
      const size = ['--meters', '2', '--aggregators', '2', '--threshold', '2'];
      await gridshare(['init', grid, ...size, '--broker', `mqtt://127.0.0.1:${await freePort()}`]);
      const config = join(grid, 'aggregator-1/config.yaml');
      const party = start(['aggregator', '--config', config], { NOTIFY_SOCKET: path });
      children.push(party.child);
      await until('it is at work', () => heard().length > 0);
      expect(heard()[0]).toMatch(/^READY=1 STATUS=runs, not connected to the broker/);
      party.child.kill('SIGTERM');
      await party.outcome;
      await until('it stops', () => heard().at(-1) === 'STOPPING=1');
      const before = heard().length;
      writeFileSync(config, stringify({ ...(parse(readFileSync(config, 'utf8')) as object), index: 2 }));
      expect((await start(['aggregator', '--config', config], { NOTIFY_SOCKET: path }).outcome).code).toBe(2);
      expect(heard()).toHaveLength(before);
    }));

  test('one that does not get on says nothing more', () =>
    withFolder(async (folder) => {
      const { path, heard } = await listen(folder);
      const before = { ...process.env };
      Object.assign(process.env, { NOTIFY_SOCKET: path, WATCHDOG_USEC: '400000', WATCHDOG_PID: String(process.pid) });
      let isMoving = true;
      const told = tellSystemd(
        () => ({ isMoving, isConnected: true, text: 'runs' }),
        createLogger('test', { level: 'silent' }),
      );
      try {
        await until('it gets on', () => heard().some((line) => line.startsWith('WATCHDOG=1')));
        isMoving = false;
        await new Promise((passed) => setTimeout(passed, 500));
        const count = heard().length;
        await new Promise((passed) => setTimeout(passed, 1_500));
        expect(heard()).toHaveLength(count);
        isMoving = true;
        await until('it gets on again', () => heard().length > count);
      } finally {
        told.stopping();
        for (const name of ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID'])
          if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
          else process.env[name] = before[name];
      }
    }));

  test('a watchdog of another process, or of none, is not answered', () => {
    expect(watchdogMs({ WATCHDOG_USEC: '120000000' }, 7)).toBe(60_000);
    expect(watchdogMs({ WATCHDOG_USEC: '120000000', WATCHDOG_PID: '7' }, 7)).toBe(60_000);
    expect(watchdogMs({ WATCHDOG_USEC: '120000000', WATCHDOG_PID: '8' }, 7)).toBeUndefined();
    for (const WATCHDOG_USEC of [undefined, '0', '-1', 'x']) expect(watchdogMs({ WATCHDOG_USEC }, 7)).toBeUndefined();
  });
});

test("a key that systemd hands over is read in place of the one in the config, and must be nobody else's", () =>
  withFolder(async (folder) => {
    const before = process.env['CREDENTIALS_DIRECTORY'];
    const handed = join(folder, 'handed');
    mkdirSync(handed);
    writeFileSync(join(handed, 'keys.json'), '{}', { mode: 0o440 });
    const config = join(folder, 'config.yaml');
    const own = join(folder, 'keys.json');
    writeFileSync(own, '{}', { mode: 0o640 });
    expect(secretBeside(config, 'keys.json')).toBe(own);
    try {
      process.env['CREDENTIALS_DIRECTORY'] = handed;
      expect(secretBeside(config, '/etc/gridshare/meter/keys.json')).toBe(join(handed, 'keys.json'));
      expect(secretBeside(config, 'key.pem')).toBe(join(folder, 'key.pem'));
      assertPrivate(join(handed, 'keys.json'));
      // Control: what is no credential is held to its owner alone, and so is a credential to nobody beyond its reader.
      expect(() => assertPrivate(own)).toThrow(/others can read/);
      writeFileSync(join(handed, 'key.pem'), '', { mode: 0o444 });
      expect(exposureOf(join(handed, 'key.pem'))).not.toBe(0);
    } finally {
      if (before === undefined) delete process.env['CREDENTIALS_DIRECTORY'];
      else process.env['CREDENTIALS_DIRECTORY'] = before;
    }
  }));
