/** The files of a household's page, in memory. The package has them; a checkout builds them when they are first asked for. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HostError } from '../../../host/base/errors.ts';

const ROOT = dirname(dirname(createRequire(import.meta.url).resolve('#launcher')));
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
}

function readAll(folder: string): Map<string, Asset> {
  return new Map(
    readdirSync(folder).map((name) => {
      const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      return [name, { type, bytes: readFileSync(join(folder, name)) }];
    }),
  );
}

/** By name: `index.html`, `page.js`, `page.css`. Throws HostError ERR_PAGE. */
export function pageAssets(): ReadonlyMap<string, Asset> {
  if (!existsSync(join(ROOT, 'meter/page'))) return readAll(join(ROOT, 'dist/household'));
  const folder = mkdtempSync(join(tmpdir(), 'gridshare-page-'));
  try {
    const words = [join(ROOT, 'deploy/page-bundle.ts'), folder];
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    if (status !== 0) throw new HostError('ERR_PAGE', `the household's page can't be built: ${stderr.trim()}`);
    return readAll(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
