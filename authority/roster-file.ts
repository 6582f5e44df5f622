/**
 * The utility's roster file, edited for it: who enrolled joins, who was revoked leaves. The utility reads it again when it
 * has changed and proposes the entry. [P-7.1.6] [P-9.6]
 */
import { readConfig } from '../host/base/config.ts';
import { replaceFile } from '../host/base/replace-file.ts';
import type { Enrolment, RosterMeter } from '../schemas/types.ts';

/** From the interval after next: the entry has to be certified before the first page closes. */
export const JOINS_AFTER = 2;

/** Why a meter can't be enrolled beside the others; undefined if it can. */
export function enrolmentProblem({ meters }: Enrolment, meter: RosterMeter): string | undefined {
  const other = meters.find(
    (known) =>
      known.meter.id !== meter.id &&
      (known.meter.identity === meter.identity || known.meter.agreement === meter.agreement),
  );
  return other === undefined ? undefined : `one of its keys is that of ${other.meter.id}`;
}

/** Why a meter of the roster can't be told to move to an area, in words; undefined if it can. `isNew`: it has no meters yet. */
export function moveProblem(
  id: string,
  area: string,
  before: string,
  listed: Enrolment['meters'],
  isNew: boolean,
): string | undefined {
  if (area === before) return `meter ${id} is in ${area} already`;
  const areas = new Set(listed.map((known) => known.area));
  // A typing error would take it out of its area, and into none.
  if (isNew || listed.length === 0 || areas.has(area)) return undefined;
  return `no meter of the roster is in ${area}: it has ${[...areas].toSorted().slice(0, 8).join(', ')}; of a new area, say --new-area`;
}

function write(path: string, enrolment: Enrolment): void {
  replaceFile(path, `${JSON.stringify(enrolment)}\n`, 0o600);
}

/** Adds a meter, instead of what was there under its id. Throws HostError ERR_CONFIG_*. */
export function enrolMeter(path: string, area: string, from: number, meter: RosterMeter): void {
  const { meters } = readConfig('enrolment', path);
  const others = meters.filter((known) => known.meter.id !== meter.id);
  write(path, { meters: [...others, { area, from, meter }] });
}

/** Takes a meter out. Its key epoch, or undefined if it was not there. Throws HostError ERR_CONFIG_*. */
export function removeMeter(path: string, id: string): number | undefined {
  const { meters } = readConfig('enrolment', path);
  const known = meters.find(({ meter }) => meter.id === id);
  if (known !== undefined) write(path, { meters: meters.filter((other) => other !== known) });
  return known?.meter.keyEpoch;
}
