/**
 * TEST HOOK. Sealing switched off: the control of the wire-tap test, which must find readings when this is in use.
 * Everything else (headers, signatures, sizes) stays as it is.
 */
import type { Crypto } from '../../protocol/keys/crypto-port.ts';

const TAG_BYTES = 16;

export function unsealed(crypto: Crypto): Crypto {
  return {
    ...crypto,
    aeadSeal: (_key, _nonce, _aad, plaintext) => {
      const out = new Uint8Array(plaintext.length + TAG_BYTES);
      out.set(plaintext);
      return out;
    },
    aeadOpen: (_key, _nonce, _aad, sealed) =>
      sealed.length < TAG_BYTES ? undefined : sealed.slice(0, sealed.length - TAG_BYTES),
  };
}
