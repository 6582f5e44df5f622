/** One-time tokens as files, one for each meter: what an installer takes to a device. [P-9.6] */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedMeter } from '../deploy/deployment-plan.ts';
import { HostError } from '../host/base/errors.ts';
import { makeFolder } from '../host/base/folders.ts';
import { escaped } from '../host/base/printable.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import type { EnrolmentDesk } from './enrolment.ts';

/** The file of a meter's token, in a folder of tokens. */
export function tokenFile(folder: string, meter: string): string {
  return join(folder, `${meter}.token`);
}

function write(path: string, token: string): void {
  try {
    writeFileSync(path, `${token}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const message = `cannot write ${escaped(path)}: ${describeTrouble(cause)}. Its token was not given to anybody: make another`;
    throw new HostError('ERR_USAGE', message, { cause });
  }
}

/** Makes a token for a meter and writes it into a file of mode 0600. Throws HostError ERR_USAGE if the file is there. */
export async function writeToken(
  desk: EnrolmentDesk,
  meter: PlannedMeter,
  untilMs: number,
  path: string,
): Promise<void> {
  const { id, area, registers } = meter;
  const [token = ''] = await desk.invite([{ meter: id, area, registers }], untilMs);
  write(path, token);
}

/**
 * The same for each of many, in a folder that is made if need be. Throws HostError ERR_USAGE, before any token is made, where
 * one of the files is there already.
 */
export async function writeTokens(
  desk: EnrolmentDesk,
  meters: readonly PlannedMeter[],
  untilMs: number,
  folder: string,
): Promise<void> {
  makeFolder(folder);
  const taken = meters.map(({ id }) => tokenFile(folder, id)).find((path) => existsSync(path));
  if (taken !== undefined)
    throw new HostError('ERR_USAGE', `${escaped(taken)} is there already: name another folder. No token was made`);
  const invitations = meters.map(({ id, area, registers }) => ({ meter: id, area, registers }));
  const tokens = await desk.invite(invitations, untilMs);
  for (const [at, { id }] of meters.entries()) write(tokenFile(folder, id), tokens[at] ?? '');
}
