/**
 * A party's health file: whether it runs, is connected and commits; times and counts, never values. Written every few
 * seconds, whole or not at all, for `gridshare health`, `gridshare doctor`, containers and systemd.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTopic } from '../protocol/topics.ts';
import { HostError } from './errors.ts';
import { isStateLocked } from './lock.ts';
import { parseStored } from './sqlite.ts';
import { SOFTWARE_VERSION } from './version.ts';

const HEALTH_FILE = 'health.json';
const WRITE_EVERY_MS = 2_000;
/** A process that has not written for so long hangs, or its disk does. */
const STALE_AFTER_MS = 15_000;

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
  /** By name of the topic. */
  readonly lastMessageAtMs: Readonly<Record<string, number>>;
  /** By kind of what was written to the store. */
  readonly lastWriteAtMs: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
  /** What keeps it from its work although it runs, and what to do. */
  readonly problem?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/** What a process sees of itself going on. */
export class Activity {
  isConnected = false;
  sinceMs = Date.now();
  reason: string | undefined;
  lastCommitAtMs: number | undefined;
  readonly lastMessageAtMs: Record<string, number> = {};
  readonly lastWriteAtMs: Record<string, number> = {};

  connected(): void {
    this.isConnected = true;
    this.sinceMs = Date.now();
    this.reason = undefined;
  }

  disconnected(reason: string): void {
    if (this.isConnected) this.sinceMs = Date.now();
    this.isConnected = false;
    this.reason = reason;
  }

  message(topic: string): void {
    const name = parseTopic(topic)?.name;
    // Shares are shares, in whichever topic they come.
    if (name !== undefined) this.lastMessageAtMs[name === 'meterShares' ? 'shares' : name] = Date.now();
  }

  committed(ops: readonly { readonly kind: string }[]): void {
    const nowMs = Date.now();
    this.lastCommitAtMs = nowMs;
    for (const { kind } of ops) this.lastWriteAtMs[kind] = nowMs;
  }
}

export class HealthFile {
  private readonly stateFolder: string;
  private readonly role: Role;
  private readonly party: string;
  private readonly activity: Activity;
  private readonly counts: () => Readonly<Record<string, number>>;
  private readonly problem: () => string | undefined;
  private readonly startedAtMs = Date.now();
  private readonly timer: NodeJS.Timeout;
  private state: Health['state'] = 'starting';

  constructor(
    stateFolder: string,
    role: Role,
    party: string,
    activity: Activity,
    counts: () => Readonly<Record<string, number>>,
    problem: () => string | undefined = () => undefined,
  ) {
    this.stateFolder = stateFolder;
    this.role = role;
    this.party = party;
    this.activity = activity;
    this.counts = counts;
    this.problem = problem;
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
    const code = error instanceof HostError ? error.code : 'ERR_BUG';
    this.write({ code, message: error instanceof Error ? error.message : String(error) });
  }

  private become(state: Health['state']): void {
    this.state = state;
    this.write();
  }

  private write(error?: Health['error']): void {
    const { isConnected, sinceMs, reason, lastCommitAtMs, lastMessageAtMs, lastWriteAtMs } = this.activity;
    const problem = this.problem();
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
      ...(reason === undefined ? {} : { reason }),
      ...(lastCommitAtMs === undefined ? {} : { lastCommitAtMs }),
      lastMessageAtMs,
      lastWriteAtMs,
      counts: this.counts(),
      ...(problem === undefined ? {} : { problem }),
      ...(error === undefined ? {} : { error }),
    };
    try {
      mkdirSync(this.stateFolder, { recursive: true, mode: 0o700 });
      const path = join(this.stateFolder, HEALTH_FILE);
      writeFileSync(`${path}.new`, `${JSON.stringify(health)}\n`, { mode: 0o600 });
      renameSync(`${path}.new`, path);
    } catch {
      // A full disk shows by a file that grows old; it must not be what ends a party.
    }
  }
}

/** The health file of a state folder; undefined if there is none that can be read. */
export function readHealth(stateFolder: string): Health | undefined {
  try {
    return parseStored<Health>(readFileSync(join(stateFolder, HEALTH_FILE), 'utf8'));
  } catch {
    return undefined;
  }
}

export interface Diagnosis {
  readonly isHealthy: boolean;
  readonly text: string;
  readonly health: Health | undefined;
}

/** Whether the party of a state folder is well; with `isAliveEnough`, whether it runs, connected to the broker or not. */
export function diagnose(stateFolder: string, isAliveEnough: boolean, nowMs: number): Diagnosis {
  const health = readHealth(stateFolder);
  const sick = (text: string): Diagnosis => ({ isHealthy: false, text, health });
  if (health === undefined) return sick('has not run here yet');
  const { state, error, isConnected, reason } = health;
  if (state === 'failed') return sick(`ended by itself: ${error?.message ?? ''} [${error?.code ?? ''}]`);
  if (!isStateLocked(stateFolder)) return sick(state === 'stopped' ? 'is stopped' : 'died without a word');
  if (state !== 'running') return sick(`is ${state}`);
  const ageMs = nowMs - health.writtenAtMs;
  if (Math.abs(ageMs) > STALE_AFTER_MS)
    return sick(`hangs, or its disk does: no sign for ${Math.round(ageMs / 1000)} s`);
  const sinceSeconds = Math.max(0, Math.round((nowMs - health.sinceMs) / 1000));
  const { problem } = health;
  if (isConnected && problem !== undefined)
    return { isHealthy: isAliveEnough, text: `runs, connected to the broker, but ${problem}`, health };
  if (isConnected) return { isHealthy: true, text: `runs, connected to the broker for ${sinceSeconds} s`, health };
  const text = `runs, not connected to the broker for ${sinceSeconds} s${reason === undefined ? '' : `: ${reason}`}`;
  return { isHealthy: isAliveEnough, text, health };
}
