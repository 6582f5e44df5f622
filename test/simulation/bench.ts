/**
 * One production aggregator machine on a bench: the test plays utility and peers with their real keys, so that it can
 * announce and certify whatever it likes, properly signed. [P-7.1, P-8]
 */
import type { AggregatorInput } from '../../aggregator/machine.ts';
import type { LedgerOp, LedgerRead } from '../../aggregator/ledger.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { signPrepare, signPromise } from '../../protocol/log/ballot.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { utf8 } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { EMPTY_LOG_HASH, entryHash, proposalOf, signAcceptance, signProposal } from '../../protocol/log/entries.ts';
import { Effects, type Outgoing } from '../../protocol/machine.ts';
import { topics } from '../../protocol/wire/topics.ts';
import { withSignature } from '../../protocol/keys/signing.ts';
import type { BallotBasis, BallotPromise, Entry, Holdings, Manifest, ManifestMessage } from '../../schemas/types.ts';
import { FIRST_INTERVAL, Grid, type GridOptions } from './grid.ts';
import { windowLength } from '../material.ts';

type Body<T> = T extends unknown ? Omit<T, 'version' | 'deployment' | 'area' | 'sequence' | 'previous'> : never;
export type EntryBody = Body<Entry>;

/** What came of an announcement. */
export interface Answer {
  readonly codes: readonly string[];
  readonly isAccepted: boolean;
  /** But for proofs: a bench's utility that announces two entries under one number is convicted. */
  readonly ops: readonly string[];
  readonly proofs: number;
  readonly publications: readonly Outgoing[];
}

export const ACCEPTED = { codes: [], isAccepted: true };

const AREA = 'area-1';
export const PROPOSER = 'A'.repeat(22);
export const OTHER_PROPOSER = 'B'.repeat(21) + 'A';

export class Bench {
  readonly grid: Grid;
  private length = 0;
  private previous = EMPTY_LOG_HASH;

  constructor(options: Partial<GridOptions> = {}) {
    this.grid = new Grid({ meters: 4, aggregators: 3, threshold: 2, ...options });
  }

  /** Scheme and roster in force. */
  static started(options: Partial<GridOptions> = {}): Bench {
    const bench = new Bench(options);
    const { scheme, utilityParty } = bench.grid;
    bench.certify({ kind: 'scheme', scheme });
    const add = utilityParty.enrolled.map(({ meter }) => meter);
    bench.certify({ kind: 'roster', from: FIRST_INTERVAL, add, remove: [] });
    return bench;
  }

  entry(body: EntryBody, changes: Partial<Pick<Entry, 'area' | 'deployment' | 'sequence' | 'previous'>> = {}): Entry {
    const { length: sequence, previous } = this;
    return { version: 1, deployment: 'test', area: AREA, sequence, previous, ...body, ...changes };
  }

  /** Hash of the next entry. */
  hashOf(body: EntryBody): string {
    return entryHash(nodeCrypto, this.entry(body));
  }

  /** Hands the machine one input. */
  feed(input: AggregatorInput): Answer {
    const effects = new Effects<LedgerOp, LedgerRead>();
    this.grid.monotonicMs += 1_000;
    this.grid.aggregatorMachines[0]!.step(input, this.grid.times, effects);
    const { publications } = effects;
    return {
      publications,
      ops: effects.ops.filter(({ kind }) => kind !== 'proof').map(({ kind }) => kind),
      proofs: effects.ops.filter(({ kind }) => kind === 'proof').length,
      codes: publications
        .filter(({ topic }) => topic.endsWith('/rejections'))
        .map(({ payload }) => (JSON.parse(payload) as { code: string }).code),
      isAccepted: publications.some(({ topic }) => topic.includes('/accepts/')),
    };
  }

  request(message: object, area = AREA): Answer {
    const topic = topics.requests(1, area);
    return this.feed({ kind: 'message', topic, payload: utf8(canonicalJson(message)) });
  }

  /** Announces an entry (by default as the next one) with what it rests on, signed by the utility. */
  announce(
    body: EntryBody | Entry,
    manifests: readonly ManifestMessage[] = [],
    ballot = 0,
    promises?: readonly BallotPromise[],
    bases?: readonly BallotBasis[],
  ): Answer {
    const entry = 'sequence' in body ? body : this.entry(body);
    const proposal = proposalOf(entry, ballot, entryHash(nodeCrypto, entry));
    const signature = signProposal(nodeCrypto, this.grid.utilityParty.identity, proposal);
    const announcement = { version: 1, deployment: 'test', type: 'announcement', ballot, entry, manifests, signature };
    return this.request({ ...announcement, ...(promises && { promises }), ...(bases && { bases }) }, entry.area);
  }

