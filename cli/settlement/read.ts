/** Opens what a settlement is read from: the utility's config, archive and status. Reads only, beside a running utility. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { besideConfig, readConfig } from '../../host/base/config.ts';
import { HostError } from '../../host/base/errors.ts';
import { AssertionError } from '../../protocol/machine.ts';
import type { Scheme, SettlementStatus } from '../../schemas/types.ts';
import { describeProblem, isValid } from '../../schemas/validate.ts';
import { ARCHIVE_FILE, ArchiveReader } from '../../utility/host/archive-reader.ts';
import { STATUS_FILE } from '../../utility/host/main.ts';
import { formatDuration } from '../render/format.ts';
import { IndexedArea, type Moment } from './record.ts';

/** Rewritten every two seconds: one that is older is of a utility that stands still or is gone. */
const STALE_MS = 15_000;

/** Whether the utility is at work, as its status tells. */
export interface UtilityView {
  readonly isRunning: boolean;
  readonly isConnected: boolean;
  /** Age of the last status; undefined if there is none. */
  readonly statusAgeMs: number | undefined;
  /** Grid time at the last status, as an ISO time. */
  readonly gridTime: string | undefined;
  readonly text: string;
}

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

function viewUtility(status: SettlementStatus | undefined, nowMs: number): UtilityView {
  if (status === undefined) {
    const text = 'The utility left no status: it is not running. What is under way is not known.';
    return { isRunning: false, isConnected: false, statusAgeMs: undefined, gridTime: undefined, text };
  }
  const statusAgeMs = Math.max(0, nowMs - status.writtenAtMs);
  const isRunning = status.isRunning && Math.abs(nowMs - status.writtenAtMs) < STALE_MS;
  const isConnected = isRunning && status.isConnected;
  const age = formatDuration(statusAgeMs);
  const at = new Date(status.writtenAtMs).toISOString();
  // Written by another process, by a clock that may have been set since: then times say more than how long ago that was.
  const isOff = status.writtenAtMs > nowMs + STALE_MS;
  const text = isRunning
    ? `The utility is running and ${isConnected ? 'connected' : 'NOT connected to the broker'} (status of ${age} ago).`
    : status.isRunning
      ? `The utility is not running, or stands still: its last status is of ${at}${isOff ? ', which is later than this clock says: it was set back' : ''}. What is under way is not known: gridshare health and doctor with its config say how it is.`
      : `The utility was stopped at ${at}. Nothing is closed or billed until it is started.`;
  const evidence = status.evidence === undefined ? '' : ` EVIDENCE: ${status.evidence}.`;
  const gridTime = new Date(status.gridMs).toISOString();
  return { isRunning, isConnected, statusAgeMs, gridTime, text: `${text}${evidence}` };
}

/** The record of every area that has one. Throws AssertionError for a log that is none. */
export function indexAreas(archive: ArchiveReader, moment: Moment): IndexedArea[] {
  return archive.areas().map(
    (area) =>
      new IndexedArea(
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
