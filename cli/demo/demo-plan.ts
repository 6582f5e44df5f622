/** What a demo run will be: its households, its deployment, its faults; refused with a clear error where it can't be. */
import { resolve } from 'node:path';
import { assertCrowds, maxReadingWhOf, createScheme, floorsFor } from '../../deploy/plan.ts';
import type { DeploymentPlan } from '../../deploy/deployment-plan.ts';
import { replayOffsetMs } from '../../host/base/clock.ts';
import { HostError } from '../../host/base/errors.ts';
import { strangeEncoding } from '../../host/base/text-file.ts';
import { readSpacing } from '../../homes/csv.ts';
import { openSource } from '../../meter/host/open-source.ts';
import type { Households } from '../../homes/household.ts';
import { type Thief, withThief } from '../../homes/thief.ts';
import {
  type IntervalGrid,
  type Window,
  gridProblem,
  intervalAt,
  intervalStartMs,
} from '../../protocol/grid/interval.ts';
import { Windows } from '../../protocol/grid/windows.ts';
import type { SharesTopic } from '../../protocol/wire/topics.ts';
import type { CsvSource, Scheme, SimulatedSource } from '../../schemas/types.ts';
import type { Fault } from './fault.ts';
import type { TariffDocuments } from '../../protocol/money/price.ts';
import { readTariffDocument } from '../../utility/host/document-files.ts';
import { DEMO_TARIFF, TARIFF_FILE, pricedScheme } from './demo-tariff.ts';

/** What the feeder meters measured, in the utility's folder. */
export const FEEDER_FILE = 'feeders.csv';

export interface DemoOptions {
  readonly meters?: number | undefined;
  readonly aggregators: number;
  readonly threshold: number;
  readonly trust: Scheme['trust'];
  readonly days?: number | undefined;
  readonly interval?: number | undefined;
  readonly intervalOffset: number;
  readonly data?: string | undefined;
  readonly seed: number;
  readonly broker: string;
  readonly tls?: boolean;
  readonly sharesTopic?: SharesTopic;
  readonly root?: string;
  readonly keep?: string | undefined;
  /** With a dashboard, and until somebody ends it. */
  readonly serve?: boolean | undefined;
  readonly json: boolean;
  readonly fault: readonly Fault[];
  readonly feeder?: boolean | undefined;
  readonly tariff?: string | undefined;
  readonly thief?: Thief | undefined;
}

/** Intervals without new consumption at the end, so that voided energy finds its bill. */
const RUN_OFF_INTERVALS = 8;
/** Simulated homes begin on Monday, 5 January 2026, 00:00 UTC. */
const SIMULATED_START_MS = Date.UTC(2026, 0, 5);
const DEFAULT_INTERVAL_SECONDS = 900;
const LIE_WH = 1_000;
/** Fast enough that only the fleet's hold decides. */
const REPLAY_SPEED = 1e8;

/** Name of whoever watches, with TLS also that of its folder. */
export const WATCHER = 'debug-demo';

export interface Demo {
  /** What the meters report. */
  readonly households: Households;
  /** What the homes use: the feeder meters see it. */
  readonly used: Households;
  readonly plan: DeploymentPlan;
  readonly faults: readonly Fault[];
  /** What its window costs. */
  readonly documents: TariffDocuments;
  /** Of the file of homes, where it is not UTF-8. */
  readonly encoding: string | undefined;
}

function checkFaults(options: DemoOptions): void {
  for (const fault of options.fault) {
    if (fault.kind !== 'restart-broker' && (fault.aggregator < 1 || fault.aggregator > options.aggregators)) {
      throw new HostError(
        'ERR_USAGE',
        `--fault names aggregator ${fault.aggregator}, but there are 1 to ${options.aggregators}`,
      );
    }
    if (fault.kind === 'restart-broker' && options.broker.startsWith('mqtt:')) {
      throw new HostError(
        'ERR_USAGE',
        'restart-broker needs a broker that the demo started: use --broker embedded or mosquitto',
      );
    }
  }
}

function sourceOf(options: DemoOptions, grid: IntervalGrid): CsvSource | SimulatedSource {
  if (options.data === undefined) {
    return {
      kind: 'simulated',
      seed: options.seed,
      meterCount: options.meters ?? 100,
      days: options.days ?? 1,
      firstInterval: intervalAt(SIMULATED_START_MS, grid),
    };
  }
  return {
    kind: 'csv',
    file: resolve(options.data),
    ...(options.meters === undefined ? {} : { meterCount: options.meters }),
    ...(options.days === undefined ? {} : { days: options.days }),
  };
}

/** Refuses options that don't go together. */
function checkOptions(options: DemoOptions): void {
  if (options.threshold > options.aggregators) {
    throw new HostError(
      'ERR_USAGE',
      `--threshold ${options.threshold} is more than the ${options.aggregators} aggregators: nothing could ever be opened`,
    );
  }
  checkFaults(options);
  if (options.tls === true && options.broker.startsWith('mqtt:')) {
    throw new HostError('ERR_USAGE', '--tls needs a broker that the demo starts: use --broker embedded or mosquitto');
  }
}

