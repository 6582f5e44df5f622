/** The routes of the desk: one for each operation of the API, the stream, sessions, and what says whether it is well. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerOf, OperationName } from '../../../schemas/api/operations.ts';
import { EVENTS_PATH, OPERATIONS, OPERATION_NAMES } from '../../../schemas/api/operations.ts';
import { type ListName, positionFrom } from '../../views/slice.ts';
import type { AccessEntry } from './access-file.ts';
import type { Asked, answersOf } from './api-answers.ts';
import { type Callers, SESSION_COOKIE, SESSION_SECONDS } from './caller.ts';
import type { PageFile } from './page-files.ts';
import { Refusal } from './problem.ts';
import type { Streams } from './streams.ts';

/** What each operation is a list of, as `next` has it. */
const LISTS: Readonly<Partial<Record<OperationName, ListName>>> = {
  areas: 'names',
  aggregators: 'numbers',
  settlements: 'windows',
  load: 'loads',
  evidence: 'numbers',
  bills: 'bills',
};

type Query = Readonly<
  Partial<Record<'area' | 'meter' | 'search' | 'from' | 'until' | 'after' | 'limit', string | number>>
>;

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** Throws Refusal 400 for a day that no calendar has. */
function timeOf(name: string, value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = Date.parse(String(value));
  if (!Number.isSafeInteger(ms) || ms < 0) throw new Refusal(400, `${name} is no day or time`);
  return ms;
}

/** Throws Refusal 400. */
function askedOf(operation: OperationName, query: Query, by: AccessEntry): Asked {
  const list = LISTS[operation];
  const { after, limit } = query;
  const position = after === undefined || list === undefined ? undefined : positionFrom(list, String(after));
  if (after !== undefined && position === undefined) throw new Refusal(400, 'after is not from an answer of this list');
  return {
    selection: {
      area: textOf(query.area),
      meter: textOf(query.meter),
      fromMs: timeOf('from', query.from),
      untilMs: timeOf('until', query.until),
    },
    search: textOf(query.search),
    limit: Number(limit ?? 100),
    after: position,
    by,
  };
}

/** The page, the same for everybody: it says nothing of the deployment until it has asked. */
function addPage(app: FastifyInstance, files: ReadonlyMap<string, PageFile>): void {
  const config = { isPublic: true };
  const say = (request: FastifyRequest, reply: FastifyReply, { type, plain, brotli }: PageFile): FastifyReply => {
    const takesBrotli = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    void reply.header('Vary', 'Accept-Encoding').type(type);
    return takesBrotli ? reply.header('Content-Encoding', 'br').send(brotli) : reply.send(plain);
  };
  for (const [name, file] of files) {
    if (name === 'index.html') app.get('/', { config }, (request, reply) => say(request, reply, file));
    else
      app.get(`/assets/${name}`, { config }, (request, reply) =>
        // Its name says what is in it.
        say(request, reply.header('Cache-Control', 'public, max-age=31536000, immutable'), file),
      );
  }
}

export interface Desk {
  readonly page: ReadonlyMap<string, PageFile>;
  readonly answers: ReturnType<typeof answersOf>;
  readonly streams: Streams;
  readonly callers: Callers;
  readonly isReady: () => boolean;
  readonly isSecure: boolean;
}

function caller(by: AccessEntry | undefined): AccessEntry {
  if (by === undefined) throw new Refusal(401, 'a token is needed');
  return by;
}

function addOperation(app: FastifyInstance, desk: Desk, name: OperationName): void {
  const { path, parameters, role } = OPERATIONS[name];
  const querystring = { type: 'object', additionalProperties: false, properties: parameters };
  app.get<{ Querystring: Query }>(path, { schema: { querystring } }, ({ query, by }): AnswerOf<OperationName> => {
    const known = caller(by);
    if (role === 'operator' && known.role !== 'operator') throw new Refusal(403, 'bills are for operators');
    const asked = askedOf(name, query, known);
    if (!desk.isReady() && name !== 'deployment') throw new Refusal(503, 'the archive is not read yet');
    return desk.answers[name](asked);
  });
}

export function addRoutes(app: FastifyInstance, desk: Desk): void {
  const { callers, streams, isReady, isSecure } = desk;
  addPage(app, desk.page);
  for (const name of OPERATION_NAMES) addOperation(app, desk, name);
  app.get(EVENTS_PATH, { sse: 'only' }, async ({ by }, reply) => {
    const known = caller(by);
    if (!isReady()) throw new Refusal(503, 'the archive is not read yet');
    await streams.open(known, reply);
  });
  app.get('/healthz', { config: { isPublic: true } }, () => ({ status: 'ok' }));
  app.get('/readyz', { config: { isPublic: true } }, (_request, reply) => {
    const isWell = isReady();
    return reply.code(isWell ? 200 : 503).send({ status: isWell ? 'ok' : 'starting' });
  });
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
  // A browser shows its token once, and has a cookie from then on that no script reads and no other site's request carries.
  app.post('/session', (request, reply) => {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const id = callers.begin(token);
    if (id === undefined) throw new Refusal(401, 'no such token');
    return reply
      .setCookie(SESSION_COOKIE, id, { ...options, maxAge: SESSION_SECONDS })
      .code(204)
      .send();
  });
  app.delete('/session', (request, reply) => {
    callers.end(request.cookies[SESSION_COOKIE]);
    return reply.clearCookie(SESSION_COOKIE, options).code(204).send();
  });
}
