/** What a meter process takes of a telegram: the electricity meter's own registers of energy, and those of devices behind it. */
import type { Sample } from '../sample.ts';
import type { DecodedValue, Telegram } from './decoder.ts';
import { deviceRegisters } from './m-bus-registers.ts';

/** Of medium 1, electricity, as all decoders name them. */
function ownEnergy({ values }: Telegram): DecodedValue[] {
  return values.filter(({ register, unit }) => unit === 'Wh' && register.startsWith('1-'));
}

/** Without the time at which it came; undefined if there is no such register in it. */
export function sampleOf(telegram: Telegram): Omit<Sample, 'hostMs' | 'monotonicMs'> | undefined {
  const { quality, serial, meterMs } = telegram;
  const own = ownEnergy(telegram).map(({ register, milli, resolutionMilli, rollsOverAtMilli }) => ({
    register,
    milli,
    resolutionMilli,
    ...(rollsOverAtMilli === undefined ? {} : { rollsOverAtMilli }),
  }));
  const registers = [...own, ...deviceRegisters(telegram.values, meterMs)];
  if (registers.length === 0) return undefined;
  return {
    quality,
    ...(serial === undefined ? {} : { serial }),
    ...(meterMs === undefined ? {} : { meterMs }),
    registers,
  };
}
