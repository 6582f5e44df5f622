/** Opens what a settlement is read from: the utility's config, archive and status. Reads only, beside a running utility. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { besideConfig, readConfig } from '../../host/base/config.ts';
import { HostError } from '../../host/base/errors.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { type KeptProof, keptProofs } from '../../host/store/kept-proofs.ts';
import { AssertionError } from '../../protocol/machine.ts';
import type { Scheme } from '../../schemas/types.ts';
import { ARCHIVE_FILE, ArchiveReader } from './archive-reader.ts';
import { readStatus } from './status-file.ts';
import type { TariffDocuments } from '../../protocol/money/price.ts';
import { readTariffDocuments } from './document-files.ts';
import { IndexedArea, type Moment } from '../views/indexed-area.ts';
import { LogIndex } from '../views/log-index.ts';
import { type UtilityView, viewUtility } from '../views/utility-view.ts';

export interface Settlement {
  readonly scheme: Scheme;
  readonly archive: ArchiveReader;
  /** Signed contradictions that it has. */
  readonly proofs: readonly KeptProof[];
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
  // Before the archive is opened: a document that can't be read says so, and nothing stays open.
  const documents = readTariffDocuments(configPath, config);
  return { config, state, scheme: config.scheme, documents, archive: ArchiveReader.open(path) };
}

/** Reads an archive and closes it. What is read part by part is of one moment all the same. Throws HostError. */
export function withArchive<T>(
  configPath: string,
  read: (archive: ArchiveReader, config: ReturnType<typeof openArchive>['config'], documents: TariffDocuments) => T,
): T {
  const { archive, config, documents } = openArchive(configPath);
  try {
    archive.holdSnapshot();
    return read(archive, config, documents);
  } finally {
    archive.close();
  }
}

/** The record of every area that has one. Throws AssertionError for a log that is none. */
export function indexAreas(archive: ArchiveReader, moment: Moment, documents?: TariffDocuments): IndexedArea[] {
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
          ...(documents === undefined ? {} : { documents }),
        },
        moment,
      ),
  );
}

/** What lists of figures need of every area's log. */
export function indexLogs(archive: ArchiveReader, documents?: TariffDocuments): LogIndex[] {
  return archive.areas().map((area) => new LogIndex(area, archive.entries(area), documents));
}

/** Throws HostError. `nowMs`: the system's clock. */
export function openSettlement(configPath: string, nowMs: number): Settlement {
  const { config, state, scheme, archive, documents } = openArchive(configPath);
  try {
    const status = readStatus(state);
    const utility = viewUtility(status, nowMs);
    // Replayed time is known only from the utility.
    const gridMs = config.clock.source === 'system' ? nowMs : status?.gridMs;
    const moment: Moment = { gridMs, live: utility.isRunning ? status : undefined };
    const areas = indexAreas(archive, moment, documents);
    const names = areas.map(({ area }) => area);
    const unopened = scheme.areas.filter((area) => !names.includes(area));
    const { deployment, anchors } = config;
    const proofs = keptProofs({ stateFolder: state, deployment, anchors }, archive.proofs());
    return { scheme, archive, proofs, utility, areas, unopened, close: () => archive.close() };
  } catch (error) {
    archive.close();
    if (!(error instanceof AssertionError)) throw error;
    throw new HostError('ERR_ARCHIVE_LOG', `the log in the archive of ${configPath} is none: ${error.message}`, {
      cause: error,
    });
  }
}
