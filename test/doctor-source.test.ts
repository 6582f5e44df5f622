/**
 * The doctor on a meter's device: a port that is missing, forbidden, taken, or has the system's console on it; a clock that is
 * not synchronized; a card below a layer in memory; and what comes out of a port, with what names anybody masked.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { assertEnrolled } from '../cli/not-enrolled.ts';
import { writeDeployment } from '../deploy/provision.ts';
import { lockState } from '../host/base/lock.ts';
import type { Check } from '../host/care/finding.ts';
import { portChecks } from '../meter/host/doctor/port-checks.ts';
import { systemChecks } from '../meter/host/doctor/source-checks.ts';
import { type Opener, SystemFiles, openerOf } from '../meter/host/doctor/system-files.ts';
import { SqliteOutbox } from '../meter/host/outbox-sqlite.ts';
import { meterPatient } from '../meter/host/upkeep.ts';
import type { OutboxOp } from '../meter/outbox.ts';
import { intervalAt } from '../protocol/grid/interval.ts';
import type { MeterConfig } from '../schemas/types.ts';
import { gridshare, temporaryFolder } from './gridshare.ts';
import { PseudoTerminal, hasTerminals } from './pseudo-terminal.ts';
import { sampledPlan } from './sampled-grid.ts';
import { p1Telegram } from './telegram.ts';

const LONG = { timeout: 120_000 };
const USER: Opener = { process: 'self', uid: 1000, groups: [1000, 20] };

/** A layer in memory above a folder, as on a card that is kept read-only. */
function mounted(at: string): boolean {
  mkdirSync(at, { recursive: true });
  if (spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', at]).status !== 0) return false;
  for (const name of ['lower', 'upper', 'work', 'card']) mkdirSync(join(at, name));
  const layers = `lowerdir=${at}/lower,upperdir=${at}/upper,workdir=${at}/work`;
  return spawnSync('mount', ['-t', 'overlay', 'overlay', '-o', layers, join(at, 'card')]).status === 0;
}

function unmounted(at: string): void {
  spawnSync('umount', ['-l', join(at, 'card')]);
  spawnSync('umount', ['-l', at]);
}

const CAN_OVERLAY = ((): boolean => {
  if (process.getuid?.() !== 0) return false;
  const at = temporaryFolder();
  const can = mounted(at);
  unmounted(at);
  rmSync(at, { recursive: true, force: true });
  return can;
})();

let folder: string;
let ports: PseudoTerminal[] = [];
let timer: NodeJS.Timeout | undefined;
let system: SystemFiles;

function file(path: string, text = ''): void {
  const at = system.at(path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, text);
}

function link(path: string, to: string): void {
  const at = system.at(path);
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(to, at);
}

beforeEach(() => {
  folder = temporaryFolder();
  system = new SystemFiles(join(folder, 'system'));
  file('/etc/group', 'root:x:0:\ndialout:x:20:\n');
  file('/etc/passwd', 'root:x:0:0::/root:/bin/sh\npi:x:1000:1000::/home/pi:/bin/sh\n');
  file('/proc/cmdline', 'coherent_pool=1M console=tty1 root=PARTUUID=1 rootwait\n');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  clearInterval(timer);
  await Promise.all(ports.map((port) => port.unplug()));
  ports = [];
  rmSync(folder, { recursive: true, force: true });
});

async function plugged(): Promise<PseudoTerminal> {
  const port = await PseudoTerminal.open(folder);
  ports.push(port);
  return port;
}

const told = (checks: readonly Check[]): string[] => checks.map(({ status, text }) => `${status} ${text}`);
const looked = (path = '/dev/ttyUSB0'): Check[] => portChecks(path, system, USER, undefined);

describe('a port', () => {
  test('that is not there is named, with those that are', () => {
    expect(looked()).toMatchObject([{ status: 'failed', advice: expect.stringContaining('dmesg') }]);
    file('/dev/serial/by-id/usb-FTDI_1-if00-port0');
    const [check] = looked();
    expect([check?.text, check?.advice]).toEqual([
      '/dev/ttyUSB0 is not there',
      'plug it in, or correct source: there is /dev/serial/by-id/usb-FTDI_1-if00-port0',
    ]);
    file('/dev/recorded', 'text');
    expect(told(looked('/dev/recorded'))).toEqual(['failed /dev/recorded is no device']);
  });

  test('that the kernel writes to, or that has a login prompt, is told, by any name', () => {
    // Everybody may read and write this one.
    link('/dev/ttyAMA0', '/dev/null');
    link('/dev/serial0', 'ttyAMA0');
    expect(told(looked('/dev/serial0'))).toEqual(['ok /dev/serial0 is there, free, and may be read']);
    for (const name of ['ttyAMA0', 'serial0']) {
      file('/proc/cmdline', `console=${name},115200 console=tty1 root=PARTUUID=1\n`);
      for (const path of ['/dev/serial0', '/dev/ttyAMA0'])
        expect(looked(path)).toMatchObject([
          {
            status: 'failed',
            text: expect.stringContaining('console='),
            advice: expect.stringContaining('cmdline.txt'),
          },
        ]);
    }
    file('/proc/cmdline', 'console=ttyAMA10,115200 noconsole=ttyAMA0\n');
    expect(told(looked('/dev/serial0'))).toHaveLength(1);
    expect(looked('/dev/serial0')[0]?.status).toBe('ok');
    const unit = 'serial-getty@ttyAMA0.service';
    for (const place of ['/run/systemd/generator/getty.target.wants', '/etc/systemd/system/getty.target.wants']) {
      file(`${place}/${unit}`);
      const [check, ...others] = looked('/dev/serial0');
      expect([check?.status, check?.text, others]).toEqual(['failed', expect.stringContaining(unit), []]);
      expect(check?.advice).toContain(`sudo systemctl disable --now ${unit}`);
      rmSync(system.at(`${place}/${unit}`));
    }
    file('/etc/systemd/system/getty.target.wants/serial-getty@ttyS5.service');
    expect(looked('/dev/serial0')[0]?.status).toBe('ok');
  });

  test.skipIf(!hasTerminals || process.getuid?.() !== 0)(
    'that this user may not read is told with its group (as root only)',
    async () => {
      const port = await plugged();
      chmodSync(port.path, 0o660);
      chownSync(port.path, 0, 20);
      link('/dev/ttyUSB0', port.path);
      expect(told(looked())).toEqual(['ok /dev/ttyUSB0 is there, free, and may be read']);
      const stranger = { ...USER, groups: [1000] };
      const [check] = portChecks('/dev/ttyUSB0', system, stranger, undefined);
      expect([check?.status, check?.text]).toEqual([
        'failed',
        'this user (pi) may not read and write /dev/ttyUSB0 (root:dialout, 0660): it is not in the group dialout',
      ]);
      expect(check?.advice).toContain('sudo usermod -aG dialout pi');
      const unit = portChecks('/dev/ttyUSB0', system, { ...stranger, process: '77' }, undefined);
      expect(unit[0]?.advice).toContain('SupplementaryGroups=dialout');
      const root = portChecks('/dev/ttyUSB0', system, { ...stranger, uid: 0 }, undefined);
      expect(root[0]?.status).toBe('ok');
    },
  );

  test.skipIf(!hasTerminals)('that somebody else reads is told, with who', async () => {
    const port = await plugged();
    const here = new SystemFiles('/');
    const [check] = portChecks(port.path, here, undefined, undefined);
    // What holds the other end of it.
    const [, pid] = /is open in \S+ \(process (\d+)\)/.exec(check?.text ?? '') ?? [];
    expect([check?.status, pid]).toEqual(['warning', expect.any(String)]);
    // Unless it is the meter that looks at it.
    expect(told(portChecks(port.path, here, undefined, Number(pid))).join()).not.toContain(`process ${pid})`);
  });

  test('that a modem program has locked is told', () => {
    link('/dev/ttyUSB0', '/dev/null');
    file('/run/lock/LCK..null', '      4711\n');
    expect(looked()[0]?.status).toBe('ok');
    file('/proc/4711/comm', 'minicom\n');
    expect(told(looked())).toEqual([
      'warning /dev/ttyUSB0 is open in minicom (process 4711), too: each gets a part of what comes',
    ]);
  });

  test('is opened by whom the system says', () => {
    file('/proc/12/status', 'Name:\tnode\nUid:\t1\t990\t1\t1\nGid:\t7\t991\t7\t7\nGroups:\t20 44 \n');
    expect(openerOf(system, 12)).toEqual({ process: '12', uid: 990, groups: [991, 20, 44] });
    expect(openerOf(system, 13)).toBeUndefined();
    expect(openerOf(new SystemFiles('/'), 'self')?.uid).toBe(process.getuid?.());
  });
});

function configFor(source: string, name = 'grid') {
  const plan = sampledPlan({
    port: 1,
    grid: { intervalSeconds: 60, intervalOffsetSeconds: 0 },
    firstInterval: 0,
    windowIntervals: 4,
    closeAfterSeconds: 60,
    meters: ['m-1', 'm-2', 'm-3'],
    source,
    meterKeysIn: 'folders',
  });
  const path = join(writeDeployment(join(folder, name), plan).meters, 'm-1', 'config.yaml');
  const config = { ...(parse(readFileSync(path, 'utf8')) as MeterConfig), source };
  writeFileSync(path, stringify(config));
  return { path, config, scheme: plan.scheme };
}

describe('the system around it', () => {
  test('a clock that is not synchronized is told', async () => {
    const { path, config } = configFor('simulated:');
    const clock = async (): Promise<string[]> => told(await systemChecks(path, config, system));
    expect(await clock()).toEqual([]);
    // Where there is systemd, timedatectl says it.
    file('/run/systemd/system/here');
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`);
    for (const word of ['no', 'yes']) {
      writeFileSync(join(bin, 'timedatectl'), `#!/bin/sh\necho ${word}\n`, { mode: 0o755 });
      const said = 'warning the system says that its clock is not synchronized: the first samples wait for it';
      expect(await clock()).toEqual(word === 'no' ? [said] : []);
    }
  });

  test.skipIf(!CAN_OVERLAY)('a card below a layer in memory is told (as root only)', async () => {
    const { path, config } = configFor('simulated:');
    const at = join(folder, 'card');
    mounted(at);
    try {
      const onCard = { ...config, state: join(at, 'card') };
      // An overlay alone may be a container, whose operator knows.
      expect(await systemChecks(path, onCard, system)).toEqual([]);
      file('/proc/cmdline', 'console=tty1 boot=overlay root=PARTUUID=1\n');
      expect(await systemChecks(path, config, system)).toEqual([]);
      expect(await systemChecks(path, onCard, system)).toMatchObject([
        { name: 'disk', status: 'failed', advice: expect.stringContaining('raspi-config') },
      ]);
    } finally {
      unmounted(at);
    }
  });

  test('a device that has not enrolled yet is called so', () => {
    expect(() => assertEnrolled(join(folder, 'config.yaml'), system)).not.toThrow();
    file('/var/lib/gridshare-setup/token');
    expect(() => assertEnrolled(join(folder, 'config.yaml'), system)).toThrow(/has not enrolled yet.*gridshare-setup/s);
    writeFileSync(join(folder, 'config.yaml'), '');
    expect(() => assertEnrolled(join(folder, 'config.yaml'), system)).not.toThrow();
  });
});

