/**
 * SML's encoding of values (BSI TR-03109-1, LMN, part b): a byte of type and length, or several, then the value. Lists count
 * their elements; all other lengths include the bytes that say them.
 */
import { type ByteReader, Unreadable } from '../byte-reader.ts';

export type SmlNode =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'flag' }
  | { readonly kind: 'list'; readonly items: readonly SmlNode[] }
  | { readonly kind: 'number'; readonly value: bigint };

/** What is left out is an octet string of no bytes. */
const TYPES = { bytes: 0, flag: 4, signed: 5, unsigned: 6, list: 7 } as const;
const MOST_DEPTH = 8;
const MOST_LENGTH_BYTES = 3;

function headOf(reader: ByteReader): { readonly type: number; readonly length: number; readonly headBytes: number } {
  let byte = reader.byte();
  const type = (byte >> 4) & 7;
  let length = byte & 15;
  let headBytes = 1;
  while (byte & 0x80) {
    byte = reader.byte();
    headBytes += 1;
    if (headBytes > MOST_LENGTH_BYTES || byte & 0x70) throw new Unreadable('syntax', 'a length is not one of SML');
    length = (length << 4) | (byte & 15);
  }
  return { type, length, headBytes };
}

/** Throws Unreadable. */
export function readNode(reader: ByteReader, depth = 0): SmlNode {
  const { type, length, headBytes } = headOf(reader);
  if (type === TYPES.list) {
    // Each element has at least a byte.
    if (depth >= MOST_DEPTH || length > reader.left) throw new Unreadable('syntax', 'lists too deep, or too long');
    return { kind: 'list', items: Array.from({ length }, () => readNode(reader, depth + 1)) };
  }
  const size = length - headBytes;
  if (size < 0) throw new Unreadable('syntax', 'a length is shorter than itself');
  if (type === TYPES.bytes) return { kind: 'bytes', bytes: reader.take(size) };
  if (type === TYPES.flag && size === 1) {
    reader.byte();
    return { kind: 'flag' };
  }
  const isSigned = type === TYPES.signed;
  if ((!isSigned && type !== TYPES.unsigned) || size < 1 || size > 8)
    throw new Unreadable('syntax', 'a value has no type of SML');
  return { kind: 'number', value: reader.number(size, isSigned) };
}

/** Its elements, if it is a list of so many. Throws Unreadable. */
export function itemsOf(node: SmlNode | undefined, count?: number): readonly SmlNode[] {
  if (node?.kind !== 'list' || (count !== undefined && node.items.length !== count))
    throw new Unreadable('syntax', 'a list is missing, or has another number of elements');
  return node.items;
}

/** Undefined where it is left out. */
export function numberOf(node: SmlNode | undefined): bigint | undefined {
  return node?.kind === 'number' ? node.value : undefined;
}

export function bytesOf(node: SmlNode | undefined): Uint8Array | undefined {
  return node?.kind === 'bytes' && node.bytes.length > 0 ? node.bytes : undefined;
}
