/**
 * The folders of brokers that an authority looks after: everybody's, and those of aggregators' operators that are on this machine.
 * Each gets the revocation list, its ACL and, in time, new certificates; a Mosquitto that runs there is told. [P-10.1] [P-10.11]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { reloadMosquitto } from '../broker/mosquitto-process.ts';
import { besideConfig, readConfig } from '../host/base/config.ts';
import {
  ACL_FILE,
  BRIDGE_FOLDER,
  CA_FILE,
  CERT_FILE,
  CONFIG_FILE,
  CRL_FILE,
  KEY_FILE,
} from '../host/base/file-names.ts';
import { readPem } from '../host/keys/tls-files.ts';
import { TopicRoot } from '../protocol/wire/topic-root.ts';
import type { AuthorityConfig, BrokerConfig } from '../schemas/types.ts';
import { type AuthorityFolder, writeTlsFiles } from './authority.ts';
import type { Validity } from './pki.ts';

/** What a broker reads. */
const BROKER_FILES = [CRL_FILE, ACL_FILE, CA_FILE, CERT_FILE, KEY_FILE];

export class BrokerFolders {
  /** Everybody's; undefined where that is on another machine. */
  readonly common: string | undefined;
  private readonly operators: readonly string[];
  private readonly config: AuthorityConfig;
  private readonly root: TopicRoot;

  constructor(configPath: string, config: AuthorityConfig) {
    this.common = config.broker === undefined ? undefined : besideConfig(configPath, config.broker);
    this.operators = config.operatorBrokers.map((path) => besideConfig(configPath, path));
    this.config = config;
    this.root = new TopicRoot(config.topicRoot);
  }

  /** Those that are on this machine. */
  get here(): readonly string[] {
    return [...[this.common ?? []].flat(), ...this.operatorsHere];
  }

  private get operatorsHere(): readonly string[] {
    return this.operators.filter((folder) => existsSync(join(folder, CONFIG_FILE)));
  }

  private configOf(folder: string): BrokerConfig {
    return readConfig('config-broker', join(folder, CONFIG_FILE));
  }

  /** Revocations and rights as of now. */
  async publish(authority: AuthorityFolder): Promise<void> {
    const { here } = this;
    const choices = here.map((folder) => {
      const { allowClock: isClockAllowed, sharesTopic, aggregator } = this.configOf(folder);
      return [folder, { isClockAllowed, sharesTopic, topicRoot: this.root.text, aggregator }] as const;
    });
    // Of a broker that is elsewhere its operator copies the list from here.
    if (here.length === 0) await authority.revocationList();
    else await authority.publishTo(new Map(choices));
    for (const folder of here) reloadMosquitto(folder, BROKER_FILES);
  }

  /** Makes new certificates for those that are due. Whether it made any. */
  async renew(
    authority: AuthorityFolder,
    validity: Validity & { readonly untilMs: number },
    isDue: (cert: string) => boolean,
  ): Promise<boolean> {
    const isDueIn = (folder: string): boolean => {
      const path = join(folder, CERT_FILE);
      return !existsSync(path) || isDue(readPem(path));
    };
    const { cert: ca } = authority.authority;
    const servers = this.here.filter(isDueIn);
    for (const folder of servers) {
      // An operator's is on its aggregator's machine: the loopback addresses, which every one of these has.
      const hosts = folder === this.common ? this.config.brokerHosts : [];
      writeTlsFiles(folder, ca, await authority.issueServer(hosts, validity));
      reloadMosquitto(folder, BROKER_FILES);
    }
    const bridges = this.operatorsHere.filter((folder) => isDueIn(join(folder, BRIDGE_FOLDER)));
    for (const folder of bridges) {
      const { aggregator } = this.configOf(folder);
      if (aggregator === undefined) continue;
      const clientId = this.root.clientIdOf(`aggregator-${aggregator}`);
      writeTlsFiles(join(folder, BRIDGE_FOLDER), ca, await authority.issueClient(clientId, validity));
    }
    return servers.length + bridges.length > 0;
  }
}
