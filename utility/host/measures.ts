/** What the utility shows at `/metrics` beside what every process does: how far ordering and settling are, all areas together. */
import { type Measure, measure, measureEach } from '../../host/metrics/series.ts';
import type { Times } from '../../protocol/machine.ts';
import type { UtilityMachine } from '../machine.ts';
import type { Shortage } from '../ordering/horizon.ts';

/** `aggregators`: the indices of all. */
export function utilityMeasures(
  machine: UtilityMachine,
  shortages: readonly Shortage[],
  aggregators: readonly number[],
  times: Times,
): Measure[] {
  const { stats, comparing } = machine;
  const { online, areas, gridMs } = machine.progress(times);
  const states = aggregators.map((index) => [String(index), online.includes(index)] as const);
  const oldestMs = Math.min(gridMs, ...areas.map(({ unbilledSinceMs }) => unbilledSinceMs ?? gridMs));
  return [
    ...measureEach('gridshare_refused_total', 'code', { invalid_message: stats.refused }),
    measure('gridshare_evidence', comparing.convictions.openCount),
    measure('gridshare_totals_admitted_total', stats.totals),
    ...measureEach('gridshare_aggregator_online', 'aggregator', Object.fromEntries(states)),
    measure(
      'gridshare_pages_unclosed',
      areas.reduce((sum, { closingCount }) => sum + closingCount, 0),
    ),
    measure('gridshare_settlement_age_seconds', (gridMs - oldestMs) / 1_000),
    measure(
      'gridshare_windows_end_soon',
      shortages.some(({ what }) => what === 'windows'),
    ),
    measure(
      'gridshare_tariffs_end_soon',
      shortages.some(({ what }) => what === 'tariffs'),
    ),
    measure('gridshare_areas_complaining', areas.filter(({ complaint }) => complaint !== undefined).length),
  ];
}
