/**
 * `npm run sbom [FILE]`: the bill of materials (CycloneDX) of what a user gets: the packed package, installed without
 * anything for development, from the lockfile. In a tree with development dependencies `npm sbom --omit dev` drops every
 * package that one of them shares, ajv and yaml among them; hence the clean tree. Package names and versions only leave it.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Component {
  readonly name: string;
  readonly version: string;
}

export interface Sbom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: Component[];
}

const ROOT = resolve(import.meta.dirname, '..');

function npm(folder: string, ...words: readonly string[]): string {
  try {
    const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
    return execFileSync('npm', words, { cwd: folder, encoding: 'utf8', stdio, maxBuffer: 64 * 2 ** 20 });
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new Error(`npm ${words[0]} failed: ${said}`, { cause });
  }
}

function sbomOf(folder: string, ...words: readonly string[]): Sbom {
  const text = npm(folder, 'sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', ...words);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- npm wrote it
  return JSON.parse(text) as Sbom;
}

/** The package as a user would unpack it, without its development dependencies, and with our lockfile. */
function unpack(folder: string): string {
  npm(ROOT, 'pack', '--ignore-scripts', '--pack-destination', folder, '--silent');
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no file');
  // npm names what it describes after its folder.
  const unpacked = join(folder, 'gridshare');
  mkdirSync(unpacked);
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', unpacked, '--strip-components=1']);
  const manifest = join(unpacked, 'package.json');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own
  const { devDependencies: _dev, ...rest } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  writeFileSync(manifest, JSON.stringify(rest));
  copyFileSync(join(ROOT, 'package-lock.json'), join(unpacked, 'package-lock.json'));
  return unpacked;
}

/** Throws an Error with what npm said. */
export function makeSbom(): Sbom {
  const folder = mkdtempSync(join(tmpdir(), 'gridshare-sbom-'));
  try {
    const unpacked = unpack(folder);
    npm(unpacked, 'install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund');
    npm(unpacked, 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
    const sbom = sbomOf(unpacked);
    // Packages for other machines (Node itself) stand in the lockfile only.
    const has = new Set(sbom.components.map(({ name, version }) => `${name}@${version}`));
    const others = sbomOf(unpacked, '--package-lock-only').components;
    const components = [...sbom.components, ...others.filter(({ name, version }) => !has.has(`${name}@${version}`))];
    return { ...sbom, components };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const path = process.argv[2] ?? 'sbom.cdx.json';
  const sbom = makeSbom();
  writeFileSync(path, `${JSON.stringify(sbom, undefined, 2)}\n`);
  process.stdout.write(`${path}: ${sbom.components.length} components (CycloneDX ${sbom.specVersion})\n`);
}
