/** What came of a demo, and the object that --json prints of it. */
import type { AggregatorStats } from '../../aggregator/status.ts';
import type { MeterReport } from '../../meter/host/report.ts';
import type { BalanceView } from '../../utility/views/balance-view.ts';
import { type Judgement, countOf } from './judge.ts';
import type { Demo, DemoOptions } from './demo-plan.ts';
import { moneyOfBill } from './demo-tariff.ts';
import type { Sample } from './watch.ts';

export interface DemoResult {
  readonly options: DemoOptions;
  readonly demo: Demo;
  readonly report: MeterReport;
  readonly aggregators: readonly AggregatorStats[];
  readonly judgement: Judgement;
  /** By area; empty without feeder meters. */
  readonly balances: readonly BalanceView[];
  readonly sample: Sample | undefined;
  /** At j - 1: how many shares aggregator j still has. */
  readonly keptShares: readonly number[];
  readonly isExact: boolean;
  readonly seconds: number;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The object of --json. */
export function toJson(result: DemoResult): object {
  const { demo, report, aggregators, judgement, seconds, options } = result;
  const { bills, loads, liars, missingAggregators } = judgement;
  const days = (demo.households.intervalCount * demo.households.intervalSeconds) / 86_400;
  return {
    meters: demo.plan.meters.length,
    aggregators: options.aggregators,
    threshold: options.threshold,
    trust: options.trust,
    days: Math.round(days * 1000) / 1000,
    intervalSeconds: demo.households.intervalSeconds,
    intervalOffsetSeconds: demo.households.intervalOffsetSeconds,
    floors: demo.plan.scheme.floors,
    readings: report.readings,
    refusedReadings: report.refusedReadings,
    sharesPublished: report.sharesPublished,
    billsExact: countOf(bills, 'exact'),
    billsWrong: countOf(bills, 'wrong'),
    billsTotal: bills.length,
    billsFooted: report.billed,
    money: moneyJson(result),
    loadsExact: countOf(loads, 'exact'),
    loadsWrong: countOf(loads, 'wrong'),
    loadsTotal: loads.length,
    rejected: sum(aggregators.map(({ rejected }) => rejected)),
    rejections: rejectionsOf(aggregators),
    duplicates: sum(aggregators.map(({ duplicates }) => duplicates)),
    rebookings: report.bookings.length,
    ...(result.balances.length === 0
      ? {}
      : { balance: result.balances.map(({ intervals: _intervals, ...view }) => view) }),
    liars,
    missingAggregators,
    seconds: Math.round(seconds * 1000) / 1000,
    shareTimingMs: Object.fromEntries(
      Object.entries(report.timings).map(([phase, { medianMs, p99Ms }]) => [phase, { median: medianMs, p99: p99Ms }]),
    ),
  };
}

/** What all bills come to, in millionths of the currency. */
function moneyJson({ demo, judgement }: DemoResult): object | undefined {
  const all = judgement.bills.flatMap(({ figure }) => moneyOfBill(demo, figure) ?? []);
  const [first] = all;
  if (first === undefined) return undefined;
  return {
    tariff: first.tariff.id,
    currency: first.currency,
    bills: all.length,
    totalMicro: sum(all.map(({ totalMicro }) => totalMicro)),
  };
}

/** How often each code was said, by all aggregators together. */
function rejectionsOf(aggregators: readonly Pick<AggregatorStats, 'rejections'>[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { rejections } of aggregators)
    for (const [code, count] of Object.entries(rejections)) counts.set(code, (counts.get(code) ?? 0) + count);
  return Object.fromEntries(counts);
}
