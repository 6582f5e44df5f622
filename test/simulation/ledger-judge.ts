/** Judges what aggregators write and say: receipts, acceptances, manifests, released sums, and what they erase. [P-6.2, P-7] */
import { Bitmap } from '../../protocol/math/bitmap.ts';
import type { Span } from '../../aggregator/erased.ts';
import type { LedgerOp, StoredRelease } from '../../aggregator/ledger.ts';
import { ELEMENT_BYTES, add, decodeElement, multiply } from '../../protocol/math/field.ts';
import { lagrangeWeights } from '../../protocol/math/lagrange.ts';
import type { Receipt } from '../../schemas/types.ts';
import type { SumsOpener } from './opened-sums.ts';
import { demand } from './violation.ts';
import type { JudgedGrid } from './judged-grid.ts';
import type { LogJudge } from './log-judge.ts';

export class LedgerJudge {
  private readonly grid: JudgedGrid;
  private readonly log: LogJudge;
  private readonly opener: SumsOpener;
  private readonly accepted = new Map<string, string>();
  private readonly attested = new Map<string, string>();
  private readonly releases = new Map<string, string>();

  constructor(grid: JudgedGrid, log: LogJudge, opener: SumsOpener) {
    this.grid = grid;
    this.log = log;
    this.opener = opener;
  }

  ledger(index: number, ops: readonly LedgerOp[]): void {
    for (const op of ops) {
      switch (op.kind) {
        case 'entry':
          if (this.grid.fork?.isOtherLog(index, op.certified) !== true) this.log.certified(op.area, op.certified);
          break;
        case 'store-epoch':
          this.grid.coverage.saw('a new store epoch');
          break;
        case 'cell':
          if (this.grid.area(op.area).pages.has(op.row.interval))
            this.grid.coverage.saw('a cell that came to its closed page');
          break;
        case 'release':
          this.grid.founding.released(index, op.area, op.release);
          this.released(index, op.area, op.release);
          break;
        case 'erase':
          this.erased(index, op.area, op.span);
          break;
        case 'trim':
          this.trimmed(index, op, ops);
          break;
        case 'hint':
          demand(
            this.grid.mayHaveEvidence,
            `aggregator ${index} has no hint at anybody in an honest grid: ${op.text.slice(0, 200)}`,
          );
          break;
        default:
          break;
      }
    }
  }

  /** What an aggregator has answered: pages, and meters by bill entry. */
  private recordOf(
    index: number,
    name: string,
  ): { readonly pages: Set<number>; readonly bills: Map<number, Set<number>> } {
    const releases = [...this.grid.ledgers.get(index)!.area(name).releases.values()];
    const pages = new Set(releases.filter(({ meters }) => meters === '').map(({ interval }) => interval));
    const bills = new Map<number, Set<number>>();
    for (const { sequence, meters } of releases)
      if (meters !== '') bills.set(sequence, new Set([...(bills.get(sequence) ?? []), ...Bitmap.decode(meters)!]));
    return { pages, bills };
  }

  /** Shares go only when everything that they are for is on record. (Nobody waits for two months here.) */
  private erased(index: number, name: string, { from, until }: Span): void {
    this.grid.coverage.saw('shares of a settled window erased');
    const area = this.grid.area(name);
    const { pages, bills } = this.recordOf(index, name);
    for (const [interval, page] of area.pages) {
      if (interval < from || interval >= until || page.set.size === 0 || !this.grid.hasLoad(page)) continue;
      // Nothing of before a founding is ever answered: nothing is kept for it.
      if (this.grid.founding.isBefore(index, interval)) continue;
      demand(
        pages.has(interval),
        `aggregator ${index} erases no share of page ${interval} before its load is on record`,
      );
    }
    for (const [sequence, covered] of area.bills) {
      for (const [meter, [first]] of covered) {
        const isKept = first === undefined || first < from || first >= until;
        const isOver = first !== undefined && this.grid.founding.isBefore(index, this.grid.windowStart(name, first));
        demand(
          isKept || isOver || bills.get(sequence)?.has(meter) === true,
          `aggregator ${index} erases no share before its bill ${sequence} is on record`,
        );
      }
    }
  }

  /** Of a window that waits, all shares go but those that are said to be kept, and only those whose page and bill are on record. */
  private trimmed(index: number, op: Extract<LedgerOp, { kind: 'trim' }>, ops: readonly LedgerOp[]): void {
    const { area: name, kept } = op;
    const { from, until } = op.span;
    this.grid.coverage.saw('shares of a settled window erased that waits for others');
    for (const [interval, page] of this.grid.ledgers.get(index)!.area(name).cells) {
      if (interval < from || interval >= until) continue;
      // What comes after it in the same commit goes with the next one.
      const isNew = (meter: number): boolean =>
        ops.some((one) => one.kind === 'cell' && one.row.interval === interval && one.row.index === meter);
      const spare = [...page.keys()].find((meter) => kept.get(interval)?.has(meter) !== true && !isNew(meter));
      demand(
        spare === undefined,
        `aggregator ${index} keeps only what page ${interval} is needed for, not of meter ${spare}`,
      );
    }
    const isNeeded = this.needsOf(index, name);
    for (const [interval, grave] of this.grid.ledgers.get(index)!.area(name).graves) {
      if (interval < from || interval >= until) continue;
      for (const meter of grave.keys())
        demand(
          !isNeeded(interval, meter),
          `aggregator ${index} drops no share of page ${interval} before its load and bill are on record`,
        );
    }
  }

