/**
 * Made-up weather of central Europe, the same for all simulated homes of a seed: cold for the heating, sun for the roofs.
 * Smooth over the year, irregular from day to day. It is no forecast and no record.
 */
import { createPrng } from './prng.ts';

export interface Weather {
  /** How much heating is needed: 0 none, 1 the coldest days. */
  readonly cold: number;
  /** Part of the day's clear-sky light that comes through: 0..1. */
  readonly clearness: number;
  /** Peak of the clear sky as a part of a panel's rated power. */
  readonly peak: number;
  /** Half of the time between sunrise and sunset. */
  readonly halfDayHours: number;
}

const WEATHER_STREAM = 1;

/** The weather of a local day, counted since 1970. */
export function weatherOf(seed: number, day: number): Weather {
  const prng = createPrng(seed, WEATHER_STREAM, day);
  // 1 in mid-January, -1 in mid-July.
  const winter = Math.cos((2 * Math.PI * (day - 15)) / 365.25);
  return {
    cold: Math.min(1, Math.max(0, 0.45 + 0.5 * winter + 0.07 * prng.bell())),
    clearness: prng.chance(0.4) ? prng.between(0.1, 0.4) : prng.between(0.5, 1),
    peak: 0.7 - 0.2 * winter,
    halfDayHours: 6.1 - 1.9 * winter,
  };
}

/** Light at a local hour as a part of a panel's rated power, before clouds. */
export function clearSky(weather: Weather, localHour: number): number {
  const fromNoon = Math.abs(localHour - 12.5) / weather.halfDayHours;
  return fromNoon >= 1 ? 0 : weather.peak * Math.cos((fromNoon * Math.PI) / 2) ** 1.3;
}
