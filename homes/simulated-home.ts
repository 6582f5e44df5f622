/**
 * How one simulated home uses electricity: what it owns, and what its people do on a day.
 * Rough numbers for a central European home of the 2010s, many of them heated by electricity; not a study.
 * Times are local hours; the caller says when a local day begins.
 */
import type { Prng } from './prng.ts';
import type { Weather } from './weather.ts';

type Heating = 'none' | 'heat-pump' | 'storage' | 'direct';

export interface Home {
  readonly people: number;
  readonly baseW: number;
  readonly fridgeW: number;
  readonly fridgeCycleSeconds: number;
  readonly heating: Heating;
  readonly heatingW: number;
  readonly heatingCycleSeconds: number;
  /** When the grid operator switches on what is heated at night, in groups: 22..28. */
  readonly nightHour: number;
  /** A water tank heated at night; 0 without. */
  readonly boilerW: number;

  readonly lightsW: number;
  readonly isHomeByDay: boolean;
  readonly morningHour: number;
  readonly eveningHour: number;
  readonly hasDishwasher: boolean;
  readonly hasDryer: boolean;
  /** 0 without an electric car. */
  readonly chargerW: number;
  /** Rated power of the panels; 0 without. */
  readonly solarW: number;
}

export function drawHome(prng: Prng, hasSolar: boolean): Home {
  const size = Math.exp(0.45 * prng.bell());
  const heating = drawHeating(prng);
  const heatingW =
    { none: 0, 'heat-pump': 2_400, storage: 7_000, direct: 4_000 }[heating] * size * prng.between(0.7, 1.3);
  return {
    people: prng.whole(1, 5),
    baseW: (40 + 200 * prng.unit() ** 2) * (0.5 + size),
    fridgeW: prng.between(70, 160),
    fridgeCycleSeconds: prng.between(2_400, 5_400),
    heating,
    heatingW,
    heatingCycleSeconds: prng.between(2_400, 7_200),
    nightHour: prng.between(22, 28),
    boilerW: prng.chance(0.6) ? prng.between(2_000, 6_000) : 0,
    lightsW: prng.between(100, 350) * (0.5 + size),
    isHomeByDay: prng.chance(0.4),
    morningHour: prng.between(6, 8),
    eveningHour: prng.between(18.5, 20.5),
    hasDishwasher: prng.chance(0.75),
    hasDryer: prng.chance(0.5),
    chargerW: prng.chance(0.1) ? (prng.chance(0.5) ? 11_000 : 3_700) : 0,
    solarW: hasSolar ? prng.between(4_000, 12_000) : 0,
  };
}

function drawHeating(prng: Prng): Heating {
  const draw = prng.unit();
  if (draw < 0.38) return 'heat-pump';
  if (draw < 0.52) return 'storage';
  return draw < 0.62 ? 'direct' : 'none';
}

/** Something switched on for a while; hours since the local midnight of the day, beyond 24 on the next one. */
export interface Run {
  readonly startHour: number;
  readonly hours: number;
  readonly watts: number;
}

/** What is switched on this day. Empty but for the heating while nobody is there. */
export function drawRuns(
  home: Home,
  weather: Weather,
  isWeekend: boolean,
  isAway: boolean,
  prng: Prng,
): readonly Run[] {
  const runs: Run[] = [];
  const run = (startHour: number, hours: number, watts: number): void => {
    runs.push({ startHour, hours, watts });
  };
  if (home.heating === 'storage') run(home.nightHour, 9 * weather.cold * (isAway ? 0.5 : 1), home.heatingW);
  if (isAway) return runs;

  if (home.boilerW > 0)
    run(home.nightHour, ((1.5 + 1.4 * home.people) * 1000 * prng.between(0.5, 1.3)) / home.boilerW, home.boilerW);
  if (isWeekend || home.isHomeByDay) {
    if (prng.chance(0.5)) run(prng.between(11.2, 12.3), prng.between(0.4, 1), prng.between(800, 2_500));
  }
  if (prng.chance(0.8)) run(prng.between(17.3, 19.3), prng.between(0.4, 1.2), prng.between(800, 2_800));
  if (home.hasDishwasher && prng.chance(0.3 + 0.12 * home.people))
    run(prng.between(19, 22), 0.6, prng.between(1_500, 2_100));
  const laundryCount = prng.chance(0.12 * home.people * (isWeekend ? 1.6 : 0.8)) ? prng.whole(1, 2) : 0;
  const laundryHour = isWeekend || home.isHomeByDay ? prng.between(8.5, 14) : prng.between(17, 19.5);
  for (let load = 0; load < laundryCount; load += 1) {
    const start = laundryHour + 2 * load;
    run(start, 0.4, 2_000);
    run(start + 0.4, 1.1, 250);
    if (home.hasDryer) run(start + 1.6, 1.3, prng.between(900, 2_300));
  }
  if (home.chargerW > 0 && prng.chance(0.45)) {
    run(
      prng.chance(0.5) ? prng.between(17, 21) : prng.between(22, 24),
      (prng.between(5, 25) * 1000) / home.chargerW,
      home.chargerW,
    );
  }
  return runs;
}

/** Watts of base load, lights and electronics at a local hour 0..24; `lively` is what people add, around 1. */
export function wattsAt(home: Home, localHour: number, isWeekend: boolean, isAway: boolean, lively: number): number {
  if (isAway) return home.baseW;
  const morning = 0.6 * bump(localHour, home.morningHour + (isWeekend ? 1.7 : 0), 0.9);
  const noon = (isWeekend || home.isHomeByDay ? 0.45 : 0.1) * bump(localHour, 12.5, 2.5);
  const evening = bump(localHour, home.eveningHour + (isWeekend ? 0.4 : 0), 2.1);
  return home.baseW + home.lightsW * (morning + noon + evening) * lively;
}

/** Wh of what switches itself on and off between two Unix times: fridge, and heat pump or heaters by the cold. */
export function cyclingWh(
  home: Home,
  weather: Weather,
  localHour: number,
  isAway: boolean,
  start: number,
  end: number,
): number {
  const fridge = home.fridgeW * onSeconds(start, end, home.fridgeCycleSeconds, 0.38);
  if (home.heating === 'none' || home.heating === 'storage') return fridge / 3600;
  // Warmed up while the tariff is low, and before people get up.
  const schedule = localHour < 6 || localHour >= 22 ? 1.25 : localHour < 9 ? 1.1 : 0.8;
  const duty = Math.min(1, weather.cold * schedule * (isAway ? 0.4 : 1));
  return (fridge + home.heatingW * onSeconds(start, end, home.heatingCycleSeconds, duty)) / 3600;
}

/** Seconds within [start, end) of something that is on for the first part `duty` of each cycle. */
function onSeconds(start: number, end: number, cycleSeconds: number, duty: number): number {
  const onBefore = (time: number): number => {
    const cycles = Math.floor(time / cycleSeconds);
    return cycles * duty * cycleSeconds + Math.min(time - cycles * cycleSeconds, duty * cycleSeconds);
  };
  return onBefore(end) - onBefore(start);
}

function bump(hour: number, middle: number, width: number): number {
  const distance = (hour - middle) / width;
  return Math.exp(-0.5 * distance * distance);
}
