/** P1 ports of meters that are made up: what is taken from a telegram, and what refuses one. [P-2.4] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openAesGcm } from '../../host/aes-gcm.ts';
import { dsmr2, dsmr5, encryptedFrame, p1Telegram, piecesOf } from '../../../test/made-telegrams.ts';
import { slowCrc16 } from '../../../test/reference/crc16.ts';
import type { Decoded, DecodedValue, StreamDecoder, Telegram } from '../decoder.ts';
import { MOST_TEXT_BYTES } from '../held-text.ts';
import { crc16 } from '../crc16.ts';
import { type P1Options, p1Decoder } from './p1.ts';

const HAN = ['0-0:1.0.0(260105120000W)', '1-0:1.8.0(00006678.394*kWh)', '1-0:2.8.0(00000000.000*kWh)'];

function all(bytes: Uint8Array, options: P1Options = {}): readonly Decoded[] {
  const decoder = p1Decoder(options);
  return [...decoder.push(bytes), ...decoder.end()];
}

/** The only telegram. */
function only(lines: readonly string[], options: P1Options = {}): Telegram {
  const found = all(p1Telegram(lines), options);
  expect(found).toHaveLength(1);
  const [one] = found;
  if (one?.kind !== 'telegram') throw new Error(JSON.stringify(one));
  return one;
}

function shown(values: readonly DecodedValue[]): Record<string, bigint> {
  return Object.fromEntries(values.map(({ register, milli }) => [register, milli]));
}

/** `telegram`, or what kind of fault, of each. */
function kinds(found: readonly Decoded[]): string[] {
  return found.map((one) => (one.kind === 'fault' ? one.fault : one.kind));
}

