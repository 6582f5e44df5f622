/** `status.json` beside the archive: what is under way, as `settlement-status.schema.json` says, for people. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../../host/base/errors.ts';
import type { SettlementStatus } from '../../schemas/types.ts';
import { describeProblem, isValid } from '../../schemas/validate.ts';

export const STATUS_FILE = 'status.json';

/** What the utility wrote last; undefined if nothing. Throws HostError ERR_STATUS_INVALID. */
export function readStatus(state: string): SettlementStatus | undefined {
  const path = join(state, STATUS_FILE);
  if (!existsSync(path)) return undefined;
  let status: unknown;
  try {
    status = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new HostError('ERR_STATUS_INVALID', `${path} is not JSON: delete it, the utility writes it again`, { cause });
  }
  if (isValid('settlement-status', status)) return status;
  const problem = describeProblem('settlement-status');
  throw new HostError(
    'ERR_STATUS_INVALID',
    `${path} is not a settlement status (${problem}): use the gridshare that wrote it`,
  );
}
