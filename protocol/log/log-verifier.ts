/**
 * Checking certified logs from the outside, entry by entry, as an auditor does with nothing but the anchors: that each is
 * the next (`next-entry.ts`), and can be applied. [P-7.1]
 */
import type { CertifiedEntry } from '../../schemas/types.ts';
import { AreaLog } from './area-log.ts';
import type { Crypto } from '../keys/crypto-port.ts';
import type { Pins } from '../grid/floor.ts';
import { type Signers, entryHash } from './entries.ts';
import { AssertionError } from '../machine.ts';
import { nextProblem } from './next-entry.ts';

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
    const { crypto, signers, pins } = this;
    const anchors = { crypto, signers, deployment: pins.deployment, pinsFor: () => pins };
    const problem = nextProblem(anchors, log, certified)?.detail;
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
}
