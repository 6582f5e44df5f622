/** A device that was flashed and has not enrolled yet has no config: whoever looks at it is told why. */
import { existsSync } from 'node:fs';
import { SETUP_FOLDER } from '../deploy/flash-scripts.ts';
import { HostError } from '../host/base/errors.ts';
import type { SystemFiles } from '../meter/host/doctor/system-files.ts';

/** Throws HostError ERR_CONFIG_READ. */
export function assertEnrolled(path: string, system: SystemFiles): void {
  if (existsSync(path) || !system.has(SETUP_FOLDER)) return;
  throw new HostError(
    'ERR_CONFIG_READ',
    `${path} is not there: this device has not enrolled yet. It tries every 30 s, until network, clock and authority are there: ` +
      'journalctl -u gridshare-setup says what it lacks; a token is good once, for a day unless it was made for longer',
  );
}
