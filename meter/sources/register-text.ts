/** What a register shows, as P1 and IEC 62056-21 write it: `000123.456*kWh`, `006545766*Wh`, `00124.477*m3`. */
import type { RegisterUnit } from '../../protocol/grid/register.ts';
import { type Unit, milliOf, parseQuantity, registerUnitOf } from './quantity.ts';

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

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ['wh', 'Wh'],
  ['kwh', 'kWh'],
  ['mwh', 'MWh'],
  ['dm3', 'dm3'],
  ['l', 'dm3'],
  ['m3', 'm3'],
  ['kj', 'kJ'],
  ['mj', 'MJ'],
  ['gj', 'GJ'],
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
  const shownUnit = UNITS.get(name ?? '');
  const digits = decimals === undefined ? whole : `${whole}.${decimals}`;
  const quantity = shownUnit === undefined ? undefined : parseQuantity(digits, shownUnit);
  if (shownUnit === undefined || quantity === undefined) return undefined;
  const hasZerosInFront = whole.length > 1 && whole.startsWith('0');
  return {
    unit: registerUnitOf(shownUnit),
    ...quantity,
    format: `${whole.length}.${decimals?.length ?? 0}*${name ?? ''}`,
    hasZerosInFront,
    ...(hasZerosInFront ? { rollsOverAtMilli: milliOf(10 ** whole.length, shownUnit) } : {}),
  };
}
