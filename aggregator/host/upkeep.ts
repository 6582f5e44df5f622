/** What those who look after an aggregator need to know of it: for the doctor, backups and audit files. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditLine, type Exporter, auditFile, entryLine } from '../../host/care/audit-file.ts';
import type { BackedUpStore } from '../../host/care/backup-check.ts';
import { type Check, failed, ok, warning } from '../../host/care/finding.ts';
import type { Inside, Patient } from '../../host/care/checkup.ts';
import { besideConfig } from '../../host/base/config.ts';
import { secretBeside } from '../../host/keys/credentials.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { evidenceCheck } from '../../host/store/kept-proofs.ts';
import { HostError } from '../../host/base/errors.ts';
import { isStateLocked } from '../../host/base/lock.ts';
import { type PartyKeys, assertPinned, importAnchors, pinnedAggregator, readPartyKeys } from '../../host/keys/keys.ts';
import { DAMAGED_ADVICE } from '../../host/store/store-advice.ts';
import { logProblem } from '../../host/store/stored-log.ts';
import { urlsOf } from '../../host/bus/addresses.ts';
import { busTlsFiles } from '../../host/keys/tls-files.ts';
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { areaOf } from '../../protocol/log/contradiction.ts';
import { type IntervalGrid, intervalStartMs } from '../../protocol/grid/interval.ts';
import { isPending, isValid } from '../../protocol/keys/key-validity.ts';
import { LogVerifier } from '../../protocol/log/log-verifier.ts';
import type { AggregatorConfig } from '../../schemas/types.ts';
import { counterPathOf, readCounter } from './counter-file.ts';
import { freshnessOf } from '../freshness.ts';
import { LedgerReader, type WaitingWindow } from './ledger-reader.ts';
import { SqliteLedger } from './ledger-sqlite.ts';
import { LEDGER_FILE, LEDGER_STORE } from './ledger-tables.ts';

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
    kind: LEDGER_STORE,
    // What a ledger has erased stays in its backups. [P-6.5]
    keptDays: 60,
    problemWith: (database) => logProblem(new LedgerReader(database), verifierOf(config)),
    readAsParty: (path) => {
      const ledger = new SqliteLedger(path);
      ledger.restore();
      ledger.close();
    },
  };
}

function keyCheck(configPath: string, config: AggregatorConfig): Check {
  const path = secretBeside(configPath, config.keys);
  const keys = readPartyKeys(path);
  importAnchors(config.anchors);
  assertPinned(keys, pinnedAggregator(config.anchors, config.index), `aggregator ${config.index}`, path);
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
    if (key === current) return `meters seal to ${key.keyId} (${key.kem})`;
    if (isPending(key, nowMs)) return `to ${key.keyId} from ${iso(key.validFromMs)} on`;
    return `${key.keyId} ${key.openUntilMs === undefined ? 'still opens' : `opens until ${iso(key.openUntilMs)}`}`;
  });
  if (current === undefined) return failed('keys', `no HPKE key is valid now: ${states.join('; ')}`, advice);
  return ok('keys', `${known}; HPKE: ${states.join('; ')}`);
}

/** From when on it holds shares, and why of earlier windows. */
function keptText(keptFrom: number, waiting: readonly WaitingWindow[], grid: IntervalGrid): string {
  if (keptFrom === 0) return 'no shares are erased yet';
  const iso = (interval: number): string => new Date(intervalStartMs(interval, grid)).toISOString();
  const earlier = waiting.map(
    ({ from, pages, bills }) =>
      `, and of the window from ${iso(from)}, which waits for ${pages} loads and ${bills} bills`,
  );
  return `holds shares from ${iso(keptFrom)} on${earlier.join('')}`;
}

