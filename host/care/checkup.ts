/**
 * The doctor: looks at everything that a party needs, one check each, and says what to do. Changes nothing, and never
 * connects under the client id of a party that runs, which would take over its connection. What is particular to a party
 * comes in through `Patient`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupConfig, ClockConfig } from '../../schemas/types.ts';
import { type Check, attempt, failed, ok, warning } from './finding.ts';
import { backupCheck } from './backup-record.ts';
import { type Connected, PATIENCE_MS, brokerCheck, connectionAgeMs, tlsCheck } from './check-broker.ts';
import { processCheck } from './check-process.ts';
import { type KnownTimes, checkClock } from './check-clock.ts';
import { checkDisk, checkStore } from './check-disk.ts';
import { HostError } from '../base/errors.ts';
import { ageNow, diagnose } from '../process/diagnosis.ts';
import { type Health, hasHealthFile, readHealth } from '../process/health-record.ts';
import { isStateLocked } from '../base/lock.ts';
import { LAST_RESTORE_FILE, RESTORED_FILE } from '../store/new-store.ts';
import { parseStored } from '../store/sqlite.ts';
import { DAMAGED_ADVICE } from '../store/store-advice.ts';
import type { StoreKind } from '../store/store-making.ts';

/** What a party's store says about the grid. */
export interface Inside extends KnownTimes {
  /** Findings: what waits, and who is convicted. */
  readonly backlog: readonly Check[];
}

export interface Patient extends Connected {
  readonly clock?: ClockConfig;
  readonly store?: StoreKind;
  /** Of a store that is backed up, what its config says of that. */
  readonly backups?: { readonly config: BackupConfig | undefined };
  /** Topics, by name, whose messages show that others are there. */
  readonly hears: readonly string[];
  /** Throws HostError for what can't be read. */
  readonly checkKeys?: () => Check;
  /** What else it stands on, beside the grid. */
  readonly lookAround?: () => Promise<readonly Check[]>;
  /** Looks into the store, when it is there and sound. `counts`: of the health file. */
  readonly lookInside?: (path: string, counts: Readonly<Record<string, number>>) => Inside;
}

const NOTHING: Inside = { backlog: [] };
const DEFAULT_INTERVAL_SECONDS = 900;
/** What is away may come back while the party runs. */
const OUTSIDE = new Set<Check['name']>(['broker', 'source', 'household']);
/** Nothing heard for so many intervals is strange. */
const SILENT_INTERVALS = 3;

/** Every check, in the order in which a person would look. */
export async function examine(patient: Patient, nowMs: number, isInOwnName: boolean): Promise<Check[]> {
  const { stateFolder, store, clock } = patient;
  const health = readHealth(stateFolder);
  const checks: Check[] = [ok('config', 'valid')];
  if (patient.checkKeys !== undefined) checks.push(attempt('keys', patient.checkKeys));
  checks.push(checkDisk(stateFolder));
  let inside = NOTHING;
  if (store !== undefined) {
    const path = join(stateFolder, store.file);
    const check = checkStore(path, store, hasRun(stateFolder, health));
    checks.push(check, ...restoredCheck(stateFolder));
    if (patient.backups !== undefined) checks.push(backupCheck(stateFolder, patient.backups.config, nowMs));
    if (check.status !== 'failed' && existsSync(path)) inside = lookInside(patient, path, health);
  }
  if (clock !== undefined)
    checks.push(checkClock(clock, stateFolder, inside, nowMs, isFollowing(patient, health, nowMs)));
  checks.push(
    attempt('tls', () => tlsCheck(patient, nowMs)),
    await brokerCheck(patient, health, nowMs, isInOwnName),
    ...((await patient.lookAround?.()) ?? []),
  );
  // What is wrong inside comes before what to do with the process: nobody should start what is to be mended first.
  const isSound = [...checks, ...inside.backlog].every(({ name, status }) => status !== 'failed' || OUTSIDE.has(name));
  checks.push(processCheck(stateFolder, health, nowMs, isSound), ...trafficCheck(patient, health, inside, nowMs));
  return [...checks, ...inside.backlog];
}

