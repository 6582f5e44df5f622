/**
 * Checking certified logs from the outside, entry by entry, as an auditor does with nothing but the anchors: the chain,
 * the utility's signature, the certificate, and that the entry can be applied. [P-7.1] What an entry rested on
 * (manifests, holdings) is not kept, so whether it was right to certify it is not judged here.
 */
import type { CertifiedEntry } from '../schemas/types.ts';
import { AreaLog } from './area-log.ts';
import type { Crypto } from './crypto.ts';
import { type Pins, mismatchOf } from './floor.ts';
import { type Signers, entryHash, isCertified, isProposedBy, proposalOf } from './log.ts';
import { AssertionError } from './machine.ts';
import { schemeQuorum } from './scheme.ts';

export class LogVerifier {
  /** Logs as far as they were found right, by area. */
  readonly logs = new Map<string, AreaLog>();
  /** Hashes of the entries found right, by area, at their sequence number. */
  readonly hashes = new Map<string, string[]>();
  private readonly crypto: Crypto;
  private readonly signers: Signers;
  private readonly pins: Pins;

  constructor(crypto: Crypto, signers: Signers, pins: Pins) {
    this.crypto = crypto;
    this.signers = signers;
    this.pins = pins;
  }

  /** Takes the next entry of its area. Why it is not that, in words; undefined if it is. */
  add(certified: CertifiedEntry): string | undefined {
    const { entry } = certified;
    const log = this.logs.get(entry.area) ?? new AreaLog(entry.area);
    const hash = entryHash(this.crypto, entry);
    const problem = this.problemWith(log, certified, hash);
    if (problem !== undefined) return problem;
    try {
      log.apply(entry, hash);
    } catch (error) {
      if (error instanceof AssertionError) return `can't be applied: ${error.message}`;
      throw error;
    }
    this.logs.set(entry.area, log);
    const hashes = this.hashes.get(entry.area) ?? [];
    hashes.push(hash);
    this.hashes.set(entry.area, hashes);
    return undefined;
  }

  private problemWith(log: AreaLog, certified: CertifiedEntry, hash: string): string | undefined {
    const { crypto, signers, pins } = this;
    const { entry, certificate } = certified;
    if (entry.deployment !== pins.deployment) return `is of deployment ${entry.deployment}`;
    if (entry.sequence !== log.length) return `has number ${entry.sequence} where ${log.length} is next`;
    if (entry.previous !== log.headHash) return 'does not follow the entry before: the chain is broken';
    if (!log.hasScheme) {
      if (entry.kind !== 'scheme') return 'comes before any scheme';
      const mismatch = mismatchOf(pins, entry.scheme);
      if (mismatch !== undefined) return mismatch.detail;
    }
    const proposal = proposalOf(entry, certificate.ballot, hash);
    if (!isProposedBy(crypto, signers.utility, proposal, certified.signature)) return 'is not signed by the utility';
    const quorum = entry.kind === 'scheme' && !log.hasScheme ? schemeQuorum(entry.scheme) : log.quorum;
    if (!isCertified(crypto, signers, quorum, certified)) return `is not certified by ${quorum} aggregators`;
    return undefined;
  }
}