test('a meter that reads for a while, and that no roster has, is told of', () => {
  const { path, config, scheme } = configFor('simulated:');
  const state = join(path, '..', config.state);
  mkdirSync(state, { recursive: true });
  const now = intervalAt(Date.now(), scheme);
  const enrolment = (ops: readonly OutboxOp[]): Check[] => {
    const store = join(state, `${Math.random()}.sqlite`);
    const outbox = new SqliteOutbox(store);
    const copy = JSON.stringify({ entries: [{ entry: { kind: 'scheme', area: 'area-1', scheme } }] });
    outbox.commit([{ kind: 'scheme', message: copy, tariffs: [] }, ...ops]);
    outbox.close();
    const { backlog = [] } = meterPatient(path, config, system).lookInside?.(store, {}) ?? {};
    return backlog.filter(({ name }) => name === 'enrolment');
  };
  const read = (interval: number): OutboxOp => {
    const reading = { interval, sharing: 'A'.repeat(22), bookedUnits: [1, 2], isVoid: false, isBilled: false };
    return { kind: 'reading', meter: 'm-1', reading };
  };
  expect(enrolment([read(now - 10)])).toMatchObject([
    { status: 'warning', text: expect.stringContaining('the roster has m-1') },
  ]);
  expect(enrolment([read(now - 1)])).toEqual([]);
  const joined = { area: 'area-1', keyEpoch: 1, interval: now - 10 };
  expect(enrolment([read(now - 10), { kind: 'joined', meter: 'm-1', ...joined }])).toEqual([]);
});

