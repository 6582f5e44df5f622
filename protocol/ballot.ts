/**
 * Ballots: a number of the log is one decree of Paxos, with the utility as proposer and the aggregators as acceptors. An
 * entry under a higher ballot carries q promises, and must be the one that the highest lock among them names. [P-7.1]
 */
import type { BallotPromise, HeldLock, Prepare } from '../schemas/types.ts';
import type { Crypto, PrivateKey } from './crypto.ts';
import { type Proposal, type Signers, isProposedBy } from './log.ts';
import { isSignedBy, withSignature } from './signing.ts';

/** Who may propose under which ballot. Two processes of a utility never share a proposer id. */
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

/** The lock that binds whoever proposes with these promises; undefined if it is free to propose anything. */
export function bindingLock(promises: readonly BallotPromise[]): HeldLock | undefined {
  let highest: HeldLock | undefined;
  for (const { lock } of promises) if (lock !== undefined && lock.ballot > (highest?.ballot ?? -1)) highest = lock;
  return highest;
}

/** The proposer that these promises entitle to a proposal, or why they don't, in words. */
export function entitledBy(
  crypto: Crypto,
  signers: Signers,
  quorum: number,
  proposal: Proposal,
  promises: readonly BallotPromise[],
): { readonly proposer: string } | string {
  const proposer = promises[0]?.proposer ?? '';
  const aggregators = new Set<number>();
  for (const promise of promises) {
    if (!isPromiseFor(crypto, signers, proposal, { ballot: proposal.ballot, proposer }, promise))
      return 'a promise is not what it must be';
    aggregators.add(promise.aggregator);
  }
  if (aggregators.size !== promises.length) return 'an aggregator promises twice';
  if (aggregators.size < quorum) return `fewer than ${quorum} promises`;
  const bound = bindingLock(promises);
  return bound === undefined || bound.hash === proposal.hash ? { proposer } : 'another entry is locked';
}

/** How many of these promises show that this very entry had been accepted before. */
export function holdersOf(promises: readonly BallotPromise[], hash: string): number {
  return promises.filter(({ lock }) => lock?.hash === hash).length;
}

/**
 * Which promises to propose with, of at least q: those without a lock where they suffice, since then anything may be
 * proposed; else as few locks as can be, and whoever else holds the one that binds.
 */
export function choosePromises(promises: readonly BallotPromise[], quorum: number): BallotPromise[] {
  const free = promises.filter(({ lock }) => lock === undefined);
  if (free.length >= quorum) return free;
  const held = promises
    .filter(({ lock }) => lock !== undefined)
    .toSorted((one, other) => (one.lock?.ballot ?? 0) - (other.lock?.ballot ?? 0));
  const needed = quorum - free.length;
  const chosen = [...free, ...held.slice(0, needed)];
  const bound = bindingLock(chosen);
  const alike = held.slice(needed).filter(({ lock }) => lock?.hash === bound?.hash);
  return [...chosen, ...alike];
}

export function signPrepare(crypto: Crypto, utility: PrivateKey, body: Omit<Prepare, 'signature'>): Prepare {
  return withSignature(crypto, utility, 'prepare', body);
}
