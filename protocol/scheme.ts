/**
 * The scheme: what a deployment's rules imply (quorum, sharing id, rates), and whether they can be accepted at all.
 * [P-1, P-2.5, P-3.5, P-8.5]
 */
import type { Scheme, Tariff } from '../schemas/types.ts';
import { Encoder, toBase64url } from './bytes.ts';
import { canonicalJson } from './canonical.ts';
import type { Crypto } from './crypto.ts';
import { P } from './field.ts';
import type { Window } from './interval.ts';
import { MAX_AGGREGATORS } from './limits.ts';

/** q: how many aggregators must sign an entry of an area's log. [P-1.2] */
export function quorumOf(aggregatorCount: number, threshold: number, trust: Scheme['trust']): number {
  return trust === 'covert'
    ? Math.max(threshold, Math.floor(aggregatorCount / 2) + 1)
    : Math.floor((aggregatorCount + threshold - 1) / 2) + 1;
}

export function schemeQuorum(scheme: Scheme): number {
  return quorumOf(scheme.operators.length, scheme.threshold, scheme.trust);
}

/**
 * The sharing id: what a split depends on and nothing else. A reading is never split again under another one, since
 * s+a1 from one split and s+a1+a2 from the next would open it to two colluders. [P-3.5]
 */
export function sharingIdOf(crypto: Crypto, scheme: Scheme): string {
  const encoded = new Encoder('gridshare/1 sharing')
    .integer(scheme.operators.length)
    .integer(scheme.threshold)
    .text(scheme.field)
    .texts(scheme.operators)
    .finish();
  return toBase64url(crypto.sha256(encoded).subarray(0, 16));
}

const texts = new WeakMap<Scheme, string>();

/** Whether two schemes say the same. Asked all the time about the same two, so their canonical forms are kept. */
export function isSameScheme(one: Scheme, other: Scheme): boolean {
  return one === other || textOf(one) === textOf(other);
}

function textOf(scheme: Scheme): string {
  let text = texts.get(scheme);
  if (text === undefined) {
    text = canonicalJson(scheme);
    texts.set(scheme, text);
  }
  return text;
}

/** The rate of a window that has no tariff. */
export const SINGLE_RATE = 'all';

function tariffProblem(scheme: Scheme, tariff: Tariff): string | undefined {
  const { firstInterval, intervalCount } = scheme.billing;
  if (
    tariff.count !== intervalCount ||
    tariff.from < firstInterval ||
    (tariff.from - firstInterval) % intervalCount !== 0
  )
    return `tariff ${tariff.id} does not cover exactly one billing window`;
  const names = new Set(tariff.rates.map((rate) => rate.name));
  if (names.size !== tariff.rates.length) return `tariff ${tariff.id} names a rate twice`;
  const cells = tariff.rates.map(() => 0);
  for (const run of tariff.runs) {
    if (run.rate >= cells.length) return `tariff ${tariff.id} refers to a rate it does not list`;
    cells[run.rate] = (cells[run.rate] ?? 0) + run.count;
  }
  if (cells.reduce((sum, count) => sum + count, 0) !== tariff.count)
    return `tariff ${tariff.id} is no partition of its window`;
  // A rate with few intervals is a selector: weights 1,0,0,... read one interval. [P-8.5]
  const short = cells.findIndex((count) => count < scheme.floors.minIntervals);
  return short === -1
    ? undefined
    : `tariff ${tariff.id} has ${cells[short]} intervals at rate ${tariff.rates[short]?.name}, fewer than ${scheme.floors.minIntervals}`;
}

/** Why a scheme can't be run at all, in words; undefined if it can. */
export function schemeProblem(scheme: Scheme): string | undefined {
  const n = scheme.operators.length;
  if (n > MAX_AGGREGATORS || scheme.threshold > n)
    return `threshold ${scheme.threshold} is more than the ${n} aggregators`;
  if (new Set(scheme.operators).size !== n) return 'an operator is listed twice';
  if (schemeQuorum(scheme) > n)
    return `trust ${scheme.trust} with threshold ${scheme.threshold} needs more than ${n} aggregators`;
  if (new Set(scheme.registers.map((register) => register.obis)).size !== scheme.registers.length)
    return 'a register is listed twice';
  if (!scheme.registers.some((register) => register.isLoad)) return 'no register has a load curve';
  if (new Set(scheme.areas).size !== scheme.areas.length) return 'an area is listed twice';
  if (scheme.floors.minIntervals * 2 > scheme.billing.intervalCount)
    return `minIntervals ${scheme.floors.minIntervals} is more than half of a window's ${scheme.billing.intervalCount} intervals: one missing cell would hold a bill`;
  // No total may wrap around the field, whatever meters and intervals it covers. [P-2.5]
  const largest = BigInt(scheme.maxMeters) * BigInt(scheme.billing.intervalCount) * BigInt(scheme.maxReadingWh);
  if (largest >= P / 2n)
    return 'maxMeters x intervals x maxReadingWh reaches half of the field: totals could wrap around';
  if (largest > BigInt(Number.MAX_SAFE_INTEGER))
    return 'maxMeters x intervals x maxReadingWh is more than 2^53 - 1 Wh: totals could not be written down exactly';
  if (new Set(scheme.tariffs.map((tariff) => tariff.from)).size !== scheme.tariffs.length)
    return 'a window has two tariffs';
  for (const tariff of scheme.tariffs) {
    const problem = tariffProblem(scheme, tariff);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export interface IntervalRate {
  readonly name: string;
  readonly microPerKwh: number;
}

/** The price that is better for the household: cheaper for what it used, dearer for what it gave. [P-7.3] */
export function betterPrice(scheme: Scheme, register: string, one: number, other: number): number {
  const isExport = scheme.registers.find(({ obis }) => obis === register)?.direction === 'export';
  return isExport ? Math.max(one, other) : Math.min(one, other);
}

/** Looks up the rate of an interval and the window that contains it. */
export class Calendar {
  private readonly byWindow = new Map<number, { readonly ends: number[]; readonly rates: IntervalRate[] }>();
  private readonly first: number;
  private readonly count: number;

  constructor(scheme: Scheme) {
    this.first = scheme.billing.firstInterval;
    this.count = scheme.billing.intervalCount;
    for (const tariff of scheme.tariffs) {
      const ends: number[] = [];
      const rates: IntervalRate[] = [];
      let end = tariff.from;
      for (const run of tariff.runs) {
        const rate = tariff.rates[run.rate];
        if (rate === undefined) continue;
        end += run.count;
        ends.push(end);
        rates.push(rate);
      }
      this.byWindow.set(tariff.from, { ends, rates });
    }
  }

  /** The billing window that contains an interval; undefined before the first window. */
  windowOf(interval: number): Window | undefined {
    if (interval < this.first) return undefined;
    return { from: interval - ((interval - this.first) % this.count), count: this.count };
  }

  rateOf(interval: number): IntervalRate {
    const window = this.windowOf(interval);
    const tariff = window === undefined ? undefined : this.byWindow.get(window.from);
    if (tariff === undefined) return { name: SINGLE_RATE, microPerKwh: 0 };
    let low = 0;
    let high = tariff.ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (interval < (tariff.ends[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return tariff.rates[low] ?? { name: SINGLE_RATE, microPerKwh: 0 };
  }
}
