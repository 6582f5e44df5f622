/**
 * Finds P1 telegrams in a stream: from `/` to the line that begins with `!`, behind which up to four hexadecimal digits stand.
 * A line that begins with `/` is the next telegram, whatever was before it. At most `MOST_TEXT_BYTES` are held.
 */
import { type DecoderFault, faultOf } from '../decoder.ts';
import { HeldText, LINE_FEED, SLASH, overlong } from '../held-text.ts';

/** Of a telegram: everything from `/` up to `!`, including it, and the digits behind. */
export interface P1Frame {
  readonly kind: 'frame';
  readonly bytes: Uint8Array;
  readonly digits: string;
}

/** The last line; at the end of a stream its end may be missing. */
const END_LINE = /^!([0-9A-Fa-f]{0,4})\r?\n$/;
const LAST_LINE = /^!([0-9A-Fa-f]{0,4})\r?$/;

export class P1Framer {
  private readonly held = new HeldText();
  private isOpen = false;

  push(bytes: Uint8Array): readonly (DecoderFault | P1Frame)[] {
    const found: (DecoderFault | P1Frame)[] = [];
    for (const byte of bytes) {
      if (byte === SLASH && (!this.isOpen || this.held.isLineStart)) {
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
    this.held.clear();
  }

  private append(byte: number): DecoderFault | P1Frame | undefined {
    if (!this.held.append(byte)) {
      this.isOpen = false;
      return overlong();
    }
    if (byte !== LINE_FEED) return undefined;
    if (!this.held.line().startsWith('!')) {
      this.held.endLine();
      return undefined;
    }
    this.isOpen = false;
    return this.frame(END_LINE) ?? faultOf('syntax', 'its last line is not ! with up to four hexadecimal digits');
  }

  /** Undefined if what stands last is no end. */
  private frame(end: RegExp): P1Frame | undefined {
    const match = end.exec(this.held.line());
    // The ! is the last byte that the checksum is of.
    return match === null ? undefined : { kind: 'frame', bytes: this.held.upTo(1), digits: match[1] ?? '' };
  }
}
