/**
 * A line that damages what goes over it: bytes that become others, bits that flip, bytes that are lost. Every telegram that is
 * accepted must be, byte for byte, one that was sent.
 */
import { D0Framer } from '../../meter/sources/d0/d0-framer.ts';
import { d0Decoder } from '../../meter/sources/d0/d0.ts';
import type { Decoded, StreamDecoder } from '../../meter/sources/decoder.ts';
import { P1Framer } from '../../meter/sources/p1/p1-framer.ts';
import { p1Decoder } from '../../meter/sources/p1/p1.ts';
import { d0Block, d0Lines, dsmr5, p1Telegram, piecesOf } from '../made-telegrams.ts';
import { slowCrc16 } from '../reference/crc16.ts';
import { Draw } from './mutate.ts';

export type Noise = 'bit' | 'byte' | 'loss';
export type Port = 'd0' | 'p1';

export interface NoiseFigures {
  sent: number;
  damaged: number;
  accepted: number;
  refused: number;
  /** Accepted, and never sent like that. */
  wrong: number;
  /** Of those: with a value that was never sent. */
  wrongValues: number;
  /** Those that a checksum alone would have accepted besides. */
  fits: number;
}

interface Listener {
  readonly decoder: StreamDecoder;
  /** What the decoder finds to decode, in the same order; undefined where that is a fault already. */
  frames(piece: Uint8Array): (string | undefined)[];
  /** The telegram of second `at`, and what of it is found when it comes as it was sent. */
  sent(at: number): Uint8Array;
  frameOf(telegram: Uint8Array): string;
  valuesOf(telegram: Uint8Array): string[];
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function p1Listener(): Listener {
  const framer = new P1Framer();
  return {
    decoder: p1Decoder(),
    frames: (piece) => framer.push(piece).map((one) => (one.kind === 'frame' ? latin1(one.bytes) : undefined)),
    sent: (at) => p1Telegram(dsmr5(at)),
    frameOf: (telegram) => latin1(telegram.subarray(0, telegram.lastIndexOf(0x21) + 1)),
    valuesOf: (telegram) => p1Decoder().push(telegram).flatMap(valuesOf),
  };
}

function d0Listener(): Listener {
  const framer = new D0Framer();
  return {
    decoder: d0Decoder(),
    frames: (piece) => framer.push(piece).map((one) => (one.kind === 'frame' ? one.text : undefined)),
    sent: (at) => d0Block(d0Lines(at), true),
    frameOf: (telegram) => latin1(telegram.subarray(telegram.indexOf(2) + 1, telegram.indexOf(0x21))),
    valuesOf: (telegram) => d0Decoder().push(telegram).flatMap(valuesOf),
  };
}

/** How many bytes pass before the next error. */
function gap(draw: Draw, rate: number): number {
  const fraction = (draw.below(2 ** 31) + 1) / (2 ** 31 + 1);
  return Math.floor(Math.log(fraction) / Math.log1p(-rate));
}

function damaged(bytes: Uint8Array, noise: Noise, at: number, draw: Draw): Uint8Array {
  if (noise === 'loss') return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + draw.below(64))]);
  const changed = Uint8Array.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ (noise === 'bit' ? 1 << draw.below(8) : 1 + draw.below(255));
  return changed;
}

/** Damages what is sent, one telegram after the other. */
function noisyLine(noise: Noise, rate: number, draw: Draw): (sent: Uint8Array) => Uint8Array {
  let left = gap(draw, rate);
  return (sent) => {
    let onWire = sent;
    for (; left < onWire.length; left += 1 + gap(draw, rate)) onWire = damaged(onWire, noise, left, draw);
    left = Math.max(0, left - onWire.length);
    return onWire;
  };
}

function valuesOf(one: Decoded): string[] {
  return one.kind === 'telegram' ? one.values.map(({ register, milli }) => `${register} ${milli}`) : [];
}

/** What was sent last, with its values: a telegram may be found when the next one begins. */
class Recent {
  private readonly sent = new Map<string, readonly string[]>();

  add(frame: string, values: readonly string[]): void {
    this.sent.delete(frame);
    this.sent.set(frame, values);
    const [oldest] = this.sent.keys();
    if (this.sent.size > 300 && oldest !== undefined) this.sent.delete(oldest);
  }

  has(frame: string | undefined): boolean {
    return frame !== undefined && this.sent.has(frame);
  }

  hasValue(value: string): boolean {
    return [...this.sent.values()].some((values) => values.includes(value));
  }
}

function note(
  figures: NoiseFigures,
  found: readonly Decoded[],
  frames: readonly (string | undefined)[],
  recent: Recent,
): void {
  for (const [at, one] of found.entries()) {
    if (one.kind === 'telegram') {
      figures.accepted += 1;
      if (recent.has(frames[at])) continue;
      figures.wrong += 1;
      if (!valuesOf(one).every((value) => recent.hasValue(value))) figures.wrongValues += 1;
    } else if (one.fault === 'syntax' && frames[at] !== undefined) {
      figures.fits += 1;
    }
  }
}

/** With a checksum that is right, as it is by chance once in 65,536. */
function repaired(telegram: Uint8Array): Uint8Array {
  const end = latin1(telegram).lastIndexOf('\n!');
  if (end === -1) return telegram;
  const body = telegram.subarray(0, end + 2);
  return Buffer.concat([body, Buffer.from(`${slowCrc16('arc', body).toString(16).padStart(4, '0')}\r\n`)]);
}

/** Sends telegrams of a meter that is made up; `telegrams` are sent in turn instead, if there are any. */
export function runNoise(options: {
  readonly count: number;
  readonly rate: number;
  readonly noise: Noise;
  readonly seed: number;
  readonly port?: Port;
  /** Makes the checksum of what is damaged right, where the port is P1: the grammar and the forms are left alone with it. */
  readonly isRepaired?: boolean;
  readonly telegrams?: readonly Uint8Array[];
}): NoiseFigures {
  const { count, rate, noise, seed, telegrams } = options;
  const draw = new Draw(seed);
  const figures: NoiseFigures = { sent: 0, damaged: 0, accepted: 0, refused: 0, wrong: 0, wrongValues: 0, fits: 0 };
  const listener = options.port === 'd0' ? d0Listener() : p1Listener();
  const line = noisyLine(noise, rate, draw);
  const recent = new Recent();
  for (let number = 0; number < count; number += 1) {
    const sent = telegrams?.[number % telegrams.length] ?? listener.sent(number);
    recent.add(listener.frameOf(sent), listener.valuesOf(sent));
    const onWire = line(sent);
    figures.sent += 1;
    if (onWire !== sent) figures.damaged += 1;
    const heard = options.isRepaired === true && onWire !== sent ? repaired(onWire) : onWire;
    for (const piece of piecesOf(heard, 700, (most) => draw.below(most)))
      note(figures, listener.decoder.push(piece), listener.frames(piece), recent);
  }
  figures.refused = figures.sent - figures.accepted;
  return figures;
}
