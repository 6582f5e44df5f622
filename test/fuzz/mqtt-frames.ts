/**
 * MQTT 3.1.1 frames, well-formed and spoilt: flipped bits, cut and spliced frames, lengths that lie (the frame's and those
 * within), bad UTF-8, reserved types and flags, packet id 0. Everything follows from the numbers drawn.
 */
import { type Draw, mutate } from './mutate.ts';

type Part = Uint8Array | readonly number[];

export const DISCONNECT = Buffer.from([0xe0, 0]);
const CONNECT = 0x10;
const PUBLISH = 0x30;
const SUBSCRIBE = 0x82;
const UNSUBSCRIBE = 0xa2;
export const PING = Buffer.from([0xc0, 0]);

function bytesOf(part: Part): Uint8Array {
  return part instanceof Uint8Array ? part : Buffer.from(part as number[]);
}

/** A remaining length, in as few bytes as possible. */
export function lengthBytes(length: number): number[] {
  const digits: number[] = [];
  for (let rest = length; digits.length === 0 || rest > 0; rest = Math.floor(rest / 128))
    digits.push((rest % 128) | (rest >= 128 ? 128 : 0));
  return digits;
}

export function frame(first: number, ...parts: readonly Part[]): Buffer {
  const body = Buffer.concat(parts.map(bytesOf));
  return Buffer.concat([Buffer.from([first, ...lengthBytes(body.length)]), body]);
}

export function text(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

export function connectFrame(clientId: string, flags = 2, keepaliveSeconds = 30, ...more: readonly Part[]): Buffer {
  const rest = [4, flags, keepaliveSeconds >> 8, keepaliveSeconds & 255];
  return frame(CONNECT, text('MQTT'), rest, text(clientId), ...more);
}

export function publishFrame(topic: string, payload: Uint8Array, isRetained = false, qos = 1): Buffer {
  return frame(PUBLISH | (qos << 1) | Number(isRetained), text(topic), qos === 0 ? [] : [0, 9], payload);
}

export function subscribeFrame(...filters: readonly string[]): Buffer {
  return frame(SUBSCRIBE, [0, 1], ...filters.flatMap((filter) => [text(filter), [1]]));
}

/** One well-formed frame of every kind a client may send, and some that only a server does. */
export function seedFrames(clientId: string, topic: string, filter: string): Buffer[] {
  const will = [text(topic), text('gone'), text('user'), text('word')];
  return [
    connectFrame(clientId),
    connectFrame(clientId, 0xee, 30, ...will),
    connectFrame(clientId, 0x2e, 300, text('grid/agg/1/status'), text('gone')),
    connectFrame('', 2, 0),
    publishFrame(topic, Buffer.from('{"version":1}')),
    publishFrame(topic, Buffer.alloc(0), true),
    publishFrame(topic, Buffer.alloc(300, 0x7b)),
    frame(PUBLISH, text(topic), Buffer.from('QoS 0')),
    frame(PUBLISH | 4, text(topic), [0, 7], Buffer.from('QoS 2')),
    subscribeFrame(filter),
    subscribeFrame(filter, '#', '$share/g/grid/agg/1/shares', '+/+/+/+'),
    frame(UNSUBSCRIBE, [0, 2], text(filter)),
    PING,
    frame(0x40, [0, 9]),
    frame(0x50, [0, 9]),
    frame(0x62, [0, 9]),
    frame(0x70, [0, 9]),
    frame(0x20, [0, 0]),
    frame(0x90, [0, 1, 1]),
    frame(0xd0),
    frame(0xe0),
  ];
}

const BAD_TEXT: readonly Buffer[] = [
  Buffer.from([0]),
  Buffer.from([0xff]),
  Buffer.from([0xc0, 0x80]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xf4, 0x90, 0x80, 0x80]),
  Buffer.from('/'.repeat(200)),
  Buffer.from('+'),
  Buffer.from('#'),
  Buffer.from('$SYS/x'),
  Buffer.from('__proto__'),
  Buffer.from('x'.repeat(5_000)),
  Buffer.from('grid/agg/1/shares'),
];

/** Where a frame's body begins. */
function bodyAt(bytes: Uint8Array): number {
  let at = 1;
  while (at < bytes.length && at < 5 && (bytes[at]! & 0x80) !== 0) at++;
  return Math.min(at + 1, bytes.length);
}

/** A remaining length that is not the body's. */
function lyingLength(body: number, draw: Draw): number[] {
  switch (draw.below(7)) {
    case 0:
      return lengthBytes(Math.max(0, body - 1 - draw.below(8)));
    case 1:
      return lengthBytes(body + 1 + draw.below(300));
    case 2:
      return [0];
    case 3:
      return lengthBytes(draw.of([16_383, 16_384, 16_385, 65_536, 2_097_151, 268_435_455]));
    case 4:
      return [0xff, 0xff, 0xff, 0xff, 0x7f];
    case 5:
      // The right length in more bytes than it needs.
      return [(body & 127) | 128, ((body >> 7) & 127) | 128, 0];
    default:
      return Array.from({ length: 1 + draw.below(4) }, () => 0x80 | draw.below(128));
  }
}

/** Spoils a frame. What comes out may be well-formed by chance, and is then only unexpected. */
export function mutateFrame(seed: Buffer, donor: Buffer, draw: Draw): Buffer {
  const at = bodyAt(seed);
  const body = seed.subarray(at);
  switch (draw.below(9)) {
    case 0:
      // Another type or other flags, reserved ones among them.
      return Buffer.concat([Buffer.from([draw.below(256)]), seed.subarray(1)]);
    case 1:
      return Buffer.concat([seed.subarray(0, 1), Buffer.from(lyingLength(body.length, draw)), body]);
    case 2: {
      // Text in the body, with the frame's length put right and the text's own as it was.
      const place = draw.below(body.length + 1);
      const end = Math.min(body.length, place + draw.below(6));
      return frame(seed[0]!, body.subarray(0, place), draw.of(BAD_TEXT), body.subarray(end));
    }
    case 3: {
      // A length within the body.
      const changed = Buffer.from(body);
      const place = draw.below(Math.max(1, changed.length - 1));
      if (changed.length > 1) changed.writeUInt16BE(draw.of([0, 1, 255, 256, 0x7fff, 0xffff, changed.length]), place);
      return frame(seed[0]!, changed);
    }
    case 4:
      return frame(seed[0]!, body.subarray(0, draw.below(body.length + 1)));
    case 5:
      return frame(seed[0]!, body.subarray(0, draw.below(body.length + 1)), donor.subarray(bodyAt(donor)));
    case 6:
      return Buffer.alloc(1 + draw.below(64));
    default:
      return Buffer.from(mutate({ bytes: seed, text: undefined }, { bytes: donor, text: undefined }, draw, false));
  }
}
