/**
 * Ballots under lost, late and reordered messages and processes that forget: at most one entry is ever certified under a
 * number; and each rule is needed, since without it two are. [P-7.1]
 */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../host/crypto.ts';
import type { BallotPromise, HeldLock } from '../schemas/types.ts';
import { identityNamed, prng } from '../test/material.ts';
import {
  type Ballot,
  type Decree,
  FIRST_BALLOT,
  bindingLock,
  choosePromises,
  entitledBy,
  holdersOf,
  isBallotOpen,
  isPromiseFor,
  signPromise,
} from './ballot.ts';
import { toBase64url } from './bytes.ts';
import { EMPTY_LOG_HASH, type Signers, signProposal } from './log.ts';

const N = 3;
const QUORUM = 2;
const utility = identityNamed('utility');
const keys = [1, 2, 3].map((index) => identityNamed(`aggregator-${index}`));
const signers: Signers = {
  utility: utility.publicKey,
  aggregators: new Map(keys.map((key, at) => [at + 1, [key.publicKey]])),
};
const decree: Decree = { deployment: 'test', area: 'area-1', sequence: 7, previous: EMPTY_LOG_HASH };

function named(name: string, bytes = 32): string {
  return toBase64url(nodeCrypto.sha256(new TextEncoder().encode(name)).subarray(0, bytes));
}

function lockOn(value: string, ballot: number): HeldLock {
  const hash = named(value);
  return { ballot, hash, signature: signProposal(nodeCrypto, utility.privateKey, { ...decree, ballot, hash }) };
}

function promiseOf(aggregator: number, asked: Ballot, lock?: HeldLock, changes: object = {}): BallotPromise {
  const { deployment, area, sequence } = decree;
  const body = { deployment, area, sequence, ...asked, aggregator, storeEpoch: 1, ...(lock && { lock }), ...changes };
  return signPromise(nodeCrypto, keys[aggregator - 1]!.privateKey, body);
}

