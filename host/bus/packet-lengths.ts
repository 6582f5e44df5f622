/**
 * MQTT.js and Aedes write through mqtt-packet, which keeps a few bytes for every packet length up to 16,383 that it has
 * ever written. Node cuts such small buffers from slabs of 64 KiB, so each new length, when it comes hours after the last,
 * holds a slab of its own: hundreds of megabytes in the end. Made many at once they share a few slabs.
 */
import { Writable } from 'node:stream';
import { writeToStream } from 'mqtt-packet';

const KEPT_LENGTHS = 16_384;
/** Made at once around one that comes: all 64 blocks hold 8 MB at most, and a meter needs one or two. */
const BLOCK_LENGTHS = 256;
/** Of a packet without payload whose topic has one letter. */
const LEAST_LENGTH = 3;

const isKept = new Set<number>();

function keepBlock(block: number): void {
  isKept.add(block);
  // As MQTT.js does: no cache of all 65,536 numbers of two bytes, 7 MB for what is made in no time.
  writeToStream.cacheNumbers = false;
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  // With it, mqtt-packet would keep everything until the end of the turn.
  Object.defineProperty(sink, 'cork', { value: undefined });
  const first = Math.max(LEAST_LENGTH, block * BLOCK_LENGTHS);
  const payload = Buffer.alloc((block + 1) * BLOCK_LENGTHS);
  for (let length = first; length < (block + 1) * BLOCK_LENGTHS; length++) {
    const packet = {
      cmd: 'publish' as const,
      topic: 'a',
      payload: payload.subarray(0, length - LEAST_LENGTH),
      qos: 0 as const,
      retain: false,
      dup: false,
    };
    writeToStream(packet, sink, { protocolVersion: 4 });
  }
}

/** Before a publication of QoS 1 with this topic and payload is written. */
export function keepLengthOf(topic: string, payload: string | Uint8Array): void {
  const length = 2 + Buffer.byteLength(topic) + 2 + Buffer.byteLength(payload);
  const block = Math.floor(length / BLOCK_LENGTHS);
  if (length < KEPT_LENGTHS && !isKept.has(block)) keepBlock(block);
}

/** Makes them all, for a broker, which writes packets of all lengths: some 0.1 s. */
export function keepPacketLengths(): void {
  for (let block = 0; block < KEPT_LENGTHS / BLOCK_LENGTHS; block++) if (!isKept.has(block)) keepBlock(block);
}
