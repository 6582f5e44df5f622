/** What one bill covers, as `init` is told. */
import { Option } from '@commander-js/extra-typings';
import { PERIODS } from '../deploy/periods.ts';

/** Lengths and replays have no calendar. */
const OTHERS = ['replay', 'window'];

export function periodOption() {
  return new Option(
    '--billing <period>',
    'what one bill covers: a calendar month, week or day of a time zone (default: month, with --replay all of it)',
  )
    .choices(PERIODS)
    .conflicts(OTHERS);
}

export function timeZoneOption() {
  return new Option(
    '--time-zone <name>',
    'the zone whose calendar that is, such as Europe/Berlin (default: that of this machine)',
  ).conflicts(OTHERS);
}

export function billingFromOption() {
  return new Option(
    '--billing-from <day>',
    'the first bill begins with this local day, such as 2027-01-01 (default: with the next interval)',
  ).conflicts(OTHERS);
}
