/**
 * Lines that lose, change and invent bytes: a made-up stream of telegrams is damaged at a rate, and whatever a decoder gives that
 * was never sent is wrong. Everything follows from one seed.
 */
import type { StreamDecoder } from '../../meter/sources/decoder.ts';
import { dlmsDecoder } from '../../meter/sources/dlms/dlms.ts';
import { smlDecoder } from '../../meter/sources/sml/sml.ts';
import { ticDecoder } from '../../meter/sources/tic/tic.ts';
import { Draw } from '../fuzz/mutate.ts';
import {
  type Written,
  withParity,
  writtenDlms,
  writtenSml,
  writtenTicHistorical,
  writtenTicStandard,
} from './writers.ts';

export interface Line {
  readonly name: string;
  readonly decoder: () => StreamDecoder;
  readonly write: (draw: Draw) => Written;
  /** How the bytes go over the line. */
  readonly sent?: (bytes: Uint8Array) => Uint8Array;
  /** The line has seven bits, and nobody looks at its parity. */
  readonly isSevenBits?: boolean;
}

function three(write: (one: number, two: number, three: number) => Written, below: number): (draw: Draw) => Written {
  return (draw) => write(draw.below(below), draw.below(below), draw.below(10_000));
}

export const LINES: readonly Line[] = [
  { name: 'SML', decoder: smlDecoder, write: three(writtenSml, 0xffff_ffff) },
  { name: 'DLMS', decoder: dlmsDecoder, write: three(writtenDlms, 0xffff_ffff) },
  {
    name: 'DLMS in segments',
    decoder: dlmsDecoder,
    write: three((one, two, power) => writtenDlms(one, two, power, 50), 0xffff_ffff),
  },
  {
    name: 'TIC historical, parity looked at',
    decoder: () => ticDecoder({ hasParity: true }),
    write: three(writtenTicHistorical, 1_000_000_000),
    sent: withParity,
  },
  {
    name: 'TIC standard, parity looked at',
    decoder: () => ticDecoder({ hasParity: true }),
    write: three(writtenTicStandard, 1_000_000_000),
    sent: withParity,
  },
  {
    name: 'TIC historical, parity ignored',
    decoder: ticDecoder,
    write: three(writtenTicHistorical, 1_000_000_000),
    isSevenBits: true,
  },
  {
    name: 'TIC standard, parity ignored',
    decoder: ticDecoder,
    write: three(writtenTicStandard, 1_000_000_000),
    isSevenBits: true,
  },
];

const PER_MILLION = 1_000_000;

/** Of ten errors five flip a bit, three change a byte into any other one, one loses a byte, one invents a byte. */
export function damaged(bytes: Uint8Array, rate: number, draw: Draw, isSevenBits = false): Uint8Array {
  const mask = isSevenBits ? 0x7f : 0xff;
  const bits = isSevenBits ? 7 : 8;
  const result: number[] = [];
  for (const byte of bytes) {
    if (draw.below(PER_MILLION) >= rate * PER_MILLION) {
      result.push(byte);
      continue;
    }
    const kind = draw.below(10);
    if (kind < 5) result.push(byte ^ (1 << draw.below(bits)));
    else if (kind < 8) result.push((byte + 1 + draw.below(mask)) & mask);
    else if (kind === 8) result.push(draw.below(mask + 1), byte);
  }
  return Uint8Array.from(result);
}

function keyOf(serial: string | undefined, values: readonly (readonly [string, bigint])[]): string {
  return [serial ?? '', ...values.map(([register, milli]) => `${register}=${milli}`).toSorted()].join(' ');
}

export interface Outcome {
  readonly accepted: number;
  /** Of those that were sent. */
  readonly refused: number;
  /** Accepted, and never sent; each as decoded. */
  readonly wrong: readonly string[];
}

/** Sends so many telegrams down a line. Their numbers are drawn, so that none is like another one by chance. */
export function throughNoise(line: Line, telegrams: number, rate: number, seed: number): Outcome {
  const draw = new Draw(seed);
  const decoder = line.decoder();
  /** Sent and not seen again: a telegram comes out at most a few later, at a batch's end. */
  const open = new Set<string>();
  const wrong: string[] = [];
  let accepted = 0;
  const look = (decoded: ReturnType<StreamDecoder['push']>): void => {
    for (const one of decoded) {
      if (one.kind === 'fault') continue;
      const key = keyOf(
        one.serial,
        one.values.map(({ register, milli }) => [register, milli]),
      );
      if (open.delete(key)) accepted += 1;
      else wrong.push(key);
    }
  };
  for (let sent = 0; sent < telegrams; sent += 1) {
    const { bytes, serial, milli } = line.write(draw);
    open.add(keyOf(serial, Object.entries(milli)));
    look(decoder.push(damaged(line.sent?.(bytes) ?? bytes, rate, draw, line.isSevenBits)));
  }
  look(decoder.end());
  return { accepted, refused: telegrams - accepted, wrong };
}
