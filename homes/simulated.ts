/**
 * A street of made-up homes with believable load curves, for demos and tests where no data may be shipped.
 * A reading depends only on (seed, home, interval): a longer or later run shows the same homes. Local time is UTC+1 all year.
 * It has no faults; negative or missing readings are for tests to add.
 */
import assert from 'node:assert/strict';
import { type IntervalGrid, intervalAt, intervalFrom, intervalStartMs } from '../protocol/grid/interval.ts';
import { EXPORT_REGISTER, IMPORT_REGISTER, Readings } from './household.ts';
import type { Household, Households, ReadingsView } from './household.ts';
import { createPrng } from './prng.ts';
import { cyclingWh, drawHome, drawRuns, wattsAt } from './simulated-home.ts';
import type { Home } from './simulated-home.ts';
import { clearSky, weatherOf } from './weather.ts';
import type { Weather } from './weather.ts';

export interface SimulatedOptions extends IntervalGrid {
  readonly seed: number;
  readonly meterCount: number;
  readonly days: number;
  readonly firstInterval: number;
  /** Areas `area-1`.. of neighbouring homes, as equal as can be. Default 1. */
  readonly areaCount?: number;
}

const DAY_SECONDS = 86_400;
const LOCAL_OFFSET_SECONDS = 3_600;
/** What the house connection lets through: 36 kW. */
const FUSE_WH_PER_SECOND = 10;
/** One home in so many has a solar roof, and a second register. */
const HOMES_PER_ROOF = 8;
const TRIP_DAYS = 14;
const HOME_STREAM = 2;
const DAY_STREAM = 3;
const TRIP_STREAM = 4;
const ROOF_STREAM = 5;

/** Deterministic: the same options give the same homes on every machine. Readings are whole Wh, at most 10 Wh per second. */
export function simulateHouseholds(options: SimulatedOptions): Households {
  const { seed, meterCount, days, intervalSeconds, intervalOffsetSeconds, firstInterval, areaCount = 1 } = options;
  for (const value of [meterCount, days, intervalSeconds, areaCount]) {
    assert(Number.isSafeInteger(value) && value > 0, 'meters, days, interval and areas are positive whole numbers');
  }
  assert(Number.isSafeInteger(firstInterval) && areaCount <= meterCount, 'an area has at least one meter');
  const span: Span = {
    firstInterval,
    intervalCount: Math.ceil((days * DAY_SECONDS) / intervalSeconds),
    intervalSeconds,
    intervalOffsetSeconds,
  };
  const weather = weatherOver(seed, span);

  const households: Household[] = [];
  for (let at = 0; at < meterCount; at += 1) {
    const meterId = `home-${String(at + 1).padStart(String(meterCount).length, '0')}`;
    const area = `area-${Math.floor((at * areaCount) / meterCount) + 1}`;
    households.push({ meterId, area, ...simulateHome(seed, at, span, weather) });
  }
  return { ...span, households };
}

/** So much of a home is in memory at a time. */
const DAYS_AT_ONCE = 7;

/**
 * The same homes, each simulated a week at a time when it is asked for: a year of a hundred homes at a minute would take
 * long before the first reading, in one go, and hundreds of megabytes.
 */
