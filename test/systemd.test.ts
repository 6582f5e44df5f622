/**
 * The units under a real systemd, in a container of its own: hardened as they are, they run, have keys that they can't replace, are
 * started again when they hang, go on after an upgrade, and are gone after a purge.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { containerProblem, makeDebian } from './debian.ts';
import { freePort, gridshare, temporaryFolder } from './gridshare.ts';
import { ROOT } from './typing.ts';

const problem = containerProblem();
const folder = temporaryFolder();
const root = join(folder, 'debian');
const PARTIES = { broker: 'broker', authority: 'ca', aggregator: 'aggregator-1', utility: 'utility', meter: 'meters' };

let container: ChildProcess | undefined;
let said = '';

function run(program: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** The process that is the first one in there. */
function firstPid(): string {
  const { pid } = container ?? {};
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0] ?? '';
}

const inside = (line: string): string =>
  run(
    'nsenter',
    '-t',
    firstPid(),
    '-m',
    '-u',
    '-i',
    '-p',
    '/usr/bin/env',
    '-i',
    'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    '/bin/sh',
    '-c',
    line,
  );
const shown = (unit: string, name: string): string =>
  inside(`systemctl show gridshare-${unit}.service --property ${name} --value`).trim();

async function untilTrue(what: string, isTrue: () => boolean, seconds = 60): Promise<void> {
  const endMs = performance.now() + seconds * 1_000;
  while (!isTrue()) {
    if (performance.now() > endMs)
      throw new Error(`gave up waiting until ${what}; the container said:\n${said.slice(-2_000)}`);
    await new Promise((passed) => setTimeout(passed, 500));
  }
}

function isBooted(): boolean {
  try {
    return /running|degraded/.test(inside('systemctl is-system-running || true'));
  } catch {
    return false;
  }
}

