/**
 * The optical port and the RS485 of German meters: SML frames whose messages say, among other things, a list of values with their
 * OBIS codes (GetList.Res). Only cumulative energy is taken: meters of DZG encode power wrongly, energy not. [P-2.4]
 */
import { ByteReader, Unreadable, hexOf } from '../byte-reader.ts';
import { crc16 } from '../crc16.ts';
import { type Decoded, type StreamDecoder, type Telegram, faultOf } from '../decoder.ts';
import { ObisRegisters } from '../obis-registers.ts';
import { type SmlFrame, SmlFramer } from './sml-frames.ts';
import { type SmlNode, bytesOf, itemsOf, numberOf, readNode } from './sml-tree.ts';

export interface SmlOptions {
  /** Of the frame. Some Holley meters compute another one on their RS485: `kermit`. */
  readonly crc?: 'kermit' | 'x25';
}

const GET_LIST_RESPONSE = 0x0701n;
const MESSAGE_ITEMS = 6;
/** 2000-01-01: clocks that were never set say less. */
const FIRST_SECONDS = 946_684_800n;

/** Reads a message, and gives its body. Throws Unreadable. */
function readMessage(reader: ByteReader): { readonly tag: bigint | undefined; readonly body: SmlNode | undefined } {
  const start = reader.at;
  if (reader.byte() !== (0x70 | MESSAGE_ITEMS)) throw new Unreadable('syntax', 'a message does not begin as one');
  // Transaction, group, what to do on errors.
  for (let at = 0; at < 3; at += 1) readNode(reader);
  const [tag, body] = itemsOf(readNode(reader), 2);
  const end = reader.at;
  const sent = numberOf(readNode(reader));
  const x25 = crc16('x25', reader.bytes, start, end);
  const isRight =
    // Low byte first; of Kermit, which Holley meters use, high byte first.
    sent === BigInt(((x25 & 0xff) << 8) | (x25 >> 8)) || sent === BigInt(crc16('kermit', reader.bytes, start, end));
  if (!isRight) throw new Unreadable('checksum', "a message's CRC is wrong, though that of its frame is right");
  if (reader.byte() !== 0) throw new Unreadable('syntax', 'a message does not end as one');
  return { tag: numberOf(tag), body };
}

/** DIN 43863-5, as it is printed on the meter: `1EMH0012345678`; otherwise in hex. Undefined for zeros, which are nobody's. */
export function serverIdText(id: Uint8Array): string | undefined {
  if (id.every((byte) => byte === 0)) return undefined;
  const [kind, medium = 0, ...letters] = id.subarray(0, 5);
  const number = id.subarray(6).reduce((sum, byte) => sum * 256 + byte, 0);
  const isMaker = letters.every((letter) => letter >= 0x41 && letter <= 0x5a);
  const isNumbered = id.length === 10 && (kind === 9 || kind === 10) && medium < 16 && number < 100_000_000;
  if (!isMaker || !isNumbered) return hexOf(id);
  const block = hexOf(id.subarray(5, 6)).toUpperCase();
  return `${medium.toString(16)}${String.fromCharCode(...letters)}${block}${String(number).padStart(8, '0')}`;
}

/** Of a clock only: a counter of seconds says no time. */
function meterMsOf(node: SmlNode | undefined): number | undefined {
  if (node?.kind !== 'list') return undefined;
  const [choice, time] = node.items;
  const local = time?.kind === 'list' ? time.items[0] : undefined;
  const seconds = numberOf(choice) === 2n ? numberOf(time) : numberOf(choice) === 3n ? numberOf(local) : undefined;
  return seconds === undefined || seconds < FIRST_SECONDS || seconds > 0xffff_ffffn
    ? undefined
    : Number(seconds) * 1000;
}

/** Throws Unreadable. */
function telegramOf(body: SmlNode | undefined): Telegram {
  const [, serverId, , sensorTime, list] = itemsOf(body, 7);
  const registers = new ObisRegisters();
  for (const entry of itemsOf(list)) {
    const [name, , , unit, scaler, value] = itemsOf(entry, 7);
    const obis = bytesOf(name);
    if (obis === undefined) throw new Unreadable('syntax', 'a value has no name');
    const isLeftOut = value?.kind === 'bytes' && value.bytes.length === 0;
    if (isLeftOut) registers.lacks(obis);
    else registers.add(obis, numberOf(value), Number(numberOf(scaler) ?? 0n), Number(numberOf(unit) ?? 0n));
  }
  const id = bytesOf(serverId);
  const serial = id === undefined ? undefined : serverIdText(id);
  const meterMs = meterMsOf(sensorTime);
  return {
    kind: 'telegram',
    quality: 'checked',
    ...(serial === undefined ? {} : { serial }),
    ...(meterMs === undefined ? {} : { meterMs }),
    values: registers.values(),
  };
}

/**
 * A telegram per list. The frame's CRC decides whether anything is believed; those of the messages are a second fence, since 16
 * bits let one in 65,536 damaged frames pass: one that is wrong costs the whole frame.
 */
function decodeFrame({ messages }: SmlFrame): readonly Decoded[] {
  const reader = new ByteReader(messages);
  const telegrams: Telegram[] = [];
  try {
    while (reader.left > 0) {
      const { tag, body } = readMessage(reader);
      if (tag === GET_LIST_RESPONSE) telegrams.push(telegramOf(body));
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [faultOf(error.fault, error.message)];
  }
  if (telegrams.length > 0) return telegrams;
  return [faultOf('syntax', 'a frame has no list of values')];
}

class SmlDecoder implements StreamDecoder {
  private readonly framer: SmlFramer;

  constructor({ crc = 'x25' }: SmlOptions) {
    this.framer = new SmlFramer(crc);
  }

  push(bytes: Uint8Array): readonly Decoded[] {
    return this.framer.push(bytes).flatMap((found) => (found.kind === 'fault' ? [found] : decodeFrame(found)));
  }

  end(): readonly Decoded[] {
    return this.framer.end();
  }
}

export function smlDecoder(options: SmlOptions = {}): StreamDecoder {
  return new SmlDecoder(options);
}
