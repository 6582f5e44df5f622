/** Looking at a party's clock: against the software, the files of its folder, and what a quorum of clocks has closed. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { intervalEndMs, intervalStartMs } from '../protocol/interval.ts';
import type { ClockConfig } from '../schemas/types.ts';
import { type Check, failed, ok, warning } from './check.ts';
import { RELEASED_AT_MS } from './version.ts';

const DAY_MS = 86_400_000;
const FAR_FUTURE_MS = 20 * 365 * DAY_MS;
/** Clocks that differ by less serve. */
const TOLERANCE_MS = 60_000;

/** What a party's log knows about time; members are undefined before it has a scheme. */
export interface KnownTimes {
  readonly intervalSeconds?: number | undefined;
  readonly firstInterval?: number | undefined;
  /** The next page to close: all before it were closed by a quorum of clocks. */
  readonly nextToClose?: number | undefined;
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

export function checkClock(clock: ClockConfig, stateFolder: string, known: KnownTimes, nowMs: number): Check {
  if (clock.source === 'replay')
    return ok('clock', 'replayed, for demonstrations: the fleet says what time it is, nothing to compare it with');
  const advice = 'set the clock and keep it set (systemd-timesyncd, chrony); then start the party again';
  const said = new Date(nowMs).toISOString();
  if (nowMs < RELEASED_AT_MS || nowMs > RELEASED_AT_MS + FAR_FUTURE_MS)
    return failed('clock', `says ${said}: that can't be`, advice);
  const aheadMs = newestFileMs(stateFolder) - nowMs;
  if (aheadMs > TOLERANCE_MS)
    return failed('clock', `says ${said}, but a file here was written ${words(aheadMs)} later`, advice);
  const { intervalSeconds, firstInterval, nextToClose } = known;
  if (intervalSeconds === undefined || firstInterval === undefined) return ok('clock', `says ${said}`);
  const closedMs = nextToClose === undefined ? 0 : intervalEndMs(nextToClose - 1, intervalSeconds);
  if (nextToClose !== undefined && nextToClose > firstInterval && closedMs - nowMs > TOLERANCE_MS)
    return failed(
      'clock',
      `says ${said}, but a quorum closed an interval that ends ${words(closedMs - nowMs)} later`,
      advice,
    );
  const startsInMs = intervalStartMs(firstInterval, intervalSeconds) - nowMs;
  if (startsInMs > DAY_MS)
    return warning('clock', `says ${said}, ${words(startsInMs)} before the deployment's first interval`, advice);
  return ok('clock', `says ${said}, in keeping with the log`);
}
