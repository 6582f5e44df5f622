/** Plays one seed, as it is or with a planted fault, and says what came of it. */
import type { Coverage } from './coverage.ts';
import { type Mutant, Patches } from './patches.ts';
import { Random } from './random.ts';
import { REPRODUCTIONS } from './reproductions.ts';
import { drawScenario, withMoves, withRegisters, withWindows } from './scenario.ts';
import { World } from './world.ts';

/** Every so many seeds run over real cryptography. */
export const REAL_EVERY = 50;

export interface Outcome {
  readonly seed: number;
  /** The invariant that broke, in words; undefined if none did. */
  readonly failure: string | undefined;
  readonly eventCount: number;
  readonly eventHash: string;
  readonly coverage: Coverage;
}

export interface PlayOptions {
  readonly trace?: (line: string) => void;
  readonly mutant?: Mutant;
  readonly isReal?: boolean;
  /** Whether stores answer late; drawn unless said. */
  readonly isLate?: boolean;
}

/** A seed that is played again for what it found once: it stays the run that it was. */
function isKnown(seed: number): boolean {
  return REPRODUCTIONS.some((known) => known.seed === seed);
}

/** Half of the seeds; none that was found when all stores answered at once. */
function isLateIn(seed: number): boolean {
  return new Random(seed, 12).chance(0.5) && !isKnown(seed);
}

export async function play(seed: number, options: PlayOptions = {}): Promise<Outcome> {
  const { trace, mutant, isLate = isLateIn(seed) } = options;
  const isReal = options.isReal ?? seed % REAL_EVERY === 0;
  const patches = new Patches();
  try {
    mutant?.plant?.(patches);
    const drawn = drawScenario(new Random(seed, 1));
    const scenario = isKnown(seed)
      ? drawn
      : withWindows(withMoves(withRegisters(drawn, new Random(seed, 13)), new Random(seed, 16)), new Random(seed, 15));
    const world = new World(scenario, { seed, isReal, isLate, ...(trace === undefined ? {} : { trace }) });
    mutant?.plantIn?.(world);
    await world.run();
    return {
      seed,
      failure: world.violation?.message,
      eventCount: world.eventCount,
      eventHash: world.eventHash.toString(16).padStart(8, '0'),
      coverage: world.coverage,
    };
  } finally {
    patches.restore();
  }
}
