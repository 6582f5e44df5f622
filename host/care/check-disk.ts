/** Looking at a party's disk: room, rights, how long a real fsync takes, and whether its store is sound. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Check, failed, ok, warning } from './finding.ts';
import { DAMAGED_ADVICE, GONE_ADVICE, VERSION_ADVICE } from '../store/store-advice.ts';
import { type StoreKind, makingProblem } from '../store/store-making.ts';
import { troubleOf } from '../base/trouble.ts';
import { makeFolder } from '../base/folders.ts';

const LEAST_FREE_BYTES = 64 * 2 ** 20;
const LOW_FREE_BYTES = 2 ** 30;
const LEAST_FREE_FILES = 1_000;
const SLOW_FSYNC_MS = 100;
const FSYNC_TRIES = 5;

function size(bytes: number): string {
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  const at = Math.min(units.length, Math.max(1, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  const value = bytes / 1_024 ** at;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[at - 1]}`;
}

/** Free space and inodes, whether the folder can be written, and the median of a few real fsyncs. */
export function checkDisk(stateFolder: string): Check {
  let medianMs: number;
  try {
    makeFolder(stateFolder);
    medianMs = fsyncMs(stateFolder);
  } catch (error) {
    const { what, advice } = troubleOf(error);
    return failed('disk', `cannot write to ${stateFolder}: ${what}`, advice);
  }
  const { bavail, bsize, ffree, files } = statfsSync(stateFolder);
  const free = bavail * bsize;
  const text = `${size(free)} free, an fsync takes ${medianMs.toFixed(1)} ms`;
  if (free < LEAST_FREE_BYTES) return failed('disk', text, 'free space: soon nothing can be stored');
  if (files > 0 && ffree < LEAST_FREE_FILES)
    return failed('disk', `${text}, ${ffree} files left`, 'free inodes: soon nothing can be stored');
  if (free < LOW_FREE_BYTES) return warning('disk', text, 'make room before it is full');
  if (medianMs > SLOW_FSYNC_MS)
    return warning('disk', text, 'every receipt waits for an fsync: look for a worn out card or a busy disk');
  return ok('disk', text);
}

function fsyncMs(folder: string): number {
  const path = join(folder, `.doctor-${process.pid}`);
  const file = openSync(path, 'w', 0o600);
  try {
    const page = Buffer.alloc(4_096, 1);
    const tookMs = Array.from({ length: FSYNC_TRIES }, () => {
      const startedAtMs = performance.now();
      writeSync(file, page);
      fsyncSync(file);
      return performance.now() - startedAtMs;
    });
    return tookMs.toSorted((one, other) => one - other)[Math.floor(FSYNC_TRIES / 2)] ?? 0;
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}

/** SQLite finds the file malformed or no database; anything else is the world around it. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && [1, 11, 26].includes(Number(error.errcode) & 0xff);
}

/** Whether the store is there, of a version that this software knows, and sound. `hasRun`: the party ran here before. */
export function checkStore(path: string, { keeper, migrations }: StoreKind, hasRun: boolean): Check {
  if (!existsSync(path)) {
    return hasRun
      ? failed('store', `${path} is gone`, GONE_ADVICE[keeper])
      : ok('store', 'not there yet: the party has never run here');
  }
  const startedAtMs = performance.now();
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    if (version > migrations.length) {
      const text = `${path} is of a newer version of gridshare, ${version}; this one knows ${migrations.length}`;
      return failed('store', text, VERSION_ADVICE[keeper]);
    }
    const found = String(database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']);
    if (found !== 'ok') return failed('store', `${path} is damaged: ${found}`, DAMAGED_ADVICE[keeper]);
    const problem = makingProblem(database, migrations, version);
    if (problem?.isDamage === true)
      return failed('store', `${path} is damaged: ${problem.what}`, DAMAGED_ADVICE[keeper]);
    if (problem !== undefined)
      return failed('store', `${path} is of another version of gridshare: ${problem.what}`, VERSION_ADVICE[keeper]);
    const took = `checked in ${Math.round(performance.now() - startedAtMs)} ms`;
    const bytes = [path, `${path}-wal`].reduce((sum, part) => sum + (existsSync(part) ? statSync(part).size : 0), 0);
    const text = `${size(bytes)}, version ${version}, ${took}`;
    return version < migrations.length
      ? ok('store', `${text}; the next start brings it to ${migrations.length}`)
      : ok('store', text);
  } catch (error) {
    const { what, advice } = troubleOf(error);
    return failed('store', `${path} can't be read: ${what}`, isDamage(error) ? DAMAGED_ADVICE[keeper] : advice);
  } finally {
    database?.close();
  }
}
