/**
 * What a run must have seen sometimes: a simulator that never crashes anybody between commit and receipt proves nothing
 * about it. A set of runs fails if no seed saw a listed situation.
 */

export const SITUATIONS = [
  'a message lost',
  'a message delivered twice',
  'a message overtaken by later ones',
  'a party cut off the broker',
  'the broker lost everything',
] as const;

export type Situation = (typeof SITUATIONS)[number] | (string & {});

export class Coverage {
  readonly counts = new Map<string, number>();

  saw(situation: string): void {
    this.counts.set(situation, (this.counts.get(situation) ?? 0) + 1);
  }
}
