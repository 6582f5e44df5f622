/**
 * How far every aggregator's log reaches, by its signed word, and sending it the certified entries that it lacks: from memory,
 * or what the archive answers. Repeats itself until it says that it has them. [P-7.1]
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { fittingEntries } from '../../protocol/log/entries.ts';
import type { Times } from '../../protocol/machine.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type { CertifiedEntry, Head } from '../../schemas/types.ts';
import type { ArchiveEffects, ArchiveRows } from '../archive.ts';
import type { UtilityParty } from '../party.ts';
import type { CertifiedEntries } from './certified.ts';

type Out = ArchiveEffects;

const REPEAT_MS = 1_500;

interface KnownHead {
  length: number;
  /** Highest ballot promised for the number at its end. */
  ballot: number;
  keptFrom: number;
  sentLength: number;
  sentAtMs: number;
  askedAtMs: number;
}

export class Heads {
  private readonly party: UtilityParty;
  private readonly log: AreaLog;
  private readonly entries: CertifiedEntries;
  private readonly known = new Map<number, KnownHead>();

  constructor(party: UtilityParty, log: AreaLog, entries: CertifiedEntries) {
    this.party = party;
    this.log = log;
    this.entries = entries;
  }

  /** Whether aggregator j has said how far its log reaches; nobody has after a restart. */
  knows(aggregator: number): boolean {
    return this.known.has(aggregator);
  }

  /** How many certified entries aggregator j is known to have. */
  lengthOf(aggregator: number): number {
    return this.known.get(aggregator)?.length ?? 0;
  }

  /** First interval whose shares an aggregator says it may still hold. */
  keptFrom(aggregator: number): number {
    return this.known.get(aggregator)?.keptFrom ?? 0;
  }

  /** Ballots that aggregators have promised for the next number. */
  get ballots(): number[] {
    return [...this.known.values()].filter(({ length }) => length === this.log.length).map(({ ballot }) => ballot);
  }

  /** An authentic head: what it lacks is sent. Whether it has entries that are to be asked for now. */
  take(message: Head, times: Times, out: Out): boolean {
    const head = this.known.get(message.aggregator) ?? {
      length: 0,
      ballot: 0,
      keptFrom: 0,
      sentLength: 0,
      sentAtMs: 0,
      askedAtMs: Number.NEGATIVE_INFINITY,
    };
    head.length = message.length;
    head.ballot = message.ballot;
    head.keptFrom = message.keptFrom;
    this.known.set(message.aggregator, head);
    if (
      head.length < this.log.length &&
      (head.length >= head.sentLength || times.monotonicMs >= head.sentAtMs + REPEAT_MS)
    ) {
      this.send(message.aggregator, head.length, times, out);
    }
    if (head.length <= this.log.length || times.monotonicMs < head.askedAtMs + REPEAT_MS) return false;
    head.askedAtMs = times.monotonicMs;
    return true;
  }

  /** Sends again what was sent a while ago and is not there yet. */
  sendDue(times: Times, out: Out): void {
    for (const [aggregator, head] of this.known) {
      if (head.length < this.log.length && times.monotonicMs >= head.sentAtMs + REPEAT_MS) {
        this.send(aggregator, head.length, times, out);
      }
    }
  }

  /** Sends the entries from a number on. */
  send(aggregator: number, from: number, times: Times, out: Out): void {
    const head = this.known.get(aggregator);
    if (head !== undefined) head.sentAtMs = times.monotonicMs;
    const recent = this.entries.from(from);
    if (recent === undefined) out.read({ kind: 'entries', area: this.log.area, sequence: from, aggregator });
    else this.publishEntries(aggregator, from, recent, out);
  }

  /** What an aggregator lacks was read from the archive. */
  rows({ read, entries }: ArchiveRows, out: Out): void {
    this.publishEntries(read.aggregator, read.sequence, entries, out);
  }

  private publishEntries(aggregator: number, from: number, available: readonly CertifiedEntry[], out: Out): void {
    const entries = fittingEntries(available);
    if (entries.length === 0) return;
    const head = this.known.get(aggregator);
    if (head !== undefined) head.sentLength = from + entries.length;
    const message = { version: 1, deployment: this.party.deployment, type: 'entries', area: this.log.area, entries };
    out.publish(topics.requests(aggregator, this.log.area), canonicalJson(message));
  }
}
