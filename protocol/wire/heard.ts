/** What each party subscribes to: hosts ask for it at a broker, the simulator at its network. [P-5.1] */
import { type TopicName, topicFilter, topics } from './topics.ts';

const ownFilter = (name: TopicName, index: number): string => topicFilter(name).replace('+', String(index));

/** Shares for aggregator `index`, whichever form the scheme has. */
export function sharesFilters(index: number): string[] {
  return (['shares', 'areaShares', 'meterShares'] as const).map((name) => ownFilter(name, index));
}

/** Aggregator `index`, for all areas. */
export function aggregatorFilters(index: number): string[] {
  const others = (['log', 'recovery', 'accepts', 'evidence', 'utilityEvidence', 'meterEvidence'] as const).map(
    topicFilter,
  );
  return [...sharesFilters(index), ownFilter('requests', index), topics.key(index), ...others];
}

export function utilityFilters(): string[] {
  const names = ['manifests', 'accepts', 'log', 'status', 'rejections', 'evidence', 'meterEvidence'] as const;
  return [...names, 'totals' as const, 'areaTotals' as const, 'utilityEvidence' as const].map(topicFilter);
}

/** What the utility's process hears besides, for its operator: nothing is decided by it. */
export function operatorFilters(): string[] {
  return [topicFilter('key')];
}

/** A process with these meters. */
export function meterFilters(meterIds: readonly string[]): string[] {
  return [
    // What the broker kept of receipts comes before anything may be sent: a store that is lost shows by them. [P-3.6]
    ...meterIds.flatMap((id) => [topicFilter('receipts').replace('+', id), topics.bill(id)]),
    ...(['scheme', 'tariffs', 'key', 'status', 'evidence', 'utilityEvidence'] as const).map(topicFilter),
  ];
}
