/** Key files: raw seeds, mode 0600. Secrets are read from files only, never from a command line, and never logged. [P-9] */
import { chmodSync, writeFileSync } from 'node:fs';
import { fromBase64url, toBase64url } from '../../protocol/wire/bytes.ts';
import type { PrivateKey, PublicKey } from '../../protocol/keys/crypto-port.ts';
import type { KeyLife } from '../../protocol/keys/key-validity.ts';
import type { Signers } from '../../protocol/log/entries.ts';
import type { Anchors, KeyFile, MeterKeyFile } from '../../schemas/types.ts';
import { readConfig } from '../base/config.ts';
import { type Kem, type OwnKey, agreementFromSeed, hpkeFromSeed, identityFromSeed, nodeCrypto } from './crypto.ts';
import { HostError } from '../base/errors.ts';
import { exposureOf } from './credentials.ts';

/** Throws HostError ERR_KEYS_EXPOSED. */
export function assertPrivate(path: string): void {
  if (exposureOf(path) !== 0) {
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

/** An HPKE key with its life: those of an aggregator, or the utility's one. */
export interface OwnHpkeKey extends KeyLife {
  readonly keyId: string;
  readonly kem: Kem;
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
    hpke: (file.hpke ?? []).map(({ privateKey: seed, ...rest }) => {
      const { privateKey, publicRaw } = hpkeFromSeed(rest.kem, bytesOf(seed, `${path}: hpke ${rest.keyId}`));
      return { ...rest, privateKey, publicRaw };
    }),
  };
}

/** What everybody pins of a party. */
export interface Pinned {
  readonly identities: readonly string[];
  readonly agreement: string;
  /** The utility's key that totals are sealed to, where it is not the static one. */
  readonly totals?: string | undefined;
}

/** Of an aggregator, by its index. Throws HostError ERR_ANCHORS_INVALID. */
export function pinnedAggregator(anchors: Anchors, index: number): Pinned {
  const own = anchors.aggregators.find((aggregator) => aggregator.index === index);
  if (own !== undefined) return own;
  throw new HostError(
    'ERR_ANCHORS_INVALID',
    `the anchors have no aggregator ${index}: correct index, or the anchors by another party's config`,
  );
}

export function pinnedUtility({ utility }: Anchors): Pinned {
  return { identities: [utility.identity], agreement: utility.agreement, totals: utility.totals };
}

/**
 * Before a party opens anything: with another's keys it would speak in a name that is not its own, and write a store that
 * belongs to nobody. Throws HostError ERR_KEYS_FOREIGN.
 */
export function assertPinned(keys: PartyKeys, pinned: Pinned, who: string, path: string): void {
  const isIdentity = pinned.identities.includes(toBase64url(keys.identity.publicRaw));
  const isTotals =
    pinned.totals === undefined || pinned.totals === toBase64url(keys.hpke[0]?.publicRaw ?? new Uint8Array(0));
  if (isIdentity && isTotals && pinned.agreement === toBase64url(keys.agreement.publicRaw)) return;
  throw new HostError(
    'ERR_KEYS_FOREIGN',
    `the ${!isIdentity ? 'identity' : isTotals ? 'static' : 'totals'} key in ${path} is not the one that everybody pins for ${who}: put its own key file there, ` +
      'or correct index and anchors. Nothing was opened',
  );
}

export interface MeterKeys {
  readonly id: string;
  readonly area: string;
  readonly keyEpoch: number;
  readonly registers: readonly string[];
  readonly identity: OwnKey;
  readonly agreement: OwnKey;
  readonly split: Uint8Array;
  /** What it was in areas that it moved from, the oldest first. */
  readonly former?: readonly MeterKeys[];
}

export function readMeterKeys(path: string): MeterKeys[] {
  const file = readConfig('meter-keys', path);
  assertPrivate(path);
  return importMeterKeys(file, path);
}

/** Two meters with one key or id would be one: throws HostError ERR_KEYS_FOREIGN naming the second. */
export function assertDistinct(meters: readonly MeterKeys[], path: string): void {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  const looks: readonly (readonly [string, (meter: MeterKeys) => string])[] = [
    ['the id', ({ id }) => id],
    ['the identity key', ({ identity }) => hex(identity.publicRaw)],
    ['the static key', ({ agreement }) => hex(agreement.publicRaw)],
    ['the splitting key', ({ split }) => hex(split)],
  ];
  for (const [what, of] of looks) {
    const seen = new Set<string>();
    // Of all its key epochs, but for the id.
    const all = what === 'the id' ? meters : meters.flatMap((meter) => [...(meter.former ?? []), meter]);
    const twice = all.find((meter) => seen.size === seen.add(of(meter)).size);
    if (twice === undefined) continue;
    const message = `in ${path} the meter ${twice.id} has ${what} of another meter: give every meter an id and keys of its own`;
    throw new HostError('ERR_KEYS_FOREIGN', message);
  }
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
  readonly utilityTotals: PublicKey;
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
    utilityTotals: totalsKeyOf(anchors),
    agreements: new Map(
      anchors.aggregators.map(({ index, agreement: text }) => [index, agreement(text, `aggregator ${index}`)]),
    ),
  };
}

/** Throws HostError ERR_ANCHORS_INVALID. */
function totalsKeyOf({ utility }: Anchors): PublicKey {
  const key = nodeCrypto.hpkePublicKey(bytesOf(utility.totals ?? utility.agreement, "the utility's key for totals"));
  if (key !== undefined) return key;
  throw new HostError('ERR_ANCHORS_INVALID', "the utility's key for totals is neither an X-Wing nor an X25519 key");
}
