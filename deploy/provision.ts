/**
 * Writing a deployment: one folder per party with its config and its own keys. No two parties share a file; what they
 * know of each other is public keys only. [P-9]
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { DEFAULT_LIMITS } from '../broker/admission.ts';
import { BUS_SCHEMES, isLoopback, listenHost, parseAddress } from '../host/base/address.ts';
import { generateAgreement, generateIdentity } from '../host/keys/crypto.ts';
import { writeKeys } from '../host/keys/keys.ts';
import { expectNewStore } from '../host/store/new-store.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import { CA_FILE, CERT_FILE, COLD_KEYS_FILE, CONFIG_FILE, CRL_FILE, KEY_FILE } from '../host/base/file-names.ts';
import type {
  AggregatorConfig,
  Anchors,
  BrokerConfig,
  ClockConfig,
  CommitConfig,
  Enrolment,
  KeyFile,
  LocalFloor,
  LogConfig,
  MeterConfig,
  MeterKeyFile,
  Scheme,
  TlsConfig,
  UtilityConfig,
} from '../schemas/types.ts';
import { makeFolder } from '../host/base/folders.ts';

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
  /** Client ids beside those of the parties, each with a folder of its own. */
  readonly others: readonly string[];
}

export interface DeploymentPlan {
  readonly scheme: Scheme;
  /** First interval the meters report. */
  readonly firstInterval: number;
  readonly meters: readonly PlannedMeter[];
  readonly brokerUrl: string;
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
  /** At j - 1. */
  readonly aggregators: readonly string[];
  readonly meters: string;
  /** The authority's; with TLS only. */
  readonly authority: string;
}

const STATE_FOLDER = 'state';
export const FLEET_NAME = 'homes';
export const MAX_PACKET_BYTES = 4_194_304;
const TLS_FILES: TlsConfig = { ca: CA_FILE, cert: CERT_FILE, key: KEY_FILE };

export function deploymentPaths(folder: string, aggregatorCount: number): DeploymentPaths {
  return {
    broker: join(folder, 'broker'),
    utility: join(folder, 'utility'),
    aggregators: Array.from({ length: aggregatorCount }, (_, at) => join(folder, `aggregator-${at + 1}`)),
    meters: join(folder, 'meters'),
    authority: join(folder, 'ca'),
  };
}

interface Party {
  readonly file: KeyFile;
  readonly identity: string;
  readonly agreement: string;
}

function createParty(name: string, hasHpke: boolean): Party {
  const identity = generateIdentity();
  const agreement = generateAgreement();
  const hpke = hasHpke ? [{ keyId: 'k1', privateKey: toBase64url(generateAgreement().seed) }] : undefined;
  return {
    file: {
      party: name,
      identity: toBase64url(identity.seed),
      agreement: toBase64url(agreement.seed),
      ...(hpke === undefined ? {} : { hpke }),
    },
    identity: toBase64url(identity.publicRaw),
    agreement: toBase64url(agreement.publicRaw),
  };
}

/** A second identity with the same static key, to be kept where nothing else is; its public key. */
function createCold({ file }: Party): { readonly file: KeyFile; readonly identity: string } {
  const { seed, publicRaw } = generateIdentity();
  const { party, agreement } = file;
  return { file: { party, identity: toBase64url(seed), agreement }, identity: toBase64url(publicRaw) };
}

function createMeters(plan: DeploymentPlan): { readonly keys: MeterKeyFile; readonly enrolment: Enrolment } {
  const keys: MeterKeyFile = { meters: [] };
  const enrolment: Enrolment = { meters: [] };
  for (const { id, area, registers } of plan.meters) {
    const identity = generateIdentity();
    const agreement = generateAgreement();
    const common = { id, keyEpoch: 1, registers: [...registers] };
    keys.meters.push({
      ...common,
      area,
      identity: toBase64url(identity.seed),
      agreement: toBase64url(agreement.seed),
      split: toBase64url(randomBytes(32)),
    });
    enrolment.meters.push({
      area,
      from: plan.firstInterval,
      meter: { ...common, identity: toBase64url(identity.publicRaw), agreement: toBase64url(agreement.publicRaw) },
    });
  }
  return { keys, enrolment };
}

export function writeConfig(folder: string, schema: string, config: object): void {
  const header = `# gridshare ${schema}. Every option: schemas/config-${schema}.schema.json in the gridshare package.\n`;
  // Inlined rather than with YAML aliases, which people edit wrongly.
  writeFileSync(join(folder, CONFIG_FILE), header + stringify(config, { aliasDuplicateObjects: false, lineWidth: 0 }), {
    mode: 0o600,
  });
}

