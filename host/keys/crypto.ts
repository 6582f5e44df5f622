/**
 * The cryptography port over node:crypto, and the making and loading of a host's own keys. [P-4]
 * Handles wrap KeyObjects (raw key bytes cost five times as much per call on Node 24) and print as `[key]`.
 * Keys are imported raw: as fast as JWK, and without base64 copies of secrets. An import of an asymmetric key costs
 * 20-50 us even so: hold on to handles, there is no cache here.
 */
import { createPrivateKey, createPublicKey, createSecretKey, hash, KeyObject } from 'node:crypto';
import { randomBytes, sign, timingSafeEqual, verify } from 'node:crypto';
import { inspect } from 'node:util';
import type { Crypto, PrivateKey, PublicKey, SecretKey } from '../../protocol/keys/crypto-port.ts';
import { aesOpen, aesSeal, agree, decapsulate, derivePrivate, encapsulate, exportSecret } from './hpke.ts';
import { HASH_BYTES, hkdfExpand, hmac, importAgreementPrivate, importAgreementPublic } from './hpke.ts';
import { KEM_X25519, KEM_X_WING, keySchedule, plain, unpooled, X25519_BYTES } from './hpke.ts';
import { X_WING_PUBLIC_BYTES, decapsulateXWing, encapsulateXWing } from './x-wing.ts';
import { importXWingPrivate, importXWingPublic } from './x-wing.ts';

const KEY_BYTES = 32;
const ED25519_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** By the names that people choose them by. */
export type Kem = 'x25519' | 'x-wing';

type Algorithm = 'secret' | 'ed25519' | Kem;

/** Private members only, so that neither JSON nor a logger nor `inspect` finds anything to print. */
class Handle<Kind extends 'secret' | 'private' | 'public'> {
  readonly kind: Kind;
  readonly #algorithm: Algorithm;
  readonly #keyObject: KeyObject;
  readonly #publicRaw: Uint8Array;
  readonly #mlkem: KeyObject | undefined;

  constructor(
    kind: Kind,
    algorithm: Algorithm,
    keyObject: KeyObject,
    publicRaw: Uint8Array = new Uint8Array(0),
    mlkem?: KeyObject,
  ) {
    this.kind = kind;
    this.#algorithm = algorithm;
    this.#keyObject = keyObject;
    this.#publicRaw = publicRaw;
    this.#mlkem = mlkem;
  }

