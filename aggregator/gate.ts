/**
 * The release gate: under `covert` two entries can be certified under one number, so nothing is released before everybody
 * has signed the same log, or the silent had their time. One that is shown another entry in between is found out. [P-7.5]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import type { Convictions } from '../protocol/log/convictions.ts';
import type { Times } from '../protocol/machine.ts';
import { PATIENCE_SECONDS } from '../protocol/grid/scheme.ts';
import type { CertifiedEntry } from '../schemas/types.ts';
import type { RunningParty } from './party.ts';

/** Words of one aggregator about numbers that are not certified here yet. */
const MOST_WORDS = 16;
const ASK_AFTER_MS = 3_000;
const LONGEST_ASK_MS = 60_000;

interface Word {
  readonly sequence: number;
  readonly hash: string;
  /** Of an acceptance of what the utility did announce; undefined for a head, which alone proves no entry. */
  readonly ballot: number | undefined;
}

interface Waiting {
  /** Under which ballot it is certified. */
  readonly ballot: number;
  /** Since when this process waits (monotonic); undefined until time has passed. */
  sinceMs: number | undefined;
}

export class ReleaseGate {
  private readonly party: RunningParty;
  private readonly log: AreaLog;
  private readonly convictions: Convictions;
  private readonly hashOf: (sequence: number) => string | undefined;
  private readonly waiting = new Map<number, Waiting>();
  /** The highest number up to which each aggregator has signed this very log. */
  private readonly backedUpTo = new Map<number, number>();
  private readonly words = new Map<number, Word[]>();
  private nowMs = Number.NEGATIVE_INFINITY;
  private askAtMs = Number.POSITIVE_INFINITY;
  private askDelayMs = ASK_AFTER_MS;

  constructor(
    party: RunningParty,
    log: AreaLog,
    convictions: Convictions,
    hashOf: (sequence: number) => string | undefined,
  ) {
    this.party = party;
    this.log = log;
    this.convictions = convictions;
    this.hashOf = hashOf;
  }

  /** Whether what an entry released may leave. */
  isOpen(sequence: number): boolean {
    return !this.waiting.has(sequence) && this.stop === undefined;
  }

  /** Why the area stopped, in words; undefined if it goes on. */
  get stop(): string | undefined {
    return this.log.hasScheme ? this.convictions.stopOf(this.log.area, this.log.quorum) : undefined;
  }

  /** For whom releases wait, and since when; undefined if none does. */
  get waitsFor(): readonly number[] | undefined {
    const sequence = this.waiting.keys().next();
    if (sequence.done === true) return undefined;
    return this.live.filter((aggregator) => !this.hasBacked(aggregator, sequence.value));
  }

  applied({ entry, certificate }: CertifiedEntry): void {
    for (const { aggregator } of certificate.accepts) this.back(aggregator, entry.sequence);
    for (const [aggregator, words] of this.words) for (const word of words) this.weigh(aggregator, word);
    if (entry.kind !== 'close' && entry.kind !== 'bill') return;
    this.waiting.set(entry.sequence, { ballot: certificate.ballot, sinceMs: undefined });
    this.review();
  }

  /** An authentic head or acceptance of another aggregator. Returns whether something may be released now. */
  heard(aggregator: number, word: Word): boolean {
    const words = this.words.get(aggregator) ?? [];
    if (!words.some(({ sequence, hash }) => sequence === word.sequence && hash === word.hash)) words.push(word);
    if (words.length > MOST_WORDS) words.shift();
    this.words.set(aggregator, words);
    this.weigh(aggregator, word);
    return this.review();
  }

  private weigh(aggregator: number, { sequence, hash }: Word): void {
    if (this.hashOf(sequence) === hash) this.back(aggregator, sequence);
  }

  /** A log is a chain: who signed a number signed all before it. */
  private back(aggregator: number, sequence: number): void {
    this.backedUpTo.set(aggregator, Math.max(this.backedUpTo.get(aggregator) ?? -1, sequence));
  }

  private hasBacked(aggregator: number, sequence: number): boolean {
    return aggregator === this.party.index || (this.backedUpTo.get(aggregator) ?? -1) >= sequence;
  }

  private get live(): number[] {
    return [...this.party.signers.aggregators.keys()].filter((index) => !this.convictions.isConvicted(index));
  }

  /**
   * Whether somebody accepted another entry that the utility announced under this number, at this ballot or above, and has
   * not shown this log since: patience does not help, its operators do.
   */
  private isContested(sequence: number, ballot: number): boolean {
    if (!this.convictions.isUtilityDoubted) return false;
    const own = this.hashOf(sequence);
    return this.live.some(
      (aggregator) =>
        !this.hasBacked(aggregator, sequence) &&
        (this.words.get(aggregator) ?? []).some(
          (word) => word.sequence === sequence && word.hash !== own && (word.ballot ?? -1) >= ballot,
        ),
    );
  }

  private mayLeave(sequence: number, { ballot, sinceMs }: Waiting): boolean {
    const { log, live, party } = this;
    if (this.stop !== undefined || this.isContested(sequence, ballot)) return false;
    const silent = live.filter((aggregator) => !this.hasBacked(aggregator, sequence));
    // Whoever is convicted was counted by the certificate, and is not here.
    if (live.length < party.signers.aggregators.size && live.length - silent.length < log.quorum) return false;
    if (log.scheme.trust === 'active' || silent.length === 0) return true;
    return sinceMs !== undefined && this.nowMs - sinceMs >= this.patienceMs;
  }

  private get patienceMs(): number {
    const { patienceSeconds = PATIENCE_SECONDS } = this.log.scheme;
    return Math.max(patienceSeconds, this.party.pins.floor.minPatienceSeconds ?? 0) * 1000;
  }

  /** Looks again at what waits. Returns whether something may be released now. */
  review(): boolean {
    let hasOpened = false;
    for (const [sequence, entry] of this.waiting) {
      if (!this.mayLeave(sequence, entry)) continue;
      this.waiting.delete(sequence);
      hasOpened = true;
    }
    return hasOpened;
  }

  /**
   * Time passes. It is the monotonic clock's: what is waited for comes over the wire, and replayed time leaps. Returns
   * whether the others should be asked for their heads, which may have been lost.
   */
  tick(times: Times): { readonly hasOpened: boolean; readonly asks: boolean } {
    this.nowMs = times.monotonicMs;
    for (const entry of this.waiting.values()) entry.sinceMs ??= times.monotonicMs;
    const hasOpened = this.review();
    if (this.waiting.size === 0) {
      this.askAtMs = Number.POSITIVE_INFINITY;
      this.askDelayMs = ASK_AFTER_MS;
      return { hasOpened, asks: false };
    }
    if (this.askAtMs === Number.POSITIVE_INFINITY) this.askAtMs = times.monotonicMs + this.askDelayMs;
    const asks = times.monotonicMs >= this.askAtMs;
    if (asks) {
      this.askDelayMs = Math.min(this.askDelayMs * 2, LONGEST_ASK_MS);
      this.askAtMs = times.monotonicMs + this.askDelayMs;
    }
    return { hasOpened, asks };
  }
}
