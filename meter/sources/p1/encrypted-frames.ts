/**
 * Finds encrypted frames in a stream, as Luxembourg's Smarty and Austria's P1 send them: `DB 08`, the system title (8), `82` and
 * the length (2), `30`, the frame counter (4), the ciphertext, its tag (12). What is between them is handed on as it is.
 */
import { MOST_TEXT_BYTES } from '../held-text.ts';

export interface EncryptedFrame {
  /** System title and frame counter: what no two frames of one key have in common. */
  readonly iv: Uint8Array;
  readonly counter: number;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** Encrypted and authenticated, with a key of the meter's own. */
export const SECURITY_CONTROL = 0x30;
const FIRST = 0xdb;
const TITLE_BYTES = 8;
const COUNTER_BYTES = 4;
const TAG_BYTES = 12;
/** `DB 08`, title, `82`, length. */
const BEFORE_LENGTH_COUNTS = 2 + TITLE_BYTES + 3;
const LEAST_LENGTH = 1 + COUNTER_BYTES + 1 + TAG_BYTES;
const MOST_LENGTH = 1 + COUNTER_BYTES + MOST_TEXT_BYTES + TAG_BYTES;

/** What must stand where, in a header. */
const MARKS: readonly (readonly [at: number, byte: number])[] = [
  [0, FIRST],
  [1, TITLE_BYTES],
  [2 + TITLE_BYTES, 0x82],
  [BEFORE_LENGTH_COUNTS, SECURITY_CONTROL],
];

/** `none`: no frame begins there. `unfinished`: one may. */
function frameAt(held: Uint8Array, at: number): { frame: EncryptedFrame; end: number } | 'none' | 'unfinished' {
  const byteAt = (offset: number): number | undefined => held[at + offset];
  for (const [offset, byte] of MARKS) {
    const found = byteAt(offset);
    if (found !== undefined && found !== byte) return 'none';
  }
  const high = byteAt(BEFORE_LENGTH_COUNTS - 2);
  const low = byteAt(BEFORE_LENGTH_COUNTS - 1);
  if (high === undefined || low === undefined) return 'unfinished';
  const length = high * 256 + low;
  if (length < LEAST_LENGTH || length > MOST_LENGTH) return 'none';
  const end = at + BEFORE_LENGTH_COUNTS + length;
  if (end > held.length) return 'unfinished';
  const counterAt = at + BEFORE_LENGTH_COUNTS + 1;
  const counter = held.slice(counterAt, counterAt + COUNTER_BYTES);
  return {
    end,
    frame: {
      iv: Uint8Array.of(...held.subarray(at + 2, at + 2 + TITLE_BYTES), ...counter),
      counter: counter.reduce((sum, byte) => sum * 256 + byte, 0),
      ciphertext: held.slice(counterAt + COUNTER_BYTES, end - TAG_BYTES),
      tag: held.slice(end - TAG_BYTES, end),
    },
  };
}

export class EncryptedFrames {
  private held = new Uint8Array(0);

  /** `isTaken` says of a frame whether it is one: otherwise what is in it is looked through, since a frame may have been cut off. */
  push(bytes: Uint8Array, isTaken: (frame: EncryptedFrame) => boolean, plain: (bytes: Uint8Array) => void): void {
    const all = new Uint8Array(this.held.length + bytes.length);
    all.set(this.held);
    all.set(bytes, this.held.length);
    let from = 0;
    const flush = (end: number): void => {
      if (end > from) plain(all.subarray(from, end));
      from = end;
    };
    let at = all.indexOf(FIRST);
    while (at !== -1) {
      const found = frameAt(all, at);
      if (found === 'unfinished') break;
      if (found !== 'none') flush(at);
      if (found !== 'none' && isTaken(found.frame)) from = found.end;
      at = all.indexOf(FIRST, Math.max(from, at + 1));
    }
    flush(at === -1 ? all.length : at);
    this.held = all.slice(from);
  }

  /** What is left of a frame that has not ended. */
  end(): Uint8Array {
    const left = this.held;
    this.held = new Uint8Array(0);
    return left;
  }
}
