/**
 * What we use of NAESB REQ.21 ESPI 1.x ("Green Button"): the order of elements and their types, as its published schema has them
 * (http://naesb.org/espi). The writer goes by this table: another order, another name or a value out of range is refused.
 */
import type { XmlElement } from './xml.ts';

/** Whole numbers from `least` to `most`. */
interface NumberType {
  readonly least: number;
  readonly most: number;
}

const NUMBERS = {
  Int48: { least: -140_737_488_355_328, most: 140_737_488_355_328 },
  UInt32: { least: 0, most: 4_294_967_295 },
  TimeType: { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER },
  /** Codes of lists that may be extended, all UInt16. */
  Code: { least: 0, most: 65_535 },
  UnitMultiplierKind: { least: -12, most: 12 },
} as const satisfies Readonly<Record<string, NumberType>>;

interface Field {
  readonly name: string;
  readonly type: string;
  readonly isRequired?: boolean;
  readonly isList?: boolean;
}

/** Elements in their order; of those that we never write, too, as far as their place matters. */
export const ESPI_TYPES = {
  UsagePoint: [
    { name: 'ServiceCategory', type: 'ServiceCategory' },
    { name: 'isVirtual', type: 'boolean' },
  ],
  ServiceCategory: [{ name: 'kind', type: 'Code', isRequired: true }],
  MeterReading: [],
  ReadingType: [
    { name: 'accumulationBehaviour', type: 'Code' },
    { name: 'commodity', type: 'Code' },
    { name: 'dataQualifier', type: 'Code' },
    { name: 'defaultQuality', type: 'Code' },
    { name: 'flowDirection', type: 'Code' },
    { name: 'intervalLength', type: 'UInt32' },
    { name: 'kind', type: 'Code' },
    { name: 'powerOfTenMultiplier', type: 'UnitMultiplierKind' },
    { name: 'uom', type: 'Code' },
  ],
  IntervalBlock: [
    { name: 'interval', type: 'DateTimeInterval' },
    { name: 'IntervalReading', type: 'IntervalReading', isList: true },
  ],
  IntervalReading: [
    { name: 'ReadingQuality', type: 'ReadingQuality', isList: true },
    { name: 'timePeriod', type: 'DateTimeInterval' },
    { name: 'value', type: 'Int48' },
  ],
  ReadingQuality: [{ name: 'quality', type: 'Code', isRequired: true }],
  DateTimeInterval: [
    { name: 'duration', type: 'UInt32', isRequired: true },
    { name: 'start', type: 'TimeType', isRequired: true },
  ],
  UsageSummary: [
    { name: 'billingPeriod', type: 'DateTimeInterval' },
    { name: 'billLastPeriod', type: 'Int48' },
    { name: 'costAdditionalDetailLastPeriod', type: 'LineItem', isList: true },
    { name: 'currency', type: 'Code' },
    { name: 'overallConsumptionLastPeriod', type: 'SummaryMeasurement' },
    { name: 'qualityOfReading', type: 'Code' },
    { name: 'statusTimeStamp', type: 'TimeType', isRequired: true },
    { name: 'commodity', type: 'Code' },
    { name: 'tariffProfile', type: 'String256' },
  ],
  SummaryMeasurement: [
    { name: 'powerOfTenMultiplier', type: 'UnitMultiplierKind' },
    { name: 'timeStamp', type: 'TimeType' },
    { name: 'uom', type: 'Code' },
    { name: 'value', type: 'Int48' },
  ],
  LineItem: [
    { name: 'amount', type: 'Int48' },
    { name: 'note', type: 'String256', isRequired: true },
    { name: 'measurement', type: 'SummaryMeasurement' },
    { name: 'itemKind', type: 'Code', isRequired: true },
  ],
} as const satisfies Readonly<Record<string, readonly Field[]>>;

export type EspiType = keyof typeof ESPI_TYPES;

export type EspiValue = number | string | boolean | EspiObject | readonly EspiObject[] | undefined;
export interface EspiObject {
  readonly [name: string]: EspiValue;
}

const MOST_STRING = 256;

function isType(type: string): type is EspiType {
  return Object.hasOwn(ESPI_TYPES, type);
}

function simpleText(type: string, value: Exclude<EspiValue, EspiObject | readonly EspiObject[]>): string {
  if (type === 'boolean' && typeof value === 'boolean') return String(value);
  if (type === 'String256' && typeof value === 'string' && value.length <= MOST_STRING) return value;
  const range = Object.entries(NUMBERS).find(([name]) => name === type)?.[1];
  if (range !== undefined && typeof value === 'number' && Number.isSafeInteger(value))
    if (value >= range.least && value <= range.most) return String(value);
  throw new RangeError(`${String(value)} is no ${type} of ESPI`);
}

function isObject(value: EspiObject | readonly EspiObject[]): value is EspiObject {
  return !Array.isArray(value);
}

function fieldElements({ name, type, isList }: Field, value: EspiValue): XmlElement[] {
  if (value === undefined) return [];
  if (typeof value !== 'object') return [{ name: `espi:${name}`, content: simpleText(type, value) }];
  if (isObject(value)) return [espiElement(name, type, value)];
  if (isList !== true) throw new RangeError(`${name} of ESPI is no list`);
  return value.map((one) => espiElement(name, type, one));
}

/** An object under a name, in the order of its type. Throws RangeError for what the type does not have, or lacks. */
export function espiElement(name: string, type: string, values: EspiObject): XmlElement {
  if (!isType(type)) throw new RangeError(`there is no type ${type} of ESPI here`);
  const fields: readonly Field[] = ESPI_TYPES[type];
  const unknown = Object.keys(values).find((key) => !fields.some((field) => field.name === key));
  if (unknown !== undefined) throw new RangeError(`${type} of ESPI has no ${unknown}`);
  const missing = fields.find((field) => field.isRequired === true && values[field.name] === undefined);
  if (missing !== undefined) throw new RangeError(`${type} of ESPI needs ${missing.name}`);
  return { name: `espi:${name}`, content: fields.flatMap((field) => fieldElements(field, values[field.name])) };
}
