/** Times of P1: `YYMMDDhhmmss`, and whether it is summer (S) or winter (W) where the meter is; the zone is not told. */
import { parseTimestamp } from '../timestamp.ts';

const LOCAL = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([SW])$/;
const SUMMER_MINUTES = 60;

/** Unix milliseconds. Undefined for what can't be (250000000000W), or doesn't say whether it is summer. */
export function localTime(text: string, utcOffsetMinutes: number): number | undefined {
  const match = LOCAL.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, season] = match;
  const minutes = utcOffsetMinutes + (season === 'S' ? SUMMER_MINUTES : 0);
  const utc = parseTimestamp(`20${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return utc === undefined ? undefined : utc - minutes * 60_000;
}
