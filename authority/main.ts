/** The authority process. It may be down: nobody needs it but who enrols or renews. [P-9.6] */
import closeWithGrace from 'close-with-grace';
import { readConfig } from '../host/base/config.ts';
import { createLogger } from '../host/base/logger.ts';
import { startAuthority } from './server.ts';

export async function runAuthority(configPath: string): Promise<void> {
  const config = readConfig('config-authority', configPath);
  const logger = createLogger('authority', config.log);
  const server = await startAuthority(configPath, config, logger);
  closeWithGrace({ delay: 5_000 }, async ({ signal, err }) => {
    if (err !== undefined) logger.fatal({ err }, err.message);
    logger.info({ reason: signal ?? 'the end' }, 'stopping');
    await server.stop();
  });
  logger.info({ port: server.port }, 'the authority is ready');
}
