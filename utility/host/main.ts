/** The utility process: config, keys, archive and bus around the machine. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AcknowledgedFile } from '../../host/process/acknowledged.ts';
import { type GridClock, createClock } from '../../host/base/clock.ts';
import { assertNoTestHooks, besideConfig, readConfig } from '../../host/base/config.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { MetersFile } from '../../host/process/meters-file.ts';
import { HostError } from '../../host/base/errors.ts';
import { Beginning } from '../../host/process/beginning.ts';
import { Activity, HealthFile } from '../../host/process/health.ts';
import { assertPinned, importAnchors, pinnedUtility, readPartyKeys } from '../../host/keys/keys.ts';
import { secretBeside } from '../../host/keys/credentials.ts';
import { type PartyLogger, createLogger } from '../../host/base/logger.ts';
import { settleStore } from '../../host/store/new-store.ts';
import {
  countsOf,
  fatal,
  openBus,
  problemOf,
  runUntilSignal,
  writeReport,
  writeStateFile,
} from '../../host/process/party-process.ts';
import { showMetrics } from '../../host/metrics/show-metrics.ts';
import { Runner } from '../../host/process/runner.ts';
import { StateWatch } from '../../host/store/state-watch.ts';
import { unsealed } from '../../host/faults/unsealed.ts';
import type { SecretKey } from '../../protocol/keys/crypto-port.ts';
import { deriveDigestKey } from '../../protocol/wire/headers.ts';
import { schemeProblem } from '../../protocol/grid/scheme.ts';
import { operatorFilters, utilityFilters } from '../../protocol/wire/heard.ts';
import type { EnrolledMeter, SettlementStatus, UtilityConfig } from '../../schemas/types.ts';
import type { ArchiveOp, ArchiveRead } from '../archive.ts';
import { ARCHIVE_FILE } from './archive-reader.ts';
import { SqliteArchive } from './archive-sqlite.ts';
import { type ArchiveStore, archiveInThread } from './archive-store.ts';
import { type Shortage, shortagesOf } from '../ordering/horizon.ts';
import { utilityMeasures } from './measures.ts';
import { STATUS_FILE } from './status-file.ts';
import { readTariffDocuments } from './document-files.ts';
import { type UtilityInput, UtilityMachine } from '../machine.ts';
import type { Progress } from '../ordering/area-status.ts';
import type { UtilityParty } from '../party.ts';

const STATUS_EVERY_MS = 2_000;

/** What the machine is given of itself. `meters`: who is enrolled. Throws HostError. */
function partyOf(configPath: string, config: UtilityConfig, meters: readonly EnrolledMeter[]): UtilityParty {
  const anchors = importAnchors(config.anchors);
  const keyPath = secretBeside(configPath, config.keys);
  const keys = readPartyKeys(keyPath);
  assertPinned(keys, pinnedUtility(config.anchors), 'the utility', keyPath);
  const digestKeys = new Map<number, SecretKey>();
  for (const [index, agreement] of anchors.agreements) {
    const key = deriveDigestKey(nodeCrypto, keys.agreement.privateKey, agreement, config.deployment, index);
    if (key === undefined)
      throw new HostError('ERR_ANCHORS_INVALID', `aggregator ${index}'s agreement key is unusable`);
    digestKeys.set(index, key);
  }
  return {
    crypto: config.test?.unsealed === true ? unsealed(nodeCrypto) : nodeCrypto,
    deployment: config.deployment,
    identity: keys.identity.privateKey,
    agreement: keys.agreement.privateKey,
    totalsKey: keys.hpke[0] ?? keys.agreement,
    signers: anchors.signers,
    digestKeys,
    operators: anchors.operators,
    scheme: config.scheme,
    documents: readTariffDocuments(configPath, config),
    enrolled: meters,
    keptMeters: new Set(config.keepMeters),
    processSeed: randomBytes(32),
  };
}

/** Opens the archive of this state; warns where it begins anew. */
async function openArchive(state: string, logger: PartyLogger): Promise<ArchiveStore> {
  const archive = archiveInThread(new SqliteArchive(join(state, ARCHIVE_FILE)));
  const standing = await settleStore(state, archive);
  if (standing === 'lost' || standing === 'restored') {
    const what = standing === 'lost' ? 'the archive is gone' : 'the archive is a backup';
    logger.warn({ state }, `${what}: the aggregators are asked for the log and all their sums`);
  }
  return archive;
}

