/**
 * What all decoders of a meter's port have in common: bytes go in, in pieces cut anywhere; telegrams and faults come out, in
 * order. A decoder is pure, holds a bounded part of the stream, and finds its way again after whatever it could not read.
 * A telegram whose checksum is wrong gives a fault and nothing else. [P-2.4]
 */
import type { RegisterUnit } from '../../protocol/grid/register.ts';
import type { SampleQuality } from '../sample.ts';

export interface DecodedValue {
  /** OBIS code, written out: `1-0:1.8.0`, `0-1:24.2.1`. */
  readonly register: string;
  readonly unit: RegisterUnit;
  /** What it shows, in thousandths of its unit. Not negative. */
  readonly milli: bigint;
  /** The smallest step that was shown, in the same thousandths; at least 1. */
  readonly resolutionMilli: bigint;
  /** Where it begins again at 0, if its digits say so. */
  readonly rollsOverAtMilli?: bigint;
  /** Where it is another device's value (gas, water): its serial number, and when that device was read, if it says. */
  readonly serial?: string;
  readonly meterMs?: number;
  /** Where it is another device's, and says: its kind by EN 13757-3 (3 gas, 4 and 12 heat, 6 and 7 water). */
  readonly deviceType?: number;
}

/** One telegram, whole and, where its kind has a checksum, checked. */
export interface Telegram {
  readonly kind: 'telegram';
  readonly quality: SampleQuality;
  /** Of the electricity meter. */
  readonly serial?: string;
  /** What the electricity meter's clock said; left out where it says none, or one that can't be. */
  readonly meterMs?: number;
  /** Cumulative registers only, each once. */
  readonly values: readonly DecodedValue[];
}

/**
 * `checksum`: it was damaged on its way. `syntax`: whole, and not what it should be. `truncated`: it ended or another one began
 * in its midst. `overlong`: no end within the most that a telegram can have. `encrypted`: it needs a key, or another key.
 */
export type FaultKind = 'checksum' | 'encrypted' | 'overlong' | 'syntax' | 'truncated';

export interface DecoderFault {
  readonly kind: 'fault';
  readonly fault: FaultKind;
  /** For a person, in a few words; nothing of what the telegram says. */
  readonly text: string;
}

export type Decoded = DecoderFault | Telegram;

export interface StreamDecoder {
  push(bytes: Uint8Array): readonly Decoded[];
  /** The stream has ended: what is still open is given up, or is complete without more. */
  end(): readonly Decoded[];
}

export function faultOf(fault: FaultKind, text: string): DecoderFault {
  return { kind: 'fault', fault, text };
}
