/**
 * The load curve: one total per page and load register, combined from the aggregators' answers. Only a verified figure
 * is final; anything else may be superseded, with its history kept. [P-7.6]
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import type { Page } from '../../protocol/log/page-set.ts';
import { ELEMENT_BYTES, decodeElement } from '../../protocol/math/field.ts';
import { maxReadingOf } from '../../protocol/grid/register.ts';
import { assert } from '../../protocol/machine.ts';
import type { Answer, ArchiveEffects, LoadFigure } from '../archive.ts';
import type { CertifiedEntries } from '../ordering/certified.ts';
import { type CombinedLoad, Unweighter, combineLoad } from './combine.ts';
import { suspectText } from './reasons.ts';

type Out = ArchiveEffects;

/** What the bills say of the answers to a page. */
export interface PageDoubts {
  readonly liars: ReadonlySet<number>;
  /** Ids of meters. */
  readonly suspects: readonly string[];
}

export class Loads {
  private readonly log: AreaLog;
  private readonly entries: CertifiedEntries;
  /** Answers by page, then aggregator. */
  private readonly answers = new Map<number, Map<number, Answer>>();
  /** Latest figure by page, then register. */
  private readonly figures = new Map<number, Map<string, LoadFigure>>();
  private readonly changed = new Set<number>();
  private cachedUnweighter: Unweighter | undefined;

  constructor(log: AreaLog, entries: CertifiedEntries) {
    this.log = log;
    this.entries = entries;
  }

  private get unweighter(): Unweighter {
    this.cachedUnweighter = Unweighter.of(this.log.scheme.operators.length, this.cachedUnweighter);
    return this.cachedUnweighter;
  }

  restore(answers: readonly Answer[], figures: readonly LoadFigure[]): void {
    for (const figure of figures) this.remember(figure);
    for (const answer of answers) {
      if (answer.meters !== '') continue;
      this.byAggregator(answer.interval).set(answer.aggregator, answer);
      this.changed.add(answer.interval);
    }
  }

  private byAggregator(interval: number): Map<number, Answer> {
    let known = this.answers.get(interval);
    if (known === undefined) {
      known = new Map();
      this.answers.set(interval, known);
    }
    return known;
  }

  private remember(figure: LoadFigure): void {
    const page = this.figures.get(figure.interval) ?? new Map<string, LoadFigure>();
    page.set(figure.register, figure);
    this.figures.set(figure.interval, page);
  }

  /** A page closed: registers that closed empty have their figure at once. */
  closed(interval: number, out: Out): void {
    const page = this.log.pages.get(interval);
    assert(page !== undefined, 'a closed page is known');
    for (const { obis, isLoad } of this.log.scheme.registers) {
      if (!isLoad || !page.empty.has(obis)) continue;
      this.record(
        {
          ...this.frame(interval, page, obis),
          status: 'empty',
          totalUnits: undefined,
          signers: [],
          differing: [],
          reason: 'fewer meters than the floor',
        },
        out,
      );
    }
  }

  /** An answer: `new`, `known`, `equivocation` if it contradicts an earlier one, or why it is refused, in words. */
  add(answer: Answer, out: Out): string {
    const page = this.log.pages.get(answer.interval);
    if (page === undefined && this.isForgotten(answer.interval)) return 'known';
    if (page === undefined || page.sequence !== answer.sequence)
      return 'speaks of a page that this entry did not close';
    if (answer.sums.length !== page.loads.length * ELEMENT_BYTES) return 'has a wrong number of sums';
    const known = this.byAggregator(answer.interval);
    const earlier = known.get(answer.aggregator);
    // A broker may deliver what was said before a disk was lost after what was said since.
    if (earlier !== undefined && answer.storeEpoch < earlier.storeEpoch) return 'known';
    if (earlier?.storeEpoch === answer.storeEpoch) return earlier.digest === answer.digest ? 'known' : 'equivocation';
    known.set(answer.aggregator, answer);
    this.changed.add(answer.interval);
    out.persist({ kind: 'answer', area: this.log.area, answer });
    return 'new';
  }

  /** Whether a page was closed and is only in the archive by now. */
  private isForgotten(interval: number): boolean {
    return interval >= this.log.scheme.billing.firstInterval && this.log.isClosed(interval);
  }

  forget(from: number, end: number): void {
    for (let interval = from; interval < end; interval++) {
      this.answers.delete(interval);
      this.figures.delete(interval);
      this.changed.delete(interval);
    }
  }