  /** Asks for a promise for the next number, or another. */
  prepare(ballot: number, proposer = PROPOSER, sequence = this.length): Answer {
    const { identity } = this.grid.utilityParty;
    const body = {
      version: 1 as const,
      deployment: 'test',
      type: 'prepare' as const,
      area: AREA,
      sequence,
      ballot,
      proposer,
    };
    return this.request(signPrepare(nodeCrypto, identity, body));
  }

  /** A promise of aggregator j for the next number, with a lock on an entry or without. */
  promise(aggregator: number, ballot: number, locked?: EntryBody, lockBallot = 0, proposer = PROPOSER): BallotPromise {
    const entry = locked && this.entry(locked);
    const hash = entry === undefined ? '' : entryHash(nodeCrypto, entry);
    const lock = entry && {
      ballot: lockBallot,
      hash,
      signature: signProposal(nodeCrypto, this.grid.utilityParty.identity, proposalOf(entry, lockBallot, hash)),
    };
    return signPromise(nodeCrypto, this.grid.identityOf(aggregator).privateKey, {
      deployment: 'test',
      area: AREA,
      sequence: this.length,
      ballot,
      proposer,
      aggregator,
      storeEpoch: 1,
      ...(lock === undefined ? {} : { lock }),
    });
  }

  /** The next entry as certified by all aggregators, this one's opinion not asked. */
  certify(body: EntryBody): Answer {
    const entry = this.entry(body);
    const hash = entryHash(nodeCrypto, entry);
    const proposal = proposalOf(entry, 0, hash);
    const { operators } = this.grid.scheme;
    const accepts = operators.map((_operator, at) => ({
      aggregator: at + 1,
      signature: signAcceptance(nodeCrypto, this.grid.identityOf(at + 1).privateKey, at + 1, proposal),
    }));
    const signature = signProposal(nodeCrypto, this.grid.utilityParty.identity, proposal);
    const answer = this.request({
      version: 1,
      deployment: 'test',
      type: 'entries',
      area: AREA,
      entries: [{ entry, signature, certificate: { ballot: 0, accepts } }],
    });
    this.length += 1;
    this.previous = hash;
    return answer;
  }

  /** A manifest of aggregator j over pages by offset from the first interval; `signer`: whose key is under it. */
  manifest(
    aggregator: number,
    pages: readonly (readonly [number, readonly number[]])[],
    signer = aggregator,
  ): Manifest {
    return withSignature(nodeCrypto, this.grid.identityOf(signer).privateKey, 'manifest', {
      version: 1 as const,
      deployment: 'test',
      type: 'manifest' as const,
      area: AREA,
      aggregator,
      storeEpoch: 1,
      pages: pages.map(([offset, held]) => ({ interval: FIRST_INTERVAL + offset, held: Bitmap.of(held).encode() })),
    });
  }

  holdings(aggregator: number, offset: number, held: readonly number[], signer = aggregator): Holdings {
    return withSignature(nodeCrypto, this.grid.identityOf(signer).privateKey, 'holdings', {
      version: 1 as const,
      deployment: 'test',
      type: 'holdings' as const,
      area: AREA,
      aggregator,
      storeEpoch: 1,
      from: FIRST_INTERVAL + offset,
      count: windowLength(this.grid.scheme),
      held: Bitmap.of(held).encode(),
    });
  }

  /** Grid time after the page at this offset may close. */
  passClosing(offset: number): void {
    this.grid.gridMs = (FIRST_INTERVAL + offset + 1) * 900_000 + 60_000;
  }

  /** Certifies the closing of pages [from, end) with these meters in each. */
  closePages(from: number, end: number, members: readonly number[]): void {
    this.passClosing(end - 1);
    const pages = Array.from({ length: end - from }, (_, at) => page(from + at, members));
    this.certify({ kind: 'close', pages });
  }
}

export function page(offset: number, members: readonly number[], empty: readonly string[] = []) {
  return { interval: FIRST_INTERVAL + offset, set: Bitmap.of(members).encode(), empty: [...empty] };
}
