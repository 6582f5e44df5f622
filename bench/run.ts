/**
 * `npm run bench`: every benchmark of this folder with its usual size, one after another. Exit code 1 if one is over its limit;
 * the others run all the same. With `--json`, the figures of all that tell them so, as one array: `bench`, `name`, `value`,
 * `unit`, `goal`, `isReached`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Row } from './material/rows.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const self = basename(import.meta.filename);
const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && name !== self);

function run(): void {
  const failed = names.filter((name) => {
    process.stdout.write(`\n# ${name}\n`);
    return spawnSync(process.execPath, [join(import.meta.dirname, name)], { stdio: 'inherit' }).status !== 0;
  });
  process.stdout.write(
    failed.length === 0 ? '\nall within their limits\n' : `\nover a limit, or failed: ${failed.join(', ')}\n`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
}

function runJson(): void {
  const telling = names.filter((name) => readFileSync(join(import.meta.dirname, name), 'utf8').includes('values.json'));
  const rows = telling.flatMap((name) => {
    const words = [join(import.meta.dirname, name), '--json'];
    const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    const bench = basename(name, '.ts');
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the benchmarks of this folder print
      return (JSON.parse(stdout) as Row[]).map((row) => ({ bench, ...row }));
    } catch {
      return [{ bench, name: 'failed', value: 1, unit: '', goal: 0, isReached: false }];
    }
  });
  process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  process.exitCode = rows.every(({ isReached }) => isReached !== false) ? 0 : 1;
}

if (values.json) runJson();
else run();
