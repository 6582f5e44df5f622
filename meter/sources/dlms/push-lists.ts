/**
 * The lists that meters push by DLMS, by what they say of themselves: values with OBIS code, scaler and unit (Aidon, Iskra in
 * Switzerland); with an OBIS code alone (Kamstrup); of a list with a name (Kaifa); behind a list of what is in it. Energy without
 * a scaler needs to be told what a count is worth. Any other list says nothing for certain.
 */
import { Unreadable, textOf } from '../byte-reader.ts';
import { ObisRegisters, energyRegister, isObis } from '../obis-registers.ts';
import { type CosemData, dateTimeMs } from './cosem.ts';

export interface PushedList {
  readonly registers: ObisRegisters;
  readonly serial?: string;
  /** By the meter's clock, if that is in the list. */
  readonly meterMs?: number;
}

/** A value, and what it is. */
interface Named {
  readonly obis: Uint8Array;
  readonly value: CosemData;
  readonly scaler: number | undefined;
  readonly unit: number | undefined;
}

const WH = 30;
const CLASS_REGISTER = 3n;
const ATTRIBUTE_VALUE = 2n;
const KAMSTRUP = 'Kamstrup_V';
const KAIFA = 'KFM_001';
/** Of Kaifa's lists with three phases and one, by their number of elements: how they go on behind the phases' values. */
const KAIFA_ENERGY: Readonly<Record<number, number>> = { 18: 14, 14: 10 };
const A_PLUS = Uint8Array.of(1, 0, 1, 8, 0, 255);
const A_MINUS = Uint8Array.of(1, 0, 2, 8, 0, 255);
/** Serial numbers, the best first: of the meter, of its point of supply at Kamstrup, as some Iskra have them, of its interface. */
const SERIALS = [
  [0, 0, 96, 1, 0, 255],
  [1, 1, 0, 0, 5, 255],
  [0, 0, 96, 1, 1, 255],
  [0, 0, 42, 0, 0, 255],
] as const;

function itemsOf(data: CosemData | undefined): readonly CosemData[] {
  return data?.kind === 'list' ? data.items : [];
}

function obisOf(data: CosemData | undefined): Uint8Array | undefined {
  return data?.kind === 'bytes' && data.bytes.length === 6 ? data.bytes : undefined;
}

function numberOf(data: CosemData | undefined): bigint | undefined {
  return data?.kind === 'number' ? data.value : undefined;
}

function textIn(data: CosemData | undefined): string {
  return data?.kind === 'bytes' ? textOf(data.bytes) : '';
}

/** Of [code, value] and [code, value, [scaler, unit]]. */
function selfDescribed(items: readonly CosemData[]): readonly Named[] | undefined {
  const named: Named[] = [];
  for (const item of items) {
    const [code, value, scale, more] = itemsOf(item);
    const obis = obisOf(code);
    if (obis === undefined || value === undefined || more !== undefined) return undefined;
    const [scaler, unit, rest] = itemsOf(scale);
    const isScaled = scaler?.kind === 'number' && unit?.kind === 'enum' && rest === undefined;
    if (scale !== undefined && !isScaled) return undefined;
    named.push({
      obis,
      value,
      scaler: isScaled ? Number(scaler.value) : undefined,
      unit: isScaled ? unit.value : undefined,
    });
  }
  return named;
}

/** Its energy counts what the operator made it count: Wh, or tens of them. */
function unscaled(obis: Uint8Array, value: CosemData, scaler: number | undefined): Named {
  return { obis, value, scaler, unit: WH };
}

/** The list's name, then code and value in turn. */
function alternating(items: readonly CosemData[], scaler: number | undefined): readonly Named[] | undefined {
  if (!textIn(items[0]).startsWith(KAMSTRUP) || items.length % 2 === 0) return undefined;
  const named: Named[] = [];
  for (let at = 1; at < items.length; at += 2) {
    const obis = obisOf(items[at]);
    const value = items[at + 1];
    if (obis === undefined || value === undefined) return undefined;
    named.push(unscaled(obis, value, scaler));
  }
  return named;
}

/** First what is in it (class, code, attribute, index), itself included, then one value for each. */
function withObjects(items: readonly CosemData[], scaler: number | undefined): readonly Named[] | undefined {
  const objects = itemsOf(items[0]);
  if (objects.length === 0 || objects.length !== items.length) return undefined;
  const named: Named[] = [];
  for (const [at, object] of objects.entries()) {
    const [classId, code, attribute, index, more] = itemsOf(object);
    const obis = obisOf(code);
    const value = items[at];
    const isObject = numberOf(classId) !== undefined && numberOf(index) !== undefined && more === undefined;
    if (obis === undefined || value === undefined || !isObject) return undefined;
    const isValue = numberOf(attribute) === ATTRIBUTE_VALUE;
    // Another attribute, or a maximum or the like under the same code, is no register's value.
    if (!isValue || (energyRegister(obis) !== undefined && numberOf(classId) !== CLASS_REGISTER)) continue;
    named.push(unscaled(obis, value, scaler));
  }
  return named;
}

/** Name, serial number, type, then powers, currents, voltages, and on the hour the clock and four energies. */
function kaifa(items: readonly CosemData[], scaler: number | undefined): readonly Named[] | undefined {
  if (textIn(items[0]) !== KAIFA) return undefined;
  const [serial, at] = [items[1], KAIFA_ENERGY[items.length]];
  const numbers = items.filter(({ kind }) => kind === 'number').length;
  const others = items.length - numbers;
  if (serial?.kind !== 'bytes' || others !== (at === undefined ? 3 : 4)) return undefined;
  const named = [unscaled(Uint8Array.from(SERIALS[0]), serial, undefined)];
  const [imported, exported] = [items[at ?? -1], items[(at ?? -1) + 1]];
  if (at === undefined || imported === undefined || exported === undefined) return named;
  return [...named, unscaled(A_PLUS, imported, scaler), unscaled(A_MINUS, exported, scaler)];
}

/** `stepScaler`: what a count of energy is worth where the list doesn't say, in Wh as a power of ten. Throws Unreadable. */
export function readList(data: CosemData, stepScaler: number | undefined): PushedList {
  const items = itemsOf(data);
  const registers = new ObisRegisters();
  // What Kaifa's meters push every few seconds is their power alone.
  if (items.length === 1 && items[0]?.kind === 'number') return { registers };
  const named =
    selfDescribed(items) ??
    alternating(items, stepScaler) ??
    kaifa(items, stepScaler) ??
    withObjects(items, stepScaler);
  if (named === undefined || items.length === 0)
    throw new Unreadable('syntax', "a list that doesn't say what its values are");
  for (const { obis, value, scaler, unit } of named) {
    if (energyRegister(obis) === undefined) continue;
    if (value.kind === 'nothing') {
      registers.lacks(obis);
      continue;
    }
    if (scaler === undefined && unit === WH)
      throw new Unreadable('syntax', "a list that doesn't say whether its energy is in Wh or in tens of them");
    registers.add(obis, numberOf(value), scaler, unit);
  }
  const clock = named.find(({ obis }) => obis[0] === 0 && isObis(obis, 0, obis[1] ?? 0, 1, 0, 0, 255))?.value;
  const meterMs = clock?.kind === 'bytes' ? dateTimeMs(clock.bytes) : undefined;
  const serials = SERIALS.map((code) => named.find(({ obis }) => isObis(obis, ...code))?.value);
  const serial = serials.map(textIn).find((text) => text !== '');
  return {
    registers,
    ...(serial === undefined ? {} : { serial }),
    ...(meterMs === undefined ? {} : { meterMs }),
  };
}