async function gridOf({ interval, intervalOffset, data }: DemoOptions): Promise<IntervalGrid> {
  const spacing = data === undefined ? undefined : await readSpacing(resolve(data));
  const intervalSeconds = interval ?? spacing ?? DEFAULT_INTERVAL_SECONDS;
  const grid: IntervalGrid = { intervalSeconds, intervalOffsetSeconds: intervalOffset };
  const problem = gridProblem(grid);
  if (problem !== undefined) throw new HostError('ERR_USAGE', `these intervals are invalid: ${problem}`);
  return grid;
}

/** What the homes use, before any thief. */
async function readHomes(
  options: DemoOptions,
  grid: IntervalGrid,
  source: CsvSource | SimulatedSource,
): Promise<Households> {
  const maxReadingWh = maxReadingWhOf(grid.intervalSeconds);
  const used = await openSource(source, { ...grid, maxReadingWh }, process.cwd());
  const { thief } = options;
  if (thief !== undefined && !used.households.some(({ meterId }) => meterId === thief.meter))
    throw new HostError(
      'ERR_USAGE',
      `--thief names ${thief.meter}, and no meter is called that: they are ${used.households[0]?.meterId} to ${used.households.at(-1)?.meterId}`,
    );
  assertCrowds(
    used.households.map(({ area }) => area),
    options.data === undefined
      ? '--meters 2 or more'
      : "more homes in the file, or its neighbours' area in the column area",
  );
  return used;
}

/** A demo's only window: its source, and the run-off. */
export function demoWindow(scheme: Scheme): Window {
  return Windows.of(scheme.billing).from(scheme.billing.firstInterval);
}

function schemeOf(options: DemoOptions, { households, firstInterval, intervalCount }: Households, grid: IntervalGrid) {
  const areas = [...new Set(households.map(({ area }) => area))];
  const smallest = Math.min(...areas.map((area) => households.filter((home) => home.area === area).length));
  const windowIntervals = intervalCount + RUN_OFF_INTERVALS;
  // A demo's homes may be few, and faults may take some away: its floors are those of ten homes at most.
  const half = Math.max(1, Math.min(96, Math.floor(windowIntervals / 2)));
  // A tariff's rates have twice as many intervals each: an hour's lets it have rates of two hours.
  const least =
    options.tariff === undefined ? half : Math.max(1, Math.min(half, Math.floor(3_600 / grid.intervalSeconds)));
  const floors = floorsFor(Math.min(10, smallest), least);
  return createScheme({
    deployment: 'demo',
    aggregators: options.aggregators,
    threshold: options.threshold,
    trust: options.trust,
    ...grid,
    areas,
    maxMeters: households.length,
    floors,
    firstInterval,
    windowIntervals,
    closeAfterSeconds: Math.ceil(grid.intervalSeconds / 10),
    graceSeconds: Math.ceil(grid.intervalSeconds / 10),
    // Seconds of the wall clock, whatever the speed of the replay: a demo with a killed aggregator still ends.
    patienceSeconds: 2,
    ...(options.sharesTopic === undefined ? {} : { sharesTopic: options.sharesTopic }),
  });
}

export async function planDemo(options: DemoOptions, brokerUrl: string, brokerPort: number | undefined): Promise<Demo> {
  checkOptions(options);
  const grid = await gridOf(options);
  const source = sourceOf(options, grid);
  const used = await readHomes(options, grid, source);
  const { thief } = options;
  const households = withThief(used, thief);
  const document = options.tariff === undefined ? DEMO_TARIFF : readTariffDocument(options.tariff);
  const { scheme, documents } = pricedScheme(schemeOf(options, households, grid), document);
  const plan: DeploymentPlan = {
    scheme,
    tariffDocuments: [TARIFF_FILE],
    firstInterval: households.firstInterval,
    meters: households.households.map(({ meterId, area, registers }) => ({ id: meterId, area, registers })),
    brokerUrl,
    ...(options.root === undefined ? {} : { topicRoot: options.root }),
    brokerPort,
    ...(options.tls === true ? { tls: { hosts: [], others: [WATCHER] } } : {}),
    bus: { reconnectMinMs: 100, reconnectMaxMs: 1_000 },
    source,
    runOffIntervals: RUN_OFF_INTERVALS,
    sendJitterSeconds: 0,
    clock: {
      source: 'replay',
      offsetMs: replayOffsetMs(households.firstInterval, grid, Date.now()),
      speed: REPLAY_SPEED,
      endMs: intervalStartMs(households.firstInterval + households.intervalCount, grid),
    },
    commit: { maxMessages: 500, maxDelayMs: 15 },
    floor: { minThreshold: options.threshold, trust: options.trust, ...scheme.floors },
    log: { level: 'info' },
    isDemo: true,
    lieWh: new Map(
      options.fault.flatMap((fault) => (fault.kind === 'lie' ? [[fault.aggregator, LIE_WH] as const] : [])),
    ),
    thief,
    feeders: options.feeder === true || thief !== undefined ? FEEDER_FILE : undefined,
    isUnsealed: process.env['GRIDSHARE_TEST_UNSEALED'] === '1',
  };
  const encoding = options.data === undefined ? undefined : strangeEncoding(resolve(options.data));
  return { households, used, plan, documents, faults: options.fault, encoding };
}
