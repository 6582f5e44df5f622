/**
 * Whether a party still writes what its operator sees. A state folder that is deleted, moved, unmounted or replaced leaves
 * its process with open files that nobody finds again; without its lock file a second process could start beside it. Asked
 * after every commit, before anything of it is published, and every second.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../base/errors.ts';
import { LOCK_FILE } from '../base/lock.ts';
import type { Committing } from './committing.ts';

const LOOK_EVERY_MS = 1_000;
/** The folder and its lock, the first of the paths. */
const ALWAYS_THERE = 2;

/** Which file a path leads to; undefined if to none. */
export function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path);
    return `${dev}/${ino}`;
  } catch {
    return undefined;
  }
}

export class StateWatch {
  private readonly paths: readonly string[];
  private readonly known = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  /** `storeFile`: in the folder, if the party has a store. What is not there yet is known once it is. */
  constructor(stateFolder: string, storeFile?: string) {
    const store = storeFile === undefined ? [] : [storeFile, `${storeFile}-wal`, `${storeFile}-shm`];
    this.paths = [stateFolder, ...[LOCK_FILE, ...store].map((name) => join(stateFolder, name))];
    this.assertThere();
  }

  /** Throws HostError ERR_STATE_REPLACED. */
  assertThere(): void {
    for (const [at, path] of this.paths.entries()) {
      const known = this.known.get(path);
      const now = identityOf(path);
      // Folder and lock are there before anybody watches: one that is not was deleted while this party started.
      const isMissing = now === undefined && at < ALWAYS_THERE;
      if (known === now && !isMissing) continue;
      if (known === undefined && now !== undefined) {
        this.known.set(path, now);
        continue;
      }
      throw new HostError(
        'ERR_STATE_REPLACED',
        `${path} was ${now === undefined ? 'deleted or moved' : 'replaced by another'} while this party ran. It stops, since nobody would find what ` +
          'it writes now. If it was moved, move it back; if its disk is not mounted, mount it; then start again. If it is lost: ' +
          'docs/operating.md, "A lost disk"',
      );
    }
  }

  /** A store whose commits count only while they are where they can be found. */
  guarding<Op>(store: Committing<Op>): Committing<Op> {
    return {
      commit: async (ops) => {
        await store.commit(ops);
        this.assertThere();
      },
    };
  }

  start(onGone: (error: unknown) => void): void {
    this.timer = setInterval(() => {
      try {
        this.assertThere();
      } catch (error) {
        this.stop();
        onGone(error);
      }
    }, LOOK_EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