describe('a telegram', () => {
  test('of DSMR 5: registers per tariff, their sums, gas with its own time, serial numbers', () => {
    expect(only(dsmr5(3_600))).toEqual({
      kind: 'telegram',
      quality: 'checked',
      serial: 'E0099009123456719',
      meterMs: Date.UTC(2026, 0, 5, 0, 0, 0),
      values: [
        {
          register: '1-0:1.8.0',
          unit: 'Wh',
          milli: 6_671_032_000n,
          resolutionMilli: 1_000n,
          rollsOverAtMilli: 10n ** 12n,
        },
        {
          register: '1-0:2.8.0',
          unit: 'Wh',
          milli: 10_811_000n,
          resolutionMilli: 1_000n,
          rollsOverAtMilli: 10n ** 12n,
        },
        {
          register: '1-0:1.8.1',
          unit: 'Wh',
          milli: 3_442_800_000n,
          resolutionMilli: 1_000n,
          rollsOverAtMilli: 10n ** 12n,
        },
        {
          register: '1-0:1.8.2',
          unit: 'Wh',
          milli: 3_228_232_000n,
          resolutionMilli: 1_000n,
          rollsOverAtMilli: 10n ** 12n,
        },
        { register: '1-0:2.8.1', unit: 'Wh', milli: 7_200_000n, resolutionMilli: 1_000n, rollsOverAtMilli: 10n ** 12n },
        { register: '1-0:2.8.2', unit: 'Wh', milli: 3_611_000n, resolutionMilli: 1_000n, rollsOverAtMilli: 10n ** 12n },
        {
          register: '0-1:24.2.1',
          unit: 'dm3',
          milli: 1_246_138_000n,
          resolutionMilli: 1_000n,
          serial: 'G0099009123456719',
          deviceType: 3,
          meterMs: Date.UTC(2026, 0, 5, 0, 0, 0),
        },
      ],
    });
  });

  test('of DSMR 2.2 has no checksum and no clock; its gas meter has a line more, and says no season', () => {
    const [one] = all(p1Telegram(dsmr2(0), { crc: 'none' }));
    expect(one).toMatchObject({ quality: 'unchecked', serial: 'ZABC0099123456' });
    expect(one).not.toHaveProperty('meterMs');
    const values = one?.kind === 'telegram' ? one.values : [];
    expect(shown(values)['1-0:1.8.0']).toBe(36_135_364_000n);
    const gas = { register: '0-2:24.2.1', unit: 'dm3', milli: 13_376_292_000n, resolutionMilli: 1_000n };
    expect(values.at(-1)).toEqual({ ...gas, serial: '28011008399999013', deviceType: 3 });
    const oneLine = dsmr2(0).join('\n').replace('(m3)\n(', '(m3)(').split('\n');
    expect(all(p1Telegram(oneLine, { crc: 'none' }))).toEqual([one]);
  });

  test.each<[what: string, line: string, milli: bigint, resolution: bigint, rollsOverAt?: bigint]>([
    ['Wh', '1-0:1.8.0(006545766*Wh)', 6_545_766_000n, 1_000n, 10n ** 12n],
    ['capital letters', '1-0:1.8.0(000001.5*KWH)', 1_500_000n, 100_000n, 10n ** 12n],
    ['seven decimals', '1-0:1.8.0*255(00052185.7825309*kWh)', 52_185_782_530n, 1n, 10n ** 14n],
    ['no decimals', '1-0:1.8.0(00052185*kWh)', 52_185_000_000n, 1_000_000n, 10n ** 14n],
    ['another channel', '1-1:1.8.0(000001.500*kWh)', 1_500_000n, 1_000n, 10n ** 12n],
    ['no zeros in front', '1-0:1.8.0(1.500*kWh)', 1_500_000n, 1_000n],
    ['more than a double holds', '1-0:1.8.0(9007199254.740993*kWh)', 9_007_199_254_740_993n, 1n],
  ])('with %s is exact, and says where it rolls over', (_what, line, milli, resolutionMilli, rollsOverAtMilli) => {
    const rollsOver = rollsOverAtMilli === undefined ? {} : { rollsOverAtMilli };
    expect(only([line]).values).toEqual([{ register: '1-0:1.8.0', unit: 'Wh', milli, resolutionMilli, ...rollsOver }]);
  });

  test('a sum loses as much as the tariff that begins again at 0', () => {
    const sum = (first: string): bigint[] => {
      const values = only([`1-0:1.8.1(${first}*kWh)`, '1-0:1.8.2(412345.678*kWh)']).values;
      const total = values.find(({ register }) => register === '1-0:1.8.0');
      return [total?.milli ?? -1n, total?.rollsOverAtMilli ?? -1n];
    };
    const [before] = sum('999999.999');
    const [after, rollsOverAt] = sum('000000.001');
    expect([(after ?? 0n) + (rollsOverAt ?? 0n) - (before ?? 0n), rollsOverAt]).toEqual([2_000n, 10n ** 12n]);
  });

  test('a total that is written wins over the sum of its tariffs; a tariff alone makes none', () => {
    const tariffs = ['1-0:1.8.1(000047.719*kWh)', '1-0:1.8.2(000125.921*kWh)', '1-0:1.8.4(000000.000*kWh)'];
    expect(shown(only(['1-0:1.8.0(000173.645*kWh)', ...tariffs]).values)['1-0:1.8.0']).toBe(173_645_000n);
    expect(shown(only(tariffs).values)).not.toHaveProperty('1-0:1.8.0');
    expect(shown(only(tariffs.slice(0, 1)).values)).not.toHaveProperty('1-0:1.8.0');
    expect(shown(only(tariffs.slice(0, 2)).values)['1-0:1.8.0']).toBe(173_640_000n);
  });

  test('of the past, of reactive energy or of another channel is no register of energy', () => {
    const lines = ['1-0:1.8.0*01(000001.000*kWh)', '1-0:3.8.0(000002.000*kvarh)', '1-0:1.8.0(000003.000*kWh)'];
    expect(shown(only([...lines, '1-1:1.8.0(000004.000*kWh)']).values)).toEqual({ '1-0:1.8.0': 3_000_000n });
  });

  test('a clock that shows what cannot be is left out, and so is a season that is not told', () => {
    const clock = (time: string, utcOffsetMinutes?: number): number | undefined =>
      only([`0-0:1.0.0(${time})`, ...HAN.slice(1)], utcOffsetMinutes === undefined ? {} : { utcOffsetMinutes }).meterMs;
    expect(clock('260105120000W')).toBe(Date.UTC(2026, 0, 5, 11));
    expect(clock('260705120000S')).toBe(Date.UTC(2026, 6, 5, 10));
    expect(clock('260705120000S', 0)).toBe(Date.UTC(2026, 6, 5, 11));
    expect(clock('260705120000S', 120)).toBe(Date.UTC(2026, 6, 5, 9));
    for (const fake of ['250000000000W', '632525252525W', '260229120000W', '260105120000'])
      expect(clock(fake)).toBeUndefined();
  });

  test('lines of 98.1.0, double brackets, a name with STX in it, no blank line', () => {
    const peaks = '(230801000000S)(632525252525W)(00.000*kW)'.repeat(13);
    const lines = [
      ...HAN,
      `0-0:98.1.0(13)(1-0:1.6.0)(1-0:1.6.0)${peaks}`,
      '1-0:0.2.0((ER11))',
      '1-0:21.7.0.255(01.111*kW)',
    ];
    expect(only(lines).values).toHaveLength(2);
    const written = p1Telegram(lines, { header: '/ABC5\u0002MADE-UP', blank: false });
    expect(kinds(all(written))).toEqual(['telegram']);
  });

  test('heat is in kJ, water in dm3; a place without a device has no value', () => {
    const lines = ['0-1:24.1.0(004)', '0-1:24.2.1(260105120000W)(240.860*GJ)', '0-2:24.2.1(260105120000W)(00001.5*m3)'];
    const empty = ['0-3:24.2.1(632525252525S)(00000.000)', '0-4:24.2.1(700101010000W)(00000000)'];
    const { values } = only([...HAN, ...lines, ...empty]);
    const meterMs = Date.UTC(2026, 0, 5, 11);
    expect(values.slice(2)).toEqual([
      {
        register: '0-1:24.2.1',
        unit: 'kJ',
        milli: 240_860_000_000n,
        resolutionMilli: 1_000_000n,
        deviceType: 4,
        meterMs,
      },
      { register: '0-2:24.2.1', unit: 'dm3', milli: 1_500_000n, resolutionMilli: 100_000n, meterMs },
    ]);
  });
});

