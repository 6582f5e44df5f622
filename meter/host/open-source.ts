/** Opens the homes that a config names: of a file, or simulated. */
import { resolve } from 'node:path';
import type { IntervalGrid } from '../../protocol/grid/interval.ts';
import type { CsvSource, Scheme, SimulatedSource } from '../../schemas/types.ts';
import { readHouseholds } from '../../homes/csv.ts';
import type { Households } from '../../homes/household.ts';
import { streetAsItLives } from '../../homes/simulated.ts';

/** Reads or simulates all households. Throws HouseholdError. `folder`: what relative file names are relative to. */
export async function openSource(
  source: CsvSource | SimulatedSource,
  { intervalSeconds, intervalOffsetSeconds, maxReadingWh }: IntervalGrid & Pick<Scheme, 'maxReadingWh'>,
  folder: string,
): Promise<Households> {
  switch (source.kind) {
    case 'csv':
      return readHouseholds(resolve(folder, source.file), {
        intervalSeconds,
        intervalOffsetSeconds,
        maxReadingWh,
        ...(source.meterCount === undefined ? {} : { meterCount: source.meterCount }),
        ...(source.days === undefined ? {} : { days: source.days }),
      });
    case 'simulated':
      return streetAsItLives({
        ...source,
        areaCount: source.areaCount ?? 1,
        intervalSeconds,
        intervalOffsetSeconds,
      });
  }
}
