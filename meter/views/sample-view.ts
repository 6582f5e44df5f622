/** A sample as a person or a program reads it: exact decimals with their unit, and of a serial number its end. */
import { ENERGY_UNIT, thousandOf } from '../../protocol/grid/register.ts';
import { decimalOf } from '../sources/quantity.ts';
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
    /** Thousands of what the register counts: kWh, m³, MJ. */
    readonly unit: string;
    /** The smallest step that is shown, in the same unit. */
    readonly resolution: string;
    /** Of another device behind the meter: its serial number's end, and when it was read. */
    readonly serial?: string;
    readonly readAt?: string;
  }[];
}

const SHOWN = 4;

function masked(serial: string): string {
  return `…${serial.length > SHOWN ? serial.slice(-SHOWN) : ''}`;
}

/** `iso` writes a time, in Unix milliseconds. */
export function viewSample(sample: Sample, iso: (ms: number) => string): SampleView {
  const { hostMs, meterMs, serial, quality, registers } = sample;
  return {
    time: iso(hostMs),
    ...(meterMs === undefined ? {} : { meterTime: iso(meterMs) }),
    ...(serial === undefined ? {} : { serial: masked(serial) }),
    quality,
    registers: registers.map(({ register, unit, milli, resolutionMilli, device }) => ({
      register,
      value: decimalOf(milli, resolutionMilli),
      unit: thousandOf(unit ?? ENERGY_UNIT),
      resolution: decimalOf(resolutionMilli, resolutionMilli),
      ...(device?.serial === undefined ? {} : { serial: masked(device.serial) }),
      ...(device?.meterMs === undefined ? {} : { readAt: iso(device.meterMs) }),
    })),
  };
}
