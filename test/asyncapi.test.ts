/** `docs/asyncapi.yaml` is AsyncAPI 3, and says what the topic table says. [P-5.1] */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { asyncApiText } from '../deploy/asyncapi.ts';
import { type Identity, mayPublish, maySubscribe, parseIdentity } from '../protocol/wire/topic-rights.ts';
import { TOPICS } from '../protocol/wire/topics.ts';
import { ROOT } from './typing.ts';

const PATH = join(ROOT, 'docs/asyncapi.yaml');
const text = readFileSync(PATH, 'utf8');

interface Document {
  channels: Record<string, { address: string }>;
  operations: Record<string, { action: string; channel: { $ref: string } }>;
  components: { messages: Record<string, { payload: { schema: { $ref: string } } }> };
}
const document = parse(text) as Document;

const specification = fileURLToPath(import.meta.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
const isAsyncApi = ajv.compile<Document>(JSON.parse(readFileSync(specification, 'utf8')) as object);

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}

/** Whether something is there: in the document, or a file beside it and in that. */
function leadsSomewhere(reference: string, source: unknown): boolean {
  const [file = '', pointer = ''] = reference.split('#');
  const path = join(dirname(PATH), file);
  if (file !== '' && !existsSync(path)) return false;
  let at: unknown = file === '' ? source : JSON.parse(readFileSync(path, 'utf8'));
  for (const name of pointer.split('/').slice(1))
    at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined;
  return at !== undefined;
}

/** What the specification's own schema finds wrong, and references that lead nowhere, in words. */
function errorsIn(source: string): string[] {
  const parsed: unknown = parse(source);
  const broken = referencesIn(parsed).filter((reference) => !leadsSomewhere(reference, parsed));
  const errors = isAsyncApi(parsed) ? [] : (isAsyncApi.errors ?? []);
  return [...errors.map(({ instancePath, message }) => `${instancePath}: ${message}`), ...broken];
}

test('it is what it is made from', () => {
  expect(text).toBe(asyncApiText());
});

test('it is a document by the schema of AsyncAPI 3, and every schema that it names is there', () => {
  expect(errorsIn(text)).toEqual([]);
});

test('control: a reference to nothing, a schema that is gone and an action that is none are found', () => {
  for (const [what, by] of [
    ['#/channels/key', '#/channels/planted'],
    ['../schemas/shares.schema.json', '../schemas/planted.schema.json'],
    ['action: send', 'action: whisper'],
  ] as const) {
    expect(text).toContain(what);
    expect(errorsIn(text.replace(what, by))).not.toEqual([]);
  }
  expect(errorsIn(stringify({ ...document, channels: { ...document.channels, x: { address: 5 } } }))).not.toEqual([]);
});

test('[P-10] its channels and operations are the rights that a broker goes by', () => {
  expect(Object.values(document.channels).map(({ address }) => address)).toEqual(TOPICS.map(({ pattern }) => pattern));
  const parties: Readonly<Record<string, Identity | undefined>> = {
    meter: parseIdentity('meter-m-1', 'oak'),
    fleet: parseIdentity('fleet-x'),
    aggregator: parseIdentity('aggregator-3'),
    utility: parseIdentity('utility'),
    debug: parseIdentity('debug-me'),
  };
  const said = new Set(Object.keys(document.operations));
  for (const { name, pattern } of TOPICS) {
    const topic = pattern.replace('{aggregator}', '3').replace('{area}', 'oak').replace('{meterId}', 'm-1');
    for (const [party, identity] of Object.entries(parties)) {
      expect([party, name, said.has(`${party}.publishes.${name}`)]).toEqual([
        party,
        name,
        mayPublish(identity!, topic, false),
      ]);
      expect([party, name, said.has(`${party}.hears.${name}`)]).toEqual([party, name, maySubscribe(identity!, topic)]);
    }
  }
});
