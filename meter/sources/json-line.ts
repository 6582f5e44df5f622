/**
 * Decodes a line of JSON to a sample, by a config that says where in it things are: an object, as brokers and gateways
 * publish them, or a bare number. Digits are taken as they stand, never as a floating-point number.
 */
import type { LinesSource } from '../../schemas/types.ts';
import type { RegisterValue, Sample, SampleQuality } from '../sample.ts';
import { ENERGY_UNIT } from '../../protocol/grid/register.ts';
import { milliOf, parseQuantity, registerUnitOf } from './quantity.ts';
import { parseTimestamp } from './timestamp.ts';

type Mapping = Omit<LinesSource, 'kind' | 'file'>;

/** What a line says; its time is this device's if it names none. */
export interface DecodedLine extends Omit<Sample, 'hostMs' | 'monotonicMs'> {
  readonly meter?: string;
  readonly timeMs?: number;
}

/** A number, as it stands in the line. */
class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const QUALITIES: readonly SampleQuality[] = ['checked', 'unchecked', 'doubtful'];

/** Its message says what is wrong with a line, without what it says: that is a reading. */
export class LineError extends Error {
  override readonly name = 'LineError';
}

function parse(line: string): unknown {
  try {
    const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
      typeof value === 'number' ? new Digits(context?.source ?? '') : value;
    return JSON.parse(line, keep);
  } catch {
    throw new LineError('not a line of JSON');
  }
}

/** What is under a path: as a name with dots in it, or from the outside in. */
function under(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Digits) return undefined;
  const members = new Map<string, unknown>(Object.entries(value));
  if (members.has(path)) return members.get(path);
  for (let at = path.indexOf('.'); at !== -1; at = path.indexOf('.', at + 1)) {
    const found = under(members.get(path.slice(0, at)), path.slice(at + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Text or digits; undefined if there is neither. */
function textAt(value: unknown, path: string | undefined): string | undefined {
  const found = path === undefined ? undefined : under(value, path);
  if (found instanceof Digits) return found.text;
  return typeof found === 'string' ? found : undefined;
}

function demanded(value: unknown, path: string): string {
  const text = textAt(value, path);
  if (text === undefined) throw new LineError(`nothing under ${path}`);
  return text;
}

function timeAt(value: unknown, path: string): number {
  const time = parseTimestamp(demanded(value, path));
  if (time === undefined) throw new LineError(`${path} is no time that says its zone, such as 2026-01-31T12:00:00Z`);
  return time;
}

function qualityAt(value: unknown, path: string): SampleQuality {
  const text = demanded(value, path);
  const quality = QUALITIES.find((one) => one === text);
  if (quality === undefined) throw new LineError(`${path} is none of ${QUALITIES.join(', ')}`);
  return quality;
}

function registerIn(
  value: unknown,
  { register, value: path, unit = 'kWh', rollsOverAt }: Mapping['registers'][number],
): RegisterValue | undefined {
  const text = value instanceof Digits ? value.text : textAt(value, path ?? register);
  // Gateways tell what has changed, and nothing else.
  if (text === undefined) return undefined;
  const quantity = parseQuantity(text, unit);
  if (quantity === undefined) throw new LineError(`the value of ${register} is no number of digits above 0`);
  const rollsOver = rollsOverAt === undefined ? {} : { rollsOverAtMilli: milliOf(rollsOverAt, unit) };
  const counted = registerUnitOf(unit);
  return { register, ...(counted === ENERGY_UNIT ? {} : { unit: counted }), ...quantity, ...rollsOver };
}

/** Throws LineError. */
export function decodeLine(line: string, mapping: Mapping): DecodedLine {
  const value = parse(line);
  const isNumber = value instanceof Digits;
  const { meter, time, meterTime, serial, quality, registers } = mapping;
  if (isNumber && registers.length > 1)
    throw new LineError(`a bare number, and there are ${registers.length} registers`);
  if (isNumber && (meter ?? time ?? meterTime ?? serial ?? quality) !== undefined)
    throw new LineError('a bare number, which says nothing else');
  const found = registers.map((one) => registerIn(value, one)).filter((one) => one !== undefined);
  if (found.length === 0) throw new LineError('none of the registers is in it');
  const serialText = textAt(value, serial);
  return {
    quality: quality === undefined ? 'unchecked' : qualityAt(value, quality),
    registers: found,
    ...(meter === undefined ? {} : { meter: demanded(value, meter) }),
    ...(time === undefined ? {} : { timeMs: timeAt(value, time) }),
    ...(meterTime === undefined ? {} : { meterMs: timeAt(value, meterTime) }),
    ...(serialText === undefined ? {} : { serial: serialText }),
  };
}
