/** Keys that two parties derive from their static X25519 keys, each for one purpose. [P-3.1, P-4.5, P-7.5] */
import type { Crypto, PrivateKey, PublicKey, SecretKey } from './crypto-port.ts';

/** HKDF-SHA-256 over the agreement with a zero salt; undefined for a useless public key. `info` names the purpose. */
export function deriveSharedKey(
  crypto: Crypto,
  own: PrivateKey,
  other: PublicKey,
  info: Uint8Array,
): SecretKey | undefined {
  const shared = crypto.agree(own, other);
  return shared === undefined ? undefined : crypto.hkdfKey(shared, new Uint8Array(32), info);
}
