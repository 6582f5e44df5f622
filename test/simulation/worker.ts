/** One thread of `npm run sim`: plays its seeds or its mutants and tells what came of them. */
import { parentPort, workerData } from 'node:worker_threads';
import { MOST_SEEDS, MUTANTS } from './mutants.ts';
import type { Mutant } from './patches.ts';
import { play } from './play.ts';
import type { Told, Work } from './run.ts';

function tell(told: Told): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
  parentPort?.postMessage(told);
}

async function playChunk(from: number, count: number): Promise<void> {
  const situations = new Map<string, number>();
  let events = 0;
  for (let seed = from; seed < from + count; seed++) {
    const { failure, eventCount, coverage } = await play(seed);
    events += eventCount;
    for (const situation of coverage.counts.keys()) situations.set(situation, (situations.get(situation) ?? 0) + 1);
    if (failure !== undefined) tell({ kind: 'failure', seed, failure });
  }
  tell({ kind: 'chunk', seeds: count, events, situations: [...situations] });
}

/** Of a fault that no longer fits what it is planted in: that proves nothing. */
const ITSELF = /broke: (?:Type|Reference)Error/;

/** A seed catches a mutant if it fails with it, and does not without. */
async function playMutant(mutant: Mutant): Promise<void> {
  for (let seed = 1; seed <= MOST_SEEDS; seed++) {
    const { failure } = await play(seed, { mutant, isReal: false });
    if (failure !== undefined && ITSELF.test(failure)) {
      tell({ kind: 'mutant', name: mutant.name, caughtAt: undefined, how: `it breaks by itself: ${failure}` });
      return;
    }
    if (failure === undefined || (await play(seed, { isReal: false })).failure !== undefined) continue;
    tell({ kind: 'mutant', name: mutant.name, caughtAt: seed, how: failure.split('\n')[0] ?? '' });
    return;
  }
  tell({ kind: 'mutant', name: mutant.name, caughtAt: undefined, how: `${MOST_SEEDS} seeds passed with it` });
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what run.ts handed over
const work = workerData as Work;
for (const { from, count } of work.seeds) await playChunk(from, count);
for (const mutant of MUTANTS) if (work.mutants.includes(mutant.name)) await playMutant(mutant);
