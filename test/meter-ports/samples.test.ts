/** SML, DLMS and TIC as real meters sent them, against an answer key that somebody else computed. [P-2.4] */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Decoded, DecoderFault, StreamDecoder, Telegram } from '../../meter/sources/decoder.ts';
import { dlmsDecoder } from '../../meter/sources/dlms/dlms.ts';
import { smlDecoder } from '../../meter/sources/sml/sml.ts';
import { ticDecoder } from '../../meter/sources/tic/tic.ts';
import { Draw } from '../fuzz/mutate.ts';
import { expectedTelegrams, sharedTelegramsFolder } from '../shared-telegrams.ts';
import { decodedInPieces, decodedWhole } from './decoding.ts';

const folder = sharedTelegramsFolder();
const why = folder === undefined ? ' (skipped: no shared telegrams, see GRIDSHARE_SHARED)' : '';

const samples = folder === undefined ? [] : expectedTelegrams(folder);

function keyOf(prefix: string): readonly (readonly [string, unknown])[] {
  return samples.filter(([name]) => name.startsWith(prefix));
}

function telegramsOf(decoded: readonly Decoded[]): readonly Telegram[] {
  return decoded.filter((one) => one.kind === 'telegram');
}

function faultsOf(decoded: readonly Decoded[]): readonly DecoderFault['fault'][] {
  return decoded.filter((one) => one.kind === 'fault').map(({ fault }) => fault);
}

/** Whole, and the same in pieces. */
function read(name: string, decoder: () => StreamDecoder): readonly Decoded[] {
  const bytes = readFileSync(join(folder ?? '', name));
  const whole = decodedWhole(decoder(), bytes);
  const draw = new Draw(1);
  for (let round = 0; round < 20; round += 1) expect(decodedInPieces(decoder(), bytes, draw, 700)).toEqual(whole);
  expect(decodedInPieces(decoder(), bytes, draw, 1)).toEqual(whole);
  return whole;
}

interface SmlExpected {
  readonly transport_crc: { readonly ok?: number; readonly bad?: number; readonly incomplete?: number };
  readonly first_energy: Readonly<Record<string, { mwh: number; raw: number; scaler: number; unit: number }>>;
}

/** The key reads the first numbers in the bytes, also where their frame is no good one: here they must not come out. */
const NOT_WHOLE = ['sml-DZG_DVS-7420.2V.G2_mtr1_error.bin', 'sml-EasyMeter_Q3A_A1064V1009.bin'];
/**
 * Bytes were lost in it. The key looks for ends at every fourth byte and loses what follows such a frame; a decoder that looks
 * everywhere finds the key's two good ones, and two more.
 */
const FOUND_AGAIN: Readonly<Record<string, Record<string, number>>> = {
  'sml-EasyMeter_Q3A_A1064V1009.bin': { ok: 4, bad: 3, incomplete: 1 },
};

describe.skipIf(folder === undefined)(`SML of real meters${why}`, () => {
  test.each(keyOf('sml-') as [string, SmlExpected][])('%s', (name, expected) => {
    const decoded = read(name, smlDecoder);
    const telegrams = telegramsOf(decoded);
    const faults = faultsOf(decoded);
    const { ok = 0, bad = 0, incomplete = 0 } = FOUND_AGAIN[name] ?? expected.transport_crc;
    expect(telegrams).toHaveLength(ok);
    expect(ok).toBeGreaterThanOrEqual(expected.transport_crc.ok ?? 0);
    expect(faults.filter((fault) => fault === 'checksum')).toHaveLength(bad);
    // Where bytes were lost, one frame after another begins within the last.
    const truncated = faults.filter((fault) => fault === 'truncated').length;
    if (name.includes('_error') && ok === 0) expect(truncated).toBeGreaterThanOrEqual(incomplete);
    else expect(truncated).toBe(incomplete);
    expect(faults.every((fault) => fault === 'checksum' || fault === 'truncated')).toBe(true);
    for (const [code, { mwh, raw, scaler, unit }] of Object.entries(expected.first_energy)) {
      expect(unit).toBe(30);
      const shown = telegrams.map(({ values }) => values.find(({ register }) => register === `1-0:${code}`));
      if (NOT_WHOLE.includes(name)) {
        // A register that stands still shows the same before and after.
        if (code === '1.8.0') expect(shown.map((one) => one?.milli)).not.toContain(BigInt(mwh));
        continue;
      }
      expect(shown[0]).toEqual({
        register: `1-0:${code}`,
        unit: 'Wh',
        milli: BigInt(mwh),
        resolutionMilli: scaler + 3 > 0 ? 10n ** BigInt(scaler + 3) : 1n,
      });
      expect(shown[0]?.milli).toBe((BigInt(raw) * 10n ** 9n * 1000n) / 10n ** BigInt(9 - scaler));
    }
    // One meter, that counts up.
    expect(new Set(telegrams.map(({ serial }) => serial)).size).toBe(Math.min(1, telegrams.length));
    for (const [at, { quality, values }] of telegrams.entries()) {
      expect(quality).toBe('checked');
      for (const [index, { milli }] of values.entries())
        expect(milli).toBeGreaterThanOrEqual(telegrams[at - 1]?.values[index]?.milli ?? 0n);
    }
  });

  test('serial numbers are as they are printed on the meter, where they follow DIN 43863-5', () => {
    const serials = keyOf('sml-').flatMap(([name]) =>
      telegramsOf(read(name, smlDecoder))
        .slice(0, 1)
        .map(({ serial = '' }) => serial),
    );
    // This one says the same in letters.
    expect(serials).toContain('1ESY1162232997');
    expect(serials.filter((serial) => /^1[A-Z]{3}[0-9A-F]{2}\d{8}$/.test(serial))).toHaveLength(serials.length - 1);
    expect(serials).toContain('06454d480107197c2456');
  });
});

