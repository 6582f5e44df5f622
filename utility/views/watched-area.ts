/**
 * An area that is looked at again and again while it grows: what is settled is kept as what was seen of it, so that a look costs
 * what is under way, not all there ever was. [P-7]
 */
import type { Crypto } from '../../protocol/keys/crypto-port.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import { intervalAt } from '../../protocol/grid/interval.ts';
import { type RegisterUnit, unitOf } from '../../protocol/grid/register.ts';
import type { TariffDocuments } from '../../protocol/money/price.ts';
import type { CertifiedEntry } from '../../schemas/types.ts';
import type { BillFigure, BillStatus, LoadFigure, WindowFigure } from '../archive.ts';
import {
  type AggregatorView,
  type WindowView,
  aggregatorView,
  standingsOf,
  viewWindow,
  windowsOf,
} from './area-view.ts';
import { type AnswerKey, IndexedArea, type Moment } from './indexed-area.ts';
import { LogIndex } from './log-index.ts';
import { plural } from './wording.ts';
import { loadsContradicted } from './window-evidence.ts';

/** A window, and what its verified bills come to. */
export interface WatchedWindow {
  readonly view: WindowView;
  /** As the view's, without the name of a meter. */
  readonly reason: string;
  readonly statuses: Readonly<Record<BillStatus, number>>;
  /** Import on verified bills. */
  readonly billed: ReadonlyMap<RegisterUnit, number>;
  /** In how many totals of it each aggregator's sums disagree with those of others. */
  readonly differing: ReadonlyMap<number, number>;
  /** Of its loads only. */
  readonly differingLoads: ReadonlyMap<number, number>;
}

const NOBODY: Readonly<Record<BillStatus, number>> = { verified: 0, disputed: 0, failed: 0, waiting: 0, remnant: 0 };

export class WatchedArea {
  readonly logs: LogIndex;
  private readonly area: IndexedArea;
  private readonly settled: WatchedWindow[] = [];
  /** Bill entries of settled windows: a figure of one that comes later can't be told by what is kept. */
  private readonly settledEntries = new Set<number>();
  /** Windows as they were seen when all of them was there: so they stay until something comes. */
  private complete = new Map<number, WatchedWindow>();
  /** What was seen since something changed, if only the time. */
  private seen: { readonly windows?: readonly WatchedWindow[]; readonly aggregators?: readonly AggregatorView[] } = {};

  /** `documents`: what windows cost. */
  constructor(crypto: Crypto, name: string, documents: TariffDocuments) {
    this.area = new IndexedArea(
      crypto,
      { area: name, entries: [], answers: [], loads: [], bills: [], windows: [] },
      { gridMs: undefined, live: undefined },
    );
    this.logs = new LogIndex(name, [], documents);
  }

  get name(): string {
    return this.area.area;
  }

  /** Entries of its log. */
  get length(): number {
    return this.area.log.length;
  }

  get hasScheme(): boolean {
    return this.area.log.hasScheme;
  }

  /** What the status says of it, and the log: for views. */
  get indexed(): IndexedArea {
    return this.area;
  }

  addEntry(certified: CertifiedEntry): void {
    this.area.addEntry(certified);
    this.logs.add(certified);
    this.changed();
  }

  private changed(): void {
    this.seen = {};
    this.complete = new Map();
  }

  addAnswer(answer: AnswerKey): void {
    const isLate =
      answer.meters === '' ? answer.interval < this.area.log.knownFrom : this.settledEntries.has(answer.sequence);
    if (!isLate) this.area.addAnswer(answer);
    this.changed();
  }

  addLoad(figure: LoadFigure): void {
    if (figure.interval >= this.area.log.knownFrom) this.area.addLoad(figure);
    this.changed();
  }

  /** Whether it could be taken: another status in a settled window means that all has to be read anew. */
  addBill(figure: BillFigure): boolean {
    this.changed();
    // One more aggregator that agrees changes nothing that is kept.
    if (this.settledEntries.has(figure.sequence)) return figure.status === 'verified' || figure.status === 'remnant';
    this.area.addBill(figure);
    return true;
  }

