/**
 * Ordering an area's log: stores the next entry, announces it, gathers acceptances into a certificate, and hands
 * certified entries to aggregators that lack them. Repeats itself until everybody has everything. [P-7.1]
 */
import type { AreaLog } from '../protocol/area-log.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { type Proposal, entryHash, isAcceptedBy, proposalOf, signProposal } from '../protocol/log.ts';
import { MAX_ENTRIES_PER_MESSAGE, MAX_ENTRY_BYTES_PER_MESSAGE } from '../protocol/limits.ts';
import { type Effects, type Times, assert } from '../protocol/machine.ts';
import { schemeQuorum } from '../protocol/scheme.ts';
import { topics } from '../protocol/topics.ts';
import type { Accept, Announcement, CertifiedEntry, Entry, Head } from '../schemas/types.ts';
import type { ArchiveOp } from './archive.ts';
import type { UtilityParty } from './party.ts';
import type { Proposed } from './propose.ts';

type Out = Effects<ArchiveOp>;

const REPEAT_MS = 1_500;

interface Pending {
  readonly announcement: Announcement;
  readonly proposal: Proposal;
  readonly accepts: Map<number, string>;
  repeatAtMs: number;
}

export class Announcer {
  private readonly party: UtilityParty;
  private readonly log: AreaLog;
  private readonly onCertified: (certified: CertifiedEntry, out: Out) => void;
  private readonly entries: CertifiedEntry[] = [];
  private readonly heads = new Map<number, { length: number; sentLength: number; sentAtMs: number }>();
  private pending: Pending | undefined;

  constructor(party: UtilityParty, log: AreaLog, onCertified: (certified: CertifiedEntry, out: Out) => void) {
    this.party = party;
    this.log = log;
    this.onCertified = onCertified;
  }

  get isBusy(): boolean {
    return this.pending !== undefined;
  }

  /** The entry that is announced and not certified yet. */
  get announced(): Entry | undefined {
    return this.pending?.announcement.entry;
  }

  /** Aggregators that have accepted the announced entry. */
  get acceptedBy(): Iterable<number> {
    return this.pending?.accepts.keys() ?? [];
  }

  get certifiedEntries(): readonly CertifiedEntry[] {
    return this.entries;
  }

  /** Whether aggregator j has said how far its log reaches; nobody has after a restart. */
  knowsHead(aggregator: number): boolean {
    return this.heads.has(aggregator);
  }

  /** How many certified entries aggregator j is known to have. */
  headOf(aggregator: number): number {
    return this.heads.get(aggregator)?.length ?? 0;
  }

  restore(
    entries: readonly CertifiedEntry[],
    announcement: Announcement | undefined,
    onApplied: (certified: CertifiedEntry) => void,
  ): void {
    for (const certified of entries) {
      this.apply(certified);
      onApplied(certified);
    }
    if (announcement !== undefined && announcement.entry.sequence === this.log.length) this.setPending(announcement);
  }

  private apply(certified: CertifiedEntry): void {
    this.log.apply(certified.entry, entryHash(this.party.crypto, certified.entry));
    this.entries.push(certified);
  }

  private setPending(announcement: Announcement): void {
    const hash = entryHash(this.party.crypto, announcement.entry);
    const proposal = proposalOf(announcement.entry, announcement.ballot, hash);
    this.pending = { announcement, proposal, accepts: new Map(), repeatAtMs: 0 };
  }

  /** Stores and announces the next entry. The stored one is announced again for ever: never another in its place. */
  announce(proposed: Proposed, times: Times, out: Out): void {
    assert(this.pending === undefined, 'one entry at a time');
    const { party } = this;
    const proposal = proposalOf(proposed.entry, 0, entryHash(party.crypto, proposed.entry));
    const announcement: Announcement = {
      version: 1,
      deployment: party.deployment,
      type: 'announcement',
      ballot: 0,
      entry: proposed.entry,
      manifests: [...proposed.basis],
      signature: signProposal(party.crypto, party.identity, proposal),
    };
    out.persist({ kind: 'announcement', area: this.log.area, announcement });
    this.setPending(announcement);
    this.tick(times, out);
  }

  tick(times: Times, out: Out): void {
    const { pending } = this;
    if (pending !== undefined && times.monotonicMs >= pending.repeatAtMs) {
      const payload = canonicalJson(pending.announcement);
      for (const aggregator of this.party.signers.aggregators.keys()) {
        if (!pending.accepts.has(aggregator)) out.publish(topics.requests(aggregator), payload);
      }
      pending.repeatAtMs = times.monotonicMs + REPEAT_MS;
    }
    for (const [aggregator, head] of this.heads) {
      if (head.length < this.log.length && times.monotonicMs >= head.sentAtMs + REPEAT_MS) {
        this.sendEntries(aggregator, head.length, times, out);
      }
    }
  }

  accepted(message: Accept, times: Times, out: Out): void {
    const { party, pending } = this;
    const identities = party.signers.aggregators.get(message.aggregator);
    if (pending === undefined || identities === undefined || message.hash !== pending.proposal.hash) return;
    if (pending.accepts.has(message.aggregator)) return;
    const acceptance = { aggregator: message.aggregator, signature: message.signature };
    if (!isAcceptedBy(party.crypto, identities, pending.proposal, acceptance)) return;
    pending.accepts.set(message.aggregator, message.signature);
    const { entry } = pending.announcement;
    const quorum = this.log.hasScheme
      ? this.log.quorum
      : entry.kind === 'scheme'
        ? schemeQuorum(entry.scheme)
        : Number.POSITIVE_INFINITY;
    if (pending.accepts.size < quorum) return;
    const certified: CertifiedEntry = {
      entry,
      signature: pending.announcement.signature,
      certificate: {
        ballot: pending.announcement.ballot,
        accepts: [...pending.accepts].map(([aggregator, signature]) => ({ aggregator, signature })),
      },
    };
    this.pending = undefined;
    this.apply(certified);
    out.persist({ kind: 'entry', area: this.log.area, certified });
    for (const aggregator of party.signers.aggregators.keys()) {
      this.sendEntries(aggregator, this.log.length - 1, times, out);
    }
    this.onCertified(certified, out);
  }

  /** An aggregator says how far its log reaches: what it lacks is sent. */
  head(message: Head, times: Times, out: Out): void {
    const head = this.heads.get(message.aggregator) ?? { length: 0, sentLength: 0, sentAtMs: 0 };
    head.length = message.length;
    this.heads.set(message.aggregator, head);
    if (
      head.length < this.log.length &&
      (head.length >= head.sentLength || times.monotonicMs >= head.sentAtMs + REPEAT_MS)
    ) {
      this.sendEntries(message.aggregator, head.length, times, out);
    }
  }

  private sendEntries(aggregator: number, from: number, times: Times, out: Out): void {
    const entries: CertifiedEntry[] = [];
    let bytes = 0;
    for (const certified of this.entries.slice(from, from + MAX_ENTRIES_PER_MESSAGE)) {
      bytes += canonicalJson(certified).length;
      if (entries.length > 0 && bytes > MAX_ENTRY_BYTES_PER_MESSAGE) break;
      entries.push(certified);
    }
    if (entries.length === 0) return;
    const head = this.heads.get(aggregator);
    if (head !== undefined) {
      head.sentLength = from + entries.length;
      head.sentAtMs = times.monotonicMs;
    }
    const message = { version: 1, deployment: this.party.deployment, type: 'entries', area: this.log.area, entries };
    out.publish(topics.requests(aggregator), canonicalJson(message));
  }
}
