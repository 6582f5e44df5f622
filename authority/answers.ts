/** What the authority answers: POST /enrol for a one-time token, POST /renew and /move for a certificate that counts. [P-9.6] */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { HostError } from '../host/base/errors.ts';
import type { PartyLogger } from '../host/base/logger.ts';
import type { SchemaTypes } from '../schemas/types.ts';
import { type MessageSchemaName, isValid } from '../schemas/validate.ts';
import type { EnrolmentDesk } from './enrolment.ts';

const MAX_BODY_BYTES = 16 * 1024;

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

async function messageOf<N extends MessageSchemaName>(name: N, request: IncomingMessage): Promise<SchemaTypes[N]> {
  const body = await bodyOf(request);
  if (!isValid(name, body)) throw new Refusal(400, 'malformed', `the body is not a valid ${name}`);
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

export class Answers {
  private readonly desk: EnrolmentDesk;
  private readonly logger: PartyLogger;
  /** Since it started. */
  readonly counts = { enrolled: 0, moved: 0, renewed: 0, refused: 0, failed: 0 };

  constructor(desk: EnrolmentDesk, logger: PartyLogger) {
    this.desk = desk;
    this.logger = logger;
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let [status, body]: [number, object] = [200, {}];
    try {
      body = await this.answer(request);
    } catch (error) {
      const refusal = refusalOf(error);
      [status, body] = [refusal.status, { code: refusal.code, message: refusal.message }];
      this.note(refusal, error, request);
    }
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(body));
  }

  private answer(request: IncomingMessage): Promise<object> {
    if (request.method !== 'POST') throw new Refusal(405, 'method', 'POST only');
    if (request.url === '/enrol') return this.enrol(request);
    if (request.url === '/renew') return this.renew(request);
    if (request.url === '/move') return this.move(request);
    throw new Refusal(404, 'path', 'POST /enrol, /renew or /move');
  }

  /** Neither token nor body: a log is for other eyes than a secret. */
  private note({ status, code, message }: Refusal, error: unknown, request: IncomingMessage): void {
    if (status === 500) {
      this.counts.failed += 1;
      this.logger.error({ err: error }, 'a request failed');
      return;
    }
    this.counts.refused += 1;
    this.logger.warn({ code, path: request.url?.slice(0, 64) }, `refused: ${message}`);
  }

  /** Who shows a certificate of this authority that still counts. */
  private peerOf({ socket }: IncomingMessage): { readonly name: string; readonly serial: string } {
    const certificate = socket instanceof TLSSocket && socket.authorized ? socket.getPeerX509Certificate() : undefined;
    const name = /^CN=(.*)$/.exec(certificate?.subject ?? '')?.[1] ?? '';
    if (certificate === undefined || this.desk.identityOf(name) === undefined) {
      const message = 'this needs a certificate of this authority that still counts';
      throw new Refusal(401, 'certificate_required', message);
    }
    return { name, serial: certificate.serialNumber.toLowerCase() };
  }

  private async renew(request: IncomingMessage): Promise<object> {
    const { name, serial } = this.peerOf(request);
    const message = await messageOf('renew-request', request);
    const answer = await this.desk.renew(name, serial, message.request);
    this.counts.renewed += 1;
    this.logger.info({ clientId: name }, 'renewed a certificate');
    return answer;
  }

  private async move(request: IncomingMessage): Promise<object> {
    const { name, serial } = this.peerOf(request);
    const answer = await this.desk.follow(name, serial, await messageOf('move-request', request));
    if (answer.enrolled === undefined) return answer;
    const { meter, area, keyEpoch } = answer.enrolled;
    this.counts.moved += 1;
    this.logger.info({ meter, area, keyEpoch }, 'moved a meter to another area');
    return answer;
  }

  private async enrol(request: IncomingMessage): Promise<object> {
    const answer = await this.desk.enrol(await messageOf('enrol-request', request));
    this.counts.enrolled += 1;
    this.logger.info({ meter: answer.meter, keyEpoch: answer.keyEpoch }, 'enrolled a meter');
    return answer;
  }
}
