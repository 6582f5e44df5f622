/**
 * The judge of a simulated run. It keeps the truth by itself (what homes used, what was written, what was certified) and
 * holds everything that becomes durable or leaves a party against it, at once. [P-2.4, P-6.3, P-7]
 */
import type { LedgerOp } from '../../aggregator/ledger.ts';
import type { OutboxOp } from '../../meter/outbox.ts';
import type { Receipt } from '../../schemas/types.ts';
import type { ArchiveOp } from '../../utility/archive.ts';
import type { Coverage } from './coverage.ts';
import type { Crypto } from '../../protocol/keys/crypto-port.ts';
import type { Scenario } from './scenario.ts';
import type { SumsOpener } from './opened-sums.ts';
import type { SimulatedLedger } from './simulated-ledger.ts';
import { ArchiveJudge } from './archive-judge.ts';
import { BooksJudge } from './books-judge.ts';
import { type Books, JudgedGrid } from './judged-grid.ts';
import { LedgerJudge } from './ledger-judge.ts';
import { LogJudge } from './log-judge.ts';

export class Oracle extends JudgedGrid {
  private readonly books = new BooksJudge(this);
  private readonly log: LogJudge;
  private readonly aggregators: LedgerJudge;
  private readonly utility: ArchiveJudge;

  constructor(
    crypto: Crypto,
    scenario: Scenario,
    coverage: Coverage,
    ledgers: ReadonlyMap<number, SimulatedLedger>,
    opener: SumsOpener,
  ) {
    super(scenario, coverage, ledgers);
    this.log = new LogJudge(this, crypto);
    this.aggregators = new LedgerJudge(this, this.log, opener);
    this.utility = new ArchiveJudge(this, this.log);
  }

  outbox(ops: readonly OutboxOp[]): void {
    this.books.outbox(ops);
  }

  ledger(index: number, ops: readonly LedgerOp[]): void {
    this.aggregators.ledger(index, ops);
  }

  archive(ops: readonly ArchiveOp[]): void {
    this.utility.archive(ops);
  }

  archiveLost(): void {
    this.utility.archiveLost();
  }

  receipt(receipt: Receipt): void {
    this.aggregators.receipt(receipt);
  }

  accept(aggregator: number, area: string, sequence: number, ballot: number, hash: string): void {
    this.aggregators.accept(aggregator, area, sequence, ballot, hash);
  }

  manifest(aggregator: number, storeEpoch: number, area: string, interval: number, held: string): void {
    this.aggregators.manifest(aggregator, storeEpoch, area, interval, held);
  }

  needsOf(index: number, name: string): (interval: number, meter: number) => boolean {
    return this.aggregators.needsOf(index, name);
  }

  /** What a meter has in void cells and not booked again yet, per register. */
  carriedUnits(books: Books): readonly number[] {
    return books.carriedUnits;
  }

  /** Cells of bills that stay open for ever, since one that was founded anew never answers them. [P-7.4.7] */
  unanswerable({ plan }: Books): number[] {
    return this.areasOf(plan).flatMap((name) => {
      const area = this.area(name);
      return [...area.bills].flatMap(([sequence, covered]) =>
        [...covered].flatMap(([index, intervals]) =>
          area.roster[index]?.meter === plan.id && this.founding.isUnanswerable(name, sequence, index) ? intervals : [],
        ),
      );
    });
  }

  /** What a meter's verified bills sum to, per register. */
  billedUnits(books: Books): number[] {
    const verified = this.areasOf(books.plan).flatMap((name) => [...this.area(name).verified.values()]);
    return books.plan.registers.map((register) => {
      let sum = 0;
      for (const figure of verified) {
        if (figure.meter !== books.plan.id) continue;
        for (const line of figure.lines) if (line.register === register) sum += line.totalUnits;
      }
      return sum;
    });
  }
}
