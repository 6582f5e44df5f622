/**
 * What loads tell of energy that is booked again: the game of a utility that makes cells of one home void and estimates them
 * from the loads that follow. It knows how many homes there are, how such homes use energy on those very days (their mean
 * and how any two intervals vary together), when the cells were void and how their energy is booked again; all but the
 * secret offset. From this it makes the best linear estimate, and for one cell also the Bayesian one over all offsets. [P-7.3]
 *
 * Loads tell something of a missing cell anyway: the home is in the pages before and after it, and a home that heats goes on
 * heating. To see what the booking tells, the energy of the void cells can be that of another home: then nothing else
 * connects it with any load.
 */
import { bookCarries, carryOf } from '../../meter/books.ts';
import type { Carry } from '../../meter/outbox.ts';
import type { MeterParty } from '../../meter/party.ts';
import { RateCells } from '../../meter/rate-cells.ts';
import { Calendar } from '../../protocol/grid/scheme.ts';
import { IMPORT, meterNamed, schemeWith } from '../material.ts';
import { type Matrix, cholesky, correlationOf, covarianceOf, dot, meanOf, solve } from './gaussian.ts';

export const PER_DAY = 96;
/** A day before the void cells, and four in which their energy comes back. */
export const DAYS = 5;
const SPAN = DAYS * PER_DAY;
/** The day before is for the utility to learn what this group of homes uses. */
const FIRST_VOID = PER_DAY;
/** A meter has heard that a cell is void when it has read so many more: pages close one by one. */
const HEARD_AFTER = 1;

const scheme = schemeWith({
  billing: { firstInterval: 0, windows: [{ count: 1, intervalCount: 4 * SPAN }] },
  tariffs: [],
});
const cells = new RateCells(scheme, new Calendar(scheme));
const RULES = { registers: [IMPORT], cells, maxReadings: [scheme.maxReadingWh] };

/** How void energy is booked again: `secretly` is what meters do, `quarters` what they did before, `never` a baseline. */
export type Rule = 'secretly' | 'quarters' | 'never';

/** Quarters, rounded up, on the next four readings. */
function quarters(interval: number, metered: number, carries: Iterable<Carry>): { booked: number; changed: Carry[] } {
  let booked = metered;
  const changed: Carry[] = [];
  for (const carry of carries) {
    if (carry.after >= interval) continue;
    const units = Math.min(carry.remainingUnits, Math.ceil(carry.units / 4));
    booked += units;
    changed.push({ ...carry, remainingUnits: carry.remainingUnits - units });
  }
  return { booked, changed };
}

/** What one home adds to each load while `voids` are void. Energy booked on a void cell is carried on from there. */
export function respond(
  usedWh: Float64Array,
  voids: ReadonlySet<number>,
  rule: Rule,
  party: MeterParty,
  minIntervals: number,
): Float64Array {
  const loadWh = new Float64Array(usedWh.length);
  const carries = new Map<number, Carry>();
  const heard = new Map<number, number>();
  for (let interval = 0; interval < usedWh.length; interval++) {
    const metered = usedWh[interval]!;
    let booked = metered;
    let changed: readonly Carry[] = [];
    if (carries.size > 0 && rule === 'quarters') ({ booked, changed } = quarters(interval, metered, carries.values()));
    if (carries.size > 0 && rule === 'secretly') {
      const books = bookCarries(interval, [metered], carries.values(), RULES);
      [booked, changed] = [books.bookedUnits[0]!, books.changed];
    }
    for (const carry of changed) {
      if (carry.remainingUnits > 0) carries.set(carry.interval, carry);
      else carries.delete(carry.interval);
    }
    if (voids.has(interval)) heard.set(interval, booked);
    else loadWh[interval] = booked;
    const past = interval - HEARD_AFTER;
    const units = heard.get(past) ?? 0;
    if (units === 0 || rule === 'never') continue;
    carries.set(past, carryOf(party, { interval: past, register: 0, units, after: interval }, minIntervals)!);
  }
  return loadWh;
}

