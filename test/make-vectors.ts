/**
 * `npm run vectors` makes the test vectors in `schemas/vectors/`: one good message of every kind, taken from a small grid that
 * runs on fixed seeds, and `bad_*` ones derived from them by named mutations. After a change of the protocol; a test compares.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { MAX_PAYLOAD_BYTES } from '../protocol/wire/limits.ts';
import { SCHEMA_OF_TOPIC, type WireName } from '../protocol/wire/envelope.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { entryHash, signProposal, proposalOf } from '../protocol/log/entries.ts';
import { withSignature } from '../protocol/keys/signing.ts';
import { parseTopic } from '../protocol/wire/topics.ts';
import { EXPORT, FIRST_INTERVAL, Grid, IMPORT } from './simulation/grid.ts';
import { documentHash } from '../protocol/money/document.ts';
import type { Entry, TariffDocument } from '../schemas/types.ts';

/** A message as it stood on the bus. */
export interface GoodVector {
  readonly name: string;
  readonly topic: string;
  readonly payload: string;
}

/**
 * A message that must be refused with `code`. What it consists of is `payload` (text), `base64` (bytes that are no
 * text), or `repeat`: a prefix, then a unit so many times, where the whole would be too long to write down.
 */
export interface BadVector {
  readonly name: string;
  readonly code: string;
  readonly payload?: string;
  readonly base64?: string;
  readonly repeat?: readonly [prefix: string, unit: string, count: number];
}

/** What the window of the vectors costs. */
const DAY_AND_NIGHT: TariffDocument = {
  version: 1,
  id: 'day-and-night',
  revision: 1,
  title: 'Day and night',
  currency: 'EUR',
  decimals: 2,
  timeZone: 'UTC',
  components: [
    {
      id: 'energy',
      title: 'Energy',
      kind: 'time-of-use',
      vatPpm: 190_000,
      rates: [
        { name: 'night', microPerKwh: 200_000 },
        { name: 'day', microPerKwh: 300_000 },
      ],
      seasons: [
        {
          from: '01-01',
          weekday: [
            { from: '00:00', rate: 'night' },
            { from: '17:00', rate: 'day' },
          ],
        },
      ],
    },
    { id: 'base', title: 'Base charge', kind: 'standing', per: 'day', micro: 300_000, vatPpm: 190_000 },
    { id: 'feed-in', title: 'Feed-in', kind: 'export', microPerKwh: 80_000, vatPpm: 0 },
  ],
};

/** The grid all vectors come from: three meters, one of them with a roof, two of three aggregators, two rates. */
export function vectorGrid(): Grid {
  return new Grid({
    meters: 3,
    aggregators: 3,
    threshold: 2,
    minIntervals: 2,
    floor: { minIntervals: 2 },
    registersOf: (meter) => (meter === 0 ? [IMPORT, EXPORT] : [IMPORT]),
    documents: [DAY_AND_NIGHT],
    tariffs: (first) => [
      {
        id: 'day-and-night',
        document: documentHash(nodeCrypto, DAY_AND_NIGHT),
        from: first,
        count: 8,
        rates: [
          { name: 'night', microPerKwh: 200_000 },
          { name: 'day', microPerKwh: 300_000 },
        ],
        runs: [
          { rate: 0, count: 4 },
          { rate: 1, count: 4 },
        ],
      },
    ],
  });
}

type Message = Readonly<Record<string, unknown>>;

function parse(payload: string): Message {
  const value: unknown = JSON.parse(payload);
  if (typeof value !== 'object' || value === null) throw new TypeError('a message is an object');
  return value as Message;
}

/** What kind of message it is within its schema. */
function kindOf(message: Message): string {
  const entry = message['entry'];
  // The first message of a session carries its set-up, those after its receipt do not.
  if (message['type'] === 'shares' && message['session'] === undefined) return 'shares-known';
  const kind: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'kind') : undefined;
  return typeof kind === 'string' ? `${String(message['type'])}-${kind}` : String(message['type']);
}

