/** The documents against the code: what is cited exists, what exists is documented. Every finder is shown to find. */
import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto';
import { hkdfSync, verify as verifySignature } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { agreementFromSeed, identityFromSeed, nodeCrypto } from '../host/keys/crypto.ts';
import type { MeterParty } from '../meter/party.ts';
import { splitReading } from '../meter/split.ts';
import { P } from '../protocol/math/field.ts';
import { type TotalIdentity, deriveDigestKey, sharesAad, totalAad, totalDigest } from '../protocol/wire/headers.ts';
import { MAX_PAYLOAD_BYTES } from '../protocol/wire/limits.ts';
import { entryHash, signProposal } from '../protocol/log/entries.ts';
import { deriveReceiptKey, withMac } from '../protocol/wire/receipt.ts';
import { sharingIdOf } from '../protocol/grid/scheme.ts';
import { SealingSession, meterSender } from '../protocol/keys/seal.ts';
import { Tagger, deriveTagKey } from '../protocol/keys/tag.ts';
import { type Right, TOPICS, type TopicRow } from '../protocol/wire/topics.ts';
import type { Entry, Scheme } from '../schemas/types.ts';
import rejectionSchema from '../schemas/rejection.schema.json' with { type: 'json' };

const ROOT = resolve(import.meta.dirname, '..');
const PROTOCOL = readFileSync(join(ROOT, 'docs/protocol.md'), 'utf8');
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'coverage']);

function filesBelow(folder: string, extensions: readonly string[]): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : filesBelow(path, extensions);
    return extensions.some((extension) => entry.name.endsWith(extension)) ? [path] : [];
  });
}

/** Clauses that a text cites: `[P-7.3]`, `[P-1, P-2.5]`. */
function citationsIn(text: string): string[] {
  return [...text.matchAll(/\[(P-\d[^\]\n]*)\]/g)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/P-(\d+(?:\.\d+)*)/g)].map(([, clause]) => clause ?? ''),
  );
}

/** Clauses that a document has: numbered headings, and paragraphs that begin with a number in bold. */
function clausesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/^(?:#{2,4} |\*\*)(\d+(?:\.\d+)*)(?:\*\*)? /gm)].map(([, clause]) => clause ?? ''));
}

/** Clauses that say of something that it is not yet built. */
function unbuiltIn(text: string): Set<string> {
  const found = new Set<string>();
  let clause = '';
  // The words may stand on two lines.
  for (const line of text.replaceAll(/\*\*Not\s+yet/g, '**Not yet').split('\n')) {
    clause = [...clausesIn(line)][0] ?? clause;
    if (line.includes('**Not yet') || line.includes('is not built')) found.add(clause);
  }
  return found;
}

/** Rows of the first table below a heading: cells, trimmed, without the head. */
function tableBelow(text: string, heading: string): string[][] {
  const start = text.indexOf(`\n${heading}\n`);
  if (start === -1) throw new Error(`no heading "${heading}"`);
  const rows = text.slice(start + 1).split('\n');
  const first = rows.findIndex((row) => row.startsWith('|'));
  const end = rows.findIndex((row, at) => at > first && !row.startsWith('|'));
  return rows.slice(first + 2, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function unquoted(cell: string | undefined): string {
  return (cell ?? '').replaceAll('`', '');
}

/** Links of a document to files that are not there. */
function brokenLinks(path: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file, anchor] = target.split('#');
      const linked = file === '' || file === undefined ? path : resolve(dirname(path), file);
      if (!existsSync(linked)) return true;
      return anchor !== undefined && !anchorsIn(readFileSync(linked, 'utf8')).has(anchor);
    });
}