/** What any number of homes has in common, by what the utility knows of such homes. */
export interface Population {
  readonly mean: Float64Array;
  readonly covariance: Matrix;
}

export function populationOf(homes: readonly Float64Array[]): Population {
  return { mean: meanOf(homes), covariance: covarianceOf(homes, 0.02) };
}

export interface Attack {
  readonly homes: number;
  readonly voidCells: number;
  readonly rule: Rule;
  /** Interval of the day in which the first void cell is. */
  readonly startOfDay: number;
  readonly minIntervals: number;
  /** The energy of the void cells is another home's: only its booking connects it with loads. */
  readonly isForeign: boolean;
}

function voidsOf({ startOfDay, voidCells }: Attack): number[] {
  return Array.from({ length: voidCells }, (_, at) => FIRST_VOID + startOfDay + at);
}

function secretParty(name: string): MeterParty {
  return meterNamed(name, [IMPORT]).party;
}

const OFFSET_DRAWS = 48;
const PROBE_WH = 30_000;

/** By void cell: which share of its energy each load has, on average over the offsets. */
function meanResponses(attack: Attack): Float64Array[] {
  const voids = voidsOf(attack);
  const draws = attack.rule === 'secretly' ? OFFSET_DRAWS : 1;
  return voids.map((cell) => {
    const mean = new Float64Array(SPAN);
    for (let draw = 0; draw < draws; draw++) {
      const used = new Float64Array(SPAN);
      used[cell] = PROBE_WH;
      const party = secretParty(`probe ${draw}`);
      const response = respond(used, new Set(voids), attack.rule, party, attack.minIntervals);
      for (let at = 0; at < SPAN; at++) mean[at]! += response[at]! / (PROBE_WH * draws);
    }
    return mean;
  });
}

/** The utility's estimator: weights on the loads, one list for each void cell. */
export class Estimator {
  readonly attack: Attack;
  readonly voids: readonly number[];
  private readonly population: Population;
  private readonly weights: readonly Float64Array[];
  private readonly lower: Matrix;
  private readonly expectedLoad: Float64Array;
  /** What it expects to reach: the correlation of its estimate of their sum with the truth. */
  readonly expected: number;

  constructor(population: Population, attack: Attack) {
    this.attack = attack;
    this.population = population;
    this.voids = voidsOf(attack);
    const { covariance, mean } = population;
    const responses = meanResponses(attack);
    const isVoid = new Set(this.voids);
    /** Covariance of interval `of` of the home with what the home adds to each load. */
    const added = covariance.map((row, of) => {
      const isApart = (one: number): boolean => attack.isForeign && isVoid.has(of) !== isVoid.has(one);
      const own = Float64Array.from(row, (value, at) => (isVoid.has(at) || isApart(at) ? 0 : value));
      responses.forEach((response, at) => {
        const cell = this.voids[at]!;
        const shared = isApart(cell) ? 0 : row[cell]!;
        for (let load = 0; load < SPAN; load++) own[load]! += response[load]! * shared;
      });
      return own;
    });
    const loads = covariance.map((row, at) => {
      const sum = Float64Array.from(row, (value) => value * (attack.homes - 1));
      const own = isVoid.has(at) ? undefined : added[at]!;
      if (own !== undefined) for (let load = 0; load < SPAN; load++) sum[load]! += own[load]!;
      responses.forEach((response, cell) => {
        const share = response[at]!;
        const shared = added[this.voids[cell]!]!;
        if (share !== 0) for (let load = 0; load < SPAN; load++) sum[load]! += share * shared[load]!;
      });
      return sum;
    });
    this.lower = cholesky(loads);
    this.weights = this.voids.map((cell) => solve(this.lower, added[cell]!));
    const target = new Float64Array(SPAN);
    let variance = 0;
    for (const cell of this.voids) {
      for (let at = 0; at < SPAN; at++) target[at]! += added[cell]![at]!;
      for (const other of this.voids) variance += covariance[cell]![other]!;
    }
    this.expected = Math.sqrt(Math.max(0, dot(target, solve(this.lower, target)) / variance));
    this.expectedLoad = Float64Array.from(mean, (value, at) => {
      const own = isVoid.has(at) ? 0 : value;
      const back = responses.reduce((sum, response, cell) => sum + response[at]! * mean[this.voids[cell]!]!, 0);
      return value * (attack.homes - 1) + own + back;
    });
  }

