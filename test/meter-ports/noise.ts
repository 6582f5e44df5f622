/**
 * Lines that change, lose and invent bytes: telegrams of a port are damaged at a rate, and whatever comes out that was never sent
 * is wrong. Everything follows from one seed. [P-2.4]
 */
import type { Decoded, FaultKind } from '../../meter/sources/decoder.ts';
import { Draw } from '../fuzz/mutate.ts';
import { piecesOf } from '../made-telegrams.ts';
import { type NoisyPort, type Said, saidBy } from './noisy-ports.ts';

/** `byte`: one becomes another. `bit`: one flips. `loss`: up to 64 bytes are lost. `mixed`: of ten errors five, three and one, and one more byte. */
export const NOISES = ['bit', 'byte', 'loss', 'mixed'] as const;
export type Noise = (typeof NOISES)[number];
export const RATES = [1e-5, 1e-4, 1e-3] as const;

const MOST_PIECE_BYTES = 700;
const MOST_LOST_BYTES = 64;
/** So many telegrams may pass until one comes out. */
const RECENT = 300;

export interface NoiseFigures {
  readonly sent: number;
  readonly damaged: number;
  readonly accepted: number;
  /** Accepted, and not exactly as one that was sent; each as it came out. */
  readonly altered: readonly string[];
  /** Of those: with a value or a serial number that no telegram had. */
  readonly wrong: readonly string[];
  /** What was refused, by what was found wrong with it. */
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
}

export interface NoiseOptions {
  readonly port: NoisyPort;
  readonly count: number;
  /** Errors a byte. */
  readonly rate: number;
  readonly noise: Noise;
  readonly seed: number;
}

/** How many bytes pass before the next error. */
function gap(draw: Draw, rate: number): number {
  if (rate === 0) return Number.POSITIVE_INFINITY;
  const fraction = (draw.below(2 ** 31) + 1) / (2 ** 31 + 1);
  return Math.floor(Math.log(fraction) / Math.log1p(-rate));
}

function damaged(bytes: Uint8Array, noise: Noise, at: number, bits: number, draw: Draw): Uint8Array {
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
  if (noise === 'mixed') {
    const kind = draw.below(10);
    if (kind === 9) return Buffer.concat([before, Buffer.of(draw.below(2 ** bits)), bytes.subarray(at)]);
    return damaged(bytes, kind < 5 ? 'bit' : kind < 8 ? 'byte' : 'loss', at, bits, draw);
  }
  if (noise === 'loss') return Buffer.concat([before, after.subarray(draw.below(MOST_LOST_BYTES))]);
  const flipped = noise === 'bit' ? 1 << draw.below(bits) : 1 + draw.below(2 ** bits - 1);
  return Buffer.concat([before, Buffer.of((bytes[at] ?? 0) ^ flipped), after]);
}

/** Damages what is sent, one telegram after the other. */
function noisyLine({ port, noise, rate }: NoiseOptions, draw: Draw): (sent: Uint8Array) => Uint8Array {
  const bits = port.isSevenBits === true ? 7 : 8;
  let left = gap(draw, rate);
  return (sent) => {
    let onWire = sent;
    for (; left < onWire.length; left += 1 + gap(draw, rate)) onWire = damaged(onWire, noise, left, bits, draw);
    left = Math.max(0, left - onWire.length);
    return onWire;
  };
}

const keyOf = (said: Said): string => said.join(' ');

/** What was sent last: a telegram may be found when the next one begins. */
class Recent {
  private readonly sent = new Map<string, Said>();

  add(said: Said): void {
    this.sent.delete(keyOf(said));
    this.sent.set(keyOf(said), said);
    const [oldest] = this.sent.keys();
    if (this.sent.size > RECENT && oldest !== undefined) this.sent.delete(oldest);
  }

  has(said: Said): boolean {
    return this.sent.has(keyOf(said));
  }

  hasEach(said: Said): boolean {
    const everything = new Set([...this.sent.values()].flat());
    return said.every((one) => everything.has(one));
  }
}

export function throughNoise(options: NoiseOptions): NoiseFigures {
  const { port, count, seed } = options;
  const draw = new Draw(seed);
  const line = noisyLine(options, draw);
  const decoder = port.decoder();
  const recent = new Recent();
  const [altered, wrong]: [string[], string[]] = [[], []];
  const faults: Partial<Record<FaultKind, number>> = {};
  let [damagedCount, accepted] = [0, 0];
  const look = (found: readonly Decoded[]): void => {
    for (const one of found) {
      if (one.kind === 'fault') {
        faults[one.fault] = (faults[one.fault] ?? 0) + 1;
        continue;
      }
      accepted += 1;
      const said = saidBy(one);
      if (recent.has(said)) continue;
      altered.push(keyOf(said));
      if (!recent.hasEach(said)) wrong.push(keyOf(said));
    }
  };
  for (let at = 0; at < count; at += 1) {
    const { bytes, said } = port.send(at, draw);
    recent.add(said);
    const onWire = line(bytes);
    if (onWire !== bytes) damagedCount += 1;
    const heard = onWire === bytes ? bytes : (port.repair?.(onWire) ?? onWire);
    for (const piece of piecesOf(heard, MOST_PIECE_BYTES, (most) => draw.below(most))) look(decoder.push(piece));
  }
  look(decoder.end());
  return { sent: count, damaged: damagedCount, accepted, altered, wrong, faults };
}
