/**
 * The HTTP server of the desk: who may ask, what a request may be, and what every answer says of itself. Whatever is not known here
 * is not served: pages come out of memory, and nothing of a request is ever a path of a file.
 */
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { fastifyCookie } from '@fastify/cookie';
import { fastifyHelmet } from '@fastify/helmet';
import { fastifyRateLimit } from '@fastify/rate-limit';
import { fastifySSE } from '@fastify/sse';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import type { PartyLogger } from '../../../host/base/logger.ts';
import { codeOf } from '../../../host/base/errors.ts';
import type { AccessEntry } from './access-file.ts';
import type { Callers } from './caller.ts';
import { PROBLEM_TYPE, Refusal, problemOf } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; undefined on what everybody may have. */
    by: AccessEntry | undefined;
  }
  interface FastifyContextConfig {
    /** Answered without a token. */
    isPublic?: boolean;
  }
}

/** A person who clicks needs a few of them; a program that reads everything gets ten a second. */
const MOST_A_MINUTE = 600;
/** Tokens can't be guessed; whoever tries is slowed down all the same. */
const MOST_FAILURES_A_MINUTE = 30;
const MOST_CONNECTIONS = 256;
const REQUEST_MS = 10_000;
const HEADERS_MS = 5_000;
const MOST_BODY_BYTES = 1_024;

export interface Serving {
  readonly callers: Callers;
  readonly audit: PartyLogger;
  readonly logger: PartyLogger;
  /** `HOST:PORT` as browsers may write it; undefined if any. */
  readonly hosts: () => ReadonlySet<string> | undefined;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
}

/** Everything that was refused before it was a request. */
function clientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code?.endsWith('_REQUEST_TIMEOUT') === true ? 408 : 400;
  const body = JSON.stringify(problemOf(status));
  const head = `HTTP/1.1 ${status} ${problemOf(status).title}\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  socket.end(head + body);
}

function send(reply: FastifyReply, status: number, detail?: string): FastifyReply {
  return reply
    .code(status)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemOf(status, detail)));
}

/** Everything that came over this connection was one's own doing: a page of another site may not make a browser ask. */
function isForeign({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return false;
  // A person who follows a link or types the address; such a request gets a page, no data.
  return !(site === 'none' || (headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'));
}

function limitOf({ headers, by, ip }: FastifyRequest): string {
  return by === undefined ? `${ip} ${headers.authorization === undefined ? '' : 'token'}` : `name ${by.name}`;
}

async function protect(app: FastifyInstance, serving: Serving): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: serving.tls === undefined ? false : { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  });
  await app.register(fastifyCookie);
  await app.register(fastifyRateLimit, { global: false });
  const isOften = app.createRateLimit({ max: MOST_A_MINUTE, timeWindow: 60_000, keyGenerator: limitOf });
  const isGuessing = app.createRateLimit({
    max: MOST_FAILURES_A_MINUTE,
    timeWindow: 60_000,
    keyGenerator: ({ ip }) => ip,
  });
  app.decorateRequest('by', undefined);
  app.addHook('onRequest', async (request, reply) => {
    const { callers } = serving;
    const hosts = serving.hosts();
    // A name that an attacker's DNS points at this machine is none of ours.
    if (hosts !== undefined && !hosts.has((request.headers.host ?? '').toLowerCase()))
      return send(reply, 403, 'this host name is not one of the dashboard');
    if (isForeign(request)) return send(reply, 403, 'asked by a page of another site');
    if (request.routeOptions.config.isPublic === true) return undefined;
    request.by = callers.of(request);
    if (request.by === undefined) {
      const hasShown = request.headers.authorization !== undefined || request.headers.cookie !== undefined;
      const guessing = await (hasShown ? isGuessing(request) : isOften(request));
      if (!guessing.isAllowed && guessing.isExceeded) return tooMany(reply, guessing.ttlInSeconds);
      void reply.header('WWW-Authenticate', 'Bearer realm="gridshare"');
      return send(reply, 401, 'a token is needed: gridshare access add makes one');
    }
    const often = await isOften(request);
    return !often.isAllowed && often.isExceeded ? tooMany(reply, often.ttlInSeconds) : undefined;
  });
}

function tooMany(reply: FastifyReply, seconds: number): FastifyReply {
  void reply.header('Retry-After', String(Math.max(1, seconds)));
  return send(reply, 429, 'too many requests');
}

/** Of a GET whose answer is known to whoever asks, only that. */
function withTag(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (request.method !== 'GET' || request.by === undefined || reply.statusCode !== 200 || typeof payload !== 'string')
    return payload;
  const tag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`;
  void reply.header('ETag', tag);
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known?.some((one) => one === tag || one === '*') !== true) return payload;
  void reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return null;
}

/** A line for each use: who asked what, and what came of it. Never what was answered. */
function note({ audit }: Serving, request: FastifyRequest, reply: FastifyReply): void {
  const { by, method, routeOptions, query } = request;
  if (by === undefined) return;
  const asked: unknown = query;
  const meter: unknown =
    typeof asked === 'object' && asked !== null ? (Reflect.get(asked, 'meter') ?? undefined) : undefined;
  audit.info(
    {
      name: by.name,
      role: by.role,
      method,
      route: routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      // Who looked at which household is what an audit is for.
      ...(typeof meter === 'string' ? { meter: meter.slice(0, 64) } : {}),
      ms: Math.round(reply.elapsedTime),
    },
    'used',
  );
}

/** A server that refuses everything that no route is there for. It does not listen yet. */
export async function deskServer(serving: Serving): Promise<FastifyInstance> {
  const { tls, logger } = serving;
  const app = fastify({
    logger: false,
    bodyLimit: MOST_BODY_BYTES,
    connectionTimeout: 0,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: HEADERS_MS,
    forceCloseConnections: true,
    clientErrorHandler: clientError,
    routerOptions: { maxParamLength: 64 },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, allErrors: false } },
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: 1_000 },
    // A certificate is asked for, and known by itself rather than by who signed it.
    ...(tls === undefined
      ? {}
      : { https: { ...tls, requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.3' } }),
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  app.server.headersTimeout = HEADERS_MS;
  await protect(app, serving);
  await app.register(fastifySSE);
  app.addHook('onSend', async (request, reply, payload) => {
    if (!reply.hasHeader('Cache-Control')) void reply.header('Cache-Control', 'private, no-cache');
    return withTag(request, reply, payload);
  });
  app.addHook('onResponse', async (request, reply) => note(serving, request, reply));
  app.setNotFoundHandler((_request, reply) => send(reply, 404));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return send(reply, error.status, error.message);
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 400 && status < 500) return send(reply, status, error instanceof Error ? error.message : undefined);
    logger.error({ err: error, code: codeOf(error) ?? 'ERR_BUG' }, 'a request could not be answered');
    return send(reply, 500);
  });
  return app;
}
