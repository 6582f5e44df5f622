/** What those who look after the utility need to know of it: for the doctor, backups and audit files. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditLine, type Exporter, auditFile, entryLine } from '../host/audit-file.ts';
import type { BackedUpStore } from '../host/backup.ts';
import { type Check, failed, ok, warning } from '../host/check.ts';
import type { Inside, Patient } from '../host/checkup.ts';
import { besideConfig, readConfig } from '../host/config.ts';
import { nodeCrypto } from '../host/crypto.ts';
import { HostError } from '../host/errors.ts';
import { importAnchors, readPartyKeys } from '../host/keys.ts';
import { logProblem } from '../host/stored-log.ts';
import { busTlsFiles } from '../host/tls-files.ts';
import type { AreaLog } from '../protocol/area-log.ts';
import { toBase64url } from '../protocol/bytes.ts';
import { LogVerifier } from '../protocol/log-verifier.ts';
import { schemeProblem } from '../protocol/scheme.ts';
import type { UtilityConfig } from '../schemas/types.ts';
import { ARCHIVE_FILE, ARCHIVE_MIGRATIONS, ArchiveReader } from './archive-reader.ts';

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
    file: ARCHIVE_FILE,
    migrations: ARCHIVE_MIGRATIONS,
    problemWith: (database) => logProblem(ArchiveReader.over(database, ARCHIVE_FILE), verifierOf(config)),
  };
}

function keyCheck(configPath: string, config: UtilityConfig): Check {
  const path = besideConfig(configPath, config.keys);
  const keys = readPartyKeys(path);
  importAnchors(config.anchors);
  const { identity, agreement } = config.anchors.utility;
  const advice = `put the utility's own key file at ${path}, or correct the anchors`;
  if (identity !== toBase64url(keys.identity.publicRaw))
    return failed('keys', 'the identity key is not the one that everybody pins', advice);
  if (agreement !== toBase64url(keys.agreement.publicRaw))
    return failed('keys', 'the static key is not the one that everybody pins', advice);
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
  const text = [
    `${log.area}: ${log.length} entries${isPending ? `, entry ${announced} awaits acceptances` : ''}`,
    `answers missing for ${incomplete} of ${asked.length} totals, ${closed} of them can't be opened yet`,
    `bills: ${waiting} wait, ${failedBills} failed`,
  ].join('; ');
  if (closed + failedBills === 0 && !isPending) return ok('backlog', text);
  return warning('backlog', text, 'let it run, and look at the aggregators: gridshare doctor for each of them');
}

function lookInside(config: UtilityConfig, path: string): Inside {
  const reader = ArchiveReader.open(path);
  try {
    reader.holdSnapshot();
    const verifier = verifierOf(config);
    const problem = logProblem(reader, verifier);
    const { intervalSeconds, billing } = config.scheme;
    const frame = { intervalSeconds, firstInterval: billing.firstInterval };
    if (problem !== undefined) {
      const advice = 'stop the utility and restore a backup: docs/operating.md';
      return { ...frame, backlog: [failed('store', `its log is damaged: ${problem}`, advice)] };
    }
    const logs = [...verifier.logs.values()];
    const backlog =
      logs.length === 0 ? [ok('backlog', 'no log entry yet')] : logs.map((log) => backlogCheck(reader, log));
    return { ...frame, backlog, nextToClose: logs[0]?.nextToClose };
  } finally {
    reader.close();
  }
}

export function utilityPatient(configPath: string, config: UtilityConfig): Patient {
  return {
    role: 'utility',
    party: 'utility',
    stateFolder: besideConfig(configPath, config.state),
    brokerUrl: config.bus.url,
    tls: busTlsFiles(configPath, config.bus),
    clock: config.clock,
    store: { file: ARCHIVE_FILE, version: ARCHIVE_MIGRATIONS.length },
    hears: ['manifests', 'log', 'totals'],
    checkKeys: () => keyCheck(configPath, config),
    lookInside: (path) => lookInside(config, path),
  };
}

function exporterOf(configPath: string, config: UtilityConfig): Exporter {
  const keys = readPartyKeys(besideConfig(configPath, config.keys));
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
