/**
 * SML's transport, version 1: finds frames in a stream, checks their CRC and undoes the escapes. Four bytes 1b escape:
 * 01010101 begins a frame, 1a with the padding and the CRC ends it, another four 1b stand for themselves.
 */
import { type Crc16Kind, crc16 } from '../crc16.ts';
import { type DecoderFault, faultOf } from '../decoder.ts';

const ESCAPE = 0x1b;
const START = 0x01;
const END = 0x1a;
/** Real ones have up to 800 bytes. */
const MOST_BYTES = 8_192;
/** One meter pads by four zeros where none are needed. */
const MOST_PADDING = 4;
const OPENING = [ESCAPE, ESCAPE, ESCAPE, ESCAPE, START, START, START, START];

/** The messages of a frame whose CRC is right, without escapes and padding. */
export interface SmlFrame {
  readonly kind: 'frame';
  readonly messages: Uint8Array;
}

/** Takes the escapes out: of two in a row one is left. */
function unescaped(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  let run = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    run = byte === ESCAPE ? run + 1 : 0;
    plain[length] = byte;
    length += 1;
    if (run !== 4) continue;
    run = 0;
    at += 4;
  }
  return plain.subarray(0, length);
}

export class SmlFramer {
  private readonly crcKind: Crc16Kind;
  private readonly held = new Uint8Array(MOST_BYTES);
  private length = 0;
  private isInFrame = false;
  /** How many bytes 1b came last, and within a frame: how many of the four after an escape are there. */
  private escapes = 0;
  private commands = 0;

  constructor(crcKind: Crc16Kind) {
    this.crcKind = crcKind;
  }

  push(bytes: Uint8Array): (DecoderFault | SmlFrame)[] {
    const found: (DecoderFault | SmlFrame)[] = [];
    for (const byte of bytes) this.take(byte, found);
    return found;
  }

  end(): DecoderFault[] {
    const isOpen = this.isInFrame;
    this.isInFrame = false;
    this.escapes = 0;
    this.commands = 0;
    return isOpen ? [faultOf('truncated', 'the stream ended within a frame')] : [];
  }

  private take(byte: number, found: (DecoderFault | SmlFrame)[]): void {
    if (!this.isInFrame) {
      this.seek(byte);
      return;
    }
    if (this.length === MOST_BYTES) {
      this.leave(7);
      found.push(faultOf('overlong', `a frame has no end within ${MOST_BYTES} bytes`));
      this.seek(byte);
      return;
    }
    this.held[this.length] = byte;
    this.length += 1;
    if (this.escapes < 4) {
      this.escapes = byte === ESCAPE ? this.escapes + 1 : 0;
      return;
    }
    this.commands += 1;
    if (this.commands < 4) return;
    this.escapes = 0;
    this.commands = 0;
    this.obey(this.held.subarray(this.length - 4, this.length), found);
  }

  /** Before a frame: any number of 1b, of which the last four count, and four 01. */
  private seek(byte: number): void {
    if (this.escapes >= 4 && byte === START) {
      this.commands += 1;
      if (this.commands === 4) this.begin();
      return;
    }
    this.escapes = byte === ESCAPE ? (this.commands === 0 ? this.escapes : 0) + 1 : 0;
    this.commands = 0;
  }

  private begin(): void {
    this.held.set(OPENING);
    this.length = OPENING.length;
    this.isInFrame = true;
    this.escapes = 0;
    this.commands = 0;
  }

  /** What follows an escape within a frame. */
  private obey(command: Uint8Array, found: (DecoderFault | SmlFrame)[]): void {
    if (command.every((byte) => byte === ESCAPE)) return;
    if (command.every((byte) => byte === START)) {
      found.push(faultOf('truncated', 'a frame begins within another one'));
      this.begin();
      return;
    }
    const frame =
      command[0] === END ? this.finished(command[1] ?? 0) : faultOf('syntax', 'an escape means nothing that is known');
    found.push(frame);
    // Where bytes were lost, the next frame may have begun in what was taken for the end of this one.
    this.leave(frame.kind === 'frame' ? 0 : 7);
  }

  private finished(padding: number): DecoderFault | SmlFrame {
    const frame = this.held.subarray(0, this.length);
    const [first = 0, second = 0] = frame.subarray(-2);
    const crc = crc16(this.crcKind, frame, 0, this.length - 2);
    // Kermit is written with its high byte first.
    const sent = this.crcKind === 'kermit' ? (first << 8) | second : (second << 8) | first;
    if (crc !== sent) return faultOf('checksum', "a frame's CRC is wrong");
    const payload = unescaped(frame.subarray(OPENING.length, -8));
    const rest = payload.subarray(Math.max(0, payload.length - padding));
    const isPadded = padding <= MOST_PADDING && rest.length === padding && rest.every((byte) => byte === 0);
    if (!isPadded || this.length % 4 !== 0) return faultOf('syntax', 'a frame is not padded to four bytes');
    return { kind: 'frame', messages: payload.slice(0, payload.length - padding) };
  }

  /** Looks for the next frame, first in the last bytes of this one. */
  private leave(again: number): void {
    const rest = this.held.slice(this.length - again, this.length);
    this.isInFrame = false;
    this.length = 0;
    this.escapes = 0;
    this.commands = 0;
    for (const byte of rest) this.seek(byte);
  }
}
