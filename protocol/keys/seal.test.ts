/** Sealing: opens for whom it was sealed, as it was sealed, and for nobody else and in no other way. [P-4] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { SealedBill, SharesMessage } from '../../schemas/types.ts';
import { IMPORT, agreementNamed, bytesNamed, identityNamed } from '../../test/material.ts';
import { utf8 } from '../wire/bytes.ts';
import type { Crypto } from './crypto-port.ts';
import { type TotalIdentity, billAad, sharesAad, totalAad } from '../wire/headers.ts';
import { MAX_MESSAGES_PER_SESSION } from '../wire/limits.ts';
import {
  OpeningSessions,
  type Route,
  type SealedFields,
  type Sealing,
  SealingSession,
  Seeds,
  type SetUp,
} from './seal.ts';

const meter = identityNamed('meter');
const aggregator = agreementNamed('aggregator');
const stranger = agreementNamed('stranger');

const route: Route = {
  purpose: 'shares',
  deployment: 'test',
  sharing: 'AAAAAAAAAAAAAAAAAAAAAA',
  sender: 'meter/m',
  recipient: 'aggregator/1',
  keyId: 'k1',
};

const plaintext = utf8('thirty-two bytes of shares in it');

function start(seed: Uint8Array, on: Route = route, crypto: Crypto = nodeCrypto): SealingSession {
  return SealingSession.start(crypto, on, meter.privateKey, aggregator.publicKey, seed)!;
}

const own = { privateKey: aggregator.privateKey, publicRaw: aggregator.publicRaw };
const aadOf = (): Uint8Array => utf8('header');

function opens(fields: SealedFields, changes: Partial<Route> = {}): boolean {
  const sessions = new OpeningSessions(nodeCrypto, 4);
  const opened = sessions.open({ ...route, ...changes }, [meter.publicKey], own, fields, utf8('header'));
  if (opened !== undefined) expect(Uint8Array.from(opened)).toEqual(plaintext);
  return opened !== undefined;
}

describe('[P-4.1] a sealed message', () => {
  test('opens to what was sealed, in any order', () => {
    const session = start(bytesNamed('seed'));
    const sealed = [1, 2, 3].map((length) => session.seal(aadOf, new Uint8Array(length)));
    const sessions = new OpeningSessions(nodeCrypto, 4);
    for (const at of [2, 0, 1, 1]) {
      const opened = sessions.open(route, [meter.publicKey], own, sealed[at]!, utf8('header'));
      expect(opened).toHaveLength(at + 1);
    }
  });

  test.each<[what: string, changes: Partial<Route>]>([
    ['purpose', { purpose: 'totals' }],
    ['deployment', { deployment: 'other' }],
    ['sharing id', { sharing: 'BAAAAAAAAAAAAAAAAAAAAA' }],
    ['sender', { sender: 'meter/n' }],
    ['recipient', { recipient: 'aggregator/2' }],
    ['key id', { keyId: 'k2' }],
  ])('[P-4.1] does not open under another %s', (_what, changes) => {
    const fields = start(bytesNamed('seed')).seal(aadOf, plaintext);
    expect(opens(fields)).toBe(true);
    expect(opens(fields, changes)).toBe(false);
  });

  test('does not open for another recipient, nor from another sender', () => {
    const fields = start(bytesNamed('seed')).seal(aadOf, plaintext);
    const open = (senders: readonly ReturnType<typeof identityNamed>[], recipient: typeof own): unknown =>
      new OpeningSessions(nodeCrypto, 4).open(
        route,
        senders.map(({ publicKey }) => publicKey),
        recipient,
        fields,
        utf8('header'),
      );
    expect(open([meter], own)).toBeDefined();
    expect(open([identityNamed('cold'), meter], own)).toBeDefined();
    expect(open([identityNamed('other')], own)).toBeUndefined();
    expect(open([], own)).toBeUndefined();
    expect(open([meter], { privateKey: stranger.privateKey, publicRaw: stranger.publicRaw })).toBeUndefined();
    expect(open([meter], { privateKey: aggregator.privateKey, publicRaw: stranger.publicRaw })).toBeUndefined();
  });

  test('no bit of ciphertext, session, signature, nonce or header can change', () => {
    const fields = start(bytesNamed('seed')).seal(aadOf, plaintext);
    const flip = (text: string, at: number): string =>
      text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    for (const member of ['sealed', 'session', 'sessionSignature', 'nonce'] as const) {
      // The last character may carry spare bits: that it is refused as a second spelling is a test of base64url.
      for (let at = 0; at < fields[member].length; at++)
        expect(opens({ ...fields, [member]: flip(fields[member], at) }), `${member} ${at}`).toBe(false);
    }
    for (const nonce of ['', fields.nonce.slice(4), `${fields.nonce}AAAA`])
      expect(opens({ ...fields, nonce })).toBe(false);
    const sessions = new OpeningSessions(nodeCrypto, 4);
    expect(sessions.open(route, [meter.publicKey], own, fields, utf8('header '))).toBeUndefined();
    expect(opens(fields)).toBe(true);
  });

  test('to a useless key no session is started', () => {
    const zero = nodeCrypto.agreementPublicKey(new Uint8Array(32))!;
    expect(SealingSession.start(nodeCrypto, route, meter.privateKey, zero, bytesNamed('seed'))).toBeUndefined();
  });
});

/** Another value of the same type. */
function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return [...(value as unknown[]), IMPORT];
  return `${String(value)}x`;
}

