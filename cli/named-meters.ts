/** Which meters a command is about: one by its id, or those of a list. */
import type { PlannedMeter } from '../deploy/deployment-plan.ts';
import { ID, ID_WORDS, readMeterList } from '../deploy/meter-list.ts';
import { HostError } from '../host/base/errors.ts';
import { escaped } from '../host/base/printable.ts';

export interface NamedMeters {
  readonly metersFile?: string | undefined;
  readonly area: string;
  /** OBIS codes, separated by commas. */
  readonly registers: string;
}

/** Throws HostError ERR_USAGE. */
export function nameOf(text: string, what: string): string {
  if (!ID.test(text)) throw new HostError('ERR_USAGE', `${what} "${escaped(text)}" is invalid: it must be ${ID_WORDS}`);
  return text;
}

/** Throws HostError ERR_USAGE, or ERR_METERS_FILE for the list. */
export function namedMeters(
  meter: string | undefined,
  { metersFile, area, registers }: NamedMeters,
): readonly PlannedMeter[] {
  if ((meter === undefined) === (metersFile === undefined))
    throw new HostError('ERR_USAGE', 'name one meter, or a list of them with --meters-file, and not both');
  if (metersFile !== undefined) return readMeterList(metersFile);
  return [{ id: nameOf(meter ?? '', 'the meter id'), area: nameOf(area, 'the area'), registers: registers.split(',') }];
}
