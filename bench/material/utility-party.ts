/** A utility of a scheme, with keys by name. */
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { EnrolledMeter, Scheme } from '../../schemas/types.ts';
import { agreementNamed, bytesNamed, identityNamed, secretNamed } from '../../test/material.ts';
import type { UtilityParty } from '../../utility/party.ts';

export function utilityParty(scheme: Scheme, enrolled: readonly EnrolledMeter[]): UtilityParty {
  const { operators } = scheme;
  const agreement = agreementNamed('utility');
  return {
    crypto: nodeCrypto,
    deployment: 'test',
    identity: identityNamed('utility').privateKey,
    agreement: agreement.privateKey,
    totalsKey: agreement,
    signers: {
      utility: identityNamed('utility').publicKey,
      aggregators: new Map(operators.map((operator, at) => [at + 1, [identityNamed(operator).publicKey]])),
    },
    digestKeys: new Map(operators.map((_, at) => [at + 1, secretNamed(`digest ${at}`)])),
    operators,
    scheme,
    documents: new Map(),
    enrolled,
    keptMeters: new Set(),
    processSeed: bytesNamed('process'),
  };
}
