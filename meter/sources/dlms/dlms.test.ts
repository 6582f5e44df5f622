/** DLMS that is made here: frames, segments, and lists of every kind; what is not certain gives no value. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { Draw } from '../../../test/fuzz/mutate.ts';
import { decodedInPieces, decodedWhole, heldBytes } from '../../../test/meter-ports/decoding.ts';
import {
  ascii,
  cosemBytes,
  cosemList,
  cosemScale,
  cosemText,
  cosemU16,
  cosemU32,
  hdlcFrames,
  notification,
  writtenDlms,
} from '../../../test/meter-ports/writers.ts';
import type { Decoded } from '../decoder.ts';
import { type DlmsOptions, dlmsDecoder } from './dlms.ts';

function decoded(bytes: Uint8Array, options?: DlmsOptions): readonly Decoded[] {
  const whole = decodedWhole(dlmsDecoder(options), bytes);
  expect(decodedInPieces(dlmsDecoder(options), bytes, new Draw(3), 40)).toEqual(whole);
  return whole;
}

/** What pushed data shows, or its fault. */
function shown(data: Uint8Array, options?: DlmsOptions): Record<string, bigint> | string {
  const [first, ...more] = decoded(hdlcFrames(notification(data)), options);
  expect(more).toEqual([]);
  if (first?.kind !== 'telegram') return `${first?.fault}: ${first?.text}`;
  return Object.fromEntries(first.values.map(({ register, milli }) => [register, milli]));
}

const IMPORT = [1, 0, 1, 8, 0, 255];
const EXPORT = [1, 0, 2, 8, 0, 255];
const NOTHING = [0];

function scaled(
  obis: readonly number[],
  value: Uint8Array | readonly number[],
  scaler: number,
  unit: number,
): Uint8Array {
  return cosemList(2, cosemBytes(obis), value, cosemScale(scaler, unit));
}

describe('a list that says everything of its values', () => {
  test('gives energy by its scaler', () => {
    const list = (value: Uint8Array | readonly number[], scaler: number): Uint8Array =>
      cosemList(1, scaled(IMPORT, value, scaler, 30));
    expect(shown(list(cosemU32(1234), 0))).toEqual({ '1-0:1.8.0': 1_234_000n });
    expect(shown(list(cosemU32(1234), 1))).toEqual({ '1-0:1.8.0': 12_340_000n });
    expect(shown(list(cosemU16(1234), -1))).toEqual({ '1-0:1.8.0': 123_400n });
    expect(shown(list([0x15, 0, 0, 0, 1, 0, 0, 0, 0], 0))).toEqual({ '1-0:1.8.0': 2n ** 32n * 1000n });
    expect(shown(list([0x05, 0xff, 0xff, 0xff, 0xff], 0))).toBe('syntax: an energy register is negative');
    expect(shown(list(cosemText('1234'), 0))).toMatch(/^syntax: .* no number/);
    expect(shown(list([0x17, 0, 0, 0, 0], 0))).toMatch(/^syntax: .* no number/);
  });

  test('gives nothing for what has another unit, no scaler, or is there twice', () => {
    expect(shown(cosemList(1, scaled(IMPORT, cosemU32(1), 0, 32)))).toMatch(/^syntax: .* another unit/);
    expect(shown(cosemList(1, cosemList(2, cosemBytes(IMPORT), cosemU32(1))))).toMatch(/^syntax/);
    const one = scaled(IMPORT, cosemU32(1), 0, 30);
    expect(shown(cosemList(1, one, one))).toMatch(/^syntax: .* twice/);
    expect(shown(cosemList(1, one, scaled(EXPORT, NOTHING, 0, 30)))).toEqual({ '1-0:1.8.0': 1000n });
  });

  test('says whose it is and when it was', () => {
    const time = [0x07, 0xea, 1, 31, 6, 12, 30, 15, 0xff, 0xff, 0xc4, 0];
    const data = cosemList(
      1,
      cosemList(2, cosemBytes([0, 0, 1, 0, 0, 255]), cosemBytes(time)),
      cosemList(2, cosemBytes([0, 0, 96, 1, 0, 255]), cosemText('7359992890941742')),
    );
    const expected = [{ serial: '7359992890941742', meterMs: Date.UTC(2026, 0, 31, 11, 30, 15), values: [] }];
    expect(decoded(hdlcFrames(notification(data)))).toMatchObject(expected);
    const head = cosemList(1, scaled(IMPORT, cosemU32(1), 0, 30));
    const sent = (bytes: readonly number[]): unknown => {
      const [one] = decoded(hdlcFrames(notification(head, bytes)));
      return one?.kind === 'telegram' ? one.meterMs : one?.fault;
    };
    expect(sent(time)).toBe(Date.UTC(2026, 0, 31, 11, 30, 15));
    expect(sent(time.with(9, 0x80).with(10, 0))).toBeUndefined();
    expect(sent(time.with(9, 0).with(10, 90))).toBe(Date.UTC(2026, 0, 31, 14, 0, 15));
    expect(sent(time.with(3, 0xff))).toBeUndefined();
    expect(sent(time.with(2, 2))).toBeUndefined();
    expect(sent([1, 2, 3])).toBe('syntax');
  });
});

