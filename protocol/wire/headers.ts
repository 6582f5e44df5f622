/** The AAD of every sealed message: each of its header fields, in one fixed binary encoding. [P-4.3] */
import type { BillTotal, LoadTotal, SealedBill, SharesMessage } from '../../schemas/types.ts';
import { deriveSharedKey } from '../keys/agreement.ts';
import { Encoder, toBase64url } from './bytes.ts';
import type { Crypto, PrivateKey, PublicKey, SecretKey } from '../keys/crypto-port.ts';

export function sharesAad(header: Omit<SharesMessage, 'sealed'>): Uint8Array {
  return new Encoder('gridshare/1 shares')
    .integer(header.version)
    .text(header.deployment)
    .text(header.sharing)
    .text(header.area)
    .text(header.meter)
    .integer(header.keyEpoch)
    .integer(header.aggregator)
    .text(header.keyId)
    .texts(header.registers)
    .integer(header.from)
    .integer(header.count)
    .text(header.sessionId)
    .text(header.session ?? '')
    .text(header.sessionSignature ?? '')
    .text(header.nonce)
    .finish();
}

type OmitEach<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/** The header of a total before it is sealed. */
export type TotalIdentity = OmitEach<
  LoadTotal | BillTotal,
  'session' | 'sessionSignature' | 'nonce' | 'sealed' | 'signature' | 'digest'
>;

/** What a total is about: the part of its header that its digest covers together with the sums. */
function encodeTotalIdentity(header: TotalIdentity): Encoder {
  const encoder = new Encoder('gridshare/1 total')
    .integer(header.version)
    .text(header.type)
    .text(header.deployment)
    .text(header.area)
    .integer(header.sequence)
    .text(header.entry)
    .integer(header.aggregator)
    .integer(header.storeEpoch);
  return header.type === 'load' ? encoder.integer(header.interval) : encoder.text(header.meters);
}

/**
 * The key of a total's digest, which only its aggregator and the utility have: a plain hash of a page's sum would let
 * whoever knows the other shares try out loads until one fits. [P-7.5]
 */
export function deriveDigestKey(
  crypto: Crypto,
  own: PrivateKey,
  other: PublicKey,
  deployment: string,
  aggregator: number,
): SecretKey | undefined {
  const info = new Encoder('gridshare/1 digest').text(deployment).integer(aggregator).finish();
  return deriveSharedKey(crypto, own, other, info);
}

/** Commits an aggregator to its sums: two different digests in one store epoch convict it. */
export function totalDigest(crypto: Crypto, key: SecretKey, header: TotalIdentity, sums: Uint8Array): string {
  return toBase64url(crypto.hmac(key, encodeTotalIdentity(header).data(sums).finish()));
}

export function totalAad(
  header: TotalIdentity,
  session: { readonly session: string; readonly sessionSignature: string; readonly nonce: string },
): Uint8Array {
  return encodeTotalIdentity(header).text(session.session).text(session.sessionSignature).text(session.nonce).finish();
}

export function billAad(header: Omit<SealedBill, 'sealed'>): Uint8Array {
  return new Encoder('gridshare/1 bill')
    .integer(header.version)
    .text(header.deployment)
    .text(header.meter)
    .integer(header.keyEpoch)
    .integer(header.from)
    .integer(header.count)
    .text(header.session)
    .text(header.sessionSignature)
    .text(header.nonce)
    .finish();
}