export function streetAsItLives(options: SimulatedOptions): Households {
  const { seed, days, intervalSeconds, intervalOffsetSeconds, firstInterval } = options;
  const intervalCount = Math.ceil((days * DAY_SECONDS) / intervalSeconds);
  const chunkIntervals = Math.ceil((DAYS_AT_ONCE * DAY_SECONDS) / intervalSeconds);
  // Who they are and what they have does not depend on how long it is looked at.
  const short = simulateHouseholds({ ...options, days: 1 });
  const weathers = new Map<number, ReadonlyMap<number, Weather>>();
  const spanOf = (chunk: number): Span => ({
    firstInterval: firstInterval + chunk * chunkIntervals,
    intervalCount: Math.min(chunkIntervals, intervalCount - chunk * chunkIntervals),
    intervalSeconds,
    intervalOffsetSeconds,
  });
  const weatherIn = (chunk: number): ReadonlyMap<number, Weather> => {
    const known = weathers.get(chunk);
    if (known !== undefined) return known;
    const weather = weatherOver(seed, spanOf(chunk));
    weathers.clear();
    weathers.set(chunk, weather);
    return weather;
  };
  const households = short.households.map((home, at) => ({
    ...home,
    readings: new LivingReadings(
      firstInterval,
      intervalCount,
      chunkIntervals,
      (chunk) => simulateHome(seed, at, spanOf(chunk), weatherIn(chunk)).readings,
    ),
  }));
  return { intervalSeconds, intervalOffsetSeconds, firstInterval, intervalCount, households };
}

/** Readings of one home, of which a stretch at a time is there. */
class LivingReadings implements ReadingsView {
  readonly size: number;
  private readonly first: number;
  private readonly chunkIntervals: number;
  private readonly simulate: (chunk: number) => ReadingsView;
  private current: { readonly chunk: number; readonly readings: ReadingsView } | undefined;

  constructor(first: number, size: number, chunkIntervals: number, simulate: (chunk: number) => ReadingsView) {
    this.first = first;
    this.size = size;
    this.chunkIntervals = chunkIntervals;
    this.simulate = simulate;
  }

  has(interval: number): boolean {
    return Number.isSafeInteger(interval) && interval >= this.first && interval < this.first + this.size;
  }

  get(interval: number): readonly number[] | undefined {
    if (!this.has(interval)) return undefined;
    const chunk = Math.floor((interval - this.first) / this.chunkIntervals);
    if (this.current?.chunk !== chunk) this.current = { chunk, readings: this.simulate(chunk) };
    return this.current.readings.get(interval);
  }

  *keys(): IterableIterator<number> {
    for (let interval = this.first; interval < this.first + this.size; interval += 1) yield interval;
  }

  *[Symbol.iterator](): IterableIterator<readonly [number, readonly number[]]> {
    for (const interval of this.keys()) yield [interval, this.get(interval) ?? []];
  }

  *values(): IterableIterator<readonly number[]> {
    for (const [, valuesWh] of this) yield valuesWh;
  }
}

interface Span extends IntervalGrid {
  readonly firstInterval: number;
  readonly intervalCount: number;
}

/** In Unix seconds. */
function startOf(span: Span, interval: number): number {
  return intervalStartMs(interval, span) / 1000;
}

/** Of every day that reaches into a span, and of the one before. */
function weatherOver(seed: number, span: Span): ReadonlyMap<number, Weather> {
  const weather = new Map<number, Weather>();
  for (let day = localDay(span, 0) - 1; day <= localDay(span, span.intervalCount - 1); day += 1)
    weather.set(day, weatherOf(seed, day));
  return weather;
}

/** The local day, counted since 1970, in which an interval begins. */
function localDay(span: Span, at: number): number {
  return Math.floor((startOf(span, span.firstInterval + at) + LOCAL_OFFSET_SECONDS) / DAY_SECONDS);
}

