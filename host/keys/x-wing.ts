/**
 * X-Wing (draft-connolly-cfrg-xwing-kem), HPKE's KEM 0x647A: ML-KEM-768 and X25519 side by side, secret as long as one of both is.
 * Over node:crypto, whose encapsulation of ML-KEM draws its own randomness: only the X25519 half follows from a seed. [P-4.1]
 */
import { createHash, createPrivateKey, createPublicKey, decapsulate, encapsulate, type KeyObject } from 'node:crypto';
import { type AgreementKeys, X25519_BYTES, agree, importAgreementPrivate, importAgreementPublic } from './hpke.ts';
import { plain, unpooled } from './hpke.ts';

const MLKEM_PUBLIC_BYTES = 1_184;
const MLKEM_CIPHERTEXT_BYTES = 1_088;
const MLKEM_SEED_BYTES = 64;
const MLKEM = 'ml-kem-768';
export const X_WING_PUBLIC_BYTES = MLKEM_PUBLIC_BYTES + X25519_BYTES;
const X_WING_ENC_BYTES = MLKEM_CIPHERTEXT_BYTES + X25519_BYTES;
/** The label is a drawing of an X-wing: `\./` and `/^\`. */
const LABEL = Buffer.from('5c2e2f2f5e5c', 'hex');

export interface XWingPublic {
  readonly mlkem: KeyObject;
  readonly x25519: KeyObject;
  readonly x25519Raw: Uint8Array;
}

export interface XWingPrivate {
  readonly mlkem: KeyObject;
  readonly x25519: AgreementKeys;
}

/** The private key that a seed of 32 bytes stands for, and its public key (1,216 bytes). */
export function importXWingPrivate(seed: Uint8Array): { readonly keys: XWingPrivate; readonly publicRaw: Uint8Array } {
  const expanded = createHash('shake256', { outputLength: MLKEM_SEED_BYTES + X25519_BYTES })
    .update(seed)
    .digest();
  const mlkem = createPrivateKey({
    key: unpooled(expanded.subarray(0, MLKEM_SEED_BYTES)),
    format: 'raw-seed',
    asymmetricKeyType: MLKEM,
  });
  const x25519 = importAgreementPrivate(expanded.subarray(MLKEM_SEED_BYTES));
  const mlkemRaw = createPublicKey(mlkem).export({ format: 'raw-public' });
  return { keys: { mlkem, x25519 }, publicRaw: plain(Buffer.concat([mlkemRaw, x25519.publicRaw])) };
}

/** Undefined unless it has 1,216 bytes whose first part is a key of ML-KEM-768 (FIPS 203, 7.2). */
export function importXWingPublic(raw: Uint8Array): XWingPublic | undefined {
  if (raw.length !== X_WING_PUBLIC_BYTES) return undefined;
  const x25519Raw = raw.slice(MLKEM_PUBLIC_BYTES);
  try {
    const mlkem = createPublicKey({
      key: unpooled(raw.subarray(0, MLKEM_PUBLIC_BYTES)),
      format: 'raw-public',
      asymmetricKeyType: MLKEM,
    });
    return { mlkem, x25519: importAgreementPublic(x25519Raw), x25519Raw };
  } catch {
    return undefined;
  }
}

/** A shared secret of 32 bytes and what its recipient needs for it (1,120). Undefined for an X25519 half of low order. */
export function encapsulateXWing(
  recipient: XWingPublic,
  ephemeral: AgreementKeys,
): { readonly enc: Uint8Array; readonly sharedSecret: Uint8Array } | undefined {
  const shared = agree(ephemeral.privateKey, recipient.x25519);
  if (shared === undefined) return undefined;
  const { sharedKey, ciphertext } = encapsulate(recipient.mlkem);
  return {
    enc: plain(Buffer.concat([ciphertext, ephemeral.publicRaw])),
    sharedSecret: combined(sharedKey, shared, ephemeral.publicRaw, recipient.x25519Raw),
  };
}

/**
 * Undefined unless `enc` has 1,120 bytes and its X25519 half is not of low order. ML-KEM refuses nothing: what was not made
 * for the key gives another secret (FIPS 203, 6.3).
 */
export function decapsulateXWing({ mlkem, x25519 }: XWingPrivate, enc: Uint8Array): Uint8Array | undefined {
  if (enc.length !== X_WING_ENC_BYTES) return undefined;
  const ephemeralRaw = enc.subarray(MLKEM_CIPHERTEXT_BYTES);
  const shared = agree(x25519.privateKey, importAgreementPublic(ephemeralRaw));
  if (shared === undefined) return undefined;
  const sharedKey = decapsulate(mlkem, enc.subarray(0, MLKEM_CIPHERTEXT_BYTES));
  return combined(sharedKey, shared, ephemeralRaw, x25519.publicRaw);
}

function combined(
  mlkem: Uint8Array,
  x25519: Uint8Array,
  ephemeralRaw: Uint8Array,
  recipientRaw: Uint8Array,
): Uint8Array {
  const hash = createHash('sha3-256').update(mlkem).update(x25519).update(ephemeralRaw).update(recipientRaw);
  return plain(hash.update(LABEL).digest());
}
