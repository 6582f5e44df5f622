/** What the views of a settlement are made of: an area's record in the archive, indexed, and the moment it is looked at. */
import type { Crypto } from '../../protocol/keys/crypto-port.ts';
import { type Span, formatInterval, spanOf } from '../../protocol/grid/span.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import type { BillRelease } from '../../protocol/log/billed-windows.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { type Window, intervalStartMs } from '../../protocol/grid/interval.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import type { AreaStatus, CertifiedEntry, SettlementStatus } from '../../schemas/types.ts';
import type { TariffDocuments } from '../../protocol/money/price.ts';
import type { Answer, BillFigure, LoadFigure, WindowFigure } from '../archive.ts';

import type { Certified } from './log-index.ts';

/** Which answer it is, without what it says. */
export type AnswerKey = Pick<Answer, 'sequence' | 'aggregator' | 'interval' | 'meters'>;

export interface AreaRecord {
  readonly area: string;
  readonly entries: readonly CertifiedEntry[];
  readonly answers: readonly AnswerKey[];
  readonly loads: readonly LoadFigure[];
  readonly bills: readonly BillFigure[];
  readonly windows: readonly WindowFigure[];
  /** What windows cost; none if not said. */
  readonly documents?: TariffDocuments;
}

export interface Moment {
  /** Grid time; undefined if it can't be known: a replayed clock of a utility that left no status. */
  readonly gridMs: number | undefined;
  /** Undefined unless the utility is running: what it had under way before is no news. */
  readonly live: SettlementStatus | undefined;
}

function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].toSorted((one, other) => one - other);
}

/**
 * The record of one area, indexed; it may go on growing. Throws AssertionError for a log that is none.
 */
export class IndexedArea {
  readonly area: string;
  readonly log: AreaLog;
  /** By the first interval of the window. */
  readonly windowFigures = new Map<number, WindowFigure>();
  private readonly crypto: Crypto;
  readonly documents: TariffDocuments;
  private readonly certificates = new Map<number, Certified>();
  private readonly pageAnswers = new Map<number, Set<number>>();
  /** Of each bill entry, the meters that each aggregator has answered for. */
  private readonly billAnswers = new Map<number, Map<number, Bitmap[]>>();
  private readonly loadFigures = new Map<string, LoadFigure>();
  private readonly billFigures = new Map<number, Map<number, BillFigure>>();
  private readonly releases = new Map<number, BillRelease[]>();
  private moment: Moment;
  private held: IndexedArea['holdings'] | undefined;

  constructor(crypto: Crypto, record: AreaRecord, moment: Moment) {
    this.crypto = crypto;
    this.area = record.area;
    this.documents = record.documents ?? new Map();
    this.log = new AreaLog(record.area);
    this.moment = moment;
    for (const certified of record.entries) this.addEntry(certified);
    for (const answer of record.answers) this.addAnswer(answer);
    for (const figure of record.loads) this.addLoad(figure);
    for (const figure of record.bills) this.addBill(figure);
    for (const figure of record.windows) this.windowFigures.set(figure.from, figure);
  }

  /** The next entry of the log. */
  addEntry({ entry, certificate }: CertifiedEntry): void {
    const setHash = entryHash(this.crypto, entry);
    this.log.apply(entry, setHash);
    const certifiedBy = ascending(certificate.accepts.map(({ aggregator }) => aggregator));
    const { sequence } = entry;
    this.certificates.set(sequence, { sequence, setHash, certifiedBy, quorum: this.log.quorum });
    const release = this.log.bills.get(sequence);
    if (release === undefined) return;
    const { from } = release.window;
    this.releases.set(from, [...(this.releases.get(from) ?? []), release]);
  }

  addAnswer({ sequence, aggregator, interval, meters }: AnswerKey): void {
    if (meters === '') {
      const known = this.pageAnswers.get(interval) ?? new Set();
      this.pageAnswers.set(interval, known.add(aggregator));
      return;
    }
    const bitmap = Bitmap.decode(meters);
    if (bitmap === undefined) return;
    const known = this.billAnswers.get(sequence) ?? new Map<number, Bitmap[]>();
    this.billAnswers.set(sequence, known.set(aggregator, [...(known.get(aggregator) ?? []), bitmap]));
  }

