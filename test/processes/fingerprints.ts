/**
 * Readings that are fingerprints: random numbers, no two alike, so that the amount by which a total is wrong names the
 * reading that was lost or counted twice.
 */
import { writeFileSync } from 'node:fs';
import { EXPORT_REGISTER, IMPORT_REGISTER } from '../../homes/household.ts';
import { createPrng } from '../../homes/prng.ts';
import { type IntervalGrid, intervalStartMs } from '../../protocol/grid/interval.ts';

export interface FingerprintMeter {
  readonly id: string;
  readonly area: string;
  readonly registers: readonly string[];
  /** From the first interval on: Wh per register. */
  readonly readings: readonly (readonly number[])[];
}

/** Half of what a reading may be, so that void energy finds room on later ones. */
export const FINGERPRINT_LIMIT_WH = 2 ** 31;

export interface FingerprintOptions {
  readonly seed: number;
  readonly meters: number;
  readonly areas: number;
  readonly intervals: number;
}

/** Meters of which every third feeds in, too. */
export function fingerprintMeters({ seed, meters, areas, intervals }: FingerprintOptions): FingerprintMeter[] {
  const prng = createPrng(seed, 4);
  const taken = new Set<number>();
  const draw = (): number => {
    for (;;) {
      const units = prng.whole(2 ** 20, FINGERPRINT_LIMIT_WH - 1);
      if (taken.has(units)) continue;
      taken.add(units);
      return units;
    }
  };
  return Array.from({ length: meters }, (_, at) => {
    const registers = at % 3 === 2 ? [IMPORT_REGISTER, EXPORT_REGISTER] : [IMPORT_REGISTER];
    return {
      id: `m${String(at + 1).padStart(4, '0')}`,
      area: `area-${(at % areas) + 1}`,
      registers,
      readings: Array.from({ length: intervals }, () => registers.map(draw)),
    };
  });
}

export function writeCsv(
  path: string,
  meters: readonly FingerprintMeter[],
  firstInterval: number,
  grid: IntervalGrid,
): void {
  const lines = ['meter_id,area,timestamp,wh,export_wh'];
  for (const { id, area, readings } of meters) {
    readings.forEach((valuesUnits, at) => {
      const time = new Date(intervalStartMs(firstInterval + at, grid)).toISOString().replace('.000Z', 'Z');
      lines.push(`${id},${area},${time},${valuesUnits[0]},${valuesUnits[1] ?? ''}`);
    });
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}

/** Which readings a difference consists of, as far as one or two explain it. */
export function explainDifference(meters: readonly FingerprintMeter[], missingWh: number): string {
  const names = new Map<number, string>();
  for (const { id, readings } of meters) {
    readings.forEach((valuesUnits, at) =>
      valuesUnits.forEach((units, register) => names.set(units, `${id}[${at}].${register}`)),
    );
  }
  const one = names.get(Math.abs(missingWh));
  const what = missingWh > 0 ? 'lost' : 'double';
  if (one !== undefined) return `${what}: ${one}`;
  for (const [units, name] of names) {
    const other = names.get(Math.abs(missingWh) - units);
    if (other !== undefined && other !== name) return `${what}: ${name} and ${other}`;
  }
  return `${what}: ${Math.abs(missingWh)} Wh that no one or two readings explain`;
}
