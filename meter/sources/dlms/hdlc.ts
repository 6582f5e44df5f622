/**
 * HDLC frames of type 3 (IEC 62056-46) as meters push them: flag, length, addresses, control, HCS, information, FCS, flag. Joins
 * what was sent in segments. The length says where a frame ends; nothing is escaped.
 */
import { crc16 } from '../crc16.ts';
import { type DecoderFault, type FaultKind, faultOf } from '../decoder.ts';

const FLAG = 0x7e;
const FORMAT_TYPE = 0xa0;
const SEGMENTED = 0x08;
const LLC = [0xe6, 0xe7, 0x00];
/** Format, two addresses, control, HCS; without information there is no more than that. */
const LEAST_LENGTH = 7;
const MOST_ADDRESS_BYTES = 4;
/** Of all segments together. */
const MOST_BYTES = 8_192;

/** What the frames of one message carry, behind the LLC header. */
export interface HdlcMessage {
  readonly kind: 'message';
  readonly bytes: Uint8Array;
}

interface Frame {
  readonly kind: 'frame';
  readonly isSegmented: boolean;
  /** Of both ends, as sent: segments of one message have the same. */
  readonly addresses: Uint8Array;
  readonly information: Uint8Array;
}

/** What there is at a place of the stream; `length` bytes are done with. */
type Look =
  | DecoderFault
  | { readonly kind: 'skip' }
  | { readonly kind: 'wait' }
  | (Frame & { readonly length: number });

/** Where two addresses end, each in a byte with its lowest bit set; where the bytes end, if that is earlier; undefined if nowhere. */
function addressesEnd(bytes: Uint8Array, start: number): number | undefined {
  let at = start;
  for (let address = 0; address < 2; address += 1) {
    const first = at;
    while (((bytes[at] ?? 1) & 1) === 0 && at - first < MOST_ADDRESS_BYTES) at += 1;
    if (at >= bytes.length) return bytes.length;
    const size = at - first + 1;
    if (size === 3 || size > MOST_ADDRESS_BYTES) return undefined;
    at += 1;
  }
  return at;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** `bytes` begins with a flag. */
function lookAt(bytes: Uint8Array): Look {
  const [, format, low] = bytes;
  if (format === undefined) return { kind: 'wait' };
  // One flag may end a frame and begin another one; what begins otherwise is none.
  if ((format & 0xf0) !== FORMAT_TYPE) return { kind: 'skip' };
  if (low === undefined) return { kind: 'wait' };
  const length = ((format & 7) << 8) | low;
  if (length < LEAST_LENGTH) return faultOf('syntax', 'a frame is shorter than its header');
  const control = addressesEnd(bytes, 3);
  const header = (control ?? 3) + 3;
  if (control !== undefined && bytes.length < header) return { kind: 'wait' };
  // Looked at before the rest is there: a wrong length would swallow the frames behind.
  if (control === undefined || crc16('x25', bytes, 1, control + 1) !== wordAt(bytes, control + 1))
    return faultOf('checksum', "a frame's header has a wrong checksum");
  if (bytes.length < length + 2) return { kind: 'wait' };
  const end = length + 1;
  if (bytes[end] !== FLAG) return faultOf('checksum', 'a frame has no end where its length says');
  const hasInformation = header < end;
  if (hasInformation && (header > end - 2 || crc16('x25', bytes, 1, end - 2) !== wordAt(bytes, end - 2)))
    return faultOf('checksum', "a frame's checksum is wrong");
  return {
    kind: 'frame',
    isSegmented: (format & SEGMENTED) !== 0,
    addresses: bytes.slice(3, control),
    information: bytes.slice(header, hasInformation ? end - 2 : end),
    // Its last flag may be the next one's first.
    length: end,
  };
}

export class HdlcReader {
  private held = new Uint8Array();
  /** The segments of the message that is under way. */
  private segments: Frame[] = [];
  /** A segment was lost: the rest of its message is nothing. */
  private isBroken = false;

  push(bytes: Uint8Array): (DecoderFault | HdlcMessage)[] {
    const stream = new Uint8Array(this.held.length + bytes.length);
    stream.set(this.held);
    stream.set(bytes, this.held.length);
    const found: (DecoderFault | HdlcMessage)[] = [];
    let at = stream.indexOf(FLAG);
    while (at >= 0) {
      const look = lookAt(stream.subarray(at));
      if (look.kind === 'wait') break;
      if (look.kind === 'fault') {
        found.push(this.lost(look.fault, look.text));
        this.isBroken = true;
      }
      if (look.kind === 'frame') found.push(...this.joined(look));
      at = stream.indexOf(FLAG, at + (look.kind === 'frame' ? look.length : 1));
    }
    this.held = at < 0 ? new Uint8Array() : stream.slice(at);
    return found;
  }

  end(): DecoderFault[] {
    const isOpen = this.held.length > 1 || this.segments.length > 0;
    this.held = new Uint8Array();
    this.isBroken = false;
    return isOpen ? [this.lost('truncated', 'the stream ended within a message')] : [];
  }

  /** Gives up what is under way. */
  private lost(fault: FaultKind, text: string): DecoderFault {
    this.segments = [];
    return faultOf(fault, text);
  }

  private joined(frame: Frame): (DecoderFault | HdlcMessage)[] {
    const { information, addresses, isSegmented } = frame;
    const found: (DecoderFault | HdlcMessage)[] = [];
    const isFirst = LLC.every((byte, at) => information[at] === byte);
    const first = this.segments[0];
    const isOther = first !== undefined && !first.addresses.every((byte, at) => addresses[at] === byte);
    if (first !== undefined && (isFirst || isOther))
      found.push(this.lost('truncated', 'a message begins within another one'));
    if (isFirst) this.isBroken = false;
    // The fault that broke it has been told.
    if (!isFirst && this.isBroken) return found;
    if (!isFirst && this.segments.length === 0) {
      this.isBroken = isSegmented;
      if (found.length === 0) found.push(this.lost('truncated', 'a message without its beginning'));
      return found;
    }
    this.segments.push(frame);
    const size = this.segments.reduce((sum, segment) => sum + segment.information.length, 0);
    if (size > MOST_BYTES) {
      this.isBroken = isSegmented;
      return [...found, this.lost('overlong', `a message has no end within ${MOST_BYTES} bytes`)];
    }
    if (isSegmented) return found;
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const segment of this.segments) {
      bytes.set(segment.information, at);
      at += segment.information.length;
    }
    this.segments = [];
    return [...found, { kind: 'message', bytes: bytes.subarray(LLC.length) }];
  }
}
