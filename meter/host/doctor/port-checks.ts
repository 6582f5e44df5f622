/**
 * The doctor on the device that a source names: whether it is there, whether who is to read it may, whether somebody else does,
 * and whether the system has its console on it. Opens nothing: to look at a port that a meter reads would disturb it.
 */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { type Check, failed, ok, warning } from '../../../host/care/finding.ts';
import { describeTrouble } from '../../../host/base/trouble.ts';
import type { Opener, SystemFiles } from './system-files.ts';

const BY_ID = '/dev/serial/by-id';
/** Where systemd notes which ports have a login prompt: by hand, and by the kernel's command line. */
const WANTS = ['/etc/systemd/system', '/run/systemd/generator', '/usr/lib/systemd/system'];

/** A device is named as the config has it; `real`: where that leads. */
interface Device {
  readonly path: string;
  readonly real: string;
}

function missing(path: string, system: SystemFiles): Check {
  const known = system.names(BY_ID).map((name) => `${BY_ID}/${name}`);
  const serial = path.startsWith('/dev/gpiochip')
    ? 'see which there are: gpiodetect'
    : known.length === 0
      ? `plug it in, and look whether the kernel sees it: dmesg | tail, ls -l ${BY_ID}`
      : `plug it in, or correct source: there is ${known.join(' and ')}`;
  return failed('source', `${path} is not there`, serial);
}

/** Why it may not be opened, in words; undefined if it may. */
function rightsProblem(device: Device, opener: Opener, system: SystemFiles): Check | undefined {
  const { uid, gid, mode } = statSync(device.real);
  if (opener.uid === 0) return undefined;
  const bits = opener.uid === uid ? mode >> 6 : opener.groups.includes(gid) ? mode >> 3 : mode;
  if ((bits & 6) === 6) return undefined;
  const user = system.nameOf('passwd', opener.uid);
  const group = system.nameOf('group', gid);
  const who = opener.process === 'self' ? `this user (${user})` : `the meter (process ${opener.process}, user ${user})`;
  const owner = `${system.nameOf('passwd', uid)}:${group}, ${(mode & 0o777).toString(8).padStart(4, '0')}`;
  const text = `${who} may not read and write ${device.path} (${owner}): it is not in the group ${group}`;
  const advice =
    opener.process === 'self'
      ? `sudo usermod -aG ${group} ${user}, then log in again; a unit has SupplementaryGroups=${group}`
      : `add it to the unit: sudo systemctl edit gridshare-meter, [Service], SupplementaryGroups=${group}; then restart it`;
  return failed('source', text, advice);
}

/** Processes that have it open, as far as this user may see. */
function holdersOf({ real }: Device, system: SystemFiles): { readonly pid: number; readonly name: string }[] {
  return system
    .names('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => system.names(`/proc/${pid}/fd`).some((fd) => system.linkAt(`/proc/${pid}/fd/${fd}`) === real))
    .map((pid) => ({ pid: Number(pid), name: system.text(`/proc/${pid}/comm`).trim() }));
}

/** A lock as modem programs leave it. */
function lockOf({ real }: Device, system: SystemFiles): number | undefined {
  const pid = Number(system.text(`/run/lock/LCK..${basename(real)}`).trim());
  return Number.isSafeInteger(pid) && pid > 0 && system.has(`/proc/${pid}`) ? pid : undefined;
}

function busyCheck(device: Device, system: SystemFiles, ownPid: number | undefined): Check | undefined {
  const held = holdersOf(device, system).filter(({ pid }) => pid !== ownPid);
  const locked = lockOf(device, system);
  if (locked !== undefined && locked !== ownPid && held.every(({ pid }) => pid !== locked))
    held.push({ pid: locked, name: system.text(`/proc/${locked}/comm`).trim() });
  if (held.length === 0) return undefined;
  const who = held.map(({ pid, name }) => `${name === '' ? 'a process' : name} (process ${pid})`).join(' and ');
  return warning(
    'source',
    `${device.path} is open in ${who}, too: each gets a part of what comes`,
    'stop it, and keep it stopped: a port is for one reader (ModemManager: sudo systemctl disable --now ModemManager)',
  );
}

/** Devices on which the kernel has its console. */
function consolesIn(system: SystemFiles): string[] {
  return [...system.text('/proc/cmdline').matchAll(/(?:^|\s)console=([^\s,]+)/g)].map(([, name = '']) => name);
}

function isSame(name: string, device: Device, system: SystemFiles): boolean {
  return [basename(device.path), basename(device.real)].includes(name) || system.real(`/dev/${name}`) === device.real;
}

function consoleCheck(device: Device, system: SystemFiles): Check | undefined {
  if (!consolesIn(system).some((name) => isSame(name, device, system))) return undefined;
  return failed(
    'source',
    `the kernel writes its console to ${device.path} (console= in /proc/cmdline), among what the electricity meter sends`,
    'take that console= out of /boot/firmware/cmdline.txt (sudo raspi-config, Interface Options, Serial Port: no login shell, but hardware), then restart the device',
  );
}

function loginCheck(device: Device, system: SystemFiles): Check | undefined {
  const unit = WANTS.flatMap((folder) => system.names(`${folder}/getty.target.wants`))
    .concat(system.names(String.raw`/sys/fs/cgroup/system.slice/system-serial\x2dgetty.slice`))
    .find((name) => {
      const port = /^serial-getty@(.+)\.service$/.exec(name)?.[1];
      return port !== undefined && isSame(port, device, system);
    });
  if (unit === undefined) return undefined;
  return failed(
    'source',
    `a login prompt runs on ${device.path} (${unit}), and answers to what the electricity meter sends`,
    `sudo systemctl disable --now ${unit}; if it comes back with the next start, sudo systemctl mask ${unit}`,
  );
}

/** `path`: as the source names it. `ownPid`: of the meter, if it runs. */
export function portChecks(
  path: string,
  system: SystemFiles,
  opener: Opener | undefined,
  ownPid: number | undefined,
): Check[] {
  const real = system.real(path);
  if (real === undefined) return [missing(path, system)];
  const device = { path, real };
  try {
    if (!statSync(real).isCharacterDevice())
      return [failed('source', `${path} is no device`, 'name the port; a recording is read by gridshare source')];
    const problems = [
      opener === undefined ? undefined : rightsProblem(device, opener, system),
      consoleCheck(device, system),
      loginCheck(device, system),
      busyCheck(device, system, ownPid),
    ].filter((check) => check !== undefined);
    return problems.length > 0 ? problems : [ok('source', `${path} is there, free, and may be read`)];
  } catch (error) {
    return [failed('source', `${path}: ${describeTrouble(error)}`, 'look at the device: ls -l')];
  }
}
