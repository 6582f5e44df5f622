/**
 * HPKE (RFC 9180), base mode, HKDF-SHA256, AES-256-GCM, over DHKEM(X25519, HKDF-SHA256) or X-Wing (`x-wing.ts`): synchronous, over
 * node:crypto. [P-4]
 * Libraries make some 17 WebCrypto calls per set-up, each through the thread pool; this is ten times faster and lets
 * machines stay synchronous. Contexts take explicit sequence numbers: MQTT repeats and skips, RFC contexts do not.
 */
import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey } from 'node:crypto';
import { createSecretKey, diffieHellman, type KeyObject } from 'node:crypto';

export const X25519_BYTES = 32;
export const HASH_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
const AEAD_KEY_BYTES = 32;
const AEAD = 'aes-256-gcm';

/** An X25519 key with the raw bytes (32) of its public half, which HPKE hashes in. */
export interface AgreementKeys {
  readonly privateKey: KeyObject;
  readonly publicRaw: Uint8Array;
}

/** The KEMs, by their numbers at IANA. */
export const KEM_X25519 = 0x0020;
export const KEM_X_WING = 0x647a;

/** What both sides of a set-up share. `keyScheduleContext` and `secret` are not kept: see `keySchedule`. */
export interface HpkeContext {
  readonly key: KeyObject;
  readonly baseNonce: Uint8Array;
  readonly exporterSecret: KeyObject;
  readonly suite: HpkeSuite;
}

/** What a suite's number puts into every label, and what follows from that alone. */
interface HpkeSuite {
  readonly id: Uint8Array;
  readonly noPskIdHash: Uint8Array;
}

const empty = new Uint8Array(0);
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const VERSION_LABEL = ascii('HPKE-v1');
const KEM_SUITE = new Uint8Array([...ascii('KEM'), 0x00, 0x20]);
const MODE_BASE = new Uint8Array([0]);
// HMAC pads keys with zeros, so this is the "empty salt" of HKDF-Extract, which OpenSSL would not take as a key.
const NO_SALT = createSecretKey(new Uint8Array(HASH_BYTES));
const SUITES = new Map([KEM_X25519, KEM_X_WING].map((kem) => [kem, suiteOf(kem)]));

function suiteOf(kem: number): HpkeSuite {
  const id = new Uint8Array([...ascii('HPKE'), kem >> 8, kem & 0xff, 0x00, 0x01, 0x00, 0x02]);
  return { id, noPskIdHash: labeledExtract(id, NO_SALT, 'psk_id_hash', empty) };
}

/** A view as a plain Uint8Array: a Buffer's own `slice` shares memory, which a machine would trip over. */
export function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** HMAC-SHA-256. The key is a KeyObject always: raw bytes cost five times as much on Node 24. */
export function hmac(key: KeyObject, ...parts: readonly Uint8Array[]): Uint8Array {
  const state = createHmac('sha256', key);
  for (const part of parts) state.update(part);
  return plain(state.digest());
}

/** HKDF-Expand of RFC 5869 with SHA-256; `length` is at most 255 * 32. */
export function hkdfExpand(pseudoRandomKey: KeyObject, length: number, ...info: readonly Uint8Array[]): Uint8Array {
  if (length > 255 * HASH_BYTES) throw new RangeError('hkdfExpand: too long');
  const out = new Uint8Array(length);
  let block: Uint8Array = empty;
  for (let at = 0, counter = 1; at < length; at += HASH_BYTES, counter++) {
    block = hmac(pseudoRandomKey, block, ...info, new Uint8Array([counter]));
    out.set(block.subarray(0, length - at), at);
  }
  return out;
}

/** A copy as the import functions want it, outside Node's buffer pool: secrets must not linger next to other data. */
export function unpooled(raw: Uint8Array): Buffer {
  return Buffer.from(Uint8Array.from(raw).buffer);
}

/** Imports a raw X25519 public key of 32 bytes; low-order points are found out by `agree` only. */
export function importAgreementPublic(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: unpooled(raw), format: 'raw-public', asymmetricKeyType: 'x25519' });
}

export function importAgreementPrivate(raw: Uint8Array): AgreementKeys {
  const privateKey = createPrivateKey({ key: unpooled(raw), format: 'raw-private', asymmetricKeyType: 'x25519' });
  return { privateKey, publicRaw: plain(createPublicKey(privateKey).export({ format: 'raw-public' })) };
}

/** X25519: 32 bytes, or undefined for a public key of low order, on which OpenSSL throws. */
export function agree(privateKey: KeyObject, publicKey: KeyObject): Uint8Array | undefined {
  let shared: Buffer;
  try {
    shared = diffieHellman({ privateKey, publicKey });
  } catch {
    return undefined;
  }
  // RFC 7748 leaves this check to the caller, and another OpenSSL might too.
  return shared.every((byte) => byte === 0) ? undefined : plain(shared);
}

/** DeriveKeyPair (RFC 9180, 7.1.3): the raw private key that `ikm` (at least 32 bytes) stands for. */
export function derivePrivate(ikm: Uint8Array): Uint8Array {
  const pseudoRandomKey = labeledExtract(KEM_SUITE, NO_SALT, 'dkp_prk', ikm);
  return labeledExpand(KEM_SUITE, createSecretKey(pseudoRandomKey), 'sk', empty, X25519_BYTES);
}

