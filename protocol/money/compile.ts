/**
 * From a document to the tariff of a window, as a scheme has it: the common refinement of all its components, combinations of
 * one price merged. The clock on the wall is a port: who compiles knows time zones, whoever follows the tariff need not. [P-8.7]
 */
import type { DayPlan, RateRun, Scheme, Tariff, TariffDocument } from '../../schemas/types.ts';
import { type Window, intervalStartMs } from '../grid/interval.ts';
import { isoTime } from '../grid/span.ts';
import { tariffFloorOf } from '../grid/tariff.ts';
import { Windows } from '../grid/windows.ts';
import { type Combination, type ComponentOf, basePrice, componentsOf, rateNamed, ratesOf } from './document.ts';
import { type PriceLevels, priceLevels } from './levels.ts';

export interface WallClock {
  /** How far the document's zone is ahead of UTC. */
  readonly offsetSecondsAt: (unixMs: number) => number;
}

type Timing = Pick<Scheme, 'intervalSeconds' | 'intervalOffsetSeconds' | 'billing' | 'floors'>;

export type Compiled =
  | { readonly tariff: Tariff; readonly levels: PriceLevels | undefined }
  | { readonly problem: string };

const DAY_SECONDS = 86_400;
const DAYS_OF_WEEK = 7;
/** Clocks change twice a year: within a longer window they might change twice. */
const LONGEST_SECONDS = 100 * DAY_SECONDS;

function isDailyIn({ billing, intervalSeconds }: Timing): boolean {
  return DAY_SECONDS % intervalSeconds === 0 && Windows.of(billing).longest * intervalSeconds >= DAY_SECONDS;
}

function runsOf(rates: readonly number[]): RateRun[] {
  const runs: RateRun[] = [];
  for (const rate of rates) {
    const last = runs.at(-1);
    if (last?.rate === rate) last.count += 1;
    else runs.push({ rate, count: 1 });
  }
  return runs;
}

function secondsOf(time: string): number {
  return Number(time.slice(0, 2)) * 3_600 + Number(time.slice(3, 5)) * 60;
}

function rateAt(component: ComponentOf<'time-of-use'>, plan: DayPlan, seconds: number): number {
  const name = plan.findLast(({ from }) => secondsOf(from) <= seconds)?.rate;
  return component.rates.findIndex((rate) => rate.name === name);
}

function dayNumber(localMs: number): number {
  return Math.floor(localMs / (DAY_SECONDS * 1_000));
}

/** 1 January 1970 was a Thursday; Sunday is 0. */
function isWeekendDay(day: number): boolean {
  const weekday = (day + 4) % DAYS_OF_WEEK;
  return weekday === 0 || weekday === 6;
}

/** Compiles one document for the windows of one scheme. */
export class TariffCompiler {
  private readonly document: TariffDocument;
  private readonly hash: string;
  private readonly timing: Timing;
  private readonly clock: WallClock;

  constructor(document: TariffDocument, hash: string, timing: Timing, clock: WallClock) {
    this.document = document;
    this.hash = hash;
    this.timing = timing;
    this.clock = clock;
  }

  /** The tariff of a window, or why there can't be one, in words. Whether it is allowed is another question. */
  compile(window: Window): Compiled {
    const { document, hash } = this;
    const id = `${document.id}-r${document.revision}-${window.from}`;
    const [dynamic] = componentsOf(document, 'dynamic');
    const made = dynamic === undefined ? this.timed(window) : this.levelled(dynamic, window);
    if (typeof made === 'string') return { problem: made };
    const { levels, ...parts } = made;
    return { tariff: { id, ...window, document: hash, ...parts }, levels };
  }

  private offsetAt(interval: number): number {
    return this.clock.offsetSecondsAt(intervalStartMs(interval, this.timing));
  }

  /** Local time of an interval's beginning, as if it were UTC. */
  private localMs(interval: number): number {
    return intervalStartMs(interval, this.timing) + this.offsetAt(interval) * 1_000;
  }

  private seasonAt(component: ComponentOf<'time-of-use'>, interval: number) {
    const day = isoTime(this.localMs(interval)).slice(5, 10);
    return component.seasons.findLast(({ from }) => from <= day) ?? component.seasons.at(-1);
  }

