/**
 * Ballots: a number of the log is one decree of Paxos, with the utility as proposer and the aggregators as acceptors. An
 * entry under a higher ballot carries q promises, and must be the one that may be certified by what they show. [P-7.1]
 */
import type { BallotBasis, BallotPromise, HeldLock, Prepare, Scheme } from '../../schemas/types.ts';
import type { Crypto, PrivateKey } from '../keys/crypto-port.ts';
import { type Proposal, type Signers, isProposedBy } from './entries.ts';
import { schemeQuorum } from '../grid/scheme.ts';
import { isSignedBy, withSignature } from '../keys/signing.ts';

/**
 * Who may propose under which ballot. Two processes of a utility never share a proposer id: between two entries under one
 * ballot nothing decides.
 */
export interface Ballot {
  readonly ballot: number;
  readonly proposer: string;
}

/** Ballot 0 belongs to whoever announces first: a utility that lost nothing announces one entry under it. */
export const FIRST_BALLOT: Ballot = { ballot: 0, proposer: '' };

/** Whether an acceptor that promised `promised` may still promise or accept under `asked`. */
export function isBallotOpen(promised: Ballot, asked: Ballot): boolean {
  if (asked.ballot !== promised.ballot) return asked.ballot > promised.ballot;
  return asked.proposer === promised.proposer;
}

export function signPromise(crypto: Crypto, key: PrivateKey, body: Omit<BallotPromise, 'signature'>): BallotPromise {
  return withSignature(crypto, key, 'promise', body);
}

/** The number of an area's log that promises are about. */
export interface Decree {
  readonly deployment: string;
  readonly area: string;
  readonly sequence: number;
  /** Hash of the entry before. */
  readonly previous: string;
}

/** Whether the utility did announce what a lock names. */
function isAnnounced(crypto: Crypto, signers: Signers, decree: Decree, lock: HeldLock): boolean {
  const { deployment, area, sequence, previous } = decree;
  const proposal: Proposal = { deployment, area, sequence, previous, ballot: lock.ballot, hash: lock.hash };
  return isProposedBy(crypto, signers.utility, proposal, lock.signature);
}

/** Whether a promise is its aggregator's, for this very number and ballot, and names no lock that never was. */
export function isPromiseFor(
  crypto: Crypto,
  signers: Signers,
  decree: Decree,
  asked: Ballot,
  promise: BallotPromise,
): boolean {
  const { deployment, area, sequence, ballot, proposer, aggregator, lock } = promise;
  if (deployment !== decree.deployment || area !== decree.area || sequence !== decree.sequence) return false;
  if (ballot !== asked.ballot || proposer !== asked.proposer || ballot < 1) return false;
  const identities = signers.aggregators.get(aggregator);
  if (identities === undefined || !isSignedBy(crypto, identities, 'promise', promise)) return false;
  return lock === undefined || (lock.ballot <= ballot && isAnnounced(crypto, signers, decree, lock));
}

/** Who decides a number. */
export interface Electorate {
  readonly aggregatorCount: number;
  readonly quorum: number;
  /** How many may deny what they accepted: none where a lie convicts. */
  readonly liars: number;
}

export function electorateOf(scheme: Scheme): Electorate {
  const liars = scheme.trust === 'active' ? scheme.threshold - 1 : 0;
  return { aggregatorCount: scheme.operators.length, quorum: schemeQuorum(scheme), liars };
}

/** How many of these promises show that this very entry had been accepted before. */
export function holdersOf(promises: readonly BallotPromise[], hash: string): number {
  return promises.filter(({ lock }) => lock?.hash === hash).length;
}

/** What promises allow: anything, this entry only, or nothing yet. */
export type Mandate =
  /** `rests`: on what only the promises behind the highest lock show. */
  | { readonly kind: 'free'; readonly rests: boolean }
  | { readonly kind: 'bound'; readonly lock: HeldLock; readonly rests: boolean }
  | { readonly kind: 'undecided'; readonly reason: string };

/**
 * What may be proposed with these promises without putting another entry in the place of one that may be certified.
 *
 * An entry may have been certified if its holders, those who don't promise, and liars who deny it are q. If that is true of
 * one at most, no more is asked. If it is true of several, the highest ballot decides, as in Paxos: what was announced
 * under it could only be while nothing else was certified. But a lock is an aggregator's word, and the utility signs what
 * it likes: so the promises which that ballot rested on are asked for (`isBased`). Nothing decides between two entries
 * under one ballot.
 */
export function mandateOf(
  electorate: Electorate,
  promises: readonly BallotPromise[],
  isBased: (lock: HeldLock) => boolean,
): Mandate {
  const { aggregatorCount, quorum, liars } = electorate;
  const locks = promises.flatMap(({ lock }) => lock ?? []);
  const unseen = aggregatorCount - promises.length + liars;
  const possible = locks.filter(({ hash }) => holdersOf(promises, hash) + unseen >= quorum);
  if (possible.length === 0) return { kind: 'free', rests: false };
  const only = oneOf(possible);
  if (only !== undefined) return { kind: 'bound', lock: only, rests: false };
  const highest = Math.max(...locks.map(({ ballot }) => ballot));
  const isHighest = ({ ballot }: HeldLock): boolean => ballot === highest;
  if (highest > 0 && !locks.filter(isHighest).some(isBased))
    return { kind: 'undecided', reason: 'the highest lock comes without the promises that it rests on' };
  const last = possible.filter(isHighest);
  if (last.length === 0) return { kind: 'free', rests: true };
  const lock = oneOf(last);
  return lock === undefined
    ? { kind: 'undecided', reason: 'either of two entries may be certified under one ballot' }
    : { kind: 'bound', lock, rests: true };
}

