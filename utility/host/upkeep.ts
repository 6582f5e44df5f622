/** What those who look after the utility need to know of it: for the doctor, backups and audit files. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditLine, type Exporter, auditFile, entryLine } from '../../host/care/audit-file.ts';
import type { BackedUpStore } from '../../host/care/backup-check.ts';
import { type Check, failed, ok, warning } from '../../host/care/finding.ts';
import type { Inside, Patient } from '../../host/care/checkup.ts';
import { besideConfig, readConfig } from '../../host/base/config.ts';
import { secretBeside } from '../../host/keys/credentials.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { HostError } from '../../host/base/errors.ts';
import { evidenceCheck } from '../../host/store/kept-proofs.ts';
import { assertPinned, importAnchors, pinnedUtility, readPartyKeys } from '../../host/keys/keys.ts';
import { DAMAGED_ADVICE } from '../../host/store/store-advice.ts';
import { logProblem } from '../../host/store/stored-log.ts';
import { urlsOf } from '../../host/bus/addresses.ts';
import { busTlsFiles } from '../../host/keys/tls-files.ts';
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { areaOf } from '../../protocol/log/contradiction.ts';
import { LogVerifier } from '../../protocol/log/log-verifier.ts';
import { schemeProblem } from '../../protocol/grid/scheme.ts';
import type { UtilityConfig } from '../../schemas/types.ts';
import { shortagesOf } from '../ordering/horizon.ts';
import { ARCHIVE_FILE, ARCHIVE_STORE, ArchiveReader } from './archive-reader.ts';
import { readTariffDocuments } from './document-files.ts';
import { SqliteArchive } from './archive-sqlite.ts';

function verifierOf(config: UtilityConfig): LogVerifier {
  const { operators, signers } = importAnchors(config.anchors);
  const { threshold, trust, floors } = config.scheme;
  const floor = { minThreshold: threshold, trust, ...floors };
  return new LogVerifier(nodeCrypto, signers, { deployment: config.deployment, operators, floor });
}

export function utilityStore(configPath: string, config: UtilityConfig): BackedUpStore {
  return {
    party: 'utility',
    deployment: config.deployment,
    stateFolder: besideConfig(configPath, config.state),
    kind: ARCHIVE_STORE,
    keptDays: undefined,
    problemWith: (database) => logProblem(ArchiveReader.over(database, ARCHIVE_FILE), verifierOf(config)),
    readAsParty: (path) => {
      const archive = new SqliteArchive(path);
      archive.restore();
      archive.close();
    },
  };
}

function keyCheck(configPath: string, config: UtilityConfig): Check {
  const path = secretBeside(configPath, config.keys);
  const keys = readPartyKeys(path);
  importAnchors(config.anchors);
  assertPinned(keys, pinnedUtility(config.anchors), 'the utility', path);
  const problem = schemeProblem(config.scheme);
  if (problem !== undefined) return failed('config', `the scheme can't be run: ${problem}`, 'correct scheme');
  const { meters } = readConfig('enrolment', besideConfig(configPath, config.roster));
  return ok('keys', `private, and those that the anchors name; ${meters.length} meters enrolled`);
}

/** What an area of the archive waits for: acceptances, answers, bills. */
function backlogCheck(reader: ArchiveReader, log: AreaLog): Check {
  const { operators, threshold } = log.scheme;
  const answers = reader.answerCounts(log.area);
  const asked = [
    ...[...log.pages].filter(([, page]) => page.loads.length > 0).map(([at, page]) => `${page.sequence}/${at}`),
    ...[...log.bills.values()].filter(({ meters }) => meters.size > 0).map(({ sequence }) => `${sequence}/0`),
  ];
  const incomplete = asked.filter((key) => (answers.get(key) ?? 0) < operators.length).length;
  const closed = asked.filter((key) => (answers.get(key) ?? 0) < threshold).length;
  const announced = reader.announcedSequence(log.area);
  const isPending = announced !== undefined && announced >= log.length;
  const bills = reader.bills(log.area);
  const waiting = bills.filter(({ status }) => status === 'waiting').length;
  const failedBills = bills.filter(({ status }) => status === 'failed').length;
  const disputedBills = bills.filter(({ status }) => status === 'disputed').length;
  const text = [
    `${log.area}: ${log.length} entries${isPending ? `, entry ${announced} awaits acceptances` : ''}`,
    `answers missing for ${incomplete} of ${asked.length} totals, ${closed} of them can't be opened yet`,
    `bills: ${waiting} wait, ${disputedBills} disputed, ${failedBills} failed`,
  ].join('; ');
  if (closed + failedBills + disputedBills === 0 && !isPending) return ok('backlog', text);
  return warning('backlog', text, 'let it run, and look at the aggregators: gridshare doctor for each of them');
}

