/** Writes telegrams as meters do: SML frames, DLMS in HDLC frames, TIC frames. What decoders are tried with where no real ones are. */
import { crc16 } from '../../meter/sources/crc16.ts';

/** What a telegram says, for whoever compares. */
export interface Written {
  readonly bytes: Uint8Array;
  readonly serial: string;
  /** Thousandths of a Wh by register. */
  readonly milli: Readonly<Record<string, bigint>>;
}

function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Most significant byte first; negative ones in two's complement. */
function bigEndian(value: bigint | number, size: number): number[] {
  const whole = BigInt.asUintN(8 * size, BigInt(value));
  return Array.from({ length: size }, (_, at) => Number((whole >> BigInt(8 * (size - 1 - at))) & 255n));
}

// SML

function smlHead(type: number, length: number): number[] {
  if (length < 16) return [(type << 4) | length];
  return [0x80 | (type << 4) | (length >> 4), length & 15];
}

export const SML_NOTHING = [0x01];

export function smlBytes(bytes: Uint8Array | readonly number[]): Uint8Array {
  const size = bytes.length + (bytes.length + 1 < 16 ? 1 : 2);
  return joined(smlHead(0, size), bytes);
}

export function smlNumber(value: bigint | number, size: number, isSigned = false): number[] {
  return [...smlHead(isSigned ? 5 : 6, size + 1), ...bigEndian(value, size)];
}

export function smlList(...items: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return joined(smlHead(7, items.length), ...items);
}

export interface SmlEntry {
  readonly obis: readonly number[];
  readonly value: Uint8Array | readonly number[];
  readonly scaler?: number;
  readonly unit?: number;
}

export function smlEntry({ obis, value, scaler, unit }: SmlEntry): Uint8Array {
  return smlList(
    smlBytes(obis),
    SML_NOTHING,
    SML_NOTHING,
    unit === undefined ? SML_NOTHING : smlNumber(unit, 1),
    scaler === undefined ? SML_NOTHING : smlNumber(scaler, 1, true),
    value,
    SML_NOTHING,
  );
}

export function smlMessage(tag: number, body: Uint8Array, crc: 'kermit' | 'x25' = 'x25', transaction = 1): Uint8Array {
  const start = joined(
    [0x76],
    smlBytes(bigEndian(transaction, 4)),
    smlNumber(0, 1),
    smlNumber(0, 1),
    smlList(smlNumber(tag, 2), body),
  );
  const [high = 0, low = 0] = bigEndian(crc16(crc, start), 2);
  return joined(start, [0x63], crc === 'x25' ? [low, high] : [high, low], [0]);
}

export interface SmlFrameShape {
  readonly messages: readonly Uint8Array[];
  readonly crc?: 'kermit' | 'x25';
  /** Four zeros more, where none are needed, as a meter of DZG does. */
  readonly isPaddedAnyway?: boolean;
}

export function smlFrame({ messages, crc = 'x25', isPaddedAnyway = false }: SmlFrameShape): Uint8Array {
  const escaped: number[] = [];
  let run = 0;
  for (const byte of joined(...messages)) {
    escaped.push(byte);
    run = byte === 0x1b ? run + 1 : 0;
    if (run === 4) escaped.push(0x1b, 0x1b, 0x1b, 0x1b);
    if (run === 4) run = 0;
  }
  const needed = (4 - (escaped.length % 4)) % 4;
  const padding = needed === 0 && isPaddedAnyway ? 4 : needed;
  const escape = [0x1b, 0x1b, 0x1b, 0x1b];
  const frame = joined(
    escape,
    [1, 1, 1, 1],
    escaped,
    Array.from({ length: padding }, () => 0),
    escape,
    [0x1a, padding],
  );
  const [high = 0, low = 0] = bigEndian(crc16(crc, frame), 2);
  return joined(frame, crc === 'x25' ? [low, high] : [high, low]);
}

