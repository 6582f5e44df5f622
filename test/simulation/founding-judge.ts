/**
 * The judge of foundings: one that has lost ledger and counter signs nothing that binds before it is founded anew, and
 * nothing of intervals that began before that, for ever. What it never answered is remembered, for who asks why a bill
 * stays open. [P-7.4.5, P-7.4.7]
 */
import type { StoredRelease } from '../../aggregator/ledger.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { intervalStartMs } from '../../protocol/grid/interval.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import { kindOfTopic } from '../../protocol/wire/topics.ts';
import type { Entry, LogMessage, ManifestMessage, Scheme, TotalMessage } from '../../schemas/types.ts';
import type { Answer } from '../../utility/archive.ts';
import { Violation } from './violation.ts';

/** What is signed by hand, or says nothing of what was signed. */
const UNBOUND = new Set<LogMessage['type']>(['inquiry', 'log-entries', 'head-request']);

export class FoundingJudge {
  private readonly scheme: Scheme;
  /** Certified entries of an area, as canonical JSON, by number. */
  private readonly entriesOf: (area: string) => readonly string[];
  /** Lost, and not founded anew yet. */
  private readonly lost = new Set<number>();
  /** By aggregator: since when it is founded, by its own clock. */
  private readonly moments = new Map<number, number>();
  /** By `aggregator/area/sequence`: meters of whose bill the utility has its answer. */
  private readonly answers = new Map<string, Set<number>>();

  constructor(scheme: Scheme, entriesOf: (area: string) => readonly string[]) {
    this.scheme = scheme;
    this.entriesOf = entriesOf;
  }

  /** Ledger and counter are gone, and answers prove nothing. */
  lose(aggregator: number): void {
    this.lost.add(aggregator);
  }

  /** `clock`: what its own clock said when its process began, and says now. */
  found(aggregator: number, fromMs: number, clock: { readonly startMs: number; readonly nowMs: number }): void {
    const isNow = fromMs >= clock.startMs && fromMs <= clock.nowMs;
    if (!isNow) throw new Violation(`aggregator ${aggregator} is founded from now on, by its own clock`);
    this.lost.delete(aggregator);
    this.moments.set(aggregator, fromMs);
  }

  get unfounded(): readonly number[] {
    return [...this.lost];
  }

  /** Whether an interval began before this aggregator was founded anew. */
  isBefore(aggregator: number, interval: number): boolean {
    return intervalStartMs(interval, this.scheme) < (this.moments.get(aggregator) ?? 0);
  }

  /** Who was founded anew after an interval began. */
  foundedAfter(interval: number): number[] {
    return [...this.moments.keys()].filter((aggregator) => this.isBefore(aggregator, interval));
  }

  private windowFrom(area: string, sequence: number): number {
    const text = this.entriesOf(area)[sequence];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a certified entry
    const entry = text === undefined ? undefined : (JSON.parse(text) as Entry);
    if (entry?.kind !== 'bill') throw new Violation(`entry ${sequence} of ${area} bills a window`);
    return entry.from;
  }

  private demandOfNow(aggregator: number, interval: number, what: string): void {
    if (this.isBefore(aggregator, interval))
      throw new Violation(
        `aggregator ${aggregator}, founded anew, ${what} nothing of interval ${interval}, which began before`,
      );
  }

  /** A sum goes on record. */
  released(aggregator: number, area: string, { sequence, interval, meters }: StoredRelease): void {
    if (!this.moments.has(aggregator)) return;
    this.demandOfNow(aggregator, meters === '' ? interval : this.windowFrom(area, sequence), 'releases');
  }

  published(aggregator: number, { topic, payload }: Outgoing): void {
    const isLost = this.lost.has(aggregator);
    if (!isLost && !this.moments.has(aggregator)) return;
    const name = kindOfTopic(topic);
    if (isLost) this.silent(aggregator, name, payload);
    else if (name === 'totals') this.repeated(aggregator, JSON.parse(payload) as TotalMessage);
    else if (name === 'manifests') this.attested(aggregator, JSON.parse(payload) as ManifestMessage);
  }

  private silent(aggregator: number, name: string | undefined, payload: string): void {
    const isBinding =
      name === 'log' || name === 'recovery'
        ? !UNBOUND.has((JSON.parse(payload) as LogMessage).type)
        : name === 'accepts' || name === 'manifests' || name === 'totals' || name === 'key' || name === 'receipts';
    if (isBinding) throw new Violation(`aggregator ${aggregator}, which lost everything, signs nothing (${name})`);
  }

  private repeated(aggregator: number, total: TotalMessage): void {
    const interval = total.type === 'load' ? total.interval : this.windowFrom(total.area, total.sequence);
    this.demandOfNow(aggregator, interval, 'repeats');
  }

  private attested(aggregator: number, message: ManifestMessage): void {
    if (message.type === 'holdings') {
      if (message.held !== '') this.demandOfNow(aggregator, message.from, 'attests');
      return;
    }
    for (const { interval, held } of message.pages) if (held !== '') this.demandOfNow(aggregator, interval, 'attests');
  }

  /** The utility has an answer on record. */
  answered(area: string, { aggregator, sequence, meters }: Answer): void {
    if (meters === '') return;
    const name = `${aggregator}/${area}/${sequence}`;
    const known = this.answers.get(name) ?? new Set<number>();
    for (const meter of Bitmap.decode(meters) ?? []) known.add(meter);
    this.answers.set(name, known);
  }

  /**
   * Whether a bill stays open for ever: everybody's answer is needed, and one that was founded anew after the window began
   * had not given its own.
   */
  isUnanswerable(area: string, sequence: number, meter: number): boolean {
    if (this.moments.size === 0 || this.scheme.threshold < this.scheme.operators.length) return false;
    return this.foundedAfter(this.windowFrom(area, sequence)).some(
      (aggregator) => this.answers.get(`${aggregator}/${area}/${sequence}`)?.has(meter) !== true,
    );
  }
}
