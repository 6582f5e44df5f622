/** `gridshare decode`: explains messages from stdin, as `mosquitto_sub -v -t 'grid/#' | gridshare decode`. Opens nothing. */
import type { Command } from '@commander-js/extra-typings';
import { fromBase64url, utf8 } from '../protocol/wire/bytes.ts';
import { SCHEMA_OF_TOPIC, type WireName, decodeMessage } from '../protocol/wire/envelope.ts';
import { MAX_PAYLOAD_BYTES } from '../protocol/wire/limits.ts';
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

/** What a kind of message is, who can read it, and what it proves. */
const MEANING: Record<WireName, string> = {
  shares:
    "sealed Shamir shares of one meter. Only the named aggregator can open it, and sees numbers that say nothing without k-1 others'.",
  request:
    'from the utility: the next log entry with what it rests on, certified entries, or a request to repeat totals. Not secret.',
  manifest: 'which meters an aggregator holds, signed. Not secret: presence, never a value.',
  accept: "an aggregator's signed lock on one log entry. Not secret.",
  log: "how far an aggregator's certified log reaches, or what recovery after a loss needs, signed. Not secret.",
  total: "one aggregator's weighted sums. Only the utility can open it, and needs k of them.",
  receipt: 'what an aggregator has durably stored of a meter, with a MAC only that meter can check. Not secret.',
  bill: "a meter's bill. Only that meter can open it.",
  evidence: 'proofs that somebody signed two things that cannot both be honest. Public.',
  'head-pair': 'two signed heads of one log that differ, from the receipts of a meter. Not secret.',
  'key-card': "an aggregator's HPKE keys, signed by its pinned identity. Public.",
  status: 'online or offline. Unauthenticated: a hint.',
  rejection: 'why an aggregator refused a message. Never holds its payload.',
  'scheme-copy': 'the rules of the deployment, certified by the aggregators. Public.',
  'roster-copy': 'who is enrolled in an area, certified by the aggregators. Public.',
  clock: 'grid time of a demo. Public.',
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

/** Explains one line: `payload` or `topic payload`. */
export function explain(line: string): { readonly isValid: boolean; readonly text: string } {
  const start = line.indexOf('{');
  const topic = start > 0 ? line.slice(0, start).trim() : undefined;
  const payload = start === -1 ? line : line.slice(start);
  const name = nameOf(topic, payload);
  const bytes = utf8(payload);
  if (name === undefined) return { isValid: false, text: `not a gridshare message (${bytes.length} bytes)` };
  const decoded = decodeMessage(name, bytes);
  const lines = [
    `${topic === undefined ? '(no topic)' : escaped(topic)}: ${name}, ${bytes.length} bytes (limit ${MAX_PAYLOAD_BYTES[name]})`,
    `  ${MEANING[name]}`,
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
