/** New keys for the parties of a deployment, and what others know of them: public keys only. [P-9.1] */
import { randomBytes } from 'node:crypto';
import { generateAgreement, generateIdentity } from '../host/keys/crypto.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import type { Anchors, EnrolledMeter, KeyFile, MeterKeyFile, Scheme } from '../schemas/types.ts';
import type { PlannedMeter } from './deployment-plan.ts';

/** Its key file, and its public keys in base64url. */
export interface PartyKeys {
  readonly file: KeyFile;
  readonly identity: string;
  readonly agreement: string;
}

export interface AggregatorKeys extends PartyKeys {
  /** Not in a demonstration. */
  readonly cold: { readonly file: KeyFile; readonly identity: string } | undefined;
}

function createParty(name: string, hasHpke: boolean): PartyKeys {
  const identity = generateIdentity();
  const agreement = generateAgreement();
  const hpke = hasHpke ? [{ keyId: 'k1', privateKey: toBase64url(generateAgreement().seed) }] : undefined;
  return {
    file: {
      party: name,
      identity: toBase64url(identity.seed),
      agreement: toBase64url(agreement.seed),
      ...(hpke === undefined ? {} : { hpke }),
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

export function createUtilityKeys(): PartyKeys {
  return createParty('utility', false);
}

/** At j - 1. */
export function createAggregatorKeys(count: number, hasCold: boolean): readonly AggregatorKeys[] {
  return Array.from({ length: count }, (_, at) => {
    const party = createParty(`aggregator-${at + 1}`, true);
    return { ...party, cold: hasCold ? createCold(party) : undefined };
  });
}

export function anchorsOf(scheme: Scheme, utility: PartyKeys, aggregators: readonly AggregatorKeys[]): Anchors {
  return {
    deployment: scheme.deployment,
    utility: { identity: utility.identity, agreement: utility.agreement },
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
