/**
 * A party's health file: whether it runs, is connected and commits; times and counts, never values. Written every few
 * seconds, whole or not at all, for `gridshare health`, `gridshare doctor`, containers and systemd.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SOFTWARE_VERSION } from '../base/version.ts';
import { parseStored } from '../store/sqlite.ts';

export const HEALTH_FILE = 'health.json';

export type Role = 'broker' | 'aggregator' | 'utility' | 'meter' | 'authority';

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
  /** While it starts: how far it is. */
  readonly progress?: string;
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

/** What a process says of itself while it has done nothing yet; what an earlier one had done stays said. */
export function firstWord(
  role: Role,
  party: string,
  before: Health | undefined,
): Omit<Health, 'state' | 'writtenAtMs'> {
  const nowMs = Date.now();
  return {
    version: 1,
    role,
    party,
    software: SOFTWARE_VERSION,
    pid: process.pid,
    startedAtMs: nowMs,
    isConnected: false,
    sinceMs: nowMs,
    ...(before?.lastCommitAtMs === undefined ? {} : { lastCommitAtMs: before.lastCommitAtMs }),
    lastMessageAtMs: before?.lastMessageAtMs ?? {},
    lastWriteAtMs: before?.lastWriteAtMs ?? {},
    counts: before?.counts ?? {},
  };
}

/** Whole or not at all. */
export function writeHealth(stateFolder: string, health: Health): void {
  const path = join(stateFolder, HEALTH_FILE);
  writeFileSync(`${path}.new`, `${JSON.stringify(health)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
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
