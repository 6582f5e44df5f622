/**
 * What a P1 telegram says, from `/` up to its `!`: DSMR, ESMR, e-MUCS and the HAN ports of SE, FI, HU, LT, AT and IE. Every line is
 * held to a grammar, also those from which nothing is taken; one that doesn't keep it refuses the whole telegram.
 */
import type { DecodedValue } from '../decoder.ts';
import { EnergyRegisters, isEnergy } from '../energy-registers.ts';
import { type DataSet, linesOf, parseP1Line } from '../obis-line.ts';
import { parseRegister } from '../register-text.ts';
import { localTime } from './local-time.ts';

export interface P1Content {
  /** Whether it names the version of a standard that has a checksum: DSMR 4 and 5, e-MUCS. */
  readonly hasVersion: boolean;
  /** Whether it has a line for the meter's clock: DSMR 2.2 and 3.0 have none. */
  readonly hasClock: boolean;
  /** What of it is the same in all telegrams of a meter. */
  readonly form: string;
  readonly serial?: string;
  readonly meterMs?: number;
  readonly values: readonly DecodedValue[];
}

const HEADER = /^\/[A-Za-z]{3}[ -~]{0,60}$/;
/** One meter (IE) has such a character in its first line. */
const STX = '\u0002';
const VERSION = ['1-3:0.2.8', '0-0:96.1.4'];
const CLOCK = '0-0:1.0.0';
const CLOCK_TIME = /^\d{12}[SW]?$/;
/** The first that says something is it. The last one of HU and LU is a device's name with the number in it. */
const SERIALS = ['0-0:96.1.1', '0-0:96.1.0', '0-0:96.1.255', '1-0:96.1.0', '1-0:0.0.0', '0-0:42.0.0'];
const M_BUS_SERIALS = ['96.1.0', '96.1.1'];
const M_BUS_VALUE = /^24\.2\.[1-9]$/;
const M_BUS_OLD_VALUE = '24.3.0';

function nameOf({ medium, channel, code }: DataSet): string {
  return `${medium}-${channel}:${code}`;
}

/** Hexadecimal digits are what they spell, if that can be read: `4B384547` is K8EG. Undefined for nothing. */
function serialText(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const isHex = text.length % 2 === 0 && /^[0-9A-Fa-f]+$/.test(text);
  const codes = isHex ? (text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)) : [];
  const isPrintable = codes.length > 0 && codes.every((code) => code >= 0x20 && code <= 0x7e);
  const spelled = isPrintable ? String.fromCharCode(...codes).trim() : text.trim();
  return spelled === '' ? undefined : spelled;
}

/** Lines with their continuations: DSMR 2.2 and 3.0 write the gas meter's register into a line of its own. */
function joined(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const before = whole.at(-1);
    const isMore = line.startsWith('(') && before?.includes(`:${M_BUS_OLD_VALUE}(`) === true;
    if (isMore) whole[whole.length - 1] = `${before}${line}`;
    else whole.push(line);
  }
  return whole;
}

/**
 * `(170101120000W)(00124.477*m3)`, or in DSMR 2.2 and 3.0 `(170101120000)(00)(60)(1)(0-1:24.2.1)(m3)(00124.477)`. Undefined for
 * what is no register, such as that of a place where no device is.
 */
function mBusValue(set: DataSet, utcOffsetMinutes: number): DecodedValue | undefined {
  const { channel, code, groups } = set;
  const isOld = code === M_BUS_OLD_VALUE;
  if (isOld ? groups.length !== 7 : groups.length !== 2) return undefined;
  const [time = ''] = groups;
  const [, , , , name = '', unit = '', digits = ''] = groups;
  const shown = parseRegister(isOld ? `${digits}*${unit}` : (groups[1] ?? ''));
  if (shown === undefined) return undefined;
  const meterMs = localTime(time, utcOffsetMinutes);
  return {
    register: isOld ? `0-${channel}:${name.split(':')[1] ?? ''}` : `0-${channel}:${code}`,
    unit: shown.unit,
    milli: shown.milli,
    resolutionMilli: shown.resolutionMilli,
    ...(meterMs === undefined ? {} : { meterMs }),
  };
}

/** Registers of other devices, each with what its channel says of it. */
function mBusValues(sets: readonly DataSet[], utcOffsetMinutes: number): readonly DecodedValue[] {
  const of = (channel: number | undefined, code: string): string | undefined =>
    sets.find((set) => set.medium === 0 && set.channel === channel && set.code === code)?.groups[0];
  const found = new Map<string, DecodedValue>();
  for (const set of sets) {
    const isRegister = M_BUS_VALUE.test(set.code) || set.code === M_BUS_OLD_VALUE;
    if (set.medium !== 0 || set.channel === 0 || !isRegister) continue;
    const value = mBusValue(set, utcOffsetMinutes);
    if (value === undefined || found.has(value.register)) continue;
    const serials = M_BUS_SERIALS.map((code) => serialText(of(set.channel, code)));
    const serial = serials.find((one) => one !== undefined);
    const type = /^\d{1,3}$/.exec(of(set.channel, '24.1.0') ?? '');
    found.set(value.register, {
      ...value,
      ...(serial === undefined ? {} : { serial }),
      ...(type === null ? {} : { deviceType: Number(type[0]) }),
    });
  }
  return [...found.values()];
}

/** A message for a person where it is no telegram. */
export function readTelegram(text: string, utcOffsetMinutes: number): P1Content | string {
  const [header = '', ...rest] = linesOf(text) ?? [];
  if (!HEADER.test(header.replace(STX, ''))) return 'its first line is no identification of a meter';
  const lines = joined(rest[0] === '' ? rest.slice(1) : rest);
  const sets: DataSet[] = [];
  const energy = new EnergyRegisters();
  for (const line of lines) {
    const set = parseP1Line(line);
    if (set === undefined) return `a line of it is no OBIS code with its values`;
    if (isEnergy(set) && !energy.add(set))
      return 'a register of energy in it is not digits with a unit, or contradicts itself';
    sets.push(set);
  }
  if (sets.length === 0) return 'nothing is in it';
  if (!energy.isEven()) return 'its registers of energy differ in their digits';
  const byName = new Map(sets.toReversed().map((set) => [nameOf(set), set.groups]));
  const clock = byName.get(CLOCK);
  if (clock !== undefined && !CLOCK_TIME.test(clock.length === 1 ? (clock[0] ?? '') : ''))
    return 'its clock shows no time';
  const meterMs = localTime(clock?.[0] ?? '', utcOffsetMinutes);
  const serial = SERIALS.map((name) => serialText(byName.get(name)?.[0])).find((one) => one !== undefined);
  const values = [...energy.values(), ...mBusValues(sets, utcOffsetMinutes)];
  const serials = [serial, ...values.map((value) => value.serial)];
  return {
    form: [header, ...sets.map(nameOf), ...energy.formats(), ...serials].join('\n'),
    hasVersion: VERSION.some((name) => byName.has(name)),
    hasClock: clock !== undefined,
    values,
    ...(serial === undefined ? {} : { serial }),
    ...(meterMs === undefined ? {} : { meterMs }),
  };
}
