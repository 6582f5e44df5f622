/** COSEM data as DLMS writes it (A-XDR, IEC 62056-6-2): a tag, then a value; dates and times. */
import { type ByteReader, Unreadable } from '../byte-reader.ts';
import { parseTimestamp } from '../timestamp.ts';

export type CosemData =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'enum'; readonly value: number }
  | { readonly kind: 'list'; readonly items: readonly CosemData[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'other' };

const MOST_DEPTH = 8;
const INTEGERS: Readonly<Record<number, { readonly bytes: number; readonly isSigned: boolean }>> = {
  0x05: { bytes: 4, isSigned: true },
  0x06: { bytes: 4, isSigned: false },
  0x0f: { bytes: 1, isSigned: true },
  0x10: { bytes: 2, isSigned: true },
  0x11: { bytes: 1, isSigned: false },
  0x12: { bytes: 2, isSigned: false },
  0x14: { bytes: 8, isSigned: true },
  0x15: { bytes: 8, isSigned: false },
};
/** Boolean, BCD, two floating-point numbers, date-time, date, time: how many bytes they have. */
const OTHERS: Readonly<Record<number, number>> = { 3: 1, 13: 1, 23: 4, 24: 8, 25: 12, 26: 5, 27: 4 };

/** Throws Unreadable. */
export function readLength(reader: ByteReader): number {
  const first = reader.byte();
  if (first < 0x80) return first;
  const size = first & 0x7f;
  if (size < 1 || size > 2) throw new Unreadable('syntax', 'a length is not one of DLMS');
  return Number(reader.number(size, false));
}

/** Throws Unreadable, also for types that no meter pushes. */
export function readData(reader: ByteReader, depth = 0): CosemData {
  const tag = reader.byte();
  const integer = INTEGERS[tag];
  if (integer !== undefined) return { kind: 'number', value: reader.number(integer.bytes, integer.isSigned) };
  const skipped = OTHERS[tag];
  if (skipped !== undefined) {
    reader.take(skipped);
    return { kind: 'other' };
  }
  switch (tag) {
    case 0x00:
      return { kind: 'nothing' };
    case 0x01:
    case 0x02: {
      const length = readLength(reader);
      // Each element has at least a byte.
      if (depth >= MOST_DEPTH || length > reader.left) throw new Unreadable('syntax', 'lists too deep, or too long');
      return { kind: 'list', items: Array.from({ length }, () => readData(reader, depth + 1)) };
    }
    case 0x04:
      reader.take(Math.ceil(readLength(reader) / 8));
      return { kind: 'other' };
    case 0x09:
    case 0x0a:
    case 0x0c:
      return { kind: 'bytes', bytes: reader.take(readLength(reader)) };
    case 0x16:
      return { kind: 'enum', value: reader.byte() };
    default:
      throw new Unreadable('syntax', 'data of a type that meters do not push');
  }
}

const NO_DEVIATION = -0x8000;

function digits(value: number, count = 2): string {
  return String(value).padStart(count, '0');
}

/**
 * Unix milliseconds of a date-time of 12 bytes; undefined where something is left open, such as how far it is from UTC.
 * Hundredths are not taken.
 */
export function dateTimeMs(bytes: Uint8Array): number | undefined {
  if (bytes.length !== 12) return undefined;
  const [high = 0, low = 0, month = 0, day = 0, , hour = 0, minute = 0, second = 0, , far = 0, near = 0] = bytes;
  // Minutes from local time to UTC: -60 in a zone that is an hour ahead.
  const deviation = ((far << 24) >> 16) | near;
  if (deviation === NO_DEVIATION) return undefined;
  const [offset, sign] = [Math.abs(deviation), deviation > 0 ? '-' : '+'];
  const date = `${digits((high << 8) | low, 4)}-${digits(month)}-${digits(day)}`;
  const zone = `${sign}${digits(Math.floor(offset / 60))}:${digits(offset % 60)}`;
  return parseTimestamp(`${date}T${digits(hour)}:${digits(minute)}:${digits(second)}${zone}`);
}
