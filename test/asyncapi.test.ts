/** `docs/asyncapi.yaml` is AsyncAPI 3, and says what the topic table says. [P-5.1] */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
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

/** What the parser finds wrong, in words; not what it only advises. */
async function errorsIn(source: string): Promise<string[]> {
  const { diagnostics } = await new Parser().parse(source, { source: PATH });
  const error: number = 0;
  return diagnostics
    .filter(({ severity }: { severity: number }) => severity === error)
    .map(({ message, path }) => `${path.join('/')}: ${message}`);
}

test('it is what it is made from', () => {
  expect(text).toBe(asyncApiText());
});

test('the parser of AsyncAPI takes it, with every schema that it names', async () => {
  expect(await errorsIn(text)).toEqual([]);
});

test('control: a reference to nothing, a schema that is gone and an action that is none are found', async () => {
  for (const [what, by] of [
    ['#/channels/key', '#/channels/planted'],
    ['../schemas/shares.schema.json', '../schemas/planted.schema.json'],
    ['action: send', 'action: whisper'],
  ] as const) {
    expect(text).toContain(what);
    expect(await errorsIn(text.replace(what, by))).not.toEqual([]);
  }
  expect(await errorsIn(stringify({ ...document, channels: { ...document.channels, x: { address: 5 } } }))).not.toEqual(
    [],
  );
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
