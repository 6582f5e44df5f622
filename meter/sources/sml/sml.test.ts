/** SML frames that are made here: every size of a number, escapes, padding, damage; what is not clear gives no value. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { Draw } from '../../../test/fuzz/mutate.ts';
import { decodedInPieces, decodedWhole, heldBytes } from '../../../test/meter-ports/decoding.ts';
import {
  SML_NOTHING,
  SML_SERVER,
  type SmlEntry,
  type SmlFrameShape,
  smlBytes,
  smlEntry,
  smlFrame,
  smlList,
  smlListBody,
  smlMessage,
  smlMessages,
  smlNumber,
  writtenSml,
} from '../../../test/meter-ports/writers.ts';
import type { Decoded } from '../decoder.ts';
import { type SmlOptions, serverIdText, smlDecoder } from './sml.ts';

const IMPORT = [1, 0, 1, 8, 0, 255];

function decoded(bytes: Uint8Array, options?: SmlOptions): readonly Decoded[] {
  const whole = decodedWhole(smlDecoder(options), bytes);
  expect(decodedInPieces(smlDecoder(options), bytes, new Draw(3), 40)).toEqual(whole);
  return whole;
}

function frameOf(entries: readonly SmlEntry[], shape: Partial<SmlFrameShape> = {}, time?: Uint8Array): Uint8Array {
  return smlFrame({ messages: smlMessages(smlListBody(entries.map(smlEntry), time)), ...shape });
}

/** What a frame with these entries shows, or its fault. */
function shown(...entries: readonly SmlEntry[]): Record<string, bigint> | string {
  const [first, ...more] = decoded(frameOf(entries));
  expect(more).toEqual([]);
  if (first?.kind !== 'telegram') return `${first?.fault}: ${first?.text}`;
  return Object.fromEntries(first.values.map(({ register, milli }) => [register, milli]));
}

function energy(raw: bigint | number, scaler = 0, obis: readonly number[] = IMPORT): SmlEntry {
  return { obis, value: smlNumber(raw, 8), scaler, unit: 30 };
}

const tariff = (number: number, raw: number): SmlEntry => energy(raw, 0, [1, 0, 1, 8, number, 255]);

describe('a value', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('of %d bytes, signed or not, is exact', (size) => {
    const most = 2n ** BigInt(8 * size) - 1n;
    const raw = most > 10n ** 12n ? 10n ** 12n : most;
    const unsigned = { obis: IMPORT, value: smlNumber(raw, size), scaler: 0, unit: 30 };
    expect(shown(unsigned)).toEqual({ '1-0:1.8.0': raw * 1000n });
    const half = raw / 2n;
    expect(shown({ ...unsigned, value: smlNumber(half, size, true) })).toEqual({ '1-0:1.8.0': half * 1000n });
    expect(shown({ ...unsigned, value: smlNumber(-1, size, true) })).toBe('syntax: an energy register is negative');
  });

  test.each<[number, bigint, bigint]>([
    [3, 123_456_789_000_000n, 1_000_000n],
    [0, 123_456_789_000n, 1_000n],
    [-1, 12_345_678_900n, 100n],
    [-3, 123_456_789n, 1n],
    [-4, 12_345_678n, 1n],
    [-9, 123n, 1n],
  ])('with the scaler %d is whole thousandths of a Wh', (scaler, milli, resolutionMilli) => {
    const [one] = decoded(frameOf([energy(123_456_789, scaler)]));
    expect(one).toMatchObject({ values: [{ register: '1-0:1.8.0', unit: 'Wh', milli, resolutionMilli }] });
  });

  test('that cannot be an energy costs the frame', () => {
    expect(shown({ ...energy(1), unit: 27 })).toMatch(/^syntax: .* another unit/);
    expect(shown({ obis: IMPORT, value: smlNumber(1, 1), scaler: 0 })).toMatch(/^syntax: .* another unit/);
    expect(shown({ ...energy(1), value: smlBytes([49]) })).toMatch(/^syntax: .* no number/);
    expect(shown(energy(1), energy(1))).toMatch(/^syntax: .* twice/);
    expect(shown(energy(1, 10))).toMatch(/^syntax: .* scaler/);
    expect(shown(energy(2n ** 64n - 1n))).toMatch(/^syntax: .* more than any meter counts/);
  });

  test('of something else is passed over, also power as meters of DZG write it', () => {
    const wrongPower = { obis: [1, 0, 16, 7, 0, 255], value: smlNumber(0x8025, 2, true), scaler: -2, unit: 27 };
    const peak = energy(7, 0, [1, 0, 1, 8, 0, 1]);
    const reactive = { ...energy(7, 0, [1, 0, 3, 8, 0, 255]), unit: 32 };
    expect(shown(wrongPower, peak, reactive, energy(5))).toEqual({ '1-0:1.8.0': 5000n });
    // The other channel is the same meter.
    expect(shown(energy(5, 0, [1, 1, 2, 8, 0, 255]))).toEqual({ '1-0:2.8.0': 5000n });
  });
});

