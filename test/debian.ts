/**
 * What it takes to run the package for arm64 on this machine: emulation, a C library of that processor, and a small Debian of it to
 * install into. As root on Debian what is missing is installed before the tests; else they say that they were skipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './typing.ts';

const APT = '/usr/bin/apt-get';
export const QEMU = '/usr/bin/qemu-aarch64-static';
/** With the C library of arm64, beside this machine's. */
export const CROSS = '/usr/aarch64-linux-gnu';
const PACKAGES =
  'qemu-user-static libc6-arm64-cross libstdc++6-arm64-cross libgcc-s1-arm64-cross mmdebstrap arch-test systemd-container'.split(
    ' ',
  );
/** As the packages are that are built: the oldest Debian that they must run on. */
const SUITE = 'bookworm';
const BINFMT = '/proc/sys/fs/binfmt_misc';

export const isRoot = process.getuid?.() === 0;

/** Where this machine gets its own Debian from; undefined if it says nothing. */
function mirror(): string | undefined {
  const words = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'];
  return spawnSync(APT, words, { encoding: 'utf8' })
    .stdout?.split('\n')
    .find((line) => /^https?:\S+\/debian\/$/.test(line));
}

/** Why the package can't be run emulated here; undefined if it can. */
export function emulationProblem(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'emulation is tried on Linux, x64';
  if (!existsSync('/usr/bin/dpkg-deb')) return 'no dpkg-deb here';
  return existsSync(QEMU) && existsSync(join(CROSS, 'lib/ld-linux-aarch64.so.1'))
    ? undefined
    : `apt-get install ${PACKAGES.slice(0, 4).join(' ')}`;
}

/** Why it can't be installed into a Debian of arm64 here. */
export function installationProblem(): string | undefined {
  if (!isRoot) return 'only root can';
  return emulationProblem() ?? (existsSync('/usr/bin/mmdebstrap') ? undefined : 'apt-get install mmdebstrap arch-test');
}

/** Why no systemd can be started here, in a container of its own. */
export function containerProblem(): string | undefined {
  if (!isRoot) return 'only root can';
  const programs = ['systemd-nspawn', 'nsenter', 'mmdebstrap', 'dpkg-deb'];
  const missing = programs.filter((name) => !existsSync(join('/usr/bin', name)));
  if (process.arch !== 'x64' || missing.length > 0) return 'apt-get install systemd-container mmdebstrap';
  return existsSync('/sys/fs/cgroup') ? undefined : 'no control groups here';
}

/** Before all tests, once a machine. */
export function prepareEmulation(): void {
  const isDebian = process.platform === 'linux' && process.arch === 'x64' && existsSync(APT);
  if (!isRoot || !isDebian || (installationProblem() ?? containerProblem()) === undefined) return;
  process.stderr.write(
    `Installing what the tests of the Debian package need (apt-get install ${PACKAGES.join(' ')}) ...\n`,
  );
  const env = { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(APT, ['update', '-qq'], { env, stdio: 'ignore' });
  spawnSync(APT, ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], { env, stdio: 'ignore' });
  const problem = installationProblem();
  if (problem !== undefined) process.stderr.write(`Tests of the Debian package will be skipped: ${problem}\n`);
}

function must(program: string, ...words: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}

/** Lets the kernel run programs of arm64 by way of qemu. Undoes what it did. */
export function registerArm64(): () => void {
  const undo: (() => void)[] = [];
  if (!existsSync(join(BINFMT, 'register'))) {
    must('mount', '-t', 'binfmt_misc', 'binfmt_misc', BINFMT);
    undo.push(() => must('umount', BINFMT));
  }
  const entry = join(BINFMT, 'qemu-aarch64');
  if (!existsSync(entry)) {
    writeFileSync(join(BINFMT, 'register'), readFileSync('/usr/lib/binfmt.d/qemu-aarch64.conf', 'utf8').trim());
    undo.push(() => writeFileSync(entry, '-1'));
  }
  return () => {
    for (const step of undo.toReversed()) step();
  };
}

/** A new minimal Debian in a folder. The first of a kind is fetched and kept below node_modules. */
export function makeDebian(folder: string, arch: 'arm64' | 'amd64', include: string): void {
  const cached = join(
    ROOT,
    `node_modules/.cache/debian-${SUITE}-${arch}-${include.replaceAll(/[^a-z0-9-]+/g, '_')}.tar`,
  );
  if (!existsSync(cached)) {
    mkdirSync(dirname(cached), { recursive: true });
    const words = ['--mode=root', '--variant=essential', `--architectures=${arch}`, `--include=${include}`];
    const from = mirror();
    if (from === undefined)
      throw new Error('apt-get indextargets names no Debian archive: add one to the sources of this machine');
    must('mmdebstrap', ...words, '--format=tar', SUITE, `${cached}.new`, from);
    renameSync(`${cached}.new`, cached);
  }
  mkdirSync(folder, { recursive: true });
  must('tar', '-xf', cached, '-C', folder);
}