function lookInside(configPath: string, config: AggregatorConfig, path: string): Inside {
  const reader = LedgerReader.open(path);
  try {
    const verifier = verifierOf(config);
    const problem = logProblem(reader, verifier);
    if (problem !== undefined) {
      return { backlog: [failed('store', `its log is damaged: ${problem}`, DAMAGED_ADVICE.aggregator)] };
    }
    const logs = [...verifier.logs.values()];
    const { anchors, deployment } = config;
    const party = { stateFolder: besideConfig(configPath, config.state), anchors, deployment };
    const before = [...counterCheck(configPath, config, reader), evidenceCheck(party, reader.proofs())];
    const backlog = logs.map((log): Check => {
      const { openCells, keptFrom, unreleasedPages, unreleasedBills, waiting } = reader.backlog(log);
      const kept = keptText(keptFrom, waiting, log.scheme);
      const text = `${log.area}: ${openCells} cells of open pages; closed and not released: ${unreleasedPages} pages, ${unreleasedBills} bills; ${kept}`;
      if (unreleasedPages + unreleasedBills === 0) return ok('backlog', text);
      const advice =
        'let it run: meters send again what it lacks. What stays is below its own floor, or gone from the meters';
      return warning('backlog', text, advice);
    });
    const [log] = logs;
    if (log === undefined) return { backlog: [...before, ok('backlog', 'no log entry yet')] };
    const { billing, closeAfterSeconds, graceSeconds } = log.scheme;
    return {
      backlog: [...before, ...backlog],
      grid: log.scheme,
      firstInterval: billing.firstInterval,
      nextToClose: log.nextToClose,
      closesAfterSeconds: closeAfterSeconds + 3 * graceSeconds,
    };
  } finally {
    reader.close();
  }
}

export function aggregatorPatient(configPath: string, config: AggregatorConfig): Patient {
  return {
    role: 'aggregator',
    party: new TopicRoot(config.bus.topicRoot).clientIdOf(`aggregator-${config.index}`),
    stateFolder: besideConfig(configPath, config.state),
    brokerUrls: urlsOf(config.bus),
    tls: busTlsFiles(configPath, config.bus),
    clock: config.clock,
    store: LEDGER_STORE,
    backups: { config: config.backup },
    hears: ['shares', 'requests'],
    checkKeys: () => keyCheck(configPath, config),
    lookInside: (path) => lookInside(configPath, config, path),
  };
}

/** Whether the next start may sign. A running aggregator says so itself, and writes both meanwhile. */
function counterCheck(configPath: string, config: AggregatorConfig, reader: LedgerReader): Check[] {
  const state = besideConfig(configPath, config.state);
  if (isStateLocked(state)) return [];
  const path = counterPathOf(configPath, config);
  const freshness = freshnessOf(reader.standing(), readCounter(path));
  switch (freshness.kind) {
    case 'proved': {
      const isBeside = statSync(path).dev === statSync(state).dev;
      const where = isBeside ? 'on the same disk: a snapshot of the machine would take both back' : 'on another medium';
      return [ok('store', `its counter ${path} proves that it is the newest; it is ${where}`)];
    }
    case 'older': {
      const text = `the ledger is older than its counter ${path}, or lost`;
      return [warning('store', text, 'start it: it begins a new store epoch and gets what it lacks')];
    }
    case 'unproved': {
      const text = `nothing proves that the ledger is the newest: ${freshness.why} (${path})`;
      const advice = `mount the medium of ${path} before it starts; if it is gone: docs/operating.md, "A lost counter"`;
      return [failed('store', text, advice)];
    }
  }
}

function exporterOf(configPath: string, config: AggregatorConfig): Exporter {
  const keys = readPartyKeys(secretBeside(configPath, config.keys));
  return {
    deployment: config.deployment,
    party: `aggregator-${config.index}`,
    identity: keys.identity.privateKey,
  };
}

/** Entries and hints of every area, all of one moment. */
function* contentOf(reader: LedgerReader): Generator<AuditLine> {
  try {
    reader.holdSnapshot();
    for (const area of reader.areas()) {
      for (const text of reader.entryTexts(area)) yield entryLine(area, text);
      for (const text of reader.hints(area)) yield { line: 'hint', area, text };
    }
    for (const proof of reader.proofs()) yield { line: 'evidence', area: areaOf(proof), text: canonicalJson(proof) };
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
