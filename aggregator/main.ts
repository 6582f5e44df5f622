/** The aggregator process: config, keys, ledger and bus around the machine. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { unsealed } from '../host/unsealed.ts';
import { createClock } from '../host/clock.ts';
import { assertNoTestHooks, besideConfig, readConfig } from '../host/config.ts';
import { nodeCrypto } from '../host/crypto.ts';
import { EnrolmentFile } from '../host/enrolment-file.ts';
import { HostError } from '../host/errors.ts';
import { Activity, HealthFile } from '../host/health.ts';
import { KeyWatch } from '../host/key-watch.ts';
import { importAnchors } from '../host/keys.ts';
import { lockState } from '../host/lock.ts';
import { LateCommits } from '../host/late-commits.ts';
import { createLogger } from '../host/logger.ts';
import { fatal, openBus, runUntilSignal, writeReport } from '../host/party.ts';
import { settleStore } from '../host/new-store.ts';
import { Runner } from '../host/runner.ts';
import { SOFTWARE_VERSION } from '../host/version.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { deriveDigestKey } from '../protocol/headers.ts';
import { topicFilter, topics } from '../protocol/topics.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import { LEDGER_FILE, SqliteLedger } from './ledger-sqlite.ts';
import { type AggregatorInput, AggregatorMachine, statusOf } from './machine.ts';
import type { AggregatorParty } from './party.ts';

export async function runAggregator(configPath: string): Promise<void> {
  const config = readConfig('config-aggregator', configPath);
  assertNoTestHooks(configPath, config);
  const logger = createLogger(`aggregator-${config.index}`, config.log);
  const { watch, keys } = KeyWatch.open(besideConfig(configPath, config.keys));
  if (keys.hpke.length === 0)
    throw new HostError(
      'ERR_KEYS_INVALID',
      `${config.keys} has no HPKE key: make one with gridshare rotate --now --config ${configPath}`,
    );
  const anchors = importAnchors(config.anchors);
  const { approvedMeters } = config;
  const approvals =
    approvedMeters === undefined ? undefined : new EnrolmentFile(besideConfig(configPath, approvedMeters));
  const state = besideConfig(configPath, config.state);
  const lock = lockState(state);
  const ledger = new SqliteLedger(join(state, LEDGER_FILE));
  const standing = settleStore(state, ledger);
  if (standing === 'lost')
    logger.warn({ state }, 'the ledger is gone: a new one begins, and asks the others what it may sign');
  if (standing === 'restored') logger.warn({ state }, 'the ledger is a backup: it asks the others what it may sign');
  const crypto = config.test?.unsealed === true ? unsealed(nodeCrypto) : nodeCrypto;
  const digestKey = deriveDigestKey(
    crypto,
    keys.agreement.privateKey,
    anchors.utilityAgreement,
    config.deployment,
    config.index,
  );
  if (digestKey === undefined) throw new HostError('ERR_ANCHORS_INVALID', "the utility's agreement key is unusable");
  const party: AggregatorParty = {
    crypto,
    deployment: config.deployment,
    index: config.index,
    pins: { deployment: config.deployment, operators: anchors.operators, floor: config.floor },
    identity: keys.identity.privateKey,
    agreement: keys.agreement.privateKey,
    hpkeKeys: keys.hpke,
    signers: anchors.signers,
    approved: approvals?.meters,
    utilityAgreement: anchors.utilityAgreement,
    digestKey,
    processSeed: randomBytes(32),
    sessionCacheSize: config.sessionCacheSize,
    softwareVersion: SOFTWARE_VERSION,
    lieWh: config.test?.lieWh ?? 0,
  };
  const machine = new AggregatorMachine(party, ledger.restore(), ledger.standing());
  const will = {
    topic: topics.status(config.index),
    payload: canonicalJson(statusOf(party, 'offline')),
    isRetained: true,
  };
  const bus = openBus(configPath, config.bus, `aggregator-${config.index}`, logger, will);
  const activity = new Activity();
  const health = new HealthFile(state, 'aggregator', `aggregator-${config.index}`, activity, () => {
    const { rejections: _codes, ...counts } = machine.stats;
    return { ...counts, unsent: bus.pendingCount, dropped: bus.droppedCount };
  });
  const late = config.test?.lateCommitMs === undefined ? undefined : new LateCommits(ledger, config.test.lateCommitMs);
  const runner = new Runner<AggregatorInput, LedgerOp, LedgerRead>({
    machine,
    store: late ?? ledger,
    bus,
    clock: createClock(config.clock),
    logger,
    commit: config.commit,
    answer: (read) => {
      late?.flush();
      return { kind: 'rows', answer: ledger.read(read) };
    },
    activity,
    onFatal: fatal(logger, health),
  });
  runUntilSignal(logger, health, async () => {
    watch.stop();
    approvals?.stop();
    bus.publish(will);
    await runner.stop();
    late?.flush();
    writeReport(state, { index: config.index, ...machine.stats });
    ledger.close();
    lock.release();
  });
  watch.start({
    gridMs: () => runner.times.gridMs,
    logger,
    onKeys: (hpke) => runner.feed({ kind: 'hpke-keys', keys: hpke }),
  });
  approvals?.start(logger, (meters) => runner.feed({ kind: 'approved', meters }));
  const { shares, requests, key } = topics;
  const own = [shares(config.index), `${shares(config.index)}/+`, requests(config.index), key(config.index)];
  await runner.start([...own, topicFilter('log'), topicFilter('accepts')]);
  logger.info({ index: config.index }, 'aggregator is ready');
}
