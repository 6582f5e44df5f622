/**
 * A party's health file: whether it runs, is connected and commits; times and counts, never values. Written every few
 * seconds, whole or not at all, for `gridshare health`, `gridshare doctor`, containers and systemd.
 */
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  renameSync,
  statSync,
  statfsSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseTopic } from '../../protocol/wire/topics.ts';
import { codeOf, messageOf } from '../base/errors.ts';
import { LOCK_FILE, isLockedElsewhere, isStateLocked } from '../base/lock.ts';
import type { PartyLogger } from '../base/logger.ts';
import { parseStored } from '../store/sqlite.ts';
import { identityOf } from '../store/state-watch.ts';
import { describeTrouble } from '../base/trouble.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';

const HEALTH_FILE = 'health.json';
const WRITE_EVERY_MS = 2_000;
/** A process that has not written for so long hangs, or its disk does. */
const STALE_AFTER_MS = 15_000;
/** A sign so much later than the health file was given instead of it. */
const SIGN_AFTER_MS = 1_000;

export type Role = 'broker' | 'aggregator' | 'utility' | 'meter';

export interface Health {
  readonly version: 1;
  readonly role: Role;
  readonly party: string;
  readonly software: string;
  readonly pid: number;
  /** `failed`: it ended by itself, `error` says why. */
  readonly state: 'starting' | 'running' | 'stopping' | 'stopped' | 'failed';
  readonly startedAtMs: number;
  readonly writtenAtMs: number;
  readonly isConnected: boolean;
  /** When `isConnected` last changed. */
  readonly sinceMs: number;
  /** Why it is not connected. */
  readonly reason?: string;
  readonly lastCommitAtMs?: number;
  /** How long ago that was when this was written, by a clock that nobody sets. */
  readonly agesMs?: Ages;
  /** By name of the topic. */
  readonly lastMessageAtMs: Readonly<Record<string, number>>;
  /** By kind of what was written to the store. */
  readonly lastWriteAtMs: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
  /** What keeps it from its work although it runs, and what to do. */
  readonly problem?: string;
  /** What people should know although all is well. */
  readonly notes?: readonly string[];
  readonly error?: { readonly code: string; readonly message: string };
}

/** By the monotonic clock of the process that writes: the system's clock may be set meanwhile. */
export interface Ages {
  readonly started: number;
  /** Of `isConnected`. */
  readonly since: number;
  readonly lastCommit?: number;
  /** By name of the topic. */
  readonly lastMessage: Readonly<Record<string, number>>;
}

/** What a process sees of itself going on. Times are for people and other processes, ages are how long ago that was. */
export class Activity {
  isConnected = false;
  sinceMs = Date.now();
  readonly #startedAt = performance.now();
  #changedAt = performance.now();
  #committedAt: number | undefined;
  readonly #messageAt = new Map<string, number>();
  reason: string | undefined;
  lastCommitAtMs: number | undefined;
  readonly lastMessageAtMs: Record<string, number> = {};
  readonly lastWriteAtMs: Record<string, number> = {};

  connected(): void {
    this.isConnected = true;
    this.#changed();
    this.reason = undefined;
  }

  disconnected(reason: string): void {
    if (this.isConnected) this.#changed();
    this.isConnected = false;
    this.reason = reason;
  }

