/** The meter process: one meter or a fleet of many, with their keys, one outbox, one bus connection and their source. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AcknowledgedFile } from '../../host/process/acknowledged.ts';
import { type GridClock, createClock } from '../../host/base/clock.ts';
import { assertNoTestHooks, besideConfig, readConfig } from '../../host/base/config.ts';
import type { MqttBus } from '../../host/bus/mqtt-bus.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { Beginning } from '../../host/process/beginning.ts';
import { Activity, HealthFile } from '../../host/process/health.ts';
import { type MeterKeys, assertDistinct, importAnchors } from '../../host/keys/keys.ts';
import { busTlsFiles } from '../../host/keys/tls-files.ts';
import { secretBeside } from '../../host/keys/credentials.ts';
import { type PartyLogger, createLogger } from '../../host/base/logger.ts';
import { optimizeFor } from './frugality.ts';
import { countsOf, fatal, openBus, problemOf, runUntilSignal, writeReport } from '../../host/process/party-process.ts';
import { showMetrics } from '../../host/metrics/show-metrics.ts';
import { Runner } from '../../host/process/runner.ts';
import { StateWatch } from '../../host/store/state-watch.ts';
import { unsealed } from '../../host/faults/unsealed.ts';
import { Seeds } from '../../protocol/keys/seal.ts';
import { meterFilters } from '../../protocol/wire/heard.ts';
import { kindOfTopic } from '../../protocol/wire/topics.ts';
import type { MeterConfig } from '../../schemas/types.ts';
import { MeterMachine } from '../machine.ts';
import type { MeterInput } from '../meter-input.ts';
import type { HeardBills } from '../received-bills.ts';
import type { OutboxOp } from '../outbox.ts';
import { SqliteOutbox } from './outbox-sqlite.ts';
import { outboxInThread } from './outbox-store.ts';
import { OUTBOX_FILE } from './outbox-tables.ts';
import { type MeterParty, meterClientId } from '../party.ts';
import { assertOwnOutbox, meterParty } from './meter-parties.ts';
import { meterMeasures } from './measures.ts';
import { readOwnKeys } from './moved-keys.ts';
import { Moving } from './moving.ts';
import { type Booked, backlogOf, notesOf, reportOf } from './report.ts';
import { type Live, type LiveSample, LiveSocket, liveSample } from './live.ts';
import type { HouseholdSide } from './household/household-side.ts';
import { ReplacementFiles } from './replacements.ts';
import type { MeterSource, SourceSink } from './source.ts';
import { sourceOf } from './source-of.ts';
import { TimeSync } from './time-sync.ts';
import { TimingObserver } from './timings.ts';

/** A meter that waits for its next interval has nothing to be quick about: what it sends again waits for seconds anyway. */
const IDLE_TICK_MS = 500;

/** The machine of a process, and what it stands on: all that is read before anything is sent. */
async function openMeters(
  configPath: string,
  config: MeterConfig,
  logger: PartyLogger,
  onStored: ConstructorParameters<typeof TimingObserver>[0],
) {
  const anchors = importAnchors(config.anchors);
  const crypto = config.test?.unsealed === true ? unsealed(nodeCrypto) : nodeCrypto;
  const keyPath = secretBeside(configPath, config.keys);
  const state = besideConfig(configPath, config.state);
  const meterKeys = readOwnKeys(keyPath, state);
  assertDistinct(meterKeys, keyPath);
  optimizeFor(meterKeys.length);
  const partyOf = (keys: MeterKeys): MeterParty => meterParty(crypto, config.deployment, keys, anchors);
  const parties = meterKeys.map(partyOf);
  const ids = parties.map(({ id }) => id);
  const clientId = meterClientId(config.name, ids);
  const beginning = Beginning.in(state, 'meter', clientId);
  const outbox = outboxInThread(new SqliteOutbox(join(state, OUTBOX_FILE)));
  const stateWatch = new StateWatch(state, OUTBOX_FILE);
  const observer = new TimingObserver(onStored);
  const { machine, replaced } = await beginning.during(logger, async (told) => {
    const restored = await outbox.restore((count) =>
      // Without the tables of languages, which would stay in memory: 4 MB.
      told(`${String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')} readings of the outbox are read`),
    );
    assertOwnOutbox(restored, parties, keyPath, state);
    const made = new MeterMachine(
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
      await outbox.restoreMessages(),
    );
    return { machine: made, replaced: restored.flatMap(({ replacements }) => replacements) };
  });
  return {
    state,
    keyPath,
    partyOf,
    lock: beginning.lock,
    outbox,
    stateWatch,
    observer,
    machine,
    ids,
    replaced,
    clientId,
  };
}