/** Anchors that GitHub gives to headings. */
function anchorsIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
      (heading ?? '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

const RIGHT_WORDS: Record<Right, string> = {
  meter: 'meters',
  'own-meter': 'meter id',
  fleet: 'fleets',
  aggregator: 'aggregators',
  'own-aggregator': 'aggregator j',
  utility: 'utility',
  debug: 'debug',
};

function documentedRow(row: TopicRow): string {
  const pattern = row.pattern.replace('{aggregator}', '<j>').replace('{meterId}', '<id>').replace('{area}', '<area>');
  const isByArea = !row.pattern.includes('{meterId}');
  const wordOf = (right: Right): string => (right === 'own-meter' && isByArea ? 'meters of area' : RIGHT_WORDS[right]);
  const words = (rights: readonly Right[]): string => rights.map(wordOf).join(', ');
  return [pattern, words(row.publishers), words(row.subscribers), row.isRetainedAllowed ? 'yes' : 'no'].join(' | ');
}

describe('docs/protocol.md', () => {
  test('has every clause that code, tests, schemas and documents cite', () => {
    const clauses = clausesIn(PROTOCOL);
    const missing = filesBelow(ROOT, ['.ts', '.json', '.md']).flatMap((path) =>
      citationsIn(readFileSync(path, 'utf8'))
        .filter((clause) => !clauses.has(clause))
        .map((clause) => `${relative(ROOT, path)} cites ${clause}`),
    );
    expect(missing).toEqual([]);
  });

  test('control: a planted citation is found, and a planted clause', () => {
    const planted = ['[P', '-99.1, P', '-7.3]'].join('');
    expect(citationsIn(`// because. ${planted}`)).toEqual(['99.1', '7.3']);
    expect(clausesIn(PROTOCOL).has('99.1')).toBe(false);
    expect(clausesIn('## 99 Planted\n### 99.1 Clause\n**99.1.2** text\nsee 99.3\n')).toEqual(
      new Set(['99', '99.1', '99.1.2']),
    );
    expect(filesBelow(ROOT, ['.ts']).flatMap((path) => citationsIn(readFileSync(path, 'utf8'))).length).toBeGreaterThan(
      100,
    );
  });

  test('lists in section 12 exactly the clauses that say what is not yet built', () => {
    const listed = tableBelow(PROTOCOL, '## 12 Not yet built').flatMap(([, clauses]) =>
      [...(clauses ?? '').matchAll(/\d+(?:\.\d+)*/g)].map(([clause]) => clause),
    );
    const body = PROTOCOL.slice(PROTOCOL.indexOf('\n## 1 '), PROTOCOL.indexOf('\n## 12 '));
    expect([...new Set(listed)].toSorted()).toEqual([...unbuiltIn(body)].toSorted());
    expect(unbuiltIn('### 9.9 Planted\n\nIt is. **Not yet:** it isn’t.\n')).toEqual(new Set(['9.9']));
  });

  test('numbers no clause twice', () => {
    const numbers = [...PROTOCOL.matchAll(/^(?:#{2,4} |\*\*)(\d+(?:\.\d+)*)(?:\*\*)? /gm)].map(([, clause]) => clause);
    expect(numbers.filter((clause, at) => numbers.indexOf(clause) !== at)).toEqual([]);
  });

  test('explains every rejection code of the schema, and no other', () => {
    const documented = tableBelow(PROTOCOL, '### 6.4 Rejections').map(([code]) => unquoted(code));
    expect(documented).toEqual(rejectionSchema.properties.code.enum);
  });

  test('has the topic table as the code has it: rights and what may be retained', () => {
    const documented = tableBelow(PROTOCOL, '### 5.1 Topics').map((cells) => unquoted(cells.slice(0, 4).join(' | ')));
    expect(documented).toEqual(TOPICS.map(documentedRow));
  });

  test('control: a table is read to its end, and a right that changed would show', () => {
    const text = '\n### 5.1 Topics\n\n| a | b |\n| - | - |\n| `x` | 1 |\n| y | 2 |\n\n| z | 3 |\n';
    expect(tableBelow(text, '### 5.1 Topics')).toEqual([
      ['`x`', '1'],
      ['y', '2'],
    ]);
    const [row] = TOPICS;
    expect(documentedRow({ ...row, subscribers: ['utility'] })).not.toBe(documentedRow(row));
  });

  test('has the size limits as the code has them', () => {
    const documented = tableBelow(PROTOCOL, '### 5.2 Limits').map(([name, bytes]) => [unquoted(name), Number(bytes)]);
    expect(documented).toEqual(Object.entries(MAX_PAYLOAD_BYTES));
  });

  test('mentions every schema in its section on messages', () => {
    const section = PROTOCOL.slice(PROTOCOL.indexOf('\n## 5 '), PROTOCOL.indexOf('\n## 6 '));
    const schemas = readdirSync(join(ROOT, 'schemas')).filter((name) => name.endsWith('.schema.json'));
    expect(schemas.length).toBeGreaterThan(20);
    expect(schemas.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
    expect(['planted.schema.json'].filter((name) => !section.includes(`\`${name}\``))).toHaveLength(1);
  });

  test('gives every label that goes into hashes, keys and signatures', () => {
    const labels = filesBelow(ROOT, ['.ts'])
      .filter((path) => !path.endsWith('.test.ts'))
      .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/['`](gridshare\/1 [a-z][a-z ]*)/g)])
      .map(([, label]) => label ?? '');
    expect(new Set(labels).size).toBeGreaterThan(8);
    expect([...new Set(labels)].filter((label) => !PROTOCOL.includes(`\`${label}`))).toEqual([]);
  });
});

describe('documents', () => {
  const documents = [...filesBelow(join(ROOT, 'docs'), ['.md']), join(ROOT, 'README.md')].filter((path) =>
    existsSync(path),
  );

  test('link only to what is there', () => {
    expect(
      documents.flatMap((path) =>
        brokenLinks(path, readFileSync(path, 'utf8')).map((target) => `${relative(ROOT, path)}: ${target}`),
      ),
    ).toEqual([]);
  });

  test('control: broken links and anchors are found', () => {
    const path = join(ROOT, 'docs/protocol.md');
    const text =
      '[a](nowhere.md) [b](protocol.md#no-such-heading) [c](protocol.md#5-messages) [d](https://example.org/x)';
    expect(brokenLinks(path, text)).toEqual(['nowhere.md', 'protocol.md#no-such-heading']);
  });

  test('decisions are numbered without gaps and say what would change our mind', () => {
    const folder = join(ROOT, 'docs/decisions');
    const names = readdirSync(folder).toSorted();
    expect(names.map((name) => name.slice(0, 5))).toEqual(names.map((_, at) => `${String(at + 1).padStart(4, '0')}-`));
    const headings = ['## Context', '## Decision', '## Consequences', '## What would change our mind'];
    for (const name of names) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect([name, headings.filter((heading) => !text.includes(`\n${heading}\n`))]).toEqual([name, []]);
    }
  });
});

/** Written from the document alone, over node:crypto: what a second implementation would do first. */
describe('the encodings of docs/protocol.md are those of the code', () => {
  type Item = number | string | Uint8Array | readonly string[];
  const integer = (value: number): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(value));
    return bytes;
  };
  const sized = (bytes: Uint8Array): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const items = (...list: readonly Item[]): Buffer =>
    Buffer.concat(
      list.map((item) => {
        if (typeof item === 'number') return integer(item);
        if (typeof item === 'string') return sized(Buffer.from(item));
        if (item instanceof Uint8Array) return sized(item);
        return Buffer.concat([integer(item.length), ...item.map((text) => sized(Buffer.from(text)))]);
      }),
    );
  const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
  const hmac = (key: Uint8Array, bytes: Uint8Array): Buffer => createHmac('sha256', key).update(bytes).digest();
  const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
  const wide = (bytes: Uint8Array): bigint => littleEndian(bytes) % P;
  const element = (value: bigint): Buffer =>
    Buffer.from(Buffer.from(value.toString(16).padStart(32, '0'), 'hex').toReversed());

  const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
  const raw = { format: 'raw-private', asymmetricKeyType: 'x25519' } as const;
  const shared = (own: Uint8Array, other: Uint8Array): Buffer =>
    diffieHellman({
      privateKey: createPrivateKey({ key: Buffer.from(own), ...raw }),
      publicKey: createPublicKey({ key: Buffer.from(other), format: 'raw-public', asymmetricKeyType: 'x25519' }),
    });
  const derived = (secret: Buffer, info: Buffer): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, Buffer.alloc(32), info, 32));

  const scheme = {
    operators: ['alpha-op', 'beta-op', 'gamma-op'],
    threshold: 3,
    field: 'Field128',
  } as unknown as Scheme;
  const sharing = sha256(items('gridshare/1 sharing', 3, 3, 'Field128', scheme.operators))
    .subarray(0, 16)
    .toString('base64url');
  const meter = agreementFromSeed(seed(1));
  const utility = agreementFromSeed(seed(2));
  const tagKey = derived(shared(seed(1), utility.publicRaw), items('gridshare/1 tag', 'dep', 'm-1'));
  const register = '1-0:1.8.0';

  test('[P-3.5] the sharing id', () => {
    expect(sharingIdOf(nodeCrypto, scheme)).toBe(sharing);
  });

  test('[P-3.2] [P-3.3] [P-3.4] a reading falls into these very shares', () => {
    const codeKey = deriveTagKey(
      nodeCrypto,
      meter.privateKey,
      nodeCrypto.agreementPublicKey(utility.publicRaw)!,
      'dep',
      'm-1',
    )!;
    const party = {
      crypto: nodeCrypto,
      deployment: 'dep',
      id: 'm-1',
      keyEpoch: 2,
      registers: [register],
      splitKey: nodeCrypto.secretKey(seed(5)),
      tagger: new Tagger(nodeCrypto, codeKey),
    } as unknown as MeterParty;
    const value = 1234n;
    const gamma = (interval: number): bigint => wide(hmac(tagKey, items('gamma', 2, register, interval)));
    const beta = gamma(78) - gamma(77) + P;
    const tag = (wide(hmac(tagKey, items('alpha', 2, register))) * value + beta) % P;
    const shareOf = (kind: string, secret: bigint, x: bigint): Buffer => {
      const coefficient = (degree: number): bigint =>
        wide(
          hmac(
            seed(5),
            items('gridshare/1 coefficient', 'dep', sharing, 'm-1', 2, 77, register, kind, element(secret), degree),
          ),
        );
      return element((secret + coefficient(1) * x + coefficient(2) * x * x) % P);
    };
    const expected = [1n, 2n, 3n].map((x) => Buffer.concat([shareOf('value', value, x), shareOf('tag', tag, x)]));
    const shares = splitReading(party, { id: sharing, aggregatorCount: 3, threshold: 3 }, 77, [Number(value)]);
    expect(shares.map((share) => Buffer.from(share).toString('hex'))).toEqual(
      expected.map((share) => share.toString('hex')),
    );
  });

  test('[P-4.1] [P-4.2] [P-5.5] a sealed share message opens with info, exporter context, nonce and associated data', () => {
    const identity = identityFromSeed(seed(6));
    const aggregator = agreementFromSeed(seed(7));
    const route = {
      purpose: 'shares',
      deployment: 'dep',
      sharing,
      sender: meterSender('m-1', 2),
      recipient: 'aggregator/2',
      keyId: 'k1',
    } as const;
    const recipient = nodeCrypto.agreementPublicKey(aggregator.publicRaw)!;
    const session = SealingSession.start(nodeCrypto, route, identity.privateKey, recipient, seed(8))!;
    const header = {
      version: 1 as const,
      deployment: 'dep',
      type: 'shares' as const,
      sharing,
      area: 'a-1',
      meter: 'm-1',
      keyEpoch: 2,
      aggregator: 2,
      keyId: 'k1',
      registers: [register],
      from: 77,
      count: 1,
    };
    const plaintext = Buffer.from('thirty-two bytes of plain shares');
    const fields = session.sealNamed(false, (of) => sharesAad({ ...header, ...of }), plaintext);
    const named = session.sealNamed(true, (of) => sharesAad({ ...header, ...of }), plaintext);

    const { session: enc = '', sessionSignature = '' } = fields;
    const info = items('gridshare/1 info', 'shares', 'dep', sharing, 'meter/m-1/2', 'aggregator/2', 'k1');
    const statement = `gridshare/1 hpke-session\n${JSON.stringify({ info: info.toString('base64url'), session: enc })}`;
    const identityKey = createPublicKey({
      key: Buffer.from(identity.publicRaw),
      format: 'raw-public',
      asymmetricKeyType: 'ed25519',
    });
    const signature = Buffer.from(sessionSignature, 'base64url');
    expect(verifySignature(null, Buffer.from(statement), identityKey, signature)).toBe(true);

    // The set-up itself is checked against RFC 9180 in `host/keys/hpke.test.ts`; here what goes into it.
    const exported = nodeCrypto.hpkeReceive(
      aggregator.privateKey,
      aggregator.publicRaw,
      Buffer.from(enc, 'base64url'),
      info,
      items('gridshare/1 session key'),
    )!;
    const sessionId = sha256(items('gridshare/1 session', info, Buffer.from(enc, 'base64url')))
      .subarray(0, 16)
      .toString('base64url');
    const aadWith = (...setUp: readonly [string, string, string]): Buffer =>
      items('gridshare/1 shares', 1, 'dep', sharing, 'a-1', 'm-1', 2, 2, 'k1', [register], 77, 1, sessionId, ...setUp);
    const aad = aadWith(enc, sessionSignature, fields.nonce);
    const nonce = Buffer.from(fields.nonce, 'base64url');
    expect(nonce).toHaveLength(12);
    const opened = nodeCrypto.aeadOpen(exported, nonce, aad, Buffer.from(fields.sealed, 'base64url'));
    expect(Buffer.from(opened ?? []).toString()).toBe(plaintext.toString());
    // The same session without its set-up, which is empty in the header then.
    expect(named).toEqual({ sessionId, nonce: named.nonce, sealed: named.sealed });
    const bare = aadWith('', '', named.nonce);
    const again = nodeCrypto.aeadOpen(
      exported,
      Buffer.from(named.nonce, 'base64url'),
      bare,
      Buffer.from(named.sealed, 'base64url'),
    );
    expect(Buffer.from(again ?? []).toString()).toBe(plaintext.toString());
    expect(
      nodeCrypto.aeadOpen(exported, Buffer.alloc(12), aad, Buffer.from(fields.sealed, 'base64url')),
    ).toBeUndefined();
  });

  test('[P-4.5] a receipt’s MAC', () => {
    const aggregator = agreementFromSeed(seed(7));
    const own = nodeCrypto.agreementPublicKey(meter.publicRaw)!;
    const codeKey = deriveReceiptKey(nodeCrypto, aggregator.privateKey, own, 'dep', 'm-1', 2)!;
    const body = { void: '', type: 'receipt', count: 3 } as unknown as Parameters<typeof withMac>[2];
    const key = derived(shared(seed(1), aggregator.publicRaw), items('gridshare/1 receipt', 'dep', 'm-1', 2));
    const text = 'gridshare/1 receipt\n{"count":3,"type":"receipt","void":""}';
    expect(withMac(nodeCrypto, codeKey, body).mac).toBe(hmac(key, Buffer.from(text)).toString('base64url'));
  });

  test('[P-4.6] [P-7.1.1] [P-7.1.2] an entry’s hash, and the utility’s signature over it', () => {
    const entry = { sequence: 4, kind: 'close', area: 'a' } as unknown as Entry;
    const hash = sha256(Buffer.from('gridshare/1 entry\n{"area":"a","kind":"close","sequence":4}')).toString(
      'base64url',
    );
    expect(entryHash(nodeCrypto, entry)).toBe(hash);
    const identity = identityFromSeed(seed(6));
    const proposal = { deployment: 'dep', area: 'a', sequence: 4, ballot: 0, hash, previous: 'p' };
    const signed = `gridshare/1 entry\n{"area":"a","ballot":0,"deployment":"dep","hash":"${hash}","previous":"p","sequence":4}`;
    const key = createPublicKey({
      key: Buffer.from(identity.publicRaw),
      format: 'raw-public',
      asymmetricKeyType: 'ed25519',
    });
    const signature = Buffer.from(signProposal(nodeCrypto, identity.privateKey, proposal), 'base64url');
    expect(verifySignature(null, Buffer.from(signed), key, signature)).toBe(true);
    expect(verifySignature(null, Buffer.from(signed.replace('"ballot":0', '"ballot":1')), key, signature)).toBe(false);
  });

  test('[P-5.5] [P-7.5.6] what a total’s digest and associated data cover', () => {
    const common = { version: 1, deployment: 'dep', area: 'a', sequence: 4, entry: 'h', aggregator: 2, storeEpoch: 1 };
    const load = { ...common, type: 'load', interval: 77 } as TotalIdentity;
    const bill = { ...common, type: 'bill', meters: 'Bw' } as TotalIdentity;
    const identity = ['gridshare/1 total', 1, 'load', 'dep', 'a', 4, 'h', 2, 1, 77] as const;
    const sums = element(42n);
    const aggregator = agreementFromSeed(seed(9));
    const own = nodeCrypto.agreementPublicKey(agreementFromSeed(seed(10)).publicRaw)!;
    const digestKey = deriveDigestKey(nodeCrypto, aggregator.privateKey, own, 'dep', 2)!;
    const key = derived(shared(seed(9), agreementFromSeed(seed(10)).publicRaw), items('gridshare/1 digest', 'dep', 2));
    const mac = (bytes: Uint8Array): string => hmac(key, bytes).toString('base64url');
    expect(totalDigest(nodeCrypto, digestKey, load, sums)).toBe(mac(items(...identity, sums)));
    const billItems = ['gridshare/1 total', 1, 'bill', 'dep', 'a', 4, 'h', 2, 1, 'Bw'] as const;
    expect(totalDigest(nodeCrypto, digestKey, bill, sums)).toBe(mac(items(...billItems, sums)));
    const session = { session: 's', sessionSignature: 'g', nonce: 'AAAAAAAAAAAAAAAA' };
    expect(Buffer.from(totalAad(load, session))).toEqual(items(...identity, 's', 'g', 'AAAAAAAAAAAAAAAA'));
  });
});
