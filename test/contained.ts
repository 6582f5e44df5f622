/**
 * A container as compose and chart ask for it, as far as that goes without an engine: the very command, as an ordinary user without
 * capabilities or new privileges, its root read-only, processes of its own, and nothing of this machine but /usr and the network. The
 * command `gridshare` in it is our bundle. By bubblewrap.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeBundle } from '../deploy/bundle.ts';
import { npmNameOf } from '../deploy/node-binary.ts';
import { findMosquitto } from '../broker/mosquitto.ts';
import { isRoot } from './debian.ts';
import { ROOT } from './typing.ts';

/** Whose the folders must be: nobody's of this machine. */
export const CONTAINED_USER = 65_533;
const PATH = '/opt/gridshare/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin';

const SYSTEM =
  '--ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --proc /proc --dev /dev'.split(
    ' ',
  );
const CONFINED =
  '--remount-ro / --unshare-pid --unshare-ipc --unshare-uts --as-pid-1 --die-with-parent --cap-drop ALL --clearenv --info-fd 3'.split(
    ' ',
  );

export interface Mount {
  readonly from: string;
  readonly to: string;
  readonly isReadOnly: boolean;
}

export interface ContainerPlan {
  readonly command: readonly string[];
  readonly mounts: readonly Mount[];
  /** Folders in memory. */
  readonly memory: readonly string[];
  readonly folder?: string | undefined;
  readonly environment?: Readonly<Record<string, string>>;
}

const AS_USER = [
  'setpriv',
  ...['reuid', 'regid'].map((name) => `--${name}=${CONTAINED_USER}`),
  '--clear-groups',
  '--no-new-privs',
];

/** Why nothing can be contained here; undefined if it can. */
export function containingProblem(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'tried on Linux, x64';
  if (!isRoot) return 'only root can look into one';
  if (findMosquitto() === undefined) return 'apt-get install mosquitto';
  const tried = [...AS_USER, 'bwrap', ...SYSTEM, '--unshare-pid', '/usr/bin/true'];
  return spawnSync('env', tried, { stdio: 'ignore' }).status === 0
    ? undefined
    : 'apt-get install bubblewrap, on a system that lets ordinary users have namespaces';
}

/** What the image has: the package as it is installed. */
export async function makeImage(folder: string): Promise<void> {
  const lib = join(folder, 'lib');
  const node = join('node_modules', npmNameOf('amd64'), 'bin');
  for (const path of [folder, join(folder, 'bin'), join(lib, 'cli'), join(lib, node)])
    mkdirSync(path, { recursive: true });
  await makeBundle(join(lib, 'dist'));
  for (const file of ['cli/gridshare.cjs', join(node, 'node')]) {
    copyFileSync(join(ROOT, file), join(lib, file));
    chmodSync(join(lib, file), 0o755);
  }
  symlinkSync('../lib/cli/gridshare.cjs', join(folder, 'bin/gridshare'));
}

export class Contained {
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;
  private said = '';
  private pid: number | undefined;

  constructor(image: string, { command, mounts, memory, folder, environment }: ContainerPlan) {
    const words = [
      ...SYSTEM,
      '--ro-bind',
      image,
      '/opt/gridshare',
      ...memory.flatMap((path) => ['--tmpfs', path]),
      ...mounts.flatMap(({ from, to, isReadOnly }) => [isReadOnly ? '--ro-bind' : '--bind', from, to]),
      ...CONFINED,
      ...Object.entries({ PATH, ...environment }).flatMap(([name, value]) => ['--setenv', name, value]),
      ...(folder === undefined ? [] : ['--chdir', folder]),
    ];
    this.child = spawn('env', [...AS_USER, 'bwrap', ...words, '--', ...command], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const { stdio } = this.child;
    for (const stream of [stdio[1], stdio[2]]) stream?.on('data', (text: Buffer) => (this.said += text.toString()));
    let info = '';
    stdio[3]?.on('data', (text: Buffer) => {
      info += text.toString();
      this.pid = Number(/"child-pid": (\d+)/.exec(info)?.[1]);
    });
    this.ended = new Promise((done) => this.child.once('close', done));
  }

  get output(): string {
    return this.said;
  }

  /** Runs a command inside, as an engine does for a health check. */
  run(command: readonly string[]): { readonly code: number | null; readonly output: string } {
    const inside = ['--target', String(this.pid), '--mount', '--pid', '--ipc', '--uts'];
    const words = [...inside, '--', 'env', '-i', `PATH=${PATH}`, ...AS_USER, ...command];
    const { status, stdout, stderr } = spawnSync('nsenter', words, { encoding: 'utf8', cwd: '/' });
    return { code: status, output: `${stdout}${stderr}` };
  }

  /** What was told to end, and has to: `signal` goes to its first process. */
  end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.pid !== undefined && this.child.exitCode === null) process.kill(this.pid, signal);
    return this.ended;
  }
}