  /** Whether every aggregator has answered for every page in [from, end) that has a load. */
  haveAllAnswered(from: number, end: number, aggregators: readonly number[]): boolean {
    for (let interval = from; interval < end; interval++) {
      if (this.log.pages.get(interval)?.loads.length === 0) continue;
      if (!aggregators.every((aggregator) => this.hasAnswered(interval, aggregator))) return false;
    }
    return true;
  }

  answerOf(interval: number, aggregator: number): Answer | undefined {
    return this.answers.get(interval)?.get(aggregator);
  }

  hasAnswered(interval: number, aggregator: number): boolean {
    return this.answers.get(interval)?.has(aggregator) ?? false;
  }

  /** Recomputes figures with new answers; `doubtsAt`: what the bills of a page's window say of them. */
  combine(doubtsAt: (interval: number) => PageDoubts, out: Out): void {
    for (const interval of this.changed) this.combinePage(interval, doubtsAt(interval), out);
    this.changed.clear();
  }

  /** Bills named somebody: the figures of the window that are not final are looked at again. */
  reconsider(from: number, end: number): void {
    for (let interval = from; interval < end; interval++) if (this.answers.has(interval)) this.changed.add(interval);
  }

  private combinePage(interval: number, { liars, suspects }: PageDoubts, out: Out): void {
    const page = this.log.pages.get(interval);
    const answers = this.answers.get(interval);
    const { threshold } = this.log.scheme;
    if (page === undefined || answers === undefined || answers.size < threshold) return;
    page.loads.forEach((register, at) => {
      if (this.figures.get(interval)?.get(register)?.status === 'verified') return;
      const weighted = new Map(
        [...answers].map(([aggregator, { sums }]) => [aggregator, decodeElement(sums, at * ELEMENT_BYTES)]),
      );
      const combined = combineLoad(weighted, threshold, this.unweighter, liars, suspects.length > 0);
      this.record(this.figureOf(interval, page, register, combined, suspects), out);
    });
  }

  private frame(interval: number, page: Page, register: string) {
    const counts = this.log.registerCounts(page.set);
    const inRoster = this.log.roster.meters.filter(
      ({ index, meter }) => this.log.roster.isIn(index, interval) && meter.registers.includes(register),
    );
    return {
      interval,
      register,
      meters: counts.get(register) ?? 0,
      rosterMeters: inRoster.length,
      sequence: page.sequence,
      setHash: this.entries.hashOf(page.sequence) ?? '',
    };
  }

  private figureOf(
    interval: number,
    page: Page,
    register: string,
    combined: CombinedLoad,
    suspects: readonly string[],
  ): LoadFigure {
    const frame = this.frame(interval, page, register);
    const failed = { ...frame, status: 'failed' as const, totalUnits: undefined, signers: [], differing: [] };
    if (combined.status === 'failed') return { ...failed, reason: `${combined.reason}${suspectText(suspects)}` };
    const largest = BigInt(frame.meters) * BigInt(maxReadingOf(this.log.scheme, register));
    if (combined.total > largest)
      return { ...failed, reason: 'the answers open to more than the meters can have used' };
    const reason =
      combined.status === 'verified'
        ? `${combined.agreeing.length} answers agree`
        : `${combined.agreeing.length} answers agree; ${2 * this.log.scheme.threshold - 1} would verify${combined.differing.length > 0 ? suspectText(suspects) : ''}`;
    return {
      ...frame,
      status: combined.status,
      totalUnits: Number(combined.total),
      signers: combined.agreeing,
      differing: combined.differing,
      reason,
    };
  }

  private record(figure: LoadFigure, out: Out): void {
    const known = this.figures.get(figure.interval)?.get(figure.register);
    const isSame =
      known !== undefined &&
      known.status === figure.status &&
      known.totalUnits === figure.totalUnits &&
      known.reason === figure.reason &&
      known.signers.join() === figure.signers.join();
    if (isSame) return;
    this.remember(figure);
    out.persist({ kind: 'load', area: this.log.area, figure });
  }

  figureAt(interval: number, register: string): LoadFigure | undefined {
    return this.figures.get(interval)?.get(register);
  }

  /** Pages with a load that is not final yet, ascending. */
  *unsettled(): Generator<number> {
    for (const [interval, page] of this.log.pages) {
      const registers = page.loads;
      if (registers.some((register) => this.figureAt(interval, register)?.status !== 'verified')) yield interval;
    }
  }
}
