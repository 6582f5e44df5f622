/** What those who look after an aggregator need to know of it: for the doctor, backups and audit files. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditLine, type Exporter, auditFile, entryLine } from '../host/audit-file.ts';
import type { BackedUpStore } from '../host/backup.ts';
import { type Check, failed, ok, warning } from '../host/check.ts';
import type { Inside, Patient } from '../host/checkup.ts';
import { besideConfig } from '../host/config.ts';
import { nodeCrypto } from '../host/crypto.ts';
import { HostError } from '../host/errors.ts';
import { type PartyKeys, importAnchors, readPartyKeys } from '../host/keys.ts';
import { logProblem } from '../host/stored-log.ts';
import { busTlsFiles } from '../host/tls-files.ts';
import { toBase64url } from '../protocol/bytes.ts';
import { isPending, isValid } from '../protocol/key-validity.ts';
import { LogVerifier } from '../protocol/log-verifier.ts';
import type { AggregatorConfig } from '../schemas/types.ts';
import { LedgerReader } from './ledger-reader.ts';
import { LEDGER_FILE, LEDGER_MIGRATIONS } from './ledger-sqlite.ts';

function verifierOf(config: AggregatorConfig): LogVerifier {
  const anchors = importAnchors(config.anchors);
  const pins = { deployment: config.deployment, operators: anchors.operators, floor: config.floor };
  return new LogVerifier(nodeCrypto, anchors.signers, pins);
}

export function aggregatorStore(configPath: string, config: AggregatorConfig): BackedUpStore {
  return {
    party: `aggregator-${config.index}`,
    deployment: config.deployment,
    stateFolder: besideConfig(configPath, config.state),
    file: LEDGER_FILE,
    migrations: LEDGER_MIGRATIONS,
    problemWith: (database) => logProblem(new LedgerReader(database), verifierOf(config)),
  };
}

function keyCheck(configPath: string, config: AggregatorConfig): Check {
  const path = besideConfig(configPath, config.keys);
  const keys = readPartyKeys(path);
  importAnchors(config.anchors);
  const own = config.anchors.aggregators[config.index - 1];
  const advice = `put this aggregator's own key file at ${path}, or correct index and anchors`;
  if (own === undefined) return failed('keys', `the anchors have no aggregator ${config.index}`, advice);
  if (!own.identities.includes(toBase64url(keys.identity.publicRaw)))
    return failed('keys', `the identity key is not the one that everybody pins for aggregator ${config.index}`, advice);
  if (own.agreement !== toBase64url(keys.agreement.publicRaw))
    return failed('keys', `the static key is not the one that everybody pins for aggregator ${config.index}`, advice);
  return hpkeCheck(keys.hpke, config);
}

/** A replayed clock is not this one: then only how many keys there are can be said. */
function hpkeCheck(keys: PartyKeys['hpke'], config: AggregatorConfig): Check {
  const nowMs = Date.now();
  const iso = (ms: number | undefined): string => new Date(ms ?? 0).toISOString();
  const known = 'private, and those that the anchors name';
  const advice = 'make one: gridshare rotate --now --config FILE';
  if (keys.length === 0) return failed('keys', 'there is no HPKE key', advice);
  if (config.clock.source === 'replay') return ok('keys', `${known}; ${keys.length} HPKE`);
  const current = keys.find((key) => isValid(key, nowMs));
  const states = keys.map((key) => {
    if (key === current) return `meters seal to ${key.keyId}`;
    if (isPending(key, nowMs)) return `to ${key.keyId} from ${iso(key.validFromMs)} on`;
    return `${key.keyId} ${key.openUntilMs === undefined ? 'still opens' : `opens until ${iso(key.openUntilMs)}`}`;
  });
  if (current === undefined) return failed('keys', `no HPKE key is valid now: ${states.join('; ')}`, advice);
  return ok('keys', `${known}; HPKE: ${states.join('; ')}`);
}

function lookInside(config: AggregatorConfig, path: string): Inside {
  const reader = LedgerReader.open(path);
  try {
    const verifier = verifierOf(config);
    const problem = logProblem(reader, verifier);
    if (problem !== undefined) {
      const advice = 'stop the aggregator and restore a backup: docs/operating.md';
      return { backlog: [failed('store', `its log is damaged: ${problem}`, advice)] };
    }
    const logs = [...verifier.logs.values()];
    const backlog = logs.map((log): Check => {
      const { openCells, unreleasedPages, unreleasedBills } = reader.backlog(log);
      const text = `${log.area}: ${openCells} cells of open pages; closed and not released: ${unreleasedPages} pages, ${unreleasedBills} bills`;
      if (unreleasedPages + unreleasedBills === 0) return ok('backlog', text);
      const advice =
        'let it run: meters send again what it lacks. What stays is below its own floor, or gone from the meters';
      return warning('backlog', text, advice);
    });
    const [log] = logs;
    if (log === undefined) return { backlog: [ok('backlog', 'no log entry yet')] };
    const { intervalSeconds, billing } = log.scheme;
    return { backlog, intervalSeconds, firstInterval: billing.firstInterval, nextToClose: log.nextToClose };
  } finally {
    reader.close();
  }
}

export function aggregatorPatient(configPath: string, config: AggregatorConfig): Patient {
  return {
    role: 'aggregator',
    party: `aggregator-${config.index}`,
    stateFolder: besideConfig(configPath, config.state),
    brokerUrl: config.bus.url,
    tls: busTlsFiles(configPath, config.bus),
    clock: config.clock,
    store: { file: LEDGER_FILE, version: LEDGER_MIGRATIONS.length },
    hears: ['shares', 'requests'],
    checkKeys: () => keyCheck(configPath, config),
    lookInside: (path) => lookInside(config, path),
  };
}

function exporterOf(configPath: string, config: AggregatorConfig): Exporter {
  const keys = readPartyKeys(besideConfig(configPath, config.keys));
  return {
    deployment: config.deployment,
    party: `aggregator-${config.index}`,
    identity: keys.identity.privateKey,
  };
}

/** Entries and evidence of every area, all of one moment. */
function* contentOf(reader: LedgerReader): Generator<AuditLine> {
  try {
    reader.holdSnapshot();
    for (const area of reader.areas()) {
      for (const text of reader.entryTexts(area)) yield entryLine(area, text);
      for (const text of reader.evidence(area)) yield { line: 'evidence', area, text };
    }
  } finally {
    reader.close();
  }
}

/** The audit file, line by line. Throws HostError ERR_STORE_MISSING, or as `openStore` and `readPartyKeys`. */
export function aggregatorAuditFile(configPath: string, config: AggregatorConfig, atMs: number): Generator<string> {
  const exporter = exporterOf(configPath, config);
  const path = join(besideConfig(configPath, config.state), LEDGER_FILE);
  if (!existsSync(path)) throw new HostError('ERR_STORE_MISSING', `${path} does not exist: nothing to export`);
  return auditFile(exporter, atMs, contentOf(LedgerReader.open(path)));
}
