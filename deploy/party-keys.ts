/** New keys for the parties of a deployment, and what others know of them: public keys only. [P-9.1] */
import { randomBytes } from 'node:crypto';
import { type Kem, generateAgreement, generateHpke, generateIdentity } from '../host/keys/crypto.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import type { Anchors, EnrolledMeter, KeyFile, MeterKeyFile, Scheme } from '../schemas/types.ts';
import type { PlannedMeter } from './deployment-plan.ts';

/** Its key file, and its public keys in base64url. */
export interface PartyKeys {
  readonly file: KeyFile;
  readonly identity: string;
  readonly agreement: string;
  /** What is sealed to it for ever, where that is not the static key. */
  readonly totals?: string;
}

export interface AggregatorKeys extends PartyKeys {
  /** Not in a demonstration. */
  readonly cold: { readonly file: KeyFile; readonly identity: string } | undefined;
}

function createParty(name: string): PartyKeys {
  const identity = generateIdentity();
  const agreement = generateAgreement();
  return {
    file: {
      party: name,
      identity: toBase64url(identity.seed),
      agreement: toBase64url(agreement.seed),
    },
    identity: toBase64url(identity.publicRaw),
    agreement: toBase64url(agreement.publicRaw),
  };
}

/** A second identity with the same static key, to be kept where nothing else is; its public key. */
function createCold({ file }: PartyKeys): { readonly file: KeyFile; readonly identity: string } {
  const { seed, publicRaw } = generateIdentity();
  const { party, agreement } = file;
  return { file: { party, identity: toBase64url(seed), agreement }, identity: toBase64url(publicRaw) };
}

/** To its static key is sealed what needs no other one. */
export function createUtilityKeys(kem: Kem): PartyKeys {
  const party = createParty('utility');
  if (kem === 'x25519') return party;
  const { seed, publicRaw } = generateHpke(kem);
  const hpke = [{ keyId: 'static', kem, privateKey: toBase64url(seed) }];
  return { ...party, file: { ...party.file, hpke }, totals: toBase64url(publicRaw) };
}

/** At j - 1. */
export function createAggregatorKeys(count: number, hasCold: boolean, kem: Kem): readonly AggregatorKeys[] {
  return Array.from({ length: count }, (_, at) => {
    const party = createParty(`aggregator-${at + 1}`);
    const hpke = [{ keyId: 'k1', kem, privateKey: toBase64url(generateHpke(kem).seed) }];
    return { ...party, file: { ...party.file, hpke }, cold: hasCold ? createCold(party) : undefined };
  });
}

export function anchorsOf(scheme: Scheme, utility: PartyKeys, aggregators: readonly AggregatorKeys[]): Anchors {
  return {
    deployment: scheme.deployment,
    utility: {
      identity: utility.identity,
      agreement: utility.agreement,
      ...(utility.totals === undefined ? {} : { totals: utility.totals }),
    },
    aggregators: aggregators.map(({ identity, agreement, cold }, at) => ({
      index: at + 1,
      operator: scheme.operators[at] ?? '',
      identities: cold === undefined ? [identity] : [identity, cold.identity],
      agreement,
    })),
  };
}

export interface MeterKeyPair {
  readonly keys: MeterKeyFile['meters'][number];
  readonly enrolled: EnrolledMeter;
}

/** A meter's keys, and its line in the roster from an interval on. */
export function createMeterKeys({ id, area, registers }: PlannedMeter, from: number): MeterKeyPair {
  const identity = generateIdentity();
  const agreement = generateAgreement();
  const common = { id, keyEpoch: 1, registers: [...registers] };
  return {
    keys: {
      ...common,
      area,
      identity: toBase64url(identity.seed),
      agreement: toBase64url(agreement.seed),
      split: toBase64url(randomBytes(32)),
    },
    enrolled: {
      area,
      from,
      meter: { ...common, identity: toBase64url(identity.publicRaw), agreement: toBase64url(agreement.publicRaw) },
    },
  };
}
