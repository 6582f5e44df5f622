/**
 * The TLS side of a new deployment: an authority in a folder of its own, a certificate for each party in its folder, and
 * for the broker what both brokers read: the revocation list, and Mosquitto's configuration and ACL. [P-9.4] [P-10.9]
 */
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { mosquittoConfig } from '../broker/mosquitto-config.ts';
import type { TopicChoices } from '../broker/rights.ts';
import { CONFIG_FILE as MOSQUITTO_FILE } from '../broker/mosquitto.ts';
import { BUS_SCHEMES, isLoopback, listenHost, parseAddress } from '../host/base/address.ts';
import { readConfig } from '../host/base/config.ts';
import { readPem } from '../host/keys/tls-files.ts';
import { replaceFile } from '../host/base/replace-file.ts';
import { meterClientId } from '../meter/party.ts';
import { DEFAULT_ROOT, TopicRoot } from '../protocol/wire/topic-root.ts';
import type { AuthorityConfig, MeterKit } from '../schemas/types.ts';
import { fingerprintOf } from '../host/keys/authority-client.ts';
import { AuthorityFolder, writeTlsFiles } from './authority.ts';
import {
  ACL_FILE,
  BRIDGE_FOLDER,
  CA_FILE,
  CERT_FILE,
  CONFIG_FILE,
  CRL_FILE,
  KEY_FILE,
  KIT_FILE,
} from '../host/base/file-names.ts';
import { LEAF_DAYS } from './pki.ts';
import type { DeploymentPaths, DeploymentPlan, PlannedTls } from '../deploy/deployment-plan.ts';
import { FLEET_NAME, MAX_PACKET_BYTES, ROSTER_FILE, operatorBrokerUrl } from '../deploy/party-configs.ts';
import { writeConfig } from '../deploy/provision.ts';

/** What a new broker grants. */
function choicesOf(plan: DeploymentPlan, aggregator?: number): TopicChoices {
  const { isDemo: isClockAllowed, scheme, topicRoot = DEFAULT_ROOT } = plan;
  return { isClockAllowed, sharesTopic: scheme.sharesTopic ?? 'aggregator', topicRoot, aggregator };
}

/** `aggregator`: of an operator's own, which has a bridge. */
function writeMosquitto(folder: string, plan: DeploymentPlan, aggregator?: number): void {
  const there = parseAddress(plan.brokerUrl, BUS_SCHEMES, '--broker');
  const isBridged = aggregator !== undefined;
  const { host, port } = isBridged
    ? parseAddress(operatorBrokerUrl(plan, aggregator), BUS_SCHEMES, '--bridges')
    : { host: there.host, port: plan.brokerPort ?? there.port };
  const files = {
    ca: join(BRIDGE_FOLDER, CA_FILE),
    cert: join(BRIDGE_FOLDER, CERT_FILE),
    key: join(BRIDGE_FOLDER, KEY_FILE),
  };
  const config = mosquittoConfig({
    port,
    host: isLoopback(host) ? listenHost(host) : undefined,
    stateFolder: '.',
    maxPacketBytes: MAX_PACKET_BYTES,
    tls: { ca: CA_FILE, cert: CERT_FILE, key: KEY_FILE, crl: CRL_FILE, acl: ACL_FILE },
    bridge: isBridged
      ? { options: { aggregator, host: there.host, port: there.port, files }, choices: choicesOf(plan, aggregator) }
      : undefined,
  });
  const header =
    '# Made by gridshare init. Run it in this folder, as the user whom its key belongs to: mosquitto -c mosquitto.conf\n';
  replaceFile(join(folder, MOSQUITTO_FILE), header + config, 0o600);
}

