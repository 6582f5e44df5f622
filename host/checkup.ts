/**
 * The doctor: looks at everything that a party needs, one check each, and says what to do. Changes nothing, and never
 * connects under the client id of a party that runs, which would take over its connection. What is particular to a party
 * comes in through `Patient`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClockConfig } from '../schemas/types.ts';
import { type Check, failed, ok, warning } from './check.ts';
import { type KnownTimes, checkClock } from './check-clock.ts';
import { checkDisk, checkStore } from './check-disk.ts';
import { HostError } from './errors.ts';
import { type Health, type Role, diagnose, readHealth } from './health.ts';
import { isStateLocked } from './lock.ts';
import { LAST_RESTORE_FILE, RESTORED_FILE } from './new-store.ts';
import { type ProbeTls, probeBroker, strangerId } from './probe.ts';
import { parseStored } from './sqlite.ts';
import { type TlsFiles, readCertificate, readPem, readTls } from './tls-files.ts';
import { SOFTWARE_VERSION } from './version.ts';

/** What a party's store says about the grid. */
export interface Inside extends KnownTimes {
  readonly backlog: readonly Check[];
}

export interface Patient {
  readonly role: Role;
  /** Its client id; `broker` for a broker. */
  readonly party: string;
  readonly stateFolder: string;
  readonly brokerUrl: string;
  /** With TLS, what it connects with, or a broker shows. */
  readonly tls?: TlsFiles | undefined;
  readonly clock?: ClockConfig;
  readonly store?: { readonly file: string; readonly version: number };
  /** Topics, by name, whose messages show that others are there. */
  readonly hears: readonly string[];
  /** Throws HostError for what can't be read. */
  readonly checkKeys?: () => Check;
  /** Looks into the store, when it is there and sound. `counts`: of the health file. */
  readonly lookInside?: (path: string, counts: Readonly<Record<string, number>>) => Inside;
}

const NOTHING: Inside = { backlog: [] };
/** So long may a party be without its broker before that is more than a restart of one. */
const PATIENCE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A certificate that ends sooner should have been renewed by now. */
const LEAST_DAYS = 30;
const DEFAULT_INTERVAL_SECONDS = 900;
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
    const check = checkStore(path, store.version, health !== undefined);
    checks.push(check, ...restoredCheck(stateFolder));
    if (check.status !== 'failed' && existsSync(path)) inside = lookInside(patient, path, health);
  }
  if (clock !== undefined) checks.push(checkClock(clock, stateFolder, inside, nowMs));
  checks.push(
    attempt('tls', () => tlsCheck(patient, nowMs)),
    await brokerCheck(patient, health, nowMs, isInOwnName),
  );
  checks.push(processCheck(stateFolder, health, nowMs), ...trafficCheck(patient, health, inside, nowMs));
  return [...checks, ...inside.backlog];
}

/** A check that may throw. */
function attempt(name: Check['name'], run: () => Check): Check {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return failed(name, `${error.message} [${error.code}]`, 'see docs/operating.md for this code');
  }
}

function lookInside(patient: Patient, path: string, health: Health | undefined): Inside {
  try {
    return patient.lookInside?.(path, health?.counts ?? {}) ?? NOTHING;
  } catch (error) {
    if (error instanceof HostError && ['ERR_STORE_EMPTY', 'ERR_STORE_VERSION'].includes(error.code)) return NOTHING;
    const reason = error instanceof Error ? error.message : String(error);
    const advice = 'stop the party and restore a backup: docs/operating.md';
    return { backlog: [failed('store', `its content can't be read: ${reason}`, advice)] };
  }
}

