/**
 * A fast fake behind the cryptography port: authenticates like the real one between honest parties and is no secret at
 * all. It has one thing the real one has not: it notices when a nonce is used twice under one key. [P-4.2]
 */
import type { Crypto, PrivateKey, PublicKey, SecretKey } from '../../protocol/keys/crypto-port.ts';

class Key<Kind extends 'secret' | 'private' | 'public'> {
  readonly kind: Kind;
  /** Of a private key: its public one. */
  readonly raw: Uint8Array;

  constructor(kind: Kind, raw: Uint8Array) {
    this.kind = kind;
    this.raw = raw;
  }
}

function rawOf(key: SecretKey | PrivateKey | PublicKey): Uint8Array {
  if (!(key instanceof Key)) throw new TypeError('not a key of this implementation');
  return key.raw;
}

/** 32 bytes from some texts of bytes: four lanes of a multiply-and-rotate hash. Good against accidents only. */
function mix(label: number, ...parts: readonly Uint8Array[]): Uint8Array {
  let one = 0x9e3779b1 ^ label;
  let two = 0x85ebca77;
  let three = 0xc2b2ae3d;
  let four = 0x27d4eb2f;
  for (const part of parts) {
    const { length } = part;
    one = Math.imul(one ^ length, 0x2c1b3c6d);
    let at = 0;
    for (; at + 4 <= length; at += 4) {
      const word = part[at]! | (part[at + 1]! << 8) | (part[at + 2]! << 16) | (part[at + 3]! << 24);
      one = Math.imul(one ^ word, 0x9e3779b1);
      two = Math.imul(two + one, 0x85ebca77) ^ (one >>> 15);
      three = (three ^ (two >>> 13)) + Math.imul(word, 0xc2b2ae3d);
      four = Math.imul(four ^ three, 0x27d4eb2f) ^ (three >>> 16);
    }
    for (; at < length; at++) {
      one = Math.imul(one ^ part[at]!, 0x9e3779b1);
      two = Math.imul(two + one, 0x85ebca77) ^ (one >>> 15);
    }
  }
  const out = new Uint8Array(32);
  for (let at = 0; at < 8; at++) {
    one = Math.imul(one ^ (four >>> 15), 0x2c1b3c6d);
    two = Math.imul(two ^ (one >>> 12), 0x297a2d39);
    three = Math.imul(three ^ (two >>> 15), 0x9e3779b1);
    four = Math.imul(four ^ (three >>> 13), 0x85ebca77);
    const word = one ^ two ^ three ^ four ^ at;
    out[at * 4] = word;
    out[at * 4 + 1] = word >>> 8;
    out[at * 4 + 2] = word >>> 16;
    out[at * 4 + 3] = word >>> 24;
  }
  return out;
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function twice(half: Uint8Array): Uint8Array {
  const out = new Uint8Array(64);
  out.set(half);
  out.set(half, 32);
  return out;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

const TAG_BYTES = 16;

/** A party's own key, as a seed gives it. */
export interface FakeOwnKey {
  readonly privateKey: PrivateKey;
  readonly publicRaw: Uint8Array;
}

export function fakeOwnKey(seed: Uint8Array): FakeOwnKey {
  const publicRaw = mix(1, seed);
  return { privateKey: new Key('private', publicRaw), publicRaw };
}

/** `onNonceReused` hears of two different sealings under one key and nonce. */
export function fakeCrypto(onNonceReused: () => void): Crypto {
  const sealedBefore = new Map<string, string>();
  const tagOf = (key: SecretKey, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array =>
    mix(6, rawOf(key), nonce, aad, plaintext).subarray(0, TAG_BYTES);
  const importPublic = (raw: Uint8Array): PublicKey | undefined =>
    raw.length === 32 ? new Key('public', raw.slice()) : undefined;
  return {
    sha256: (data) => mix(2, data),
    hmac: (key, data) => mix(3, rawOf(key), data),
    isEqual,
    secretKey: (raw) => new Key('secret', raw.slice()),
    hkdfKey: (inputKey, salt, info) => new Key('secret', mix(4, inputKey, salt, info)),
    aeadSeal(key, nonce, aad, plaintext) {
      const tag = tagOf(key, nonce, aad, plaintext);
      const name = `${String(rawOf(key))}/${String(nonce)}`;
      const before = sealedBefore.get(name);
      if (before !== undefined && before !== String(tag)) onNonceReused();
      sealedBefore.set(name, String(tag));
      return joined(plaintext, tag);
    },
    aeadOpen(key, nonce, aad, sealed) {
      if (sealed.length < TAG_BYTES) return undefined;
      const plaintext = sealed.slice(0, sealed.length - TAG_BYTES);
      return isEqual(tagOf(key, nonce, aad, plaintext), sealed.subarray(plaintext.length)) ? plaintext : undefined;
    },
    identityPublicKey: importPublic,
    sign: (key, data) => twice(mix(5, rawOf(key), data)),
    verify: (key, data, signature) => isEqual(twice(mix(5, rawOf(key), data)), signature),
    agreementPublicKey: importPublic,
    hpkePublicKey: importPublic,
    agree(privateKey, publicKey) {
      const [a, b] = [rawOf(privateKey), rawOf(publicKey)];
      const at = a.findIndex((byte, index) => byte !== b[index]);
      return (a[at] ?? 0) < (b[at] ?? 0) ? mix(7, a, b) : mix(7, b, a);
    },
    hpkeSend(recipient, info, exporterContext, ephemeralSeed) {
      const enc = mix(8, ephemeralSeed);
      return { enc, key: new Key('secret', mix(9, rawOf(recipient), enc, info, exporterContext)) };
    },
    hpkeReceive: (recipient, _recipientPublic, enc, info, exporterContext) =>
      new Key('secret', mix(9, rawOf(recipient), enc, info, exporterContext)),
  };
}
