/**
 * `npm run sim`: plays seeds on all cores and exits 0 only if no invariant broke and every listed situation was seen.
 * With `--mutants` plants each fault and demands that it is caught; with `--seed S --trace` tells one run event by event.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { SITUATIONS } from './coverage.ts';
import { MOST_SEEDS, MUTANTS } from './mutants.ts';
import { REAL_EVERY, play } from './play.ts';
import { REPRODUCTIONS } from './reproductions.ts';

const HELP = `npm run sim -- [options]: the whole grid, simulated, under faults drawn from a seed.

  --seeds N      seeds to play (default 1000)
  --from S       the first one (default 1)
  --workers W    threads (default: one a core)
  --mutants      plant each known fault instead, and demand that it is caught within ${MOST_SEEDS} seeds
  --seed S       play this one seed only
  --trace        with --seed: tell every event
  --mutant NAME  with --mutants: only faults with this in their name; with --seed: plant this fault
  --stores WHEN  with --seed: late or prompt, how stores answer (drawn unless said)
  --real         with --seed: over real cryptography (otherwise every ${REAL_EVERY}th seed is)

Exit code 0 only without a failure; the last line has the figures.`;

/** What a worker tells. */
export type Told =
  | {
      readonly kind: 'chunk';
      readonly seeds: number;
      readonly events: number;
      readonly situations: readonly (readonly [string, number])[];
    }
  | { readonly kind: 'failure'; readonly seed: number; readonly failure: string }
  | { readonly kind: 'mutant'; readonly name: string; readonly caughtAt: number | undefined; readonly how: string };

export interface Work {
  readonly seeds: readonly { readonly from: number; readonly count: number }[];
  readonly mutants: readonly string[];
}

function onWorkers(work: readonly Work[], hear: (told: Told) => void): Promise<void[]> {
  return Promise.all(
    work.map(
      (workerData) =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData });
          worker.on('message', hear);
          worker.on('error', reject);
          worker.on('exit', (code) => {
            if (code === 0) resolve();
            else reject(new Error(`a worker ended with code ${code}`));
          });
        }),
    ),
  );
}

const CHUNK = 50;

/** Chunks of seeds, dealt out in turn: neighbours cost alike. */
function dealt(from: number, count: number, workers: number): Work[] {
  const hands: { from: number; count: number }[][] = Array.from({ length: workers }, () => []);
  for (let at = 0; at < count; at += CHUNK)
    hands[(at / CHUNK) % workers]?.push({ from: from + at, count: Math.min(CHUNK, count - at) });
  return hands.map((seeds) => ({ seeds, mutants: [] }));
}

async function playSeeds(from: number, count: number, workers: number): Promise<boolean> {
  const startedAtMs = performance.now();
  const situations = new Map<string, number>();
  const failures: number[] = [];
  let played = 0;
  let events = 0;
  let toldAtMs = startedAtMs;
  await onWorkers(dealt(from, count, workers), (told) => {
    if (told.kind === 'failure') {
      failures.push(told.seed);
      process.stdout.write(`seed ${told.seed}: ${told.failure}\n  npm run sim -- --seed ${told.seed} --trace\n`);
    } else if (told.kind === 'chunk') {
      played += told.seeds;
      events += told.events;
      for (const [situation, seeds] of told.situations)
        situations.set(situation, (situations.get(situation) ?? 0) + seeds);
      if (performance.now() - toldAtMs < 10_000) return;
      toldAtMs = performance.now();
      process.stdout.write(`${played} of ${count} seeds, ${failures.length} failed\n`);
    }
  });
  const seconds = (performance.now() - startedAtMs) / 1000;
  const unseen = SITUATIONS.filter((situation) => !situations.has(situation));
  for (const situation of SITUATIONS)
    process.stdout.write(`${String(situations.get(situation) ?? 0).padStart(8)} seeds saw ${situation}\n`);
  // A handful of seeds can't see everything; a run that is to prove something must.
  const mustSeeAll = count >= 1_000;
  if (mustSeeAll)
    for (const situation of unseen) process.stdout.write(`no seed saw ${situation}: the run proves nothing about it\n`);
  const seen = SITUATIONS.length - unseen.length;
  process.stdout.write(
    `${played} seeds, ${failures.length} failed, ${events} events, ${seen} of ${SITUATIONS.length} situations seen, ` +
      `${seconds.toFixed(0)} s, ${(played / seconds).toFixed(1)} seeds/s\n`,
  );
  return failures.length === 0 && (!mustSeeAll || unseen.length === 0);
}

