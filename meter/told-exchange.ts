/** What somebody says of an exchanged device, as numbers, and whether it explains what a register did. [P-2.4] */
import type { ReplacementProblem, ToldValues, Unexplained } from './sample.ts';

/** What somebody says of an exchange, as numbers. */
export interface Told {
  readonly finalMilli: bigint;
  readonly initialMilli: bigint;
}

export function toldOf({ finalMilli, initialMilli }: ToldValues): Told {
  return { finalMilli: BigInt(finalMilli), initialMilli: BigInt(initialMilli) };
}

export function textOf({ finalMilli, initialMilli }: Told): ToldValues {
  return { finalMilli: String(finalMilli), initialMilli: String(initialMilli) };
}

/** What the old device counted after it was seen last, and the new one before it was seen first. */
export function betweenMilli(told: ToldValues, { fromMilli, toMilli }: Unexplained): bigint {
  const { finalMilli, initialMilli } = toldOf(told);
  return finalMilli - BigInt(fromMilli) + (BigInt(toMilli) - initialMilli);
}

/** Why what was said does not explain a change. */
export function problemOf(told: ToldValues, change: Unexplained): ReplacementProblem | undefined {
  const { finalMilli, initialMilli } = toldOf(told);
  if (finalMilli < BigInt(change.fromMilli)) return 'final-below';
  if (initialMilli > BigInt(change.toMilli)) return 'initial-above';
  return betweenMilli(told, change) > BigInt(change.mostMilli) ? 'above-fuse' : undefined;
}
