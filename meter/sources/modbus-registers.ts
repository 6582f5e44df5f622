/** Registers of sub-meters that are read over Modbus, as data; and what their words say, exactly. */
import type { RegisterValue } from '../sample.ts';

export interface ModbusRegister {
  /** OBIS code. */
  readonly register: string;
  /** Of its first word, counted from 0. */
  readonly address: number;
  readonly table: 'holding' | 'input';
  /** Big-endian, the most significant word first. */
  readonly type: 'float32' | 'uint32' | 'uint64';
  /** What one is worth, in thousandths of a Wh. */
  readonly milli: bigint;
}

const KWH = 1_000_000n;
const eastron = (register: string, address: number): ModbusRegister => ({
  register,
  address,
  table: 'input',
  type: 'float32',
  milli: KWH,
});
const EASTRON = [eastron('1-0:1.8.0', 0x48), eastron('1-0:2.8.0', 0x4a)];

/** Eastron's, by the lists of their manuals. */
export const MODBUS_MODELS: ReadonlyMap<string, readonly ModbusRegister[]> = new Map([
  ['sdm120', EASTRON],
  ['sdm230', EASTRON],
  ['sdm630', EASTRON],
]);

export const WORDS_OF = { float32: 2, uint32: 2, uint64: 4 } as const;

/** A float32 as sign, whole number and power of two; undefined for what is no number, or negative. */
function float32(bits: bigint): { readonly mantissa: bigint; readonly exponent: bigint } | undefined {
  const biased = (bits >> 23n) & 0xffn;
  const fraction = bits & 0x7f_ffffn;
  const isNegative = bits >> 31n === 1n && (bits & 0x7fff_ffffn) !== 0n;
  if (biased === 0xffn || isNegative) return undefined;
  return biased === 0n
    ? { mantissa: fraction, exponent: -149n }
    : { mantissa: fraction | 0x80_0000n, exponent: biased - 150n };
}

/** `value` times a power of two, rounded down. */
function scaled(value: bigint, exponent: bigint): bigint {
  return exponent >= 0n ? value << exponent : value >> -exponent;
}

/**
 * What the words of a register say. Of a float the resolution is its step, which grows with it: 2 Wh above 16,384 kWh. Undefined
 * for what is no number, or negative.
 */
export function modbusValue(row: ModbusRegister, words: readonly number[]): RegisterValue | undefined {
  const bits = words.reduce((sum, word) => (sum << 16n) | BigInt(word & 0xffff), 0n);
  const { register, milli: one } = row;
  if (row.type !== 'float32') return { register, milli: bits * one, resolutionMilli: one };
  const number = float32(bits);
  if (number === undefined) return undefined;
  const { mantissa, exponent } = number;
  const step = scaled(one, exponent);
  return { register, milli: scaled(mantissa * one, exponent), resolutionMilli: step === 0n ? 1n : step };
}
