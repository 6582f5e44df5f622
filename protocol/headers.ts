/** The AAD of every sealed message: each of its header fields, in one fixed binary encoding. [P-4.3] */
import type { BillTotal, LoadTotal, SealedBill, SharesMessage } from '../schemas/types.ts';
import { Encoder } from './bytes.ts';

export function sharesAad(header: Omit<SharesMessage, 'sealed'>): Uint8Array {
  return new Encoder('gridshare/1 shares')
    .integer(header.version)
    .text(header.deployment)
    .text(header.sharing)
    .text(header.meter)
    .integer(header.keyEpoch)
    .integer(header.aggregator)
    .text(header.keyId)
    .texts(header.registers)
    .integer(header.from)
    .integer(header.count)
    .text(header.session)
    .text(header.sessionSignature)
    .integer(header.message)
    .finish();
}

type OmitEach<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/** The header of a total before it is sealed. */
export type TotalIdentity = OmitEach<
  LoadTotal | BillTotal,
  'session' | 'sessionSignature' | 'message' | 'sealed' | 'signature' | 'digest'
>;

/** What a total is about: the part of its header that its digest covers together with the sums. */
export function encodeTotalIdentity(header: TotalIdentity): Encoder {
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

export function totalAad(
  header: TotalIdentity,
  session: { readonly session: string; readonly sessionSignature: string; readonly message: number },
): Uint8Array {
  return encodeTotalIdentity(header)
    .text(session.session)
    .text(session.sessionSignature)
    .integer(session.message)
    .finish();
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
    .integer(header.message)
    .finish();
}
