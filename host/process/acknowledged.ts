/**
 * Which evidence the operators of a party have acknowledged: a file in its state folder, written by
 * `gridshare evidence acknowledge` and read by the running party within seconds. [P-7.7]
 */
import { join } from 'node:path';
import { HostError } from '../base/errors.ts';
import { replaceFile } from '../base/replace-file.ts';
import { readTextFile } from '../base/text-file.ts';
import { WatchedFiles } from '../base/watch-files.ts';
import { makeFolder } from '../base/folders.ts';

const FILE = 'acknowledged.json';
const LOOK_EVERY_MS = 1_000;

/** Names of what was acknowledged; none if there is no file. Throws HostError ERR_ACKNOWLEDGED for one that is none. */
export function acknowledgedIn(stateFolder: string): string[] {
  const path = join(stateFolder, FILE);
  let text: string;
  try {
    text = readTextFile(path);
  } catch (error) {
    if (error instanceof HostError) throw error;
    return [];
  }
  try {
    const names: unknown = JSON.parse(text);
    if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  } catch {
    // The same as any other text that is no list.
  }
  throw new HostError('ERR_ACKNOWLEDGED', `${path} is not a list of names: delete it, and acknowledge again`);
}

/** Adds a name, durably: whole or not at all. Throws HostError as `acknowledgedIn`. */
export function acknowledge(stateFolder: string, name: string): void {
  const names = [...new Set([...acknowledgedIn(stateFolder), name])];
  makeFolder(stateFolder);
  replaceFile(join(stateFolder, FILE), `${JSON.stringify(names)}\n`, 0o600);
}

export class AcknowledgedFile {
  private readonly stateFolder: string;
  private readonly files: WatchedFiles;
  private timer: NodeJS.Timeout | undefined;

  constructor(stateFolder: string) {
    this.stateFolder = stateFolder;
    this.files = new WatchedFiles([join(stateFolder, FILE)]);
  }

  /** `onNames` hears what is acknowledged by now, and of every change. */
  start(onNames: (names: readonly string[]) => void): void {
    onNames(acknowledgedIn(this.stateFolder));
    this.timer = setInterval(() => {
      if (this.files.hasChanged()) onNames(acknowledgedIn(this.stateFolder));
    }, LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
