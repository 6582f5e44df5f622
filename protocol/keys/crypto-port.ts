/**
 * The cryptography port: everything a machine may ask of cryptography, synchronous and without hidden randomness, but for one
 * call (`hpkeSend`).
 * Production implements it over node:crypto (`host/keys/crypto.ts`); the simulator may put a fast fake behind it.
 * Keys are opaque handles, so that secret bytes never travel through machines. [P-4]
 */

/** An imported secret (HMAC or AEAD) key. Never printable. */
export interface SecretKey {
  readonly kind: 'secret';
}

/** An imported Ed25519, X25519 or X-Wing private key. Never printable. */
export interface PrivateKey {
  readonly kind: 'private';
}

/** An imported Ed25519, X25519 or X-Wing public key. */
export interface PublicKey {
  readonly kind: 'public';
}

/** An HPKE set-up as the sender sees it: what to send (`enc`, 32 bytes; of X-Wing 1,120) and the exported AEAD key. */
export interface HpkeSender {
  readonly enc: Uint8Array;
  readonly key: SecretKey;
}

export interface Crypto {
  /** SHA-256: 32 bytes. */
  sha256(data: Uint8Array): Uint8Array;
  /** HMAC-SHA-256: 32 bytes. */
  hmac(key: SecretKey, data: Uint8Array): Uint8Array;
  /** Compares two MACs in time independent of their content. */
  isEqual(a: Uint8Array, b: Uint8Array): boolean;
  /** Imports 32 raw bytes as an HMAC or AEAD key. */
  secretKey(raw: Uint8Array): SecretKey;
  /** HKDF-SHA-256 (RFC 5869), 32 bytes of output, imported as a key. */
  hkdfKey(inputKey: Uint8Array, salt: Uint8Array, info: Uint8Array): SecretKey;

  /** AES-256-GCM: ciphertext followed by the 16-byte tag. `nonce` is 12 bytes. */
  aeadSeal(key: SecretKey, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /** The plaintext, or undefined whatever the reason. */
  aeadOpen(key: SecretKey, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;

  /** Imports a 32-byte raw Ed25519 public key; undefined if it is none. */
  identityPublicKey(raw: Uint8Array): PublicKey | undefined;
  /** Ed25519: 64 bytes. */
  sign(key: PrivateKey, data: Uint8Array): Uint8Array;
  verify(key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean;

  /** Imports a 32-byte raw X25519 public key; undefined if it is none (wrong length). */
  agreementPublicKey(raw: Uint8Array): PublicKey | undefined;
  /** X25519: 32 bytes; undefined when the result is all zero (a low-order point). */
  agree(privateKey: PrivateKey, publicKey: PublicKey): Uint8Array | undefined;

  /**
   * Imports a key that HPKE seals to: 32 bytes are one of X25519, 1,216 one of X-Wing; undefined if it is neither. The key alone
   * decides by which of them is sealed and opened.
   */
  hpkePublicKey(raw: Uint8Array): PublicKey | undefined;
  /**
   * HPKE (RFC 9180) base mode, DHKEM(X25519, HKDF-SHA256) or X-Wing, HKDF-SHA256, AES-256-GCM, sender's side: sets up a
   * context to `recipient` with `info` and exports a 32-byte AEAD key from it under `exporterContext`.
   * `ephemeralSeed` (32 bytes of entropy, used once) is the `ikm` of DeriveKeyPair, so that machines stay deterministic.
   * To an X-Wing key it has randomness of its own: the system's ML-KEM draws what it encapsulates. No decision of a machine
   * follows from that, only bytes that it sends; simulator and vectors seal to X25519 keys, where nothing is drawn.
   * Undefined when the recipient's key is a low-order point.
   */
  hpkeSend(
    recipient: PublicKey,
    info: Uint8Array,
    exporterContext: Uint8Array,
    ephemeralSeed: Uint8Array,
  ): HpkeSender | undefined;
  /** The recipient's side of `hpkeSend`; undefined whatever the reason it failed. */
  hpkeReceive(
    recipient: PrivateKey,
    recipientPublic: Uint8Array,
    enc: Uint8Array,
    info: Uint8Array,
    exporterContext: Uint8Array,
  ): SecretKey | undefined;
}
