/** An announced entry, and the acceptances that are to make it part of the log. [P-7.1] */
import type { Crypto, PublicKey } from '../../protocol/keys/crypto-port.ts';
import { type Proposal, entryHash, isAcceptedBy, proposalOf, signProposal } from '../../protocol/log/entries.ts';
import type { Accept, Announcement, CertifiedEntry, Entry, ManifestMessage } from '../../schemas/types.ts';
import type { UtilityParty } from '../party.ts';
import type { Grant } from './preparation.ts';

/** Announces an entry under ballot 0, or under the promises of a grant. */
export function announcementOf(
  { crypto, deployment, identity }: UtilityParty,
  entry: Entry,
  basis: readonly ManifestMessage[],
  grant: Grant | undefined,
): Announcement {
  const ballot = grant?.ballot ?? 0;
  return {
    version: 1,
    deployment,
    type: 'announcement',
    ballot,
    entry,
    manifests: [...basis],
    ...(grant === undefined ? {} : { promises: [...grant.promises] }),
    ...(grant === undefined || grant.bases.length === 0 ? {} : { bases: [...grant.bases] }),
    signature: signProposal(crypto, identity, proposalOf(entry, ballot, entryHash(crypto, entry))),
  };
}

export class Announced {
  readonly announcement: Announcement;
  readonly proposal: Proposal;
  /** Signatures of the aggregators that accepted it. */
  readonly accepts = new Map<number, string>();
  repeatAtMs = 0;
  private readonly crypto: Crypto;

  constructor(crypto: Crypto, announcement: Announcement) {
    this.crypto = crypto;
    this.announcement = announcement;
    const { entry, ballot } = announcement;
    this.proposal = proposalOf(entry, ballot, entryHash(crypto, entry));
  }

  /** Takes an acceptance; whether it is a new one, authentic and of this entry. */
  take({ aggregator, hash, signature }: Accept, identities: readonly PublicKey[]): boolean {
    if (hash !== this.proposal.hash || this.accepts.has(aggregator)) return false;
    if (!isAcceptedBy(this.crypto, identities, this.proposal, { aggregator, signature })) return false;
    this.accepts.set(aggregator, signature);
    return true;
  }

  /** The entry with what it was accepted by: certified once those are a quorum. */
  get certified(): CertifiedEntry {
    const { entry, signature, ballot } = this.announcement;
    const accepts = [...this.accepts].map(([aggregator, accepted]) => ({ aggregator, signature: accepted }));
    return { entry, signature, certificate: { ballot, accepts } };
  }
}
