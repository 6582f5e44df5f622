import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FrameLimit, frameChecker } from './frame-limit.ts';

function frame(type: number, length: number): Buffer {
  const digits: number[] = [];
  for (let rest = length; digits.length === 0 || rest > 0; rest >>>= 7)
    digits.push((rest & 127) | (rest > 127 ? 128 : 0));
  return Buffer.concat([Buffer.from([type << 4, ...digits]), Buffer.alloc(length, 0xff)]);
}

describe('[P-10] frame sizes', () => {
  test('[P-10] are judged the same however the bytes are cut into chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1, 126, 127, 128, 129, 300, 999, 1_000, 1_001, 16_384), { maxLength: 6 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 400 })),
        (lengths, cuts) => {
          const bytes = Buffer.concat([frame(1, 10), ...lengths.map((length) => frame(3, length))]);
          const check = frameChecker({ maxBytes: 1_000 });
          let reason: string | undefined;
          for (let at = 0; at < bytes.length && reason === undefined;) {
            const size = cuts.next().value ?? 1;
            reason = check(bytes.subarray(at, at + size));
            at += size;
          }
          expect(reason !== undefined).toBe(lengths.some((length) => length > 1_000));
        },
      ),
    );
  });

  test('[P-10] a raised limit counts from the next frame on', () => {
    const limit: FrameLimit = { maxBytes: 100 };
    const check = frameChecker(limit);
    expect(check(frame(1, 50))).toBeUndefined();
    limit.maxBytes = 1_000;
    expect(check(frame(3, 900))).toBeUndefined();
    expect(check(frame(3, 1_001))).toMatch(/at most 1000/);
  });

  test('[P-10] the first frame is CONNECT, and a length has four bytes at most', () => {
    expect(frameChecker({ maxBytes: 100 })(frame(3, 1))).toMatch(/not CONNECT/);
    expect(frameChecker({ maxBytes: 2 ** 40 })(Buffer.from([0x10, 0x80, 0x80, 0x80, 0x80]))).toMatch(/four bytes/);
  });
});