  private timed(window: Window): (Omit<Tariff, 'id' | 'from' | 'count'> & { levels: undefined }) | string {
    const { timing } = this;
    const last = window.from + window.count - 1;
    const isTimed = componentsOf(this.document, 'time-of-use').length > 0;
    if (isTimed && window.count * timing.intervalSeconds > LONGEST_SECONDS)
      return `the window from ${window.from} is longer than 100 days, in which clocks may change twice`;
    const parts = componentsOf(this.document, 'time-of-use').map((component) => ({
      component,
      season: this.seasonAt(component, window.from),
    }));
    for (const { component, season } of parts) {
      if (this.seasonAt(component, last) !== season)
        return `${component.id}: its season changes within the window from ${window.from}: seasons begin where windows do`;
      const times = [season?.weekday, season?.weekend].flatMap((plan) => plan ?? []).map(({ from }) => from);
      const odd = times.find((time) => secondsOf(time) % timing.intervalSeconds !== 0);
      if (odd !== undefined) return `${component.id}: ${odd} is within an interval of ${timing.intervalSeconds} s`;
    }
    if (isTimed && (this.offsetAt(window.from) + timing.intervalOffsetSeconds) % timing.intervalSeconds !== 0)
      return `in ${this.document.timeZone} no interval begins at midnight`;
    const named = (isWeekend: boolean, seconds: number): string => {
      const combination: Combination = parts.map(({ component, season }) => ({
        component,
        rate: rateAt(component, (isWeekend ? season?.weekend : undefined) ?? season?.weekday ?? [], seconds),
      }));
      return rateNamed(this.document, combination);
    };
    return isDailyIn(timing) ? this.ofDays(window, named) : this.ofWindow(window, named);
  }

  private rated(lists: readonly (readonly string[])[]) {
    const used = new Set(lists.flat());
    const rates = ratesOf(this.document).filter(({ name }) => used.has(name));
    const places = new Map(rates.map(({ name }, at) => [name, at]));
    return {
      rates: rates.map(({ name, microPerKwh }) => ({ name, microPerKwh })),
      lists: lists.map((list) => runsOf(list.map((name) => places.get(name) ?? 0))),
    };
  }

  private ofDays(window: Window, named: (isWeekend: boolean, seconds: number) => string) {
    const { intervalSeconds } = this.timing;
    const slots = Array.from({ length: DAY_SECONDS / intervalSeconds }, (_, slot) => slot * intervalSeconds);
    // A rate that no day of the window has is none of it: a window of a Saturday has those of weekends only.
    const days = this.kindsOf(window).map((isWeekend) => slots.map((seconds) => named(isWeekend, seconds)));
    const { rates, lists } = this.rated(days);
    const [runs = [], weekend = runs] = lists;
    const isSame = days.every((names) => names.every((name, slot) => name === days[0]?.[slot]));
    return {
      rates,
      runs,
      ...(isSame ? {} : { weekend }),
      ...this.daysOf(window),
      levels: undefined,
    };
  }

  /** Whether there are weekdays in a window (`false`) and weekends (`true`). */
  private kindsOf({ from, count }: Window): boolean[] {
    const [first = 0, last = 0] = [from, from + count - 1].map((interval) => dayNumber(this.localMs(interval)));
    const days = Array.from({ length: Math.min(last - first + 1, DAYS_OF_WEEK) }, (_, at) => isWeekendDay(first + at));
    return [false, true].filter((kind) => days.includes(kind));
  }

  private ofWindow(window: Window, named: (isWeekend: boolean, seconds: number) => string) {
    const names = Array.from({ length: window.count }, (_, at) => {
      const localMs = this.localMs(window.from + at);
      return named(isWeekendDay(dayNumber(localMs)), (localMs / 1_000) % DAY_SECONDS);
    });
    const { rates, lists } = this.rated([names]);
    return { rates, runs: lists[0] ?? [], levels: undefined };
  }

  /** Where days begin, and from which interval on otherwise; said also where it changes no rate, since 8.5.4 compares it. */
  private daysOf({ from, count }: Window): Pick<Tariff, 'days'> {
    if (count * this.timing.intervalSeconds > LONGEST_SECONDS) return {};
    const [first, last] = [this.offsetAt(from), this.offsetAt(from + count - 1)];
    if (first === last) return first === 0 ? {} : { days: { utcOffsetSeconds: first } };
    let [low, high] = [from, from + count - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.offsetAt(middle) === first) low = middle;
      else high = middle;
    }
    return { days: { utcOffsetSeconds: first, change: { from: high, utcOffsetSeconds: last } } };
  }

  private levelled(component: ComponentOf<'dynamic'>, window: Window) {
    const { prices, id } = component;
    const { intervalSeconds, floors } = this.timing;
    const { stepSeconds, beginsAtSeconds, microPerKwh } = prices;
    if (stepSeconds % intervalSeconds !== 0)
      return `${id}: a price holds for no whole intervals of ${intervalSeconds} s`;
    const own: number[] = [];
    for (let interval = window.from; interval < window.from + window.count; interval++) {
      const seconds = intervalStartMs(interval, this.timing) / 1_000 - beginsAtSeconds;
      const price = microPerKwh[Math.floor(seconds / stepSeconds)];
      if (seconds < 0 || price === undefined) return `${id}: there is no price for interval ${interval}`;
      if (((seconds % stepSeconds) + stepSeconds) % intervalSeconds !== 0)
        return `${id}: its prices begin beside the intervals`;
      own.push(price);
    }
    const levels = priceLevels(
      own,
      Math.min(component.levels, tariffFloorOf(floors).maxRates),
      2 * floors.minIntervals,
    );
    const base = basePrice(this.document);
    const rates = levels.microPerKwh.map((price, at) => ({ name: `level-${at + 1}`, microPerKwh: base + price }));
    return { rates, runs: runsOf(levels.levelOf), dynamic: true, levels };
  }
}
