/**
 * Tariffs are queries: a bill has a total per rate, so a calendar chooses what it tells. Which ones a scheme may have, and
 * which rate an interval has. A calendar is a pattern of the day: it can't be written down otherwise. [P-8.5]
 */
import type { Floors, RateRun, Scheme, Tariff } from '../../schemas/types.ts';
import { type IntervalGrid, intervalStartMs } from './interval.ts';
import { Windows } from './windows.ts';

/** What bounds the tariffs of a scheme. */
export type TariffFloor = Required<Pick<Floors, 'maxRates' | 'maxAtoms' | 'dynamic'>>;

/** Where a scheme says nothing. */
export const TARIFF_FLOOR: TariffFloor = { maxRates: 4, maxAtoms: 8, dynamic: false };

/** So many consecutive windows are looked at together: calendars that change tell what none of them tells. */
export const COMPARED_WINDOWS = 12;
/** Runs of the day that one rate may have: peaks in the morning and in the evening. */
const MOST_RUNS = 2;
const DAY_SECONDS = 86_400;
/** How far apart winter and summer time are at most. */
const MOST_CHANGE_SECONDS = 7_200;
/** 1 January 1970 was a Thursday; Sunday is 0. */
const FIRST_WEEKDAY = 4;

type Timing = IntervalGrid & Pick<Scheme, 'billing'>;

export function tariffFloorOf({ maxRates, maxAtoms, dynamic }: Partial<TariffFloor>): TariffFloor {
  return {
    maxRates: maxRates ?? TARIFF_FLOOR.maxRates,
    maxAtoms: maxAtoms ?? TARIFF_FLOOR.maxAtoms,
    dynamic: dynamic ?? TARIFF_FLOOR.dynamic,
  };
}

/**
 * Intervals of a day, where a window has a whole day; undefined where all are shorter, or no whole intervals make a day. It is
 * the scheme's, so that a window of 23 hours, when summer time begins, is a day as any other.
 */
function dayLength({ intervalSeconds, billing }: Timing): number | undefined {
  const length = DAY_SECONDS / intervalSeconds;
  return Number.isInteger(length) && Windows.of(billing).longest >= length ? length : undefined;
}

/** A stretch of the pattern, ascending: slots before `end`, from the end of the one before on. */
interface Stretch {
  readonly end: number;
  readonly rate: number;
}

function stretchesOf(runs: readonly RateRun[]): Stretch[] {
  let end = 0;
  return runs.map(({ rate, count }) => ({ end: (end += count), rate }));
}

function lengthOf(runs: readonly RateRun[]): number {
  return runs.reduce((sum, { count }) => sum + count, 0);
}

/** The rate of a slot, as a position in the tariff's list; -1 beyond the last one. */
function rateIn(stretches: readonly Stretch[], slot: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slot < (stretches[middle]?.end ?? 0)) high = middle;
    else low = middle + 1;
  }
  return stretches[low]?.rate ?? -1;
}

/** The calendar of one tariff: which rate an interval of its window has. */
export class TariffCalendar {
  readonly tariff: Tariff;
  /** Of the pattern: a day, or the window. */
  readonly length: number;
  /** Whether the pattern is that of a day, and comes again on every day of its kind. */
  readonly isDaily: boolean;
  readonly weekday: readonly Stretch[];
  readonly weekend: readonly Stretch[];
  private readonly grid: IntervalGrid;

  constructor(timing: Timing, tariff: Tariff) {
    const length = tariff.dynamic === true ? undefined : dayLength(timing);
    this.tariff = tariff;
    this.isDaily = length !== undefined;
    this.length = length ?? tariff.count;
    this.grid = timing;
    this.weekday = stretchesOf(tariff.runs);
    this.weekend = tariff.weekend === undefined ? this.weekday : stretchesOf(tariff.weekend);
  }

  /** How far local time is ahead of UTC. */
  private offsetAt(interval: number): number {
    const { days } = this.tariff;
    const { change } = days ?? {};
    return (change !== undefined && interval >= change.from ? change : days)?.utcOffsetSeconds ?? 0;
  }

  /** Where in the pattern an interval of the window is: the slot of its local day, or its place in the window. */
  private placeOf(interval: number): { readonly stretches: readonly Stretch[]; readonly slot: number } {
    if (!this.isDaily) return { stretches: this.weekday, slot: interval - this.tariff.from };
    const localSeconds = intervalStartMs(interval, this.grid) / 1000 + this.offsetAt(interval);
    const day = Math.floor(localSeconds / DAY_SECONDS);
    const slot = Math.floor((localSeconds - day * DAY_SECONDS) / this.grid.intervalSeconds);
    const weekday = (day + FIRST_WEEKDAY) % 7;
    return { stretches: weekday === 0 || weekday === 6 ? this.weekend : this.weekday, slot };
  }

