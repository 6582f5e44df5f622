/** The meter process: one meter or a fleet of many, with their keys, one outbox, one bus connection and their source. */
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { AcknowledgedFile } from '../../host/process/acknowledged.ts';
import { createClock } from '../../host/base/clock.ts';
import { assertNoTestHooks, besideConfig, readConfig } from '../../host/base/config.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { HostError } from '../../host/base/errors.ts';
import { Activity, HealthFile } from '../../host/process/health.ts';
import {
  type ImportedAnchors,
  type MeterKeys,
  assertDistinct,
  importAnchors,
  readMeterKeys,
} from '../../host/keys/keys.ts';
import { lockState } from '../../host/base/lock.ts';
import { createLogger } from '../../host/base/logger.ts';
import { optimizeFor } from './frugality.ts';
import { beforeNote, gapNote } from './notes.ts';
import { countsOf, fatal, openBus, problemOf, runUntilSignal, writeReport } from '../../host/process/party-process.ts';
import { Runner } from '../../host/process/runner.ts';
import { StateWatch } from '../../host/store/state-watch.ts';
import { unsealed } from '../../host/faults/unsealed.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import type { Crypto, SecretKey } from '../../protocol/keys/crypto-port.ts';
import { deriveReceiptKey } from '../../protocol/wire/receipt.ts';
import { Seeds } from '../../protocol/keys/seal.ts';
import { Tagger, deriveTagKey } from '../../protocol/keys/tag.ts';
import { parseTopic, topicFilter, topics } from '../../protocol/wire/topics.ts';
import { MeterMachine, type MeterInput } from '../machine.ts';
import type { OutboxOp, RestoredMeter } from '../outbox.ts';
import { OUTBOX_FILE, SqliteOutbox } from './outbox-sqlite.ts';
import { type MeterParty, meterClientId } from '../party.ts';
import { Replay } from './replay.ts';
import { openSource } from './open-source.ts';
import { withThief } from '../../homes/thief.ts';
import { TimingObserver } from './timings.ts';

function meterParty(crypto: Crypto, deployment: string, keys: MeterKeys, anchors: ImportedAnchors): MeterParty {
  const tagKey = deriveTagKey(crypto, keys.agreement.privateKey, anchors.utilityAgreement, deployment, keys.id);
  if (tagKey === undefined) throw new HostError('ERR_ANCHORS_INVALID', "the utility's agreement key is unusable");
  const receiptKeys = new Map<number, SecretKey>();
  for (const [aggregator, agreement] of anchors.agreements) {
    const key = deriveReceiptKey(crypto, keys.agreement.privateKey, agreement, deployment, keys.id, aggregator);
    if (key === undefined)
      throw new HostError('ERR_ANCHORS_INVALID', `aggregator ${aggregator}'s agreement key is unusable`);
    receiptKeys.set(aggregator, key);
  }
  return {
    crypto,
    deployment,
    id: keys.id,
    area: keys.area,
    keyEpoch: keys.keyEpoch,
    registers: keys.registers,
    identity: keys.identity.privateKey,
    agreement: keys.agreement.privateKey,
    agreementRaw: keys.agreement.publicRaw,
    splitKey: crypto.secretKey(keys.split),
    tagger: new Tagger(crypto, tagKey),
    receiptKeys,
  };
}

/** An outbox that knows none of these meters is another's: throws HostError ERR_KEYS_FOREIGN. */
function assertOwnOutbox(
  restored: readonly RestoredMeter[],
  parties: readonly MeterParty[],
  keyPath: string,
  state: string,
): void {
  const ids = new Set(parties.map(({ id }) => id));
  const [other] = restored;
  if (other === undefined || restored.some(({ meter }) => ids.has(meter))) return;
  const message =
    `the store in ${state} is of ${other.meter}, and the keys in ${keyPath} are of ${parties[0]?.id ?? 'nobody'}: put each meter's own ` +
    'keys beside its store. Nothing was written';
  throw new HostError('ERR_KEYS_FOREIGN', message);
}

