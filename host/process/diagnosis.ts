/** What the health file of a party and its lock say together: whether it is well, or what is wrong and what to do. */
import { accessSync, constants, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE, isStateLocked } from '../base/lock.ts';
import { describeTrouble } from '../base/trouble.ts';
import { type Ages, HEALTH_FILE, type Health, hasHealthFile, readHealth } from './health-record.ts';

/** A process that has not written for so long hangs, or its disk does. */
const STALE_AFTER_MS = 15_000;
/** A sign so much later than the health file was given instead of it. */
const SIGN_AFTER_MS = 1_000;

/** When it last gave one; 0 if it never did. The time at which the lock file was made is none. */
function lastSignMs(stateFolder: string): number {
  const lock = statSync(join(stateFolder, LOCK_FILE), { throwIfNoEntry: false });
  return lock === undefined || lock.mtimeMs - lock.birthtimeMs <= SIGN_AFTER_MS ? 0 : lock.mtimeMs;
}

/**
 * An age as of now. What passed since the file was written is added as far as it can be: a party writes every 6 s at the
 * latest, so anything else is a clock that was set.
 */
export function ageNow(health: Health, age: (ages: Ages) => number | undefined, nowMs: number): number | undefined {
  if (health.agesMs === undefined) return undefined;
  const written = age(health.agesMs);
  const fileAgeMs = nowMs - health.writtenAtMs;
  return written === undefined ? undefined : written + (fileAgeMs > 0 && fileAgeMs <= STALE_AFTER_MS ? fileAgeMs : 0);
}