describe('a list that does not say what a count is worth', () => {
  const kamstrup = cosemList(
    2,
    cosemText('Kamstrup_V0001'),
    cosemBytes([1, 1, 0, 0, 5, 255]),
    cosemText('5706567000000000'),
    cosemBytes([1, 1, 1, 7, 0, 255]),
    cosemU32(1234),
    cosemBytes([1, 1, 1, 8, 0, 255]),
    cosemU32(1234),
  );
  const short = cosemList(2, cosemText('Kamstrup_V0001'), cosemBytes([1, 1, 1, 7, 0, 255]), cosemU32(1234));

  test('of Kamstrup: needs to be told', () => {
    expect(shown(kamstrup)).toMatch(/^syntax: .* tens of them/);
    expect(shown(kamstrup, { stepWh: 10 })).toEqual({ '1-0:1.8.0': 12_340_000n });
    expect(shown(kamstrup, { stepWh: 1 })).toEqual({ '1-0:1.8.0': 1_234_000n });
    expect(decoded(hdlcFrames(notification(kamstrup)), { stepWh: 10 })).toMatchObject([
      { serial: '5706567000000000', values: [{ resolutionMilli: 10_000n }] },
    ]);
    // What comes every ten seconds has no energy.
    expect(shown(short)).toEqual({});
  });

  test('of Kaifa: by position, and only if all is where it belongs', () => {
    const head = [cosemBytes(ascii('KFM_001')), cosemBytes(ascii('6970631405808469')), cosemBytes(ascii('MA304H3E'))];
    const numbers = Array.from({ length: 10 }, (_, at) => cosemU32(at));
    const clock = cosemBytes([0x07, 0xe4, 2, 21, 5, 11, 0, 10, 0xff, 0x80, 0, 0]);
    const long = [...head, ...numbers, clock, ...[100_706_984, 5, 103_263, 7].map(cosemU32)];
    expect(shown(cosemList(2, ...long), { stepWh: 1 })).toEqual({ '1-0:1.8.0': 100_706_984_000n, '1-0:2.8.0': 5_000n });
    expect(shown(cosemList(2, ...long))).toMatch(/^syntax: .* tens of them/);
    expect(decoded(hdlcFrames(notification(cosemList(2, ...long))), { stepWh: 1 })).toMatchObject([
      { serial: '6970631405808469' },
    ]);
    const single = [...head, ...numbers.slice(0, 6), clock, ...[42, 5, 6, 7].map(cosemU32)];
    expect(shown(cosemList(2, ...single), { stepWh: 1 })).toEqual({ '1-0:1.8.0': 42_000n, '1-0:2.8.0': 5_000n });
    expect(shown(cosemList(2, ...head, ...numbers))).toEqual({});
    expect(shown(cosemList(2, cosemU32(601)))).toEqual({});
    expect(shown(cosemList(2, ...long.slice(0, -1), clock), { stepWh: 1 })).toMatch(/^syntax/);
    expect(shown(cosemList(2, ...head, cosemU32(1), ...long.slice(3, -1)), { stepWh: 1 })).toMatch(/^syntax/);
    expect(shown(cosemList(2, cosemBytes(ascii('KFM_002')), ...long.slice(1)), { stepWh: 1 })).toMatch(/^syntax/);
  });

  test('with its objects in front: by those', () => {
    const object = (classId: number, obis: readonly number[], attribute: number): Uint8Array =>
      cosemList(2, cosemU16(classId), cosemBytes(obis), [0x0f, attribute], cosemU16(0));
    const objects = (importClass: number, attribute: number): Uint8Array =>
      cosemList(
        1,
        object(40, [0, 6, 25, 9, 0, 255], 2),
        object(1, [0, 0, 96, 1, 1, 255], 2),
        object(importClass, [1, 1, 1, 8, 0, 255], attribute),
      );
    const list = (importClass: number, attribute: number): Uint8Array =>
      cosemList(2, objects(importClass, attribute), cosemBytes(ascii('31303830')), cosemU32(19_809_717));
    expect(shown(list(3, 2), { stepWh: 1 })).toEqual({ '1-0:1.8.0': 19_809_717_000n });
    expect(shown(list(3, 2))).toMatch(/^syntax: .* tens of them/);
    expect(shown(list(4, 2), { stepWh: 1 })).toEqual({});
    expect(shown(list(3, 3), { stepWh: 1 })).toEqual({});
    const missing = cosemList(2, objects(3, 2), cosemU32(19_809_717));
    expect(shown(missing, { stepWh: 1 })).toMatch(/^syntax: a list that doesn't say what/);
  });

  test('that says nothing at all gives nothing, whatever it is told', () => {
    const bare = cosemList(2, cosemBytes(ascii('ISK1030783826316')), ...[3810, 0, 3810].map(cosemU32));
    for (const stepWh of [undefined, 1, 10] as const)
      expect(shown(bare, stepWh === undefined ? {} : { stepWh })).toBe(
        "syntax: a list that doesn't say what its values are",
      );
    expect(shown(cosemList(2))).toMatch(/^syntax/);
    expect(shown(Uint8Array.from(cosemU32(1)))).toMatch(/^syntax/);
  });
});

describe('a message', () => {
  test('that is encrypted, not pushed, too short or too long says so', () => {
    const of = (...bytes: readonly number[]): unknown =>
      decoded(hdlcFrames(Uint8Array.from(bytes))).map((one) => one.kind === 'fault' && one.fault);
    expect(of(0xdb, 8, 1, 2, 3)).toEqual(['encrypted']);
    expect(of(0xdc, 8, 1, 2, 3)).toEqual(['encrypted']);
    expect(of(0xc0, 1, 2, 3)).toEqual(['syntax']);
    expect(of()).toEqual(['syntax']);
    expect(of(0x0f, 0, 0)).toEqual(['syntax']);
    const whole = notification(cosemList(1, scaled(IMPORT, cosemU32(1), 0, 30)));
    expect(of(...whole)).toEqual([false]);
    expect(of(...whole, 0)).toEqual(['syntax']);
    expect(of(...whole.subarray(0, -1))).toEqual(['syntax']);
  });

  test('may be nested and long as far as it goes, and no farther', () => {
    let deep = cosemList(1, cosemU32(1));
    for (let depth = 0; depth < 20; depth += 1) deep = cosemList(1, deep);
    expect(shown(deep)).toMatch(/^syntax: lists too deep/);
    expect(shown(Uint8Array.of(1, 0x82, 0xff, 0xff, 0))).toMatch(/^syntax: lists too deep, or too long/);
    expect(shown(Uint8Array.of(1, 0x84, 0xff, 0xff, 0xff, 0xff))).toMatch(/^syntax/);
    expect(shown(Uint8Array.of(1, 1, 0x13, 0))).toMatch(/^syntax: data of a type/);
  });
});

describe('frames', () => {
  const { bytes, milli } = writtenDlms(1, 2, 3);
  const segmented = writtenDlms(1, 2, 3, 30).bytes;
  const faults = (...parts: readonly Uint8Array[]): string[] =>
    decoded(Buffer.concat(parts)).map((one) => (one.kind === 'fault' ? one.fault : 'telegram'));

  /** The frames of a segmented message, each with both its flags. */
  function pieces(whole: Uint8Array): readonly Uint8Array[] {
    const found: Uint8Array[] = [];
    for (let at = 0; at < whole.length;) {
      const length = (((whole[at + 1] ?? 0) & 7) << 8) + (whole[at + 2] ?? 0) + 2;
      found.push(whole.subarray(at, at + length));
      at += length;
    }
    return found;
  }

  test('share their flags or not, and have addresses of one, two or four bytes', () => {
    expect(faults(bytes, bytes)).toEqual(['telegram', 'telegram']);
    expect(faults(bytes.subarray(0, -1), bytes)).toEqual(['telegram', 'telegram']);
    const data = notification(cosemList(1, scaled(IMPORT, cosemU32(1), 0, 30)));
    for (const address of [[0x03], [0x02, 0x23], [0x02, 0x04, 0x06, 0x07]])
      expect(faults(hdlcFrames(data, 2_000, address))).toEqual(['telegram']);
    for (const address of [
      [0x02, 0x04, 0x07],
      [0x02, 0x04, 0x06, 0x08, 0x09],
    ])
      expect(faults(hdlcFrames(data, 2_000, address))[0]).toBe('checksum');
  });

  test('in segments are one message, and a lost segment loses it', () => {
    expect(pieces(segmented).length).toBeGreaterThan(3);
    expect(decoded(segmented)).toMatchObject([{ values: Object.entries(milli).map(([register]) => ({ register })) }]);
    const [first, second, ...rest] = pieces(segmented);
    expect(faults(second!, ...rest)).toEqual(['truncated']);
    expect(faults(first!, ...rest, bytes)).toEqual(['syntax', 'telegram']);
    expect(faults(first!, second!, segmented)).toEqual(['truncated', 'telegram']);
    const damaged = Uint8Array.from(second!);
    damaged[15] = (damaged[15] ?? 0) ^ 1;
    expect(faults(first!, damaged, ...rest, bytes)).toEqual(['checksum', 'telegram']);
    expect(faults(first!, second!)).toEqual(['truncated']);
    const other = pieces(hdlcFrames(notification(cosemList(1)), 4, [0x02, 0x25]))[1];
    expect(faults(first!, other!, bytes)).toEqual(['truncated', 'telegram']);
  });

  test('are found again after whatever was lost before them', () => {
    const noise = Uint8Array.of(1, 0x7e, 0x7e, 0xa0, 2, 0x7e, 0xa7, 0xff, 3, 5, 7);
    expect(faults(noise, bytes).at(-1)).toBe('telegram');
    const spared = Buffer.concat([bytes.subarray(0, 40), bytes.subarray(41)]);
    expect(faults(spared, bytes, bytes)).toEqual(['checksum', 'telegram', 'telegram']);
    const longer = Uint8Array.from(bytes);
    longer[2] = (longer[2] ?? 0) ^ 0x80;
    expect(faults(longer, bytes)).toEqual(['checksum', 'telegram']);
    expect(faults(bytes.subarray(0, 30))).toEqual(['truncated']);
    expect(faults(bytes, Uint8Array.of(0x7e))).toEqual(['telegram']);
  });

  test('without end are never held beyond their cap', () => {
    const decoder = dlmsDecoder();
    const endless = pieces(hdlcFrames(notification(new Uint8Array(30_000)), 1_000)).slice(0, -1);
    let most = 0;
    const found: Decoded[] = [];
    for (const frame of endless) {
      found.push(...decoder.push(frame));
      most = Math.max(most, heldBytes(decoder));
    }
    expect(found).toMatchObject([{ fault: 'overlong' }]);
    expect(most).toBeLessThan(12_000);
    expect(decoder.push(bytes)).toMatchObject([{ kind: 'telegram' }]);
  });
});