describe('refused', () => {
  test('a wrong checksum, whatever it is wrong by', () => {
    const good = p1Telegram(dsmr5(1));
    for (let at = 0; at < good.length - 2; at += 1) {
      const bad = Buffer.from(good);
      bad[at] = bad[at]! ^ 1;
      expect(kinds(all(bad))).not.toContain('telegram');
    }
    expect(kinds(all(good))).toEqual(['telegram']);
  });

  test('a telegram that lost its checksum: of a version that has one, with a clock, or after one that had it', () => {
    const bare = (lines: readonly string[]): Buffer => p1Telegram(lines, { crc: 'none' });
    const names = (lines: readonly string[], options: P1Options = {}): string[] => kinds(all(bare(lines), options));
    for (const crc of ['auto', 'arc', 'x25', 'none'] as const) expect(names(dsmr5(1), { crc })).toEqual(['checksum']);
    expect(names(['0-0:96.1.4(50217)', ...HAN.slice(1)])).toEqual(['checksum']);
    expect(names(HAN)).toEqual(['checksum']);
    expect(names(HAN, { crc: 'none' })).toEqual(['telegram']);
    expect(names(HAN.slice(1))).toEqual(['telegram']);
    expect(names(HAN.slice(1), { crc: 'arc' })).toEqual(['checksum']);
    const decoder = p1Decoder();
    expect(kinds(decoder.push(Buffer.concat([p1Telegram(HAN), bare(HAN.slice(1))])))).toEqual(['telegram', 'checksum']);
  });

  test.each<[what: string, line: string]>([
    ['a letter in a register', '1-0:1.8.0(0000O3.000*kWh)'],
    ['a sign', '1-0:1.8.0(-00003.000*kWh)'],
    ['no unit', '1-0:1.8.0(000003.000)'],
    ['another unit', '1-0:1.8.0(000003.000*kW)'],
    ['two values', '1-0:1.8.0(000003.000*kWh)(000003.000*kWh)'],
    ['another value of the same', '1-0:2.8.0(00000000.001*kWh)'],
    ['fewer digits', '1-0:2.8.1(000003.000*kWh)'],
    ['a bracket too few', '1-0:1.7.0(00.000*kW'],
    ['a letter in a power', '1-0:1.7.0(00.0o0*kW)'],
    ['a line that is none', 'hello'],
    ['a blank line', ''],
    ['a byte that does not print', '0-0:96.13.0(\u0000)'],
    ['a clock without a time', '0-0:1.0.0(noon)'],
  ])('with a right checksum, %s', (_what, line) => {
    expect(kinds(all(p1Telegram([...HAN.slice(1), line])))).toEqual(['syntax']);
  });

  test('a first line that identifies nothing; nothing behind it; lines that end in two ways', () => {
    expect(kinds(all(p1Telegram(HAN, { header: '/12' })))).toEqual(['syntax']);
    expect(kinds(all(p1Telegram([])))).toEqual(['syntax']);
    const mixed = Buffer.from(p1Telegram(HAN.slice(1), { crc: 'none' }).toString().replace('\r\n', '\n'));
    expect(kinds(all(mixed))).toEqual(['syntax']);
    expect(kinds(all(Buffer.from(mixed.toString().replaceAll('\r', ''))))).toEqual(['telegram']);
  });

  test('one that another interrupts, that the end of the stream cuts off, or that does not end', () => {
    const good = p1Telegram(dsmr5(1));
    const half = Buffer.concat([good.subarray(0, 400), Buffer.from('\r\n'), good]);
    expect(kinds(all(half))).toEqual(['truncated', 'telegram']);
    expect(kinds(all(good.subarray(0, 400)))).toEqual(['truncated']);
    expect(kinds(all(good.subarray(0, -4)))).toEqual(['checksum']);
    expect(kinds(all(good.subarray(0, -2)))).toEqual(['telegram']);
    const endless = Buffer.concat([
      good.subarray(0, 400),
      Buffer.alloc(MOST_TEXT_BYTES, 'x'),
      Buffer.from('\r\n'),
      good,
    ]);
    expect(kinds(all(endless))).toEqual(['overlong', 'telegram']);
    expect(kinds(all(Buffer.from(p1Telegram(HAN).toString().replace(/!.*/, '!12G4'))))).toEqual(['syntax']);
  });
});

