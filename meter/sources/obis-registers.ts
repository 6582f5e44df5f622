/**
 * Cumulative energy registers that a telegram names by six bytes of OBIS: which of them are taken, what they show in exact
 * milli-Wh, and the totals that follow from tariffs. [P-2.4]
 */
import { Unreadable } from './byte-reader.ts';
import type { DecodedValue } from './decoder.ts';

/** IEC 62056-6-2: a Wh. */
const WH = 30;
const MOST_TARIFF = 4;
/** No household counts a million MWh: a larger number is no register. */
const MOST_MILLI = 10n ** 15n;
const FARTHEST_SCALER = 9;

/** Tells A+ from A-, and its tariff (0: the total). Undefined for what is no cumulative energy of now. */
export function energyRegister(obis: Uint8Array): { readonly direction: 1 | 2; readonly tariff: number } | undefined {
  const [a, b, c, d, e, f] = obis;
  if (obis.length !== 6 || a !== 1 || d !== 8 || f !== 255 || e === undefined) return undefined;
  // Channel 0 and channel 1 are the same meter: Kamstrup and others write 1-1.
  if (b !== 0 && b !== 1) return undefined;
  return c === 1 || c === 2 ? { direction: c, tariff: e } : undefined;
}

export function isObis(obis: Uint8Array, ...code: readonly number[]): boolean {
  return obis.length === 6 && code.every((part, at) => obis[at] === part);
}

/** What a raw number of Wh·10^scaler shows. Digits beyond a thousandth are cut off. Throws Unreadable. */
export function milliWh(raw: bigint, scaler: number): { readonly milli: bigint; readonly resolutionMilli: bigint } {
  if (raw < 0n) throw new Unreadable('syntax', 'an energy register is negative');
  if (Math.abs(scaler) > FARTHEST_SCALER) throw new Unreadable('syntax', 'an energy register has no such scaler');
  const shift = scaler + 3;
  const milli = shift >= 0 ? raw * 10n ** BigInt(shift) : raw / 10n ** BigInt(-shift);
  if (milli > MOST_MILLI) throw new Unreadable('syntax', 'an energy register shows more than any meter counts');
  return { milli, resolutionMilli: shift > 0 ? 10n ** BigInt(shift) : 1n };
}

/** Gathers the energy registers of one telegram. */
export class ObisRegisters {
  private readonly found = new Map<string, DecodedValue>();
  /** Per direction, the tariffs that were named, also those whose values are not taken. */
  private readonly tariffs = { 1: new Set<number>(), 2: new Set<number>() };

  /** It has one, of which it doesn't say what it shows. */
  lacks(obis: Uint8Array): void {
    const energy = energyRegister(obis);
    if (energy !== undefined) this.tariffs[energy.direction].add(energy.tariff);
  }

  /** Takes it if it is one. `unit`: by its number in IEC 62056-6-2. Throws Unreadable. */
  add(obis: Uint8Array, raw: bigint | undefined, scaler: number | undefined, unit: number | undefined): void {
    const energy = energyRegister(obis);
    if (energy === undefined) return;
    const { direction, tariff } = energy;
    this.tariffs[direction].add(tariff);
    if (tariff > MOST_TARIFF) return;
    if (unit !== WH) throw new Unreadable('syntax', 'an energy register has another unit than Wh, or none');
    if (raw === undefined || scaler === undefined)
      throw new Unreadable('syntax', 'an energy register has no number, or no scaler');
    const register = `1-0:${direction}.8.${tariff}`;
    if (this.found.has(register)) throw new Unreadable('syntax', 'an energy register is there twice');
    this.found.set(register, { register, unit: 'Wh', ...milliWh(raw, scaler) });
  }

  /**
   * In the order of their names. A total that the telegram does not name is the sum of its tariffs: if there are at least two,
   * numbered from 1 without a gap, since with one alone nobody knows whether another one is missing.
   */
  values(): readonly DecodedValue[] {
    for (const direction of [1, 2] as const) {
      const tariffs = this.tariffs[direction];
      const count = tariffs.size;
      const isWhole = count >= 2 && count <= MOST_TARIFF && Math.max(...tariffs) === count && !tariffs.has(0);
      const parts = [...this.found.values()].filter(({ register }) => register.startsWith(`1-0:${direction}.8.`));
      if (!isWhole || parts.length < count) continue;
      this.found.set(`1-0:${direction}.8.0`, sumOf(`1-0:${direction}.8.0`, parts));
    }
    return [...this.found.values()].toSorted((one, other) => (one.register < other.register ? -1 : 1));
  }
}

/** As exact as the coarsest of its parts. Where one of them begins again at 0, it loses as much. */
export function sumOf(
  register: string,
  parts: readonly Pick<DecodedValue, 'milli' | 'resolutionMilli' | 'rollsOverAtMilli'>[],
): DecodedValue {
  const milli = parts.reduce((sum, part) => sum + part.milli, 0n);
  const resolutionMilli = parts.reduce((most, part) => (part.resolutionMilli > most ? part.resolutionMilli : most), 1n);
  const [rollsOverAtMilli, ...others] = new Set(parts.flatMap((part) => part.rollsOverAtMilli ?? []));
  const isSure = rollsOverAtMilli !== undefined && others.length === 0;
  return { register, unit: 'Wh', milli, resolutionMilli, ...(isSure ? { rollsOverAtMilli } : {}) };
}
