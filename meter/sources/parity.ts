/**
 * Lines of seven bits and a parity (7E1), read by a port that has eight: the parity is in the high bit of each byte then. It is
 * looked at, and taken off. A check character of eight bits lets two changed bits pass that stand in one column, parity
 * doesn't. Whether a line has it is seen by what comes: without it no character of a text has a high bit, with it half of them do.
 */
import type { Decoded, StreamDecoder } from './decoder.ts';

/** So many bytes are judged together. */
const BLOCK_BYTES = 64;
/** Of a block: fewer high bits are damage, more are a parity. */
const MOST_DAMAGED = 2;
const LEAST_HIGH = 16;
/** Of a block: so many bytes have the parity that the line has. */
const LEAST_ALIKE = 56;
/** What a damaged character is read as, as a port that checks parity itself does: no text has it. */
const DAMAGED = 0;

function isOdd(byte: number): boolean {
  let folded = byte ^ (byte >> 4);
  folded ^= folded >> 2;
  folded ^= folded >> 1;
  return (folded & 1) === 1;
}

class SevenBits implements StreamDecoder {
  private readonly decoder: StreamDecoder;
  /** Undefined until there was enough to tell: high bits are taken off meanwhile. */
  private parity: 'even' | 'none' | 'odd' | undefined;
  private count = 0;
  private highCount = 0;
  private oddCount = 0;

  constructor(decoder: StreamDecoder) {
    this.decoder = decoder;
  }

  push(bytes: Uint8Array): readonly Decoded[] {
    return this.decoder.push(bytes.map((byte) => this.take(byte)));
  }

  end(): readonly Decoded[] {
    return this.decoder.end();
  }

  private take(byte: number): number {
    const odd = isOdd(byte);
    this.count += 1;
    if (byte > 0x7f) this.highCount += 1;
    if (odd) this.oddCount += 1;
    if (this.count === BLOCK_BYTES) this.judge();
    if (this.parity === 'none') return byte;
    const isDamaged = this.parity !== undefined && odd !== (this.parity === 'odd');
    return isDamaged ? DAMAGED : byte & 0x7f;
  }

  private judge(): void {
    if (this.highCount <= MOST_DAMAGED) this.parity = 'none';
    else if (this.highCount >= LEAST_HIGH && this.oddCount <= BLOCK_BYTES - LEAST_ALIKE) this.parity = 'even';
    else if (this.highCount >= LEAST_HIGH && this.oddCount >= LEAST_ALIKE) this.parity = 'odd';
    // No text, or one that was damaged: as it comes, until it is seen better.
    else this.parity ??= 'none';
    [this.count, this.highCount, this.oddCount] = [0, 0, 0];
  }
}

/** A decoder of text, for whatever its line makes of seven bits. */
export function sevenBits(decoder: StreamDecoder): StreamDecoder {
  return new SevenBits(decoder);
}
