/**
 * Frames of the French customer port (TIC, Enedis-NOI-CPT_54E): STX, groups from LF to CR, ETX. A group is a label, a time in some,
 * a value and a checksum of six bits. Historical groups have spaces between, standard ones tabs, and their last tab is summed.
 */
import { type DecoderFault, faultOf } from '../decoder.ts';

const STX = 0x02;
const ETX = 0x03;
const EOT = 0x04;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
/** Standard frames with every group have about 1,500 bytes. */
const MOST_BYTES = 4_096;

export interface TicGroup {
  readonly value: string;
  /** As sent, such as `H251122103015`; empty if there is none. */
  readonly time: string;
}

export interface TicFrame {
  readonly kind: 'frame';
  readonly isStandard: boolean;
  readonly groups: ReadonlyMap<string, TicGroup>;
}

/** Letters, digits and few signs; historical ones are shorter. */
const LABEL = /^[A-Z][A-Z0-9+-]{1,11}$/;
const PRINTABLE = /^[ -~]*$/;
const MOST_VALUE = 100;
/** Season, small where the clock went wrong or a space where it has none, then year to second. */
const TIME = /^[EHeh ]\d{12}$/;

/** Of a group without LF and CR; undefined if it isn't one, or its checksum is wrong. */
function readGroup(
  bytes: Uint8Array,
  isStandard: boolean,
): { readonly label: string; readonly group: TicGroup } | undefined {
  const separator = isStandard ? TAB : SPACE;
  const checksum = bytes.at(-1);
  if (bytes.at(-2) !== separator) return undefined;
  const text = bytes.subarray(0, -2);
  let sum = isStandard ? separator : 0;
  for (const byte of text) sum += byte;
  if (checksum !== (sum & 0x3f) + 0x20) return undefined;
  const parts = String.fromCharCode(...text).split(String.fromCharCode(separator));
  const [label = '', first, second, ...more] = parts;
  const isTimed = isStandard && second !== undefined;
  const value = isTimed ? second : isStandard ? first : parts.slice(1).join(' ');
  if (!LABEL.test(label) || first === undefined || value === undefined || (isStandard && more.length > 0))
    return undefined;
  // A bit makes a tab of an I: a label must not lose its end to what looks like a time.
  if (isTimed && !TIME.test(first)) return undefined;
  const isText = value.length <= MOST_VALUE && PRINTABLE.test(value);
  return isText ? { label, group: { value, time: isTimed ? first : '' } } : undefined;
}

/** All groups of a frame. One that is wrong costs the whole frame: its label may be what is wrong. */
function readFrame(bytes: Uint8Array): DecoderFault | TicFrame {
  const isStandard = bytes.includes(TAB);
  const groups = new Map<string, TicGroup>();
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(CR, at);
    if (bytes[at] !== LF || end < 0) return faultOf('syntax', 'a frame has something between its groups');
    const read = readGroup(bytes.subarray(at + 1, end), isStandard);
    if (read === undefined) return faultOf('checksum', 'a group of a frame is damaged');
    if (groups.has(read.label)) return faultOf('syntax', 'a group is in a frame twice');
    groups.set(read.label, read.group);
    at = end + 1;
  }
  return { kind: 'frame', isStandard, groups };
}

export class TicFramer {
  private readonly held = new Uint8Array(MOST_BYTES);
  private length = 0;
  private isInFrame = false;

  push(bytes: Uint8Array): (DecoderFault | TicFrame)[] {
    return Array.from(bytes).flatMap((byte) => this.take(byte) ?? []);
  }

  end(): DecoderFault[] {
    const isOpen = this.isInFrame;
    this.isInFrame = false;
    return isOpen ? [faultOf('truncated', 'the stream ended within a frame')] : [];
  }

  private take(byte: number): DecoderFault | TicFrame | undefined {
    const wasInFrame = this.isInFrame;
    if (byte === STX) {
      this.isInFrame = true;
      this.length = 0;
      return wasInFrame ? faultOf('truncated', 'a frame begins within another one') : undefined;
    }
    if (!wasInFrame) return undefined;
    if (byte === ETX || byte === EOT || this.length === MOST_BYTES) this.isInFrame = false;
    if (byte === ETX) return readFrame(this.held.subarray(0, this.length));
    if (byte === EOT) return faultOf('truncated', 'a frame was interrupted');
    if (!this.isInFrame) return faultOf('overlong', `a frame has no end within ${MOST_BYTES} bytes`);
    this.held[this.length] = byte;
    this.length += 1;
    return undefined;
  }
}
