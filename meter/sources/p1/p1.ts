/**
 * Decodes the P1 port of a smart meter, and its kin (HAN, e-MUCS, Smarty). A telegram counts only if its checksum is right;
 * one without is believed only where the standard has none, which is DSMR 2.2 and 3.0. [P-2.4]
 */
import { type Decoded, type StreamDecoder, faultOf } from '../decoder.ts';
import { KnownForms } from '../known-forms.ts';
import { charactersOf } from '../obis-line.ts';
import { type P1Encryption, EncryptedP1 } from './encrypted-p1.ts';
import { ChecksumJudge, type CrcKind } from './p1-checksum.ts';
import { type P1Frame, P1Framer } from './p1-framer.ts';
import { type P1Content, readTelegram } from './p1-telegram.ts';

export interface P1Options {
  /**
   * `auto` (the default): ARC until three telegrams in a row fit X-25 (`ChecksumJudge`); without a checksum only what can be
   * DSMR 2.2 or 3.0. `arc`, `x25`: that one, always. `none`: without one also what has a clock; one that is there is checked as
   * with `auto`. A telegram that names its version of DSMR 4, DSMR 5 or e-MUCS always needs one.
   */
  readonly crc?: 'auto' | 'none' | CrcKind;
  /** Of the meter's clock in winter; 60 if left out. */
  readonly utcOffsetMinutes?: number;
  /** Then only encrypted telegrams count. */
  readonly encryption?: P1Encryption;
}

const CENTRAL_EUROPE_MINUTES = 60;

const UNLIKE = 'it has other lines, digits or serial numbers than those before: believed when that comes again';

class PlainP1 implements StreamDecoder {
  private readonly framer = new P1Framer();
  private readonly crc: 'auto' | 'none' | CrcKind;
  private readonly judge: ChecksumJudge;
  private readonly utcOffsetMinutes: number;
  private readonly isSealed: boolean;
  /** Whether this meter's telegrams have one: then none without is its. */
  private hasChecksum = false;
  private readonly forms = new KnownForms();

  constructor({ crc = 'auto', utcOffsetMinutes = CENTRAL_EUROPE_MINUTES, encryption }: P1Options) {
    this.isSealed = encryption !== undefined;
    this.crc = crc;
    this.judge = new ChecksumJudge(crc === 'none' ? 'auto' : crc);
    this.utcOffsetMinutes = utcOffsetMinutes;
  }

  push(bytes: Uint8Array): readonly Decoded[] {
    return this.framer.push(bytes).map((one) => (one.kind === 'fault' ? one : this.decode(one)));
  }

  end(): readonly Decoded[] {
    return this.framer.end().map((one) => (one.kind === 'fault' ? one : this.decode(one)));
  }

  private decode({ bytes, digits }: P1Frame): Decoded {
    // The 96 bits of a frame's tag cover it all: what a checksum of 16 says within them adds nothing.
    const isChecked = this.isSealed || digits !== '';
    if (!this.isSealed && isChecked && !this.judge.isRight(bytes, Number.parseInt(digits, 16)))
      return faultOf('checksum', 'its checksum is wrong');
    const content = readTelegram(charactersOf(bytes.subarray(0, -1)), this.utcOffsetMinutes);
    if (typeof content === 'string') return faultOf('syntax', content);
    if (!isChecked && !this.mayLackChecksum(content)) return faultOf('checksum', 'its checksum is missing');
    this.hasChecksum ||= isChecked;
    if (!this.isSealed && !this.forms.isKnown(content.form)) return faultOf('syntax', UNLIKE);
    const { serial, meterMs, values } = content;
    return {
      kind: 'telegram',
      quality: isChecked ? 'checked' : 'unchecked',
      ...(serial === undefined ? {} : { serial }),
      ...(meterMs === undefined ? {} : { meterMs }),
      values,
    };
  }

  private mayLackChecksum({ hasVersion, hasClock }: P1Content): boolean {
    if (this.hasChecksum || hasVersion) return false;
    return this.crc === 'none' || (this.crc === 'auto' && !hasClock);
  }
}

export function p1Decoder(options: P1Options = {}): StreamDecoder {
  return new EncryptedP1(new PlainP1(options), options.encryption);
}