export async function runMeter(configPath: string): Promise<void> {
  const config = readConfig('config-meter', configPath);
  assertNoTestHooks(configPath, config);
  const logger = createLogger(config.name, config.log);
  const anchors = importAnchors(config.anchors);
  const crypto = config.test?.unsealed === true ? unsealed(nodeCrypto) : nodeCrypto;
  const keyPath = besideConfig(configPath, config.keys);
  const meterKeys = readMeterKeys(keyPath);
  assertDistinct(meterKeys, keyPath);
  optimizeFor(meterKeys.length);
  const parties = meterKeys.map((keys) => meterParty(crypto, config.deployment, keys, anchors));
  const state = besideConfig(configPath, config.state);
  const lock = lockState(state);
  const outbox = new SqliteOutbox(join(state, OUTBOX_FILE));
  const stateWatch = new StateWatch(state, OUTBOX_FILE);
  const restored = outbox.restore();
  assertOwnOutbox(restored, parties, keyPath, state);
  let replay: Replay | undefined;
  const observer = new TimingObserver((meter, aggregator, interval) => replay?.stored(meter, aggregator, interval));
  const machine = new MeterMachine(
    crypto,
    {
      signers: anchors.signers,
      pins: { deployment: config.deployment, operators: anchors.operators, floor: config.floor },
    },
    parties,
    new Seeds(crypto, randomBytes(32)),
    observer,
    config.sendJitterSeconds * 1000,
    restored,
    outbox.restoreMessages(),
  );
  const clock = createClock(config.clock);
  const clientId = meterClientId(
    config.name,
    parties.map(({ id }) => id),
  );
  const bus = openBus(configPath, config.bus, clientId, logger);
  const bookings: Booked[] = [];
  const activity = new Activity();
  const health = new HealthFile(
    state,
    'meter',
    clientId,
    activity,
    logger,
    () => ({
      ...backlogOf(machine),
      ...countsOf(bus),
    }),
    () => problemOf(bus, machine) ?? (clock.isReplay ? undefined : machine.clockProblem(clock.now())),
    () => notesOf(machine, clock.now().gridMs),
  );
  const acknowledged = new AcknowledgedFile(state);
  const runner = new Runner<MeterInput, OutboxOp>({
    machine,
    store: stateWatch.guarding<OutboxOp>({
      commit: (ops) => {
        outbox.commit(ops);
        for (const op of ops) if (op.kind === 'booking') bookings.push({ meter: op.meter, ...op.booking });
      },
    }),
    bus,
    clock,
    logger,
    commit: config.commit,
    onPublished: (topic, _payload, acknowledgedAfterMs) => {
      const name = parseTopic(topic)?.name;
      if (name === 'shares' || name === 'meterShares') observer.record('publish', acknowledgedAfterMs);
    },
    onConnected: () => replay?.connected(),
    activity,
    onFatal: fatal(logger, health),
  });
  stateWatch.start(fatal(logger, health));
  runUntilSignal(logger, health, async () => {
    stateWatch.stop();
    replay?.stop();
    acknowledged.stop();
    await runner.stop();
    writeReport(state, reportOf(machine, observer, bookings));
    outbox.close();
    lock.release();
  });
  // Not waited for: readings are booked while the broker is away. [P-9.3]
  const started = runner.start([
    // What the broker kept of receipts comes before anything may be sent: a store that is lost shows by them. [P-3.6]
    ...parties.flatMap(({ id }) => [`grid/meter/${id}/receipts/+`, topics.bill(id)]),
    topics.scheme(),
    topicFilter('key'),
    topicFilter('status'),
    topicFilter('evidence'),
    topics.utilityEvidence(),
  ]);
  acknowledged.start((names) => runner.feed({ kind: 'acknowledged', names }));
  void started.then(() => logger.info({ meters: parties.length }, 'meters are ready'));
  replay = await startReplay();
  await replay.run();
  logger.info('every reading of the source was reported');
  await replay.letPass();

  async function startReplay(): Promise<Replay> {
    let view = machine.anyView;
    for (; view === undefined; view = machine.anyView) await new Promise((resolve) => setTimeout(resolve, 50));
    const homes = await openSource(config.source, view.scheme, dirname(configPath));
    const source = withThief(homes, config.test?.thief);
    return new Replay(machine, source, config.runOffIntervals, {
      isReplay: clock.isReplay,
      patienceMs: config.test?.patienceMs,
      monotonicMs: () => clock.now().monotonicMs,
      gridMs: () => clock.now().gridMs,
      hold: (gridMs) => {
        clock.hold(gridMs);
        const payload = canonicalJson({ version: 1, deployment: config.deployment, type: 'clock', holdMs: gridMs });
        bus.publish({ topic: topics.clock(), payload, isRetained: true });
      },
      unstoredCount: () => backlogOf(machine)['unstored'] ?? 0,
      read: (meter, interval, valuesWh, missedWh) =>
        runner.feed({ kind: 'reading', meter, reading: { interval, valuesWh, missedWh } }),
      flush: () => runner.flush(),
    });
  }
}

/** Void energy booked on a later reading. */
export interface Booked {
  readonly meter: string;
  readonly register: number;
  readonly from: number;
  readonly to: number;
  readonly wh: number;
}

export interface MeterReport {
  readonly readings: number;
  readonly sharesPublished: number;
  readonly refusedReadings: readonly { readonly meter: string; readonly interval: number }[];
  readonly bookings: readonly Booked[];
  readonly billed: number;
  readonly outstanding: number;
  readonly carriedWh: number;
  readonly timings: ReturnType<TimingObserver['timings']>;
}

/** Counts for the health file: how much waits for whom. */
function backlogOf(machine: MeterMachine): Readonly<Record<string, number>> {
  const meters = [...machine.meters.values()];
  return {
    meters: meters.length,
    readings: machine.bookedReadings,
    refusedReadings: machine.refusedReadings.length,
    outstanding: meters.reduce((sum, meter) => sum + meter.outstandingCount, 0),
    unstored: meters.reduce((sum, meter) => sum + meter.unstoredCount, 0),
    carriedCells: meters.reduce((most, meter) => Math.max(most, meter.carriedCells), 0),
  };
}

/** What is on no bill, in words. */
function notesOf(machine: MeterMachine, nowMs: number): readonly string[] {
  const scheme = machine.anyView?.scheme;
  if (scheme === undefined) return [];
  const meters = [...machine.meters.values()].map(({ party, joined, beforeCount, gaps }) => ({
    meter: party.id,
    joined,
    beforeCount,
    gaps,
  }));
  return [beforeNote(meters, scheme), gapNote(meters, scheme, nowMs)].filter((note) => note !== undefined);
}

function reportOf(machine: MeterMachine, observer: TimingObserver, bookings: readonly Booked[]): MeterReport {
  const meters = [...machine.meters.values()];
  return {
    readings: machine.bookedReadings,
    sharesPublished: observer.sharesPublished,
    refusedReadings: machine.refusedReadings,
    bookings,
    billed: meters.reduce((sum, meter) => sum + meter.billedCount, 0),
    outstanding: meters.reduce((sum, meter) => sum + meter.outstandingCount, 0),
    carriedWh: meters.reduce((sum, meter) => sum + meter.carriedWh, 0),
    timings: observer.timings(),
  };
}
