/** What the views of a settlement are made of: an area's record in the archive, indexed, and the moment it is looked at. */
import type { Crypto } from '../../protocol/keys/crypto-port.ts';
import { type Span, formatInterval, spanOf } from '../../protocol/grid/span.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import type { BillRelease } from '../../protocol/log/billed-windows.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { type Window, intervalStartMs } from '../../protocol/grid/interval.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import type { AreaStatus, CertifiedEntry, SettlementStatus } from '../../schemas/types.ts';
import type { Answer, BillFigure, LoadFigure, WindowFigure } from '../archive.ts';

import type { Certified } from './log-index.ts';

export interface AreaRecord {
  readonly area: string;
  readonly entries: readonly CertifiedEntry[];
  readonly answers: readonly Pick<Answer, 'sequence' | 'aggregator' | 'interval' | 'meters'>[];
  readonly loads: readonly LoadFigure[];
  readonly bills: readonly BillFigure[];
  readonly windows: readonly WindowFigure[];
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

/** The record of one area, indexed. Throws AssertionError for a log that is none. */
export class IndexedArea {
  readonly area: string;
  readonly log: AreaLog;
  readonly gridMs: number;
  readonly isLive: boolean;
  readonly live: SettlementStatus | undefined;
  readonly status: AreaStatus | undefined;
  readonly windowFigures: ReadonlyMap<number, WindowFigure>;
  private readonly certificates = new Map<number, Certified>();
  private readonly pageAnswers = new Map<number, Set<number>>();
  private readonly billAnswers = new Map<string, Set<number>>();
  private readonly loadFigures = new Map<string, LoadFigure>();
  private readonly billFigures = new Map<string, BillFigure>();
  private readonly releases = new Map<number, BillRelease[]>();

  constructor(crypto: Crypto, record: AreaRecord, moment: Moment) {
    this.area = record.area;
    this.log = new AreaLog(record.area);
    for (const { entry, certificate } of record.entries) {
      const setHash = entryHash(crypto, entry);
      this.log.apply(entry, setHash);
      const certifiedBy = ascending(certificate.accepts.map(({ aggregator }) => aggregator));
      const { sequence } = entry;
      this.certificates.set(sequence, { sequence, setHash, certifiedBy, quorum: this.log.quorum });
    }
    for (const { sequence, aggregator, interval, meters } of record.answers) {
      if (meters === '') into(this.pageAnswers, interval).add(aggregator);
      else
        for (const index of Bitmap.decode(meters) ?? []) into(this.billAnswers, `${sequence}/${index}`).add(aggregator);
    }
    for (const figure of record.loads) this.loadFigures.set(`${figure.interval}/${figure.register}`, figure);
    for (const figure of record.bills) this.billFigures.set(`${figure.sequence}/${figure.index}`, figure);
    this.windowFigures = new Map(record.windows.map((figure) => [figure.from, figure]));
    for (const release of this.log.bills.values()) {
      const { from } = release.window;
      this.releases.set(from, [...(this.releases.get(from) ?? []), release]);
    }
    this.live = moment.live;
    this.isLive = moment.live !== undefined;
    this.status = moment.live?.areas.find(({ area }) => area === record.area);
    this.gridMs = moment.gridMs ?? intervalStartMs(this.log.nextToClose, this.log.scheme);
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
    return this.billFigures.get(`${sequence}/${index}`);
  }

  /** Aggregators whose sums of a page are in. */
  answeredPage(interval: number): ReadonlySet<number> {
    return this.pageAnswers.get(interval) ?? new Set();
  }

  /** Aggregators whose sums of a meter's bill are in. */
  answeredBill(sequence: number, index: number): ReadonlySet<number> {
    return this.billAnswers.get(`${sequence}/${index}`) ?? new Set();
  }

  /** All aggregators but these. */
  others(these: Iterable<number>): number[] {
    const known = new Set(these);
    return this.aggregators.filter((aggregator) => !known.has(aggregator));
  }
}

function into<K>(map: Map<K, Set<number>>, key: K): Set<number> {
  let known = map.get(key);
  if (known === undefined) {
    known = new Set();
    map.set(key, known);
  }
  return known;
}
