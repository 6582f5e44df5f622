/** Meters' ports as lines that may be damaged: what is sent, what of it must come out, and who reads it. */
import { openAesGcm } from '../../meter/host/aes-gcm.ts';
import { d0Decoder } from '../../meter/sources/d0/d0.ts';
import type { StreamDecoder, Telegram } from '../../meter/sources/decoder.ts';
import { dlmsDecoder } from '../../meter/sources/dlms/dlms.ts';
import { p1Decoder } from '../../meter/sources/p1/p1.ts';
import { sevenBits } from '../../meter/sources/parity.ts';
import { smlDecoder } from '../../meter/sources/sml/sml.ts';
import { ticDecoder } from '../../meter/sources/tic/tic.ts';
import type { Draw } from '../fuzz/mutate.ts';
import { d0Block, d0Lines, dsmr5, encryptedFrame, p1Telegram } from '../made-telegrams.ts';
import { slowCrc16 } from '../reference/crc16.ts';
import {
  type Written,
  withParity,
  writtenDlms,
  writtenSml,
  writtenTicHistorical,
  writtenTicStandard,
} from './writers.ts';

/** What a telegram says: `register=thousandths`, and the serial number. */
export type Said = readonly string[];

export interface NoisyPort {
  readonly name: string;
  readonly decoder: () => StreamDecoder;
  /** The telegram number `at`. */
  readonly send: (at: number, draw: Draw) => { readonly bytes: Uint8Array; readonly said: Said };
  /** The line has seven bits, and nobody looks at its parity. */
  readonly isSevenBits?: boolean;
  /** What becomes of a damaged telegram on its way. */
  readonly repair?: (bytes: Uint8Array) => Uint8Array;
}

export function saidBy({ serial, values }: Pick<Telegram, 'serial' | 'values'>): Said {
  const numbers = values.map(({ register, milli }) => `${register}=${milli}`);
  return [...(serial === undefined ? [] : [`serial=${serial}`]), ...numbers].toSorted();
}

/** What a decoder makes of a telegram that nothing happened to: the tests of each decoder say that this is right. */
export function sentAs(decoder: () => StreamDecoder, bytes: Uint8Array): { bytes: Uint8Array; said: Said } {
  const fresh = decoder();
  const said = [...fresh.push(bytes), ...fresh.end()].flatMap((one) => (one.kind === 'telegram' ? saidBy(one) : []));
  return { bytes, said };
}

/** Numbers are drawn, so that no telegram is like another one by chance. */
function written(
  write: (one: number, two: number, three: number) => Written,
  below: number,
  sent: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
): NoisyPort['send'] {
  return (_at, draw) => {
    const { bytes, serial, milli } = write(draw.below(below), draw.below(below), draw.below(10_000));
    const numbers = Object.entries(milli).map(([register, value]) => `${register}=${value}`);
    return { bytes: sent(bytes), said: [`serial=${serial}`, ...numbers].toSorted() };
  };
}

const KEY = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const sealedP1 = (): StreamDecoder => p1Decoder({ encryption: { key: KEY, open: openAesGcm } });

export const P1: NoisyPort = {
  name: 'P1',
  decoder: () => sevenBits(p1Decoder()),
  send: (at) => sentAs(p1Decoder, p1Telegram(dsmr5(at))),
};

const d0Sent = (at: number): ReturnType<typeof sentAs> => sentAs(d0Decoder, d0Block(d0Lines(at), true));

/** As the standard has it: seven bits and their parity. */
export const D0: NoisyPort = {
  name: 'D0, parity looked at',
  decoder: () => sevenBits(d0Decoder()),
  send: (at) => {
    const { bytes, said } = d0Sent(at);
    return { bytes: withParity(bytes), said };
  },
};

/** Of a meter that pushes eight bits, or behind a gateway that took the parity off: there is nothing but eight bits of check. */
export const D0_WITHOUT_PARITY: NoisyPort = {
  name: 'D0, no parity',
  decoder: () => sevenBits(d0Decoder()),
  send: d0Sent,
};

/** Every checksum is right, as it is by chance once in 65,536: what the rest of the decoder lets through can be counted. */
export const REPAIRED_P1: NoisyPort = {
  ...P1,
  name: 'P1 with checksums made right',
  repair: (telegram) => {
    const end = Buffer.from(telegram).toString('latin1').lastIndexOf('\n!');
    if (end === -1) return telegram;
    const body = telegram.subarray(0, end + 2);
    return Buffer.concat([body, Buffer.from(`${slowCrc16('arc', body).toString(16).padStart(4, '0')}\r\n`)]);
  },
};

const TIC_BELOW = 1_000_000_000;
const ticWithParity = (): StreamDecoder => sevenBits(ticDecoder());

export const NOISY_PORTS: readonly NoisyPort[] = [
  P1,
  {
    name: 'P1 encrypted',
    decoder: sealedP1,
    send: (at) => sentAs(sealedP1, encryptedFrame(p1Telegram(dsmr5(at)), { key: KEY, counter: at + 1 })),
  },
  D0,
  { name: 'SML', decoder: smlDecoder, send: written(writtenSml, 0xffff_ffff) },
  { name: 'DLMS', decoder: dlmsDecoder, send: written(writtenDlms, 0xffff_ffff) },
  {
    name: 'DLMS in segments',
    decoder: dlmsDecoder,
    send: written((one, two, power) => writtenDlms(one, two, power, 50), 0xffff_ffff),
  },
  {
    name: 'TIC historical, parity looked at',
    decoder: ticWithParity,
    send: written(writtenTicHistorical, TIC_BELOW, withParity),
  },
  {
    name: 'TIC standard, parity looked at',
    decoder: ticWithParity,
    send: written(writtenTicStandard, TIC_BELOW, withParity),
  },
  {
    name: 'TIC historical, parity ignored',
    decoder: ticDecoder,
    send: written(writtenTicHistorical, TIC_BELOW),
    isSevenBits: true,
  },
  {
    name: 'TIC standard, parity ignored',
    decoder: ticDecoder,
    send: written(writtenTicStandard, TIC_BELOW),
    isSevenBits: true,
  },
];