describe('[P-7.1] promises', () => {
  const asked = { ballot: 2, proposer: named('one', 16) };

  test.each<[what: string, isGood: boolean, promise: () => BallotPromise]>([
    ['as it should be', true, () => promiseOf(1, asked)],
    ['with a lock', true, () => promiseOf(1, asked, lockOn('a', 1))],
    ['with a lock under a higher ballot', false, () => promiseOf(1, asked, lockOn('a', 3))],
    [
      'with a lock that the utility did not announce',
      false,
      () => promiseOf(1, asked, { ...lockOn('a', 1), hash: named('b') }),
    ],
    ['for another number', false, () => promiseOf(1, asked, undefined, { sequence: 8 })],
    ['for another area', false, () => promiseOf(1, asked, undefined, { area: 'area-2' })],
    ['of another deployment', false, () => promiseOf(1, asked, undefined, { deployment: 'other' })],
    ['for another ballot', false, () => promiseOf(1, { ...asked, ballot: 3 })],
    ['for another proposer', false, () => promiseOf(1, { ...asked, proposer: named('two', 16) })],
    ["under another one's key", false, () => ({ ...promiseOf(1, asked), aggregator: 2 })],
    ['of nobody', false, () => ({ ...promiseOf(1, asked), aggregator: 9 })],
  ])('%s: %s', (_what, isGood, promise) => {
    expect(isPromiseFor(nodeCrypto, signers, decree, asked, promise())).toBe(isGood);
    // So is whoever proposes with it.
    const proposal = { ...decree, ballot: 2, hash: named('a') };
    const entitled = entitledBy(nodeCrypto, signers, QUORUM, proposal, [promiseOf(2, asked), promise()]);
    expect(typeof entitled).toBe(isGood ? 'object' : 'string');
  });

  test('entitle to what the highest lock among them names, and to anything if there is none', () => {
    const propose = (value: string, promises: BallotPromise[]) =>
      entitledBy(nodeCrypto, signers, QUORUM, { ...decree, ballot: 2, hash: named(value) }, promises);
    const locked = [promiseOf(1, asked, lockOn('a', 0)), promiseOf(2, asked, lockOn('b', 1))];
    expect(propose('b', locked)).toEqual({ proposer: asked.proposer });
    expect(propose('a', locked)).toBeTypeOf('string');
    expect(propose('c', [promiseOf(1, asked), promiseOf(3, asked)])).toEqual({ proposer: asked.proposer });
    expect(propose('c', [promiseOf(1, asked)])).toBeTypeOf('string');
    expect(propose('c', [promiseOf(1, asked), promiseOf(1, asked)])).toBeTypeOf('string');
    expect(propose('c', [])).toBeTypeOf('string');
    expect(holdersOf(locked, named('a'))).toBe(1);
  });

  test('without a lock are chosen where they suffice; else those that hold the same count, too', () => {
    const [a, b, c] = [promiseOf(1, asked, lockOn('a', 0)), promiseOf(2, asked), promiseOf(3, asked)];
    expect(choosePromises([a, b, c], QUORUM)).toEqual([b, c]);
    expect(choosePromises([a, b], QUORUM)).toEqual([b, a]);
    const alike = promiseOf(3, asked, lockOn('a', 0));
    expect(choosePromises([a, b, alike], QUORUM)).toEqual([b, a, alike]);
    const other = promiseOf(3, asked, lockOn('b', 1));
    expect(choosePromises([other, b, a], QUORUM)).toEqual([b, a]);
  });

  test('bind an acceptor: no lower ballot, and none of another proposer', () => {
    expect(isBallotOpen(FIRST_BALLOT, FIRST_BALLOT)).toBe(true);
    expect(isBallotOpen(FIRST_BALLOT, asked)).toBe(true);
    expect(isBallotOpen(asked, asked)).toBe(true);
    expect(isBallotOpen(asked, { ...asked, proposer: named('two', 16) })).toBe(false);
    expect(isBallotOpen(asked, { ...asked, ballot: 1 })).toBe(false);
    expect(isBallotOpen(asked, FIRST_BALLOT)).toBe(false);
  });
});

/** Which rule is left out. */
type Mutant = 'none' | 'locks' | 'promises' | 'proposers';

interface Acceptor {
  promised: Ballot;
  lock: HeldLock | undefined;
}

type Mail =
  | { readonly to: number; readonly prepare: Ballot }
  | { readonly to: number; readonly announce: HeldLock; readonly promises: readonly BallotPromise[] };

/** One number of the log, decided by processes of a utility that forget everything but their own ballots. */
class Model {
  /** Aggregators that accepted, by ballot and hash. */
  readonly accepted = new Map<string, Set<number>>();
  private readonly acceptors: Acceptor[] = keys.map(() => ({ promised: FIRST_BALLOT, lock: undefined }));
  private readonly mails: Mail[] = [];
  private readonly mutant: Mutant;
  private process = 0;
  private asked: Ballot = FIRST_BALLOT;
  private promises = new Map<number, BallotPromise>();
  private hasAnnounced = true;

  constructor(mutant: Mutant) {
    this.mutant = mutant;
    this.announce(lockOn('value 0', 0), []);
  }

  private announce(lock: HeldLock, promises: readonly BallotPromise[]): void {
    for (let to = 1; to <= N; to++) this.mails.push({ to, announce: lock, promises });
  }

  /** A new process, with another value in mind: it prepares. Without the rule, two of them share a ballot. */
  restart(ballot: number): void {
    this.process += 1;
    const proposer = named(this.mutant === 'proposers' ? 'always' : `process ${this.process}`, 16);
    this.asked = { ballot, proposer };
    this.promises = new Map();
    this.hasAnnounced = false;
    for (let to = 1; to <= N; to++) this.mails.push({ to, prepare: this.asked });
  }

