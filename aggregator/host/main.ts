/** The aggregator process: config, keys, ledger and bus around the machine. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { unsealed } from '../../host/faults/unsealed.ts';
import { AcknowledgedFile } from '../../host/process/acknowledged.ts';
import { createClock } from '../../host/base/clock.ts';
import { assertNoTestHooks, besideConfig, readConfig } from '../../host/base/config.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { MetersFile } from '../../host/process/meters-file.ts';
import type { Publication } from '../../host/bus/bus.ts';
import { HostError } from '../../host/base/errors.ts';
import { Beginning } from '../../host/process/beginning.ts';
import { Activity, HealthFile } from '../../host/process/health.ts';
import { KeyWatch } from '../../host/keys/key-watch.ts';
import { type ImportedAnchors, assertPinned, importAnchors, pinnedAggregator } from '../../host/keys/keys.ts';
import { LateCommits } from '../../host/faults/late-commits.ts';
import { secretBeside } from '../../host/keys/credentials.ts';
import { type PartyLogger, createLogger } from '../../host/base/logger.ts';
import { countsOf, fatal, openBus, problemOf, runUntilSignal, writeReport } from '../../host/process/party-process.ts';
import { isNewStoreExpected, settleStore } from '../../host/store/new-store.ts';
import { showMetrics } from '../../host/metrics/show-metrics.ts';
import { Runner } from '../../host/process/runner.ts';
import { StateWatch } from '../../host/store/state-watch.ts';
import { SOFTWARE_VERSION } from '../../host/base/version.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { deriveDigestKey } from '../../protocol/wire/headers.ts';
import { aggregatorFilters } from '../../protocol/wire/heard.ts';
import { topics } from '../../protocol/wire/topics.ts';
import { foundingIn, retireFounding } from './founding-file.ts';
import { CounterFile, counterPathOf } from './counter-file.ts';
import { CountedLedger } from './counted-ledger.ts';
import type { LedgerOp, LedgerRead } from '../ledger.ts';
import { ledgerInThread } from './ledger-store.ts';
import { SqliteLedger } from './ledger-sqlite.ts';
import { LEDGER_FILE } from './ledger-tables.ts';
import { type AggregatorInput, AggregatorMachine } from '../machine.ts';
import { aggregatorMeasures } from './measures.ts';
import { statusOf } from '../status.ts';
import type { AggregatorConfig } from '../../schemas/types.ts';
import type { AggregatorParty } from '../party.ts';

/** Opens ledger and counter, and settles what they are. Throws HostError. */
async function openLedger(configPath: string, config: AggregatorConfig, logger: PartyLogger): Promise<CountedLedger> {
  const state = besideConfig(configPath, config.state);
  const store = ledgerInThread(new SqliteLedger(join(state, LEDGER_FILE)));
  const counter = new CounterFile(counterPathOf(configPath, config));
  const drawMark = (): string => randomBytes(16).toString('base64url');
  // Before the ledger counts as begun: one that has begun and has no counter has lost it.
  if (isNewStoreExpected(state)) await CountedLedger.begin(store, counter, drawMark);
  const standing = await settleStore(state, store);
  const ledger = await CountedLedger.open(store, counter, drawMark);
  const { freshness } = await ledger.standing();
  const known =
    freshness.kind === 'older' ? 'its counter knows what it has signed' : 'the others are asked what it signed';
  if (standing === 'lost') logger.warn({ state }, `the ledger is gone: a new one begins, and ${known}`);
  else if (standing === 'restored') logger.warn({ state }, `the ledger is a backup: ${known}`);
  return ledger;
}

/** Throws HostError: its keys are not those that are pinned, or none to seal to. */
function openKeys(configPath: string, config: AggregatorConfig): ReturnType<typeof KeyWatch.open> {
  const keyPath = secretBeside(configPath, config.keys);
  const opened = KeyWatch.open(keyPath);
  assertPinned(opened.keys, pinnedAggregator(config.anchors, config.index), `aggregator ${config.index}`, keyPath);
  if (opened.keys.hpke.length === 0)
    throw new HostError(
      'ERR_KEYS_INVALID',
      `${config.keys} has no HPKE key: make one with gridshare rotate --now --config ${configPath}`,
    );
  return opened;
}

