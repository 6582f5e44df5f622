/**
 * Finds data blocks of IEC 62056-21 in a stream: an identification, then STX, data, ETX and a check character (BCC), or data up to
 * a line that ends with `!` where a meter has no check. Requests and acknowledgements, heard on the same line, are passed over.
 */
import { type DecoderFault, faultOf } from '../decoder.ts';
import { HeldText, LINE_FEED, SLASH, overlong } from '../held-text.ts';
import { parseIdentification } from './mode-c.ts';

export interface D0Frame {
  readonly kind: 'frame';
  /** The data, up to the `!` that ends it. */
  readonly text: string;
  readonly isChecked: boolean;
}

const STX = 0x02;
const ETX = 0x03;
const ACK = 0x06;
const REQUEST = /^\/\?[0-9A-Za-z ]{0,32}!\r?\n$/;
/** Data, `!` on a line of its own or behind data, and the end of that line. */
const DATA = /^([^!]*)(?<=^|[\n)])!\r?\n?$/;

/** `identified`: data, STX or an acknowledgement may follow. `block`: data between STX and ETX. `open`: data without them. */
type State = 'idle' | 'identification' | 'identified' | 'acknowledgement' | 'block' | 'check' | 'open';

export class D0Framer {
  private state: State = 'idle';
  private readonly held = new HeldText();
  private check = 0;

  push(bytes: Uint8Array): readonly (D0Frame | DecoderFault)[] {
    const found: (D0Frame | DecoderFault)[] = [];
    for (const byte of bytes) {
      const one = this.take(byte);
      if (one !== undefined) found.push(one);
    }
    return found;
  }

  end(): readonly (D0Frame | DecoderFault)[] {
    const { state } = this;
    this.state = 'idle';
    if (state !== 'block' && state !== 'check' && state !== 'open') return [];
    const frame = state === 'open' ? this.frame(false) : undefined;
    return [frame ?? faultOf('truncated', 'the stream ended within a block of data')];
  }

  private frame(isChecked: boolean): D0Frame | undefined {
    const match = DATA.exec(this.held.text());
    return match === null ? undefined : { kind: 'frame', text: match[1] ?? '', isChecked };
  }

  private begin(state: 'block' | 'identification' | 'open'): void {
    this.state = state;
    this.held.clear();
    this.check = 0;
  }

  private take(byte: number): D0Frame | DecoderFault | undefined {
    const { state } = this;
    if (state === 'check') {
      this.state = 'idle';
      if (byte !== this.check) return faultOf('checksum', 'its check character is wrong');
      return this.frame(true) ?? faultOf('syntax', 'no ! ends it');
    }
    const isWithin = state === 'block' || state === 'open';
    const { isLineStart } = this.held;
    if (byte === SLASH && (isWithin ? isLineStart : state !== 'identification' || isLineStart)) {
      this.begin('identification');
      this.held.append(byte);
      return isWithin ? faultOf('truncated', 'another block began before this one had ended') : undefined;
    }
    if (isWithin) return this.within(byte);
    if (state === 'identification') this.identify(byte);
    else if (state === 'acknowledgement' && byte === LINE_FEED) this.state = 'identified';
    else if (state === 'identified') return this.follow(byte);
    return undefined;
  }

  private identify(byte: number): void {
    if (!this.held.append(byte)) this.state = 'idle';
    if (byte !== LINE_FEED) return;
    const line = this.held.text();
    this.state = !REQUEST.test(line) && parseIdentification(line) !== undefined ? 'identified' : 'idle';
  }

  /** What comes after an identification. */
  private follow(byte: number): DecoderFault | undefined {
    if (byte === ACK) this.state = 'acknowledgement';
    else if (byte === STX) this.begin('block');
    // Between lines of a dialogue, and while a line turns, there may be anything that does not print.
    else if (byte > 0x20 && byte < 0x7f) {
      this.begin('open');
      this.held.append(byte);
    }
    return undefined;
  }

  private within(byte: number): D0Frame | DecoderFault | undefined {
    const isBlock = this.state === 'block';
    if (isBlock) this.check ^= byte;
    if (isBlock && byte === ETX) {
      this.state = 'check';
      return undefined;
    }
    if (!this.held.append(byte)) {
      this.state = 'idle';
      return overlong();
    }
    if (byte !== LINE_FEED) return undefined;
    const line = this.held.line();
    this.held.endLine();
    if (isBlock || !line.includes('!')) return undefined;
    this.state = 'idle';
    return this.frame(false) ?? faultOf('syntax', 'something follows its ! that has no place there');
  }
}
