/**
 * Bytes: base64url on the wire, and one fixed binary encoding for everything that is authenticated. [P-5]
 * Every field is length-prefixed or of fixed width, so that no two different inputs encode alike.
 */

const textEncoder = new TextEncoder();
// A byte order mark stays a character (and is then no JSON): dropping it would give one text two encodings.
const textDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return textEncoder.encode(text);
}

/** The text, or undefined if the bytes are not well-formed UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return textDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}

/**
 * Decodes base64url strictly: the lax decoders of the platform accept `YWJj$$==`, which would give one message many
 * encodings; so what is decoded must encode to the same text again.
 */
export function fromBase64url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

/** Builds one authenticated byte string. Integers are big-endian; strings and byte fields carry a 4-byte length. */
export class Encoder {
  private bytes: Buffer;
  private length = 0;

  constructor(label: string) {
    this.bytes = Buffer.allocUnsafe(256);
    this.text(label);
  }

  private reserve(count: number): number {
    const offset = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length));
      this.bytes.copy(grown, 0, 0, offset);
      this.bytes = grown;
    }
    return offset;
  }

  /** A non-negative safe integer, as 8 bytes. */
  integer(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('integer out of range');
    const offset = this.reserve(8);
    this.bytes.writeUInt32BE(Math.floor(value / 4294967296), offset);
    this.bytes.writeUInt32BE(value % 4294967296, offset + 4);
    return this;
  }

  text(value: string): this {
    const length = Buffer.byteLength(value);
    const offset = this.reserve(4 + length);
    this.bytes.writeUInt32BE(length, offset);
    this.bytes.write(value, offset + 4, 'utf8');
    return this;
  }

  data(value: Uint8Array): this {
    const offset = this.reserve(4 + value.length);
    this.bytes.writeUInt32BE(value.length, offset);
    this.bytes.set(value, offset + 4);
    return this;
  }

  texts(values: readonly string[]): this {
    this.integer(values.length);
    for (const value of values) this.text(value);
    return this;
  }

  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}
