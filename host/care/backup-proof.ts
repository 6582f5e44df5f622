/** That a backup can be restored, found out by doing it: a copy of it becomes a store, and is read as its party would. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, copyFileSync, existsSync, openSync, readSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HostError } from '../base/errors.ts';
import { type BackedUpStore, type BackupLabel, copying, entryCount, makeStoreOf } from './backup-check.ts';

const CHUNK_BYTES = 2 ** 20;
const FORGET_WITHIN_MS = 60_000;

export interface ProvedBackup {
  readonly file: string;
  readonly label: BackupLabel;
  /** Of its log, in all areas. */
  readonly entries: number;
  readonly sha256: string;
}

export function hashOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (;;) {
      const count = readSync(file, chunk);
      if (count === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, count));
    }
  } finally {
    closeSync(file);
  }
}

/**
 * What was just written is in memory still, where it is right whatever the disk has made of it. GNU's dd can have the system forget
 * that; Node.js can't. Where there is none the proof is of what the system says that the file is.
 */
function forgetCached(path: string): void {
  const words = [`if=${path}`, 'iflag=nocache', 'count=0', 'status=none'];
  spawnSync('dd', words, { stdio: 'ignore', timeout: FORGET_WITHIN_MS });
}

/**
 * Proves a backup. `sha256`: what it must be, if that is known. Throws HostError ERR_BACKUP_INVALID, ERR_BACKUP_MISMATCH,
 * ERR_STORE_CORRUPT, or ERR_STORE_COPY where there is no room for a copy.
 */
export function proveBackup(store: BackedUpStore, from: string, sha256?: string): ProvedBackup {
  const file = resolve(from);
  if (!existsSync(file)) throw new HostError('ERR_BACKUP_INVALID', `${file} does not exist: check the path`);
  const copy = `${file}.proving`;
  try {
    forgetCached(file);
    const found = copying(`read ${file}`, () => {
      copyFileSync(file, copy);
      chmodSync(copy, 0o600);
      return hashOf(file);
    });
    if (sha256 !== undefined && found !== sha256)
      throw new HostError('ERR_BACKUP_INVALID', `${file} is damaged: it is not what was written`);
    const label = makeStoreOf(store, copy, file);
    store.readAsParty(copy);
    const database = new DatabaseSync(copy, { readOnly: true });
    try {
      return { file, label, entries: entryCount(database), sha256: found };
    } finally {
      database.close();
    }
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${copy}${end}`, { force: true });
  }
}
