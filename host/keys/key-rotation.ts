/**
 * Changing an aggregator's HPKE keys in its key file: a next one is added, ended ones are deleted, always the whole file
 * or nothing, mode 0600. Two writers at once are kept apart by the new file's name. Nothing here prints a key. [P-9.2]
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fchownSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { toBase64url } from '../../protocol/wire/bytes.ts';
import { isGone, isPending } from '../../protocol/keys/key-validity.ts';
import type { HpkeSecret, KeyFile } from '../../schemas/types.ts';
import { type Kem, generateHpke } from './crypto.ts';
import { HostError } from '../base/errors.ts';
import { describeTrouble } from '../base/trouble.ts';
import { keyFileText, readKeyFile } from './keys.ts';
import { syncFolderOf } from '../store/new-store.ts';

/** As many as the key file's schema takes. */
const MOST_KEYS = 8;
/** A new file that is older was left by a writer that died. */
const ABANDONED_AFTER_MS = 10_000;

/** What a rotation did, without the key. */
export interface Rotation {
  readonly keyId: string;
  /** Ids that stay in the file until they end; of those that are deleted. */
  readonly kept: readonly string[];
  readonly deleted: readonly string[];
}

function openNew(path: string): number {
  const stale = statSync(path, { throwIfNoEntry: false });
  if (stale !== undefined && Date.now() - stale.mtimeMs > ABANDONED_AFTER_MS) rmSync(path, { force: true });
  return openSync(path, 'wx', 0o600);
}

/** Throws HostError ERR_ROTATE_BUSY, ERR_ROTATE_WRITE, or as `readKeyFile`. */
function rewriteKeys(path: string, change: (file: KeyFile) => KeyFile): void {
  const newPath = `${path}.new`;
  let descriptor: number;
  try {
    descriptor = openNew(newPath);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')
      throw new HostError('ERR_ROTATE_BUSY', `somebody else is changing ${path}: try again`, { cause });
    throw new HostError('ERR_ROTATE_WRITE', `cannot write ${newPath}: ${describeTrouble(cause)}`, {
      cause,
    });
  }
  try {
    // Read only now: nobody else writes while the new file is there.
    const text = keyFileText(change(readKeyFile(path)));
    // Rotated by root, the file still belongs to the party's own user.
    const { uid, gid } = statSync(path);
    if (process.getuid?.() === 0) fchownSync(descriptor, uid, gid);
    writeSync(descriptor, text);
    fsyncSync(descriptor);
    renameSync(newPath, path);
    syncFolderOf(path);
  } catch (cause) {
    rmSync(newPath, { force: true });
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_ROTATE_WRITE', `cannot write ${path}: ${describeTrouble(cause)}. It is as it was`, {
      cause,
    });
  } finally {
    closeSync(descriptor);
  }
}

/** Of the newest one's KEM unless said. Its number is one more than the highest; the rest never comes again, also where all older keys were lost. */
function createSecret(others: readonly HpkeSecret[], kem: Kem | undefined): HpkeSecret {
  const numbers = others.map(({ keyId }) => Number(/^k(\d+)/.exec(keyId)?.[1] ?? 0));
  const number = Math.max(0, ...numbers) + 1;
  const keyId = `k${number}-${randomBytes(4).toString('hex')}`;
  const chosen = kem ?? others[0]?.kem ?? 'x-wing';
  return { keyId, kem: chosen, privateKey: toBase64url(generateHpke(chosen).seed) };
}

/** A next key is sealed to from `fromMs` on; the others until then, and what was is opened for `keepMs` more. */
export function addNextKey(path: string, nowMs: number, fromMs: number, keepMs: number, kem?: Kem): Rotation {
  let rotation: Rotation | undefined;
  rewriteKeys(path, (file) => {
    const older = (file.hpke ?? []).filter((key) => !isGone(key, nowMs));
    const waiting = older.find((key) => isPending(key, nowMs));
    if (waiting !== undefined)
      throw new HostError(
        'ERR_KEYS_PENDING',
        `${waiting.keyId} is the next key already, from ${new Date(waiting.validFromMs ?? 0).toISOString()} on: nothing was changed`,
      );
    if (older.length >= MOST_KEYS)
      throw new HostError(
        'ERR_KEYS_PENDING',
        `${older.length} keys are still opened for what is on its way: wait until the oldest ends. Nothing was changed`,
      );
    const next = { ...createSecret(file.hpke ?? [], kem), validFromMs: fromMs };
    const ending = older.map((key) => ({
      ...key,
      validUntilMs: Math.min(key.validUntilMs ?? fromMs, fromMs),
      openUntilMs: Math.min(key.openUntilMs ?? fromMs + keepMs, fromMs + keepMs),
    }));
    rotation = { keyId: next.keyId, kept: older.map(({ keyId }) => keyId), deleted: [] };
    return { ...file, hpke: [next, ...ending] };
  });
  return done(rotation);
}

/** One new key that is valid at once takes the place of all others, which are deleted. */
export function replaceKeys(path: string, kem?: Kem): Rotation {
  let rotation: Rotation | undefined;
  rewriteKeys(path, (file) => {
    const older = file.hpke ?? [];
    const only = createSecret(older, kem);
    rotation = { keyId: only.keyId, kept: [], deleted: older.map(({ keyId }) => keyId) };
    return { ...file, hpke: [only] };
  });
  return done(rotation);
}

function done(rotation: Rotation | undefined): Rotation {
  if (rotation === undefined) throw new HostError('ERR_ROTATE_WRITE', 'the key file was not changed');
  return rotation;
}

/** Deletes the keys that nothing is opened with any more; returns their ids. */
export function deleteGoneKeys(path: string, nowMs: number): string[] {
  let deleted: string[] = [];
  rewriteKeys(path, (file) => {
    const all = file.hpke ?? [];
    deleted = all.filter((key) => isGone(key, nowMs)).map(({ keyId }) => keyId);
    return { ...file, hpke: all.filter((key) => !isGone(key, nowMs)) };
  });
  return deleted;
}