/** What of the scheme runs out. A replay ends by itself. */
function shortageChecks(configPath: string, config: UtilityConfig): Check[] {
  if (config.clock.source === 'replay') return [];
  const documents = readTariffDocuments(configPath, config);
  return shortagesOf(config.scheme, documents, Date.now()).map(({ text, advice }) =>
    warning('config', text, advice.replace('FILE', configPath)),
  );
}

function lookInside(configPath: string, config: UtilityConfig, path: string): Inside {
  const reader = ArchiveReader.open(path);
  try {
    reader.holdSnapshot();
    const verifier = verifierOf(config);
    const problem = logProblem(reader, verifier);
    const { billing, closeAfterSeconds, graceSeconds } = config.scheme;
    const closesAfterSeconds = closeAfterSeconds + 3 * graceSeconds;
    const frame = { grid: config.scheme, firstInterval: billing.firstInterval, closesAfterSeconds };
    if (problem !== undefined) {
      return { ...frame, backlog: [failed('store', `its log is damaged: ${problem}`, DAMAGED_ADVICE.utility)] };
    }
    const logs = [...verifier.logs.values()];
    const backlog =
      logs.length === 0 ? [ok('backlog', 'no log entry yet')] : logs.map((log) => backlogCheck(reader, log));
    const { anchors, deployment } = config;
    const party = { stateFolder: besideConfig(configPath, config.state), anchors, deployment };
    const evidence = evidenceCheck(party, reader.proofs());
    return {
      ...frame,
      backlog: [evidence, ...shortageChecks(configPath, config), ...backlog],
      nextToClose: logs[0]?.nextToClose,
    };
  } finally {
    reader.close();
  }
}

export function utilityPatient(configPath: string, config: UtilityConfig): Patient {
  return {
    role: 'utility',
    party: new TopicRoot(config.bus.topicRoot).clientIdOf('utility'),
    stateFolder: besideConfig(configPath, config.state),
    brokerUrls: urlsOf(config.bus),
    tls: busTlsFiles(configPath, config.bus),
    clock: config.clock,
    store: ARCHIVE_STORE,
    backups: { config: config.backup },
    hears: ['manifests', 'log', 'totals'],
    checkKeys: () => keyCheck(configPath, config),
    lookInside: (path) => lookInside(configPath, config, path),
  };
}

function exporterOf(configPath: string, config: UtilityConfig): Exporter {
  const keys = readPartyKeys(secretBeside(configPath, config.keys));
  return { deployment: config.deployment, party: 'utility', identity: keys.identity.privateKey };
}

/** Entries, evidence and every figure of every area, all of one moment. */
function* contentOf(reader: ArchiveReader): Generator<AuditLine> {
  try {
    reader.holdSnapshot();
    for (const area of reader.areas()) {
      for (const text of reader.entryTexts(area)) yield entryLine(area, text);
      for (const text of reader.evidence(area)) yield { line: 'evidence', area, text };
      for (const { kind, revision, figure } of reader.history(area))
        yield { line: 'figure', kind, area, revision, figure };
    }
    for (const proof of reader.proofs()) yield { line: 'evidence', area: areaOf(proof), text: canonicalJson(proof) };
  } finally {
    reader.close();
  }
}

/** The audit file, line by line. Throws HostError ERR_STORE_MISSING, or as `openStore` and `readPartyKeys`. */
export function utilityAuditFile(configPath: string, config: UtilityConfig, atMs: number): Generator<string> {
  const exporter = exporterOf(configPath, config);
  const path = join(besideConfig(configPath, config.state), ARCHIVE_FILE);
  if (!existsSync(path)) throw new HostError('ERR_STORE_MISSING', `${path} does not exist: nothing to export`);
  return auditFile(exporter, atMs, contentOf(ArchiveReader.open(path)));
}
