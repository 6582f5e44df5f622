/** Key files: raw seeds, mode 0600. Secrets are read from files only, never from a command line, and never logged. [P-9] */
import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { fromBase64url } from '../protocol/bytes.ts';
import type { PrivateKey, PublicKey } from '../protocol/crypto.ts';
import type { KeyLife } from '../protocol/key-validity.ts';
import type { Signers } from '../protocol/log.ts';
import type { Anchors, KeyFile, MeterKeyFile } from '../schemas/types.ts';
import { readConfig } from './config.ts';
import { type OwnKey, agreementFromSeed, identityFromSeed, nodeCrypto } from './crypto.ts';
import { HostError } from './errors.ts';

/** Throws HostError ERR_KEYS_EXPOSED. */
export function assertPrivate(path: string): void {
  const { mode } = statSync(path);
  if ((mode & 0o077) !== 0) {
    throw new HostError('ERR_KEYS_EXPOSED', `others can read ${path}: run chmod 600 on it, and think about who did`);
  }
}

export function keyFileText(keys: KeyFile | MeterKeyFile): string {
  return `${JSON.stringify(keys, null, 2)}\n`;
}

export function writeKeys(path: string, keys: KeyFile | MeterKeyFile): void {
  writeFileSync(path, keyFileText(keys), { mode: 0o600 });
  chmodSync(path, 0o600);
}

/** Bytes of a checked base64url member. Throws HostError ERR_KEYS_INVALID. */
function bytesOf(text: string, what: string): Uint8Array {
  const bytes = fromBase64url(text);
  if (bytes === undefined) throw new HostError('ERR_KEYS_INVALID', `${what} is not valid base64url`);
  return bytes;
}

export interface PartyKeys {
  readonly identity: OwnKey;
  readonly agreement: OwnKey;
  readonly hpke: readonly OwnHpkeKey[];
}

/** An HPKE key of an aggregator, with its life. */
export interface OwnHpkeKey extends KeyLife {
  readonly keyId: string;
  readonly privateKey: PrivateKey;
  readonly publicRaw: Uint8Array;
}

/** A party's key file, checked but not imported. Throws HostError ERR_CONFIG_*, ERR_KEYS_EXPOSED. */
export function readKeyFile(path: string): KeyFile {
  const file = readConfig('keys', path);
  assertPrivate(path);
  return file;
}

export function readPartyKeys(path: string): PartyKeys {
  return importPartyKeys(readKeyFile(path), path);
}

/** Throws HostError ERR_KEYS_INVALID. */
export function importPartyKeys(file: KeyFile, path: string): PartyKeys {
  return {
    identity: identityFromSeed(bytesOf(file.identity, `${path}: identity`)),
    agreement: agreementFromSeed(bytesOf(file.agreement, `${path}: agreement`)),
    hpke: (file.hpke ?? []).map(({ privateKey: seed, ...life }) => {
      const { privateKey, publicRaw } = agreementFromSeed(bytesOf(seed, `${path}: hpke ${life.keyId}`));
      return { ...life, privateKey, publicRaw };
    }),
  };
}

export interface MeterKeys {
  readonly id: string;
  readonly area: string;
  readonly keyEpoch: number;
  readonly registers: readonly string[];
  readonly identity: OwnKey;
  readonly agreement: OwnKey;
  readonly split: Uint8Array;
}

export function readMeterKeys(path: string): MeterKeys[] {
  const file = readConfig('meter-keys', path);
  assertPrivate(path);
  return importMeterKeys(file, path);
}

/** Throws HostError ERR_KEYS_INVALID. */
export function importMeterKeys(file: MeterKeyFile, path: string): MeterKeys[] {
  return file.meters.map((meter) => ({
    id: meter.id,
    area: meter.area,
    keyEpoch: meter.keyEpoch,
    registers: meter.registers,
    identity: identityFromSeed(bytesOf(meter.identity, `${path}: ${meter.id}`)),
    agreement: agreementFromSeed(bytesOf(meter.agreement, `${path}: ${meter.id}`)),
    split: bytesOf(meter.split, `${path}: ${meter.id}`),
  }));
}

/** Anchors as keys. Throws HostError ERR_ANCHORS_INVALID naming the bad one. */
export interface ImportedAnchors {
  readonly operators: readonly string[];
  readonly signers: Signers;
  readonly utilityAgreement: PublicKey;
  readonly agreements: ReadonlyMap<number, PublicKey>;
}

export function importAnchors(anchors: Anchors): ImportedAnchors {
  const identity = (text: string, whose: string): PublicKey => {
    const key = nodeCrypto.identityPublicKey(bytesOf(text, `${whose}'s identity`));
    if (key === undefined) throw new HostError('ERR_ANCHORS_INVALID', `${whose}'s identity is not an Ed25519 key`);
    return key;
  };
  const agreement = (text: string, whose: string): PublicKey => {
    const key = nodeCrypto.agreementPublicKey(bytesOf(text, `${whose}'s agreement key`));
    if (key === undefined) throw new HostError('ERR_ANCHORS_INVALID', `${whose}'s agreement key is not an X25519 key`);
    return key;
  };
  anchors.aggregators.forEach(({ index }, at) => {
    if (index !== at + 1)
      throw new HostError(
        'ERR_ANCHORS_INVALID',
        `aggregators must be listed by index 1..n; index ${index} stands at ${at + 1}`,
      );
  });
  return {
    operators: anchors.aggregators.map(({ operator }) => operator),
    signers: {
      utility: identity(anchors.utility.identity, 'the utility'),
      aggregators: new Map(
        anchors.aggregators.map(({ index, identities }) => [
          index,
          identities.map((text) => identity(text, `aggregator ${index}`)),
        ]),
      ),
    },
    utilityAgreement: agreement(anchors.utility.agreement, 'the utility'),
    agreements: new Map(
      anchors.aggregators.map(({ index, agreement: text }) => [index, agreement(text, `aggregator ${index}`)]),
    ),
  };
}
