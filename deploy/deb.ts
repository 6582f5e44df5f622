/**
 * `npm run deb -- --arch arm64|amd64 --out DIR`: the Debian package of the command, with the Node.js of our lockfile in it, since
 * Debian's is too old. Built by dpkg-deb alone; the same sources and the same SOURCE_DATE_EPOCH give the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { SOFTWARE_VERSION } from '../host/base/version.ts';
import { makeBundle } from './bundle.ts';
import { type Architecture, fetchNode, isArchitecture, npmNameOf } from './node-binary.ts';

const ROOT = resolve(import.meta.dirname, '..');
const LIB = 'usr/lib/gridshare';
const DOC = 'usr/share/doc/gridshare';
const CONFFILES = ['/etc/gridshare/environment'];
const SCRIPTS = ['postinst', 'prerm', 'postrm'];

interface Wanted {
  readonly arch: Architecture;
  /** Debian's, of packages of one version: 1 and up. */
  readonly revision: string;
  readonly compression: 'xz' | 'gzip';
  /** Seconds: when all in it was made. */
  readonly epoch: number;
}

/** Of the latest commit, unless SOURCE_DATE_EPOCH says another time. */
function sourceEpoch(): number {
  const said = process.env['SOURCE_DATE_EPOCH'];
  const text = said ?? execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8' });
  const epoch = Number(text);
  if (!Number.isSafeInteger(epoch)) throw new Error(`SOURCE_DATE_EPOCH must be seconds, and is ${text}`);
  return epoch;
}

function copy(from: string, to: string, mode = 0o644): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  chmodSync(to, mode);
}

function write(to: string, content: string | Uint8Array): void {
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, content);
}

function writeDocuments(root: string, node: string, { revision, epoch }: Wanted): void {
  const doc = (name: string): string => join(root, DOC, name);
  cpSync(join(ROOT, 'docs'), doc(''), { recursive: true });
  copy(join(ROOT, 'deploy/debian/copyright'), doc('copyright'));
  const packed = (path: string): Uint8Array => gzipSync(readFileSync(path), { level: 9 });
  write(doc('changelog.gz'), packed(join(ROOT, 'CHANGELOG.md')));
  write(doc('nodejs-licenses.txt.gz'), packed(join(node, 'LICENSE')));
  const date = new Date(epoch * 1000).toUTCString().replace('GMT', '+0000');
  const entry = `gridshare (${SOFTWARE_VERSION}-${revision}) unstable; urgency=medium\n\n  * See changelog.gz.\n\n -- gridshare <gridshare@localhost>  ${date}\n`;
  write(doc('changelog.Debian.gz'), gzipSync(entry, { level: 9 }));
}

async function writeFiles(root: string, node: string, wanted: Wanted): Promise<void> {
  await makeBundle(join(root, LIB, 'dist'));
  copy(join(ROOT, 'cli/gridshare.cjs'), join(root, LIB, 'cli/gridshare.cjs'), 0o755);
  copy(join(node, 'bin/node'), join(root, LIB, 'node_modules', npmNameOf(wanted.arch), 'bin/node'), 0o755);
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  symlinkSync(`../lib/gridshare/cli/gridshare.cjs`, join(root, 'usr/bin/gridshare'));
  copy(join(ROOT, 'deploy/debian/gridshare-place'), join(root, 'usr/sbin/gridshare-place'), 0o755);
  for (const unit of readdirSync(join(ROOT, 'deploy/units')))
    copy(join(ROOT, 'deploy/units', unit), join(root, 'usr/lib/systemd/system', unit));
  copy(join(ROOT, 'deploy/debian/environment'), join(root, 'etc/gridshare/environment'));
  writeDocuments(root, node, wanted);
}

/** Paths of files below a folder, in order. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile())
    .toSorted();
}

function writeControl(root: string, { arch, revision }: Wanted): void {
  const files = filesBelow(root);
  const kilobytes = files.reduce((sum, path) => sum + Math.ceil(lstatSync(path).size / 1024), 0);
  const control = `Package: gridshare
Version: ${SOFTWARE_VERSION}-${revision}
Architecture: ${arch}
Maintainer: gridshare <gridshare@localhost>
Installed-Size: ${kilobytes}
Depends: libc6 (>= 2.28), libstdc++6 (>= 8), libgcc-s1
Recommends: systemd, ca-certificates
Suggests: mosquitto
Section: net
Priority: optional
Description: privacy-preserving smart metering
 Bills every household and shows the load of every street without ever seeing
 one reading: meters split readings into secret shares, independent aggregators
 add them up, and only totals are opened. This package has all roles, with a
 systemd unit for each, and its own Node.js.
`;
  const sums = files
    .filter((path) => !CONFFILES.includes(`/${relative(root, path)}`))
    .map((path) => `${createHash('md5').update(readFileSync(path)).digest('hex')}  ${relative(root, path)}\n`);
  write(join(root, 'DEBIAN/control'), control);
  write(join(root, 'DEBIAN/conffiles'), CONFFILES.map((path) => `${path}\n`).join(''));
  write(join(root, 'DEBIAN/md5sums'), sums.join(''));
  for (const name of SCRIPTS) copy(join(ROOT, 'deploy/debian', name), join(root, 'DEBIAN', name), 0o755);
}

/** What nobody else may write, whatever umask and checkout have. */
function settleModes(root: string): void {
  for (const name of ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })]) {
    const path = join(root, name);
    const { mode } = lstatSync(path);
    if (lstatSync(path).isSymbolicLink()) continue;
    chmodSync(path, lstatSync(path).isDirectory() || (mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

/** Writes the package into a folder that is made if need be. Its path. */
async function makeDeb(out: string, wanted: Wanted): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), 'gridshare-deb-'));
  try {
    const root = join(work, 'root');
    await writeFiles(root, fetchNode(wanted.arch, join(work, 'node')), wanted);
    writeControl(root, wanted);
    settleModes(root);
    mkdirSync(out, { recursive: true });
    const path = join(out, `gridshare_${SOFTWARE_VERSION}-${wanted.revision}_${wanted.arch}.deb`);
    const level = wanted.compression === 'gzip' ? '-z1' : '-z6';
    const words = ['--root-owner-group', `-Z${wanted.compression}`, level, '--build', root, path];
    execFileSync('dpkg-deb', words, {
      env: { ...process.env, SOURCE_DATE_EPOCH: String(wanted.epoch) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return path;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: {
    arch: { type: 'string', default: 'arm64' },
    out: { type: 'string', default: '.' },
    revision: { type: 'string', default: '1' },
    fast: { type: 'boolean', default: false },
  },
});
const { arch, out, revision, fast } = values;
if (!isArchitecture(arch)) throw new Error(`--arch ${arch}: name arm64 or amd64`);
if (!/^[1-9]\d{0,8}$/.test(revision)) throw new Error(`--revision ${revision}: name a whole number from 1 on`);
const path = await makeDeb(resolve(out), { arch, revision, compression: fast ? 'gzip' : 'xz', epoch: sourceEpoch() });
const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
process.stdout.write(`${path}\nsha256 ${sha256}\n`);
