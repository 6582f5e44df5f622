/**
 * A party's TLS files: read whenever a connection is made, so that a renewed certificate needs no restart. The private key
 * is for its owner's eyes, and never in a log or a message. [P-9.4]
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { BusConfig, TlsConfig } from '../../schemas/types.ts';
import { besideConfig } from '../base/config.ts';
import { addressesOf } from '../bus/addresses.ts';
import { secretBeside } from './credentials.ts';
import { HostError } from '../base/errors.ts';
import { describeTrouble } from '../base/trouble.ts';
import { assertPrivate } from './keys.ts';
import { readTextFile } from '../base/text-file.ts';

/** Paths. */
export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** PEM texts. */
export interface TlsMaterial {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Throws HostError ERR_TLS_READ or ERR_FILE_ENCODING. */
export function readPem(path: string): string {
  try {
    return readTextFile(path);
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_TLS_READ', `cannot read ${path}: ${describeTrouble(cause)}`, { cause });
  }
}

/** Parses a certificate file. Throws HostError ERR_TLS_READ or ERR_TLS_INVALID. */
export function readCertificate(path: string): X509Certificate {
  try {
    return new X509Certificate(readPem(path));
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_TLS_INVALID', `${path} is not a certificate in PEM`, { cause });
  }
}

/** Reads and checks them. Throws HostError ERR_TLS_READ, ERR_TLS_INVALID or ERR_KEYS_EXPOSED. */
export function readTls(files: TlsFiles): TlsMaterial {
  readCertificate(files.ca);
  const certificate = readCertificate(files.cert);
  const key = readPem(files.key);
  assertPrivate(files.key);
  let isPair: boolean;
  try {
    isPair = certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    // Not as the cause: OpenSSL's errors may quote the text.
    throw new HostError('ERR_TLS_INVALID', `${files.key} is not a private key in PEM`);
  }
  if (!isPair) {
    throw new HostError('ERR_TLS_INVALID', `${files.key} is not the key of ${files.cert}: put files of one pair there`);
  }
  return { ca: readPem(files.ca), cert: readPem(files.cert), key };
}

/**
 * Reads and checks them for a party of this name. Brokers go by the name in the certificate: with another's, this party
 * would throw that one out again and again. Throws HostError as `readTls`, and ERR_TLS_FOREIGN.
 */
export function assertCertificateOf(files: TlsFiles, clientId: string): void {
  readTls(files);
  const { subject } = readCertificate(files.cert);
  if (subject === `CN=${clientId}`) return;
  const message = `${files.cert} is for ${subject}, and brokers know this party as ${clientId}: put its own certificate there`;
  throw new HostError('ERR_TLS_FOREIGN', message);
}

export function tlsFilesBeside(configPath: string, { ca, cert, key }: TlsConfig): TlsFiles {
  return { ca: besideConfig(configPath, ca), cert: besideConfig(configPath, cert), key: secretBeside(configPath, key) };
}

/** The files to connect with; undefined for plain MQTT. Throws HostError ERR_CONFIG_INVALID if url and `tls` disagree. */
export function busTlsFiles(configPath: string, bus: BusConfig): TlsFiles | undefined {
  const { tls } = bus;
  if ((addressesOf(bus)[0].scheme === 'mqtts') !== (tls !== undefined)) {
    const message = `${configPath}: mqtts:// needs bus.tls, and bus.tls needs mqtts://: say both, or neither`;
    throw new HostError('ERR_CONFIG_INVALID', message);
  }
  return tls === undefined ? undefined : tlsFilesBeside(configPath, tls);
}