  /** Position in the tariff's list of rates; -1 outside of the pattern. */
  rateOf(interval: number): number {
    const { stretches, slot } = this.placeOf(interval);
    return rateIn(stretches, slot);
  }

  /** How many intervals of the window each rate has. */
  intervalsByRate(): number[] {
    const counts = this.tariff.rates.map(() => 0);
    const { from, count, days } = this.tariff;
    const end = from + count;
    const changeFrom = days?.change?.from ?? end;
    for (let interval = from; interval < end;) {
      const { stretches, slot } = this.placeOf(interval);
      // Days are as long as the pattern, but for the first, the last, and the one on which the clocks change.
      const piece = Math.min(this.length - slot, (interval < changeFrom ? Math.min(changeFrom, end) : end) - interval);
      let start = 0;
      for (const stretch of stretches) {
        const overlap = Math.min(stretch.end, slot + piece) - Math.max(start, slot);
        if (overlap > 0) counts[stretch.rate] = (counts[stretch.rate] ?? 0) + overlap;
        start = stretch.end;
      }
      interval += piece;
    }
    return counts;
  }

  /** How many runs of the pattern each rate is; of a day, the last hour and the first hang together. */
  runsByRate(stretches: readonly Stretch[]): number[] {
    const counts = this.tariff.rates.map(() => 0);
    let before = this.isDaily ? stretches.at(-1)?.rate : undefined;
    for (const { rate } of stretches) {
      if (rate !== before || stretches.length === 1) counts[rate] = (counts[rate] ?? 0) + 1;
      before = rate;
    }
    return counts;
  }
}

/**
 * Into how many sets calendars cut a day together: two slots are in one set if every calendar has them at one rate. So many
 * numbers of a home's mean day can be worked out from its bills.
 */
function atomsOf(calendars: readonly TariffCalendar[]): number {
  const atoms = new Set<string>();
  for (const kind of ['weekday', 'weekend'] as const) {
    const ends = new Set(calendars.flatMap((calendar) => calendar[kind].map(({ end }) => end)));
    // The slots before an end that no other end is among have one rate in each calendar: the last stands for them.
    for (const end of ends) atoms.add(calendars.map((calendar) => rateIn(calendar[kind], end - 1)).join());
  }
  return atoms.size;
}

/** Calendars of the windows that are looked at together with the one from `from` on, the first of them. */
function comparedFrom(scheme: Timing, calendars: readonly TariffCalendar[], from: number): TariffCalendar[] {
  const end = Windows.of(scheme.billing).endOf(from, COMPARED_WINDOWS);
  return calendars.filter(({ tariff }) => tariff.from >= from && tariff.from < end && tariff.dynamic !== true);
}

/** Into how many sets the calendars of the 12 windows from `from` on cut a day together; 0 if none is a pattern. */
export function atomsFrom(scheme: Scheme, from: number): number {
  const calendars = scheme.tariffs.map((tariff) => new TariffCalendar(scheme, tariff));
  return atomsOf(comparedFrom(scheme, calendars, from));
}

function ratesProblem({ id, rates }: Tariff, floor: TariffFloor, isDynamic: boolean): string | undefined {
  if (new Set(rates.map(({ name }) => name)).size !== rates.length) return `tariff ${id} names a rate twice`;
  if (!isDynamic && rates.length > floor.maxRates)
    return `tariff ${id} has ${rates.length} rates, more than ${floor.maxRates} (maxRates)`;
  const byPrice = new Map<number, string>();
  for (const { name, microPerKwh } of rates) {
    const other = byPrice.get(microPerKwh);
    // Nobody pays differently for it: such a rate only asks.
    if (other !== undefined) return `tariff ${id} has one price for ${other} and ${name}: make them one rate`;
    byPrice.set(microPerKwh, name);
  }
  return undefined;
}

function partitionProblem(calendar: TariffCalendar): string | undefined {
  const { tariff, length, isDaily } = calendar;
  const { id, from, count, runs, weekend, days } = tariff;
  if (!isDaily && (weekend !== undefined || days !== undefined))
    return `tariff ${id} has days: it can't where it is dynamic, where windows are shorter than a day, or where intervals do not divide one`;
  for (const list of weekend === undefined ? [runs] : [runs, weekend]) {
    if (list.some(({ rate }) => rate >= tariff.rates.length)) return `tariff ${id} refers to a rate it does not list`;
    if (lengthOf(list) !== length)
      return `tariff ${id} is not a partition of ${isDaily ? 'a day' : 'its window'}: ${lengthOf(list)} of ${length} intervals`;
  }
  const { change } = days ?? {};
  if (change !== undefined && (change.from <= from || change.from >= from + count))
    return `tariff ${id} has its clocks change outside of its window`;
  return undefined;
}

