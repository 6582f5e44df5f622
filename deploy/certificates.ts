/**
 * The TLS side of a new deployment: an authority in a folder of its own, a certificate for each party in its folder, and
 * for the broker what both brokers read: the revocation list, and Mosquitto's configuration and ACL. [P-9.4] [P-10.9]
 */
import { join } from 'node:path';
import { mosquittoConfig } from '../broker/mosquitto-config.ts';
import { CONFIG_FILE as MOSQUITTO_FILE } from '../broker/mosquitto.ts';
import { meterClientId } from '../meter/party.ts';
import { AuthorityFolder, replaceFile, writeTlsFiles } from './authority.ts';
import { ACL_FILE, CA_FILE, CERT_FILE, CRL_FILE, KEY_FILE } from './file-names.ts';
import {
  type DeploymentPaths,
  type DeploymentPlan,
  FLEET_NAME,
  listenHost,
  MAX_PACKET_BYTES,
  type PlannedTls,
} from './provision.ts';

function writeMosquitto(folder: string, plan: DeploymentPlan, { hosts }: PlannedTls): void {
  const config = mosquittoConfig({
    port: plan.brokerPort ?? 8883,
    host: hosts.length === 0 ? listenHost(hosts) : undefined,
    stateFolder: '.',
    maxPacketBytes: MAX_PACKET_BYTES,
    tls: { ca: CA_FILE, cert: CERT_FILE, key: KEY_FILE, crl: CRL_FILE, acl: ACL_FILE },
  });
  const header =
    '# Made by gridshare init. Run it in this folder, as the user whom its key belongs to: mosquitto -c mosquitto.conf\n';
  replaceFile(join(folder, MOSQUITTO_FILE), header + config, 0o600);
}

/** Writes every certificate of a deployment that `writeDeployment` has written. Throws HostError. */
export async function writeCertificates(paths: DeploymentPaths, plan: DeploymentPlan): Promise<void> {
  const { tls } = plan;
  if (tls === undefined) return;
  const authority = await AuthorityFolder.create(paths.authority, plan.scheme.deployment);
  const { cert: ca } = authority.authority;
  const fleet = meterClientId(
    FLEET_NAME,
    plan.meters.map(({ id }) => id),
  );
  const clients: readonly (readonly [folder: string, clientId: string])[] = [
    [paths.utility, 'utility'],
    ...paths.aggregators.map((folder, at) => [folder, `aggregator-${at + 1}`] as const),
    [paths.meters, fleet],
    ...tls.others.map((clientId) => [join(paths.broker, '..', clientId), clientId] as const),
  ];
  for (const [folder, clientId] of clients) writeTlsFiles(folder, ca, await authority.issueClient(clientId));
  writeTlsFiles(paths.broker, ca, await authority.issueServer(tls.hosts));
  writeMosquitto(paths.broker, plan, tls);
  await authority.publishTo(paths.broker, plan.isDemo);
}
