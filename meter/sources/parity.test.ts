/** Seven bits and a parity, on ports of eight: found out by what comes, looked at, and taken off. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { withParity, writtenTicHistorical } from '../../test/meter-ports/writers.ts';
import type { Decoded, StreamDecoder } from './decoder.ts';
import { sevenBits } from './parity.ts';
import { ticDecoder } from './tic/tic.ts';

const kinds = (found: readonly Decoded[]): string[] =>
  found.map((one) => (one.kind === 'fault' ? one.fault : one.kind));
const { bytes } = writtenTicHistorical(1, 2, 3);

/** After a first frame, by which the line is known. */
function second(first: Uint8Array, frame: Uint8Array): string[] {
  const decoder = sevenBits(ticDecoder());
  expect(kinds(decoder.push(first))).toEqual(['telegram']);
  return kinds(decoder.push(frame));
}

/** Two digits that change against each other: six bits of sum don't see it. */
function twice(frame: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(frame);
  const place = Buffer.from(bytes).indexOf('HCHC') + 5;
  for (const at of [place, place + 8]) changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/** Hands on what it gets. */
class Taken implements StreamDecoder {
  readonly bytes: number[] = [];

  push(some: Uint8Array): readonly Decoded[] {
    this.bytes.push(...some);
    return [];
  }

  end(): readonly Decoded[] {
    return [];
  }
}

function taken(...pieces: readonly Uint8Array[]): Uint8Array {
  const inner = new Taken();
  const decoder = sevenBits(inner);
  for (const piece of pieces) decoder.push(piece);
  return Uint8Array.from(inner.bytes);
}

describe('[P-2.4] seven bits and a parity', () => {
  const even = withParity(bytes);
  const odd = even.map((byte) => byte ^ 0x80);

  test('are read as they are meant, with either parity and without', () => {
    for (const sent of [bytes, even, odd]) expect(taken(sent, sent)).toEqual(Uint8Array.from([...bytes, ...bytes]));
  });

  test('a frame that the checksum calls right is refused by parity; control: without one it is not', () => {
    expect(second(even, even)).toEqual(['telegram']);
    expect(second(even, twice(even))).toEqual(['checksum']);
    expect(second(odd, twice(odd))).toEqual(['checksum']);
    expect(second(bytes, twice(bytes))).toEqual(['telegram']);
  });

  test('a high bit on a line that has no parity is damage, and comes as it is', () => {
    const damaged = Uint8Array.from(bytes);
    damaged[30] = (damaged[30] ?? 0) | 0x80;
    expect(second(bytes, damaged)).toEqual(['checksum']);
  });

  test('a line whose first bytes were damaged is known by the next ones', () => {
    const first = even.map((byte, at) => (at < 64 && at % 3 === 0 ? byte ^ 0x81 ^ (at & 2) : byte));
    expect(taken(first, even).slice(first.length)).toEqual(bytes);
  });

  test('what is no text comes as it is', () => {
    const noise = Uint8Array.from({ length: 640 }, (_, at) => (at * at * 31 + at * 7) & 0xff);
    expect(taken(noise).slice(64)).toEqual(noise.slice(64));
  });
});
