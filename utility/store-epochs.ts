/** The highest store epoch that every aggregator has signed: what was said in an earlier one counts no more. [P-7.4] */
import type { Head } from '../schemas/types.ts';
import type { ArchiveEffects } from './archive.ts';

export class StoreEpochs {
  private readonly known: Map<number, number>;

  constructor(known: ReadonlyMap<number, number>) {
    this.known = new Map(known);
  }

  /** 0 while an aggregator has signed none. */
  of(aggregator: number): number {
    return this.known.get(aggregator) ?? 0;
  }

  /** An authentic head: whether its store epoch is not over. A higher one begins with it, and is stored. */
  take({ aggregator, storeEpoch }: Head, out: ArchiveEffects): boolean {
    const known = this.of(aggregator);
    if (storeEpoch < known) return false;
    if (storeEpoch === known) return true;
    this.known.set(aggregator, storeEpoch);
    out.persist({ kind: 'store-epoch', aggregator, storeEpoch });
    const text = `aggregator ${aggregator} lost its store or got an older one back: store epoch ${storeEpoch} begins`;
    if (storeEpoch > 1) out.notice('warn', 'store_epoch', text, { aggregator, storeEpoch });
    return true;
  }
}
