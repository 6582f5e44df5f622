/** The broker process: the embedded broker with the topic table's permissions. It holds nothing that matters. [P-10] */
import { dirname, resolve } from 'node:path';
import { readConfig, besideConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { Beginning } from '../host/process/beginning.ts';
import { Activity, HealthFile } from '../host/process/health.ts';
import { createLogger } from '../host/base/logger.ts';
import { fatal, runUntilSignal, writeReport } from '../host/process/party-process.ts';
import { showMetrics } from '../host/metrics/show-metrics.ts';
import { StateWatch } from '../host/store/state-watch.ts';
import { tlsFilesBeside } from '../host/keys/tls-files.ts';
import type { BrokerConfig } from '../schemas/types.ts';
import { brokerMeasures } from './measures.ts';
import { startEmbeddedBroker } from './embedded.ts';
import type { BrokerAddress } from './served.ts';

/** Where a broker's config has its deployment served, and what is granted there. */
function addressOf(configPath: string, config: BrokerConfig): BrokerAddress {
  const { tls } = config;
  return {
    host: config.host,
    port: config.port,
    topicRoot: config.topicRoot,
    sharesTopic: config.sharesTopic,
    aggregator: config.aggregator,
    isDebugAllowed: config.allowDebug,
    isClockAllowed: config.allowClock,
    ...(tls === undefined
      ? {}
      : { tls: { ...tlsFilesBeside(configPath, tls), crl: besideConfig(configPath, tls.crl) } }),
  };
}

export async function runBroker(configPath: string): Promise<void> {
  const config = readConfig('config-broker', configPath);
  if (config.kind === 'mosquitto') {
    const message = `${configPath} is the config of a Mosquitto. Run that: cd ${dirname(resolve(configPath))} && mosquitto -c mosquitto.conf; or set kind: embedded`;
    throw new HostError('ERR_BROKER_KIND', message);
  }
  const logger = createLogger('broker', config.log);
  const state = besideConfig(configPath, config.state);
  const { lock } = Beginning.in(state, 'broker', 'broker');
  const stateWatch = new StateWatch(state);
  const broker = await startEmbeddedBroker({
    ...addressOf(configPath, config),
    others: config.others.map((path) => {
      const otherPath = besideConfig(configPath, path);
      return addressOf(otherPath, readConfig('config-broker', otherPath));
    }),
    maxPacketBytes: config.maxPacketBytes,
    limits: config.limits,
    logger,
  });
  const activity = new Activity();
  // It listens: that is all the connection a broker has.
  activity.connected();
  const counts = (): Record<string, number> => {
    const { messages: _byTopic, ...rest } = broker.stats();
    return rest;
  };
  const health = new HealthFile(state, 'broker', 'broker', activity, logger, counts, () => {
    const contested = broker.contested();
    if (contested.length === 0) return undefined;
    const who =
      contested.length > 5
        ? `${contested.slice(0, 5).join(', ')} and ${contested.length - 5} others`
        : contested.join(', ');
    return `connections of ${who} are taken over again and again: two processes run under one name. Find the copy and stop it for good`;
  });
  showMetrics(configPath, config, health, logger, () => brokerMeasures(broker.stats()));
  stateWatch.start(fatal(logger, health));
  runUntilSignal(logger, health, async () => {
    stateWatch.stop();
    writeReport(state, broker.stats());
    await broker.stop();
    lock.release();
  });
  logger.info({ ports: broker.ports }, 'broker is ready');
}