describe('a total that is not there', () => {
  test('is the sum of the tariffs', () => {
    expect(shown(tariff(1, 20), tariff(2, 3))).toEqual({
      '1-0:1.8.0': 23_000n,
      '1-0:1.8.1': 20_000n,
      '1-0:1.8.2': 3_000n,
    });
    expect(shown(energy(24), tariff(1, 20), tariff(2, 3))).toMatchObject({ '1-0:1.8.0': 24_000n });
  });

  test('is not made up of some of them', () => {
    expect(shown(tariff(1, 20))).toEqual({ '1-0:1.8.1': 20_000n });
    expect(shown(tariff(1, 20), tariff(3, 3))).not.toHaveProperty('1-0:1.8.0');
    expect(shown(tariff(1, 20), tariff(2, 3), tariff(5, 3))).toEqual({ '1-0:1.8.1': 20_000n, '1-0:1.8.2': 3_000n });
    const leftOut = { ...tariff(2, 0), value: SML_NOTHING };
    expect(shown(tariff(1, 20), leftOut)).toEqual({ '1-0:1.8.1': 20_000n });
    expect(shown(tariff(1, 20), tariff(2, 3), { ...energy(0), value: SML_NOTHING })).not.toHaveProperty('1-0:1.8.0');
  });
});

describe('a frame', () => {
  test.each([3, 4, 5, 7, 8, 9])('with %d bytes 1b in a row is escaped and comes back', (count) => {
    const text = { obis: [1, 0, 96, 50, 1, 1], value: smlBytes(Array.from({ length: count }, () => 0x1b)) };
    expect(shown(text, energy(0x1b1b1b1b1bn, -3))).toEqual({ '1-0:1.8.0': 0x1b1b1b1b1bn });
  });

  test('may be padded by four zeros where none are needed', () => {
    const lengths = Array.from({ length: 4 }, (_, size) => {
      const text = { obis: [1, 0, 96, 50, 1, 1], value: smlBytes(Array.from({ length: 5 + size }, () => 65)) };
      const bytes = frameOf([text, energy(1)], { isPaddedAnyway: true });
      expect(decoded(bytes)).toMatchObject([{ kind: 'telegram' }]);
      return bytes.at(-3);
    });
    expect(new Set(lengths)).toEqual(new Set([1, 2, 3, 4]));
  });

  test('has its own checksum, and one for each message', () => {
    const body = smlListBody([smlEntry(energy(1))]);
    const [open, , close] = smlMessages(body);
    const wrong = Uint8Array.from(smlMessage(0x701, body));
    wrong[wrong.length - 2] = (wrong.at(-2) ?? 0) ^ 1;
    expect(decoded(smlFrame({ messages: [open!, wrong, close!] }))).toMatchObject([{ fault: 'checksum' }]);
    expect(decoded(smlFrame({ messages: smlMessages(body, 'kermit') }))).toMatchObject([{ kind: 'telegram' }]);
    const kermit = smlFrame({ messages: smlMessages(body, 'kermit'), crc: 'kermit' });
    expect(decoded(kermit)).toMatchObject([{ fault: 'checksum' }]);
    expect(decoded(kermit, { crc: 'kermit' })).toMatchObject([{ kind: 'telegram' }]);
    expect(decoded(smlFrame({ messages: smlMessages(body) }), { crc: 'kermit' })).toMatchObject([
      { fault: 'checksum' },
    ]);
  });

  test('without a list, or with something in its place, has nothing', () => {
    const [open, list, close] = smlMessages(smlListBody([]));
    expect(decoded(smlFrame({ messages: [open!, close!] }))).toMatchObject([{ fault: 'syntax' }]);
    expect(decoded(smlFrame({ messages: [open!, Uint8Array.of(0x76), list!] }))).toMatchObject([{ fault: 'syntax' }]);
    expect(decoded(smlFrame({ messages: [smlMessage(0x701, smlList(SML_NOTHING))] }))).toMatchObject([
      { fault: 'syntax' },
    ]);
    let deep = smlList(SML_NOTHING);
    for (let depth = 0; depth < 20; depth += 1) deep = smlList(deep);
    expect(decoded(smlFrame({ messages: [smlMessage(0x701, deep)] }))).toMatchObject([{ fault: 'syntax' }]);
    const long = Uint8Array.of(0xff, 0x0f, 0x0f, 0x0f);
    expect(decoded(smlFrame({ messages: [smlMessage(0x701, long)] }))).toMatchObject([{ fault: 'syntax' }]);
    expect(decoded(smlFrame({ messages: [open!, list!, close!] }))).toMatchObject([{ kind: 'telegram', values: [] }]);
  });

  const { bytes } = writtenSml(1, 2, 3);
  const noise = (count: number, of = 0x55): Uint8Array => new Uint8Array(count).fill(of);
  const faults = (...parts: readonly Uint8Array[]): string[] =>
    decoded(Buffer.concat(parts)).map((one) => (one.kind === 'fault' ? one.fault : 'telegram'));

  test('is found again after whatever was lost before it', () => {
    const spared = (from: number, to: number): Uint8Array =>
      Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    expect(faults(noise(100), bytes, noise(7, 0x1b), bytes)).toEqual(['telegram', 'telegram']);
    expect(faults(bytes.subarray(0, -8), bytes)).toEqual(['truncated', 'telegram']);
    expect(faults(bytes.subarray(0, -1), bytes)).toEqual(['checksum', 'telegram']);
    expect(faults(bytes.subarray(0, -3), bytes)).toEqual(['checksum', 'telegram']);
    expect(faults(spared(4, 5), bytes)).toEqual(['telegram']);
    expect(faults(spared(40, 41), bytes)).toEqual(['checksum', 'telegram']);
    expect(faults(Uint8Array.of(0x1b), bytes, bytes.subarray(0, 20))).toEqual(['telegram', 'truncated']);
    const unknown = Uint8Array.of(...bytes.subarray(0, 12), 0x1b, 0x1b, 0x1b, 0x1b, 2, 0, 0, 0);
    expect(faults(unknown, bytes)).toEqual(['syntax', 'telegram']);
  });

  test('that has no end is given up, and never held beyond its cap', () => {
    const decoder = smlDecoder();
    const found = [...decoder.push(bytes.subarray(0, 8))];
    let most = 0;
    for (let round = 0; round < 300; round += 1) {
      found.push(...decoder.push(noise(1_000)));
      most = Math.max(most, heldBytes(decoder));
    }
    expect(found).toMatchObject([{ fault: 'overlong' }]);
    expect(most).toBeLessThan(10_000);
    expect(decoder.push(bytes)).toMatchObject([{ kind: 'telegram' }]);
  });
});

