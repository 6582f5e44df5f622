/**
 * MQTT.js and Aedes write through mqtt-packet, which keeps a few bytes for every packet length up to 16,383 that it has
 * ever written. Node cuts such small buffers from slabs of 64 KiB, so each new length, when it comes hours after the last,
 * holds a slab of its own: hundreds of megabytes in the end. Made all at once they share a few slabs.
 */
import { Writable } from 'node:stream';
import { writeToStream } from 'mqtt-packet';

const KEPT_LENGTHS = 16_384;

let isDone = false;

/** Makes them all, once a process: some 0.1 s. To be called before the first connection. */
export function keepPacketLengths(): void {
  if (isDone) return;
  isDone = true;
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  const payload = Buffer.alloc(KEPT_LENGTHS);
  for (let length = 0; length < KEPT_LENGTHS; length++) {
    const packet = {
      cmd: 'publish' as const,
      topic: 'a',
      payload: payload.subarray(0, length),
      qos: 0 as const,
      retain: false,
      dup: false,
    };
    writeToStream(packet, sink, { protocolVersion: 4 });
  }
}