export const SML_SERVER = [0x0a, 0x01, 0x45, 0x4d, 0x48, 0x00, 0x00, 0xbc, 0x61, 0x4e];
const SML_SERVER_TEXT = '1EMH0012345678';

export function smlListBody(
  entries: readonly Uint8Array[],
  time: Uint8Array | readonly number[] = SML_NOTHING,
): Uint8Array {
  return smlList(SML_NOTHING, smlBytes(SML_SERVER), SML_NOTHING, time, smlList(...entries), SML_NOTHING, SML_NOTHING);
}

/** Open, list, close, as real frames have them. */
export function smlMessages(body: Uint8Array, crc: 'kermit' | 'x25' = 'x25'): readonly Uint8Array[] {
  const open = smlList(SML_NOTHING, SML_NOTHING, smlBytes([1, 2]), smlBytes(SML_SERVER), SML_NOTHING, SML_NOTHING);
  return [smlMessage(0x101, open, crc), smlMessage(0x701, body, crc), smlMessage(0x201, smlList(SML_NOTHING), crc)];
}

/** Two totals in tenths of a Wh, and a power. */
export function writtenSml(imported: number, exported: number, power: number): Written {
  const energy = (direction: number, raw: number): Uint8Array =>
    smlEntry({ obis: [1, 0, direction, 8, 0, 255], value: smlNumber(raw, 8), scaler: -1, unit: 30 });
  const body = smlListBody([
    energy(1, imported),
    energy(2, exported),
    smlEntry({ obis: [1, 0, 16, 7, 0, 255], value: smlNumber(power, 4, true), scaler: 0, unit: 27 }),
  ]);
  return {
    bytes: smlFrame({ messages: smlMessages(body) }),
    serial: SML_SERVER_TEXT,
    milli: { '1-0:1.8.0': BigInt(imported) * 100n, '1-0:2.8.0': BigInt(exported) * 100n },
  };
}

// DLMS in HDLC

export function cosemList(tag: 1 | 2, ...items: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return joined([tag], items.length < 128 ? [items.length] : [0x81, items.length], ...items);
}

export function cosemBytes(bytes: Uint8Array | readonly number[]): Uint8Array {
  return joined([0x09, bytes.length], bytes);
}

export function cosemText(text: string): Uint8Array {
  return joined([0x0a, text.length], ascii(text));
}

export function cosemU32(value: number): number[] {
  return [0x06, ...bigEndian(value, 4)];
}

export function cosemU16(value: number): number[] {
  return [0x12, ...bigEndian(value, 2)];
}

export function cosemScale(scaler: number, unit: number): Uint8Array {
  return cosemList(2, [0x0f, ...bigEndian(scaler, 1)], [0x16, unit]);
}

/** Pushed data; `time`: 12 bytes, or none. */
export function notification(data: Uint8Array, time: readonly number[] = []): Uint8Array {
  return joined([0x0f, 0, 0, 0, 1, time.length], time, data);
}

/** One frame, or several if there is more than `segmentBytes`. */
export function hdlcFrames(
  message: Uint8Array,
  segmentBytes = 2_000,
  address: readonly number[] = [0x02, 0x23],
): Uint8Array {
  const information = joined([0xe6, 0xe7, 0x00], message);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < information.length; at += segmentBytes) {
    const part = information.subarray(at, at + segmentBytes);
    const isSegmented = at + segmentBytes < information.length;
    const length = 2 + 1 + address.length + 1 + 2 + part.length + 2;
    const head = joined(bigEndian(0xa000 | (isSegmented ? 0x800 : 0) | length, 2), [0x41], address, [0x13]);
    const header = joined(head, bigEndian(crc16('x25', head), 2).toReversed(), part);
    frames.push(joined([0x7e], header, bigEndian(crc16('x25', header), 2).toReversed(), [0x7e]));
  }
  return joined(...frames);
}

const DLMS_SERIAL = '7359992890941742';

