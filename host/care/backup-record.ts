/** The newest backup that proved itself, as written down in the state folder: how old it is, and whether it is there and the same. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BackupConfig } from '../../schemas/types.ts';
import { LOCK_FILE } from '../base/lock.ts';
import { replaceFile } from '../base/replace-file.ts';
import { describeTrouble } from '../base/trouble.ts';
import { parseStored } from '../store/sqlite.ts';
import { hashOf } from './backup-proof.ts';
import { type Check, failed, ok, warning } from './finding.ts';

const RECORD_FILE = 'last-backup.json';
const HOUR_MS = 3_600_000;
const ADVICE =
  'take one, and see why nothing did: gridshare backup --config FILE; docs/operating.md, "Backups on a schedule"';

export interface BackupRecord {
  readonly file: string;
  readonly takenAtMs: number;
  readonly provedAtMs: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Of its log, in all areas. */
  readonly entries: number;
}

export function noteBackup(stateFolder: string, record: BackupRecord): void {
  replaceFile(join(stateFolder, RECORD_FILE), `${JSON.stringify(record)}\n`, 0o600);
}

function isRecord(record: Partial<BackupRecord> | null): record is BackupRecord {
  const { file, takenAtMs, sha256 } = record ?? {};
  return typeof file === 'string' && typeof takenAtMs === 'number' && typeof sha256 === 'string';
}

/** Undefined where none ever counted, or what was written of it can't be read. */
export function readRecord(stateFolder: string): BackupRecord | undefined {
  try {
    const record = parseStored<Partial<BackupRecord> | null>(readFileSync(join(stateFolder, RECORD_FILE), 'utf8'));
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

export interface BackupAge {
  readonly text: string;
  /** Older than the config allows. */
  readonly isOverdue: boolean;
  readonly record?: BackupRecord;
}

function hoursText(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  return hours < 72 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

/** Since when a party without a backup has been here: it took its folder when it first ran. Undefined if it never did. */
function beginningOf(stateFolder: string): number | undefined {
  return statSync(join(stateFolder, LOCK_FILE), { throwIfNoEntry: false })?.birthtimeMs;
}

/** How old the newest backup is; undefined where there is none and nothing asks for one. */
export function backupAge(stateFolder: string, config: BackupConfig | undefined, nowMs: number): BackupAge | undefined {
  const record = readRecord(stateFolder);
  const allowedMs = config === undefined ? Number.POSITIVE_INFINITY : config.maxAgeHours * HOUR_MS;
  const allowed = config === undefined ? '' : ` (at most ${hoursText(allowedMs)} are allowed)`;
  if (record === undefined) {
    const sinceMs = beginningOf(stateFolder);
    if (config === undefined || sinceMs === undefined) return undefined;
    const isOverdue = nowMs - sinceMs > allowedMs;
    return { text: `no backup was ever taken and proved${isOverdue ? allowed : ''}`, isOverdue };
  }
  const ageMs = nowMs - record.takenAtMs;
  const taken = `the newest backup is of ${new Date(record.takenAtMs).toISOString()}`;
  if (ageMs < -HOUR_MS) return { text: `${taken}, later than this clock says`, isOverdue: true, record };
  const isOverdue = ageMs > allowedMs;
  return { text: `${taken}, ${hoursText(Math.max(0, ageMs))} old${isOverdue ? allowed : ''}`, isOverdue, record };
}

/** For the doctor: its age, and that the file is there and what it was when it proved itself. */
export function backupCheck(stateFolder: string, config: BackupConfig | undefined, nowMs: number): Check {
  const age = backupAge(stateFolder, config, nowMs);
  if (age === undefined) {
    const when = config === undefined ? '; with `backup` in the config its age is watched' : ' yet';
    return ok('backup', `none was taken${when}`);
  }
  const { text, isOverdue, record } = age;
  if (record === undefined) return isOverdue ? warning('backup', text, ADVICE) : ok('backup', text);
  const { file } = record;
  if (!existsSync(file))
    return warning(
      'backup',
      `${text}, but ${file} is not there`,
      'mount its disk, or take a new one: gridshare backup --config FILE',
    );
  try {
    if (hashOf(file) !== record.sha256)
      return failed('backup', `${text}, but ${file} is damaged since`, 'check that disk, and take a new one at once');
    const isBeside = statSync(dirname(file)).dev === statSync(stateFolder).dev;
    const where = `${text}; ${file} is as it was, on ${isBeside ? 'the same disk as the store' : 'another disk'}`;
    return isOverdue ? warning('backup', where, ADVICE) : ok('backup', where);
  } catch (error) {
    return warning(
      'backup',
      `${text}, but ${file} can't be read: ${describeTrouble(error)}`,
      'mend its rights or disk',
    );
  }
}