  private off(loads: Float64Array): Float64Array {
    return Float64Array.from(loads, (value, at) => value - this.expectedLoad[at]!);
  }

  /** By void cell: by how much it is above the mean of such homes. */
  estimate(loads: Float64Array): number[] {
    const off = this.off(loads);
    return this.weights.map((weights) => dot(weights, off));
  }

  /** For one void cell: the same over every offset, each as likely as the loads make it. */
  bayesian(): (loads: Float64Array) => number {
    const [cell] = this.voids;
    const { minIntervals } = this.attack;
    const variance = this.population.covariance[cell!]![cell!]!;
    const filters = Array.from({ length: 2 * minIntervals }, (_, skipped) => {
      const shape = new Float64Array(SPAN);
      const first = cell! + HEARD_AFTER + 1 + skipped;
      for (let at = first; at < Math.min(SPAN, first + minIntervals); at++) shape[at] = 1 / minIntervals;
      const filter = solve(this.lower, shape);
      return { filter, strength: 1 + variance * dot(shape, filter) };
    });
    return (loads) => {
      const off = this.off(loads);
      const fits = filters.map(({ filter, strength }) => {
        const matched = dot(filter, off);
        return {
          logWeight: (variance * matched * matched) / (2 * strength) - Math.log(strength) / 2,
          units: (variance * matched) / strength,
        };
      });
      const most = Math.max(...fits.map(({ logWeight }) => logWeight));
      let [sum, total] = [0, 0];
      for (const { logWeight, units } of fits) {
        const weight = Math.exp(logWeight - most);
        sum += weight * units;
        total += weight;
      }
      return sum / total;
    };
  }
}

export interface Found {
  /** Correlation of estimate and truth over all void cells, above the mean of such homes. */
  readonly cells: number;
  /** The same for their sum. */
  readonly sum: number;
  /** The same for the Bayesian estimate of one cell; undefined for several. */
  readonly bayesian: number | undefined;
}

function drawn<T>(all: readonly T[], count: number, random: () => number): T[] {
  const left = [...all];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}

/** Plays the attack on each of some homes, among others that are drawn anew each time. */
export function play(
  estimator: Estimator,
  population: Population,
  homes: readonly Float64Array[],
  trials: number,
  random: () => number,
): Found {
  const { attack, voids } = estimator;
  const isOne = voids.length === 1 && attack.rule === 'secretly';
  const bayesian = isOne ? estimator.bayesian() : undefined;
  const [byCell, bySum, byBayes]: [number, number][][] = [[], [], []];
  for (let trial = 0; trial < trials; trial++) {
    const [donor, attacked, ...others] = drawn(homes, attack.homes + 1, random);
    const target = Float64Array.from(attacked!);
    if (attack.isForeign) for (const cell of voids) target[cell] = donor![cell]!;
    const loads = respond(target, new Set(voids), attack.rule, secretParty(`home ${trial}`), attack.minIntervals);
    for (const other of others) for (let at = 0; at < SPAN; at++) loads[at]! += other[at]!;
    const truth = voids.map((cell) => target[cell]! - population.mean[cell]!);
    const estimate = estimator.estimate(loads);
    truth.forEach((value, at) => byCell!.push([value, estimate[at]!]));
    const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
    bySum!.push([total(truth), total(estimate)]);
    if (bayesian !== undefined) byBayes!.push([truth[0]!, bayesian(loads)]);
  }
  return {
    cells: correlationOf(byCell!),
    sum: correlationOf(bySum!),
    bayesian: bayesian === undefined ? undefined : correlationOf(byBayes!),
  };
}
