/** Opens what a settlement is read from: the utility's config, archive and status. Reads only, beside a running utility. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { besideConfig, readConfig } from '../../host/base/config.ts';
import { HostError } from '../../host/base/errors.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { AssertionError } from '../../protocol/machine.ts';
import type { Scheme, SettlementStatus } from '../../schemas/types.ts';
import { describeProblem, isValid } from '../../schemas/validate.ts';
import { ARCHIVE_FILE, ArchiveReader } from './archive-reader.ts';
import { STATUS_FILE } from './main.ts';
import { IndexedArea, type Moment } from '../views/indexed-area.ts';
import { type UtilityView, viewUtility } from '../views/utility-view.ts';

export interface Settlement {
  readonly scheme: Scheme;
  readonly archive: ArchiveReader;
  readonly utility: UtilityView;
  readonly areas: readonly IndexedArea[];
  /** Areas of the scheme whose log has no entry yet. */
  readonly unopened: readonly string[];
  close(): void;
}

export function openArchive(configPath: string) {
  const config = readConfig('config-utility', configPath);
  const state = besideConfig(configPath, config.state);
  const path = join(state, ARCHIVE_FILE);
  if (!existsSync(path))
    throw new HostError('ERR_ARCHIVE_MISSING', `${path} does not exist yet: start the utility first`);
  return { config, state, scheme: config.scheme, archive: ArchiveReader.open(path) };
}

function readStatus(state: string): SettlementStatus | undefined {
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

/** The record of every area that has one. Throws AssertionError for a log that is none. */
export function indexAreas(archive: ArchiveReader, moment: Moment): IndexedArea[] {
  return archive.areas().map(
    (area) =>
      new IndexedArea(
        nodeCrypto,
        {
          area,
          entries: archive.entries(area),
          answers: archive.answerKeys(area),
          loads: archive.loads(area),
          bills: archive.bills(area),
          windows: archive.windows(area),
        },
        moment,
      ),
  );
}

/** Throws HostError. `nowMs`: the system's clock. */
export function openSettlement(configPath: string, nowMs: number): Settlement {
  const { config, state, scheme, archive } = openArchive(configPath);
  try {
    const status = readStatus(state);
    const utility = viewUtility(status, nowMs);
    // Replayed time is known only from the utility.
    const gridMs = config.clock.source === 'system' ? nowMs : status?.gridMs;
    const moment: Moment = { gridMs, live: utility.isRunning ? status : undefined };
    const areas = indexAreas(archive, moment);
    const names = areas.map(({ area }) => area);
    const unopened = scheme.areas.filter((area) => !names.includes(area));
    return { scheme, archive, utility, areas, unopened, close: () => archive.close() };
  } catch (error) {
    archive.close();
    if (!(error instanceof AssertionError)) throw error;
    throw new HostError('ERR_ARCHIVE_LOG', `the log in the archive of ${configPath} is none: ${error.message}`, {
      cause: error,
    });
  }
}
