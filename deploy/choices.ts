/** From what somebody chose to the plan of a deployment: good defaults, and what can't be run is refused with the reason. */
import { dirname, resolve } from 'node:path';
import type { Address } from '../host/base/address.ts';
import { replayStartMs } from '../host/base/clock.ts';
import { HostError } from '../host/base/errors.ts';
import type { Kem } from '../host/keys/crypto.ts';
import { readSpacing } from '../homes/csv.ts';
import { simulateHouseholds } from '../homes/simulated.ts';
import { openSource } from '../meter/host/open-source.ts';
import { type IntervalGrid, gridProblem, intervalAt, intervalStartMs } from '../protocol/grid/interval.ts';
import { PATIENCE_SECONDS, schemeProblem } from '../protocol/grid/scheme.ts';
import type { SharesTopic } from '../protocol/wire/topics.ts';
import type { BrokerConfig, MeterConfig, Scheme } from '../schemas/types.ts';
import type { DeploymentPlan, MeterKeysIn, PlannedMeter, PlannedTls } from './deployment-plan.ts';
import { furtherOf, loadsProblem } from './further-registers.ts';
import { READINGS_FILE } from './party-configs.ts';
import { assertCrowds, createScheme, floorsFor, maxReadingWhOf } from './plan.ts';
import { type PlannedWindows, type WindowChoice, RUN_OFF_INTERVALS, planWindows } from './window-choice.ts';

/** Where the meters come from: made-up homes, a list of real ones, or a file of readings whose time is replayed. */
export type MeterChoice =
  | { readonly kind: 'simulated'; readonly count: number; readonly areas: readonly string[] }
  | { readonly kind: 'listed'; readonly meters: readonly PlannedMeter[] }
  | { readonly kind: 'replayed'; readonly file: string };

/** What is not said has a default. */
export interface DeploymentChoices {
  readonly deployment: string;
  readonly aggregators: number;
  readonly threshold: number;
  readonly trust: Scheme['trust'] | undefined;
  readonly meters: MeterChoice;
  readonly intervalSeconds: number | undefined;
  readonly intervalOffsetSeconds: number;
  readonly windows: WindowChoice;
  readonly closeAfterSeconds: number | undefined;
  readonly floors: Partial<Scheme['floors']>;
  /** Registers beside import that have a load curve. */
  readonly loads: readonly string[];
  /** Of what keys are that others seal to. */
  readonly suite: Kem;
  readonly sharesTopic: SharesTopic;
  readonly topicRoot: string;
  readonly isDebugAllowed: boolean;
  readonly broker: Address;
  readonly brokerKind: BrokerConfig['kind'];
  /** Port of the first operator's own broker, bridged to the broker; the others' are those after it. None if undefined. */
  readonly bridgePort: number | undefined;
  readonly tls: PlannedTls | undefined;
}

const DEFAULT_INTERVAL_SECONDS = 900;
const SIMULATED_DAYS = 365;
const CLOSE_AFTER_SECONDS = 3_600;
const LEAST_GRACE_SECONDS = 10;
/** Floors of a replay are those of ten homes at most: it is for trying. */
const MOST_REPLAY_FLOOR_METERS = 10;
/** Fast enough that only the fleet's hold decides. */
const REPLAY_SPEED = 1e8;
/** Seconds of the wall clock, whatever the speed. */
const REPLAY_PATIENCE_SECONDS = 2;

function unusable(message: string): HostError {
  return new HostError('ERR_USAGE', message);
}

/** Who is there, and when. */
interface Street {
  readonly grid: IntervalGrid;
  readonly firstInterval: number;
  /** Of the source; undefined where it goes on. */
  readonly intervalCount: number | undefined;
  readonly meters: readonly PlannedMeter[];
  readonly source: MeterConfig['source'];
  readonly keysIn: MeterKeysIn;
}

async function intervalsOf({
  intervalSeconds,
  intervalOffsetSeconds,
  meters,
}: DeploymentChoices): Promise<IntervalGrid> {
  const known = intervalSeconds ?? (meters.kind === 'replayed' ? await readSpacing(resolve(meters.file)) : undefined);
  const grid: IntervalGrid = { intervalSeconds: known ?? DEFAULT_INTERVAL_SECONDS, intervalOffsetSeconds };
  const problem = gridProblem(grid);
  if (problem !== undefined) throw unusable(`these choices can't be run: ${problem}`);
  return grid;
}

