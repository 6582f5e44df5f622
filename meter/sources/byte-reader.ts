/** Reads a telegram's bytes from the front, and never beyond its end. What it cannot read is an Unreadable, for the decoder to catch. */
import type { FaultKind } from './decoder.ts';

/** A telegram that gives nothing; never leaves a decoder. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly fault: FaultKind;

  constructor(fault: FaultKind, text: string) {
    super(text);
    this.fault = fault;
  }
}

export class ByteReader {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** The next bytes, as a view. Throws Unreadable if there are fewer. */
  take(count: number): Uint8Array {
    if (count > this.left) throw new Unreadable('syntax', 'a field reaches beyond the end of the telegram');
    const taken = this.bytes.subarray(this.at, this.at + count);
    this.at += count;
    return taken;
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  /** A whole number, most significant byte first, in two's complement if signed. */
  number(count: number, isSigned: boolean): bigint {
    let value = 0n;
    for (const byte of this.take(count)) value = (value << 8n) | BigInt(byte);
    return isSigned ? BigInt.asIntN(8 * count, value) : value;
  }
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Printable ASCII as it is, anything else in hex. */
export function textOf(bytes: Uint8Array): string {
  const isText = bytes.every((byte) => byte > 0x20 && byte < 0x7f);
  return isText ? String.fromCharCode(...bytes) : hexOf(bytes);
}
