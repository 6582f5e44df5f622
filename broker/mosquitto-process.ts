/**
 * A Mosquitto that runs in a broker's folder: who it is, whether it can read the files that it is to read again, and
 * telling it. Told to read what it can't, it loses its rights file and lets everybody's messages fall: so it is asked first.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HostError } from '../host/base/errors.ts';
import { CONFIG_FILE } from './mosquitto.ts';
import { PID_FILE } from './mosquitto-config.ts';

export interface RunningMosquitto {
  readonly pid: number;
  readonly uid: number;
  readonly gids: readonly number[];
}

/** Undefined where none runs, or where it can't be seen from here: another machine, a container. */
export function mosquittoOf(folder: string): RunningMosquitto | undefined {
  try {
    const pid = Number(readFileSync(join(folder, PID_FILE), 'utf8').trim());
    // 1 in a container of its own.
    if (!Number.isInteger(pid) || pid < 1) return undefined;
    // The number may be somebody else's by now, or one of another container.
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'mosquitto') return undefined;
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const ids = (name: string): number[] =>
      (new RegExp(`^${name}:(.*)$`, 'm').exec(status)?.[1] ?? '').trim().split(/\s+/).map(Number);
    // The second of four is the one that counts.
    const [uid, gid] = [ids('Uid')[1], ids('Gid')[1]];
    if (uid === undefined || gid === undefined) return undefined;
    return { pid, uid, gids: [gid, ...ids('Groups')] };
  } catch {
    return undefined;
  }
}

export function isMosquittoIn(folder: string): boolean {
  return mosquittoOf(folder) !== undefined;
}

/** Whether mode and owner let it in; what else a file system may grant is not seen. `bit`: 4 to read, 1 to enter. */
function mayUse(path: string, { uid, gids }: RunningMosquitto, bit: 1 | 4): boolean {
  if (uid === 0) return true;
  const { mode, uid: owner, gid: group } = statSync(path);
  if (owner === uid) return (mode & (bit << 6)) !== 0;
  return (mode & (gids.includes(group) ? bit << 3 : bit)) !== 0;
}

export function userName(uid: number): string {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.split(':')[2] === String(uid));
    return line?.split(':')[0] ?? `with the number ${uid}`;
  } catch {
    return `with the number ${uid}`;
  }
}

/** Of these files in its folder, those that it can't read; the folder itself if it can't enter that. */
export function lockedFiles(folder: string, running: RunningMosquitto, files: readonly string[]): string[] {
  const paths = files.map((name) => resolve(folder, name)).filter((path) => existsSync(path));
  return mayUse(folder, running, 1) ? paths.filter((path) => !mayUse(path, running, 4)) : [folder];
}

/**
 * Tells the Mosquitto that runs in this folder to read its files again; if none does, there is nothing to do. Throws
 * HostError ERR_MOSQUITTO_FILES for files that it can't read, and then tells it nothing; ERR_MOSQUITTO_RELOAD if it can't
 * be told.
 */
export function reloadMosquitto(folder: string, files: readonly string[]): void {
  const running = mosquittoOf(folder);
  if (running === undefined) return;
  const { pid, uid } = running;
  const locked = lockedFiles(folder, running, files);
  if (locked.length > 0) {
    const user = userName(uid);
    throw new HostError(
      'ERR_MOSQUITTO_FILES',
      `Mosquitto (process ${pid}) runs as the user ${user}, who cannot read ${locked.join(' and ')}. It was not told to ` +
        'read its files again and goes on with the old ones: who was revoked is not out, and who is new has no rights. ' +
        `Run chown ${user} ${locked.join(' ')}, then this command again`,
    );
  }
  try {
    process.kill(pid, 'SIGHUP');
  } catch (cause) {
    // It ended meanwhile: it reads them when it starts.
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return;
    throw new HostError(
      'ERR_MOSQUITTO_RELOAD',
      `Mosquitto (process ${pid}) runs as the user ${userName(uid)} and cannot be told from here to read its files again: ` +
        `it goes on with the old ones: who was revoked is not out, and who is new has no rights. Run sudo kill -HUP ${pid}, then this command again`,
      { cause },
    );
  }
}

/** The address that the Mosquitto of this folder listens on, by its own configuration; undefined if that says none. */
export function mosquittoUrl(folder: string): string | undefined {
  const path = join(folder, CONFIG_FILE);
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const [, port, host] = /^listener[ \t]+(\d+)(?:[ \t]+(\S+))?/m.exec(text) ?? [];
  const scheme = /^certfile[ \t]/m.test(text) ? 'mqtts' : 'mqtt';
  if (port === undefined) return undefined;
  const isEverywhere = host === undefined || ['0.0.0.0', '::', '*'].includes(host);
  const name = isEverywhere ? '127.0.0.1' : host;
  return `${scheme}://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
