/** A folder of backups on a schedule: names by time, and which are deleted once a newer one has proved itself. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackedUpStore } from './backup-check.ts';
import { copying } from './backup-check.ts';

const DAY_MS = 86_400_000;
/** What a backup that was interrupted left behind. It may be one that is being written now. */
const LEFT_BEHIND = /\.backup\.(?:unfinished|proving)(?:-wal|-shm|-journal)?$/;

const prefixOf = ({ deployment, party }: BackedUpStore): string => `${deployment}-${party}-`;

export function newBackupIn(folder: string, store: BackedUpStore, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
  return join(folder, `${prefixOf(store)}${stamp}.backup`);
}

/** When a backup of this store was taken, by its name; undefined if it is something else. */
function takenAtMs(name: string, store: BackedUpStore): number | undefined {
  const prefix = prefixOf(store);
  if (!name.startsWith(prefix)) return undefined;
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.backup$/.exec(name.slice(prefix.length));
  if (match === null) return undefined;
  const [, day, hour, minute, second, milli] = match;
  return Date.parse(`${day}T${hour}:${minute}:${second}.${milli}Z`);
}

/** Deletes what is there beyond the newest `keep`, and what is too old to be kept at all. The names of those that are gone. */
export function deleteOld(folder: string, store: BackedUpStore, keep: number, nowMs: number): string[] {
  const { keptDays = Number.POSITIVE_INFINITY } = store;
  return copying(`delete old backups in ${folder}`, () => {
    const names = readdirSync(folder);
    const taken = names
      .flatMap((name) => {
        const atMs = takenAtMs(name, store);
        return atMs === undefined ? [] : [{ name, atMs }];
      })
      .toSorted((one, other) => other.atMs - one.atMs);
    const old = taken.filter(({ atMs }, at) => at >= keep || nowMs - atMs > keptDays * DAY_MS).map(({ name }) => name);
    const left = names.filter(
      (name) =>
        name.startsWith(prefixOf(store)) &&
        LEFT_BEHIND.test(name) &&
        nowMs - statSync(join(folder, name)).mtimeMs > DAY_MS,
    );
    for (const name of [...old, ...left]) rmSync(join(folder, name), { force: true });
    return old;
  });
}