  addWindow(figure: WindowFigure): boolean {
    this.changed();
    if (this.settledEntries.has(figure.sequence)) return figure.state === 'footed';
    this.area.windowFigures.set(figure.from, figure);
    return true;
  }

  lookAt(moment: Moment): void {
    this.area.lookAt(moment);
    this.seen = {};
  }

  /**
   * Forgets what is settled: windows that foot, but for the last of them, of which answers are still coming. What was seen of each
   * is kept.
   */
  settle(): void {
    const { area } = this;
    if (!area.log.hasScheme) return;
    const { billing, knownFrom, settledUntil } = area.log;
    const over = billing.between(knownFrom, settledUntil).slice(0, -1);
    for (const { from, count } of over) {
      const window = this.watch({ from, count });
      if (window.view.state !== 'billed' || window.view.footing.state !== 'footed') return;
      this.settled.push(window);
      for (const { sequence } of area.rounds(from)) this.settledEntries.add(sequence);
      area.forget({ from, count });
      this.seen = {};
    }
  }

  private watch(window: Window): WatchedWindow {
    const known = this.complete.get(window.from);
    if (known !== undefined) return known;
    const watched = this.lookInto(window);
    if (watched.view.state === 'billed') this.complete.set(window.from, watched);
    return watched;
  }

  private lookInto(window: Window): WatchedWindow {
    const { area } = this;
    const standings = standingsOf(area, window);
    const view = viewWindow(area, window, standings);
    const troubled = standings.filter(({ state }) => state === 'disputed' || state === 'failed');
    const [first] = troubled;
    const isOfBills = view.state === 'failed' && first !== undefined;
    const reason = isOfBills ? `${plural(troubled.length, 'bill')} ${first.state}: ${first.reason}` : view.reason;
    return { view, reason, ...this.sums(window) };
  }

  /** What the figures of a window come to. */
  private sums(window: Window): Pick<WatchedWindow, 'statuses' | 'billed' | 'differing' | 'differingLoads'> {
    const { area } = this;
    const statuses = { ...NOBODY };
    const billed = new Map<RegisterUnit, number>();
    const differing = new Map<number, number>();
    const { scheme } = area.log;
    const imports = new Set(scheme.registers.filter(({ direction }) => direction === 'import').map(({ obis }) => obis));
    const differ = (aggregators: readonly number[]): void => {
      for (const one of aggregators) differing.set(one, (differing.get(one) ?? 0) + 1);
    };
    for (const { sequence } of area.rounds(window.from))
      for (const { status, lines, differing: those } of area.billsOf(sequence)) {
        statuses[status] += 1;
        differ(those);
        if (status !== 'verified') continue;
        for (const { register, totalUnits } of lines) {
          const unit = unitOf(scheme, register);
          if (imports.has(register)) billed.set(unit, (billed.get(unit) ?? 0) + totalUnits);
        }
      }
    const differingLoads = loadsContradicted(area, window);
    for (const [one, count] of differingLoads) differing.set(one, (differing.get(one) ?? 0) + count);
    return { statuses, billed, differing, differingLoads };
  }

  /** All windows that have begun, in order. */
  get windows(): readonly WatchedWindow[] {
    const { area } = this;
    if (!area.log.hasScheme) return [];
    const rest = (): WatchedWindow[] =>
      windowsOf(area)
        .slice(this.settled.length)
        .map((window) => this.watch(window));
    const windows = this.seen.windows ?? [...this.settled, ...rest()];
    this.seen = { ...this.seen, windows };
    return windows;
  }

  get aggregators(): readonly AggregatorView[] {
    if (!this.area.log.hasScheme) return [];
    const aggregators = this.seen.aggregators ?? this.area.aggregators.map((one) => aggregatorView(this.area, one));
    this.seen = { ...this.seen, aggregators };
    return aggregators;
  }

  /** Meters that are in the roster now, or will be. */
  get meterCount(): number {
    const { log, gridMs } = this.area;
    if (!log.hasScheme) return 0;
    const now = intervalAt(gridMs, log.scheme);
    return log.roster.meters.filter(({ until }) => now < until).length;
  }
}