describe('[P-4.3] every header field is authenticated', () => {
  const session = { session: 's', sessionSignature: 'g', nonce: 'AAAAAAAAAAAAAAAA' };
  const shares: Omit<SharesMessage, 'sealed'> = {
    version: 1,
    deployment: 'test',
    type: 'shares',
    sharing: 'h',
    area: 'a',
    meter: 'm',
    keyEpoch: 1,
    aggregator: 1,
    keyId: 'k1',
    registers: [IMPORT],
    from: 5,
    count: 2,
    sessionId: 'i',
    ...session,
  };
  const bill: Omit<SealedBill, 'sealed'> = {
    version: 1,
    deployment: 'test',
    type: 'bill',
    meter: 'm',
    keyEpoch: 1,
    from: 5,
    count: 2,
    ...session,
  };
  const total = {
    version: 1,
    deployment: 'test',
    area: 'a',
    sequence: 4,
    entry: 'e',
    aggregator: 1,
    storeEpoch: 1,
  } as const;
  const load: TotalIdentity = { ...total, type: 'load', interval: 7 };
  const part: TotalIdentity = { ...total, type: 'bill', meters: 'AQ' };

  test.each<[name: string, header: Record<string, unknown>, encode: (header: never) => Uint8Array]>([
    ['shares', { ...shares }, sharesAad],
    ['bill', { ...bill }, billAad],
    ['load total', { ...load, ...session }, (header: typeof load & typeof session) => totalAad(header, header)],
    ['bill total', { ...part, ...session }, (header: typeof part & typeof session) => totalAad(header, header)],
  ])('%s', (_name, header, encode) => {
    const encoded = (of: Record<string, unknown>): string => Buffer.from(encode(of as never)).toString('hex');
    const seen = new Set([encoded(header)]);
    for (const [member, value] of Object.entries(header)) {
      // The kind of message is in the label, and decides which members there are.
      if (member === 'type') continue;
      seen.add(encoded({ ...header, [member]: other(value) }));
      expect(encoded({ ...header, [member]: value })).toBe(encoded(header));
    }
    expect(seen.size).toBe(Object.keys(header).length);
  });

  test('headers of different messages never encode alike', () => {
    const all = [sharesAad(shares), billAad(bill), totalAad(load, session), totalAad(part, session)];
    expect(new Set(all.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(4);
  });
});

describe('[P-4.2] nonces and sessions', () => {
  /** Watches which nonces are used under which key. */
  function watching(): { readonly crypto: Crypto; readonly used: string[] } {
    const used: string[] = [];
    const names = new Map<object, number>();
    return {
      used,
      crypto: {
        ...nodeCrypto,
        aeadSeal: (key, nonce, aad, text) => {
          if (!names.has(key)) names.set(key, names.size);
          used.push(`${names.get(key)}/${Buffer.from(nonce).toString('hex')}`);
          return nodeCrypto.aeadSeal(key, nonce, aad, text);
        },
      },
    };
  }

  test('a nonce never repeats within a session, nor counts', () => {
    const { crypto, used } = watching();
    const session = start(bytesNamed('seed'), route, crypto);
    for (let count = 0; count < 1000; count++) session.seal(aadOf, plaintext);
    expect(new Set(used).size).toBe(1000);
    // 1000 x 96 bits: half of them are set, within five standard deviations.
    const ones = used.flatMap(
      (name) =>
        BigInt(`0x${name.slice(2)}`)
          .toString(2)
          .match(/1/g) ?? [],
    );
    expect(Math.abs(ones.length - 48_000)).toBeLessThan(5 * Math.sqrt(24_000));
  });

  test('a process that is set back to a snapshot of its memory repeats a nonce for the very same message only', () => {
    const { crypto, used } = watching();
    // The same seed once more: all that a snapshot brings back, its sources of chance included.
    const sealBy = (texts: readonly string[], aad: () => Uint8Array): void => {
      const session = start(bytesNamed('snapshot'), route, crypto);
      for (const text of texts) session.seal(aad, utf8(text));
    };
    sealBy(['one', 'two', 'three'], aadOf);
    sealBy(['one', 'other', 'tree!'], aadOf);
    sealBy(['one'], () => utf8('another header'));
    const nonces = used.map((name) => name.split('/')[1]);
    expect(nonces[3]).toBe(nonces[0]);
    expect(new Set(nonces).size).toBe(6);
  });

  test('what a nonce tells of its message can be confirmed only with the seed of its process', () => {
    const fields = start(bytesNamed('seed')).seal(aadOf, plaintext);
    const guess = start(bytesNamed('a guess')).seal(aadOf, plaintext);
    expect(guess.nonce).not.toBe(fields.nonce);
    // Control: with the seed, the same message has the same nonce.
    expect(start(bytesNamed('seed')).seal(aadOf, plaintext).nonce).toBe(fields.nonce);
  });

  test('a session ends before chance can give two messages one nonce', () => {
    // Birthday bound: n^2 / 2^97.
    expect(2 * Math.log2(MAX_MESSAGES_PER_SESSION) - 97).toBeLessThan(-56);
    const quick: Crypto = { ...nodeCrypto, hmac: () => new Uint8Array(32), aeadSeal: () => new Uint8Array(0) };
    const session = start(bytesNamed('seed'), route, quick);
    for (let count = 0; count < MAX_MESSAGES_PER_SESSION; count++) {
      if (session.isSpent) throw new Error('spent too early');
      session.seal(aadOf, new Uint8Array(0));
    }
    expect(session.isSpent).toBe(true);
    expect(() => session.seal(aadOf, plaintext)).toThrow('a spent session seals nothing');
  });

  test('two processes never share a session, nor do two recipients of one', () => {
    const sessionsOf = (processSeed: Uint8Array): string[] => {
      const seeds = new Seeds(nodeCrypto, processSeed);
      return ['aggregator/1', 'aggregator/2', 'aggregator/1'].map(
        (recipient) =>
          start(seeds.next(`shares/m/${recipient}`), { ...route, recipient }).seal(aadOf, plaintext).session,
      );
    };
    const all = [...sessionsOf(bytesNamed('one')), ...sessionsOf(bytesNamed('two'))];
    expect(new Set(all).size).toBe(6);
    // Control: the same process seed gives the same sessions; it is drawn anew at every start.
    expect(sessionsOf(bytesNamed('one'))).toEqual(all.slice(0, 3));
  });

  test('seeds never repeat, whatever they are for', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'jitter'), { maxLength: 50 }), (purposes) => {
        const seeds = new Seeds(nodeCrypto, bytesNamed('process'));
        const drawn = purposes.map((purpose) => Buffer.from(seeds.next(purpose)).toString('hex'));
        expect(new Set(drawn).size).toBe(drawn.length);
      }),
    );
  });
});

