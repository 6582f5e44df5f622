/**
 * What bills tell of the mean day of real homes, by calendar: the correlation of what can be worked out with the true mean
 * day, over homes. `npm run bench:profile [-- file.csv]`: columns meter_id, timestamp (UTC), wh; quarters of an hour. [P-8.5]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedDataFolder } from '../test/shared-data.ts';

const DAY = 96;
const folder = sharedDataFolder();
const file = process.argv[2] ?? (folder === undefined ? undefined : join(folder, 'ch15_dev_100x7d.csv'));
if (file === undefined) {
  process.stdout.write('bench:profile: skipped, the shared data is not there: name a CSV file\n');
  process.exit(0);
}

/** Sums and counts by kind of day and quarter of an hour: Saturdays and Sundays come after weekdays. */
interface Home {
  readonly sums: number[];
  readonly counts: number[];
}

const homes = new Map<string, Home>();
for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
  const [meter = '', timestamp = '', wh = ''] = line.split(',');
  const date = new Date(timestamp);
  const isWeekend = [0, 6].includes(date.getUTCDay());
  const slot = date.getUTCHours() * 4 + Math.floor(date.getUTCMinutes() / 15) + (isWeekend ? DAY : 0);
  const home = homes.get(meter) ?? { sums: Array(2 * DAY).fill(0), counts: Array(2 * DAY).fill(0) };
  home.sums[slot]! += Number(wh);
  home.counts[slot]! += 1;
  homes.set(meter, home);
}

const slots = Array.from({ length: DAY }, (_, slot) => slot);
const divided = (sum: number, count: number): number => (count === 0 ? 0 : sum / count);
const dayOf = ({ sums, counts }: Home): number[] =>
  slots.map((slot) => divided(sums[slot]! + sums[slot + DAY]!, counts[slot]! + counts[slot + DAY]!));

/** The mean day as the bills have it: each slot at the mean of its rate. */
function toldBy({ sums, counts }: Home, rateOf: (slot: number, isWeekend: boolean) => number): number[] {
  const wh: number[] = [];
  const cells: number[] = [];
  for (let at = 0; at < 2 * DAY; at++) {
    const rate = rateOf(at % DAY, at >= DAY);
    wh[rate] = (wh[rate] ?? 0) + sums[at]!;
    cells[rate] = (cells[rate] ?? 0) + counts[at]!;
  }
  const mean = (slot: number, isWeekend: boolean): number => {
    const rate = rateOf(slot, isWeekend);
    return divided(wh[rate] ?? 0, cells[rate] ?? 0);
  };
  return slots.map((slot) => {
    const [weekdays, weekends] = [counts[slot]!, counts[slot + DAY]!];
    return divided(mean(slot, false) * weekdays + mean(slot, true) * weekends, weekdays + weekends);
  });
}

/** 0 where one of both does not vary: it tells nothing. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / list.length;
  const [a, b] = [mean(one), mean(other)];
  const both = mean(one.map((each, at) => (each - a) * (other[at]! - b)));
  const spread = Math.sqrt(mean(one.map((each) => (each - a) ** 2)) * mean(other.map((each) => (each - b) ** 2)));
  return spread < 1e-9 ? 0 : both / spread;
}

const quartersOfDay = (slot: number): number => (slot < 24 || slot >= 88 ? 0 : slot < 40 ? 1 : slot < 68 ? 2 : 3);
const fleet = slots.map((slot) => [...homes.values()].reduce((sum, home) => sum + dayOf(home)[slot]!, 0));
const rows: readonly (readonly [what: string, told: (home: Home) => number[]])[] = [
  ['one rate', (home) => toldBy(home, () => 0)],
  ['night and day', (home) => toldBy(home, (slot) => Number(slot >= 24 && slot < 88))],
  [
    'night, day, weekend',
    (home) => toldBy(home, (slot, isWeekend) => (slot >= 24 && slot < 88 ? 1 + Number(isWeekend) : 0)),
  ],
  ['four rates, weekends at one', (home) => toldBy(home, (slot, isWeekend) => (isWeekend ? 0 : quartersOfDay(slot)))],
  ['four rates, every day', (home) => toldBy(home, quartersOfDay)],
  ['eight sets of a year (maxAtoms)', (home) => toldBy(home, (slot) => Math.floor(slot / 12))],
  ['the shape of the fleet alone', () => fleet],
  ['control: thirty rates (refused)', (home) => toldBy(home, (slot) => Math.floor(slot / 3.2))],
];
process.stdout.write(`${homes.size} homes: correlation with a home's mean day, median (lowest to highest tenth)\n`);
for (const [what, told] of rows) {
  const found = [...homes.values()].map((home) => correlation(told(home), dayOf(home))).toSorted((a, b) => a - b);
  const at = (part: number): string => (found[Math.floor(part * (found.length - 1))] ?? 0).toFixed(2);
  process.stdout.write(`${what.padEnd(34)} ${at(0.5)} (${at(0.1)} to ${at(0.9)})\n`);
}
