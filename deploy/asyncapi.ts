/**
 * `npm run asyncapi`: writes `docs/asyncapi.yaml`, the MQTT side of a deployment as AsyncAPI 3, from the topic table and the schemas.
 * `--check` fails when the committed file is another.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type WireName, SCHEMA_OF_TOPIC } from '../protocol/wire/envelope.ts';
import { MAX_AGGREGATORS, MAX_PAYLOAD_BYTES } from '../protocol/wire/limits.ts';
import { MEANING } from '../protocol/wire/sight.ts';
import { type Right, TOPICS, type TopicName, type TopicRow } from '../protocol/wire/topics.ts';
import { SOFTWARE_VERSION } from '../host/base/version.ts';

const PATH = join(import.meta.dirname, '../docs/asyncapi.yaml');

const PARAMETERS: Readonly<Record<string, object>> = {
  aggregator: {
    description: 'Index of the aggregator.',
    enum: Array.from({ length: MAX_AGGREGATORS }, (_, at) => String(at + 1)),
  },
  area: { description: 'Area id: 1 to 64 of A-Z a-z 0-9 _ -, a letter or digit first.' },
  meterId: { description: 'Meter id: 1 to 64 of A-Z a-z 0-9 _ -, a letter or digit first.' },
};

/** Which party a right is of, and what of it. */
const PARTIES: Readonly<Record<Right, { readonly party: string; readonly only: string }>> = {
  meter: { party: 'meter', only: '' },
  'own-meter': { party: 'meter', only: ' Only the meter that the topic names.' },
  fleet: { party: 'fleet', only: '' },
  aggregator: { party: 'aggregator', only: '' },
  'own-aggregator': { party: 'aggregator', only: ' Only the aggregator that the topic names.' },
  utility: { party: 'utility', only: '' },
  debug: { party: 'debug', only: ' Only where the broker allows it.' },
};

function channelOf({ name, pattern, isRetainedAllowed, isDemoOnly }: TopicRow & { readonly name: TopicName }): object {
  const wire = SCHEMA_OF_TOPIC[name];
  const parameters = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => [key, PARAMETERS[key] ?? {}] as const);
  const kept = isRetainedAllowed ? ' Retained: who connects gets the latest.' : '';
  return {
    address: pattern,
    description: `${MEANING[wire]}${kept}${isDemoOnly ? ' Demonstrations only.' : ''}`,
    messages: { [wire]: { $ref: `#/components/messages/${wire}` } },
    ...(parameters.length === 0 ? {} : { parameters: Object.fromEntries(parameters) }),
  };
}

function operationsOf(row: TopicRow & { readonly name: TopicName }): [string, object][] {
  const { name, publishers, subscribers, isRetainedAllowed } = row;
  const wire = SCHEMA_OF_TOPIC[name];
  const operation = (action: 'send' | 'receive', right: Right): [string, object] => {
    const { party, only } = PARTIES[right];
    const verb = action === 'send' ? 'publishes' : 'hears';
    return [
      `${party}.${verb}.${name}`,
      {
        action,
        channel: { $ref: `#/channels/${name}` },
        summary: `A ${party} may ${action === 'send' ? 'publish' : 'subscribe to'} it.${only}`.replace(
          'A agg',
          'An agg',
        ),
        messages: [{ $ref: `#/channels/${name}/messages/${wire}` }],
        bindings: {
          mqtt: { qos: 1, ...(action === 'send' ? { retain: isRetainedAllowed } : {}), bindingVersion: '0.2.0' },
        },
      },
    ];
  };
  return [
    ...publishers.map((right) => operation('send', right)),
    ...subscribers.map((right) => operation('receive', right)),
  ];
}

function messageOf(wire: WireName): object {
  return {
    name: wire,
    title: wire,
    summary: MEANING[wire],
    description: `At most ${MAX_PAYLOAD_BYTES[wire].toLocaleString('en-US')} bytes, in canonical JSON: one encoding for each message.`,
    contentType: 'application/json',
    payload: {
      schemaFormat: 'application/schema+json;version=draft-07',
      schema: { $ref: `../schemas/${wire}.schema.json` },
    },
  };
}

const DESCRIPTION = `What parties of a gridshare deployment say to each other over MQTT 3.1.1, and who may say and hear what; a broker refuses everything else.
The first level is \`grid\` unless the deployment has another root (\`--root\`). docs/protocol.md says what a message means and when it is sent: this document can't.`;

export function asyncApiText(): string {
  const wires = [...new Set(TOPICS.map(({ name }) => SCHEMA_OF_TOPIC[name]))];
  const server = (protocol: string, port: number, description: string): object => ({
    host: `127.0.0.1:${port}`,
    protocol,
    protocolVersion: '3.1.1',
    description,
  });
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'gridshare',
      version: SOFTWARE_VERSION,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      plain: server('mqtt', 1883, 'On the loopback interface only.'),
      mutualTls: {
        ...server('mqtts', 8883, 'Elsewhere: the client id is the common name of the certificate.'),
        security: [{ $ref: '#/components/securitySchemes/certificate' }],
      },
    },
    channels: Object.fromEntries(TOPICS.map((row) => [row.name, channelOf(row)])),
    operations: Object.fromEntries(TOPICS.flatMap(operationsOf)),
    components: {
      messages: Object.fromEntries(wires.map((wire) => [wire, messageOf(wire)])),
      securitySchemes: {
        certificate: { type: 'X509', description: 'A certificate of the authority of the deployment.' },
      },
    },
  };
  const head = '# Written by `npm run asyncapi` from protocol/wire/topics.ts and schemas/: change those.\n';
  return `${head}${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

if (import.meta.main) {
  const text = asyncApiText();
  if (!process.argv.includes('--check')) writeFileSync(PATH, text);
  else if (readFileSync(PATH, 'utf8') !== text) {
    process.stderr.write('docs/asyncapi.yaml is not what it is made from: run `npm run asyncapi` and commit it.\n');
    process.exitCode = 1;
  }
}
