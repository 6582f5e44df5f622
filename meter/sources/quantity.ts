/** Quantities as sources write them, without a detour over floating-point numbers: digits become whole thousandths of a unit. */

const MILLI_PER_UNIT = { Wh: 1_000n, kWh: 1_000_000n, MWh: 1_000_000_000n } as const;
/** Digits only: a number with an exponent has lost some already. */
const DECIMAL = /^(\d{1,15})(?:\.(\d{1,15}))?$/;

export type Unit = keyof typeof MILLI_PER_UNIT;

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
  const milli = (BigInt(whole + decimals) * MILLI_PER_UNIT[unit]) / scale;
  const step = MILLI_PER_UNIT[unit] / scale;
  return { milli, resolutionMilli: step === 0n ? 1n : step };
}

/** A whole number of a unit. */
export function milliOf(count: number, unit: Unit): bigint {
  return BigInt(count) * MILLI_PER_UNIT[unit];
}

const KWH_DECIMALS = 6;

/** Thousandths of a Wh as kWh, exactly: with as many decimals as the smallest step has, or more where the value has more. */
export function decimalKwh(milli: bigint, resolutionMilli: bigint): string {
  const decimals = (value: bigint): string => String(value % MILLI_PER_UNIT.kWh).padStart(KWH_DECIMALS, '0');
  const needed = (text: string): number => text.replace(/0+$/, '').length;
  const count = Math.max(needed(decimals(milli)), needed(decimals(resolutionMilli)));
  const whole = String(milli / MILLI_PER_UNIT.kWh);
  return count === 0 ? whole : `${whole}.${decimals(milli).slice(0, count)}`;
}
