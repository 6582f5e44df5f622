/** Signatures, MACs and certificates speak of one statement and of nothing else. [P-4.5, P-4.6, P-7.1, P-8.6] */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { Acceptance, CertifiedEntry, Entry, Receipt } from '../../schemas/types.ts';
import { agreementNamed, identityNamed, schemeWith, secretNamed } from '../../test/material.ts';
import { entryHash, isCertified, isProposedBy, proposalOf, signAcceptance, signProposal } from '../log/entries.ts';
import { deriveReceiptKey, isReceiptAuthentic, withMac } from '../wire/receipt.ts';
import { type Statement, isSignedBy, isStatementBy, signStatement, withSignature } from './signing.ts';

const key = identityNamed('signer');
const cold = identityNamed('signer/cold');
const stranger = identityNamed('stranger');

const STATEMENTS: readonly Statement[] = [
  'entry',
  'accept',
  'prepare',
  'promise',
  'manifest',
  'holdings',
  'resend',
  'head',
  'inquiry',
  'witness',
  'founding',
  'total',
  'key-card',
  'hpke-session',
];

describe('[P-4.6] a signature', () => {
  test('for one kind of statement never passes for another', () => {
    const body = { a: 1 };
    for (const made of STATEMENTS) {
      const signature = signStatement(nodeCrypto, key.privateKey, made, body);
      for (const asked of STATEMENTS)
        expect(isStatementBy(nodeCrypto, [key.publicKey], asked, body, signature)).toBe(made === asked);
    }
  });

  test('covers every member, in any order of them', () => {
    const message = withSignature(nodeCrypto, key.privateKey, 'head', { a: 1, b: 'x' });
    const check = (of: { readonly signature: string }): boolean => isSignedBy(nodeCrypto, [key.publicKey], 'head', of);
    expect(check(message)).toBe(true);
    expect(check({ b: 'x', signature: message.signature, a: 1 } as never)).toBe(true);
    expect(check({ ...message, a: 2 } as never)).toBe(false);
    expect(check({ ...message, c: 1 } as never)).toBe(false);
    expect(check({ a: 1, signature: message.signature } as never)).toBe(false);
  });

  test('counts by any pinned key, and by no other', () => {
    const message = withSignature(nodeCrypto, cold.privateKey, 'head', { a: 1 });
    expect(isSignedBy(nodeCrypto, [key.publicKey, cold.publicKey], 'head', message)).toBe(true);
    expect(isSignedBy(nodeCrypto, [key.publicKey], 'head', message)).toBe(false);
    expect(isSignedBy(nodeCrypto, [], 'head', message)).toBe(false);
  });

  test.each(['', 'A', 'AAAA', `${'A'.repeat(85)}=`, 'A'.repeat(86), 'A'.repeat(88)])('is not %j', (signature) => {
    expect(isSignedBy(nodeCrypto, [key.publicKey], 'head', { signature })).toBe(false);
  });
});

describe('[P-4.5] the MAC of a receipt', () => {
  const body: Omit<Receipt, 'mac'> = {
    version: 1,
    deployment: 'test',
    type: 'receipt',
    meter: 'm',
    keyEpoch: 1,
    aggregator: 1,
    storeEpoch: 1,
    from: 5,
    count: 8,
    neededFrom: 5,
    knownFrom: 0,
    joined: 5,
    atMs: 9,
    stored: 'AQ',
    closed: '',
    void: '',
    area: 'area-1',
    head: {
      version: 1 as const,
      deployment: 'd',
      type: 'head' as const,
      area: 'area-1',
      aggregator: 1,
      storeEpoch: 1,
      length: 2,
      hash: 'h',
      ballot: 0,
      keptFrom: 0,
      signature: 's',
    },
  };

  test('covers every member', () => {
    const receipt = withMac(nodeCrypto, secretNamed('receipts'), body);
    const check = (of: Receipt): boolean => isReceiptAuthentic(nodeCrypto, secretNamed('receipts'), of);
    expect(check(receipt)).toBe(true);
    for (const [member, value] of Object.entries(receipt)) {
      const other =
        typeof value === 'object' ? { ...value, length: 3 } : typeof value === 'number' ? value + 1 : `${value}A`;
      expect(check({ ...receipt, [member]: other }), member).toBe(false);
    }
    expect(isReceiptAuthentic(nodeCrypto, secretNamed('other'), receipt)).toBe(false);
    for (const mac of ['', 'A', 'A'.repeat(43), receipt.mac.slice(1)]) expect(check({ ...receipt, mac })).toBe(false);
  });

  test('is under a key that meter and aggregator derive alike, each pair its own', () => {
    const meter = agreementNamed('meter');
    const aggregator = agreementNamed('aggregator');
    const macOf = (own: typeof meter, other: typeof meter, deployment: string, id: string, index: number): string =>
      withMac(nodeCrypto, deriveReceiptKey(nodeCrypto, own.privateKey, other.publicKey, deployment, id, index)!, body)
        .mac;
    const mac = macOf(meter, aggregator, 'test', 'm', 1);
    expect(macOf(aggregator, meter, 'test', 'm', 1)).toBe(mac);
    const others = [
      macOf(meter, aggregator, 'test', 'm', 2),
      macOf(meter, aggregator, 'test', 'n', 1),
      macOf(meter, aggregator, 'other', 'm', 1),
      macOf(meter, agreementNamed('stranger'), 'test', 'm', 1),
    ];
    expect(new Set([mac, ...others]).size).toBe(5);
    const zero = nodeCrypto.agreementPublicKey(new Uint8Array(32))!;
    expect(deriveReceiptKey(nodeCrypto, meter.privateKey, zero, 'test', 'm', 1)).toBeUndefined();
  });
});