function simulatedStreet(grid: IntervalGrid, count: number, areas: readonly string[]): Street {
  if (areas.length > count) {
    const message = `${areas.length} areas are too many for ${count} meters: every area needs two meters at least`;
    throw new HostError('ERR_FLEET_SMALL', message);
  }
  const firstInterval = intervalAt(Date.now(), grid) + 1;
  const simulated = { seed: 1, meterCount: count, days: SIMULATED_DAYS, firstInterval, areaCount: areas.length };
  const { households } = simulateHouseholds({ ...simulated, days: 1, ...grid });
  // The simulator numbers its areas.
  const nameOf = (area: string): string => areas[Number(area.slice('area-'.length)) - 1] ?? area;
  return {
    grid,
    firstInterval,
    intervalCount: undefined,
    meters: households.map(({ meterId, area, registers }) => ({ id: meterId, area: nameOf(area), registers })),
    source: { kind: 'simulated', ...simulated },
    keysIn: 'fleet',
  };
}

async function replayedStreet(grid: IntervalGrid, file: string): Promise<Street> {
  const path = resolve(file);
  const source: MeterConfig['source'] = { kind: 'csv', file: path };
  const maxReadingWh = maxReadingWhOf(grid.intervalSeconds);
  const homes = await openSource(source, { ...grid, maxReadingWh }, dirname(path));
  return {
    grid,
    firstInterval: homes.firstInterval,
    intervalCount: homes.intervalCount,
    meters: homes.households.map(({ meterId, area, registers }) => ({ id: meterId, area, registers })),
    source: { kind: 'csv', file: READINGS_FILE },
    keysIn: 'fleet',
  };
}

function listedStreet(grid: IntervalGrid, meters: readonly PlannedMeter[], hasTls: boolean): Street {
  return {
    grid,
    firstInterval: intervalAt(Date.now(), grid) + 1,
    intervalCount: undefined,
    meters,
    source: { kind: 'csv', file: READINGS_FILE },
    keysIn: hasTls ? 'tokens' : 'folders',
  };
}

async function streetOf(choices: DeploymentChoices): Promise<Street> {
  const grid = await intervalsOf(choices);
  const { meters, tls } = choices;
  switch (meters.kind) {
    case 'simulated':
      return simulatedStreet(grid, meters.count, meters.areas);
    case 'replayed':
      return replayedStreet(grid, meters.file);
    case 'listed':
      return listedStreet(grid, meters.meters, tls !== undefined);
  }
}

const MORE_METERS: Readonly<Record<MeterChoice['kind'], string>> = {
  simulated: '--meters 2 or more; whoever tries with one meter adds a second, such as the house next door',
  replayed: "more homes in the file, or its neighbours' area in the column area",
  listed: "more meters in the file, or its neighbours' area in the second column",
};

/** The floors of the smallest area, as far as nothing else is wanted. */
function floorsOf(street: Street, choices: DeploymentChoices, windowIntervals: number): Scheme['floors'] {
  const counts = new Map<string, number>();
  for (const { area } of street.meters) counts.set(area, (counts.get(area) ?? 0) + 1);
  const [[area, smallest] = ['', 0]] = [...counts].toSorted(([, one], [, other]) => one - other);
  const { floors: wanted, meters } = choices;
  const counted = meters.kind === 'replayed' ? Math.min(MOST_REPLAY_FLOOR_METERS, smallest) : smallest;
  const usual = floorsFor(counted, Math.max(1, Math.min(96, Math.floor(windowIntervals / 2))));
  const floors: Scheme['floors'] = { ...usual, ...wanted };
  if (wanted.minCrowd === undefined && (wanted.minMeters ?? wanted.maxKnown) !== undefined) {
    const crowd = floors.maxKnown + Math.max(3, Math.floor(floors.minMeters / 2));
    floors.minCrowd = Math.max(floors.maxKnown + 1, Math.min(smallest, crowd));
  }
  for (const name of ['minMeters', 'minCrowd'] as const) {
    if (floors[name] <= smallest) continue;
    throw unusable(
      `--floor ${name}=${floors[name]}: ${area} has ${smallest} meters only, so nothing of it would ever be opened. Say a lower floor, or put more meters into that area`,
    );
  }
  return floors;
}

