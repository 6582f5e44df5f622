/** Where sample telegrams of real meters lie: outside the repository, as the household data does (`shared-data.ts`). */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder with the samples and their key, or undefined where it is missing: tests then skip, and say so in their title. */
export function sharedTelegrams(): string | undefined {
  const shared = process.env['GRIDSHARE_SHARED'] ?? resolve(import.meta.dirname, '..', '..', 'shared');
  const folder = join(shared, 'telegrams');
  return existsSync(join(folder, 'EXPECTED.json')) ? folder : undefined;
}
