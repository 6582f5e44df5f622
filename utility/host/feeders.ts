/** Reading the utility's own feeder meters: the CSV format of households, with the area in the place of the meter. [P-11] */
import { HostError } from '../../host/base/errors.ts';
import { readHouseholds } from '../../homes/csv.ts';
import type { FeederReadings } from '../views/balance-view.ts';
import type { Scheme } from '../../schemas/types.ts';

/** Feeders by area. Throws HostError ERR_CONFIG_FEEDERS, or HouseholdError. */
export async function readFeeders(path: string, scheme: Scheme): Promise<Map<string, FeederReadings>> {
  const { households } = await readHouseholds(path, {
    intervalSeconds: scheme.intervalSeconds,
    intervalOffsetSeconds: scheme.intervalOffsetSeconds,
    // A feeder carries a street.
    maxReadingWh: Number.POSITIVE_INFINITY,
  });
  const stranger = households.find(({ meterId }) => !scheme.areas.includes(meterId));
  if (stranger !== undefined)
    throw new HostError(
      'ERR_CONFIG_FEEDERS',
      `${path} has a feeder of ${stranger.meterId}, which is none of the areas ${scheme.areas.join(', ')}: meter_id must name the area`,
    );
  return new Map(households.map((feeder) => [feeder.meterId, feeder.readings]));
}