  deliver(pick: number, isLost: boolean): void {
    const [mail] = this.mails.splice(pick % Math.max(1, this.mails.length), 1);
    if (mail === undefined || isLost) return;
    if ('prepare' in mail) this.prepared(mail.to, mail.prepare);
    else this.announced(mail.to, mail.announce, mail.promises);
  }

  private prepared(at: number, asked: Ballot): void {
    const acceptor = this.acceptors[at - 1]!;
    if (!isBallotOpen(acceptor.promised, asked)) return;
    if (this.mutant !== 'promises') acceptor.promised = asked;
    // Answered at once: a lost or late answer is a lost or late question.
    const promise = promiseOf(at, asked, this.mutant === 'locks' ? undefined : acceptor.lock);
    if (asked.ballot !== this.asked.ballot || asked.proposer !== this.asked.proposer || this.hasAnnounced) return;
    if (!isPromiseFor(nodeCrypto, signers, decree, this.asked, promise)) return;
    this.promises.set(at, promise);
    if (this.promises.size < QUORUM) return;
    this.hasAnnounced = true;
    const promises = choosePromises([...this.promises.values()], QUORUM);
    const { ballot } = this.asked;
    const bound = bindingLock(promises);
    const hash = bound?.hash ?? named(`value ${this.process}`);
    const signature = signProposal(nodeCrypto, utility.privateKey, { ...decree, ballot, hash });
    this.announce({ ballot, hash, signature }, promises);
  }

  private announced(at: number, lock: HeldLock, promises: readonly BallotPromise[]): void {
    const acceptor = this.acceptors[at - 1]!;
    const { ballot, hash } = lock;
    let asked = FIRST_BALLOT;
    if (ballot > 0) {
      const entitled = entitledBy(nodeCrypto, signers, QUORUM, { ...decree, ballot, hash }, promises);
      if (typeof entitled === 'string') return;
      asked = { ballot, proposer: entitled.proposer };
    }
    if (!isBallotOpen(acceptor.promised, asked)) return;
    if (acceptor.lock?.ballot === ballot && acceptor.lock.hash !== hash) return;
    acceptor.promised = asked;
    acceptor.lock = lock;
    const name = `${ballot}/${hash}`;
    this.accepted.set(name, (this.accepted.get(name) ?? new Set()).add(at));
  }

  get certified(): Set<string> {
    const certified = [...this.accepted].filter(([, by]) => by.size >= QUORUM);
    return new Set(certified.map(([name]) => name.split('/')[1] ?? ''));
  }
}

/** How many of so many runs certified two entries under the one number. */
function runsWithTwo(mutant: Mutant, runs: number): { readonly two: number; readonly one: number } {
  const found = { one: 0, two: 0 };
  const random = prng(20_260_101);
  for (let run = 0; run < runs; run++) {
    const model = new Model(mutant);
    for (let at = 0; at < 60; at++) {
      if (random() < 0.1) model.restart(1 + Math.floor(random() * 4));
      else model.deliver(Math.floor(random() * 50), random() < 0.15);
    }
    const { size } = model.certified;
    if (size === 1) found.one += 1;
    if (size > 1) found.two += 1;
    if (size > 1 && mutant !== 'none') break;
  }
  return found;
}

describe('[P-7.1] one number, several processes of the utility, messages lost and late', () => {
  test('certifies at most one entry', () => {
    const { one, two } = runsWithTwo('none', 400);
    expect(two).toBe(0);
    // It is no proof that nothing was ever certified.
    expect(one).toBeGreaterThan(100);
  });

  test.each<[Mutant, string]>([
    ['locks', 'promises say nothing of what is locked'],
    ['promises', 'nobody remembers what it promised'],
    ['proposers', 'two processes share a ballot'],
  ])('control (%s): where %s, two are', (mutant) => {
    expect(runsWithTwo(mutant, 400).two).toBeGreaterThan(0);
  });
});
