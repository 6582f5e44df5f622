/** Whether the utility is at work, as the status that it leaves tells. */
import { isoTime } from '../../protocol/grid/span.ts';
import type { SettlementStatus } from '../../schemas/types.ts';
import { formatDuration } from './wording.ts';

/** Rewritten every two seconds: one that is older is of a utility that stands still or is gone. */
const STALE_MS = 15_000;

export interface UtilityView {
  readonly isRunning: boolean;
  readonly isConnected: boolean;
  /** Age of the last status; undefined if there is none. */
  readonly statusAgeMs: number | undefined;
  /** Grid time at the last status, as an ISO time. */
  readonly gridTime: string | undefined;
  readonly text: string;
}

export function viewUtility(status: SettlementStatus | undefined, nowMs: number): UtilityView {
  if (status === undefined) {
    const text = 'The utility left no status: it is not running. What is under way is not known.';
    return { isRunning: false, isConnected: false, statusAgeMs: undefined, gridTime: undefined, text };
  }
  const statusAgeMs = Math.max(0, nowMs - status.writtenAtMs);
  const isRunning = status.isRunning && Math.abs(nowMs - status.writtenAtMs) < STALE_MS;
  const isConnected = isRunning && status.isConnected;
  const age = formatDuration(statusAgeMs);
  const at = isoTime(status.writtenAtMs);
  // Written by another process, by a clock that may have been set since: then times say more than how long ago that was.
  const isOff = status.writtenAtMs > nowMs + STALE_MS;
  const text = isRunning
    ? `The utility is running and ${isConnected ? 'connected' : 'NOT connected to the broker'} (status of ${age} ago).`
    : status.isRunning
      ? `The utility is not running, or stands still: its last status is of ${at}${isOff ? ', which is later than this clock says: it was set back' : ''}. What is under way is not known: gridshare health and doctor with its config say how it is.`
      : `The utility was stopped at ${at}. Nothing is closed or billed until it is started.`;
  const evidence = status.evidence === undefined ? '' : ` EVIDENCE: ${status.evidence}.`;
  const gridTime = isoTime(status.gridMs);
  return { isRunning, isConnected, statusAgeMs, gridTime, text: `${text}${evidence}` };
}
