/**
 * The key of a certificate and the request for one, made on the device where the key stays. [P-9.6] ECDSA P-256. The authority is not
 * needed for it, so that a device loads nothing of it.
 */
import 'reflect-metadata';
import { createPrivateKey, createPublicKey, type webcrypto } from 'node:crypto';
import { PemConverter, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

export const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export type CryptoKey = webcrypto.CryptoKey;
export type KeyPair = Awaited<ReturnType<typeof newKeyPair>>;

/** A new key of a certificate, which may leave in PEM. */
export function newKeyPair() {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

export async function keyPem(key: CryptoKey): Promise<string> {
  return `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}

export function importKey(pem: string): Promise<CryptoKey> {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  return crypto.subtle.importKey('pkcs8', Uint8Array.from(der), ALGORITHM, true, ['sign']);
}

/** A device's request, made where its key is and stays. The name in it is nobody's: the authority picks the name. */
export async function createRequest(key?: string): Promise<{ readonly request: string; readonly key: string }> {
  const keys = key === undefined ? await newKeyPair() : await keyPairOf(key);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: ['device'] }],
    keys,
    signingAlgorithm: ALGORITHM,
  });
  return { request: `${request.toString('pem')}\n`, key: await keyPem(keys.privateKey) };
}

async function keyPairOf(pem: string): Promise<KeyPair> {
  const privateKey = await importKey(pem);
  const der = createPublicKey(pem).export({ type: 'spki', format: 'der' });
  const publicKey = await crypto.subtle.importKey('spki', Uint8Array.from(der), ALGORITHM, true, ['verify']);
  return { privateKey, publicKey };
}
