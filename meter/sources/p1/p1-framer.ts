/**
 * Finds P1 telegrams in a stream: from `/` to the line that begins with `!`, behind which up to four hexadecimal digits stand.
 * A line that begins with `/` is the next telegram, whatever was before it. At most `MOST_TELEGRAM_BYTES` are held.
 */
import { type DecoderFault, faultOf } from '../decoder.ts';
import { charactersOf } from '../obis-line.ts';

/** Messages of 1,024 characters and the peaks of 13 months fit in thrice. */
export const MOST_TELEGRAM_BYTES = 8_192;

/** Of a telegram: everything from `/` up to `!`, including it, and the digits behind. */
export interface P1Frame {
  readonly kind: 'frame';
  readonly bytes: Uint8Array;
  readonly digits: string;
}

const SLASH = 0x2f;
const EXCLAMATION = 0x21;
const LINE_FEED = 0x0a;

/** What stands behind `!`, with its line's end; at the end of a stream that may be missing. */
const END_LINE = /^([0-9A-Fa-f]{0,4})\r?\n$/;
const LAST_LINE = /^([0-9A-Fa-f]{0,4})\r?$/;

export class P1Framer {
  private readonly held = new Uint8Array(MOST_TELEGRAM_BYTES);
  private length = 0;
  private lineStart = 0;
  private isOpen = false;

  push(bytes: Uint8Array): readonly (DecoderFault | P1Frame)[] {
    const found: (DecoderFault | P1Frame)[] = [];
    for (const byte of bytes) {
      if (byte === SLASH && (!this.isOpen || this.length === this.lineStart)) {
        if (this.isOpen) found.push(faultOf('truncated', 'the next telegram began before this one had ended'));
        this.open();
      }
      if (!this.isOpen) continue;
      const one = this.append(byte);
      if (one !== undefined) found.push(one);
    }
    return found;
  }

  end(): readonly (DecoderFault | P1Frame)[] {
    if (!this.isOpen) return [];
    this.isOpen = false;
    return [this.frame(LAST_LINE) ?? faultOf('truncated', 'the stream ended within a telegram')];
  }

  private open(): void {
    this.isOpen = true;
    this.length = 0;
    this.lineStart = 0;
  }

  private append(byte: number): DecoderFault | P1Frame | undefined {
    if (this.length === MOST_TELEGRAM_BYTES) {
      this.isOpen = false;
      return faultOf('overlong', `no end within ${MOST_TELEGRAM_BYTES} bytes`);
    }
    this.held[this.length] = byte;
    this.length += 1;
    if (byte !== LINE_FEED) return undefined;
    if (this.held[this.lineStart] !== EXCLAMATION) {
      this.lineStart = this.length;
      return undefined;
    }
    this.isOpen = false;
    return this.frame(END_LINE) ?? faultOf('syntax', 'its last line is not ! with up to four hexadecimal digits');
  }

  /** Undefined if what stands last is no end. */
  private frame(end: RegExp): P1Frame | undefined {
    if (this.lineStart === this.length || this.held[this.lineStart] !== EXCLAMATION) return undefined;
    const after = this.lineStart + 1;
    const match = end.exec(charactersOf(this.held.subarray(after, this.length)));
    if (match === null) return undefined;
    return { kind: 'frame', bytes: this.held.slice(0, after), digits: match[1] ?? '' };
  }
}