/** The authority's config, and the kit for meters that enrol with it. */
function writeAuthority(paths: DeploymentPaths, plan: DeploymentPlan, { authorityUrl, hosts }: PlannedTls): void {
  if (authorityUrl === undefined) return;
  const { host, port } = parseAddress(authorityUrl, ['https'], '--authority');
  const config: AuthorityConfig = {
    role: 'authority',
    deployment: plan.scheme.deployment,
    host: listenHost(host),
    port,
    hosts: [host],
    topicRoot: plan.topicRoot ?? DEFAULT_ROOT,
    brokerHosts: [...hosts],
    broker: relative(paths.authority, paths.broker),
    operatorBrokers: paths.operatorBrokers.map((path) => relative(paths.authority, path)),
    roster: relative(paths.authority, join(paths.utility, ROSTER_FILE)),
    intervalSeconds: plan.scheme.intervalSeconds,
    intervalOffsetSeconds: plan.scheme.intervalOffsetSeconds,
    leafDays: LEAF_DAYS,
    log: plan.log,
  };
  writeConfig(paths.authority, 'authority', config);
  // What a meter needs to know of the others is what an aggregator knows.
  const [first = ''] = paths.aggregators;
  const { deployment, bus, anchors, floor } = readConfig('config-aggregator', join(first, CONFIG_FILE));
  const { tls: _files, ...reach } = bus;
  const fingerprint = fingerprintOf(new X509Certificate(readPem(join(paths.authority, CA_FILE))).raw);
  const kit: MeterKit = {
    version: 1,
    deployment,
    authority: { url: authorityUrl, fingerprint },
    bus: { ...reach, url: plan.brokerUrl },
    anchors,
    floor,
    sendJitterSeconds: plan.sendJitterSeconds,
  };
  writeFileSync(join(paths.authority, KIT_FILE), `${JSON.stringify(kit, null, 2)}\n`, { mode: 0o600 });
}

/** Two certificates: as the broker that it is here, and as the aggregator that its bridge is at the head-end's. */
async function writeOperatorBroker(
  folder: string,
  plan: DeploymentPlan,
  aggregator: number,
  authority: AuthorityFolder,
): Promise<void> {
  const { cert: ca } = authority.authority;
  const { host } = parseAddress(operatorBrokerUrl(plan, aggregator), BUS_SCHEMES, '--bridges');
  const clientId = new TopicRoot(plan.topicRoot).clientIdOf(`aggregator-${aggregator}`);
  writeTlsFiles(folder, ca, await authority.issueServer([host]));
  writeTlsFiles(join(folder, BRIDGE_FOLDER), ca, await authority.issueClient(clientId));
  writeMosquitto(folder, plan, aggregator);
}

/** Writes every certificate of a deployment that `writeDeployment` has written. Throws HostError. */
export async function writeCertificates(paths: DeploymentPaths, plan: DeploymentPlan): Promise<void> {
  const { tls } = plan;
  if (tls === undefined) return;
  const authority = await AuthorityFolder.create(paths.authority, plan.scheme.deployment);
  const { cert: ca } = authority.authority;
  const ids = plan.meters.map(({ id }) => id);
  const fleet = [paths.meters, meterClientId(FLEET_NAME, ids)] as const;
  const root = new TopicRoot(plan.topicRoot);
  // It counts for a process of one meter only.
  const area = plan.meters[0]?.area;
  const clients: readonly (readonly [folder: string, party: string])[] = [
    [paths.utility, 'utility'],
    ...paths.aggregators.map((folder, at) => [folder, `aggregator-${at + 1}`] as const),
    // Devices that enrol by token get theirs then.
    ...(plan.meterKeysIn === 'tokens' ? [] : [fleet]),
    ...tls.others.map((party) => [join(paths.broker, '..', party), party] as const),
  ];
  for (const [folder, party] of clients)
    writeTlsFiles(folder, ca, await authority.issueClient(root.clientIdOf(party), { area }));
  writeTlsFiles(paths.broker, ca, await authority.issueServer(tls.hosts));
  writeMosquitto(paths.broker, plan);
  writeAuthority(paths, plan, tls);
  for (const [at, path] of paths.operatorBrokers.entries()) await writeOperatorBroker(path, plan, at + 1, authority);
  const own = paths.operatorBrokers.map((path, at) => [path, choicesOf(plan, at + 1)] as const);
  await authority.publishTo(new Map([[paths.broker, choicesOf(plan)], ...own]));
}
