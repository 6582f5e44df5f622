/**
 * What a meter process does about contradictions: compares the signed heads of its receipts, passes on two that differ,
 * keeps proofs that convict, and says which areas nothing may be reported in. [P-6.3, P-7.7]
 */
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { type Judge, culpritOf, describeProof, isAuthentic } from '../protocol/log/contradiction.ts';
import { Convictions } from '../protocol/log/convictions.ts';
import type { Crypto } from '../protocol/keys/crypto-port.ts';
import type { Effects } from '../protocol/machine.ts';
import { schemeQuorum } from '../protocol/grid/scheme.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { Evidence, Head, HeadPair, Proof, Receipt } from '../schemas/types.ts';
import type { SchemeView } from './grid-view.ts';
import type { OutboxOp } from './outbox.ts';
import type { MeterAnchors } from './party.ts';

type Out = Effects<OutboxOp>;

/** Lengths of each area's log of which heads are remembered. */
const MOST_LENGTHS = 64;

export class MeterEvidence {
  readonly convictions: Convictions;
  private readonly judge: Judge;
  private readonly viewOf: (area: string) => SchemeView | undefined;
  /** By area and length of the log, the first head of each aggregator: shared by all meters of the process. */
  private readonly heads = new Map<string, Map<number, Head>>();
  /** Pairs that were published: each once. */
  private readonly published = new Set<string>();

  constructor(
    crypto: Crypto,
    { signers, pins }: MeterAnchors,
    viewOf: (area: string) => SchemeView | undefined,
    kept: readonly Proof[],
  ) {
    this.viewOf = viewOf;
    const quorumOf = (area: string): number | undefined => {
      const view = viewOf(area);
      return view && schemeQuorum(view.scheme);
    };
    this.judge = { crypto, deployment: pins.deployment, signers, quorumOf };
    this.convictions = new Convictions(this.judge, kept);
  }

  /** Why nothing of an area is reported, in words; undefined if it is. */
  stopOf(area: string): string | undefined {
    const view = this.viewOf(area);
    if (view === undefined) return undefined;
    const { convictions } = this;
    const stop = convictions.stopOf(area, schemeQuorum(view.scheme));
    if (stop !== undefined) return stop;
    const { threshold } = view.scheme;
    // So many could open single readings together.
    if (convictions.count < threshold) return undefined;
    return `${convictions.count} aggregators are convicted, and ${threshold} open a reading: nothing is reported until the anchors name others`;
  }

  /** An authentic receipt: its head is held against those of before, and verified only where they differ. */
  receipt({ head, area, aggregator, deployment }: Receipt, meter: string, out: Out): void {
    if (head.aggregator !== aggregator || head.area !== area || head.deployment !== deployment) return;
    const key = `${area}/${head.length}`;
    const known = this.heads.get(key) ?? new Map<number, Head>();
    if (!this.heads.has(key)) {
      this.heads.set(key, known);
      const oldest = this.heads.keys().next();
      if (this.heads.size > MOST_LENGTHS && oldest.done !== true) this.heads.delete(oldest.value);
    }
    if (!known.has(aggregator)) known.set(aggregator, head);
    for (const one of known.values()) {
      // One that nobody signed must not hide what its sender signs later.
      if (one.hash !== head.hash && !this.differ(one, head, meter, out)) known.delete(one.aggregator);
    }
  }

  /** Somebody signed another log, or lies: told to the operator, and to those who can ask both. Whether `one` is signed. */
  private differ(one: Head, other: Head, meter: string, out: Out): boolean {
    const pair = `${one.aggregator}/${one.storeEpoch}/${one.hash}/${other.aggregator}/${other.storeEpoch}/${other.hash}`;
    if (this.published.has(pair)) return true;
    if (!isAuthentic(this.judge, 'head', one)) return false;
    if (!isAuthentic(this.judge, 'head', other)) return true;
    if (this.published.size >= MOST_LENGTHS) this.published.clear();
    this.published.add(pair);
    out.notice('error', 'log_fork', 'receipts name different logs of the area: passed on to all aggregators', {
      meter,
      aggregator: other.aggregator,
      logLength: other.length,
    });
    const message: HeadPair = { version: 1, deployment: this.judge.deployment, type: 'head-pair', one, other };
    out.publish(topics.meterEvidence(meter), canonicalJson(message), true);
    if (one.aggregator === other.aggregator) this.take({ kind: 'heads', one, other }, out);
    return true;
  }

  evidence({ proofs }: Evidence, out: Out): void {
    for (const proof of proofs) this.take(proof, out);
  }

  private take(proof: Proof, out: Out): void {
    for (const one of this.convictions.take(proof)) {
      out.persist({ kind: 'proof', name: culpritOf(one), proof: one });
      out.notice('error', 'evidence', `${describeProof(one)}: kept, see gridshare evidence list`, {
        name: culpritOf(one),
      });
    }
  }
}
