/** Quantities as sources write them, without a detour over floating-point numbers: digits become whole thousandths of a unit. */

import type { RegisterUnit } from '../../protocol/grid/register.ts';

/** How many thousandths of what a register counts in each is. */
const UNITS = {
  Wh: { unit: 'Wh', milli: 1_000n },
  kWh: { unit: 'Wh', milli: 1_000_000n },
  MWh: { unit: 'Wh', milli: 1_000_000_000n },
  dm3: { unit: 'dm3', milli: 1_000n },
  m3: { unit: 'dm3', milli: 1_000_000n },
  kJ: { unit: 'kJ', milli: 1_000n },
  MJ: { unit: 'kJ', milli: 1_000_000n },
  GJ: { unit: 'kJ', milli: 1_000_000_000n },
} as const satisfies Readonly<Record<string, { readonly unit: RegisterUnit; readonly milli: bigint }>>;
/** Digits only: a number with an exponent has lost some already. */
const DECIMAL = /^(\d{1,15})(?:\.(\d{1,15}))?$/;

export type Unit = keyof typeof UNITS;

/** What a register that is written in it counts in. */
export function registerUnitOf(unit: Unit): RegisterUnit {
  return UNITS[unit].unit;
}

export interface Quantity {
  readonly milli: bigint;
  /** What the last digit stands for, at least 1. */
  readonly resolutionMilli: bigint;
}

/** Digits beyond a thousandth are cut off. Undefined for what is no such number, or is negative. */
export function parseQuantity(text: string, unit: Unit): Quantity | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, whole = '', decimals = ''] = match;
  const scale = 10n ** BigInt(decimals.length);
  const milli = (BigInt(whole + decimals) * UNITS[unit].milli) / scale;
  const step = UNITS[unit].milli / scale;
  return { milli, resolutionMilli: step === 0n ? 1n : step };
}

/** A whole number of a unit. */
export function milliOf(count: number, unit: Unit): bigint {
  return BigInt(count) * UNITS[unit].milli;
}

const DECIMALS = 6;
const MILLI_PER_THOUSAND = 1_000_000n;

/**
 * Thousandths of a unit in thousands of it, exactly, as people read them (kWh, m³, MJ): with as many decimals as the smallest step
 * has, or more where the value has more.
 */
export function decimalOf(milli: bigint, resolutionMilli: bigint): string {
  const decimals = (value: bigint): string => String(value % MILLI_PER_THOUSAND).padStart(DECIMALS, '0');
  const needed = (text: string): number => text.replace(/0+$/, '').length;
  const count = Math.max(needed(decimals(milli)), needed(decimals(resolutionMilli)));
  const whole = String(milli / MILLI_PER_THOUSAND);
  return count === 0 ? whole : `${whole}.${decimals(milli).slice(0, count)}`;
}
