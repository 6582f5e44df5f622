/**
 * Which meters are out with the next window, by what the bills of an area said so far. [P-7.6] Nobody gets more meters out
 * than may be rogue: an aggregator that differs in more of them is the likelier cause, and its operator is asked.
 */
import { type Accusation, type Judgement, mostRogue } from './judgement.ts';

interface Judged {
  readonly judgement: Judgement;
  readonly meters: number;
}

export class Suspicions {
  /** By the window's start. */
  private readonly windows = new Map<number, Judged>();

  judged(from: number, judgement: Judgement, meters: number): void {
    // What is past does not come to accuse anybody, and need not be kept.
    if (judgement.accused.size === 0 && judgement.liars.size === 0) this.windows.delete(from);
    else this.windows.set(from, { judgement, meters });
  }

  judgementOf(from: number): Judgement | undefined {
    return this.windows.get(from)?.judgement;
  }

  /** What a meter is accused of, by the latest window that says something of it. */
  accusationOf(index: number): Accusation | undefined {
    let latest: Accusation | undefined;
    for (const from of [...this.windows.keys()].toSorted((one, other) => one - other))
      latest = this.windows.get(from)?.judgement.accused.get(index) ?? latest;
    return latest;
  }

  /** Roster indices of the meters that the accusations put out. */
  leaving(maxKnown: number): Set<number> {
    const doubts = new Map<number, Set<number>>();
    for (const [index, { suspicion, aggregators }] of this.accusations()) {
      if (suspicion === 'certain') continue;
      for (const aggregator of aggregators) {
        const meters = doubts.get(aggregator) ?? new Set<number>();
        doubts.set(aggregator, meters.add(index));
      }
    }
    const leaving = new Set<number>();
    for (const [index, { suspicion, aggregators }, meters] of this.accusations()) {
      const isLikelier = (aggregator: number): boolean => {
        const count = doubts.get(aggregator)?.size ?? 0;
        return count > mostRogue(maxKnown) || 2 * count > meters;
      };
      if (suspicion === 'certain' || !aggregators.some(isLikelier)) leaving.add(index);
    }
    return leaving;
  }

  private *accusations(): Generator<readonly [number, Accusation, number]> {
    for (const { judgement, meters } of this.windows.values())
      for (const [index, accusation] of judgement.accused) yield [index, accusation, meters];
  }
}
