/** What a deployment will be, and where its parties are: everything that `writeDeployment` writes down. [P-9] */
import { join } from 'node:path';
import type {
  BrokerConfig,
  ClockConfig,
  CommitConfig,
  LocalFloor,
  LogConfig,
  MeterConfig,
  Scheme,
} from '../schemas/types.ts';

export interface PlannedMeter {
  readonly id: string;
  readonly area: string;
  readonly registers: readonly string[];
}

export interface PlannedTls {
  /** `https://host:port` where the parties renew their certificates and devices enrol; not in demonstrations. */
  readonly authorityUrl?: string;
  /** Host names and addresses of the broker, beside the loopback ones. */
  readonly hosts: readonly string[];
  /** Names beside those of the parties, each with a folder of its own: `debug-<name>`. */
  readonly others: readonly string[];
}

/**
 * How meters come to their keys. `fleet`: all in one folder, for one process. `folders`: a folder each, made here. `tokens`:
 * none here; each device makes its own when it enrols.
 */
export type MeterKeysIn = 'fleet' | 'folders' | 'tokens';

export interface DeploymentPlan {
  readonly scheme: Scheme;
  /** What a bill covers, where windows are calendar periods: `a calendar month of Europe/Berlin`. */
  readonly periods?: string | undefined;
  /** First interval the meters report. */
  readonly firstInterval: number;
  readonly meters: readonly PlannedMeter[];
  /** `fleet` unless said. */
  readonly meterKeysIn?: MeterKeysIn;
  /** Files of the documents that the scheme's tariffs name, in the utility's folder; none if not said. */
  readonly tariffDocuments?: readonly string[] | undefined;
  readonly brokerUrl: string;
  /** Addresses of the operators' own brokers, at j - 1, each bridged to the broker; none if not said. */
  readonly operatorBrokers?: readonly string[] | undefined;
  /** First levels of all topics; `grid` if not said. */
  readonly topicRoot?: string;
  /** What runs in the broker's folder: `embedded` unless said. */
  readonly brokerKind?: BrokerConfig['kind'];
  /** Port of the embedded broker, if there is one. */
  readonly brokerPort: number | undefined;
  readonly bus: { readonly reconnectMinMs: number; readonly reconnectMaxMs: number };
  /** Mutual TLS: `writeCertificates` makes the files that the configs name. */
  readonly tls?: PlannedTls | undefined;
  readonly source: MeterConfig['source'];
  readonly runOffIntervals: number;
  readonly sendJitterSeconds: number;
  readonly clock: ClockConfig;
  readonly commit: CommitConfig;
  readonly floor: LocalFloor;
  readonly log: LogConfig;
  readonly isDemo: boolean;
  /** Whether whoever is called `debug-NAME` may watch; always in a demonstration. */
  readonly isDebugAllowed?: boolean;
  /** Test hooks. */
  readonly lieWh: ReadonlyMap<number, number>;
  readonly isUnsealed: boolean;
  readonly patienceMs?: number | undefined;
  readonly thief?: NonNullable<MeterConfig['test']>['thief'];
  /** The utility's file of feeder meters, relative to its config. */
  readonly feeders?: string | undefined;
  /** By aggregator. */
  readonly lateCommitMs?: ReadonlyMap<number, number>;
}

/** Where the parties of a deployment are. */
export interface DeploymentPaths {
  readonly broker: string;
  readonly utility: string;
  /** At j - 1; none where everybody uses `broker`. */
  readonly operatorBrokers: readonly string[];
  /** At j - 1. */
  readonly aggregators: readonly string[];
  readonly meters: string;
  /** The authority's; with TLS only. */
  readonly authority: string;
}

export function deploymentPaths(folder: string, { scheme, operatorBrokers = [] }: DeploymentPlan): DeploymentPaths {
  return {
    broker: join(folder, 'broker'),
    operatorBrokers: operatorBrokers.map((_, at) => join(folder, `broker-${at + 1}`)),
    utility: join(folder, 'utility'),
    aggregators: scheme.operators.map((_, at) => join(folder, `aggregator-${at + 1}`)),
    meters: join(folder, 'meters'),
    authority: join(folder, 'ca'),
  };
}

/** The folder of each meter process: the fleet's, one for each meter, or none. */
export function meterFolders(paths: DeploymentPaths, { meters, meterKeysIn }: DeploymentPlan): readonly string[] {
  switch (meterKeysIn) {
    case 'folders':
      return meters.map(({ id }) => join(paths.meters, id));
    case 'tokens':
      return [];
    default:
      return [paths.meters];
  }
}
