/** A ledger with its counter: a commit that binds answers once both have it, the ledger first. [P-7.4.3] */
import { CommitCount, firstCommit } from '../commit-count.ts';
import type { Counter } from '../counter.ts';
import type { LedgerOp, LedgerRead, LedgerRows, MachineStanding, RestoredArea } from '../ledger.ts';
import type { LedgerStore } from './ledger-store.ts';

export class CountedLedger {
  private readonly ledger: LedgerStore;
  private readonly count: CommitCount;

  private constructor(ledger: LedgerStore, count: CommitCount) {
    this.ledger = ledger;
    this.count = count;
  }

  /** `drawMark`: a name that no counter ever had. */
  static async open(ledger: LedgerStore, counter: Counter, drawMark: () => string): Promise<CountedLedger> {
    return new CountedLedger(ledger, new CommitCount(await ledger.standing(), counter, drawMark));
  }

  /** A deployment's new ledger begins its counter, unless that has counted something. Before the ledger counts as begun. */
  static async begin(ledger: LedgerStore, counter: Counter, drawMark: () => string): Promise<void> {
    const first = firstCommit(await ledger.standing(), counter, drawMark);
    if (first !== undefined) await ledger.commit(first);
  }

  async standing(): Promise<MachineStanding> {
    return { ...(await this.ledger.standing()), freshness: this.count.freshness };
  }

  restore(): Promise<RestoredArea[]> {
    return this.ledger.restore();
  }

  read(query: LedgerRead): Promise<LedgerRows> {
    return this.ledger.read(query);
  }

  close(): Promise<void> {
    return this.ledger.close();
  }

  async commit(ops: readonly LedgerOp[]): Promise<void> {
    const commit = this.count.number(ops);
    await this.ledger.commit(commit.ops);
    this.count.durable(commit, commit.next === 'begin' ? await this.ledger.standing() : undefined);
  }
}
