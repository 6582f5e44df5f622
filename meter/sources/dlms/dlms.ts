/**
 * The HAN port of Nordic, Swiss, Austrian and Slovenian meters: DLMS data notifications that are pushed in HDLC frames. What is
 * not read for certain gives a fault, and no value. [P-2.4]
 */
import { ByteReader, Unreadable } from '../byte-reader.ts';
import { type Decoded, type StreamDecoder, faultOf } from '../decoder.ts';
import { dateTimeMs, readData } from './cosem.ts';
import { type HdlcMessage, HdlcReader } from './hdlc.ts';
import { readList } from './push-lists.ts';

export interface DlmsOptions {
  /**
   * What a count of energy is worth, in Wh, in lists that don't say it: the same Kamstrup list counts tens of Wh in Norway and
   * Denmark, and Wh in Sweden and Switzerland. The meter's display tells which. Left out: such energy is not taken.
   */
  readonly stepWh?: 1 | 10 | 100 | 1000;
}

const STEP_SCALERS = { 1: 0, 10: 1, 100: 2, 1000: 3 } as const;
const DATA_NOTIFICATION = 0x0f;
/** General ciphering: with the key of the meter, of a service, of a dedicated session; signed. */
const CIPHERED = [0xdb, 0xdc, 0xdd, 0xdf];
const OCTET_STRING = 0x09;
const DATE_TIME_BYTES = 12;

/** The time that a notification has before its data, if any. Throws Unreadable. */
function readTime(reader: ByteReader): number | undefined {
  const first = reader.byte();
  // Kaifa's meters write the tag of an octet string as well.
  const length = first === OCTET_STRING ? reader.byte() : first;
  if (length !== 0 && length !== DATE_TIME_BYTES) throw new Unreadable('syntax', 'a time that is not one of DLMS');
  return dateTimeMs(reader.take(length));
}

function decodeMessage({ bytes }: HdlcMessage, { stepWh }: DlmsOptions): Decoded {
  const reader = new ByteReader(bytes);
  try {
    const tag = reader.byte();
    if (CIPHERED.includes(tag)) throw new Unreadable('encrypted', 'a message is encrypted');
    if (tag !== DATA_NOTIFICATION) throw new Unreadable('syntax', 'a message that is not pushed data');
    // Its number.
    reader.take(4);
    const sentMs = readTime(reader);
    const {
      registers,
      serial,
      meterMs = sentMs,
    } = readList(readData(reader), stepWh === undefined ? undefined : STEP_SCALERS[stepWh]);
    if (reader.left > 0) throw new Unreadable('syntax', 'a message has something behind its data');
    return {
      kind: 'telegram',
      quality: 'checked',
      ...(serial === undefined ? {} : { serial }),
      ...(meterMs === undefined ? {} : { meterMs }),
      values: registers.values(),
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return faultOf(error.fault, error.message);
  }
}

class DlmsDecoder implements StreamDecoder {
  private readonly reader = new HdlcReader();
  private readonly options: DlmsOptions;

  constructor(options: DlmsOptions) {
    this.options = options;
  }

  push(bytes: Uint8Array): readonly Decoded[] {
    return this.reader
      .push(bytes)
      .map((found) => (found.kind === 'fault' ? found : decodeMessage(found, this.options)));
  }

  end(): readonly Decoded[] {
    return this.reader.end();
  }
}

export function dlmsDecoder(options: DlmsOptions = {}): StreamDecoder {
  return new DlmsDecoder(options);
}
