/**
 * A tap on every topic: gathers whatever the broker carries and looks for known readings in every encoding we can think
 * of, and in whatever k opened plaintexts would interpolate to if the sealing were none.
 */
import { MqttBus } from '../host/bus/mqtt-bus.ts';
import { ELEMENT_BYTES, decodeElement, isCanonicalElement } from '../protocol/math/field.ts';
import { interpolateAt } from '../protocol/math/lagrange.ts';

const TAG_BYTES = 16;

export interface Tapped {
  readonly topic: string;
  readonly payload: string;
}

export interface Finding {
  readonly reading: number;
  readonly how: string;
  readonly topic: string;
}

/** Subscribes to everything under `grid/` as the debug client. */
export async function tap(url: string): Promise<{ readonly messages: Tapped[]; stop(): Promise<void> }> {
  const messages: Tapped[] = [];
  const bus = new MqttBus({
    url,
    clientId: 'debug-tap',
    queueLimit: 1,
    reconnectMinMs: 100,
    reconnectMaxMs: 1_000,
    keepaliveSeconds: 30,
  });
  const subscribed = bus.subscribe(['grid/#']);
  await bus.start({
    onMessage: ({ topic, payload }) => messages.push({ topic, payload: Buffer.from(payload).toString() }),
    onConnected: () => {},
    onDisconnected: () => {},
  });
  await subscribed;
  return { messages, stop: () => bus.stop(500) };
}

/** Every string and every number inside a message, however deep. */
function* leaves(value: unknown): Generator<string | number> {
  if (typeof value === 'string' || typeof value === 'number') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* leaves(item);
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* leaves(member);
}

/** Eight-byte forms of a reading: integers in both byte orders, and the double. */
function binaryForms(reading: number): { readonly how: string; readonly bytes: Buffer }[] {
  const little = Buffer.alloc(8);
  little.writeBigUInt64LE(BigInt(reading));
  const big = Buffer.alloc(8);
  big.writeBigUInt64BE(BigInt(reading));
  const double = Buffer.alloc(8);
  double.writeDoubleLE(reading);
  const reversed = Buffer.from(double.toReversed());
  return [
    { how: 'u64 little-endian', bytes: little },
    { how: 'u64 big-endian', bytes: big },
    { how: 'double little-endian', bytes: double },
    { how: 'double big-endian', bytes: reversed },
  ];
}

function textForms(reading: number): { readonly how: string; readonly pattern: RegExp }[] {
  const alone = (text: string): RegExp => new RegExp(`(?<![A-Za-z0-9_-])0*${text}(?![A-Za-z0-9_-])`, 'i');
  return [
    { how: 'decimal', pattern: alone(String(reading)) },
    { how: 'kWh', pattern: alone((reading / 1000).toFixed(3).replace('.', '\\.')) },
    { how: 'hexadecimal', pattern: alone(reading.toString(16)) },
    {
      how: 'base64 of the decimal',
      pattern: new RegExp(Buffer.from(String(reading)).toString('base64url').slice(0, -1)),
    },
  ];
}

function inOneMessage(message: Tapped, readings: readonly number[]): Finding[] {
  const found: Finding[] = [];
  const decoded = [...leaves(JSON.parse(message.payload) as unknown)].flatMap((leaf) =>
    typeof leaf === 'string' ? [Buffer.from(leaf, 'base64url'), Buffer.from(leaf, 'hex')] : [],
  );
  for (const reading of readings) {
    for (const { how, pattern } of textForms(reading)) {
      if (pattern.test(message.payload)) found.push({ reading, how, topic: message.topic });
      if (decoded.some((bytes) => pattern.test(bytes.toString('latin1'))))
        found.push({ reading, how: `decoded ${how}`, topic: message.topic });
    }
    for (const { how, bytes } of binaryForms(reading)) {
      if (decoded.some((inside) => inside.includes(bytes))) found.push({ reading, how, topic: message.topic });
    }
  }
  return found;
}

interface Sealed {
  readonly aggregator: number;
  readonly bytes: Buffer;
}

/** Takes every sealed share for what it would be unsealed, and interpolates any k of the same meter and interval. */
function byInterpolation(messages: readonly Tapped[], readings: ReadonlySet<number>, threshold: number): Finding[] {
  const groups = new Map<string, Sealed[]>();
  for (const { topic, payload } of messages) {
    if (!topic.endsWith('/shares')) continue;
    const message = JSON.parse(payload) as {
      meter: string;
      from: number;
      count: number;
      aggregator: number;
      sealed: string;
    };
    const bytes = Buffer.from(message.sealed, 'base64url').subarray(0, -TAG_BYTES);
    const name = `${message.meter}/${message.from}/${message.count}`;
    groups.set(name, [
      ...(groups.get(name) ?? []).filter((known) => known.aggregator !== message.aggregator),
      { aggregator: message.aggregator, bytes },
    ]);
  }
  const found: Finding[] = [];
  for (const [name, group] of groups) {
    const some = group.slice(0, threshold);
    if (some.length < threshold) continue;
    for (let offset = 0; offset + ELEMENT_BYTES <= (some[0]?.bytes.length ?? 0); offset += ELEMENT_BYTES) {
      if (some.some(({ bytes }) => !isCanonicalElement(bytes, offset))) continue;
      const secret = interpolateAt(
        some.map(({ aggregator, bytes }) => ({ x: aggregator, y: decodeElement(bytes, offset) })),
        0,
      );
      if (secret < 2n ** 53n && readings.has(Number(secret)))
        found.push({ reading: Number(secret), how: `${threshold} shares of ${name}`, topic: 'shares' });
    }
  }
  return found;
}

/** Every reading that the tapped messages give away, and how. */
export function findReadings(messages: readonly Tapped[], readings: readonly number[], threshold: number): Finding[] {
  return [
    ...messages.flatMap((message) => inOneMessage(message, readings)),
    ...byInterpolation(messages, new Set(readings), threshold),
  ];
}
