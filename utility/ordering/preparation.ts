/**
 * Preparing a number of the log under a higher ballot: asks all aggregators for promises, and tells what may be proposed
 * once q have come. The way out when an announced entry is not wanted any more, or not known. [P-7.1]
 */
import {
  type Ballot,
  Bases,
  type Decree,
  type Electorate,
  isPromiseFor,
  signPrepare,
} from '../../protocol/log/ballot.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import type { Times } from '../../protocol/machine.ts';
import { topics } from '../../protocol/wire/topics.ts';
import { MAX_BALLOT_BASES } from '../../protocol/wire/limits.ts';
import type { BallotBasis, BallotPromise, Entry, ManifestMessage, PromiseMessage } from '../../schemas/types.ts';
import type { ArchiveEffects } from '../archive.ts';
import type { UtilityParty } from '../party.ts';

const REPEAT_MS = 1_500;
/** More promises than q may leave more freedom, so they get a moment to arrive. */
const LINGER_MS = 1_000;
/** How long promises of others are waited for while somebody has promised another proposer. */
const PATIENCE_MS = 8_000;
/** Most that a foreign ballot raises the own one by at once: a liar must not use up all numbers. */
const MOST_RAISED = 1_000;

/** What the promises allow: this very entry, or, if there is none, anything. */
export interface Grant extends Ballot {
  readonly sequence: number;
  readonly promises: readonly BallotPromise[];
  /** What the promises rest on, where they don't decide by themselves. */
  readonly bases: readonly BallotBasis[];
  readonly bound: { readonly entry: Entry; readonly manifests: readonly ManifestMessage[] } | undefined;
}

/** A ballot above all that were seen. */
export function ballotAbove(own: number, seen: Iterable<number>): number {
  return Math.max(own, ...[...seen].map((ballot) => Math.min(ballot, own + MOST_RAISED))) + 1;
}

export class Preparation implements Ballot {
  readonly sequence: number;
  readonly ballot: number;
  readonly proposer: string;
  private readonly party: UtilityParty;
  private readonly decree: Decree;
  private readonly promises = new Map<number, BallotPromise>();
  /** By hash: entries that promises name, as they were announced. */
  private readonly announced = new Map<string, { entry: Entry; manifests: readonly ManifestMessage[] }>();
  /** By aggregator: what its lock rests on. */
  private readonly bases = new Map<number, readonly BallotBasis[]>();
  /** Aggregators that promised another proposer, with its ballot. */
  private readonly refused = new Map<number, number>();
  private repeatAtMs = 0;
  private enoughSinceMs: number | undefined;
  private startedAtMs: number | undefined;

  constructor(party: UtilityParty, decree: Decree, asked: Ballot) {
    this.party = party;
    this.decree = decree;
    this.sequence = decree.sequence;
    this.ballot = asked.ballot;
    this.proposer = asked.proposer;
  }

  tick(times: Times, out: ArchiveEffects): void {
    if (times.monotonicMs < this.repeatAtMs) return;
    this.repeatAtMs = times.monotonicMs + REPEAT_MS;
    for (const aggregator of this.party.signers.aggregators.keys())
      if (!this.promises.has(aggregator)) this.ask(aggregator, out);
  }

  ask(aggregator: number, out: ArchiveEffects): void {
    const { crypto, identity, deployment } = this.party;
    const { sequence, ballot, proposer } = this;
    const prepare = signPrepare(crypto, identity, {
      version: 1,
      deployment,
      type: 'prepare',
      area: this.decree.area,
      sequence,
      ballot,
      proposer,
    });
    out.publish(topics.requests(aggregator, this.decree.area), canonicalJson(prepare));
  }

  /** What is known to have been announced, besides what the promises bring. */
  knows(hash: string, entry: Entry, manifests: readonly ManifestMessage[]): void {
    this.announced.set(hash, { entry, manifests });
  }

  promised({ promise, entry, manifests, bases }: PromiseMessage): void {
    const { crypto, signers } = this.party;
    if (!isPromiseFor(crypto, signers, this.decree, this, promise)) return;
    const hash = promise.lock?.hash;
    if (hash !== undefined && entry !== undefined && entryHash(crypto, entry) === hash)
      this.knows(hash, entry, manifests ?? []);
    // A lock on nobody knows what binds nobody to anything.
    if (hash !== undefined && !this.announced.has(hash)) return;
    this.promises.set(promise.aggregator, promise);
    this.bases.set(promise.aggregator, bases ?? []);
  }

  /** An aggregator's head shows the ballot that it has promised for this number. */
  refusedBy(aggregator: number, ballot: number): void {
    if (ballot >= this.ballot && !this.promises.has(aggregator)) this.refused.set(aggregator, ballot);
  }

  /**
   * A higher ballot to try: at once when so many promised another proposer that q can't be had; after a while when anybody
   * did, since the others may be away, or may not sign after a loss.
   */
  ballotInstead(quorum: number, times: Times): number | undefined {
    this.startedAtMs ??= times.monotonicMs;
    const isPossible = this.party.signers.aggregators.size - this.refused.size >= quorum;
    const isPatient = times.monotonicMs < this.startedAtMs + PATIENCE_MS;
    if (this.refused.size === 0 || (isPossible && isPatient)) return undefined;
    return ballotAbove(this.ballot, this.refused.values());
  }

  /**
   * Whether an aggregator owes its promise for long: it may have lost what it had accepted, all but the hash, and can't
   * promise before that is announced again. [P-7.4.5]
   */
  isOverdue(aggregator: number, times: Times): boolean {
    const since = this.startedAtMs ?? times.monotonicMs;
    return !this.promises.has(aggregator) && times.monotonicMs >= since + PATIENCE_MS;
  }

  /** What may be proposed, once at least q have promised. */
  grant(electorate: Electorate, times: Times): Grant | undefined {
    if (this.promises.size < electorate.quorum) return undefined;
    this.enoughSinceMs ??= times.monotonicMs;
    const isComplete = this.promises.size === this.party.signers.aggregators.size;
    if (!isComplete && times.monotonicMs < this.enoughSinceMs + LINGER_MS) return undefined;
    const { sequence, ballot, proposer } = this;
    const { crypto, signers } = this.party;
    const rests = new Bases(crypto, signers, electorate, this.decree, [...this.bases.values()].flat());
    const promises = rests.choose(ballot, [...this.promises.values()]);
    if (promises === undefined) return undefined;
    const bases = rests.neededBy(ballot, promises);
    // More than a message holds: another promise may make it unnecessary.
    if (bases.length > MAX_BALLOT_BASES) return undefined;
    const mandate = rests.mandate(ballot, promises);
    const bound = mandate.kind === 'bound' ? this.announced.get(mandate.lock.hash) : undefined;
    return { sequence, ballot, proposer, promises, bases, bound };
  }
}
