/** Telegrams of real meters and their answer key, beside the household data and for the same reason outside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder, or undefined where it is missing: tests then skip, and say so in their title. */
export function sharedTelegramsFolder(): string | undefined {
  const repository = resolve(import.meta.dirname, '..');
  const shared = process.env['GRIDSHARE_SHARED'] ?? resolve(repository, '..', 'shared');
  const folder = join(shared, 'telegrams');
  return existsSync(join(folder, 'EXPECTED.json')) ? folder : undefined;
}

/** What the key says of each file. */
export function expectedTelegrams(folder: string): readonly (readonly [string, unknown])[] {
  const key = JSON.parse(readFileSync(join(folder, 'EXPECTED.json'), 'utf8')) as Record<string, unknown>;
  return Object.entries(key);
}
