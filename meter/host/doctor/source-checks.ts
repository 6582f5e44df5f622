/** The doctor on what a meter reads: its port or file, what the running meter gets from there, and the system around it. */
import { existsSync, statSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { besideConfig } from '../../../host/base/config.ts';
import { HostError } from '../../../host/base/errors.ts';
import { isStateLocked } from '../../../host/base/lock.ts';
import { type Check, failed, failedBy, ok, warning } from '../../../host/care/finding.ts';
import { readHealth } from '../../../host/process/health-record.ts';
import type { MeterConfig } from '../../../schemas/types.ts';
import type { SourceSpec } from '../../sources/source-spec.ts';
import { type Live, readLive } from '../live.ts';
import { readSpec } from '../sources/read-spec.ts';
import { askSystem } from '../time-sync.ts';
import { portChecks } from './port-checks.ts';
import { type SystemFiles, openerOf } from './system-files.ts';

/** Of statfs(2). */
const OVERLAY = 0x79_4c_76_30;
const TRAPS = 'docs/meters.md, Traps; gridshare doctor --source shows what comes, once the meter is stopped';

/** The port that a source reads, as a path; undefined where it has none. */
function portOf({ row, target }: SourceSpec, folder: string): string | undefined {
  if (row.target === 'line') return resolve(folder, target);
  return row.target === 'chip' ? `/dev/${target.slice(0, target.lastIndexOf('/'))}` : undefined;
}

function liveCheck({ samples, sourceProblem }: Live, nowMs: number): Check {
  if (sourceProblem !== undefined) return failed('source', sourceProblem, TRAPS);
  const [last] = Object.values(samples).toSorted((one, other) => other.hostMs - one.hostMs);
  if (last === undefined) return warning('source', 'no sample came since the meter started', TRAPS);
  return ok('source', `last sample ${Math.max(0, Math.round((nowMs - last.hostMs) / 1_000))} s ago, ${last.quality}`);
}

/** What a meter reads, and whether it gets anything. Nothing of sources that are objects: files and simulated homes. */
export async function sourceChecks(path: string, config: MeterConfig, system: SystemFiles): Promise<Check[]> {
  const { source } = config;
  if (typeof source !== 'string') return [];
  const stateFolder = besideConfig(path, config.state);
  let spec: SourceSpec;
  try {
    spec = readSpec(source);
  } catch (error) {
    return [failedBy('source', error)];
  }
  const isRunning = isStateLocked(stateFolder);
  const pid = isRunning ? readHealth(stateFolder)?.pid : undefined;
  const port = portOf(spec, dirname(resolve(path)));
  const found =
    port === undefined || isPipe(system.at(port))
      ? [ok('source', `${spec.kind}: nothing on this device to look at; gridshare doctor --source tries it`)]
      : portChecks(port, system, openerOf(system, pid ?? 'self'), pid);
  const live = isRunning ? await readLive(stateFolder) : undefined;
  if (live === undefined) return found;
  return [...found.filter(({ status }) => status !== 'ok'), liveCheck(live, Date.now())];
}

function isPipe(path: string): boolean {
  return existsSync(path) && statSync(path).isFIFO();
}

/** What of the system keeps a meter on a small device from its work. */
export async function systemChecks(path: string, config: MeterConfig, system: SystemFiles): Promise<Check[]> {
  const checks: Check[] = [];
  if (config.clock.source === 'system' && (await askSystem(system.root)) === false)
    checks.push(
      warning(
        'clock',
        'the system says that its clock is not synchronized: the first samples wait for it',
        'look at the network, and at timedatectl timesync-status; switch it on: sudo timedatectl set-ntp true',
      ),
    );
  const stateFolder = besideConfig(path, config.state);
  const isOverlaid = /(?:^|\s)(?:boot=overlay|overlayroot=)/.test(system.text('/proc/cmdline'));
  if (isOverlaid && existsSync(stateFolder) && statfsSync(stateFolder).type === OVERLAY)
    checks.push(
      failed(
        'disk',
        `the card is read-only below a layer in memory (an overlay file system), and so is ${stateFolder}: with the next start all of it is gone`,
        'sudo raspi-config, Performance Options, Overlay File System: no; or keep the state folder on a medium of its own',
      ),
    );
  return checks;
}

/** Throws HostError ERR_USAGE where there is no source to look at. */
export function specOf({ source }: MeterConfig): SourceSpec {
  if (typeof source === 'string') return readSpec(source);
  const text = `source of this config is ${source.kind === 'simulated' ? 'simulated' : 'a file, or a pipe'}: there is no port to look at`;
  throw new HostError('ERR_USAGE', text);
}
