/**
 * Remembers what others signed lately, each statement known to be authentic, and finds the one that contradicts it. What
 * is forgotten is not lost where it matters: certificates are in the store. [P-7.7]
 */
import type {
  Accept,
  BallotPromise,
  Head,
  Manifest,
  Proof,
  SignedProposal,
  TotalMessage,
} from '../../schemas/types.ts';
import { identityOf } from './contradiction.ts';

/** Statements of one kind kept of one signer: whoever signs more pushes out only its own. */
const MOST_PER_SIGNER = 256;
/** Characters of sealed sums in a total that is remembered: bills of hundreds of meters are not, loads are. */
const LARGEST_TOTAL = 16_384;

/** Aggregators count from 1. */
const UTILITY = 0;

class Recent<T> {
  private readonly bySigner = new Map<number, Map<string, T>>();

  /** The statement known under this key; the new one takes its place in line if there is none. */
  known(signer: number, key: string): T | undefined {
    return this.bySigner.get(signer)?.get(key);
  }

  add(signer: number, key: string, statement: T): void {
    const known = this.bySigner.get(signer) ?? new Map<string, T>();
    this.bySigner.set(signer, known);
    known.set(key, statement);
    const oldest = known.keys().next();
    if (known.size > MOST_PER_SIGNER && oldest.done !== true) known.delete(oldest.value);
  }

  of(signer: number): Iterable<T> {
    return this.bySigner.get(signer)?.values() ?? [];
  }
}

export class StatementMemory {
  private readonly accepts = new Recent<Accept>();
  private readonly promises = new Recent<BallotPromise>();
  private readonly heads = new Recent<Head>();
  private readonly manifests = new Recent<Manifest>();
  private readonly totals = new Recent<TotalMessage>();
  private readonly proposals = new Recent<SignedProposal>();

  /** Whether this very statement is remembered: it need not be verified again. */
  hasAccept(accept: Accept): boolean {
    return this.accepts.known(accept.aggregator, acceptKey(accept))?.signature === accept.signature;
  }

  hasHead(head: Head): boolean {
    const known = this.heads.known(head.aggregator, headKey(head));
    // The ballot at its end may differ; what is compared does not.
    return known?.hash === head.hash;
  }

  hasManifest(manifest: Manifest): boolean {
    return manifest.pages.every(
      ({ interval }) =>
        this.manifests.known(manifest.aggregator, pageKey(manifest, interval))?.signature === manifest.signature,
    );
  }

  /** An authentic acceptance: what it contradicts, if anything. */
  accept(accept: Accept): Proof[] {
    const { aggregator, area, sequence } = accept;
    const found: Proof[] = [];
    for (const one of this.accepts.of(aggregator)) {
      if (one.area === area && one.sequence === sequence && one.hash !== accept.hash)
        found.push({ kind: 'accepts', one, other: accept });
    }
    for (const promise of this.promises.of(aggregator)) {
      if (promise.area === area && promise.sequence === sequence) found.push({ kind: 'lock', accept, promise });
    }
    const key = acceptKey(accept);
    if (this.accepts.known(aggregator, key) === undefined) this.accepts.add(aggregator, key, accept);
    return found;
  }

  /** What the utility announced. */
  proposal(proposal: SignedProposal): Proof[] {
    const key = acceptKey(proposal);
    const one = this.proposals.known(UTILITY, key);
    if (one === undefined) this.proposals.add(UTILITY, key, proposal);
    return one === undefined || one.hash === proposal.hash ? [] : [{ kind: 'announcements', one, other: proposal }];
  }

  promise(promise: BallotPromise): Proof[] {
    const { aggregator, area, sequence, ballot, storeEpoch } = promise;
    const found: Proof[] = [];
    const key = `${area}/${sequence}/${ballot}/${storeEpoch}`;
    const one = this.promises.known(aggregator, key);
    if (one === undefined) this.promises.add(aggregator, key, promise);
    else found.push({ kind: 'promises', one, other: promise });
    for (const accept of this.accepts.of(aggregator)) {
      if (accept.area === area && accept.sequence === sequence) found.push({ kind: 'lock', accept, promise });
    }
    return found;
  }

  head(head: Head): Proof[] {
    const key = headKey(head);
    const one = this.heads.known(head.aggregator, key);
    if (one === undefined) this.heads.add(head.aggregator, key, head);
    return one === undefined || one.hash === head.hash ? [] : [{ kind: 'heads', one, other: head }];
  }

  total(total: TotalMessage): Proof[] {
    const key = identityOf(total);
    const one = this.totals.known(total.aggregator, key);
    if (one === undefined && total.sealed.length <= LARGEST_TOTAL) this.totals.add(total.aggregator, key, total);
    return one === undefined || one.digest === total.digest ? [] : [{ kind: 'totals', one, other: total }];
  }

  manifest(manifest: Manifest): Proof[] {
    const found: Proof[] = [];
    for (const { interval, held } of manifest.pages) {
      const key = pageKey(manifest, interval);
      const one = this.manifests.known(manifest.aggregator, key);
      if (one === undefined) this.manifests.add(manifest.aggregator, key, manifest);
      else if (one.pages.some((page) => page.interval === interval && page.held !== held))
        found.push({ kind: 'manifests', one, other: manifest });
    }
    return found;
  }
}

function acceptKey({ area, sequence, ballot }: Pick<Accept, 'area' | 'sequence' | 'ballot'>): string {
  return `${area}/${sequence}/${ballot}`;
}

function headKey({ area, storeEpoch, length }: Head): string {
  return `${area}/${storeEpoch}/${length}`;
}

function pageKey({ area, storeEpoch }: Manifest, interval: number): string {
  return `${area}/${storeEpoch}/${interval}`;
}
