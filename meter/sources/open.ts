/** Opens the source that a config names. */
import { resolve } from 'node:path';
import type { MeterConfig } from '../../schemas/types.ts';
import { readHouseholds } from './csv.ts';
import type { Households } from './household.ts';
import { simulateHouseholds } from './simulated.ts';

/** Reads or simulates all households. Throws HouseholdError. `folder`: what relative file names are relative to. */
export async function openSource(
  source: MeterConfig['source'],
  intervalSeconds: number,
  folder: string,
): Promise<Households> {
  switch (source.kind) {
    case 'csv':
      return readHouseholds(resolve(folder, source.file), {
        intervalSeconds,
        ...(source.meterCount === undefined ? {} : { meterCount: source.meterCount }),
        ...(source.days === undefined ? {} : { days: source.days }),
      });
    case 'simulated':
      return simulateHouseholds({ ...source, areaCount: source.areaCount ?? 1, intervalSeconds });
  }
}
