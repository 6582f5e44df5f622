/**
 * Enrolment on the device: keys are made here and stay here; only public ones and a certificate request leave, to the one
 * authority whose fingerprint was flashed. May be repeated until it worked. [P-9.6]
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { agreementFromSeed, generateAgreement, generateIdentity, identityFromSeed } from '../host/keys/crypto.ts';
import { HostError } from '../host/base/errors.ts';
import { assertPrivate, writeKeys } from '../host/keys/keys.ts';
import { parseStored } from '../host/store/sqlite.ts';
import { readPem } from '../host/keys/tls-files.ts';
import { replaceFile } from '../host/base/replace-file.ts';
import { TopicRoot } from '../protocol/wire/topic-root.ts';
import { fromBase64url, toBase64url } from '../protocol/wire/bytes.ts';
import type { EnrolAnswer, MeterConfig, MeterKit } from '../schemas/types.ts';
import { ask, pinnedAuthority } from '../host/keys/authority-client.ts';
import { CA_FILE, CERT_FILE, KEY_FILE } from '../host/base/file-names.ts';
import { deviceConfig } from './device-config.ts';
import { createRequest } from '../host/keys/certificate-request.ts';
import { writeConfig } from '../deploy/provision.ts';
import { certificateProblem } from '../host/keys/renewal.ts';
import { makeFolder } from '../host/base/folders.ts';

/** Keys of a device that has no name yet. */
const DEVICE_FILE = 'device.json';

interface Seeds {
  readonly identity: string;
  readonly agreement: string;
  readonly split: string;
}

function newSeeds(): Seeds {
  return {
    identity: toBase64url(generateIdentity().seed),
    agreement: toBase64url(generateAgreement().seed),
    split: toBase64url(randomBytes(32)),
  };
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64url(text);
  if (bytes === undefined)
    throw new HostError('ERR_KEYS_INVALID', `${DEVICE_FILE} is malformed: begin with a new folder`);
  return bytes;
}

/** The keys of an earlier attempt, or new ones. A folder with anything else in it is refused. */
function openDevice(folder: string): { readonly seeds: Seeds; readonly key: string | undefined } {
  const path = join(folder, DEVICE_FILE);
  if (existsSync(path)) {
    assertPrivate(path);
    const keyPath = join(folder, KEY_FILE);
    return { seeds: parseStored<Seeds>(readPem(path)), key: existsSync(keyPath) ? readPem(keyPath) : undefined };
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new HostError('ERR_USAGE', `${folder} is not empty: name a new folder, so that no key is overwritten`);
  }
  makeFolder(folder);
  const seeds = newSeeds();
  replaceFile(path, `${JSON.stringify(seeds)}\n`, 0o600);
  return { seeds, key: undefined };
}

function writeMeter(
  folder: string,
  kit: MeterKit,
  answer: EnrolAnswer,
  seeds: Seeds,
  source: MeterConfig['source'],
): void {
  const { meter: id, area, keyEpoch, registers } = answer;
  writeKeys(join(folder, 'keys.json'), { meters: [{ id, area, keyEpoch, registers, ...seeds }] });
  writeConfig(folder, 'meter', deviceConfig(kit, source));
}

/**
 * Makes keys, gets a name and a certificate, and writes the meter's folder. `source`: of its readings.
 * Throws HostError ERR_USAGE, ERR_AUTHORITY_*.
 */
export async function enrolDevice(
  folder: string,
  kit: MeterKit,
  token: string,
  source: MeterConfig['source'],
): Promise<EnrolAnswer> {
  const { seeds, key: known } = openDevice(folder);
  const { request, key } = await createRequest(known);
  // The token is bound to it: never written twice.
  if (known === undefined) replaceFile(join(folder, KEY_FILE), key, 0o600);
  const ca = await pinnedAuthority(kit.authority.url, kit.authority.fingerprint);
  const message = {
    version: 1,
    token,
    request,
    identity: toBase64url(identityFromSeed(bytesOf(seeds.identity)).publicRaw),
    agreement: toBase64url(agreementFromSeed(bytesOf(seeds.agreement)).publicRaw),
  };
  const answer = await ask(kit.authority.url, '/enrol', { ca }, message, 'enrol-answer');
  const clientId = new TopicRoot(kit.bus.topicRoot).clientIdOf(`meter-${answer.meter}`);
  const problem = certificateProblem(answer.cert, ca, key, clientId);
  if (problem !== undefined) throw new HostError('ERR_AUTHORITY_REFUSED', `the certificate is unusable: ${problem}`);
  replaceFile(join(folder, CA_FILE), ca, 0o644);
  replaceFile(join(folder, CERT_FILE), answer.cert, 0o644);
  writeMeter(folder, kit, answer, seeds, source);
  rmSync(join(folder, DEVICE_FILE));
  return answer;
}