function simulateHome(
  seed: number,
  at: number,
  span: Span,
  weather: ReadonlyMap<number, Weather>,
): Pick<Household, 'registers' | 'readings'> {
  const home = drawHome(createPrng(seed, HOME_STREAM, at), hasRoof(seed, at));
  const loadWh = new Float64Array(span.intervalCount);
  const solarWh = new Float64Array(span.intervalCount);
  // The day before the first may reach into it: a car charging past midnight.
  for (const [day, dayWeather] of weather) {
    const prng = createPrng(seed, DAY_STREAM, at, day);
    // 1970-01-01 was a Thursday.
    const isWeekend = (day + 3) % 7 >= 5;
    const isAway = isOnTrip(seed, at, day);
    const midnight = day * DAY_SECONDS - LOCAL_OFFSET_SECONDS;
    for (const { startHour, hours, watts } of drawRuns(home, dayWeather, isWeekend, isAway, prng)) {
      const start = midnight + startHour * 3600;
      addRun(loadWh, span, start, start + hours * 3600, watts);
    }
    const lastStart = intervalFrom((midnight + DAY_SECONDS) * 1000, span);
    for (let index = intervalFrom(midnight * 1000, span); index < lastStart; index += 1) {
      // Drawn even outside the span, so that the span doesn't change what is drawn inside it.
      const lively = 0.5 + prng.unit();
      const cloud = 0.7 + 0.3 * prng.unit();
      const bin = index - span.firstInterval;
      if (bin < 0 || bin >= span.intervalCount) continue;
      const start = startOf(span, index);
      const end = start + span.intervalSeconds;
      const localHour = ((start + end) / 2 - midnight) / 3600;
      const steadyWh = (wattsAt(home, localHour, isWeekend, isAway, lively) * span.intervalSeconds) / 3600;
      loadWh[bin] = (loadWh[bin] ?? 0) + steadyWh + cyclingWh(home, dayWeather, localHour, isAway, start, end);
      solarWh[bin] =
        (home.solarW * clearSky(dayWeather, localHour) * dayWeather.clearness * cloud * span.intervalSeconds) / 3600;
    }
  }
  return toReadings(home, span, loadWh, solarWh);
}

/** Exactly one roof among each eight neighbours, so that small streets have one too. */
function hasRoof(seed: number, at: number): boolean {
  const block = Math.floor(at / HOMES_PER_ROOF);
  return at % HOMES_PER_ROOF === createPrng(seed, ROOF_STREAM, block).whole(0, HOMES_PER_ROOF - 1);
}

/** In a third of all fortnights a home is empty for one to five days. */
function isOnTrip(seed: number, at: number, day: number): boolean {
  const fortnight = Math.floor(day / TRIP_DAYS);
  const prng = createPrng(seed, TRIP_STREAM, at, fortnight);
  if (!prng.chance(1 / 3)) return false;
  const length = prng.whole(1, 5);
  const first = fortnight * TRIP_DAYS + prng.whole(0, TRIP_DAYS - length);
  return day >= first && day < first + length;
}

function addRun(loadWh: Float64Array, span: Span, start: number, end: number, watts: number): void {
  const { firstInterval, intervalCount, intervalSeconds } = span;
  const firstBin = Math.max(0, intervalAt(start * 1000, span) - firstInterval);
  for (let bin = firstBin; bin < intervalCount; bin += 1) {
    const binStart = startOf(span, firstInterval + bin);
    if (binStart >= end) return;
    const seconds = Math.min(end, binStart + intervalSeconds) - Math.max(start, binStart);
    if (seconds > 0) loadWh[bin] = (loadWh[bin] ?? 0) + (watts * seconds) / 3600;
  }
}

function toReadings(
  home: Home,
  span: Span,
  loadWh: Float64Array,
  solarWh: Float64Array,
): Pick<Household, 'registers' | 'readings'> {
  const maxWh = FUSE_WH_PER_SECOND * span.intervalSeconds;
  const whole = (wh: number): number => Math.min(maxWh, Math.round(wh));
  const hasSolar = home.solarW > 0;
  const readings = new Readings(span.firstInterval, span.intervalCount, hasSolar ? 2 : 1);
  for (const [bin, load] of loadWh.entries()) {
    const solar = solarWh[bin] ?? 0;
    // Load and sun change within an interval, so both registers count a little: neither is exactly the difference.
    const crossed = 0.08 * Math.min(load, solar);
    const importWh = whole(Math.max(0, load - solar) + crossed);
    readings.set(
      span.firstInterval + bin,
      hasSolar ? [importWh, whole(Math.max(0, solar - load) + crossed)] : [importWh],
    );
  }
  return { registers: hasSolar ? [IMPORT_REGISTER, EXPORT_REGISTER] : [IMPORT_REGISTER], readings };
}