/** A start that failed before there was a store left a health file, too. */
function hasRun(stateFolder: string, health: Health | undefined): boolean {
  // One that is empty after a power cut was written once.
  if (health === undefined) return hasHealthFile(stateFolder);
  // Nor has one that is starting made one yet.
  return !['failed', 'starting'].includes(health.state) || health.lastCommitAtMs !== undefined;
}

function isFollowing({ stateFolder }: Patient, health: Health | undefined, nowMs: number): boolean {
  if (health?.isConnected !== true || connectionAgeMs(health, nowMs) <= PATIENCE_MS) return false;
  const { isHealthy, isBlind } = diagnose(stateFolder, true, nowMs);
  return isHealthy && isBlind !== true;
}

function lookInside(patient: Patient, path: string, health: Health | undefined): Inside {
  const { store } = patient;
  if (store === undefined) return NOTHING;
  try {
    return patient.lookInside?.(path, health?.counts ?? {}) ?? NOTHING;
  } catch (error) {
    if (error instanceof HostError && ['ERR_STORE_EMPTY', 'ERR_STORE_VERSION'].includes(error.code)) return NOTHING;
    const reason = error instanceof Error ? error.message : String(error);
    return { backlog: [failed('store', `its content can't be read: ${reason}`, DAMAGED_ADVICE[store.keeper])] };
  }
}

/**
 * After a restore. The one file is for the party, which begins a new store epoch by it when it starts: without it an old
 * store would pass for the newest. The other is for people.
 */
function restoredCheck(stateFolder: string): Check[] {
  const waiting = join(stateFolder, RESTORED_FILE);
  const noticed = join(stateFolder, LAST_RESTORE_FILE);
  const path = [waiting, noticed].find(existsSync);
  if (path === undefined) return [];
  const { from, takenAtMs, restoredAtMs } = readRestored(path);
  const text = `restored on ${isoOf(restoredAtMs)} from ${String(from)}, taken on ${isoOf(takenAtMs)}`;
  const advice =
    path === waiting
      ? `start the party: it takes notice. KEEP ${waiting}: by it the party knows that its store may be older than what it signed`
      : `the party has taken notice; see that the backlog shrinks, then delete ${noticed}, which is a note for you`;
  return [warning('store', text, advice)];
}

function readRestored(path: string): Readonly<Record<string, unknown>> {
  try {
    return parseStored<Record<string, unknown>>(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

function isoOf(ms: unknown): string {
  return typeof ms === 'number' ? new Date(ms).toISOString() : 'an unknown day';
}

/** When a running party last heard of those it depends on. */
function trafficCheck(patient: Patient, health: Health | undefined, inside: Inside, nowMs: number): Check[] {
  const { hears, stateFolder, clock } = patient;
  if (hears.length === 0 || health?.state !== 'running' || !isStateLocked(stateFolder)) return [];
  const heardAgo = hears.flatMap((name) => ageNow(health, ({ lastMessage }) => lastMessage[name], nowMs) ?? []);
  const lastAgo = heardAgo.length === 0 ? undefined : Math.min(...heardAgo);
  const allowedMs = SILENT_INTERVALS * (inside.grid?.intervalSeconds ?? DEFAULT_INTERVAL_SECONDS) * 1_000;
  const silentMs = lastAgo ?? ageNow(health, ({ started }) => started, nowMs) ?? nowMs - health.startedAtMs;
  const what = hears.join(' or ');
  const text =
    lastAgo === undefined ? `no ${what} since it started` : `last ${what} ${Math.round(lastAgo / 1_000)} s ago`;
  const commitAgo = ageNow(health, ({ lastCommit }) => lastCommit, nowMs);
  const commit =
    commitAgo === undefined ? 'nothing stored since it started' : `last commit ${Math.round(commitAgo / 1_000)} s ago`;
  if (clock?.source === 'replay' || silentMs <= allowedMs) return [ok('traffic', `${text}, ${commit}`)];
  return [warning('traffic', `${text}, ${commit}`, 'see whether the others run: gridshare doctor for each of them')];
}