/** A lock on the entry that all of them are on; undefined if they are on several or none. */
function oneOf(locks: readonly HeldLock[]): HeldLock | undefined {
  return locks.every(({ hash }) => hash === locks[0]?.hash) ? locks[0] : undefined;
}

/**
 * What announcements under ballots above 0 rested on: the promises that each came with, and what those rest on in turn.
 * Ballots fall from one to the next, so it ends.
 */
export class Bases {
  private readonly known = new Map<string, (readonly BallotPromise[])[]>();
  private readonly found = new Map<string, readonly BallotPromise[] | undefined>();
  private readonly crypto: Crypto;
  private readonly signers: Signers;
  private readonly electorate: Electorate;
  private readonly decree: Decree;

  constructor(crypto: Crypto, signers: Signers, electorate: Electorate, decree: Decree, bases: readonly BallotBasis[]) {
    this.crypto = crypto;
    this.signers = signers;
    this.electorate = electorate;
    this.decree = decree;
    for (const { ballot, hash, promises } of bases) {
      const name = `${ballot}/${hash}`;
      this.known.set(name, [...(this.known.get(name) ?? []), promises]);
    }
  }

  /** Promises by which the entry of a lock could be announced under its ballot. */
  private basisOf({ ballot, hash }: HeldLock): readonly BallotPromise[] | undefined {
    const name = `${ballot}/${hash}`;
    if (this.found.has(name)) return this.found.get(name);
    const basis = this.known
      .get(name)
      ?.find((promises) => typeof this.entitles({ ...this.decree, ballot, hash }, promises) !== 'string');
    this.found.set(name, basis);
    return basis;
  }

  /** What these promises allow under a ballot. */
  mandate(ballot: number, promises: readonly BallotPromise[]): Mandate {
    return mandateOf(this.electorate, promises, (lock) => lock.ballot < ballot && this.basisOf(lock) !== undefined);
  }

  /** The proposer that these promises entitle to a proposal, or why they don't, in words. */
  entitles(proposal: Proposal, promises: readonly BallotPromise[]): { readonly proposer: string } | string {
    const { crypto, signers, electorate } = this;
    const proposer = promises[0]?.proposer ?? '';
    const aggregators = new Set<number>();
    for (const promise of promises) {
      if (!isPromiseFor(crypto, signers, proposal, { ballot: proposal.ballot, proposer }, promise))
        return 'a promise is not what it must be';
      aggregators.add(promise.aggregator);
    }
    if (aggregators.size !== promises.length) return 'an aggregator promises twice';
    if (aggregators.size < electorate.quorum) return `fewer than ${electorate.quorum} promises`;
    const mandate = this.mandate(proposal.ballot, promises);
    if (mandate.kind === 'undecided') return mandate.reason;
    return mandate.kind === 'free' || mandate.lock.hash === proposal.hash ? { proposer } : 'another entry is locked';
  }

  /**
   * Which promises to propose with, of at least q: those without a lock where they suffice; else all, or all without those
   * whose lock nothing shows to be more than a claim. Undefined while none of these decide.
   */
  choose(ballot: number, promises: readonly BallotPromise[]): readonly BallotPromise[] | undefined {
    const { quorum } = this.electorate;
    const free = promises.filter(({ lock }) => lock === undefined);
    if (free.length >= quorum) return free;
    const based = promises.filter(
      ({ lock }) => lock === undefined || lock.ballot === 0 || this.basisOf(lock) !== undefined,
    );
    return [promises, based].find(
      (those) => those.length >= quorum && this.mandate(ballot, those).kind !== 'undecided',
    );
  }

  /** What a proposal with these promises has to bring along, where they don't decide by themselves. */
  neededBy(ballot: number, promises: readonly BallotPromise[]): BallotBasis[] {
    const mandate = this.mandate(ballot, promises);
    if (mandate.kind === 'undecided' || !mandate.rests) return [];
    const locks = promises.flatMap(({ lock }) => lock ?? []);
    const highest = Math.max(...locks.map((lock) => lock.ballot));
    for (const lock of locks) {
      const basis = lock.ballot === highest ? this.basisOf(lock) : undefined;
      if (basis !== undefined)
        return [{ ballot: highest, hash: lock.hash, promises: [...basis] }, ...this.neededBy(highest, basis)];
    }
    return [];
  }
}

export function signPrepare(crypto: Crypto, utility: PrivateKey, body: Omit<Prepare, 'signature'>): Prepare {
  return withSignature(crypto, utility, 'prepare', body);
}
