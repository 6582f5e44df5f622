/**
 * Whether a certified entry is the next of an area's log: what everybody asks of it who was not there when it was accepted, an
 * aggregator that was away, a utility that lost its archive, an auditor. [P-7.1.4] Whether it was right to certify it is not
 * judged here: what it rested on is not kept.
 */
import type { CertifiedEntry, Scheme } from '../../schemas/types.ts';
import { type Pins, mismatchOf } from '../grid/floor.ts';
import { schemeQuorum } from '../grid/scheme.ts';
import type { Crypto } from '../keys/crypto-port.ts';
import { type Refusal, refuse } from '../wire/refusal.ts';
import type { AreaLog } from './area-log.ts';
import { type Signers, entryHash, hasQuorum, isProposedBy, proposalOf } from './entries.ts';

/** What a party holds entries against. */
export interface Anchors {
  readonly crypto: Crypto;
  readonly signers: Signers;
  readonly deployment: string;
  /** For the first scheme, which says itself what its quorum is: only one that fits the pins may. */
  readonly pinsFor: (scheme: Scheme) => Pins;
}

/**
 * Why it is not, undefined if it is. That it does not follow (`log_conflict`) is said last, of an entry that is certified: it
 * should never have been.
 */
export function nextProblem(
  { crypto, signers, deployment, pinsFor }: Anchors,
  log: AreaLog,
  { entry, certificate, signature }: CertifiedEntry,
): Refusal | undefined {
  const { sequence, kind } = entry;
  if (entry.deployment !== deployment) return refuse('outdated_config', `is of deployment ${entry.deployment}`);
  if (entry.area !== log.area) return refuse('log_conflict', `is of ${entry.area}, not of ${log.area}`);
  if (sequence !== log.length) return refuse('log_gap', `has number ${sequence} where ${log.length} is next`);
  if (!log.hasScheme) {
    if (kind !== 'scheme') return refuse('scheme_refused', 'comes before any scheme');
    const mismatch = mismatchOf(pinsFor(entry.scheme), entry.scheme);
    if (mismatch !== undefined) return mismatch;
  }
  const proposal = proposalOf(entry, certificate.ballot, entryHash(crypto, entry));
  if (!isProposedBy(crypto, signers.utility, proposal, signature))
    return refuse('not_authentic', 'is not signed by the utility');
  const quorum = kind === 'scheme' && !log.hasScheme ? schemeQuorum(entry.scheme) : log.quorum;
  if (!hasQuorum(crypto, signers, quorum, proposal, certificate.accepts))
    return refuse('not_authentic', `is not certified by ${quorum} aggregators`);
  if (entry.previous !== log.headHash) return refuse('log_conflict', 'does not follow the entry before');
  return undefined;
}