  /** The two keys of an X-Wing key; undefined if it is of another algorithm. */
  static openXWing(handle: PrivateKey | PublicKey): (OpenedHandle & { readonly mlkem: KeyObject }) | undefined {
    if (!(handle instanceof Handle) || handle.#mlkem === undefined) return undefined;
    return { keyObject: handle.#keyObject, publicRaw: handle.#publicRaw, mlkem: handle.#mlkem };
  }

  /** Throws TypeError for a handle of another make or algorithm: always a bug of ours. */
  static open(handle: SecretKey | PrivateKey | PublicKey, algorithm: Algorithm): OpenedHandle {
    if (!(handle instanceof Handle)) throw new TypeError('not a key of this implementation');
    if (handle.#algorithm !== algorithm) throw new TypeError(`not a key for ${algorithm}`);
    return { keyObject: handle.#keyObject, publicRaw: handle.#publicRaw };
  }

  toJSON(): string {
    return '[key]';
  }

  [inspect.custom](): string {
    return '[key]';
  }
}

interface OpenedHandle {
  readonly keyObject: KeyObject;
  /** Of X25519 public keys, and of the X25519 half of X-Wing keys; else empty. */
  readonly publicRaw: Uint8Array;
}

/**
 * A key of a host's own. `publicRaw` is 32 bytes; `seed` is the raw private key, 32 bytes, to be stored where secrets
 * are. Both are getters: printing the object shows neither.
 */
export class OwnKey {
  readonly privateKey: PrivateKey;
  readonly #publicRaw: Uint8Array;
  readonly #seed: Uint8Array;

  constructor(privateKey: PrivateKey, publicRaw: Uint8Array, seed: Uint8Array) {
    this.privateKey = privateKey;
    this.#publicRaw = publicRaw;
    this.#seed = Uint8Array.from(seed);
  }

  get publicRaw(): Uint8Array {
    return this.#publicRaw;
  }

  get seed(): Uint8Array {
    return this.#seed;
  }
}

export const nodeCrypto: Crypto = {
  sha256: (data) => plain(hash('sha256', data, 'buffer')),
  hmac: (key, data) => hmac(openSecret(key), data),
  isEqual: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  secretKey: importSecret,
  hkdfKey(inputKey, salt, info) {
    const pseudoRandomKey = hmac(createSecretKey(salt.length === 0 ? new Uint8Array(HASH_BYTES) : salt), inputKey);
    return importSecret(hkdfExpand(createSecretKey(pseudoRandomKey), KEY_BYTES, info));
  },

  aeadSeal: (key, nonce, aad, plaintext) => aesSeal(openSecret(key), nonce, aad, plaintext),
  aeadOpen: (key, nonce, aad, sealed) => aesOpen(openSecret(key), nonce, aad, sealed),

  identityPublicKey(raw) {
    if (raw.length !== ED25519_BYTES) return undefined;
    const keyObject = createPublicKey({ key: unpooled(raw), format: 'raw-public', asymmetricKeyType: 'ed25519' });
    return new Handle('public', 'ed25519', keyObject);
  },
  sign: (key, data) => plain(sign(null, data, Handle.open(key, 'ed25519').keyObject)),
  verify(key, data, signature) {
    const { keyObject } = Handle.open(key, 'ed25519');
    return signature.length === SIGNATURE_BYTES && verify(null, data, keyObject, signature);
  },

  agreementPublicKey(raw) {
    if (raw.length !== X25519_BYTES) return undefined;
    return new Handle('public', 'x25519', importAgreementPublic(raw), Uint8Array.from(raw));
  },
  agree: (privateKey, publicKey) =>
    agree(Handle.open(privateKey, 'x25519').keyObject, Handle.open(publicKey, 'x25519').keyObject),

  hpkePublicKey(raw) {
    if (raw.length !== X_WING_PUBLIC_BYTES) return nodeCrypto.agreementPublicKey(raw);
    const keys = importXWingPublic(raw);
    return keys && new Handle('public', 'x-wing', keys.x25519, keys.x25519Raw, keys.mlkem);
  },
  hpkeSend(recipient, info, exporterContext, ephemeralSeed) {
    if (ephemeralSeed.length !== KEY_BYTES) throw new RangeError(`an ephemeral seed is ${KEY_BYTES} bytes`);
    const ephemeral = importAgreementPrivate(derivePrivate(ephemeralSeed));
    const hybrid = Handle.openXWing(recipient);
    if (hybrid !== undefined) {
      const { keyObject: x25519, publicRaw: x25519Raw, mlkem } = hybrid;
      const sent = encapsulateXWing({ mlkem, x25519, x25519Raw }, ephemeral);
      return sent && { enc: sent.enc, key: exportedKey(sent.sharedSecret, info, exporterContext, KEM_X_WING) };
    }
    const { keyObject, publicRaw } = Handle.open(recipient, 'x25519');
    const sharedSecret = encapsulate(keyObject, publicRaw, ephemeral);
    if (!sharedSecret) return undefined;
    return { enc: ephemeral.publicRaw, key: exportedKey(sharedSecret, info, exporterContext, KEM_X25519) };
  },
  hpkeReceive(recipient, recipientPublic, enc, info, exporterContext) {
    const hybrid = Handle.openXWing(recipient);
    if (hybrid !== undefined) {
      const { keyObject: privateKey, publicRaw, mlkem } = hybrid;
      const secret = decapsulateXWing({ mlkem, x25519: { privateKey, publicRaw } }, enc);
      return secret && exportedKey(secret, info, exporterContext, KEM_X_WING);
    }
    const { keyObject } = Handle.open(recipient, 'x25519');
    const sharedSecret = decapsulate(keyObject, recipientPublic, enc);
    return sharedSecret && exportedKey(sharedSecret, info, exporterContext, KEM_X25519);
  },
};

/** A new Ed25519 identity key from the system's randomness. */
export function generateIdentity(): OwnKey {
  return identityFromSeed(plain(randomBytes(ED25519_BYTES)));
}

/** A new X25519 agreement key from the system's randomness. */
export function generateAgreement(): OwnKey {
  return agreementFromSeed(plain(randomBytes(X25519_BYTES)));
}

/** Loads the Ed25519 key whose raw private key (RFC 8032) is `seed`. Throws RangeError unless it is 32 bytes. */
export function identityFromSeed(seed: Uint8Array): OwnKey {
  requireSeed(seed);
  const keyObject = createPrivateKey({ key: unpooled(seed), format: 'raw-private', asymmetricKeyType: 'ed25519' });
  const publicRaw = plain(createPublicKey(keyObject).export({ format: 'raw-public' }));
  return new OwnKey(new Handle('private', 'ed25519', keyObject), publicRaw, seed);
}

/** Loads the X25519 key whose raw private key (RFC 7748) is `seed`. Throws RangeError unless it is 32 bytes. */
export function agreementFromSeed(seed: Uint8Array): OwnKey {
  requireSeed(seed);
  const { privateKey, publicRaw } = importAgreementPrivate(seed);
  return new OwnKey(new Handle('private', 'x25519', privateKey), publicRaw, seed);
}

/** A new key that others seal to, from the system's randomness. */
export function generateHpke(kem: Kem): OwnKey {
  return hpkeFromSeed(kem, plain(randomBytes(KEY_BYTES)));
}

/** Loads the key that others seal to whose seed is `seed`, 32 bytes of either KEM. Throws RangeError unless it has so many. */
export function hpkeFromSeed(kem: Kem, seed: Uint8Array): OwnKey {
  if (kem === 'x25519') return agreementFromSeed(seed);
  requireSeed(seed);
  const { keys, publicRaw } = importXWingPrivate(seed);
  const { privateKey, publicRaw: x25519Raw } = keys.x25519;
  return new OwnKey(new Handle('private', 'x-wing', privateKey, x25519Raw, keys.mlkem), publicRaw, seed);
}

function requireSeed(seed: Uint8Array): void {
  if (seed.length !== KEY_BYTES) throw new RangeError(`a seed is ${KEY_BYTES} bytes, not ${seed.length}`);
}

function importSecret(raw: Uint8Array): SecretKey {
  if (raw.length !== KEY_BYTES) throw new RangeError(`a key is ${KEY_BYTES} bytes, not ${raw.length}`);
  return new Handle('secret', 'secret', createSecretKey(raw));
}

function openSecret(key: SecretKey): KeyObject {
  return Handle.open(key, 'secret').keyObject;
}

function exportedKey(sharedSecret: Uint8Array, info: Uint8Array, exporterContext: Uint8Array, kem: number): SecretKey {
  return importSecret(exportSecret(keySchedule(sharedSecret, info, kem), exporterContext, KEY_BYTES));
}
