/** Asking the authority, from a device or a party: JSON over TLS, and only the one authority that is pinned. [P-9.6] */
import { createHash } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import { type DetailedPeerCertificate, connect } from 'node:tls';
import { parseAddress } from '../base/address.ts';
import { HostError } from '../base/errors.ts';
import type { TlsMaterial } from './tls-files.ts';
import type { SchemaTypes } from '../../schemas/types.ts';
import { type MessageSchemaName, isValid } from '../../schemas/validate.ts';

const WITHIN_MS = 15_000;
const MAX_ANSWER_BYTES = 64 * 1024;

function pemOf(raw: Buffer): string {
  const lines = raw.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // Of several addresses of a name each has its own reason, and the whole has none.
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message;
}

export function fingerprintOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}

/** The certificates of a chain as they were sent; Node ends it with one that points to itself. */
function* chainOf(first: DetailedPeerCertificate): Generator<Buffer> {
  const seen = new Set<string>();
  for (let at: DetailedPeerCertificate | undefined = first; at?.raw !== undefined; at = at.issuerCertificate) {
    if (seen.has(at.fingerprint256)) return;
    seen.add(at.fingerprint256);
    yield at.raw;
  }
}

/**
 * The authority's certificate, as shown by whoever answers and believed by its fingerprint. What it signed is checked
 * afterwards, with it. Throws HostError ERR_AUTHORITY_UNREACHABLE or ERR_AUTHORITY_PINNED.
 */
export function pinnedAuthority(url: string, fingerprint: string): Promise<string> {
  const { host, port, text } = parseAddress(url, ['https'], 'authority.url');
  return new Promise((resolve, reject) => {
    // Nothing is sent on this connection.
    const options = { host, port, rejectUnauthorized: false, timeout: WITHIN_MS };
    const socket = connect(options, () => {
      const found = [...chainOf(socket.getPeerCertificate(true))].find((raw) => fingerprintOf(raw) === fingerprint);
      socket.destroy();
      if (found !== undefined) resolve(pemOf(found));
      else
        reject(new HostError('ERR_AUTHORITY_PINNED', `what answers at ${text} is not the authority that the kit pins`));
    });
    const fail = (cause: unknown): void => {
      socket.destroy();
      reject(new HostError('ERR_AUTHORITY_UNREACHABLE', `${text} can't be reached: ${reasonOf(cause)}`, { cause }));
    };
    socket.once('error', fail).once('timeout', () => fail(new Error('no answer')));
  });
}

/**
 * Posts a message and takes a checked answer. Throws HostError ERR_AUTHORITY_UNREACHABLE, or ERR_AUTHORITY_REFUSED with
 * the authority's reason.
 */
export async function ask<N extends MessageSchemaName>(
  url: string,
  path: '/enrol' | '/renew' | '/move',
  tls: { readonly ca: string } & Partial<TlsMaterial>,
  message: object,
  answerName: N,
): Promise<SchemaTypes[N]> {
  const { host, port, text: place } = parseAddress(url, ['https'], 'authority.url');
  const body = JSON.stringify(message);
  let status: number;
  let text: string;
  try {
    [status, text] = await new Promise<[number, string]>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const options = { ...tls, method: 'POST', headers, agent: false, minVersion: 'TLSv1.2' as const };
      const sent = httpsRequest({ ...options, host, port, path, timeout: WITHIN_MS }, (response) => {
        let received = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          received += chunk;
          if (received.length > MAX_ANSWER_BYTES) sent.destroy(new Error('the answer is too long'));
        });
        response.once('end', () => resolve([response.statusCode ?? 0, received]));
        response.once('error', reject);
      });
      sent.once('timeout', () => sent.destroy(new Error('no answer')));
      sent.once('error', reject);
      sent.end(body);
    });
  } catch (cause) {
    throw new HostError('ERR_AUTHORITY_UNREACHABLE', `asking ${place} failed: ${reasonOf(cause)}`, { cause });
  }
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = undefined;
  }
  if (status === 200 && isValid(answerName, answer)) return answer;
  const reason =
    typeof answer === 'object' && answer !== null && 'message' in answer
      ? String(answer.message).slice(0, 300)
      : `it answered ${status}`;
  throw new HostError('ERR_AUTHORITY_REFUSED', `the authority refused: ${reason}`);
}