/** Who it is by its config and its keys. Throws HostError ERR_ANCHORS_INVALID. */
function partyOf(
  config: AggregatorConfig,
  anchors: ImportedAnchors,
  keys: ReturnType<typeof KeyWatch.open>['keys'],
): AggregatorParty {
  const crypto = config.test?.unsealed === true ? unsealed(nodeCrypto) : nodeCrypto;
  const { deployment, index } = config;
  const digestKey = deriveDigestKey(crypto, keys.agreement.privateKey, anchors.utilityAgreement, deployment, index);
  if (digestKey === undefined) throw new HostError('ERR_ANCHORS_INVALID', "the utility's agreement key is unusable");
  return {
    crypto,
    deployment,
    index,
    pins: { deployment, operators: anchors.operators, floor: config.floor },
    identity: keys.identity.privateKey,
    agreement: keys.agreement.privateKey,
    hpkeKeys: keys.hpke,
    signers: anchors.signers,
    utilityTotals: anchors.utilityTotals,
    digestKey,
    processSeed: randomBytes(32),
    sessionCacheSize: config.sessionCacheSize,
    softwareVersion: SOFTWARE_VERSION,
    lieWh: config.test?.lieWh ?? 0,
  };
}

/** What the broker says when it is gone. */
function willOf(party: AggregatorParty): Publication {
  return {
    topic: topics.status(party.index),
    payload: canonicalJson(statusOf(party, 'offline')),
    isRetained: true,
  };
}

/** For the health file. */
function numbersOf({ stats, heldCells }: AggregatorMachine): Record<string, number> {
  const { rejections: _codes, ...rest } = stats;
  return { ...rest, heldCells };
}

export async function runAggregator(configPath: string): Promise<void> {
  const config = readConfig('config-aggregator', configPath);
  assertNoTestHooks(configPath, config);
  const logger = createLogger(`aggregator-${config.index}`, config.log);
  const anchors = importAnchors(config.anchors);
  const { watch, keys } = openKeys(configPath, config);
  const { approvedMeters } = config;
  const approvals =
    approvedMeters === undefined
      ? undefined
      : new MetersFile('approved-meters', besideConfig(configPath, approvedMeters));
  const state = besideConfig(configPath, config.state);
  const name = `aggregator-${config.index}`;
  const beginning = Beginning.in(state, 'aggregator', name);
  const ledger = await openLedger(configPath, config, logger);
  const stateWatch = new StateWatch(state, LEDGER_FILE);
  const standing = await ledger.standing();
  if (standing.freshness.kind !== 'unproved') retireFounding(state);
  const party = partyOf(config, anchors, keys);
  const own = { ...party, approved: approvals?.meters, founding: foundingIn(state) };
  const machine = await beginning.during(
    logger,
    async () => new AggregatorMachine(own, await ledger.restore(), standing),
  );
  const will = willOf(party);
  const bus = openBus(configPath, config.bus, `aggregator-${config.index}`, logger, will);
  const activity = new Activity();
  const counts = (): Record<string, number> => ({ ...numbersOf(machine), ...countsOf(bus) });
  const health = new HealthFile(state, 'aggregator', name, activity, logger, counts, () => problemOf(bus, machine));
  const acknowledged = new AcknowledgedFile(state);
  const late = config.test?.lateCommitMs === undefined ? undefined : new LateCommits(ledger, config.test.lateCommitMs);
  const runner = new Runner<AggregatorInput, LedgerOp, LedgerRead>({
    machine,
    store: stateWatch.guarding<LedgerOp>(late ?? ledger),
    bus,
    clock: createClock(config.clock),
    logger,
    commit: config.commit,
    answer: async (read) => {
      await late?.flush();
      return { kind: 'rows', answer: await ledger.read(read) };
    },
    activity,
    onFatal: fatal(logger, health),
  });
  showMetrics(configPath, config, health, logger, () => aggregatorMeasures(machine, watch.path, runner.times.gridMs));
  stateWatch.start(fatal(logger, health));
  runUntilSignal(logger, health, async () => {
    stateWatch.stop();
    watch.stop();
    approvals?.stop();
    acknowledged.stop();
    bus.publish(will);
    await runner.stop();
    await late?.flush();
    writeReport(state, { index: config.index, ...machine.stats });
    await ledger.close();
    beginning.lock.release();
  });
  watch.start({
    gridMs: () => runner.times.gridMs,
    logger,
    onKeys: (hpke) => runner.feed({ kind: 'hpke-keys', keys: hpke }),
  });
  approvals?.start(logger, (meters) => runner.feed({ kind: 'approved', meters }));
  acknowledged.start((names) => runner.feed({ kind: 'acknowledged', names }));
  await runner.start(aggregatorFilters(config.index));
  logger.info({ index: config.index }, 'aggregator is ready');
}
