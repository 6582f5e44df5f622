/**
 * Keys that systemd hands to a unit (`LoadCredential=`): they lie where only root reads them, and the party's own user finds them
 * under the same name in a folder that is its alone while it runs.
 */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { besideConfig } from '../base/config.ts';

/** Where they are, if systemd handed over any. */
function folder(): string | undefined {
  return process.env['CREDENTIALS_DIRECTORY'];
}

/** The file of a key that a config names: the credential of its name if there is one, or the file itself. */
export function secretBeside(configPath: string, path: string): string {
  const credentials = folder();
  if (credentials !== undefined) {
    const handed = join(credentials, basename(path));
    if (existsSync(handed)) return handed;
  }
  return besideConfig(configPath, path);
}

/**
 * Who but its owner can do what with a key file, as mode bits. To a credential, root's, systemd lets the party's user by an access
 * list, and such a list stands where the bits of the group are: to read it is what the unit was given it for.
 */
export function exposureOf(path: string): number {
  const { mode } = statSync(path);
  return mode & (dirname(path) === folder() ? 0o037 : 0o077);
}