/** What is under way, written for people. */
function statusWriter(state: string, logger: PartyLogger, progress: () => Progress): (isRunning: boolean) => void {
  return (isRunning) => {
    const status: SettlementStatus = { ...progress(), writtenAtMs: Date.now(), isRunning };
    try {
      writeStateFile(state, STATUS_FILE, status);
    } catch (error) {
      // It is for people: the store has its own opinion about a full disk.
      logger.warn({ err: error }, 'cannot write the settlement status');
    }
  };
}

/** What runs out, as of now. A replay ends by itself. */
function shortagesBy(clock: GridClock, { scheme, documents }: UtilityParty): () => Shortage[] {
  return () => (clock.isReplay ? [] : shortagesOf(scheme, documents, clock.now().gridMs));
}

/**
 * How to begin a desk, if there is to be one. Not a word of it is loaded unless it is asked for; what is wrong with its place is said
 * before anything else begins. Throws HostError as `deskPlace`.
 */
async function plannedDesk(
  configPath: string,
  config: UtilityConfig,
  desk: { readonly at: string | undefined } | undefined,
) {
  if (desk === undefined && config.http === undefined) return undefined;
  const [{ deskPlace }, { DeskChild }] = await Promise.all([import('./desk/desk-place.ts'), import('./desk-child.ts')]);
  deskPlace(configPath, config, desk?.at);
  return (logger: PartyLogger) => new DeskChild(configPath, desk?.at, logger);
}

/** `desk`: to be served beside it, on HOST:PORT or where the config says; also without, where the config has `http`. Throws HostError. */
export async function runUtility(configPath: string, desk?: { readonly at: string | undefined }): Promise<void> {
  const config = readConfig('config-utility', configPath);
  assertNoTestHooks(configPath, config);
  const logger = createLogger('utility', config.log);
  const begin = await plannedDesk(configPath, config, desk);
  const problem = schemeProblem(config.scheme);
  if (problem !== undefined)
    throw new HostError('ERR_SCHEME_INVALID', `${configPath}: the scheme cannot be run: ${problem}`);
  const roster = new MetersFile('enrolment', besideConfig(configPath, config.roster));
  const party = partyOf(configPath, config, roster.meters);
  const state = besideConfig(configPath, config.state);
  const beginning = Beginning.in(state, 'utility', 'utility');
  const archive = await openArchive(state, logger);
  const stateWatch = new StateWatch(state, ARCHIVE_FILE);
  const machine = await beginning.during(
    logger,
    async () => new UtilityMachine(party, await archive.restore(), await archive.standing()),
  );
  const bus = openBus(configPath, config.bus, 'utility', logger);
  const activity = new Activity();
  const clock = createClock(config.clock);
  const shortages = shortagesBy(clock, party);
  const health = new HealthFile(
    state,
    'utility',
    'utility',
    activity,
    logger,
    () => ({ ...machine.stats, ...countsOf(bus) }),
    () => problemOf(bus, machine),
    () => shortages().map(({ text, advice }) => `${text} (${advice})`),
  );
  const acknowledged = new AcknowledgedFile(state);
  const runner = new Runner<UtilityInput, ArchiveOp, ArchiveRead>({
    machine,
    store: stateWatch.guarding<ArchiveOp>(archive),
    answer: async (query) => ({ kind: 'rows', answer: await archive.read(query) }),
    bus,
    clock,
    logger,
    commit: config.commit,
    activity,
    onFatal: fatal(logger, health),
  });
  const writeStatus = statusWriter(state, logger, () => machine.progress(runner.times));
  roster.start(logger, (meters) => runner.feed({ kind: 'enrolled', meters }));
  const statusTimer = setInterval(() => writeStatus(true), STATUS_EVERY_MS);
  const aggregators = [...party.signers.aggregators.keys()];
  showMetrics(configPath, config, health, logger, () =>
    utilityMeasures(machine, shortages(), aggregators, runner.times),
  );
  stateWatch.start(fatal(logger, health));
  const deskChild = begin?.(logger);
  runUntilSignal(logger, health, async () => {
    deskChild?.stop();
    stateWatch.stop();
    roster.stop();
    acknowledged.stop();
    clearInterval(statusTimer);
    await runner.stop();
    writeStatus(false);
    writeReport(state, machine.stats);
    await archive.close();
    beginning.lock.release();
  });
  acknowledged.start((names) => runner.feed({ kind: 'acknowledged', names }));
  await runner.start([...utilityFilters(), ...operatorFilters()]);
  writeStatus(true);
  logger.info('utility is ready');
}