async function playMutants(workers: number, named: string): Promise<boolean> {
  const mutants = MUTANTS.map(({ name }) => name).filter((name) => name.includes(named));
  if (mutants.length === 0) throw new RangeError(`no such mutant: ${named}`);
  const work = Array.from({ length: workers }, (_, at) => ({
    seeds: [],
    mutants: mutants.filter((_name, index) => index % workers === at),
  }));
  let caught = 0;
  let latest = 0;
  await onWorkers(work, (told) => {
    if (told.kind !== 'mutant') return;
    if (told.caughtAt !== undefined) caught += 1;
    latest = Math.max(latest, told.caughtAt ?? 0);
    const verdict = told.caughtAt === undefined ? 'NOT CAUGHT' : `caught by seed ${told.caughtAt}`;
    process.stdout.write(`${verdict}: ${told.name}\n    ${told.how}\n`);
  });
  process.stdout.write(`${caught} of ${mutants.length} planted faults caught, the last by seed ${latest}\n`);
  return caught === mutants.length;
}

async function playOne(
  seed: number,
  isTraced: boolean,
  mutantName: string | undefined,
  isReal: boolean,
  stores: string | undefined,
): Promise<boolean> {
  const mutant = MUTANTS.find(({ name }) => name === mutantName);
  if (mutantName !== undefined && mutant === undefined) throw new RangeError(`no such mutant: ${mutantName}`);
  const outcome = await play(seed, {
    ...(isTraced ? { trace: (line: string) => void process.stdout.write(`${line}\n`) } : {}),
    ...(mutant === undefined ? {} : { mutant }),
    ...(isReal ? { isReal } : {}),
    ...(stores === undefined ? {} : { isLate: stores === 'late' }),
  });
  for (const [situation, count] of [...outcome.coverage.counts].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    process.stdout.write(`${String(count).padStart(8)} times: ${situation}\n`);
  const known = REPRODUCTIONS.find((reproduction) => reproduction.seed === seed);
  if (known !== undefined) process.stdout.write(`once found here: ${known.found}\n`);
  process.stdout.write(
    `seed ${seed}: ${outcome.failure ?? 'settled'}; ${outcome.eventCount} events, event log ${outcome.eventHash}\n`,
  );
  return outcome.failure === undefined;
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(availableParallelism()) },
      mutants: { type: 'boolean', default: false },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
      mutant: { type: 'string' },
      real: { type: 'boolean', default: false },
      stores: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const numbers = [values.seeds, values.from, values.workers, values.seed ?? '1'].map(Number);
  if (numbers.some((number) => !Number.isSafeInteger(number) || number < 1))
    throw new RangeError('--seeds, --from, --workers and --seed take a positive integer');
  const [seeds = 0, from = 1, workers = 1, seed = 1] = numbers;
  if (values.stores !== undefined && values.stores !== 'late' && values.stores !== 'prompt')
    throw new RangeError('--stores takes late or prompt');
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return true;
  }
  if (values.seed !== undefined) return playOne(seed, values.trace, values.mutant, values.real, values.stores);
  return values.mutants ? playMutants(workers, values.mutant ?? '') : playSeeds(from, seeds, workers);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}\n`);
  process.exitCode = 2;
}
