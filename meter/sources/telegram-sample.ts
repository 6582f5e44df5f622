/** What a meter process takes of a telegram: the electricity meter's own registers of energy. */
import type { Sample } from '../sample.ts';
import type { DecodedValue, Telegram } from './decoder.ts';

/** The one place where units are dropped: registers of energy alone are taken, and not those of other devices. */
function ownEnergy({ values }: Telegram): DecodedValue[] {
  return values.filter(({ unit, serial }) => unit === 'Wh' && serial === undefined);
}

/** Without the time at which it came; undefined if there is no such register in it. */
export function sampleOf(telegram: Telegram): Omit<Sample, 'hostMs' | 'monotonicMs'> | undefined {
  const { quality, serial, meterMs } = telegram;
  const registers = ownEnergy(telegram).map(({ register, milli, resolutionMilli, rollsOverAtMilli }) => ({
    register,
    milli,
    resolutionMilli,
    ...(rollsOverAtMilli === undefined ? {} : { rollsOverAtMilli }),
  }));
  if (registers.length === 0) return undefined;
  return {
    quality,
    ...(serial === undefined ? {} : { serial }),
    ...(meterMs === undefined ? {} : { meterMs }),
    registers,
  };
}
