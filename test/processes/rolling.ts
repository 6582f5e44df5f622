/**
 * `npm run rolling`: restarts every aggregator and the utility in turn, with SIGKILL, while one aggregator is away all the
 * time, and says for how long the log waited. Exits 0 only if it went on after every restart. [P-7.4.3]
 */
import { parseArgs } from 'node:util';
import type { Scheme } from '../../schemas/types.ts';
import { ProcessGrid } from './grid.ts';

interface Size {
  readonly aggregators: number;
  readonly threshold: number;
  readonly trust: Scheme['trust'];
}

const SIZES: readonly Size[] = [
  { aggregators: 3, threshold: 2, trust: 'covert' },
  { aggregators: 5, threshold: 3, trust: 'active' },
];
const LOOK_MS = 50;
/**
 * Time is replayed at its own speed: at a higher one the clock of a process that starts again would need as long as the run
 * has lasted to be where the others are, and that would be measured.
 */
const SPEED = 1;
const SECONDS_PER_INTERVAL = 3;
const LEAD_MS = 10_000;
const WARM_UP_ENTRIES = 4;
const LIMIT_MS = 120_000;

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function lengthOf(grid: ProcessGrid): number {
  return Number(grid.rows('utility', 'SELECT count(*) AS count FROM entry')[0]?.['count'] ?? 0);
}

/** Seconds until the log has one more entry. Throws when it does not. */
async function nextEntry(grid: ProcessGrid, entries = 1): Promise<number> {
  const startedAtMs = performance.now();
  const wanted = lengthOf(grid) + entries;
  while (lengthOf(grid) < wanted) {
    grid.check();
    if (performance.now() - startedAtMs > LIMIT_MS) throw new Error(`no new entry for ${LIMIT_MS / 1000} s`);
    await sleep(LOOK_MS);
  }
  return (performance.now() - startedAtMs) / 1000;
}

const seconds = (values: readonly number[]): string => values.map((value) => value.toFixed(1)).join(' ');

async function roll({ aggregators, threshold, trust }: Size, rounds: number): Promise<string> {
  const grid = await ProcessGrid.create({
    seed: 1,
    broker: 'embedded',
    meters: 8,
    areas: 1,
    aggregators,
    threshold,
    trust,
    windowIntervals: 96,
    windows: 4,
    runOffIntervals: 0,
    patienceMs: 1_000,
    intervalSeconds: SECONDS_PER_INTERVAL,
    speed: SPEED,
    leadMs: LEAD_MS,
  });
  try {
    await grid.startBroker();
    for (const name of grid.parties) grid.start(name);
    await nextEntry(grid, WARM_UP_ENTRIES);
    const away = `aggregator-${aggregators}`;
    const undisturbed: number[] = [];
    for (let at = 0; at < 3; at++) undisturbed.push(await nextEntry(grid));
    await grid.kill(away);
    const withOneAway: number[] = [];
    for (let at = 0; at < 3; at++) withOneAway.push(await nextEntry(grid));
    const waits: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const name of grid.parties.filter((party) => party !== away && party !== 'fleet')) {
        await grid.kill(name);
        grid.start(name);
        waits.push(await nextEntry(grid));
      }
    }
    return (
      `${threshold} of ${aggregators}, ${trust}, ${away} away: an interval takes ${SECONDS_PER_INTERVAL} s; the next entry came after ` +
      `${seconds(undisturbed)} s undisturbed, ${seconds(withOneAway)} s with one away, ${seconds(waits)} s after each of ${waits.length} restarts ` +
      `(longest ${Math.max(...waits).toFixed(1)} s)`
    );
  } finally {
    await grid.stop();
    grid.delete();
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '2' } } });
  for (const size of SIZES) process.stdout.write(`${await roll(size, Number(values.rounds))}\n`);
  return 0;
}

process.exit(await main());
