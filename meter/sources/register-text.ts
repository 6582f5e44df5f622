/** What a register shows, as P1 and IEC 62056-21 write it: `000123.456*kWh`, `006545766*Wh`, `00124.477*m3`. */
import type { RegisterUnit } from './decoder.ts';
import { type Unit, milliOf, parseQuantity } from './quantity.ts';

export interface ShownRegister {
  readonly unit: RegisterUnit;
  readonly milli: bigint;
  readonly resolutionMilli: bigint;
  /** How many digits, where its point is and its unit: the same for all registers of a meter that writes zeros in front. */
  readonly format: string;
  readonly hasZerosInFront: boolean;
  /** Where it begins again at 0. Only zeros in front tell that there are no more digits than these. */
  readonly rollsOverAtMilli?: bigint;
}

const REGISTER = /^(\d{1,12})(?:\.(\d{1,7}))?(?:\*([A-Za-z0-9]{0,4}))?$/;

/** `steps`: so many thousands of the unit are one of what was written, as kWh and MWh are of Wh. */
const UNITS = new Map<string, { readonly unit: RegisterUnit; readonly steps: Unit }>([
  ['wh', { unit: 'Wh', steps: 'Wh' }],
  ['kwh', { unit: 'Wh', steps: 'kWh' }],
  ['mwh', { unit: 'Wh', steps: 'MWh' }],
  ['dm3', { unit: 'dm3', steps: 'Wh' }],
  ['l', { unit: 'dm3', steps: 'Wh' }],
  ['m3', { unit: 'dm3', steps: 'kWh' }],
  ['kj', { unit: 'kJ', steps: 'Wh' }],
  ['mj', { unit: 'kJ', steps: 'kWh' }],
  ['gj', { unit: 'kJ', steps: 'MWh' }],
]);

/**
 * `unitless`: the unit of digits without one. Undefined for what is no register: a sign, letters, a unit that nobody counts
 * in, or none where there must be one.
 */
export function parseRegister(text: string, unitless?: 'Wh' | 'kWh'): ShownRegister | undefined {
  const match = REGISTER.exec(text);
  if (match === null) return undefined;
  const [, whole = '', decimals, written = ''] = match;
  const name = (written === '' ? unitless : written)?.toLowerCase();
  const scale = UNITS.get(name ?? '');
  const digits = decimals === undefined ? whole : `${whole}.${decimals}`;
  const quantity = scale === undefined ? undefined : parseQuantity(digits, scale.steps);
  if (scale === undefined || quantity === undefined) return undefined;
  const hasZerosInFront = whole.length > 1 && whole.startsWith('0');
  return {
    unit: scale.unit,
    ...quantity,
    format: `${whole.length}.${decimals?.length ?? 0}*${name ?? ''}`,
    hasZerosInFront,
    ...(hasZerosInFront ? { rollsOverAtMilli: milliOf(10 ** whole.length, scale.steps) } : {}),
  };
}
