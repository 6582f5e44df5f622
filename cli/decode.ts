/** `gridshare decode`: explains messages from stdin, as `mosquitto_sub -v -t 'grid/#' | gridshare decode`. Opens nothing. */
import type { Command } from '@commander-js/extra-typings';
import { fromBase64url, utf8 } from '../protocol/wire/bytes.ts';
import { SCHEMA_OF_TOPIC, type WireName, decodeMessage } from '../protocol/wire/envelope.ts';
import { MAX_PAYLOAD_BYTES } from '../protocol/wire/limits.ts';
import { MEANING } from '../protocol/wire/sight.ts';
import { rootProblem, TopicRoot } from '../protocol/wire/topic-root.ts';
import { type ParsedTopic, parseTopic } from '../protocol/wire/topics.ts';
import { escaped } from '../host/base/printable.ts';
import { readLines } from '../host/base/text-file.ts';
import { EXIT } from './exit.ts';
import { isOutputClosed, say } from './render/output.ts';

const SCHEMA_OF_TYPE: Record<string, WireName> = {
  shares: 'shares',
  announcement: 'request',
  prepare: 'request',
  entries: 'request',
  resend: 'request',
  manifest: 'manifest',
  holdings: 'manifest',
  accept: 'accept',
  head: 'log',
  promise: 'log',
  'log-entries': 'log',
  inquiry: 'log',
  'head-request': 'log',
  evidence: 'evidence',
  'head-pair': 'head-pair',
  witness: 'log',
  load: 'total',
  bill: 'bill',
  receipt: 'receipt',
  'key-card': 'key-card',
  status: 'status',
  rejection: 'rejection',
  scheme: 'scheme-copy',
  roster: 'roster-copy',
  clock: 'clock',
};

/** One member of a message, in words: long base64url as its size. */
function describeMember(value: unknown): string {
  if (typeof value === 'string') {
    const bytes = value.length >= 22 ? fromBase64url(value) : undefined;
    return bytes === undefined ? escaped(value) : `${bytes.length} bytes (${value.slice(0, 12)}...)`;
  }
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string') ? escaped(value.join(', ')) : `${value.length} items`;
  if (typeof value === 'object' && value !== null) return `{${escaped(Object.keys(value).join(', '))}}`;
  return String(value);
}

/** The shortest beginning that makes a topic of the table of the rest is its root. */
function parseUnderAnyRoot(topic: string): ParsedTopic | undefined {
  const levels = topic.split('/');
  for (let count = 1; count < levels.length; count += 1) {
    const root = levels.slice(0, count).join('/');
    if (rootProblem(root) !== undefined) return undefined;
    const parsed = parseTopic(new TopicRoot(root).inward(topic) ?? '');
    if (parsed !== undefined) return parsed;
  }
  return undefined;
}

function nameOf(topic: string | undefined, payload: string): WireName | undefined {
  const parsed = topic === undefined ? undefined : parseUnderAnyRoot(topic);
  if (parsed !== undefined) return SCHEMA_OF_TOPIC[parsed.name];
  const type = /"type":"([a-z-]+)"/.exec(payload)?.[1];
  // A bill total and a sealed bill share their type; only the total names an aggregator.
  if (type === 'bill' && payload.includes('"aggregator":')) return 'total';
  return type === undefined ? undefined : SCHEMA_OF_TYPE[type];
}

/** Where the payload of a line begins: a topic may have blanks and braces, and no message begins otherwise. */
function payloadStart(line: string): number {
  if (line.startsWith('{')) return 0;
  const at = line.indexOf(' {"');
  return at === -1 ? line.indexOf('{') : at + 1;
}

/** Explains one line: `payload` or `topic payload`. */
export function explain(line: string): { readonly isValid: boolean; readonly text: string } {
  const start = payloadStart(line);
  const topic = start > 0 ? line.slice(0, start).trim() : undefined;
  const payload = start === -1 ? line : line.slice(start);
  const name = nameOf(topic, payload);
  const bytes = utf8(payload);
  if (name === undefined) return { isValid: false, text: `not a gridshare message (${bytes.length} bytes)` };
  const decoded = decodeMessage(name, bytes);
  const lines = [
    `${topic === undefined ? '(no topic)' : escaped(topic)}: ${name}, ${bytes.length} bytes (limit ${MAX_PAYLOAD_BYTES[name]})`,
    `  ${MEANING[name]}`,
    ...(topic === undefined || parseUnderAnyRoot(topic) !== undefined
      ? []
      : ['  NO TOPIC of the table: nobody may publish there, and nobody listens. Read as what it says it is.']),
  ];
  if (!decoded.isOk) return { isValid: false, text: [...lines, `  INVALID: ${escaped(decoded.detail)}`].join('\n') };
  const members = Object.entries(decoded.message).map(
    ([member, value]) => `  ${escaped(member).padEnd(18)}${describeMember(value)}`,
  );
  return { isValid: true, text: [...lines, ...members].join('\n') };
}

export function addDecode(program: Command): void {
  program
    .command('decode')
    .description("explain messages from stdin, one per line: mosquitto_sub -v -t 'grid/#' | gridshare decode")
    .action(async () => {
      let isAllValid = true;
      for await (const line of readLines(process.stdin)) {
        // Whoever reads has seen enough: of the rest nothing is known.
        if (isOutputClosed()) return;
        if (line.trim() === '') continue;
        const { isValid, text } = explain(line);
        isAllValid &&= isValid;
        say(`${text}\n\n`);
      }
      process.exitCode = isAllValid ? EXIT.ok : EXIT.notExact;
    });
}
