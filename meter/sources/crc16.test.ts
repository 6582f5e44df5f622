/** The check values of the CRC catalogue, and what a CRC is for. */
import { expect, test } from 'vitest';
import { type Crc16Kind, crc16 } from './crc16.ts';

const CHECK = Uint8Array.from('123456789', (digit) => digit.charCodeAt(0));

test.each<[Crc16Kind, number]>([
  ['arc', 0xbb3d],
  ['kermit', 0x2189],
  ['x25', 0x906e],
])('%s of 123456789', (kind, value) => {
  expect(crc16(kind, CHECK)).toBe(value);
  const within = Uint8Array.of(7, ...CHECK, 8);
  expect(crc16(kind, within, 1, 10)).toBe(value);
  expect(crc16(kind, within)).not.toBe(value);
});

test('finds every error of up to three bits in a short message', () => {
  const bits = CHECK.length * 8;
  const flipped = (...places: readonly number[]): Uint8Array => {
    const changed = Uint8Array.from(CHECK);
    for (const place of places) changed[place >> 3] = (changed[place >> 3] ?? 0) ^ (1 << (place & 7));
    return changed;
  };
  for (const kind of ['arc', 'kermit', 'x25'] as const) {
    let unseen = 0;
    for (let one = 0; one < bits; one += 1)
      for (let two = one; two < bits; two += 1)
        for (let three = two; three < bits; three += 7)
          if (new Set([one, two, three]).size !== 2 && crc16(kind, flipped(one, two, three)) === crc16(kind, CHECK))
            unseen += 1;
    expect(unseen).toBe(0);
  }
});
