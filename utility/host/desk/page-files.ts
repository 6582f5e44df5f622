/**
 * The files of the dashboard's page, in memory. The package has them; in a checkout they are built when they are first asked for and
 * after a change.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { makeFolder } from '../../../host/base/folders.ts';
import { HostError } from '../../../host/base/errors.ts';

const ROOT = dirname(dirname(createRequire(import.meta.url).resolve('#launcher')));
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

export interface PageFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
}

/** What the page is built from, so that a change makes another folder. */
function stampOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const name of readdirSync(folder).toSorted()) {
      const path = join(folder, name);
      if (/\.(?:tsx?|css|json)$/.test(name)) hash.update(`${path}\0`).update(readFileSync(path));
    }
  return hash.digest('hex').slice(0, 16);
}

/** Throws HostError ERR_DASHBOARD_BUILD. */
function built(): string {
  const sources = ['utility/dashboard', 'schemas/api', 'host/api'].map((folder) => join(ROOT, folder));
  const cache = join(ROOT, 'node_modules/.cache/gridshare-page');
  const folder = join(cache, stampOf([...sources]));
  if (existsSync(join(folder, 'index.html'))) return folder;
  makeFolder(cache);
  const made = mkdtempSync(join(cache, 'new-'));
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'deploy/page.ts'), made], { encoding: 'utf8' });
  if (status !== 0) throw new HostError('ERR_DASHBOARD_BUILD', `the dashboard's page can't be built: ${stderr.trim()}`);
  try {
    renameSync(made, folder);
  } catch {
    // Another process was quicker.
    rmSync(made, { recursive: true, force: true });
  }
  return folder;
}

/** By name. Throws HostError ERR_DASHBOARD_BUILD. */
export function pageFiles(): ReadonlyMap<string, PageFile> {
  const folder = existsSync(join(ROOT, 'utility/dashboard')) ? built() : join(ROOT, 'dist/page');
  return new Map(
    readdirSync(folder).map((name) => {
      const plain = readFileSync(join(folder, name));
      const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
      return [name, { type: TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream', plain, brotli }];
    }),
  );
}