describe('[P-4.2] the cache of opened sessions', () => {
  function counting(): { readonly crypto: Crypto; readonly setUps: () => number } {
    let count = 0;
    const crypto: Crypto = {
      ...nodeCrypto,
      hpkeReceive: (...parts) => {
        count += 1;
        return nodeCrypto.hpkeReceive(...parts);
      },
    };
    return { crypto, setUps: () => count };
  }

  const routeOf = (name: string): Route => ({ ...route, sender: `meter/${name}` });
  const sealedBy = (name: string) => start(bytesNamed(name), routeOf(name)).seal(aadOf, plaintext);

  test('sets a session up once; the least recently used leaves first', () => {
    const { crypto, setUps } = counting();
    const sessions = new OpeningSessions(crypto, 2);
    const open = (name: string): unknown =>
      sessions.open(routeOf(name), [meter.publicKey], own, sealedBy(name), utf8('header'));
    for (const name of ['a', 'a', 'b', 'a']) expect(open(name)).toBeDefined();
    expect(setUps()).toBe(2);
    // c displaces b, since a was used last.
    for (const name of ['c', 'a']) expect(open(name)).toBeDefined();
    expect(setUps()).toBe(3);
    expect(open('b')).toBeDefined();
    expect(setUps()).toBe(4);
  });

  test('what is not authentic takes no place in it', () => {
    const { crypto, setUps } = counting();
    const sessions = new OpeningSessions(crypto, 1);
    const headerOf = (fields: Partial<SetUp>): Uint8Array => utf8(`${fields.session} ${fields.sessionSignature}`);
    const sealedAs = (name: string) => start(bytesNamed(name), routeOf(name)).seal(headerOf, plaintext);
    const good = sealedAs('a');
    const open = (name: string, fields: SetUp & Sealing): unknown =>
      sessions.open(routeOf(name), [meter.publicKey], own, fields, headerOf(fields));
    expect(open('a', good)).toBeDefined();
    const others = ['A', 'B', 'C', 'D', 'E'].map((letter) => `${letter}${good.sessionSignature.slice(1)}`);
    for (const sessionSignature of others) expect(open('a', { ...good, sessionSignature })).toBeUndefined();
    // A genuine set-up with something in it that does not open.
    expect(open('b', { ...sealedAs('b'), nonce: good.nonce })).toBeUndefined();
    expect(open('a', good)).toBeDefined();
    expect(setUps()).toBe(2);
  });

  const named = (session: SealingSession, isSetUpKnown: boolean) => session.sealNamed(isSetUpKnown, aadOf, plaintext);
  const openNamed = (sessions: OpeningSessions, fields: SealedFields, on: Route = route): boolean =>
    sessions.open(on, [meter.publicKey], own, fields, utf8('header')) !== undefined;

  test('a message without its set-up opens once one that had it was opened, and under its own id only', () => {
    const sessions = new OpeningSessions(nodeCrypto, 4);
    const [first, second] = [start(bytesNamed('first')), start(bytesNamed('other'))];
    expect(openNamed(sessions, named(first, true))).toBe(false);
    expect(sessions.knows(route, first.id)).toBe(false);
    expect(openNamed(sessions, named(first, false))).toBe(true);
    expect(openNamed(sessions, named(first, true))).toBe(true);
    expect(sessions.knows(route, first.id)).toBe(true);
    expect(sessions.latestOf(route.sender, route.recipient)).toBe(first.id);
    // Under another id, of a session that is known or not, with its set-up or without.
    for (const sessionId of [second.id, 'AAAAAAAAAAAAAAAAAAAAAA'])
      for (const isKnown of [true, false])
        expect(openNamed(sessions, { ...named(first, isKnown), sessionId })).toBe(false);
    expect(openNamed(sessions, named(second, false))).toBe(true);
    expect(openNamed(sessions, { ...named(first, true), sessionId: second.id })).toBe(false);
  });

  test.each<[what: string, changes: Partial<Route>]>([
    ['sender', { sender: 'meter/n' }],
    ['recipient', { recipient: 'aggregator/2' }],
    ['sharing id', { sharing: 'BAAAAAAAAAAAAAAAAAAAAA' }],
    ['key id', { keyId: 'k2' }],
  ])('a session that is known opens nothing of another %s', (_what, changes) => {
    const sessions = new OpeningSessions(nodeCrypto, 4);
    const session = start(bytesNamed('seed'));
    expect(openNamed(sessions, named(session, false))).toBe(true);
    expect(sessions.knows({ ...route, ...changes }, session.id)).toBe(false);
    expect(openNamed(sessions, named(session, true), { ...route, ...changes })).toBe(false);
    expect(openNamed(sessions, named(session, true))).toBe(true);
  });

  test('one sender displaces its own sessions only, however many it signs', () => {
    const sessions = new OpeningSessions(nodeCrypto, 2);
    const quiet = start(bytesNamed('quiet'), routeOf('quiet'));
    expect(openNamed(sessions, named(quiet, false), routeOf('quiet'))).toBe(true);
    const loud = Array.from({ length: 9 }, (_, at) => start(bytesNamed(`loud ${at}`), routeOf('loud')));
    for (const session of loud) expect(openNamed(sessions, named(session, false), routeOf('loud'))).toBe(true);
    expect(openNamed(sessions, named(quiet, true), routeOf('quiet'))).toBe(true);
    expect(loud.map(({ id }) => sessions.knows(routeOf('loud'), id)).filter(Boolean)).toHaveLength(2);
    expect(sessions.latestOf('meter/loud', route.recipient)).toBe(loud[8]!.id);
    // The one before goes on as well: two processes of one meter do not push each other out.
    for (const session of [loud[7]!, loud[8]!, loud[7]!])
      expect(openNamed(sessions, named(session, true), routeOf('loud'))).toBe(true);
    expect(sessions.latestOf('meter/loud', route.recipient)).toBe(loud[7]!.id);
  });
});