/** One whole window, with a lost total (so that a resend is asked for) and a message nobody can open (a rejection). */
function record(): Map<WireName, GoodVector[]> {
  const grid = vectorGrid();
  grid.start();
  for (let offset = 0; offset < 8; offset++) {
    grid.onDeliver = (message, to) => !(to === 'utility' && offset === 5 && message.topic.endsWith('totals'));
    grid.readInterval(offset, (meter) => (meter === 0 ? [100 + offset, 10 * offset] : [200 * meter + offset]));
    if (offset === 0)
      grid.publish({ topic: 'grid/agg/1/shares', payload: '{"type":"shares","version":1}', isRetained: false });
    grid.wait(2_500);
  }
  grid.onDeliver = () => true;
  grid.closeDue();
  grid.wait(8_000);
  grid.loseArchive();
  grid.wait(8_000);
  const heads = ['A', 'B'].map((letter) =>
    withSignature(nodeCrypto, grid.identityOf(3).privateKey, 'head', {
      version: 1 as const,
      deployment: 'test',
      type: 'head' as const,
      area: 'area-1',
      aggregator: 3,
      storeEpoch: 1,
      length: 99,
      hash: `${letter.repeat(42)}A`,
      ballot: 0,
      keptFrom: 0,
    }),
  );
  const pair = { version: 1, deployment: 'test', type: 'head-pair', one: heads[0], other: heads[1] };
  grid.publish({ topic: 'grid/meter/meter-1/evidence', payload: canonicalJson(pair), isRetained: true });
  grid.settle();
  grid.stopAggregator(2);
  const clock = { version: 1, deployment: 'test', type: 'clock', holdMs: FIRST_INTERVAL * 900_000 };
  grid.publish({ topic: 'grid/clock', payload: canonicalJson(clock), isRetained: true });

  const found = new Map<WireName, GoodVector[]>();
  for (const { topic, payload } of grid.tapped) {
    const parsed = parseTopic(topic);
    if (parsed === undefined) throw new Error(`published on an unknown topic: ${topic}`);
    const wire = SCHEMA_OF_TOPIC[parsed.name];
    if (payload === '{"type":"shares","version":1}') continue;
    const name = kindOf(parse(payload));
    const vectors = found.get(wire) ?? [];
    if (!vectors.some((vector) => vector.name === name)) vectors.push({ name, topic, payload });
    found.set(wire, vectors);
  }
  return found;
}

/** A value of another JSON type. */
function wrongType(value: unknown): unknown {
  if (typeof value === 'string') return 7;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? {} : [];
}

/** The same bytes to a lax decoder, another text: sets the bits that the last character has to spare. */
export function withTrailingBits(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const spare = text.length % 4 === 2 ? 15 : text.length % 4 === 3 ? 3 : 0;
  if (spare === 0) throw new RangeError('this text has no bits to spare');
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? 'A') | spare];
}

