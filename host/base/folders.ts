/**
 * Making a folder with those above it. Node's own recursive way says "not there" of a read-only disk, and never returns
 * where a file system invents its folders (/proc).
 */
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Mode 0700, since what parties keep is nobody else's. True if it was not there. Throws what the system says. */
export function makeFolder(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return false;
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Somebody else was faster.
    if (code === 'EEXIST' && statSync(path).isDirectory()) return false;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
  return true;
}
