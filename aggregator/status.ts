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

/** Of one that has just started. `rejections`: by code, counted by whoever rejects. */
export function nothingYet(rejections: Record<string, number>): AggregatorStats {
  return { messages: 0, cells: 0, duplicates: 0, rejected: 0, rejections, receipts: 0 };
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
