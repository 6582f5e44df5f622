/**
 * What the utility compares of the aggregators' signatures: acceptances, heads, promises, manifests and totals. It keeps
 * what convicts, tells everybody, and counts no word of whoever is convicted. [P-7.7]
 */
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import {
  type Judge,
  acceptsIn,
  culpritOf,
  describeProof,
  isAuthenticAccept,
  isAuthentic,
  isCertificate,
} from '../../protocol/log/contradiction.ts';
import { Convictions } from '../../protocol/log/convictions.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import { StatementMemory } from '../../protocol/log/statement-memory.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type {
  Accept,
  BallotPromise,
  CertifiedEntry,
  Evidence,
  Head,
  HeadPair,
  Manifest,
  Proof,
  SignedCertificate,
  TotalMessage,
} from '../../schemas/types.ts';
import type { ArchiveEffects } from '../archive.ts';

type Out = ArchiveEffects;

export class UtilityComparing {
  readonly convictions: Convictions;
  private readonly judge: Judge;
  private readonly onConvicted: (aggregator: number, out: Out) => void;
  private readonly memory = new StatementMemory();

  constructor(judge: Judge, kept: readonly Proof[], onConvicted: (aggregator: number, out: Out) => void) {
    this.judge = judge;
    this.convictions = new Convictions(judge, kept);
    this.onConvicted = onConvicted;
  }

  isConvicted(aggregator: number): boolean {
    return this.convictions.isConvicted(aggregator);
  }

  accept(accept: Accept, out: Out): void {
    if (this.memory.hasAccept(accept) || !isAuthenticAccept(this.judge, accept)) return;
    for (const proof of this.memory.accept(accept)) this.found(proof, out);
  }

  /** An authentic head. */
  head(head: Head, out: Out): void {
    for (const proof of this.memory.head(head)) this.found(proof, out);
  }

  promise(promise: BallotPromise, out: Out): void {
    if (!isAuthentic(this.judge, 'promise', promise)) return;
    for (const proof of this.memory.promise(promise)) this.found(proof, out);
  }

  /** An authentic manifest. */
  manifest(manifest: Manifest, out: Out): void {
    for (const proof of this.memory.manifest(manifest)) this.found(proof, out);
  }

  /** An authentic total. */
  total(total: TotalMessage, out: Out): void {
    for (const proof of this.memory.total(total)) this.found(proof, out);
  }

  /** A certified entry that took its place in the log: who accepted it can't have accepted another. */
  certified(certified: CertifiedEntry, out: Out): void {
    for (const accept of acceptsIn(this.judge.deployment, this.signed(certified))) this.accept(accept, out);
  }

  /** Two certified entries under one number. */
  certificates(one: CertifiedEntry, other: CertifiedEntry, quorum: number, out: Out): void {
    const [first, second] = [this.signed(one), this.signed(other)];
    if (isCertificate(this.judge, second, quorum)) this.found({ kind: 'certificates', one: first, other: second }, out);
  }

  private signed({ entry, certificate, signature }: CertifiedEntry): SignedCertificate {
    const { area, sequence, previous } = entry;
    const hash = entryHash(this.judge.crypto, entry);
    const { ballot, accepts } = certificate;
    return { area, certificate: { sequence, ballot, hash, previous, accepts }, signature };
  }

  evidence({ proofs }: Evidence, out: Out): void {
    for (const proof of proofs) this.found(proof, out);
  }

  headPair({ one, other }: HeadPair, out: Out): void {
    if (one.aggregator === other.aggregator) this.found({ kind: 'heads', one, other }, out);
  }

  private found(proof: Proof, out: Out): void {
    const news = this.convictions.take(proof);
    if (news.length === 0) return;
    for (const one of news) {
      const name = culpritOf(one);
      out.persist({ kind: 'proof', name, proof: one });
      const text = `${describeProof(one)}: kept and published, see gridshare evidence list`;
      out.notice('error', 'evidence', text, { name });
      if (one.kind !== 'announcements' && one.kind !== 'certificates')
        this.onConvicted(one.kind === 'lock' ? one.accept.aggregator : one.one.aggregator, out);
    }
    this.publish(out);
  }

  publish(out: Out): void {
    const message = this.convictions.message();
    if (message !== undefined) out.publish(topics.utilityEvidence(), canonicalJson(message), true);
  }
}
