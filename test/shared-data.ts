/**
 * Where the real household data lies: outside the repository, because it has another licence. Never copy it in.
 * GRIDSHARE_SHARED names the shared folder; otherwise it is looked for beside the repository.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder with the shared CSV files, or undefined where it is missing: tests then skip, and say so in their title. */
export function sharedDataFolder(): string | undefined {
  const repository = resolve(import.meta.dirname, '..');
  const shared = process.env['GRIDSHARE_SHARED'] ?? resolve(repository, '..', 'shared');
  const folder = join(shared, 'data');
  return existsSync(folder) ? folder : undefined;
}