function schemeOf(choices: DeploymentChoices, street: Street, trust: Scheme['trust'], windows: PlannedWindows): Scheme {
  const { grid, intervalCount, meters } = street;
  const isReplay = intervalCount !== undefined;
  const floors = floorsOf(street, choices, windows.shortest);
  const billing = windows.billing(2 * floors.minIntervals);
  const closeAfterSeconds =
    choices.closeAfterSeconds ?? (isReplay ? Math.ceil(grid.intervalSeconds / 10) : CLOSE_AFTER_SECONDS);
  const grace = Math.floor(closeAfterSeconds / 4);
  const largest = Math.max(...[...Map.groupBy(meters, ({ area }) => area).values()].map(({ length }) => length));
  const scheme = createScheme({
    deployment: choices.deployment,
    aggregators: choices.aggregators,
    threshold: choices.threshold,
    trust,
    ...grid,
    areas: [...new Set(meters.map(({ area }) => area))],
    maxMeters: Math.max(10_000, largest),
    floors,
    firstInterval: billing.firstInterval,
    windowIntervals: windows.shortest,
    windows: billing.windows,
    closeAfterSeconds,
    graceSeconds: isReplay ? closeAfterSeconds : Math.min(900, Math.max(LEAST_GRACE_SECONDS, grace)),
    ...(isReplay ? { patienceSeconds: REPLAY_PATIENCE_SECONDS } : {}),
    suite: choices.suite,
    sharesTopic: choices.sharesTopic,
    furtherRegisters: furtherOf(meters, choices.loads, grid),
  });
  const problem = schemeProblem(scheme) ?? (choices.loads.length === 0 ? undefined : loadsProblem(scheme, meters));
  if (problem !== undefined) throw unusable(`these choices can't be run: ${problem}`);
  return scheme;
}

/** What the parties of a replay have otherwise than those in life. */
function pacing(street: Street, { floors, threshold, trust, closeAfterSeconds }: Scheme) {
  const { grid, firstInterval, intervalCount } = street;
  const floor = { minThreshold: threshold, trust, ...floors };
  if (intervalCount === undefined)
    return {
      bus: { reconnectMinMs: 1_000, reconnectMaxMs: 60_000 },
      runOffIntervals: 0,
      // All of it before the page closes, with as much time again for what has to be sent twice.
      sendJitterSeconds: Math.floor(Math.min(grid.intervalSeconds / 3, closeAfterSeconds / 2)),
      clock: { source: 'system', offsetMs: 0, speed: 1 },
      commit: { maxMessages: 100, maxDelayMs: 250 },
      floor: { ...floor, minPatienceSeconds: PATIENCE_SECONDS },
      isDemo: false,
    } as const;
  return {
    bus: { reconnectMinMs: 100, reconnectMaxMs: 1_000 },
    runOffIntervals: RUN_OFF_INTERVALS,
    sendJitterSeconds: 0,
    clock: {
      source: 'replay',
      offsetMs: 0,
      startMs: replayStartMs(firstInterval, grid),
      speed: REPLAY_SPEED,
      endMs: intervalStartMs(firstInterval + intervalCount, grid),
    },
    commit: { maxMessages: 500, maxDelayMs: 15 },
    floor,
    isDemo: true,
  } as const;
}

/**
 * The plan of what was chosen. Throws HostError ERR_USAGE for choices that can't be run, ERR_FLEET_SMALL for an area in which
 * nobody hides anybody, and HouseholdError for a file of readings that can't be used.
 */
export async function planDeployment(choices: DeploymentChoices): Promise<DeploymentPlan> {
  const { aggregators, threshold, broker, brokerKind, bridgePort, topicRoot, tls } = choices;
  const street = await streetOf(choices);
  assertCrowds(
    street.meters.map(({ area }) => area),
    MORE_METERS[choices.meters.kind],
  );
  // One aggregator may be away: its quorum is one less than all of them.
  const trust = choices.trust ?? (aggregators >= threshold + 2 ? 'active' : 'covert');
  const windows = await planWindows(choices.windows, street.grid, street.firstInterval, street.intervalCount);
  const scheme = schemeOf(choices, street, trust, windows);
  return {
    scheme,
    firstInterval: scheme.billing.firstInterval,
    periods: windows.text,
    meters: street.meters,
    meterKeysIn: street.keysIn,
    brokerUrl: broker.url,
    brokerKind,
    isDebugAllowed: choices.isDebugAllowed,
    brokerPort: broker.port,
    operatorBrokers:
      bridgePort === undefined ? undefined : scheme.operators.map((_, at) => `mqtts://127.0.0.1:${bridgePort + at}`),
    topicRoot,
    tls,
    source: street.source,
    ...pacing(street, scheme),
    log: { level: 'info' },
    lieWh: new Map(),
    isUnsealed: false,
  };
}
