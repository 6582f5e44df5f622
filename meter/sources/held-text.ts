/** What framers of telegrams of text have in common: the bytes of the one that is open, up to a cap, and where its last line begins. */
import { type DecoderFault, faultOf } from './decoder.ts';
import { charactersOf } from './obis-line.ts';

/** P1's messages of 1,024 characters and the peaks of 13 months fit in thrice. */
export const MOST_TEXT_BYTES = 8_192;

export const SLASH = 0x2f;
export const LINE_FEED = 0x0a;

export class HeldText {
  private readonly held = new Uint8Array(MOST_TEXT_BYTES);
  private length = 0;
  private lineStart = 0;

  clear(): void {
    this.length = 0;
    this.lineStart = 0;
  }

  /** Whether the last line has no byte yet. */
  get isLineStart(): boolean {
    return this.length === this.lineStart;
  }

  /** False where there is no more room: nothing was taken. */
  append(byte: number): boolean {
    if (this.length === MOST_TEXT_BYTES) return false;
    this.held[this.length] = byte;
    this.length += 1;
    return true;
  }

  /** The last line has ended. */
  endLine(): void {
    this.lineStart = this.length;
  }

  /** All up to `count` bytes into the last line. */
  upTo(count: number): Uint8Array {
    return this.held.slice(0, this.lineStart + count);
  }

  text(): string {
    return charactersOf(this.held.subarray(0, this.length));
  }

  line(): string {
    return charactersOf(this.held.subarray(this.lineStart, this.length));
  }
}

export function overlong(): DecoderFault {
  return faultOf('overlong', `no end within ${MOST_TEXT_BYTES} bytes`);
}