/** Why a health file can't be written, as far as somebody else can see without writing: in words, with what to do. */
function writingTrouble(stateFolder: string): string | undefined {
  for (const name of [HEALTH_FILE, `${HEALTH_FILE}.new`]) {
    const path = join(stateFolder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return `${path} is a folder: move it away`;
  }
  try {
    accessSync(stateFolder, constants.W_OK);
    const { bavail } = statfsSync(stateFolder);
    return bavail === 0 ? 'no space is left on its disk: free space there (df -h, df -i)' : undefined;
  } catch (cause) {
    return describeTrouble(cause);
  }
}

export interface Diagnosis {
  readonly isHealthy: boolean;
  /** Worth a second look in a few seconds before anybody acts by it. */
  readonly isPassing?: true;
  /** The process lives and is not at work yet: whoever can wait may look again. */
  readonly isStarting?: true;
  /** The process lives, but can't write its health file: what that says is old. */
  readonly isBlind?: true;
  readonly text: string;
  readonly health: Health | undefined;
}

/** How long its connection has been as it is. A file without ages has times only, which a set clock makes wrong. */
function lastingOf(health: Health, nowMs: number): string {
  const age = ageNow(health, ({ since }) => since, nowMs);
  if (age !== undefined) return `for ${Math.round(age / 1000)} s`;
  return `since ${new Date(health.sinceMs).toISOString()}`;
}

const DIED =
  'died without a word: killed, out of memory, or the power was cut. Nothing that was promised is lost: look at the end of its log, then start it';

/**
 * Of a process that holds the lock: why nothing is known of it, where it can't write its health file; undefined where that
 * is not so. It gives a sign instead; on a disk that takes not even that, what keeps it from writing can be seen.
 */
function blindnessOf(stateFolder: string, health: Health | undefined, nowMs: number): string | undefined {
  const signMs = lastSignMs(stateFolder);
  const writtenAtMs = health?.writtenAtMs ?? 0;
  const hasSign = signMs - writtenAtMs > SIGN_AFTER_MS && Math.abs(nowMs - signMs) <= STALE_AFTER_MS;
  const isSilent = Math.abs(nowMs - writtenAtMs) > STALE_AFTER_MS;
  const trouble = writingTrouble(stateFolder);
  const since = health === undefined ? '' : ` since ${new Date(writtenAtMs).toISOString()}`;
  const what = `can't write its health file${since}: ${trouble ?? 'its log says why (ERR_HEALTH_WRITE); look for free space on its disk'}`;
  if (hasSign) return `runs, but ${what}`;
  return isSilent && trouble !== undefined
    ? `has a process, which ${what}. Whether that hangs can't be seen`
    : undefined;
}

/** Of a process that holds the lock and says that it is starting: a word that is fresh is a sign of life. */
function diagnoseStart(health: Health, isAliveEnough: boolean, nowMs: number): Diagnosis {
  const { progress, writtenAtMs } = health;
  const far = progress === undefined ? '' : `: ${progress}`;
  if (Math.abs(nowMs - writtenAtMs) <= STALE_AFTER_MS)
    return { isHealthy: isAliveEnough, isStarting: true, text: `is starting${far}`, health };
  const text =
    `is starting, but has not come any further since ${new Date(writtenAtMs).toISOString()}${far}. It hangs, or its disk does: ` +
    'look at the disk (gridshare doctor) and restart it';
  return { isHealthy: false, isStarting: true, text, health };
}

/** Whether the party of a state folder is well; with `isAliveEnough`, whether it lives: runs, connected to the broker or not, or gets on with its start. */
export function diagnose(stateFolder: string, isAliveEnough: boolean, nowMs: number): Diagnosis {
  const health = readHealth(stateFolder);
  const sick = (text: string): Diagnosis => ({ isHealthy: false, text, health });
  const isLocked = isStateLocked(stateFolder);
  const blindness = isLocked ? blindnessOf(stateFolder, health, nowMs) : undefined;
  // Restarting it would help nobody.
  if (blindness !== undefined) return { isHealthy: isAliveEnough, isBlind: true, text: blindness, health };
  if (health === undefined && hasHealthFile(stateFolder)) {
    const file = join(stateFolder, HEALTH_FILE);
    const how = isLocked ? 'its process has not written it yet' : 'it does not run';
    return sick(`${file} is empty or damaged, as after a power cut, and ${how}`);
  }
  if (health === undefined) {
    if (isLocked) return sick('has a process that has not said yet how it is');
    const text = `has left no word in ${stateFolder}: it never ran here, or its folder was deleted, or its disk is not mounted`;
    return sick(text);
  }
  const { state, error, isConnected, reason } = health;
  if (state === 'failed') return sick(`ended by itself: ${error?.message ?? ''} [${error?.code ?? ''}]`);
  if (!isLocked) {
    if (state === 'stopped') return sick('is stopped: start it if it should run');
    if (lastSignMs(stateFolder) - health.writtenAtMs <= SIGN_AFTER_MS) return sick(DIED);
    return sick('died, or was stopped, while it could not write its health file: its log says why (ERR_HEALTH_WRITE)');
  }
  if (state === 'starting') return diagnoseStart(health, isAliveEnough, nowMs);
  if (state !== 'running') return sick(`is ${state}`);
  const ageMs = nowMs - health.writtenAtMs;
  if (ageMs > STALE_AFTER_MS) {
    const [last, now] = [health.writtenAtMs, nowMs].map((ms) => new Date(ms).toISOString());
    const text =
      `hangs, or its disk does: its last sign is of ${last}, and this clock says ${now}. If the clock was just put forward, the next sign comes ` +
      'within 2 s; if this stays, look at the disk (gridshare doctor) and restart it';
    return { ...sick(text), isPassing: true };
  }
  if (ageMs < -STALE_AFTER_MS) {
    const text =
      `gave its last sign at ${new Date(health.writtenAtMs).toISOString()}, and this clock says ${new Date(nowMs).toISOString()}: the clock was set back. ` +
      'The next sign comes within 2 s if all is well; if this stays, it hangs: restart it';
    return { ...sick(text), isPassing: true };
  }
  const since = lastingOf(health, nowMs);
  const { problem, role } = health;
  // Whom others come to has no connection of its own.
  const link = role === 'broker' || role === 'authority' ? 'listens' : 'connected to the broker';
  if (isConnected && problem !== undefined)
    return { isHealthy: isAliveEnough, text: `runs, ${link}, but ${problem}`, health };
  const noted = (health.notes ?? []).map((note) => `; ${note}`).join('');
  if (isConnected) return { isHealthy: true, text: `runs, ${link} ${since}${noted}`, health };
  const why = [reason, problem].filter((part) => part !== undefined).join('; ');
  const text = `runs, not connected to the broker ${since}${why === '' ? '' : `: ${why}`}`;
  return { isHealthy: isAliveEnough, text, health };
}
