/** Ways to hand a stream to a decoder, which must not differ in what comes out; and what a decoder holds meanwhile. */
import type { Decoded, StreamDecoder } from '../../meter/sources/decoder.ts';
import type { Draw } from '../fuzz/mutate.ts';

export function decodedWhole(decoder: StreamDecoder, bytes: Uint8Array): readonly Decoded[] {
  return [...decoder.push(bytes), ...decoder.end()];
}

/** In pieces of 1 to `most` bytes. */
export function decodedInPieces(
  decoder: StreamDecoder,
  bytes: Uint8Array,
  draw: Draw,
  most: number,
): readonly Decoded[] {
  const found: Decoded[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = 1 + draw.below(most);
    found.push(...decoder.push(bytes.slice(at, at + size)));
    at += size;
  }
  return [...found, ...decoder.end()];
}

/** Bytes of all arrays and texts that an object reaches. */
export function heldBytes(value: unknown, seen = new Set<object>()): number {
  if (typeof value === 'string') return value.length;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    const isNew = !seen.has(value.buffer);
    seen.add(value.buffer);
    return isNew ? value.buffer.byteLength : 0;
  }
  const entries = value instanceof Map || value instanceof Set ? [...value] : Object.values(value);
  return entries.reduce((sum: number, one) => sum + heldBytes(one, seen), Array.isArray(value) ? 8 * value.length : 0);
}