describe('a stream', () => {
  test('gives the same in whatever pieces it comes, and begins anywhere', () => {
    const telegrams = Array.from({ length: 5 }, (_, at) => p1Telegram(dsmr5(at)));
    const stream = Buffer.concat(telegrams).subarray(313);
    const whole = p1Decoder().push(stream);
    expect(kinds(whole)).toEqual(['telegram', 'telegram', 'telegram', 'telegram']);
    fc.assert(
      fc.property(fc.array(fc.nat(699), { minLength: 1, maxLength: 50 }), (sizes) => {
        const decoder = p1Decoder();
        let at = 0;
        const found = piecesOf(stream, 700, () => sizes[at++ % sizes.length]!).flatMap((piece) => decoder.push(piece));
        expect(found).toEqual(whole);
      }),
    );
  });

  test('says nothing about a line that is silent or noisy between telegrams', () => {
    expect(all(Buffer.from('\u0000\u007f\r\n 1-0:1.8.0(1*kWh)\r\n!ABCD\r\n'))).toEqual([]);
  });
});

describe('a telegram in another form than those before', () => {
  const forms: readonly (readonly [what: string, change: (lines: string[]) => string[]])[] = [
    ['a line less', (lines) => lines.filter((line) => !line.startsWith('1-0:1.8.2'))],
    ['another code', (lines) => lines.map((line) => line.replace('1-0:32.7.0', '1-0:33.7.0'))],
    ['another serial number', (lines) => lines.map((line) => line.replace('(4530', '(4531'))],
    ['another gas meter', (lines) => lines.map((line) => line.replace('(4730', '(4731'))],
    ['fewer digits', (lines) => lines.map((line) => line.replace(/(:[12]\.8\.\d\()0/, '$1'))],
  ];

  test.each(forms)('%s: refused once, believed from the second on', (_what, change) => {
    const decoder = p1Decoder();
    const push = (lines: string[]): string[] => kinds(decoder.push(p1Telegram(lines)));
    expect([push(dsmr5(1)), push(change(dsmr5(2))), push(dsmr5(3))].flat()).toEqual(['telegram', 'syntax', 'telegram']);
    expect([push(change(dsmr5(4))), push(dsmr5(5))].flat()).toEqual(['telegram', 'telegram']);
  });

  test('and so is one of a meter that has many: what comes again after more than eight is as unknown as ever', () => {
    const decoder = p1Decoder();
    const push = (at: number): string[] => kinds(decoder.push(p1Telegram([...HAN, `1-0:${at}.7.0(1*kW)`])));
    for (let at = 1; at <= 9; at += 1) push(at);
    expect([push(9), push(2), push(1)].flat()).toEqual(['telegram', 'syntax', 'telegram']);
  });
});

describe('the checksum', () => {
  test('is what the catalogue of CRCs says, and what bit for bit comes out', () => {
    const digits = Buffer.from('123456789');
    expect(crc16('arc', digits)).toBe(0xbb3d);
    expect(crc16('x25', digits)).toBe(0x906e);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('arc' as const, 'x25' as const), (bytes, kind) => {
        expect(crc16(kind, bytes)).toBe(slowCrc16(kind, bytes));
      }),
    );
  });

  test('without leading zeros is the same number', () => {
    for (let at = 0; ; at += 1) {
      const text = p1Telegram(dsmr5(at)).toString();
      if (!text.includes('!0')) continue;
      expect(kinds(all(Buffer.from(text.replace('!0', '!'))))).toEqual(['telegram']);
      return;
    }
  });

  test('becomes X-25 after three telegrams in a row that fit it, and then ARC counts no more', () => {
    const decoder = p1Decoder();
    const push = (at: number, crc: 'arc' | 'x25'): string[] => kinds(decoder.push(p1Telegram(dsmr5(at), { crc })));
    expect([push(1, 'x25'), push(2, 'x25'), push(3, 'arc')].flat()).toEqual(['checksum', 'checksum', 'telegram']);
    expect([push(4, 'x25'), push(5, 'x25'), push(6, 'x25'), push(7, 'x25')].flat()).toEqual([
      'checksum',
      'checksum',
      'telegram',
      'telegram',
    ]);
    expect(push(8, 'arc')).toEqual(['checksum']);
    expect(push(9, 'x25')).toEqual(['telegram']);
  });

  test('that the config names counts alone', () => {
    const three = Buffer.concat([1, 2, 3].map((at) => p1Telegram(dsmr5(at), { crc: 'x25' })));
    expect(kinds(all(three, { crc: 'x25' }))).toEqual(['telegram', 'telegram', 'telegram']);
    expect(kinds(all(three, { crc: 'arc' }))).toEqual(['checksum', 'checksum', 'checksum']);
  });
});