/** As Aidon: two totals in Wh with their scalers, and a power. */
export function writtenDlms(imported: number, exported: number, power: number, segmentBytes?: number): Written {
  const register = (c: number, d: number, raw: number, unit: number): Uint8Array =>
    cosemList(2, cosemBytes([1, 0, c, d, 0, 255]), cosemU32(raw), cosemScale(0, unit));
  const data = cosemList(
    1,
    cosemList(2, cosemBytes([0, 0, 96, 1, 0, 255]), cosemText(DLMS_SERIAL)),
    register(1, 7, power, 27),
    register(1, 8, imported, 30),
    register(2, 8, exported, 30),
  );
  return {
    bytes: hdlcFrames(notification(data), segmentBytes),
    serial: DLMS_SERIAL,
    milli: { '1-0:1.8.0': BigInt(imported) * 1000n, '1-0:2.8.0': BigInt(exported) * 1000n },
  };
}

// TIC

/** A group of a label, perhaps a time, and a value. */
export type TicText = readonly [label: string, value: string, time?: string];

export function ticGroup([label, value, time]: TicText, isStandard: boolean): string {
  const separator = isStandard ? '\t' : ' ';
  const summed = [label, ...(time === undefined ? [] : [time]), value].join(separator) + (isStandard ? separator : '');
  const sum = ascii(summed).reduce((total, byte) => total + byte, 0);
  return `\n${summed}${isStandard ? '' : separator}${String.fromCharCode((sum & 0x3f) + 0x20)}\r`;
}

export function ticFrame(groups: readonly TicText[], isStandard: boolean): Uint8Array {
  return ascii(`\u0002${groups.map((group) => ticGroup(group, isStandard)).join('')}\u0003`);
}

/** Even parity in the high bit of each byte. */
export function withParity(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => {
    const ones = byte.toString(2).replaceAll('0', '').length;
    return ones % 2 === 0 ? byte : byte | 0x80;
  });
}

const nine = (value: number): string => String(value).padStart(9, '0');
const TIC_SERIAL = '021861348497';

/** Peak and off-peak hours. */
export function writtenTicHistorical(offPeak: number, peak: number, power: number): Written {
  const groups: readonly TicText[] = [
    ['ADCO', TIC_SERIAL],
    ['OPTARIF', 'HC..'],
    ['ISOUSC', '30'],
    ['HCHC', nine(offPeak)],
    ['HCHP', nine(peak)],
    ['PTEC', 'HP..'],
    ['IINST', '012'],
    ['PAPP', String(power % 100_000).padStart(5, '0')],
    ['HHPHC', 'A'],
    ['MOTDETAT', '000000'],
  ];
  const [one, two] = [BigInt(offPeak) * 1000n, BigInt(peak) * 1000n];
  return {
    bytes: ticFrame(groups, false),
    serial: TIC_SERIAL,
    milli: { '1-0:1.8.0': one + two, '1-0:1.8.1': one, '1-0:1.8.2': two },
  };
}

export function writtenTicStandard(imported: number, exported: number, power: number): Written {
  const groups: readonly TicText[] = [
    ['ADSC', TIC_SERIAL],
    ['VTIC', '02'],
    ['DATE', '', 'H251122103015'],
    ['NGTF', '      BASE      '],
    ['EAST', nine(imported)],
    ['EASF01', nine(imported)],
    ['EAIT', nine(exported)],
    ['SINSTS', String(power % 100_000).padStart(5, '0')],
    ['SMAXSN', '03310', 'H251122081105'],
    ['STGE', '003A0001'],
  ];
  const [total, out] = [BigInt(imported) * 1000n, BigInt(exported) * 1000n];
  return {
    bytes: ticFrame(groups, true),
    serial: TIC_SERIAL,
    milli: { '1-0:1.8.0': total, '1-0:1.8.1': total, '1-0:2.8.0': out },
  };
}
