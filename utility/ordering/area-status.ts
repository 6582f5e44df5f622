/**
 * What of an area is under way and only in the utility's memory: the pending announcement, attestations that are in. For
 * people and their tools; a pure view, nothing is decided by it. [P-7.1, P-7.2, P-7.5]
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { intervalAt, intervalEndMs } from '../../protocol/grid/interval.ts';
import { MAX_INTERVALS_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import type { Times } from '../../protocol/machine.ts';
import type { AreaStatus, SettlementStatus } from '../../schemas/types.ts';
import type { Attestations } from './attestations.ts';
import type { Announcer } from './announcer.ts';

/** What the machine knows; its host adds when it was asked. */
export type Progress = Omit<SettlementStatus, 'writtenAtMs' | 'isRunning'>;

/** `complaint`: why the next entry can't be announced, in words. */
export function areaStatus(
  log: AreaLog,
  attestations: Attestations,
  announcer: Announcer,
  aggregators: readonly number[],
  complaint: string | undefined,
  times: Times,
): AreaStatus {
  const { announced } = announcer;
  const isOver = log.hasScheme ? intervalAt(times.gridMs, log.scheme) : 0;
  const closingCount = log.hasScheme ? Math.max(0, isOver - log.nextToClose) : 0;
  const closing = Array.from({ length: Math.min(closingCount, MAX_INTERVALS_PER_MESSAGE) }, (_, at) => ({
    interval: log.nextToClose + at,
    manifests: ascending(attestations.pageOf(log.nextToClose + at).keys()),
  }));
  const holdings = [...attestations.windowHoldings()].map(([aggregator, held]) => ({
    aggregator,
    held: held.encode(),
  }));
  return {
    area: log.area,
    logLength: log.length,
    heads: aggregators
      .filter((aggregator) => announcer.heads.knows(aggregator))
      .map((aggregator) => ({
        aggregator,
        length: announcer.heads.lengthOf(aggregator),
        keptFrom: announcer.heads.keptFrom(aggregator),
      })),
    ...(announced === undefined
      ? {}
      : {
          announcement: {
            sequence: announced.sequence,
            kind: announced.kind,
            accepted: ascending(announcer.acceptedBy),
          },
        }),
    ...(complaint === undefined ? {} : { complaint: complaint.slice(0, 1_024) }),
    closingCount,
    closing,
    ...unbilled(log, times.gridMs),
    ...(log.hasScheme ? { holdings } : {}),
  };
}

/** When the first window without a bill entry ended, if it has. */
function unbilled(log: AreaLog, gridMs: number): { readonly unbilledSinceMs?: number } {
  if (!log.hasScheme) return {};
  const { from, count } = log.nextWindow;
  const endMs = intervalEndMs(from + count - 1, log.scheme);
  return endMs <= gridMs ? { unbilledSinceMs: endMs } : {};
}

function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].toSorted((one, other) => one - other);
}
