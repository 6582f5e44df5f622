/**
 * The statements around a log entry: its hash, the utility's announcement, an aggregator's acceptance, and the
 * certificate that q acceptances make. [P-7.1] What entries mean is in `area-log.ts`.
 */
import type { Acceptance, CertifiedEntry, Entry } from '../../schemas/types.ts';
import { toBase64url, utf8 } from '../wire/bytes.ts';
import { canonicalJson } from '../wire/canonical.ts';
import type { Crypto, PrivateKey, PublicKey } from '../keys/crypto-port.ts';
import { MAX_ENTRIES_PER_MESSAGE, MAX_ENTRY_BYTES_PER_MESSAGE } from '../wire/limits.ts';
import { isStatementBy, signStatement } from '../keys/signing.ts';

/** `previous` of the first entry, and hash of an empty log. */
export const EMPTY_LOG_HASH = toBase64url(new Uint8Array(32));

export function entryHash(crypto: Crypto, entry: Entry): string {
  return toBase64url(crypto.sha256(utf8(`gridshare/1 entry\n${canonicalJson(entry)}`)));
}

/** One entry under one ballot: what an announcement, an acceptance and a certificate speak of. */
export interface Proposal {
  readonly deployment: string;
  readonly area: string;
  readonly sequence: number;
  readonly ballot: number;
  readonly hash: string;
  readonly previous: string;
}

export function proposalOf(entry: Entry, ballot: number, hash: string): Proposal {
  const { deployment, area, sequence, previous } = entry;
  return { deployment, area, sequence, ballot, hash, previous };
}

export function signProposal(crypto: Crypto, utility: PrivateKey, proposal: Proposal): string {
  return signStatement(crypto, utility, 'entry', proposal);
}

export function isProposedBy(crypto: Crypto, utility: PublicKey, proposal: Proposal, signature: string): boolean {
  return isStatementBy(crypto, [utility], 'entry', proposal, signature);
}

export function signAcceptance(crypto: Crypto, key: PrivateKey, aggregator: number, proposal: Proposal): string {
  return signStatement(crypto, key, 'accept', { ...proposal, aggregator });
}

export function isAcceptedBy(
  crypto: Crypto,
  identities: readonly PublicKey[],
  proposal: Proposal,
  acceptance: Acceptance,
): boolean {
  return isStatementBy(
    crypto,
    identities,
    'accept',
    { ...proposal, aggregator: acceptance.aggregator },
    acceptance.signature,
  );
}

/** Identity keys of the parties a log entry is signed by. */
export interface Signers {
  readonly utility: PublicKey;
  /** Identities (in use, cold) of aggregator j at j. */
  readonly aggregators: ReadonlyMap<number, readonly PublicKey[]>;
}

/** Whether the utility signed the entry and at least `quorum` distinct aggregators accepted it. [P-8.6] */
export function isCertified(crypto: Crypto, signers: Signers, quorum: number, certified: CertifiedEntry): boolean {
  const { entry, certificate } = certified;
  const proposal = proposalOf(entry, certificate.ballot, entryHash(crypto, entry));
  if (!isProposedBy(crypto, signers.utility, proposal, certified.signature)) return false;
  return hasQuorum(crypto, signers, quorum, proposal, certificate.accepts);
}

/** Whether at least `quorum` distinct aggregators accepted it. */
export function hasQuorum(
  crypto: Crypto,
  signers: Signers,
  quorum: number,
  proposal: Proposal,
  accepts: readonly Acceptance[],
): boolean {
  const accepting = new Set<number>();
  for (const acceptance of accepts) {
    const identities = signers.aggregators.get(acceptance.aggregator);
    if (identities !== undefined && isAcceptedBy(crypto, identities, proposal, acceptance))
      accepting.add(acceptance.aggregator);
    if (accepting.size >= quorum) return true;
  }
  return false;
}

/** The first of these entries, as many as fit into one message. */
export function fittingEntries(entries: readonly CertifiedEntry[]): CertifiedEntry[] {
  let bytes = 0;
  const end = entries.findIndex((certified, at) => {
    bytes += canonicalJson(certified).length;
    return at > 0 && bytes > MAX_ENTRY_BYTES_PER_MESSAGE;
  });
  return entries.slice(0, end === -1 ? MAX_ENTRIES_PER_MESSAGE : Math.min(end, MAX_ENTRIES_PER_MESSAGE));
}
