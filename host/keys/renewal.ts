/**
 * A party renews its own certificate: with the old one and the same key, when two thirds of its time are over. The key
 * stays where it is, so that only one file changes and no moment has half of a pair. [P-9.6]
 */
import { createPublicKey, X509Certificate } from 'node:crypto';
import { HostError } from '../base/errors.ts';
import { type TlsFiles, readTls } from './tls-files.ts';
import { replaceFile } from '../base/replace-file.ts';
import { ask } from './authority-client.ts';

export function isRenewalDue(cert: string, nowMs: number): boolean {
  const { validFromDate, validToDate } = new X509Certificate(cert);
  const lifeMs = validToDate.getTime() - validFromDate.getTime();
  return nowMs >= validFromDate.getTime() + (lifeMs * 2) / 3;
}

/** Why a certificate from the authority is not what was asked for; undefined if it is. */
export function certificateProblem(cert: string, ca: string, key: string, name: string): string | undefined {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert);
  } catch {
    return 'it is malformed';
  }
  const authority = new X509Certificate(ca);
  if (!certificate.checkIssued(authority) || !certificate.verify(authority.publicKey)) return 'somebody else signed it';
  if (certificate.subject !== `CN=${name}`) return 'it is for somebody else';
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }) ===
    certificate.publicKey.export({ type: 'spki', format: 'pem' })
    ? undefined
    : 'it is for another key';
}

/** Renews now. Throws HostError ERR_TLS_*, ERR_KEYS_EXPOSED or ERR_AUTHORITY_*. */
export async function renewCertificate(files: TlsFiles, authorityUrl: string): Promise<void> {
  const tls = readTls(files);
  const { subject } = new X509Certificate(tls.cert);
  // A library for X.509, in the process from then on: most of a party's life needs none.
  const { createRequest } = await import('./certificate-request.ts');
  const { request } = await createRequest(tls.key);
  const { cert } = await ask(authorityUrl, '/renew', tls, { version: 1, request }, 'renew-answer');
  const problem = certificateProblem(cert, tls.ca, tls.key, subject.replace(/^CN=/, ''));
  if (problem !== undefined)
    throw new HostError('ERR_AUTHORITY_REFUSED', `the renewed certificate is unusable: ${problem}`);
  replaceFile(files.cert, cert, 0o644);
}
