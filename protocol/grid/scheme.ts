/**
 * The scheme: what a deployment's rules imply (quorum, sharing id, rates), and whether they can be accepted at all.
 * [P-1, P-2.5, P-3.5, P-8.5]
 */
import type { Scheme } from '../../schemas/types.ts';
import { Encoder, toBase64url } from '../wire/bytes.ts';
import { canonicalJson } from '../wire/canonical.ts';
import type { Crypto } from '../keys/crypto-port.ts';
import { P } from '../math/field.ts';
import { type Window, gridProblem } from './interval.ts';
import { isEnergy, largestReading, registersProblem } from './register.ts';
import { MAX_AGGREGATORS } from '../wire/limits.ts';
import { TariffCalendar, tariffsProblem } from './tariff.ts';
import { Windows } from './windows.ts';

/** q: how many aggregators must sign an entry of an area's log. [P-1.2] */
export function quorumOf(aggregatorCount: number, threshold: number, trust: Scheme['trust']): number {
  return trust === 'covert'
    ? Math.max(threshold, Math.floor(aggregatorCount / 2) + 1)
    : Math.floor((aggregatorCount + threshold - 1) / 2) + 1;
}

/** How long a release waits for silent aggregators under `covert` where the scheme does not say. [P-7.5] */
export const PATIENCE_SECONDS = 3_600;

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

/** The rate of a window that has no tariff, and of a register that has no prices. */
export const SINGLE_RATE = 'all';

/** Why a scheme can't be run at all, in words; undefined if it can. */
export function schemeProblem(scheme: Scheme): string | undefined {
  const n = scheme.operators.length;
  if (n > MAX_AGGREGATORS || scheme.threshold > n)
    return `threshold ${scheme.threshold} is more than the ${n} aggregators`;
  if (new Set(scheme.operators).size !== n) return 'an operator is listed twice';
  if (schemeQuorum(scheme) > n)
    return `trust ${scheme.trust} with threshold ${scheme.threshold} needs more than ${n} aggregators`;
  const intervals = gridProblem(scheme);
  if (intervals !== undefined) return intervals;
  const registers = registersProblem(scheme);
  if (registers !== undefined) return registers;
  if (new Set(scheme.areas).size !== scheme.areas.length) return 'an area is listed twice';
  const { shortest, longest } = Windows.of(scheme.billing);
  if (scheme.floors.minIntervals * 2 > shortest)
    return `minIntervals ${scheme.floors.minIntervals} is more than half of a window's ${shortest} intervals: one missing cell would hold a bill`;
  if (scheme.floors.minCrowd <= scheme.floors.maxKnown)
    return `minCrowd ${scheme.floors.minCrowd} is not more than maxKnown ${scheme.floors.maxKnown}: a crowd of known meters hides nobody`;
  // No total may wrap around the field, whatever meters and intervals it covers. [P-2.5]
  const largest = BigInt(scheme.maxMeters) * BigInt(longest) * BigInt(largestReading(scheme));
  if (largest >= P / 2n)
    return 'maxMeters x intervals x the largest reading reaches half of the field: totals could wrap around';
  if (largest > BigInt(Number.MAX_SAFE_INTEGER))
    return 'maxMeters x intervals x the largest reading (maxReadingWh, maxReading) is more than 2^53 - 1: totals could not be written down exactly';
  return tariffsProblem(scheme);
}

export interface IntervalRate {
  readonly name: string;
  readonly microPerKwh: number;
}

const UNPRICED: IntervalRate = { name: SINGLE_RATE, microPerKwh: 0 };

/** What a register has of the rate of an interval: tariffs are of energy, and nothing else is told apart by them. [P-8.5] */
export function rateFor(scheme: Pick<Scheme, 'registers'>, register: string, rate: IntervalRate): IntervalRate {
  return isEnergy(scheme, register) ? rate : UNPRICED;
}

/** Looks up the rate of an interval and the window that contains it. */
export class Calendar {
  private readonly byWindow: ReadonlyMap<number, TariffCalendar>;
  private readonly windows: Windows;

  constructor(scheme: Scheme) {
    this.windows = Windows.of(scheme.billing);
    this.byWindow = new Map(scheme.tariffs.map((tariff) => [tariff.from, new TariffCalendar(scheme, tariff)]));
  }

  /** The billing window that contains an interval; undefined before the first window. */
  windowOf(interval: number): Window | undefined {
    return this.windows.windowOf(interval);
  }

  rateOf(interval: number): IntervalRate {
    const window = this.windowOf(interval);
    const calendar = window === undefined ? undefined : this.byWindow.get(window.from);
    return calendar?.tariff.rates[calendar.rateOf(interval)] ?? UNPRICED;
  }
}
