/** Public keys of a roster's meters, imported when they are first needed. */
import type { EnrolledMeter } from '../protocol/grid/roster.ts';
import type { PublicKey } from '../protocol/keys/crypto-port.ts';
import { fromBase64url } from '../protocol/wire/bytes.ts';

/** Imports a key of the roster once. */
export function keyCache(
  importKey: (raw: Uint8Array) => PublicKey | undefined,
  rawOf: (enrolled: EnrolledMeter) => string,
): (enrolled: EnrolledMeter) => PublicKey | undefined {
  const known = new Map<number, PublicKey>();
  return (enrolled) => {
    const cached = known.get(enrolled.index);
    if (cached !== undefined) return cached;
    const raw = fromBase64url(rawOf(enrolled));
    const key = raw === undefined ? undefined : importKey(raw);
    if (key !== undefined) known.set(enrolled.index, key);
    return key;
  };
}
