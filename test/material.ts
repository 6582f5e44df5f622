/** What unit tests are made of: keys by name, the same in every run, and a scheme to vary. */
import { type OwnKey, agreementFromSeed, identityFromSeed, nodeCrypto } from '../host/keys/crypto.ts';
import { utf8 } from '../protocol/wire/bytes.ts';
import type { PublicKey, SecretKey } from '../protocol/keys/crypto-port.ts';
import { Tagger } from '../protocol/keys/tag.ts';
import type { MeterParty } from '../meter/party.ts';
import type { Scheme } from '../schemas/types.ts';
import type { SlowMeter } from './reference/split.ts';

export const IMPORT = '1-0:1.8.0';
export const EXPORT = '1-0:2.8.0';

/** 32 bytes that depend on a name only. */
export function bytesNamed(name: string): Uint8Array {
  return nodeCrypto.sha256(utf8(name));
}

export interface TestKey extends OwnKey {
  readonly publicKey: PublicKey;
}

function withPublic(key: OwnKey, publicKey: PublicKey | undefined): TestKey {
  if (publicKey === undefined) throw new Error('a test key is usable');
  return Object.assign(key, { publicKey });
}

export function identityNamed(name: string): TestKey {
  const key = identityFromSeed(bytesNamed(`${name}/identity`));
  return withPublic(key, nodeCrypto.identityPublicKey(key.publicRaw));
}

export function agreementNamed(name: string): TestKey {
  const key = agreementFromSeed(bytesNamed(`${name}/agreement`));
  return withPublic(key, nodeCrypto.agreementPublicKey(key.publicRaw));
}

export function secretNamed(name: string): SecretKey {
  return nodeCrypto.secretKey(bytesNamed(name));
}

/** A register of gas, as schemes have it. */
export const GAS = { obis: '7-0:3.0.0', direction: 'import', isLoad: false, unit: 'dm3', maxReading: 2_500 } as const;

/** A sound scheme of 2 of 3, windows of 8 intervals from interval 1000 on. */
export function schemeWith(changes: Partial<Scheme> = {}): Scheme {
  return {
    version: 1,
    deployment: 'test',
    threshold: 2,
    trust: 'covert',
    field: 'Field128',
    suite: 'DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM',
    operators: ['operator-1', 'operator-2', 'operator-3'],
    intervalSeconds: 900,
    intervalOffsetSeconds: 0,
    maxReadingWh: 40_000,
    registers: [
      { obis: IMPORT, direction: 'import', isLoad: true },
      { obis: EXPORT, direction: 'export', isLoad: false },
    ],
    areas: ['area-1'],
    maxMeters: 10_000,
    floors: { minMeters: 2, minIntervals: 2, maxKnown: 0, minCrowd: 1 },
    closeAfterSeconds: 60,
    graceSeconds: 60,
    patienceSeconds: 60,
    billing: { firstInterval: 1000, windows: [{ count: 1, intervalCount: 8 }] },
    tariffs: [],
    ...changes,
  };
}

/** Intervals of a window, where all are equally long. */
export function windowLength({ billing }: Pick<Scheme, 'billing'>): number {
  return billing.windows[0]!.intervalCount;
}

/** A meter as its machine knows it; `slow` is the same for the twin, with keys as bytes. */
export function meterNamed(
  id: string,
  registers: readonly string[],
): { readonly party: MeterParty; readonly slow: SlowMeter } {
  const agreement = agreementNamed(id);
  const slow = {
    splitKey: bytesNamed(`${id}/split`),
    tagKey: bytesNamed(`${id}/tag`),
    deployment: 'test',
    id,
    keyEpoch: 1,
    registers,
  };
  const party: MeterParty = {
    crypto: nodeCrypto,
    deployment: 'test',
    id,
    area: 'area-1',
    keyEpoch: 1,
    registers,
    identity: identityNamed(id).privateKey,
    agreement: agreement.privateKey,
    agreementRaw: agreement.publicRaw,
    splitKey: secretNamed(`${id}/split`),
    tagger: new Tagger(nodeCrypto, secretNamed(`${id}/tag`)),
    receiptKeys: new Map(),
  };
  return { party, slow };
}

/** mulberry32: numbers in [0, 1) that are the same in every run. */
export function prng(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
