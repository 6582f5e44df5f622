/** Plays one seed and says what came of it. */
import { Coverage } from './coverage.ts';
import { Random } from './random.ts';
import { type Scenario, drawScenario } from './scenario.ts';
import { World } from './world.ts';

/** Every so many seeds run over real cryptography. */
export const REAL_EVERY = 50;

export interface Outcome {
  readonly seed: number;
  readonly failure: string | undefined;
  readonly eventCount: number;
  readonly eventHash: string;
  readonly coverage: Coverage;
}

export interface PlayOptions {
  readonly trace?: (line: string) => void;
  /** Changes the grid before it starts: a planted fault. */
  readonly plant?: (world: World) => void;
  readonly isReal?: boolean;
  readonly scenario?: Scenario;
}

export function play(seed: number, options: PlayOptions = {}): Outcome {
  const scenario = options.scenario ?? drawScenario(new Random(seed, 1));
  const isReal = options.isReal ?? seed % REAL_EVERY === 0;
  const world = new World(scenario, { seed, isReal, ...(options.trace === undefined ? {} : { trace: options.trace }) });
  options.plant?.(world);
  world.run();
  return {
    seed,
    failure: world.violation?.message,
    eventCount: world.eventCount,
    eventHash: world.eventHash.toString(16).padStart(8, '0'),
    coverage: world.coverage,
  };
}