interface DlmsExpected {
  readonly hdlc_frames: number;
  readonly fcs: readonly ('bad' | 'ok')[];
}

/** What each says by its own scalers, or in tens of Wh; or why it says nothing. */
const DLMS: Readonly<Record<string, Record<string, bigint> | DecoderFault['fault']>> = {
  'dlms-aidon-example-1.bin': {},
  'dlms-aidon-example-2.bin': { '1-0:1.8.0': 10_049_926_000n, '1-0:2.8.0': 8_000n },
  'dlms-aidon-example-2-segmented.bin': { '1-0:1.8.0': 10_049_926_000n, '1-0:2.8.0': 8_000n },
  'dlms-described-list.bin': 'checksum',
  // It says that it has twelve elements, and has ten.
  'dlms-iskra-1.bin': 'syntax',
  'dlms-kamstrup-example-2.bin': { '1-0:1.8.0': 0n, '1-0:2.8.0': 0n },
  'dlms-kamstrup-example-3.bin': { '1-0:1.8.0': 0n },
  // Numbers without names.
  'dlms-slovenia-list-1.bin': 'syntax',
  'dlms-slovenia-list-2.bin': 'syntax',
};

describe.skipIf(folder === undefined)(`DLMS of real meters${why}`, () => {
  test.each(keyOf('dlms-') as [string, DlmsExpected][])('%s', (name, { fcs, hdlc_frames }) => {
    expect(fcs).toHaveLength(hdlc_frames);
    const decoded = read(name, () => dlmsDecoder({ stepWh: 10 }));
    const outcome = DLMS[name] ?? {};
    // A message of all its frames, or of none.
    expect(decoded).toHaveLength(1);
    expect(fcs.includes('bad')).toBe(outcome === 'checksum');
    expect(faultsOf(decoded)).toEqual(typeof outcome === 'string' ? [outcome] : []);
    const values = telegramsOf(decoded).flatMap((one) => one.values);
    expect(Object.fromEntries(values.map(({ register, milli }) => [register, milli]))).toEqual(
      typeof outcome === 'string' ? {} : outcome,
    );
  });

  test('serial numbers, and energy that is in Wh or in tens of them', () => {
    const [aidon] = telegramsOf(read('dlms-aidon-example-1.bin', dlmsDecoder));
    expect(aidon?.serial).toBe('7359992890941742');
    const name = 'dlms-kamstrup-example-3.bin';
    const [kamstrup] = telegramsOf(read(name, () => dlmsDecoder({ stepWh: 10 })));
    expect(kamstrup).toMatchObject({ serial: '5706567000000000', values: [{ resolutionMilli: 10_000n }] });
    expect(faultsOf(read(name, dlmsDecoder))).toEqual(['syntax']);
  });
});

interface TicExpected {
  readonly frames: number;
  readonly groups_bad: number;
  readonly groups_ok: number;
  readonly first_frame: Readonly<Record<string, readonly string[]>>;
}

/** Of the two samples: where the groups of the key come out. */
const TIC_REGISTERS: Readonly<Record<string, string>> = {
  BBRHCJB: '1-0:1.8.1',
  BBRHPJB: '1-0:1.8.2',
  BBRHCJW: '1-0:1.8.3',
  BBRHPJW: '1-0:1.8.4',
  BBRHCJR: '1-0:1.8.5',
  BBRHPJR: '1-0:1.8.6',
  EAST: '1-0:1.8.0',
  EASF01: '1-0:1.8.1',
  EASF02: '1-0:1.8.2',
  EAIT: '1-0:2.8.0',
};

describe.skipIf(folder === undefined)(`TIC${why}`, () => {
  test.each(keyOf('tic-') as [string, TicExpected][])('%s', (name, { frames, groups_bad, groups_ok, first_frame }) => {
    const decoded = read(name, ticDecoder);
    expect([groups_bad, faultsOf(decoded)]).toEqual([0, []]);
    expect(groups_ok).toBe(frames * Object.keys(first_frame).length);
    const telegrams = telegramsOf(decoded);
    expect(telegrams).toHaveLength(frames);
    const [first] = telegrams;
    const shown = new Map(first?.values.map(({ register, milli }) => [register, milli]));
    const expected = Object.entries(first_frame).flatMap(([label, [digits = '']]): [string, bigint][] => {
      const register = TIC_REGISTERS[label];
      return register === undefined ? [] : [[register, BigInt(digits) * 1000n]];
    });
    const tariffs = expected.filter(([register]) => register.startsWith('1-0:1.8.'));
    if (first_frame['EAST'] === undefined)
      expected.push(['1-0:1.8.0', tariffs.reduce((sum, [, milli]) => sum + milli, 0n)]);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected));
    expect(first?.serial).toBe((first_frame['ADCO'] ?? first_frame['ADSC'])?.[0]);
    expect(first?.values.every(({ resolutionMilli }) => resolutionMilli === 1000n)).toBe(true);
    // H251122103015: half past ten, in winter.
    expect(first?.meterMs).toBe(first_frame['DATE'] === undefined ? undefined : Date.UTC(2025, 10, 22, 9, 30, 15));
  });
});