function restoredCheck(stateFolder: string): Check[] {
  const path = [RESTORED_FILE, LAST_RESTORE_FILE].map((name) => join(stateFolder, name)).find(existsSync);
  if (path === undefined) return [];
  const { from, takenAtMs, restoredAtMs } = readRestored(path);
  const text = `restored on ${isoOf(restoredAtMs)} from ${String(from)}, taken on ${isoOf(takenAtMs)}`;
  return [warning('store', text, `see that the backlog shrinks; when it is gone, delete ${path}`)];
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

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

function tlsCheck({ brokerUrl, tls, party, role }: Patient, nowMs: number): Check {
  if (tls !== undefined) return certificateCheck(tls, role === 'broker' ? undefined : party, nowMs);
  const { protocol, hostname } = new URL(brokerUrl);
  if (protocol === 'mqtts:') return failed('tls', `${brokerUrl} needs a certificate`, 'name its files in bus.tls');
  if (isLoopback(hostname)) return ok('tls', 'plain MQTT, on the loopback interface only');
  const advice = 'client ids are claims without TLS: make a deployment with gridshare init --tls';
  return warning('tls', `plain MQTT to ${hostname}: anybody on the way can speak as any party`, advice);
}

/** `name`: the client id that it must be for. Throws HostError as `readTls`. */
function certificateCheck(files: TlsFiles, name: string | undefined, nowMs: number): Check {
  readTls(files);
  const certificate = readCertificate(files.cert);
  if (!certificate.checkIssued(readCertificate(files.ca)))
    return failed('tls', `${files.cert} is not from the authority in ${files.ca}`, 'put files of one authority there');
  if (name !== undefined && certificate.subject !== `CN=${name}`) {
    const text = `${files.cert} is for ${certificate.subject}, and brokers know this party as ${name}`;
    return failed('tls', text, "put this party's own certificate there");
  }
  const days = Math.floor((certificate.validToDate.getTime() - nowMs) / DAY_MS + 0.5);
  const renew = 'gridshare renew; or let gridshare authority run, which does it by itself';
  if (certificate.validToDate.getTime() <= nowMs)
    return failed('tls', `the certificate has ended on ${certificate.validToDate.toISOString()}`, renew);
  if (certificate.validFromDate.getTime() > nowMs)
    return failed('tls', `the certificate begins on ${certificate.validFromDate.toISOString()}`, 'look at the clock');
  const text = `mutual TLS, key private, the certificate ends in ${days} days`;
  return days < LEAST_DAYS ? warning('tls', text, renew) : ok('tls', text);
}

/**
 * Undefined where the files are unusable, which is a finding of its own. With the certificate only in the own name: brokers
 * go by it, and a second connection would take over the first.
 */
function tlsOf(files: TlsFiles | undefined, isOwn: boolean): ProbeTls | undefined {
  try {
    if (files === undefined) return undefined;
    return isOwn ? readTls(files) : { ca: readPem(files.ca) };
  } catch {
    return undefined;
  }
}

async function brokerCheck(
  patient: Patient,
  health: Health | undefined,
  nowMs: number,
  isInOwnName: boolean,
): Promise<Check> {
  const { brokerUrl, party, role, stateFolder } = patient;
  const isRunning = isStateLocked(stateFolder);
  const isOwn = isInOwnName && role !== 'broker' && !isRunning;
  const probed = await probeBroker(brokerUrl, isOwn ? party : strangerId(), tlsOf(patient.tls, isOwn));
  switch (probed.kind) {
    case 'unreachable':
      return failed(
        'broker',
        `${brokerUrl} can't be reached: ${probed.reason}`,
        'start the broker, or correct bus.url',
      );
    case 'notMqtt':
      return failed('broker', `what answers at ${brokerUrl} is no MQTT broker`, 'correct bus.url');
    case 'refused':
      if (isOwn)
        return failed(
          'broker',
          `${brokerUrl} refuses ${party} (CONNACK ${probed.returnCode})`,
          "look into the broker's log and its rights",
        );
      break;
    case 'refusedCertificate':
      if (isOwn) {
        const text = `${brokerUrl} does not take the certificate of ${party} (${probed.reason})`;
        return failed('broker', text, "look into the broker's log: revoked, ended, or of another authority");
      }
      break;
    case 'accepted':
      break;
  }
  const answers = `${brokerUrl} answers in ${probed.ms.toFixed(0)} ms${probed.kind === 'accepted' ? '' : ' and refuses strangers'}`;
  if (isOwn) return ok('broker', `${answers}; it lets ${party} in`);
  if (!isRunning || health === undefined || role === 'broker')
    return ok(
      'broker',
      role === 'broker' || isRunning ? answers : `${answers}; not tried as ${party} (--in-own-name does)`,
    );
  if (health.isConnected) return ok('broker', `${answers}; ${party} is connected`);
  const text = `${answers}, but ${party} is not connected${health.reason === undefined ? '' : `: ${health.reason}`}`;
  const advice = 'it tries by itself; if this stays, look into both logs';
  return nowMs - health.sinceMs > PATIENCE_MS ? failed('broker', text, advice) : warning('broker', text, advice);
}

function processCheck(stateFolder: string, health: Health | undefined, nowMs: number): Check {
  const { isHealthy, text } = diagnose(stateFolder, true, nowMs);
  if (isHealthy && health !== undefined) {
    const running = `${text} (process ${health.pid})`;
    if (health.problem !== undefined) return failed('process', running, 'its log says more, and docs/operating.md');
    if (health.software === SOFTWARE_VERSION) return ok('process', running);
    return warning('process', `${running}, gridshare ${health.software}`, `restart it to run ${SOFTWARE_VERSION}`);
  }
  if (health?.state === 'failed' || isStateLocked(stateFolder))
    return failed('process', text, 'look into its log; docs/operating.md explains the code');
  return warning('process', text, 'start it');
}

/** When a running party last heard of those it depends on. */
function trafficCheck(patient: Patient, health: Health | undefined, inside: Inside, nowMs: number): Check[] {
  const { hears, stateFolder, clock } = patient;
  if (hears.length === 0 || health?.state !== 'running' || !isStateLocked(stateFolder)) return [];
  const lastMs = Math.max(0, ...hears.map((name) => health.lastMessageAtMs[name] ?? 0));
  const allowedMs = SILENT_INTERVALS * (inside.intervalSeconds ?? DEFAULT_INTERVAL_SECONDS) * 1_000;
  const sinceMs = nowMs - Math.max(lastMs, health.startedAtMs);
  const what = hears.join(' or ');
  const text =
    lastMs === 0
      ? `no ${what} since it started`
      : `last ${what} ${Math.max(0, Math.round((nowMs - lastMs) / 1_000))} s ago`;
  const commit =
    health.lastCommitAtMs === undefined
      ? 'nothing stored yet'
      : `last commit ${Math.max(0, Math.round((nowMs - health.lastCommitAtMs) / 1_000))} s ago`;
  if (clock?.source === 'replay' || sinceMs <= allowedMs) return [ok('traffic', `${text}, ${commit}`)];
  return [warning('traffic', `${text}, ${commit}`, 'see whether the others run: gridshare doctor for each of them')];
}
