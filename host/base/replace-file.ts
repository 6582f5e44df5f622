/**
 * Putting a new file in the place of an old one, whole or not at all: whoever reads it may look at any moment. Owner and
 * mode stay as they were, since the reader may be another user: a broker's files, rewritten by the authority as root, are
 * still the broker's.
 */
import {
  chownSync,
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { HostError } from './errors.ts';
import { describeTrouble } from './trouble.ts';

interface Owned {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Gives an open file the owner that `path` has, or a new one that of its folder. Only root may; anybody else is refused
 * where the owner could no longer read it. Throws HostError ERR_FILE_OWNER.
 */
function keepOwner(descriptor: number, path: string, known: (Owned & { readonly mode: number }) | undefined): void {
  const own = process.geteuid?.();
  if (own === undefined) return;
  if (own === 0) {
    const { uid, gid } = known ?? statSync(dirname(path));
    fchownSync(descriptor, uid, gid);
    return;
  }
  if (known === undefined || (known.uid === own && known.gid === process.getegid?.())) return;
  let isGroupKept = true;
  try {
    fchownSync(descriptor, own, known.gid);
  } catch {
    isGroupKept = false;
  }
  const isForOthers = known.uid !== own || !isGroupKept;
  const canOwnerRead = known.uid === own || (known.mode & 0o004) !== 0 || (isGroupKept && (known.mode & 0o040) !== 0);
  if (isForOthers && !canOwnerRead) {
    const message = `${path} belongs to user ${known.uid}, who could not read it any more: run this as root or as that user. Nothing was changed in it`;
    throw new HostError('ERR_FILE_OWNER', message);
  }
}

/** `mode` is for a new file, whatever the umask says; a file that is there keeps its own. Throws HostError ERR_FILE_*. */
export function replaceFile(path: string, text: string, mode: number): void {
  const next = `${path}.new`;
  const known = statSync(path, { throwIfNoEntry: false });
  let descriptor: number | undefined;
  try {
    descriptor = openSync(next, 'w', 0o600);
    writeFileSync(descriptor, text);
    keepOwner(descriptor, path, known);
    fchmodSync(descriptor, known === undefined ? mode : known.mode & 0o777);
    fsyncSync(descriptor);
    renameSync(next, path);
  } catch (cause) {
    if (descriptor !== undefined) rmSync(next, { force: true });
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_FILE_WRITE', `cannot write ${path}: ${describeTrouble(cause)}. It is as it was`, {
      cause,
    });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * Gives what root has just made to whom its folder belongs to: a party that runs as a user of its own must be able to use
 * what its operator made with sudo. For anybody else, and in root's own folders, nothing changes.
 */
export function giveToFolderOwner(path: string): void {
  if (process.geteuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  chownSync(path, uid, gid);
}
