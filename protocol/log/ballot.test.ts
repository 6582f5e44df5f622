/**
 * Ballots under lost, late and reordered messages and processes that forget: at most one entry is ever certified under a
 * number; and each rule is needed, since without it two are. [P-7.1]
 */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { BallotBasis, BallotPromise, HeldLock } from '../../schemas/types.ts';
import { identityNamed, prng } from '../../test/material.ts';
import {
  type Ballot,
  Bases,
  type Decree,
  type Electorate,
  FIRST_BALLOT,
  holdersOf,
  isBallotOpen,
  isPromiseFor,
  mandateOf,
  signPromise,
} from './ballot.ts';
import { toBase64url } from '../wire/bytes.ts';
import { EMPTY_LOG_HASH, type Signers, signProposal } from './entries.ts';

const N = 3;
const QUORUM = 2;
const ELECTORATE: Electorate = { aggregatorCount: N, quorum: QUORUM, liars: 0 };
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

function basesOf(bases: readonly BallotBasis[] = [], electorate = ELECTORATE): Bases {
  return new Bases(nodeCrypto, signers, electorate, decree, bases);
}

const proposalOf = (value: string, ballot: number) => ({ ...decree, ballot, hash: named(value) });

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
    const entitled = basesOf().entitles(proposalOf('a', 2), [promiseOf(2, asked), promise()]);
    expect(typeof entitled).toBe(isGood ? 'object' : 'string');
  });

  test('entitle to what the highest lock among them names, and to anything if there is none', () => {
    const first = { ballot: 1, proposer: named('zero', 16) };
    const basis = { ballot: 1, hash: named('b'), promises: [promiseOf(2, first), promiseOf(3, first)] };
    const propose = (value: string, promises: BallotPromise[]) =>
      basesOf([basis]).entitles(proposalOf(value, 2), promises);
    const locked = [promiseOf(1, asked, lockOn('a', 0)), promiseOf(2, asked, lockOn('b', 1))];
    expect(propose('b', locked)).toEqual({ proposer: asked.proposer });
    expect(propose('a', locked)).toBeTypeOf('string');
    expect(propose('c', [promiseOf(1, asked), promiseOf(3, asked)])).toEqual({ proposer: asked.proposer });
    expect(propose('c', [promiseOf(1, asked)])).toBeTypeOf('string');
    expect(propose('c', [promiseOf(1, asked), promiseOf(1, asked)])).toBeTypeOf('string');
    expect(propose('c', [])).toBeTypeOf('string');
    expect(holdersOf(locked, named('a'))).toBe(1);
  });

  test('the promises that the highest lock rests on are asked for where several may be certified', () => {
    const first = { ballot: 1, proposer: named('zero', 16) };
    const locked = [promiseOf(1, asked, lockOn('a', 0)), promiseOf(2, asked, lockOn('b', 1))];
    const rests = (promises: BallotPromise[], hash = named('b'), ballot = 1) => basesOf([{ ballot, hash, promises }]);
    const [two, three] = [promiseOf(2, first), promiseOf(3, first)];
    const propose = (bases: Bases, value = 'b') => typeof bases.entitles(proposalOf(value, 2), locked) !== 'string';
    expect(propose(rests([two, three]))).toBe(true);
    expect(propose(rests([two, three]), 'a')).toBe(false);
    expect(propose(basesOf())).toBe(false);
    expect(propose(rests([two]))).toBe(false);
    expect(propose(rests([two, two]))).toBe(false);
    expect(propose(rests([two, three], named('a')))).toBe(false);
    expect(propose(rests([two, promiseOf(3, asked)]))).toBe(false);
    // They show that something else was locked: this could never be announced.
    expect(propose(rests([two, promiseOf(1, first, lockOn('a', 0))]))).toBe(false);
    // Nor does it rest on what was promised under its own ballot.
    const own = [promiseOf(1, asked, lockOn('a', 0)), promiseOf(2, asked, lockOn('b', 2))];
    expect(basesOf([{ ballot: 2, hash: named('b'), promises: own }]).entitles(proposalOf('b', 2), own)).toBeTypeOf(
      'string',
    );
  });

  test('nothing decides between two entries under one ballot', () => {
    const locked = [promiseOf(1, asked, lockOn('a', 0)), promiseOf(2, asked, lockOn('b', 0))];
    for (const value of ['a', 'b', 'c']) expect(basesOf().entitles(proposalOf(value, 2), locked)).toBeTypeOf('string');
    // One more shows that neither can be certified.
    expect(basesOf().entitles(proposalOf('c', 2), [...locked, promiseOf(3, asked)])).toEqual({
      proposer: asked.proposer,
    });
  });

  test('without a lock are chosen where they suffice, else all of them, without claims', () => {
    const [a, b, c] = [promiseOf(1, asked, lockOn('a', 0)), promiseOf(2, asked), promiseOf(3, asked)];
    expect(basesOf().choose(2, [a, b, c])).toEqual([b, c]);
    expect(basesOf().choose(2, [a, b])).toEqual([a, b]);
    const other = promiseOf(3, asked, lockOn('b', 1));
    // So few hold either that neither can have been certified: all of them show it.
    expect(basesOf().choose(2, [other, b, a])).toEqual([other, b, a]);
    expect(basesOf().choose(2, [other, a])).toBeUndefined();
    expect(basesOf().choose(2, [b])).toBeUndefined();
    const four: Electorate = { aggregatorCount: 4, quorum: 2, liars: 0 };
    expect(basesOf([], four).choose(2, [other, a, b])).toEqual([a, b]);
    const first = { ballot: 1, proposer: named('zero', 16) };
    const basis = { ballot: 1, hash: named('b'), promises: [promiseOf(2, first), promiseOf(3, first)] };
    const based = basesOf([basis]);
    expect(based.choose(2, [other, a])).toEqual([other, a]);
    expect(based.neededBy(2, [other, a])).toEqual([basis]);
    expect(based.neededBy(2, [other, b, a])).toEqual([]);
  });

  test.each<[what: string, electorate: Electorate, holders: number, promises: number, isBinding: boolean]>([
    ['one of two, and both say so', { aggregatorCount: 2, quorum: 2, liars: 0 }, 1, 2, false],
    ['both of two', { aggregatorCount: 2, quorum: 2, liars: 0 }, 2, 2, true],
    ['one of three, and the third is silent', ELECTORATE, 1, 2, true],
    ['one of three, and all say so', ELECTORATE, 1, 3, false],
    ['two of three', ELECTORATE, 2, 3, true],
    ['one of five, two of whom may deny it', { aggregatorCount: 5, quorum: 4, liars: 2 }, 1, 5, false],
    ['two of five, two of whom may deny it', { aggregatorCount: 5, quorum: 4, liars: 2 }, 2, 5, true],
    ['one of five, one of whom is silent', { aggregatorCount: 5, quorum: 4, liars: 2 }, 1, 4, true],
  ])('a lock that %s: binds where it may have been certified', (_what, electorate, holders, count, isBinding) => {
    const promises = Array.from({ length: count }, (_, at) => ({
      ...promiseOf(1, asked, at < holders ? lockOn('a', 0) : undefined),
      aggregator: at + 1,
    }));
    expect(mandateOf(electorate, promises, () => false)).toMatchObject(
      isBinding ? { kind: 'bound', lock: lockOn('a', 0) } : { kind: 'free' },
    );
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
type Mutant = 'none' | 'locks' | 'promises' | 'silent';

interface Acceptor {
  promised: Ballot;
  held: Announced | undefined;
}

/** What an acceptor shows besides its promise: what its lock rested on. */
function shownBy({ held }: Acceptor): BallotBasis[] {
  if (held === undefined || held.lock.ballot === 0) return [];
  return [{ ballot: held.lock.ballot, hash: held.lock.hash, promises: [...held.promises] }, ...held.bases];
}

type Mail = { readonly to: number; readonly prepare: Ballot } | { readonly to: number; readonly announce: Announced };

interface Announced {
  readonly lock: HeldLock;
  readonly promises: readonly BallotPromise[];
  readonly bases: readonly BallotBasis[];
}

/** One number of the log, decided by processes of a utility that forget everything but their own ballots. */
class Model {
  /** Aggregators that accepted, by ballot and hash. */
  readonly accepted = new Map<string, Set<number>>();
  private readonly acceptors: Acceptor[] = keys.map(() => ({ promised: FIRST_BALLOT, held: undefined }));
  private readonly mails: Mail[] = [];
  private readonly mutant: Mutant;
  private process = 0;
  private asked: Ballot = FIRST_BALLOT;
  private promises = new Map<number, BallotPromise>();
  private shown: BallotBasis[] = [];
  private hasAnnounced = true;

  private readonly electorate: Electorate;
  /** How many promises a process waits for: more of them leave more freedom. */
  private readonly awaited: (process: number) => number;

  constructor(mutant: Mutant, awaited: (process: number) => number) {
    this.mutant = mutant;
    this.awaited = awaited;
    // Without the rule, those who did not answer count as if they held nothing.
    this.electorate = mutant === 'silent' ? { ...ELECTORATE, aggregatorCount: QUORUM } : ELECTORATE;
    this.announce({ lock: lockOn('value 0', 0), promises: [], bases: [] });
  }

  private announce(announce: Announced): void {
    for (let to = 1; to <= N; to++) this.mails.push({ to, announce });
  }

  /** A new process, with another value in mind: it prepares. */
  restart(ballot: number): void {
    this.process += 1;
    const proposer = named(`process ${this.process}`, 16);
    this.asked = { ballot, proposer };
    this.promises = new Map();
    this.shown = [];
    this.hasAnnounced = false;
    for (let to = 1; to <= N; to++) this.mails.push({ to, prepare: this.asked });
  }

  deliver(pick: number, isLost: boolean): void {
    const [mail] = this.mails.splice(pick % Math.max(1, this.mails.length), 1);
    if (mail === undefined || isLost) return;
    if ('prepare' in mail) this.prepared(mail.to, mail.prepare);
    else this.announced(mail.to, mail.announce);
  }

  private prepared(at: number, asked: Ballot): void {
    const acceptor = this.acceptors[at - 1]!;
    if (!isBallotOpen(acceptor.promised, asked)) return;
    if (this.mutant !== 'promises') acceptor.promised = asked;
    // Answered at once: a lost or late answer is a lost or late question.
    const promise = promiseOf(at, asked, this.mutant === 'locks' ? undefined : acceptor.held?.lock);
    if (asked.ballot !== this.asked.ballot || asked.proposer !== this.asked.proposer || this.hasAnnounced) return;
    if (!isPromiseFor(nodeCrypto, signers, decree, this.asked, promise)) return;
    this.promises.set(at, promise);
    this.shown.push(...shownBy(acceptor));
    if (this.promises.size < this.awaited(this.process)) return;
    const { ballot } = this.asked;
    const rests = basesOf(this.shown, this.electorate);
    const promises = rests.choose(ballot, [...this.promises.values()]);
    if (promises === undefined) return;
    this.hasAnnounced = true;
    const mandate = rests.mandate(ballot, promises);
    const hash = mandate.kind === 'bound' ? mandate.lock.hash : named(`value ${this.process}`);
    const signature = signProposal(nodeCrypto, utility.privateKey, { ...decree, ballot, hash });
    this.announce({ lock: { ballot, hash, signature }, promises, bases: rests.neededBy(ballot, promises) });
  }

  private announced(at: number, announced: Announced): void {
    const acceptor = this.acceptors[at - 1]!;
    const { lock, promises, bases } = announced;
    const { ballot, hash } = lock;
    let asked = FIRST_BALLOT;
    if (ballot > 0) {
      const entitled = basesOf(bases, this.electorate).entitles({ ...decree, ballot, hash }, promises);
      if (typeof entitled === 'string') return;
      asked = { ballot, proposer: entitled.proposer };
    }
    if (!isBallotOpen(acceptor.promised, asked)) return;
    if (acceptor.held?.lock.ballot === ballot && acceptor.held.lock.hash !== hash) return;
    acceptor.promised = asked;
    acceptor.held = announced;
    const name = `${ballot}/${hash}`;
    this.accepted.set(name, (this.accepted.get(name) ?? new Set()).add(at));
  }

  get certified(): Set<string> {
    const certified = [...this.accepted].filter(([, by]) => by.size >= QUORUM);
    return new Set(certified.map(([name]) => name.split('/')[1] ?? ''));
  }
}

/** How many of so many runs certified two entries under the one number. */
function runsWithTwo(
  mutant: Mutant,
  runs: number,
  awaited: (process: number) => number = () => QUORUM,
): { readonly two: number; readonly one: number } {
  const found = { one: 0, two: 0 };
  const random = prng(20_260_101);
  for (let run = 0; run < runs; run++) {
    const model = new Model(mutant, awaited);
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
    for (const awaited of [() => QUORUM, (process: number) => (process % 2 === 0 ? QUORUM : N)]) {
      const { one, two } = runsWithTwo('none', 400, awaited);
      expect(two).toBe(0);
      // It is no proof that nothing was ever certified.
      expect(one).toBeGreaterThan(100);
    }
  });

  test.each<[Mutant, string]>([
    ['locks', 'promises say nothing of what is locked'],
    ['promises', 'nobody remembers what it promised'],
    ['silent', 'who did not answer counts as if it had accepted nothing'],
  ])('control (%s): where %s, two are', (mutant) => {
    expect(runsWithTwo(mutant, 400).two).toBeGreaterThan(0);
  });
});