describe('a list', () => {
  test('says whose it is: as it is printed on the meter, otherwise in hex', () => {
    expect(decoded(frameOf([energy(1)]))).toMatchObject([{ serial: '1EMH0012345678' }]);
    expect(serverIdText(Uint8Array.of(9, 1, 0x45, 0x53, 0x59, 0x11, 0x03, 0xb5, 0x99, 0xa5))).toBe('1ESY1162232997');
    expect(serverIdText(Uint8Array.of(6, 0x45, 0x4d, 0x48, 1, 7, 0x19, 0x7c, 0x24, 0x56))).toBe('06454d480107197c2456');
    expect(serverIdText(Uint8Array.of(1, 2, 3))).toBe('010203');
    expect(serverIdText(new Uint8Array(10))).toBeUndefined();
  });

  test('says when it was, if its clock is one', () => {
    const at = (choice: number, time: Uint8Array | readonly number[]): unknown => {
      const [one] = decoded(frameOf([energy(1)], {}, smlList(smlNumber(choice, 1), time)));
      return one?.kind === 'telegram' ? one.meterMs : one;
    };
    const seconds = Date.UTC(2026, 0, 31) / 1000;
    expect(at(1, smlNumber(seconds, 4))).toBeUndefined();
    expect(at(2, smlNumber(seconds, 4))).toBe(seconds * 1000);
    expect(at(2, smlNumber(1_000, 4))).toBeUndefined();
    const local = smlList(smlNumber(seconds, 4), smlNumber(60, 2, true), smlNumber(0, 2, true));
    expect(at(3, local)).toBe(seconds * 1000);
  });

  test('has a name for every value', () => {
    const nameless = smlEntry({ ...energy(1), obis: [] });
    expect(decoded(smlFrame({ messages: smlMessages(smlListBody([nameless])) }))).toMatchObject([{ fault: 'syntax' }]);
    expect(SML_SERVER).toHaveLength(10);
  });
});
