/**
 * The certified entries of an area as the utility holds them in memory: every number's hash and ballot, the entries that
 * are published again and again, and the newest few. The rest is in the archive, and is read when somebody lacks it.
 */
import { fromBase64url, toBase64url } from '../../protocol/wire/bytes.ts';
import { MAX_ENTRIES_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import { assert } from '../../protocol/machine.ts';
import type { CertifiedEntry } from '../../schemas/types.ts';

const HASH_BYTES = 32;

export class CertifiedEntries {
  /** The latest of kind `scheme`. */
  scheme: CertifiedEntry | undefined;
  /** All of kind `roster`. */
  readonly rosters: CertifiedEntry[] = [];
  length = 0;
  /** 32 bytes a number: whoever signed another entry for an old number is convicted all the same. */
  private hashes = new Uint8Array(64 * HASH_BYTES);
  /** Ballots other than 0. */
  private readonly ballots = new Map<number, number>();
  /** The newest, ascending. */
  private readonly recent: CertifiedEntry[] = [];

  add(certified: CertifiedEntry, hash: string): void {
    const { entry, certificate } = certified;
    const bytes = fromBase64url(hash);
    assert(bytes?.length === HASH_BYTES && entry.sequence === this.length, 'entries come in order, each with its hash');
    if (this.hashes.length === this.length * HASH_BYTES) {
      const grown = new Uint8Array(this.hashes.length * 2);
      grown.set(this.hashes);
      this.hashes = grown;
    }
    this.hashes.set(bytes, this.length * HASH_BYTES);
    this.length += 1;
    if (certificate.ballot !== 0) this.ballots.set(entry.sequence, certificate.ballot);
    if (entry.kind === 'scheme') this.scheme = certified;
    if (entry.kind === 'roster') this.rosters.push(certified);
    this.recent.push(certified);
    if (this.recent.length > MAX_ENTRIES_PER_MESSAGE) this.recent.shift();
  }

  /** Hash of the entry with this number; undefined if none is certified. */
  hashOf(sequence: number): string | undefined {
    if (sequence < 0 || sequence >= this.length) return undefined;
    return toBase64url(this.hashes.subarray(sequence * HASH_BYTES, (sequence + 1) * HASH_BYTES));
  }

  /** The ballot under which a number was certified. */
  ballotOf(sequence: number): number {
    return this.ballots.get(sequence) ?? 0;
  }

  /** The entries from a number on; undefined if the first of them are in the archive only. */
  from(sequence: number): readonly CertifiedEntry[] | undefined {
    const first = this.length - this.recent.length;
    return sequence < first ? undefined : this.recent.slice(sequence - first);
  }
}