interface Looked {
  readonly checks: readonly Check[];
  readonly telegram?: readonly string[];
  readonly sample?: { readonly serial: string };
}

async function doctor(path: string, ...more: string[]): Promise<Looked> {
  const { stdout } = await gridshare(['doctor', '--json', '--config', path, ...more]);
  return JSON.parse(stdout) as Looked;
}
/** But for what holds the other end of a pseudo terminal. */
const ofSource = ({ checks }: Looked): Check[] =>
  checks.filter(({ name, text }) => name === 'source' && !text.includes('is open in'));

const noTerminal = hasTerminals ? '' : ' (skipped: apt-get install bsdutils)';
describe.skipIf(!hasTerminals)(`gridshare doctor --source${noTerminal}`, LONG, () => {
  const telegram = p1Telegram('E0012345678901234', '9570.775', '0.000');

  test('shows the telegram that comes, and nothing that names a meter', async () => {
    const port = await plugged();
    const { path } = configFor(`p1:${port.path}`);
    timer = setInterval(() => port.speed === 115_200 && port.write(telegram), 200);
    const seen = await doctor(path, '--source');
    const shown = await gridshare(['doctor', '--config', path, '--source']);
    clearInterval(timer);
    expect(ofSource(seen)).toMatchObject([
      { status: 'ok', text: expect.stringMatching(/^a sample of \d registers in .*, checked/) },
    ]);
    expect(seen.telegram).toContain('1-0:1.8.1(009570.775*kWh)');
    expect(seen.sample?.serial).toBe('…1234');
    const number = Buffer.from('E0012345678901234').toString('hex');
    // Control: it is in what came.
    expect(telegram.toString()).toContain(number);
    for (const text of [JSON.stringify(seen), shown.stdout, shown.stderr]) {
      expect(text).not.toContain(number);
      expect(text).not.toContain('E0012345678901234');
    }
    expect(shown.stdout).toMatch(
      /what may name somebody is masked\n {4}\/GSH5.*\n {2}sample .*1-0:1\.8\.0 9570\.775 kWh/s,
    );
  });

  test('says what is wrong with what comes: inverted, damaged, or nothing that can be opened', async () => {
    const port = await plugged();
    const { path } = configFor(`p1:${port.path}?baud=115200-8N1`);
    let bytes = telegram.map((byte) => ~byte & 0xff);
    timer = setInterval(() => port.speed === 115_200 && port.write(bytes), 20);
    expect(ofSource(await doctor(path, '--source'))).toMatchObject([
      { status: 'failed', text: expect.stringContaining('the signal is inverted') },
    ]);
    bytes = Uint8Array.from(Buffer.from(telegram.toString('latin1').replace('9570.775', '9670.775'), 'latin1'));
    expect(ofSource(await doctor(path, '--source'))).toMatchObject([
      { status: 'failed', text: expect.stringMatching(/make no telegram.*could not be read: checksum \d+/s) },
    ]);
    clearInterval(timer);
    const { path: gone } = configFor(`p1:${folder}/nothing`, 'other');
    const checks = ofSource(await doctor(gone, '--source'));
    expect(checks.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(told(checks).join()).toMatch(/nothing is not there.*cannot open/);
  });

  test('leaves the port to a meter that runs, and is for meters with a port', async () => {
    const port = await plugged();
    const { path, config } = configFor(`p1:${port.path}`);
    const lock = lockState(join(path, '..', config.state));
    const seen = await doctor(path, '--source');
    lock.release();
    expect(ofSource(seen)).toContainEqual({
      name: 'source',
      status: 'warning',
      text: 'the meter runs, and reads it',
      advice: expect.stringContaining('stop the meter'),
    });
    expect(port.speed).not.toBe(115_200);
    const aggregator = join(folder, 'grid/aggregator-1/config.yaml');
    for (const other of [aggregator, configFor('x', 'file').path]) {
      if (other !== aggregator)
        writeFileSync(other, readFileSync(other, 'utf8').replace('source: x', 'source: { kind: csv, file: x }'));
      const { code, stderr } = await gridshare(['doctor', '--config', other, '--source']);
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(/(?:of a meter|name the config of one|no port to look at).*\[ERR_USAGE\]/),
      ]);
    }
  });
});
