/** The broker process: the embedded broker with the topic table's permissions. It holds nothing that matters. [P-10] */
import { readConfig, besideConfig } from '../host/config.ts';
import { createLogger } from '../host/logger.ts';
import { runUntilSignal, writeReport } from '../host/party.ts';
import { startEmbeddedBroker } from './embedded.ts';

export async function runBroker(configPath: string): Promise<void> {
  const config = readConfig('config-broker', configPath);
  const logger = createLogger('broker', config.log);
  const state = besideConfig(configPath, config.state);
  const broker = await startEmbeddedBroker({
    host: '127.0.0.1',
    port: config.port,
    isDebugAllowed: config.allowDebug,
    isClockAllowed: config.allowClock,
    maxPacketBytes: config.maxPacketBytes,
    logger,
  });
  runUntilSignal(logger, async () => {
    writeReport(state, broker.stats());
    await broker.stop();
  });
  logger.info({ port: broker.port }, 'broker is ready');
}
