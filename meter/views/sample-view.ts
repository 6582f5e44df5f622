/** A sample as a person or a program reads it: exact decimals with their unit, and of a serial number its end. */
import { decimalKwh } from '../sources/quantity.ts';
import type { Sample, SampleQuality } from '../sample.ts';

export interface SampleView {
  /** When it was taken, by this device's clock. ISO 8601. */
  readonly time: string;
  /** What the electricity meter's clock said. */
  readonly meterTime?: string;
  /** Its last four characters. */
  readonly serial?: string;
  readonly quality: SampleQuality;
  readonly registers: readonly {
    readonly register: string;
    readonly value: string;
    readonly unit: 'kWh';
    /** The smallest step that is shown, in the same unit. */
    readonly resolution: string;
  }[];
}

const SHOWN = 4;

/** `iso` writes a time, in Unix milliseconds. */
export function viewSample(sample: Sample, iso: (ms: number) => string): SampleView {
  const { hostMs, meterMs, serial, quality, registers } = sample;
  return {
    time: iso(hostMs),
    ...(meterMs === undefined ? {} : { meterTime: iso(meterMs) }),
    ...(serial === undefined ? {} : { serial: `…${serial.length > SHOWN ? serial.slice(-SHOWN) : ''}` }),
    quality,
    registers: registers.map(({ register, milli, resolutionMilli }) => ({
      register,
      value: decimalKwh(milli, resolutionMilli),
      unit: 'kWh',
      resolution: decimalKwh(resolutionMilli, resolutionMilli),
    })),
  };
}
