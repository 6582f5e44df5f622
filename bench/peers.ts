/**
 * gridshare beside what else there is, in one run: `npm run bench:peers`, after `npm ci --prefix bench/peers`. Ratios of processor
 * time for a reading; what the others give that we don't, and the other way round, is in docs/performance.md. Exits with 1
 * where a ratio is below its goal.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Row, tell } from './material/rows.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const folder = join(import.meta.dirname, 'peers');
if (!existsSync(join(folder, 'node_modules'))) {
  if (values.json) process.stdout.write('[]\n');
  process.stderr.write('bench:peers: skipped, the others are not installed: npm ci --prefix bench/peers\n');
  process.exit(0);
}

function outputOf(words: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', cwd });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Microseconds by the names of `bench/shares.ts`. */
function ours(batch: number): (name: string) => number {
  const words = [join(import.meta.dirname, 'shares.ts'), '--json', '--batch', String(batch), '--meters', '300'];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what that command prints
  const rows = JSON.parse(outputOf(words, import.meta.dirname)) as Row[];
  return (name) => rows.find((row) => row.name.startsWith(name))?.value ?? Number.NaN;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what that command prints
const peers = JSON.parse(outputOf([join(folder, 'peers.mjs')], folder)) as Record<string, number>;
const [one, many] = [ours(1), ours(96)];
const aggregator = (at: (name: string) => number): number =>
  at('aggregator: open') + at('aggregator: fold of pages') + at('aggregator: fold of bills');
const meter = one('meter: split and seal');
const ratios: readonly (readonly [name: string, theirs: number | undefined, own: number, goal?: number])[] = [
  ['Prio3Sum(20), an aggregator: 1 interval a message', peers['prio3Prepare'], aggregator(one), 100],
  ['Prio3Sum(20), an aggregator: 96 intervals a message', peers['prio3Prepare'], aggregator(many), 1_000],
  ['Prio3Sum(20), a meter with two aggregators, ours sealed for each', peers['prio3Shard'], 2 * meter],
  ['Paillier-2048, a meter with three aggregators', peers['paillierEncrypt'], 3 * meter],
  ['Paillier-2048, adding a ciphertext; ours with opening and storing', peers['paillierAdd'], aggregator(one)],
  ['shamir-secret-sharing, splitting 32 bytes; ours with tags and seal', peers['shamirSplit'], 3 * meter],
];
tell(
  ratios.map(([name, theirs = Number.NaN, own, least]) => ({
    name,
    value: theirs / own,
    unit: 'x',
    ...(least === undefined ? {} : { least }),
  })),
  values.json,
);
