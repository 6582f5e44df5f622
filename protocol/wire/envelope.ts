/**
 * From bytes to a checked message: size, UTF-8, JSON with exactly one encoding, schema; in that order. [P-5.2, P-6.1]
 * Does not check signatures or meaning.
 */
import type { SchemaTypes } from '../../schemas/types.ts';
import { describeProblem, isValid } from '../../schemas/validate.ts';
import { fromUtf8 } from './bytes.ts';
import { MAX_PAYLOAD_BYTES } from './limits.ts';
import { areaOfMessage, MISPLACED } from './misplaced.ts';
import { parseTopic, type TopicName } from './topics.ts';

export type WireName = keyof typeof MAX_PAYLOAD_BYTES;

/** Which schema the messages of a topic have. */
export const SCHEMA_OF_TOPIC: Readonly<Record<TopicName, WireName>> = {
  shares: 'shares',
  areaShares: 'shares',
  meterShares: 'shares',
  requests: 'request',
  manifests: 'manifest',
  accepts: 'accept',
  log: 'log',
  recovery: 'log',
  key: 'key-card',
  status: 'status',
  rejections: 'rejection',
  evidence: 'evidence',
  utilityEvidence: 'evidence',
  meterEvidence: 'head-pair',
  totals: 'total',
  areaTotals: 'total',
  receipts: 'receipt',
  bill: 'bill',
  scheme: 'scheme-copy',
  tariffs: 'tariff-copy',
  roster: 'roster-copy',
  clock: 'clock',
};

export type Decoded<T> =
  | { readonly isOk: true; readonly message: T }
  | { readonly isOk: false; readonly detail: string };

/** A lone surrogate as `JSON.stringify` writes it: no text, and every one of them encodes to the same UTF-8. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud/;

function refuse(detail: string): { readonly isOk: false; readonly detail: string } {
  return { isOk: false, detail };
}

export function decodeMessage<N extends WireName>(name: N, payload: Uint8Array): Decoded<SchemaTypes[N]> {
  if (payload.length > MAX_PAYLOAD_BYTES[name]) return refuse(`larger than ${MAX_PAYLOAD_BYTES[name]} bytes`);
  const text = fromUtf8(payload);
  if (text === undefined) return refuse('not UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(text);
    // Duplicate members, white space, 1e400, 2^53+1 or odd escapes would let two readers see two messages in one.
    if (JSON.stringify(value) !== text) return refuse('not the one compact encoding of its JSON');
    if (LONE_SURROGATE.test(text)) return refuse('not well-formed Unicode');
  } catch {
    return refuse('not JSON');
  }
  if (!isValid(name, value)) return refuse(describeProblem(name));
  return { isOk: true, message: value };
}

/** As `decodeMessage`, of a message of this deployment that is about the area of its topic, if that names one. */
export function decodeInPlace<N extends WireName>(
  name: N,
  topic: string,
  payload: Uint8Array,
  deployment: string,
): Decoded<SchemaTypes[N]> {
  const decoded = decodeMessage(name, payload);
  if (!decoded.isOk) return decoded;
  const { message } = decoded;
  if (message.deployment !== deployment) return refuse('of another deployment');
  const area = parseTopic(topic)?.area;
  return area === undefined || areaOfMessage(message) === area ? decoded : refuse(MISPLACED.detail);
}
