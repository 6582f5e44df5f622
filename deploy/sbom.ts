/**
 * `npm run sbom [FILE]`: the bill of materials (CycloneDX) of what a user gets: the packages whose code is in the bundle, and
 * Node.js, which npm installs beside it. `npm sbom` describes packages that are installed; hence a tree of those alone.
 * Package names and versions only leave it.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeBundle } from './bundle.ts';

export interface Component {
  readonly name: string;
  readonly version: string;
  readonly 'bom-ref'?: string;
}

interface Manifest extends Component {
  readonly license: string;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

export interface Sbom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
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

function nameOf({ name, version }: Component): string {
  return `${name}@${version}`;
}

/** A package that depends on what is in ours, with our lockfile: npm knows how to describe it. */
function writePackage(folder: string, bundled: readonly Component[]): void {
  const { name, version, license, devDependencies, optionalDependencies }: Manifest = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  const names = new Set(bundled.map((one) => one.name));
  const dependencies = Object.fromEntries(Object.entries(devDependencies).filter(([one]) => names.has(one)));
  mkdirSync(folder);
  const manifest = { name, version, license, dependencies, optionalDependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  copyFileSync(join(ROOT, 'package-lock.json'), join(folder, 'package-lock.json'));
}

/** Throws an Error with what npm said. */
export async function makeSbom(): Promise<Sbom> {
  const folder = mkdtempSync(join(tmpdir(), 'gridshare-sbom-'));
  try {
    const bundled = await makeBundle(join(folder, 'dist'));
    // npm names what it describes after its folder.
    const described = join(folder, 'gridshare');
    writePackage(described, bundled);
    npm(described, 'install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund');
    npm(described, 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
    const sbom = sbomOf(described);
    // Packages for other machines (Node itself) stand in the lockfile only.
    const has = new Set(sbom.components.map(nameOf));
    const others = sbomOf(described, '--package-lock-only').components;
    const all = [...sbom.components, ...others.filter((one) => !has.has(nameOf(one)))];
    // What a bundled package has but nothing of the command uses did not get into the bundle.
    const wanted = new Set(bundled.map(nameOf));
    const components = all.filter((one) => wanted.has(nameOf(one)) || one.name.startsWith('node-linux-'));
    const refs = new Set([sbom.metadata.component, ...components].map((one) => one['bom-ref']));
    const dependencies = sbom.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));
    return { ...sbom, components, dependencies };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const path = process.argv[2] ?? 'sbom.cdx.json';
  const sbom = await makeSbom();
  writeFileSync(path, `${JSON.stringify(sbom, undefined, 2)}\n`);
  process.stdout.write(`${path}: ${sbom.components.length} components (CycloneDX ${sbom.specVersion})\n`);
}
