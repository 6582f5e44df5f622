/** What an aggregator says of itself: that it is there, and what it counted. */
import type { AggregatorParty } from './party.ts';

/** What an aggregator can tell about itself: counts, never values. */
export interface AggregatorStats {
  messages: number;
  cells: number;
  duplicates: number;
  rejected: number;
  readonly rejections: Record<string, number>;
  receipts: number;
}

/** The status an aggregator publishes, and leaves as its last will. */
export function statusOf(
  party: Pick<AggregatorParty, 'deployment' | 'index' | 'softwareVersion'>,
  state: 'online' | 'offline',
): object {
  return {
    version: 1,
    deployment: party.deployment,
    type: 'status',
    aggregator: party.index,
    state,
    software: party.softwareVersion,
  };
}