/** Encap (RFC 9180, 4.1) with a given ephemeral key; its `publicRaw` is `enc`. Undefined for a low-order recipient. */
export function encapsulate(
  recipient: KeyObject,
  recipientRaw: Uint8Array,
  ephemeral: AgreementKeys,
): Uint8Array | undefined {
  const shared = agree(ephemeral.privateKey, recipient);
  return shared && extractAndExpand(shared, ephemeral.publicRaw, recipientRaw);
}

/** Decap (RFC 9180, 4.1). Undefined unless `enc` is 32 bytes and not of low order. */
export function decapsulate(recipient: KeyObject, recipientRaw: Uint8Array, enc: Uint8Array): Uint8Array | undefined {
  if (enc.length !== X25519_BYTES) return undefined;
  const shared = agree(recipient, importAgreementPublic(enc));
  return shared && extractAndExpand(shared, enc, recipientRaw);
}

/** KeySchedule (RFC 9180, 5.1) in base mode: without a pre-shared key. `kem`: whose shared secret it is. */
export function keySchedule(sharedSecret: Uint8Array, info: Uint8Array, kem = KEM_X25519): HpkeContext {
  const suite = SUITES.get(kem) ?? suiteOf(kem);
  const { id, noPskIdHash } = suite;
  const infoHash = labeledExtract(id, NO_SALT, 'info_hash', info);
  const context = Buffer.concat([MODE_BASE, noPskIdHash, infoHash]);
  const secret = createSecretKey(labeledExtract(id, createSecretKey(sharedSecret), 'secret', empty));
  return {
    key: createSecretKey(labeledExpand(id, secret, 'key', context, AEAD_KEY_BYTES)),
    baseNonce: labeledExpand(id, secret, 'base_nonce', context, NONCE_BYTES),
    exporterSecret: createSecretKey(labeledExpand(id, secret, 'exp', context, HASH_BYTES)),
    suite,
  };
}

/** Context.Export (RFC 9180, 5.3), of at most 255 bytes: @hpke/core 1.9 encodes longer lengths wrongly, and none is needed. */
export function exportSecret(context: HpkeContext, exporterContext: Uint8Array, length: number): Uint8Array {
  return labeledExpand(context.suite.id, context.exporterSecret, 'sec', exporterContext, length);
}

/** Context.Seal (RFC 9180, 5.2) at a given sequence number (a safe integer): the caller must never repeat one. */
export function sealAt(context: HpkeContext, sequence: number, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  return aesSeal(context.key, nonceAt(context.baseNonce, sequence), aad, plaintext);
}

/** Context.Open at a given sequence number; undefined whatever the reason. */
export function openAt(
  context: HpkeContext,
  sequence: number,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  return aesOpen(context.key, nonceAt(context.baseNonce, sequence), aad, sealed);
}

/** AES-256-GCM: ciphertext, then the tag of 16 bytes. Throws RangeError unless `nonce` is 12 bytes. */
export function aesSeal(key: KeyObject, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  // GCM takes nonces of any length and hashes them: what it is safe for depends on this one.
  if (nonce.length !== NONCE_BYTES) throw new RangeError(`a nonce is ${NONCE_BYTES} bytes`);
  const cipher = createCipheriv(AEAD, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(aad);
  const sealed = new Uint8Array(plaintext.length + TAG_BYTES);
  sealed.set(cipher.update(plaintext), 0);
  cipher.final();
  sealed.set(cipher.getAuthTag(), plaintext.length);
  return sealed;
}

/** The plaintext, or undefined whatever the reason. */
export function aesOpen(
  key: KeyObject,
  nonce: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return undefined;
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(AEAD, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plaintext = decipher.update(sealed.subarray(0, tagAt));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plain(plaintext);
}

function extractAndExpand(shared: Uint8Array, enc: Uint8Array, recipientRaw: Uint8Array): Uint8Array {
  const pseudoRandomKey = createSecretKey(labeledExtract(KEM_SUITE, NO_SALT, 'eae_prk', shared));
  const context = Buffer.concat([enc, recipientRaw]);
  return labeledExpand(KEM_SUITE, pseudoRandomKey, 'shared_secret', context, HASH_BYTES);
}

function labeledExtract(suite: Uint8Array, salt: KeyObject, label: string, ikm: Uint8Array): Uint8Array {
  return hmac(salt, VERSION_LABEL, suite, ascii(label), ikm);
}

function labeledExpand(
  suite: Uint8Array,
  pseudoRandomKey: KeyObject,
  label: string,
  info: Uint8Array,
  length: number,
): Uint8Array {
  if (length > 0xff) throw new RangeError('labeledExpand: too long');
  const lengthBytes = new Uint8Array([0, length]);
  return hkdfExpand(pseudoRandomKey, length, lengthBytes, VERSION_LABEL, suite, ascii(label), info);
}

function nonceAt(baseNonce: Uint8Array, sequence: number): Uint8Array {
  if (!Number.isSafeInteger(sequence) || sequence < 0) throw new RangeError(`bad sequence number ${sequence}`);
  const nonce = Uint8Array.from(baseNonce);
  const view = new DataView(nonce.buffer);
  view.setBigUint64(4, view.getBigUint64(4) ^ BigInt(sequence));
  return nonce;
}
