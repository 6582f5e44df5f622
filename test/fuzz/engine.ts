/**
 * The loop of the fuzzer: draws inputs, hands them to targets, and finds whatever is not declared: an exception, a polluted
 * prototype, an input that takes too long. The same seed draws the same inputs.
 */
import { Draw, type SeedInput, mutate } from './mutate.ts';

/** What became of an input; anything but these two is a finding. */
export type Verdict = 'accepted' | 'refused';

export interface Target {
  readonly name: string;
  /** How often it is drawn, relative to the others. */
  readonly weight: number;
  readonly seeds: readonly SeedInput[];
  /** False: nobody but its owner writes it, and its parser takes quadratic time over deep nesting. */
  readonly isHostile?: boolean;
  /** Handles one input. What it throws is a finding. */
  run(input: Uint8Array): Verdict | Promise<Verdict>;
}

export interface Finding {
  readonly target: string;
  readonly input: Uint8Array;
  readonly what: string;
}

export interface Figures {
  inputs: number;
  accepted: number;
  refused: number;
  slowestMs: number;
  findings: Finding[];
  /** By target: how many inputs, and how long they took with being drawn. */
  readonly byTarget: Map<string, { inputs: number; ms: number }>;
}

/** An input may take so long; one that seems to take longer is tried again, since the machine has other work. */
const HANG_MS = 500;

/** Whether an object without members has one. */
function isPolluted(): boolean {
  for (const name in {}) return name !== '';
  return false;
}

/** One input; what was found of it, if anything. */
export async function tryInput(target: Target, input: Uint8Array, figures: Figures): Promise<Finding | undefined> {
  for (let attempt = 0; ; attempt++) {
    const startedAtMs = performance.now();
    try {
      const result = target.run(input);
      const verdict = typeof result === 'string' ? result : await result;
      if (attempt === 0) figures[verdict] += 1;
    } catch (error) {
      const what = error instanceof Error ? `${error.name}: ${error.message.slice(0, 300)}` : String(error);
      return { target: target.name, input, what };
    }
    if (isPolluted()) return { target: target.name, input, what: 'Object.prototype has a new member' };
    const tookMs = performance.now() - startedAtMs;
    if (tookMs <= HANG_MS) {
      figures.slowestMs = Math.max(figures.slowestMs, tookMs);
      return undefined;
    }
    if (attempt === 2) return { target: target.name, input, what: `took ${Math.round(tookMs)} ms` };
  }
}

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  /** Ends earlier than `inputs` when it takes longer. */
  readonly seconds?: number;
  readonly mostFindings?: number;
}

export async function fuzz(targets: readonly Target[], options: FuzzOptions): Promise<Figures> {
  const draw = new Draw(options.seed);
  const figures: Figures = {
    inputs: 0,
    accepted: 0,
    refused: 0,
    slowestMs: 0,
    findings: [],
    byTarget: new Map(targets.map(({ name }) => [name, { inputs: 0, ms: 0 }])),
  };
  const endMs = performance.now() + (options.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const total = targets.reduce((sum, { weight }) => sum + weight, 0);
  while (figures.inputs < options.inputs && performance.now() < endMs) {
    const drawnAtMs = performance.now();
    let at = draw.below(total);
    const target = targets.find(({ weight }) => (at -= weight) < 0)!;
    const input = mutate(draw.of(target.seeds), draw.of(target.seeds), draw, target.isHostile ?? true);
    const found = await tryInput(target, input, figures);
    figures.inputs += 1;
    const own = figures.byTarget.get(target.name)!;
    own.inputs += 1;
    own.ms += performance.now() - drawnAtMs;
    if (found === undefined) continue;
    figures.findings.push(found);
    if (figures.findings.length >= (options.mostFindings ?? 20)) break;
  }
  return figures;
}
