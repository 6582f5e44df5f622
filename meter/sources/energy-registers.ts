/**
 * The energy that a telegram shows: registers per tariff and totals, import (1.8) and export (2.8). A total that the meter
 * doesn't write is the sum of its tariffs; one that it writes is never added to.
 */
import type { DecodedValue } from './decoder.ts';
import type { DataSet } from './obis-line.ts';
import { sumOf } from './obis-registers.ts';
import { type ShownRegister, parseRegister } from './register-text.ts';

const ENERGY = /^([12])\.8\.(\d)$/;
const FLOWS = ['1', '2'] as const;

/** Whether it is a register of energy that counts now. */
export function isEnergy({ medium = 1, code, isCurrent }: DataSet): boolean {
  return medium === 1 && isCurrent && ENERGY.test(code);
}

export class EnergyRegisters {
  /** By channel, and in it by code: `1.8.0`. */
  private readonly channels = new Map<number, Map<string, ShownRegister>>();
  private readonly unitless: 'Wh' | 'kWh' | undefined;

  constructor(unitless?: 'Wh' | 'kWh') {
    this.unitless = unitless;
  }

  /** False for what can't be: no register of energy, or another value than the same register has elsewhere. */
  add({ channel = 0, code, groups }: DataSet): boolean {
    const [text = '', ...more] = groups;
    const shown = more.length === 0 ? parseRegister(text.trimStart(), this.unitless) : undefined;
    if (shown?.unit !== 'Wh') return false;
    const registers = this.channels.get(channel) ?? new Map<string, ShownRegister>();
    const before = registers.get(code);
    if (before !== undefined && before.milli !== shown.milli) return false;
    registers.set(code, shown);
    this.channels.set(channel, registers);
    return true;
  }

  /** False if registers of one kind differ in their digits, although zeros fill them up: some of them were lost. */
  isEven(): boolean {
    return [...this.channels.values()].every((registers) =>
      FLOWS.every((flow) => {
        const shown = [...registers].filter(([code]) => code.startsWith(flow)).map(([, register]) => register);
        const formats = new Set(shown.map(({ format }) => format));
        return formats.size <= 1 || !shown.some(({ hasZerosInFront }) => hasZerosInFront);
      }),
    );
  }

  /** Which there are, and how many digits they have. */
  formats(): readonly string[] {
    return [...this.channels].flatMap(([channel, registers]) =>
      [...registers].map(([code, { format }]) => `${channel}:${code} ${format}`),
    );
  }

  /** Of the first channel that has any: some meters say `1-1:` for what others call `1-0:`. */
  values(): readonly DecodedValue[] {
    const first = Math.min(...this.channels.keys());
    const registers = this.channels.get(first);
    if (registers === undefined) return [];
    const written = [...registers].map(([code, { milli, resolutionMilli, rollsOverAtMilli }]): DecodedValue => {
      const rollsOver = rollsOverAtMilli === undefined ? {} : { rollsOverAtMilli };
      return { register: `1-0:${code}`, unit: 'Wh', milli, resolutionMilli, ...rollsOver };
    });
    return [...FLOWS.map((flow) => totalOf(registers, flow)).filter((sum) => sum !== undefined), ...written];
  }
}

/** Undefined if the total is written, or tariffs are not 1 to n: one alone may be one of several. */
function totalOf(registers: ReadonlyMap<string, ShownRegister>, flow: '1' | '2'): DecodedValue | undefined {
  const total = `${flow}.8.0`;
  const tariffs = [...registers].filter(([code]) => code.startsWith(flow));
  const isWhole = tariffs.every((_tariff, at) => registers.has(`${flow}.8.${at + 1}`));
  if (registers.has(total) || tariffs.length < 2 || !isWhole) return undefined;
  return sumOf(
    `1-0:${total}`,
    tariffs.map(([, shown]) => shown),
  );
}
