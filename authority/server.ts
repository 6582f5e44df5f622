/**
 * The authority on the network: POST /enrol with a one-time token, POST /renew with a certificate that counts. TLS always;
 * small bodies, few connections, short times, since anybody can knock here. [P-9.6]
 */
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { Admission } from '../broker/admission.ts';
import { bracketed, parseHost } from '../host/base/address.ts';
import { besideConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { listen } from '../host/base/listen.ts';
import { lockState } from '../host/base/lock.ts';
import type { PartyLogger } from '../host/base/logger.ts';
import { parseIdentity } from '../protocol/wire/topics.ts';
import type { AuthorityConfig } from '../schemas/types.ts';
import { type SchemaName, type SchemaTypes, isValid } from '../schemas/validate.ts';
import { EnrolmentDesk } from './enrolment.ts';
import { issueServer } from './pki.ts';
import { isRenewalDue } from '../host/keys/renewal.ts';

const MAX_BODY_BYTES = 16 * 1024;
const REQUEST_WITHIN_MS = 5_000;
const LIMITS = { maxPending: 64, maxPendingPerAddress: 16, connectsPerSecond: 5 };
const DAY_MS = 86_400_000;
const LOOK_AT_BROKER_MS = 3_600_000;

export interface AuthorityServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** A refusal that the other side may know. */
class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > MAX_BODY_BYTES) throw new Refusal(413, 'too_large', `at most ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'malformed', 'the body is not JSON');
  }
}

async function messageOf<N extends SchemaName>(name: N, request: IncomingMessage): Promise<SchemaTypes[N]> {
  const body = await bodyOf(request);
  if (!isValid(name, body)) throw new Refusal(400, 'malformed', `the body is no ${name}`);
  return body;
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof HostError && error.code.startsWith('ERR_ENROL_')) {
    const status = error.code === 'ERR_ENROL_REQUEST' ? 400 : 403;
    return new Refusal(status, error.code, error.message);
  }
  return new Refusal(500, 'failed', 'the authority could not do it: see its log');
}

/** Throws HostError ERR_CONFIG_*, ERR_TLS_READ, ERR_KEYS_EXPOSED, ERR_PARTY_RUNNING or ERR_AUTHORITY_LISTEN. */
export async function startAuthority(
  configPath: string,
  config: AuthorityConfig,
  logger: PartyLogger,
): Promise<AuthorityServer> {
  const desk = await EnrolmentDesk.open(configPath);
  const { authority } = desk.authority;
  const host = parseHost(config.host);
  const lock = lockState(besideConfig(configPath, 'state'));
  const own = await issueServer(authority, config.hosts);
  const admission = new Admission(LIMITS);

  const renew = async (request: IncomingMessage): Promise<object> => {
    const { socket } = request;
    const certificate = socket instanceof TLSSocket && socket.authorized ? socket.getPeerX509Certificate() : undefined;
    const name = /^CN=(.*)$/.exec(certificate?.subject ?? '')?.[1] ?? '';
    if (certificate === undefined || parseIdentity(name) === undefined) {
      throw new Refusal(
        401,
        'certificate_required',
        'renewing needs a certificate of this authority that still counts',
      );
    }
    const message = await messageOf('renew-request', request);
    const answer = await desk.renew(name, certificate.serialNumber.toLowerCase(), message.request);
    logger.info({ clientId: name }, 'renewed a certificate');
    return answer;
  };
  const enrol = async (request: IncomingMessage): Promise<object> => {
    const answer = await desk.enrol(await messageOf('enrol-request', request));
    logger.info({ meter: answer.meter, keyEpoch: answer.keyEpoch }, 'enrolled a meter');
    return answer;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let [status, body]: [number, object] = [200, {}];
    try {
      if (request.method !== 'POST') throw new Refusal(405, 'method', 'POST only');
      if (request.url === '/enrol') body = await enrol(request);
      else if (request.url === '/renew') body = await renew(request);
      else throw new Refusal(404, 'path', 'POST /enrol or /renew');
    } catch (error) {
      const refusal = refusalOf(error);
      [status, body] = [refusal.status, { code: refusal.code, message: refusal.message }];
      // Neither token nor body: a log is for other eyes than a secret.
      if (status === 500) logger.error({ err: error }, 'a request failed');
      else logger.warn({ code: refusal.code, path: request.url?.slice(0, 64) }, `refused: ${refusal.message}`);
    }
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(body));
  };

  const server: Server = createServer(
    {
      cert: own.cert + authority.cert,
      key: own.key,
      ca: authority.cert,
      minVersion: 'TLSv1.2',
      // A device that enrols has none yet; who renews is looked at there.
      requestCert: true,
      rejectUnauthorized: false,
      handshakeTimeout: REQUEST_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      headersTimeout: REQUEST_WITHIN_MS,
      keepAliveTimeout: 1,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 8 * 1024,
    },
    (request, response) => void answer(request, response),
  );
  server.maxConnections = LIMITS.maxPending;
  server.prependListener('connection', (socket) => {
    const address = socket instanceof Socket ? (socket.remoteAddress ?? '') : '';
    const refusal = admission.refusal(address, performance.now());
    if (refusal === undefined) socket.once('close', () => admission.settle(address));
    else socket.destroy();
  });
  const look = (): void => {
    desk
      .renewBroker((cert) => isRenewalDue(cert, Date.now()))
      .then(
        (isRenewed) => isRenewed && logger.info("renewed the broker's certificate"),
        (error: unknown) => logger.error({ err: error }, "cannot renew the broker's certificate"),
      );
    // Its own, in memory only.
    issueServer(authority, config.hosts, { untilMs: Date.now() + 90 * DAY_MS }).then(
      ({ cert, key }) =>
        server.setSecureContext({ cert: cert + authority.cert, key, ca: authority.cert, minVersion: 'TLSv1.2' }),
      (error: unknown) => logger.error({ err: error }, "cannot renew the authority's own certificate"),
    );
  };
  look();
  const timer = setInterval(look, LOOK_AT_BROKER_MS);
  let port: number;
  try {
    port = await listen(server, host, config.port);
  } catch (cause) {
    clearInterval(timer);
    lock.release();
    const message = `The authority can't listen on ${bracketed(host)}:${config.port}: is another one running there?`;
    throw new HostError('ERR_AUTHORITY_LISTEN', message, { cause });
  }
  return {
    port,
    async stop() {
      clearInterval(timer);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      lock.release();
    },
  };
}