/**
 * Shares that wait for the broker. What is dropped is sent again, many intervals a message, when receipts show that it lacks:
 * a meter that is cut off for a month needs no memory for it.
 */
function queueLimitFor(meterCount: number): number {
  return 2_000 + 500 * meterCount;
}

function healthOf(
  { state, machine, clientId }: Awaited<ReturnType<typeof openMeters>>,
  clock: GridClock,
  bus: MqttBus,
  activity: Activity,
  logger: PartyLogger,
  source: () => MeterSource | undefined,
  household: HouseholdSide | undefined,
): HealthFile {
  return new HealthFile(
    state,
    'meter',
    clientId,
    activity,
    logger,
    () => ({
      ...backlogOf(machine),
      ...countsOf(bus),
    }),
    () =>
      problemOf(bus, machine) ?? (clock.isReplay ? undefined : machine.clockProblem(clock.now())) ?? source()?.problem,
    () => [...notesOf(machine, clock.now().gridMs), ...(household?.notes ?? [])],
  );
}

/** Loaded where a household has a broker only. Throws HostError ERR_HOUSEHOLD_BROKER. */
async function householdOf(
  configPath: string,
  config: MeterConfig,
  { machine, state }: Awaited<ReturnType<typeof openMeters>>,
  activity: Activity,
  logger: PartyLogger,
): Promise<HouseholdSide | undefined> {
  if (config.household === undefined) return undefined;
  const { homeBrokerOf } = await import('./household/household-broker.ts');
  const { HouseholdSide: Side } = await import('./household/household-side.ts');
  const broker = homeBrokerOf(configPath, config, machine.meters.size);
  if (broker === undefined) return undefined;
  const outboxPath = join(state, OUTBOX_FILE);
  return new Side({ broker, config, machine, outboxPath, isConnected: () => activity.isConnected, logger });
}

/** Loaded where there is to be one only. Throws HostError ERR_PAGE, ERR_CONFIG_INVALID. */
async function showPage(
  configPath: string,
  config: MeterConfig,
  page: string | true | undefined,
  { machine, state }: Awaited<ReturnType<typeof openMeters>>,
  clock: GridClock,
  activity: Activity,
  live: () => Live,
  logger: PartyLogger,
): Promise<void> {
  if (config.page === undefined && page === undefined) return;
  const { pagePlaceOf } = await import('./page/page-config.ts');
  const { serveHouseholdPage } = await import('./page/household-page.ts');
  const place = pagePlaceOf(configPath, config, page, machine.meters.size);
  if (place === undefined) return;
  await serveHouseholdPage(place, {
    config,
    machine,
    outboxPath: join(state, OUTBOX_FILE),
    live: () => live().samples,
    isConnected: () => activity.isConnected,
    nowMs: () => clock.now().gridMs,
    logger,
  });
}

function liveOf(machine: MeterMachine, clock: GridClock, source: MeterSource | undefined): Live {
  const samples: Record<string, LiveSample> = {};
  for (const meter of machine.meters.keys()) {
    const sample = machine.samples.latest(meter);
    if (sample !== undefined) samples[meter] = liveSample(sample);
  }
  const heard = [...machine.meters].flatMap(([meter, { bills }]): [string, HeardBills][] =>
    bills.heard.waiting.length + bills.heard.doubted.length === 0 ? [] : [[meter, bills.heard]],
  );
  const sourceProblem = source?.problem;
  const clockProblem = clock.isReplay ? undefined : machine.clockProblem(clock.now());
  return {
    samples,
    ...(sourceProblem === undefined ? {} : { sourceProblem }),
    ...(clockProblem === undefined ? {} : { clockProblem }),
    ...(heard.length === 0 ? {} : { heardBills: Object.fromEntries(heard) }),
    heldSamples: machine.samples.heldCount,
  };
}