describe('[P-8.6] a certificate', () => {
  const utility = identityNamed('utility');
  const aggregators = [1, 2, 3, 4, 5].map((index) => identityNamed(`aggregator-${index}`));
  const signers = {
    utility: utility.publicKey,
    aggregators: new Map(aggregators.map(({ publicKey }, at) => [at + 1, [publicKey]])),
  };
  const entry: Entry = {
    version: 1,
    deployment: 'test',
    area: 'area-1',
    sequence: 0,
    previous: 'A'.repeat(43),
    kind: 'scheme',
    scheme: schemeWith(),
  };
  const proposal = proposalOf(entry, 0, entryHash(nodeCrypto, entry));

  /** An acceptance in the name of one aggregator, signed by (another) one. */
  function acceptance(aggregator: number, signer = aggregator, of = proposal): Acceptance {
    const signature = signAcceptance(nodeCrypto, aggregators[signer - 1]!.privateKey, aggregator, of);
    return { aggregator, signature };
  }

  function certified(accepts: readonly Acceptance[], ballot = 0): CertifiedEntry {
    return {
      entry,
      signature: signProposal(nodeCrypto, utility.privateKey, { ...proposal, ballot }),
      certificate: { ballot, accepts: [...accepts] },
    };
  }

  const holds = (of: CertifiedEntry, quorum = 3): boolean => isCertified(nodeCrypto, signers, quorum, of);

  test('needs a quorum of distinct aggregators', () => {
    expect(holds(certified([1, 2, 3].map((index) => acceptance(index))))).toBe(true);
    expect(holds(certified([5, 1, 4].map((index) => acceptance(index))))).toBe(true);
    expect(holds(certified([1, 2].map((index) => acceptance(index))))).toBe(false);
    expect(holds(certified([1, 2, 2, 1, 2].map((index) => acceptance(index))))).toBe(false);
    expect(holds(certified([]))).toBe(false);
  });

  test('counts no acceptance in the name of another, of an unknown one, or of another proposal', () => {
    const two = [acceptance(1), acceptance(2)];
    expect(holds(certified([...two, acceptance(3, 2)]))).toBe(false);
    expect(holds(certified([...two, { aggregator: 6, signature: acceptance(3).signature }]))).toBe(false);
    const changes = [{ ballot: 1 }, { sequence: 1 }, { hash: 'B'.repeat(43) }, { previous: 'B'.repeat(43) }];
    for (const change of [...changes, { area: 'area-2' }, { deployment: 'other' }])
      expect(holds(certified([...two, acceptance(3, 3, { ...proposal, ...change })]))).toBe(false);
    // Bad ones beside a quorum of good ones do no harm.
    expect(holds(certified([acceptance(4, 5), ...two, acceptance(3)]))).toBe(true);
  });

  test("needs the utility's signature over this entry and ballot", () => {
    const accepts = [1, 2, 3].map((index) => acceptance(index));
    const good = certified(accepts);
    expect(holds({ ...good, signature: signProposal(nodeCrypto, stranger.privateKey, proposal) })).toBe(false);
    expect(holds({ ...good, entry: { ...entry, sequence: 1 } })).toBe(false);
    expect(holds({ ...good, certificate: { ballot: 1, accepts } })).toBe(false);
    const higher = { ...proposal, ballot: 1 };
    expect(
      holds(
        certified(
          [1, 2, 3].map((index) => acceptance(index, index, higher)),
          1,
        ),
      ),
    ).toBe(true);
  });

  test('an acceptance is no proposal, nor the other way round', () => {
    const all = new Map([...signers.aggregators, [6, [utility.publicKey]]]);
    const proposed = signProposal(nodeCrypto, utility.privateKey, proposal);
    expect(isProposedBy(nodeCrypto, utility.publicKey, proposal, proposed)).toBe(true);
    const posing = certified([1, 2].map((index) => acceptance(index)).concat({ aggregator: 6, signature: proposed }));
    expect(isCertified(nodeCrypto, { ...signers, aggregators: all }, 3, posing)).toBe(false);
  });

  test('the hash of an entry depends on each of its members', () => {
    const hashes = [
      entry,
      { ...entry, sequence: 1 },
      { ...entry, area: 'b' },
      { ...entry, previous: 'B'.repeat(43) },
    ].map((of) => entryHash(nodeCrypto, of));
    expect(new Set(hashes).size).toBe(4);
  });
});