  #changed(): void {
    this.sinceMs = Date.now();
    this.#changedAt = performance.now();
  }

  get agesMs(): Ages {
    const now = performance.now();
    const age = (at: number): number => Math.round(now - at);
    return {
      started: age(this.#startedAt),
      since: age(this.#changedAt),
      ...(this.#committedAt === undefined ? {} : { lastCommit: age(this.#committedAt) }),
      lastMessage: Object.fromEntries([...this.#messageAt].map(([name, at]) => [name, age(at)])),
    };
  }

  message(topic: string): void {
    const name = parseTopic(topic)?.name;
    // Shares are shares, in whichever topic they come.
    if (name === undefined) return;
    const known = name === 'meterShares' ? 'shares' : name;
    this.lastMessageAtMs[known] = Date.now();
    this.#messageAt.set(known, performance.now());
  }

  committed(ops: readonly { readonly kind: string }[]): void {
    const nowMs = Date.now();
    this.lastCommitAtMs = nowMs;
    this.#committedAt = performance.now();
    for (const { kind } of ops) this.lastWriteAtMs[kind] = nowMs;
  }
}

function errorOf(error: unknown): NonNullable<Health['error']> {
  return { code: codeOf(error) ?? 'ERR_BUG', message: messageOf(error) };
}

/**
 * A sign of life that takes no room: what the lock file's time says. Given only while the health file can't be written, so
 * that whoever asks tells a process that lives from one that hangs.
 */
function giveSign(stateFolder: string): void {
  try {
    const now = new Date();
    utimesSync(join(stateFolder, LOCK_FILE), now, now);
  } catch {
    // A disk that takes not even that: who asks sees by the lock that there is a process, and why it is silent.
  }
}

/** When it last gave one; 0 if it never did. The time at which the lock file was made is none. */
function lastSignMs(stateFolder: string): number {
  const lock = statSync(join(stateFolder, LOCK_FILE), { throwIfNoEntry: false });
  return lock === undefined || lock.mtimeMs - lock.birthtimeMs <= SIGN_AFTER_MS ? 0 : lock.mtimeMs;
}

/** Whole or not at all. */
function writeHealth(stateFolder: string, health: Health): void {
  const path = join(stateFolder, HEALTH_FILE);
  writeFileSync(`${path}.new`, `${JSON.stringify(health)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/**
 * Leaves word of a start that failed, before there was anything to watch or after: whoever asks for health hears why,
 * rather than what an earlier process said. Not in a folder with which another process runs.
 */
export function noteFailedStart(stateFolder: string, role: Role, party: string, error: unknown): void {
  if (!existsSync(stateFolder) || isLockedElsewhere(stateFolder)) return;
  const before = readHealth(stateFolder);
  const nowMs = Date.now();
  try {
    writeHealth(stateFolder, {
      version: 1,
      role,
      party: before?.party ?? party,
      software: SOFTWARE_VERSION,
      pid: process.pid,
      state: 'failed',
      startedAtMs: nowMs,
      writtenAtMs: nowMs,
      isConnected: false,
      sinceMs: nowMs,
      ...(before?.lastCommitAtMs === undefined ? {} : { lastCommitAtMs: before.lastCommitAtMs }),
      lastMessageAtMs: before?.lastMessageAtMs ?? {},
      lastWriteAtMs: before?.lastWriteAtMs ?? {},
      counts: before?.counts ?? {},
      error: errorOf(error),
    });
  } catch {
    // The error itself is told to whoever started it.
  }
}

export class HealthFile {
  private readonly stateFolder: string;
  private readonly role: Role;
  private readonly party: string;
  private readonly activity: Activity;
  private readonly logger: PartyLogger;
  private readonly counts: () => Readonly<Record<string, number>>;
  private readonly problem: () => string | undefined;
  private readonly notes: () => readonly string[];
  /** Which folder it was. */
  private readonly folder: string | undefined;
  private readonly startedAtMs = Date.now();
  private readonly timer: NodeJS.Timeout;
  private state: Health['state'] = 'starting';
  /** Why it can't be written now; undefined if it can. */
  private trouble: string | undefined;

  constructor(
    stateFolder: string,
    role: Role,
    party: string,
    activity: Activity,
    logger: PartyLogger,
    counts: () => Readonly<Record<string, number>>,
    problem: () => string | undefined = () => undefined,
    notes: () => readonly string[] = () => [],
  ) {
    this.stateFolder = stateFolder;
    this.role = role;
    this.party = party;
    this.activity = activity;
    this.logger = logger;
    this.counts = counts;
    this.problem = problem;
    this.notes = notes;
    this.folder = identityOf(stateFolder);
    this.timer = setInterval(() => this.write(), WRITE_EVERY_MS).unref();
    this.write();
  }

  /** Its store is open and it goes about its business, connected or not. */
  running(): void {
    this.become('running');
  }

  stopping(): void {
    this.become('stopping');
  }

  stopped(): void {
    clearInterval(this.timer);
    this.become('stopped');
  }

  failed(error: unknown): void {
    clearInterval(this.timer);
    this.state = 'failed';
    this.write(errorOf(error));
  }

  private become(state: Health['state']): void {
    this.state = state;
    this.write();
  }

  private write(error?: Health['error']): void {
    const { isConnected, sinceMs, agesMs, reason, lastCommitAtMs, lastMessageAtMs, lastWriteAtMs } = this.activity;
    const problem = this.problem();
    const notes = this.notes();
    const health: Health = {
      version: 1,
      role: this.role,
      party: this.party,
      software: SOFTWARE_VERSION,
      pid: process.pid,
      state: this.state,
      startedAtMs: this.startedAtMs,
      writtenAtMs: Date.now(),
      isConnected,
      sinceMs,
      agesMs,
      ...(reason === undefined ? {} : { reason }),
      ...(lastCommitAtMs === undefined ? {} : { lastCommitAtMs }),
      lastMessageAtMs,
      lastWriteAtMs,
      counts: this.counts(),
      ...(problem === undefined ? {} : { problem }),
      ...(notes.length === 0 ? {} : { notes }),
      ...(error === undefined ? {} : { error }),
    };
    // Neither into a folder that took the place of this party's, nor in place of one that is gone.
    if (identityOf(this.stateFolder) !== this.folder) return;
    // A disk that is full must not be what ends a party: it goes on, and tries again every time.
    try {
      writeHealth(this.stateFolder, health);
      this.noteTrouble(undefined);
    } catch (cause) {
      giveSign(this.stateFolder);
      this.noteTrouble(describeTrouble(cause));
    }
  }

  /** Said once, and once more when it is over or has another cause. */
  private noteTrouble(trouble: string | undefined): void {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    const path = join(this.stateFolder, HEALTH_FILE);
    if (trouble === undefined) {
      this.logger.info(`${path} can be written again`);
      return;
    }
    const text = `cannot write ${path}: ${trouble}. This party goes on; gridshare health and doctor do not see how it is until the file can be written`;
    this.logger.error({ code: 'ERR_HEALTH_WRITE' }, text);
  }
}

/** The health file of a state folder; undefined if there is none that can be read. */
export function readHealth(stateFolder: string): Health | undefined {
  try {
    const health = parseStored<Partial<Health> | null>(readFileSync(join(stateFolder, HEALTH_FILE), 'utf8'));
    return isHealth(health) ? health : undefined;
  } catch {
    return undefined;
  }
}

/**
 * An age as of now. What passed since the file was written is added as far as it can be: a party writes every 2 s, so
 * anything else is a clock that was set.
 */
export function ageNow(health: Health, age: (ages: Ages) => number | undefined, nowMs: number): number | undefined {
  if (health.agesMs === undefined) return undefined;
  const written = age(health.agesMs);
  const fileAgeMs = nowMs - health.writtenAtMs;
  return written === undefined ? undefined : written + (fileAgeMs > 0 && fileAgeMs <= STALE_AFTER_MS ? fileAgeMs : 0);
}

/** What is cut off, or was written by somebody else, is no health file. */
function isHealth(health: Partial<Health> | null): health is Health {
  return (
    typeof health?.state === 'string' && typeof health.writtenAtMs === 'number' && typeof health.sinceMs === 'number'
  );
}

/** Whether a party ever left a health file in this folder, readable or not. */
export function hasHealthFile(stateFolder: string): boolean {
  return existsSync(join(stateFolder, HEALTH_FILE));
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

/** Whether the party of a state folder is well; with `isAliveEnough`, whether it runs, connected to the broker or not. */
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
  const { problem } = health;
  if (isConnected && problem !== undefined)
    return { isHealthy: isAliveEnough, text: `runs, connected to the broker, but ${problem}`, health };
  const noted = (health.notes ?? []).map((note) => `; ${note}`).join('');
  if (isConnected) return { isHealthy: true, text: `runs, connected to the broker ${since}${noted}`, health };
  const why = [reason, problem].filter((part) => part !== undefined).join('; ');
  const text = `runs, not connected to the broker ${since}${why === '' ? '' : `: ${why}`}`;
  return { isHealthy: isAliveEnough, text, health };
}