  /** Whether an aggregator needs a share still: its page's load or its meter's bill is not on record there. */
  needsOf(index: number, name: string): (interval: number, meter: number) => boolean {
    const area = this.grid.area(name);
    const { pages, bills } = this.recordOf(index, name);
    return (interval, meter) => {
      const page = area.pages.get(interval);
      if (page?.set.has(meter) !== true || this.grid.founding.isBefore(index, interval)) return false;
      if (this.grid.hasLoad(page) && !pages.has(interval)) return true;
      // Nor is a bill that begins before a founding.
      if (this.grid.founding.isBefore(index, this.grid.windowStart(name, interval))) return false;
      return [...area.bills].some(
        ([sequence, covered]) =>
          covered.get(meter)?.includes(interval) === true && bills.get(sequence)?.has(meter) !== true,
      );
    };
  }

  /** What an aggregator releases: certified, once in a store epoch, and the sum of exactly the set. */
  private released(index: number, area: string, release: StoredRelease): void {
    const { sequence, interval, meters, message } = release;
    const { total, sums } = this.opener.open(message);
    const { storeEpoch } = total;
    const ledger = this.grid.ledgers.get(index)!;
    demand(ledger.area(area).entries[sequence] !== undefined, `aggregator ${index} releases only what is certified`);
    const parts = meters === '' ? [`page ${interval}`] : [...Bitmap.decode(meters)!].map((meter) => `meter ${meter}`);
    for (const part of parts) {
      const name = `${index}/${storeEpoch}/${area}/${sequence}/${part}`;
      const text = Buffer.from(sums).toString('hex');
      // A snapshot does not know what it released: it may do so again, to the bit (bills with others beside them).
      const { lostLedger } = this.grid.scenario.chaos;
      const isRolledBack = lostLedger?.how === 'snapshot' && lostLedger.index === index;
      const known = this.releases.get(name);
      const isFine = known === undefined || (isRolledBack && (known === text || meters !== ''));
      demand(isFine, `aggregator ${index} releases ${part} of entry ${sequence} once`);
      this.releases.set(name, text);
    }
    for (const meter of meters === '' ? [] : Bitmap.decode(meters)!) {
      for (const at of this.grid.area(area).bills.get(sequence)?.get(meter) ?? [])
        demand(
          !this.grid.rotten.has(`${index}/${area}/${at}/${meter}`),
          `aggregator ${index} bills no cell that rotted`,
        );
    }
    const page = this.grid.area(area).pages.get(interval);
    if (meters !== '' || this.grid.scenario.liar?.index === index) return;
    demand(page !== undefined, `aggregator ${index} releases a load of a closed page`);
    const n = this.grid.scenario.scheme.operators.length;
    const weight = lagrangeWeights(Array.from({ length: n }, (_, at) => at + 1))[index - 1]!;
    const loads = this.grid.scenario.scheme.registers.filter(({ obis, isLoad }) => isLoad && !page.empty.has(obis));
    loads.forEach(({ obis }, slot) => {
      let sum = 0n;
      for (const meter of page.set) {
        const register = this.grid.area(area).roster[meter]?.registers.indexOf(obis) ?? -1;
        if (register === -1) continue;
        const cell = ledger.cell(area, interval, meter);
        demand(
          !this.grid.rotten.has(`${index}/${area}/${interval}/${meter}`),
          `aggregator ${index} sums no cell that rotted`,
        );
        demand(cell !== undefined, `aggregator ${index} holds every cell of page ${interval} that it releases`);
        sum = add(sum, decodeElement(cell.shares, register * 2 * ELEMENT_BYTES));
      }
      demand(
        decodeElement(sums, slot * ELEMENT_BYTES) === multiply(sum, weight),
        `aggregator ${index}'s total of page ${interval} is the weighted sum of its set`,
      );
    });
  }

  receipt(receipt: Receipt): void {
    const ledger = this.grid.ledgers.get(receipt.aggregator);
    const books = this.grid.meters.get(receipt.meter);
    demand(ledger !== undefined && books !== undefined, 'a receipt is about a meter of this grid');
    const area = this.grid.area(receipt.area);
    const index = area.roster.findLastIndex(({ meter }) => meter === receipt.meter);
    for (const offset of Bitmap.decode(receipt.stored)!) {
      const interval = receipt.from + offset;
      demand(
        ledger.cell(receipt.area, interval, index) !== undefined ||
          ledger.area(receipt.area).erased.has(interval) ||
          // It never answers for anything of before it was founded: it needs none of it.
          this.grid.founding.isBefore(receipt.aggregator, interval),
        `a receipt of aggregator ${receipt.aggregator} for ${receipt.meter}, interval ${interval}, has a durable row behind it`,
      );
    }
    for (const offset of Bitmap.decode(receipt.void)!) {
      const interval = receipt.from + offset;
      demand(
        this.grid.isVoid(books.plan, interval) ||
          this.grid.fork?.isVoidElsewhere(receipt.aggregator, interval, index) === true,
        `aggregator ${receipt.aggregator} calls ${receipt.meter}, interval ${interval}, void only when it is`,
      );
    }
  }

  accept(aggregator: number, area: string, sequence: number, ballot: number, hash: string): void {
    const name = `${aggregator}/${area}/${sequence}/${ballot}`;
    const known = this.accepted.get(name) ?? hash;
    demand(known === hash, `aggregator ${aggregator} signs one entry for number ${sequence} and ballot ${ballot}`);
    this.accepted.set(name, hash);
  }

  manifest(aggregator: number, storeEpoch: number, area: string, interval: number, held: string): void {
    const name = `${aggregator}/${storeEpoch}/${area}/${interval}`;
    const known = this.attested.get(name) ?? held;
    demand(known === held, `aggregator ${aggregator} signs one manifest for interval ${interval}`);
    this.attested.set(name, held);
  }
}