describe.skipIf(problem !== undefined)(
  `units under systemd${problem === undefined ? '' : ` (skipped: ${problem})`}`,
  () => {
    beforeAll(async () => {
      makeDebian(root, 'amd64', 'libstdc++6,systemd,systemd-sysv,dbus,mosquitto');
      const words = ['--fast', '--arch', 'amd64', '--out', folder];
      run(process.execPath, join(ROOT, 'deploy/deb.ts'), ...words);
      const deb = readdirSync(folder).find((name) => name.endsWith('_amd64.deb')) ?? '';
      cpSync(join(folder, deb), join(root, 'root/first.deb'));
      const later = join(folder, 'later');
      run('dpkg-deb', '-R', join(folder, deb), later);
      const control = join(later, 'DEBIAN/control');
      writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: (.*)-1$/m, 'Version: $1-2'));
      run('dpkg-deb', '--root-owner-group', '-Zgzip', '-z1', '-b', later, join(root, 'root/later.deb'));
      // As the network is the machine's, so are its ports.
      const places = [
        '--broker',
        `mqtts://127.0.0.1:${await freePort()}`,
        '--authority',
        `https://127.0.0.1:${await freePort()}`,
      ];
      const grid = join(folder, 'grid');
      await gridshare(['init', grid, '--tls', '--meters', '2', '--aggregators', '2', '--threshold', '2', ...places]);
      rmSync(join(grid, 'aggregator-1/cold-keys.json'));
      for (const from of Object.values(PARTIES))
        cpSync(join(grid, from), join(root, 'root', from), { recursive: true });
      container = spawn('systemd-nspawn', ['-q', '-D', root, '--register=no', '--keep-unit', '-b'], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [container.stdout, container.stderr])
        stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
      await untilTrue('systemd has started', isBooted);
    }, 300_000);

    afterAll(async () => {
      if (container !== undefined && container.exitCode === null) {
        const ended = new Promise((done) => container?.once('exit', done));
        container.kill('SIGTERM');
        const timer = setTimeout(() => container?.kill('SIGKILL'), 20_000);
        await ended;
        clearTimeout(timer);
      }
      rmSync(folder, { recursive: true, force: true });
    }, 120_000);

    test(
      'all five run and say how they are; a key is root’s; what hangs is started again',
      { timeout: 240_000 },
      async () => {
        inside('dpkg --install /root/first.deb');
        mkdirSync(join(root, 'run/systemd/system'), { recursive: true });
        // Two minutes are for the field.
        inside(
          'mkdir -p /run/systemd/system/gridshare-meter.service.d && printf "[Service]\\nWatchdogSec=4\\n" > /run/systemd/system/gridshare-meter.service.d/short.conf',
        );
        for (const [role, from] of Object.entries(PARTIES))
          inside(
            `gridshare-place ${role} /root/${from} || { journalctl --no-pager -n 20 -u gridshare-${role} >&2; exit 1; }`,
          );
        for (const role of Object.keys(PARTIES)) {
          await untilTrue(`${role} is active`, () => shown(role, 'ActiveState') === 'active');
          expect([role, shown(role, 'StatusText')]).toEqual([role, expect.stringMatching(/^runs, /)]);
        }
        const keys = inside('stat -c "%U %a" /etc/gridshare/meter/keys.json /etc/gridshare/meter/key.pem').trim();
        expect(keys).toBe('root 600\nroot 600');
        // Control: what is the meter's own is not root's.
        expect(inside('stat -c %u /var/lib/private/gridshare/meter/state/outbox.sqlite').trim()).not.toBe('0');
        const owners = inside('cd /var/lib/private/gridshare && stat -c %u ca utility broker aggregator meter')
          .trim()
          .split('\n');
        expect(new Set(owners.slice(0, 3)).size).toBe(1);
        expect(new Set(owners).size).toBe(3);

        await untilTrue('the meter is connected', () => {
          return inside('gridshare health --config /var/lib/gridshare/meter/config.yaml || true').includes(
            'connected to the broker',
          );
        });
        const before = shown('meter', 'MainPID');
        await new Promise((passed) => setTimeout(passed, 8_000));
        expect([shown('meter', 'MainPID'), shown('meter', 'NRestarts')]).toEqual([before, '0']);
        inside(`kill -STOP ${before}`);
        await untilTrue(
          'systemd has started it again',
          () => shown('meter', 'NRestarts') === '1' && shown('meter', 'ActiveState') === 'active',
        );
        expect(shown('meter', 'MainPID')).not.toBe(before);
      },
    );

    test(
      'backups of aggregator and utility have a timer each, and prove themselves as their party’s own user',
      { timeout: 120_000 },
      () => {
        for (const role of ['aggregator', 'utility']) {
          expect(inside(`systemctl is-active gridshare-backup@${role}.timer`).trim()).toBe('active');
          inside(
            `systemctl start gridshare-backup@${role}.service || { journalctl --no-pager -n 20 -u gridshare-backup@${role} >&2; exit 1; }`,
          );
          const found = inside(`gridshare health --config /var/lib/gridshare/${role}/config.yaml`);
          expect(found).toMatch(/healthy: .*; the newest backup is of .*, 0 h old/);
          const files = inside(`stat -c '%U:%G %a %n' /var/lib/private/gridshare/backups/${role}/*`).trim().split('\n');
          expect(files).toEqual([expect.stringMatching(/ 600 .*\.backup$/)]);
          // Control: it is not root's.
          expect(files[0]).not.toMatch(/^root/);
        }
        expect(inside('systemctl show gridshare-backup@aggregator.service --property Result --value').trim()).toBe(
          'success',
        );
      },
    );

    test('a Mosquitto takes the place of the embedded broker', { timeout: 120_000 }, async () => {
      inside("sed -i 's/^kind: embedded$/kind: mosquitto/' /root/broker/config.yaml");
      const refused = inside('gridshare-place broker /root/broker 2>&1 || true');
      const told = /If it is to go: (.*), then move (\S+) away/.exec(refused);
      expect(refused).toContain('never overwritten');
      inside(`${told?.[1]} && mv ${told?.[2]} /root/old-broker && gridshare-place broker /root/broker`);
      const mosquitto = (): string =>
        inside('systemctl show gridshare-mosquitto.service --property ActiveState --value').trim();
      await untilTrue('Mosquitto is active', () => mosquitto() === 'active');
      expect(shown('broker', 'ActiveState')).toBe('inactive');
      const health = 'gridshare health --config /var/lib/gridshare/meter/config.yaml || true';
      await untilTrue('the meter is connected to it', () => inside(health).includes('connected to the broker'));
      expect(inside('gridshare health --config /var/lib/gridshare/broker/config.yaml')).toMatch(/Mosquitto/);
      // It is told of new lists where it runs now.
      expect(inside('gridshare revoke aggregator-2 --config /var/lib/gridshare/ca/config.yaml')).toContain(
        'In force: ',
      );
    });

    test('an aggregator that is moved goes on in its new place', { timeout: 120_000 }, async () => {
      inside('systemctl disable --now gridshare-aggregator');
      inside('mv /var/lib/private/gridshare/aggregator /root/moved && gridshare-place aggregator /root/moved');
      await untilTrue('it is active', () => shown('aggregator', 'ActiveState') === 'active');
      const health = 'gridshare health --config /var/lib/gridshare/aggregator/config.yaml || true';
      await untilTrue('it is healthy', () => inside(health).includes(': healthy'));
    });

    test('an upgrade starts what runs again, a purge ends it and leaves nothing', { timeout: 120_000 }, async () => {
      const before = shown('meter', 'MainPID');
      inside('dpkg --install /root/later.deb');
      for (const role of ['mosquitto', 'authority', 'aggregator', 'utility', 'meter'])
        await untilTrue(`${role} is active`, () => shown(role, 'ActiveState') === 'active');
      expect(shown('meter', 'MainPID')).not.toBe(before);
      const ours = (): string =>
        inside('find /etc /usr /var/lib /run/credentials -name "*gridshare*" -not -path "/run/systemd/*"').trim();
      expect(ours().split('\n').length).toBeGreaterThan(10);
      inside('dpkg --purge gridshare');
      expect(ours()).toBe('');
      expect(inside('systemctl list-units --all --plain --no-legend "gridshare-*"').trim()).toBe('');
    });
  },
);