describe('encrypted frames', () => {
  const key = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  const authenticationKey = Buffer.from('ffeeddccbbaa99887766554433221100', 'hex');
  const frame = (counter: number, text = p1Telegram(dsmr5(counter))): Buffer =>
    encryptedFrame(text, { key, authenticationKey, counter });
  const decoder = (own: Uint8Array = key): StreamDecoder =>
    p1Decoder({ encryption: { key: own, authenticationKey, open: openAesGcm } });

  test('are opened, in whatever pieces they come', () => {
    const stream = Buffer.concat([Buffer.from('noise /\r\n'), frame(7), frame(8), frame(12)]);
    const whole = decoder().push(stream);
    expect(whole).toEqual([7, 8, 12].map((at) => only(dsmr5(at))));
    const slow = decoder();
    expect([...stream].flatMap((byte) => slow.push(Uint8Array.of(byte)))).toEqual(whole);
    expect(slow.end()).toEqual([]);
    const bare = p1Decoder({ encryption: { key, open: openAesGcm } });
    expect(kinds(bare.push(encryptedFrame(p1Telegram(HAN), { key, counter: 1 })))).toEqual(['telegram']);
  });

  test('need their key, and both of them', () => {
    expect(kinds(decoder(Buffer.alloc(16)).push(frame(1)))).toEqual(['encrypted']);
    expect(kinds(p1Decoder({ encryption: { key, open: openAesGcm } }).push(frame(1)))).toEqual(['encrypted']);
    expect(kinds(all(frame(1)))).toEqual(['encrypted']);
    const plain = p1Telegram(dsmr5(1));
    expect(kinds(all(Buffer.concat([plain, frame(1), plain])))).toEqual(['telegram', 'encrypted', 'telegram']);
  });

  test('that are damaged, cut off or empty give nothing, and the next one is found', () => {
    const damaged = frame(1);
    damaged[500] = damaged[500]! ^ 1;
    expect(kinds(decoder().push(Buffer.concat([damaged, frame(2)])))).toEqual(['encrypted', 'telegram']);
    const cut = Buffer.concat([frame(1).subarray(0, 300), frame(2), frame(3)]);
    expect(kinds(decoder().push(cut))).toEqual(['encrypted', 'telegram', 'telegram']);
    expect(kinds(decoder().push(frame(1, Buffer.from('x'))))).toEqual(['syntax']);
    const ended = decoder();
    expect([...ended.push(frame(1).subarray(0, 300)), ...ended.end()]).toMatchObject([{ fault: 'truncated' }]);
  });

  test('sent before are refused: their counter must go up', () => {
    const one = decoder();
    expect(kinds(one.push(Buffer.concat([frame(5), frame(5), frame(4), frame(6)])))).toEqual([
      'telegram',
      'encrypted',
      'encrypted',
      'telegram',
    ]);
    // Nobody who lacks the key moves it.
    const forged = encryptedFrame(p1Telegram(HAN), { key: Buffer.alloc(16, 1), counter: 900 });
    expect(kinds(one.push(Buffer.concat([forged, frame(7)])))).toEqual(['encrypted', 'telegram']);
  });

  test('alone count where there is a key', () => {
    expect(decoder().push(p1Telegram(dsmr5(1)))).toEqual([]);
  });
});
