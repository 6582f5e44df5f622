/**
 * Opening an aggregator's total message: signature, session, digest, and that it speaks of this very log entry. What
 * the sums mean is the business of `load.ts` and `bills.ts`. [P-7.5]
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { ELEMENT_BYTES, isCanonicalElement } from '../../protocol/math/field.ts';
import { type TotalIdentity, totalAad, totalDigest } from '../../protocol/wire/headers.ts';
import { sharingIdOf } from '../../protocol/grid/scheme.ts';
import type { OpeningSessions, Route } from '../../protocol/keys/seal.ts';
import { isSignedBy } from '../../protocol/keys/signing.ts';
import type { TotalMessage } from '../../schemas/types.ts';
import type { Answer } from '../archive.ts';
import type { CertifiedEntries } from '../ordering/certified.ts';
import type { UtilityParty } from '../party.ts';

function identityOf(message: TotalMessage): TotalIdentity {
  const {
    session: _session,
    sessionSignature: _signature,
    nonce: _nonce,
    sealed: _sealed,
    signature: _s,
    digest: _digest,
    ...identity
  } = message;
  return identity;
}

/** The answer, or why it is refused, in words. */
export function openTotal(
  party: UtilityParty,
  sessions: OpeningSessions,
  log: AreaLog,
  entries: CertifiedEntries,
  message: TotalMessage,
): Answer | string {
  const identities = party.signers.aggregators.get(message.aggregator);
  if (identities === undefined || message.deployment !== party.deployment)
    return 'of an unknown aggregator or deployment';
  if (!isSignedBy(party.crypto, identities, 'total', message)) return 'not signed by the aggregator';
  if (entries.hashOf(message.sequence) !== message.entry) return 'speaks of another log entry';
  const route: Route = {
    purpose: 'totals',
    deployment: party.deployment,
    sharing: sharingIdOf(party.crypto, log.scheme),
    sender: `aggregator/${message.aggregator}`,
    recipient: 'utility',
    keyId: 'static',
  };
  const identity = identityOf(message);
  const sums = sessions.open(route, identities, party.totalsKey, message, totalAad(identity, message));
  if (sums === undefined) return 'could not be opened';
  const digestKey = party.digestKeys.get(message.aggregator);
  const digest = digestKey === undefined ? undefined : totalDigest(party.crypto, digestKey, identity, sums);
  if (digest === undefined || digest !== message.digest) return 'differs from its digest';
  if (sums.length % ELEMENT_BYTES !== 0) return 'is not a list of field elements';
  for (let offset = 0; offset < sums.length; offset += ELEMENT_BYTES) {
    if (!isCanonicalElement(sums, offset)) return 'holds a field element that is not canonical';
  }
  return {
    sequence: message.sequence,
    aggregator: message.aggregator,
    interval: message.type === 'load' ? message.interval : 0,
    meters: message.type === 'bill' ? message.meters : '',
    storeEpoch: message.storeEpoch,
    digest,
    sums,
  };
}
