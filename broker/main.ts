/** The broker process: the embedded broker with the topic table's permissions. It holds nothing that matters. [P-10] */
import { readConfig, besideConfig } from '../host/config.ts';
import { Activity, HealthFile } from '../host/health.ts';
import { lockState } from '../host/lock.ts';
import { createLogger } from '../host/logger.ts';
import { runUntilSignal, writeReport } from '../host/party.ts';
import { tlsFilesBeside } from '../host/tls-files.ts';
import { startEmbeddedBroker } from './embedded.ts';

export async function runBroker(configPath: string): Promise<void> {
  const config = readConfig('config-broker', configPath);
  const logger = createLogger('broker', config.log);
  const state = besideConfig(configPath, config.state);
  const lock = lockState(state);
  const { tls } = config;
  const broker = await startEmbeddedBroker({
    host: config.host,
    port: config.port,
    isDebugAllowed: config.allowDebug,
    isClockAllowed: config.allowClock,
    areSharesPerMeter: config.sharesPerMeter,
    maxPacketBytes: config.maxPacketBytes,
    limits: config.limits,
    ...(tls === undefined
      ? {}
      : { tls: { ...tlsFilesBeside(configPath, tls), crl: besideConfig(configPath, tls.crl) } }),
    logger,
  });
  const activity = new Activity();
  // It listens: that is all the connection a broker has.
  activity.connected();
  const health = new HealthFile(state, 'broker', 'broker', activity, () => {
    const { messages: _byTopic, ...counts } = broker.stats();
    return counts;
  });
  runUntilSignal(logger, health, async () => {
    writeReport(state, broker.stats());
    await broker.stop();
    lock.release();
  });
  logger.info({ port: broker.port }, 'broker is ready');
}
