/** The meters of a process: from their key file and the anchors, with the keys that they derive. */
import { HostError } from '../../host/base/errors.ts';
import type { ImportedAnchors, MeterKeys } from '../../host/keys/keys.ts';
import type { Crypto, SecretKey } from '../../protocol/keys/crypto-port.ts';
import { Tagger, deriveTagKey } from '../../protocol/keys/tag.ts';
import { deriveReceiptKey } from '../../protocol/wire/receipt.ts';
import type { RestoredMeter } from '../restored-meter.ts';
import type { MeterParty } from '../party.ts';

/** Throws HostError ERR_ANCHORS_INVALID. */
export function meterParty(crypto: Crypto, deployment: string, keys: MeterKeys, anchors: ImportedAnchors): MeterParty {
  const tagKey = deriveTagKey(crypto, keys.agreement.privateKey, anchors.utilityAgreement, deployment, keys.id);
  if (tagKey === undefined) throw new HostError('ERR_ANCHORS_INVALID', "the utility's agreement key is unusable");
  const receiptKeys = new Map<number, SecretKey>();
  for (const [aggregator, agreement] of anchors.agreements) {
    const key = deriveReceiptKey(crypto, keys.agreement.privateKey, agreement, deployment, keys.id, aggregator);
    if (key === undefined)
      throw new HostError('ERR_ANCHORS_INVALID', `aggregator ${aggregator}'s agreement key is unusable`);
    receiptKeys.set(aggregator, key);
  }
  return {
    crypto,
    deployment,
    id: keys.id,
    area: keys.area,
    keyEpoch: keys.keyEpoch,
    registers: keys.registers,
    identity: keys.identity.privateKey,
    agreement: keys.agreement.privateKey,
    agreementRaw: keys.agreement.publicRaw,
    splitKey: crypto.secretKey(keys.split),
    tagger: new Tagger(crypto, tagKey),
    receiptKeys,
    ...(keys.former === undefined
      ? {}
      : { former: keys.former.map((one) => meterParty(crypto, deployment, one, anchors)) }),
  };
}

/** An outbox that knows none of these meters is another's: throws HostError ERR_KEYS_FOREIGN. */
export function assertOwnOutbox(
  restored: readonly RestoredMeter[],
  parties: readonly MeterParty[],
  keyPath: string,
  state: string,
): void {
  const ids = new Set(parties.map(({ id }) => id));
  const [other] = restored;
  if (other === undefined || restored.some(({ meter }) => ids.has(meter))) return;
  const message =
    `the store in ${state} is of ${other.meter}, and the keys in ${keyPath} are of ${parties[0]?.id ?? 'nobody'}: put each meter's own ` +
    'keys beside its store. Nothing was written';
  throw new HostError('ERR_KEYS_FOREIGN', message);
}
