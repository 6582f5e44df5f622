/**
 * Keys of meters that moved to another area, each under a later key epoch than the key file has: in the state folder, beside the
 * store that they go with. The key file stays as it is, perhaps where its party can't write. [P-7.1.11]
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../host/base/config.ts';
import { makeFolder } from '../../host/base/folders.ts';
import { replaceFile } from '../../host/base/replace-file.ts';
import { agreementFromSeed, generateAgreement, generateIdentity, identityFromSeed } from '../../host/keys/crypto.ts';
import { HostError } from '../../host/base/errors.ts';
import { type MeterKeys, assertPrivate, importMeterKeys, keyFileText, readMeterKeys } from '../../host/keys/keys.ts';
import { fromBase64url, toBase64url } from '../../protocol/wire/bytes.ts';
import type { MeterKeyFile, MeterSecret, RosterMeter } from '../../schemas/types.ts';

export const MOVED_FILE = 'moved.json';

/** The secrets of a key epoch. */
export type MeterSeeds = Pick<MeterSecret, 'identity' | 'agreement' | 'split'>;

export function newSeeds(): MeterSeeds {
  return {
    identity: toBase64url(generateIdentity().seed),
    agreement: toBase64url(generateAgreement().seed),
    split: toBase64url(randomBytes(32)),
  };
}

/** What a roster has of them. Throws HostError ERR_KEYS_INVALID, naming the file that they are of. */
export function publicOf(seeds: MeterSeeds, path: string): Pick<RosterMeter, 'identity' | 'agreement'> {
  const bytesOf = (text: string): Uint8Array => {
    const bytes = fromBase64url(text);
    if (bytes === undefined) throw new HostError('ERR_KEYS_INVALID', `${path} is malformed: delete it`);
    return bytes;
  };
  return {
    identity: toBase64url(identityFromSeed(bytesOf(seeds.identity)).publicRaw),
    agreement: toBase64url(agreementFromSeed(bytesOf(seeds.agreement)).publicRaw),
  };
}

function movedFile(state: string): MeterKeyFile['meters'] {
  const path = join(state, MOVED_FILE);
  if (!existsSync(path)) return [];
  assertPrivate(path);
  return readConfig('meter-keys', path).meters;
}

/** Every meter of a process as it is by now, with what it was before. Throws HostError ERR_CONFIG_*, ERR_KEYS_*. */
export function readOwnKeys(keyPath: string, state: string): MeterKeys[] {
  const moved = importMeterKeys({ meters: movedFile(state) }, join(state, MOVED_FILE));
  return readMeterKeys(keyPath).map((meter) => {
    const later = moved
      .filter(({ id, keyEpoch }) => id === meter.id && keyEpoch > meter.keyEpoch)
      .toSorted((one, other) => one.keyEpoch - other.keyEpoch);
    const all = [meter, ...later];
    const newest = all.at(-1) ?? meter;
    return all.length === 1 ? newest : { ...newest, former: all.slice(0, -1) };
  });
}

/** From now on this is what a meter is; its process takes it up as it runs. */
export function addMovedKeys(state: string, secret: MeterSecret): void {
  // It may never have been started.
  makeFolder(state);
  replaceFile(join(state, MOVED_FILE), keyFileText({ meters: [...movedFile(state), secret] }), 0o600);
}
