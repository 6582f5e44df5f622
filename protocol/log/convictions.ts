/**
 * What a party keeps of proofs, and what follows from them: whose words count no more, and which areas stop until their
 * operators say how to go on. One proof of each signer and of each area, for ever. [P-7.7]
 */
import type { Evidence, Proof } from '../../schemas/types.ts';
import { canonicalJson } from '../wire/canonical.ts';
import { type Culprit, type Judge, areaOf, convictedBy, culpritOf, describeProof, isProof } from './contradiction.ts';

export class Convictions {
  private readonly judge: Judge;
  private readonly kept = new Map<Culprit, Proof>();
  private acknowledged: ReadonlySet<string> = new Set();

  /** `kept`: proofs of the own store. Those that the anchors don't bear out any more, since a key was replaced, lapse. */
  constructor(judge: Judge, kept: readonly Proof[]) {
    this.judge = judge;
    const lenient: Judge = { ...judge, quorumOf: () => 1 };
    for (const proof of kept) if (isProof(lenient, proof)) this.kept.set(culpritOf(proof), proof);
  }

  /** Takes a proof in, checked; what is new by it, to be kept durably and published. Whoever is convicted stays so. */
  take(proof: Proof): Proof[] {
    if (this.kept.has(culpritOf(proof)) || !isProof(this.judge, proof)) return [];
    this.kept.set(culpritOf(proof), proof);
    if (proof.kind !== 'certificates') return [proof];
    return [proof, ...convictedBy(this.judge, proof).flatMap((other) => this.take(other))];
  }

  /** The operators have seen these, and said so. */
  acknowledge(names: readonly string[]): void {
    this.acknowledged = new Set(names);
  }

  get proofs(): readonly Proof[] {
    return [...this.kept.values()];
  }

  isConvicted(aggregator: number): boolean {
    return this.kept.has(`aggregator-${aggregator}`);
  }

  /** Whether the utility signed two entries under one ballot, and its operators have not said how to go on. */
  get isUtilityDoubted(): boolean {
    return this.kept.has('utility') && !this.acknowledged.has('utility');
  }

  /** Whether two certified logs of an area are proved. */
  isForked(area: string): boolean {
    return this.kept.has(`fork/${area}`);
  }

  /** How many aggregators are convicted. */
  get count(): number {
    return [...this.judge.signers.aggregators.keys()].filter((index) => this.isConvicted(index)).length;
  }

  /** Why nothing is accepted or released in an area, in words; undefined if it goes on. */
  stopOf(area: string, quorum: number): string | undefined {
    const fork: Culprit = `fork/${area}`;
    if (this.kept.has(fork) && !this.acknowledged.has(fork))
      return `${area} has two certified logs: it stops until its operators say which one stays (gridshare evidence show ${fork})`;
    const left = this.judge.signers.aggregators.size - this.count;
    if (left >= quorum) return undefined;
    return `${left} aggregators of ${area} are not convicted, ${quorum} must sign: it stops until the anchors name others`;
  }

  /** How many proofs no operator has acknowledged yet. */
  get openCount(): number {
    return [...this.kept.keys()].filter((name) => !this.acknowledged.has(name)).length;
  }

  /** What was found and no operator has acknowledged yet, in words; undefined if nothing. */
  get problem(): string | undefined {
    const news = [...this.kept]
      .filter(([name]) => !this.acknowledged.has(name))
      .map(([, proof]) => describeProof(proof));
    if (news.length === 0) return undefined;
    return `${news.join('; ')}: see gridshare evidence list`;
  }

  /** By name: what is kept, for people. */
  list(): { readonly name: Culprit; readonly area: string; readonly text: string; readonly isAcknowledged: boolean }[] {
    return [...this.kept].map(([name, proof]) => ({
      name,
      area: areaOf(proof),
      text: describeProof(proof),
      isAcknowledged: this.acknowledged.has(name),
    }));
  }

  /** The message that tells everybody; undefined while there is nothing to tell. */
  message(): Evidence | undefined {
    if (this.kept.size === 0) return undefined;
    return { version: 1, deployment: this.judge.deployment, type: 'evidence', proofs: this.fitting() };
  }

  /** As many as fit into a message, those of areas first: they stop them. */
  private fitting(): Proof[] {
    const ordered = this.proofs.toSorted(
      (one, other) => Number(other.kind === 'certificates') - Number(one.kind === 'certificates'),
    );
    let bytes = 0;
    return ordered.slice(0, MOST_PROOFS).filter((proof, at) => {
      bytes += canonicalJson(proof).length;
      return at === 0 || bytes <= MOST_BYTES;
    });
  }
}

const MOST_PROOFS = 64;
/** A single proof (of two totals, or two manifests of many pages) may be larger than its share, and is always there. */
const MOST_BYTES = 1_048_576;
