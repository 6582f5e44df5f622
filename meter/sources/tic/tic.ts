/**
 * The customer port of French meters (Linky, and those before), in its two modes: historical and standard. A checksum has six
 * bits, so grammar is a second fence: nine digits for every energy, no group damaged, all registers of the contract. [P-2.4]
 */
import { Unreadable } from '../byte-reader.ts';
import { type Decoded, type DecodedValue, type StreamDecoder, faultOf } from '../decoder.ts';
import { sumOf } from '../obis-registers.ts';
import { parseTimestamp } from '../timestamp.ts';
import { type TicFrame, TicFramer } from './tic-frames.ts';

/** Per contract (OPTARIF, without its last characters) its registers, in the order of the tariffs 1, 2... */
const CONTRACTS: readonly { readonly option: RegExp; readonly labels: readonly string[] }[] = [
  { option: /^BASE$/, labels: ['BASE'] },
  { option: /^HC[.A-Z0-9]{2}$/, labels: ['HCHC', 'HCHP'] },
  { option: /^EJP\.$/, labels: ['EJPHN', 'EJPHPM'] },
  {
    option: /^BBR[ -~]$/,
    labels: ['BBRHCJB', 'BBRHPJB', 'BBRHCJW', 'BBRHPJW', 'BBRHCJR', 'BBRHPJR'],
  },
];
const ENERGIES = CONTRACTS.flatMap(({ labels }) => labels);
const NINE_DIGITS = /^\d{9}$/;
const ROLLS_OVER_MILLI = 10n ** 12n;
const STATUS = /^[0-9A-F]{8}$/;
const SERIAL = /^[0-9A-F]{12}$/;
const MOST_TARIFFS = 10;
/** Winter or summer, then local time: of the mainland, since the meter doesn't say where it stands. */
const DATE = /^([EH])(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;

/** Wh as nine digits. Undefined where the frame has no such group. Throws Unreadable. */
function energyOf({ groups }: TicFrame, label: string, register: string): DecodedValue | undefined {
  const group = groups.get(label);
  if (group === undefined) return undefined;
  if (!NINE_DIGITS.test(group.value) || group.time !== '')
    throw new Unreadable('syntax', 'an energy is not nine digits');
  const milli = BigInt(group.value) * 1000n;
  return { register, unit: 'Wh', milli, resolutionMilli: 1000n, rollsOverAtMilli: ROLLS_OVER_MILLI };
}

/** Throws Unreadable. */
function historicalValues(frame: TicFrame): readonly DecodedValue[] {
  const option = frame.groups.get('OPTARIF')?.value ?? '';
  const contract = CONTRACTS.find((one) => one.option.test(option));
  if (contract === undefined) throw new Unreadable('syntax', 'a frame names no contract that is known');
  const { labels } = contract;
  const values = labels.flatMap((label, at) => energyOf(frame, label, `1-0:1.8.${at + 1}`) ?? []);
  const others = ENERGIES.filter((label) => frame.groups.has(label) && !labels.includes(label));
  if (values.length < labels.length || others.length > 0)
    throw new Unreadable('syntax', 'a frame has not the registers of its contract');
  const total = sumOf('1-0:1.8.0', values);
  return values.length === 1 ? [total] : [total, ...values];
}

/** Throws Unreadable. */
function standardValues(frame: TicFrame): readonly DecodedValue[] {
  // Every meter sends its status, and behind all energies: a frame that seems to end before it has lost some of them.
  if (!STATUS.test(frame.groups.get('STGE')?.value ?? '')) throw new Unreadable('syntax', 'a frame has no status');
  const total = energyOf(frame, 'EAST', '1-0:1.8.0');
  if (total === undefined) throw new Unreadable('syntax', 'a frame has no total');
  const tariffs = Array.from({ length: MOST_TARIFFS }, (_, at) =>
    energyOf(frame, `EASF${String(at + 1).padStart(2, '0')}`, `1-0:1.8.${at + 1}`),
  );
  const exported = energyOf(frame, 'EAIT', '1-0:2.8.0');
  return [total, ...tariffs, exported].filter((value) => value !== undefined);
}

/** A small letter instead of E or H is a clock that went wrong. */
function meterMsOf(time: string | undefined): number | undefined {
  const [, season, year, month, day, hour, minute, second] = DATE.exec(time ?? '') ?? [];
  const zone = season === 'E' ? '+02:00' : '+01:00';
  return parseTimestamp(`20${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
}

function decodeFrame(frame: TicFrame): Decoded {
  try {
    const values = frame.isStandard ? standardValues(frame) : historicalValues(frame);
    const serial = frame.groups.get(frame.isStandard ? 'ADSC' : 'ADCO')?.value;
    if (serial === undefined || !SERIAL.test(serial)) throw new Unreadable('syntax', 'a frame has no serial number');
    const meterMs = meterMsOf(frame.groups.get('DATE')?.time);
    return {
      kind: 'telegram',
      quality: 'checked',
      serial,
      ...(meterMs === undefined ? {} : { meterMs }),
      values,
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return faultOf(error.fault, error.message);
  }
}

class TicDecoder implements StreamDecoder {
  private readonly framer = new TicFramer();

  push(bytes: Uint8Array): readonly Decoded[] {
    return this.framer.push(bytes).map((found) => (found.kind === 'fault' ? found : decodeFrame(found)));
  }

  end(): readonly Decoded[] {
    return this.framer.end();
  }
}

export function ticDecoder(): StreamDecoder {
  return new TicDecoder();
}
