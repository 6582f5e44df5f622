/**
 * Who is to blame where answers differ. A meter can make any aggregator it likes differ, in its own bill only, by sending it
 * shares that fit nothing; an aggregator can lie about any meter. So nobody is called a liar on the word of few meters, and
 * what can't be told names both. [P-7.6] Pure.
 */
import type { CombinedBill } from './combine-bill.ts';

/** What came of a meter's answers, and who gave them. */
export interface Finding {
  readonly combined: CombinedBill;
  readonly answering: readonly number[];
}

export interface Accusation {
  /** `certain`: no lie of aggregators alone can bring this about. `possible`: it, or one of `aggregators`. */
  readonly suspicion: 'possible' | 'certain';
  /** Aggregators that may be the cause, or must have had a part in it. */
  readonly aggregators: readonly number[];
}

export interface Judgement {
  readonly liars: ReadonlySet<number>;
  /** Meters whose shares may be inconsistent, by their place in the window. */
  readonly accused: ReadonlyMap<number, Accusation>;
}

/** How many meters' word convicts nobody: at least one, as a single meter may be broken. */
export function mostRogue(maxKnown: number): number {
  return Math.max(1, maxKnown);
}

/**
 * `meters`: how many the window bills. `caught`: aggregators whose own answers contradict each other, which needs no meter's
 * word. Others are liars only if they differ in more meters than may be rogue, and in most of the window's.
 */
export function judge(
  findings: ReadonlyMap<number, Finding>,
  meters: number,
  threshold: number,
  maxKnown: number,
  caught: ReadonlySet<number>,
): Judgement {
  const counts = new Map<number, number>();
  for (const { combined } of findings.values()) {
    if (combined.status !== 'verified') continue;
    for (const aggregator of combined.differing) counts.set(aggregator, (counts.get(aggregator) ?? 0) + 1);
  }
  const liars = new Set(caught);
  for (const [aggregator, count] of counts)
    if (count > mostRogue(maxKnown) && 2 * count > meters) liars.add(aggregator);
  const accused = new Map<number, Accusation>();
  for (const [index, finding] of findings) {
    const accusation = accusationOf(finding, threshold, liars);
    if (accusation !== undefined) accused.set(index, accusation);
  }
  return { liars, accused };
}

function accusationOf(
  { combined, answering }: Finding,
  threshold: number,
  liars: ReadonlySet<number>,
): Accusation | undefined {
  const isTrusted = (aggregator: number): boolean => !liars.has(aggregator);
  switch (combined.status) {
    case 'verified': {
      const aggregators = combined.differing.filter(isTrusted);
      return aggregators.length === 0 ? undefined : { suspicion: 'possible', aggregators };
    }
    case 'disputed': {
      // Without the meter's tag key nobody makes two totals pass.
      const known = combined.differing.filter((aggregator) => liars.has(aggregator));
      return { suspicion: 'certain', aggregators: known.length > 0 ? known : combined.differing };
    }
    case 'failed': {
      // k honest ones are among so many, and lie on the one polynomial: its tag is what the meter sent.
      if (combined.isConsistent && answering.length >= 2 * threshold - 1)
        return { suspicion: 'certain', aggregators: [] };
      const aggregators = answering.filter(isTrusted);
      return aggregators.length < threshold ? undefined : { suspicion: 'possible', aggregators };
    }
  }
}
