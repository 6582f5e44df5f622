/**
 * Decoders of meters' ports: streams as they come, and what is in a frame whose checksums are put right again, so that the
 * grammar behind them is reached. Pieces give what the whole gives, nothing is held beyond a cap, and no value comes out of a
 * frame that a slow look at the stream finds no good one for.
 */
import type { Decoded, StreamDecoder } from '../../meter/sources/decoder.ts';
import { dlmsDecoder } from '../../meter/sources/dlms/dlms.ts';
import { sevenBits } from '../../meter/sources/parity.ts';
import { smlDecoder } from '../../meter/sources/sml/sml.ts';
import { ticDecoder } from '../../meter/sources/tic/tic.ts';
import { decodedWhole, heldBytes } from '../meter-ports/decoding.ts';
import {
  type TicText,
  cosemBytes,
  cosemList,
  cosemText,
  cosemU16,
  cosemU32,
  hdlcFrames,
  notification,
  smlEntry,
  smlFrame,
  smlListBody,
  smlMessages,
  smlNumber,
  ticFrame,
  withParity,
  writtenDlms,
  writtenSml,
  writtenTicHistorical,
  writtenTicStandard,
} from '../meter-ports/writers.ts';
import type { Target, Verdict } from './engine.ts';
import type { SeedInput } from './mutate.ts';

const MOST_HELD = 20_000;

function demand(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(what);
}

function seed(...parts: readonly Uint8Array[]): SeedInput {
  return { bytes: Buffer.concat(parts), text: undefined };
}

/** What came out of it, in one piece and in many. */
function decoded(make: () => StreamDecoder, input: Uint8Array): readonly Decoded[] {
  const whole = decodedWhole(make(), input);
  const decoder = make();
  const found: Decoded[] = [];
  for (let at = 0; at < input.length;) {
    const size = 1 + ((at * 5 + input.length) % 61);
    found.push(...decoder.push(input.slice(at, at + size)));
    demand(heldBytes(decoder) <= MOST_HELD, 'holds more than its cap');
    at += size;
  }
  found.push(...decoder.end());
  demand(shown(found) === shown(whole), 'pieces give something else than the whole');
  for (const one of whole)
    if (one.kind === 'telegram')
      for (const { milli, resolutionMilli } of one.values)
        demand(milli >= 0n && resolutionMilli >= 1n, `a register shows ${milli}`);
  return whole;
}

function shown(found: readonly Decoded[]): string {
  return JSON.stringify(found, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

/** Bit by bit: nothing in common with the tables of the code. */
function slowX25(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes)
    for (let bit = 0; bit < 8; bit += 1) {
      const isOdd = ((crc ^ (byte >> bit)) & 1) === 1;
      crc = (crc >> 1) ^ (isOdd ? 0x8408 : 0);
    }
  return crc ^ 0xffff;
}

function isClosed(bytes: Uint8Array): boolean {
  return slowX25(bytes.subarray(0, -2)) === (bytes.at(-2) ?? 0) + 256 * (bytes.at(-1) ?? 0);
}

/** How many ends of SML frames there are with a beginning before them that makes their checksum right. */
function goodSmlFrames(input: Uint8Array): number {
  const stream = Buffer.from(input);
  const [opening, closing] = [Buffer.from('1b1b1b1b01010101', 'hex'), Buffer.from('1b1b1b1b1a', 'hex')];
  let count = 0;
  for (let end = stream.indexOf(closing); end >= 0; end = stream.indexOf(closing, end + 1)) {
    let isGood = false;
    for (let start = stream.indexOf(opening); start >= 0 && start < end; start = stream.indexOf(opening, start + 1))
      if (end + 8 <= stream.length) isGood ||= isClosed(stream.subarray(start, end + 8));
    if (isGood) count += 1;
  }
  return count;
}

/** How many places there are where an HDLC frame begins whose checksum is right. */
function goodHdlcFrames(input: Uint8Array): number {
  let count = 0;
  for (let at = input.indexOf(0x7e); at >= 0; at = input.indexOf(0x7e, at + 1)) {
    const length = (((input[at + 1] ?? 0) & 7) << 8) | (input[at + 2] ?? 0);
    const frame = input.subarray(at + 1, at + 1 + length);
    if (length > 2 && frame.length === length && input[at + 1 + length] === 0x7e && isClosed(frame)) count += 1;
  }
  return count;
}

/** Energies as digits with a checksum that is right, somewhere in the stream. */
function goodTicDigits(input: Uint8Array): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, summed = '', digits = '', separator, sum = ''] of Buffer.from(input)
    .toString('latin1')
    .matchAll(/\n([A-Z0-9]+[\t ](\d{9}))([\t ])([ -_])\r/g)) {
    const total = Buffer.from(separator === '\t' ? `${summed}\t` : summed, 'latin1').reduce(
      (all, byte) => all + byte,
      0,
    );
    if ((total & 63) + 32 === sum.charCodeAt(0)) found.add(digits);
  }
  return found;
}

function verdict(found: readonly Decoded[]): Verdict {
  return found.some(({ kind }) => kind === 'telegram') ? 'accepted' : 'refused';
}

function telegrams(found: readonly Decoded[]): number {
  return found.filter(({ kind }) => kind === 'telegram').length;
}

