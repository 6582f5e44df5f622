/** The config of each party of a deployment. */
import { DEFAULT_LIMITS } from '../broker/admission.ts';
import { BUS_SCHEMES, isLoopback, listenHost, parseAddress } from '../host/base/address.ts';
import { CA_FILE, CERT_FILE, CRL_FILE, KEY_FILE } from '../host/base/file-names.ts';
import { DEFAULT_ROOT } from '../protocol/wire/topic-root.ts';
import type {
  AggregatorConfig,
  Anchors,
  BrokerConfig,
  MeterConfig,
  TlsConfig,
  UtilityConfig,
} from '../schemas/types.ts';
import type { DeploymentPlan } from './deployment-plan.ts';

export const STATE_FOLDER = 'state';
export const KEYS_FILE = 'keys.json';
export const ROSTER_FILE = 'roster.json';
export const FLEET_NAME = 'homes';
/** Of a meter that has a folder of its own. */
const METER_NAME = 'meter';
/** Where such a meter finds its readings, in its folder. */
export const READINGS_FILE = 'readings.csv';
export const MAX_PACKET_BYTES = 4_194_304;
const TLS_FILES: TlsConfig = { ca: CA_FILE, cert: CERT_FILE, key: KEY_FILE };

/** What all but the broker's have in common. */
type CommonConfig = Required<
  Pick<UtilityConfig, 'deployment' | 'keys' | 'state' | 'bus' | 'anchors' | 'clock' | 'log' | 'commit'>
>;

export function commonConfig(plan: DeploymentPlan, anchors: Anchors): CommonConfig {
  const authority = plan.tls?.authorityUrl;
  const tls: TlsConfig = authority === undefined ? TLS_FILES : { ...TLS_FILES, authority };
  return {
    deployment: plan.scheme.deployment,
    keys: KEYS_FILE,
    state: STATE_FOLDER,
    bus: {
      url: plan.brokerUrl,
      topicRoot: plan.topicRoot ?? DEFAULT_ROOT,
      ...plan.bus,
      ...(plan.tls === undefined ? {} : { tls }),
    },
    anchors,
    clock: plan.clock,
    log: plan.log,
    commit: plan.commit,
  };
}

export function brokerConfig(plan: DeploymentPlan): BrokerConfig {
  const place = parseAddress(plan.brokerUrl, BUS_SCHEMES, '--broker');
  return {
    role: 'broker',
    kind: plan.brokerKind ?? 'embedded',
    // Plain MQTT elsewhere is a broker of somebody else's.
    host: plan.tls !== undefined || isLoopback(place.host) ? listenHost(place.host) : '127.0.0.1',
    port: plan.brokerPort ?? place.port,
    state: STATE_FOLDER,
    allowDebug: plan.isDemo || plan.isDebugAllowed === true,
    allowClock: plan.isDemo,
    sharesTopic: plan.scheme.sharesTopic ?? 'aggregator',
    topicRoot: plan.topicRoot ?? DEFAULT_ROOT,
    others: [],
    maxPacketBytes: MAX_PACKET_BYTES,
    ...(plan.tls === undefined ? {} : { tls: { ...TLS_FILES, crl: CRL_FILE } }),
    limits: DEFAULT_LIMITS,
    log: plan.log,
  };
}

/** Of the Mosquitto that an aggregator's operator has. */
export function operatorBrokerConfig(plan: DeploymentPlan, aggregator: number): BrokerConfig {
  const brokerUrl = operatorBrokerUrl(plan, aggregator);
  const config = brokerConfig({ ...plan, brokerUrl, brokerPort: undefined });
  return { ...config, kind: 'mosquitto', aggregator, allowDebug: false };
}

/** Where an aggregator connects: to its operator's own broker, if it has one. */
export function operatorBrokerUrl({ operatorBrokers = [], brokerUrl }: DeploymentPlan, aggregator: number): string {
  return operatorBrokers[aggregator - 1] ?? brokerUrl;
}

export function utilityConfig(plan: DeploymentPlan, common: CommonConfig): UtilityConfig {
  return {
    role: 'utility',
    ...common,
    scheme: plan.scheme,
    roster: ROSTER_FILE,
    keepMeters: [],
    tariffDocuments: [...(plan.tariffDocuments ?? [])],
    ...(plan.feeders === undefined ? {} : { feeders: plan.feeders }),
    ...(plan.isUnsealed ? { test: { unsealed: true } } : {}),
  };
}

export function aggregatorConfig(plan: DeploymentPlan, common: CommonConfig, index: number): AggregatorConfig {
  const lieWh = plan.lieWh.get(index);
  const lateCommitMs = plan.lateCommitMs?.get(index);
  const test = {
    ...(plan.isUnsealed ? { unsealed: true } : {}),
    ...(lieWh === undefined ? {} : { lieWh }),
    ...(lateCommitMs === undefined ? {} : { lateCommitMs }),
  };
  return {
    role: 'aggregator',
    index,
    ...common,
    bus: { ...common.bus, url: operatorBrokerUrl(plan, index) },
    floor: plan.floor,
    sessionCacheSize: 65_536,
    ...(Object.keys(test).length === 0 ? {} : { test }),
  };
}

/** Of a fleet, or of a meter with a folder of its own, which has its readings there. */
export function meterConfig(plan: DeploymentPlan, common: CommonConfig): MeterConfig {
  const { patienceMs, thief } = plan;
  const test = {
    ...(plan.isUnsealed ? { unsealed: true } : {}),
    ...(patienceMs === undefined ? {} : { patienceMs }),
    ...(thief === undefined ? {} : { thief }),
  };
  const isAlone = plan.meterKeysIn === 'folders';
  return {
    role: 'meter',
    name: isAlone ? METER_NAME : FLEET_NAME,
    ...common,
    floor: plan.floor,
    source: isAlone ? { kind: 'csv', file: READINGS_FILE } : plan.source,
    allowMoves: true,
    sendJitterSeconds: plan.sendJitterSeconds,
    runOffIntervals: plan.runOffIntervals,
    ...(Object.keys(test).length === 0 ? {} : { test }),
  };
}