function patternProblem({ intervalSeconds }: Timing, calendar: TariffCalendar): string | undefined {
  const { tariff, isDaily, weekday, weekend } = calendar;
  if (!isDaily && tariff.count * intervalSeconds >= DAY_SECONDS && tariff.rates.length > 1)
    return `tariff ${tariff.id} has ${tariff.rates.length} rates, but intervals of ${intervalSeconds} s do not divide a day: it would be no pattern of the day`;
  for (const stretches of [weekday, weekend]) {
    const runs = calendar.runsByRate(stretches);
    const torn = runs.findIndex((count) => count > MOST_RUNS);
    if (torn !== -1)
      return `tariff ${tariff.id} has ${runs[torn]} runs of rate ${tariff.rates[torn]?.name} in ${isDaily ? 'a day' : 'its window'}, more than ${MOST_RUNS}`;
  }
  return undefined;
}

function tariffProblem(scheme: Scheme, floor: TariffFloor, calendar: TariffCalendar): string | undefined {
  const { tariff } = calendar;
  if (Windows.of(scheme.billing).windowFrom(tariff.from)?.count !== tariff.count)
    return `tariff ${tariff.id} does not cover exactly one billing window`;
  const isDynamic = tariff.dynamic === true;
  if (isDynamic && !floor.dynamic)
    return `tariff ${tariff.id} is dynamic, and the floors do not say that tariffs may be`;
  const problem = ratesProblem(tariff, floor, isDynamic) ?? partitionProblem(calendar);
  if (problem !== undefined) return problem;
  // A rate with few intervals is a selector: weights 1,0,0,... read one interval. Twice as many, so that few void cells
  // do not take the whole rate.
  const least = 2 * scheme.floors.minIntervals;
  const counts = calendar.intervalsByRate();
  const short = counts.findIndex((count) => count < least);
  if (short !== -1)
    return `tariff ${tariff.id} has ${counts[short]} intervals at rate ${tariff.rates[short]?.name}, fewer than ${least} (twice minIntervals)`;
  return isDynamic ? undefined : patternProblem(scheme, calendar);
}

/** Where days begin says nothing while they begin where they do: else the same pattern would be another one each month. */
function offsetsProblem(calendars: readonly TariffCalendar[], from: number): string | undefined {
  const offsets = new Set<number>();
  for (const { tariff, isDaily } of calendars) {
    if (!isDaily) continue;
    offsets.add(tariff.days?.utcOffsetSeconds ?? 0);
    if (tariff.days?.change !== undefined) offsets.add(tariff.days.change.utcOffsetSeconds);
  }
  const apart = Math.max(...offsets) - Math.min(...offsets);
  return offsets.size > 2 || apart > MOST_CHANGE_SECONDS
    ? `the tariffs of the ${COMPARED_WINDOWS} windows from ${from} on begin their days at ${offsets.size} times of UTC: there is one for winter and one for summer, at most two hours apart`
    : undefined;
}

/** Why a scheme's tariffs can't be, in words; undefined if they can. The one rule for utility, aggregators and meters. */
export function tariffsProblem(scheme: Scheme): string | undefined {
  if (new Set(scheme.tariffs.map((tariff) => tariff.from)).size !== scheme.tariffs.length)
    return 'a window has two tariffs';
  const floor = tariffFloorOf(scheme.floors);
  const calendars: TariffCalendar[] = [];
  for (const tariff of scheme.tariffs) {
    const calendar = new TariffCalendar(scheme, tariff);
    const problem = tariffProblem(scheme, floor, calendar);
    if (problem !== undefined) return problem;
    calendars.push(calendar);
  }
  for (const { tariff } of calendars) {
    const compared = comparedFrom(scheme, calendars, tariff.from);
    const atoms = atomsOf(compared);
    if (atoms > floor.maxAtoms)
      return `the tariffs of the ${COMPARED_WINDOWS} windows from ${tariff.from} on cut a day into ${atoms} sets together, more than ${floor.maxAtoms} (maxAtoms): keep the calendars alike`;
    const problem = offsetsProblem(compared, tariff.from);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
