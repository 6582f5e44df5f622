/** Amounts are whole millionths of a currency. What is not whole is rounded half away from zero, and here only. [P-8.8] */
import { assert } from '../machine.ts';

const PER_UNIT = 1_000_000;

/** `value` / `divisor`, rounded to a whole number, half away from zero. */
export function rounded(value: bigint, divisor: bigint): bigint {
  const doubled = (value < 0n ? -value : value) * 2n;
  const quotient = (doubled + divisor) / (2n * divisor);
  return value < 0n ? -quotient : quotient;
}

/** A whole number that JSON can carry; amounts beyond nine thousand million units are a bug. */
export function asNumber(value: bigint): number {
  const number = Number(value);
  assert(Number.isSafeInteger(number), 'an amount is a safe integer');
  return number;
}

/** What so many Wh cost at a price per kWh, in millionths. */
export function costOf(wh: number, microPerKwh: number): number {
  return asNumber(rounded(BigInt(wh) * BigInt(microPerKwh), 1_000n));
}

/** A part of an amount: `value` · `numerator` / `denominator`. */
export function partOf(value: number, numerator: number, denominator: number): number {
  return asNumber(rounded(BigInt(value) * BigInt(numerator), BigInt(denominator)));
}

export interface Currency {
  /** ISO 4217. */
  readonly currency: string;
  /** Digits after the point. */
  readonly decimals: number;
}

/** 12_345_678 -> "12.35 EUR": rounded for people, half away from zero. */
export function formatMoney(micro: number, { currency, decimals }: Currency): string {
  const scale = 10 ** decimals;
  const minor = rounded(BigInt(micro) * BigInt(scale), BigInt(PER_UNIT));
  const digits = String(minor < 0n ? -minor : minor).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return `${minor < 0n ? '-' : ''}${text} ${currency}`;
}