/** Creates every folder, key and config of a deployment. */
export function writeDeployment(folder: string, plan: DeploymentPlan): DeploymentPaths {
  const { scheme } = plan;
  const paths = deploymentPaths(folder, scheme.operators.length);
  for (const path of [paths.broker, paths.utility, ...paths.aggregators, paths.meters]) {
    makeFolder(path);
  }
  for (const path of [paths.utility, ...paths.aggregators]) expectNewStore(join(path, STATE_FOLDER));
  const utility = createParty('utility', false);
  const aggregators = paths.aggregators.map((_, at) => createParty(`aggregator-${at + 1}`, true));
  // A demonstration is over before anybody loses a disk.
  const colds = aggregators.map((party) => (plan.isDemo ? undefined : createCold(party)));
  const anchors: Anchors = {
    deployment: scheme.deployment,
    utility: { identity: utility.identity, agreement: utility.agreement },
    aggregators: aggregators.map(({ identity, agreement }, at) => {
      const cold = colds[at]?.identity;
      return {
        index: at + 1,
        operator: scheme.operators[at] ?? '',
        identities: cold === undefined ? [identity] : [identity, cold],
        agreement,
      };
    }),
  };
  const authority = plan.tls?.authorityUrl;
  const busTls: TlsConfig = authority === undefined ? TLS_FILES : { ...TLS_FILES, authority };
  const bus = { url: plan.brokerUrl, ...plan.bus, ...(plan.tls === undefined ? {} : { tls: busTls }) };
  const common = {
    deployment: scheme.deployment,
    keys: 'keys.json',
    state: STATE_FOLDER,
    bus,
    anchors,
    clock: plan.clock,
    log: plan.log,
    commit: plan.commit,
  };
  const unsealed = plan.isUnsealed ? { unsealed: true } : {};

  const place = parseAddress(plan.brokerUrl, BUS_SCHEMES, '--broker');
  const broker: BrokerConfig = {
    role: 'broker',
    // Plain MQTT elsewhere is a broker of somebody else's.
    host: plan.tls !== undefined || isLoopback(place.host) ? listenHost(place.host) : '127.0.0.1',
    port: plan.brokerPort ?? place.port,
    state: STATE_FOLDER,
    allowDebug: plan.isDemo,
    allowClock: plan.isDemo,
    sharesPerMeter: scheme.sharesTopic === 'meter',
    maxPacketBytes: MAX_PACKET_BYTES,
    ...(plan.tls === undefined ? {} : { tls: { ...TLS_FILES, crl: CRL_FILE } }),
    limits: DEFAULT_LIMITS,
    log: plan.log,
  };
  writeConfig(paths.broker, 'broker', broker);

  const { keys, enrolment } = createMeters(plan);
  const utilityConfig: UtilityConfig = {
    role: 'utility',
    ...common,
    scheme,
    roster: 'roster.json',
    keepMeters: [],
    ...(plan.feeders === undefined ? {} : { feeders: plan.feeders }),
    ...(plan.isUnsealed ? { test: unsealed } : {}),
  };
  writeConfig(paths.utility, 'utility', utilityConfig);
  writeKeys(join(paths.utility, 'keys.json'), utility.file);
  writeFileSync(join(paths.utility, 'roster.json'), `${JSON.stringify(enrolment)}\n`, { mode: 0o600 });

  paths.aggregators.forEach((path, at) => {
    const lieWh = plan.lieWh.get(at + 1);
    const lateCommitMs = plan.lateCommitMs?.get(at + 1);
    const test = {
      ...unsealed,
      ...(lieWh === undefined ? {} : { lieWh }),
      ...(lateCommitMs === undefined ? {} : { lateCommitMs }),
    };
    const config: AggregatorConfig = {
      role: 'aggregator',
      index: at + 1,
      ...common,
      floor: plan.floor,
      sessionCacheSize: 65_536,
      ...(Object.keys(test).length === 0 ? {} : { test }),
    };
    writeConfig(path, 'aggregator', config);
    const party = aggregators[at];
    if (party !== undefined) writeKeys(join(path, 'keys.json'), party.file);
    const cold = colds[at];
    if (cold !== undefined) writeKeys(join(path, COLD_KEYS_FILE), cold.file);
  });

  const { patienceMs, thief } = plan;
  const meterTest = {
    ...unsealed,
    ...(patienceMs === undefined ? {} : { patienceMs }),
    ...(thief === undefined ? {} : { thief }),
  };
  const meter: MeterConfig = {
    role: 'meter',
    name: FLEET_NAME,
    ...common,
    floor: plan.floor,
    source: plan.source,
    sendJitterSeconds: plan.sendJitterSeconds,
    runOffIntervals: plan.runOffIntervals,
    ...(Object.keys(meterTest).length === 0 ? {} : { test: meterTest }),
  };
  writeConfig(paths.meters, 'meter', meter);
  writeKeys(join(paths.meters, 'keys.json'), keys);
  return paths;
}
