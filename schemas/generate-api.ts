/** What follows from `api/`: the types of all answers, and the OpenAPI 3.1 document. */
import { readFileSync } from 'node:fs';
import { type JSONSchema, compile } from 'json-schema-to-typescript';
import { EVENTS, EVENTS_PATH, OPERATIONS, PROBLEMS } from './api/operations.ts';

/** From the folder of the schemas. */
export const API_TYPES = 'api/api-types.ts';
export const API_DOCUMENT = 'api/openapi.json';

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function schemaOf(folder: string): Node {
  const schema: unknown = JSON.parse(readFileSync(`${folder}api/api.schema.json`, 'utf8'));
  if (!isNode(schema)) throw new TypeError('a schema is an object');
  return schema;
}

export async function generateApiTypes(folder: string): Promise<string> {
  const schema: JSONSchema = schemaOf(folder);
  return compile(schema, 'ApiAnswers', {
    cwd: folder,
    ignoreMinAndMaxItems: true,
    bannerComment: '/* Generated from api.schema.json by `npm run generate`. Do not edit. */',
    style: { singleQuote: true, printWidth: 120 },
    strictIndexSignatures: true,
  });
}

/** A schema of ours as a component of the document: definitions are elsewhere there. */
function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved);
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' ? String(inner).replace('#/definitions/', '#/components/schemas/') : moved(inner),
    ]),
  );
}

function answer(description: string, type: string, name: string): Node {
  return { description, content: { [type]: { schema: { $ref: `#/components/schemas/${name}` } } } };
}

function problems(statuses: readonly number[]): Node {
  return Object.fromEntries(
    statuses.map((status) => [String(status), answer(PROBLEMS[status] ?? '', 'application/problem+json', 'Problem')]),
  );
}

const COMMON = Object.keys(PROBLEMS).map(Number);

function operations(): Node {
  return Object.fromEntries(
    Object.entries(OPERATIONS).map(([name, { path, summary, role, parameters, answer: said }]) => {
      const query = Object.entries(parameters).map(([parameter, { description, ...schema }]) => ({
        name: parameter,
        in: 'query',
        required: false,
        description,
        schema,
      }));
      const known = {
        name: 'If-None-Match',
        in: 'header',
        required: false,
        schema: { type: 'string', maxLength: 256 },
      };
      const get = {
        operationId: name,
        summary,
        description: role === 'operator' ? 'For the role `operator`.' : 'For every role.',
        parameters: [...query, known],
        responses: {
          '200': answer('As asked.', 'application/json', said),
          '304': { description: 'Nothing changed since the answer with this ETag.' },
          ...problems(COMMON),
        },
      };
      return [path, { get }];
    }),
  );
}

function others(): Node {
  const stream = {
    operationId: 'events',
    summary: 'What is new, as it comes: server-sent events',
    description: `Events ${Object.entries(EVENTS)
      .map(([event, name]) => `\`${event}\` (a ${name})`)
      .join(', ')}; bills for the role \`operator\` only. \`Last-Event-ID\` goes on where a stream ended.`,
    parameters: [{ name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string', maxLength: 64 } }],
    responses: {
      '200': { description: 'A stream without end.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      ...problems([...COMMON]),
    },
  };
  const health = (summary: string, statuses: readonly [string, string][]) => ({
    get: {
      summary,
      security: [],
      responses: Object.fromEntries(
        statuses.map(([status, text]) => [status, answer(text, 'application/json', 'Health')]),
      ),
    },
  });
  return {
    [EVENTS_PATH]: { get: stream },
    '/healthz': health('Whether the process answers', [['200', 'It does.']]),
    '/readyz': health('Whether it has read the archive', [
      ['200', 'It has.'],
      ['503', 'Not yet.'],
    ]),
  };
}

/** The document as text. `version`: of the software. */
export function generateApiDocument(folder: string, version: string): string {
  const { definitions } = schemaOf(folder);
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'gridshare',
      version,
      description: 'What a utility’s archive has: totals that were released, and nothing else. Read-only.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#',
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }, { certificate: [] }],
    paths: { ...operations(), ...others() },
    components: {
      schemas: moved(definitions),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of `gridshare access add`.' },
        session: { type: 'apiKey', in: 'cookie', name: 'gridshare-session', description: 'What the dashboard has.' },
        certificate: {
          type: 'mutualTLS',
          description: 'A TLS client certificate that `gridshare access add` was told.',
        },
      },
    },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
