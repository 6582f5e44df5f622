/** Looking at a party's clock: against the software, the files of its folder, and what a quorum of clocks has closed. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type IntervalGrid, intervalEndMs, intervalStartMs } from '../../protocol/grid/interval.ts';
import type { ClockConfig } from '../../schemas/types.ts';
import { type Check, failed, ok, warning } from './finding.ts';
import { RELEASED_AT_MS } from '../base/version.ts';

const DAY_MS = 86_400_000;
const FAR_FUTURE_MS = 20 * 365 * DAY_MS;
/** Clocks that differ by less serve. */
const TOLERANCE_MS = 60_000;
/** Pages may close a little late. */
const LATE_TOLERANCE_MS = 300_000;

/** What a party's log knows about time; members are undefined before it has a scheme. */
export interface KnownTimes {
  readonly grid?: IntervalGrid | undefined;
  readonly firstInterval?: number | undefined;
  /** The next page to close: all before it were closed by a quorum of clocks. */
  readonly nextToClose?: number | undefined;
  /** How long after its end a page is closed, at the latest, if all is well. */
  readonly closesAfterSeconds?: number | undefined;
}

function newestFileMs(folder: string): number {
  try {
    return Math.max(0, ...readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs));
  } catch {
    return 0;
  }
}

function words(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 2 * DAY_MS) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / DAY_MS)} days`;
}

/** `isFollowing`: the party runs and is connected, so that what it knows of the log is of now. */
export function checkClock(
  clock: ClockConfig,
  stateFolder: string,
  known: KnownTimes,
  nowMs: number,
  isFollowing: boolean,
): Check {
  if (clock.source === 'replay')
    return ok('clock', 'replayed, for demonstrations: the fleet says what time it is, nothing to compare it with');
  const advice = 'set the clock and keep it set (systemd-timesyncd, chrony); then start the party again';
  const said = new Date(nowMs).toISOString();
  if (nowMs < RELEASED_AT_MS || nowMs > RELEASED_AT_MS + FAR_FUTURE_MS)
    return failed('clock', `says ${said}: that can't be`, advice);
  const aheadMs = newestFileMs(stateFolder) - nowMs;
  if (aheadMs > TOLERANCE_MS)
    return failed('clock', `says ${said}, but a file here was written ${words(aheadMs)} later`, advice);
  const { grid, firstInterval, nextToClose } = known;
  if (grid === undefined || firstInterval === undefined) return ok('clock', `says ${said}`);
  const closedMs = nextToClose === undefined ? 0 : intervalEndMs(nextToClose - 1, grid);
  if (nextToClose !== undefined && nextToClose > firstInterval && closedMs - nowMs > TOLERANCE_MS)
    return failed(
      'clock',
      `says ${said}, but a quorum closed an interval that ends ${words(closedMs - nowMs)} later`,
      advice,
    );
  const startsInMs = intervalStartMs(firstInterval, grid) - nowMs;
  if (startsInMs > DAY_MS)
    return warning('clock', `says ${said}, ${words(startsInMs)} before the deployment's first interval`, advice);
  if (nextToClose === undefined) return ok('clock', `says ${said}; nothing here to compare it with`);
  const closed =
    nextToClose > firstInterval ? `closed until ${new Date(closedMs).toISOString()}` : 'no interval is closed yet';
  // Whether the clock is ahead or pages do not close, no party can tell alone: nobody else's clock is asked.
  const dueMs = intervalEndMs(nextToClose, grid) + (known.closesAfterSeconds ?? grid.intervalSeconds) * 1_000;
  const lateMs = nowMs - dueMs;
  if (lateMs <= LATE_TOLERANCE_MS) return ok('clock', `says ${said}, in keeping with the log (${closed})`);
  if (!isFollowing)
    return ok(
      'clock',
      `says ${said}; nothing to compare it with: the log here is old (${closed}), since the party does not run, or is not connected for long`,
    );
  return warning(
    'clock',
    `says ${said}, but by that the next interval should have been closed ${words(lateMs)} ago (${closed})`,
    'either this clock is ahead (compare it with a clock that you trust; timedatectl, chronyc tracking), or pages do not close: gridshare doctor for the aggregators and the utility',
  );
}
