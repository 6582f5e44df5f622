/**
 * Receipts: an aggregator's word, after its own commit, on what it holds of a meter. Authenticated by a MAC under a key
 * both derive from their static keys, so it survives a restart of either side. [P-4.5, P-6.3]
 */
import type { Receipt } from '../../schemas/types.ts';
import { deriveSharedKey } from '../keys/agreement.ts';
import { Encoder, fromBase64url, toBase64url, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical.ts';
import type { Crypto, PrivateKey, PublicKey, SecretKey } from '../keys/crypto-port.ts';

export function deriveReceiptKey(
  crypto: Crypto,
  own: PrivateKey,
  other: PublicKey,
  deployment: string,
  meter: string,
  aggregator: number,
): SecretKey | undefined {
  const info = new Encoder('gridshare/1 receipt').text(deployment).text(meter).integer(aggregator).finish();
  return deriveSharedKey(crypto, own, other, info);
}

function macBytes(body: Omit<Receipt, 'mac'>): Uint8Array {
  return utf8(`gridshare/1 receipt\n${canonicalJson(body)}`);
}

export function withMac(crypto: Crypto, key: SecretKey, body: Omit<Receipt, 'mac'>): Receipt {
  return { ...body, mac: toBase64url(crypto.hmac(key, macBytes(body))) };
}

export function isReceiptAuthentic(crypto: Crypto, key: SecretKey, receipt: Receipt): boolean {
  const { mac, ...body } = receipt;
  const bytes = fromBase64url(mac);
  return bytes !== undefined && crypto.isEqual(bytes, crypto.hmac(key, macBytes(body)));
}
