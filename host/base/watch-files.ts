/**
 * Noticing that files were replaced. By asking every so often: the system's own notices go by folder or by inode, get lost
 * on network file systems, and come in the middle of a rewrite.
 */
import { statSync } from 'node:fs';

/** What a file is now, so that a replaced one differs; undefined where there is none. */
function stampOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.ino}/${stat.size}/${stat.mtimeMs}`;
}

export class WatchedFiles {
  private readonly paths: readonly string[];
  private known: string;

  constructor(paths: readonly string[]) {
    this.paths = paths;
    this.known = this.stamps();
  }

  private stamps(): string {
    return this.paths.map(stampOf).join(' ');
  }

  /** Whether any has changed since the last time this was asked. */
  hasChanged(): boolean {
    const now = this.stamps();
    const hasChanged = now !== this.known;
    this.known = now;
    return hasChanged;
  }
}