/** Another byte string of the same length. */
function flipped(text: string): string {
  return (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
}

/** The deployment's first letter replaced by some bytes, as base64. */
function withBytes(good: string, bytes: readonly number[]): string {
  const [before = '', after = ''] = good.split('"deployment":"t');
  return Buffer.concat([Buffer.from(`${before}"deployment":"`), Buffer.from(bytes), Buffer.from(after)]).toString(
    'base64',
  );
}

/** Members whose words no pattern restricts. */
function freeTexts(message: Message): string[] {
  return ['detail', 'software', 'topic'].filter((member) => typeof message[member] === 'string');
}

/** Texts and bytes that no reader may take for a message, made from a good one. */
function textMutations(wire: WireName, good: string): BadVector[] {
  const code = 'invalid_message';
  const limit = MAX_PAYLOAD_BYTES[wire];
  const first = /^\{"(\w+)":/.exec(good)?.[1] ?? '';
  const message = parse(good);
  const number = Object.entries(message).find(([, value]) => typeof value === 'number')?.[0] ?? '';
  const withNumber = (text: string): string => good.replace(new RegExp(`"${number}":\\d+`), `"${number}":${text}`);
  const depth = Math.min(20_000, Math.floor(limit / 4));
  return [
    { name: 'empty', code, payload: '' },
    { name: 'not JSON', code, payload: good.slice(0, -1) },
    { name: 'two messages', code, payload: good + good },
    { name: 'null', code, payload: 'null' },
    { name: 'a number', code, payload: '1' },
    { name: 'an array', code, payload: `[${good}]` },
    { name: 'an empty object', code, payload: '{}' },
    { name: 'white space', code, payload: good.replace('{', '{ ') },
    { name: 'line feed at the end', code, payload: `${good}\n` },
    { name: 'byte order mark', code, base64: Buffer.from(`\ufeff${good}`).toString('base64') },
    { name: 'duplicate member', code, payload: good.replace('{', `{"${first}":1,`) },
    { name: 'unknown member', code, payload: `${good.slice(0, -1)},"zzz":1}` },
    { name: 'member __proto__', code, payload: `${good.slice(0, -1)},"__proto__":{"version":1}}` },
    { name: 'member constructor', code, payload: `${good.slice(0, -1)},"constructor":1}` },
    { name: 'escaped letter', code, payload: good.replace('"deployment"', '"\\u0064eployment"') },
    { name: `${number} 2^53+1`, code, payload: withNumber('9007199254740993') },
    { name: `${number} 1e400`, code, payload: withNumber('1e400') },
    { name: `${number} with fraction`, code, payload: withNumber('1.0') },
    { name: `${number} 1.5`, code, payload: withNumber('1.5') },
    { name: `${number} negative`, code, payload: withNumber('-1') },
    { name: `${number} minus zero`, code, payload: withNumber('-0') },
    { name: 'deep nesting', code, repeat: [good.replace(/\}$/, ',"deep":'), '[', depth] },
    {
      name: 'deep nesting, closed',
      code,
      payload: `${good.slice(0, -1)},"deep":${'['.repeat(200)}${']'.repeat(200)}}`,
    },
    { name: 'too large', code, repeat: [good, ' ', limit + 1 - good.length] },
    { name: 'lone surrogate', code, payload: good.replace('"deployment":"test"', '"deployment":"te\\ud800st"') },
    { name: 'not UTF-8', code, base64: withBytes(good, [0xe9]) },
    { name: 'surrogate in UTF-8', code, base64: withBytes(good, [0xed, 0xa0, 0x80]) },
    { name: 'overlong UTF-8', code, base64: withBytes(good, [0xc1, 0xb4]) },
    ...freeTexts(message).map((member) => ({
      name: `lone surrogate in ${member}`,
      code,
      payload: JSON.stringify({ ...message, [member]: 'te\ud800st' }),
    })),
  ];
}

/** Each member left out, null, and of another type. */
function memberMutations(good: string): BadVector[] {
  const code = 'invalid_message';
  const message = parse(good);
  // Optional words about a rejection may well be missing, and the session that a receipt names.
  const optional = new Set(
    message['type'] === 'rejection'
      ? ['detail', 'meter', 'area', 'sequence']
      : message['type'] === 'receipt'
        ? ['sessionId']
        : [],
  );
  return Object.keys(message).flatMap((member) => {
    const { [member]: value, ...rest } = message;
    return [
      ...(optional.has(member) ? [] : [{ name: `without ${member}`, code, payload: JSON.stringify(rest) }]),
      { name: `${member} null`, code, payload: JSON.stringify({ ...message, [member]: null }) },
      { name: `${member} of another type`, code, payload: JSON.stringify({ ...message, [member]: wrongType(value) }) },
    ];
  });
}

function changed(good: string, code: string, name: string, members: Message): BadVector {
  return { name, code, payload: canonicalJson({ ...parse(good), ...members }) };
}

/** Well-formed share messages that their aggregator must refuse, in the order in which it looks. [P-6.1] */
function sharesMutations(good: string): BadVector[] {
  const message = parse(good);
  const text = (member: string): string => String(message[member]);
  const from = Number(message['from']);
  return [
    changed(good, 'invalid_message', 'count 0', { count: 0 }),
    changed(good, 'invalid_message', 'count 97', { count: 97 }),
    changed(good, 'invalid_message', 'no register', { registers: [] }),
    changed(good, 'invalid_message', 'aggregator 17', { aggregator: 17 }),
    changed(good, 'invalid_message', 'another version', { version: 2 }),
    changed(good, 'invalid_message', 'padded base64url', { session: text('session').slice(0, 42) + '=' }),
    changed(good, 'invalid_message', 'base64 of the other alphabet', { sealed: `${text('sealed').slice(0, -1)}+` }),
    changed(good, 'outdated_config', 'another deployment', { deployment: 'other' }),
    changed(good, 'outdated_config', 'another aggregator', { aggregator: 2 }),
    changed(good, 'unknown_meter', 'unknown meter', { meter: 'nobody' }),
    changed(good, 'outdated_config', 'another sharing id', { sharing: flipped(text('sharing')) }),
    changed(good, 'outdated_config', 'sharing id with trailing bits', { sharing: withTrailingBits(text('sharing')) }),
    changed(good, 'outdated_config', 'another key epoch', { keyEpoch: 2 }),
    changed(good, 'outdated_config', 'fewer registers', { registers: [IMPORT] }),
    changed(good, 'outdated_config', 'registers in another order', { registers: [EXPORT, IMPORT] }),
    changed(good, 'hpke_unknown_config_id', 'unknown key id', { keyId: 'k2' }),
    changed(good, 'hpke_decrypt_error', 'of another meter', { meter: 'meter-2', registers: [IMPORT] }),
    changed(good, 'hpke_unknown_session', 'an unknown session without its set-up', {
      sessionId: flipped(text('sessionId')),
      session: undefined,
      sessionSignature: undefined,
    }),
    changed(good, 'invalid_message', 'half a set-up', { sessionSignature: undefined }),
    changed(good, 'hpke_decrypt_error', 'another session id', { sessionId: flipped(text('sessionId')) }),
    changed(good, 'hpke_unknown_session', 'a session without its set-up', {
      session: undefined,
      sessionSignature: undefined,
    }),
    changed(good, 'hpke_decrypt_error', 'another session', { session: flipped(text('session')) }),
    changed(good, 'hpke_decrypt_error', 'session with trailing bits', { session: withTrailingBits(text('session')) }),
    changed(good, 'hpke_decrypt_error', 'session of zeros', { session: 'A'.repeat(43) }),
    changed(good, 'hpke_decrypt_error', 'another signature', { sessionSignature: flipped(text('sessionSignature')) }),
    changed(good, 'hpke_decrypt_error', 'signature with trailing bits', {
      sessionSignature: withTrailingBits(text('sessionSignature')),
    }),
    changed(good, 'hpke_decrypt_error', 'another nonce', { nonce: flipped(text('nonce')) }),
    changed(good, 'hpke_decrypt_error', 'another interval', { from: from + 1 }),
    changed(good, 'hpke_decrypt_error', 'another count', { count: 2 }),
    changed(good, 'hpke_decrypt_error', 'another ciphertext', { sealed: flipped(text('sealed')) }),
    changed(good, 'hpke_decrypt_error', 'shorter ciphertext', { sealed: text('sealed').slice(0, -4) }),
    changed(good, 'hpke_decrypt_error', 'ciphertext shorter than its tag', { sealed: 'AAAA' }),
    changed(good, 'hpke_decrypt_error', 'no ciphertext', { sealed: '' }),
    changed(good, 'hpke_decrypt_error', 'an impossible length', { sealed: 'A' }),
  ];
}

/** Announcements of a scheme with other members, signed by the utility where the code is not about its form. [P-7.1.5] */
function schemeMutations(good: string): BadVector[] {
  const { identity } = vectorGrid().utilityParty;
  const announcement = JSON.parse(good) as { readonly entry: Entry & { readonly kind: 'scheme' } };
  const withScheme = (name: string, code: string, members: Message): BadVector => {
    const entry = { ...announcement.entry, scheme: { ...announcement.entry.scheme, ...members } };
    const signature = signProposal(nodeCrypto, identity, proposalOf(entry, 0, entryHash(nodeCrypto, entry)));
    return changed(good, code, name, { entry, signature });
  };
  const { intervalOffsetSeconds: _offset, ...unsaid } = announcement.entry.scheme;
  return [
    changed(good, 'invalid_message', 'an offset of intervals unsaid', {
      entry: { ...announcement.entry, scheme: unsaid },
    }),
    withScheme('an offset of -1 s', 'invalid_message', { intervalOffsetSeconds: -1 }),
    ...['0.5', '450.0', '-0'].map((text) => ({
      name: `an offset of ${text} s`,
      code: 'invalid_message',
      payload: good.replace('"intervalOffsetSeconds":0', `"intervalOffsetSeconds":${text}`),
    })),
    withScheme('an offset of a day', 'invalid_message', { intervalOffsetSeconds: 86_400 }),
    withScheme('an offset as text', 'invalid_message', { intervalOffsetSeconds: '450' }),
    withScheme('an offset as long as an interval', 'scheme_refused', { intervalOffsetSeconds: 900 }),
    withScheme('an offset longer than an interval', 'scheme_refused', { intervalOffsetSeconds: 1_800 }),
  ];
}

/** Well-formed requests that an aggregator must refuse. `good`: an announcement of a close entry. [P-7.1] */
function requestMutations(good: ReadonlyMap<string, string>): BadVector[] {
  const announcement = good.get('announcement-scheme') ?? '';
  const entries = good.get('entries') ?? '';
  const resend = good.get('resend') ?? '';
  const prepare = good.get('prepare') ?? '';
  const signature = String(parse(announcement)['signature']);
  const entry = parse(JSON.stringify(parse(announcement)['entry']));
  const certified = parse(JSON.stringify((parse(entries)['entries'] as unknown[])[0]));
  const certificate = certified['certificate'] as { readonly accepts: readonly object[] };
  const oneAcceptance = { ...certified, certificate: { ...certificate, accepts: certificate.accepts.slice(0, 1) } };
  const twice = { ...certificate, accepts: [certificate.accepts[0], certificate.accepts[0]] };
  return [
    changed(announcement, 'not_authentic', 'another signature', { signature: flipped(signature) }),
    changed(announcement, 'not_authentic', 'signature with trailing bits', { signature: withTrailingBits(signature) }),
    changed(announcement, 'not_authentic', 'another ballot', { ballot: 1 }),
    changed(announcement, 'not_authentic', 'another entry', { entry: { ...entry, sequence: 1 } }),
    changed(announcement, 'invalid_message', 'an entry of no kind', { entry: { ...entry, kind: 'other' } }),
    changed(announcement, 'invalid_message', 'unknown member of an entry', { entry: { ...entry, zzz: 1 } }),
    changed(entries, 'invalid_message', 'no entries', { entries: [] }),
    changed(entries, 'not_authentic', 'fewer acceptances than the quorum', { entries: [oneAcceptance] }),
    changed(entries, 'not_authentic', 'one acceptance twice', { entries: [{ ...certified, certificate: twice }] }),
    changed(entries, 'log_gap', 'an entry too far ahead', {
      entries: [{ ...certified, entry: { ...entry, sequence: 9 } }],
    }),
    ...schemeMutations(announcement),
    changed(prepare, 'not_authentic', 'another ballot prepared', { ballot: 9 }),
    changed(prepare, 'invalid_message', 'a proposer too short', { proposer: 'AAAA' }),
    changed(resend, 'not_authentic', 'another resend', { sequences: [0] }),
    changed(resend, 'invalid_message', '257 sequences', { sequences: Array.from({ length: 257 }, (_, at) => at) }),
  ];
}

/** The vectors by file name. */
export function makeVectors(): Map<string, readonly (GoodVector | BadVector)[]> {
  const files = new Map<string, readonly (GoodVector | BadVector)[]>();
  for (const [wire, good] of [...record()].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    files.set(`${wire}.json`, good);
    const shortest = good.toSorted((a, b) => a.payload.length - b.payload.length)[0]?.payload ?? '';
    const bad = [...textMutations(wire, shortest), ...memberMutations(shortest)];
    if (wire === 'shares') bad.push(...sharesMutations(good[0]?.payload ?? ''));
    if (wire === 'request') bad.push(...requestMutations(new Map(good.map(({ name, payload }) => [name, payload]))));
    files.set(`bad_${wire}.json`, bad);
  }
  return files;
}

/** One vector a line, so that a change shows as what it is. */
export function formatVectors(vectors: readonly (GoodVector | BadVector)[]): string {
  return `[\n${vectors.map((vector) => JSON.stringify(vector)).join(',\n')}\n]\n`;
}

if (import.meta.main) {
  for (const [name, vectors] of makeVectors())
    writeFileSync(fileURLToPath(new URL(`../schemas/vectors/${name}`, import.meta.url)), formatVectors(vectors));
}
