/**
 * `npm run bench`: every benchmark of this folder with its usual size, one after another. Exit code 1 if one is over its limit;
 * the others run all the same.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const self = basename(import.meta.filename);
const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && name !== self);
const failed = names.filter((name) => {
  process.stdout.write(`\n# ${name}\n`);
  return spawnSync(process.execPath, [join(import.meta.dirname, name)], { stdio: 'inherit' }).status !== 0;
});
process.stdout.write(
  failed.length === 0 ? '\nall within their limits\n' : `\nover a limit, or failed: ${failed.join(', ')}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
