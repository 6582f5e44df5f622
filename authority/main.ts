/** The authority process. It may be down: nobody needs it but who enrols or renews. [P-9.6] */
import { besideConfig, readConfig } from '../host/base/config.ts';
import { createLogger } from '../host/base/logger.ts';
import { Activity, HealthFile } from '../host/process/health.ts';
import { showMetrics } from '../host/metrics/show-metrics.ts';
import { measureEach } from '../host/metrics/series.ts';
import { runUntilSignal } from '../host/process/party-process.ts';
import { AUTHORITY_STATE } from './authority.ts';
import { startAuthority } from './server.ts';

export async function runAuthority(configPath: string): Promise<void> {
  const config = readConfig('config-authority', configPath);
  const logger = createLogger('authority', config.log);
  const server = await startAuthority(configPath, config, logger);
  const activity = new Activity();
  // It listens: that is all the connection that it has.
  activity.connected();
  const state = besideConfig(configPath, AUTHORITY_STATE);
  const health = new HealthFile(
    state,
    'authority',
    'authority',
    activity,
    logger,
    () => ({ ...server.counts }),
    () => server.problem,
  );
  showMetrics(configPath, config, health, logger, () =>
    measureEach('gridshare_authority_answers_total', 'what', server.counts),
  );
  runUntilSignal(logger, health, () => server.stop());
  logger.info({ port: server.port }, 'the authority is ready');
}