function sinkOf(runner: Runner<MeterInput, OutboxOp>): SourceSink {
  return {
    sample: (meter, sample) => runner.feed({ kind: 'sample', meter, sample }),
    interval: (meter, reading) => runner.feed({ kind: 'reading', meter, reading }),
    flush: () => void runner.flush(),
  };
}

/** `written` hears of each write once it is durable. */
function storeOf({ outbox, stateWatch }: Awaited<ReturnType<typeof openMeters>>, written: (op: OutboxOp) => void) {
  return stateWatch.guarding<OutboxOp>({
    commit: async (ops) => {
      await outbox.commit(ops);
      for (const op of ops) written(op);
    },
  });
}

/** `page`: shows its household a page, where this says or the config. */
export async function runMeter(configPath: string, page?: string | true): Promise<void> {
  const config = readConfig('config-meter', configPath);
  assertNoTestHooks(configPath, config);
  // A typo is told at once, and not when the scheme has come.
  if (typeof config.source === 'string') (await import('./sources/read-spec.ts')).readSpec(config.source);
  const logger = createLogger(config.name, config.log);
  let source: MeterSource | undefined;
  const opened = await openMeters(configPath, config, logger, (meter, aggregator, interval) =>
    source?.stored?.(meter, aggregator, interval),
  );
  const { state, lock, outbox, stateWatch, observer, machine, ids } = opened;
  const clock = createClock(config.clock);
  const bus = openBus(configPath, config.bus, opened.clientId, logger, undefined, queueLimitFor(ids.length));
  const bookings: Booked[] = [];
  const activity = new Activity();
  const household = await householdOf(configPath, config, opened, activity, logger);
  const health = healthOf(opened, clock, bus, activity, logger, () => source, household);
  const acknowledged = new AcknowledgedFile(state);
  const replacements = new ReplacementFiles(state, opened.replaced, logger);
  const timeSync = new TimeSync();
  const runner = new Runner<MeterInput, OutboxOp>({
    machine,
    store: storeOf(opened, (op) => {
      if (op.kind === 'booking') bookings.push({ meter: op.meter, ...op.booking });
      if (op.kind === 'replacement') replacements.done(op.replacement.id);
      if (op.kind === 'bill') household?.billed(op.meter);
    }),
    bus,
    clock,
    logger,
    commit: config.commit,
    idleTickMs: IDLE_TICK_MS,
    onPublished: (topic, _payload, acknowledgedAfterMs) => {
      if (kindOfTopic(topic) === 'shares') observer.record('publish', acknowledgedAfterMs);
    },
    onConnected: () => source?.connected?.(),
    activity,
    onFatal: fatal(logger, health),
  });
  const moving = new Moving(opened, logger, (party) => runner.feed({ kind: 'moved', party }));
  const liveNow = (): Live => liveOf(machine, clock, source);
  const live = new LiveSocket(state, liveNow, logger);
  await showPage(configPath, config, page, opened, clock, activity, liveNow, logger);
  showMetrics(configPath, config, health, logger, () => meterMeasures(machine));
  stateWatch.start(fatal(logger, health));
  runUntilSignal(logger, health, async () => {
    stateWatch.stop();
    source?.stop();
    acknowledged.stop();
    replacements.stop();
    moving.stop();
    timeSync.stop();
    live.stop();
    runner.feed({ kind: 'stopping' });
    await Promise.all([runner.stop(), household?.stop()]);
    writeReport(state, reportOf(machine, observer, bookings));
    await outbox.close();
    lock.release();
  });
  // Not waited for: readings are booked while the broker is away. [P-9.3]
  void runner.start(meterFilters(ids)).then(() => logger.info({ meters: ids.length }, 'meters are ready'));
  acknowledged.start((names) => runner.feed({ kind: 'acknowledged', names }));
  household?.start();
  source = await sourceOf({ configPath, config, machine, clock, bus, logger });
  // Before the first sample: by a clock that is known to be wrong none is taken.
  if (!clock.isReplay) await timeSync.start((isSynchronized) => runner.feed({ kind: 'synchronized', isSynchronized }));
  moving.start(config.allowMoves ? config.bus.tls?.authority : undefined, busTlsFiles(configPath, config.bus));
  replacements.start((said) => runner.feed({ kind: 'replaced', ...said }));
  await source.run(sinkOf(runner));
}
