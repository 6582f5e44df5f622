/** The first aggregator of a scheme, with keys by name, and how a log comes into its ledger. */
import type { LedgerOp } from '../../aggregator/ledger.ts';
import type { AggregatorParty } from '../../aggregator/party.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { toBase64url } from '../../protocol/wire/bytes.ts';
import type { Entry, Scheme } from '../../schemas/types.ts';
import { agreementNamed, bytesNamed, identityNamed, secretNamed } from '../../test/material.ts';

/** A certified entry as it is restored: nobody looks at its signatures then. */
export function certifiedOp(entry: Entry): LedgerOp {
  const signature = toBase64url(new Uint8Array(64));
  const accepts = [1, 2].map((aggregator) => ({ aggregator, signature }));
  return { kind: 'entry', area: entry.area, certified: { entry, signature, certificate: { ballot: 0, accepts } } };
}

export function aggregatorParty({ operators }: Scheme): AggregatorParty {
  const identities = operators.map((operator) => identityNamed(operator));
  const agreement = agreementNamed('aggregator-1');
  return {
    crypto: nodeCrypto,
    deployment: 'test',
    index: 1,
    pins: {
      deployment: 'test',
      operators,
      floor: { minThreshold: 2, trust: 'covert', minMeters: 2, minIntervals: 2, maxKnown: 0, minCrowd: 1 },
    },
    identity: identityNamed('operator-1').privateKey,
    agreement: agreement.privateKey,
    hpkeKeys: [{ keyId: 'k1', privateKey: agreement.privateKey, publicRaw: agreement.publicRaw }],
    signers: {
      utility: identityNamed('utility').publicKey,
      aggregators: new Map(identities.map(({ publicKey }, at) => [at + 1, [publicKey]])),
    },
    utilityTotals: agreementNamed('utility').publicKey,
    digestKey: secretNamed('digest'),
    processSeed: bytesNamed('process'),
    sessionCacheSize: 16_384,
    softwareVersion: 'bench',
    lieWh: 0,
  };
}
