/** Which pairs of signed statements convict, and which are honest after all. [P-7.7] */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { Accept, BallotPromise, HeldLock, Proof, SignedCertificate } from '../../schemas/types.ts';
import { identityNamed } from '../../test/material.ts';
import { signPromise } from './ballot.ts';
import { type Judge, convictedBy, culpritOf, isProof } from './contradiction.ts';
import { Convictions } from './convictions.ts';
import { signAcceptance, signProposal } from './entries.ts';

const KEYS = [1, 2, 3].map((index) => identityNamed(`aggregator-${index}`));
const UTILITY = identityNamed('utility');

function judgeWith(quorum: number): Judge {
  return {
    crypto: nodeCrypto,
    deployment: 'test',
    signers: {
      utility: UTILITY.publicKey,
      aggregators: new Map(KEYS.map(({ publicKey }, at) => [at + 1, [publicKey]])),
    },
    quorumOf: () => quorum,
  };
}

const hash = (letter: string): string => `${letter.repeat(42)}A`;

function proposal(ballot: number, letter: string, previous = 'P', sequence = 5) {
  return { deployment: 'test', area: 'a', sequence, ballot, hash: hash(letter), previous: hash(previous) };
}

function accept(ballot: number, letter: string, previous = 'P', aggregator = 1): Accept {
  const said = proposal(ballot, letter, previous);
  const signature = signAcceptance(nodeCrypto, KEYS[aggregator - 1]!.privateKey, aggregator, said);
  const proposed = signProposal(nodeCrypto, UTILITY.privateKey, said);
  return { version: 1, type: 'accept', aggregator, ...said, proposed, signature };
}

function promise(ballot: number, held: readonly [number, string] | undefined, storeEpoch = 1): BallotPromise {
  const lock: HeldLock | undefined = held && {
    ballot: held[0],
    hash: hash(held[1]),
    signature: signProposal(nodeCrypto, UTILITY.privateKey, proposal(held[0], held[1])),
  };
  return signPromise(nodeCrypto, KEYS[0]!.privateKey, {
    deployment: 'test',
    area: 'a',
    sequence: 5,
    ballot,
    proposer: 'A'.repeat(22),
    aggregator: 1,
    storeEpoch,
    ...(lock === undefined ? {} : { lock }),
  });
}

function certificate(ballot: number, letter: string, by: readonly number[], sequence = 5): SignedCertificate {
  const said = proposal(ballot, letter, 'P', sequence);
  const accepts = by.map((aggregator) => ({
    aggregator,
    signature: signAcceptance(nodeCrypto, KEYS[aggregator - 1]!.privateKey, aggregator, said),
  }));
  const { deployment: _deployment, area, ...rest } = said;
  return { area, certificate: { ...rest, accepts }, signature: signProposal(nodeCrypto, UTILITY.privateKey, said) };
}

function both(one: Accept, other: Accept): Proof {
  return { kind: 'accepts', one, other };
}

function concealed(of: Accept, by: BallotPromise): Proof {
  return { kind: 'lock', accept: of, promise: by };
}

describe('[P-7.7] two statements', () => {
  // Two of three must sign, or all of them.
  test.each<[string, Proof, boolean, boolean]>([
    ['two entries under one ballot', both(accept(0, 'B'), accept(0, 'C')), true, true],
    ['two entries under two ballots', both(accept(0, 'B'), accept(1, 'C')), false, false],
    ['one number of two logs', both(accept(0, 'B'), accept(1, 'C', 'Q')), true, false],
    ['the same twice', both(accept(0, 'B'), accept(0, 'B')), false, false],
    ['an acceptance that the promise names', concealed(accept(0, 'B'), promise(1, [0, 'B'])), false, false],
    ['one that the promise conceals', concealed(accept(0, 'B'), promise(1, undefined)), true, true],
    ['one concealed after a loss', concealed(accept(0, 'B'), promise(1, undefined, 2)), true, false],
    ['one concealed behind an older one', concealed(accept(2, 'B'), promise(3, [1, 'C'])), true, true],
    ['one replaced under a higher ballot since', concealed(accept(0, 'B'), promise(3, [1, 'C'])), false, false],
    ['one under the ballot promised', concealed(accept(1, 'B'), promise(1, undefined)), false, false],
    ['one under a higher ballot', concealed(accept(2, 'B'), promise(1, undefined)), false, false],
    ['a lock on another entry under that ballot', concealed(accept(0, 'B'), promise(1, [0, 'C'])), true, true],
  ])('%s', (_name, proof, ofSome, ofAll) => {
    expect([isProof(judgeWith(2), proof), isProof(judgeWith(3), proof)]).toEqual([ofSome, ofAll]);
  });

  test('certificates under one ballot convict whoever is in both, and under two nobody by themselves', () => {
    const judge = judgeWith(2);
    const one = certificate(0, 'B', [1, 2]);
    const same = { kind: 'certificates' as const, one, other: certificate(0, 'C', [1, 3]) };
    expect(isProof(judge, same)).toBe(true);
    expect(convictedBy(judge, same).map(culpritOf)).toEqual(['utility', 'aggregator-1']);
    expect(convictedBy(judge, same).every((proof) => isProof(judge, proof))).toBe(true);
    const higher = { kind: 'certificates' as const, one, other: certificate(1, 'C', [1, 3]) };
    expect(isProof(judge, higher)).toBe(true);
    expect(convictedBy(judge, higher)).toEqual([]);
    const later = { kind: 'certificates' as const, one, other: certificate(0, 'C', [1, 3], 6) };
    expect([isProof(judge, later), convictedBy(judge, later)]).toEqual([true, []]);
    // Control: too few signatures, and a changed one, prove nothing.
    expect(isProof(judgeWith(3), same)).toBe(false);
    expect(isProof(judge, { ...same, other: { ...same.other, signature: one.signature } })).toBe(false);
  });
});

describe('[P-7.7] what is kept', () => {
  test('one proof of each, for good; an area stops when too few are left, or when it is forked', () => {
    const convictions = new Convictions(judgeWith(2), []);
    const first = both(accept(0, 'B'), accept(0, 'C'));
    expect(convictions.take(first)).toEqual([first]);
    expect(convictions.take(both(accept(0, 'D'), accept(0, 'E')))).toEqual([]);
    expect([convictions.isConvicted(1), convictions.stopOf('a', 2)]).toEqual([true, undefined]);
    convictions.take(both(accept(0, 'B', 'P', 2), accept(0, 'C', 'P', 2)));
    expect(convictions.stopOf('a', 2)).toContain('1 aggregators of a are not convicted, 2 must sign');
    const again = new Convictions(judgeWith(2), convictions.proofs);
    expect(again.count).toBe(2);
    // Acknowledged, they are convicted still.
    again.acknowledge(['aggregator-1', 'aggregator-2']);
    expect([again.problem, again.count]).toEqual([undefined, 2]);
  });

  test('a proof lapses when the anchors name another key', () => {
    const proof = both(accept(0, 'B'), accept(0, 'C'));
    const judge = judgeWith(2);
    const renewed = new Map([...judge.signers.aggregators, [1, [identityNamed('renewed').publicKey]] as const]);
    expect(new Convictions(judge, [proof]).count).toBe(1);
    expect(new Convictions({ ...judge, signers: { ...judge.signers, aggregators: renewed } }, [proof]).count).toBe(0);
  });
});