  addLoad(figure: LoadFigure): void {
    this.loadFigures.set(`${figure.interval}/${figure.register}`, figure);
  }

  addBill(figure: BillFigure): void {
    const known = this.billFigures.get(figure.sequence) ?? new Map<number, BillFigure>();
    this.billFigures.set(figure.sequence, known.set(figure.index, figure));
  }

  /** At another moment. */
  lookAt(moment: Moment): void {
    this.moment = moment;
    this.held = undefined;
  }

  /** Which meters of the next window to bill each aggregator says it holds wholly. */
  get holdings(): readonly { readonly aggregator: number; readonly meters: Bitmap | undefined }[] {
    // Asked for every meter: decoded once.
    this.held ??= (this.status?.holdings ?? []).map(({ aggregator, held }) => ({
      aggregator,
      meters: Bitmap.decode(held),
    }));
    return this.held;
  }

  /** A window of which nothing is asked any more. */
  forget(window: Window): void {
    for (const { sequence } of this.rounds(window.from)) {
      this.billAnswers.delete(sequence);
      this.billFigures.delete(sequence);
    }
    for (let interval = window.from; interval < window.from + window.count; interval++) {
      this.pageAnswers.delete(interval);
      for (const { obis } of this.log.scheme.registers) this.loadFigures.delete(`${interval}/${obis}`);
    }
    this.releases.delete(window.from);
    this.log.forget(window);
  }

  get gridMs(): number {
    return this.moment.gridMs ?? intervalStartMs(this.log.nextToClose, this.log.scheme);
  }

  get live(): SettlementStatus | undefined {
    return this.moment.live;
  }

  get isLive(): boolean {
    return this.live !== undefined;
  }

  get status(): AreaStatus | undefined {
    return this.live?.areas.find(({ area }) => area === this.area);
  }

  get aggregators(): number[] {
    return this.log.scheme.operators.map((_, at) => at + 1);
  }

  /** The start of an interval, in words. */
  at(interval: number): string {
    return formatInterval(interval, this.log.scheme);
  }

  span({ from, count }: Window): Span {
    return spanOf({ from, count }, this.log.scheme);
  }

  certified(sequence: number): Certified | undefined {
    return this.certificates.get(sequence);
  }

  /** The bill entries of a window, in order: one, or two where meters waited. */
  rounds(windowFrom: number): readonly BillRelease[] {
    return this.releases.get(windowFrom) ?? [];
  }

  /** The last bill entry of a window. */
  release(windowFrom: number): BillRelease | undefined {
    return this.rounds(windowFrom).at(-1);
  }

  load(interval: number, register: string): LoadFigure | undefined {
    return this.loadFigures.get(`${interval}/${register}`);
  }

  bill(sequence: number, index: number): BillFigure | undefined {
    return this.billFigures.get(sequence)?.get(index);
  }

  /** Aggregators whose sums of a page are in. */
  answeredPage(interval: number): ReadonlySet<number> {
    return this.pageAnswers.get(interval) ?? new Set();
  }

  /** The figures of a bill entry, in no order. */
  billsOf(sequence: number): Iterable<BillFigure> {
    return this.billFigures.get(sequence)?.values() ?? [];
  }

  /** Whether an aggregator's sums of a meter's bill are in. */
  hasAnsweredBill(aggregator: number, sequence: number, index: number): boolean {
    return (
      this.billAnswers
        .get(sequence)
        ?.get(aggregator)
        ?.some((meters) => meters.has(index)) === true
    );
  }

  /** Aggregators whose sums of a meter's bill are in. */
  answeredBill(sequence: number, index: number): ReadonlySet<number> {
    return new Set(this.aggregators.filter((aggregator) => this.hasAnsweredBill(aggregator, sequence, index)));
  }

  /** All aggregators but these. */
  others(these: Iterable<number>): number[] {
    const known = new Set(these);
    return this.aggregators.filter((aggregator) => !known.has(aggregator));
  }
}