export interface PortDecoders {
  readonly sml: () => StreamDecoder;
  readonly dlms: () => StreamDecoder;
  readonly tic: () => StreamDecoder;
}

const REAL: PortDecoders = { sml: smlDecoder, dlms: dlmsDecoder, tic: ticDecoder };

function streamTargets(ports: PortDecoders): Target[] {
  const sml = writtenSml(12_345_678, 9_876, 4_321).bytes;
  const dlms = writtenDlms(12_345_678, 9_876, 4_321).bytes;
  const segments = writtenDlms(12_345_678, 9_876, 4_321, 40).bytes;
  const frames = [writtenTicHistorical(12_345, 678, 90).bytes, writtenTicStandard(12_345, 678, 90).bytes];
  return [
    {
      name: 'meter port SML',
      weight: 40,
      seeds: [seed(sml), seed(sml, sml), seed(sml.subarray(20), sml, sml.subarray(0, 60), sml)],
      run: (input) => {
        const found = decoded(ports.sml, input);
        demand(telegrams(found) <= goodSmlFrames(input), 'a value of a frame whose checksum is wrong');
        return verdict(found);
      },
    },
    {
      name: 'meter port DLMS',
      weight: 40,
      seeds: [seed(dlms), seed(dlms, dlms), seed(segments, dlms), seed(segments.subarray(60), segments)],
      run: (input) => {
        const found = decoded(ports.dlms, input);
        demand(telegrams(found) <= goodHdlcFrames(input), 'a value of a frame whose checksum is wrong');
        return verdict(found);
      },
    },
    {
      name: 'meter port TIC',
      weight: 40,
      seeds: frames.flatMap((frame) => [seed(frame), seed(frame, frame), seed(frame.subarray(30), frame)]),
      run: (input) => {
        const found = decoded(ports.tic, input);
        const good = goodTicDigits(input);
        for (const one of found)
          if (one.kind === 'telegram')
            for (const { register, milli } of one.values) {
              const isSum = register === '1-0:1.8.0' && one.values.length > 1 && !good.has(digitsOf(milli));
              demand(isSum || good.has(digitsOf(milli)), 'a value of a group whose checksum is wrong');
            }
        return verdict(found);
      },
    },
    {
      name: 'meter port TIC with parity',
      weight: 10,
      seeds: frames.map((frame) => seed(withParity(frame))),
      run: (input) => verdict(decoded(() => sevenBits(ticDecoder()), input)),
    },
  ];
}

function digitsOf(milli: bigint): string {
  return String(milli / 1000n).padStart(9, '0');
}

function ticTexts(text: string): readonly TicText[] {
  return text.split('\n').map((line) => {
    const [label = '', value = '', time] = line.split('=');
    return time === undefined ? [label, value] : [label, value, time];
  });
}

/** Behind the checksums. */
function contentTargets(): Target[] {
  const energy = (tariff: number, raw: number, scaler: number): Uint8Array =>
    smlEntry({ obis: [1, 0, 1, 8, tariff, 255], value: smlNumber(raw, 5), scaler, unit: 30 });
  const kamstrup = cosemList(2, cosemText('Kamstrup_V0001'), cosemBytes([1, 1, 1, 8, 0, 255]), cosemU32(1234));
  const object = (code: readonly number[]): Uint8Array =>
    cosemList(2, cosemU16(3), cosemBytes(code), [0x0f, 2], cosemU16(0));
  const described = cosemList(
    2,
    cosemList(1, object([0, 6, 25, 9, 0, 255]), object([1, 1, 1, 8, 0, 255])),
    cosemU32(5678),
  );
  return [
    {
      name: 'SML list',
      weight: 30,
      seeds: [
        seed(smlListBody([energy(0, 1234, -1)])),
        seed(smlListBody([energy(1, 1, 0), energy(2, 2, 3)], smlNumber(1_769_860_801, 4))),
      ],
      run: (input) => verdict(decoded(smlDecoder, smlFrame({ messages: smlMessages(input) }))),
    },
    {
      name: 'DLMS message',
      weight: 30,
      seeds: [
        seed(notification(kamstrup)),
        seed(notification(described, [0x07, 0xea, 1, 31, 6, 12, 30, 15, 0xff, 0xff, 0xc4, 0])),
        seed(notification(cosemList(1, cosemList(2, cosemBytes([1, 0, 1, 8, 0, 255]), cosemU32(1))))),
      ],
      run: (input) => verdict(decoded(() => dlmsDecoder({ stepWh: 10 }), hdlcFrames(input.subarray(0, 60_000), 1_500))),
    },
    {
      name: 'TIC groups',
      weight: 20,
      seeds: [
        'ADCO=021861348497\nOPTARIF=HC..\nHCHC=000000001\nHCHP=000000002',
        'ADSC=021861348497\nDATE==H251122103015\nEAST=000000001\nEASF01=000000001\nEAIT=000000002\nSTGE=003A0001',
      ].map((text) => ({ bytes: Buffer.from(text), text: undefined })),
      run: (input) => {
        const text = Buffer.from(input.subarray(0, 10_000)).toString('latin1');
        return verdict(decoded(ticDecoder, ticFrame(ticTexts(text), text.startsWith('ADSC'))));
      },
    },
  ];
}

/** `ports`: others than the real ones, for controls. */
export function meterPortTargets(ports = REAL): readonly Target[] {
  return [...streamTargets(ports), ...contentTargets()];
}
